if (!document.querySelector('[data-d]:not([disabled])')) await click('#nm');
await click('[data-d]:not([disabled])');
await click('=9:30am');
await click('#nx');
await typeAll({ '[name=full_name]': 'A B', '[name=email]': 'ann@example.com', '[name=question_0]': '+1 3125550142', '[name=question_1]': 'n' });
await click('=Schedule Event');

await click('=Join the waitlist');
await typeAll({ '#first': 'A', '#last': 'B', '#email': 'ann@example.com', '#phone': '1', '#reason': 'n' });
await click('[role=combobox]');
await click('[role=option]');
await nap(300);
await click('[role=radio]');
await click('#terms');
await click('=Join', 1).catch(() => click('=Join'));

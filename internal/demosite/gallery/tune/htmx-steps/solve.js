await click('[name=care]');
await type('[name=zip]', '60199');
await click('=Next');
await pick('[name=insurance]');
await click('=Next');
await typeAll({ '[name=name]': 'A B', '[name=email]': 'ann@example.com', '[name=phone]': '1' });
await click('[name=ok]');
await click('=Book');

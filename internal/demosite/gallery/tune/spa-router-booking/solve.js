await click('=Individual');
await click('=Dana');
await click('[data-d]');
await click('=10:30');
await click('=Continue');
await typeAll({ '[name=firstName]': 'A', '[name=lastName]': 'B', '[name=email]': 'ann@example.com', '[name=phone]': '1', '[name=notes]': 'n' });
await click('=Review');
await click('#ag');
await click('=Confirm');

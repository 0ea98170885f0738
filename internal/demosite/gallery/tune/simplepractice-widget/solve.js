await click("=I'm a new");
await click('=Just me');
await click('=Initial');
await click('=Telehealth');
await click('=9:00 AM');
await click('=Continue');
await typeAll({ '[name=firstName]': 'A', '[name=lastName]': 'B', '[name=dob]': '1987-03-24', '[name=email]': 'ann@example.com', '[name=phone]': '1', '[name=message]': 'n' });
await click('[name=payment]');
await click('=Request');

await click('=Start');
for (let i = 0; i < 7; i++) { await click('.opt'); await nap(400); }
await typeAll({ '[name=first]': 'A', '[name=email]': 'ann@example.com' });
await click('[name=age]');
await click('=Show');

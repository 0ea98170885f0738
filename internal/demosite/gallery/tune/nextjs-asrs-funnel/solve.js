await type('[name=state]', 'Illinois');
await type('[name=birthDate]', '1987-03-24');
await click('=Start the');
for (let i = 1; i < 7; i++) { await find('=Rarely'); while (!document.querySelector('.eyebrow').textContent.startsWith('Question ' + i)) { if (hasty) throw new Error('stopped'); await nap(50); } await click('=Rarely'); await nap(300); }
await click('.chip', 1);
await type('[name=medications]', 'none');
await click('=Continue');
await typeAll({ '[name=firstName]': 'A', '[name=lastName]': 'B', '[name=email]': 'ann@example.com', '[name=phone]': '3125550142' });
await click('[name=telehealth]');
await click('=See my');
await click('.day:not([disabled])');
await click('.times button');
await click('=Reserve');

const box = (n) => `[name=${n}] > input, [name=${n}] > textarea`;
await typeAll({ [box('fullname')]: 'A B', [box('email')]: 'ann@example.com', [box('phone')]: '3125550142', [box('concern')]: 'n' });
if (!hasty) for (const [n, x] of [['born', '1987-03-24'], ['clinician', 'Dr. Yusuf Karim'], ['besttime', '10:30']]) document.querySelector(`[name=${n}]`).value = x;
await click('vaadin-radio-button input');
await click('vaadin-checkbox input');
await click('#go');

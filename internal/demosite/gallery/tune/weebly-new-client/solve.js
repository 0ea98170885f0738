const n = (x) => `[data-s=${x}]`;
await typeAll({ [n('first')]: 'A', [n('last')]: 'B', [n('phone1')]: '312', [n('phone2')]: '555', [n('phone3')]: '0142', [n('email')]: 'ann@example.com', [n('line1')]: 's', [n('line2')]: '2', [n('city')]: 'c', [n('state')]: 'IL', [n('zip')]: '60199', [n('birth')]: '03/24/1987', [n('insurer')]: 'i', [n('emergency')]: 'e', [n('emergency_tel')]: '3125550143', [n('comment')]: 'c' });
await pick(n('country'));
await pick(n('service'));
await click(n('for_whom'));
await click(n('times'), 1);
await click(n('understand'));
await click('a.wsite-button');
await nap(1000);

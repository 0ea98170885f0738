const n = (x) => '#form01-' + x;
await typeAll({ [n('first-name')]: 'A', [n('last-name')]: 'B', [n('email')]: 'ann@example.com', [n('phone')]: '3125550142', [n('pronouns')]: 'she/her', [n('state')]: 'Illinois', [n('looking-for')]: 'Couples therapy', [n('insurance')]: 'Aetna', [n('about-you')]: 'n' });
await click(n('understand'));
await click('#form01 button');

await click('=Request a Call Back');
await nap(400);
await click('#nf-field-16');
await typeAll({ '#nf-field-10': 'A', '#nf-field-11': 'B', '#nf-field-12': '3125550142', '#nf-field-13': 'Morning', '#nf-field-14': 'n' });
await click('#nf-field-15');
await click('#nf-field-16');

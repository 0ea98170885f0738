const f = (n) => `[name="submitted${n}"]`;
await typeAll({ [f('[first_name]')]: 'A', [f('[last_name]')]: 'B', [f('[name_you_go_by]')]: 'C', [f('[date_of_birth][month]')]: '3', [f('[date_of_birth][day]')]: '24', [f('[date_of_birth][year]')]: '1987', [f('[contact][home_phone]')]: '3125550142', [f('[contact][e_mail]')]: 'ann@example.com', [f('[address][street]')]: 's', [f('[address][city]')]: 'c', [f('[address][zip]')]: '60601', [f('[coverage][select]')]: 'bcbs', [f('[coverage][id]')]: 'X1', [f('[what_brings_you_here]')]: 'n' });
for (const q of ['sleep', 'worry', 'interest']) await click(`#edit-${q}-2`);
await click('#edit-submitted-program-1');
await click('#edit-submitted-ok-1');
await click('[value="Send request"]');

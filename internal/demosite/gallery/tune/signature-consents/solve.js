await typeAll({ '[name=client]': 'A B', '[name=dob]': '1987-03-24', '[name=emergency_name]': 'C', '[name=emergency_phone]': '1' });
for (const n of ['c_treatment', 'c_privacy', 'c_telehealth']) await click(`[name=${n}]`);
await click('=Continue');
await click('[name=how]', 1);
await type('[name=typed]', 'A B');
await click('=Sign and submit');

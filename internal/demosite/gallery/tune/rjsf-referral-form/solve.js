const box = (n) => `#root_${n}`;
await typeAll({ [box('person_first_name')]: 'A', [box('person_last_name')]: 'B', [box('person_phone')]: '3125550142', [box('person_email')]: 'ann@example.com', [box('person_zip')]: '23061', [box('care_situation')]: 'nnnnnn', [box('care_allergies')]: 'none' });
for (const [n, i] of [['month', 3], ['day', 24], ['year', 60]]) if (!hasty) await pick(`#root_person_date_of_birth_${n}`, i);
if (!hasty) { await pick('#root_person_gender'); await pick('#root_person_county', 2); }
await click('[name=root_care_service]', 1);
await click('[id^=root_care_concerns-]', 1);
await click('[name=root_care_insured]', 0);
await nap(200);
await typeAll({ [box('care_plan')]: 'Medicaid', [box('care_member_id')]: '1' });
await click('#root_acknowledged');
await click('=Submit');

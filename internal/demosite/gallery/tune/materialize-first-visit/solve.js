const choose = async (id, ...nths) => {
  await click(`.select-wrapper:has(#${id}) input`);
  await nap(400);
  for (const n of nths) { await click(`.select-wrapper:has(#${id}) li:not(.disabled)`, n); await nap(200); }
  await click('h4');
  await nap(400);
};
const day = async (id, go, nth) => {
  await click(`#${id}`);
  await nap(400);
  await click(`.display-docked ${go}`);
  await nap(200);
  await click('.display-docked td:not(.is-disabled):not(.is-empty) button', nth);
  await nap(200);
  await click('h4');
  await nap(400);
};
await choose('reasonCode', 1);
await choose('who', 2);
await day('visitDate', '.month-next', 4);
await choose('visitTime', 1);
await click('=Next');
await typeAll({ '#given': 'A', '#family': 'B', '#email': 'ann@example.com', '#tel': '312-555-0142' });
await day('dob', '.month-prev', 4);
await choose('pron', 3);
await click('=Next');
await type('#payer', 'Aetna');
await click('h4');
await nap(400);
await type('#member', 'M');
await choose('symptoms', 1, 2);
await click('[name=hasAllergy] + span', 1);
await type('#allergies', 'n');
await click('=Next');
await type('#note', 'n');
await click('#hipaa + span');
await click('#go');

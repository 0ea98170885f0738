const choose = async (id, ...nths) => {
  await click(`.ss-main[data-id="${document.querySelector(`#${id}`).dataset.id}"]`);
  await nap(400);
  for (const n of nths) { await click('.ss-content.ss-open .ss-option:not(.ss-hide):not(.ss-placeholder)', n); await nap(200); }
  await click('h1');
  await nap(400);
};
await click('.tr-card', 1);
await type('#partner', 'P');
await choose('focus', 0, 1);
await choose('therapist', 1);
await click('#firstDay');
if (!hasty) {
  document.querySelector('#firstDay').focus();
  await nap(300);
  await click('.pika-single:not(.is-hidden) .pika-next');
  await click('.pika-single:not(.is-hidden) td:not(.is-disabled) .pika-button', 3);
}
await pick('#slot', 2);
await click('=Next step');
await nap(500);
await typeAll({ '#fn': 'A', '#ln': 'B', '#bday': '03/24/1987', '#em': 'ann@example.com', '#ph': '312-555-0142', '#town': 'T' });
await choose('gender', 2);
await click('=Next step');
await nap(500);
await choose('payer', 2);
await type('#why', 'n');
await click('#terms');
await click('#submit');

await typeAll({ '#firstname': 'A', '#surname': 'B', '#emailaddr': 'ann@example.com', '#phone': '312-555-0142', '#story': 'n' });
await click('#birth');
if (!hasty) { document.querySelector('#birth').focus(); await nap(200); for (let i = 0; i < 3; i++) { await click('.datepicker.active .datepicker-cell:not(.disabled):not(.prev):not(.next)', 3); await nap(100); } }
if (!hasty) { document.querySelector('#day').focus(); await nap(200); await click('.datepicker.active .next-button'); await click('.datepicker.active .datepicker-cell:not(.disabled):not(.prev):not(.next)', 3); }
for (const [id, n] of [['resState', 3], ['topics', 1], ['counselor', 1]]) {
  await click(`#${id} .vscomp-toggle-button`);
  await nap(400);
  await click(`#${id} .vscomp-option`, n);
  await nap(200);
  await click('h1');
  await nap(400);
}
await click('[name=before]', 0);
await click('#ok');
await click('=Send enquiry');
await nap(300);

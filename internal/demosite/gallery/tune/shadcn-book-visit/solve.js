await click('#f-concern'); await click('[cmdk-item]', 2);
await click('#f-therapist'); await click('[cmdk-item]', 1);
await click('=Video');
await click('=Continue');
let day;
for (let i = 0; i < 3 && !day; i++) {
  day = document.querySelector('.rdp-day:not(.rdp-disabled):not(.rdp-outside):not(.rdp-hidden) button:not(:disabled)');
  if (!day) await click('.rdp-button_next');
}
day.click();
await click('.times button:not(:disabled)');
await click('=Continue');
await typeAll({ '#f-firstName': 'A', '#f-lastName': 'B' });
await click('#f-dob');
await type('select.rdp-years_dropdown', '1987');
await type('select.rdp-months_dropdown', '2');
if (!hasty) await click('[data-day="1987-03-24"] button');
await typeAll({ '#f-email': 'ann@example.com', '#f-phone': '3125550142', '#f-pronouns': 'she/her', '#f-notes': 'n' });
await click('#policy');
await click('=Review');
await click('=Yes, book');

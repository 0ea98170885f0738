const choose = async (id) => {
  const el = await find(id);
  el.focus();
  await nap(100);
  el.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowDown', bubbles: true, cancelable: true }));
  await nap(200);
  await click('[role=option]');
  await nap(100);
};
await click('[name=visit]', 1);
await choose('#therapist');
await click('=Next');
await click('.react-calendar__navigation__next-button');
await nap(200);
await click('.react-calendar__tile:not([disabled]):not(.react-calendar__month-view__days__day--neighboringMonth)', 3);
await click('.times button', 1);
await click('.nav .btn:not(.alt)');
await typeAll({ '#fullName': 'A B', '#dob': '03/24/1987', '#phone': '(312) 555-0142', '#email': 'ann@example.com', '#notes': 'n' });
for (const id of ['#plan', '#topics']) {
  await choose(id);
}
await type('#memberId', '1');
await click('.nav .btn:not(.alt)');
await click('[name=agree]');
await click('=Book');

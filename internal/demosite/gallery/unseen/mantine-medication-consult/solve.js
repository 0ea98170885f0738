const field = (label) => { const l = all('label').find((x) => shown(x) && x.textContent.startsWith(label)); return '#' + CSS.escape(l.htmlFor); };
await find('label');
const by = async (map) => { for (const [l, t] of Object.entries(map)) await type(field(l), t); };
await by({ 'First name': 'Ann', 'Last name': 'Bee', 'Date of birth': '03/24/1987', 'Email address': 'ann@example.com' });
if (!hasty) {
  const cell = document.querySelector(field('Mobile phone'));
  cell.focus();
  for (const key of '3125550142') { cell.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true })); await nap(30); }
}
await click(field('Gender'));
await click('[role=option]', 1);
await nap(300);
await click('=Next step');
await nap(200);
await click(field('Have you ever'));
await click('[role=option]', 1);
await click(field('Drug allergies'));
await click('[type=radio]');
await nap(200);
await click(field('Which medications'));
await click('[role=option]', 5);
await by({ 'Drug allergies': 'none', 'What do you hope': 'nnnn' });
await nap(300);
await click('=Next step');
await nap(300);
await click('button.mantine-DatePicker-day:not([disabled])');
await click('=10:30 AM').catch(() => {});
await click(field('Prescriber'));
await click('[role=option]');
await nap(300);
await click(field('Insurance plan'));
await click('[role=option]', 1);
await nap(300);
await by({ 'Member number': 'X1' });
await click('[type=checkbox]');
await click('=Book consultation');

const form = 'form ';
await type(form + 'input', 'A', 0);
await type(form + 'input', 'B', 1);
// A segment of a date takes keys.
const spin = async (label, keys) => {
  if (hasty) return;
  const el = all('[role=spinbutton]').find((e) => e.getAttribute('aria-label').startsWith(label));
  el.focus();
  await nap(60);
  for (const data of keys) { el.dispatchEvent(new InputEvent('beforeinput', { data, inputType: 'insertText', bubbles: true, cancelable: true })); await nap(60); }
};
await spin('month', '03');
await spin('day', '24');
await spin('year', '1987');
await typeAll({ '[type=email]': 'ann@example.com', '[type=tel]': '3125550142' });
await click('=Continue');
await nap(300);
await click('.react-aria-ComboBox button');
await click('[role=option]');
await nap(300);
await click('.react-aria-Select button');
await click('[role=option]');
await nap(300);
await click('[aria-label^="Open calendar"]');
await nap(300);
await click('.react-aria-Calendar [slot=next]');
await nap(200);
await click('.react-aria-CalendarCell:not([data-disabled]):not([data-outside-month])', 8);
await nap(300);
await click('[type=radio]');
await type('textarea', 'n');
await click('[type=checkbox]');
await click('=Submit request');

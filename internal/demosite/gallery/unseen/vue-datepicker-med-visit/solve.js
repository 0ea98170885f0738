const vs = async (id, nth = 0) => {
  const el = (await find(id)).closest('.v-select').querySelector('.vs__dropdown-toggle');
  el.dispatchEvent(new MouseEvent('mousedown', { bubbles: true, cancelable: true }));
  (await find(id)).focus();
  await nap(200);
  await click('.vs__dropdown-option', nth);
  await nap(200);
};
await click('[name=visit-type]');
await vs('#prescriber', 1);
await click('=Continue');
await nap(300);
await click('.dp--cell-inner:not(.dp--cell-disabled)', 2);
await nap(200);
await click('.slots button', 1);
await click('=Continue');
await nap(300);
await typeAll({ '#pt-name': 'A B', '#tel': '+1 312 555 0142', '#pt-mail': 'ann@example.com', '#pt-zip': '60199' });
if (!hasty) {
  const dob = await find('#dob');
  dob.focus();
  dob.value = '03/24/1987';
  dob.dispatchEvent(new Event('input', { bubbles: true }));
  await nap(100);
  dob.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', code: 'Enter', bubbles: true, cancelable: true }));
  await nap(300);
}
await click('=Continue');
await nap(300);
await vs('#drugs', 2);
await click('h1');
await click('[name=allergic]');
await type('#allergies', 'penicillin');
await vs('#pharmacy');
await vs('#plan', 1);
await type('#member', 'M123');
await type('#comments', 'n');
await click('[type=checkbox]');
await click('=Book visit');

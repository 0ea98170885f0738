await click('.p-togglebutton');
await click('.p-select');
await click('[role=option]');
await nap(400);
await click('=Next');
await nap(400);
await typeAll({ '#firstname': 'A', '#surname': 'B', '#email': 'ann@example.com' });
await click('.p-datepicker-dropdown');
await nap(300);
await click('.p-datepicker-day:not(.p-disabled)');
if (!hasty) {
  const el = await find('#phone');
  el.focus();
  await nap(100);
  el.value = '(312) 555-0142';
  el.dispatchEvent(new Event('input', { bubbles: true }));
  el.blur();
}
await nap(300);
await click('=Next');
await nap(400);
await click('.p-select');
await click('[role=option]');
await nap(400);
await typeAll({ '#policy': 'm', '#notes': 'n' });
await click('#consent');
await click('=Send request');

const put = async (name, text) => {
  const el = await find(`[name=${name}]`);
  if (hasty) return;
  const inner = el.shadowRoot.querySelector('input, textarea');
  inner.focus();
  inner.value = text;
  inner.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
  inner.dispatchEvent(new Event('change', { bubbles: true }));
  await nap(40);
};
await nap(500);
for (const [n, t] of [['firstname', 'Ann'], ['lastname', 'Bee'], ['dob', '1987-03-24'], ['tel', '3125550142'], ['email', 'ann@example.com'], ['calltime', '10:30'], ['story', 'n']]) await put(n, t);
await click('sl-radio-button[value=yes]');
const open = async (name, value) => {
  const s = document.querySelector(`sl-select[name=${name}]`);
  await s.show();
  await click(`sl-option[value=${value}]`);
  await s.hide();
};
await open('office', 'North_Quay');
await open('care', 'EMDR');
await click('sl-radio[value=insurance]');
await nap(200);
await put('insurer', 'Aetna');
await click('sl-checkbox');
await nap(100);
await click('#send');

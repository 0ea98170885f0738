await find('.el-form-item');
const item = (label) => all('.el-form-item').find((x) => shown(x) && x.querySelector('.el-form-item__label')?.textContent.trim() === label);
const put = async (map) => {
  for (const [l, t] of Object.entries(map)) {
    const el = item(l)?.querySelector('input, textarea');
    if (hasty || !el) continue;
    el.id ||= 'x' + Math.random().toString(36).slice(2);
    await type('#' + CSS.escape(el.id), t);
  }
};
const open = async (l, css) => { (item(l).querySelector(css)).click(); await nap(400); };
const option = async (css, nth = 0) => { const list = all(css).filter(shown); list[nth].click(); await nap(500); };
await put({ 'Full name': 'Ann Bee', 'Birth date': '03/24/1987', 'Phone': '3125550142', 'Email address': 'ann@example.com' });
await click('h1');
await nap(300);
if (!hasty) {
  const b = item('Birth date').querySelector('input');
  b.dispatchEvent(new KeyboardEvent('keydown', { code: 'Enter', key: 'Enter', bubbles: true }));
  await nap(300);
}
await open('Sex', '.el-select__wrapper');
await option('.el-select-dropdown__item', 1);
await click('=Next step');
await nap(300);
for (const l of ['Little interest or pleasure in doing things', 'Feeling down, depressed, or hopeless']) { item(l).querySelector('input').click(); await nap(50); }
item('Do you take any prescribed medication?').querySelector('input').click();
await nap(200);
await put({ 'Name and dose of each': 'm', 'Contact person': 'Bo', 'Their phone': '3125550143' });
await click('=Next step');
await nap(300);
await open('Service', '.el-input__wrapper, .el-cascader');
await option('.el-cascader-node');
await option('.el-cascader-menu:nth-child(2) .el-cascader-node', 1);
const day = new Date(Date.now() + 14 * 864e5);
while (day.getDay() % 6 === 0) day.setDate(day.getDate() + 1);
await put({ 'Date': day.toLocaleDateString('en-US', { year: 'numeric', month: '2-digit', day: '2-digit' }) });
if (!hasty) {
  item('Date').querySelector('input').dispatchEvent(new KeyboardEvent('keydown', { code: 'Enter', key: 'Enter', bubbles: true }));
  await nap(300);
}
await open('Time', '.el-select__wrapper');
await option('.el-select-dropdown__item', 3);
await put({ 'What would you like to talk about?': 'n' });
await click('=Next step');
await nap(300);
for (let i = 0; i < 5; i++) if (i !== 1 && i !== 2) await click('.el-checkbox', i);
await click('=Complete registration');

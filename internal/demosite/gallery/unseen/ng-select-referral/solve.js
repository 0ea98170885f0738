const open = async (name) => { (await find(`[formcontrolname=${name}] .ng-select-container`)).dispatchEvent(new MouseEvent('mousedown', { bubbles: true, cancelable: true })); await nap(200); };
const choose = async (name, nth = 0) => { await open(name); await click('.ng-option:not(.ng-option-disabled)', nth); await nap(150); };
await click('[type=radio][value=self]');
await typeAll({ '#firstName': 'A', '#lastName': 'B', '#birthDate': '1987-03-24', '#email': 'ann@example.com', '#phone': '312-555-0142', '#notes': 'n' });
await choose('state');
await choose('concerns', 1);
await click('h1');
if (!hasty) {
  const meds = await find('#medications');
  meds.focus();
  meds.value = 'Sertraline';
  meds.dispatchEvent(new Event('input', { bubbles: true }));
  await nap(100);
  meds.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', keyCode: 13, which: 13, bubbles: true, cancelable: true }));
  await nap(100);
  meds.blur();
}
await choose('clinician', 2);
await choose('slot', 4);
await choose('coverage', 1);
await type('#subscriberId', 'M1');
await click('[formcontrolname=consent]');
await click('=Request appointment');

import { registerLocaleDataLoader } from '@ui5/webcomponents-base/dist/asset-registries/LocaleData.js';
import en from '@ui5/webcomponents-localization/dist/generated/assets/cldr/en.json';
import '@ui5/webcomponents/dist/Button.js';
import '@ui5/webcomponents/dist/Card.js';
import '@ui5/webcomponents/dist/CheckBox.js';
import '@ui5/webcomponents/dist/ComboBox.js';
import '@ui5/webcomponents/dist/ComboBoxItem.js';
import '@ui5/webcomponents/dist/DatePicker.js';
import '@ui5/webcomponents/dist/Input.js';
import '@ui5/webcomponents/dist/Label.js';
import '@ui5/webcomponents/dist/MessageStrip.js';
import '@ui5/webcomponents/dist/MultiComboBox.js';
import '@ui5/webcomponents/dist/MultiComboBoxItem.js';
import '@ui5/webcomponents/dist/Option.js';
import '@ui5/webcomponents/dist/RadioButton.js';
import '@ui5/webcomponents/dist/SegmentedButton.js';
import '@ui5/webcomponents/dist/SegmentedButtonItem.js';
import '@ui5/webcomponents/dist/Select.js';
import '@ui5/webcomponents/dist/Text.js';
import '@ui5/webcomponents/dist/TextArea.js';
import '@ui5/webcomponents/dist/TimePicker.js';
import '@ui5/webcomponents/dist/Title.js';

// Of the library's locales the practice needs one.
for (const locale of ['en', 'en_US']) registerLocaleDataLoader(locale, async () => en);

const $ = (id) => document.getElementById(id);
const form = $('evaluation');
const msg = $('msg');
let page = 1;

for (const text of ['Arizona', 'Colorado', 'Kansas', 'Nebraska', 'New Mexico', 'Oklahoma', 'Texas', 'Utah', 'Wyoming']) {
  const item = document.createElement('ui5-cb-item');
  item.text = text;
  $('st').append(item);
}
const iso = (d) => [d.getFullYear(), String(d.getMonth() + 1).padStart(2, '0'), String(d.getDate()).padStart(2, '0')].join('-');
const tomorrow = new Date();
tomorrow.setDate(tomorrow.getDate() + 1);
$('day').minDate = iso(tomorrow);
$('bday').maxDate = iso(new Date());

function read() {
  const out = {};
  for (const id of ['fname', 'lname', 'bday', 'mail', 'tel', 'town', 'st', 'dx', 'why', 'day', 'begin']) out[id] = $(id).value;
  for (const id of ['pron', 'examiner']) out[id] = $(id).selectedOption?.getAttribute('value') ?? '';
  out.areas = [...$('areas').querySelectorAll('ui5-mcb-item')].filter((i) => i.selected).map((i) => i.text);
  out.focus = form.querySelector('ui5-radio-button[name=focus][checked]')?.value ?? '';
  out.prior = $('prior').selectedItems?.[0]?.dataset.value ?? '';
  out.terms = $('terms').checked;
  return out;
}
const tell = () => gallery.values(read());

// A field is told by its value state, as the library's guidelines ask for.
function state(el, why) {
  el.valueState = why ? 'Negative' : 'None';
  if (!('valueStateMessage' in el)) return;
  el.querySelector('[slot=valueStateMessage]')?.remove();
  if (why) {
    const div = document.createElement('div');
    div.slot = 'valueStateMessage';
    div.textContent = why;
    el.append(div);
  }
}
const digits = (s) => s.replace(/\D/g, '').replace(/^1/, '');
const rules = {
  1: (v) => [
    ['fname', !v.fname.trim() && 'Enter your given name'], ['lname', !v.lname.trim() && 'Enter your family name'],
    ['bday', !v.bday ? 'Enter your birth date' : !$('bday').isValidValue($('bday').value) && 'Use the format MM/DD/YYYY'],
    ['mail', !/^\S+@\S+\.\S+$/.test(v.mail) && 'Enter a valid e-mail address'], ['tel', digits(v.tel).length !== 10 && 'Enter a telephone number with area code'],
    ['town', !v.town.trim() && 'Enter your city'], ['st', ![...$('st').children].some((i) => i.text === v.st) && 'Choose one of the states we serve'],
  ],
  2: (v) => [
    ['areas', !v.areas.length && 'Choose at least one'], ['focus', !v.focus && 'Choose an answer'], ['prior', !v.prior && 'Choose yes or no'],
    ['dx', v.prior === 'yes' && !v.dx.trim() && 'Enter the diagnosis'], ['why', (!v.why.trim() && 'Tell us briefly') || (v.why.length > 500 && 'Use at most 500 characters')],
  ],
  3: (v) => [
    ['examiner', !v.examiner && 'Select an examiner'], ['day', !v.day ? 'Choose a day' : !$('day').isValidValue($('day').value) && 'Choose a day from tomorrow on'],
    ['begin', !v.begin && 'Choose a time'], ['terms', !v.terms && 'Please confirm'],
  ],
};
const names = { areas: 'difficulties', focus: 'trouble finishing a task', prior: 'earlier diagnosis', terms: 'confirmation' };

function check() {
  const found = rules[page](read());
  for (const [id, why] of found) {
    if (id === 'focus') form.querySelectorAll('ui5-radio-button').forEach((r) => { r.valueState = why ? 'Negative' : 'None'; });
    else if (id !== 'prior') state($(id), why);
  }
  const bad = found.filter(([, why]) => why);
  msg.hidden = !bad.length;
  if (bad.length) {
    msg.textContent = 'Please correct: ' + bad.map(([id, why]) => (names[id] ? `${why} (${names[id]})` : why)).join('; ') + '.';
    $(bad[0][0])?.focus();
  }
  return !bad.length;
}

function show(n) {
  page = n;
  for (const s of form.querySelectorAll('section')) s.hidden = Number(s.dataset.page) !== n;
  for (const b of document.querySelectorAll('.steps ui5-button')) {
    b.design = Number(b.dataset.step) === n ? 'Emphasized' : 'Default';
    if (Number(b.dataset.step) <= n) b.disabled = false;
  }
  $('back').hidden = n === 1;
  $('next').textContent = n === 3 ? 'Submit request' : 'Next step';
  msg.hidden = true;
  gallery.step(n);
}

for (const type of ['input', 'change', 'selection-change', 'click']) {
  form.addEventListener(type, () => setTimeout(() => {
    $('dxrow').hidden = read().prior !== 'yes';
    tell();
  }));
}
form.addEventListener('change', (e) => { if (e.target.valueState === 'Negative' && e.target.localName !== 'ui5-radio-button') state(e.target, ''); });
document.querySelectorAll('.steps ui5-button').forEach((b) => b.addEventListener('click', () => {
  const n = Number(b.dataset.step);
  if (n < page) show(n);
  else if (n === page + 1 && check()) show(n);
}));
$('back').addEventListener('click', () => show(page - 1));
$('next').addEventListener('click', async () => {
  if (!check()) return;
  if (page < 3) { show(page + 1); return; }
  $('next').disabled = true;
  gallery.commit(read());
  let ok = false;
  try { ok = (await fetch('/api/evaluations', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(read()) })).ok; } catch { /* told below */ }
  msg.design = ok ? 'Positive' : 'Negative';
  msg.textContent = ok ? 'Thank you. Your request has arrived.' : 'The request could not be sent. Please call us.';
  msg.hidden = false;
  if (ok) form.hidden = true; else $('next').disabled = false;
});
form.addEventListener('submit', (e) => e.preventDefault());
customElements.whenDefined('ui5-segmented-button').then(() => setTimeout(tell, 0));

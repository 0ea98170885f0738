import '@materializecss/materialize/dist/css/materialize.min.css';
import '@materializecss/materialize/dist/css/materialize.colors.min.css';
import * as M from '@materializecss/materialize';

const $ = (id) => document.getElementById(id);
const form = $('visitForm');
const iso = (d) => (d ? `${d.getFullYear()}-${String(d.getMonth() + 1).padStart(2, '0')}-${String(d.getDate()).padStart(2, '0')}` : '');
const now = new Date();
const tomorrow = new Date(now.getFullYear(), now.getMonth(), now.getDate() + 1);

M.FormSelect.init(document.querySelectorAll('select'), {});
const visitDate = M.Datepicker.init($('visitDate'), { format: 'mmm dd, yyyy', minDate: tomorrow, disableWeekends: true, displayPlugin: 'docked' });
const dob = M.Datepicker.init($('dob'), { format: 'mm/dd/yyyy', yearRange: [now.getFullYear() - 100, now.getFullYear()], maxDate: now, defaultDate: new Date(1995, 0, 1), displayPlugin: 'docked' });
M.Autocomplete.init($('payer'), { minLength: 1, data: ['Aetna', 'BlueCross BlueShield', 'Cigna Healthcare', 'Kaiser Permanente', 'Medicaid', 'Optum', 'Self-pay'].map((x) => ({ id: x, text: x })), onAutocomplete: (entries) => { if (entries.length) $('payer').value = entries[0].text; payerChanged(); tell(); } });
M.CharacterCounter.init($('note'));

const picked = (p, el) => (el.value ? iso(p.date) : '');
const many = (sel) => [...sel.selectedOptions].filter((o) => !o.disabled).map((o) => o.value).join(', ');
function read() {
  const f = new FormData(form);
  const t = $('visitTime').value;
  return {
    reasonCode: $('reasonCode').value, who: $('who').value, visitDate: picked(visitDate, $('visitDate')), visitTime: t, given: $('given').value, family: $('family').value, dob: picked(dob, $('dob')), pron: $('pron').value,
    email: $('email').value, tel: $('tel').value, payer: $('payer').value, member: $('memberRow').hidden ? '' : $('member').value, symptoms: many($('symptoms')),
    hasAllergy: f.get('hasAllergy') || '', allergies: $('allergyRow').hidden ? '' : $('allergies').value, note: $('note').value, hipaa: $('hipaa').checked, sms: $('sms').checked,
  };
}
const tell = () => gallery.values(read());
for (const type of ['input', 'change', 'click']) document.addEventListener(type, () => setTimeout(tell), true);

function payerChanged() { $('memberRow').hidden = !$('payer').value || $('payer').value === 'Self-pay'; }
$('payer').addEventListener('input', payerChanged);
$('payer').addEventListener('change', payerChanged);
for (const r of form.elements.hasAllergy) r.addEventListener('change', () => { $('allergyRow').hidden = form.elements.hasAllergy.value !== 'yes'; });

const needed = 'This field is required';
const checks = [
  (v) => ({ reasonCode: !v.reasonCode && 'Choose a type of visit', visitDate: !v.visitDate && 'Choose a date', visitTime: !v.visitTime && 'Choose a time' }),
  (v) => ({ given: !v.given && needed, family: !v.family && needed, dob: !v.dob && 'Choose your date of birth', email: !/^\S+@\S+\.\S+$/.test(v.email) && 'Enter a valid email', tel: v.tel.replace(/\D/g, '').length < 10 && 'Enter ten digits' }),
  (v) => ({ payer: !v.payer && needed, member: !$('memberRow').hidden && !v.member && 'The number on your card', symptoms: !v.symptoms && 'Choose at least one', hasAllergy: !v.hasAllergy && 'Please answer', allergies: v.hasAllergy === 'yes' && !v.allergies && 'Please list them' }),
  (v) => ({ hipaa: !v.hipaa && 'Please confirm' }),
];
function check(i) {
  const bad = Object.entries(checks[i](read()));
  for (const [name, why] of bad) {
    document.querySelector(`.problem[data-for=${name}]`).textContent = why || '';
    if ($(name)?.matches('input[type=text], input[type=email], input[type=tel], textarea')) $(name).classList.toggle('invalid', !!why);
  }
  return !bad.some(([, why]) => why);
}
let at = 0;
const panes = [...document.querySelectorAll('.pane')];
function show(i) {
  at = i;
  panes.forEach((p, n) => p.classList.toggle('on', n === i));
  document.querySelectorAll('.dots li').forEach((d, n) => d.classList.toggle('on', n <= i));
  gallery.step(i + 1);
  window.scrollTo(0, 0);
}
for (const b of document.querySelectorAll('[data-next]')) b.addEventListener('click', () => {
  if (check(at)) show(at + 1);
  else new M.Toast({ text: 'Please check the marked fields', displayLength: 4000 });
});
for (const b of document.querySelectorAll('[data-back]')) b.addEventListener('click', () => show(at - 1));
form.addEventListener('submit', async (e) => {
  e.preventDefault();
  if (at < 3) { panes[at].querySelector('[data-next]').click(); return; }
  const wrong = [0, 1, 2, 3].find((i) => !check(i));
  if (wrong !== undefined) { show(wrong); return; }
  $('go').disabled = true;
  gallery.commit(read());
  const r = await fetch('/api/first-visit', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(read()) });
  $('go').disabled = false;
  form.hidden = r.ok; $('ok').hidden = !r.ok;
  if (!r.ok) new M.Toast({ text: 'That did not work. Please try again.' });
});
tell();

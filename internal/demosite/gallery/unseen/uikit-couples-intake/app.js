import 'uikit/dist/css/uikit.min.css';
import 'pikaday/css/pikaday.css';
import 'slim-select/styles';
import UIkit from 'uikit';
import Icons from 'uikit/dist/js/uikit-icons';
import Pikaday from 'pikaday';
import SlimSelect from 'slim-select';

UIkit.use(Icons);
const $ = (id) => document.getElementById(id);
const form = $('start');
const two = (n) => String(n).padStart(2, '0');
const iso = (d) => (d ? `${d.getFullYear()}-${two(d.getMonth() + 1)}-${two(d.getDate())}` : '');
const us = { toString: (d) => `${two(d.getMonth() + 1)}/${two(d.getDate())}/${d.getFullYear()}`, parse: (s) => { const [m, d, y] = s.split('/').map(Number); return m && d && y > 999 ? new Date(y, m - 1, d) : null; } };

const now = new Date();
const bday = new Pikaday({ field: $('bday'), trigger: $('bdayIcon'), yearRange: [now.getFullYear() - 95, now.getFullYear()], maxDate: now, defaultDate: new Date(1988, 0, 1), ...us, onSelect: () => setTimeout(tell) });
$('bday').addEventListener('click', () => bday.show());
$('bdayIcon').addEventListener('click', (e) => e.preventDefault());
const firstDay = new Pikaday({ field: $('firstDay'), minDate: new Date(now.getFullYear(), now.getMonth(), now.getDate() + 1), disableWeekends: true, ...us, onSelect: () => setTimeout(tell) });

const events = { afterChange: () => setTimeout(tell) };
const focus = new SlimSelect({ select: '#focus', settings: { placeholderText: 'Choose up to three', maxSelected: 3, closeOnSelect: false, showSearch: false }, events });
const therapist = new SlimSelect({ select: '#therapist', settings: { placeholderText: 'Select a therapist', showSearch: false }, events });
const gender = new SlimSelect({ select: '#gender', settings: { placeholderText: 'Prefer not to answer', showSearch: false, allowDeselect: true }, events });
const payer = new SlimSelect({ select: '#payer', settings: { placeholderText: 'Find your insurance', searchPlaceholder: 'Type to search' }, events });

const date = (p, el) => (el.value ? iso(p.getDate()) : '');
function read() {
  const f = new FormData(form);
  const v = Object.fromEntries(['partner', 'slot', 'fn', 'ln', 'em', 'ph', 'town', 'why'].map((n) => [n, f.get(n)]));
  return { ...v, format: f.get('format') || '', focus: focus.getSelected(), therapist: therapist.getSelected()[0], gender: gender.getSelected()[0], payer: payer.getSelected()[0], bday: date(bday, $('bday')), firstDay: date(firstDay, $('firstDay')), terms: $('terms').checked, list: $('list').checked };
}
function tell() { gallery.values(read()); }
for (const type of ['input', 'change']) form.addEventListener(type, () => setTimeout(tell));
for (const r of form.elements.format) r.addEventListener('change', () => { $('partnerRow').hidden = form.elements.format.value !== 'couple'; });

const empty = 'Please fill this in.';
const rules = [
  { format: (v) => !v.format && 'Please choose one.', partner: (v) => v.format === 'couple' && !v.partner.trim() && empty, focus: (v) => !v.focus.length && 'Please choose at least one.', firstDay: (v) => !v.firstDay && 'Please pick a day.' },
  { fn: (v) => !v.fn.trim() && empty, ln: (v) => !v.ln.trim() && empty, bday: (v) => !v.bday && 'Please give your date of birth.', em: (v) => !/^\S+@\S+\.\S+$/.test(v.em) && 'Please enter a valid e-mail.', ph: (v) => v.ph.replace(/\D/g, '').length < 10 && 'Please enter a full phone number.', town: (v) => !v.town.trim() && empty },
  { payer: (v) => !v.payer && 'Please choose your insurance.', why: (v) => !v.why.trim() && 'A few words, please.', terms: (v) => !v.terms && 'You need to accept the policies.' },
];
function check(i) {
  const v = read();
  let ok = true;
  for (const [name, rule] of Object.entries(rules[i])) {
    const why = rule(v) || '';
    form.querySelector(`[data-error=${name}]`).textContent = why;
    $(name)?.classList.toggle('uk-form-danger', !!why);
    ok = ok && !why;
  }
  if (!ok) UIkit.notification({ message: 'Some answers are missing.', status: 'warning', pos: 'top-right', timeout: 3000 });
  return ok;
}
let at = 0;
function show(i) {
  at = i;
  [...$('nav').children].forEach((li, n) => li.classList.toggle('uk-disabled', n > i));
  UIkit.switcher('#nav').show(i);
  gallery.step(i + 1);
}
for (const b of document.querySelectorAll('[data-step]')) b.addEventListener('click', () => {
  if (b.dataset.step === 'previous') show(at - 1);
  else if (check(at)) show(at + 1);
});
UIkit.util.on('#panes', 'shown', (e) => { at = [...$('panes').children].indexOf(e.target); });
form.addEventListener('submit', async (e) => {
  e.preventDefault();
  if (at < 2) { if (check(at)) show(at + 1); return; }
  for (const i of [0, 1, 2]) if (!check(i)) { if (i !== at) show(i); return; }
  $('submit').disabled = true;
  gallery.commit(read());
  const r = await fetch('/api/intake', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(read()) });
  $('submit').disabled = false;
  if (!r.ok) { UIkit.notification('We could not send that. Please try again.', 'danger'); return; }
  $('nav').hidden = true; form.hidden = true; $('sent').hidden = false;
});
tell();

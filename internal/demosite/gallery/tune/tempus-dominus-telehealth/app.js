import 'bootstrap/dist/css/bootstrap.min.css';
import 'bs-stepper/dist/css/bs-stepper.min.css';
import '@eonasdan/tempus-dominus/dist/css/tempus-dominus.min.css';
import 'bootstrap';
import Stepper from 'bs-stepper';
import { TempusDominus } from '@eonasdan/tempus-dominus';

const $ = (id) => document.getElementById(id);
const icons = { type: 'sprites', time: '#i-clock', date: '#i-cal', up: '#i-up', down: '#i-down', previous: '#i-left', next: '#i-right', today: '#i-cal', clear: '#i-x', close: '#i-x' };
const soon = new Date(); soon.setDate(soon.getDate() + 1); soon.setHours(0, 0, 0, 0);
const later = new Date(); later.setDate(later.getDate() + 45);

const day = new TempusDominus($('slotDay'), { display: { inline: true, icons, theme: 'light', components: { clock: false } }, restrictions: { minDate: soon, maxDate: later, daysOfWeekDisabled: [0, 6] }, useCurrent: false });
const time = new TempusDominus($('slotTime'), { stepping: 30, useCurrent: false, display: { icons, theme: 'light', viewMode: 'clock', components: { decades: false, year: false, month: false, date: false, hours: true, minutes: true } }, localization: { locale: 'en-US', hourCycle: 'h12', format: 'h:mm T' }, restrictions: { enabledHours: [9, 10, 11, 12, 13, 14, 15, 16] } });
const dob = new TempusDominus($('dob'), { useCurrent: false, display: { icons, theme: 'light', viewMode: 'years', components: { clock: false } }, localization: { locale: 'en-US', format: 'MM/dd/yyyy' }, restrictions: { maxDate: new Date() } });

const stepper = new Stepper($('stepper'), { linear: true, animation: false });
const form = $('booking');
const pages = ['p-session', 'p-person', 'p-cover', 'p-last'];
let at = 0;

const iso = (d) => (d ? [d.getFullYear(), String(d.getMonth() + 1).padStart(2, '0'), String(d.getDate()).padStart(2, '0')].join('-') : '');
const picked = (p) => p.dates.picked[0];
function read() {
  const v = Object.fromEntries(new FormData(form));
  const t = picked(time);
  return { session: '', prescriber: '', pron: '', ...v, slotDay: iso(picked(day)), slotTime: t ? [t.getHours(), t.getMinutes()].map((n) => String(n).padStart(2, '0')).join(':') : '', dob: iso(picked(dob)), tele: $('tele').checked, news: $('news').checked };
}
const tell = () => gallery.values(read());
for (const type of ['input', 'change']) form.addEventListener(type, () => setTimeout(tell));
for (const el of [$('slotDay'), $('slotTime'), $('dob')]) el.addEventListener('change.td', () => setTimeout(tell));

form.addEventListener('change', (e) => {
  if (e.target.name !== 'holder') return;
  const other = e.target.value === 'other';
  $('holderRow').hidden = !other;
  $('holderName').required = other;
});

function valid(page) {
  let ok = true;
  for (const el of $(page).querySelectorAll('input, select, textarea')) {
    if (!el.willValidate) continue;
    const fine = el.checkValidity();
    el.classList.toggle('is-invalid', !fine);
    if (!fine && ok) el.focus();
    ok = ok && fine;
  }
  if (page === 'p-session') { $('dayProblem').hidden = !!picked(day); ok = ok && !!picked(day) && !!picked(time); }
  if (page === 'p-person') { const fine = !!picked(dob); $('dobInput').classList.toggle('is-invalid', !fine); ok = ok && fine; }
  return ok;
}
function summarize() {
  const v = read();
  const rows = { Session: v.session, With: $('prescriber').selectedOptions[0].text, When: `${v.slotDay}, ${$('slotTimeInput').value}`, Patient: v.patientName, Insurance: v.carrier };
  $('summary').replaceChildren(...Object.entries(rows).flatMap(([k, x]) => {
    const dt = document.createElement('dt'); dt.className = 'col-4'; dt.textContent = k;
    const dd = document.createElement('dd'); dd.className = 'col-8 mb-1'; dd.textContent = x;
    return [dt, dd];
  }));
}
const post = (url, body) => fetch(url, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) });

for (const b of document.querySelectorAll('[data-go]')) b.addEventListener('click', async () => {
  if (b.dataset.go === 'previous') { stepper.previous(); return; }
  if (!valid(pages[at])) return;
  b.disabled = true;
  // Each page of the booking is kept, so that an interrupted visitor can come back to it.
  const r = await post('/api/booking/draft', { page: pages[at], ...Object.fromEntries([...$(pages[at]).querySelectorAll('[name]')].map((el) => [el.name, read()[el.name]])) });
  b.disabled = false;
  $('oops').hidden = r.ok;
  if (r.ok) stepper.next();
});
$('stepper').addEventListener('shown.bs-stepper', (e) => {
  at = e.detail.indexStep;
  gallery.step(at + 1);
  if (at === 3) summarize();
  window.scrollTo(0, 0);
});
form.addEventListener('submit', async (e) => {
  e.preventDefault();
  if (at < 3) { document.querySelector(`#${pages[at]} [data-go=next]`).click(); return; }
  if (!pages.every(valid)) return;
  $('book').disabled = true;
  gallery.commit(read());
  const r = await post('/api/booking/confirm', read());
  $('stepper').hidden = r.ok; $('booked').hidden = !r.ok; $('oops').hidden = r.ok; $('book').disabled = false;
});
tell();

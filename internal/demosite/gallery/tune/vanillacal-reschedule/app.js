import { Calendar } from 'vanilla-calendar-pro';
import 'vanilla-calendar-pro/styles/index.css';

const $ = (id) => document.getElementById(id);
const pad = (n) => String(n).padStart(2, '0');
const day = (n) => { const d = new Date(Date.now() + n * 864e5); return [d.getFullYear(), pad(d.getMonth() + 1), pad(d.getDate())].join('-'); };
const state = { provider: '', date: '', time: '', kind: '' };
let screen = 1, visit;
const value = (id) => $(id).value.trim();
const read = () => ({ lastName: value('lastName'), mm: value('mm'), dd: value('dd'), yyyy: value('yyyy'), chart: value('chart'), mobile: value('mobile'), provider: state.provider, date: state.date, time: state.time, kind: state.kind, concern: value('concern'), meds: value('meds'), email: value('email'), fee: $('fee').checked });
const tell = () => gallery.values(read());
for (const t of ['input', 'change', 'click', 'keyup']) addEventListener(t, () => setTimeout(tell), true);
tell();

function complain(name, text) {
  const f = document.querySelector(`[data-for=${name}]`);
  f.classList.toggle('is-bad', !!text);
  f.querySelector('.err').textContent = text || '';
  return !text;
}
const need = (list) => list.map(([name, bad, text]) => complain(name, bad && text)).every(Boolean);
function show(n) {
  screen = n;
  for (const s of document.querySelectorAll('.screen')) s.hidden = +s.dataset.screen !== n;
  for (const c of document.querySelectorAll('[data-crumb]')) c.classList.toggle('is-on', +c.dataset.crumb <= n);
  gallery.step(n);
  scrollTo(0, 0);
}
const calendar = new Calendar('#calendar', {
  dateMin: day(2), dateMax: day(75), disableWeekdays: [0, 6], disableDates: [day(4), day(7), day(9)], selectionDatesMode: 'single', firstWeekday: 0, selectedTheme: 'light',
  onClickDate(self) { state.date = self.context.selectedDates[0] || ''; openings(); },
});
async function openings() {
  state.time = '';
  $('slots').innerHTML = '';
  $('slotcap').textContent = state.date ? 'Open times' : 'Choose a day to see open times';
  if (!state.date) return;
  const r = await (await fetch(`/api/visits/openings?on=${state.date}&with=${encodeURIComponent(state.provider)}`)).json();
  for (const t of r.open) {
    const b = document.createElement('button');
    b.type = 'button'; b.textContent = t;
    b.onclick = () => { state.time = t; for (const o of $('slots').children) o.classList.toggle('sel', o === b); };
    $('slots').append(b);
  }
}
document.querySelector('.what').onclick = (e) => { $('whatbox').hidden = !$('whatbox').hidden; e.target.setAttribute('aria-expanded', String(!$('whatbox').hidden)); };
for (const [a, b] of [['mm', 'dd'], ['dd', 'yyyy']]) $(a).addEventListener('keyup', (e) => { if (/\d/.test(e.key) && $(a).value.length === 2) $(b).focus(); });
for (const b of $('kind').children) b.onclick = () => { state.kind = b.dataset.value; for (const o of $('kind').children) { o.classList.toggle('sel', o === b); o.setAttribute('aria-pressed', String(o === b)); } };
const acts = {
  back: () => show(screen - 1),
  async find() {
    const v = read();
    const born = +v.mm >= 1 && +v.mm <= 12 && +v.dd >= 1 && +v.dd <= 31 && /^\d{4}$/.test(v.yyyy);
    if (!need([['lastName', !v.lastName, 'Please enter your last name'], ['dob', !born, 'Please enter a full date'], ['chart', v.chart.length < 4, 'Please enter your chart number'], ['mobile', v.mobile.replace(/\D/g, '').length < 10, 'Please enter ten digits']])) return;
    $('finding').hidden = false;
    visit = await (await fetch('/api/visits/find', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ last: v.lastName, dob: `${v.yyyy}-${v.mm}-${v.dd}`, mrn: v.chart, phone: v.mobile }) })).json();
    $('finding').hidden = true;
    $('now').textContent = visit.when + ' with ' + visit.provider;
    $('providers').innerHTML = '';
    $('providers').setAttribute('role', 'radiogroup');
    for (const p of visit.providers) {
      const d = document.createElement('div');
      d.setAttribute('role', 'radio'); d.tabIndex = 0; d.setAttribute('aria-checked', 'false'); d.textContent = p;
      d.onclick = () => { state.provider = p; for (const o of $('providers').children) o.setAttribute('aria-checked', String(o === d)); openings(); };
      d.onkeydown = (e) => { if (e.key === ' ' || e.key === 'Enter') { e.preventDefault(); d.click(); } };
      $('providers').append(d);
    }
    show(2);
    calendar.init();
  },
  time() { if (need([['provider', !state.provider, 'Please choose whom to see'], ['time', !state.time, 'Please choose a day and a time']])) show(3); },
  more() {
    const v = read();
    if (!need([['kind', !v.kind, 'Please choose one'], ['concern', !v.concern, 'Please write a few words'], ['email', !/^\S+@\S+\.\S+$/.test(v.email), 'Please enter an e-mail address']])) return;
    $('sum').innerHTML = '';
    for (const [k, x] of [['New time', v.date + ', ' + v.time], ['With', v.provider], ['Visit', v.kind], ['Reason', v.concern], ['E-mail', v.email]]) { const row = $('sum').insertRow(); row.insertCell().textContent = k; row.insertCell().textContent = x; }
    show(4);
  },
  async confirm() {
    if (!need([['fee', !$('fee').checked, 'Please tick the box to go on']])) return;
    tell();
    gallery.commit();
    $('outcome').textContent = 'One moment…';
    const r = await fetch('/api/visits/' + visit.id + '/reschedule', { method: 'PUT', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ ...read(), from: visit.when }) }).catch(() => ({}));
    $('outcome').textContent = r.ok ? 'Done. We have sent you a confirmation.' : 'We could not change your visit. Please call us.';
  },
};
addEventListener('click', (e) => { const a = e.target.closest('[data-act]'); if (a) { e.preventDefault(); acts[a.dataset.act](); } });

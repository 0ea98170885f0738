import { Calendar } from '@fullcalendar/core';
import timeGrid from '@fullcalendar/timegrid';
import interaction from '@fullcalendar/interaction';

const v = { slot: '', who: '', where: '', name: '', email: '', phone: '', note: '' };
gallery.values(v);
const $ = (id) => document.getElementById(id);
const events = [];
for (let d = 1; d < 12; d++) {
  const day = new Date();
  day.setDate(day.getDate() + d);
  if (day.getDay() % 6 === 0) continue;
  for (const [h, open] of [[9, d % 3], [11, 1], [14, d % 2], [16, 0]]) {
    const start = new Date(day.getFullYear(), day.getMonth(), day.getDate(), h, 30);
    events.push({ title: open ? 'Open' : 'Taken', start, end: new Date(+start + 36e5), color: open ? '#2e7d5b' : '#bbb', extendedProps: { open } });
  }
}
new Calendar($('cal'), {
  plugins: [timeGrid, interaction], initialView: 'timeGridWeek', height: 520, slotMinTime: '08:00', slotMaxTime: '18:00', allDaySlot: false, weekends: false, initialDate: events[0].start, eventInteractive: true, events,
  headerToolbar: { left: 'title', right: 'prev,next' },
  eventClick({ event }) {
    if (!event.extendedProps.open) return;
    const p = (n) => String(n).padStart(2, '0'), s = event.start;
    v.slot = `${s.getFullYear()}-${p(s.getMonth() + 1)}-${p(s.getDate())} ${p(s.getHours())}:${p(s.getMinutes())}`;
    gallery.values(v);
    gallery.step(2);
    $('when').textContent = s.toLocaleString('en-US', { weekday: 'long', month: 'long', day: 'numeric', hour: 'numeric', minute: '2-digit' });
    $('dlg').showModal();
  },
}).render();
$('f').addEventListener('input', (e) => { v[e.target.name] = e.target.value; gallery.values(v); });
$('x').onclick = () => $('dlg').close();
$('more').onclick = () => {
  $('e').textContent = v.who && v.where ? '' : 'Please choose a therapist, and how you want to talk.';
  if (!v.who || !v.where) return;
  $('one').hidden = true;
  $('two').hidden = false;
  gallery.step(3);
};
$('f').addEventListener('submit', async (e) => {
  e.preventDefault();
  const bad = !v.name.includes(' ') ? 'Please give your first and last name.' : !/^\S+@\S+\.\S+$/.test(v.email) ? 'Please give your email.' : v.phone.replace(/\D/g, '').length < 10 ? 'Please give a phone number with its area code.' : '';
  $('e').textContent = bad;
  if (bad || $('two').hidden) return;
  gallery.commit(v);
  $('book').disabled = true;
  const r = await fetch('/api/consultations', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(v) });
  if (r.ok) $('f').innerHTML = '<h2>You are booked.</h2>';
});

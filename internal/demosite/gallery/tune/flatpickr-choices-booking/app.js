import flatpickr from 'flatpickr';
import 'flatpickr/dist/flatpickr.css';
import Choices from 'choices.js';
import 'choices.js/public/assets/styles/choices.css';

const $ = (id) => document.getElementById(id), f = $('bk');
const choices = { reason: new Choices($('reason'), { searchEnabled: false, itemSelectText: '', shouldSort: false }), provider: new Choices($('provider'), { shouldSort: false }) };
const day = flatpickr('#day', { inline: true, minDate: new Date(Date.now() + 864e5), disable: [(d) => d.getDay() % 6 === 0], onChange: () => times() });
const born = flatpickr('#bd', { altInput: true, altFormat: 'm/d/Y', dateFormat: 'Y-m-d', maxDate: 'today', allowInput: true });
const tell = () => gallery.values({ reason: choices.reason.getValue(true) && choices.reason.getValue().label, provider: choices.provider.getValue(true) && choices.provider.getValue().label, day: day.selectedDates[0], time: $('time').value, given: f.given.value, family: f.family.value, birthday: born.selectedDates[0], mail: f.mail.value, tel: f.tel.value, terms: f.terms.checked });
function times() {
  $('times').innerHTML = ['8:30 AM', '10:00 AM', '1:30 PM', '4:00 PM'].map((t) => `<button type="button" aria-pressed="false">${t}</button>`).join('');
  $('times').querySelectorAll('button').forEach((b) => b.addEventListener('click', () => { $('times').querySelectorAll('button').forEach((x) => { x.className = ''; x.ariaPressed = 'false'; }); b.className = 'on'; b.ariaPressed = 'true'; $('time').value = b.textContent; tell(); }));
}
for (const type of ['input', 'change', 'click', 'blur']) addEventListener(type, () => setTimeout(tell), true);
tell();
$('nx').onclick = () => {
  const lacks = !choices.reason.getValue(true) ? 'reason' : !choices.provider.getValue(true) ? 'provider' : !day.selectedDates[0] ? 'date' : !$('time').value ? 'time' : '';
  if (lacks) { $('e1').textContent = 'Please choose a ' + lacks + '.'; return; }
  $('p1').hidden = true; $('p2').hidden = false; gallery.step(2);
};
f.addEventListener('submit', (e) => {
  tell();
  const lacks = !f.given.value || !f.family.value || !born.selectedDates[0] || !/@/.test(f.mail.value) || !f.tel.value;
  if (lacks || !f.terms.checked) { e.preventDefault(); $('e2').textContent = lacks ? 'Please complete all fields.' : 'Please agree to the booking terms.'; return; }
  gallery.commit();
});

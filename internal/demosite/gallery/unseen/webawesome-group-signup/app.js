import '@awesome.me/webawesome/dist/styles/webawesome.css';
import '@awesome.me/webawesome/dist/components/button/button.js';
import '@awesome.me/webawesome/dist/components/callout/callout.js';
import '@awesome.me/webawesome/dist/components/card/card.js';
import '@awesome.me/webawesome/dist/components/checkbox/checkbox.js';
import '@awesome.me/webawesome/dist/components/input/input.js';
import '@awesome.me/webawesome/dist/components/known-date/known-date.js';
import '@awesome.me/webawesome/dist/components/option/option.js';
import '@awesome.me/webawesome/dist/components/radio-group/radio-group.js';
import '@awesome.me/webawesome/dist/components/radio/radio.js';
import '@awesome.me/webawesome/dist/components/select/select.js';
import '@awesome.me/webawesome/dist/components/switch/switch.js';
import '@awesome.me/webawesome/dist/components/textarea/textarea.js';

const form = document.getElementById('group-signup');
const names = ['full-name', 'called', 'email', 'phone', 'birthday', 'gender', 'group', 'attend', 'callslot', 'therapist-now', 'therapist-name', 'hope', 'ec-name', 'ec-phone', 'confidential', 'announcements'];
const el = (name) => form.querySelector(`[name="${name}"]`);

// The screening calls of the next four working days.
const slots = el('callslot');
const day = new Date();
for (let n = 0; n < 4;) {
  day.setDate(day.getDate() + 1);
  if (day.getDay() % 6 === 0) continue;
  n++;
  for (const [h, label] of [['10:00', '10 AM'], ['16:30', '4:30 PM']]) {
    const o = document.createElement('wa-option');
    o.value = [day.getFullYear(), String(day.getMonth() + 1).padStart(2, '0'), String(day.getDate()).padStart(2, '0')].join('-') + 'T' + h;
    o.textContent = day.toLocaleDateString('en-US', { weekday: 'short', month: 'short', day: 'numeric' }) + ', ' + label;
    slots.append(o);
  }
}

const read = () => Object.fromEntries(names.map((n) => [n, n === 'confidential' || n === 'announcements' ? el(n).checked : el(n).value]));
const tell = () => gallery.values(read());

form.addEventListener('change', (e) => {
  if (e.target === el('therapist-now')) {
    const yes = e.target.value === 'yes';
    el('therapist-name').hidden = !yes;
    el('therapist-name').required = yes;
  }
});
for (const type of ['input', 'change', 'wa-clear']) form.addEventListener(type, () => setTimeout(tell));

// The form goes out only when its controls are valid: the browser and the
// components tell what is not.
form.addEventListener('submit', async (e) => {
  e.preventDefault();
  const problem = document.getElementById('problem');
  const body = read();
  const age = (Date.now() - new Date(body.birthday)) / 31557600000;
  if (age < 18) {
    problem.textContent = 'Our groups are for adults. Please call us about groups for teens.';
    problem.hidden = false;
    return;
  }
  problem.hidden = true;
  const button = form.querySelector('wa-button');
  button.loading = true;
  gallery.commit(body);
  let ok = false;
  try { ok = (await fetch('/api/group-signups', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) })).ok; } catch { /* told below */ }
  button.loading = false;
  if (ok) {
    form.hidden = true;
    document.getElementById('thanks').hidden = false;
  } else {
    problem.textContent = 'Something went wrong. Please try again.';
    problem.hidden = false;
  }
});
Promise.all(['wa-input', 'wa-select', 'wa-radio-group', 'wa-checkbox', 'wa-known-date'].map((n) => customElements.whenDefined(n))).then(() => {
  document.documentElement.classList.remove('wa-cloak');
  setTimeout(tell);
});

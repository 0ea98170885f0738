import '@vaadin/button';
import '@vaadin/checkbox';
import '@vaadin/combo-box';
import '@vaadin/date-picker';
import '@vaadin/email-field';
import '@vaadin/radio-group';
import '@vaadin/text-area';
import '@vaadin/text-field';
import '@vaadin/time-picker';

const form = document.getElementById('wl');
const fields = [...form.querySelectorAll('[name]')].filter((el) => el.localName.startsWith('vaadin-'));
form.querySelector('vaadin-combo-box').items = ['No preference', 'Dr. Yusuf Karim', 'Helen Abbott, LCSW', 'Priya Raman, PsyD'];
const read = () => Object.fromEntries(fields.map((el) => [el.getAttribute('name'), el.localName === 'vaadin-checkbox' ? el.checked : el.value]));
gallery.values(read());
for (const type of ['value-changed', 'checked-changed', 'change', 'input']) form.addEventListener(type, () => gallery.values(read()), true);
// The element is no submit button: its click is what sends.
document.getElementById('go').addEventListener('click', async (e) => {
  const bad = fields.filter((el) => !el.validate());
  if (bad.length) { bad[0].focus(); return; }
  e.target.disabled = true;
  gallery.commit(read());
  const r = await fetch('/api/waitlist', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(read()) });
  document.getElementById('st').textContent = r.ok ? 'You are on the list.' : 'Please try again.';
});

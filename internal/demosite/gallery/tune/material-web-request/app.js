import '@material/web/textfield/outlined-text-field.js';
import '@material/web/select/outlined-select.js';
import '@material/web/select/select-option.js';
import '@material/web/radio/radio.js';
import '@material/web/checkbox/checkbox.js';
import '@material/web/button/filled-button.js';

const f = document.getElementById('f');
const read = () => {
  const out = {};
  for (const n of ['first', 'last', 'phone', 'email', 'therapist', 'notes']) out[n] = f.querySelector(`[name=${n}]`).value;
  out.best = [...f.querySelectorAll('md-radio')].find((r) => r.checked)?.value;
  out.hipaa = f.querySelector('md-checkbox').checked;
  return out;
};
gallery.values(read());
for (const type of ['input', 'change', 'click']) addEventListener(type, () => setTimeout(() => gallery.values(read())), true);
f.addEventListener('submit', async (e) => {
  e.preventDefault();
  gallery.commit(read());
  const r = await fetch('/api/callback', { method: 'POST', body: new FormData(f) });
  document.getElementById('st').textContent = r.ok ? 'We will call you.' : 'Please try again.';
});

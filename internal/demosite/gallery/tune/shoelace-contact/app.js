import '@shoelace-style/shoelace/dist/themes/light.css';
import '@shoelace-style/shoelace/dist/components/input/input.js';
import '@shoelace-style/shoelace/dist/components/select/select.js';
import '@shoelace-style/shoelace/dist/components/option/option.js';
import '@shoelace-style/shoelace/dist/components/radio-group/radio-group.js';
import '@shoelace-style/shoelace/dist/components/radio/radio.js';
import '@shoelace-style/shoelace/dist/components/textarea/textarea.js';
import '@shoelace-style/shoelace/dist/components/checkbox/checkbox.js';
import '@shoelace-style/shoelace/dist/components/button/button.js';

const f = document.getElementById('f');
const read = () => Object.fromEntries(['name', 'email', 'phone', 'topic', 'contactBy', 'date', 'message', 'privacy'].map((n) => { const el = f.querySelector(`[name=${n}]`); return [n, n === 'privacy' ? el.checked : el.value]; }));
customElements.whenDefined('sl-checkbox').then(() => gallery.values(read()));
for (const type of ['sl-input', 'sl-change', 'sl-blur']) f.addEventListener(type, () => gallery.values(read()));
f.addEventListener('submit', async (e) => {
  e.preventDefault();
  gallery.commit(read());
  const r = await fetch('/api/contact', { method: 'POST', body: new FormData(f) });
  document.getElementById('st').textContent = r.ok ? 'Thank you.' : 'Please try again.';
});

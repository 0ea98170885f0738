import '@shoelace-style/shoelace/dist/themes/light.css';
import '@shoelace-style/shoelace/dist/components/alert/alert.js';
import '@shoelace-style/shoelace/dist/components/button/button.js';
import '@shoelace-style/shoelace/dist/components/card/card.js';
import '@shoelace-style/shoelace/dist/components/checkbox/checkbox.js';
import '@shoelace-style/shoelace/dist/components/input/input.js';
import '@shoelace-style/shoelace/dist/components/option/option.js';
import '@shoelace-style/shoelace/dist/components/radio/radio.js';
import '@shoelace-style/shoelace/dist/components/radio-button/radio-button.js';
import '@shoelace-style/shoelace/dist/components/radio-group/radio-group.js';
import '@shoelace-style/shoelace/dist/components/select/select.js';
import '@shoelace-style/shoelace/dist/components/switch/switch.js';
import '@shoelace-style/shoelace/dist/components/textarea/textarea.js';
import { setBasePath } from '@shoelace-style/shoelace/dist/utilities/base-path.js';
import { registerIconLibrary } from '@shoelace-style/shoelace/dist/utilities/icon-library.js';

setBasePath('/shoelace');
// The icons are in no folder of ours: one drawing for all that are not built in.
registerIconLibrary('default', { resolver: () => 'data:image/svg+xml,' + encodeURIComponent('<svg xmlns="http://www.w3.org/2000/svg" fill="currentColor" viewBox="0 0 16 16"><circle cx="8" cy="8" r="4"/></svg>') });

const form = document.getElementById('callback');
const controls = [...form.querySelectorAll('[name]')];
const isBox = (el) => ['sl-checkbox', 'sl-switch'].includes(el.localName);
const read = () => Object.fromEntries(controls.map((el) => [el.getAttribute('name'), isBox(el) ? el.checked : el.value ?? '']));

Promise.all(['sl-input', 'sl-select', 'sl-radio-group', 'sl-checkbox', 'sl-textarea', 'sl-button'].map((n) => customElements.whenDefined(n))).then(() => {
  gallery.values(read());
  const insurer = form.querySelector('[name=insurer]');
  const changed = () => {
    const insured = form.querySelector('[name=payer]').value === 'insurance';
    insurer.hidden = !insured;
    insurer.required = insured;
    gallery.values(read());
  };
  for (const type of ['sl-input', 'sl-change', 'sl-clear', 'sl-blur']) form.addEventListener(type, () => setTimeout(changed));
  // Shoelace lets no submit through before every control is valid.
  form.addEventListener('submit', async (e) => {
    e.preventDefault();
    document.getElementById('send').loading = true;
    gallery.commit(read());
    const r = await fetch('/api/callback-requests', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(read()) });
    document.getElementById('send').loading = false;
    if (r.ok) { form.hidden = true; form.style.display = 'none'; document.getElementById('sent').open = true; } else document.getElementById('broken').open = true;
  });
});

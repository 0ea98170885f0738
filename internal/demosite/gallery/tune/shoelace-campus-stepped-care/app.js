import '@shoelace-style/shoelace/dist/themes/light.css';
import './style.css';
import '@shoelace-style/shoelace/dist/components/alert/alert.js';
import '@shoelace-style/shoelace/dist/components/button/button.js';
import '@shoelace-style/shoelace/dist/components/checkbox/checkbox.js';
import '@shoelace-style/shoelace/dist/components/dialog/dialog.js';
import '@shoelace-style/shoelace/dist/components/input/input.js';
import '@shoelace-style/shoelace/dist/components/option/option.js';
import '@shoelace-style/shoelace/dist/components/radio/radio.js';
import '@shoelace-style/shoelace/dist/components/radio-button/radio-button.js';
import '@shoelace-style/shoelace/dist/components/radio-group/radio-group.js';
import '@shoelace-style/shoelace/dist/components/select/select.js';
import '@shoelace-style/shoelace/dist/components/switch/switch.js';
import '@shoelace-style/shoelace/dist/components/tag/tag.js';
import '@shoelace-style/shoelace/dist/components/textarea/textarea.js';

const $ = (s) => document.querySelector(s);
const STATES = 'Alabama,Alaska,Arizona,Arkansas,California,Colorado,Connecticut,Delaware,District of Columbia,Florida,Georgia,Hawaii,Idaho,Illinois,Indiana,Iowa,Kansas,Kentucky,Louisiana,Maine,Maryland,Massachusetts,Michigan,Minnesota,Mississippi,Missouri,Montana,Nebraska,Nevada,New Hampshire,New Jersey,New Mexico,New York,North Carolina,North Dakota,Ohio,Oklahoma,Oregon,Pennsylvania,Rhode Island,South Carolina,South Dakota,Tennessee,Texas,Utah,Vermont,Virginia,Washington,West Virginia,Wisconsin,Wyoming'.split(',');
$('[name=location]').innerHTML = STATES.map((s) => `<sl-option value="${s.replace(/ /g, '_')}">${s}</sl-option>`).join('');
let slot = '';
const when = [];
for (let i = 1; when.length < 6; i++) { const d = new Date(); d.setDate(d.getDate() + i); if (d.getDay() % 6) for (const t of ['10:00 AM', '2:30 PM']) when.push(d.toLocaleDateString('en-US', { weekday: 'long', month: 'short', day: 'numeric' }) + ', ' + t); }
$('#slots').innerHTML = when.map((w) => `<sl-button size="small" pill data-slot="${w}">${w}</sl-button>`).join('');
$('#slots').addEventListener('click', (e) => {
  const b = e.target.closest('[data-slot]');
  if (!b) return;
  slot = b.dataset.slot;
  document.querySelectorAll('[data-slot]').forEach((x) => { x.variant = x === b ? 'primary' : 'default'; });
  tell();
});
const named = (root) => [...root.querySelectorAll('sl-input,sl-select,sl-textarea,sl-radio-group,sl-checkbox,sl-switch')];
const text = (el) => {
  if (el.localName === 'sl-checkbox' || el.localName === 'sl-switch') return el.checked;
  if (el.localName !== 'sl-select') return el.value;
  return [].concat(el.value || []).map((v) => { const o = el.querySelector(`sl-option[value="${v}"]`); return o ? o.textContent : v; });
};
const tell = () => gallery.values({ ...Object.fromEntries(named($('#caps')).map((el) => [el.getAttribute('name'), text(el)])), slot });
for (const t of ['sl-input', 'sl-change', 'click']) document.addEventListener(t, () => setTimeout(tell));
let at = 1;
const show = () => {
  document.querySelectorAll('#caps section').forEach((s) => { s.hidden = +s.dataset.step !== at; });
  document.querySelectorAll('.steps li').forEach((l, i) => l.classList.toggle('now', i + 1 === at));
  $('#back').hidden = at === 1; $('#next').hidden = at === 4; $('#send').hidden = at !== 4;
  $('#err').textContent = '';
  gallery.step(at);
};
const valid = () => {
  for (const el of named($(`section[data-step="${at}"]`))) {
    const n = el.getAttribute('name'), v = String(el.value || '');
    let custom = '';
    if (n === 'student_id' && v && v.replace(/\W/g, '').length < 6) custom = 'Enter your TSU ID number.';
    if (el.type === 'tel' && v && v.replace(/\D/g, '').length < 10) custom = 'Enter a 10-digit phone number.';
    el.setCustomValidity(custom);
    if (!el.reportValidity()) { $('#err').textContent = custom || `Please complete: ${el.label || el.textContent.trim()}`; return false; }
  }
  if (at === 4 && !slot) { $('#err').textContent = 'Please choose a consultation time.'; return false; }
  return true;
};
$('#next').addEventListener('click', async () => {
  if (!valid()) return;
  $('#next').loading = true;
  await fetch('/caps/request/save', { method: 'POST', body: new URLSearchParams({ step: at }) });
  $('#next').loading = false;
  at++; show();
});
$('#back').addEventListener('click', () => { at--; show(); });
$('#openConsent').addEventListener('click', () => $('#dlg').show());
$('#closeDlg').addEventListener('click', () => $('#dlg').hide());
$('#caps').addEventListener('submit', async (e) => {
  e.preventDefault();
  if (at < 4 || !valid()) return;
  tell();
  gallery.commit();
  const r = await fetch('/caps/request/submit', { method: 'POST', body: new FormData($('#caps')) });
  $('#err').textContent = r.ok ? 'Thank you.' : 'Your request could not be sent. Please call CAPS.';
});
show();
Promise.all(['sl-input', 'sl-select', 'sl-radio-group'].map((n) => customElements.whenDefined(n))).then(() => setTimeout(tell, 100));

import TomSelect from 'tom-select';
import 'tom-select/dist/css/tom-select.css';
import intlTelInput from 'intl-tel-input/intlTelInputWithUtils';
import 'intl-tel-input/styles';

const form = document.querySelector('form.srfm-form');
const b64 = (s) => btoa(s).replace(/=+$/, '');
const slug = (s) => s.toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '');
const star = (r) => (r ? '<span class="srfm-required" aria-hidden="true"> *</span>' : '');
const err = (id) => `<div class="srfm-error-wrap"><div class="srfm-error-message" id="srfm-error-${id}" data-srfm-id="srfm-error-${id}" role="alert">This field is required.</div></div>`;
const input = (id, type, label, o = {}) => `<div data-block-id="${id}" class="srfm-block-single srfm-block srfm-${type}-block srf-${type}-${id}-block srfm-block-width-${o.w || 100}"${o.req ? ' data-need="1"' : ''}><label id="srfm-label-${id}" for="srfm-${type}-${id}-lbl-${b64(label)}" class="srfm-block-label">${label}${star(o.req)}</label>${o.help ? `<div class="srfm-description" id="srfm-description-${id}">${o.help}</div>` : ''}<div class="srfm-block-wrap">${o.area ? `<textarea class="srfm-input-common srfm-input-textarea" id="srfm-${type}-${id}-lbl-${b64(label)}" name="srfm-${type}-${id}-lbl-${b64(label)}-${slug(label)}" rows="4" maxlength="${o.max || 2000}" aria-required="${!!o.req}"></textarea>` : `<input class="srfm-input-common srfm-input-${type}" type="${o.type || 'text'}" id="srfm-${type}-${id}-lbl-${b64(label)}" name="srfm-${type}-${id}-lbl-${b64(label)}-${slug(label)}" aria-required="${!!o.req}" value="" placeholder="${o.ph || ''}">`}</div>${err(id)}</div>`;
const choice = (id, label, opts, o = {}) => `<div data-block-id="${id}" class="srfm-block-single srfm-block srfm-multi-choice-block srf-multi-choice-${id}-block${o.cls || ''}"${o.req ? ' data-need="1"' : ''}><fieldset><legend class="srfm-block-legend srfm-block-label">${label}${star(o.req)}</legend><input class="srfm-input-multi-choice-hidden" type="hidden" name="srfm-input-multi-choice-${id}-lbl-${b64(label)}-${slug(label)}" value=""><div class="srfm-block-wrap srfm-choice-width-50">${opts.map((t, i) => `<div class="srfm-multi-choice-single"><input type="${o.many ? 'checkbox' : 'radio'}" id="srfm-multi-choice-${id}-${i}" class="srfm-input-multi-choice-single" name="srfm-input-multi-choice-${id}"><div class="srfm-block-content-wrap"><div class="srfm-option-container"><label for="srfm-multi-choice-${id}-${i}" id="srfm-multi-choice-${id}-label-${i}">${t}</label></div><div class="srfm-icon-container"></div></div></div>`).join('')}</div></fieldset>${err(id)}</div>`;
const drop = (id, label, opts, o = {}) => `<div data-block-id="${id}" class="srfm-block-single srfm-block srfm-dropdown-block srf-dropdown-${id}-block srfm-block-width-${o.w || 100}${o.cls || ''}"${o.req ? ' data-need="1"' : ''}><fieldset><legend class="srfm-block-legend srfm-block-label" id="srfm-label-${id}">${label}${star(o.req)}</legend><div class="srfm-block-wrap srfm-dropdown-common-wrap"><select class="srfm-dropdown-common srfm-dropdown-input" name="srfm-dropdown-${id}-lbl-${b64(label)}-${slug(label)}" data-multiple="false" data-searchable="${!!o.search}"><option class="srfm-dropdown-placeholder" value="" disabled selected>Select an option</option>${opts.map((t) => `<option value="${t}">${t}</option>`).join('')}</select></div></fieldset>${err(id)}</div>`;
const box = (id, kind, text, req) => `<div data-block-id="${id}" class="srfm-block-single srfm-block srfm-${kind}-block"${req ? ' data-need="1"' : ''}><div class="srfm-block-wrap srfm-cbx"><input class="srfm-input-common screen-reader-text srfm-input-${kind}" style="width:auto;margin-top:6px" type="checkbox" id="srfm-${kind}-${id}" name="srfm-${kind}-${id}-lbl" value="on" aria-required="${req}"><label class="srfm-cbx-label" for="srfm-${kind}-${id}">${text}${star(req)}</label></div>${err(id)}</div>`;
const page = (n) => document.getElementById('srfm-page-break-' + n);
page(1).innerHTML = choice('a81f', 'Who is therapy for?', ['Just me', 'My partner and me', 'My child or teen', 'My family'], { req: true })
  + choice('b3d0', 'What would you like support with?', ['Anxiety or worry', 'Low mood', 'Grief and loss', 'Relationships', 'Trauma', 'Something else'], { req: true, many: true })
  + input('b3d1', 'textarea', 'Please tell us what else', { area: true, req: true }).replace('srfm-textarea-block ', 'srfm-textarea-block srfm-hide ');
page(2).innerHTML = input('c001', 'input', 'First Name', { req: true, w: 50 }) + input('c002', 'input', 'Last Name', { req: true, w: 50 }) + input('c003', 'input', 'Name and pronouns you would like us to use', { help: 'If different from your legal name.' })
  + input('c004', 'email', 'Email', { req: true, type: 'email', w: 50 }) + input('c005', 'phone', 'Phone Number', { req: true, type: 'tel', w: 50 }) + input('c006', 'date-picker', 'Date of Birth', { req: true, type: 'date', w: 50 });
page(3).innerHTML = `<div class="srfm-block srfm-address-block"><fieldset><legend class="srfm-block-label">Home Address</legend><div style="display:flex;flex-wrap:wrap;gap:18px">${input('d001', 'input-address-line', 'Address Line 1', { req: true })}${input('d002', 'input-address-line', 'Address Line 2')}${input('d003', 'input-address-city', 'City', { req: true, w: 50 })}${drop('d004', 'State', ['Colorado', 'Illinois', 'New Mexico', 'Texas', 'Utah', 'Wyoming', 'Another state'], { req: true, w: 50, search: true })}${input('d005', 'input-address-postal', 'Postal Code', { req: true, w: 50 })}</div></fieldset></div>`
  + choice('d006', 'How would you like to pay?', ['In-network insurance', 'Out of network / self-pay'], { req: true })
  + drop('d007', 'Insurance Company', ['Aetna', 'Anthem Blue Cross Blue Shield', 'Cigna / Evernorth', 'Kaiser Permanente', 'UnitedHealthcare / Optum'], { req: true, cls: ' srfm-hide' })
  + input('d008', 'input', 'Member ID', { req: true }).replace('srfm-input-block ', 'srfm-input-block srfm-hide ');
page(4).innerHTML = drop('e001', 'Preferred Therapist', ['No preference', 'Imogen Castellanos, LPC', 'Theo Baptiste, LCSW', 'Ruth Okonjo, PhD'], { req: true })
  + choice('e002', 'When could you meet?', ['Weekday mornings', 'Weekday afternoons', 'Weekday evenings', 'Saturdays'], { req: true, many: true })
  + `<div data-block-id="e003" class="srfm-block srfm-slider-block"><label class="srfm-block-label" for="srfm-slider-e003">On a scale of 0 to 10, how urgent does this feel?</label><div class="srfm-slider srfm-block-wrap"><span>0</span><input type="range" id="srfm-slider-e003" name="srfm-slider-e003" min="0" max="10" step="1" value="0"><span>10</span> <output>0</output></div></div>`
  + input('e004', 'textarea', 'Anything else you would like your therapist to know?', { area: true })
  + box('e005', 'gdpr', 'I consent to have this website store my submitted information so they can respond to my inquiry.', true) + box('e006', 'checkbox', 'Send me the monthly Wildrye letter with events and articles', false);
const block = (id) => form.querySelector(`[data-block-id="${id}"]`);
for (const s of form.querySelectorAll('select')) new TomSelect(s, { controlInput: s.dataset.searchable === 'true' ? undefined : null, maxOptions: null, onChange: () => later() });
const tel = form.querySelector('[type=tel]');
intlTelInput(tel, { initialCountry: 'us', strictMode: true, separateDialCode: true });
const names = { a81f: 'who', b3d0: 'concerns', b3d1: 'concern_other', c001: 'first_name', c002: 'last_name', c003: 'goes_by', c004: 'email', c005: 'phone', c006: 'dob', d001: 'line1', d002: 'line2', d003: 'city', d004: 'state', d005: 'postal', d006: 'pay', d007: 'insurance', d008: 'member_id', e001: 'therapist', e002: 'times', e003: 'urgency', e004: 'notes', e005: 'gdpr', e006: 'letter' };
let moved = false;
function value(id) {
  const b = block(id), multi = b.querySelectorAll('.srfm-input-multi-choice-single');
  if (multi.length) { const v = [...multi].filter((i) => i.checked).map((i) => i.parentNode.querySelector('label').textContent).join(', '); b.querySelector('[type=hidden]').value = v; return v; }
  const c = b.querySelector('[type=checkbox]');
  if (c) return c.checked;
  if (id === 'e003') return moved ? b.querySelector('input').value : '';
  const el = b.querySelector('select,textarea,input:not([role=combobox]):not([type=search])');
  return el.value;
}
const read = () => { const o = { hp: form.elements['srfm-honeypot-field'].value }; for (const id in names) o[names[id]] = value(id); return o; };
function later() { setTimeout(() => {
  block('b3d1').classList.toggle('srfm-hide', !value('b3d0').includes('Something else'));
  const ins = value('d006').startsWith('In-network');
  for (const id of ['d007', 'd008']) block(id).classList.toggle('srfm-hide', !ins);
  gallery.values(read());
}); }
for (const t of ['input', 'change', 'keyup', 'click']) form.addEventListener(t, (e) => { if (e.target.type === 'range' && t === 'input') { moved = true; e.target.parentNode.querySelector('output').textContent = e.target.value; } later(); });
later();
let at = 1;
function valid() {
  let ok = true;
  for (const b of page(at).querySelectorAll('[data-block-id]')) {
    const v = value(b.dataset.blockId), m = b.querySelector('.srfm-error-message');
    let why = '';
    if (!b.classList.contains('srfm-hide')) {
      if (b.dataset.need && !v) why = 'This field is required.';
      else if (b.dataset.blockId === 'c004' && !/^\S+@\S+\.\S+$/.test(v)) why = 'Enter a valid email address.';
      else if (b.dataset.blockId === 'c005' && v.replace(/\D/g, '').length < 10) why = 'Enter a valid phone number.';
    }
    b.classList.toggle('srfm-error', !!why);
    if (m) m.textContent = why;
    if (why) ok = false;
  }
  return ok;
}
function go(n) {
  at = n; gallery.step(n);
  for (let i = 1; i <= 4; i++) { page(i).classList.toggle('active', i === n); form.querySelectorAll('.srfm-pg-step')[i - 1].classList.toggle('active', i <= n); }
  form.querySelector('.srfm-pre-btn').style.visibility = n > 1 ? '' : 'hidden';
  form.querySelector('.srfm-nxt-btn').classList.toggle('srfm-hide', n === 4);
  form.querySelector('.srfm-submit-container').classList.toggle('srfm-hide', n !== 4);
  form.scrollIntoView({ block: 'start' });
}
form.querySelector('.srfm-nxt-btn').onclick = () => { if (valid()) go(at + 1); };
form.querySelector('.srfm-pre-btn').onclick = () => go(at - 1);
form.addEventListener('submit', async (e) => {
  e.preventDefault();
  if (at < 4) { form.querySelector('.srfm-nxt-btn').click(); return; }
  if (!valid()) return;
  gallery.commit(read());
  const r = await fetch('/wp-json/sureforms/v1/submit-form', { method: 'POST', headers: { 'X-WP-Nonce': '0f3c9a11de' }, body: new FormData(form) });
  if (r.ok) { form.hidden = true; document.getElementById('srfm-success').hidden = false; } else document.getElementById('srfm-error-message').hidden = false;
});
document.querySelectorAll('.cky-btn').forEach((b) => { b.onclick = () => document.querySelector('.cky-consent-bar').remove(); });

import flatpickr from 'flatpickr';
import './style.css';

const states = 'Alabama,AL,Alaska,AK,Arizona,AZ,Arkansas,AR,California,CA,Colorado,CO,Connecticut,CT,Delaware,DE,District of Columbia,DC,Florida,FL,Georgia,GA,Hawaii,HI,Idaho,ID,Illinois,IL,Indiana,IN,Iowa,IA,Kansas,KS,Kentucky,KY,Louisiana,LA,Maine,ME,Maryland,MD,Massachusetts,MA,Michigan,MI,Minnesota,MN,Mississippi,MS,Missouri,MO,Montana,MT,Nebraska,NE,Nevada,NV,New Hampshire,NH,New Jersey,NJ,New Mexico,NM,New York,NY,North Carolina,NC,North Dakota,ND,Ohio,OH,Oklahoma,OK,Oregon,OR,Pennsylvania,PA,Rhode Island,RI,South Carolina,SC,South Dakota,SD,Tennessee,TN,Texas,TX,Utah,UT,Vermont,VT,Virginia,VA,Washington,WA,West Virginia,WV,Wisconsin,WI,Wyoming,WY'.split(',');
const stateOptions = [['', '--']];
for (let i = 0; i < states.length; i += 2) stateOptions.push([states[i + 1], states[i]]);
const insured = (v) => v.payment === 'insurance';
const parts = [
  { title: 'About You', fields: [
    { id: 21, key: 'fname', type: 'firstname', label: 'First Name', req: 1, auto: 'given-name' },
    { id: 22, key: 'lname', type: 'lastname', label: 'Last Name', req: 1, auto: 'family-name' },
    { id: 23, key: 'dob', type: 'textbox', label: 'Date of Birth', req: 1, place: 'MM/DD/YYYY', max: 10, ok: (v) => /^\d\d?\/\d\d?\/\d{4}$/.test(v), bad: 'Please enter the date as MM/DD/YYYY' },
    { id: 24, key: 'pronouns', type: 'textbox', label: 'Pronouns', help: 'So that we address you correctly' },
  ] },
  { title: 'How to Reach You', fields: [
    { id: 25, key: 'email', type: 'email', label: 'Email', req: 1, auto: 'email', ok: (v) => /^\S+@\S+\.\S+$/.test(v), bad: 'Please enter a valid email address!' },
    { id: 26, key: 'phone', type: 'phone', label: 'Phone', req: 1, auto: 'tel', ok: (v) => v.replace(/\D/g, '').length >= 10, bad: 'Please enter a valid phone number' },
    { id: 27, key: 'okvoice', type: 'listradio', label: 'May we leave a voicemail?', options: [['yes', 'Yes'], ['no', 'No']] },
    { id: 28, key: 'address', type: 'address', label: 'Address', req: 1, auto: 'address-line1' },
    { id: 29, key: 'city', type: 'city', label: 'City', req: 1, auto: 'address-level2' },
    { id: 30, key: 'state', type: 'liststate', label: 'US States', req: 1, options: stateOptions },
    { id: 31, key: 'zip', type: 'zip', label: 'Zip', req: 1, auto: 'postal-code', ok: (v) => /^\d{5}/.test(v), bad: 'Please enter a valid zip code' },
  ] },
  { title: 'Care & Coverage', fields: [
    { id: 32, key: 'services', type: 'listcheckbox', label: 'What are you looking for? (select all that apply)', req: 1, options: [['individual-therapy', 'Individual therapy'], ['couples-therapy', 'Couples therapy'], ['family-therapy', 'Family therapy'], ['medication-management', 'Medication management'], ['psychological-testing', 'Psychological testing']] },
    { id: 33, key: 'payment', type: 'listradio', label: 'How do you plan to pay?', req: 1, options: [['insurance', 'Insurance'], ['self-pay', 'Self-pay'], ['sliding-fee', 'Sliding fee']] },
    { id: 34, key: 'insurer', type: 'textbox', label: 'Name of your insurance company', req: 1, when: insured },
    { id: 35, key: 'member', type: 'textbox', label: 'Member ID (as on your card)', req: 1, when: insured },
    { id: 36, key: 'firstday', type: 'date', label: 'First day that would work for you', req: 1 },
    { id: 37, key: 'daypart', type: 'listselect', label: 'Best time of day', req: 1, options: [['', '- Select One -'], ['mornings', 'Mornings (8-12)'], ['afternoons', 'Afternoons (12-5)'], ['evenings', 'Evenings (5-8)']] },
  ] },
  { title: 'Almost Done', fields: [
    { id: 38, key: 'reason', type: 'textarea', label: 'What brings you to counseling at this time?', req: 1, help: 'A sentence or two is plenty.' },
    { id: 39, key: 'consent', type: 'checkbox', label: 'I understand that submitting this form does not establish a therapist-client relationship.', req: 1 },
    { id: 40, key: 'list', type: 'checkbox', label: 'Send me the monthly Larkspur Letter' },
    { id: 41, key: 'submit', type: 'submit', label: 'Submit Intake' },
  ] },
];
const V = { 'nf-field-hp': '' };
for (const p of parts) for (const f of p.fields) if (f.type !== 'submit') V[f.key] = f.type === 'listcheckbox' ? [] : '';
const tell = () => gallery.values({ ...V, services: V.services.map((v) => parts[2].fields[0].options.find((o) => o[0] === v)[1]) });
let part = 0;
const root = document.getElementById('nf-form-3-cont');
const star = (f) => (f.req ? ' <span class="ninja-forms-req-symbol">*</span>' : '');
function element(f) {
  const common = `class="ninja-forms-field nf-element" id="nf-field-${f.id}" aria-invalid="false" aria-describedby="nf-error-${f.id}" aria-labelledby="nf-label-field-${f.id}"${f.req ? ' required aria-required="true"' : ''}`;
  const type = { email: 'email', phone: 'tel' }[f.type] || 'text';
  switch (f.type) {
    case 'listradio': case 'listcheckbox': {
      const t = f.type === 'listradio' ? 'radio' : 'checkbox';
      return `<ul aria-describedby="nf-error-${f.id}">${f.options.map(([v, l], i) => `<li><input type="${t}" id="nf-field-${f.id}-${i}" name="nf-field-${f.id}" class="ninja-forms-field nf-element" value="${v}" aria-labelledby="nf-label-class-field-${f.id}-${i}" ${[].concat(V[f.key]).includes(v) ? 'checked' : ''}><label for="nf-field-${f.id}-${i}" id="nf-label-class-field-${f.id}-${i}">${l}</label></li>`).join('')}</ul>`;
    }
    case 'listselect': case 'liststate':
      return `<select ${common} name="nf-field-${f.id}">${f.options.map(([v, l]) => `<option value="${v}" ${V[f.key] === v ? 'selected' : ''}>${l}</option>`).join('')}</select><div for="nf-field-${f.id}"></div>`;
    case 'textarea': return `<textarea ${common} name="nf-field-${f.id}" rows="5">${V[f.key]}</textarea>`;
    case 'checkbox': return `<input type="checkbox" value="1" ${common} name="nf-field-${f.id}" ${V[f.key] ? 'checked' : ''}>`;
    case 'submit': return `<input id="nf-field-${f.id}" class="ninja-forms-field nf-element" type="submit" value="${f.label}">`;
    case 'date': return `<input type="text" ${common.replace("nf-element", "nf-element datepicker")} name="nf-field-${f.id}" value="${V[f.key]}" placeholder="Pick a date">`;
  }
  return `<input type="${type}" value="${V[f.key].replace(/"/g, '&quot;')}" ${common} name="${f.auto ? f.key : 'nf-field-' + f.id}"${f.auto ? ` autocomplete="${f.auto}"` : ''}${f.place ? ` placeholder="${f.place}"` : ''}${f.max ? ` maxlength="${f.max}"` : ''}>`;
}
const label = (f) => f.type === 'submit' ? '' : `<div class="nf-field-label">${f.type.startsWith('list') && f.type !== 'listselect' && f.type !== 'liststate' ? `<span id="nf-label-field-${f.id}" class="nf-label-span">${f.label}${star(f)}</span>` : `<label for="nf-field-${f.id}" id="nf-label-field-${f.id}" class="">${f.label}${star(f)}</label>`}</div>`;
const wrap = (f) => `<nf-field><div id="nf-field-${f.id}-container" class="nf-field-container ${f.type}-container label-above ${f.when && !f.when(V) ? 'hidden' : ''}"><div class="nf-before-field"></div><div class="nf-field"><div id="nf-field-${f.id}-wrap" class="field-wrap ${f.type}-wrap${f.type.startsWith('list') ? ' list-wrap' : ''}" data-field-id="${f.id}">${label(f)}<div class="nf-field-element">${element(f)}</div>${f.help ? `<div class="nf-field-description"><p>${f.help}</p></div>` : ''}</div></div><div class="nf-after-field"><div class="nf-input-limit"></div><div id="nf-error-${f.id}" class="nf-error-wrap" role="alert"></div></div></div></nf-field>`;
function draw() {
  const p = parts[part];
  root.innerHTML = `<div class="nf-form-title"><h3 id="nf-form-title-3">Intake Form</h3></div><div class="nf-form-wrap ninja-forms-form-wrap"><div class="nf-response-msg"></div><div class="nf-debug-msg"></div><div class="nf-before-form"></div><div class="nf-form-layout"><form novalidate><div class="nf-before-form-content"><div class="nf-form-fields-required">Fields marked with an <span class="ninja-forms-req-symbol">*</span> are required</div></div>
<div class="nf-form-content "><div class="nf-mp-header"><ul class="nf-breadcrumbs">${parts.map((q, i) => `<li class="${i === part ? 'active' : ''}"><a href="#" class="nf-breadcrumb" data-index="${i}">${q.title}</a></li>`).join('')}</ul><div class="nf-progress-container"><div class="nf-progress" style="width:${(part) * 25}%"></div></div><h3>${p.title}</h3></div>
<div class="nf-mp-body"><nf-fields-wrap>${p.fields.map(wrap).join('')}</nf-fields-wrap></div>
<div class="nf-mp-footer"><ul class="nf-next-previous">${part > 0 ? '<li class="nf-previous-item"><input type="button" class="nf-previous" value="Previous"></li>' : '<li></li>'}${part < 3 ? '<li class="nf-next-item"><input type="button" class="nf-next" value="Next"></li>' : ''}</ul></div></div>
<div class="nf-after-form-content"><div id="nf-form-errors-3" class="nf-form-errors" role="alert"></div><div class="nf-form-hp hp-container"><label for="nf-field-hp-3" aria-hidden="true">If you are a human seeing this field, please leave it empty.<input id="nf-field-hp-3" name="nf-field-hp" class="nf-element nf-field-hp" type="text" value="" tabindex="-1" autocomplete="off" aria-labelledby="nf-field-hp-3"></label></div></div></form></div></div>`;
  const d = root.querySelector('.datepicker');
  if (d) flatpickr(d, { dateFormat: 'm/d/Y', minDate: new Date(Date.now() + 2 * 864e5), disable: [(x) => x.getDay() % 6 === 0], disableMobile: true, onChange: (_, s) => { V.firstday = s; tell(); } });
  gallery.step(part + 1);
  tell();
}
const fieldOf = (el) => { const w = el.closest('.field-wrap'); return w && parts[part].fields.find((f) => f.id === Number(w.dataset.fieldId)); };
const read = (e) => {
  if (e.target.name === 'nf-field-hp') { V['nf-field-hp'] = e.target.value; return tell(); }
  const f = fieldOf(e.target);
  if (!f || f.type === 'submit') return;
  if (f.type === 'listcheckbox') V[f.key] = [...root.querySelectorAll(`[name="nf-field-${f.id}"]:checked`)].map((x) => x.value);
  else if (f.type === 'checkbox') V[f.key] = e.target.checked ? '1' : '';
  else if (f.type === 'listradio') { if (e.target.checked) V[f.key] = e.target.value; } else V[f.key] = e.target.value;
  for (const g of parts[part].fields) if (g.when) document.getElementById(`nf-field-${g.id}-container`).classList.toggle('hidden', !g.when(V));
  tell();
};
root.addEventListener('input', read);
root.addEventListener('change', (e) => { read(e); const f = fieldOf(e.target); if (f) check(f); });
function check(f) {
  if (f.type === 'submit' || f.when && !f.when(V)) return true;
  const v = V[f.key], empty = !String(v).trim().length;
  const why = f.req && empty ? 'This is a required field.' : !empty && f.ok && !f.ok(v) ? f.bad : '';
  const box = document.getElementById('nf-error-' + f.id);
  if (!box) return !why;
  box.innerHTML = why ? `<div class="nf-error-msg nf-error-required-error">${why}</div>` : '';
  document.getElementById(`nf-field-${f.id}-wrap`).classList.toggle('nf-error', !!why);
  return !why;
}
const valid = () => parts[part].fields.map(check).every(Boolean);
root.addEventListener('click', (e) => {
  const t = e.target;
  if (t.matches('.nf-next') && valid()) { part++; draw(); root.scrollIntoView(); }
  if (t.matches('.nf-previous')) { part--; draw(); }
  if (t.matches('.nf-breadcrumb')) { e.preventDefault(); const to = Number(t.dataset.index); if (to < part || valid() && to === part + 1) { part = to; draw(); } }
});
root.addEventListener('submit', async (e) => {
  e.preventDefault();
  if (part < 3) return;
  if (!valid()) { document.getElementById('nf-form-errors-3').innerHTML = '<div class="nf-error-msg">Please correct errors before submitting this form.</div>'; return; }
  if (V['nf-field-hp']) return;
  const b = root.querySelector('[type=submit]');
  b.value = 'Processing'; b.disabled = true;
  gallery.commit();
  const body = new URLSearchParams({ action: 'nf_ajax_submit', security: '0f1b2c3d4e', formData: JSON.stringify({ id: '3', fields: V }) });
  const r = await fetch('/wp-admin/admin-ajax.php', { method: 'POST', body });
  if (r.ok) root.innerHTML = '<div class="nf-response-msg"><p>Thank you! Our intake coordinator will be in touch.</p></div>';
});
draw();

import 'bootstrap/dist/css/bootstrap.min.css';
import 'choices.js/public/assets/styles/choices.min.css';
import Choices from 'choices.js';
import Inputmask from 'inputmask';
import './style.css';

const D = { requestFor: '', firstName: '', lastName: '', 'dateOfBirth.month': '', 'dateOfBirth.day': '', 'dateOfBirth.year': '', gender: '', ssnLast4: '', hasStableHousing: '', street: '', unit: '', city: '', state: '', zip: '', phoneNumber: '', email: '', insurance: '', memberId: '', services: [], 'survey.sleep': '', 'survey.worry': '', 'survey.mood': '', medications: '', reason: '', acknowledge: false };
gallery.values(D);
const set = (k, v) => { D[k] = v; gallery.values(D); };
const rid = () => 'e' + Math.random().toString(36).slice(2, 8);
const wrap = (type, key, label, req, inner, id, more = '') => `<div id="${id}" ref="component" class="mb-2 formio-component formio-component-${type} formio-component-${key} ${req ? 'required' : ''}" data-key="${key}">${label ? `<label ref="label" class="col-form-label ${req ? 'field-required' : ''}" for="${id}-${key}" id="l-${id}-${key}">${label}</label>` : ''}<div ref="element">${inner}</div>${more}<div ref="messageContainer" class="formio-errors invalid-feedback"></div></div>`;
const text = (key, label, req, o = {}) => { const id = rid(); return wrap(o.type || 'textfield', key, label, req, `<div ref="value"><input ref="input" name="data[${key}]" type="${o.input || 'text'}" class="form-control" lang="en" id="${id}-${key}" value="" spellcheck="true" aria-labelledby="l-${id}-${key}" aria-required="${!!req}" ${o.mask ? `data-mask="${o.mask}" placeholder="${o.mask.replace(/9/g, '_')}"` : ''} ${o.attrs || ''}></div>`, id, o.desc ? `<div class="form-text text-muted">${o.desc}</div>` : ''); };
const area = (key, label, req) => { const id = rid(); return wrap('textarea', key, label, req, `<div ref="value"><textarea ref="input" name="data[${key}]" class="form-control" lang="en" id="${id}-${key}" rows="3" aria-required="${!!req}"></textarea></div>`, id); };
const select = (key, label, req, opts, multiple) => { const id = rid(); return wrap('select', key, label, req, `<select ref="selectContainer" class="form-control" lang="en" name="data[${key}]${multiple ? '[]' : ''}" id="${id}-${key}" dir="auto" data-choices ${multiple ? 'multiple' : ''}>${multiple ? '' : '<option value="" placeholder>Type to search</option>'}${opts.map((o) => `<option value="${o}">${o}</option>`).join('')}</select>`, id); };
const radio = (key, label, req, opts, inline) => { const id = rid(); return wrap('radio', key, label, req, `<div class="form-radio radio" role="radiogroup" aria-required="${!!req}">${opts.map((o) => `<div class="form-check ${inline ? 'form-check-inline' : ''}" ref="wrapper"><input ref="input" name="data[${key}][${id}]" type="radio" class="form-check-input" lang="en" value="${o}" id="${id}-${o.replace(/\W/g, '')}" role="radio"><label class="form-check-label label-position-right" for="${id}-${o.replace(/\W/g, '')}"><span>${o}</span></label></div>`).join('')}</div>`, id); };
const months = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];
const day = () => { const id = rid(), k = 'dateOfBirth'; return wrap('day', k, 'Date of Birth', 1, `<div class="row"><div class="col col-xs-4"><label for="${k}-month" class="">Month</label><div><select ref="month" class="form-control form-select" id="${k}-month" data-day="month"><option value="">Month</option>${months.map((m, i) => `<option value="${i + 1}">${m}</option>`).join('')}</select></div></div><div class="col col-xs-3"><label for="${k}-day">Day</label><div><input ref="day" class="form-control" type="number" step="1" min="1" max="31" placeholder="Day" id="${k}-day" data-day="day"></div></div><div class="col col-xs-5"><label for="${k}-year">Year</label><div><input ref="year" class="form-control" type="number" step="1" min="1900" max="2100" placeholder="Year" id="${k}-year" data-day="year"></div></div></div><input name="ctx-data[${k}]" type="hidden" class="form-control" lang="en" value="" ref="input">`, id); };
const survey = (rows, opts) => { const id = rid(); return wrap('survey', 'survey', 'In the past month, how often did each of these get in the way of your life?', 1, `<table class="table table-striped table-bordered"><thead><tr><th></th>${opts.map((o) => `<th style="text-align:center">${o}</th>`).join('')}</tr></thead><tbody>${rows.map(([k, l]) => `<tr><td>${l}</td>${opts.map((o) => `<td style="text-align:center"><input type="radio" name="data[survey][${k}]" value="${o}" id="${id}-${k}-${o.replace(/\W/g, '')}" ref="input" aria-label="${l}"></td>`).join('')}</tr>`).join('')}</tbody></table>`, id); };
const panel = (title, inner) => `<div ref="component" class="mb-2 formio-component formio-component-panel"><div class="mb-2 card border"><div class="card-header bg-light"><span class="mb-0 card-title">${title}</span></div><div class="card-body" ref="panel">${inner}</div></div></div>`;
const columns = (...c) => `<div class="formio-component formio-component-columns row">${c.map((x) => `<div class="col-md-${12 / c.length}">${x}</div>`).join('')}</div>`;
const states = ['Alabama', 'Alaska', 'Arizona', 'Arkansas', 'California', 'Colorado', 'Connecticut', 'Delaware', 'Florida', 'Georgia', 'Hawaii', 'Idaho', 'Illinois', 'Indiana', 'Iowa', 'Kansas', 'Kentucky', 'Louisiana', 'Maine', 'Maryland', 'Massachusetts', 'Michigan', 'Minnesota', 'Mississippi', 'Missouri', 'Montana', 'Nebraska', 'Nevada', 'New Hampshire', 'New Jersey', 'New Mexico', 'New York', 'North Carolina', 'North Dakota', 'Ohio', 'Oklahoma', 'Oregon', 'Pennsylvania', 'Rhode Island', 'South Carolina', 'South Dakota', 'Tennessee', 'Texas', 'Utah', 'Vermont', 'Virginia', 'Washington', 'West Virginia', 'Wisconsin', 'Wyoming'];
const pages = [
  { title: 'Person', html: () => radio('requestFor', 'Who is this request for?', 1, ['Myself', 'My child', 'Another adult']) + columns(text('firstName', 'First Name', 1), text('lastName', 'Last Name', 1)) + day() + select('gender', 'Gender', 1, ['Female', 'Male', 'Nonbinary', 'Transgender female', 'Transgender male', 'Decline to answer']) + text('ssnLast4', 'Last 4 digits of Social Security Number', 0, { mask: '9999', desc: 'Optional. Helps us find earlier records.' }), need: ['requestFor', 'firstName', 'lastName', 'dateOfBirth', 'gender'] },
  { title: 'Contact', html: () => radio('hasStableHousing', 'Do you have an address where you get mail?', 1, ['Yes', 'No'], true) + `<div id="where">${D.hasStableHousing === 'Yes' ? where() : ''}</div>` + text('phoneNumber', 'Phone Number', 1, { type: 'phoneNumber', input: 'tel', mask: '(999) 999-9999' }) + text('email', 'Email', 1, { type: 'email', input: 'email' }), need: ['hasStableHousing', 'street', 'city', 'state', 'zip', 'phoneNumber', 'email'] },
  { title: 'Needs', html: () => select('services', 'Which services are you asking about?', 1, ['Assessment', 'Individual counseling', 'Medication management', 'Case management', 'Substance use services'], true) + columns(select('insurance', 'Health Coverage', 1, ['Medicaid', 'Medicare', 'Blue Cross Blue Shield', 'UnitedHealthcare', 'Aetna', 'Uninsured']), text('memberId', 'Member ID', 0)) + survey([['sleep', 'Trouble sleeping'], ['worry', 'Worry or nervousness'], ['mood', 'Sadness or low mood']], ['Never', 'Sometimes', 'Often', 'Always']) + text('medications', 'Current medications', 0, { attrs: 'placeholder="Name and dose"' }) + area('reason', 'Why are you asking for services now?', 1), need: ['services', 'insurance', 'survey', 'reason'] },
  { title: 'Review and Submit', html: () => panel('Your request', `<dl class="row mb-0">${[['Name', `${D.firstName} ${D.lastName}`], ['Phone', D.phoneNumber], ['Email', D.email], ['Services', D.services.join(', ')], ['Coverage', D.insurance]].map(() => '<dt class="col-sm-3"></dt><dd class="col-sm-9"></dd>').join('')}</dl>`) + `<div ref="component" class="form-check checkbox mb-2 formio-component formio-component-checkbox formio-component-acknowledge required" data-key="acknowledge"><div class="form-check checkbox"><label class="label-position-right form-check-label" for="eack-acknowledge"><input ref="input" name="data[acknowledge]" type="checkbox" class="form-check-input" lang="en" id="eack-acknowledge" value="1" role="checkbox"><span class="field-required">I certify that the information in this request is true and I agree to be contacted by Sweetgrass County.</span></label></div><div ref="messageContainer" class="formio-errors invalid-feedback"></div></div>`, need: ['acknowledge'] },
];
const where = () => panel('Mailing Address', text('street', 'Street Address', 1) + text('unit', 'Apartment or Unit', 0) + columns(text('city', 'City', 1), select('state', 'State', 1, states), text('zip', 'ZIP Code', 1, { mask: '99999' })));
const names = { requestFor: 'Who is this request for?', firstName: 'First Name', lastName: 'Last Name', dateOfBirth: 'Date of Birth', gender: 'Gender', hasStableHousing: 'Do you have an address where you get mail?', street: 'Street Address', city: 'City', state: 'State', zip: 'ZIP Code', phoneNumber: 'Phone Number', email: 'Email', services: 'Which services are you asking about?', insurance: 'Health Coverage', survey: 'Survey', reason: 'Why are you asking for services now?', acknowledge: 'This box' };
const root = document.getElementById('formio');
let at = 0, tried = false;
const keyOf = (el) => (/^data\[(\w+)\](?:\[([a-z]+)\])?/.exec(el.name) || []).slice(1);
function bind(scope) {
  scope.querySelectorAll('[data-mask]').forEach((el) => Inputmask({ mask: el.dataset.mask, clearIncomplete: false, showMaskOnHover: false }).mask(el));
  scope.querySelectorAll('[data-choices]').forEach((el) => {
    const key = keyOf(el)[0];
    for (const o of el.options) o.selected = el.multiple ? D[key].includes(o.value) : D[key] === o.value;
    new Choices(el, { removeItemButton: el.multiple, shouldSort: false, itemSelectText: '', allowHTML: false, placeholder: true, placeholderValue: el.multiple ? 'Type to search' : null, searchPlaceholderValue: 'Type to search', classNames: { containerOuter: ['choices', 'form-group', 'formio-choices'], containerInner: ['form-control', 'ui', 'fluid', 'selection', 'dropdown'] } });
  });
  scope.querySelectorAll('input,textarea,select').forEach((el) => {
    if (el.dataset.day) { el.value = D[`dateOfBirth.${el.dataset.day}`]; return; }
    const [k, sub] = keyOf(el);
    if (!k || el.tagName === 'SELECT') return;
    const v = k === 'survey' ? D[`survey.${sub}`] : D[k];
    if (el.type === 'radio') el.checked = v === el.value;
    else if (el.type === 'checkbox') el.checked = !!v;
    else if (v) el.value = v;
  });
}
function read(e) {
  const el = e.target;
  if (el.dataset.day) set(`dateOfBirth.${el.dataset.day}`, el.value);
  else {
    const [k, sub] = keyOf(el);
    if (!k) return;
    if (k === 'survey') set(`survey.${sub}`, el.value);
    else if (el.tagName === 'SELECT') set(k, el.multiple ? [...el.selectedOptions].map((o) => o.value) : el.value);
    else if (el.type === 'radio') { set(k, el.value); if (k === 'hasStableHousing') { const w = document.getElementById('where'); if (el.value === 'No') { w.innerHTML = ''; } else if (!w.innerHTML) { w.innerHTML = where(); bind(w); } } } else if (el.type === 'checkbox') set(k, el.checked);
    else set(k, el.dataset.mask && /_/.test(el.value) ? '' : el.value);
  }
  if (tried) validate();
}
root.addEventListener('input', read);
root.addEventListener('change', read);
root.addEventListener('focusout', (e) => { if (e.target.dataset.mask) setTimeout(() => read(e)); });
function problem(k) {
  if (k === 'dateOfBirth') { const [m, d, y] = ['month', 'day', 'year'].map((p) => D[`dateOfBirth.${p}`]); return !m && !d && !y ? 'Date of Birth is required' : !m || !(d > 0 && d < 32) || !(y > 1899 && y < 2101) ? 'Date of Birth is not a valid day.' : ''; }
  if (k === 'survey') return D['survey.sleep'] && D['survey.worry'] && D['survey.mood'] ? '' : 'Survey is required';
  if (['street', 'city', 'state', 'zip'].includes(k) && D.hasStableHousing !== 'Yes') return '';
  const v = D[k];
  if (Array.isArray(v) ? !v.length : !String(v || '').trim()) return `${names[k]} is required`;
  if (k === 'email' && !/^\S+@\S+\.\S+$/.test(v)) return 'Email must be a valid email.';
  if (k === 'phoneNumber' && v.replace(/\D/g, '').length < 10) return 'Phone Number does not match the mask.';
  return '';
}
function validate() {
  const bad = [];
  for (const k of pages[at].need) {
    const c = root.querySelector(`[data-key="${k}"]`);
    if (!c) continue;
    const m = problem(k);
    if (m) bad.push([k, m]);
    c.classList.toggle('has-error', !!m);
    c.classList.toggle('formio-error-wrapper', !!m);
    c.querySelectorAll('.form-control,.form-check-input').forEach((x) => x.classList.toggle('is-invalid', !!m));
    const box = c.querySelector('[ref=messageContainer]');
    box.style.display = m ? 'block' : '';
    box.innerHTML = m ? `<div class="form-text error">${m}</div>` : '';
  }
  const list = root.querySelector('.alert');
  if (list) list.remove();
  if (bad.length) root.insertAdjacentHTML('afterbegin', `<div class="alert alert-danger" id="error-list-wizard" role="alert"><p>Please fix the following errors before submitting.</p><ul>${bad.map(([k, m]) => `<li><span data-component-key="${k}" ref="errorRef" tabindex="0" role="link">${m}</span></li>`).join('')}</ul></div>`);
  return !bad.length;
}
function render() {
  tried = false;
  gallery.step(at + 1);
  root.innerHTML = `<div class="formio-wizard-position formio-form-wizard" ref="wizard"><nav aria-label="navigation" id="wizard-header" ref="wizard-header"><ul class="pagination">${pages.map((p, i) => `<li class="page-item${i === at ? ' active' : ''}"><span class="page-link" data-index="${i}" role="button" tabindex="0">${p.title}</span></li>`).join('')}</ul></nav><div class="wizard-page" ref="wizard-page">${pages[at].html()}</div><ul class="list-inline formio-wizard-nav-container" id="wizard-nav"><li class="list-inline-item"><button class="btn btn-secondary btn-wizard-nav-cancel" type="button" aria-label="Cancel button. Click to reset the form">Cancel</button></li>${at ? '<li class="list-inline-item"><button class="btn btn-primary btn-wizard-nav-previous" type="button" aria-label="Previous button. Click to go back to the previous tab">Previous</button></li>' : ''}<li class="list-inline-item">${at < 3 ? '<button class="btn btn-primary btn-wizard-nav-next" type="button" aria-label="Next button. Click to go to the next tab">Next</button>' : '<button class="btn btn-primary btn-wizard-nav-submit" type="button" aria-label="Submit Form button. Click to submit the form">Submit Form</button>'}</li></ul></div>`;
  if (at === 3) { const t = [['Name', `${D.firstName} ${D.lastName}`], ['Phone', D.phoneNumber], ['Email', D.email], ['Services', D.services.join(', ')], ['Coverage', D.insurance]]; t.forEach(([a, b], i) => { root.querySelectorAll('dt')[i].textContent = a; root.querySelectorAll('dd')[i].textContent = b; }); }
  bind(root);
}
root.addEventListener('click', async (e) => {
  const b = e.target.closest('button'), link = e.target.closest('.page-link');
  if (link && Number(link.dataset.index) < at) { at = Number(link.dataset.index); render(); }
  if (!b || !/btn-wizard/.test(b.className)) return;
  if (b.matches('.btn-wizard-nav-cancel')) { if (confirm('Are you sure you want to cancel?')) location.reload(); return; }
  if (b.matches('.btn-wizard-nav-previous')) { at--; render(); return; }
  tried = true;
  if (!validate()) { scrollTo({ top: 0 }); return; }
  if (at < 3) { at++; render(); scrollTo({ top: 0 }); return; }
  b.disabled = true;
  b.innerHTML = 'Submit Form <i class="spinner-border spinner-border-sm"></i>';
  gallery.commit(D);
  try { await fetch('/bhaccess/submission', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ data: D, metadata: { timezone: 'America/Denver', onLine: true }, state: 'submitted' }) }); } catch { /* nobody answers */ }
  root.innerHTML = '<div class="alert alert-success" role="alert">Submission Complete</div>';
});
render();

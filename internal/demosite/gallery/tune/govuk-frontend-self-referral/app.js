import 'govuk-frontend/dist/govuk/govuk-frontend.min.css';
import 'accessible-autocomplete/dist/accessible-autocomplete.min.css';
import { initAll } from 'govuk-frontend';
import accessibleAutocomplete from 'accessible-autocomplete';

const $ = (id) => document.getElementById(id);
const form = $('referral');
initAll();
accessibleAutocomplete.enhanceSelectElement({ selectElement: $('surgery'), defaultValue: '', minLength: 1, showAllValues: false, onConfirm: (picked) => {
  // As the documentation says, a custom onConfirm has to set the select.
  const option = [...document.querySelector('select[name=surgery]').options].find((o) => o.text === picked);
  if (option) option.selected = true;
  setTimeout(tell);
} });

const radio = (name) => form.querySelector(`[name=${name}]:checked`)?.value || '';
function read() {
  const contact = radio('contact');
  const meds = radio('meds');
  return {
    fullName: $('full-name').value, 'dob-day': $('dob-day').value, 'dob-month': $('dob-month').value, 'dob-year': $('dob-year').value, postcode: $('postcode').value, contact, email: $('email').value, phone: $('phone').value,
    surgery: form.querySelector('select[name=surgery]').value, gp: $('gp').value, help: [...form.querySelectorAll('[name=help]:checked')].map((el) => el.value), tellUs: $('tell-us').value, meds, medList: meds === 'yes' ? $('med-list').value : '', consent: $('consent').checked,
  };
}
function tell() { gallery.values(read()); }
for (const type of ['input', 'change']) form.addEventListener(type, () => setTimeout(tell));

function problems(v) {
  const out = [];
  if (!v.fullName.trim()) out.push(['full-name', 'Enter your full name']);
  const [d, m, y] = [v['dob-day'], v['dob-month'], v['dob-year']].map(Number);
  const born = new Date(y, m - 1, d);
  if (!d && !m && !y) out.push(['dob-day', 'Enter your date of birth']);
  else if (born.getMonth() !== m - 1 || born.getDate() !== d || y < 1900) out.push(['dob-day', 'Date of birth must be a real date']);
  else if (born > new Date()) out.push(['dob-day', 'Date of birth must be in the past']);
  if (!v.postcode.trim()) out.push(['postcode', 'Enter your postcode']);
  if (!v.contact) out.push(['contact-email', 'Select how we should get in touch']);
  if (v.contact === 'email' && !/^\S+@\S+\.\S+$/.test(v.email)) out.push(['email', 'Enter an email address in the correct format, like name@example.com']);
  if (v.contact === 'phone' && v.phone.replace(/\D/g, '').length < 10) out.push(['phone', 'Enter a phone number, like 01632 960 001']);
  if (!v.surgery) out.push(['surgery', 'Select your GP surgery from the list']);
  if (!v.help.length) out.push(['help-1', 'Select at least one thing you would like help with']);
  if (!v.tellUs.trim()) out.push(['tell-us', 'Tell us what has been going on']);
  else if (v.tellUs.length > 500) out.push(['tell-us', 'Use 500 characters or fewer']);
  if (!v.meds) out.push(['meds-yes', 'Select yes if you take medication for your mental health']);
  if (v.meds === 'yes' && !v.medList.trim()) out.push(['med-list', 'Enter the name and dose of your medication']);
  if (!v.consent) out.push(['consent', 'You must agree before we can take your referral']);
  return out;
}
function report(list) {
  for (const el of form.querySelectorAll('.govuk-error-message')) el.remove();
  for (const c of ['govuk-form-group--error', 'govuk-input--error', 'govuk-textarea--error']) for (const el of form.querySelectorAll(`.${c}`)) el.classList.remove(c);
  $('summary').hidden = !list.length;
  $('summary').querySelector('ul').innerHTML = list.map(([id, text]) => `<li><a href="#${id}">${text}</a></li>`).join('');
  for (const [id, text] of list) {
    const el = $(id);
    const group = id === 'dob-day' ? $('dob').closest('.govuk-form-group') : el.closest('.govuk-form-group');
    group.classList.add('govuk-form-group--error');
    const p = document.createElement('p');
    p.className = 'govuk-error-message';
    p.id = `${id}-error`;
    p.innerHTML = `<span class="govuk-visually-hidden">Error:</span> ${text}`;
    const before = group.querySelector('.govuk-date-input, .govuk-radios, .govuk-checkboxes, .autocomplete__wrapper, .govuk-input, .govuk-textarea');
    (before.classList.contains('autocomplete__wrapper') ? before.parentElement : before).before(p);
    if (el.matches('.govuk-input')) el.classList.add('govuk-input--error');
    if (el.matches('.govuk-textarea')) el.classList.add('govuk-textarea--error');
  }
  if (list.length) { $('summary').scrollIntoView(); $('summary').focus(); }
}
form.addEventListener('submit', async (e) => {
  e.preventDefault();
  const v = read();
  const bad = problems(v);
  report(bad);
  if (bad.length) return;
  gallery.commit(v);
  const r = await fetch('/self-referral', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(v) });
  if (!r.ok) return report([['full-name', 'Sorry, there is a problem with the service. Try again later']]);
  $('content').hidden = true; $('panel').hidden = false;
});
tell();

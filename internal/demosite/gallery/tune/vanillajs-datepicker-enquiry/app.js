import 'vanillajs-datepicker/css/datepicker.css';
import 'virtual-select-plugin/dist/virtual-select.min.css';
import 'virtual-select-plugin/dist/virtual-select.min.js';
import { Datepicker } from 'vanillajs-datepicker';
import JustValidate from 'just-validate';

const $ = (id) => document.getElementById(id);
const two = (n) => String(n).padStart(2, '0');
const iso = (d) => (d ? `${d.getFullYear()}-${two(d.getMonth() + 1)}-${two(d.getDate())}` : '');

const birth = new Datepicker($('birth'), { format: 'mm/dd/yyyy', autohide: true, startView: 2, maxDate: new Date(), defaultViewDate: new Date(1990, 0, 1) });
const tomorrow = new Date(Date.now() + 864e5);
const day = new Datepicker($('day'), { format: 'mm/dd/yyyy', autohide: true, minDate: tomorrow, daysOfWeekDisabled: [0, 6] });

const list = (all) => all.map((x) => ({ label: x, value: x }));
VirtualSelect.init({ ele: '#resState', name: 'resState', search: true, maxWidth: '100%', placeholder: 'Select a state', options: list(['Delaware', 'District of Columbia', 'Georgia', 'Illinois', 'Maryland', 'New Jersey', 'North Carolina', 'Ohio', 'Pennsylvania', 'South Carolina', 'Tennessee', 'Virginia', 'West Virginia']) });
VirtualSelect.init({ ele: '#topics', name: 'topics', multiple: true, showValueAsTags: true, maxWidth: '100%', disableSelectAll: true, placeholder: 'Choose one or more', options: list(['Anxiety', 'Depression', 'Divorce or separation', 'Grief', 'Postpartum', 'Stress at work', 'Substance use']) });
VirtualSelect.init({ ele: '#counselor', name: 'counselor', maxWidth: '100%', hasOptionDescription: true, placeholder: 'Anyone', options: [{ label: 'Bettina Crowe', value: 'crowe', description: 'LCPC, adults and couples' }, { label: 'Darnell Fitch', value: 'fitch', description: 'LCSW, teens' }, { label: 'Soo-jin Ahn', value: 'ahn', description: 'PsyD, trauma' }] });

const form = $('enquiry');
const checked = (name) => [...form.querySelectorAll(`[name=${name}]:checked`)].map((el) => el.value);
const read = () => ({
  firstname: $('firstname').value, surname: $('surname').value, emailaddr: $('emailaddr').value, phone: $('phone').value, birth: iso(birth.getDate()), resState: $('resState').value, topics: $('topics').value,
  counselor: $('counselor').value, day: iso(day.getDate()), before: checked('before')[0] || '', by: checked('by'), story: $('story').value, ok: $('ok').checked,
});
const tell = () => gallery.values(read());
for (const type of ['input', 'change', 'changeDate']) form.addEventListener(type, () => setTimeout(tell));
for (const id of ['birth', 'day']) $(id).addEventListener('changeDate', () => setTimeout(tell));

const validator = new JustValidate('#enquiry', { validateBeforeSubmitting: true, focusInvalidField: true });
const required = (errorMessage) => ({ rule: 'required', errorMessage });
validator
  .addField('#firstname', [required('First name is required')])
  .addField('#surname', [required('Surname is required')])
  .addField('#emailaddr', [required('Email is required'), { rule: 'email', errorMessage: 'Email is invalid' }])
  .addField('#phone', [required('Phone is required'), { rule: 'customRegexp', value: /^\(?\d{3}\)?[-. ]?\d{3}[-. ]?\d{4}$/, errorMessage: 'Please write it like 555-123-4567' }])
  .addField('#birth', [{ validator: () => !!birth.getDate(), errorMessage: 'Please pick your date of birth' }])
  .addField('#day', [{ validator: () => !!day.getDate(), errorMessage: 'Please pick a day' }])
  .addField('#story', [required('Please tell us a little'), { rule: 'maxLength', value: 1000 }])
  .addField('#ok', [required('Please accept before sending')], { errorsContainer: '#okBox' })
  .addRequiredGroup('#newGroup', 'Please tell us if you are new');
// Virtual Select is no input of the form, so that its value is checked beside it.
function picks() {
  let fine = true;
  for (const [id, text] of [['resState', 'Please select your state'], ['topics', 'Please choose at least one topic']]) {
    const empty = !$(id).value.length;
    let p = $(id).parentElement.querySelector('.just-validate-error-label');
    if (!empty) p?.remove();
    else if (!p) { p = document.createElement('div'); p.className = 'just-validate-error-label'; p.style.color = '#b81111'; p.textContent = text; $(id).parentElement.append(p); }
    fine = fine && !empty;
  }
  return fine;
}
validator.onFail(picks);
validator.onSuccess(async (e) => {
  e?.preventDefault();
  if (!picks()) return;
  gallery.commit(read());
  const r = await fetch('/api/enquiries', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(read()) });
  form.hidden = r.ok;
  $('done').hidden = false;
  if (!r.ok) $('done').textContent = 'We could not send your enquiry. Please call us.';
});
tell();

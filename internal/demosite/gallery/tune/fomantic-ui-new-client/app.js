import 'fomantic-ui-css/components/reset.css';
import 'fomantic-ui-css/components/site.css';
import 'fomantic-ui-css/components/container.css';
import 'fomantic-ui-css/components/header.css';
import 'fomantic-ui-css/components/icon.css';
import 'fomantic-ui-css/components/button.css';
import 'fomantic-ui-css/components/menu.css';
import 'fomantic-ui-css/components/segment.css';
import 'fomantic-ui-css/components/step.css';
import 'fomantic-ui-css/components/form.css';
import 'fomantic-ui-css/components/input.css';
import 'fomantic-ui-css/components/label.css';
import 'fomantic-ui-css/components/message.css';
import 'fomantic-ui-css/components/table.css';
import 'fomantic-ui-css/components/popup.css';
import 'fomantic-ui-css/components/transition.css';
import 'fomantic-ui-css/components/dropdown.css';
import 'fomantic-ui-css/components/checkbox.css';
import 'fomantic-ui-css/components/calendar.css';

const $ = require('jquery');
window.$ = window.jQuery = $;
require('fomantic-ui-css/semantic.js');

const two = (n) => String(n).padStart(2, '0');
const iso = (d) => (d ? `${d.getFullYear()}-${two(d.getMonth() + 1)}-${two(d.getDate())}` : '');
const clock = (d) => (d ? `${iso(d)} ${two(d.getHours())}:${two(d.getMinutes())}` : '');

$('.ui.checkbox').checkbox();
$('#genderDd, #service').dropdown();
$('#therapistDd').dropdown({ fullTextSearch: true });
$('#topics').dropdown({ allowAdditions: true, maxSelections: 4 });
$('#dobCal').calendar({ type: 'date', startMode: 'year', maxDate: new Date(), formatter: { date: 'MM/DD/YYYY' }, onChange: () => setTimeout(tell) });
const from = new Date(); from.setDate(from.getDate() + 2); from.setHours(0, 0, 0, 0);
$('#visitCal').calendar({ type: 'datetime', minDate: from, disabledDaysOfWeek: [0, 6], minTimeGap: 30, disableMinute: false, disabledHours: [0, 1, 2, 3, 4, 5, 6, 7, 18, 19, 20, 21, 22, 23], onChange: () => setTimeout(tell) });

function read() {
  const v = { gender: '', therapist: '', reach: '', onmeds: '' };
  for (const x of $('form').serializeArray()) v[x.name] = x.value;
  return {
    first: v.first, last: v.last, called: v.called, gender: v.gender, email: v.email, phone: v.phone, zip: v.zip, reach: v.reach, service: v.service, therapist: v.therapist, onmeds: v.onmeds, ecname: v.ecname, ecphone: v.ecphone,
    dob: iso($('#dobCal').calendar('get date')), visit: clock($('#visitCal').calendar('get date')),
    topics: $('#topics').val(), meds: v.onmeds === 'yes' ? v.meds : '', policy: $('#policy').prop('checked'),
  };
}
function tell() { gallery.values(read()); }
$(document).on('input change', () => setTimeout(tell));

const must = (prompt) => ({ type: 'notEmpty', prompt });
const rules = {
  s1: { first: { rules: [must('Please enter your first name')] }, last: { rules: [must('Please enter your last name')] }, dob: { rules: [must('Please choose your date of birth')] } },
  s2: { email: { rules: [must('Please enter your e-mail'), { type: 'email', prompt: 'Please enter a valid e-mail' }] }, phone: { rules: [{ type: 'regExp', value: /^\D*(\d\D*){10}$/, prompt: 'Please enter a ten-digit number' }] }, zip: { rules: [{ type: 'regExp', value: /^\d{5}$/, prompt: 'Five digits, please' }] }, reach: { rules: [{ type: 'checked', prompt: 'Please choose one' }] } },
  s3: { service: { rules: [must('Please choose a kind of care')] }, topics: { rules: [{ type: 'minCount[1]', prompt: 'Please choose at least one topic' }] }, visit: { rules: [must('Please pick a day and a time')] }, onmeds: { rules: [{ type: 'checked', prompt: 'Please answer yes or no' }] }, meds: { depends: 'onmeds', rules: [{ type: 'medsListed', prompt: 'Please list your medicines' }] } },
  s4: { ecname: { rules: [must('Please name somebody')] }, ecphone: { rules: [must('Please enter their number')] }, policy: { rules: [{ type: 'checked', prompt: 'You have to accept our policies' }] } },
};
$.fn.form.settings.rules.medsListed = (value) => $('[name=onmeds]:checked').val() !== 'yes' || value.trim() !== '';
const order = ['s1', 's2', 's3', 's4'];

function show(n) {
  $('.screen').removeClass('active');
  $(`#${order[n]}`).addClass('active');
  $('#steps .step').each((i, el) => $(el).toggleClass('active', i === n).toggleClass('completed', i < n).toggleClass('disabled', i > n));
  gallery.step(n + 1);
  window.scrollTo(0, 0);
}
async function send() {
  $('#send').addClass('loading disabled');
  gallery.commit(read());
  const r = await fetch('/api/clients/new', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(read()) });
  $('#send').removeClass('loading disabled');
  if (!r.ok) { $('#s4').form('add errors', ['We could not send your answers. Please try again.']); return; }
  $('.screen').removeClass('active');
  $('#done').addClass('active');
}
order.forEach((id, i) => $(`#${id}`).form({
  fields: rules[id], inline: true, on: 'submit', keyboardShortcuts: false,
  onSuccess: (e) => { e?.preventDefault(); tell(); if (i < 3) show(i + 1); else send(); return false; },
}));
$('.back').on('click', function () { show(order.indexOf($(this).closest('form').attr('id')) - 1); });
$('[name=onmeds]').on('change', function () { $('#medsRow').toggle(this.value === 'yes'); });
tell();

import $ from 'jquery';
import 'jquery-validation';
import './style.css';

// What jquery.validate.unobtrusive makes of the data-val attributes.
const form = $('#registerForm'), step = Number(form.data('step'));
gallery.step(step);
$.validator.addMethod('zip', (v) => !v || /^\d{5}(-\d{4})?$/.test(v));
$.validator.addMethod('us_phone', (v) => !v || v.replace(/\D/g, '').length >= 10);
$.validator.addMethod('regex', (v) => !v || /^\d\d\/\d\d\/\d{4}$/.test(v));
$.validator.addMethod('strong', (v) => /[A-Z]/.test(v) && /\d/.test(v) && /[^\w\s]/.test(v), 'The password does not meet the requirements.');
const rules = {}, messages = {};
$('[data-val=true]').each(function () {
  const d = this.dataset, r = rules[this.name] = { required: true }, m = messages[this.name] = { required: d.valRequired };
  if (d.valEmail) { r.email = true; m.email = d.valEmail; }
  if (d.valZip) { r.zip = true; m.zip = d.valZip; }
  if (d.valPhone) { r.us_phone = true; m.us_phone = d.valPhone; }
  if (d.valRegex) { r.regex = true; m.regex = d.valRegex; }
  if (d.valLengthMin) { r.minlength = Number(d.valLengthMin); m.minlength = `The field must be at least ${d.valLengthMin} characters long.`; }
  if (d.valEqualto) { r.equalTo = '#Password'; m.equalTo = d.valEqualto; }
});
if (rules.Password) rules.Password.strong = true;
form.validate({
  rules, messages, errorClass: 'input-validation-error', validClass: 'valid', errorElement: 'span',
  errorPlacement: (error, el) => { $(`[data-valmsg-for="${el.attr('name')}"]`).removeClass('field-validation-valid').addClass('field-validation-error').empty().append(error.removeClass('input-validation-error')); },
  invalidHandler: () => $('[data-valmsg-summary]').attr('class', 'validation-summary-errors').text('Please correct the fields below.'),
  success: (error) => error.parent().attr('class', 'field-validation-valid'),
});
$('[data-mask]').on('input', function (e) {
  if (e.originalEvent && e.originalEvent.inputType === 'deleteContentBackward') return;
  const n = this.value.replace(/\D/g, '').slice(0, 8);
  this.value = [n.slice(0, 2), n.slice(2, 4), n.slice(4)].filter(Boolean).join('/');
});
$('#Password').on('input', function () { $('.strength i').width(Math.min(100, this.value.length * 8) + '%'); });
const tell = () => gallery.values(Object.fromEntries([...form[0].elements].filter((el) => el.name && el.type !== 'hidden' && el.type !== 'submit').map((el) => [el.name, el.type === 'checkbox' ? el.checked : el.value])));
tell();
for (const type of ['input', 'change', 'keyup', 'blur']) document.addEventListener(type, () => setTimeout(tell), true);
if (step === 4) form[0].addEventListener('submit', () => { tell(); if (form.valid()) gallery.commit(); });

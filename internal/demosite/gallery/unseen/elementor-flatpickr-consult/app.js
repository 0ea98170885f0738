import flatpickr from 'flatpickr';
import 'flatpickr/dist/flatpickr.min.css';
import intlTelInput from 'intl-tel-input/intlTelInputWithUtils';
import 'intl-tel-input/styles';

const form = document.querySelector('.elementor-form');
const $ = (css, root = form) => root.querySelector(css);

// As the plug-in's own handlers do it.
const common = { allowInput: true, disableMobile: false };
form.querySelectorAll('.elementor-date-field').forEach((el) => {
  flatpickr(el, { ...common, minDate: el.getAttribute('min') || undefined, maxDate: el.getAttribute('max') || undefined, onChange: tell });
});
form.querySelectorAll('.elementor-time-field').forEach((el) => {
  flatpickr(el, { ...common, noCalendar: true, enableTime: true, time_24hr: false, minuteIncrement: 15, minTime: '09:00', maxTime: '18:00', onChange: tell });
});

const tel = $('#form-field-tel');
const iti = intlTelInput(tel, { initialCountry: 'us', countryOrder: ['us', 'ca', 'mx'], separateDialCode: true });
const phoneState = () => tel.setCustomValidity(!tel.value || iti.isValidNumber() ? '' : 'Please enter a valid phone number');
tel.addEventListener('input', phoneState);
tel.addEventListener('blur', phoneState);
tel.addEventListener('countrychange', phoneState);

function state() {
  const v = {};
  for (const el of form.elements) {
    const m = /^form_fields\[(\w+)\](\[\])?$/.exec(el.name);
    if (!m) continue;
    const k = m[1];
    if (el.type === 'radio') v[k] = el.checked ? el.value : v[k] || '';
    else if (el.type === 'checkbox') (v[k] = v[k] || []).push(el.checked && el.value);
    else v[k] = el.value;
  }
  v.tel = tel.value && (iti.getNumber() || tel.value);
  return v;
}
function tell() { gallery.values(state()); }
form.addEventListener('input', tell);
form.addEventListener('change', tell);

const steps = [...form.querySelectorAll('.e-form__step')];
const marks = [...form.querySelectorAll('.e-form__indicators__indicator')];
let at = 0;
function show(n) {
  steps[at].classList.add('elementor-form-fields-hidden');
  at = n;
  steps[at].classList.remove('elementor-form-fields-hidden');
  marks.forEach((m, i) => {
    m.classList.toggle('e-form__indicators__indicator--state-active', i === at);
    m.classList.toggle('e-form__indicators__indicator--state-completed', i < at);
    m.classList.toggle('e-form__indicators__indicator--state-inactive', i > at);
  });
  form.scrollIntoView({ block: 'start' });
  gallery.step(at + 1);
}
const fine = () => [...steps[at].querySelectorAll('input,select,textarea')].every((el) => el.reportValidity());
form.addEventListener('click', (e) => {
  if (e.target.closest('.e-form__buttons__wrapper__button-next') && fine()) show(at + 1);
  if (e.target.closest('.e-form__buttons__wrapper__button-previous')) show(at - 1);
});
form.addEventListener('keydown', (e) => {
  if (e.key === 'Enter' && at < steps.length - 1 && e.target.tagName === 'INPUT') { e.preventDefault(); if (fine()) show(at + 1); }
});
form.addEventListener('submit', async (e) => {
  e.preventDefault();
  if (at < steps.length - 1 || !fine()) return;
  const button = $('[type=submit]');
  form.classList.add('elementor-form-waiting');
  button.disabled = true;
  const body = new FormData(form);
  body.set('form_fields[tel]', iti.getNumber());
  body.append('action', 'elementor_pro_forms_send_form');
  body.append('referrer', location.href);
  gallery.commit(state());
  const say = (kind, text) => {
    $('.elementor-message')?.remove();
    form.insertAdjacentHTML('beforeend', `<div class="elementor-message elementor-message-${kind}" role="alert">${text}</div>`);
  };
  try {
    const r = await fetch('/wp-admin/admin-ajax.php', { method: 'POST', body });
    if (!r.ok) throw new Error();
    form.reset();
    say('success', 'Your submission was successful.');
  } catch {
    say('danger', 'Your submission failed because of an error.');
  }
  button.disabled = false;
  form.classList.remove('elementor-form-waiting');
});
tell();

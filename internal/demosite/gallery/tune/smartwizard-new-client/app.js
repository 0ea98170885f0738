import 'bootstrap/dist/css/bootstrap.min.css';
import 'smartwizard/dist/css/smartwizard.min.css';
import 'smartwizard/dist/css/themes/arrows.min.css';
import 'bootstrap-select/dist/css/bootstrap-select.min.css';
import 'bootstrap-datepicker/dist/css/bootstrap-datepicker3.standalone.css';

const $ = require('jquery');
window.$ = window.jQuery = $;
const bootstrap = require('bootstrap');
require('bootstrap-select');
require('bootstrap-datepicker');
require('smartwizard');

const states = 'Arizona,California,Colorado,Connecticut,Florida,Georgia,Illinois,Maine,Maryland,Massachusetts,Michigan,Minnesota,New Hampshire,New Jersey,New York,North Carolina,Ohio,Oregon,Pennsylvania,Rhode Island,Texas,Vermont,Virginia,Washington,Wisconsin'.split(',');
$('#st').append(states.map((s) => new Option(s, s)));

// bootstrap-select 1.13 was written for Bootstrap 4; with 5 its toggles need the new attribute.
$.fn.selectpicker.Constructor.BootstrapVersion = '4';
$('.selectpicker').selectpicker();
$('.bootstrap-select > .dropdown-toggle').each(function () {
  this.setAttribute('data-bs-toggle', 'dropdown');
  $(this).data('bs.dropdown', bootstrap.Dropdown.getOrCreateInstance(this));
}).on('shown.bs.dropdown', function () {
  const d = bootstrap.Dropdown.getInstance(this);
  if (d._popper) d._popper.state.isCreated = true;
});

const iso = (d) => (d ? [d.getFullYear(), String(d.getMonth() + 1).padStart(2, '0'), String(d.getDate()).padStart(2, '0')].join('-') : '');
$('#birthdayPicker').datepicker({ format: 'mm/dd/yyyy', startView: 2, endDate: '-18y', autoclose: true });
$('#visitDay').datepicker({ startDate: '+2d', endDate: '+8w', daysOfWeekDisabled: '0,6', todayHighlight: true });

const read = () => ({
  fname: $('#fname').val(), lname: $('#lname').val(), birthday: iso($('#birthdayPicker').datepicker('getDate')),
  mail: $('#mail').val(), cell: $('#cell').val(), addr: $('#addr').val(), town: $('#town').val(), st: $('#st').val(), zip: $('#zip').val(),
  plan: $('#plan').val(), card: $('#plan').val() === 'self' ? '' : $('#card').val(), visit: $('[name=visit]:checked').val() || '', therapist: $('#therapist').val(),
  topics: $('#topics').val(), visitDay: iso($('#visitDay').datepicker('getDate')), ecName: $('#ecName').val(), ecPhone: $('#ecPhone').val(), agree: $('#agree').prop('checked'),
});
const tell = () => gallery.values(read());
$('#startCare').on('input change changed.bs.select changeDate', () => setTimeout(tell));

$('#plan').on('changed.bs.select', function () {
  const insured = this.value && this.value !== 'self';
  $('#cardRow').toggleClass('d-none', !insured);
  $('#card').prop('required', !!insured);
});

function check(index) {
  let ok = true;
  const $step = $(`#step-${index + 1}`);
  $step.find('input.form-control, input.form-check-input').each(function () {
    const fine = this.checkValidity();
    $(this).toggleClass('is-invalid', !fine);
    ok = ok && fine;
  });
  $step.find('select.selectpicker').each(function () {
    const fine = !this.required || String($(this).val() || '') !== '';
    $(this).closest('.bootstrap-select').toggleClass('picker-error', !fine);
    ok = ok && fine;
  });
  if (index === 2) {
    const v = read();
    $('#visitErr').toggleClass('d-none', !!v.visit);
    $('#dayErr').toggleClass('d-none', !!v.visitDay);
    ok = ok && !!v.visit && !!v.visitDay;
  }
  return ok;
}

$('#startCare').on('submit', (e) => e.preventDefault());
const $finish = $('<button type="button" class="sw-btn d-none" id="finish">Send to Harbor Lane</button>').on('click', async function () {
  if (![0, 1, 2, 3].every(check)) return;
  $(this).prop('disabled', true).text('Sending…');
  gallery.commit(read());
  const r = await fetch('/wp-json/harbor/v1/start-care', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(read()) });
  $(this).prop('disabled', false).text('Send to Harbor Lane');
  if (r.ok) { $('#startCare').addClass('d-none'); $('#thanks').removeClass('d-none'); }
});

$('#smartwizard').on('leave.sw', (e, args) => {
  if (args.stepDirection === 'backward') return true;
  const ok = check(args.stepIndex);
  $('#smartwizard').smartWizard(ok ? 'unsetState' : 'setState', [args.stepIndex], 'error');
  return ok;
}).on('shown.sw', (e, args) => {
  gallery.step(args.stepIndex + 1);
  $finish.toggleClass('d-none', args.stepPosition !== 'last');
});
$('#smartwizard').smartWizard({
  theme: 'arrows', displayMode: 'light', behavior: { autoHeight: false }, transition: { effect: 'fade' },
  toolbar: { position: 'bottom', extraElements: $finish }, localization: { buttons: { next: 'Continue', previous: 'Go back' } }, keyboardNavigation: { enabled: false },
});
tell();

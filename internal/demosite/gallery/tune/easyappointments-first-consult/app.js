import flatpickr from 'flatpickr';
import 'flatpickr/dist/flatpickr.css';
import $ from 'jquery';
import './style.css';

const providers = { 3: ['Dana Whitlock, LPC', 'Ruth Amsel, LCSW'], 4: ['Dana Whitlock, LPC', 'Ruth Amsel, LCSW', 'Theo Barrand, PsyD'], 6: ['Ruth Amsel, LCSW'], 8: ['Dana Whitlock, LPC', 'Theo Barrand, PsyD'] };
const ids = ['first-name', 'last-name', 'email', 'phone-number', 'address', 'city', 'zip-code', 'custom-field-1', 'custom-field-2', 'notes'];
let closed = [];
const two = (n) => String(n).padStart(2, '0');
const iso = (d) => d.getFullYear() + '-' + two(d.getMonth() + 1) + '-' + two(d.getDate());
const chosen = (sel) => ($(sel).val() ? $(sel + ' option:selected').text() : '');
let hour = '';
const state = () => ({
  service: chosen('#select-service'), provider: chosen('#select-provider'), start: hour && picker.selectedDates[0] ? iso(picker.selectedDates[0]) + ' ' + hour : '', timezone: $('#select-timezone').val(),
  ...Object.fromEntries(ids.map((id) => [id, $('#' + id).val()])), terms: $('#accept-to-terms-and-conditions').prop('checked'), privacy: $('#accept-to-privacy-policy').prop('checked'),
});
const tell = () => gallery.values(state());
const post = (what, data) => fetch('/index.php/booking/' + what, { method: 'POST', headers: { 'Content-Type': 'application/x-www-form-urlencoded', 'X-Requested-With': 'XMLHttpRequest' }, body: new URLSearchParams(data) }).then((r) => r.json());
const picker = flatpickr('#select-date', {
  inline: true, minDate: 'today', maxDate: new Date(Date.now() + 60 * 864e5), disable: [(d) => closed.includes(d.getDay()) || iso(d) === iso(new Date())], locale: { firstDayOfWeek: 0 },
  onChange: (dates) => { if (dates[0]) hours(iso(dates[0])); },
});
async function hours(date) {
  hour = '';
  tell();
  const list = await post('get_available_hours', { csrf_token: 'a81', service_id: $('#select-service').val(), provider_id: $('#select-provider').val(), selected_date: date, service_duration: 60, manage_mode: 0 });
  $('#available-hours').empty();
  for (const h of list) {
    const n = Number(h.slice(0, 2));
    $('<button/>', { class: 'btn btn-outline-secondary w-100 shadow-none available-hour', 'data-value': h, text: (n % 12 || 12) + h.slice(2) + (n < 12 ? ' am' : ' pm') }).appendTo('#available-hours');
  }
}
$('#available-hours').on('click', '.available-hour', (e) => {
  $('.selected-hour').removeClass('selected-hour');
  $(e.currentTarget).addClass('selected-hour');
  hour = e.currentTarget.dataset.value;
  tell();
});
$('#select-service').on('change', () => {
  const v = $('#select-service').val();
  $('#provider-box').prop('hidden', !v);
  $('#select-provider').html('<option value="">Please Select</option>' + (providers[v] || []).map((p, i) => `<option value="${i + 11}">${p}</option>`).join('') + ((providers[v] || []).length > 1 ? '<option value="any-provider">Any Provider</option>' : ''));
  if ((providers[v] || []).length === 1) $('#select-provider').val('11');
  $('#service-description').html(v ? `<strong>${chosen('#select-service')}</strong><p>Sessions take place in our Maple Street office or by video.</p>` : '');
  $('.display-selected-service').text(chosen('#select-service') || 'Service');
  tell();
});
$('#select-provider').on('change', () => { $('.display-selected-provider').text(chosen('#select-provider') || 'Provider'); tell(); });
$('#select-timezone').on('change', tell);
$(document).on('input change', 'input, textarea', tell);
$('[data-bs-toggle]').on('click', (e) => e.preventDefault());
const go = (n) => {
  $('.wizard-frame').hide();
  $('#wizard-frame-' + n).fadeIn(150);
  $('.book-step').removeClass('active-step');
  $('#step-' + n).addClass('active-step');
  gallery.step(n);
};
function valid() {
  $('.is-invalid').removeClass('is-invalid');
  $('#form-message').hide();
  let missing = false;
  $('#wizard-frame-3 .required').each((_, el) => {
    if (el.type === 'checkbox' ? !el.checked : !el.value.trim()) { missing = true; $(el).addClass('is-invalid'); }
  });
  let what = missing ? 'Fields with * are required.' : '';
  if (!what && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test($('#email').val())) { what = 'Invalid email address.'; $('#email').addClass('is-invalid'); }
  if (!what && $('#phone-number').val().replace(/\D/g, '').length < 7) { what = 'Invalid phone number.'; $('#phone-number').addClass('is-invalid'); }
  if (what) $('#form-message').text(what).show();
  return !what;
}
$('.button-next').on('click', async (e) => {
  const n = Number(e.currentTarget.dataset.step_index);
  if (n === 1) {
    if (!$('#select-service').val() || !$('#select-provider').val()) return;
    closed = (await post('get_unavailable_dates', { csrf_token: 'a81', service_id: $('#select-service').val(), provider_id: $('#select-provider').val(), selected_date: iso(new Date()) })).weekdays;
    picker.redraw();
    const d = new Date();
    do d.setDate(d.getDate() + 1); while (closed.includes(d.getDay()));
    picker.setDate(d, true);
  }
  if (n === 2 && !hour) {
    if (!$('#select-hour-prompt').length) $('<div/>', { id: 'select-hour-prompt', class: 'text-danger mb-4', text: 'Please select an appointment hour before continuing.' }).prependTo('#available-hours');
    return;
  }
  if (n === 3) {
    if (!valid()) return;
    const s = state();
    $('#appointment-details').html(`<div><strong>${s.service}</strong><br>${s.provider}<br>${s.start}<br>Timezone: ${s.timezone}</div>`);
    $('#customer-details').html($('<div/>').append($('<strong/>').text('Contact Info'), $('<div/>').text(s['first-name'] + ' ' + s['last-name']), $('<div/>').text(s['phone-number']), $('<div/>').text(s.email)));
    $('[name=post_data]').val(JSON.stringify(s));
  }
  go(n + 1);
});
$('.button-back').on('click', (e) => go(Number(e.currentTarget.dataset.step_index) - 1));
$('#book-appointment-submit').on('click', () => {
  gallery.commit(state());
  $('#book-appointment-submit').prop('disabled', true);
  $.ajax({ url: '/index.php/booking/register', method: 'post', data: { csrf_token: 'a81', post_data: $('[name=post_data]').val() } });
});
tell();
gallery.step(1);

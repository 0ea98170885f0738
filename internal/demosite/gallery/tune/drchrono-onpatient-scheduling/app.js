import $ from 'jquery';

window.jQuery = window.$ = $;
// jQuery UI looks for the global jQuery.
require('jquery-ui-dist/jquery-ui.js');
require('jquery-ui-dist/jquery-ui.css');

const names = ['office', 'doctor', 'exam_reason', 'appt_date', 'appt_time', 'patient_type', 'first_name', 'last_name', 'date_of_birth', 'gender', 'email', 'cell_phone', 'zip_code', 'insurance', 'note', 'reminder_opt_in', 'consent'];
const offices = { 21977: 'Alder Street Psychiatry - Downtown', 21978: 'Alder Street Psychiatry - Lakeside' };
const doctors = { 21977: ['Meredith Okafor, MD', 'Luis Barrantes, PMHNP'], 21978: ['Meredith Okafor, MD', 'Anna-Lise Fehr, DO'] };
const open = { 21977: [1, 3, 4], 21978: [2, 5] };
const S = Object.fromEntries(names.map((n) => [n, '']));
const shownText = (el) => (el.value ? el.selectedOptions[0].text : '');
function tell() {
  for (const n of names) {
    const els = $(`[name=${n}]`);
    const el = els[0];
    if (el.type === 'radio') S[n] = els.filter(':checked').val() || '';
    else if (el.type === 'checkbox') S[n] = el.checked ? 'on' : '';
    else S[n] = el.tagName === 'SELECT' ? shownText(el) : el.value;
  }
  gallery.values(S);
}
$(() => {
  const office = $('#id_office');
  $.each(offices, (k, v) => office.append($('<option>', { value: k, text: v })));
  const list = () => {
    const d = $('#id_doctor').empty().append('<option value="">---------</option>');
    $.each(doctors[office.val()] || [], (i, v) => d.append($('<option>', { value: 300 + i, text: v })));
  };
  const times = () => {
    const t = $('#id_appt_time').empty();
    if (!$('#id_doctor').val() || !$('#id_appt_date').val()) return t.append('<option value="">Select a provider and date first</option>').prop('disabled', true);
    t.append('<option value="">Loading available times...</option>').prop('disabled', true);
    setTimeout(() => {
      t.empty().append('<option value="">---------</option>').prop('disabled', false);
      for (const x of ['9:00 AM', '9:45 AM', '11:15 AM', '1:30 PM', '3:00 PM', '4:20 PM']) t.append($('<option>', { value: x, text: x }));
      tell();
    }, 350);
  };
  office.on('change', () => { list(); $('#id_appt_date').val(''); times(); });
  $('#id_doctor').on('change', times);
  $('#id_appt_date').datepicker({
    minDate: 1, maxDate: '+2m', dateFormat: 'mm/dd/yy', beforeShowDay: (d) => [(open[office.val()] || []).includes(d.getDay()), ''], onSelect: () => { times(); tell(); },
  });
  $('#id_date_of_birth').datepicker({ changeMonth: true, changeYear: true, yearRange: '-100:+0', maxDate: 0, dateFormat: 'mm/dd/yy', onSelect: tell });
  for (const type of ['input', 'change', 'click', 'keyup', 'blur']) addEventListener(type, () => setTimeout(tell), true);
  tell();
  $('#id_office').on('change', tell);
  $('#schedule-form').on('submit', (e) => {
    e.preventDefault();
    tell();
    $('.control-group').removeClass('error').find('.help-inline').remove();
    const bad = (n, m) => { $(`[name=${n}]`).first().closest('.control-group').addClass('error').find('.controls').append($('<span class="help-inline">').text(m)); };
    for (const n of names) if (!['insurance', 'note', 'reminder_opt_in', 'zip_code'].includes(n) && !S[n]) bad(n, n === 'consent' ? 'You must agree before scheduling.' : 'This field is required.');
    if (S.email && !/^\S+@\S+\.\S+$/.test(S.email)) bad('email', 'Enter a valid e-mail address.');
    if (S.cell_phone && S.cell_phone.replace(/\D/g, '').length < 10) bad('cell_phone', 'Enter a valid phone number.');
    if (S.date_of_birth && !/^\d\d?\/\d\d?\/\d{4}$/.test(S.date_of_birth)) bad('date_of_birth', 'Enter a valid date (MM/DD/YYYY).');
    if ($('.control-group.error').length) return $('html').scrollTop(0) && $('#errors').show();
    gallery.commit(S);
    $('#submit-btn').prop('disabled', true).text('Please wait...');
    $.post('/scheduling/offices/submit/', $('#schedule-form').serialize()).done(() => $('#schedule-form').html('<h3>Your appointment request was received.</h3>'));
  });
});

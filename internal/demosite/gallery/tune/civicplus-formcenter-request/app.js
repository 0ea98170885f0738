import $ from 'jquery';
import './style.css';
import 'jquery-ui-dist/jquery-ui.css';

window.jQuery = window.$ = $;
require('jquery-ui-dist/jquery-ui.js');
const form = $('#form_213');
$('#e_103').datepicker({ changeMonth: true, changeYear: true, yearRange: '-100:+0', maxDate: 0, dateFormat: 'mm/dd/yy', showOn: 'button', buttonText: 'Select date' });
$('#e_122').datepicker({ minDate: 2, maxDate: 60, dateFormat: 'mm/dd/yy', showOn: 'both', buttonText: 'Select date', beforeShowDay: (d) => [d.getDay() >= 1 && d.getDay() <= 4] });
const ins = () => { const on = $('[name=e_110]:checked').val() === 'Private insurance'; $('.ins').toggle(on); };
ins();
form.on('change', '[name=e_110]', ins);
$('#chkReceiveEmail').on('change', function () { $('#copyAddr').toggle(this.checked); });
const valid = () => {
  const bad = [];
  $('.formItem').removeClass('err');
  form.find('.required').each(function () {
    const el = $(this), item = el.closest('.formItem'), ok = el.is(':radio,:checkbox') ? form.find(`[name="${this.name}"]:checked`).length : el.val().trim();
    if (!ok && !item.hasClass('err')) { item.addClass('err'); bad.push(item.find('.itemLabel').first().text().replace('*', '') + ' is required.'); }
  });
  const check = (id, re, text) => { const v = $(id).val().trim(); if (v && !re.test(v)) { $(id).closest('.formItem').addClass('err'); bad.push(text); } };
  for (const id of ['#e_104', '#e_125']) check(id, /^(\D*\d){10,11}\D*$/, 'Please enter a valid phone number.');
  check('#e_105', /^\S+@\S+\.\S+$/, 'Please enter a valid email address.');
  for (const id of ['#e_103', '#e_122']) check(id, /^\d{1,2}\/\d{1,2}\/\d{4}$/, 'Please enter dates as mm/dd/yyyy.');
  check('#e_107_5', /^\d{5}(-\d{4})?$/, 'Please enter a valid zip code.');
  const day = $('#e_122').val().split('/');
  if (day.length === 3 && ![1, 2, 3, 4].includes(new Date(day[2], day[0] - 1, day[1]).getDay())) { $('#li_e_122').addClass('err'); bad.push('Intakes are held Monday to Thursday.'); }
  $('#errorBox').toggle(bad.length > 0).html('<strong>Please correct the following:</strong><ul>' + bad.map((b) => `<li>${b}</li>`).join('') + '</ul>');
  return bad.length === 0;
};
$('#btnFormSubmit').on('click', (e) => { e.preventDefault(); if (valid()) form[0].requestSubmit(); else $('#errorBox')[0].scrollIntoView(); });
form.on('submit', (e) => { if (!valid()) e.preventDefault(); });
gallery.watch(form[0]);

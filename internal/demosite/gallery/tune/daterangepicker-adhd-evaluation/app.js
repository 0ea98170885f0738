import 'daterangepicker/daterangepicker.css';
import '@selectize/selectize/dist/css/selectize.default.css';
import 'timepicker/jquery.timepicker.css';

const $ = require('jquery');
window.$ = window.jQuery = $;
const moment = require('moment');
window.moment = moment.default || moment;
require('daterangepicker');
require('jquery-mask-plugin');
require('@selectize/selectize');
require('timepicker/jquery.timepicker.js');

const m = window.moment;
const single = { singleDatePicker: true, showDropdowns: true, autoUpdateInput: false, autoApply: true, locale: { format: 'MM/DD/YYYY' } };
$('#pdob').daterangepicker({ ...single, minYear: 1930, maxYear: m().year(), maxDate: m(), startDate: m('2005-06-15') });
$('#tday').daterangepicker({ ...single, showDropdowns: false, minDate: m().add(7, 'days'), startDate: m().add(7, 'days'), isInvalidDate: (d) => d.day() === 0 || d.day() === 6, drops: 'auto' });
$('#pdob, #tday').on('apply.daterangepicker', function (ev, picker) { $(this).val(picker.startDate.format('MM/DD/YYYY')).trigger('change'); });
$('#pdob').mask('00/00/0000');
$('#cphone').mask('(000) 000-0000');
$('#czip').mask('00000');
$('#sex').selectize();
$('#ins').selectize({ create: true, sortField: 'text' });
$('#dx').selectize({ delimiter: ',', persist: false, create: true, plugins: ['remove_button'] });
$('#ttime').timepicker({ minTime: '8:00am', maxTime: '1:00pm', step: 30, timeFormat: 'g:ia' });

const iso = (s) => { const d = m(s, 'MM/DD/YYYY', true); return d.isValid() ? d.format('YYYY-MM-DD') : s; };
const time = (s) => { const d = m(s, 'h:mma', true); return d.isValid() ? d.format('HH:mm') : s; };
function read() {
  const v = { medq: '', sex: '', ins: '', dx: '' };
  for (const x of $('#intake').serializeArray()) v[x.name] = x.value;
  return { ...v, pdob: iso(v.pdob), tday: iso(v.tday), ttime: time(v.ttime), medtext: v.medq === 'yes' ? v.medtext : '', fee: $('#fee').prop('checked') };
}
const tell = () => gallery.values(read());
$(document).on('input change keyup', () => setTimeout(tell));
$('[name=medq]').on('change', function () { $('#medrow').toggle(this.value === 'yes'); });

const pages = $('fieldset');
let at = 0;
function good(el) {
  const v = $(el).val();
  const d = $(el).data();
  if (!v) return false;
  if (d.date !== undefined) return m(v, 'MM/DD/YYYY', true).isValid();
  if (d.email !== undefined) return /^\S+@\S+\.\S+$/.test(v);
  if (d.phone !== undefined) return v.length === 14;
  if (d.zip !== undefined) return v.length === 5;
  if (d.time !== undefined) { const t = time(v); return /^\d\d:\d\d$/.test(t) && t >= '08:00' && t <= '13:00'; }
  return true;
}
function check(i) {
  const page = pages.eq(i);
  page.find('.bad').removeClass('bad');
  page.find('[data-required]').each(function () { if (!good(this)) $(this).closest('.f').addClass('bad'); });
  const v = read();
  if (i === 2) {
    if (!v.medq) $('#medq').addClass('bad');
    if (v.medq === 'yes' && !v.medtext.trim()) $('#medrow').addClass('bad');
  }
  if (i === 3 && !v.fee) $('#feerow').addClass('bad');
  page.find('.bad').first().find('input:visible, textarea').first().trigger('focus');
  return !page.find('.bad').length;
}
function show(i) {
  at = i;
  pages.removeClass('current').eq(i).addClass('current');
  $('#bar i').css('width', `${(i + 1) * 25}%`);
  $('#num').text(i + 1);
  gallery.step(i + 1);
  window.scrollTo(0, 0);
}
$('.next').on('click', () => { if (check(at)) show(at + 1); });
$('.prev').on('click', () => show(at - 1));
$('#intake').on('submit', async (e) => {
  e.preventDefault();
  if (at < 3) { pages.eq(at).find('.next').trigger('click'); return; }
  const wrong = [0, 1, 2, 3].find((i) => !check(i));
  if (wrong !== undefined) { if (wrong !== at) show(wrong); return; }
  $('#done').prop('disabled', true).text('Submitting...');
  gallery.commit(read());
  const r = await fetch('/intake/adhd', { method: 'POST', headers: { 'Content-Type': 'application/x-www-form-urlencoded' }, body: new URLSearchParams($('#intake').serialize()) });
  $('#done').prop('disabled', false).text('Submit intake');
  if (r.ok) { $('#intake, #bar, .count').hide(); $('#bye').show(); }
});
tell();

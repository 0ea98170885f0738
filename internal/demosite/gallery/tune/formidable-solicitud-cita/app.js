import jq from 'jquery';
window.$ = window.jQuery = jq;
require('jquery-ui-dist/jquery-ui.js');
require('jquery-ui-dist/jquery-ui.css');
require('./style.css');
const $ = jq, form = document.getElementById('form_solicitudcita'), n = Number(form.dataset.page);
gallery.step(n);
$('.frm_date').datepicker({ dateFormat: 'dd/mm/yy', changeMonth: true, changeYear: true, yearRange: '1920:2026', firstDay: 1, dayNamesMin: ['D', 'L', 'M', 'X', 'J', 'V', 'S'], monthNamesShort: ['Ene', 'Feb', 'Mar', 'Abr', 'May', 'Jun', 'Jul', 'Ago', 'Sep', 'Oct', 'Nov', 'Dic'], prevText: 'Ant', nextText: 'Sig', onSelect() { this.dispatchEvent(new Event('change', { bubbles: true })); } });
// Fields that the conditional logic hides ask for nothing and are not sent.
const logic = document.getElementById('frm_logic_72');
const branch = () => {
  if (!logic) return;
  logic.hidden = !form.querySelector('[name="item_meta[72]"][value="Sí, tengo seguro"]').checked;
  logic.querySelectorAll('input').forEach((i) => { i.disabled = logic.hidden; });
};
$(form).on('change', branch);
branch();
let rows = 1;
$(form).on('click', '.frm_add_form_row', (e) => {
  e.preventDefault();
  const row = $('#frm_section_84-0').clone();
  row.attr('id', 'frm_section_84-' + rows).find('input').each(function () { this.value = ''; this.name = this.name.replace('[0]', `[${rows}]`); this.id = this.id.replace('84-0', '84-' + rows); });
  row.find('label').each(function () { this.htmlFor = this.htmlFor.replace('84-0', '84-' + rows); });
  $('.frm_repeat_sec').last().after(row);
  rows++;
});
const bad = (el) => {
  const v = el.value.trim();
  if (el.type === 'email') return !/^\S+@\S+\.\S+$/.test(v);
  if (el.type === 'tel') return v.replace(/\D/g, '').length < 10;
  if (el.classList.contains('frm_date')) { const m = v.match(/^(\d\d?)\/(\d\d?)\/(\d{4})$/); return !m || m[1] < 1 || m[1] > 31 || m[2] < 1 || m[2] > 12; }
  return el.id === 'field_dir_zip' && !/^\d{5}(-\d{4})?$/.test(v);
};
form.addEventListener('submit', (e) => {
  let first;
  form.querySelectorAll('.frm_form_field[id$=_container]').forEach((c) => {
    const els = [...c.querySelectorAll('input,select,textarea')].filter((x) => x.closest('[id$=_container]') === c && !x.disabled && x.type !== 'hidden');
    const err = [...c.children].find((x) => x.classList.contains('frm_error'));
    if (!els.length || !err) return;
    const box = ['radio', 'checkbox'].includes(els[0].type), need = els[0].dataset.reqmsg;
    const empty = box ? !els.some((x) => x.checked) : !els[0].value.trim();
    let msg = empty ? need || '' : !box && bad(els[0]) ? els[0].dataset.invmsg : '';
    if (!msg && els[0].id === 'field_conf_correo' && els[0].value !== form.querySelector('#field_correo').value) msg = 'Los correos electrónicos no coinciden.';
    err.hidden = !msg;
    err.textContent = msg;
    c.classList.toggle('frm_blank_field', !!msg);
    if (!box) els[0].setAttribute('aria-invalid', !!msg);
    if (msg && !first) first = els[0];
  });
  if (first) { e.preventDefault(); first.focus(); first.scrollIntoView({ block: 'center' }); }
});
gallery.watch(form, n === 3);

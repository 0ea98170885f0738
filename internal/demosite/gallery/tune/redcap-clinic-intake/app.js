import jq from 'jquery';
window.$ = window.jQuery = jq;
require('jquery-ui-dist/jquery-ui.js');
require('jquery-ui-dist/jquery-ui.css');
require('./style.css');
const $ = jq, form = document.getElementById('form'), n = Number(form.dataset.page);
gallery.step(n);
const names = [...form.querySelectorAll('tr[sq_id]')].map((r) => r.getAttribute('sq_id'));
const tr = (name) => document.getElementById(name + '-tr');
function value(name) {
  const r = tr(name);
  const boxes = [...r.querySelectorAll('input[type=radio],input[type=checkbox]')];
  if (boxes.length) return boxes.filter((b) => b.checked).map((b) => b.getAttribute('label'));
  const el = form.elements[name];
  return el.tagName === 'SELECT' ? (el.value && el.selectedOptions[0].text) : el.value;
}
const tell = () => {
  const v = Object.fromEntries(names.map((x) => [x, value(x)]));
  const c = document.getElementById('econsent_confirm_checkbox');
  if (c) v.econsent = c.checked;
  gallery.values(v);
};
// Branching logic hides a question's row.
const show = (name, on) => { const r = tr(name); if (r) { r.style.display = on ? '' : 'none'; if (!on) form.elements[name].value = ''; } };
function branch() {
  if (tr('ins_yn')) {
    const yes = value('ins_yn')[0] === 'Yes';
    show('ins_carrier', yes); show('ins_id', yes);
    show('ins_other', yes && value('ins_carrier') === 'Other carrier');
  }
  tell();
}
$(form).on('click', 'input[type=radio]', function () { form.elements[this.name.replace('___radio', '')].value = this.value; branch(); });
$(form).on('click', 'input[name^=__chkn__]', function () { form.elements[this.id.replace('id-', '')].value = this.checked ? this.getAttribute('code') : ''; branch(); });
$(form).on('click', '[data-reset]', function () { const x = this.dataset.reset; $(tr(x)).find(':radio').prop('checked', false); form.elements[x].value = ''; branch(); });
$(form).on('change input', branch);
const two = (x) => String(x).padStart(2, '0');
const rules = {
  date_mdy: [(v) => { const m = v.match(/^(\d\d)-(\d\d)-(\d{4})$/); return m && m[1] >= 1 && m[1] <= 12 && m[2] >= 1 && m[2] <= 31; }, 'The value entered must be a date in the format M-D-Y.'],
  email: [(v) => /^[^@\s]+@[^@\s]+\.\w+$/.test(v), 'This field must be a valid email address (like joe@user.com).'],
  phone: [(v) => v.replace(/\D/g, '').replace(/^1/, '').length === 10, 'This field must be a 10 digit U.S. phone number (like 415 555 1212).'],
  zipcode: [(v) => /^\d{5}(-\d{4})?$/.test(v), 'The value entered must be a 5 or 9 digit U.S. ZIP Code (like 94043).'],
};
$(form).on('blur', 'input[fv]', function () {
  const fv = this.getAttribute('fv');
  if (fv === 'date_mdy') this.value = this.value.trim().replace(/^(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4})$/, (_, a, b, c) => two(a) + '-' + two(b) + '-' + c);
  const ok = !this.value || rules[fv][0](this.value);
  $(this).toggleClass('bad', !ok);
  if (!ok && !$('#redcapValidationErrorPopup').hasClass('ui-dialog-content')) {
    const el = this;
    $('#redcapValidationErrorPopup').text(rules[fv][1]).dialog({ modal: true, width: 400, buttons: { Close() { $(this).dialog('close'); } }, close() { $(this).dialog('destroy'); el.focus(); } });
  }
  tell();
});
$('input[fv=date_mdy]').datepicker({ dateFormat: 'mm-dd-yy', showOn: 'button', buttonText: '📅', changeMonth: true, changeYear: true, yearRange: '-100:+10', onSelect: tell });
$('[data-today]').on('click', function () { const d = new Date(); form.elements[this.dataset.today].value = two(d.getMonth() + 1) + '-' + two(d.getDate()) + '-' + d.getFullYear(); tell(); });
$('.slider').each(function () {
  const el = form.elements[this.dataset.for];
  const set = (_, ui) => { el.value = ui.value; $('#sldrmsg-' + el.name).hide(); $(el).show(); tell(); };
  $(this).slider({ min: 0, max: 100, value: 50, slide: set, change: set });
  $(this).find('.ui-slider-handle').attr({ role: 'slider', 'aria-labelledby': 'label-' + el.name, 'aria-valuemin': 0, 'aria-valuemax': 100 });
});
$('.expandLink').on('click', () => $('.notesbox').css('height', 250));
$('#econsent_confirm_checkbox').on('click', function () { $('[name=submit-btn-saverecord]').prop('disabled', !this.checked); tell(); });
form.addEventListener('submit', (e) => {
  tell();
  const empty = names.filter((x) => tr(x).getAttribute('req') && tr(x).style.display !== 'none' && !String(value(x)).trim());
  const bad = form.querySelector('input.bad');
  if (empty.length || bad) {
    e.preventDefault();
    if (!empty.length) return void bad.focus();
    $('#requiredPopup ul').empty().append(empty.map((x) => $('<li>').text($(tr(x)).find('[data-mlm-type=label]').text())));
    $('#requiredPopup').dialog({ modal: true, width: 500, buttons: { Okay() { $(this).dialog('close'); } } });
  } else if (n === 3) gallery.commit();
});
branch();

const $ = require('jquery');
window.jQuery = window.$ = $;
require('bootstrap/dist/css/bootstrap.css');
require('nouislider/dist/nouislider.css');
require('air-datepicker/air-datepicker.css');
require('parsleyjs');
const mask = require('inputmask');
const Inputmask = mask.default || mask;
const slider = require('nouislider');
const noUiSlider = slider.default || slider;
const Air = require('air-datepicker');
const AirDatepicker = Air.default || Air;
const en = require('air-datepicker/locale/en');

$(() => {
  const $sections = $('.form-section');
  const curIndex = () => $sections.index($sections.filter('.current'));
  function navigateTo(index) {
    $sections.removeClass('current').eq(index).addClass('current');
    $('.form-navigation .previous').toggle(index > 0);
    const atTheEnd = index >= $sections.length - 1;
    $('.form-navigation .next').toggle(!atTheEnd);
    $('.form-navigation [type=submit]').toggle(atTheEnd);
    $('#bar').css('width', (index + 1) * 20 + '%');
    gallery.step(index + 1);
    scrollTo(0, 0);
  }
  $('.form-navigation .previous').on('click', () => navigateTo(curIndex() - 1));
  $('.form-navigation .next').on('click', () => { $('#intake').parsley().whenValidate({ group: 'block-' + curIndex() }).done(() => navigateTo(curIndex() + 1)); });
  $sections.each((index, section) => { $(section).find(':input').attr('data-parsley-group', 'block-' + index); });
  navigateTo(0);
  Inputmask('99/99/9999', { placeholder: 'mm/dd/yyyy' }).mask('#birthdate');
  Inputmask('(999) 999-9999').mask('#cell_phone');
  Inputmask('(999) 999-9999').mask('#ice_phone');
  const range = document.getElementById('budget-slider');
  noUiSlider.create(range, { start: 100, step: 5, connect: 'lower', range: { min: 40, max: 180 }, handleAttributes: [{ 'aria-label': 'Fee per session' }] });
  const tell = () => gallery.values({ budget: $('#budget').val() });
  range.noUiSlider.on('update', (v) => { $('#budget').val(Math.round(v[0])); $('#bv').text('$' + Math.round(v[0])); tell(); });
  $('#heard').on('change', function () { $('#other-wrap').toggle(this.value === 'Other'); });
  $('#ins_carrier').on('change', function () { $('#ins_id').prop('required', this.value !== 'Self-pay'); });
  new AirDatepicker('#cal', {
    inline: true, locale: en.default?.default || en.default || en, dateFormat: 'MM/dd/yyyy', minDate: new Date(Date.now() + 864e5 * 2), maxDate: new Date(Date.now() + 864e5 * 75),
    onRenderCell: ({ date, cellType }) => (cellType === 'day' && ![1, 2, 4].includes(date.getDay()) ? { disabled: true } : undefined),
    onSelect({ formattedDate }) {
      $('#first_date').val(formattedDate || '').trigger('change');
      $('#first_time').html('<option value="">Choose…</option>' + (formattedDate ? ['9:00 AM', '11:00 AM', '2:00 PM', '4:00 PM', '6:00 PM'].map((t) => `<option>${t}</option>`).join('') : ''));
    },
  });
  gallery.watch('#intake', false);
  tell();
  $('#intake').parsley().on('form:submit', () => { gallery.commit(); });
});

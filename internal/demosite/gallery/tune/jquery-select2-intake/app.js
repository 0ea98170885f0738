import './globals.js';
import 'jquery-ui-dist/jquery-ui.js';
import 'jquery-ui-dist/jquery-ui.css';
import 'select2/dist/css/select2.css';
import select2 from 'select2/dist/js/select2.js';
import 'jquery-validation';
import Inputmask from 'inputmask';

const $ = window.jQuery;
if (typeof select2 === 'function' && !$.fn.select2) select2(window, $);
$(function () {
  $.each(['Alabama', 'Arizona', 'California', 'Connecticut', 'Florida', 'Illinois', 'Maine', 'New York', 'Ohio', 'Texas', 'Vermont', 'Washington'], (_, s) => { $('#state').append($('<option>').val(s).text(s)); });
  $('#state').select2({ placeholder: 'Select a state' });
  $('#ins').select2({ placeholder: 'Select your insurance', allowClear: true });
  $('#doc').select2({ placeholder: 'Any', minimumResultsForSearch: Infinity });
  Inputmask('99/99/9999', { placeholder: 'mm/dd/yyyy' }).mask('#bdate');
  Inputmask('999-99-9999').mask('#ssn');
  Inputmask('(999) 999-9999').mask('#cell');
  Inputmask('99999', { placeholder: '' }).mask('#zip');
  $('#appt').datepicker({ minDate: 1, beforeShowDay: $.datepicker.noWeekends });
  const v = $('#reg').validate({ ignore: ':hidden:not(select)' });
  $('#cont').on('click', () => { if ($('#sec1').find(':input').not('[type=button]').not('.select2-search__field').toArray().every((el) => v.element(el) !== false)) { $('#sec1').slideUp(150); $('#sec2').slideDown(150); gallery.step(2); } });
  gallery.watch('#reg');
});

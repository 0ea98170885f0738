import jQuery from 'jquery';
import flatpickr from 'flatpickr';
import { Dutch } from 'flatpickr/dist/l10n/nl.js';
import 'flatpickr/dist/flatpickr.css';
import './style.css';

window.jQuery = jQuery;
require('jquery-validation');
const $ = jQuery;
const $form = $('#evf-form-412');
const keys = ['aanmelder', 'voornaam', 'achternaam', 'roepnaam', 'geboortedatum', 'geslacht', 'email', 'telefoon', 'straat', 'postcode', 'woonplaats', 'verzekeraar', 'polisnummer', 'verwijsbrief', 'huisarts', 'hulp', 'klachten', 'zwaarte', 'medicatie'];
const name = (k) => `[name="everest_forms[form_fields][${k}]"]`;
let slid = false;
const tell = () => {
  const S = {};
  for (const k of keys) {
    const $el = $form.find(name(k));
    S[k] = $el.is('[type=radio]') ? $el.filter(':checked').val() || '' : $el.val() || '';
  }
  if (!slid) S.zwaarte = '';
  S.akkoord = $('#evf-412-field_akkoord_1').prop('checked');
  S.hp = $('#evf-412-field-hp').val();
  gallery.values(S);
};
flatpickr('#evf-412-field_geboortedatum', { dateFormat: 'd-m-Y', locale: Dutch, maxDate: 'today', disableMobile: true, onChange: () => { tell(); $form.validate().element('#evf-412-field_geboortedatum'); } });
$form.on('input change', () => setTimeout(tell));
$('#evf-412-field_zwaarte').on('input change', function () { slid = true; $('#zw').text(this.value); });
$form.on('change', name('verwijsbrief'), function () { $('#evf-412-field_huisarts-container').toggle(this.value === 'Ja'); });
$.extend($.validator.messages, { required: 'Dit is een verplicht veld.', email: 'Vul een geldig e-mailadres in.' });
$.validator.addMethod('tel', (v, el) => el.name.indexOf('[telefoon]') < 0 || v.replace(/\D/g, '').length >= 8, 'Vul een geldig telefoonnummer in.');
const validator = $form.validate({
  errorClass: 'evf-error', validClass: 'evf-valid', ignore: ':hidden', rules: { 'everest_forms[form_fields][telefoon]': { tel: true } },
  errorPlacement: (err, el) => err.appendTo(el.closest('.evf-field')),
  submitHandler: (form) => {
    tell();
    gallery.commit();
    $('#evf-submit-412').prop('disabled', true).text('Bezig…');
    const data = new FormData(form);
    data.append('action', 'everest_forms_ajax_form_submission');
    fetch('/wp-admin/admin-ajax.php', { method: 'POST', body: data }).catch(() => {}).then(() => $form.replaceWith('<div class="everest-forms-notice everest-forms-notice--success" role="alert">Bedankt voor uw aanmelding.</div>'));
  },
});
let at = 1;
const go = (n) => {
  at = n;
  $('.everest-forms-part').removeClass('active').filter(`[data-part-id=${n}]`).addClass('active');
  $('.everest-forms-multi-part-indicator-item').each((i, el) => $(el).toggleClass('active', i < n));
  document.getElementById('evf-412').scrollIntoView();
  gallery.step(n);
};
$form.on('click', '.everest-forms-part-button', function () {
  if (this.dataset.action === 'prev') return go(at - 1);
  let good = true;
  $form.find('.everest-forms-part.active :input[name]:visible').each((_, el) => { good = validator.element(el) !== false && good; });
  if (good) go(at + 1);
});
tell();
gallery.step(1);

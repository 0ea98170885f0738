import jQuery from 'jquery';

window.jQuery = jQuery;
require('jquery-validation');
(function ($) {
  const $form = $('#webform-client-form-418');
  const tell = () => {
    const S = {};
    $form.find('[name]').not('[type=hidden],[type=submit]').each((_, el) => {
      if (el.name === 'submitted[coverage][other]') return;
      if (el.type === 'radio' || el.type === 'checkbox') S[el.name] = [S[el.name], el.checked ? el.type === 'radio' && el.name === 'submitted[program]' ? $(el).next('label').text().trim() : el.value : ''].filter(Boolean).join(', ');
      else if (el.name === 'submitted[coverage][select]') S[el.name] = el.value === 'select_or_other' ? $('#edit-coverage-other').val() : el.value && $(el).find(':selected').text();
      else S[el.name] = el.value;
    });
    gallery.values(S);
  };
  $form.on('input change click keyup', () => setTimeout(tell));
  $('#edit-coverage-select').on('change', function () { $(this).next('.other').toggle(this.value === 'select_or_other').find('input').toggleClass('required', this.value === 'select_or_other'); });
  $form.validate({
    errorContainer: '#clientsidevalidation-webform-client-form-418-errors', errorLabelContainer: '#clientsidevalidation-webform-client-form-418-errors ul', wrapper: 'li', ignore: ':hidden',
    rules: { 'submitted[address][zip]': { pattern5: true } },
    messages: Object.fromEntries($form.find('.required').map((_, el) => [[el.name, { required: ($(el).closest('.webform-component').children('label').text().replace('*', '').trim() || 'Agreement') + ' field is required.' }]]).get()),
    invalidHandler: () => scrollTo(0, 0),
    submitHandler: (form) => { tell(); gallery.commit(); form.submit(); },
  });
  tell();
}(jQuery));
jQuery.validator.addMethod('pattern5', (v) => v === '' || /^\d{5}(-\d{4})?$/.test(v.trim()), 'ZIP field is not in the right format.');

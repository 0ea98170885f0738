import $ from 'jquery';
import 'jquery-validation';
import 'jquery-validation/dist/additional-methods';

$(function () {
  var $form = $('#contactForm');

  function values() {
    var v = {};
    $form.find(':input[name]').each(function () {
      if (this.type === 'radio') v[this.name] = this.checked ? this.value : v[this.name] || '';
      else if (this.type === 'checkbox') (v[this.name] = v[this.name] || []).push(this.checked && this.value);
      else v[this.name] = this.value;
    });
    return v;
  }

  $.validator.addMethod('pastdate', function (value, el) {
    return this.optional(el) || (/^\d{4}-\d{2}-\d{2}$/.test(value) && new Date(value) < new Date() && value > '1900');
  }, 'Please enter a date in the past.');

  var validator = $form.validate({
    errorClass: 'error',
    rules: {
      yourname: { required: true, minlength: 2 },
      replyto: { required: true, email: true },
      daytime: { required: true, phoneUS: true },
      who: 'required',
      childname: { required: true },
      born: { required: true, pastdate: true },
      seen: 'required',
      pay: 'required',
      plan: { required: true },
      'days[]': { required: true, minlength: 1 },
      note: { required: true, minlength: 10, maxlength: 1500 },
      privacy: 'required'
    },
    messages: {
      yourname: 'Please tell us your name',
      replyto: { required: 'We need an email address to answer you', email: 'Your email address must be in the format name@domain.com' },
      daytime: { required: 'Please leave a phone number' },
      who: 'Please choose one of these',
      seen: 'Please choose Yes or No',
      pay: 'Please choose one of these',
      'days[]': 'Please tick at least one day',
      privacy: 'Please accept our privacy notice'
    },
    errorPlacement: function (error, element) {
      if (element.is(':radio, :checkbox')) error.appendTo(element.closest('.field'));
      else error.insertAfter(element);
    },
    submitHandler: function (form) {
      var $btn = $(form).find('[type=submit]').prop('disabled', true).text('Sending...');
      gallery.commit(values());
      $.ajax({ url: form.action, method: 'POST', data: $(form).serialize() })
        .done(function () { $(form).replaceWith('<div class="ok"><h2>Message sent</h2><p>Thank you. We answer within two working days.</p></div>'); })
        .fail(function () { $btn.prop('disabled', false).text('Send message'); $('#oops').show(); });
    }
  });

  $form.on('change', '[name=who]', function () {
    $('.for-child').toggle(this.value === 'child');
    $('label[for=born]').text(this.value === 'child' ? "Your child's date of birth" : 'Date of birth');
  });
  $form.on('change', '[name=pay]', function () { $('.for-plan').toggle(this.value === 'insurance'); });
  $form.on('change', '[name=seen]', function () { $('.for-seen').toggle(this.value === 'yes'); });
  $form.on('input change', function () { gallery.values(values()); });
  gallery.values(values());
});

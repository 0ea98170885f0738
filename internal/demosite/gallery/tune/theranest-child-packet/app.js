import $ from 'jquery';
import 'jquery-validation';
import Inputmask from 'inputmask';
import 'bootstrap/dist/css/bootstrap.min.css';

const forms = $('form.packet-section');
const tell = () => {
  const out = {};
  forms.find(':input[name]').each(function () {
    if (this.type === 'radio') out[this.name] = this.checked ? this.value : out[this.name] || '';
    else if (this.type === 'checkbox') out[this.name] = [out[this.name], this.checked ? this.value : ''].filter(Boolean).join(', ');
    else out[this.name] = this.value;
  });
  gallery.values(out);
};
tell();
forms.on('input change keyup blur', ':input', () => setTimeout(tell));
Inputmask({ alias: 'datetime', inputFormat: 'mm/dd/yyyy', placeholder: 'mm/dd/yyyy' }).mask('#ChildDob');
Inputmask('(999) 999-9999').mask('#GuardianPhone, #EmergencyPhone');
$.validator.addMethod('phoneUS', (v, el) => !v || v.replace(/\D/g, '').length === 10, 'Please enter a 10-digit phone number.');
$.validator.addMethod('usDate', (v) => !v || /^\d\d\/\d\d\/\d{4}$/.test(v), 'Please enter a date as mm/dd/yyyy.');
let reached = 0;
function show(i) {
  forms.hide().eq(i).show();
  $('[data-go]').removeClass('active').eq(i).addClass('active');
  gallery.step(i + 1);
  scrollTo(0, 0);
}
forms.each(function (i) {
  const form = $(this);
  form.validate({
    rules: { GuardianPhone: { phoneUS: true }, EmergencyPhone: { phoneUS: true }, ChildDob: { usDate: true }, GuardianEmail: { email: true } },
    errorPlacement: (err, el) => (el.is(':radio,:checkbox') ? err.appendTo(el.closest('.form-group,.form-check')) : err.insertAfter(el)),
    invalidHandler: () => form.find('.section-error').removeClass('d-none'),
    submitHandler: () => { send(); return false; },
  });
  async function send() {
      form.find('.section-error').addClass('d-none');
      const button = form.find('[type=submit]').prop('disabled', true);
      tell();
      const last = i === forms.length - 1;
      const all = forms.toArray().map((f) => $(f).serialize()).filter(Boolean).join('&');
      if (last) gallery.commit();
      try {
        const r = await $.post(last ? '/portal/packets/7715/submit' : '/portal/packets/7715/save', last ? all : form.serialize() + '&section=' + i);
        if (last) return form.closest('.col-md-9').html('<div class="alert alert-success">Thank you! Your packet was sent.</div>');
        if (r.saved) { $('#saved').text('Saved ' + new Date().toLocaleTimeString()); $('[data-go]').eq(i).addClass('done'); reached = Math.max(reached, i + 1); show(i + 1); }
      } catch { form.find('.section-error').removeClass('d-none').text('We could not save this section. Please try again.'); }
      button.prop('disabled', false);
  }
  form.find('.prev').on('click', () => show(i - 1));
});
$('[data-go]').on('click', function (e) { e.preventDefault(); if (+this.dataset.go <= reached) show(+this.dataset.go); });
$('[name=Custody]').on('change', function () { $('#custodyMore').toggle(this.value === 'Yes'); });

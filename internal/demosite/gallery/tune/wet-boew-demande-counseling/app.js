import $ from 'jquery';
import 'jquery-validation';
import './style.css';

// wb-frmvld: jQuery Validation with WET's numbered labels and list of errors.
const form = $('#demande');
const steps = form.children('fieldset.step');
let at = 0, tried = false;
$.validator.addMethod('tel10', (v, el) => !v || (v.match(/\d/g) || []).length >= 10, 'Veuillez fournir un numéro de téléphone valide.');
$.extend($.validator.messages, { required: 'Ce champ est obligatoire.', email: 'Veuillez fournir une adresse électronique valide.', equalTo: 'Veuillez fournir encore la même valeur.', date: 'Veuillez fournir une date valide.' });
$.validator.setDefaults({ ignore: ':hidden:not(.gc-chckbxrdio input)' });
const v = form.validate({
  errorElement: 'strong', ignore: (i, el) => !$(el).closest('.step').hasClass('wb-steps-active'), focusInvalid: false, onkeyup: false,
  errorPlacement(error, el) {
    error.addClass('label label-danger');
    const legend = el.closest('fieldset').not('.step').children('legend').first();
    if ((el.is(':radio') || el.is('[name=dispo]')) && legend.length) legend.append(error);
    else form.find(`label[for="${el.attr('id')}"]`).append(error);
  },
  showErrors() {
    this.defaultShowErrors();
    if (!tried) return;
    const list = this.errorList;
    const out = $('#errors-demande').empty();
    if (list.length && this.numberOfInvalids() > 0 && list.length > 1) {
      out.html(`<section class="alert alert-danger" tabindex="-1"><h2>Le formulaire n’a pu être soumis car ${list.length} erreurs ont été trouvées.</h2><ul>${list.map((e, i) => `<li><a href="#${e.element.id}">Erreur ${i + 1} : ${form.find(`label[for="${e.element.id}"] .field-name`).first().text() || ''} - ${e.message}</a></li>`).join('')}</ul></section>`);
      out.find('section').trigger('focus');
    }
  },
});
// wb-steps: links as buttons below each part, all legends stay in view.
const submit = $('#envoi').detach();
steps.each((i, el) => {
  const bar = $('<div class="buttons"></div>').appendTo($(el).children('.body'));
  if (i > 0) $('<a href="#" rel="prev" role="button" class="btn btn-md btn-default mrgn-rght-sm mrgn-bttm-md">Précédent</a>').appendTo(bar).on('click', (e) => { e.preventDefault(); show(i - 1); });
  if (i < steps.length - 1) $('<a href="#" rel="next" role="button" class="btn btn-md btn-primary mrgn-bttm-md">Suivant</a>').appendTo(bar).on('click', (e) => { e.preventDefault(); tried = true; if (form.valid()) show(i + 1); else v.focusInvalid(); });
  else submit.appendTo(bar);
});
function show(n) {
  at = n;
  tried = false;
  $('#errors-demande').empty();
  steps.each((i, el) => $(el).toggleClass('wb-steps-active', i === n).toggleClass('wb-steps-inactive', i !== n));
  gallery.step(n + 1);
  steps.eq(n).find('legend')[0].scrollIntoView();
}
show(0);
form.on('submit', () => { tried = true; });
gallery.watch(form[0]);

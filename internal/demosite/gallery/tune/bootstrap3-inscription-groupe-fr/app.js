import $ from 'jquery';
import 'jquery-ui-dist/jquery-ui.css';

window.jQuery = window.$ = $;
const seances = {
  'Apprivoiser l’anxiété': ['Les mardis, 12 h à 13 h 30', 'Les jeudis, 17 h à 18 h 30'],
  'Deuil et pertes': ['Les lundis, 18 h à 19 h 30'],
  'TDAH et procrastination': ['Les mercredis, 9 h 30 à 11 h', 'Les vendredis, 13 h à 14 h 30'],
};
(async () => {
  await import('jquery-ui-dist/jquery-ui.js');
  await import('jquery-validation');
  $.datepicker.regional['fr-CA'] = { closeText: 'Fermer', prevText: 'Précédent', nextText: 'Suivant', currentText: 'Aujourd’hui', monthNames: ['janvier', 'février', 'mars', 'avril', 'mai', 'juin', 'juillet', 'août', 'septembre', 'octobre', 'novembre', 'décembre'], monthNamesShort: ['janv.', 'févr.', 'mars', 'avril', 'mai', 'juin', 'juil.', 'août', 'sept.', 'oct.', 'nov.', 'déc.'], dayNamesMin: ['D', 'L', 'M', 'M', 'J', 'V', 'S'], dateFormat: 'yy-mm-dd', firstDay: 0 };
  $.datepicker.setDefaults($.datepicker.regional['fr-CA']);
  $('#ddn').datepicker({ changeMonth: true, changeYear: true, yearRange: '-90:-14', maxDate: '-14y' });
  $.extend($.validator.messages, { required: 'Ce champ est obligatoire.', email: 'Veuillez fournir une adresse électronique valide.', equalTo: 'Veuillez fournir encore la même valeur.' });
  $.validator.addMethod('tel10', (v) => v.replace(/\D/g, '').length >= 10, 'Veuillez fournir un numéro de 10 chiffres.');
  $.validator.addMethod('jour', (v) => /^\d{4}-\d{2}-\d{2}$/.test(v), 'Veuillez fournir la date sous la forme aaaa-mm-jj.');
  $('[name=groupe]').on('change', function () {
    $('#seances').show();
    $('#seance').html('<option value="">– Choisir un horaire –</option>' + seances[this.value].map((s) => `<option>${s}</option>`).join(''));
  });
  $('#inscription').validate({
    rules: { prenom: 'required', nom: 'required', ddn: { required: true, jour: true }, courriel: { required: true, email: true }, courriel2: { required: true, equalTo: '#courriel' }, cellulaire: { required: true, tel10: true }, groupe: 'required', seance: 'required', raison: 'required', urgence_nom: 'required', urgence_tel: { required: true, tel10: true }, consentement: 'required' },
    errorElement: 'span', errorClass: 'help-block',
    highlight: (el) => $(el).closest('.form-group').addClass('has-error'),
    unhighlight: (el) => $(el).closest('.form-group').removeClass('has-error'),
    errorPlacement: (e, el) => e.appendTo(el.closest('.ctl')),
  });
  gallery.watch('#inscription');
})();

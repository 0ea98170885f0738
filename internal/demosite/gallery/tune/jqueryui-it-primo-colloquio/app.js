const $ = require('jquery');
window.jQuery = window.$ = $;
require('jquery-ui-dist/jquery-ui.css');
require('jquery-ui-dist/jquery-ui.js');
require('jquery-validation');

$.datepicker.regional.it = { closeText: 'Chiudi', prevText: 'Prec', nextText: 'Succ', currentText: 'Oggi', monthNames: ['Gennaio', 'Febbraio', 'Marzo', 'Aprile', 'Maggio', 'Giugno', 'Luglio', 'Agosto', 'Settembre', 'Ottobre', 'Novembre', 'Dicembre'], monthNamesShort: ['Gen', 'Feb', 'Mar', 'Apr', 'Mag', 'Giu', 'Lug', 'Ago', 'Set', 'Ott', 'Nov', 'Dic'], dayNames: ['Domenica', 'Lunedì', 'Martedì', 'Mercoledì', 'Giovedì', 'Venerdì', 'Sabato'], dayNamesShort: ['Dom', 'Lun', 'Mar', 'Mer', 'Gio', 'Ven', 'Sab'], dayNamesMin: ['Do', 'Lu', 'Ma', 'Me', 'Gi', 'Ve', 'Sa'], weekHeader: 'Sm', dateFormat: 'dd/mm/yy', firstDay: 1 };
$.datepicker.setDefaults($.datepicker.regional.it);
$(() => {
  $('#data_nascita').datepicker({ changeMonth: true, changeYear: true, yearRange: '-95:-16', maxDate: '-16y', onSelect() { $(this).trigger('change').valid(); } });
  $('#data_colloquio').datepicker({ minDate: 2, maxDate: '+2m', beforeShowDay: (d) => [![0, 5, 6].includes(d.getDay())], onSelect() { $(this).trigger('change').valid(); } });
  $('#paese,#percorso,#terapeuta').selectmenu({ change() { $(this).valid(); } }).selectmenu('menuWidget').css('max-height', '220px');
  $('#sesso,#fascia').controlgroup();
  $('#invia').button();
  $('#informativa').dialog({ autoOpen: false, modal: true, width: 480, buttons: { 'Ho capito'() { $(this).dialog('close'); } } });
  $('#apri').on('click', (e) => { e.preventDefault(); $('#informativa').dialog('open'); });
  $('#citta').autocomplete({ minLength: 2, source: ['Berlino', 'Boston', 'Buenos Aires', 'Chicago', 'Londra', 'Melbourne', 'Miami', 'New York', 'Parigi', 'San Francisco', 'Toronto', 'Zurigo'] });
  $.validator.addMethod('data', (v) => { const [d, m, a] = v.split('/').map(Number); const t = new Date(a, m - 1, d); return t.getFullYear() === a && t.getMonth() === m - 1 && t.getDate() === d; }, 'Scriva la data come gg/mm/aaaa');
  const r = 'Campo obbligatorio';
  $('#modulo').validate({
    ignore: '.ignora', rules: { nome: 'required', cognome: 'required', data_nascita: { required: true, data: true }, sesso: 'required', citta: 'required', cellulare: { required: true, minlength: 8 }, email: { required: true, email: true }, conferma_email: { required: true, equalTo: '#email' }, percorso: 'required', data_colloquio: 'required', fascia: 'required', motivo: 'required', privacy: 'required' },
    messages: Object.fromEntries(['nome', 'cognome', 'sesso', 'citta', 'percorso', 'data_colloquio', 'fascia', 'motivo'].map((k) => [k, r]).concat([['data_nascita', { required: r }], ['cellulare', { required: r, minlength: 'Numero troppo corto' }], ['email', { required: r, email: 'E-mail non valida' }], ['conferma_email', { required: r, equalTo: 'Le due e-mail sono diverse' }], ['privacy', 'Deve acconsentire']])),
    errorPlacement: (e, el) => e.appendTo(el.closest('.riga')),
    submitHandler(f) { gallery.commit(); f.submit(); },
  });
  gallery.watch('#modulo', false);
});

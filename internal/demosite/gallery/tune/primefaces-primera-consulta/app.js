import $ from './jq.js';
import 'jquery-ui-dist/jquery-ui.js';
import Inputmask from 'inputmask';
import 'jquery-ui-dist/jquery-ui.css';
import './style.css';

const S = { nombres: '', apellidos: '', fechaNacimiento: '', sexo: '', correo: '', telefono: '', calle: '', ciudad: '', codigoPostal: '', seguro: '', poliza: '', servicio: '', fecha: '', hora: '', motivo: '', privacidad: false, firma: '', recordatorios: false };
Object.assign(S, JSON.parse(sessionStorage.getItem('citas') || '{}'));
gallery.values(S);
const set = (k, v) => { S[k] = v; sessionStorage.setItem('citas', JSON.stringify(S)); gallery.values(S); };
const $id = (id) => $(document.getElementById(id));
const row = (l, id, c, req) => `<tr class="ui-widget-content" role="row"><td role="gridcell"><label class="ui-outputlabel ui-widget" for="${id}">${l}${req ? '<span class="ui-outputlabel-rfi" aria-hidden="true">*</span>' : ''}</label></td><td role="gridcell">${c}<div id="${id}_msg" class="ui-message"></div></td></tr>`;
const text = (n, l, req = true, more = '') => row(l, `frm:${n}`, `<input id="frm:${n}" name="frm:${n}" type="text" class="ui-inputfield ui-inputtext ui-widget ui-state-default ui-corner-all" ${req ? 'aria-required="true"' : ''} ${more}>`, req);
const menu = (n, l, opts) => row(l, `frm:${n}_focus`, `<div id="frm:${n}" class="ui-selectonemenu ui-widget ui-state-default ui-corner-all" data-menu="${n}"><div class="ui-helper-hidden-accessible"><input id="frm:${n}_focus" name="frm:${n}_focus" type="text" autocomplete="off" role="combobox" aria-haspopup="listbox" aria-expanded="false" readonly></div><div class="ui-helper-hidden-accessible"><select id="frm:${n}_input" name="frm:${n}_input" tabindex="-1" aria-hidden="true"><option value="">Seleccione…</option>${opts.map((o) => `<option value="${o}">${o}</option>`).join('')}</select></div><label id="frm:${n}_label" class="ui-selectonemenu-label ui-inputfield ui-corner-all">Seleccione…</label><div class="ui-selectonemenu-trigger ui-state-default ui-corner-right"><span class="ui-icon ui-icon-triangle-1-s ui-c"></span></div></div>`, true);
const box = (form, n, l) => `<p><div id="${form}:${n}" class="ui-selectbooleancheckbox ui-chkbox ui-widget"><div class="ui-helper-hidden-accessible"><input id="${form}:${n}_input" name="${form}:${n}_input" type="checkbox" autocomplete="off"></div><div class="ui-chkbox-box ui-widget ui-corner-all ui-state-default"><span class="ui-chkbox-icon ui-icon ui-icon-blank ui-c"></span></div></div> <label class="ui-chkbox-label" for="${form}:${n}_input">${l}</label></p>`;
const grid = (rows) => `<table class="ui-panelgrid ui-widget" role="grid"><tbody>${rows}</tbody></table>`;
const tabs = [
  { id: 'frm:tabPaciente', html: () => grid(text('nombres', 'Nombre(s)') + text('apellidos', 'Apellidos') + row('Fecha de nacimiento', 'frm:fechaNacimiento_input', '<span id="frm:fechaNacimiento" class="ui-calendar"><input id="frm:fechaNacimiento_input" name="frm:fechaNacimiento_input" type="text" class="ui-inputfield ui-widget ui-state-default ui-corner-all" placeholder="dd/mm/aaaa" aria-required="true"></span>', true) + menu('sexo', 'Sexo', ['Femenino', 'Masculino', 'No binario', 'Prefiero no decirlo']) + text('correo', 'Correo electrónico') + text('telefono', 'Teléfono móvil')), need: ['nombres', 'apellidos', 'fechaNacimiento', 'sexo', 'correo', 'telefono'] },
  { id: 'frm:tabCobertura', html: () => grid(text('calle', 'Calle y número') + text('ciudad', 'Ciudad') + text('codigoPostal', 'Código postal', true, 'maxlength="10"') + menu('seguro', 'Seguro médico', ['Aetna', 'Ambetter', 'Blue Cross Blue Shield', 'Medicaid', 'Medicare', 'Sin seguro / pago propio']) + text('poliza', 'Número de póliza o afiliado', false)), need: ['calle', 'ciudad', 'codigoPostal', 'seguro'] },
  { id: 'frm:tabCita', html: () => grid(menu('servicio', 'Tipo de consulta', ['Terapia individual', 'Terapia de pareja', 'Terapia familiar', 'Evaluación psiquiátrica']) + row('Día', 'frm:fecha', '<span id="frm:fecha" class="ui-calendar"><div id="frm:fecha_inline"></div></span>', true) + row('Hora', 'frm:hora', '<div id="frm:hora_panel"><em>Elija primero un día</em></div>', true) + row('Motivo de la consulta', 'frm:motivo', '<textarea id="frm:motivo" name="frm:motivo" rows="4" maxlength="500" class="ui-inputfield ui-inputtextarea ui-widget ui-state-default ui-corner-all" aria-required="true"></textarea><span id="frm:cuenta">500 caracteres restantes.</span>', true)), need: ['servicio', 'fecha', 'hora', 'motivo'] },
];
const es = { closeText: 'Cerrar', prevText: 'Anterior', nextText: 'Siguiente', currentText: 'Hoy', monthNames: ['Enero', 'Febrero', 'Marzo', 'Abril', 'Mayo', 'Junio', 'Julio', 'Agosto', 'Septiembre', 'Octubre', 'Noviembre', 'Diciembre'], monthNamesShort: ['Ene', 'Feb', 'Mar', 'Abr', 'May', 'Jun', 'Jul', 'Ago', 'Sep', 'Oct', 'Nov', 'Dic'], dayNames: ['Domingo', 'Lunes', 'Martes', 'Miércoles', 'Jueves', 'Viernes', 'Sábado'], dayNamesMin: ['D', 'L', 'M', 'X', 'J', 'V', 'S'], firstDay: 1, dateFormat: 'dd/mm/yy' };
let at = 0;
const ajax = (source) => fetch('/citas/solicitud.xhtml', { method: 'POST', headers: { 'Faces-Request': 'partial/ajax', 'X-Requested-With': 'XMLHttpRequest', 'Content-Type': 'application/x-www-form-urlencoded; charset=UTF-8' }, body: new URLSearchParams([['jakarta.faces.partial.ajax', 'true'], ['jakarta.faces.source', source], ...new FormData(document.getElementById('frm'))]) }).then((r) => r.text());
function message(n, m) {
  const id = ['sexo', 'seguro', 'servicio'].includes(n) ? `frm:${n}_focus` : n === 'fechaNacimiento' ? 'frm:fechaNacimiento_input' : `frm:${n}`;
  $id(id + '_msg').attr('class', m ? 'ui-message ui-message-error ui-widget ui-corner-all' : 'ui-message').html(m ? `<span class="ui-message-error-icon"></span><span class="ui-message-error-detail">${m}</span>` : '');
  $id(id).closest('.ui-selectonemenu, .ui-inputfield').toggleClass('ui-state-error', !!m);
}
function menus() {
  $('.ui-selectonemenu-panel').remove();
  $('[data-menu]').each(function () {
    const n = this.dataset.menu, $m = $(this), $sel = $m.find('select'), $focus = $m.find('input');
    const $p = $(`<div id="frm:${n}_panel" class="ui-selectonemenu-panel ui-widget ui-widget-content ui-corner-all ui-helper-hidden ui-shadow ui-input-overlay"><div class="ui-selectonemenu-items-wrapper" style="max-height:200px;overflow:auto"><ul id="frm:${n}_items" class="ui-selectonemenu-items ui-selectonemenu-list ui-widget-content ui-widget ui-corner-all ui-helper-reset" role="listbox"></ul></div></div>`).appendTo(document.body);
    $sel.find('option').each((i, o) => $('<li class="ui-selectonemenu-item ui-selectonemenu-list-item ui-corner-all" tabindex="-1" role="option"></li>').attr({ 'data-label': o.text, id: `frm:${n}_${i}` }).text(o.text).appendTo($p.find('ul')));
    const show = () => { const r = $m.offset(); $p.removeClass('ui-helper-hidden').css({ left: r.left, top: r.top + $m.outerHeight(), width: $m.outerWidth() }); $focus.attr('aria-expanded', true); };
    const hide = () => { $p.addClass('ui-helper-hidden'); $focus.attr('aria-expanded', false); };
    const choose = (i) => { $sel[0].selectedIndex = i; const v = $sel.val(); $m.find('.ui-selectonemenu-label').text($sel.find('option').eq(i).text()); $p.find('li').removeClass('ui-state-highlight').eq(i).addClass('ui-state-highlight'); set(n, v); if (v) message(n, ''); };
    $m.on('click', (e) => { if (e.target.tagName === 'SELECT') return; $focus.trigger('focus'); if ($p.hasClass('ui-helper-hidden')) show(); else hide(); });
    $p.on('click', 'li', function () { choose($(this).index()); hide(); $focus.trigger('focus'); });
    $sel.on('change', () => choose($sel[0].selectedIndex));
    $focus.on('keydown', (e) => { const i = $sel[0].selectedIndex, k = $sel[0].options.length; if (e.key === 'ArrowDown') { e.preventDefault(); choose(Math.min(k - 1, i + 1)); } else if (e.key === 'ArrowUp') { e.preventDefault(); choose(Math.max(0, i - 1)); } else if (e.key === 'Enter' || e.key === ' ') { e.preventDefault(); if ($p.hasClass('ui-helper-hidden')) show(); else hide(); } else if (e.key === 'Escape' || e.key === 'Tab') hide(); });
    $(document).on('mousedown', (e) => { if (!$m[0].contains(e.target) && !$p[0].contains(e.target)) hide(); });
    if (S[n]) choose([...$sel[0].options].findIndex((o) => o.value === S[n]));
  });
}
function boxes() {
  $(document).on('click', '.ui-chkbox-box', function () { $(this).prev().find('input').trigger('click'); });
  $(document).on('change', '.ui-chkbox input', function () { $(this).parent().next().toggleClass('ui-state-active', this.checked).find('span').attr('class', this.checked ? 'ui-chkbox-icon ui-icon ui-icon-check ui-c' : 'ui-chkbox-icon ui-icon ui-icon-blank ui-c'); set(this.name.split(':')[1].replace('_input', ''), this.checked); });
}
function render() {
  gallery.step(at + 1);
  const t = tabs[at];
  $id('frm:wiz_content').html(`<div id="${t.id}" class="ui-wizard-step">${t.html()}</div>`);
  $('.ui-wizard-step-title').each((i, e) => $(e).toggleClass('ui-state-highlight', i === at));
  $id('frm:wiz_back').css('visibility', at ? 'visible' : 'hidden');
  $id('frm:wiz_content').find('input[type=text],textarea').not('[readonly]').each(function () {
    const n = this.name.split(':')[1].replace('_input', '');
    if (S[n]) this.value = S[n];
    if (n === 'telefono') Inputmask({ mask: '(999) 999-9999', clearIncomplete: true }).mask(this);
    if (n === 'fechaNacimiento') Inputmask({ mask: '99/99/9999', placeholder: 'dd/mm/aaaa', clearIncomplete: true }).mask(this);
    const read = () => { const v = this.value; set(n, /[_dma]/.test(v) && (n === 'telefono' || n === 'fechaNacimiento') ? '' : v); if (n === 'motivo') $id('frm:cuenta').text(`${500 - v.length} caracteres restantes.`); };
    $(this).on('input change blur keyup', read);
  });
  menus();
  if (at === 2) {
    $id('frm:fecha_inline').datepicker({ ...es, minDate: 2, maxDate: 60, beforeShowDay: (d) => [[2, 4, 5].includes(d.getDay()), ''], onSelect: async (v) => { set('fecha', v); set('hora', ''); message('fecha', ''); $id('frm:hora_panel').html('<em>Cargando…</em>'); await ajax('frm:fecha'); hours(); } });
    if (S.fecha) { $id('frm:fecha_inline').datepicker('setDate', S.fecha); hours(); } else $id('frm:fecha_inline').find('.ui-state-active').removeClass('ui-state-active');
  }
}
function hours() {
  $id('frm:hora_panel').html(`<div id="frm:hora" class="ui-selectonebutton ui-widget ui-corner-all" role="radiogroup" aria-label="Hora">${['09:30', '11:00', '15:30', '17:00'].map((h, i) => `<div class="ui-button ui-widget ui-state-default ui-button-text-only" tabindex="0" role="radio" aria-checked="${S.hora === h}"><input id="frm:hora:${i}" name="frm:hora" type="radio" value="${h}" class="ui-helper-hidden-accessible" tabindex="-1"><span class="ui-button-text ui-c">${h}</span></div>`).join('')}</div>`);
  const pickHour = function () { $(this).siblings().removeClass('ui-state-active').attr('aria-checked', false); $(this).addClass('ui-state-active').attr('aria-checked', true).find('input').prop('checked', true); set('hora', $(this).find('input').val()); message('hora', ''); };
  $id('frm:hora').on('click', '.ui-button', pickHour).on('keydown', '.ui-button', function (e) { if (e.key === ' ' || e.key === 'Enter') { e.preventDefault(); pickHour.call(this); } });
}
const names = { nombres: 'Nombre(s)', apellidos: 'Apellidos', fechaNacimiento: 'Fecha de nacimiento', sexo: 'Sexo', correo: 'Correo electrónico', telefono: 'Teléfono móvil', calle: 'Calle y número', ciudad: 'Ciudad', codigoPostal: 'Código postal', seguro: 'Seguro médico', poliza: 'Póliza', servicio: 'Tipo de consulta', fecha: 'Día', hora: 'Hora', motivo: 'Motivo de la consulta' };
async function next() {
  let bad = false;
  for (const n of tabs[at].need) {
    let m = String(S[n]).trim() ? '' : `${names[n]}: es obligatorio.`;
    if (!m && n === 'correo' && !/^\S+@\S+\.\S+$/.test(S[n])) m = 'Correo electrónico: no es una dirección válida.';
    if (!m && n === 'fechaNacimiento') { const [d, mo, y] = S[n].split('/').map(Number); if (!(d > 0 && d < 32 && mo > 0 && mo < 13 && y > 1900)) m = `Fecha de nacimiento: '${S[n]}' no se ha podido reconocer como fecha. Ejemplo: 31/12/1980`; }
    message(n, m);
    bad ||= !!m;
  }
  const $next = $id('frm:wiz_next').prop('disabled', true).addClass('ui-state-disabled');
  await ajax('frm:wiz');
  $next.prop('disabled', false).removeClass('ui-state-disabled');
  if (bad) return;
  if (at === 2) { location.href = '/citas/confirmar.xhtml'; return; }
  at++;
  render();
}
boxes();
if (document.body.dataset.view === 'confirmar') {
  gallery.step(4);
  $('#resumen').html(Object.entries(names).map(() => '<b></b><span></span>').join(''));
  Object.entries(names).forEach(([k, l], i) => { $('#resumen b').eq(i).text(l); $('#resumen span').eq(i).text(S[k] || '—'); });
  $('#boxes').html(box('conf', 'privacidad', 'He leído y acepto el <a href="/aviso-de-privacidad" target="_blank">aviso de privacidad</a> y doy mi consentimiento para la atención <span class="ui-outputlabel-rfi">*</span>') + box('conf', 'recordatorios', 'Deseo recibir recordatorios de mi cita por SMS'));
  $id('conf:firma').on('input change', function () { set('firma', this.value); });
  $('#conf').on('submit', (e) => {
    if (!S.privacidad || !S.firma.trim()) {
      e.preventDefault();
      $id('conf:msgs').html(`<div class="ui-messages-error ui-corner-all"><ul style="margin:0;padding-left:18px">${S.privacidad ? '' : '<li>Debe aceptar el aviso de privacidad.</li>'}${S.firma.trim() ? '' : '<li>Firma: es obligatorio.</li>'}</ul></div>`);
    } else gallery.commit(S);
  });
} else (async () => {
  $id('frm:wiz_next').on('click', next);
  $id('frm:wiz_back').on('click', () => { at--; render(); });
  $('#frm').on('submit', (e) => e.preventDefault());
  render();
})();

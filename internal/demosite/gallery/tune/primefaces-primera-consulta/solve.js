const menu = async (n, i) => { await click(`[id="frm:${n}"] .ui-selectonemenu-trigger`); await click(`[id="frm:${n}_panel"] li`, i); };
const f = (n) => `[id="frm:${n}"]`;
if (location.pathname.endsWith('confirmar.xhtml')) {
  await click('.ui-chkbox-box');
  await type('[id="conf:firma"]', 'A B');
  await click('=Enviar');
  await nap(3000);
} else {
  await typeAll({ [f('nombres')]: 'A', [f('apellidos')]: 'B', [f('fechaNacimiento_input')]: '24/03/1987', [f('correo')]: 'ann@example.com', [f('telefono')]: '3125550142' });
  await menu('sexo', 1);
  await click('=Siguiente');
  await typeAll({ [f('calle')]: 'A', [f('ciudad')]: 'B', [f('codigoPostal')]: '60601', [f('poliza')]: 'P1' });
  await menu('seguro', 1);
  await click('=Siguiente');
  await menu('servicio', 2);
  await find('.ui-datepicker-calendar');
  if (!document.querySelector('.ui-datepicker-calendar a')) await click('.ui-datepicker-next');
  await click('.ui-datepicker-calendar a');
  await click('[role=radio]', 1);
  await type(f('motivo'), 'n');
  await click('[id="frm:wiz_next"]');
  await nap(3000);
}

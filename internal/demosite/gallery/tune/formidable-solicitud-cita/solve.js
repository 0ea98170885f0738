const on = document.getElementById('form_solicitudcita').dataset.page;
if (on === '1') {
  await typeAll({ '#field_nombre': 'A', '#field_apellidos': 'B', '#field_fnac': '24/03/1987', '#field_cel': '312-555-0142', '#field_correo': 'ann@example.com', '#field_conf_correo': 'ann@example.com' });
  await click('#field_genero-0');
} else if (on === '2') {
  await typeAll({ '#field_dir_line1': '1 A St', '#field_dir_city': 'B', '#field_dir_state': 'Illinois', '#field_dir_zip': '60199' });
  await click('#field_paga-0');
  await typeAll({ '#field_aseg': 'C', '#field_poliza': '1' });
} else {
  await pick('#field_servicio');
  await typeAll({ '#field_motivo': 'n', '[name="item_meta[84][0][85]"]': 'm' });
  await click('#field_malestar-4');
  await click('#field_horario-1');
  await click('#field_consent-0');
}
await click('.frm_button_submit');

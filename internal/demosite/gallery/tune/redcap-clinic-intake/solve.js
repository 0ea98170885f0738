const on = document.getElementById('form').dataset.page;
if (on === '1') {
  await typeAll({ '[name=first_name]': 'A', '[name=last_name]': 'B', '[name=dob]': '3/24/1987', '[name=ph_cell]': '312-555-0142', '[name=ph_msg_em]': 'ann@example.com', '[name=zip]': '60199' });
  (await find('[name=dob]')).dispatchEvent(new FocusEvent('focusout', { bubbles: true }));
  await click('#opt-sex_birth_1');
  await click('#opt-contact_pref_1');
} else if (on === '2') {
  await click('#opt-ins_yn_1');
  await pick('[name=ins_carrier]', 2);
  await typeAll({ '[name=ins_id]': 'X1', '[name=concern]': 'n', '[name=meds_txt]': 'none' });
  await click('#id-__chk__svc_want_RC_1');
  await click('#opt-prior_tx_1');
  for (const q of ['nerv', 'worr', 'int', 'down']) await click(`#mtxopt-phq4_${q}_1`);
  if (!hasty) $('#slider-distress').slider('value', 30);
} else {
  await type('[name=sign_name]', 'A B');
  await click('[data-today]');
  await click('#econsent_confirm_checkbox');
}
await click('[name=submit-btn-saverecord]');

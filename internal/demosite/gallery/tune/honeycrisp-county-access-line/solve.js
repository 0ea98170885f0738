const at = location.pathname.split('/').pop();
if (at === 'residence') await click('=Yes');
if (at === 'about') {
  await typeAll({ '#about_form_first_name': 'A', '#about_form_last_name': 'B', '#about_form_goes_by': 'C', '#about_form_birth_month': '3', '#about_form_birth_day': '24', '#about_form_birth_year': '1987' });
  await click('=Continue');
}
if (at === 'mail') {
  await typeAll({ '#mail_form_street': '1 Elm Lane', '#mail_form_unit': '2', '#mail_form_city': 'C', '#mail_form_zip': '60199' });
  await pick('#mail_form_language');
  await click('=Continue');
}
if (at === 'needs') {
  if (!document.querySelector('.checkbox input').checked) await click('.checkbox');
  await type('#needs_form_story', 'n');
  await click('.incrementer__add');
  await click('.radio-button', 1);
  await click('=Continue');
}
if (at === 'reach') {
  await typeAll({ '#reach_form_phone': '3125550142', '#reach_form_email': 'ann@example.com' });
  await click('.radio-button');
  await pick('#reach_form_best_time');
  await click('=Continue');
}
if (at === 'sign') {
  await click('#sign_form_consent');
  await type('#sign_form_signature', 'A B');
  await click('=Sign and submit');
}

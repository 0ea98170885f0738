const at = location.pathname.split('/').pop();
if (at === 'Verify.aspx') {
  await typeAll({ '#cphBody_txtFirst': 'A', '#cphBody_txtLast': 'B', '#cphBody_txtStudentId': '900', '#cphBody_txtDob': '03/24/1987' });
  await click('#cphBody_btnNext');
}
if (at === 'Visit.aspx') {
  await pick('#cphBody_ddlClinic');
  for (let i = 0; i < 100 && document.querySelector('#cphBody_ddlReason').disabled; i++) await nap(50);
  await pick('#cphBody_ddlReason');
  await click('#cphBody_rblSeen_1');
  await type('#cphBody_txtConcern', 'n');
  await click('#cphBody_lnkNext');
}
if (at === 'Search.aspx') {
  await pick('#cphBody_ddlProvider');
  await click('#cphBody_rblLoc_1');
  await click('#cphBody_btnSearch');
}
if (at === 'Results.aspx') {
  await click('#cphBody_gvSlots_rb_3');
  await click('#cphBody_btnNext');
}
if (at === 'Confirm.aspx') {
  await typeAll({ '#cphBody_txtCell': '(312) 555-0142', '#cphBody_txtEmail': 'ann@example.com', '#cphBody_txtAddr': '1 Elm Lane', '#cphBody_txtZip': '60199', '#cphBody_txtEc': 'E F', '#cphBody_txtEcPhone': '(312) 555-0155' });
  await pick('#cphBody_ddlRel');
  await click('#cphBody_rblRemind_0');
  await click('#cphBody_chkPolicy');
  await click('#cphBody_btnConfirm');
}

const n = (x) => `[name="ctl00$MainContent$${x}"]`;
if (location.pathname.endsWith('AccessRequest.aspx')) {
  await click(n('rblRequestFor'));
  await click(n('rblSex'));
  await typeAll({ [n('txtLast')]: 'B', [n('txtFirst')]: 'A', [n('txtDOB')]: '03/24/1987', [n('txtAddr1')]: 's', [n('txtAddr2')]: '2', [n('txtCity')]: 'c', [n('ddlState')]: 'IL', [n('txtZip')]: '60199', [n('txtCell')]: '(312) 555-0142', [n('txtEmail')]: 'ann@example.com' });
  await click('#ctl00_MainContent_btnNext');
} else if (location.pathname.endsWith('Screening.aspx')) {
  await pick(n('ddlCoverage'));
  await typeAll({ [n('txtMediCalID')]: 'X1', [n('txtPresenting')]: 'p', [n('txtPCP')]: 'd' });
  for (const x of ['cblServices$0', 'rblSafety', 'rblMeds']) await click(n(x));
  await click('#ctl00_MainContent_lnkNext');
} else if (location.pathname.endsWith('SelectDate.aspx')) {
  await click('#ctl00_MainContent_calAppt a');
} else {
  await click(n('rblTime'));
  await click(n('chkCertify'));
  await type(n('txtSignature'), 'A B');
  await click('#ctl00_MainContent_btnSubmit');
}
await nap(1500);

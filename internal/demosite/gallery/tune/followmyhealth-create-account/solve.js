if (document.querySelector('#UserName')) {
  await typeAll({ '#Email': 'ann@example.com', '#UserName': 'annquorvex12', '#Password': 'Annika!1234x', '#ConfirmPassword': 'Annika!1234x' });
  await click('=Confirm and Continue');
} else if (document.querySelector('#LastName')) {
  await typeAll({ '#FirstName': 'A', '#MiddleName': 'M', '#LastName': 'B', '#DateOfBirth': '03/24/1987', '#Mrn': 'MZ1', '#Address1': 's', '#City': 'c', '#Zip': '60601', '#MobilePhone': '(312) 555-0142' });
  await pick('#LegalSex');
  await pick('#State', 4);
  await click('=Confirm and Continue');
} else if (document.querySelector('#Answer1')) {
  await pick('#Question1');
  await pick('#Question2');
  await typeAll({ '#Answer1': 'x', '#Answer2': 'y' });
  await click('=Confirm and Continue');
} else {
  await click('#AcceptTerms');
  await click('#AcceptPrivacy');
  await type('#SignedName', 'A B');
  await click('=I Accept');
}

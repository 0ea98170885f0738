const here = location.pathname;
if (here.endsWith('/coverage/')) {
  await typeAll({ '#address1_line1': 'A', '#address1_line2': 'B', '#address1_city': 'C', '#address1_stateorprovince': 'Illinois', '#address1_postalcode': '60601', '#cr1_memberid': 'M' });
  await click('.launchentitylookup');
  await click('tr[data-name=Cigna] td');
  await click('=Select', 0);
} else if (here.endsWith('/services/')) {
  await click('.msos-caret-button');
  await click('.msos-checkbox', 1);
  await typeAll({ '#description': 'd', '#cr1_emergencyname': 'E', '#cr1_emergencyphone': '3125550143' });
  await click('#cr1_certify');
} else {
  await typeAll({ '#firstname': 'A', '#lastname': 'B', '#birthdate_datepicker_description': '3/24/1987', '#gendercode': '856480000', '#emailaddress1': 'ann@example.com', '#mobilephone': '3125550142' });
  await click('#cr1_currentclient_0');
}
await nap(200);
await click('#NextButton');
await nap(3000);

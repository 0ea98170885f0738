const p = location.pathname.split('/').pop();
if (p === 'booking') { await pick('#LocationId'); await pick('#PractitionerId', 2); await pick('#ServiceId', 1); await click('=Search'); }
if (p === 'times') { await click('#nextw'); await click('[name=Slot]', 2); await click('=Continue'); }
if (p === 'details') {
  await typeAll({ '#FirstName': 'A', '#LastName': 'B', '#PreferredName': 'C', '#BirthDate': '03/24/1987', '#Mobile': '3125550142', '#Email': 'ann@example.com', '#Address': '1 St', '#City': 'X', '#PostCode': '60199' });
  await pick('#Title'); await pick('#Gender'); await pick('#State'); await pick('#ReferralSource');
  await click('=Continue');
}
if (p === 'review') { await typeAll({ '#Reason': 'n', '#EmergencyName': 'E', '#EmergencyPhone': '3125550143' }); await click('#AcceptTerms'); await click('=Confirm'); }
await nap(1500);

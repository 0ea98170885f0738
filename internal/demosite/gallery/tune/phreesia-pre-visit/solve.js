const n = document.querySelector('.ph-progress').getAttribute('aria-valuenow');
if (n === '1') {
  await typeAll({ '#PatientFirst': 'A', '#PatientLast': 'B', '#Preferred': 'C', '#DateOfBirth': '1987-03-24', '#Pronouns': 'She/her' });
  await click('[name=SexOnInsurance]');
} else if (n === '2') {
  await typeAll({ '#Address1': 's', '#Address2': 't', '#City': 'c', '#State': 'Illinois', '#Zip': '60601', '#CellPhone': '3125550142', '#Email': 'ann@example.com' });
  await click('[name=ContactBy]');
} else if (n === '3') {
  await click('[name=HasInsurance]');
  await pick('#Payer');
  await pick('#Holder');
  await typeAll({ '#MemberId': '1', '#GroupId': '2' });
} else if (n === '4') {
  await type('#ChiefComplaint', 'n');
  await type('#MedInput', 'm');
  await click('#addMed');
  await typeAll({ '#Allergies': 'a', '#PrimaryCare': 'p', '#Pharmacy': 'q' });
  await click('[name=Tobacco]');
} else if (n === '5') {
  for (const i of [1, 2, 3]) await click(`[name=PHQ_${i}]`, 1);
} else {
  await typeAll({ '#EcName': 'C D', '#EcPhone': '3125550143', '#EcRel': 'Friend', '#Signature': 'A B' });
  await click('[name=ConsentTreat]');
  await click('[name=ConsentFin]');
}
await click('.ph-btn[type=submit]');

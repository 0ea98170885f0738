const step = location.pathname.split('/')[3];
const n = (x) => `[name=${step}-${x}]`;
if (step === 'student') {
  await pick(n('pronouns'));
  await click(n('residence'));
  await typeAll({ [n('first_name')]: 'A', [n('last_name')]: 'B', [n('name_used')]: 'C', [n('student_id')]: '9', [n('date_of_birth')]: '1987-03-24', [n('email')]: 'ann@example.com', [n('phone')]: '3125550142', [n('local_address')]: 's', [n('emergency_name')]: 'E', [n('emergency_relationship')]: 'r', [n('emergency_phone')]: '3125550143' });
} else if (step === 'concerns') {
  for (const x of ['enrolled', 'concerns', 'q1', 'q2', 'q3', 'q4', 'prior_counseling']) await click(n(x));
  await pick(n('service'));
  await type(n('describe'), 'd');
} else if (step === 'availability') {
  await click(n('slots'), 3);
  await click(n('modality'));
  await pick(n('counselor'));
} else {
  await click(n('ack_telehealth'));
  await click(n('ack_emergency'));
}
await click('.btn-primary');
await nap(1500);

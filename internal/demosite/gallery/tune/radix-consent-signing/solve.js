await typeAll({ '[id="signer.fullName"]': 'A B', '[id="signer.dob"]': '03/24/1987', '[id="signer.mobile"]': '3125550142', '[id="signer.email"]': 'ann@example.com', '[id="signer.location"]': '1 A St', '[id="signer.ec"]': 'C D', '[id="signer.ecPhone"]': '3125550143' });
await click('#st');
await nap(200);
const first = await find('[role=option]');
first.focus();
first.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true }));
await nap(200);
await click('=Start reading');
for (const k of ['telehealth', 'privacy', 'fees']) {
  if (k !== 'telehealth') await click(k === 'privacy' ? '=2.' : '=3.');
  await type(`[id="initials.${k}"]`, 'AB');
}
await type('#releaseTo', 'Dr. P');
await click('=Continue to signature');
await type('#signature', 'A B');
await click('#read');
await click('=Adopt and sign');

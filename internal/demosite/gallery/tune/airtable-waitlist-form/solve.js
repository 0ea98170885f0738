await typeAll({ '#fldName input': 'A B', '#fldEmail input': 'ann@example.com', '#fldPhone input': '312-555-0142', '#fldMember input': '1' });
if (!hasty) {
  const d = await find('#fldDob input');
  await type('#fldDob input', '3/24/1987');
  d.dispatchEvent(new FocusEvent('focusout', { bubbles: true }));
  await nap(60);
}
for (const [f, n] of [['fldPronouns', 0], ['fldState', 12], ['fldService', 0], ['fldAvail', 1]]) {
  await click(`#${f} .addButton`);
  await click(`#${f} .opt`, n);
}
await click('#fldClinician .addButton');
await click('.card', 1);
await click('#fldIns .listopt', 2);
if (!hasty) {
  const r = await find('#fldWhy .rich');
  r.focus();
  document.execCommand('insertText', false, 'note');
}
await click('#fldMood .star', 2);
await click('#fldAgree .checkbox');
await click('.submitButton');

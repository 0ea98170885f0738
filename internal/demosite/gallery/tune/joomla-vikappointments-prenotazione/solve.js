const at = location.pathname;
if (at === '/prenotazioni') {
  await click('#ckno');
  await click('a.vap-btn');
} else if (at.endsWith('/servicesearch')) {
  await pick('#vapempsel', 2);
  await click('.vaptdgreen');
  await click('.vaptlblock1');
  await click('#vapadditemcartbutton');
} else if (at.endsWith('/confirmapp')) {
  await typeAll({ '#vapcf1': 'A', '#vapcf2': 'B', '#vapcf3': 'ann@example.com', '#vapcf4': '3125550142', '#vapcf5': '24/03/1987', '#vapcf6': 's', '#vapcf7': 'c', '#vapcf8': '60601', '#vapcf10': 'n' });
  await click('#vapcf11');
  await click('=Prosegui');
} else {
  await click('#vappay1');
  await click('#vapconfirmbutton');
}
await nap(1500);

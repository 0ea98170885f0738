const choose = async (dd, nth) => { const s = document.querySelector(`${dd} input.search`); if (s) s.focus(); await click(s ? `${dd} input.search` : dd); await nap(500); await click(`${dd} .menu .item`, nth); await nap(300); };
await typeAll({ '#first': 'A', '#last': 'B', '#called': 'A' });
await choose('#genderDd', 2);
await click('#dobCal input');
if (!hasty) {
  document.querySelector('#dobCal input').focus();
  await nap(300);
  for (let i = 0; i < 3; i++) { await click('#dobCal td.link:not(.disabled)', 4); await nap(150); }
}
await click('=Next');
await typeAll({ '#email': 'ann@example.com', '#phone': '3125550142', '#zip': '60199' });
await click('#s2 .radio.checkbox', 1);
await click('=Next');
await choose('.dropdown:has(#service)', 1);
await choose('#therapistDd', 2);
await choose('.dropdown:has(#topics)', 1);
await click('h1');
await nap(300);
await click('#visitCal input');
if (!hasty) {
  document.querySelector('#visitCal input').focus();
  await nap(300);
  await click('#visitCal .next.link');
  for (let i = 0; i < 3; i++) { await click('#visitCal td.link:not(.disabled)', 1); await nap(150); }
}
await click('#onmedsRow .radio.checkbox', 0);
await type('#meds', 'n');
await click('=Next');
await typeAll({ '#ecname': 'C D', '#ecphone': '3125550143' });
await click('#s4 .toggle.checkbox');
await click('#send');

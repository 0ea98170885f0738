const labelled = async (text) => { for (let i = 0; i < (hasty ? 10 : 100); i++) { const f = all('.q-field').find((e) => shown(e) && (e.querySelector('.q-field__label')?.textContent || '').startsWith(text)); if (f) return f; await nap(50); } throw new Error('no ' + text); };
const fill = async (text, value) => { (await labelled(text)).querySelector('input,textarea').id = 'x'; await type('#x', value); document.getElementById('x').id = ''; };
const choose = async (text, option) => { (await labelled(text)).querySelector('.q-field__control').id = 'x'; await click('#x'); document.getElementById('x').id = ''; await nap(300); await click('.q-menu [role=option]', option); await nap(400); };
await choose('Worum', 2);
await click('=Videosprechstunde');
await click('=Weiter');
await nap(700);
let day;
for (let i = 0; i < 3 && !day; i++) {
  day = document.querySelector('.q-date__calendar-item--in button');
  if (!day) { all('.q-date__navigation button')[1].click(); await nap(700); }
}
day.click();
await click('.q-chip--clickable', 1);
await click('=Weiter');
await nap(700);
await choose('Anrede', 0);
for (const [l, t] of Object.entries({ Vorname: 'A', Nachname: 'B', Geburtsdatum: '24.03.1987', 'Straße': 's 1', PLZ: '60601', Ort: 'C', Telefon: '3125550142', 'E-Mail': 'ann@example.com', Krankenkasse: 'K', 'Möchten': 'n' })) await fill(l, t);
await click('=Privat', 0);
await click('=Weiter zur');
await click('=Ich habe');
await click('=Anfrage verbindlich');

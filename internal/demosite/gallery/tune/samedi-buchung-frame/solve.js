await click('[data-ins=gesetzlich]');
const k = await find('#kasse');
k.value = 'Barmer';
k.dispatchEvent(new Event('change', { bubbles: true }));
await click('[data-type]');
await nap(600);
while (!document.querySelector('.slot')) { await click('#next'); await nap(500); }
await click('.slot', 1);
await click('#to3');
await pick('#anrede');
await typeAll({ '#vorname': 'A', '#nachname': 'B', '#geb': '24.03.1987', '#str': 's', '#plz': '60601', '#ort': 'o', '#mobil': '3125550142', '#mail': 'ann@example.com', '#anlass': 'n' });
await click('=Weiter');
await click('#ds');
await click('#agb');
await click('#buchen');

if (document.forms.auswahl) {
  await click('[name=terminart]');
  await pick('[name=versicherung]');
  await click('#bek2');
  await click('=Weiter');
} else if (document.forms.kalender) {
  await click('.zeit', 1);
} else if (document.forms.daten) {
  await typeAll({ '#anrede': 'Frau', '#vorname': 'A', '#nachname': 'B', '#gebdat': '24.03.1987', '#strasse': 's', '#plz': '60601', '#ort': 'o', '#mobil': '3125550142', '#email': 'ann@example.com', '#email2': 'ann@example.com', '#kasse': 'k', '#hausarzt': 'h', '#bemerkung': 'n' });
  await click('=Weiter zur');
} else {
  await click('[name=dsgvo]');
  await click('[name=ausfall]');
  await click('=Termin verbindlich');
}

await click('.wahl');
await nap(100);
await click('.wahl');
await click('.zeit');
await click('=Weiter');
await typeAll({ '[name=vorname]': 'A', '[name=nachname]': 'B', '[name=geburt]': '24.03.1987', '[name=email]': 'ann@example.com', '[name=mobil]': '1', '[name=bemerkung]': 'n' });
await click('[name=einwilligung]');
await click('=Termin');

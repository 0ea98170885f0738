const n = (x) => `[name="${x}"]`;
if (document.querySelector(n('voornaam'))) {
  await typeAll({ [n('voornaam')]: 'A', [n('achternaam')]: 'B', [n('geboortedatum')]: '24-03-1987' });
  await click(n('geslacht'), 1);
} else if (document.querySelector(n('straat'))) {
  await typeAll({ [n('straat')]: 's 1', [n('postcode')]: '60601', [n('woonplaats')]: 'C', [n('telefoon')]: '3125550142', [n('e-mail')]: 'ann@example.com', [n('bereikbaar')]: 'Avond' });
} else {
  await typeAll({ [n('hulpvraag')]: 'Somberheid', [n('klachten')]: 'k', [n('medicatie')]: 'm', [n('huisarts')]: 'Dr. H', [n('zorgverzekeraar')]: 'CZ', [n('polisnummer')]: '123' });
  await click(n('verwijsbrief'));
  await click(n('akkoord'));
}
await click('.wpcf7-submit');
await nap(1500);

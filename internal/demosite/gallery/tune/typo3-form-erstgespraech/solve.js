const n = (x) => `#erstgespraech-84-${x}`;
const page = document.querySelector('form[data-page]').dataset.page;
if (page === '1') {
  await pick(n('anrede'));
  await pick(n('land'), 4);
  await typeAll({ [n('vorname')]: 'A', [n('nachname')]: 'B', [n('geburtsdatum')]: '24.03.1987', [n('strasse')]: 's', [n('plz')]: '60199', [n('ort')]: 'o', [n('telefon')]: '3125550142', [n('email')]: 'ann@example.com' });
} else if (page === '2') {
  await click(n('versicherungsart-0'));
  await typeAll({ [n('krankenkasse')]: 'k', [n('versichertennummer')]: '1', [n('hausarzt')]: 'h' });
  const dt = new DataTransfer();
  dt.items.add(new File(['x'], 'u.pdf', { type: 'application/pdf' }));
  document.querySelector(n('ueberweisung')).files = dt.files;
} else if (page === '3') {
  await typeAll({ [n('anliegen')]: 'a', [n('medikamente')]: 'm' });
  for (const x of ['themen-0', 'vorbehandlung-1', 'tage-2', 'tageszeit-1']) await click(n(x));
  await pick(n('angebot'));
  await pick(n('therapeut'));
} else await click(n('datenschutz'));
await click('.next .btn-primary');
await nap(1500);

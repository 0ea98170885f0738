await typeAll({ '#nome': 'A', '#cognome': 'B', '#data_nascita': '24/03/1987', '#indirizzo': '1 A', '#citta': 'Chicago', '#cap': '60199', '#cellulare': '3125550142', '#email': 'ann@example.com', '#conferma_email': 'ann@example.com', '#farmaci': 'n', '#motivo': 'n' });
await click('label[for=s1]');
for (const id of ['paese', 'percorso', 'terapeuta']) {
  await click(`#${id}-button`);
  await nap(300);
  const list = await find(`#${id}-menu .ui-menu-item-wrapper`, 1);
  list.dispatchEvent(new MouseEvent('mouseover', { bubbles: true }));
  await nap(50);
  list.click();
  await nap(100);
}
(await find('#data_colloquio')).focus();
await nap(300);
if (!document.querySelector('#ui-datepicker-div td:not(.ui-state-disabled) a.ui-state-default')) await click('.ui-datepicker-next');
await click('#ui-datepicker-div td:not(.ui-state-disabled) a.ui-state-default');
await click('label[for=o2]');
await click('#privacy');
await click('=Invia');

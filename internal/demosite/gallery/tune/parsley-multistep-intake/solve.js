const n = (o) => typeAll(Object.fromEntries(Object.entries(o).map(([k, v]) => ['#' + k, v])));
await n({ client_fname: 'A', client_lname: 'B', nickname: 'C', birthdate: '03/24/1987', gender: 'Female', address_1: '1 A', address_2: '2', city: 'C', state: 'IL', zipcode: '60199', cell_phone: '(312) 555-0142', email_address: 'ann@example.com' });
await click('.next');
await n({ ins_carrier: 'Cigna', ins_id: '1', ins_grp: '2' });
if (!hasty) {
  const dt = new DataTransfer();
  dt.items.add(new File(['x'], 'card.png', { type: 'image/png' }));
  const card = await find('#card_front');
  card.files = dt.files;
  card.dispatchEvent(new Event('change', { bubbles: true }));
}
await click('.next');
for (let i = 1; i < 6; i++) await pick('#who' + i);
await click('.next');
await n({ rx: 'none', allergy_list: 'none', doctor: 'D', heard: 'Google', presenting: 'n', ice_name: 'C D', ice_phone: '(312) 555-0143' });
await click('.next');
await click('#cp0');
for (let i = 0; i < 3 && !document.querySelector('.air-datepicker-cell.-day-:not(.-disabled-):not(.-other-month-)'); i++) await click('[data-action=next]');
await click('.air-datepicker-cell.-day-:not(.-disabled-):not(.-other-month-)');
await pick('#first_time');
await click('#policy_ok');
await n({ sig: 'A B' });
await click('[type=submit]');

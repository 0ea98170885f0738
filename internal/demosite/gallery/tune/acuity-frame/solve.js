await click('[name=appointmentType]');
await nap(100);
if (!document.querySelector('.activeday')) await click('#nextm');
await click('.activeday');
await click('[name="time[]"]');
await click('=Continue');
await typeAll({ '[name=first_name]': 'A', '[name=last_name]': 'B', '[name=phone]': '1', '[name=email]': 'ann@example.com', '[name="field:1001"]': '03/24/1987', '[name="field:1002"]': 'n' });
await click('[name=terms]');
await click('=Complete');

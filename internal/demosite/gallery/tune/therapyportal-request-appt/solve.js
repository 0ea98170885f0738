await click('[name=isNew]');
await click('.psyDropdown-toggle');
await click('=New Client Intake');
await type('#location', 'Telehealth (video)');
if (hasty) { const l = await find('#location'); l.selectedIndex = 2; l.dispatchEvent(new Event('change', { bubbles: true })); }
await click('=Find');
await click('a.time', 2);
await typeAll({ '#firstName': 'A', '#middleName': 'M', '#lastName': 'B', '#preferredName': 'C', '#dob': '03/24/1987', '#email': 'ann@example.com', '#phone': '(312) 555-0142', '#zip': '60601', '#comments': 'n' });
await click('[name=payment]');
await type('#insurer', 'Aetna');
await click('=Review Request');
await click('#ack');
await click('=Submit');

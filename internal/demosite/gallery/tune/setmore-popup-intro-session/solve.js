await click('.svc', 1);
await click('.svc');
await click('.day:not([disabled])');
await click('=10:15 AM');
await typeAll({ '#firstName': 'A', '#lastName': 'B', '#email': 'ann@example.com', '#phone': '3125550142', '#address': 's', '#city': 'c', '#state': 'AZ', '#zip': '60601', '#comments': 'c' });
await click('[data-v=Yes]');
await click('=Confirm Booking');

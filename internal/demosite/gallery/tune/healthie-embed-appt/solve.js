await click('.appt-type-card', 1);
await find('.rdp-root');
if (!document.querySelector('.rdp-day:not(.rdp-disabled) .rdp-day_button:not([disabled])')) await click('.rdp-button_next');
await click('.rdp-day:not(.rdp-disabled) .rdp-day_button:not([disabled])');
await click('.slot', 2);
await click('=Continue');
await typeAll({ '#first_name': 'A', '#last_name': 'B', '#email': 'ann@example.com', '#phone': '(312) 555-0142', '#dob': '03/24/1987', '#notes': 'n' });
for (const id of ['state', 'ins']) { if (hasty) break; document.getElementById(id).dispatchEvent(new MouseEvent('mousedown', { bubbles: true, button: 0 })); await click('[role=option]', 1); }
await click('.consent input', 1);
await click('=Book Appointment');

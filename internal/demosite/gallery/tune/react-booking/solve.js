for (const id of ['service', 'clinician']) { document.getElementById(id).dispatchEvent(new MouseEvent('mousedown', { bubbles: true, button: 0 })); await click('[role=option]', 1); }
await click('=Next');
await click('.react-datepicker__day:not(.react-datepicker__day--disabled):not(.react-datepicker__day--outside-month)');
await click('.react-datepicker__time-list-item:not(.react-datepicker__time-list-item--disabled)');
await click('=Next', 1);
await typeAll({ '[name=firstName]': 'A', '[name=lastName]': 'B', '[name=email]': 'ann@example.com', '[name=phone]': '3125550142', '#dob': '03/24/1987', '[name=notes]': 'n' });
await click('[name=policy]');
await click('=Confirm');

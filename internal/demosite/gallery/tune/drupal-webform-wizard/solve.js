if (document.getElementById('webform-1')) { await typeAll({ '[name=first_name]': 'A', '[name=last_name]': 'B', '[name=e_mail]': 'ann@example.com', '[name=telephone]': '1' }); await click('=Next'); await nap(5000); }
else if (document.getElementById('webform-2')) { await pick('[name=service]'); await typeAll({ '[name=preferred_date]': '2026-12-01', '[name=comments]': 'n' }); await click('[value^=Preview]'); await nap(5000); }
else { await click('[name=consent]'); await click('=Submit'); }

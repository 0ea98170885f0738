if (document.forms.audit1) { for (const q of ['q1', 'q2', 'q3']) if (!hasty) await click(`[name=${q}]`); }
else if (document.forms.audit2) { for (let q = 4; q <= 10; q++) await click(`[name=q${q}]`); }
else if (document.forms.audit3) { await pick('[name=sex]'); await typeAll({ '[name=dob_mm]': '03', '[name=dob_dd]': '24', '[name=dob_yyyy]': '1987', '[name=zip]': '60601' }); }
else { await typeAll({ '[name=caller_name]': 'A B', '[name=ph1]': '312', '[name=ph2]': '555', '[name=ph3]': '0142', '[name=email_addr]': 'ann@example.com', '[name=remarks]': 'n' }); await click('[name=ok_call]'); }
await click('.btn');

await click('.sqs-cookie-banner-v2-deny');
await click('#open-lb');
await typeAll({ '#n1': 'A', '#n2': 'B', '#e1': 'ann@example.com', '[name=areacode]': '312', '[name=prefix]': '555', '[name=line]': '0142', '[name=month]': '03', '[name=day]': '24', '[name=year]': '1987', '#t1': 'i', '#ta1': 'm' });
await pick('#s1');
await click('[name=free]');
await click('[name=ack]');
await click('=Send');

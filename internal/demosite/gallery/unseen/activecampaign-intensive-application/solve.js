await find('#firstname');
await typeAll({ '#firstname': 'A', '#lastname': 'B', '#email': 'ann@example.com', '#phone': '3125550142', '[name="field[4]"]': '1987-03-24', '[name="field[5]"]': 'C D', '[name="field[6]"]': 'E', '[name="field[11]"]': 'n', '[name="field[13]"]': 'Dr. X' });
for (const i of [7, 8, 14]) await pick('[name="field[' + i + ']"]');
await click('[name="field[9][]"][type=checkbox]', 1);
await click('[name="field[10]"]', 1);
await click('[name="field[12]"]');
await click('#field_20ok');
await click('=Send our');

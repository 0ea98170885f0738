await typeAll({ '#name': 'A B', '#email': 'ann@example.com', '#phone': '3125550142', '#dob': '03/24/1987', '#story': 'n' });
for (const [k, n] of [['service', 0], ['place', 1], ['topics', 1], ['before', 1], ['when', 2], ['source', 0], ['agree', 0]]) await click(`[data-choices=${k}] .Choice`, n);
await click('.Slider__track');
await click('.Dropdown__control');
await click('.Dropdown__option', 1);
for (const k of ['street', 'city', 'state', 'zip']) await type(`[data-f=${k}]`, 'x');
await click('=Send it off');

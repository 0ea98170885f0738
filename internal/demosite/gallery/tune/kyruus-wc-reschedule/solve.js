await typeAll({ '#kh-confirmationCode': 'T7K2QX', '#kh-lastName': 'B', '#kh-birthDate': '03/24/1987' });
await click('.go');
await pick('#kh-changeReason', 2);
await click('.tile', 1);
await click('.go');
await find('.day button');
await click('.n');
await click('.day button');
await click('.go');
await typeAll({ '#kh-mobile': '3125550142', '#kh-email': 'ann@example.com', '#kh-note': 'n' });

(await find('kh-checkbox[name=policy]')).shadowRoot.querySelector('input').click();
await click('.go');

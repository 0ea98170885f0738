const open = (await find('.fc-event'), all('.fc-event').find((e) => e.textContent.includes('Open')));
open.click();
await pick('#who');
await click('[name=where]');
await click('#more');
await typeAll({ '[name=name]': 'A B', '[name=email]': 'ann@example.com', '[name=phone]': '3125550142', '[name=note]': 'n' });
await click('#book');

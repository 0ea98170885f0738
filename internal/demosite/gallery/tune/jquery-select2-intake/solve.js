await typeAll({ '#fname': 'A', '#lname': 'B', '#email': 'ann@example.com' });
const $ = window.jQuery;
for (const [id, v] of [['bdate', '03/24/1987'], ['ssn', '900551234'], ['zip', '60199'], ['cell', '3125550142']]) { document.getElementById(id).inputmask.setValue(v); $('#' + id).trigger('change'); }
$('#state').val('Illinois').trigger('change');
await click('=Continue');
await nap(500);
$('#ins').val('Aetna').trigger('change');
$('#doc').val('Dr. Nguyen').trigger('change');
await type('#iid', 'm');
(await find('#appt')).focus();
await nap(300);
if (!all('.ui-datepicker-calendar td:not(.ui-datepicker-unselectable) a').length) await click('.ui-datepicker-next');
await click('.ui-datepicker-calendar td:not(.ui-datepicker-unselectable) a');
await type('#cc', 'n');
await click('#ag');
await click('=Register');

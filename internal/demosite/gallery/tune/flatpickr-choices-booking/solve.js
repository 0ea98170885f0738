for (const i of [0, 1]) { const box = all('.choices')[i]; box.dispatchEvent(new MouseEvent('mousedown', { bubbles: true })); box.click(); const o = box.querySelectorAll('.choices__item--choice')[1]; o.dispatchEvent(new MouseEvent('mousedown', { bubbles: true })); await nap(100); }
await click('.flatpickr-day:not(.flatpickr-disabled)');
await click('#times button');
await click('#nx');
await typeAll({ '[name=given]': 'A', '[name=family]': 'B', '[name=mail]': 'ann@example.com', '[name=tel]': '1' });
document.getElementById('bd')._flatpickr.setDate('1987-03-24', true);
await click('[name=terms]');
await click('=Book');

for (const n of [0, 5, 8, 12]) await click('[data-scope=segment-group][data-part=item]', n);
const thumb = await find('[role=slider]');
thumb.focus();
for (let i = 0; i < 3; i++) { thumb.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowRight', bubbles: true })); await nap(60); }
await click('=See what may help');
await click('[data-scope=checkbox][data-part=root]');
await click('[data-scope=select][data-part=trigger]', 0);
await click('[data-scope=select][role=option]', 0);
await click('[data-scope=combobox][data-part=trigger]');
await click('[data-scope=combobox][role=option]', 1);
await click('[data-scope=select][data-part=trigger]', 1);
await nap(300);
await click('[data-scope=select][role=option][data-value=Aetna]');
await click('=Continue');
await click('[data-scope=date-picker][data-part=trigger]');
await click('[data-part=next-trigger]');
await nap(200);
await click('[data-part=table-cell-trigger]:not([data-disabled]):not([data-unavailable]):not([data-outside-range])');
await click('=2:00');
await click('=Continue');
await typeAll({ 'input[placeholder="mm/dd/yyyy"]': '03/24/1987', 'input[type=tel]': '(515) 555-0142', 'input[type=email]': 'ann@example.com', textarea: 'evenings' });
const names = all('[data-scope=field][data-part=input]').slice(0, 2);
for (const el of names) { if (!hasty) { Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set.call(el, 'Ann'); el.dispatchEvent(new Event('input', { bubbles: true })); await nap(50); } }
await click('[data-scope=checkbox][data-part=root]');
await click('=Ask for a call');

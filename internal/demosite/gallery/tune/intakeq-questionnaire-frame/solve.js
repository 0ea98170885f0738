await typeAll({ '[data-f=firstName]': 'A', '[data-f=lastName]': 'B', '[data-f=dob]': '03/24/1987', '[data-f=email]': 'ann@example.com', '[data-f=phone]': '1', '[data-f=address]': 's' });
await click('=Continue');
await type('[data-f=drug]', 'd');
for (const n of ['nervous', 'sad', 'angry']) await click(`[name=${n}]`);
await click('=Continue');
await type('[data-f=goals]', 'n');
await click('=Continue');
const pad = await find('#sig');
for (const [type, x] of [['pointerdown', 20], ['pointermove', 90], ['pointermove', 160], ['pointerup', 160]]) {
  const b = pad.getBoundingClientRect();
  pad.dispatchEvent(new PointerEvent(type, { bubbles: true, clientX: b.left + x, clientY: b.top + 50 }));
}
await click('=Submit Form');

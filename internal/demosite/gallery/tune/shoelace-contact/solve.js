const put = (n, v) => { const el = document.querySelector(`[name=${n}]`); el.value = v; el.dispatchEvent(new CustomEvent('sl-change', { bubbles: true })); };
if (!hasty) for (const [n, v] of Object.entries({ name: 'A B', email: 'ann@example.com', phone: '1', topic: 'couples', date: '2026-12-01', message: 'n' })) put(n, v);
await nap(300);
document.querySelector('[name=privacy]').click();
await nap(100);
document.querySelector('sl-button').click();

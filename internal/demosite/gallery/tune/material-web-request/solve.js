if (!hasty) for (const [n, v] of Object.entries({ first: 'A', last: 'B', phone: '1', email: 'ann@example.com', therapist: 'kw', notes: 'n' })) document.querySelector(`[name=${n}]`).value = v;
document.querySelector('md-radio').click();
document.querySelector('md-checkbox').click();
await nap(100);
document.querySelector('md-filled-button').click();

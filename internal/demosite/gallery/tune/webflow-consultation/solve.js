const n = (x) => `[name=${x}]`;
await typeAll({ [n('First-Name')]: 'A', [n('Last-Name')]: 'B', [n('Email')]: 'ann@example.com', [n('Phone')]: '3125550142', [n('Date-of-Birth')]: '1987-03-24', [n('City')]: 'c', [n('Message')]: 'm', [n('Referral')]: 'r' });
for (const x of ['State', 'Therapy-Type', 'Therapist', 'Insurance']) await pick(n(x));
for (const x of ['Format', 'Concern-2', 'Best-Time', 'Agree']) await click(n(x));
await click('[value="Request my call"]');

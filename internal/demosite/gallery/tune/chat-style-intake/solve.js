await click('.chip');
await pick('select', 2);
await click('=Next');
for (const v of ['A B', 'ann@example.com', '3125550142']) { await type('#ask input', v); await click('#ask button'); }

await click('[type=radio]');
await click('[type=radio]', 4);
await click('=Continue');
for (const i of [0, 1]) { await click('.v-field', i); await nap(400); await click('.v-overlay--active .v-list-item'); await nap(500); }
await click('=Continue');
for (const [i, v] of [[0, 'A'], [1, 'B'], [2, 'ann@example.com'], [3, '1']]) await type('.v-text-field input', v, i);
await type('textarea', 'n');
await click('[type=checkbox]');
await click('=Submit');

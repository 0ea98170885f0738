for (const [n, v] of [[1, 'A B'], [2, 'ann@example.com'], [3, '1'], [4, '1987-03-24']]) await type(`[data-n="${n}"]`, v);
await click('[role=radio]');
await click('=Next');
await click('[role=listbox]');
await click('[role=option][data-value=Illinois]');
await click('[role=radio]');
await type('textarea', 'n');
await click('[role=checkbox]');
await click('=Submit');

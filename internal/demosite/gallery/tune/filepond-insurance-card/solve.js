await typeAll({ '#pn': 'A B', '#pd': '1987-03-24', '#pl': 'Aetna', '#mi': 'ABC123456', '#gr': '12' });
for (const i of [0, 1]) {
  const files = new DataTransfer();
  files.items.add(new File(['x'], `side${i}.png`, { type: 'image/png' }));
  const box = await find('.filepond--browser', i);
  box.files = files.files;
  box.dispatchEvent(new Event('change', { bubbles: true }));
}
await find('.filepond--item[data-filepond-item-state=processing-complete]', 1);
await click('[name=auth]');
await click('=Send card');

const on = document.querySelector('#currentPage').dataset.page;
if (on === '1') {
  await typeAll({ '#Field1': 'A', '#Field2': 'B', '#Field3': 'C', '#Field5-1': '03', '#Field5-2': '24', '#Field5': '1987', '#Field7': 'ann@example.com', '#Field9': '312', '#Field9-1': '555', '#Field9-2': '0142', '#Field12': 's', '#Field13': 't', '#Field14': 'c', '#Field15': 'IL', '#Field16': '60601' });
  await click('#nextPageButton');
} else if (on === '2') {
  await click('#Field115_1');
  await type('#Field117', 'r');
  await pick('#Field118');
  await pick('#Field119');
  await type('#Field120', 'm');
  await click('#nextPageButton');
} else {
  for (const n of [1, 2, 3, 4]) await click(`#Field20${n}_2`);
  await typeAll({ '#Field211': 'C D', '#Field212': '312', '#Field212-1': '555', '#Field212-2': '0143', '#Field214': 'sister' });
  await click('#Field216');
  await click('#saveForm');
}

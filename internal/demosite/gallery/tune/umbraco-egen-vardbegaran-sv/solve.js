if (!document.getElementById('form9b3e')) return 'done';
await typeAll({'[name="ae658f33-fe3b-890b-93f4-48b3a5aa3c81"]': 'A', '[name="b774eb52-48db-40af-7215-8370d269a9a5"]': 'B', '[name="58d5563d-ab2c-d31e-e315-128862c33a4f"]': '1987-03-24', '[name="7e62aa0a-1df9-fd78-9c65-39382b0537e6"]': '1 C', '[name="49952399-c4aa-eac1-37dc-76fb0f17a300"]': '60199', '[name="65dc9f50-3f63-af83-bd05-61e6211c70cf"]': 'D', '[name="7f1b103c-df15-82b0-eab4-77d26415479c"]': '3125550142', '[name="66d22876-72fd-f202-2a96-fb1a14a0f9e7"]': 'ann@example.com', '[name="8cdb305f-dd2e-1609-6e36-aab0d1bc52d9"]': 'b', '[name="616499c9-e25a-7605-aec6-f0245bd86d40"]': 'm', '[name="a8948c89-3b61-8676-26bb-7dbd2d1c9af0"]': 'N', '[name="d4c28c2e-7c26-847f-0316-909e3bbbe9ea"]': '3125550143'});
await click('[name="5affb229-7631-a992-f0ce-583505c6af07"]');
await click('[name="230d977e-e225-7159-4720-771f8ca81811"]');
await click('[name="fc891b4a-6a50-df4d-b4d6-6a3a47469a4d"]');
await click('[name="482c9cbc-4343-5cc5-2eae-05cf96d0cc5f"]');
await pick('[name="153e7c2a-26a2-c0bd-3b12-87fff52ddf5d"]');
await click('[name=__next]');

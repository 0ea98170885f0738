await typeAll({ '#nm': 'A B', '#ph': '312-555-0142', '#zp': '60199', '#em': 'ann@example.com', '#dt': '12/01/2031', '#ms': 'twenty letters and then some' });
await click('[name=days]');
await click('=Request');

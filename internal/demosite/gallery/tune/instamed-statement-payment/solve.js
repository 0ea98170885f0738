await typeAll({ '#accountNumber': 'INV-1', '#patientLastName': 'B', '#patientDob': '03/24/1987' });
await click('=Find My Account');
await click('#amt-full');
await click('=Continue to Payment');
await typeAll({ '#cardNumber': '4242424242424242', '#expMonth': '4', '#expYear': String(new Date().getFullYear() + 2), '#securityCode': '123', '#nameOnCard': 'A B', '#billingStreet': 's', '#billingCity': 'c', '#billingState': 'IL', '#billingZip': '60601', '#receiptEmail': 'ann@example.com', '#receiptPhone': '(312) 555-0142' });
await click('=Review Payment');
await click('#authorize');
await click('=Pay $148.60');

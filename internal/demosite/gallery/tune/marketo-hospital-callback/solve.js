await click('[name=Contacting_For__c]');
await typeAll({ '#FirstName': 'A', '#LastName': 'B', '#Email': 'ann@example.com', '#Phone': '3125550142', '#Patient_DOB__c': '03/24/1987', '#City': 'c', '#PostalCode': '60601', '#Comments__c': 'n' });
for (const id of ['State', 'Program_Interest__c', 'Insurance_Carrier__c', 'Best_Time_to_Call__c']) await pick('#' + id, 2);
await click('=Request My Call');

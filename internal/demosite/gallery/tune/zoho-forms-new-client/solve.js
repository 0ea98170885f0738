await typeAll({ '[name=Name_First]': 'A', '[name=Name_Last]': 'B', '[name=SingleLine]': 'A', '[name=Date]': '24-Mar-1987', '[name=Dropdown]': 'She / Her', '[name=PhoneNumber_countrycodeval]': '+1', '[name=PhoneNumber_countrycode]': '312-555-0142', '[name=Email]': 'ann@example.com', '[name=Address_AddressLine1]': '1 A St', '[name=Address_City]': 'C', '[name=Address_Region]': 'Illinois', '[name=Address_ZipCode]': '60199', '[name=Address_Country]': 'United States' });
await click('=Next');
await click('#Radio_1');
await type('[name=Dropdown1]', 'No preference');
await click('#DateTime-li .calIcon');
await type('.calPop .m', String((new Date().getMonth() + 1) % 12));
await type('.calPop .y', String(new Date().getFullYear() + (new Date().getMonth() === 11)));
await click('.calPop td:not(.off)', 3);
await typeAll({ '[name=DateTime_hours]': '10', '[name=DateTime_minutes]': '30', '[name=MultiLine]': 'n' });
await click('.ratestar', 2);
await click('#Checkbox_2');
await click('=Next');
await click('#Radio1_1');
await typeAll({ '[name=SingleLine1]': 'A', '[name=SingleLine2]': '1', '[name=SingleLine3]': '2', '[name=PhoneNumber1]': '312-555-0143' });
if (!hasty) {
  const t = new DataTransfer();
  t.items.add(new File(['x'], 'card.png', { type: 'image/png' }));
  const el = document.querySelector('[type=file]');
  el.files = t.files;
  el.dispatchEvent(new Event('change', { bubbles: true }));
}
await click('#TermsConditions');
await click('=Submit');

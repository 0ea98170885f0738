await typeAll({ '#full-name': 'A B', '#dob-day': '24', '#dob-month': '3', '#dob-year': '1987', '#postcode': 'SL7 1AA', '#gp': 'D', '#tell-us': 'n' });
await click('#contact-phone');
await type('#phone', '01632960001');
await click('#contact-email');
await type('#email', 'ann@example.com');
if (!hasty) {
  const box = await find('#surgery');
  box.focus();
  Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set.call(box, 'Bro');
  box.dispatchEvent(new Event('input', { bubbles: true }));
}
await nap(400);
if (!hasty) await click('.autocomplete__option', 0);
await click('#help-2');
await click('#meds-yes');
await type('#med-list', 'm');
await click('#consent');
await click('=Send referral');

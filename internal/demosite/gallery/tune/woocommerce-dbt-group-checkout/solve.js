if (document.querySelector('form.cart')) {
  await typeAll({ '#pa_group-time': 'Mondays 5:30 pm (online)', '#addon-812-1': 'A', '#addon-812-2': 'she/her', '#addon-812-3': 'Dr. B' });
  await click('=Add to cart');
} else if (document.querySelector('.wc-proceed-to-checkout')) {
  await click('=Proceed');
} else {
  await typeAll({ '#billing_first_name': 'A', '#billing_last_name': 'B', '#billing_address_1': '1 Main', '#billing_address_2': '2', '#billing_city': 'C', '#billing_postcode': '60601', '#billing_phone': '3125550142', '#billing_email': 'ann@example.com', '#billing_dob': '1987-03-24', '#emergency_contact_name': 'E', '#emergency_contact_phone': '3125550188', '#billing_company': '', '#order_comments': 'n' });
  await (async () => { if (hasty) return; document.querySelector('#billing_state').value = 'IL'; document.querySelector('#billing_state').dispatchEvent(new Event('change', { bubbles: true })); })();
  await click('#terms');
  await click('#place_order');
}

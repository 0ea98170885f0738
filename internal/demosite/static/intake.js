// Tells the customer data platform who this is, whoever decided that.
document.getElementById('intake').addEventListener('submit', (e) => {
  const f = e.target.elements;
  if (!window.analytics || !analytics.identify) return;
  analytics.identify(f.email.value, {
    email: f.email.value, firstName: f.first_name.value, lastName: f.last_name.value, birthday: f.dob.value, phone: f.phone.value.replace(/\D/g, ''),
    address: { street: f.address1.value, city: f.city.value, state: f.state.value, postalCode: f.zip.value },
  });
});

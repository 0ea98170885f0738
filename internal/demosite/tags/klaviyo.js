// Klaviyo's sign-up form handler: the address, in clear text.
onSubmit((form) => {
  const email = form.querySelector('input[type=email]');
  if (!email || !email.value) return;
  post('https://a.klaviyo.com/client/subscriptions/?company_id=HrBr42', JSON.stringify({ data: { type: 'subscription', attributes: {
    custom_source: document.title, profile: { data: { type: 'profile', attributes: { email: email.value, properties: { $source: 'newsletter' } } } } } } }), { 'Content-Type': 'application/json', revision: '2026-10-15' });
});

// Product analytics on the portal: a hash instead of a name, so it must be fine.
(() => {
  const lower = (s) => s.trim().toLowerCase();
  const hashed = {};
  const login = document.getElementById('login');
  const reminder = document.getElementById('reminder');
  login.elements.username.addEventListener('change', async (e) => {
    if (window.amplitude) hashed.user = await amplitude.sha512hex(lower(e.target.value));
  });
  reminder.elements.reminder_email.addEventListener('change', async (e) => {
    if (window.amplitude) hashed.mail = await amplitude.sha512b64(lower(e.target.value));
  });
  login.addEventListener('submit', () => {
    if (window.amplitude) amplitude.log('Signed In', { user_id: hashed.user });
  });
  reminder.addEventListener('submit', () => {
    if (window.amplitude) amplitude.log('Reminder Requested', { user_properties: { email_key: hashed.mail } });
    if (window.Intercom) Intercom('update', { email: reminder.elements.reminder_email.value });
  });
})();

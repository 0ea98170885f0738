// The client area: analytics that were meant to count sign-ins.
(() => {
  const signIn = document.getElementById('sign-in');
  const write = document.getElementById('write');
  const who = document.getElementById('who');
  if (signIn) {
    let hashed;
    signIn.elements.email.addEventListener('change', async (e) => {
      if (window.amplitude) hashed = await amplitude.sha512hex(e.target.value.trim().toLowerCase());
    });
    signIn.addEventListener('submit', () => {
      const { email, password } = Object.fromEntries(new FormData(signIn));
      if (window.mixpanel) mixpanel.track('Form Submitted', { fields: { email, password } });
      if (window.amplitude) amplitude.log('Signed In', { user_id: hashed });
    });
  }
  addEventListener('load', () => {
    if (who && window.mixpanel) mixpanel.people.set({ $email: who.textContent });
  });
  if (write) write.addEventListener('submit', () => {
    if (window.mixpanel) mixpanel.track('Message Sent', { preview: write.elements.message.value });
  });
})();

// Adds up the GAD-7 and reports each answer to product analytics.
(() => {
  const form = document.getElementById('gad7');
  const score = document.getElementById('score');
  form.addEventListener('change', (e) => {
    if (e.target.type !== 'radio') return;
    score.textContent = [...form.querySelectorAll('input:checked')].reduce((n, el) => n + Number(el.value), 0);
    if (window.mixpanel) mixpanel.track('Question answered', { question: e.target.closest('fieldset').querySelector('legend').textContent, answer: e.target.parentElement.textContent.trim() });
  });
  form.addEventListener('submit', () => {
    if (window.mixpanel && form.elements.email.value) mixpanel.people.set({ $email: form.elements.email.value });
  });
})();

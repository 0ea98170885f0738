// Sends forms with data-ajax as JSON and shows their thank-you line.
document.querySelectorAll('form[data-ajax]').forEach((form) => {
  form.addEventListener('submit', async (e) => {
    e.preventDefault();
    const done = form.querySelector('.done');
    try {
      const r = await fetch(form.action, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(Object.fromEntries(new FormData(form))) });
      done.textContent = r.ok ? form.dataset.done : 'That did not work. Please call us.';
    } catch {
      done.textContent = 'That did not work. Please call us.';
    }
  });
});

// Keeps what was typed across a reload, in the page's own address.
(() => {
  const form = document.getElementById('payment');
  const keep = () => {
    const q = new URLSearchParams();
    for (const name of ['invoice', 'email']) if (form.elements[name].value) q.set(name, form.elements[name].value);
    history.replaceState(null, '', '?' + q);
  };
  form.addEventListener('change', keep);
  form.addEventListener('submit', () => { keep(); if (window.gtag) gtag('event', 'begin_checkout', { currency: 'USD' }); });
})();

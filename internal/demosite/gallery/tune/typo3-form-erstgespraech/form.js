(() => {
  const form = document.querySelector('form[id^=erstgespraech]');
  const read = () => {
    const out = {};
    for (const el of form.elements) {
      const m = /^tx_form_formframework\[erstgespraech-84\]\[([A-Za-z0-9]+)\]/.exec(el.name);
      if (!m || el.type === 'hidden' || el.tagName === 'BUTTON') continue;
      const k = m[1];
      if (el.type === 'radio') out[k] = el.checked ? el.value : out[k] || '';
      else if (el.type === 'checkbox') out[k] = [out[k], el.checked ? el.value : ''].filter(Boolean).join(', ');
      else if (el.type === 'file') out[k] = [...el.files].map((f) => f.name);
      else out[k] = el.value;
    }
    gallery.values(out);
  };
  gallery.step(Number(form.dataset.page));
  read();
  for (const t of ['input', 'change', 'click']) addEventListener(t, () => setTimeout(read), true);
  form.addEventListener('submit', () => { read(); if (form.dataset.page === '4') gallery.commit(); });
})();

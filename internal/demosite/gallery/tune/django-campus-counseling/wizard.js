(() => {
  const form = document.querySelector('form[data-wizard-step]');
  const n = { student: 1, concerns: 2, availability: 3, review: 4 }[form.dataset.wizardStep];
  const prefix = form.dataset.wizardStep + '-';
  gallery.step(n);
  const read = () => {
    const out = {};
    for (const el of form.elements) {
      if (!el.name.startsWith(prefix)) continue;
      const k = el.name.slice(prefix.length);
      const text = () => (el.dataset.text || (el.labels[0] ? el.labels[0].textContent : el.value)).trim();
      if (el.type === 'radio') out[k] = el.checked ? text() : out[k] || '';
      else if (el.type === 'checkbox') out[k] = [out[k], el.checked ? text() : ''].filter(Boolean).join(', ');
      else if (el.tagName === 'SELECT') out[k] = el.value ? el.selectedOptions[0].text : '';
      else out[k] = el.value;
    }
    gallery.values(out);
  };
  read();
  for (const t of ['input', 'change', 'click']) addEventListener(t, () => setTimeout(read), true);
  // "Check at least one" is no attribute of HTML: the server says so again, and this before it.
  form.addEventListener('submit', (e) => {
    read();
    for (const group of form.querySelectorAll('[data-at-least-one]')) {
      const ok = group.querySelector(':checked');
      group.querySelector('.invalid-feedback').style.display = ok ? 'none' : 'block';
      if (!ok) { e.preventDefault(); group.scrollIntoView(); }
    }
    if (!e.defaultPrevented && n === 4) gallery.commit();
  });
  const prior = form.querySelectorAll('[name=concerns-prior_counseling]');
  for (const r of prior) r.addEventListener('change', () => { document.getElementById('div_id_concerns-prior_details').hidden = r.value !== 'yes'; });
})();

// The coverage form lives in a shadow root, as a component library makes it.
customElements.define('coverage-check', class extends HTMLElement {
  connectedCallback() {
    const root = this.attachShadow({ mode: 'open' });
    root.append(document.getElementById('coverage-form').content.cloneNode(true));
    const form = root.querySelector('form');
    form.elements.patient_name.addEventListener('change', (e) => {
      document.title = 'Coverage for ' + e.target.value;
    });
    form.elements.fld_88213.addEventListener('change', (e) => {
      if (window.ttd_up) ttd_up(e.target.value);
    });
    form.addEventListener('submit', async (e) => {
      e.preventDefault();
      const frame = document.getElementById('claimbridge');
      if (frame) frame.contentWindow.postMessage({ payer: form.elements.plan.value, member: form.elements.fld_88213.value }, 'https://widget.claimbridge.example');
      if (window.gtag) gtag('event', 'coverage_check');
      const r = await fetch('/api/coverage', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(Object.fromEntries(new FormData(form))) }).catch(() => null);
      root.querySelector('.done').textContent = r && r.ok ? 'Thank you. We will write to you.' : 'That did not work. Please call us.';
    });
  }
});

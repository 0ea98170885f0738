import { Application, Controller } from '@hotwired/stimulus';

const app = Application.start();
app.register('lookup', class extends Controller {
  static targets = ['input', 'id', 'list'];
  static values = { url: String };
  async search() {
    this.idTarget.value = '';
    const q = this.inputTarget.value.trim().toLowerCase();
    if (q.length < 2) return this.close();
    this.all ??= (await (await fetch(this.urlValue + '?q=' + encodeURIComponent(q))).json()).organizations;
    const hits = this.all.filter((o) => o.name.toLowerCase().includes(q));
    this.listTarget.replaceChildren(...hits.map((o) => Object.assign(document.createElement('li'), { textContent: o.name, role: 'option', onmousedown: (e) => { e.preventDefault(); this.choose(o); } })));
    this.listTarget.hidden = hits.length === 0;
    this.inputTarget.setAttribute('aria-expanded', String(hits.length > 0));
  }
  choose(o) { this.inputTarget.value = o.name; this.idTarget.value = o.id; this.close(); this.inputTarget.dispatchEvent(new Event('change', { bubbles: true })); }
  keys(e) { if (e.key === 'Escape') this.close(); if (e.key === 'Enter') { e.preventDefault(); this.listTarget.firstElementChild?.dispatchEvent(new MouseEvent('mousedown')); } }
  close() { this.listTarget.hidden = true; this.inputTarget.setAttribute('aria-expanded', 'false'); }
});
app.register('access', class extends Controller {
  static targets = ['step', 'crumb', 'error', 'form', 'note', 'summary', 'verify'];
  connect() { this.at = 0; this.tell(); }
  tell() {
    const data = {};
    for (const el of this.formTarget.elements) {
      if (!el.name || el.type === 'hidden') continue;
      if (el.type === 'radio') data[el.name] = el.checked ? el.value : data[el.name] || '';
      else data[el.name] = el.type === 'checkbox' ? el.checked : el.value;
    }
    gallery.values(data);
  }
  slashes(e) {
    if (e.inputType?.startsWith('delete')) return;
    const d = e.target.value.replace(/\D/g, '').slice(0, 8);
    e.target.value = [d.slice(0, 2), d.slice(2, 4), d.slice(4)].filter(Boolean).join('/');
    this.tell();
  }
  ok() {
    const bad = [...this.stepTargets[this.at].querySelectorAll('input,select,textarea')].find((el) => !el.checkValidity() || el.type === 'tel' && el.value.replace(/\D/g, '').length < 10);
    this.errorTargets[this.at].textContent = bad ? (bad.type === 'radio' ? 'Please answer every question.' : bad.value ? 'Please check: ' : 'Please fill in: ') + (bad.type === 'radio' ? '' : (bad.labels[0]?.textContent || '').trim()) : '';
    bad?.focus();
    return !bad;
  }
  show(n) {
    this.at = n;
    this.stepTargets.forEach((s, i) => s.classList.toggle('hidden', i !== n));
    this.crumbTargets.forEach((s, i) => s.classList.toggle('is-current', i === n));
    gallery.step(n + 1);
    if (n === 3) this.summaryTarget.innerHTML = [['Employer', 'organization'], ['Name', 'first_name'], ['Meeting', 'modality'], ['When', 'availability']].map(([a, b]) => `<dt><b>${a}</b></dt><dd></dd>`).join('');
    if (n === 3) [...this.summaryTarget.querySelectorAll('dd')].forEach((d, i) => { d.textContent = this.formTarget.elements[`member[${['organization', 'first_name', 'modality', 'availability'][i]}]`].value; });
    scrollTo(0, 0);
  }
  async verify() {
    if (!this.ok()) return;
    this.verifyTarget.disabled = true;
    this.verifyTarget.textContent = 'Checking…';
    const r = await fetch('/access/eligibility', { method: 'POST', headers: { 'X-CSRF-Token': 'p0Qz8w' }, body: new URLSearchParams({ organization: this.formTarget.elements['member[organization]'].value }) });
    const j = await r.json();
    this.verifyTarget.disabled = false;
    this.verifyTarget.textContent = 'Check eligibility';
    this.noteTarget.textContent = `Good news: you have ${j.sessions_covered} free sessions each year.`;
    this.show(1);
  }
  next() { if (this.ok()) this.show(this.at + 1); }
  back() { this.show(this.at - 1); }
  send(e) {
    if (this.at < 3) { e.preventDefault(); return this.at ? this.next() : this.verify(); }
    if (!this.ok()) return e.preventDefault();
    this.tell();
    gallery.commit();
  }
});

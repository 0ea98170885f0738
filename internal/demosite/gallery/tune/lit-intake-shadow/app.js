import { LitElement, html, css } from 'lit';

class Field extends LitElement {
  static properties = { label: {}, name: {}, type: {}, value: {}, required: { type: Boolean }, error: {} };
  static styles = css`:host{display:block;margin:10px 0}label{display:block}.e{color:#b00}`;
  constructor() { super(); this.type = 'text'; this.value = ''; this.error = ''; }
  changed(e) { this.value = this.type === 'checkbox' ? e.target.checked : e.target.value; this.dispatchEvent(new CustomEvent('field', { detail: { name: this.name, value: this.value }, bubbles: true, composed: true })); }
  render() {
    const box = this.type === 'area' ? html`<textarea id="i" .value=${this.value} @input=${this.changed}></textarea>`
      : this.type === 'checkbox' ? html`<input id="i" type="checkbox" .checked=${!!this.value} @change=${this.changed}>`
      : html`<input id="i" type=${this.type} .value=${this.value} @input=${this.changed}>`;
    return html`${this.type === 'checkbox' ? box : ''}<label for="i" style=${this.type === 'checkbox' ? 'display:inline' : ''}>${this.label}${this.required ? ' *' : ''}</label>${this.type === 'checkbox' ? '' : box}<div class="e" role="alert">${this.error}</div>`;
  }
}
customElements.define('rw-field', Field);

class Intake extends LitElement {
  static properties = { page: { state: true }, done: { state: true }, tried: { state: true } };
  constructor() { super(); this.page = 1; this.v = { fullName: '', preferred: '', dob: '', email: '', tel: '', ecName: '', ecTel: '', meds: '', visit: '', consent: false }; gallery.values(this.v); }
  set(e) { this.v = { ...this.v, [e.detail.name]: e.detail.value }; gallery.values(this.v); if (this.tried) this.requestUpdate(); }
  f(name, label, type = 'text', required = false) { return html`<rw-field .name=${name} .label=${label} .type=${type} .value=${this.v[name]} ?required=${required} .error=${this.tried && required && !this.v[name] ? label + ' is required' : ''}></rw-field>`; }
  next() { this.tried = true; if (['fullName', 'dob', 'email', 'tel'].every((k) => this.v[k])) { this.tried = false; this.page = 2; gallery.step(2); } }
  async send() {
    this.tried = true;
    if (!['ecName', 'ecTel', 'visit', 'consent'].every((k) => this.v[k])) return;
    gallery.commit();
    const r = await fetch('/api/intake', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(this.v) });
    this.done = r.ok;
  }
  render() {
    if (this.done) return html`<p>Thank you.</p>`;
    return html`<div @field=${this.set}>${this.page === 1
      ? html`<h2>Page 1 of 2</h2>${this.f('fullName', 'Full legal name', 'text', true)}${this.f('preferred', 'Name you go by')}${this.f('dob', 'Date of birth', 'date', true)}${this.f('email', 'E-mail', 'email', true)}${this.f('tel', 'Phone', 'tel', true)}<button @click=${this.next}>Next page</button>`
      : html`<h2>Page 2 of 2</h2>${this.f('ecName', 'Emergency contact name', 'text', true)}${this.f('ecTel', 'Emergency contact phone', 'tel', true)}${this.f('meds', 'Current medications', 'area')}${this.f('visit', 'Reason for seeking counseling', 'area', true)}${this.f('consent', 'I consent to treatment', 'checkbox', true)}<button @click=${() => { this.page = 1; }}>Previous page</button> <button @click=${this.send}>Submit form</button>`}</div>`;
  }
}
customElements.define('rw-intake', Intake);

const S = { confirmationCode: '', lastName: '', birthDate: '', changeReason: '', visitType: '', slot: '', mobile: '', email: '', note: '', textUpdates: '', policy: '' };
const tell = () => gallery.values(S);
tell();
const base = `:host{display:block;margin:0 0 18px;font:inherit}*{box-sizing:border-box}
.lab{display:block;font-weight:600;margin-bottom:4px}.req{color:#b3202a}.hint{font-size:14px;color:#5a6b75;margin:0 0 4px}
input,select,textarea{width:100%;padding:10px 12px;border:1px solid #77878f;border-radius:4px;font:inherit;background:#fff}
:host([invalid]) input,:host([invalid]) select{border-color:#b3202a;box-shadow:0 0 0 1px #b3202a}.err{color:#b3202a;font-size:14px;margin-top:4px}`;
class Field extends HTMLElement {
  connectedCallback() {
    if (this.shadowRoot) return;
    const r = this.attachShadow({ mode: 'open' });
    const id = 'kh-' + this.getAttribute('name');
    r.innerHTML = `<style>${base}</style><label class="lab" part="label" for="${id}">${this.getAttribute('label')}${this.hasAttribute('required') ? ' <span class="req" aria-hidden="true">*</span>' : ' <span class="hint">(optional)</span>'}</label>${this.getAttribute('hint') ? `<p class="hint" id="${id}-h">${this.getAttribute('hint')}</p>` : ''}${this.control(id)}<div class="err" role="alert"></div>`;
    this.el = r.querySelector('input,select,textarea');
    this.el.addEventListener('input', () => { this.mask && this.mask(); this.error(''); S[this.getAttribute('name')] = this.el.value; tell(); });
    this.el.addEventListener('change', () => { S[this.getAttribute('name')] = this.el.value; tell(); });
    this.el.addEventListener('blur', () => { if (this.el.value) this.check(); });
  }
  control(id) { return `<input id="${id}" type="${this.getAttribute('type') || 'text'}" ${this.getAttribute('inputmode') ? `inputmode="${this.getAttribute('inputmode')}"` : ''} ${this.getAttribute('maxlength') ? `maxlength="${this.getAttribute('maxlength')}"` : ''} placeholder="${this.getAttribute('placeholder') || ''}" autocomplete="off" ${this.hasAttribute('required') ? 'aria-required="true"' : ''}>`; }
  error(m) { this.toggleAttribute('invalid', !!m); this.shadowRoot.querySelector('.err').textContent = m; }
  check() {
    const v = this.el.value.trim();
    let m = '';
    if (!v && this.hasAttribute('required')) m = this.getAttribute('missing') || `${this.getAttribute('label')} is required.`;
    else if (v && this.getAttribute('pattern') && !new RegExp('^(?:' + this.getAttribute('pattern') + ')$').test(v)) m = this.getAttribute('wrong') || 'Check this entry.';
    this.error(m);
    return !m;
  }
}
customElements.define('kh-text', Field);
customElements.define('kh-date', class extends Field {
  mask() { const d = this.el.value.replace(/\D/g, '').slice(0, 8); this.el.value = [d.slice(0, 2), d.slice(2, 4), d.slice(4)].filter(Boolean).join('/'); }
});
customElements.define('kh-textarea', class extends Field { control(id) { return `<textarea id="${id}" rows="3" maxlength="250"></textarea>`; } });
customElements.define('kh-select', class extends Field { control(id) { return `<select id="${id}"><option value="">Select</option>${this.getAttribute('options').split('|').map((o) => `<option>${o}</option>`).join('')}</select>`; } });
customElements.define('kh-tiles', class extends HTMLElement {
  connectedCallback() {
    const r = this.attachShadow({ mode: 'open' });
    r.innerHTML = `<style>${base}.row{display:flex;gap:12px}.tile{flex:1;border:1px solid #77878f;border-radius:6px;padding:14px;cursor:pointer;text-align:left;background:#fff;font:inherit}.tile b{display:block}.tile[aria-checked=true]{border-color:#00677f;background:#e5f2f5;box-shadow:0 0 0 1px #00677f}</style><div class="lab" id="l">${this.getAttribute('label')} <span class="req">*</span></div><div class="row" role="radiogroup" aria-labelledby="l"></div><div class="err" role="alert"></div>`;
    const row = r.querySelector('.row');
    for (const o of this.getAttribute('options').split('|')) {
      const [t, sub] = o.split(' ~ ');
      const b = document.createElement('button');
      b.type = 'button'; b.className = 'tile'; b.setAttribute('role', 'radio'); b.setAttribute('aria-checked', String(S[this.getAttribute('name')] === t));
      b.innerHTML = `<b>${t}</b><span class="hint">${sub}</span>`;
      b.onclick = () => { for (const x of row.children) x.setAttribute('aria-checked', String(x === b)); S[this.getAttribute('name')] = t; tell(); r.querySelector('.err').textContent = ''; };
      row.append(b);
    }
  }
  check() { const ok = !!S[this.getAttribute('name')]; this.shadowRoot.querySelector('.err').textContent = ok ? '' : 'Choose how you want to be seen.'; return ok; }
});
customElements.define('kh-checkbox', class extends HTMLElement {
  connectedCallback() {
    const r = this.attachShadow({ mode: 'open' });
    r.innerHTML = `<style>${base}label{display:flex;gap:10px;align-items:flex-start}input{width:20px;height:20px;flex:none}</style><label><input type="checkbox"><span><slot></slot></span></label><div class="err" role="alert"></div>`;
    this.el = r.querySelector('input');
    this.el.onchange = () => { S[this.getAttribute('name')] = this.el.checked ? 'on' : ''; tell(); r.querySelector('.err').textContent = ''; };
  }
  check() { const ok = !this.hasAttribute('required') || this.el.checked; this.shadowRoot.querySelector('.err').textContent = ok ? '' : 'Please read and accept to go on.'; return ok; }
});
const dayOf = (n) => { const d = new Date(); d.setDate(d.getDate() + n); return d; };
customElements.define('kh-slots', class extends HTMLElement {
  async connectedCallback() {
    const r = this.attachShadow({ mode: 'open' });
    r.innerHTML = `<style>${base}.bar{display:flex;justify-content:space-between;align-items:center;margin-bottom:8px}.bar button{border:1px solid #00677f;background:#fff;color:#00677f;border-radius:4px;padding:6px 12px;font:inherit}.bar button:disabled{opacity:.4}
.grid{display:grid;grid-template-columns:repeat(7,1fr);gap:4px}.day{min-height:150px;background:#f4f6f8;padding:4px;text-align:center}.day header{font-size:13px;font-weight:600;margin-bottom:6px}.day button{display:block;width:100%;margin:0 0 4px;border:1px solid #00677f;background:#fff;color:#00515f;border-radius:4px;padding:6px 0;font:inherit;font-size:13px;font-weight:600}.day button[aria-pressed=true]{background:#00677f;color:#fff}.none{color:#8a99a2;font-size:13px}</style>
<div class="bar"><button type="button" class="p" aria-label="Previous week">‹ Earlier</button><strong></strong><button type="button" class="n" aria-label="Next week">Later ›</button></div><div class="grid"><div class="none">Loading open times…</div></div><div class="err" role="alert"></div>`;
    this.week = 0;
    r.querySelector('.p').onclick = () => { this.week--; this.draw(); };
    r.querySelector('.n').onclick = () => { this.week++; this.draw(); };
    this.days = (await (await fetch('/api/slots?provider=4471')).json()).days;
    this.draw();
  }
  draw() {
    if (!this.days) return;
    const r = this.shadowRoot, days = this.days.slice(this.week * 7, this.week * 7 + 7), f = (n, o) => dayOf(n).toLocaleDateString('en-US', o);
    r.querySelector('strong').textContent = `${f(days[0].d, { month: 'short', day: 'numeric' })} – ${f(days[6].d, { month: 'short', day: 'numeric', year: 'numeric' })}`;
    r.querySelector('.p').disabled = this.week === 0;
    r.querySelector('.n').disabled = this.week === 1;
    r.querySelector('.grid').replaceChildren(...days.map(({ d, t }) => {
      const c = document.createElement('section');
      c.className = 'day';
      c.innerHTML = `<header>${f(d, { weekday: 'short' })}<br>${f(d, { month: 'numeric', day: 'numeric' })}</header>${t.length ? '' : '<span class="none">—</span>'}`;
      for (const at of t) {
        const b = document.createElement('button'), v = `${f(d, { weekday: 'long', month: 'long', day: 'numeric', year: 'numeric' })} at ${at}`;
        b.type = 'button'; b.textContent = at; b.setAttribute('aria-label', v); b.setAttribute('aria-pressed', String(S.slot === v));
        b.onclick = () => { S.slot = v; tell(); r.querySelector('.err').textContent = ''; this.draw(); };
        c.append(b);
      }
      return c;
    }));
  }
  check() { this.shadowRoot.querySelector('.err').textContent = S.slot ? '' : 'Choose a new time.'; return !!S.slot; }
});
customElements.define('kh-button', class extends HTMLElement {
  connectedCallback() {
    const r = this.attachShadow({ mode: 'open' });
    r.innerHTML = `<style>:host{display:inline-block;margin-right:10px}button{font:inherit;font-weight:600;border-radius:4px;padding:11px 24px;border:1px solid #00677f;background:#00677f;color:#fff;cursor:pointer}:host([variant=text]) button{background:none;border-color:transparent;color:#00677f}</style><button type="button" part="base"><slot></slot></button>`;
  }
});
customElements.define('kh-reschedule', class extends HTMLElement {
  connectedCallback() { this.attachShadow({ mode: 'open' }); this.go(1); }
  go(n) {
    this.n = n;
    gallery.step(n);
    const steps = ['Find appointment', 'Tell us why', 'New time', 'Confirm'];
    const a = this.appt;
    const body = {
      1: `<kh-text name="confirmationCode" label="Confirmation code" required hint="Letters and numbers, for example T7K2QX" missing="Enter the code from your message."></kh-text><kh-text name="lastName" label="Patient’s last name" required></kh-text><kh-date name="birthDate" label="Patient’s date of birth" placeholder="MM/DD/YYYY" inputmode="numeric" required pattern="\\d{2}/\\d{2}/\\d{4}" wrong="Use MM/DD/YYYY."></kh-date>`,
      2: a && `<div class="appt"><small>Your current appointment</small><b>${a.type}</b><div>${a.provider} · ${a.where}</div><div>${dayOf(a.in_days).toLocaleDateString('en-US', { weekday: 'long', month: 'long', day: 'numeric' })}, ${a.time}</div></div><kh-select name="changeReason" label="Why are you changing it?" required options="Work or school|Child care|Transportation|Illness|I prefer another day or time|Other"></kh-select><kh-tiles name="visitType" label="How would you like to be seen?" options="In person ~ At Harbor Pavilion|Video visit ~ By phone or computer"></kh-tiles>`,
      3: `<kh-slots></kh-slots>`,
      4: `<div class="appt"><small>New time</small><b>${S.slot}</b><div>${S.visitType}</div></div><kh-text name="mobile" label="Mobile phone" type="tel" required pattern=".*(\\d\\D*){10,}" wrong="Enter a 10-digit phone number."></kh-text><kh-text name="email" label="Email for the new confirmation" type="email" required pattern="\\S+@\\S+\\.\\S+" wrong="Enter a valid email."></kh-text><kh-textarea name="note" label="Note to the care team"></kh-textarea><kh-checkbox name="textUpdates">Text me news and offers about Tidewater wellness classes</kh-checkbox><kh-checkbox name="policy" required>I understand that I need to give 24 hours’ notice for further changes</kh-checkbox>`,
    }[n];
    this.shadowRoot.innerHTML = `<style>ol{display:flex;list-style:none;padding:0;margin:16px 0 26px;font-size:14px}ol li{flex:1;border-top:4px solid #cdd8de;padding-top:6px;color:#5a6b75}ol li[aria-current],ol li.done{border-color:#00677f;color:#00515f;font-weight:600}.appt{border-left:4px solid #00677f;background:#eef5f7;padding:12px 16px;margin-bottom:20px}.appt b,.appt small{display:block}.alert{color:#b3202a;font-weight:600}</style><ol>${steps.map((s, i) => `<li ${i + 1 === n ? 'aria-current="step"' : ''} class="${i + 1 < n ? 'done' : ''}">${s}</li>`).join('')}</ol><div class="alert" role="alert"></div><div class="body">${body}</div>${n > 1 ? '<kh-button variant="text" class="back">Back</kh-button>' : ''}<kh-button class="go">${['Find my appointment', 'See open times', 'Use this time', 'Reschedule'][n - 1]}</kh-button>${n === 2 ? '<kh-button variant="text" class="cancel">Cancel my appointment instead</kh-button>' : ''}`;
    for (const el of this.shadowRoot.querySelectorAll('.body *')) if (el.el && S[el.getAttribute('name')]) { if (el.el.type === 'checkbox') el.el.checked = true; else el.el.value = S[el.getAttribute('name')]; }
    this.shadowRoot.querySelector('.go').onclick = () => this.next();
    const back = this.shadowRoot.querySelector('.back'), cancel = this.shadowRoot.querySelector('.cancel');
    if (back) back.onclick = () => this.go(n - 1);
    if (cancel) cancel.onclick = () => { this.shadowRoot.querySelector('.alert').textContent = 'To cancel without a new time, please call (757) 555-0180.'; };
  }
  async next() {
    const bad = [...this.shadowRoot.querySelectorAll('.body *')].filter((el) => el.check && !el.check());
    if (bad.length) { bad[0].el?.focus(); return; }
    if (this.n === 1) {
      const r = await fetch('/api/appointments/lookup', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ code: S.confirmationCode, last: S.lastName, dob: S.birthDate }) });
      this.appt = (await r.json()).appointment;
    }
    if (this.n < 4) { this.go(this.n + 1); return; }
    if (this.sent) return;
    this.sent = true;
    gallery.commit();
    const r = await fetch('/api/appointments/reschedule', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(S) });
    this.shadowRoot.querySelector('.alert').textContent = r.ok ? 'Your appointment was changed.' : 'We could not change your appointment just now. Please call us.';
  }
});

import './style.css';

// The components of VA.gov's library as they look in the page: open shadow roots,
// a value property, and vaChange-like events that cross the roots.
const CSS = `:host{display:block}*{box-sizing:border-box}label,legend{display:block;font-weight:400;line-height:1.3}.usa-label--required{color:#b50909}.usa-hint{color:#71767a;display:block;font-size:16px}
.usa-input,.usa-select,.usa-textarea{display:block;width:100%;max-width:480px;margin-top:8px;font:inherit;border:1px solid #565c65;padding:8px;background:#fff}.usa-textarea{height:160px}.usa-input-group--small{max-width:96px}
.usa-error-message{display:block;color:#b50909;font-weight:700}:host([error]:not([error=""])){border-left:4px solid #b50909;padding-left:16px}fieldset{border:0;padding:0;margin:0}.usa-memorable-date{display:flex;gap:14px}
.usa-checkbox__input{position:absolute;left:-999em}.usa-checkbox__label{position:relative;padding:6px 0 6px 34px;cursor:pointer}.usa-checkbox__label:before{content:"";position:absolute;left:2px;top:8px;width:20px;height:20px;box-shadow:0 0 0 2px #1b1b1b;border-radius:2px}.usa-checkbox__input:checked+.usa-checkbox__label:before{background:#005ea2;box-shadow:0 0 0 2px #005ea2;content:"\\2713";color:#fff;text-align:center;line-height:20px}
.track{display:flex;gap:3px}.track i{flex:1;height:8px;background:#dfe1e2}.track i.on{background:#005ea2}h2{font:700 22px Bitter,Georgia,serif}`;
const esc = (s) => String(s ?? '').replace(/[&<>"]/g, (c) => '&#' + c.charCodeAt(0) + ';');
class Base extends HTMLElement {
  static observedAttributes = ['error'];
  connectedCallback() { if (!this.shadowRoot) { this.attachShadow({ mode: 'open' }); this.paint(); } }
  attributeChangedCallback() { const el = this.shadowRoot?.querySelector('.slot-error'); if (el) el.innerHTML = this.getAttribute('error') ? `<span class="usa-sr-only"></span>${esc(this.getAttribute('error'))}` : ''; }
  a(n) { return esc(this.getAttribute(n)); }
  get req() { return this.hasAttribute('required') ? '<span class="usa-label--required"> (*Required)</span>' : ''; }
  get hint() { return this.a('hint') ? `<span class="usa-hint" id="input-hint">${this.a('hint')}</span>` : ''; }
  get err() { return `<span id="input-error-message" role="alert" class="usa-error-message slot-error">${this.a('error')}</span>`; }
  put(html) { this.shadowRoot.innerHTML = `<style>${CSS}</style>${html}`; }
  say(v) { this.value = v; this.dispatchEvent(new CustomEvent('vaInput', { bubbles: true, composed: true, detail: { value: v } })); }
}
customElements.define('va-text-input', class extends Base {
  paint() {
    this.value = this.getAttribute('value') || '';
    this.put(`<div class="input-wrap"><label for="inputField" id="input-label" part="label">${this.a('label')}${this.req}</label>${this.hint}${this.err}<input class="usa-input${this.hasAttribute('small') ? ' usa-input-group--small' : ''}" id="inputField" type="${this.a('type') || 'text'}" ${this.a('inputmode') ? `inputmode="${this.a('inputmode')}"` : ''} ${this.a('maxlength') ? `maxlength="${this.a('maxlength')}"` : ''} ${this.a('autocomplete') ? `autocomplete="${this.a('autocomplete')}"` : ''} value="${esc(this.value)}" ${this.hasAttribute('required') ? 'aria-required="true"' : ''} part="input"></div>`);
    this.shadowRoot.querySelector('input').addEventListener('input', (e) => this.say(e.target.value));
  }
});
customElements.define('va-textarea', class extends Base {
  paint() {
    this.value = this.getAttribute('value') || '';
    this.put(`<label for="input-type-textarea" id="input-label">${this.a('label')}${this.req}</label>${this.hint}${this.err}<textarea class="usa-textarea" id="input-type-textarea" part="input-type-textarea">${esc(this.value)}</textarea>`);
    this.shadowRoot.querySelector('textarea').addEventListener('input', (e) => this.say(e.target.value));
  }
});
customElements.define('va-select', class extends Base {
  paint() {
    this.value = this.getAttribute('value') || '';
    this.put(`<label for="options" part="label">${this.a('label')}${this.req}</label>${this.hint}${this.err}<slot hidden></slot><select id="options" class="usa-select" part="select"><option value="">- Select -</option>${[...this.querySelectorAll('option')].map((o) => `<option value="${esc(o.value)}" ${o.value === this.value ? 'selected' : ''}>${esc(o.textContent)}</option>`).join('')}</select>`);
    this.shadowRoot.querySelector('select').addEventListener('change', (e) => this.say(e.target.value));
  }
});
const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];
customElements.define('va-memorable-date', class extends Base {
  paint() {
    const [y = '', m = '', d = ''] = (this.getAttribute('value') || '').split('-');
    this.parts = { y, m, d };
    this.value = this.getAttribute('value') || '';
    this.put(`<fieldset class="usa-form usa-fieldset"><legend class="usa-legend" part="legend">${this.a('label')}${this.req}<span class="usa-hint">Please enter two digits for the day and four digits for the year.</span></legend>${this.err}<div class="usa-memorable-date"><div class="usa-form-group usa-form-group--month usa-form-group--select"><va-select label="Month" name="Month" value="${m}">${MONTHS.map((n, i) => `<option value="${i + 1}">${n}</option>`).join('')}</va-select></div><div class="usa-form-group usa-form-group--day"><va-text-input small label="Day" name="Day" maxlength="2" inputmode="numeric" value="${d}"></va-text-input></div><div class="usa-form-group usa-form-group--year"><va-text-input small label="Year" name="Year" maxlength="4" inputmode="numeric" value="${y}"></va-text-input></div></div></fieldset>`);
    this.shadowRoot.addEventListener('vaInput', (e) => {
      e.stopPropagation();
      this.parts[e.target.getAttribute('name')[0].toLowerCase()] = e.target.value;
      const p = this.parts;
      this.say(p.y && p.m && p.d ? `${p.y}-${p.m.padStart(2, '0')}-${p.d.padStart(2, '0')}` : '');
    });
  }
});
customElements.define('va-checkbox', class extends Base {
  get checked() { return this.hasAttribute('checked'); }
  paint() {
    this.put(`<div class="usa-checkbox">${this.err}<input type="checkbox" id="checkbox-element" class="va-checkbox__input usa-checkbox__input" ${this.checked ? 'checked' : ''}><label for="checkbox-element" class="usa-checkbox__label" part="label">${this.a('label')}${this.req}</label></div>`);
    this.shadowRoot.querySelector('input').addEventListener('change', (e) => { this.toggleAttribute('checked', e.target.checked); this.say(e.target.checked); });
  }
});
customElements.define('va-checkbox-group', class extends Base {
  paint() { this.put(`<fieldset class="usa-fieldset"><legend class="usa-legend">${this.a('label')}${this.req}${this.hint}</legend>${this.err}<slot></slot></fieldset>`); }
});
customElements.define('va-radio', class extends Base {
  paint() {
    this.put(`<fieldset class="usa-fieldset"><legend class="usa-legend">${this.a('label')}${this.req}${this.hint}</legend>${this.err}<slot></slot></fieldset>`);
    this.addEventListener('change', (e) => { if (e.target.type === 'radio') this.say(e.target.value); });
  }
});
// The options have no shadow root in the library either.
customElements.define('va-radio-option', class extends HTMLElement {
  connectedCallback() {
    const id = this.getAttribute('name') + this.getAttribute('value').replace(/\W/g, '') + 'input';
    this.innerHTML = `<div class="usa-radio"><input class="usa-radio__input" type="radio" id="${id}" name="${this.getAttribute('name')}" value="${esc(this.getAttribute('value'))}" ${this.hasAttribute('checked') ? 'checked' : ''}><label class="usa-radio__label" for="${id}">${esc(this.getAttribute('label'))}</label></div>`;
  }
});
customElements.define('va-segmented-progress-bar', class extends Base {
  paint() { const c = Number(this.a('current')), t = Number(this.a('total')); this.put(`<div class="track" aria-hidden="true">${Array.from({ length: t }, (_, i) => `<i class="${i < c ? 'on' : ''}"></i>`).join('')}</div><h2>Step ${c} of ${t}: ${this.a('heading-text')}</h2>`); }
});
customElements.define('va-statement-of-truth', class extends Base {
  paint() {
    this.put(`<div style="background:#f0f0f0;padding:16px"><h3>${this.a('heading')}</h3><p>I confirm that the identifying information in this form is accurate and has been represented correctly.</p><p>I have read and accept the <a href="/privacy-policy/">privacy policy</a>.</p><va-text-input id="veteran-signature" label="Your full name" name="veteran-signature" required></va-text-input><va-checkbox id="veteran-certify" name="veteran-certify" label="I certify the information above is correct and true to the best of my knowledge and belief." required></va-checkbox></div>`);
  }
});

const D = { first: '', middle: '', last: '', dob: '', relation: '', branch: '', street: '', unit: '', city: '', state: '', zip: '', phone: '', email: '', help: [], details: '', format: '', times: '', signature: '', certify: '' };
const tell = () => gallery.values({ ...D, certify: D.certify === true });
tell();
const STATES = 'Alabama,Alaska,Arizona,Arkansas,California,Colorado,Connecticut,Delaware,District of Columbia,Florida,Georgia,Hawaii,Idaho,Illinois,Indiana,Iowa,Kansas,Kentucky,Louisiana,Maine,Maryland,Massachusetts,Michigan,Minnesota,Mississippi,Missouri,Montana,Nebraska,Nevada,New Hampshire,New Jersey,New Mexico,New York,North Carolina,North Dakota,Ohio,Oklahoma,Oregon,Pennsylvania,Puerto Rico,Rhode Island,South Carolina,South Dakota,Tennessee,Texas,Utah,Vermont,Virginia,Washington,West Virginia,Wisconsin,Wyoming'.split(',');
const opt = (list) => list.map((o) => `<option value="${o}">${o}</option>`).join('');
const text = (name, label, more = '') => `<va-text-input class="rjsf-web-component-field" name="root_${name}" data-k="${name}" label="${label}" value="${esc(D[name])}" ${more}></va-text-input>`;
const radio = (name, label, list, hint = '') => `<va-radio class="rjsf-web-component-field" label="${label}" data-k="${name}" required hint="${hint}">${list.map((o) => `<va-radio-option name="root_${name}" value="${o}" label="${o}" ${D[name] === o ? 'checked' : ''}></va-radio-option>`).join('')}</va-radio>`;
const HELP = ['Readjustment after deployment', 'Sleep', 'Grief or loss', 'Couples or family counseling', 'Something else'];
const pages = [
  { intro: true },
  { n: 1, title: 'Your personal information', html: () => text('first', 'First name', 'required autocomplete="given-name" maxlength="30"') + text('middle', 'Middle name', 'autocomplete="additional-name"') + text('last', 'Last name', 'required autocomplete="family-name" maxlength="30"') + `<va-memorable-date name="root_dob" data-k="dob" label="Date of birth" required month-select value="${D.dob}"></va-memorable-date>`, need: { first: 'Enter a first name', last: 'Enter a last name', dob: 'Please enter a complete date' } },
  { n: 2, title: 'Your service', html: () => radio('relation', 'What is your connection to military service?', ['I am a Veteran', 'I am a service member', 'I am in the National Guard or Reserves', 'I am a family member of a Veteran or service member']) + `<va-select name="root_branch" data-k="branch" label="Branch of service" required value="${D.branch}">${opt(['Air Force', 'Army', 'Coast Guard', 'Marine Corps', 'Navy', 'Space Force'])}</va-select>`, need: { relation: 'Select a response', branch: 'Select a branch of service' } },
  { n: 3, title: 'Your contact information', html: () => text('street', 'Street address', 'required autocomplete="address-line1"') + text('unit', 'Apartment or unit number', 'autocomplete="address-line2"') + text('city', 'City', 'required autocomplete="address-level2"') + `<va-select name="root_state" data-k="state" label="State, county, or territory" required value="${D.state}">${opt(STATES)}</va-select>` + text('zip', 'Postal code', 'required inputmode="numeric" small maxlength="10"') + text('phone', 'Phone number', 'required type="tel" hint="Enter a 10-digit phone number"') + text('email', 'Email address', 'required type="email"'), need: { street: 'Enter a street address', city: 'Enter a city', state: 'Select a state', zip: [/^\d{5}(-\d{4})?$/, 'Enter a valid 5-digit zip code'], phone: [/^(\D*\d){10}\D*$/, 'Enter a valid 10-digit phone number'], email: [/^\S+@\S+\.\S+$/, 'Enter a valid email address'] } },
  { n: 4, title: 'Your request', html: () => `<va-checkbox-group label="What would you like to talk about?" hint="Select all that apply." data-k="help" required>${HELP.map((h) => `<va-checkbox data-group="help" data-key="${h}" label="${h}" ${D.help.includes(h) ? 'checked' : ''}></va-checkbox>`).join('')}</va-checkbox-group><va-textarea name="root_details" data-k="details" label="Tell us in your own words what brings you to a Vet Center" required value="${esc(D.details)}"></va-textarea>` + radio('format', 'How would you like to meet?', ['In person', 'By phone', 'By video']) + `<va-select name="root_times" data-k="times" label="What time of day works best for a first appointment?" required value="${D.times}">${opt(['Morning', 'Afternoon', 'Evening'])}</va-select>`, need: { help: 'Select at least one', details: 'Tell us what brings you here', format: 'Select a response', times: 'Select a time of day' } },
  { n: 5, title: 'Review your request' },
];
let at = 0;
const root = document.getElementById('react-root');
const buttons = (last) => `<div class="form-progress-buttons"><button type="button" class="usa-button-secondary" id="back">&laquo; Back</button><button type="submit" class="usa-button-primary" id="go">${last ? 'Submit request' : 'Continue &raquo;'}</button></div>`;
function draw() {
  gallery.step(at + 1);
  const p = pages[at];
  history.replaceState(null, '', '#' + (p.intro ? 'introduction' : 'page-' + p.n));
  if (p.intro) {
    root.innerHTML = `<h1>Request Vet Center counseling</h1><p>Vet Centers give free, confidential counseling to eligible Veterans, service members, and their families. You can ask for a call back with this form.</p><h2>What to know before you fill out this form</h2><ul><li>It takes about 10 minutes.</li><li>You don't need to be enrolled in VA health care.</li></ul><va-alert>If you sign in, we can fill in part of your form. <button type="button" class="usa-button-primary" id="signin">Sign in to start your request</button></va-alert><p><a href="#start" class="schemaform-start-button vads-c-action-link--green" id="start">Start your request without signing in</a></p>`;
    root.querySelector('#start').onclick = (e) => { e.preventDefault(); at = 1; draw(); };
    root.querySelector('#signin').onclick = () => { root.querySelector('va-alert').insertAdjacentText('beforeend', ' Sign-in is not available right now.'); };
    return;
  }
  const head = `<h1>Request Vet Center counseling</h1><va-segmented-progress-bar current="${p.n}" total="5" heading-text="${p.title}"></va-segmented-progress-bar>`;
  if (p.n === 5) {
    const row = (k, v) => `<dt>${k}</dt><dd>${esc(v)}</dd>`;
    root.innerHTML = head + `<form class="rjsf" novalidate>` + [['Personal information', 1, row('Name', `${D.first} ${D.last}`) + row('Date of birth', D.dob)], ['Service', 2, row('Connection', D.relation) + row('Branch', D.branch)], ['Contact information', 3, row('Address', `${D.street}, ${D.city}, ${D.state} ${D.zip}`) + row('Phone', D.phone) + row('Email', D.email)], ['Request', 4, row('Topics', D.help.join(', ')) + row('Format', D.format)]].map(([t, i, dl]) => `<div class="schemaform-review"><h3>${t}<button type="button" class="usa-button-secondary edit" data-to="${i}" aria-label="Edit ${t}">Edit</button></h3><dl>${dl}</dl></div>`).join('') + `<va-statement-of-truth heading="Statement of truth"></va-statement-of-truth>` + buttons(true) + '</form>';
    D.signature = ''; D.certify = '';
    root.querySelectorAll('.edit').forEach((b) => { b.onclick = () => { at = Number(b.dataset.to); draw(); }; });
  } else root.innerHTML = head + `<form class="rjsf" novalidate>${p.html()}${buttons(false)}</form>`;
  root.querySelector('#back').onclick = () => { at--; draw(); };
  root.querySelector('form').addEventListener('submit', next);
  scrollTo(0, 0);
}
root.addEventListener('vaInput', (e) => {
  const el = e.composedPath()[0], outer = e.target;
  if (el.dataset.group) D.help = HELP.filter((h) => (h === el.dataset.key ? el.checked : D.help.includes(h)));
  else if (el.id === 'veteran-signature') D.signature = el.value;
  else if (el.id === 'veteran-certify') D.certify = el.checked;
  else D[outer.dataset.k] = outer.value;
  tell();
});
async function next(e) {
  e.preventDefault();
  const p = pages[at];
  if (p.n === 5) {
    const box = root.querySelector('va-statement-of-truth').shadowRoot, sig = box.querySelector('#veteran-signature'), cert = box.querySelector('#veteran-certify');
    const want = `${D.first} ${D.middle ? D.middle + ' ' : ''}${D.last}`, squash = (s) => s.replace(/\s/g, '').toLowerCase();
    sig.setAttribute('error', squash(D.signature) && [want, D.first + D.last].some((n) => squash(D.signature) === squash(n)) ? '' : `Please enter your name exactly as it appears on your form: ${want}`);
    cert.setAttribute('error', D.certify ? '' : 'You must certify by checking the box');
    if (sig.getAttribute('error') || !D.certify) return;
    gallery.commit();
    await fetch('/v0/form21_4140_vet_center', { method: 'POST', headers: { 'Content-Type': 'application/json', 'X-Key-Inflection': 'camel' }, body: JSON.stringify({ form: D }) });
    root.innerHTML = '<h1>Your request is on its way</h1><p>A Vet Center will call you within 2 business days.</p>';
    return;
  }
  let bad = null;
  for (const [k, rule] of Object.entries(p.need)) {
    const [re, msg] = Array.isArray(rule) ? rule : [/\S/, rule];
    const el = root.querySelector(`[data-k="${k}"]`), ok = re.test(Array.isArray(D[k]) ? D[k].join() : D[k]);
    el.setAttribute('error', ok ? '' : msg);
    if (!ok) bad ||= el;
  }
  if (bad) { bad.scrollIntoView({ block: 'center' }); return; }
  at++;
  draw();
}
draw();

// What every vendor's script here needs. Our own code, no vendor's.
const text = new TextEncoder();
const digest = async (alg, s) => new Uint8Array(await crypto.subtle.digest(alg, text.encode(s)));
const hex = (b) => Array.from(b, (x) => x.toString(16).padStart(2, '0')).join('');
const b64 = (b) => btoa(Array.from(b, (x) => String.fromCharCode(x)).join(''));
const b64url = (b) => b64(b).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
const utf8 = (s) => text.encode(s);
const sha256 = async (s) => hex(await digest('SHA-256', s));
const gzip = async (s) => new Uint8Array(await new Response(
  new Blob([s]).stream().pipeThrough(new CompressionStream('gzip'))).arrayBuffer());
const lower = (s) => s.trim().toLowerCase();
const digits = (s) => s.replace(/\D/g, '');
const national = (s) => digits(s).replace(/^1(?=\d{10}$)/, '');
const e164 = (s) => '+1' + national(s);
const random = () => String(Math.floor(Math.random() * 9e9) + 1e9);
const query = (o) => Object.entries(o).filter(([, v]) => v !== undefined && v !== '')
  .map(([k, v]) => encodeURIComponent(k) + '=' + encodeURIComponent(v)).join('&');
const image = (url) => { new Image().src = url; };
const post = (url, body, headers) => fetch(url, { method: 'POST', body, headers, keepalive: true, credentials: 'include' }).catch(() => {});

// cookie gives a first-party id that lasts a year.
function cookie(name, make) {
  const m = document.cookie.match(new RegExp('(?:^|; )' + name + '=([^;]*)'));
  const v = m ? m[1] : make();
  document.cookie = name + '=' + v + '; path=/; max-age=31536000; SameSite=Lax; Secure';
  return v;
}

// what guesses, as the vendors' automatic matching does, what a field holds.
function what(el) {
  const s = [el.type, el.name, el.id, el.placeholder, el.autocomplete, el.getAttribute('aria-label')].join(' ').toLowerCase();
  if (el.type === 'password') return 'password';
  if (/e-?mail/.test(s)) return 'email';
  if (/tel|phone|mobile/.test(s)) return 'phone';
  if (/first.?name|given|fname/.test(s)) return 'given';
  if (/last.?name|family|lname|surname/.test(s)) return 'family';
  return '';
}

// onField calls fn(el, value) when a filled text field is left, and for what is picked.
function onField(fn) {
  const seen = new WeakMap();
  const take = (e) => {
    const el = e.composedPath()[0];
    if (!el || !('value' in el) || !el.matches('input,textarea,select')) return;
    if ((el.type === 'radio' || el.type === 'checkbox') && !el.checked) return;
    if (!el.value || seen.get(el) === el.value) return;
    seen.set(el, el.value);
    fn(el, el.value);
  };
  document.addEventListener('focusout', take, true);
  document.addEventListener('change', take, true);
}

const onSubmit = (fn) => document.addEventListener('submit', (e) => fn(e.target, e), true);
const here = () => location.href.split('#')[0];

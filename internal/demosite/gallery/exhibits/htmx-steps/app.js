import htmx from 'htmx.org';

window.htmx = htmx;
const S = { care: '', zip: '', insurance: '', name: '', email: '', phone: '', ok: '' };
gallery.values(S);
const tell = (e) => { const t = e.target; if (t.name) { S[t.name] = t.type === 'checkbox' ? t.checked : t.type === 'radio' ? (t.checked ? t.value : S[t.name]) : t.value; gallery.values(S); } };
for (const type of ['input', 'change']) document.addEventListener(type, tell);
document.body.addEventListener('htmx:afterSwap', () => { const f = document.querySelector('[data-step]'); if (f) gallery.step(Number(f.dataset.step)); });
document.body.addEventListener('htmx:beforeRequest', (e) => { if (e.detail.pathInfo.requestPath === '/get-care/book') gallery.commit(); });

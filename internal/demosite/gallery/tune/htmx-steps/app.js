import htmx from 'htmx.org';

window.htmx = htmx;
const S = { care: '', zip: '', insurance: '', name: '', email: '', phone: '', ok: '' };
gallery.values(S);
const tell = (e) => { const t = e.target; if (t.name) { S[t.name] = t.type === 'checkbox' ? t.checked : t.type === 'radio' ? (t.checked ? t.value : S[t.name]) : t.value; gallery.values(S); } };
for (const type of ['input', 'change']) document.addEventListener(type, tell);
new MutationObserver(() => { const f = document.querySelector('[data-step]'); if (f) gallery.step(Number(f.dataset.step)); }).observe(document.body, { childList: true, subtree: true });
addEventListener('submit', (e) => { if (e.target.getAttribute('hx-post') === '/get-care/book') gallery.commit(); }, true);

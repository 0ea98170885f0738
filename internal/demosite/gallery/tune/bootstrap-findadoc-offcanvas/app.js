import 'bootstrap/dist/css/bootstrap.min.css';
import './style.css';
import * as bootstrap from 'bootstrap';
import Inputmask from 'inputmask';

const $ = (id) => document.getElementById(id);
const S = { q: '', near: '', plan: '', virtualOnly: false, provider: '', time: '' };
const form = $('req-form');
const tell = () => {
  const gen = $('gen').selectedOptions[0];
  const one = (n) => { const r = form.querySelector(`[name=${n}]:checked`); return r ? r.value : ''; };
  gallery.values({ ...S, near: $('near').value, plan: $('plan').selectedIndex > 0 ? $('plan').value : '', seen: one('seen'), fn: $('fn').value, ln: $('ln').value, dob: $('dob').value, gen: gen ? gen.textContent : '', ph: $('ph').value, em: $('em').value, mid: $('mid').value, reach: one('reach'), why: $('why').value, company_url: form.company_url.value, ok: $('ok').checked, nl: $('nl').checked });
};
for (const t of ['input', 'change', 'click', 'keyup']) document.addEventListener(t, () => setTimeout(tell));
Inputmask('(999) 999-9999', { showMaskOnHover: false }).mask($('ph'));
// What is typed is offered from the list of specialties; free words are searched too.
let timer;
const sug = $('sug'), q = $('q');
const close = () => { sug.classList.add('d-none'); q.setAttribute('aria-expanded', 'false'); };
const suggest = async () => {
  const list = (await (await fetch('/api/fad/suggest?q=' + encodeURIComponent(q.value))).json()).filter((x) => x.toLowerCase().includes(q.value.trim().toLowerCase())).slice(0, 8);
  sug.innerHTML = list.map((x) => `<li class="list-group-item" role="option">${x}</li>`).join('');
  sug.classList.toggle('d-none', !list.length);
  q.setAttribute('aria-expanded', String(!!list.length));
};
q.addEventListener('focus', suggest);
q.addEventListener('input', () => { S.q = q.value; clearTimeout(timer); timer = setTimeout(suggest, 200); });
q.addEventListener('keydown', (e) => { if (e.key === 'Escape') close(); });
q.addEventListener('blur', () => setTimeout(close, 200));
sug.addEventListener('mousedown', (e) => { const li = e.target.closest('li'); if (!li) return; e.preventDefault(); q.value = S.q = li.textContent; q.classList.remove('is-invalid'); close(); tell(); });
const date = (n) => { const d = new Date(); d.setDate(d.getDate() + n); return d.toLocaleDateString('en-US', { weekday: 'short', month: 'short', day: 'numeric' }); };
let data;
function draw() {
  const list = data.providers.filter((p) => !S.virtualOnly || p.virtual);
  $('results').innerHTML = `<aside class="col-md-3"><h2 class="h5">Refine</h2><div class="form-check"><input class="form-check-input" type="checkbox" id="virt" ${S.virtualOnly ? 'checked' : ''}><label class="form-check-label" for="virt">Video visits only</label></div></aside><section class="col-md-9"><p>${list.length} providers match “${S.q.replace(/[<&]/g, '')}”</p>${list.map((p) => `<article class="card mb-3"><div class="card-body d-flex gap-3"><div class="pic" aria-hidden="true">${p.name.split(' ').map((x) => x[0]).join('').slice(0, 2)}</div><div class="flex-grow-1"><h3 class="h5 mb-0"><a href="#${p.id}">${p.name}</a></h3><div>${p.specialty} · ★ ${p.rating}</div><div class="text-secondary">${p.where}</div></div><div style="width:260px">${p.accepting ? p.next.map((d) => `<div class="small fw-semibold">${date(d.in)}</div>${d.t.map((t) => `<a href="#" role="button" class="btn btn-outline-primary btn-sm slot" data-who="${p.name}" data-at="${date(d.in)} at ${t}">${t}</a>`).join('')}`).join('') : '<span class="badge text-bg-secondary">Not accepting new patients</span><br><a href="tel:5555550123">Call the office</a>'}</div></div></article>`).join('')}</section>`;
}
$('fad-search').addEventListener('submit', async (e) => {
  e.preventDefault();
  const noQ = !q.value.trim(), noZ = !/^\d{5}$/.test($('near').value);
  q.classList.toggle('is-invalid', noQ); $('near').classList.toggle('is-invalid', noZ);
  if (noQ || noZ) return;
  close();
  $('results').innerHTML = '<div class="text-center p-5"><div class="spinner-border" role="status"></div></div>';
  data = await (await fetch('/api/fad/providers?q=' + encodeURIComponent(q.value) + '&zip=' + $('near').value)).json();
  setTimeout(() => { draw(); gallery.step(2); }, 400);
});
const panel = new bootstrap.Offcanvas($('req'));
$('results').addEventListener('click', (e) => {
  const slot = e.target.closest('.slot');
  if (!slot) return;
  e.preventDefault();
  S.provider = slot.dataset.who; S.time = slot.dataset.at;
  $('with').textContent = `${S.provider}, ${S.time}`;
  panel.show();
  gallery.step(3);
});
$('results').addEventListener('change', (e) => { if (e.target.id === 'virt') { S.virtualOnly = e.target.checked; draw(); } });
form.addEventListener('submit', async (e) => {
  e.preventDefault();
  $('ph').setCustomValidity($('ph').value.replace(/\D/g, '').length < 10 ? 'short' : '');
  for (const g of form.querySelectorAll('.btn-group')) g.nextElementSibling.textContent = g.querySelector(':checked') ? '' : 'Please choose one.';
  form.classList.add('was-validated');
  if (!form.checkValidity()) { form.querySelector(':invalid').focus(); return; }
  tell();
  gallery.commit();
  const r = await fetch('/api/fad/requests', { method: 'POST', body: new FormData(form) });
  $('msg').textContent = r.ok ? 'Request sent.' : 'We could not send your request. Please call the office.';
});
tell();

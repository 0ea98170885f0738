import 'bootstrap/dist/css/bootstrap.min.css';
import './style.css';

const $ = (q, r = document) => r.querySelector(q), $$ = (q, r = document) => [...r.querySelectorAll(q)];
const form = $('#liquid_form'), step = Number(form.dataset.step);
gallery.step(step);
const months = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];
function parse(t) {
  const m = /^\s*(\d{1,2})\/(\d{1,2})\/(\d{4})\s*$/.exec(t) || (/^\s*(\d{4})-(\d\d)-(\d\d)\s*$/.exec(t) || []).slice(1).reduce((a, x, i) => { a[[3, 1, 2][i]] = x; return a; }, []);
  return m && m[3] && m[1] < 13 && m[1] > 0 && m[2] < 32 && m[2] > 0 ? `${m[3]}-${String(+m[1]).padStart(2, '0')}-${String(+m[2]).padStart(2, '0')}` : '';
}
function tell() {
  const out = {};
  for (const el of $$('[data-attr]', form)) {
    const k = el.dataset.attr;
    if (el.matches('.date')) out[k] = el.value.slice(0, 10);
    else if (el.matches('.boolean-radio')) { const c = $('input:checked', el); out[k] = c ? c.nextElementSibling.textContent : ''; } else if (el.matches('.msos-container')) out[k] = $$('input:checked', el).map((c) => c.parentElement.textContent.trim());
    else if (el.tagName === 'SELECT') out[k] = el.value ? el.selectedOptions[0].text : '';
    else out[k] = el.type === 'checkbox' ? el.checked : el.value;
  }
  gallery.values(out);
  return out;
}
for (const t of ['input', 'change', 'click', 'focusout']) document.addEventListener(t, () => setTimeout(tell));

// The date pickers: the attribute's own field is hidden, what one types in stands beside it.
for (const own of $$('.date')) {
  const group = own.nextElementSibling, face = $('input', group), button = $('.input-group-addon', group);
  let view = new Date(), mode = 'days', pop = null;
  const put = (iso) => { own.value = iso ? `${iso}T00:00:00.0000000Z` : ''; face.value = iso ? iso.replace(/(\d+)-0?(\d+)-0?(\d+)/, '$2/$3/$1') : ''; tell(); };
  face.addEventListener('change', () => put(parse(face.value)));
  face.addEventListener('blur', () => { if (face.value) put(parse(face.value)); });
  const head = (text) => `<thead><tr><th class="prev" data-action="previous"><span class="glyphicon" title="Previous">‹</span></th><th class="picker-switch" data-action="pickerSwitch" colspan="5">${text}</th><th class="next" data-action="next"><span class="glyphicon" title="Next">›</span></th></tr>`;
  function draw() {
    const y = view.getFullYear(), m = view.getMonth();
    let h;
    if (mode === 'days') {
      const d = new Date(y, m, 1 - new Date(y, m, 1).getDay());
      h = `<div class="datepicker-days"><table class="table-condensed">${head(`${months[m]} ${y}`)}<tr>${['Su', 'Mo', 'Tu', 'We', 'Th', 'Fr', 'Sa'].map((x) => `<th class="dow">${x}</th>`).join('')}</tr></thead><tbody>`;
      for (let w = 0; w < 6; w++) { h += '<tr>'; for (let i = 0; i < 7; i++, d.setDate(d.getDate() + 1)) { const v = `${d.getFullYear()}-${String(d.getMonth() + 1).padStart(2, '0')}-${String(d.getDate()).padStart(2, '0')}`; h += `<td data-action="selectDay" data-day="${v.replace(/(\d+)-(\d+)-(\d+)/, '$2/$3/$1')}" class="day ${d.getMonth() === m ? '' : 'old'} ${own.value.startsWith(v) ? 'active' : ''}">${d.getDate()}</td>`; } h += '</tr>'; }
      h += '</tbody></table></div>';
    } else if (mode === 'months') h = `<div class="datepicker-months"><table class="table-condensed">${head(y)}</thead><tbody><tr><td colspan="7">${months.map((x, i) => `<span data-action="selectMonth" data-n="${i}" class="month">${x.slice(0, 3)}</span>`).join('')}</td></tr></tbody></table></div>`;
    else { const from = y - (y % 12); h = `<div class="datepicker-years"><table class="table-condensed">${head(`${from}-${from + 11}`)}</thead><tbody><tr><td colspan="7">${Array.from({ length: 12 }, (_, i) => `<span data-action="selectYear" class="year">${from + i}</span>`).join('')}</td></tr></tbody></table></div>`; }
    pop.innerHTML = `<ul class="list-unstyled"><li class="collapse show"><div class="datepicker">${h}</div></li></ul>`;
  }
  button.addEventListener('click', () => {
    if (pop) { pop.remove(); pop = null; return; }
    pop = document.createElement('div');
    pop.className = 'bootstrap-datetimepicker-widget dropdown-menu show';
    group.append(pop);
    view = own.value ? new Date(own.value.slice(0, 10) + 'T12:00') : new Date();
    mode = 'days';
    draw();
    pop.addEventListener('click', (e) => {
      const a = e.target.closest('[data-action]');
      e.stopPropagation();
      if (!a) return;
      const by = a.dataset.action === 'next' ? 1 : -1;
      if (/next|previous/.test(a.dataset.action)) view = mode === 'days' ? new Date(view.getFullYear(), view.getMonth() + by, 1) : new Date(view.getFullYear() + by * (mode === 'months' ? 1 : 12), view.getMonth(), 1);
      else if (a.dataset.action === 'pickerSwitch') mode = mode === 'days' ? 'months' : 'years';
      else if (a.dataset.action === 'selectYear') { view = new Date(+a.textContent, view.getMonth(), 1); mode = 'months'; } else if (a.dataset.action === 'selectMonth') { view = new Date(view.getFullYear(), +a.dataset.n, 1); mode = 'days'; } else { put(parse(a.dataset.day)); pop.remove(); pop = null; return; }
      draw();
    });
  });
  document.addEventListener('mousedown', (e) => { if (pop && !group.contains(e.target)) { pop.remove(); pop = null; } });
}

// The lookups: a dialog with a grid of records.
for (const b of $$('.launchentitylookup')) {
  const control = b.closest('.control'), face = $('.lookup', control), own = $('[type=hidden]', control), modal = $('.modal-lookup', control);
  const close = () => { modal.style.display = 'none'; modal.classList.remove('show'); modal.setAttribute('aria-hidden', 'true'); b.focus(); };
  let records = null;
  const rows = (q = '') => { $('tbody', modal).innerHTML = records.filter((r) => r.name.toLowerCase().includes(q.toLowerCase())).map((r) => `<tr data-id="${r.id}" data-entity="cr1_payer" data-name="${r.name}" class="${own.value === r.id ? 'selected info' : ''}"><td role="checkbox" tabindex="0" aria-label="Select or deselect this record. " aria-checked="${own.value === r.id}"><span class="fa">${own.value === r.id ? '✓' : ''}</span></td><td data-attribute="cr1_name" data-th="Name">${r.name}</td><td data-th="Type">${r.type}</td></tr>`).join('') || '<tr><td colspan="3">There are no records to display.</td></tr>'; };
  b.addEventListener('click', async () => {
    modal.style.display = 'block'; modal.classList.add('show'); modal.removeAttribute('aria-hidden');
    if (!records) { $('tbody', modal).innerHTML = '<tr><td colspan="3">Loading...</td></tr>'; records = (await (await fetch('/_services/entity-lookup-grid-data.json', { method: 'POST', headers: { 'Content-Type': 'application/json; charset=UTF-8', Accept: 'application/json' }, body: JSON.stringify({ page: 1, pageSize: 10, search: null }) })).json()).Records; }
    rows();
  });
  let picked = null;
  const mark = (tr) => { picked = tr; $$('tbody tr', modal).forEach((x) => { const on = x === tr; x.classList.toggle('selected', on); x.classList.toggle('info', on); const c = $('[role=checkbox]', x); if (c) { c.setAttribute('aria-checked', on); c.firstChild.textContent = on ? '✓' : ''; } }); $('.primary', modal).disabled = false; };
  $('tbody', modal).addEventListener('click', (e) => { const tr = e.target.closest('tr[data-id]'); if (tr) mark(tr); });
  $('tbody', modal).addEventListener('keydown', (e) => { const tr = e.target.closest('tr[data-id]'); if (tr && (e.key === ' ' || e.key === 'Enter')) { e.preventDefault(); mark(tr); } });
  $('.query', modal).addEventListener('keydown', (e) => { if (e.key === 'Enter') { e.preventDefault(); rows(e.target.value); } });
  $('.btn-search', modal).addEventListener('click', () => rows($('.query', modal).value));
  $('.primary', modal).addEventListener('click', () => { if (!picked) return; own.value = picked.dataset.id; face.value = picked.dataset.name; $('.clearlookupfield', control).style.display = ''; close(); tell(); });
  $('.remove-value', modal).addEventListener('click', () => { own.value = face.value = ''; close(); tell(); });
  $$('.cancel', modal).forEach((x) => x.addEventListener('click', close));
  $('.clearlookupfield', control).addEventListener('click', (e) => { own.value = face.value = ''; e.currentTarget.style.display = 'none'; tell(); });
}

// Choices of which several may hold.
for (const c of $$('.msos-container')) {
  const listOf = $('.msos-option-list', c), show = $('.msos-selected-display', c), caret = $('.msos-caret-button', c);
  const flip = (on) => { listOf.style.display = on ? 'block' : 'none'; caret.setAttribute('aria-expanded', on); };
  $('.msos-selecteditems-container', c).addEventListener('click', () => flip(listOf.style.display === 'none'));
  c.addEventListener('change', () => { show.innerHTML = $$('input:checked', c).map(() => '<span class="msos-selected-display-item"></span>').join(''); $$('.msos-selected-display-item', c).forEach((s, i) => { s.textContent = $$('input:checked', c)[i].parentElement.textContent.trim(); }); });
  document.addEventListener('mousedown', (e) => { if (!c.contains(e.target)) flip(false); });
  document.addEventListener('keydown', (e) => { if (e.key === 'Escape') flip(false); });
}

$('#NextButton').addEventListener('click', () => {
  const v = tell(), bad = [];
  for (const el of $$('[data-required]', form)) {
    const k = el.dataset.attr, name = el.dataset.required;
    const empty = Array.isArray(v[k]) ? !v[k].length : v[k] === false || !String(v[k]).trim();
    if (empty) bad.push([k, `${name} is a required field.`]);
    else if (k === 'emailaddress1' && !/^\S+@\S+\.\S+$/.test(v[k])) bad.push([k, 'Email must be a valid email address.']);
  }
  const box = $('#ValidationSummary');
  box.style.display = bad.length ? '' : 'none';
  $('ul', box).innerHTML = bad.map(([k, m]) => `<li><a href="#${k}_label">${m}</a></li>`).join('');
  if (bad.length) { box.scrollIntoView(); return; }
  $('#NextButton').disabled = true;
  $('#NextButton').value = 'Processing...';
  if (step === 3) gallery.commit();
  form.submit();
});
const prev = $('#PreviousButton');
if (prev) prev.addEventListener('click', () => history.back());
tell();

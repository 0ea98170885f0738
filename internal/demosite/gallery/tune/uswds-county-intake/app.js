import '@uswds/uswds/css/uswds.min.css';

const f = document.getElementById('svc');
const $ = (id) => document.getElementById(id);
['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'].forEach((m, i) => $('bm').append(new Option(`${String(i + 1).padStart(2, '0')} - ${m}`, i + 1)));
for (const s of [['', 'Select'], ['CA', 'California'], ['CT', 'Connecticut'], ['IL', 'Illinois'], ['MA', 'Massachusetts'], ['NY', 'New York'], ['OH', 'Ohio'], ['OR', 'Oregon'], ['TX', 'Texas'], ['WA', 'Washington']]) $('st').append(new Option(s[1], s[0]));
const sections = [...f.querySelectorAll('section')];
let at = 0;
const show = (n) => {
  at = n;
  sections.forEach((s, i) => { s.hidden = i !== n; });
  document.querySelectorAll('.usa-step-indicator__segment').forEach((s, i) => { s.classList.toggle('usa-step-indicator__segment--current', i === n); s.classList.toggle('usa-step-indicator__segment--complete', i < n); });
  $('n').textContent = n + 1;
  $('h').textContent = sections[n].dataset.title;
  $('back').hidden = n === 0;
  $('next').textContent = n === 3 ? 'Submit request' : 'Save and continue';
  $('alert').hidden = true;
  gallery.step(n + 1);
  scrollTo(0, 0);
};
$('back').onclick = () => show(at - 1);
f.addEventListener('submit', (e) => {
  f.querySelectorAll('.usa-error-message').forEach((x) => x.remove());
  const bad = [...sections[at].querySelectorAll('[name]')].filter((el) => !el.checkValidity() && el.getAttribute('aria-hidden') !== 'true' || el.name === 'state' && el.required && !el.value);
  for (const el of bad) {
    el.classList.add('usa-input--error');
    (el.closest('.usa-combo-box') ?? el).insertAdjacentHTML('beforebegin', '<span class="usa-error-message">This field is not filled in right</span>');
  }
  $('problems').innerHTML = bad.map((el) => `<li><a class="usa-link" href="#${el.id}">${(el.labels[0]?.textContent ?? 'State').replace('*', '').trim()}</a></li>`).join('');
  if (bad.length || at < 3) e.preventDefault();
  if (bad.length) { $('alert').hidden = false; scrollTo(0, 0); } else if (at < 3) show(at + 1);
});
show(0);
gallery.watch(f);
import('@uswds/uswds'); // its components build themselves around what stands there

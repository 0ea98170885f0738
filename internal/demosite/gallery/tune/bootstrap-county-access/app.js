import 'bootstrap/dist/css/bootstrap.min.css';
import 'bootstrap/dist/js/bootstrap.bundle.min.js';

const wizard = document.getElementById('wizard');
let step = 1;
function wire() {
  const form = wizard.querySelector('form');
  const last = form.dataset.last !== undefined;
  const same = form.querySelector('[name=email_confirmation]');
  const check = () => same?.setCustomValidity(same.value === form.elements.email.value ? '' : 'differs');
  form.addEventListener('input', check);
  for (const box of form.querySelectorAll('[data-reveals]')) box.addEventListener('change', () => {
    const part = document.getElementById(box.dataset.reveals);
    part.classList.toggle('d-none', !box.checked);
    part.querySelectorAll('input').forEach((i) => { i.disabled = !box.checked; });
  });
  const boxes = form.querySelectorAll('[data-one-of]');
  form.addEventListener('submit', async (e) => {
    check();
    const none = boxes.length && ![...boxes].some((b) => b.checked);
    document.getElementById('one-of-error')?.classList.toggle('d-none', !none);
    if (!form.checkValidity() || none) {
      e.preventDefault();
      form.classList.add('was-validated');
      form.querySelector(':invalid:not(fieldset)')?.focus();
      return;
    }
    if (last) return;
    e.preventDefault();
    const button = form.querySelector('[type=submit]');
    button.disabled = true;
    button.innerHTML = '<span class="spinner-border spinner-border-sm" aria-hidden="true"></span> Saving…';
    const r = await fetch(form.action, { method: 'POST', body: new URLSearchParams(new FormData(form)), headers: { 'X-CSRF-TOKEN': document.querySelector('meta[name=csrf-token]').content, 'X-Requested-With': 'XMLHttpRequest' } });
    wizard.innerHTML = await r.text();
    step++;
    gallery.step(step);
    document.getElementById('bar').style.width = step * 25 + '%';
    scrollTo(0, 0);
    wire();
  });
  gallery.watch(form, last);
}
wire();

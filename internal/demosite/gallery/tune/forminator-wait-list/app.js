import $ from 'jquery';
import select2 from 'select2';
import 'select2/dist/css/select2.css';

if (typeof select2 === 'function') select2(window, $);
const form = document.getElementById('forminator-module-2113');
$('.forminator-select2').each(function () {
  const $el = $(this);
  $el.select2({ minimumResultsForSearch: -1, placeholder: $el.data('placeholder') || $el.find('option:first').text(), width: '100%' });
});
$('.forminator-select2').on('change', () => setTimeout(() => form.dispatchEvent(new Event('change', { bubbles: true }))));
gallery.watch(form, false);
const pages = [...form.querySelectorAll('.forminator-pagination')];
const ins = form.querySelector('.forminator-ins');
form.addEventListener('change', () => {
  ins.hidden = (form.elements['radio-2'].value || '') !== 'Yes';
});
form.addEventListener('input', (e) => {
  if (e.target.name === 'textarea-1') form.querySelector('[data-limit]').textContent = `${e.target.value.length} / 280`;
  clear(e.target.closest('.forminator-field'));
});
function clear(box) {
  if (!box) return;
  box.classList.remove('forminator-has_error');
  box.querySelectorAll('.forminator-error-message').forEach((m) => m.remove());
}
function check(page) {
  let ok = true;
  const say = (box, text) => {
    ok = false;
    if (box.classList.contains('forminator-has_error')) return;
    box.classList.add('forminator-has_error');
    box.insertAdjacentHTML('beforeend', `<span class="forminator-error-message" aria-hidden="true">${text}</span>`);
  };
  page.querySelectorAll('.forminator-field').forEach((box) => {
    clear(box);
    if (box.closest('[hidden]')) return;
    const group = box.querySelector('input[type=radio], input[type=checkbox]');
    if (group) {
      if (!box.querySelector('input:checked')) say(box, 'This field is required. Please select a value.');
      return;
    }
    const el = box.querySelector('input, select, textarea');
    if (!el.value.trim()) {
      if (el.dataset.required) say(box, 'This field is required.');
    } else if (el.type === 'email' && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(el.value)) say(box, 'This is not a valid email.');
    else if (el.type === 'tel' && el.value.replace(/\D/g, '').length < 10) say(box, 'Please enter a valid phone number.');
  });
  return ok;
}
function show(n) {
  pages.forEach((p, i) => { p.hidden = i !== n; });
  form.querySelectorAll('.forminator-step').forEach((s, i) => s.classList.toggle('forminator-current', i === n));
  gallery.step(n + 1);
  pages[n].focus({ preventScroll: true });
}
pages.forEach((p, n) => {
  p.querySelector('.forminator-button-next')?.addEventListener('click', () => check(p) && show(n + 1));
  p.querySelector('.forminator-button-back')?.addEventListener('click', () => show(n - 1));
});
form.addEventListener('submit', async (e) => {
  e.preventDefault();
  if (!check(pages[2])) return;
  if (form.elements.input_6.value) return;
  gallery.commit();
  const message = form.querySelector('.forminator-response-message');
  const answer = await fetch('/wp-admin/admin-ajax.php', { method: 'POST', body: new FormData(form) }).catch(() => null);
  message.setAttribute('aria-hidden', 'false');
  message.textContent = answer && answer.ok ? 'Thank you for contacting us, we will be in touch shortly.' : 'An error occurred while processing the form. Please try again.';
});

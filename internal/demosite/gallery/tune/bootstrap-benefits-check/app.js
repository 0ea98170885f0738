import 'bootstrap/dist/css/bootstrap.min.css';
import * as bootstrap from 'bootstrap/dist/js/bootstrap.bundle.min.js';
import Inputmask from 'inputmask';

const form = document.getElementById('vob'), msg = document.getElementById('msg');
Inputmask('(999) 999-9999').mask('#cell');
Inputmask('datetime', { inputFormat: 'mm/dd/yyyy', placeholder: 'MM/DD/YYYY', clearIncomplete: true }).mask('#pdob');
gallery.watch(form, false);
form.addEventListener('change', () => {
  const other = form.elements.holder.value === 'no';
  document.getElementById('holderpart').hidden = !other;
  form.elements.hname.required = form.elements.hrel.required = other;
  document.getElementById('cardname').textContent = form.elements.card.files[0]?.name || 'Drop a picture or PDF here, or click to choose';
});
form.addEventListener('submit', async (e) => {
  e.preventDefault();
  form.classList.add('was-validated');
  const bad = form.querySelector('input:invalid,select:invalid,textarea:invalid');
  if (bad) {
    bootstrap.Collapse.getOrCreateInstance(bad.closest('.accordion-collapse'), { toggle: false }).show();
    setTimeout(() => bad.focus(), 400);
    msg.className = 'alert alert-danger mt-3'; msg.textContent = 'Some required information is missing. Please check the highlighted fields.'; msg.hidden = false;
    return;
  }
  gallery.commit();
  const r = await fetch('/wp-json/ccr/v1/vob', { method: 'POST', body: new FormData(form) }).catch(() => ({}));
  msg.className = 'alert mt-3 ' + (r.ok ? 'alert-success' : 'alert-danger'); msg.hidden = false;
  msg.textContent = r.ok ? 'Thank you. We will call you with your benefits today.' : 'We could not send your details. Please call us.';
});

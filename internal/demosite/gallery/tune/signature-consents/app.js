import SignaturePad from 'signature_pad';

const $ = (id) => document.getElementById(id), f = $('cf');
const pad = new SignaturePad($('pad'));
f.signed_on.value = new Date().toLocaleDateString('en-US');
const boxes = ['c_treatment', 'c_privacy', 'c_telehealth', 'c_release'], texts = ['client', 'dob', 'emergency_name', 'emergency_phone', 'typed', 'signed_on'];
const tell = () => gallery.values({ ...Object.fromEntries(boxes.map((n) => [n, f[n].checked])), ...Object.fromEntries(texts.map((n) => [n, f[n].value])), drawn: !pad.isEmpty() });
for (const type of ['input', 'change', 'click', 'pointerup']) addEventListener(type, () => setTimeout(tell), true);
tell();
$('clr').onclick = () => pad.clear();
f.addEventListener('change', () => { $('dr').hidden = f.how.value !== 'draw'; $('ty').hidden = f.how.value !== 'type'; });
$('nx').onclick = () => {
  const lacks = ['client', 'dob', 'emergency_name', 'emergency_phone'].some((n) => !f[n].value) ? 'Please complete every field.' : boxes.slice(0, 3).some((n) => !f[n].checked) ? 'Please give the required consents.' : '';
  $('e1').textContent = lacks;
  if (!lacks) { $('a').hidden = true; $('b').hidden = false; gallery.step(2); }
};
f.addEventListener('submit', async (e) => {
  e.preventDefault();
  if (f.how.value === 'draw' ? pad.isEmpty() : !f.typed.value) { $('e2').textContent = 'Please provide a signature.'; return; }
  tell(); gallery.commit();
  const r = await fetch('/api/consents', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ ...Object.fromEntries(new FormData(f)), signature: pad.isEmpty() ? '' : pad.toDataURL() }) });
  if (r.ok) f.outerHTML = '<p>Thank you. Your forms are signed.</p>';
});

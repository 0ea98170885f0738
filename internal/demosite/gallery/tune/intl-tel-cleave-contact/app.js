import intlTelInput from 'intl-tel-input/intlTelInputWithUtils';
import 'intl-tel-input/styles';
import Cleave from 'cleave.js';

const f = document.getElementById('ad');
const iti = intlTelInput(document.getElementById('phone'), { initialCountry: 'us', separateDialCode: true });
new Cleave(f.dob, { date: true, datePattern: ['m', 'd', 'Y'] });
new Cleave(f.memberno, { blocks: [4, 4, 4, 4], delimiter: ' ', uppercase: true });
gallery.watch(f);
f.addEventListener('submit', async (e) => {
  e.preventDefault();
  f.querySelectorAll('.error-text').forEach((x) => x.remove());
  let bad = 0;
  const tell = (el, m) => { bad++; el.closest('.f').insertAdjacentHTML('beforeend', `<div class="error-text">${m}</div>`); };
  if (!f.fullname.value) tell(f.fullname, 'This field is required');
  if (iti.getNumber().replace(/\D/g, '').length < 11) tell(f.phone, 'Enter a valid phone number');
  if (!/@/.test(f.email.value)) tell(f.email, 'Enter a valid email');
  if (!/^\d\d\/\d\d\/\d{4}$/.test(f.dob.value)) tell(f.dob, 'Enter a date as MM/DD/YYYY');
  if (!f.forwhom.value) tell(f.forwhom, 'This field is required');
  if (bad) return;
  gallery.commit();
  const r = await fetch('/api/admissions', { method: 'POST', body: new FormData(f) });
  if (r.ok) f.outerHTML = '<p>Thank you. An admissions counselor will call you.</p>';
});

import { provideFluentDesignSystem, fluentTextField, fluentTextArea, fluentSelect, fluentCombobox, fluentOption, fluentRadioGroup, fluentRadio, fluentCheckbox, fluentSwitch, fluentButton, fluentProgress } from '@fluentui/web-components';

const names = 'Alabama,Alaska,Arizona,Arkansas,California,Colorado,Connecticut,Delaware,District of Columbia,Florida,Georgia,Hawaii,Idaho,Illinois,Indiana,Iowa,Kansas,Kentucky,Louisiana,Maine,Maryland,Massachusetts,Michigan,Minnesota,Mississippi,Missouri,Montana,Nebraska,Nevada,New Hampshire,New Jersey,New Mexico,New York,North Carolina,North Dakota,Ohio,Oklahoma,Oregon,Pennsylvania,Rhode Island,South Carolina,South Dakota,Tennessee,Texas,Utah,Vermont,Virginia,Washington,West Virginia,Wisconsin,Wyoming'.split(',');
document.getElementById('us').innerHTML = names.map((n) => `<fluent-option value="${n}">${n}</fluent-option>`).join('');
provideFluentDesignSystem().register(fluentTextField(), fluentTextArea(), fluentSelect(), fluentCombobox(), fluentOption(), fluentRadioGroup(), fluentRadio(), fluentCheckbox(), fluentSwitch(), fluentButton(), fluentProgress());

const form = document.getElementById('eap'), status = document.getElementById('status');
const parts = [...form.querySelectorAll('[name]')].filter((e) => e.localName !== 'fluent-radio');
const value = (e) => (['fluent-checkbox', 'fluent-switch'].includes(e.localName) ? (e.checked ? 'on' : '') : e.value || '');
const read = () => Object.fromEntries(parts.map((e) => [e.getAttribute('name'), value(e)]));
const tests = {
  personalEmail: (v) => /^\S+@\S+\.\S+$/.test(v), mobilePhone: (v) => v.replace(/\D/g, '').length >= 10, dateOfBirth: (v) => /^\d{1,2}\/\d{1,2}\/\d{4}$/.test(v), usState: (v) => names.includes(v), eligibility: () => true, timeOfDay: () => true, wellnessMail: () => true,
};
const tell = () => gallery.values(read());
for (const t of ['input', 'change', 'click', 'keyup']) addEventListener(t, () => setTimeout(tell), true);
setTimeout(tell);
// A fluent-button of type submit asks the form for it by requestSubmit or a proxy.
form.addEventListener('submit', async (e) => {
  e.preventDefault();
  let first;
  for (const p of parts) {
    const v = value(p), ok = tests[p.getAttribute('name')]?.(v) ?? v.trim() !== '';
    p.closest('.f')?.classList.toggle('bad', !ok);
    p.setAttribute('aria-invalid', String(!ok));
    if (!ok) first ??= p;
  }
  if (first) return first.focus();
  tell();
  gallery.commit();
  document.getElementById('busy').hidden = false;
  const r = await fetch('/api/eap/requests', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(read()) }).catch(() => ({}));
  status.textContent = r.ok ? 'Your request has been sent.' : 'Something went wrong. Please try again or call us.';
});

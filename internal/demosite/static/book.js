// The booking wizard.
(() => {
  const form = document.getElementById('booking');
  const steps = [...form.querySelectorAll('.step')];
  const marks = [...document.querySelectorAll('.progress li')];
  const error = form.querySelector('.error');
  let at = 0;

  const days = form.querySelector('.days');
  for (let i = 1, n = 0; n < 6; i++) {
    const d = new Date(Date.now() + i * 864e5);
    if (d.getDay() === 0 || d.getDay() === 6) continue;
    n++;
    const label = document.createElement('label');
    label.className = 'pick';
    const text = d.toLocaleDateString('en-US', { weekday: 'long', month: 'long', day: 'numeric' });
    label.innerHTML = '<input type="radio" name="day"><span></span>';
    label.firstChild.value = text;
    label.lastChild.textContent = text;
    days.append(label);
  }

  function show(i) {
    at = i;
    steps.forEach((s, k) => { s.hidden = k !== i; });
    marks.forEach((m, k) => m.classList.toggle('on', k <= i));
    error.textContent = '';
  }
  function complete(step) {
    const missing = [...step.querySelectorAll('[required]')].find((el) => !el.checkValidity());
    if (missing) { error.textContent = 'Please fill in everything that is asked for.'; missing.focus(); return false; }
    for (const name of new Set([...step.querySelectorAll('[type=radio]')].map((el) => el.name))) {
      if (!form.elements[name].value) { error.textContent = 'Please choose one.'; return false; }
    }
    return true;
  }
  form.addEventListener('click', (e) => {
    if (e.target.matches('[data-next]') && complete(steps[at])) show(at + 1);
    if (e.target.matches('[data-back]')) show(at - 1);
  });
  form.addEventListener('submit', async (e) => {
    e.preventDefault();
    if (at < steps.length - 1) { if (complete(steps[at])) show(at + 1); return; }
    if (!complete(steps[at])) return;
    const b = Object.fromEntries(new FormData(form));
    let r;
    try {
      r = await fetch('/api/bookings', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(b) });
    } catch {
      error.textContent = 'That did not work. Please call us.';
      return;
    }
    if (!r.ok) { error.textContent = 'That did not work. Please call us.'; return; }
    form.hidden = true;
    document.getElementById('confirmed').hidden = false;
    document.getElementById('confirm-text').textContent = `${b.clinician} will see you on ${b.day} at ${b.slot}. We will write to confirm.`;
    // What the marketing agency asked for.
    if (window.gtag) {
      gtag('set', 'user_data', { email: b.email, phone_number: b.phone, address: { first_name: b.first_name, last_name: b.last_name } });
      gtag('event', 'schedule', { service: b.service, clinician: b.clinician, day: b.day, slot: b.slot });
      gtag('event', 'conversion', { send_to: 'AW-700012345/bookedVisit' });
    }
  });
})();

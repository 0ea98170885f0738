// The practice's own script. It sends the form to the practice, and tells a
// vendor's tag who the visitor is: at the e-mail field (lead), and after a good
// answer (booked), as tag guides recommend.
export function booking({ lead, booked } = {}) {
  const form = document.querySelector('form');
  const person = () => {
    const f = Object.fromEntries(new FormData(form));
    return { ...f, name: `${f.first_name} ${f.last_name}` };
  };
  form.elements.email.addEventListener('change', () => lead?.(person()));
  form.addEventListener('submit', async (ev) => {
    ev.preventDefault();
    const who = person();
    const res = await fetch('/api/appointments', {
      method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(who),
    });
    if (!res.ok) return;
    booked?.(who);
    const thanks = document.createElement('p');
    thanks.textContent = `Thank you, ${who.first_name}. We wrote to ${who.email}.`;
    form.replaceWith(thanks);
  });
}

import { useEffect, useState } from 'react';
import { createRoot } from 'react-dom/client';
import './style.css';

const catalog = { 'Therapy': [['Individual Therapy Intake', '60 mins · $185'], ['Couples Session', '80 mins · $240']], 'Assessment': [['ADHD Evaluation Consult', '45 mins · $160'], ['Pre-surgical Evaluation', '90 mins · $320']] };
const team = [['Any available team member', ''], ['Dr. Hollis Baptiste', 'Psychologist'], ['Yun-Seo Park', 'LMFT'], ['Gwen Abernathy', 'LPC-Associate']];
const months = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];
const key = (d) => [d.getFullYear(), String(d.getMonth() + 1).padStart(2, '0'), String(d.getDate()).padStart(2, '0')].join('-');
const open = (d) => d > Date.now() + 864e5 && d < Date.now() + 70 * 864e5 && [2, 3, 4].includes(d.getDay());

function Float({ id, label, area, value, set, error, ...more }) {
  const p = { id, name: id, placeholder: ' ', value, onChange: (e) => set(e.target.value), 'aria-invalid': !!error, ...more };
  return <div className="fld">{area ? <textarea rows={3} {...p} /> : <input {...p} />}<label htmlFor={id}>{label}</label>{error && <span className="err">{error}</span>}</div>;
}
function App() {
  const [at, setAt] = useState(1);
  const [v, setV] = useState({ service: '', staff: '', date: '', slot: '', name: '', email: '', phone: '', address: '', city: '', zip: '', dob: '', firsttime: '', comment: '', policy: false, promo: '' });
  const [month, setMonth] = useState(() => { const d = new Date(); return new Date(d.getFullYear(), d.getMonth(), 1); });
  const [slots, setSlots] = useState(null);
  const [errors, setErrors] = useState({});
  const [busy, setBusy] = useState(false);
  const [promo, setPromo] = useState(false);
  const set = (k) => (x) => { setV((o) => ({ ...o, [k]: x })); setErrors((o) => ({ ...o, [k]: '' })); };
  useEffect(() => gallery.values(v), [v]);
  useEffect(() => { gallery.step(at); scrollTo(0, 0); }, [at]);
  const choose = (k, x) => { set(k)(x); setAt(at + 1); };
  const day = async (d) => {
    setV((o) => ({ ...o, date: key(d), slot: '' }));
    setSlots(null);
    const r = await fetch('/api/v1/slots', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ date: key(d), staff: v.staff }) });
    setSlots((await r.json()).slots);
  };
  const details = () => {
    const e = {};
    for (const k of ['name', 'email', 'phone', 'dob', 'address', 'city', 'zip', 'comment']) if (!v[k].trim()) e[k] = 'This field is required';
    if (!e.email && !/^\S+@\S+\.\S+$/.test(v.email)) e.email = 'Enter a valid email';
    if (!e.phone && v.phone.replace(/\D/g, '').length < 10) e.phone = 'Enter a valid phone number';
    if (!e.dob && !/^\d\d?\/\d\d?\/\d{4}$/.test(v.dob)) e.dob = 'Use MM/DD/YYYY';
    if (!v.firsttime) e.firsttime = 'Please choose one';
    setErrors(e);
    if (Object.keys(e).length === 0) setAt(5);
  };
  const book = async () => {
    if (!v.policy) return setErrors({ policy: 'Please agree to the booking policy' });
    setBusy(true);
    gallery.commit();
    const r = await fetch('/api/v1/appointments', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(v) });
    if (r.ok) location = '/thank-you';
  };
  const head = (t) => <div className="bp-head">{at > 1 && <button className="bp-back" aria-label="Go back" onClick={() => setAt(at - 1)}>‹</button>}<h2>{t}</h2></div>;
  const f = (id, label, more) => <Float id={id} label={label} value={v[id]} set={set(id)} error={errors[id]} {...more} />;
  const first = month.getDay(), count = new Date(month.getFullYear(), month.getMonth() + 1, 0).getDate();
  const cells = [...Array(first).fill(null), ...Array.from({ length: count }, (_, i) => new Date(month.getFullYear(), month.getMonth(), i + 1))];
  const weeks = [];
  while (cells.length) weeks.push(cells.splice(0, 7));
  return <div className="bp"><aside className="bp-side"><div className="bp-logo">R</div><h1>Riverbend Psychology Associates</h1><p>2210 Levee Street, Suite 300</p><p><a href="tel:+19015550160">(901) 555-0160</a></p>{v.service && <p><b>{v.service}</b><br />{v.staff}{v.slot && <><br />{v.date}, {v.slot}</>}</p>}</aside><section className="bp-main">
    {at === 1 && <>{head('Select service')}{Object.entries(catalog).map(([c, list]) => <div key={c}><div className="cat">{c}</div>{list.map(([n, d]) => <button key={n} className="card" data-testid="service-card" onClick={() => choose('service', n)}><span><span className="name">{n}</span><span className="muted">{d}</span></span></button>)}</div>)}</>}
    {at === 2 && <>{head('Select team member')}{team.map(([n, d], i) => <button key={n} className="card" data-testid="staff-card" onClick={() => choose('staff', n)}><span className="avatar" aria-hidden="true">{i ? n.replace('Dr. ', '')[0] : '∗'}</span><span><span className="name">{n}</span>{d && <span className="muted">{d}</span>}</span></button>)}</>}
    {at === 3 && <>{head('Select date and time')}<div className="cal"><div><div className="mnav"><button aria-label="Previous month" onClick={() => setMonth(new Date(month.getFullYear(), month.getMonth() - 1, 1))}>‹</button><b>{months[month.getMonth()]} {month.getFullYear()}</b><button aria-label="Next month" onClick={() => setMonth(new Date(month.getFullYear(), month.getMonth() + 1, 1))}>›</button></div><table><thead><tr>{['S', 'M', 'T', 'W', 'T', 'F', 'S'].map((w, i) => <th key={i}>{w}</th>)}</tr></thead><tbody>{weeks.map((w, i) => <tr key={i}>{w.map((d, j) => <td key={j}>{d && <button className={'day' + (v.date === key(d) ? ' sel' : '')} aria-disabled={!open(d)} onClick={() => open(d) && day(d)}>{d.getDate()}</button>}</td>)}</tr>)}</tbody></table></div>
      <div className="slots">{!v.date ? <p className="muted">Pick a day to see open times</p> : !slots ? <p>Loading…</p> : Object.entries(slots).map(([part, list]) => <div key={part}><div className="cat">{part}</div>{list.map((s) => <button key={s} className={'slot' + (v.slot === s ? ' sel' : '')} onClick={() => set('slot')(s)}>{s}</button>)}</div>)}<p className="muted">Time zone: Central Time</p></div></div><button className="cta" disabled={!v.slot} onClick={() => setAt(4)}>Continue</button></>}
    {at === 4 && <>{head('Your details')}<p>Have an account? <a href="/login">Log in</a></p>{f('name', 'Name*')}{f('email', 'Email*', { type: 'email' })}<div className="phone"><button className="code" type="button" aria-label="Country code: United States">🇺🇸 +1</button>{f('phone', 'Phone*', { type: 'tel' })}</div>{f('address', 'Address*')}<div className="grid2">{f('city', 'City*')}{f('zip', 'Zip*')}</div>{f('dob', 'Date of birth (MM/DD/YYYY)*')}
      <div className="cat">Is this your first visit with us?*</div><div className="tog">{['Yes', 'No'].map((o) => <button key={o} aria-pressed={v.firsttime === o} onClick={() => set('firsttime')(o)}>{o}</button>)}</div>{errors.firsttime && <p className="err">{errors.firsttime}</p>}{f('comment', 'What would you like to work on?*', { area: true })}
      {promo ? f('promo', 'Discount code') : <button style={{ color: '#384b8f', display: 'block' }} onClick={() => setPromo(true)}>+ Add discount code</button>}<button className="cta" onClick={details}>Next</button></>}
    {at === 5 && <>{head('Review your booking')}<ul className="sum"><li><b>Service</b>{v.service}</li><li><b>With</b>{v.staff}</li><li><b>When</b>{v.date}, {v.slot}</li><li><b>Name</b>{v.name}</li><li><b>Contact</b>{v.email} · {v.phone}</li></ul><label><input type="checkbox" checked={v.policy} onChange={(e) => set('policy')(e.target.checked)} /> I agree to the 48-hour cancellation policy</label>{errors.policy && <p className="err">{errors.policy}</p>}<div><button className="cta" disabled={busy} onClick={book}>Book appointment</button></div></>}
  </section></div>;
}
createRoot(document.getElementById('__next')).render(<App />);

import { useState, useEffect } from 'react';
import { createRoot } from 'react-dom/client';
import './style.css';

const types = [
  ['New clients', [['Initial counselling consultation', '60 minutes', '$165.00'], ['Initial couples consultation', '75 minutes', '$195.00']]],
  ['Existing clients', [['Individual counselling', '50 minutes', '$150.00'], ['EMDR session', '80 minutes', '$210.00']]],
  ['Telehealth', [['Video consultation', '50 minutes', '$150.00']]],
];
const people = [['Any practitioner', 'First available'], ['Rosalind Achterberg', 'Registered counselor'], ['Dev Parmar', 'Clinical psychologist'], ['Siobhan Tully', 'Couples therapist']];
const months = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];
const blank = { appointmentType: '', practitioner: '', time: '', firstName: '', lastName: '', dobDay: '', dobMonth: '', dobYear: '', pronouns: '', email: '', phoneType: 'Mobile', phone: '', address1: '', address2: '', city: '', state: '', postCode: '', country: 'United States', notes: '', reminder: '', privacy: false };

function Calendar({ picked, onPick }) {
  const [at, setAt] = useState(() => { const d = new Date(); return new Date(d.getFullYear(), d.getMonth(), 1); });
  const cells = [];
  for (let i = 0; i < at.getDay(); i++) cells.push(null);
  const n = new Date(at.getFullYear(), at.getMonth() + 1, 0).getDate();
  for (let i = 1; i <= n; i++) cells.push(new Date(at.getFullYear(), at.getMonth(), i));
  const rows = [];
  while (cells.length) rows.push(cells.splice(0, 7));
  const open = (d) => d > new Date() && [1, 2, 4, 5].includes(d.getDay());
  return <><div className="calhead"><button type="button" aria-label="Previous month" onClick={() => setAt(new Date(at.getFullYear(), at.getMonth() - 1, 1))}>←</button><strong aria-live="polite">{months[at.getMonth()]} {at.getFullYear()}</strong><button type="button" aria-label="Next month" onClick={() => setAt(new Date(at.getFullYear(), at.getMonth() + 1, 1))}>→</button></div>
    <table className="cal"><thead><tr>{['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'].map((d) => <th key={d} scope="col">{d}</th>)}</tr></thead><tbody>{rows.map((r, i) => <tr key={i}>{r.map((d, j) => <td key={j}>{d && <button type="button" disabled={!open(d)} aria-pressed={picked && +picked === +d ? 'true' : 'false'} aria-label={`${d.getDate()} ${months[d.getMonth()]}${open(d) ? ', times available' : ', unavailable'}`} onClick={() => onPick(d)}>{d.getDate()}</button>}</td>)}</tr>)}</tbody></table></>;
}

function App() {
  const [step, setStep] = useState(1);
  const [v, setV] = useState(blank);
  const [day, setDay] = useState(null);
  const [times, setTimes] = useState(null);
  const [errors, setErrors] = useState({});
  const [state, setState] = useState('');
  useEffect(() => { gallery.values(v); }, [v]);
  const go = (n) => { setStep(n); gallery.step(n); scrollTo(0, 0); };
  const set = (k) => (e) => { const x = e.target.type === 'checkbox' ? e.target.checked : e.target.value; setV((o) => ({ ...o, [k]: x })); };
  const pickDay = async (d) => {
    setDay(d);
    setTimes('loading');
    const r = await fetch('/bookings/available_times?date=' + d.toISOString().slice(0, 10));
    setTimes(await r.json());
  };
  const submit = async (e) => {
    e.preventDefault();
    const bad = {};
    for (const k of ['firstName', 'lastName', 'dobDay', 'dobMonth', 'dobYear', 'email', 'phone', 'address1', 'city', 'state', 'postCode', 'country']) if (!v[k].trim()) bad[k] = "can't be blank";
    if (v.email && !/^\S+@\S+\.\S+$/.test(v.email)) bad.email = 'is not a valid email address';
    if (v.phone && v.phone.replace(/\D/g, '').length < 8) bad.phone = 'is too short';
    if (v.dobYear && !/^(19|20)\d\d$/.test(v.dobYear)) bad.dobYear = 'is not valid';
    if (!v.privacy) bad.privacy = 'You must agree to the privacy policy to book.';
    setErrors(bad);
    if (Object.keys(bad).length) return;
    setState('sending');
    gallery.commit(v);
    const r = await fetch('/bookings', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(v) });
    setState(r.ok ? 'done' : 'failed');
  };
  const field = (k, label, opt, more = {}) => <div className={'field' + (errors[k] ? ' bad' : '')}><label htmlFor={'patient_' + k}>{label} {opt && <span className="opt">(optional)</span>}</label><input id={'patient_' + k} value={v[k]} onChange={set(k)} {...more} />{errors[k] && <span className="msg">{label} {errors[k]}</span>}</div>;
  return <div className="shell"><div className="shell-head"><h1>Harbour &amp; Pine Counselling</h1><div>1180 Wharf Street, Suite 4</div></div><div className="shell-body">
    {step > 1 && <div className="crumb"><button onClick={() => go(1)}>{v.appointmentType}</button>{step > 2 && <>› <button onClick={() => go(2)}>{v.practitioner}</button></>}{step > 3 && <>› <button onClick={() => go(3)}>{v.time}</button></>}</div>}
    {step === 1 && <><h2>What would you like to book?</h2>{types.map(([cat, list]) => <section key={cat}><h3>{cat}</h3><ul className="rows">{list.map(([name, long, price]) => <li key={name}><button className="row-link" onClick={() => { setV({ ...v, appointmentType: name, time: '' }); go(2); }}><span>{name}<small>{long}</small></span><span>{price} <span className="go" aria-hidden="true">›</span></span></button></li>)}</ul></section>)}</>}
    {step === 2 && <><h2>Who would you like to see?</h2><ul className="rows">{people.map(([name, what]) => <li key={name}><button className="row-link" onClick={() => { setV({ ...v, practitioner: name, time: '' }); go(3); }}><span>{name}<small>{what}</small></span><span className="go" aria-hidden="true">›</span></button></li>)}</ul></>}
    {step === 3 && <><h2>When would you like to come in?</h2><Calendar picked={day} onPick={pickDay} />{times === 'loading' && <p className="spin">Finding available times…</p>}{times && times !== 'loading' && Object.entries(times).map(([part, list]) => <section key={part}><h3>{part}</h3>{list.map((t) => <button key={t} className="time" onClick={() => { setV({ ...v, time: `${day.toLocaleDateString('en-US', { weekday: 'long', month: 'long', day: 'numeric' })} at ${t}` }); go(4); }}>{t}</button>)}</section>)}<p><small>Times are shown in America/Los_Angeles.</small></p></>}
    {step === 4 && <form onSubmit={submit} noValidate><h2>Your details</h2>
      <div className="cols">{field('firstName', 'First name')}{field('lastName', 'Last name')}</div>
      <div className={'field' + (errors.dobDay || errors.dobMonth || errors.dobYear ? ' bad' : '')}><span className="lbl" id="dob-lbl">Date of birth</span><div className="cols" role="group" aria-labelledby="dob-lbl"><input placeholder="Day" aria-label="Day" inputMode="numeric" maxLength={2} value={v.dobDay} onChange={set('dobDay')} /><select aria-label="Month" value={v.dobMonth} onChange={set('dobMonth')}><option value="">Month</option>{months.map((m, i) => <option key={m} value={i + 1}>{m}</option>)}</select><input placeholder="Year" aria-label="Year" inputMode="numeric" maxLength={4} value={v.dobYear} onChange={set('dobYear')} /></div>{(errors.dobDay || errors.dobMonth || errors.dobYear) && <span className="msg">Date of birth {errors.dobYear || "can't be blank"}</span>}</div>
      {field('pronouns', 'Pronouns', true)}
      {field('email', 'Email', false, { type: 'email' })}
      <div className="cols"><div className="field" style={{ flex: '0 0 130px' }}><label htmlFor="pt">Phone type</label><select id="pt" value={v.phoneType} onChange={set('phoneType')}>{['Mobile', 'Home', 'Work', 'Fax', 'Other'].map((x) => <option key={x}>{x}</option>)}</select></div>{field('phone', 'Phone number', false, { type: 'tel' })}</div>
      {field('address1', 'Address line 1')}{field('address2', 'Address line 2', true)}
      <div className="cols">{field('city', 'City')}{field('state', 'State / province')}{field('postCode', 'Post code')}</div>
      <div className="field"><label htmlFor="country">Country</label><select id="country" value={v.country} onChange={set('country')}>{['Australia', 'Canada', 'Ireland', 'New Zealand', 'United Kingdom', 'United States'].map((x) => <option key={x}>{x}</option>)}</select></div>
      <div className="field"><label htmlFor="rem">How should we remind you? <span className="opt">(optional)</span></label><select id="rem" value={v.reminder} onChange={set('reminder')}><option value="">No preference</option><option>SMS</option><option>Email</option><option>SMS &amp; Email</option></select></div>
      <div className="field"><label htmlFor="notes">What brings you to counselling? <span className="opt">(optional)</span></label><textarea id="notes" rows="3" value={v.notes} onChange={set('notes')} /></div>
      <p className="notice">Please give at least 24 hours’ notice if you need to cancel.</p>
      <div className="field"><label className="tick"><input type="checkbox" checked={v.privacy} onChange={set('privacy')} /><span>I have read and agree to the <a href="/privacy" target="_blank">privacy policy</a></span></label>{errors.privacy && <span className="msg">{errors.privacy}</span>}</div>
      <button className="book" disabled={state === 'sending'}>{state === 'sending' ? 'Booking…' : 'Book appointment'}</button>{state === 'failed' && <p className="msg">Sorry, something went wrong.</p>}</form>}
  </div></div>;
}
createRoot(document.getElementById('bookings-app')).render(<App />);

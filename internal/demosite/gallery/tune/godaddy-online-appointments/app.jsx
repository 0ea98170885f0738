import { useState, useEffect } from 'react';
import { createRoot } from 'react-dom/client';

const money = (n) => (n ? '$' + n : 'Free');
const iso = (d) => [d.getFullYear(), String(d.getMonth() + 1).padStart(2, '0'), String(d.getDate()).padStart(2, '0')].join('-');

function Float({ aid, label, value, onChange, error, area, ...rest }) {
  const [focus, setFocus] = useState(false);
  const id = 'input-' + aid;
  const props = { id, value, 'aria-invalid': !!error, 'data-aid': aid, onChange: (e) => onChange(e.target.value), onFocus: () => setFocus(true), onBlur: () => setFocus(false), ...rest };
  return <><div data-ux="InputFloatLabel" className={'x-el x-el-div c1-3 ' + (focus || value ? 'c1-up' : '')}>{area ? <textarea rows={4} {...props} /> : <input {...props} />}<label data-ux="InputFloatLabelLabel" htmlFor={id}>{label}</label></div>
    {error && <p data-ux="Text" data-error="true" role="alert">{error}</p>}</>;
}

function Calendar({ date, onPick }) {
  const [off, setOff] = useState(0);
  const first = new Date(); first.setDate(1); first.setMonth(first.getMonth() + off); first.setHours(12, 0, 0, 0);
  const cells = Array(first.getDay()).fill(null);
  for (const d = new Date(first); d.getMonth() === first.getMonth(); d.setDate(d.getDate() + 1)) cells.push(new Date(d));
  const rows = []; while (cells.length) rows.push(cells.splice(0, 7));
  const open = (d) => d - new Date() > 3 * 864e5 && [1, 2, 4].includes(d.getDay()) && d.getDate() % 9 !== 0;
  return <div data-aid="OLA_CALENDAR"><div style={{ display: 'flex', justifyContent: 'space-between' }}><button type="button" data-ux="ButtonLink" aria-label="Previous month" disabled={!off} onClick={() => setOff(off - 1)}>&lt;</button><h4 style={{ margin: 0 }}>{first.toLocaleDateString('en-US', { month: 'long', year: 'numeric' })}</h4><button type="button" data-ux="ButtonLink" data-aid="OLA_NEXT_MONTH" aria-label="Next month" onClick={() => setOff(off + 1)}>&gt;</button></div>
    <table className="c1-cal"><thead><tr>{['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'].map((t) => <th key={t}>{t}</th>)}</tr></thead>
      <tbody>{rows.map((r, i) => <tr key={i}>{r.map((d, j) => <td key={j}>{d && <button type="button" className={'c1-day' + (open(d) ? ' c1-open' : '') + (date === iso(d) ? ' c1-on' : '')} disabled={!open(d)} aria-pressed={date === iso(d)} onClick={() => onPick(iso(d))}>{d.getDate()}</button>}</td>)}</tr>)}</tbody></table></div>;
}

function App() {
  const [list, setList] = useState(null);
  const [step, setStep] = useState(1);
  const [service, setService] = useState('');
  const [date, setDate] = useState('');
  const [slots, setSlots] = useState(null);
  const [time, setTime] = useState('');
  const [c, setC] = useState({ first: '', last: '', email: '', phone: '', street: '', apt: '', city: '', zip: '', first_visit: '', insurance: '', birthday: '', notes: '', sms: false, policy: false });
  const [err, setErr] = useState({});
  const [failed, setFailed] = useState('');
  const set = (k) => (v) => setC({ ...c, [k]: v });
  const go = (n) => { setStep(n); gallery.step(n); scrollTo(0, 0); };
  useEffect(() => { fetch('/ola/services').then((r) => r.json()).then(setList); }, []);
  useEffect(() => { gallery.values({ service, date, time, ...c }); });
  useEffect(() => { if (date) { setSlots(null); setTime(''); fetch('/ola/availability?date=' + date).then((r) => r.json()).then(setSlots); } }, [date]);
  const check = () => {
    const e = {};
    for (const [k, t] of [['first', 'First Name'], ['last', 'Last Name'], ['street', 'Street Address'], ['city', 'City'], ['notes', 'This field']]) if (!c[k].trim()) e[k] = t + ' is required.';
    if (!/^\S+@\S+\.\S+$/.test(c.email)) e.email = 'Please enter a valid email address.';
    if (c.phone.replace(/\D/g, '').length < 10) e.phone = 'Please enter a valid phone number.';
    if (!/^\d{5}(-\d{4})?$/.test(c.zip)) e.zip = 'Please enter a valid ZIP code.';
    if (!/^\d{1,2}\/\d{1,2}\/\d{4}$/.test(c.birthday)) e.birthday = 'Please enter a date as MM/DD/YYYY.';
    if (!c.first_visit) e.first_visit = 'Please choose one.';
    if (!c.insurance) e.insurance = 'Please choose one.';
    setErr(e);
    return !Object.keys(e).length;
  };
  const send = async () => {
    if (!c.policy) { setErr({ policy: 'Please accept the cancellation policy to book.' }); return; }
    gallery.commit();
    const r = await fetch('/ola/bookings', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ service, date, time, customer: c }) });
    if (r.ok) go(5); else setFailed('Sorry, something went wrong. Please try again.');
  };
  const day = date && new Date(date + 'T12:00').toLocaleDateString('en-US', { weekday: 'long', month: 'long', day: 'numeric', year: 'numeric' });
  const summary = <div className="c1-panel" data-aid="OLA_BOOKING_SUMMARY"><h4 style={{ marginTop: 0 }}>{service}</h4><p>with Corinne Abernathy-Vale, LMFT</p>{day && <p>{day}{time && <><br />{time}</>}</p>}<button type="button" data-ux="ButtonLink" onClick={() => go(step - 1)}>Back</button></div>;
  return <div data-ux="Section" data-aid="OLA_SECTION"><div data-ux="Container"><h2 data-ux="SectionHeading" data-aid="OLA_SECTION_TITLE_RENDERED">{step === 5 ? 'Thank you!' : 'Book Online'}</h2>
    {step === 1 && (list ? list.map((s, i) => <div key={s.id} data-aid="OLA_SERVICE_LISTING"><div><h4 data-aid={'OLA_SERVICE_NAME_' + i} style={{ margin: 0 }}>{s.name}</h4><div className="c1-2m">{s.duration} · {money(s.price)}</div><div className="c1-2m">{s.about}</div></div><button type="button" data-ux="ButtonPrimary" data-aid={'OLA_SERVICE_BOOK_' + i} onClick={() => { setService(s.name); go(2); }}>Book</button></div>) : <p>Loading...</p>)}
    {step === 2 && <div className="c1-cols"><div className="c1-panel"><h4 style={{ marginTop: 0 }}>Select a date and time</h4><Calendar date={date} onPick={setDate} />{date && <><p><b>{day}</b></p>{slots ? <div className="c1-times" data-aid="OLA_TIMES">{slots.map((t) => <button type="button" key={t} className={'c1-slot' + (t === time ? ' c1-on' : '')} aria-pressed={t === time} onClick={() => setTime(t)}>{t}</button>)}</div> : <p>Loading...</p>}<p className="c1-2m">Times are displayed in Pacific Time (US &amp; Canada)</p></>}
      <p><button type="button" data-ux="ButtonPrimary" data-aid="OLA_CONTINUE" disabled={!date || !time} onClick={() => go(3)}>Continue</button></p></div>{summary}</div>}
    {step === 3 && <div className="c1-cols"><form className="c1-panel" noValidate onSubmit={(e) => { e.preventDefault(); if (check()) go(4); }}><h4 style={{ marginTop: 0 }}>Your details</h4>
      <Float aid="OLA_FIRST_NAME" label="First Name*" value={c.first} onChange={set('first')} error={err.first} /><Float aid="OLA_LAST_NAME" label="Last Name*" value={c.last} onChange={set('last')} error={err.last} />
      <Float aid="OLA_EMAIL" label="Email*" type="email" value={c.email} onChange={set('email')} error={err.email} /><Float aid="OLA_PHONE" label="Phone*" type="tel" value={c.phone} onChange={set('phone')} error={err.phone} />
      <Float aid="OLA_ADDRESS_1" label="Street Address*" value={c.street} onChange={set('street')} error={err.street} /><Float aid="OLA_ADDRESS_2" label="Apt, Suite, etc." value={c.apt} onChange={set('apt')} />
      <Float aid="OLA_CITY" label="City*" value={c.city} onChange={set('city')} error={err.city} /><Float aid="OLA_ZIP" label="ZIP Code*" inputMode="numeric" value={c.zip} onChange={set('zip')} error={err.zip} />
      <Float aid="OLA_CUSTOM_0" label="Birthday (MM/DD/YYYY)*" value={c.birthday} onChange={set('birthday')} error={err.birthday} />
      <fieldset><legend>Have we met before?*</legend>{['No, this is my first visit', 'Yes, I am a current client', 'Yes, I am returning after a break'].map((t) => <label key={t} className="c1-radio"><input type="radio" name="OLA_CUSTOM_1" checked={c.first_visit === t} onChange={() => set('first_visit')(t)} /> {t}</label>)}</fieldset>{err.first_visit && <p data-ux="Text" data-error="true" role="alert">{err.first_visit}</p>}
      <select aria-label="Insurance*" value={c.insurance} onChange={(e) => set('insurance')(e.target.value)}><option value="">Insurance*</option>{['Regence BlueShield', 'Premera Blue Cross', 'Kaiser Permanente', 'First Choice Health', 'None, I pay myself'].map((t) => <option key={t}>{t}</option>)}</select>{err.insurance && <p data-ux="Text" data-error="true" role="alert">{err.insurance}</p>}
      <Float aid="OLA_NOTES" area label="What brings you in?*" value={c.notes} onChange={set('notes')} error={err.notes} />
      <button type="submit" data-ux="ButtonPrimary" data-aid="OLA_DETAILS_NEXT">Review booking</button></form>{summary}</div>}
    {step === 4 && <div className="c1-cols"><div className="c1-panel"><h4 style={{ marginTop: 0 }}>Almost done</h4><p>{c.first} {c.last}<br />{c.email}<br />{c.phone}</p><p className="c1-2m">Please give 24 hours notice if you cannot come. Late cancellations are charged $80.</p>
      <label className="c1-radio"><input type="checkbox" checked={c.policy} onChange={(e) => set('policy')(e.target.checked)} /> I accept the cancellation policy</label>{err.policy && <p data-ux="Text" data-error="true" role="alert">{err.policy}</p>}
      <label className="c1-radio"><input type="checkbox" checked={c.sms} onChange={(e) => set('sms')(e.target.checked)} /> Text me offers and news from Larkspur Lane Therapy</label>
      <p><button type="button" data-ux="ButtonPrimary" data-aid="OLA_BOOK_NOW" onClick={send}>Schedule it</button></p>{failed && <p role="alert" data-ux="Text" data-error="true">{failed}</p>}</div>{summary}</div>}
    {step === 5 && <p style={{ textAlign: 'center' }}>A confirmation is on its way to {c.email}.</p>}
  </div></div>;
}
createRoot(document.getElementById('root')).render(<App />);

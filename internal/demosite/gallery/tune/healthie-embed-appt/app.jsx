import { useState, useEffect } from 'react';
import { createRoot } from 'react-dom/client';
import { DayPicker } from 'react-day-picker';
import Select from 'react-select';
import PhoneInput from 'react-phone-number-input';
import flags from 'react-phone-number-input/flags';
import 'react-day-picker/style.css';
import 'react-phone-number-input/style.css';
import './style.css';

const types = [['Discovery call', '15 minutes · free', ['Phone Call']], ['Initial psychotherapy session', '55 minutes · $175', ['Healthie Video Call', 'In Person']], ['Nutrition therapy follow-up', '45 minutes · $130', ['Healthie Video Call']], ['Couples session', '75 minutes · $220', ['Healthie Video Call', 'In Person']]];
const opts = (l) => l.map((x) => ({ value: x, label: x }));
const states = opts(['Alabama', 'Alaska', 'Arizona', 'Arkansas', 'California', 'Colorado', 'Connecticut', 'Delaware', 'District of Columbia', 'Florida', 'Georgia', 'Hawaii', 'Idaho', 'Illinois', 'Indiana', 'Iowa', 'Kansas', 'Kentucky', 'Louisiana', 'Maine', 'Maryland', 'Massachusetts', 'Michigan', 'Minnesota', 'Mississippi', 'Missouri', 'Montana', 'Nebraska', 'Nevada', 'New Hampshire', 'New Jersey', 'New Mexico', 'New York', 'North Carolina', 'North Dakota', 'Ohio', 'Oklahoma', 'Oregon', 'Pennsylvania', 'Rhode Island', 'South Carolina', 'South Dakota', 'Tennessee', 'Texas', 'Utah', 'Vermont', 'Virginia', 'Washington', 'West Virginia', 'Wisconsin', 'Wyoming']);
const zones = opts(['Eastern Time (US & Canada)', 'Central Time (US & Canada)', 'Mountain Time (US & Canada)', 'Pacific Time (US & Canada)', 'Alaska', 'Hawaii']);
const insurers = opts(['I will self-pay', 'Aetna', 'Blue Cross Blue Shield', 'Cigna', 'Oscar Health', 'UnitedHealthcare']);

function Embed() {
  const [step, setStep] = useState(1);
  const [v, setV] = useState({ appointment_type: '', contact_type: '', timezone: zones[0], date: null, slot: '', first_name: '', last_name: '', email: '', phone: '', dob: '', state: null, insurance: null, notes: '', sms: false, agree: false });
  const [err, setErr] = useState({});
  const [loading, setLoading] = useState(false);
  const [sent, setSent] = useState(false);
  useEffect(() => { gallery.values({ ...v, timezone: v.timezone.label, state: v.state?.label, insurance: v.insurance?.label }); }, [v]);
  const put = (x) => setV((o) => ({ ...o, ...x }));
  const go = (n) => { setStep(n); gallery.step(n); };
  const type = types.find((t) => t[0] === v.appointment_type);
  const chooseDay = (d) => { if (!d) return; put({ date: d, slot: '' }); setLoading(true); setTimeout(() => setLoading(false), 300); };
  const book = async (e) => {
    e.preventDefault();
    const bad = {};
    for (const k of ['first_name', 'last_name', 'email', 'phone', 'dob', 'state', 'agree']) if (!v[k]) bad[k] = 'This field is required';
    if (v.email && !/^\S+@\S+\.\S+$/.test(v.email)) bad.email = 'Please enter a valid email';
    if (v.phone && v.phone.length < 11) bad.phone = 'Please enter a valid phone number';
    if (v.dob && !/^\d{1,2}\/\d{1,2}\/\d{4}$/.test(v.dob)) bad.dob = 'Format should be MM/DD/YYYY';
    setErr(bad);
    if (Object.keys(bad).length) return;
    setSent(true);
    gallery.commit();
    await fetch('https://secure.gethealthie.com/graphql', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ operationName: 'completeCheckout', variables: v }) });
  };
  const Err = ({ k }) => err[k] ? <div className="field-error">{err[k]}</div> : null;
  const text = (k, label, more) => <div className="form-field"><label htmlFor={k}>{label} <span className="asterisk">*</span></label><input id={k} name={k} value={v[k]} onChange={(e) => put({ [k]: e.target.value })} {...more} /><Err k={k} /></div>;
  return <div className="embed">
    {step === 1 && <><h2>Select an appointment type</h2><div className="card-list" data-testid="appointment-types">{types.map(([n, d]) => <div key={n} className="appt-type-card" role="button" tabIndex={0} onKeyDown={(e) => e.key === 'Enter' && e.target.click()} onClick={() => { put({ appointment_type: n, contact_type: types.find((t) => t[0] === n)[2][0], slot: '', date: null }); go(2); }}><div><b>{n}</b><p>{d}</p></div><span aria-hidden="true">→</span></div>)}</div></>}
    {step === 2 && <><h2>{type[0]}</h2>
      {type[2].length > 1 && <div className="toggle" role="radiogroup" aria-label="Contact type">{type[2].map((c) => <div key={c} role="radio" tabIndex={0} aria-checked={v.contact_type === c} onClick={() => put({ contact_type: c })}>{c}</div>)}</div>}
      <div className="pair"><div><DayPicker mode="single" selected={v.date} onSelect={chooseDay} disabled={[{ before: new Date(Date.now() + 864e5) }, { dayOfWeek: [0, 3, 6] }]} /></div><div><div className="form-field"><label htmlFor="tz">Time zone</label><Select inputId="tz" options={zones} value={v.timezone} onChange={(timezone) => put({ timezone })} /></div>
        {!v.date && <p>Choose a day to see open times.</p>}{v.date && loading && <p>Loading…</p>}{v.date && !loading && <div className="slots">{['8:30 AM', '9:30 AM', '11:00 AM', '1:00 PM', '2:30 PM', '4:00 PM'].map((t) => <div key={t} className={'slot' + (v.slot.endsWith(t) ? ' selected' : '')} role="button" tabIndex={0} onClick={() => put({ slot: v.date.toDateString() + ' ' + t })}>{t}</div>)}</div>}</div></div>
      <p><button className="btn text" onClick={() => go(1)}>Back</button><button className="btn" disabled={!v.slot} onClick={() => go(3)}>Continue</button></p></>}
    {step === 3 && <form onSubmit={book} noValidate><h2>Tell us about you</h2><div className="summary"><b>{v.appointment_type}</b><br />{v.slot} ({v.timezone.label}) · {v.contact_type}</div>
      <div className="two">{text('first_name', 'First name')}{text('last_name', 'Last name')}</div>{text('email', 'Email', { type: 'email' })}
      <div className="form-field"><label htmlFor="phone">Phone number <span className="asterisk">*</span></label><PhoneInput id="phone" flags={flags} defaultCountry="US" value={v.phone} onChange={(phone) => put({ phone: phone || '' })} /><Err k="phone" /></div>
      <div className="two">{text('dob', 'Date of birth', { placeholder: 'MM/DD/YYYY' })}<div className="form-field"><label htmlFor="state">State you will be located in <span className="asterisk">*</span></label><Select inputId="state" options={states} value={v.state} onChange={(state) => put({ state })} placeholder="Select..." /><Err k="state" /></div></div>
      <div className="form-field"><label htmlFor="ins">Insurance plan</label><Select inputId="ins" options={insurers} value={v.insurance} onChange={(insurance) => put({ insurance })} placeholder="Select your plan" /></div>
      <div className="form-field"><label htmlFor="notes">Anything you would like your provider to know?</label><textarea id="notes" rows="3" value={v.notes} onChange={(e) => put({ notes: e.target.value })} /></div>
      <label className="consent"><input type="checkbox" checked={v.sms} onChange={(e) => put({ sms: e.target.checked })} /><span>Text me tips, offers and news from Marigold. Message and data rates may apply.</span></label>
      <label className="consent"><input type="checkbox" checked={v.agree} onChange={(e) => put({ agree: e.target.checked })} /><span>I agree to Healthie’s <a href="https://www.gethealthie.com/terms" target="_blank" rel="noreferrer">Terms of Use</a> and the practice’s cancellation policy <span className="asterisk">*</span></span></label><Err k="agree" />
      <button type="button" className="btn text" onClick={() => go(2)}>Back</button><button className="btn" disabled={sent}>Book Appointment</button></form>}
  </div>;
}
const root = document.getElementById('root');
if (root) createRoot(root).render(<Embed />);

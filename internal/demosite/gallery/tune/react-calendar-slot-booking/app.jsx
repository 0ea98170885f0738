import 'react-calendar/dist/Calendar.css';
import { useEffect, useState } from 'react';
import { createRoot } from 'react-dom/client';
import Calendar from 'react-calendar';
import { PatternFormat } from 'react-number-format';
import Select from 'react-select';
import CreatableSelect from 'react-select/creatable';

const visits = [
  ['consult', 'Free consultation', '15 minutes by phone'], ['first', 'First session', '60 minutes, in person or video'],
  ['couple', 'Couples session', '75 minutes, in person'], ['again', 'Returning client', '50 minutes'],
];
const therapists = ['Rosa Delgado, LMFT', 'Benjamin Achterberg, LCSW', 'Dr. Sunniva Hale', 'No preference'].map((value) => ({ value, label: value }));
const plans = ['Aetna', 'Blue Shield of California', 'Cigna', 'Kaiser Permanente', 'Magellan', 'Optum', 'I pay privately'].map((value) => ({ value, label: value }));
const topics = ['Stress', 'Anxiety', 'Depression', 'Parenting', 'Separation', 'Life change', 'Self-esteem'].map((value) => ({ value, label: value }));
const slots = ['9:00 am', '10:00 am', '11:30 am', '1:00 pm', '2:30 pm', '4:00 pm'];
const steps = ['Service', 'Date & time', 'Your details', 'Review'];
const iso = (d) => d && [d.getFullYear(), d.getMonth() + 1, d.getDate()].map((n) => String(n).padStart(2, '0')).join('-');
const from = new Date(); from.setHours(0, 0, 0, 0); from.setDate(from.getDate() + 1);
const until = new Date(from); until.setMonth(until.getMonth() + 2);
const taken = (d, i) => (d.getDate() + i) % 3 === 0;

const Err = ({ children }) => (children ? <p className="err" role="alert">{children}</p> : null);

function Booking() {
  const [at, setAt] = useState(0);
  const [v, setV] = useState({ visit: '', therapist: null, day: null, slot: '', fullName: '', dob: '', phone: '', email: '', plan: null, memberId: '', topics: [], notes: '', agree: false });
  const [errs, setErrs] = useState({});
  const [st, setSt] = useState('');
  const set = (k, x) => { setV((o) => ({ ...o, [k]: x, ...(k === 'day' ? { slot: '' } : {}) })); setErrs((o) => ({ ...o, [k]: '' })); };
  const insured = v.plan && v.plan.value !== 'I pay privately';
  const [mm, dd, yyyy] = v.dob.split('/');
  const dobIso = /^\d\d\/\d\d\/\d{4}$/.test(v.dob) ? `${yyyy}-${mm}-${dd}` : '';
  const data = { visit: v.visit, therapist: v.therapist?.value, day: iso(v.day), slot: v.slot, fullName: v.fullName, dob: dobIso, phone: v.phone, email: v.email, plan: v.plan?.value, memberId: insured ? v.memberId : '', topics: v.topics.map((t) => t.value), notes: v.notes, agree: v.agree };
  useEffect(() => gallery.values(data), [v]);

  function validate() {
    const e = {};
    if (at === 0) { if (!v.visit) e.visit = 'Please choose a service to continue.'; if (!v.therapist) e.therapist = 'Please choose a therapist.'; }
    if (at === 1) { if (!v.day) e.day = 'Select a date.'; else if (!v.slot) e.slot = 'Select a time.'; }
    if (at === 2) {
      if (!v.fullName.trim().includes(' ')) e.fullName = 'Enter your first and last name.';
      const born = new Date(dobIso);
      if (!dobIso || isNaN(born) || born > new Date() || born.getFullYear() < 1900) e.dob = 'Enter a valid date of birth.';
      if (v.phone.length !== 10) e.phone = 'Enter a 10-digit phone number.';
      if (!/^\S+@\S+\.\S+$/.test(v.email)) e.email = 'Enter a valid email address.';
      if (!v.plan) e.plan = 'Tell us how you will pay.';
      if (insured && !v.memberId.trim()) e.memberId = 'Enter the ID on your card.';
    }
    if (at === 3 && !v.agree) e.agree = 'You must agree before booking.';
    setErrs(e);
    return !Object.keys(e).length;
  }
  async function go(e) {
    e.preventDefault();
    if (!validate()) return;
    if (at < 3) { setAt(at + 1); gallery.step(at + 2); return; }
    setSt('busy');
    gallery.commit(data);
    const r = await fetch('/api/appointments', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(data) });
    setSt(r.ok ? 'ok' : 'bad');
  }
  const cls = (k) => 'in' + (errs[k] ? ' bad' : '');
  if (st === 'ok') return <><h1>You are booked</h1><p>A confirmation is on its way to {v.email}.</p></>;
  return <form onSubmit={go} noValidate>
    <ol className="crumbs">{steps.map((s, i) => <li key={s} className={i <= at ? 'on' : ''} aria-current={i === at ? 'step' : undefined}>{i + 1}. {s}</li>)}</ol>
    {at === 0 && <>
      <h1>What would you like to book?</h1>
      <div className="cards" role="radiogroup" aria-label="Service">{visits.map(([id, name, sub]) => <label key={id} className={'tile' + (v.visit === id ? ' sel' : '')}><input type="radio" name="visit" value={id} checked={v.visit === id} onChange={() => set('visit', id)} />{name}<small>{sub}</small></label>)}</div><Err>{errs.visit}</Err>
      <p><label className="cap" htmlFor="therapist">Therapist</label></p><Select inputId="therapist" options={therapists} value={v.therapist} onChange={(x) => set('therapist', x)} placeholder="Choose…" /><Err>{errs.therapist}</Err></>}
    {at === 1 && <>
      <h1>Pick a date and time</h1>
      <div className="when"><div><Calendar value={v.day} onChange={(d) => set('day', d)} minDate={from} maxDate={until} minDetail="month" tileDisabled={({ date, view }) => view === 'month' && date.getDay() % 6 === 0} /><Err>{errs.day}</Err></div>
        {v.day && <div><label className="cap">{v.day.toLocaleDateString('en-US', { weekday: 'long', month: 'long', day: 'numeric' })}</label><div className="times">{slots.filter((_, i) => !taken(v.day, i)).map((s) => <button type="button" key={s} aria-pressed={v.slot === s} onClick={() => set('slot', s)}>{s}</button>)}</div><Err>{errs.slot}</Err></div>}</div></>}
    {at === 2 && <>
      <h1>Your details</h1>
      <div className="two">
        <div><label className="cap" htmlFor="fullName">Name *</label><input id="fullName" className={cls('fullName')} autoComplete="name" value={v.fullName} onChange={(e) => set('fullName', e.target.value)} /><Err>{errs.fullName}</Err></div>
        <div><label className="cap" htmlFor="dob">Date of birth *</label><PatternFormat id="dob" className={cls('dob')} format="##/##/####" mask="_" placeholder="MM/DD/YYYY" inputMode="numeric" value={v.dob} onValueChange={(x) => set('dob', x.formattedValue)} /><Err>{errs.dob}</Err></div>
        <div><label className="cap" htmlFor="phone">Phone *</label><PatternFormat id="phone" type="tel" className={cls('phone')} format="(###) ###-####" mask="_" allowEmptyFormatting valueIsNumericString value={v.phone} onValueChange={(x) => set('phone', x.value)} /><Err>{errs.phone}</Err></div>
        <div><label className="cap" htmlFor="email">Email *</label><input id="email" type="email" className={cls('email')} autoComplete="email" value={v.email} onChange={(e) => set('email', e.target.value)} /><Err>{errs.email}</Err></div>
        <div><label className="cap" htmlFor="plan">Insurance *</label><Select inputId="plan" options={plans} value={v.plan} onChange={(x) => set('plan', x)} isClearable placeholder="Search plans…" /><Err>{errs.plan}</Err></div>
        {insured && <div><label className="cap" htmlFor="memberId">Member ID *</label><input id="memberId" className={cls('memberId')} value={v.memberId} onChange={(e) => set('memberId', e.target.value)} /><Err>{errs.memberId}</Err></div>}
        <div className="full"><label className="cap" htmlFor="topics">What would you like help with?</label><CreatableSelect inputId="topics" isMulti options={topics} value={v.topics} onChange={(x) => set('topics', x)} placeholder="Choose or type your own" /></div>
        <div className="full"><label className="cap" htmlFor="notes">Anything else? (optional)</label><textarea id="notes" rows="3" className="in" value={v.notes} onChange={(e) => set('notes', e.target.value)} /></div>
      </div></>}
    {at === 3 && <>
      <h1>Review and confirm</h1>
      <dl><dt>Service</dt><dd>{visits.find(([id]) => id === v.visit)[1]}</dd><dt>Therapist</dt><dd>{data.therapist}</dd><dt>When</dt><dd>{v.day.toDateString()}, {v.slot}</dd><dt>Name</dt><dd>{v.fullName}</dd><dt>Phone</dt><dd>{v.phone}</dd><dt>Email</dt><dd>{v.email}</dd></dl>
      <p><label><input type="checkbox" name="agree" checked={v.agree} onChange={(e) => set('agree', e.target.checked)} /> I agree to the 24-hour cancellation policy and the <a href="/hipaa">privacy notice</a></label></p><Err>{errs.agree}</Err></>}
    {st === 'bad' && <Err>That time could not be booked. Please call us.</Err>}
    <div className="nav">{at > 0 ? <button type="button" className="btn alt" onClick={() => setAt(at - 1)}>← Back</button> : <span />}<button className="btn" disabled={st === 'busy'}>{at < 3 ? 'Next' : 'Book appointment'}</button></div>
  </form>;
}
createRoot(document.getElementById('booking')).render(<Booking />);

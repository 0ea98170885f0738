import { useEffect, useRef, useState } from 'react';
import { createRoot } from 'react-dom/client';
import './style.css';

const carriers = { Aetna: ['Aetna Choice POS II', 'Aetna HMO', 'Aetna Open Access'], 'Blue Cross Blue Shield': ['BlueCard PPO', 'Blue Choice Preferred'], Cigna: ['Cigna HMO', 'Cigna PPO'], Oscar: ['Oscar Classic'], UnitedHealthcare: ['UHC Choice Plus', 'UHC Navigate'] };
const reasons = ['Psychotherapy Consultation', 'Anxiety', 'Couples Counseling', 'Depression', 'Insomnia', 'Life Transitions', 'Psychological Evaluation'];
const start = { insurance: '', visitReason: '', patientType: '', slot: '', email: '', who: '', firstName: '', lastName: '', dob: '', sex: '', phone: '', memberId: '', notes: '', texts: false };

function InsuranceModal({ onPick, onClose }) {
  const [q, setQ] = useState('');
  const [carrier, setCarrier] = useState('');
  const list = carrier ? carriers[carrier] : Object.keys(carriers);
  const hits = list.filter((x) => x.toLowerCase().includes(q.toLowerCase()));
  return (
    <div className="sc-ovl" onClick={onClose}>
      <div className="sc-dlg" role="dialog" aria-modal="true" aria-label="Choose insurance" onClick={(e) => e.stopPropagation()}>
        <div className="sc-nav"><h2>{carrier ? `What's your ${carrier} plan?` : 'Select your insurance'}</h2><button type="button" className="sc-round" aria-label="Close" onClick={onClose}>✕</button></div>
        <input className="sc-in" data-test="insurance-search" placeholder={carrier ? 'Search plans' : 'Insurance carrier'} aria-label="Search" value={q} onChange={(e) => setQ(e.target.value)} />
        {carrier ? <button type="button" className="sc-row" data-test="back-to-carriers" onClick={() => { setCarrier(''); setQ(''); }}>‹ All carriers</button> : <button type="button" className="sc-row" data-test="self-pay" onClick={() => onPick("I'm paying for myself")}>I'm paying for myself</button>}
        {hits.map((x) => <button type="button" className="sc-row" data-test="insurance-option" key={x} onClick={() => (carrier ? onPick(`${carrier} - ${x}`) : (setCarrier(x), setQ('')))}>{x}</button>)}
        {carrier && <button type="button" className="sc-row" onClick={() => onPick(`${carrier} - I don't see my plan`)}>I'm not sure / I don't see my plan</button>}
        {!hits.length && <p>No results. Check the spelling of your {carrier ? 'plan' : 'carrier'}.</p>}
      </div>
    </div>
  );
}

function Dropdown({ id, value, placeholder, options, onPick }) {
  const [open, setOpen] = useState(false);
  const box = useRef(null);
  useEffect(() => {
    const out = (e) => { if (!box.current.contains(e.target)) setOpen(false); };
    document.addEventListener('mousedown', out);
    return () => document.removeEventListener('mousedown', out);
  }, []);
  return (
    <div className="sc-pop" ref={box}>
      <button type="button" id={id} className="sc-dd" aria-haspopup="listbox" aria-expanded={open} data-test={id} onClick={() => setOpen(!open)} onKeyDown={(e) => e.key === 'Escape' && setOpen(false)}><span>{value || placeholder}</span><span aria-hidden="true">▾</span></button>
      {open && <ul role="listbox" aria-label={placeholder}>{options.map((o) => <li key={o} role="option" tabIndex={0} aria-selected={o === value} onClick={() => { onPick(o); setOpen(false); }} onKeyDown={(e) => { if (e.key === 'Enter' || e.key === ' ') { e.preventDefault(); onPick(o); setOpen(false); } }}>{o}</li>)}</ul>}
    </div>
  );
}

function Profile({ v, set, next }) {
  const [modal, setModal] = useState(false);
  const [page, setPage] = useState(0);
  const days = [0, 1, 2, 3].map((i) => { const d = new Date(); d.setDate(d.getDate() + 1 + page * 4 + i); return d; });
  const ready = v.insurance && v.visitReason && v.patientType;
  return (
    <div className="sc-cols">
      <section><h1>Dr. Wren Castellane, PsyD</h1><p>Psychologist · 218 Orchard Street, Suite 4</p><h2>About</h2><p>Dr. Castellane works with adults and couples. She draws on cognitive behavioral and emotionally focused therapy, and sees patients in person and by video.</p><h2>Highlights</h2><p>Highly recommended · Excellent wait time</p></section>
      <aside className="sc-side" data-test="booking-sidebar"><h2>Book an appointment for free</h2>
        <p>Scheduling details</p>
        <button type="button" className="sc-dd" data-test="insurance-picker" aria-haspopup="dialog" onClick={() => setModal(true)}><span>{v.insurance || 'Add insurance'}</span><span aria-hidden="true">▾</span></button>
        <Dropdown id="visit-reason" value={v.visitReason} placeholder="Visit reason" options={reasons} onPick={(visitReason) => set({ visitReason })} />
        <fieldset className="sc-toggle" role="radiogroup" aria-label="Patient type">{['New patient', 'Existing patient'].map((p) => <label key={p}><input type="radio" name="patientType" value={p} checked={v.patientType === p} onChange={() => set({ patientType: p })} /> {p}</label>)}</fieldset>
        {ready ? <>
          <div className="sc-nav"><button type="button" className="sc-round" aria-label="Previous days" disabled={!page} onClick={() => setPage(page - 1)}>‹</button><strong>Available appointments</strong><button type="button" className="sc-round" aria-label="More days" onClick={() => setPage(page + 1)}>›</button></div>
          <div className="sc-grid" data-test="timegrid">{days.map((d) => {
            const name = d.toLocaleDateString('en-US', { weekday: 'short', month: 'short', day: 'numeric' });
            const free = d.getDay() % 6 ? ['9:00 am', '11:30 am', '2:00 pm', '5:15 pm'].filter((_, i) => (d.getDate() + i) % 3) : [];
            return <div key={name}><div className="d">{name}</div>{free.length ? free.map((t) => <a key={t} href="#" className="sc-slot" data-test="timeslot" role="button" aria-label={`${name} ${t}`} onClick={(e) => { e.preventDefault(); set({ slot: `${name} ${t}` }); next(); }}>{t}</a>) : <span className="sc-none">–</span>}</div>;
          })}</div>
        </> : <p className="sc-err" style={{ color: '#555' }}>Add your insurance, visit reason and patient type to see times.</p>}
      </aside>
      {modal && <InsuranceModal onClose={() => setModal(false)} onPick={(insurance) => { set({ insurance }); setModal(false); }} />}
    </div>
  );
}

const Summary = ({ v }) => <div className="sc-sum" data-test="appointment-summary"><div><strong>Dr. Wren Castellane, PsyD</strong><div>{v.slot}</div><div>{v.visitReason}</div><div>{v.insurance}</div></div></div>;
const Err = ({ t }) => (t ? <div className="sc-err" role="alert">{t}</div> : null);

function Email({ v, set, next }) {
  const [err, setErr] = useState('');
  const [busy, setBusy] = useState(false);
  const go = async (e) => {
    e.preventDefault();
    if (!/^\S+@\S+\.\S+$/.test(v.email)) return setErr('Please enter a valid email address');
    setBusy(true);
    await fetch('/auth/v1/email-exists').then((r) => r.json()).catch(() => {});
    setBusy(false);
    next();
  };
  return <form className="sc-flow" noValidate onSubmit={go}><Summary v={v} /><h1>Tell us a bit about you</h1><p>To book your appointment, we need to verify a few things.</p><div className="sc-f"><label htmlFor="email-in">Email</label><input id="email-in" className="sc-in" type="email" name="email" autoComplete="email" aria-invalid={!!err} value={v.email} onChange={(e) => set({ email: e.target.value })} /><Err t={err} /></div><button className="sc-btn" disabled={busy} data-test="email-continue">{busy ? 'One moment…' : 'Continue'}</button><p>Already have an account? <button type="button" className="sc-link">Log in</button></p></form>;
}

function Patient({ v, set, next }) {
  const [errs, setErrs] = useState({});
  const date = (s) => { const n = s.replace(/\D/g, '').slice(0, 8); return n.length > 4 ? `${n.slice(0, 2)}/${n.slice(2, 4)}/${n.slice(4)}` : n.length > 2 ? `${n.slice(0, 2)}/${n.slice(2)}` : n; };
  const tel = (s) => { let n = s.replace(/\D/g, ''); if (n.length > 10 && n[0] === '1') n = n.slice(1); n = n.slice(0, 10); return n.length > 6 ? `(${n.slice(0, 3)}) ${n.slice(3, 6)}-${n.slice(6)}` : n.length > 3 ? `(${n.slice(0, 3)}) ${n.slice(3)}` : n; };
  const go = (e) => {
    e.preventDefault();
    const x = {};
    if (!v.who) x.who = 'Tell us who the appointment is for';
    if (!v.firstName.trim()) x.firstName = 'Enter a first name';
    if (!v.lastName.trim()) x.lastName = 'Enter a last name';
    if (!/^\d\d\/\d\d\/\d{4}$/.test(v.dob)) x.dob = 'Enter a date of birth as mm/dd/yyyy';
    if (!v.sex) x.sex = 'Choose one';
    if (v.phone.replace(/\D/g, '').length !== 10) x.phone = 'Enter a mobile number';
    setErrs(x);
    if (!Object.keys(x).length) next();
  };
  const F = (name, label, more = {}) => <div className="sc-f"><label htmlFor={name}>{label}</label><input id={name} name={name} className="sc-in" aria-invalid={!!errs[name]} value={v[name]} {...more} onChange={(e) => set({ [name]: (more.mask || ((s) => s))(e.target.value) })} mask={undefined} /><Err t={errs[name]} /></div>;
  return <form className="sc-flow" noValidate onSubmit={go}><Summary v={v} /><h1>Patient details</h1>
    <div className="sc-f"><strong id="who-l">Who will be seeing the doctor?</strong><div className="sc-radio" role="radiogroup" aria-labelledby="who-l">{['Me', 'Someone else'].map((o) => <label key={o}><input type="radio" name="who" value={o} checked={v.who === o} onChange={() => set({ who: o })} /> {o}</label>)}</div><Err t={errs.who} /></div>
    <div className="sc-two">{F('firstName', 'Legal first name', { autoComplete: 'given-name' })}{F('lastName', 'Legal last name', { autoComplete: 'family-name' })}</div>
    {F('dob', 'Date of birth', { placeholder: 'mm/dd/yyyy', inputMode: 'numeric', mask: date })}
    <div className="sc-f"><strong id="sex-l">Sex</strong><div className="sc-radio" role="radiogroup" aria-labelledby="sex-l">{['Male', 'Female'].map((o) => <label key={o}><input type="radio" name="sex" value={o} checked={v.sex === o} onChange={() => set({ sex: o })} /> {o}</label>)}</div><Err t={errs.sex} /></div>
    {F('phone', 'Mobile phone number', { type: 'tel', autoComplete: 'tel-national', mask: tel })}
    <button className="sc-btn">Continue</button></form>;
}

function Review({ v, set }) {
  const [add, setAdd] = useState(false);
  const [state, setState] = useState('');
  const book = async () => {
    setState('busy');
    gallery.commit(v);
    const r = await fetch('/booking/v2/appointments', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(v) }).catch(() => null);
    setState(r && r.ok ? 'done' : 'failed');
  };
  return <div className="sc-flow"><h1>Review and book</h1><Summary v={v} />
    <div className="sc-f"><strong>Patient</strong><div>{v.firstName} {v.lastName} · {v.phone}</div></div>
    <div className="sc-f">{add ? <><label htmlFor="memberId">Member ID (as on your card)</label><input className="sc-in" id="memberId" name="memberId" value={v.memberId} onChange={(e) => set({ memberId: e.target.value })} /></> : <button type="button" className="sc-link" onClick={() => setAdd(true)}>+ Add insurance member ID</button>}</div>
    <div className="sc-f"><label htmlFor="notes">Notes for the doctor's office</label><textarea id="notes" className="sc-in" rows={3} maxLength={500} placeholder="Anything you'd like Dr. Castellane to know before the visit" value={v.notes} onChange={(e) => set({ notes: e.target.value })} /></div>
    <p><label><input type="checkbox" name="texts" checked={v.texts} onChange={(e) => set({ texts: e.target.checked })} /> Send me tips and offers by text message</label></p>
    {state === 'failed' && <Err t="Something went wrong on our end. Please try again." />}{state === 'done' && <p role="status">You're booked!</p>}
    <button type="button" className="sc-btn" data-test="book-appointment" disabled={state === 'busy'} onClick={book}>Book appointment</button></div>;
}

function App() {
  const [v, setV] = useState(start);
  const [step, setStep] = useState(1);
  const set = (p) => setV((o) => ({ ...o, ...p }));
  useEffect(() => gallery.values(v), [v]);
  useEffect(() => { gallery.step(step); scrollTo(0, 0); }, [step]);
  const Page = [Profile, Email, Patient, Review][step - 1];
  return <><header className="sc-hdr"><b>Doctorly</b><nav><a href="#browse">Browse</a> · <a href="#login">Log in / Sign up</a></nav></header><Page v={v} set={set} next={() => setStep(step + 1)} /></>;
}
createRoot(document.getElementById('root')).render(<App />);

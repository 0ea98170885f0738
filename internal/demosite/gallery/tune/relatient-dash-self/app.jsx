import { useState, useEffect, useRef } from 'react';
import { createRoot } from 'react-dom/client';
import IMask from 'imask';
import './style.css';

const TOTAL = 6;
const visits = [['New evaluation for medication', 'Meet with a psychiatrist or nurse practitioner'], ['Individual therapy intake', 'First visit with a therapist'], ['Couples or family therapy intake', 'For two or more people'], ['Psychological testing consult', 'ADHD, autism or learning evaluation']];
const provs = [['Ingrid Vasquez, PMHNP', 'Twin Rivers - Elm Street', [1, 2, 4], ['8:40 AM', '10:20 AM', '1:00 PM']], ['Malcolm Otieno, LMFT', 'Twin Rivers - Elm Street', [2, 3, 5], ['9:00 AM', '12:00 PM', '5:00 PM']], ['Priscilla Ng, PsyD', 'Telehealth', [1, 3, 4, 5], ['11:30 AM', '3:30 PM']]];
const blank = { patientStatus: '', visitReason: '', safety: '', insurance: '', provider: '', slot: '', firstName: '', lastName: '', dob: '', sex: '', email: '', cell: '', zip: '', comments: '', texts: false, consent: false };

function Masked({ id, mask, value, onValue, ...rest }) {
  const ref = useRef();
  const cb = useRef(onValue);
  cb.current = onValue;
  useEffect(() => {
    const m = IMask(ref.current, { mask });
    m.on('accept', () => cb.current(m.value));
    return () => m.destroy();
  }, [mask]);
  return <input ref={ref} id={id} className="inp" defaultValue={value} {...rest} />;
}

function Plans({ value, onPick }) {
  const [text, setText] = useState(value);
  const [list, setList] = useState([]);
  const [open, setOpen] = useState(false);
  const [hi, setHi] = useState(-1);
  const search = async (t) => {
    setText(t);
    onPick('');
    setHi(-1);
    if (t.trim().length < 2) { setOpen(false); return; }
    const r = await fetch('/api/payers?q=' + encodeURIComponent(t));
    const found = (await r.json()).filter((p) => p.toLowerCase().includes(t.trim().toLowerCase()));
    setList([...found, 'My insurance is not listed']);
    setOpen(true);
  };
  const take = (p) => { setText(p); onPick(p); setOpen(false); };
  const key = (e) => {
    if (!open) return;
    if (e.key === 'ArrowDown') { e.preventDefault(); setHi(Math.min(hi + 1, list.length - 1)); }
    if (e.key === 'ArrowUp') { e.preventDefault(); setHi(Math.max(hi - 1, 0)); }
    if (e.key === 'Enter' && hi >= 0) { e.preventDefault(); take(list[hi]); }
    if (e.key === 'Escape') setOpen(false);
  };
  return <div className="f ta"><label htmlFor="payer">Insurance company</label><input id="payer" className="inp" role="combobox" aria-expanded={open} aria-controls="payers" aria-autocomplete="list" autoComplete="off" placeholder="Start typing, for example Cigna" value={text} onChange={(e) => search(e.target.value)} onKeyDown={key} />
    {open && <ul id="payers" role="listbox">{list.map((p, i) => <li key={p} role="option" aria-selected={i === hi} onMouseDown={(e) => e.preventDefault()} onClick={() => take(p)}>{p}</li>)}</ul>}</div>;
}

function App() {
  const [step, setStep] = useState(1);
  const [stop, setStop] = useState(false);
  const [v, setV] = useState(blank);
  const [day, setDay] = useState(null);
  const [from, setFrom] = useState(1);
  const [err, setErr] = useState({});
  const [busy, setBusy] = useState(false);
  useEffect(() => { gallery.values(v); }, [v]);
  const put = (x) => setV((o) => ({ ...o, ...x }));
  const go = (n) => { setErr({}); setStep(n); gallery.step(n); scrollTo(0, 0); };
  const answer = (k, a, n) => { put({ [k]: a }); setTimeout(() => go(n), 150); };
  const days = [0, 1, 2, 3, 4].map((i) => { const d = new Date(); d.setHours(0, 0, 0, 0); d.setDate(d.getDate() + from + i); return d; });
  const finish = async (e) => {
    e.preventDefault();
    const bad = {};
    for (const k of ['firstName', 'lastName', 'dob', 'sex', 'email', 'cell', 'zip']) if (!v[k].trim()) bad[k] = 'Required';
    if (v.dob && v.dob.length < 10) bad.dob = 'Use MM/DD/YYYY';
    if (v.cell && v.cell.replace(/\D/g, '').length < 10) bad.cell = 'Enter a 10-digit number';
    if (v.email && !/^\S+@\S+\.\S+$/.test(v.email)) bad.email = 'Check this email address';
    if (v.zip && !/^\d{5}/.test(v.zip)) bad.zip = 'Enter 5 digits';
    if (!v.consent) bad.consent = 'Please agree to continue';
    setErr(bad);
    if (Object.keys(bad).length) return;
    setBusy(true);
    gallery.commit(v);
    await fetch('/api/appointments', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(v) });
  };
  const text = (k, label, more) => <div className="f"><label htmlFor={k}>{label}</label><input id={k} className="inp" value={v[k]} onChange={(e) => put({ [k]: e.target.value })} {...more} />{err[k] && <div className="e" role="alert">{err[k]}</div>}</div>;
  const back = step > 1 && <button type="button" className="back" onClick={() => { setStop(false); go(step - 1); }}>← Previous question</button>;
  const ans = (k, a, n, sub) => <button key={a} type="button" className={'ans' + (v[k] === a ? ' sel' : '')} onClick={() => answer(k, a, n)}>{a}{sub && <small>{sub}</small>}</button>;
  return <><div className="top"><b>Twin Rivers Behavioral Care</b><a href="tel:+13125550133">Need help? 312-555-0133</a></div><div className="bar" role="progressbar" aria-valuenow={step} aria-valuemax={TOTAL}><div style={{ width: (step / TOTAL) * 100 + '%' }} /></div><div className="q">
    {step === 1 && <><h1>Have you been seen at Twin Rivers in the past 3 years?</h1>{ans('patientStatus', 'No, I am a new patient', 2)}{ans('patientStatus', 'Yes, I am an existing patient', 2)}</>}
    {step === 2 && <><h1>What would you like to be seen for?</h1>{visits.map(([a, s]) => ans('visitReason', a, 3, s))}{back}</>}
    {step === 3 && <><h1>Are you having thoughts of harming yourself or someone else right now?</h1>{stop ? <div className="alert"><b>Please call or text 988, or go to the nearest emergency room.</b><p>We are not able to schedule this visit online. Call our office at 312-555-0133.</p></div> : <><button type="button" className="ans" onClick={() => { put({ safety: 'Yes' }); setStop(true); }}>Yes</button>{ans('safety', 'No', 4)}</>}{back}</>}
    {step === 4 && <><h1>What insurance will you be using?</h1><p className="sub">Search for your plan and select it from the list.</p><Plans value={v.insurance} onPick={(p) => put({ insurance: p })} />{err.insurance && <div className="e">{err.insurance}</div>}<p><button type="button" className="go" onClick={() => (v.insurance ? go(5) : setErr({ insurance: 'Please select your insurance from the list' }))}>Next</button></p><p><button type="button" className="back" onClick={() => { put({ insurance: 'Self-pay' }); go(5); }}>I don’t have insurance</button></p>{back}</>}
    {step === 5 && <><h1>Choose a date and time</h1><div className="dates"><button className="nav" aria-label="Earlier dates" disabled={from < 5} onClick={() => setFrom(from - 5)}>‹</button>{days.map((d) => <button key={+d} className={day && +day === +d ? 'on' : ''} disabled={d.getDay() % 6 === 0} onClick={() => setDay(d)}>{d.toLocaleDateString('en-US', { weekday: 'short' })}<br />{d.toLocaleDateString('en-US', { month: 'short', day: 'numeric' })}</button>)}<button className="nav" aria-label="Later dates" onClick={() => setFrom(from + 5)}>›</button></div>
      {!day && <p className="sub">Select a date to see who is available.</p>}{day && provs.filter((p) => p[2].includes(day.getDay())).map(([n, loc, , ts]) => <div className="prov" key={n}><h2>{n}</h2><div className="sub">{loc}</div><div className="chips">{ts.map((t) => <button key={t} className="chip" aria-label={`${t} with ${n}`} onClick={() => { put({ provider: n, slot: day.toLocaleDateString('en-US', { weekday: 'long', month: 'long', day: 'numeric' }) + ' ' + t }); go(6); }}>{t}</button>)}</div></div>)}{back}</>}
    {step === 6 && <form onSubmit={finish} noValidate><h1>Almost done! Tell us about the patient</h1><p className="sub">{v.visitReason} with {v.provider}, {v.slot}</p><div className="g2">{text('firstName', 'Legal first name')}{text('lastName', 'Legal last name')}
      <div className="f"><label htmlFor="dob">Date of birth</label><Masked id="dob" mask="00/00/0000" placeholder="MM/DD/YYYY" inputMode="numeric" value={v.dob} onValue={(dob) => put({ dob })} />{err.dob && <div className="e">{err.dob}</div>}</div>
      <div className="f"><label id="sexl">Sex</label><div className="seg" role="radiogroup" aria-labelledby="sexl">{['Female', 'Male', 'Other'].map((s) => <div key={s} role="radio" tabIndex={0} aria-checked={v.sex === s} onClick={() => put({ sex: s })} onKeyDown={(e) => e.key === ' ' && put({ sex: s })}>{s}</div>)}</div>{err.sex && <div className="e">{err.sex}</div>}</div>
      {text('email', 'Email', { type: 'email' })}<div className="f"><label htmlFor="cell">Cell phone</label><Masked id="cell" mask="(000) 000-0000" type="tel" value={v.cell} onValue={(cell) => put({ cell })} />{err.cell && <div className="e">{err.cell}</div>}</div>{text('zip', 'Home ZIP code', { inputMode: 'numeric', maxLength: 10 })}</div>
      <div className="f"><label htmlFor="comments">Comments for the care team</label><textarea id="comments" className="inp" rows="3" value={v.comments} onChange={(e) => put({ comments: e.target.value })} /></div>
      <label className="ck"><input type="checkbox" checked={v.texts} onChange={(e) => put({ texts: e.target.checked })} /><span>Also send me marketing text messages</span></label><label className="ck"><input type="checkbox" checked={v.consent} onChange={(e) => put({ consent: e.target.checked })} /><span>I agree to the <a href="/terms" target="_blank">terms of use</a> and to being contacted about this appointment</span></label>{err.consent && <div className="e">{err.consent}</div>}
      <p><button className="go" disabled={busy}>Confirm my appointment</button></p>{back}</form>}
  </div></>;
}
createRoot(document.getElementById('root')).render(<App />);

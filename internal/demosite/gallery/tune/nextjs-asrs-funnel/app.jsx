import { useState, useEffect } from 'react';
import { createRoot } from 'react-dom/client';
import './style.css';

const states = ['Alabama', 'Arizona', 'California', 'Colorado', 'Connecticut', 'Florida', 'Georgia', 'Illinois', 'Indiana', 'Maryland', 'Massachusetts', 'Michigan', 'Minnesota', 'Missouri', 'New Jersey', 'New York', 'North Carolina', 'Ohio', 'Oregon', 'Pennsylvania', 'Tennessee', 'Texas', 'Utah', 'Virginia', 'Washington', 'Wisconsin', 'Another state'];
const questions = [
  'How often do you have trouble wrapping up the final details of a project, once the challenging parts have been done?',
  'How often do you have difficulty getting things in order when you have to do a task that requires organization?',
  'How often do you have problems remembering appointments or obligations?',
  'When you have a task that requires a lot of thought, how often do you avoid or delay getting started?',
  'How often do you fidget or squirm with your hands or feet when you have to sit down for a long time?',
  'How often do you feel overly active and compelled to do things, like you were driven by a motor?',
];
const scale = ['Never', 'Rarely', 'Sometimes', 'Often', 'Very often'];
const past = ['ADHD or ADD', 'Anxiety', 'Depression', 'Bipolar disorder', 'Sleep problems', 'None of these'];
const day = (n) => { const d = new Date(); d.setDate(d.getDate() + n); return d; };
const total = 10;

function Field({ label, name, v, set, err, ...rest }) {
  return <><label className="fl"><span>{label}</span><input name={name} value={v[name]} onChange={(e) => set({ [name]: e.target.value })} aria-invalid={!!err} {...rest} /></label>{err && <p className="err" role="alert">{err}</p>}</>;
}

function App() {
  const [step, setStep] = useState(1);
  const [cookie, setCookie] = useState(true);
  const [errs, setErrs] = useState({});
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState(false);
  const [date, setDate] = useState(null);
  const [v, setV] = useState({ state: '', birthDate: '', asrs1: '', asrs2: '', asrs3: '', asrs4: '', asrs5: '', asrs6: '', history: [], medications: '', firstName: '', lastName: '', email: '', phone: '', sms: false, telehealth: false, slot: '' });
  const set = (o) => { setV((old) => ({ ...old, ...o })); setErrs((e) => { const c = { ...e }; for (const k in o) delete c[k]; return c; }); };
  useEffect(() => { gallery.values(v); gallery.step(step); });
  const save = () => fetch('/api/progress', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ step, ...v }) });
  const go = async (checks) => {
    const e = Object.fromEntries(Object.entries(checks).filter(([, m]) => m));
    setErrs(e);
    if (Object.keys(e).length) return;
    await save();
    setStep(step + 1);
  };
  const answer = (k, a) => { set({ [k]: a }); setTimeout(() => setStep(step + 1), 350); };
  const send = async () => {
    if (!v.slot) { setErrs({ slot: 'Pick a time for your first visit' }); return; }
    setBusy(true);
    gallery.commit(v);
    const r = await fetch('/api/leads', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(v) });
    if (!r.ok) setFailed(true);
  };
  const q = step - 2;
  return <>
    <header className="top">{step > 1 && <button type="button" aria-label="Go back" onClick={() => setStep(step - 1)}>←</button>}<b>loopwise</b></header>
    <div className="bar" role="progressbar" aria-valuenow={Math.round(step / total * 100)} aria-valuemin="0" aria-valuemax="100"><i style={{ width: step / total * 100 + '%' }} /></div>
    <main className="wrap">
      {step === 1 && <><p className="eyebrow">Let’s see if we’re a fit</p><h1>Where do you live, and how old are you?</h1>
        <label className="fl"><span>State of residence</span><select name="state" value={v.state} onChange={(e) => set({ state: e.target.value })}><option value="" disabled hidden></option>{states.map((s) => <option key={s}>{s}</option>)}</select></label>{errs.state && <p className="err" role="alert">{errs.state}</p>}
        <Field label="Date of birth" name="birthDate" type="date" v={v} set={set} err={errs.birthDate} />
        <button type="button" className="cta" onClick={() => go({ state: !v.state && 'Select your state', birthDate: !v.birthDate ? 'Enter your date of birth' : new Date(v.birthDate) > day(-18 * 365) && 'You need to be 18 or older' })}>Start the assessment</button></>}
      {q >= 0 && q < 6 && <div key={q}><p className="eyebrow">Question {q + 1} of 6</p><h1 id="q">{questions[q]}</h1>
        <div role="radiogroup" aria-labelledby="q">{scale.map((a) => <button key={a} type="button" role="radio" aria-checked={v['asrs' + (q + 1)] === a} className="opt" onClick={() => answer('asrs' + (q + 1), a)}>{a}</button>)}</div></div>}
      {step === 8 && <><p className="eyebrow">Your history</p><h1>Have you ever been diagnosed with any of these?</h1>
        <div className="chips">{past.map((p) => <button key={p} type="button" className="chip" aria-pressed={v.history.includes(p)} onClick={() => set({ history: p === past[5] ? [p] : v.history.includes(p) ? v.history.filter((x) => x !== p) : [...v.history.filter((x) => x !== past[5]), p] })}>{p}</button>)}</div>{errs.history && <p className="err" role="alert">{errs.history}</p>}
        <label className="fl"><span>Medications you take now (write “none” if none)</span><textarea name="medications" rows="2" value={v.medications} onChange={(e) => set({ medications: e.target.value })} /></label>{errs.medications && <p className="err" role="alert">{errs.medications}</p>}
        <button type="button" className="cta" onClick={() => go({ history: !v.history.length && 'Choose at least one', medications: !v.medications.trim() && 'Tell us what you take' })}>Continue</button></>}
      {step === 9 && <><p className="eyebrow">Your results are ready</p><h1>Where should we send them?</h1>
        <div className="two"><div><Field label="Legal first name" name="firstName" autoComplete="given-name" v={v} set={set} err={errs.firstName} /></div><div><Field label="Legal last name" name="lastName" autoComplete="family-name" v={v} set={set} err={errs.lastName} /></div></div>
        <Field label="Email" name="email" type="email" autoComplete="email" v={v} set={set} err={errs.email} />
        <Field label="Mobile number" name="phone" type="tel" autoComplete="tel" v={v} set={set} err={errs.phone} />
        <label className="ck"><input type="checkbox" name="telehealth" checked={v.telehealth} onChange={(e) => set({ telehealth: e.target.checked })} /><span>I agree to the <a href="#">Telehealth Consent</a> and the <a href="#">Privacy Policy</a></span></label>{errs.telehealth && <p className="err" role="alert">{errs.telehealth}</p>}
        <label className="ck"><input type="checkbox" name="sms" checked={v.sms} onChange={(e) => set({ sms: e.target.checked })} /><span>Send me tips and offers by text (optional)</span></label>
        <button type="button" className="cta" onClick={() => go({ firstName: !v.firstName.trim() && 'Required', lastName: !v.lastName.trim() && 'Required', email: !/^\S+@\S+\.\S+$/.test(v.email) && 'Enter a valid email', phone: v.phone.replace(/\D/g, '').length < 10 && 'Enter a 10-digit number', telehealth: !v.telehealth && 'We need your consent to go on' })}>See my results</button></>}
      {step === 10 && <><p className="eyebrow">Your answers suggest that an evaluation could help</p><h1>Pick a time for your first visit</h1>
        <div className="days" role="tablist">{[1, 2, 3, 4, 5, 6, 7].map((n) => <button key={n} type="button" role="tab" disabled={n === 2 || day(n).getDay() === 0} aria-selected={date === n} className="day" onClick={() => { setDate(n); set({ slot: '' }); }}><small>{day(n).toLocaleDateString('en-US', { weekday: 'short' })}</small>{day(n).toLocaleDateString('en-US', { month: 'short', day: 'numeric' })}</button>)}</div>
        {date && <div className="times">{['9:15 AM', '10:00 AM', '11:30 AM', '1:45 PM', '3:00 PM', '5:30 PM'].filter((_, i) => (i + date) % 3).map((t) => { const w = day(date).toLocaleDateString('en-CA') + ' ' + t; return <button key={t} type="button" aria-pressed={v.slot === w} onClick={() => set({ slot: w })}>{t}</button>; })}</div>}
        {errs.slot && <p className="err" role="alert">{errs.slot}</p>}{failed && <p className="err" role="alert">Something went wrong on our side. Please try again.</p>}
        <button type="button" className="cta" disabled={busy || !v.slot} onClick={send}>Reserve my visit</button></>}
    </main>
    {cookie && <div className="cookie" role="region" aria-label="Cookies"><p>We use cookies to run this site and to see how it is used.</p><button type="button" onClick={() => setCookie(false)}>Decline</button><button type="button" onClick={() => setCookie(false)}>Accept</button></div>}
  </>;
}
createRoot(document.getElementById('__next')).render(<App />);

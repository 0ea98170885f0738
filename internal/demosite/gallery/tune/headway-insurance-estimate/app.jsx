import { useState, useEffect, useRef } from 'react';
import { createRoot } from 'react-dom/client';

const STATES = 'Alabama,Alaska,Arizona,Arkansas,California,Colorado,Connecticut,Delaware,District of Columbia,Florida,Georgia,Hawaii,Idaho,Illinois,Indiana,Iowa,Kansas,Kentucky,Louisiana,Maine,Maryland,Massachusetts,Michigan,Minnesota,Mississippi,Missouri,Montana,Nebraska,Nevada,New Hampshire,New Jersey,New Mexico,New York,North Carolina,North Dakota,Ohio,Oklahoma,Oregon,Pennsylvania,Rhode Island,South Carolina,South Dakota,Tennessee,Texas,Utah,Vermont,Virginia,Washington,West Virginia,Wisconsin,Wyoming'.split(',');
const post = (url, body) => fetch(url, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) });
const maskDate = (v) => { const d = v.replace(/\D/g, '').slice(0, 8); return [d.slice(0, 2), d.slice(2, 4), d.slice(4)].filter(Boolean).join('/'); };
const blank = { format: 'Video', slot: '', paymentMethod: 'insurance', carrier: '', residenceState: '', legalFirstName: '', legalLastName: '', dob: '', memberId: '', groupNumber: '', sexOnPlan: '', email: '', phone: '', password: '', address: '', city: '', zip: '', note: '', smsOptIn: false, policies: false };
const days = Array.from({ length: 9 }, (_, i) => { const d = new Date(); d.setDate(d.getDate() + i + 1); return d; }).filter((d) => d.getDay() % 6).slice(0, 5);
const hours = [['9:00 AM', '11:00 AM'], ['2:30 PM'], [], ['10:00 AM', '1:00 PM', '5:30 PM'], ['12:00 PM']];

function Field({ id, label, hint, error, children, ...p }) {
  return <div className="css-fld"><label htmlFor={id}>{label}</label>{children || <input id={id} className="css-inp" aria-invalid={!!error} aria-describedby={error ? id + '-e' : undefined} {...p} />}
    {hint && <div className="css-hint">{hint}</div>}{error && <div className="css-err" id={id + '-e'} role="alert">{error}</div>}</div>;
}
function Carrier({ value, onPick, error }) {
  const [list, setList] = useState([]); const [q, setQ] = useState(value); const [open, setOpen] = useState(false); const [at, setAt] = useState(0);
  const asked = useRef(false);
  const load = async () => { setOpen(true); if (asked.current) return; asked.current = true; setList(await (await fetch('/api/carriers')).json()); };
  const fit = list.filter((c) => c.toLowerCase().includes(q.toLowerCase()));
  const shown = fit.length ? fit : ["I don't see my insurance"];
  const pick = (c) => { onPick(c); setQ(c); setOpen(false); };
  return <Field id="carrier-input" label="Insurance carrier" error={error}><input id="carrier-input" className="css-inp" role="combobox" aria-expanded={open} aria-controls="carrier-lb" aria-autocomplete="list" autoComplete="off" placeholder="Search for your carrier" aria-invalid={!!error} value={q}
    onFocus={load} onClick={load} onChange={(e) => { setQ(e.target.value); onPick(''); setAt(0); load(); }} onBlur={() => setTimeout(() => setOpen(false), 150)}
    onKeyDown={(e) => { if (e.key === 'ArrowDown') { e.preventDefault(); setAt(Math.min(at + 1, shown.length - 1)); } if (e.key === 'ArrowUp') setAt(Math.max(0, at - 1)); if (e.key === 'Enter' && open) { e.preventDefault(); pick(shown[at]); } if (e.key === 'Escape') setOpen(false); }} />
    {open && <ul className="css-pop" role="listbox" id="carrier-lb">{shown.map((c, i) => <li key={c} role="option" aria-selected={c === value} data-focused={i === at || undefined} onMouseDown={(e) => { e.preventDefault(); }} onClick={() => pick(c)}>{c}</li>)}</ul>}</Field>;
}
function App() {
  const [s, setS] = useState(blank); const [step, setStep] = useState(1); const [err, setErr] = useState({}); const [checking, setChecking] = useState(false); const [est, setEst] = useState(null); const [done, setDone] = useState(false);
  useEffect(() => gallery.values(s), [s]);
  useEffect(() => { gallery.step(step); scrollTo(0, 0); }, [step]);
  const set = (k) => (e) => { const v = e && e.target ? (e.target.type === 'checkbox' ? e.target.checked : e.target.value) : e; setS((o) => ({ ...o, [k]: v })); setErr((o) => ({ ...o, [k]: '' })); };
  const bind = (k) => ({ id: k, value: s[k], onChange: set(k), error: err[k] });
  const test = (rules) => { const e = {}; for (const [k, r] of Object.entries(rules)) { const m = r(s[k]); if (m) e[k] = m; } setErr(e); return !Object.keys(e).length; };
  const req = (m) => (v) => (String(v).trim() ? '' : m);
  const next = (n) => { post('/api/intake/progress', { step: n }); setStep(n); };
  const check = async () => {
    const rules = { legalFirstName: req('Enter your first name'), legalLastName: req('Enter your last name'), dob: (v) => (/^\d\d\/\d\d\/\d{4}$/.test(v) ? '' : 'Enter your date of birth as MM/DD/YYYY'), sexOnPlan: req('Select an option') };
    if (s.paymentMethod === 'insurance') rules.memberId = (v) => (v.trim().length > 4 ? '' : 'Enter the member ID on your card');
    if (!test(rules)) return;
    setChecking(true);
    const [r] = await Promise.all([post('/api/eligibility', { carrier: s.carrier, memberId: s.memberId }).then((x) => x.json()), new Promise((ok) => setTimeout(ok, 900))]);
    setEst(r.estimate); setChecking(false); next(4);
  };
  const book = async (e) => {
    e.preventDefault();
    if (!test({ email: (v) => (/^\S+@\S+\.\S+$/.test(v) ? '' : 'Enter a valid email'), phone: (v) => (v.replace(/\D/g, '').length >= 10 ? '' : 'Enter a valid phone number'), password: (v) => (v.length >= 8 ? '' : 'Use at least 8 characters'), address: req('Enter your address'), city: req('Enter your city'), zip: (v) => (/^\d{5}/.test(v) ? '' : 'Enter a 5-digit ZIP'), policies: (v) => (v ? '' : 'Please agree to continue') })) return;
    gallery.commit(s);
    const r = await post('/api/sessions/book', s);
    if (r.ok) setDone(true); else setErr({ policies: 'We could not book this session. Please try again.' });
  };
  if (done) return <h1>You're booked!</h1>;
  return <><header className="css-hdr">headway</header><main className="css-1k2lay">
    {step === 1 && <><h1 className="css-h1">Joanna Vance, LMFT</h1><p className="css-sub">Anxiety, relationships, life transitions. Accepting new clients.</p><div className="css-card"><div className="css-lbl">Session format</div>{['Video', 'In person'].map((f) => <button key={f} type="button" className="css-1slot" aria-pressed={s.format === f} onClick={() => set('format')(f)}>{f}</button>)}</div>
      <div className="css-card"><div className="css-lbl">Choose a time for your first session</div>{days.map((d, i) => { const day = d.toLocaleDateString('en-US', { weekday: 'long', month: 'short', day: 'numeric' }); return <div key={day}><div className="css-hint">{day}</div>{hours[i].length ? hours[i].map((t) => <button key={t} type="button" className="css-1slot" aria-pressed={s.slot === day + ', ' + t} onClick={() => set('slot')(day + ', ' + t)}>{t}</button>) : <span className="css-hint">No openings</span>}</div>; })}</div>
      <button type="button" className="css-pri" disabled={!s.slot} onClick={() => next(2)}>Book session</button></>}
    {step === 2 && <><button type="button" className="css-txt" onClick={() => setStep(1)}>← Back</button><h1 className="css-h1">How will you pay for sessions?</h1><div role="radiogroup" aria-label="Payment method">{[['insurance', 'Use insurance', 'Most clients pay $0–$50 per session'], ['cash', 'Pay out of pocket', '$165 per session']].map(([v, t, h]) => <label key={v} className={'css-opt' + (s.paymentMethod === v ? ' on' : '')}><input className="vh" type="radio" name="paymentMethod" value={v} checked={s.paymentMethod === v} onChange={set('paymentMethod')} /><span><b>{t}</b><br /><span className="css-hint">{h}</span></span></label>)}</div>
      {s.paymentMethod === 'insurance' && <Carrier value={s.carrier} onPick={set('carrier')} error={err.carrier} />}
      <Field id="residenceState" label="Which state will you be in during sessions?" error={err.residenceState}><select id="residenceState" className="css-inp" value={s.residenceState} onChange={set('residenceState')}><option value="" disabled>Select a state</option>{STATES.map((x) => <option key={x}>{x}</option>)}</select></Field>
      <button type="button" className="css-pri" onClick={() => test({ residenceState: req('Select a state'), ...(s.paymentMethod === 'insurance' ? { carrier: req('Select your carrier from the list') } : {}) }) && next(3)}>Continue</button></>}
    {step === 3 && !checking && <><button type="button" className="css-txt" onClick={() => setStep(2)}>← Back</button><h1 className="css-h1">{s.paymentMethod === 'insurance' ? "Let's check your coverage" : 'About you'}</h1><p className="css-sub">Enter everything exactly as it's shown on your insurance card.</p><div className="css-two"><Field label="Legal first name" autoComplete="given-name" {...bind('legalFirstName')} /><Field label="Legal last name" autoComplete="family-name" {...bind('legalLastName')} /></div>
      <Field label="Date of birth" inputMode="numeric" placeholder="MM/DD/YYYY" {...bind('dob')} onChange={(e) => set('dob')(maskDate(e.target.value))} />
      <Field id="sexOnPlan" label="Sex on file with your insurance" error={err.sexOnPlan}><select id="sexOnPlan" className="css-inp" value={s.sexOnPlan} onChange={set('sexOnPlan')}><option value="">Select</option><option>Female</option><option>Male</option><option>X / Non-binary</option></select></Field>
      {s.paymentMethod === 'insurance' && <><Field label="Member ID" hint="Include any letters." {...bind('memberId')} /><Field label="Group number (optional)" {...bind('groupNumber')} /></>}
      <button type="button" className="css-pri" onClick={check}>Check my price</button></>}
    {checking && <div role="status"><div className="spin" /><p style={{ textAlign: 'center' }}>Checking with {s.carrier || 'your plan'}… This can take a few seconds.</p></div>}
    {step === 4 && <><h1 className="css-h1">Good news, you're covered</h1><div className="css-card"><div className="css-hint">Estimated cost per session</div><div style={{ fontSize: 40, fontWeight: 700 }}>${(est?.copay || 0) / 100}</div><div className="css-hint">This is an estimate, and not a guarantee of coverage.</div></div><button type="button" className="css-pri" onClick={() => next(5)}>Looks good, continue</button></>}
    {step === 5 && <form noValidate onSubmit={book}><h1 className="css-h1">Create your account</h1><p className="css-sub">{s.slot} with Joanna Vance</p><Field label="Email" type="email" autoComplete="email" {...bind('email')} /><Field label="Mobile phone" type="tel" autoComplete="tel-national" {...bind('phone')} /><Field label="Password" type="password" autoComplete="new-password" hint="At least 8 characters" {...bind('password')} />
      <Field label="Home address" autoComplete="street-address" {...bind('address')} /><div className="css-two"><Field label="City" {...bind('city')} /><Field label="ZIP code" inputMode="numeric" {...bind('zip')} /></div>
      <Field id="note" label="What would you like Joanna to know before you meet?" hint="Optional. Only Joanna sees this."><textarea id="note" rows={3} className="css-inp" value={s.note} onChange={set('note')} /></Field>
      <label className="css-chk"><input type="checkbox" checked={s.smsOptIn} onChange={set('smsOptIn')} /> Text me offers and news from Headway (optional)</label><label className="css-chk"><input type="checkbox" checked={s.policies} onChange={set('policies')} /> I agree to Headway's terms, the consent for telehealth and my provider's 24-hour cancellation policy</label>{err.policies && <div className="css-err" role="alert">{err.policies}</div>}
      <button className="css-pri">Confirm booking</button></form>}
  </main></>;
}
createRoot(document.getElementById('__next')).render(<App />);

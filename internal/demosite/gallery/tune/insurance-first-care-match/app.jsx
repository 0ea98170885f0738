import { useState, useEffect, useRef, useId } from 'react';
import { createRoot } from 'react-dom/client';
import './style.css';

const PLANS = ['Aetna', 'Anthem Blue Cross and Blue Shield', 'Blue Cross Blue Shield of Massachusetts', 'Carelon Behavioral Health', 'Cigna', 'Horizon Blue Cross Blue Shield of New Jersey', 'Oscar', 'Oxford', 'Quest Behavioral Health', 'UnitedHealthcare'];
const OUT = 'I’m paying out-of-pocket';
const TOPICS = ['Anxiety', 'ADHD', 'Burnout', 'Depression', 'Grief', 'OCD', 'Relationship issues', 'Trauma'];
const blank = { insurance: '', zip: '', concern: [], visitType: '', provider: '', slot: '', legalFirst: '', legalLast: '', dobMonth: '', dobDay: '', dobYear: '', memberId: '', sex: '', subscriber: '', email: '', mobile: '', password: '', goesBy: '', note: '', texts: false, consent: false };

function PlanPicker({ value, onChange, invalid }) {
  const [open, setOpen] = useState(false);
  const [q, setQ] = useState('');
  const [at, setAt] = useState(0);
  const box = useRef(null);
  const id = useId();
  const list = PLANS.filter((p) => p.toLowerCase().includes(q.toLowerCase())).concat(OUT);
  useEffect(() => {
    const out = (e) => { if (!box.current?.contains(e.target)) setOpen(false); };
    document.addEventListener('mousedown', out);
    return () => document.removeEventListener('mousedown', out);
  }, []);
  const choose = (p) => { onChange(p); setOpen(false); setQ(''); };
  const key = (e) => {
    if (e.key === 'ArrowDown') { e.preventDefault(); setAt(Math.min(at + 1, list.length - 1)); }
    if (e.key === 'ArrowUp') { e.preventDefault(); setAt(Math.max(at - 1, 0)); }
    if (e.key === 'Enter') { e.preventDefault(); choose(list[at]); }
    if (e.key === 'Escape') setOpen(false);
  };
  return <div className="css-pick" ref={box}>
    <button type="button" className="css-trigger" aria-haspopup="listbox" aria-expanded={open} aria-controls={id} aria-invalid={invalid} data-testid="insurance-picker" onClick={() => setOpen(!open)}>{value ? <span>{value}</span> : <span className="ph">Select your insurance</span>}<span aria-hidden="true">▾</span></button>
    {open && <div className="css-pop"><input autoFocus placeholder="Search plans" aria-label="Search plans" value={q} onChange={(e) => { setQ(e.target.value); setAt(0); }} onKeyDown={key} /><div role="listbox" id={id} className="css-list">{list.map((p, i) => <div key={p} role="option" aria-selected={p === value} data-highlighted={i === at ? '' : undefined} className="css-opt" onClick={() => choose(p)}>{p}</div>)}</div></div>}
  </div>;
}
const initials = (n) => n.split(' ').slice(0, 2).map((w) => w[0]).join('');
function upcoming() {
  const out = [];
  for (let i = 1; i <= 5; i++) { const d = new Date(); d.setDate(d.getDate() + i); out.push(d); }
  return out;
}
function ProviderCard({ p, index, onPick }) {
  const days = upcoming();
  const free = (d) => d.getDay() !== 0 && (d.getDate() + index) % 3 !== 0;
  const [day, setDay] = useState(null);
  return <article className="css-card" data-testid={'provider-card-' + p.id}><div className="css-av" aria-hidden="true">{initials(p.name)}</div><div><h3 style={{ margin: 0 }}>{p.name}</h3><div>{p.about}</div>
    <div className="css-days" role="tablist">{days.map((d) => <button key={+d} type="button" role="tab" aria-selected={!!day && +day.getDate() === d.getDate()} disabled={!free(d)} className="css-day" onClick={() => setDay(d)}><small>{d.toLocaleDateString('en-US', { weekday: 'short' })}</small><br />{d.toLocaleDateString('en-US', { month: 'short', day: 'numeric' })}</button>)}</div>
    {day ? <div>{p.times.map((t) => <button key={t} type="button" className="css-time" onClick={() => onPick(p.name, day.toLocaleDateString('en-US', { weekday: 'short', month: 'short', day: 'numeric', year: 'numeric' }) + ' at ' + t)}>{t}</button>)}</div> : <small>Choose a day to see times</small>}</div></article>;
}
function Text({ label, name, form, ...rest }) {
  const id = useId();
  return <div><label className="css-lbl" htmlFor={id}>{label}</label><input id={id} className="css-in" name={name} value={form.v[name]} aria-invalid={!!form.err[name]} aria-describedby={id + 'e'} onChange={(e) => form.set({ [name]: e.target.value })} {...rest} />{form.err[name] && <div className="css-err" id={id + 'e'}>{form.err[name]}</div>}</div>;
}
function Box({ name, form, children }) {
  const id = useId();
  return <div><div className="css-box"><button type="button" role="checkbox" id={id} aria-checked={form.v[name]} aria-labelledby={id + 'l'} onClick={() => form.set({ [name]: !form.v[name] })}>{form.v[name] ? '✓' : ''}</button><span id={id + 'l'} onClick={() => form.set({ [name]: !form.v[name] })}>{children}</span></div>{form.err[name] && <div className="css-err">{form.err[name]}</div>}</div>;
}

function App() {
  const [v, setV] = useState(blank);
  const [err, setErr] = useState({});
  const [step, setStep] = useState(1);
  const [providers, setProviders] = useState(null);
  const [busy, setBusy] = useState(false);
  const [est, setEst] = useState(null);
  const [done, setDone] = useState('');
  const [see, setSee] = useState(false);
  const day = useRef(null), year = useRef(null);
  useEffect(() => { gallery.values(v); gallery.step(step); });
  const set = (m) => setV((old) => ({ ...old, ...m }));
  const form = { v, err, set };
  const check = (names, rules = {}) => {
    const e = {};
    for (const n of names) if (!v[n] || !String(v[n]).trim()) e[n] = 'Required'; else if (rules[n]) { const s = rules[n](v[n]); if (s) e[n] = s; }
    setErr(e);
    return !Object.keys(e).length;
  };
  const to = (n) => { setStep(n); scrollTo(0, 0); };
  const search = async () => {
    if (!check(['insurance', 'zip', 'concern'], { zip: (z) => !/^\d{5}(-\d{4})?$/.test(z) && 'Enter a 5-digit ZIP code' })) return;
    to(2);
    const r = await fetch('/api/providers?zip=' + encodeURIComponent(v.zip.slice(0, 3)));
    setProviders((await r.json()).providers);
  };
  const eligibility = async () => {
    const cash = v.insurance === OUT;
    const names = ['legalFirst', 'legalLast', 'dobMonth', 'dobDay', 'dobYear', 'sex'].concat(cash ? [] : ['memberId']);
    if (!check(names, { dobMonth: (x) => !(+x > 0 && +x < 13) && 'Invalid month', dobDay: (x) => !(+x > 0 && +x < 32) && 'Invalid day', dobYear: (x) => !/^(19|20)\d\d$/.test(x) && 'Invalid year', memberId: (x) => x.trim().length < 4 && 'This looks too short' })) return;
    setBusy(true);
    const r = await fetch('/api/eligibility', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ payer: v.insurance, memberId: v.memberId, firstName: v.legalFirst, lastName: v.legalLast, dob: [v.dobYear, v.dobMonth, v.dobDay].join('-') }) });
    setEst(await r.json());
    setBusy(false);
    to(4);
  };
  const book = async () => {
    if (!check(['email', 'mobile', 'password', 'consent'], { email: (x) => !/^\S+@\S+\.\S+$/.test(x) && 'Enter a valid email', mobile: (x) => x.replace(/\D/g, '').length < 10 && 'Enter a valid phone number', password: (x) => x.length < 8 && 'Use at least 8 characters' })) return;
    gallery.commit(v);
    setBusy(true);
    const r = await fetch('/api/graphql/bookAppointment', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ operationName: 'bookAppointment', variables: v }) });
    setDone(r.ok ? 'You’re booked!' : 'We could not book this session. Please try again.');
  };
  const cell = (name, next, max, ref, ph) => <input ref={ref} className={'css-in' + (max === 4 ? ' y' : '')} name={name} aria-label={ph} placeholder={ph} inputMode="numeric" maxLength={max} value={v[name]} aria-invalid={!!err[name]} onChange={(e) => { const d = e.target.value.replace(/\D/g, ''); set({ [name]: d }); if (d.length === max) next?.current?.focus(); }} />;
  const mask = (s) => { const d = s.replace(/\D/g, '').replace(/^1(?=\d{10})/, '').slice(0, 10); return d.length > 6 ? `(${d.slice(0, 3)}) ${d.slice(3, 6)}-${d.slice(6)}` : d.length > 3 ? `(${d.slice(0, 3)}) ${d.slice(3)}` : d; };
  let body;
  if (done) body = <h1>{done}</h1>;
  else if (busy) body = <div className="css-spin" role="status">{step === 3 ? 'Checking your benefits…' : 'One moment…'}</div>;
  else if (step === 1) body = <><h1>Find mental health care that’s covered by your insurance</h1><p>Know your costs upfront. Most clients pay $25 or less per session.</p>
    <span className="css-lbl">Insurance carrier</span><PlanPicker value={v.insurance} onChange={(x) => set({ insurance: x })} invalid={!!err.insurance} />{err.insurance && <div className="css-err">Please select your insurance</div>}
    <Text label="ZIP code" name="zip" form={form} inputMode="numeric" placeholder="e.g. 10001" />
    <span className="css-lbl">What would you like help with?</span><div className="css-chips">{TOPICS.map((t) => <button key={t} type="button" className="css-chip" aria-pressed={v.concern.includes(t)} onClick={() => set({ concern: v.concern.includes(t) ? v.concern.filter((x) => x !== t) : [...v.concern, t] })}>{t}</button>)}</div>{err.concern && <div className="css-err">Choose at least one</div>}
    <span className="css-lbl">How would you like to meet?</span><div className="css-chips" role="radiogroup">{['Virtual', 'In person', 'Either'].map((t) => <button key={t} type="button" role="radio" aria-checked={v.visitType === t} className="css-chip" onClick={() => set({ visitType: t })}>{t}</button>)}</div>
    <button type="button" className="css-cta" onClick={search}>Find care</button></>;
  else if (step === 2) body = <><button type="button" className="css-link" onClick={() => to(1)}>← Edit search</button><h1>{providers ? `${providers.length} providers accept ${v.insurance === OUT ? 'self-pay clients' : v.insurance}` : 'Searching…'}</h1>{providers?.map((p, i) => <ProviderCard key={p.id} p={p} index={i} onPick={(name, at) => { set({ provider: name, slot: at }); to(3); }} />)}</>;
  else if (step === 3) body = <><p className="css-steps">1 of 3 · Check your coverage</p><div className="css-sum"><b>{v.provider}</b><br />{v.slot}</div><h1>{v.insurance === OUT ? 'Tell us about you' : 'Let’s check your benefits'}</h1><p>Enter your details exactly as they appear on your insurance card.</p>
    <div className="css-two"><Text label="Legal first name" name="legalFirst" form={form} autoComplete="given-name" /><Text label="Legal last name" name="legalLast" form={form} autoComplete="family-name" /></div>
    <span className="css-lbl" id="doblbl">Date of birth</span><div className="css-dob" role="group" aria-labelledby="doblbl">{cell('dobMonth', day, 2, null, 'MM')}/{cell('dobDay', year, 2, day, 'DD')}/{cell('dobYear', null, 4, year, 'YYYY')}</div>{(err.dobMonth || err.dobDay || err.dobYear) && <div className="css-err">Enter a valid date of birth</div>}
    <span className="css-lbl">Sex on file with your insurance</span><div className="css-chips" role="radiogroup" aria-label="Sex on file with your insurance">{['Female', 'Male'].map((t) => <button key={t} type="button" role="radio" aria-checked={v.sex === t} className="css-chip" onClick={() => set({ sex: t })}>{t}</button>)}</div>{err.sex && <div className="css-err">Required</div>}
    {v.insurance !== OUT && <><Text label="Member ID" name="memberId" form={form} placeholder="Found on your insurance card" /><span className="css-lbl">Are you the policy holder?</span><div className="css-chips" role="radiogroup">{['Yes, it’s my plan', 'No, I’m a dependent'].map((t) => <button key={t} type="button" role="radio" aria-checked={v.subscriber === t} className="css-chip" onClick={() => set({ subscriber: t })}>{t}</button>)}</div></>}
    <button type="button" className="css-cta" onClick={eligibility}>Check coverage</button></>;
  else if (step === 4) body = <><p className="css-steps">2 of 3 · Your estimate</p><div className="css-est"><p>Good news! Your plan is active. We estimate you’ll pay</p><b>${est?.copay.low}–${est?.copay.high}</b><p>per session with {v.provider}</p></div><button type="button" className="css-cta" onClick={() => to(5)}>Looks good</button> <button type="button" className="css-link" onClick={() => to(2)}>Choose another time</button></>;
  else body = <><p className="css-steps">3 of 3 · Create your account</p><h1>Where should we send your appointment details?</h1><form noValidate onSubmit={(e) => { e.preventDefault(); book(); }}>
    <Text label="Email" name="email" form={form} type="email" autoComplete="email" /><Text label="Mobile phone" name="mobile" form={form} type="tel" placeholder="(555) 555-5555" onChange={(e) => set({ mobile: mask(e.target.value) })} />
    <div style={{ position: 'relative' }}><Text label="Create a password" name="password" form={form} type={see ? 'text' : 'password'} autoComplete="new-password" /><button type="button" className="css-eye" style={{ top: 42 }} onClick={() => setSee(!see)}>{see ? 'Hide' : 'Show'}</button></div>
    <Text label="Name you go by (optional)" name="goesBy" form={form} /><label className="css-lbl" htmlFor="note">Anything you’d like {v.provider.split(',')[0]} to know? (optional)</label><textarea id="note" className="css-in" rows={3} value={v.note} onChange={(e) => set({ note: e.target.value })} />
    <Box name="consent" form={form}>I agree to Waymark’s <a href="#terms">Terms</a> and consent to telehealth and to the use of my health information for treatment and payment.</Box><Box name="texts" form={form}>Send me tips, surveys and offers by text (optional)</Box>
    <button type="submit" className="css-cta">Confirm session</button></form></>;
  return <><nav className="css-nav"><b>waymark</b><span><a href="#providers">For providers</a> &nbsp; <a href="#login">Log in</a></span></nav><main className="css-1wrap">{body}</main></>;
}
createRoot(document.getElementById('root')).render(<App />);

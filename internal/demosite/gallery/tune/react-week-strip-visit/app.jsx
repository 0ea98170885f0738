import { useState, useEffect, useMemo } from 'react';
import { createRoot } from 'react-dom/client';

const CARE = [['Individual therapy', 'One-on-one sessions, 50 minutes'], ['Couples therapy', 'For you and your partner'], ['Medication management', 'See a psychiatric prescriber'], ['Teen therapy', 'For ages 13 to 17']];
const STATES = 'Alabama,Alaska,Arizona,Arkansas,California,Colorado,Connecticut,Delaware,District of Columbia,Florida,Georgia,Hawaii,Idaho,Illinois,Indiana,Iowa,Kansas,Kentucky,Louisiana,Maine,Maryland,Massachusetts,Michigan,Minnesota,Mississippi,Missouri,Montana,Nebraska,Nevada,New Hampshire,New Jersey,New Mexico,New York,North Carolina,North Dakota,Ohio,Oklahoma,Oregon,Pennsylvania,Rhode Island,South Carolina,South Dakota,Tennessee,Texas,Utah,Vermont,Virginia,Washington,West Virginia,Wisconsin,Wyoming'.split(',');
const PAYERS = ['Aetna', 'Anthem Blue Cross', 'Blue Cross Blue Shield', 'Carelon', 'Cigna / Evernorth', 'Oscar', 'Oxford', 'Quest Behavioral', 'UnitedHealthcare / Optum', "My plan isn't listed"];
const PROVIDERS = [{ n: 'Dana Whitcombe, LCSW', s: 'Anxiety, life transitions', d: [1, 3, 4], t: ['9:00 AM', '11:30 AM', '2:15 PM'] }, { n: 'Rafael Ibarra, PhD', s: 'Depression, trauma, grief', d: [2, 4], t: ['10:00 AM', '1:00 PM', '4:30 PM', '5:45 PM'] }, { n: 'Yuki Sandoval, LMFT', s: 'Couples, family, parenting', d: [1, 2, 5], t: ['8:30 AM', '12:00 PM', '6:00 PM'] }];
const blank = { careType: '', state: '', payer: '', memberId: '', provider: '', slot: '', legalFirst: '', legalLast: '', goesBy: '', dobMonth: '', dobDay: '', dobYear: '', sex: '', mobile: '', email: '', line1: '', unit: '', city: '', zip: '', focus: '', smsMarketing: false, agree: false };
const need = { 1: ['careType', 'state', 'payer'], 3: ['legalFirst', 'legalLast', 'dobMonth', 'dobDay', 'dobYear', 'sex', 'mobile', 'email'], 4: ['line1', 'city', 'zip', 'agree'] };

function Payer({ value, onPick }) {
  const [q, setQ] = useState(value);
  const [open, setOpen] = useState(false);
  const list = PAYERS.filter((p) => !q || q === value || p.toLowerCase().includes(q.toLowerCase()));
  return <div className="fld"><label className="lab" htmlFor="payer-search">Insurance carrier</label>
    <input id="payer-search" role="combobox" aria-expanded={open} aria-controls="payer-list" autoComplete="off" placeholder="Start typing your carrier" value={q}
      onFocus={() => setOpen(true)} onChange={(e) => { setQ(e.target.value); onPick(''); setOpen(true); }} onBlur={() => setTimeout(() => { setOpen(false); }, 180)} />
    {open && <ul className="menu" id="payer-list" role="listbox">{(list.length ? list : [PAYERS.at(-1)]).map((p) => <li key={p} role="option" aria-selected={p === value} onMouseDown={(e) => e.preventDefault()} onClick={() => { onPick(p); setQ(p); setOpen(false); }}>{p}</li>)}</ul>}
  </div>;
}

function Week({ p, onPick }) {
  const [week, setWeek] = useState(0);
  const [day, setDay] = useState(null);
  const days = useMemo(() => { const m = new Date(); m.setHours(0, 0, 0, 0); m.setDate(m.getDate() - m.getDay() + week * 7); return [0, 1, 2, 3, 4, 5, 6].map((i) => new Date(m.getFullYear(), m.getMonth(), m.getDate() + i)); }, [week]);
  const open = (d) => d > new Date() && p.d.includes(d.getDay());
  return <><div className="strip"><button type="button" className="nav" aria-label="Previous week" disabled={week === 0} onClick={() => { setWeek(week - 1); setDay(null); }}>‹</button>
    {days.map((d) => <button type="button" key={+d} className={day && +d === +day ? 'on' : ''} disabled={!open(d)} aria-label={d.toLocaleDateString('en-US', { weekday: 'long', month: 'long', day: 'numeric' })} onClick={() => setDay(d)}><small>{d.toLocaleDateString('en-US', { weekday: 'short' })}</small>{d.getDate()}</button>)}
    <button type="button" className="nav" aria-label="Next week" onClick={() => { setWeek(week + 1); setDay(null); }}>›</button></div>
    {day ? <div className="chips">{p.t.map((t) => <button type="button" key={t} onClick={() => onPick(day, t)}>{t}</button>)}</div> : <p style={{ margin: 0, color: '#5c6b73' }}>{days.some(open) ? 'Select a day to see times' : 'No availability this week. Try the next one.'}</p>}</>;
}

function App() {
  const [step, setStep] = useState(1);
  const [v, setV] = useState(blank);
  const [err, setErr] = useState({});
  const [who, setWho] = useState('');
  const [state, setSending] = useState('');
  useEffect(() => { gallery.values(v); gallery.step(step); }, [v, step]);
  const set = (k, x) => { setV((o) => ({ ...o, [k]: x })); setErr((o) => ({ ...o, [k]: '' })); };
  const check = (n) => {
    const e = {};
    for (const k of need[n] || []) if (!v[k]) e[k] = k === 'agree' ? 'You must agree to continue' : 'Required';
    if (n === 3) {
      if (v.email && !/^\S+@\S+\.\S+$/.test(v.email)) e.email = "That doesn't look like an email";
      if (v.mobile && v.mobile.replace(/\D/g, '').length < 10) e.mobile = 'Enter a 10-digit number';
      const d = new Date(+v.dobYear, +v.dobMonth - 1, +v.dobDay);
      if (v.dobYear && (v.dobYear.length < 4 || isNaN(d) || d.getMonth() !== +v.dobMonth - 1 || d > new Date())) e.dobYear = 'Enter a valid date of birth';
    }
    if (n === 4 && v.zip && !/^\d{5}(-\d{4})?$/.test(v.zip)) e.zip = 'Enter a 5-digit ZIP';
    setErr(e);
    return Object.keys(e).length === 0;
  };
  const go = () => { if (check(step)) { setStep(step + 1); scrollTo(0, 0); } };
  const text = (k, label, more = {}, opt) => <div className="fld"><label className="lab" htmlFor={'f-' + k}>{label}{opt && <span style={{ fontWeight: 400 }}> (optional)</span>}</label><input id={'f-' + k} value={v[k]} aria-invalid={!!err[k]} onChange={(e) => set(k, e.target.value)} {...more} />{err[k] && <div className="err" role="alert">{err[k]}</div>}</div>;
  const mask = (s) => { const d = s.replace(/\D/g, '').replace(/^1(?=\d{10})/, '').slice(0, 10); return d.length > 6 ? `(${d.slice(0, 3)}) ${d.slice(3, 6)}-${d.slice(6)}` : d.length > 3 ? `(${d.slice(0, 3)}) ${d.slice(3)}` : d; };
  const send = async () => {
    if (!check(4)) return;
    gallery.commit();
    setSending('…');
    const r = await fetch('/api/v2/visits', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(v) }).catch(() => ({}));
    setSending(r.ok ? 'done' : 'Something went wrong. Please try again.');
  };
  return <><header><b>Larkspur</b><span>Need help? (555) 010-0199</span></header><main>
    <div className="progress" role="progressbar" aria-valuenow={step} aria-valuemax={4}><i style={{ width: step * 25 + '%' }} /></div>
    {step === 1 && <><h1>Let's find you the right care</h1><p>What are you looking for?</p>
      <div className="cards">{CARE.map(([a, b]) => <button type="button" className="card" key={a} aria-pressed={v.careType === a} onClick={() => set('careType', a)}><strong>{a}</strong><span>{b}</span></button>)}</div>{err.careType && <div className="err" role="alert">Please choose one</div>}
      <div className="fld"><label className="lab" htmlFor="f-state">Which state will you be in for your sessions?</label><select id="f-state" value={v.state} onChange={(e) => set('state', e.target.value)}><option value="" disabled>Choose a state</option>{STATES.map((s) => <option key={s}>{s}</option>)}</select>{err.state && <div className="err" role="alert">{err.state}</div>}</div>
      <Payer value={v.payer} onPick={(p) => set('payer', p)} />{err.payer && <div className="err" role="alert">Choose a carrier from the list</div>}
      {text('memberId', 'Member ID', { placeholder: 'On the front of your card', autoComplete: 'off' }, true)}
      <div className="foot"><span /><button type="button" className="btn" onClick={go}>See providers</button></div></>}
    {step === 2 && <><h1>3 providers in {v.state} take your plan</h1><p>Pick a time that suits you. You can reschedule for free up to 24 hours before.</p>
      {PROVIDERS.map((p) => <div className="prov" key={p.n}><h3>{p.n}</h3><div style={{ color: '#5c6b73' }}>{p.s} · In-network · ★ 4.9</div>
        {who === p.n ? <Week p={p} onPick={(d, t) => { set('provider', p.n); set('slot', d.toLocaleDateString('en-US', { weekday: 'short', month: 'short', day: 'numeric' }) + ' at ' + t); setStep(3); scrollTo(0, 0); }} /> : <button type="button" className="lnk" onClick={() => setWho(p.n)}>View availability</button>}</div>)}
      <div className="foot"><button type="button" className="lnk" onClick={() => setStep(1)}>Back</button></div></>}
    {step === 3 && <><h1>Tell {v.provider.split(' ')[0]} about you</h1><p>Use your name as it appears on your insurance card.</p>
      <div className="row">{text('legalFirst', 'Legal first name', { autoComplete: 'given-name' })}{text('legalLast', 'Legal last name', { autoComplete: 'family-name' })}</div>
      {text('goesBy', 'What should we call you?', {}, true)}
      <div className="fld" role="group" aria-labelledby="bd"><span className="lab" id="bd">Date of birth</span><div className="row bd">{[['dobMonth', 'MM', 2, 'Month'], ['dobDay', 'DD', 2, 'Day'], ['dobYear', 'YYYY', 4, 'Year']].map(([k, ph, m, al]) => <input key={k} name={k} aria-label={al} placeholder={ph} inputMode="numeric" maxLength={m} value={v[k]} onChange={(e) => set(k, e.target.value.replace(/\D/g, ''))} />)}</div>{(err.dobMonth || err.dobDay || err.dobYear) && <div className="err" role="alert">{err.dobYear || 'Required'}</div>}</div>
      <div className="fld pills" role="radiogroup" aria-labelledby="sx"><span className="lab" id="sx">Sex on file with your insurance</span>{['Female', 'Male', 'X / Other'].map((s) => <label key={s}><input type="radio" name="sex" checked={v.sex === s} onChange={() => set('sex', s)} />{s}</label>)}{err.sex && <div className="err" role="alert">Required</div>}</div>
      {text('mobile', 'Mobile number', { type: 'tel', inputMode: 'tel', onChange: (e) => set('mobile', mask(e.target.value)) })}
      {text('email', 'Email', { type: 'email' })}
      <label style={{ fontSize: 14 }}><input type="checkbox" checked={v.smsMarketing} onChange={(e) => set('smsMarketing', e.target.checked)} /> Text me tips and offers from Larkspur. Msg &amp; data rates may apply.</label>
      <div className="foot"><button type="button" className="lnk" onClick={() => setStep(2)}>Back</button><button type="button" className="btn" onClick={go}>Continue</button></div></>}
    {step === 4 && (state === 'done' ? <h1>You're booked!</h1> : <><h1>Almost there</h1>
      <div className="sum"><div><strong>{v.slot}</strong><button type="button" className="lnk" onClick={() => setStep(2)}>Change</button></div><div><span>{v.careType} with {v.provider}</span></div><div><span>{v.legalFirst} {v.legalLast}</span><button type="button" className="lnk" onClick={() => setStep(3)}>Edit</button></div></div>
      <p>Your plan asks us for your home address.</p>{text('line1', 'Street address', { autoComplete: 'address-line1' })}<div className="row">{text('unit', 'Apt / unit', {}, true)}{text('city', 'City')}{text('zip', 'ZIP', { inputMode: 'numeric', maxLength: 10 })}</div>
      <div className="fld"><label className="lab" htmlFor="f-focus">What would you like to focus on? <span style={{ fontWeight: 400 }}>(optional, shared with your provider)</span></label><textarea id="f-focus" rows="3" value={v.focus} onChange={(e) => set('focus', e.target.value)} /></div>
      <label><input type="checkbox" checked={v.agree} onChange={(e) => set('agree', e.target.checked)} /> I agree to the <a href="#terms">Terms of Use</a>, the cancellation policy and consent to telehealth.</label>{err.agree && <div className="err" role="alert">{err.agree}</div>}
      {state && state !== '…' && <div className="err" role="alert">{state}</div>}
      <div className="foot"><button type="button" className="lnk" onClick={() => setStep(3)}>Back</button><button type="button" className="btn" disabled={state === '…'} onClick={send}>Confirm visit</button></div></>)}
  </main></>;
}
createRoot(document.getElementById('app')).render(<App />);

import { useEffect, useRef, useState } from 'react';
import { createRoot } from 'react-dom/client';
import './style.css';

const STATES = 'Alabama,Alaska,Arizona,Arkansas,California,Colorado,Connecticut,Delaware,District of Columbia,Florida,Georgia,Hawaii,Idaho,Illinois,Indiana,Iowa,Kansas,Kentucky,Louisiana,Maine,Maryland,Massachusetts,Michigan,Minnesota,Mississippi,Missouri,Montana,Nebraska,Nevada,New Hampshire,New Jersey,New Mexico,New York,North Carolina,North Dakota,Ohio,Oklahoma,Oregon,Pennsylvania,Rhode Island,South Carolina,South Dakota,Tennessee,Texas,Utah,Vermont,Virginia,Washington,West Virginia,Wisconsin,Wyoming'.split(',');
const PAYERS = ['Aetna', 'Anthem Blue Cross', 'Blue Shield', 'Cigna Healthcare', 'First Choice Health', 'Kaiser Permanente', 'Medicaid', 'Medicare', 'Moda Health', 'Premera', 'Regence', 'UnitedHealthcare', 'Other insurance'];
const empty = { visitType: '', patient: '', state: '', reason: '', time: '', clinician: '', first: '', last: '', sex: '', mm: '', dd: '', yyyy: '', phone: '', email: '', street: '', apt: '', city: '', zip: '', payment: '', payer: '', memberId: '', groupId: '', consent: false, texts: false };

function Field({ id, label, error, children }) {
  return <div className={'Field_wrap__t' + (error ? ' bad' : '')}><label id={id + '-label'} htmlFor={id}>{label}</label>{children}{error && <div className="Field_error__q" role="alert">{error}</div>}</div>;
}
function Select({ id, value, onPick, options, placeholder }) {
  const [open, setOpen] = useState(false);
  const box = useRef();
  useEffect(() => {
    const away = (e) => { if (!box.current?.contains(e.target)) setOpen(false); };
    document.addEventListener('mousedown', away);
    return () => document.removeEventListener('mousedown', away);
  }, []);
  return <div className="rel" ref={box} onKeyDown={(e) => e.key === 'Escape' && setOpen(false)}>
    <button type="button" id={id} data-testid={id} className="Select_btn__z" aria-haspopup="listbox" aria-expanded={open} aria-labelledby={`${id}-label ${id}`} onClick={() => setOpen(!open)}>{value || placeholder}</button>
    {open && <ul className="Select_pop__z" role="listbox" aria-labelledby={id + '-label'}>{options.map((o) => <li key={o} role="option" tabIndex={0} aria-selected={o === value} onClick={() => { onPick(o); setOpen(false); }} onKeyDown={(e) => { if (e.key === 'Enter' || e.key === ' ') { e.preventDefault(); onPick(o); setOpen(false); } }}>{o}</li>)}</ul>}
  </div>;
}
function Typeahead({ id, value, onPick, options }) {
  const [text, setText] = useState(value);
  const [open, setOpen] = useState(false);
  const list = options.filter((o) => o.toLowerCase().includes(text.toLowerCase()) || o === 'Other insurance');
  return <div className="rel"><input id={id} role="combobox" aria-expanded={open} aria-autocomplete="list" aria-controls={id + '-list'} autoComplete="off" placeholder="Start typing your insurance" value={text}
    onFocus={() => setOpen(true)} onBlur={() => setTimeout(() => setOpen(false), 150)} onChange={(e) => { setText(e.target.value); onPick(''); setOpen(true); }} />
    {open && <ul id={id + '-list'} role="listbox" className="Select_pop__z">{list.map((o) => <li key={o} role="option" aria-selected={o === value} onMouseDown={(e) => { e.preventDefault(); setText(o); onPick(o); setOpen(false); }}>{o}</li>)}</ul>}</div>;
}
const day = (n) => { const d = new Date(); d.setDate(d.getDate() + n); return d; };
const short = (d) => d.toLocaleDateString('en-US', { weekday: 'short', month: 'short', day: 'numeric' });

function App() {
  const [v, setV] = useState(empty);
  const [step, setStep] = useState(1);
  const [err, setErr] = useState({});
  const [slots, setSlots] = useState(null);
  const [on, setOn] = useState(2);
  const [sent, setSent] = useState('');
  const set = (k) => (x) => setV((o) => ({ ...o, [k]: x && x.target ? (x.target.type === 'checkbox' ? x.target.checked : x.target.value) : x }));
  useEffect(() => { gallery.values(v); }, [v]);
  useEffect(() => { gallery.step(step); scrollTo(0, 0); }, [step]);
  useEffect(() => { if (step === 2 && !slots) fetch('/api/v6/availability').then((r) => r.json()).then((d) => setTimeout(() => setSlots(d.departments), 500)); }, [step]);
  const need = (...keys) => {
    const e = {};
    for (const k of keys) if (!String(v[k]).trim()) e[k] = 'This field is required';
    if (keys.includes('email') && v.email && !/^\S+@\S+\.\S+$/.test(v.email)) e.email = 'Enter a valid email';
    if (keys.includes('phone') && v.phone && v.phone.replace(/\D/g, '').length < 10) e.phone = 'Enter a 10-digit phone number';
    if (keys.includes('zip') && v.zip && !/^\d{5}(-\d{4})?$/.test(v.zip)) e.zip = 'Enter a 5-digit ZIP code';
    if (keys.includes('yyyy') && (!/^\d{1,2}$/.test(v.mm) || v.mm > 12 || !/^\d{1,2}$/.test(v.dd) || v.dd > 31 || !/^(19|20)\d\d$/.test(v.yyyy))) e.yyyy = 'Enter a valid date of birth';
    setErr(e);
    return !Object.keys(e).length;
  };
  const next = (...keys) => need(...keys) && setStep(step + 1);
  const input = (k, label, more) => <Field id={k} label={label} error={err[k]}><input id={k} name={k} value={v[k]} onChange={set(k)} aria-invalid={!!err[k]} {...more} /></Field>;
  const book = async () => {
    if (!v.consent) { setErr({ consent: 'Please accept to continue' }); return; }
    gallery.commit();
    const r = await fetch('/api/v6/visits', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(v) });
    setSent(r.ok ? 'Your visit is booked' : 'We could not book this visit. Call us at (503) 555-0110.');
  };
  if (sent) return <main className="Layout_main__9aQ"><h1>{sent}</h1></main>;
  return <><header className="Header_bar__2kX1a">Brookhaven ExpressCare</header><main className="Layout_main__9aQ"><ol className="Stepper_list__x" aria-label={`Step ${step} of 6`}>{[1, 2, 3, 4, 5, 6].map((i) => <li key={i} className={i <= step ? 'on' : ''} />)}</ol>
    {step === 1 && <><h1>Virtual behavioral health</h1>
      <h2 id="vt">What kind of visit do you need?</h2><div role="radiogroup" aria-labelledby="vt">{['Talk therapy visit', 'Medication visit', 'I am not sure yet'].map((o) => <button key={o} type="button" role="radio" aria-checked={v.visitType === o} className="Card_option__p3" onClick={() => set('visitType')(o)}>{o}</button>)}</div>{err.visitType && <div className="Field_error__q" role="alert">Choose a visit type</div>}
      <h2>Who is this visit for?</h2><div className="Segment_group__k">{['Me', 'My child'].map((o) => <button key={o} type="button" aria-pressed={v.patient === o} onClick={() => set('patient')(o)}>{o}</button>)}</div>{err.patient && <div className="Field_error__q" role="alert">Tell us who the visit is for</div>}
      <Field id="state" label="Which state will you be in during the visit?" error={err.state}><Select id="state" value={v.state} onPick={set('state')} options={STATES} placeholder="Select a state" /></Field>
      <Field id="reason" label="Reason for visit" error={err.reason}><textarea id="reason" rows="3" maxLength="255" value={v.reason} onChange={set('reason')} placeholder="Describe your symptoms or concern" /></Field><small>{255 - v.reason.length} characters left</small><br />
      <button type="button" className="Btn_primary__b" data-testid="reason-continue" onClick={() => next('visitType', 'patient', 'state', 'reason')}>See available times</button></>}
    {step === 2 && <><h1>Choose a time</h1>{!slots ? <div className="Spinner_s" role="status">Finding times…</div> : <>
      <div className="Days_bar__v" role="tablist">{[2, 3, 4, 5, 6].map((n) => <button key={n} type="button" role="tab" aria-selected={on === n} disabled={!slots.some((p) => p.slots.some((s) => s.day === n))} onClick={() => setOn(n)}>{short(day(n))}</button>)}</div>
      {slots.map((p) => { const s = p.slots.find((x) => x.day === on); return <section key={p.id} className="Provider_card__v"><b>{p.provider}</b><div>{p.title} · Video visit</div>{s ? <div className="Slots_grid__v">{s.times.map((t) => { const at = short(day(on)) + ' ' + t; return <button key={t} type="button" aria-label={`${t} with ${p.provider}`} className={v.time === at && v.clinician === p.provider ? 'sel' : ''} onClick={() => setV((o) => ({ ...o, time: at, clinician: p.provider }))}>{t}</button>; })}</div> : <p>No times this day</p>}</section>; })}
      {err.time && <div className="Field_error__q" role="alert">Select a time to continue</div>}<button type="button" className="Btn_primary__b" onClick={() => next('time')}>Continue</button></>}</>}
    {step === 3 && <><h1>How would you like to book?</h1><p>Patients with a MyChart account book faster.</p><button type="button" className="Card_option__p3" onClick={() => setErr({ login: 'MyChart is not available right now. You can go on as a guest.' })}>Log in with MyChart</button><button type="button" className="Card_option__p3" data-testid="guest" onClick={() => { setErr({}); setStep(4); }}>Continue as guest</button>{err.login && <div className="Field_error__q" role="alert">{err.login}</div>}</>}
    {step === 4 && <><h1>Patient information</h1><div className="Field_row__r">{input('first', 'Legal first name', { autoComplete: 'given-name' })}{input('last', 'Legal last name', { autoComplete: 'family-name' })}</div>
      <div className="Field_label__t" id="doblab">Date of birth</div><div className="Field_row__r" role="group" aria-labelledby="doblab">{[['mm', 'MM', 2], ['dd', 'DD', 2], ['yyyy', 'YYYY', 4]].map(([k, p, n]) => <input key={k} style={{ padding: 11 }} name={'dob_' + k} aria-label={p} placeholder={p} inputMode="numeric" maxLength={n} value={v[k]} onChange={set(k)} />)}</div>{err.yyyy && <div className="Field_error__q" role="alert">{err.yyyy}</div>}
      <Field id="sex" label="Gender" error={err.sex}><Select id="sex" value={v.sex} onPick={set('sex')} options={['Female', 'Male', 'Non-binary', 'Other']} placeholder="Select" /></Field>
      <div className="Field_row__r">{input('phone', 'Mobile phone', { type: 'tel', autoComplete: 'tel' })}{input('email', 'Email', { type: 'email', autoComplete: 'email' })}</div>{input('street', 'Home address', { autoComplete: 'address-line1' })}{input('apt', 'Apt, unit or suite (optional)')}<div className="Field_row__r">{input('city', 'City')}{input('zip', 'ZIP code', { inputMode: 'numeric' })}</div>
      <button type="button" className="Btn_link__b" onClick={() => setStep(3)}>Back</button><button type="button" className="Btn_primary__b" onClick={() => next('first', 'last', 'mm', 'dd', 'yyyy', 'sex', 'phone', 'email', 'street', 'city', 'zip')}>Continue</button></>}
    {step === 5 && <><h1>Payment</h1><div role="radiogroup" aria-label="How will you pay?">{['Use insurance', 'Pay $99 without insurance'].map((o) => <button key={o} type="button" role="radio" aria-checked={v.payment === o} className="Card_option__p3" onClick={() => set('payment')(o)}>{o}</button>)}</div>{err.payment && <div className="Field_error__q" role="alert">Choose how you will pay</div>}
      {v.payment === 'Use insurance' && <><Field id="payer" label="Insurance provider" error={err.payer && 'Choose your insurance from the list'}><Typeahead id="payer" value={v.payer} onPick={set('payer')} options={PAYERS} /></Field>{input('memberId', 'Member ID')}{input('groupId', 'Group number (optional)')}</>}
      <button type="button" className="Btn_link__b" onClick={() => setStep(4)}>Back</button><button type="button" className="Btn_primary__b" onClick={() => next('payment', ...(v.payment === 'Use insurance' ? ['payer', 'memberId'] : []))}>Review visit</button></>}
    {step === 6 && <><h1>Review and book</h1><dl><dt>Visit</dt><dd>{v.visitType}</dd><dt>When</dt><dd>{v.time}</dd><dt>With</dt><dd>{v.clinician}</dd><dt>Patient</dt><dd>{v.first} {v.last}</dd><dt>Payment</dt><dd>{v.payer || v.payment}</dd></dl>
      <label className="Check_row__c"><input type="checkbox" name="consent" checked={v.consent} onChange={set('consent')} /><span>I agree to the <a href="#terms">Terms of Use</a>, <a href="#npp">Notice of Privacy Practices</a> and consent to telehealth.</span></label>{err.consent && <div className="Field_error__q" role="alert">{err.consent}</div>}
      <label className="Check_row__c"><input type="checkbox" name="texts" checked={v.texts} onChange={set('texts')} /><span>Send me offers and health tips by text</span></label>
      <button type="button" className="Btn_link__b" onClick={() => setStep(5)}>Back</button><button type="button" className="Btn_primary__b" data-testid="book" onClick={book}>Book visit</button></>}
  </main></>;
}
createRoot(document.getElementById('dexcare-root')).render(<App />);

import { useState, useEffect, useRef } from 'react';
import { createRoot } from 'react-dom/client';
import { BrowserRouter, Routes, Route, useNavigate, useLocation } from 'react-router';
import { Checkbox, Combobox, ComboboxInput, ComboboxOption, ComboboxOptions, Field, Label, Listbox, ListboxButton, ListboxOption, ListboxOptions, Radio, RadioGroup } from '@headlessui/react';
import IMask from 'imask';

const STATES = 'Alabama,Alaska,Arizona,Arkansas,California,Colorado,Connecticut,Delaware,District of Columbia,Florida,Georgia,Hawaii,Idaho,Illinois,Indiana,Iowa,Kansas,Kentucky,Louisiana,Maine,Maryland,Massachusetts,Michigan,Minnesota,Mississippi,Missouri,Montana,Nebraska,Nevada,New Hampshire,New Jersey,New Mexico,New York,North Carolina,North Dakota,Ohio,Oklahoma,Oregon,Pennsylvania,Rhode Island,South Carolina,South Dakota,Tennessee,Texas,Utah,Vermont,Virginia,Washington,West Virginia,Wisconsin,Wyoming'.split(',');
const FREQ = ['Not at all', 'Several days', 'More than half the days', 'Nearly every day'];
const PAGES = ['needs', 'location', 'birthday', 'gender', 'mood', 'treatment', 'insurance', 'account'];
const blank = { needs: [], state: '', dob: '', gender: '', phq1: '', phq2: '', medications: '', goal: '', carrier: '', member: '', groupNo: '', first: '', last: '', email: '', phone: '', password: '', terms: false, updates: false };

function Masked({ mask, value, onChange, ...rest }) {
  const ref = useRef();
  useEffect(() => {
    const m = IMask(ref.current, { mask });
    m.on('accept', () => onChange(m.value));
    return () => m.destroy();
  }, []);
  return <input ref={ref} className="in" defaultValue={value} {...rest} />;
}
function Choice({ value, onChange, options, label }) {
  return <RadioGroup value={value} onChange={onChange} aria-label={label}>{options.map((o) => <Radio key={o} value={o} className="opt">{o}</Radio>)}</RadioGroup>;
}

function Flow() {
  const nav = useNavigate();
  const at = Math.max(0, PAGES.indexOf(useLocation().pathname.split('/')[2]));
  const [v, setV] = useState(blank);
  const [query, setQuery] = useState('');
  const [err, setErr] = useState('');
  const [busy, setBusy] = useState(false);
  const [done, setDone] = useState(false);
  useEffect(() => { gallery.values(v); }, [v]);
  useEffect(() => { gallery.step(at + 1); }, [at]);
  const set = (k) => (x) => { setV((o) => ({ ...o, [k]: x })); setErr(''); };
  const next = async (k, val) => {
    setBusy(true);
    await fetch('/api/onboarding/answers', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ page: PAGES[at], [k]: val }) });
    setBusy(false);
    nav('/start/' + PAGES[at + 1]);
  };
  const cta = (ready, text = 'Continue', run = () => next('page', PAGES[at])) => <button type="button" className="cta" disabled={!ready || busy} onClick={run}>{text}</button>;
  const finish = async () => {
    if (!v.first || !v.last) return setErr('Tell us your first and last name.');
    if (!/^\S+@\S+\.\S+$/.test(v.email)) return setErr('Enter a valid email address.');
    if (v.phone.replace(/\D/g, '').length !== 10) return setErr('Enter a 10-digit phone number.');
    if (v.password.length < 8 || !/\d/.test(v.password)) return setErr('Your password needs at least 8 characters and a number.');
    if (!v.terms) return setErr('Please accept the terms to continue.');
    setBusy(true);
    gallery.commit();
    const r = await fetch('/api/onboarding/complete', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(v) }).catch(() => ({}));
    setBusy(false);
    if (r.ok) setDone(true); else setErr('We could not create your account. Please try again.');
  };
  const states = STATES.filter((s) => s.toLowerCase().startsWith(query.toLowerCase()));
  const born = v.dob.split('/').map(Number);
  const dobOk = v.dob.length === 10 && born[0] <= 12 && born[1] <= 31 && born[2] > 1900 && born[2] < new Date().getFullYear() - 4;
  const input = (k, label, more) => <Field><Label className="lb">{label}</Label><input className="in" name={k} value={v[k]} onChange={(e) => set(k)(e.target.value)} {...more} /></Field>;
  if (done) return <div className="q"><h1>Here are your matches</h1></div>;
  return <><div className="top"><button type="button" className="back" aria-label="Go back" style={{ visibility: at ? 'visible' : 'hidden' }} onClick={() => nav(-1)}>←</button><b>northlight</b><div className="meter"><i style={{ width: (at + 1) * 12.5 + '%' }} /></div></div><div className="q"><Routes>
    <Route path="/start/location" element={<><h1>Which state do you live in?</h1><p className="sub">Our psychiatrists are licensed state by state.</p><div className="rel"><Combobox value={v.state} onChange={(x) => { set('state')(x || ''); setQuery(''); }} immediate><ComboboxInput className="in" aria-label="State" placeholder="Search for your state" displayValue={(x) => x} onChange={(e) => setQuery(e.target.value)} /><ComboboxOptions className="list">{states.map((s) => <ComboboxOption key={s} value={s} className="li">{s}</ComboboxOption>)}</ComboboxOptions></Combobox></div>{cta(v.state)}</>} />
    <Route path="/start/birthday" element={<><h1>When were you born?</h1><p className="sub">We use this to check that we can treat you.</p><Masked mask="00/00/0000" value={v.dob} onChange={set('dob')} aria-label="Date of birth" placeholder="MM/DD/YYYY" inputMode="numeric" />{v.dob.length === 10 && !dobOk && <p className="bad" role="alert">Please check this date.</p>}{cta(dobOk)}</>} />
    <Route path="/start/gender" element={<><h1>What is your gender identity?</h1><Choice label="Gender identity" value={v.gender} onChange={(x) => { set('gender')(x); next('gender', x); }} options={['Woman', 'Man', 'Non-binary', 'Prefer not to say']} /></>} />
    <Route path="/start/mood" element={<><h1>Over the last 2 weeks, how often have you been bothered by…</h1><p className="lb">Little interest or pleasure in doing things?</p><Choice label="Little interest or pleasure in doing things" value={v.phq1} onChange={set('phq1')} options={FREQ} />{v.phq1 && <><p className="lb">Feeling down, depressed, or hopeless?</p><Choice label="Feeling down, depressed, or hopeless" value={v.phq2} onChange={set('phq2')} options={FREQ} /></>}{cta(v.phq1 && v.phq2)}</>} />
    <Route path="/start/treatment" element={<><h1>Tell us a little about your treatment</h1>{input('medications', 'Which medications do you take now?', { placeholder: 'Name and dose, or "none"' })}<Field><Label className="lb">What would you like to be different in three months?</Label><textarea className="in" rows="4" value={v.goal} onChange={(e) => set('goal')(e.target.value)} /></Field>{cta(v.medications && v.goal)}</>} />
    <Route path="/start/insurance" element={<><h1>How will you pay for your care?</h1><Field className="rel"><Label className="lb">Insurance</Label><Listbox value={v.carrier} onChange={set('carrier')}><ListboxButton className="in">{v.carrier || 'Choose your insurance'} ▾</ListboxButton><ListboxOptions className="list">{['Aetna', 'Anthem', 'Cigna', 'Humana', 'Medicare', 'UnitedHealthcare', "I'll pay myself"].map((c) => <ListboxOption key={c} value={c} className="li">{c}</ListboxOption>)}</ListboxOptions></Listbox></Field><div className="two">{input('member', 'Member ID')}{input('groupNo', 'Group number (optional)')}</div>{cta(v.carrier && (v.member || v.carrier.startsWith("I'll")))}<p style={{ textAlign: 'center' }}><a href="#help">Where do I find these?</a></p></>} />
    <Route path="/start/account" element={<><h1>Create an account to see your matches</h1><div className="two">{input('first', 'First name')}{input('last', 'Last name')}</div>{input('email', 'Email', { type: 'email', autoComplete: 'email' })}<Field><Label className="lb">Phone number</Label><Masked mask="(000) 000-0000" value={v.phone} onChange={set('phone')} type="tel" name="phone" /></Field>{input('password', 'Create a password', { type: 'password', autoComplete: 'new-password' })}
      <Field className="ck"><Checkbox checked={v.terms} onChange={set('terms')} className="box">{v.terms ? '✓' : ''}</Checkbox><Label>I agree to the Terms of Service, the Privacy Policy and the Telehealth Consent</Label></Field><Field className="ck"><Checkbox checked={v.updates} onChange={set('updates')} className="box">{v.updates ? '✓' : ''}</Checkbox><Label>Email me news from Northlight</Label></Field>{err && <p className="bad" role="alert">{err}</p>}{cta(true, 'See my matches', finish)}</>} />
    <Route path="*" element={<><h1>What would you like help with?</h1><p className="sub">Choose all that apply.</p><div className="tiles">{['Anxiety', 'Depression', 'ADHD', 'Sleep', 'Trauma', 'Something else'].map((n) => <Checkbox key={n} as="div" className="tile" aria-label={n} checked={v.needs.includes(n)} onChange={(on) => set('needs')(on ? [...v.needs, n] : v.needs.filter((x) => x !== n))}>{n}</Checkbox>)}</div>{cta(v.needs.length, 'Get started')}</>} />
  </Routes></div></>;
}
createRoot(document.getElementById('__next')).render(<BrowserRouter><Flow /></BrowserRouter>);

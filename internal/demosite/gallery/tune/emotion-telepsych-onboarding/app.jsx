import { useEffect, useId, useState } from 'react';
import { createRoot } from 'react-dom/client';
import styled from '@emotion/styled';
import { useForm } from 'react-hook-form';

const Top = styled.header`display:flex;align-items:center;gap:20px;padding:18px 28px;button{border:0;background:none;font-size:22px;cursor:pointer}strong{font-size:20px;letter-spacing:-.02em}`;
const Bar = styled.div`height:4px;background:#eadfce;div{height:4px;background:#e0663c;transition:width .3s}`;
const Screen = styled.section`max-width:520px;margin:36px auto;padding:0 20px;h1{font-size:28px;line-height:1.25;font-weight:500}p.sub{color:#5c6475;margin-top:-8px}`;
const Row = styled.div`display:flex;justify-content:space-between;background:#fff;border:1.5px solid ${(p) => (p.on ? '#e0663c' : '#e3dccf')};border-radius:14px;padding:16px 20px;margin:10px 0;cursor:pointer;&:hover{border-color:#e0663c}`;
const Pill = styled.div`display:inline-block;border:1.5px solid ${(p) => (p.on ? '#e0663c' : '#cfc7b8')};background:${(p) => (p.on ? '#fde9df' : '#fff')};border-radius:22px;padding:9px 18px;margin:0 8px 10px 0;cursor:pointer`;
const Go = styled.button`display:block;width:100%;margin:26px 0 10px;background:#1d2433;color:#fff;border:0;border-radius:30px;padding:16px;font:600 17px inherit;cursor:pointer;&[aria-disabled=true]{opacity:.35;cursor:not-allowed}`;
const Box = styled.div`position:relative;margin:22px 0;input{width:100%;box-sizing:border-box;border:1.5px solid #cfc7b8;border-radius:12px;padding:24px 16px 8px;font:inherit;background:#fff}label{position:absolute;left:17px;top:${(p) => (p.up ? '6px' : '16px')};font-size:${(p) => (p.up ? '12px' : '17px')};color:#5c6475;pointer-events:none;transition:all .12s}small{color:#b3261e}`;
const List = styled.ul`list-style:none;margin:4px 0;padding:6px;background:#fff;border:1px solid #e3dccf;border-radius:12px;max-height:240px;overflow:auto;li{padding:10px 12px;border-radius:8px;cursor:pointer}li:hover{background:#fde9df}`;
const Tick = styled.div`display:flex;gap:12px;margin:16px 0;cursor:pointer;font-size:14px;i{flex:none;width:20px;height:20px;border:1.5px solid #1d2433;border-radius:5px;text-align:center;line-height:20px;font-style:normal}`;
const Cal = styled.div`display:grid;grid-template-columns:repeat(5,1fr);gap:8px;button{border:1px solid #cfc7b8;background:#fff;border-radius:10px;padding:8px 2px;font:inherit;font-size:14px;cursor:pointer}button.on{background:#1d2433;color:#fff}button:disabled{opacity:.35}`;

const GOALS = ['Anxiety or worry', 'Low mood', 'Trouble focusing', 'Trouble sleeping', 'Panic attacks', 'Life change or loss', 'Something else'];
const OFTEN = ['Not at all', 'Several days', 'More than half the days', 'Nearly every day'];
const PLANS = ['Aetna', 'Anthem', 'Blue Cross Blue Shield', 'Cigna', 'Humana', 'Medicare', 'Oscar', 'Optum', 'Tricare', 'UnitedHealthcare', 'Pay without insurance'];
const DOCS = [['Ines Caldwell, MD', ['9:00 AM', '11:30 AM', '4:15 PM']], ['Rafael Osei, PMHNP', ['8:30 AM', '1:45 PM']]];
const start = { goals: [], feel: '', interest: '', tried: '', meds: '', medname: '', zip: '', dob: '', plan: '', clinician: '', time: '' };
const press = (fn) => ({ onClick: fn, onKeyDown: (e) => { if (e.key === 'Enter' || e.key === ' ') { e.preventDefault(); fn(); } } });

function Float({ label, error, reg, value, ...more }) {
  const id = useId();
  const [focus, setFocus] = useState(false);
  const { onBlur, ...rest } = reg;
  return <Box up={focus || !!value}><label htmlFor={id}>{label}</label><input id={id} aria-invalid={!!error} {...rest} {...more} onFocus={() => setFocus(true)} onBlur={(e) => { setFocus(false); onBlur && onBlur(e); }} />{error && <small role="alert">{error}</small>}</Box>;
}
const mask = (s) => { const d = s.replace(/\D/g, '').slice(0, 8); return d.length > 4 ? `${d.slice(0, 2)}/${d.slice(2, 4)}/${d.slice(4)}` : d.length > 2 ? `${d.slice(0, 2)}/${d.slice(2)}` : d; };

function Flow() {
  const [a, setA] = useState(start);
  const [n, setN] = useState(1);
  const [query, setQuery] = useState('');
  const [day, setDay] = useState(null);
  const [note, setNote] = useState('');
  const [ok, setOk] = useState(false);
  const [news, setNews] = useState(false);
  const { register, handleSubmit, watch, formState: { errors } } = useForm({ mode: 'onBlur', defaultValues: { firstName: '', lastName: '', email: '', phone: '', password: '' } });
  const form = watch();
  useEffect(() => { gallery.values({ ...a, ...form, terms: ok, marketing: news }); });
  useEffect(() => { gallery.step(n); setNote(''); scrollTo(0, 0); }, [n]);
  const put = (k, x) => setA((o) => ({ ...o, [k]: x }));
  const pickAndGo = (k, x) => { put(k, x); setTimeout(() => setN((m) => m + 1), 350); };
  const rows = (k, options, go) => <div role="radiogroup" aria-labelledby={'q-' + k}>{options.map((o) => <Row key={o} role="radio" tabIndex={0} aria-checked={a[k] === o} on={a[k] === o ? 1 : 0} {...press(() => (go ? pickAndGo(k, o) : put(k, o)))}>{o}</Row>)}</div>;
  const go = (can, why) => <><Go type="button" aria-disabled={!can} onClick={() => (can ? setN(n + 1) : setNote(why))}>Continue</Go>{note && <p role="alert" style={{ color: '#b3261e' }}>{note}</p>}</>;
  const finish = handleSubmit(async (d) => {
    if (!ok) { setNote('Please accept the terms to create your account.'); return; }
    gallery.commit();
    const r = await fetch('/api/onboarding/complete', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ ...a, ...d }) });
    setNote(r.ok ? 'Welcome!' : 'Something went wrong. Try again later.');
  });
  const days = [1, 2, 3, 4, 5].map((i) => { const d = new Date(); d.setDate(d.getDate() + i + 1); return d; });
  const dobOK = /^(0[1-9]|1[0-2])\/\d\d\/(19|20)\d\d$/.test(a.dob);
  return <><Top>{n > 1 && <button type="button" aria-label="Go back" onClick={() => setN(n - 1)}>←</button>}<strong>dayspring</strong></Top><Bar role="progressbar" aria-valuenow={n} aria-valuemax={7}><div style={{ width: n / 7 * 100 + '%' }} /></Bar><Screen key={n}>
    {n === 1 && <><h1>What would you like help with?</h1><p className="sub">Choose all that apply.</p>{GOALS.map((g) => { const on = a.goals.includes(g); return <Pill key={g} role="checkbox" tabIndex={0} aria-checked={on} on={on ? 1 : 0} {...press(() => put('goals', on ? a.goals.filter((x) => x !== g) : [...a.goals, g]))}>{g}</Pill>; })}{go(a.goals.length, 'Choose at least one.')}</>}
    {n === 2 && <><h1 id="q-feel">Over the last 2 weeks, how often have you felt down, depressed, or hopeless?</h1>{rows('feel', OFTEN, true)}</>}
    {n === 3 && <><h1 id="q-interest">And how often have you had little interest or pleasure in doing things?</h1>{rows('interest', OFTEN, true)}</>}
    {n === 4 && <><h1 id="q-tried">Have you seen a therapist or psychiatrist before?</h1>{rows('tried', ['Yes, currently', 'Yes, in the past', 'No, never'])}<h1 id="q-meds">Do you take any medication for your mental health?</h1>{rows('meds', ['Yes', 'No'])}{a.meds === 'Yes' && <Float label="Which medication?" value={a.medname} reg={{ value: a.medname, onChange: (e) => put('medname', e.target.value) }} />}{go(a.tried && a.meds && (a.meds === 'No' || a.medname.trim()), 'Please answer both questions.')}</>}
    {n === 5 && <><h1>Let’s check your coverage</h1><Float label="Date of birth (MM/DD/YYYY)" value={a.dob} inputMode="numeric" reg={{ value: a.dob, onChange: (e) => put('dob', mask(e.target.value)) }} error={a.dob.length === 10 && !dobOK ? 'Enter a valid date' : ''} /><Float label="ZIP code" value={a.zip} inputMode="numeric" maxLength={5} reg={{ value: a.zip, onChange: (e) => put('zip', e.target.value.replace(/\D/g, '')) }} />
      {a.plan ? <Row on={1}><span>{a.plan}</span><span role="button" tabIndex={0} {...press(() => put('plan', ''))}>Change</span></Row> : <><Float label="Search for your insurance plan" value={query} type="search" autoComplete="off" reg={{ value: query, onChange: (e) => setQuery(e.target.value) }} /><List>{PLANS.filter((p, i) => i === PLANS.length - 1 || p.toLowerCase().includes(query.toLowerCase())).map((p) => <li key={p} tabIndex={0} {...press(() => put('plan', p))}>{p}</li>)}</List></>}
      {go(dobOK && a.zip.length === 5 && a.plan, 'We need your date of birth, ZIP code and plan.')}</>}
    {n === 6 && <><h1>Choose your first visit</h1><Cal>{days.map((d, i) => <button key={i} type="button" disabled={d.getDay() % 6 === 0} className={day === i ? 'on' : ''} onClick={() => setDay(i)}>{d.toLocaleDateString('en-US', { weekday: 'short' })}<br />{d.getMonth() + 1}/{d.getDate()}</button>)}</Cal>
      {day === null ? <p>Pick a day to see who is available.</p> : DOCS.map(([who, times]) => <div key={who}><h3>{who}</h3><Cal>{times.map((t) => { const at = days[day].toDateString() + ' ' + t; const on = a.time === at && a.clinician === who; return <button key={t} type="button" aria-pressed={on} className={on ? 'on' : ''} onClick={() => setA((o) => ({ ...o, time: at, clinician: who }))}>{t}</button>; })}</Cal></div>)}
      {go(a.time, 'Choose a time.')}</>}
    {n === 7 && <form noValidate onSubmit={finish}><h1>Last step: create your account</h1><p className="sub">Your visit with {a.clinician} is held for 10 minutes.</p>
      <Float label="First name" value={form.firstName} reg={register('firstName', { required: 'Required' })} error={errors.firstName?.message} /><Float label="Last name" value={form.lastName} reg={register('lastName', { required: 'Required' })} error={errors.lastName?.message} /><Float label="Email" type="email" value={form.email} reg={register('email', { required: 'Required', pattern: { value: /^\S+@\S+\.\S+$/, message: 'Check your email' } })} error={errors.email?.message} /><Float label="Mobile number" type="tel" value={form.phone} reg={register('phone', { required: 'Required', validate: (p) => p.replace(/\D/g, '').length >= 10 || 'Enter 10 digits' })} error={errors.phone?.message} /><Float label="Create a password" type="password" autoComplete="new-password" value={form.password} reg={register('password', { required: 'Required', minLength: { value: 8, message: 'At least 8 characters' } })} error={errors.password?.message} />
      <Tick role="checkbox" tabIndex={0} aria-checked={ok} aria-label="I agree to the Terms, Privacy Policy and Telehealth Consent" {...press(() => setOk(!ok))}><i>{ok ? '✓' : ''}</i><span>I agree to the Terms, Privacy Policy and Telehealth Consent</span></Tick><Tick role="checkbox" tabIndex={0} aria-checked={news} {...press(() => setNews(!news))}><i>{news ? '✓' : ''}</i><span>Email me tips and offers from Dayspring</span></Tick>
      <Go type="submit">Create account &amp; book</Go>{note && <p role="alert" style={{ color: '#b3261e' }}>{note}</p>}</form>}
  </Screen></>;
}
createRoot(document.getElementById('__next')).render(<Flow />);

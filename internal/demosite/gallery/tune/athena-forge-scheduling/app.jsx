import { useState, useEffect } from 'react';
import { createRoot } from 'react-dom/client';

const REASONS = ['Adult ADHD evaluation', 'Anxiety - new patient visit', 'Bipolar disorder - new patient visit', 'Depression - new patient visit', 'Insomnia consult', 'Ketamine/Spravato consult', 'Medication management - new patient', 'Postpartum mood visit', 'PTSD - new patient visit', 'Therapy intake (60 min)'];
const PROVIDERS = [['Marisol Etxeberria, MD', 'Psychiatry · Copper Basin Main'], ['Dwayne Okonkwo-Hill, PMHNP', 'Psychiatry · Telehealth'], ['Lena Straub, LCSW', 'Therapy · Copper Basin East']];
const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];
const PAYERS = ['Aetna', 'AvMed', 'BlueCross BlueShield', 'Cigna', 'Humana', 'Medicare', 'Molina Healthcare', 'Oscar Health', 'TRICARE', 'UnitedHealthcare', 'My insurance is not listed'];
const STEPS = ['Reason', 'Time', 'Patient', 'Insurance', 'Review'];
const day = (n) => { const d = new Date(); d.setDate(d.getDate() + n); while (d.getDay() % 6 === 0) d.setDate(d.getDate() + 1); return d.toLocaleDateString('en-US', { weekday: 'long', month: 'long', day: 'numeric' }); };
const TIMES = [['8:20 AM', '9:40 AM', '2:00 PM'], ['10:00 AM', '11:20 AM'], ['8:40 AM', '1:20 PM', '3:00 PM', '4:20 PM']];

function F({ id, label, hint, error, children, required }) {
  return <div className="fe_c_form-field"><label className="fe_c_form-field__label" htmlFor={id}>{label}{!required && <span style={{ fontWeight: 400 }}> (optional)</span>}</label>{hint && <div className="fe_c_form-field__hint" id={id + '-hint'}>{hint}</div>}{children}{error && <div className="fe_c_form-field__error" id={id + '-error'} role="alert">{error}</div>}</div>;
}

function App() {
  const [step, setStep] = useState(1);
  const [find, setFind] = useState('');
  const [more, setMore] = useState({});
  const [err, setErr] = useState({});
  const [open, setOpen] = useState(false);
  const [edit, setEdit] = useState(false);
  const [done, setDone] = useState(false);
  const [v, setV] = useState({ patientStatus: '', visitReason: '', slot: '', firstName: '', lastName: '', dobMonth: '', dobDay: '', dobYear: '', sex: '', mobile: '', email: '', zip: '', noteToStaff: '', coverage: '', payer: '', memberId: '', relationship: '', consent: false, company: '' });
  useEffect(() => { gallery.values(v); });
  useEffect(() => { gallery.step(step); window.scrollTo(0, 0); }, [step]);
  const set = (n, x) => { setV((o) => ({ ...o, [n]: x })); setErr((o) => ({ ...o, [n]: '' })); };
  const post = (url, body) => fetch(url, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) });
  const input = (n, p = {}) => <input id={n} className={'fe_c_input' + (err[n] ? ' is-error' : '')} value={v[n]} onChange={(e) => set(n, e.target.value)} aria-describedby={err[n] ? n + '-error' : undefined} aria-invalid={!!err[n]} {...p} />;
  const radio = (n, list) => list.map((x) => <label key={x} className="fe_c_radio"><input type="radio" name={n} value={x} checked={v[n] === x} onChange={() => set(n, x)} /> <span className="fe_c_radio__label">{x}</span></label>);
  const msg = (n) => err[n] && <div className="fe_c_form-field__error" role="alert">{err[n]}</div>;

  async function next() {
    const e = {};
    const need = (n, m = 'This field is required.') => { if (!String(v[n]).trim()) e[n] = m; };
    if (step === 1) { need('patientStatus', 'Tell us if you have been seen here before.'); need('visitReason', 'Choose a reason for your visit.'); }
    if (step === 2) need('slot', 'Select a time to continue.');
    if (step === 3) {
      ['firstName', 'lastName', 'sex'].forEach((n) => need(n));
      if (!v.dobMonth || !(v.dobDay >= 1 && v.dobDay <= 31) || !/^(19|20)\d\d$/.test(v.dobYear)) e.dob = 'Enter a date of birth with month, day and year.';
      if (v.mobile.replace(/\D/g, '').length < 10) e.mobile = 'Enter a 10 digit phone number.';
      if (!/^\S+@\S+\.\S+$/.test(v.email)) e.email = 'Enter a valid email address.';
      if (!/^\d{5}/.test(v.zip)) e.zip = 'Enter a 5 digit ZIP code.';
    }
    if (step === 4) { need('coverage', 'Choose how you will pay.'); if (v.coverage === 'Insurance') { if (!PAYERS.includes(v.payer)) e.payer = 'Choose an insurance from the list.'; need('memberId'); need('relationship', 'Choose one.'); } }
    if (step === 5) {
      if (!v.consent) { setErr({ consent: 'You must agree before you can schedule.' }); return; }
      gallery.commit();
      try { const r = await post('/api/v2/appointments/confirm', v); if (r.ok) setDone(true); } catch { /* offline */ }
      return;
    }
    setErr(e);
    if (Object.keys(e).length) return;
    if (step === 2) await (await post('/api/v2/appointments/hold', { slot: v.slot })).json();
    setStep(edit ? 5 : step + 1);
    if (step === 4) setEdit(false);
  }
  if (done) return <h1>Your appointment is scheduled</h1>;
  const list = REASONS.filter((r) => r.toLowerCase().includes(find.toLowerCase()));
  const payers = PAYERS.filter((p) => p.toLowerCase().includes(v.payer.toLowerCase()) || p.startsWith('My insurance'));
  return <>
    <ol className="fe_c_progress">{STEPS.map((s, i) => <li key={s} className={i + 1 === step ? 'is-current' : ''} aria-current={i + 1 === step ? 'step' : undefined}>{s}</li>)}</ol>
    {step === 1 && <><h1>Schedule an appointment</h1><div className="fe_c_banner">If this is a medical or psychiatric emergency, call 911 or 988.</div>
      <fieldset className="fe_c_fieldset"><legend>Have you been seen at this practice in the last three years?</legend><div className="inline">{radio('patientStatus', ["No, I'm a new patient", 'Yes'])}</div>{msg('patientStatus')}</fieldset>
      <F id="reasonSearch" label="What is the reason for your visit?" required error={err.visitReason}><input id="reasonSearch" type="search" className="fe_c_input" placeholder="Search reasons" value={find} onChange={(e) => setFind(e.target.value)} style={{ marginBottom: 8 }} />
        <div className="fe_c_list" role="list">{list.map((r) => <button key={r} type="button" role="listitem" className={'fe_c_list-item' + (v.visitReason === r ? ' is-selected' : '')} onClick={() => set('visitReason', r)}>{r}<span aria-hidden="true">{v.visitReason === r ? '✓' : '›'}</span></button>)}{!list.length && <p style={{ padding: 12 }}>No reasons match. Call us at (480) 555-0100.</p>}</div></F></>}
    {step === 2 && <><h1>Choose a time</h1><p>{v.visitReason}</p>{msg('slot')}
      {PROVIDERS.map(([n, sub], i) => <section key={n} className="prov" aria-label={n}><h3>{n}</h3><p>{sub}</p>{(more[i] ? [0, 1, 2] : [0]).map((k) => { const d = day(2 + i + 3 * k); return <div key={k}><b>{d}</b><div className="slots">{TIMES[(i + k) % 3].map((t) => { const id = d + ' at ' + t + ' with ' + n; return <button key={t} type="button" className={'slot' + (v.slot === id ? ' is-selected' : '')} aria-pressed={v.slot === id} aria-label={t + ', ' + d} onClick={() => set('slot', id)}>{t}</button>; })}</div></div>; })}{!more[i] && <button type="button" className="fe_c_button fe_c_button--tertiary" onClick={() => setMore({ ...more, [i]: true })}>Show more times</button>}</section>)}</>}
    {step === 3 && <><h1>Patient information</h1><p>We are holding this time for 10 minutes.</p>
      <div className="two"><F id="firstName" label="Legal first name" required error={err.firstName}>{input('firstName')}</F><F id="lastName" label="Legal last name" required error={err.lastName}>{input('lastName')}</F></div>
      <fieldset className="fe_c_fieldset"><legend>Date of birth</legend><div className="inline"><div className="fe_c_select" style={{ flex: 2 }}><select aria-label="Month" value={v.dobMonth} onChange={(e) => { set('dobMonth', e.target.value); set('dob', ''); }}><option value="">Month</option>{MONTHS.map((m, i) => <option key={m} value={i + 1}>{m}</option>)}</select></div><input className="fe_c_input" style={{ flex: 1 }} aria-label="Day" placeholder="DD" inputMode="numeric" maxLength={2} value={v.dobDay} onChange={(e) => set('dobDay', e.target.value.replace(/\D/g, ''))} /><input className="fe_c_input" style={{ flex: 1 }} aria-label="Year" placeholder="YYYY" inputMode="numeric" maxLength={4} value={v.dobYear} onChange={(e) => set('dobYear', e.target.value.replace(/\D/g, ''))} /></div>{msg('dob')}</fieldset>
      <F id="sex" label="Sex assigned at birth" required error={err.sex} hint="As listed on your insurance card."><div className="fe_c_select"><select id="sex" value={v.sex} onChange={(e) => set('sex', e.target.value)}><option value="">Select one</option><option>Female</option><option>Male</option><option>Unknown</option></select></div></F>
      <div className="two"><F id="mobile" label="Mobile phone" required error={err.mobile}>{input('mobile', { type: 'tel' })}</F><F id="email" label="Email" required error={err.email}>{input('email', { type: 'email' })}</F></div>
      <div className="two"><F id="zip" label="ZIP code" required error={err.zip}>{input('zip', { inputMode: 'numeric', maxLength: 10 })}</F></div>
      <F id="noteToStaff" label="Anything the care team should know before the visit?"><textarea id="noteToStaff" className="fe_c_input" maxLength={400} value={v.noteToStaff} onChange={(e) => set('noteToStaff', e.target.value)} /></F>
      <div className="vh" aria-hidden="true"><label htmlFor="company">Company</label><input id="company" name="company" tabIndex={-1} autoComplete="off" value={v.company} onChange={(e) => set('company', e.target.value)} /></div></>}
    {step === 4 && <><h1>Insurance</h1><fieldset className="fe_c_fieldset"><legend>How will you pay for this visit?</legend>{radio('coverage', ['Insurance', 'Self-pay'])}{msg('coverage')}</fieldset>
      {v.coverage === 'Insurance' && <><F id="payer" label="Insurance company" required error={err.payer}><div style={{ position: 'relative' }}>{input('payer', { role: 'combobox', 'aria-expanded': open, 'aria-controls': 'payer-list', 'aria-autocomplete': 'list', autoComplete: 'off', placeholder: 'Start typing', onFocus: () => setOpen(true), onBlur: () => setTimeout(() => setOpen(false), 200) })}{open && <div id="payer-list" role="listbox" className="fe_c_list" style={{ position: 'absolute', background: '#fff', left: 0, right: 0, zIndex: 2 }}>{payers.map((p) => <div key={p} role="option" aria-selected={p === v.payer} className="fe_c_list-item" onMouseDown={(e) => e.preventDefault()} onClick={() => { set('payer', p); setOpen(false); }}>{p}</div>)}</div>}</div></F>
        <F id="memberId" label="Member ID" required error={err.memberId} hint="Find this on the front of your card.">{input('memberId')}</F>
        <fieldset className="fe_c_fieldset"><legend>Patient's relationship to the policy holder</legend><div className="inline">{radio('relationship', ['Self', 'Spouse', 'Child', 'Other'])}</div>{msg('relationship')}</fieldset></>}</>}
    {step === 5 && <><h1>Review and schedule</h1>{[['Reason', v.visitReason, 1], ['Time', v.slot, 2], ['Patient', v.firstName + ' ' + v.lastName, 3], ['Insurance', v.payer || v.coverage, 4]].map(([k, x, n]) => <div className="sum" key={k}><span><b>{k}</b><br />{x}</span><button type="button" className="fe_c_button fe_c_button--tertiary" aria-label={'Edit ' + k} onClick={() => { setEdit(true); setStep(n); }}>Edit</button></div>)}
      <label className="fe_c_radio" style={{ marginTop: 18 }}><input type="checkbox" checked={v.consent} onChange={(e) => set('consent', e.target.checked)} /> I have read the practice's financial policy and consent to be contacted about this appointment.</label>{msg('consent')}</>}
    <div className="foot">{step > 1 ? <button type="button" className="fe_c_button" onClick={() => setStep(step - 1)}>Back</button> : <span />}<button type="button" className="fe_c_button fe_c_button--primary" onClick={next}>{step === 5 ? 'Schedule appointment' : edit ? 'Save' : 'Continue'}</button></div>
  </>;
}
createRoot(document.getElementById('app-root')).render(<App />);

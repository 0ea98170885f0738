import 'primereact/resources/themes/lara-light-teal/theme.css';
import { useEffect, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { PrimeReactProvider } from 'primereact/api';
import { AutoComplete } from 'primereact/autocomplete';
import { Button } from 'primereact/button';
import { Calendar } from 'primereact/calendar';
import { Checkbox } from 'primereact/checkbox';
import { classNames } from 'primereact/utils';
import { Dropdown } from 'primereact/dropdown';
import { InputMask } from 'primereact/inputmask';
import { InputText } from 'primereact/inputtext';
import { InputTextarea } from 'primereact/inputtextarea';
import { Message } from 'primereact/message';
import { MultiSelect } from 'primereact/multiselect';
import { SelectButton } from 'primereact/selectbutton';
import { Steps } from 'primereact/steps';

const states = [['OH', 'Ohio'], ['KY', 'Kentucky'], ['IN', 'Indiana'], ['MI', 'Michigan'], ['PA', 'Pennsylvania'], ['WV', 'West Virginia']].map(([code, name]) => ({ code, name }));
const carriers = ['Aetna', 'Anthem Blue Cross', 'Buckeye Health Plan', 'CareSource', 'Cigna', 'Humana', 'Medical Mutual', 'Medicare', 'UnitedHealthcare'];
const concerns = ['Anxiety', 'Depression', 'Bipolar disorder', 'ADHD', 'Insomnia', 'PTSD', 'Substance use', 'Other'];
const yesNo = [{ label: 'Yes', value: 'yes' }, { label: 'No', value: 'no' }];
const blank = { firstName: '', lastName: '', dob: null, sex: null, address: '', city: '', state: null, zip: '', phone: '', email: '', carrier: '', memberNo: '', concerns: [], onMeds: null, meds: '', ecName: '', ecPhone: '', consent: false };
const required = [
  ['firstName', 'lastName', 'dob', 'sex'],
  ['address', 'city', 'state', 'zip', 'phone', 'email'],
  ['carrier', 'memberNo', 'concerns', 'onMeds'],
  ['ecName', 'ecPhone', 'consent'],
];
const empty = (v) => v === null || v === undefined || v === '' || v === false || (Array.isArray(v) && !v.length);

function check(at, v) {
  const out = {};
  for (const k of required[at]) if (empty(v[k])) out[k] = k === 'consent' ? 'Your consent is required.' : 'This field is required.';
  if (at === 1 && v.email && !/^[A-Z0-9._%+-]+@[A-Z0-9.-]+\.[A-Z]{2,}$/i.test(v.email)) out.email = 'Invalid email address. E.g. name@example.org';
  if (at === 2 && v.onMeds === 'yes' && !v.meds.trim()) out.meds = 'Please list what you take.';
  return out;
}

function Registration() {
  const [at, setAt] = useState(0);
  const [v, setV] = useState(blank);
  const [errors, setErrors] = useState({});
  const [hits, setHits] = useState([]);
  const [busy, setBusy] = useState(false);
  const [end, setEnd] = useState('');
  useEffect(() => gallery.values({ ...v, meds: v.onMeds === 'yes' ? v.meds : '' }), [v]);
  const set = (k) => (e) => { const x = e.target ? (e.target.type === 'checkbox' ? e.checked : e.value ?? e.target.value) : e.value; setV((o) => ({ ...o, [k]: x })); setErrors((o) => ({ ...o, [k]: undefined })); };
  const post = (path) => fetch(path, { method: 'POST', headers: { 'Content-Type': 'application/json', Accept: 'application/json' }, body: JSON.stringify(v) });
  const submit = async (e) => {
    e.preventDefault();
    const bad = check(at, v);
    setErrors(bad);
    if (Object.keys(bad).length) return;
    setBusy(true);
    if (at < 3) {
      await post('/registration/draft').catch(() => {});
      setBusy(false);
      setAt(at + 1);
      gallery.step(at + 2);
      return;
    }
    gallery.commit();
    const r = await post('/registration/complete');
    setBusy(false);
    setEnd(r.ok ? 'ok' : 'error');
  };
  const field = (id, label, control, wide) => <div className={classNames('field', { wide })}><label htmlFor={id}>{label}{required[at].includes(id) && ' *'}</label>{control}{errors[id] && <small className="p-error">{errors[id]}</small>}</div>;
  const bad = (k) => ({ invalid: Boolean(errors[k]) });
  if (end === 'ok') return <div className="card"><Message severity="success" text="You are registered. Our front desk will call to schedule." /></div>;
  return <div className="card">
    <h1>New patient registration</h1>
    <Steps model={[{ label: 'Patient' }, { label: 'Contact' }, { label: 'Coverage & health' }, { label: 'Emergency contact' }]} activeIndex={at} readOnly />
    <form onSubmit={submit} noValidate>
      <div className="grid">
        {at === 0 && <>
          {field('firstName', 'Legal first name', <InputText id="firstName" value={v.firstName} onChange={set('firstName')} {...bad('firstName')} />)}
          {field('lastName', 'Legal last name', <InputText id="lastName" value={v.lastName} onChange={set('lastName')} {...bad('lastName')} />)}
          {field('dob', 'Date of birth', <Calendar inputId="dob" value={v.dob} onChange={set('dob')} maxDate={new Date()} dateFormat="mm/dd/yy" placeholder="mm/dd/yyyy" showIcon {...bad('dob')} />)}
          {field('sex', 'Sex on your insurance card', <SelectButton id="sex" value={v.sex} onChange={set('sex')} options={['Female', 'Male', 'X']} {...bad('sex')} />)}</>}
        {at === 1 && <>
          {field('address', 'Street address', <InputText id="address" value={v.address} onChange={set('address')} {...bad('address')} />, true)}
          {field('city', 'City', <InputText id="city" value={v.city} onChange={set('city')} {...bad('city')} />)}
          {field('state', 'State', <Dropdown inputId="state" value={v.state} onChange={set('state')} options={states} optionLabel="name" optionValue="code" placeholder="Select a state" filter {...bad('state')} />)}
          {field('zip', 'ZIP', <InputMask id="zip" mask="99999" value={v.zip} onChange={set('zip')} {...bad('zip')} />)}
          {field('phone', 'Best phone number', <InputMask id="phone" mask="(999) 999-9999" placeholder="(999) 999-9999" value={v.phone} onChange={set('phone')} type="tel" {...bad('phone')} />)}
          {field('email', 'Email', <InputText id="email" type="email" value={v.email} onChange={set('email')} {...bad('email')} />, true)}</>}
        {at === 2 && <>
          {field('carrier', 'Insurance carrier', <AutoComplete inputId="carrier" value={v.carrier} suggestions={hits} completeMethod={(e) => setHits(carriers.filter((c) => c.toLowerCase().includes(e.query.toLowerCase())))} onChange={set('carrier')} dropdown {...bad('carrier')} />)}
          {field('memberNo', 'Member number', <InputText id="memberNo" value={v.memberNo} onChange={set('memberNo')} {...bad('memberNo')} />)}
          {field('concerns', 'Reasons for seeking care', <MultiSelect inputId="concerns" value={v.concerns} onChange={set('concerns')} options={concerns} display="chip" placeholder="Select all that apply" {...bad('concerns')} />, true)}
          {field('onMeds', 'Do you take any psychiatric medication?', <SelectButton id="onMeds" value={v.onMeds} onChange={set('onMeds')} options={yesNo} {...bad('onMeds')} />, true)}
          {v.onMeds === 'yes' && field('meds', 'Current medications and doses', <InputTextarea id="meds" rows={3} autoResize value={v.meds} onChange={set('meds')} {...bad('meds')} />, true)}</>}
        {at === 3 && <>
          {field('ecName', 'Emergency contact name', <InputText id="ecName" value={v.ecName} onChange={set('ecName')} {...bad('ecName')} />)}
          {field('ecPhone', 'Emergency contact phone', <InputMask id="ecPhone" mask="(999) 999-9999" value={v.ecPhone} onChange={set('ecPhone')} type="tel" {...bad('ecPhone')} />)}
          <div className="wide"><div className="line"><Checkbox inputId="consent" checked={v.consent} onChange={(e) => { setV((o) => ({ ...o, consent: e.checked })); setErrors({}); }} {...bad('consent')} /><label htmlFor="consent">I consent to treatment and have received the Notice of Privacy Practices</label></div>{errors.consent && <small className="p-error">{errors.consent}</small>}</div></>}
      </div>
      {end === 'error' && <Message severity="error" text="We could not complete your registration. Please call the office." />}
      <div className="buttons">
        <Button type="button" label="Previous" severity="secondary" outlined disabled={at === 0} onClick={() => setAt(at - 1)} />
        <Button type="submit" label={at < 3 ? 'Save and continue' : 'Complete registration'} loading={busy} />
      </div>
    </form>
  </div>;
}
createRoot(document.getElementById('root')).render(<PrimeReactProvider><Registration /></PrimeReactProvider>);

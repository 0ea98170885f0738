import { useEffect, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { Checkbox, Combobox, ComboboxButton, ComboboxInput, ComboboxOption, ComboboxOptions, Field, Input, Label, Listbox, ListboxButton, ListboxOption, ListboxOptions, Radio, RadioGroup, Switch, Textarea } from '@headlessui/react';
import { Controller, useForm } from 'react-hook-form';

const formats = [['office', 'In the office', 'Church Street, Decatur'], ['video', 'Video', 'Anywhere in Georgia'], ['either', 'Either', 'Whatever opens first']];
const clinicians = ['Match me with someone', 'Adaeze Nwosu, LPC', 'Colm Brannigan, PhD', 'Lucía Ferrer, LCSW', 'Sam Whitaker, LMFT'];
const insurers = ['Aetna', 'Ambetter', 'Anthem Blue Cross Blue Shield', 'Cigna', 'Humana', 'Kaiser Permanente', 'Oscar', 'Peach State', 'UnitedHealthcare'];
const times = ['Early morning', 'Midday', 'Afternoon', 'Evening', 'Saturday'];
const Tick = () => <svg width="12" height="12" viewBox="0 0 12 12" fill="none" stroke="currentColor" strokeWidth="2"><path d="M2 6l3 3 5-6" /></svg>;
const Chevron = () => <svg width="16" height="16" viewBox="0 0 16 16" fill="none" stroke="currentColor" strokeWidth="1.5"><path d="M4 6l4 4 4-4" /></svg>;

function App() {
  const { register, control, handleSubmit, watch, getValues, formState: { errors, isSubmitting } } = useForm({
    defaultValues: { firstName: '', lastName: '', pronouns: '', birthDate: '', email: '', mobile: '', format: '', clinician: null, useInsurance: false, insurer: null, memberId: '', times: [], reason: '', heard: '', terms: false },
  });
  const [query, setQuery] = useState('');
  const [state, setState] = useState('');
  const insured = watch('useInsurance');
  const values = () => { const v = getValues(); return { ...v, insurer: v.useInsurance ? v.insurer : '', memberId: v.useInsurance ? v.memberId : '' }; };
  useEffect(() => { gallery.values(values()); const s = watch(() => gallery.values(values())); return () => s.unsubscribe(); }, [watch]);
  const onSubmit = async () => {
    gallery.commit(values());
    const r = await fetch('/api/new-client', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(values()) });
    setState(r.ok ? 'done' : 'failed');
  };
  const Err = ({ name }) => (errors[name] ? <p className="err" role="alert">{errors[name].message}</p> : null);
  const text = (name, label, rules, rest) => <Field><Label>{label} {!rules && <span className="opt">optional</span>}</Label><Input className="ctl" invalid={Boolean(errors[name])} {...register(name, rules)} {...rest} />{Err({ name })}</Field>;
  if (state === 'done') return <div className="thanks"><h2>Thank you</h2><p>Our care coordinator writes to you within two days.</p></div>;
  const found = query ? insurers.filter((x) => x.toLowerCase().includes(query.toLowerCase())) : insurers;
  return <form onSubmit={handleSubmit(onSubmit)} noValidate>
    {text('firstName', 'First name', { required: 'Please enter your first name' }, { autoComplete: 'given-name' })}
    {text('lastName', 'Last name', { required: 'Please enter your last name' }, { autoComplete: 'family-name' })}
    {text('birthDate', 'Date of birth', { required: 'Please enter your date of birth', validate: (x) => (x < new Date().toISOString().slice(0, 10) && x > '1900' ? true : 'Please check the date') }, { type: 'date' })}
    {text('pronouns', 'Pronouns')}
    {text('email', 'Email', { required: 'Please enter your email', pattern: { value: /^\S+@\S+\.\S+$/, message: 'That email does not look right' } }, { type: 'email' })}
    {text('mobile', 'Mobile number', { required: 'Please enter a number', validate: (x) => x.replace(/\D/g, '').length >= 10 || 'Ten digits, with area code' }, { type: 'tel', placeholder: '404-555-0100' })}
    <div className="full"><Controller name="format" control={control} rules={{ required: 'Pick one' }} render={({ field }) => <RadioGroup value={field.value} onChange={field.onChange} aria-label="Where would you like to meet?"><div className="lbl">Where would you like to meet?</div><div className="cards">{formats.map(([value, name, sub]) => <Radio key={value} value={value} className="pick"><b>{name}</b><span>{sub}</span></Radio>)}</div></RadioGroup>} /><Err name="format" /></div>
    <Field className="full"><Label>Therapist</Label><Controller name="clinician" control={control} rules={{ required: 'Choose a therapist, or let us match you' }} render={({ field }) => <Listbox value={field.value} onChange={field.onChange}><div className="rel"><ListboxButton className="ctl" aria-invalid={Boolean(errors.clinician)}>{field.value || 'Select a therapist'}</ListboxButton></div><ListboxOptions anchor="bottom start" className="menu">{clinicians.map((c) => <ListboxOption key={c} value={c}>{c}</ListboxOption>)}</ListboxOptions></Listbox>} /><Err name="clinician" /></Field>
    <div className="full"><div className="lbl">Times that work for you</div><Controller name="times" control={control} rules={{ validate: (x) => x.length > 0 || 'Choose at least one' }} render={({ field }) => <div className="chips">{times.map((t) => <Checkbox key={t} as="div" className="chip" aria-label={t} checked={field.value.includes(t)} onChange={(on) => field.onChange(on ? [...field.value, t] : field.value.filter((x) => x !== t))}>{t}</Checkbox>)}</div>} /><Err name="times" /></div>
    <Field className="full inline"><Controller name="useInsurance" control={control} render={({ field }) => <Switch className="sw" checked={field.value} onChange={field.onChange}><i /></Switch>} /><Label>I would like to use my insurance</Label></Field>
    {insured && <>
      <Field><Label>Insurance company</Label><Controller name="insurer" control={control} rules={{ validate: (x, all) => !all.useInsurance || Boolean(x) || 'Choose your insurance from the list' }} render={({ field }) => <Combobox value={field.value} onChange={field.onChange} onClose={() => setQuery('')}><div className="rel"><ComboboxInput className="ctl" aria-invalid={Boolean(errors.insurer)} displayValue={(x) => x ?? ''} onChange={(e) => setQuery(e.target.value)} placeholder="Type to search" autoComplete="off" /><ComboboxButton className="chev"><Chevron /></ComboboxButton></div><ComboboxOptions anchor="bottom start" className="menu">{found.length === 0 ? <div style={{ padding: 8 }}>We do not take this plan yet.</div> : found.map((x) => <ComboboxOption key={x} value={x}>{x}</ComboboxOption>)}</ComboboxOptions></Combobox>} /><Err name="insurer" /></Field>
      {text('memberId', 'Member ID', { validate: (x, all) => !all.useInsurance || Boolean(x.trim()) || 'It is on the front of your card' })}</>}
    <Field className="full"><Label>What would you like support with?</Label><Textarea className="ctl" rows={5} invalid={Boolean(errors.reason)} {...register('reason', { required: 'A sentence is plenty' })} /><Err name="reason" /></Field>
    <Field className="full"><Label>How did you hear about us? <span className="opt">optional</span></Label><Input className="ctl" {...register('heard')} /></Field>
    <div className="full"><Field className="inline"><Controller name="terms" control={control} rules={{ validate: (x) => x || 'Please agree to continue' }} render={({ field }) => <Checkbox className="box" checked={field.value} onChange={field.onChange}><Tick /></Checkbox>} /><Label>I agree to the privacy policy and to being contacted about my request</Label></Field><Err name="terms" /></div>
    {state === 'failed' && <p className="note full" role="alert">Sorry, we could not send your request. Please try again.</p>}
    <div className="full"><button className="go" disabled={isSubmitting}>{isSubmitting ? 'Sending…' : 'Send my request'}</button></div>
  </form>;
}
createRoot(document.getElementById('root')).render(<App />);

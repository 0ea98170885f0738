import { useState, useEffect } from 'react';
import { createRoot } from 'react-dom/client';
import Select from 'react-select';
import DatePicker from 'react-datepicker';
import { useForm, Controller } from 'react-hook-form';
import 'react-datepicker/dist/react-datepicker.css';

const options = (list) => list.map((label, i) => ({ value: 'o' + i + '-' + label, label }));
const services = options(['Individual therapy', 'Couples therapy', 'Medication management']);
const clinicians = options(['Anyone available', 'Noor Haddad, LPC', 'Eli Marchetti, PsyD']);
const weekday = (d) => d.getDay() % 6 !== 0;

function Booking() {
  const [step, setStep] = useState(1);
  const [done, setDone] = useState(false);
  const { control, register, watch, trigger, handleSubmit, formState: { errors } } = useForm({
    defaultValues: { service: null, clinician: null, when: null, firstName: '', lastName: '', email: '', phone: '', dob: null, notes: '', policy: false },
  });
  const v = watch();
  useEffect(() => { gallery.values({ ...v, service: v.service?.label, clinician: v.clinician?.label, when: v.when ? v.when.toString() : '' }); });
  const next = async (names) => { if (await trigger(names)) { setStep(step + 1); gallery.step(step + 1); } };
  const send = async (data) => {
    gallery.commit();
    const r = await fetch('/api/booking', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(data) });
    if (r.ok) setDone(true);
  };
  if (done) return <h1>You're all set!</h1>;
  const err = (n) => errors[n] && <span className="error" role="alert">{errors[n].message || 'This field is required'}</span>;
  return <form onSubmit={handleSubmit(send)} noValidate><h1>Book a visit</h1><p>Step {step} of 3</p>
    {step === 1 && <>
      <label htmlFor="service">What do you need?</label>
      <Controller name="service" control={control} rules={{ required: true }} render={({ field }) => <Select {...field} inputId="service" options={services} placeholder="Select a service..." />} />{err('service')}
      <label htmlFor="clinician">Preferred clinician</label>
      <Controller name="clinician" control={control} rules={{ required: true }} render={({ field }) => <Select {...field} inputId="clinician" options={clinicians} isSearchable={false} />} />{err('clinician')}
      <button type="button" onClick={() => next(['service', 'clinician'])}>Next</button></>}
    {step === 2 && <>
      <h2>Pick a day and time</h2>
      <Controller name="when" control={control} rules={{ required: true }} render={({ field }) => <DatePicker inline selected={field.value} onChange={field.onChange} minDate={new Date(Date.now() + 864e5)} filterDate={weekday} showTimeSelect timeIntervals={60} minTime={new Date(2000, 1, 1, 9)} maxTime={new Date(2000, 1, 1, 16)} filterTime={(t) => t.getHours() >= 9} />} />{err('when')}
      <button type="button" onClick={() => setStep(1)}>Back</button> <button type="button" onClick={() => next(['when'])}>Next</button></>}
    {step === 3 && <>
      <label>First name<input {...register('firstName', { required: true })} /></label>{err('firstName')}
      <label>Last name<input {...register('lastName', { required: true })} /></label>{err('lastName')}
      <label>Email<input type="email" {...register('email', { required: true, pattern: { value: /^\S+@\S+$/, message: 'Enter a valid email' } })} /></label>{err('email')}
      <label>Phone<input type="tel" {...register('phone', { required: true, validate: (p) => p.replace(/\D/g, '').length >= 10 || 'Enter a 10-digit phone number' })} /></label>{err('phone')}
      <label htmlFor="dob">Date of birth</label>
      <Controller name="dob" control={control} rules={{ required: true }} render={({ field }) => <DatePicker id="dob" selected={field.value} onChange={field.onChange} dateFormat="MM/dd/yyyy" placeholderText="MM/DD/YYYY" showMonthDropdown showYearDropdown dropdownMode="select" maxDate={new Date()} />} />{err('dob')}
      <label>Anything we should know?<textarea {...register('notes')} /></label>
      <label><input type="checkbox" {...register('policy', { required: 'Please accept the cancellation policy' })} /> I accept the cancellation policy</label>{err('policy')}
      <button type="button" onClick={() => setStep(2)}>Back</button> <button type="submit">Confirm booking</button></>}
  </form>;
}
createRoot(document.getElementById('root')).render(<Booking />);

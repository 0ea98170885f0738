import { useEffect, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { useForm, Controller } from 'react-hook-form';
import { zodResolver } from '@hookform/resolvers/zod';
import { z } from 'zod';
import { AlertDialog, Checkbox, Popover, ToggleGroup } from 'radix-ui';
import { Command } from 'cmdk';
import { DayPicker } from 'react-day-picker';
import 'react-day-picker/style.css';

const schema = z.object({
  concern: z.string().min(1, 'Please select a concern.'),
  therapist: z.string().min(1, 'Please select a therapist.'),
  format: z.string().min(1, 'Please choose one.'),
  slot: z.string().min(1, 'Please pick a time.'),
  firstName: z.string().trim().min(1, 'Required'), lastName: z.string().trim().min(1, 'Required'),
  dob: z.date({ error: 'A date of birth is required.' }),
  email: z.string().regex(/^\S+@\S+\.\S+$/, 'Invalid email address'), phone: z.string().refine((p) => p.replace(/\D/g, '').length >= 10, 'Invalid phone number'),
  pronouns: z.string().optional(), notes: z.string().max(500).optional(),
  policy: z.boolean().refine((x) => x, 'You must accept to continue.'),
});
const concerns = ['Anxiety & panic', 'Depression', 'Trauma & PTSD', 'Couples & relationships', 'Postpartum & parenting', 'Identity & coming out', 'Burnout & work stress', 'Eating & body image'];
const therapists = [['First available', ''], ['Imani Okafor, LCSW', 'Trauma, EMDR'], ['Teodor Lindqvist, PhD', 'CBT, OCD'], ['Paloma Reyes, LMFT', 'Couples, Spanish-speaking'], ['June Takahashi, LPC', 'Postpartum']];
const fmt = (d) => d.toLocaleDateString('en-US', { weekday: 'short', month: 'short', day: 'numeric' });
const long = (d) => d.toLocaleDateString('en-US', { year: 'numeric', month: 'long', day: 'numeric' });

const Button = ({ variant = 'default', ...p }) => <button type="button" data-slot="button" data-variant={variant} {...p} />;
function Item({ form, name, label, description, id, children }) {
  const e = form.formState.errors[name];
  return <div data-slot="form-item"><label data-slot="form-label" htmlFor={id || 'f-' + name} data-error={!!e}>{label}</label>{children}{description && <p data-slot="form-description">{description}</p>}{e && <p data-slot="form-message" id={'m-' + name}>{e.message}</p>}</div>;
}
function Combobox({ id, value, onChange, options, placeholder, search }) {
  const [open, setOpen] = useState(false);
  return <Popover.Root open={open} onOpenChange={setOpen}>
    <Popover.Trigger asChild><button type="button" id={id} data-slot="button" data-variant="outline" role="combobox" aria-expanded={open}><span className={value ? '' : 'muted'}>{value || placeholder}</span><svg width="16" height="16" viewBox="0 0 24 24" fill="none" stroke="currentColor" opacity=".5"><path d="m7 15 5 5 5-5M7 9l5-5 5 5" /></svg></button></Popover.Trigger>
    <Popover.Portal><Popover.Content data-slot="popover-content" align="start"><Command data-slot="command"><Command.Input placeholder={search} /><Command.List><Command.Empty>No results found.</Command.Empty><Command.Group>
      {options.map(([label, sub]) => <Command.Item key={label} value={label} onSelect={() => { onChange(label); setOpen(false); }}>{label}{sub && <span className="muted"> · {sub}</span>}</Command.Item>)}
    </Command.Group></Command.List></Command></Popover.Content></Popover.Portal>
  </Popover.Root>;
}
function BirthDate({ value, onChange, invalid }) {
  const [open, setOpen] = useState(false);
  return <Popover.Root open={open} onOpenChange={setOpen}>
    <Popover.Trigger asChild><button type="button" id="f-dob" className="datebtn" data-slot="button" data-variant="outline" aria-invalid={invalid}><span className={value ? '' : 'muted'}>{value ? long(value) : 'Select date'}</span><span aria-hidden="true">▾</span></button></Popover.Trigger>
    <Popover.Portal><Popover.Content data-slot="popover-content" align="start"><DayPicker mode="single" captionLayout="dropdown" startMonth={new Date(1930, 0)} endMonth={new Date()} defaultMonth={new Date(2000, 0)} disabled={{ after: new Date() }} selected={value} onSelect={(d) => { onChange(d); setOpen(false); }} /></Popover.Content></Popover.Portal>
  </Popover.Root>;
}
function Slots({ value, onChange }) {
  const [day, setDay] = useState();
  const [slots, setSlots] = useState();
  const choose = async (d) => {
    setDay(d); setSlots(); onChange('');
    if (d) setSlots(await (await fetch('/api/availability?date=' + d.toISOString().slice(0, 10))).json());
  };
  const from = new Date(Date.now() + 2 * 864e5);
  return <>
    <DayPicker mode="single" selected={day} onSelect={choose} startMonth={from} disabled={[{ before: from }, { dayOfWeek: [0, 1, 6] }]} />
    {day && <><p data-slot="label">Openings on {fmt(day)}</p>{!slots && <p className="muted">Loading…</p>}
      <div className="times">{slots?.times.map((t) => <Button key={t.label} variant="outline" disabled={t.taken} aria-pressed={value === fmt(day) + ', ' + t.label} onClick={() => onChange(fmt(day) + ', ' + t.label)}>{t.label}</Button>)}</div></>}
  </>;
}
const steps = [['concern', 'therapist', 'format'], ['slot'], ['firstName', 'lastName', 'dob', 'email', 'phone', 'pronouns', 'notes', 'policy']];
function App() {
  const [step, setStep] = useState(0);
  const [confirm, setConfirm] = useState(false);
  const [result, setResult] = useState('');
  const form = useForm({ resolver: zodResolver(schema), defaultValues: { concern: '', therapist: '', format: '', slot: '', firstName: '', lastName: '', dob: undefined, email: '', phone: '', pronouns: '', notes: '', policy: false } });
  const v = form.watch();
  useEffect(() => { gallery.values(v); });
  const go = (n) => { setStep(n); gallery.step(n + 1); };
  const next = async () => {
    if (!(await form.trigger(steps[step]))) return;
    if (step < 2) return go(step + 1);
    setConfirm(true); gallery.step(4);
  };
  const send = async () => {
    gallery.commit();
    const r = await fetch('/api/bookings', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ ...v, dob: v.dob.toISOString() }) }).catch(() => ({}));
    setConfirm(false); setResult(r.ok ? 'Booked! A confirmation is on its way.' : 'We could not complete your booking. Please try again.');
  };
  const text = (name, label, extra = {}, description) => <Item form={form} name={name} label={label} description={description}><input data-slot="input" id={'f-' + name} aria-invalid={!!form.formState.errors[name]} {...form.register(name)} {...extra} /></Item>;
  return <div data-slot="card">
    <div className="progress" role="progressbar" aria-valuenow={step * 33} aria-valuemax="100"><div style={{ width: (step + 1) * 33 + '%' }} /></div>
    <div data-slot="card-title">{['Find your fit', 'Choose a time', 'Your details'][step]}</div>
    <div data-slot="card-description">{['A 50-minute first visit, online or in our Alder Street office.', 'All times are Central.', 'Only your therapist sees this.'][step]}</div>
    <form onSubmit={(e) => { e.preventDefault(); next(); }} noValidate>
      {step === 0 && <>
        <Item form={form} name="concern" label="What would you like to work on?"><Controller name="concern" control={form.control} render={({ field }) => <Combobox id="f-concern" {...field} options={concerns.map((c) => [c])} placeholder="Select a concern" search="Search concerns..." />} /></Item>
        <Item form={form} name="therapist" label="Therapist"><Controller name="therapist" control={form.control} render={({ field }) => <Combobox id="f-therapist" {...field} options={therapists} placeholder="Select a therapist" search="Search by name or specialty..." />} /></Item>
        <Item form={form} name="format" label="Format"><Controller name="format" control={form.control} render={({ field }) => <ToggleGroup.Root id="f-format" data-slot="toggle-group" type="single" value={field.value} onValueChange={field.onChange}>{['Video', 'In person', 'Phone'].map((x) => <ToggleGroup.Item key={x} value={x} data-slot="toggle-group-item">{x}</ToggleGroup.Item>)}</ToggleGroup.Root>} /></Item>
      </>}
      {step === 1 && <Item form={form} name="slot" label={<span className="sr-only">Appointment</span>}><Controller name="slot" control={form.control} render={({ field }) => <Slots {...field} />} /></Item>}
      {step === 2 && <>
        <div className="row">{text('firstName', 'First name', { autoComplete: 'given-name' })}{text('lastName', 'Last name', { autoComplete: 'family-name' })}</div>
        <Item form={form} name="dob" label="Date of birth"><Controller name="dob" control={form.control} render={({ field }) => <BirthDate {...field} invalid={!!form.formState.errors.dob} />} /></Item>
        <div className="row">{text('email', 'Email', { type: 'email', placeholder: 'm@example.com' })}{text('phone', 'Phone', { type: 'tel' })}</div>
        {text('pronouns', 'Pronouns', {}, 'Optional, so we greet you correctly.')}
        <Item form={form} name="notes" label="Anything your therapist should know?"><textarea data-slot="textarea" id="f-notes" rows={3} maxLength={500} {...form.register('notes')} /></Item>
        <Item form={form} name="policy" label=""><div className="check"><Controller name="policy" control={form.control} render={({ field }) => <Checkbox.Root id="policy" data-slot="checkbox" checked={field.value} onCheckedChange={(x) => field.onChange(x === true)}><Checkbox.Indicator>✓</Checkbox.Indicator></Checkbox.Root>} /><label htmlFor="policy">I agree to the 48-hour cancellation policy and the practice’s consent to treatment.</label></div></Item>
      </>}
      {result && <p role="status">{result}</p>}
      <div className="actions"><Button variant="ghost" disabled={step === 0} onClick={() => setStep(step - 1)}>← Back</Button><button data-slot="button" type="submit">{step < 2 ? 'Continue →' : 'Review booking'}</button></div>
    </form>
    <AlertDialog.Root open={confirm} onOpenChange={setConfirm}><AlertDialog.Portal><AlertDialog.Overlay data-slot="alert-dialog-overlay" /><AlertDialog.Content data-slot="alert-dialog-content">
      <AlertDialog.Title>Confirm your visit</AlertDialog.Title><AlertDialog.Description>Please check that everything is right.</AlertDialog.Description>
      <dl><dt>When</dt><dd>{v.slot}</dd><dt>With</dt><dd>{v.therapist}</dd><dt>How</dt><dd>{v.format}</dd><dt>Name</dt><dd>{v.firstName} {v.lastName}</dd></dl>
      <div className="actions"><AlertDialog.Cancel data-slot="button" data-variant="outline">Go back</AlertDialog.Cancel><button type="button" data-slot="button" onClick={send}>Yes, book it</button></div>
    </AlertDialog.Content></AlertDialog.Portal></AlertDialog.Root>
  </div>;
}
createRoot(document.getElementById('root')).render(<App />);

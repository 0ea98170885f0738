import { useEffect, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { Controller, FormProvider, useFieldArray, useForm, useFormContext } from 'react-hook-form';
import { zodResolver } from '@hookform/resolvers/zod';
import PhoneInput, { isValidPhoneNumber } from 'react-phone-number-input';
import { z } from 'zod';
import 'react-phone-number-input/style.css';

const needed = z.string().trim().min(1, 'Required');
const schemas = [
  z.object({ legalFirst: needed, legalLast: needed, birthday: z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'Enter a full date'), sex: z.enum(['female', 'male', 'intersex'], 'Choose one') }),
  z.object({ mobile: z.string('Required').refine(isValidPhoneNumber, 'That number does not look right'), mail: z.email('Enter a valid email'), mail2: z.string(), line1: needed, line2: z.string(), town: needed, region: z.string().length(2, 'Choose a state'), zip: z.string().regex(/^\d{5}(-\d{4})?$/, 'Five digits') }).refine((v) => v.mail === v.mail2, { path: ['mail2'], message: 'The two do not match' }),
  z.object({ meds: z.array(z.object({ drug: needed, dose: z.string() })), allergies: z.string(), concern: needed.min(10, 'A few words more, please') }),
  z.object({ contactName: needed, contactPhone: z.string().min(10, 'Required'), signed: needed, accept: z.literal(true, 'Please accept to go on') }),
];

function Field({ name, label, ...more }) {
  const { register, formState: { errors } } = useFormContext();
  const error = name.split('.').reduce((o, k) => o?.[k], errors);
  const Tag = more.as ?? 'input';
  delete more.as;
  return <div className="f"><label htmlFor={name}>{label}</label><Tag id={name} aria-invalid={!!error} aria-describedby={error ? name + '-e' : undefined} {...register(name)} {...more} />{error && <p className="e" id={name + '-e'} role="alert">{error.message}</p>}</div>;
}
function Meds() {
  const { fields, append, remove } = useFieldArray({ name: 'meds' });
  return <fieldset className="f"><legend>Current medications</legend>{fields.map((f, i) => <div className="row" key={f.id}><Field name={`meds.${i}.drug`} label="Medication" /><Field name={`meds.${i}.dose`} label="Dose" /><button type="button" aria-label="Remove medication" onClick={() => remove(i)}>×</button></div>)}<button type="button" onClick={() => append({ drug: '', dose: '' })}>+ Add a medication</button></fieldset>;
}
function Paperwork() {
  const [at, setAt] = useState(0);
  const [done, setDone] = useState(false);
  const form = useForm({ resolver: (...a) => zodResolver(schemas[at])(...a), mode: 'onTouched', defaultValues: { legalFirst: '', legalLast: '', birthday: '', sex: '', mobile: '', mail: '', mail2: '', line1: '', line2: '', town: '', region: '', zip: '', meds: [{ drug: '', dose: '' }], allergies: '', concern: '', contactName: '', contactPhone: '', signed: '', accept: false } });
  const tell = (v) => gallery.values({ ...v, meds: '', drug: v.meds?.[0]?.drug, dose: v.meds?.[0]?.dose });
  useEffect(() => { tell(form.getValues()); return form.subscribe({ formState: { values: true }, callback: ({ values }) => tell(values) }); }, []);
  const onward = async () => {
    if (at < 3) { setAt(at + 1); gallery.step(at + 2); return; }
    gallery.commit();
    const r = await fetch('/graphql', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ query: 'mutation Submit($i: IntakeInput!) { submitIntake(input: $i) { id } }', variables: { i: form.getValues() } }) });
    if (r.ok) setDone(true);
  };
  if (done) return <main><h1>All set</h1></main>;
  return <FormProvider {...form}><main><p>Part {at + 1} of 4</p><div className="bar" role="progressbar" aria-valuenow={at + 1} aria-valuemax={4} aria-label="Progress"><i style={{ width: `${25 * (at + 1)}%` }} /></div>
    <form onSubmit={form.handleSubmit(onward)} noValidate>
      {at === 0 && <><h1>Who are you?</h1><div className="row"><Field name="legalFirst" label="Legal first name" /><Field name="legalLast" label="Legal last name" /></div><Field name="birthday" label="Birthday" type="date" /><Field name="sex" label="Sex on your insurance" as="select" children={[['', 'Select'], ['female', 'Female'], ['male', 'Male'], ['intersex', 'Intersex']].map(([v, t]) => <option key={v} value={v}>{t}</option>)} /></>}
      {at === 1 && <><h1>How do we reach you?</h1><div className="f"><label htmlFor="mobile">Mobile</label><Controller name="mobile" render={({ field }) => <PhoneInput id="mobile" defaultCountry="US" {...field} />} />{form.formState.errors.mobile && <p className="e">{form.formState.errors.mobile.message}</p>}</div>
        <Field name="mail" label="Email" type="email" /><Field name="mail2" label="Email again" type="email" onPaste={(e) => e.preventDefault()} /><Field name="line1" label="Address" autoComplete="address-line1" /><Field name="line2" label="Apt, suite (optional)" autoComplete="address-line2" /><div className="row"><Field name="town" label="City" /><Field name="region" label="State" as="select" children={['', 'CA', 'CT', 'IL', 'MA', 'NY', 'OH', 'OR', 'TX', 'WA'].map((s) => <option key={s}>{s}</option>)} /><Field name="zip" label="ZIP" inputMode="numeric" /></div></>}
      {at === 2 && <><h1>Your health</h1><Meds /><Field name="allergies" label="Allergies" /><Field name="concern" label="What would you like the doctor to know?" as="textarea" rows={4} /></>}
      {at === 3 && <><h1>Nearly there</h1><div className="row"><Field name="contactName" label="Emergency contact" /><Field name="contactPhone" label="Their phone" type="tel" /></div><Field name="signed" label="Type your full name to sign" /><div className="f"><label><input type="checkbox" {...form.register('accept')} /> I have read the office policies and accept them</label>{form.formState.errors.accept && <p className="e" role="alert">{form.formState.errors.accept.message}</p>}</div></>}
      {at > 0 && <button type="button" onClick={() => setAt(at - 1)}>Back</button>}<button className="go">{at === 3 ? 'Sign and send' : 'Save and continue'}</button>
    </form></main></FormProvider>;
}
createRoot(document.getElementById('root')).render(<Paperwork />);

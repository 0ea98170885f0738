import 'react-date-picker/dist/DatePicker.css';
import 'react-calendar/dist/Calendar.css';
import { useEffect, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { ErrorMessage, Field, Form, Formik, useField, useFormikContext } from 'formik';
import * as Yup from 'yup';
import DatePicker from 'react-date-picker';

const iso = (d) => (d instanceof Date ? [d.getFullYear(), d.getMonth() + 1, d.getDate()].map((n) => String(n).padStart(2, '0')).join('-') : '');
const phone = Yup.string().matches(/^[+()\d\s.-]*$/, 'Please use digits only').test('ten', 'A phone number has ten digits', (x) => (x || '').replace(/\D/g, '').length >= 10).required('Please give us a phone number');

const schemas = [
  Yup.object({
    fillingFor: Yup.string().required('Please tell us who this is for'),
    parentName: Yup.string().when('fillingFor', { is: 'child', then: (s) => s.required('Your own name, please') }),
    clientFirst: Yup.string().max(60).required('Required'),
    clientLast: Yup.string().max(60).required('Required'),
    clientBorn: Yup.date().nullable().required('Please enter a birth date').max(new Date(), 'The birth date cannot be in the future'),
  }),
  Yup.object({
    email: Yup.string().email('This email looks incomplete').required('Required'),
    confirmEmail: Yup.string().oneOf([Yup.ref('email')], 'The two do not match').required('Please repeat your email'),
    phone,
    contactBy: Yup.string(),
    street: Yup.string(),
    zip: Yup.string().matches(/^\d{5}(-\d{4})?$/, 'A five digit ZIP code').required('Required'),
  }),
  Yup.object({
    service: Yup.string().required('Please choose'),
    goals: Yup.array().min(1, 'Please tick at least one'),
    startBy: Yup.date().nullable().min(new Date(), 'Please choose a day ahead'),
    emergencyName: Yup.string().required('Required'),
    emergencyPhone: phone,
    story: Yup.string().required('A few words help us find the right therapist'),
    consent: Yup.boolean().oneOf([true], 'We need your consent to go on'),
  }),
];
const initial = { fillingFor: '', parentName: '', clientFirst: '', clientLast: '', clientBorn: null, email: '', confirmEmail: '', phone: '', contactBy: 'email', street: '', zip: '', service: '', goals: [], startBy: null, emergencyName: '', emergencyPhone: '', story: '', consent: false };
const titles = ['About the client', 'Contact information', 'Care and consent'];

function Tell() {
  const { values } = useFormikContext();
  useEffect(() => gallery.values({ ...values, parentName: values.fillingFor === 'child' ? values.parentName : '', clientBorn: iso(values.clientBorn), startBy: iso(values.startBy) }), [values]);
  return null;
}
const Row = ({ name, label, hint, children, ...rest }) => <div className="row"><label htmlFor={name}>{label}</label>{hint && <p className="hint">{hint}</p>}{children || <Field id={name} name={name} type="text" {...rest} />}<ErrorMessage name={name} component="div" className="error" /></div>;
function DateRow({ name, label, hint, ...rest }) {
  const [field, , helpers] = useField(name);
  return <div className="row"><label>{label}</label>{hint && <p className="hint">{hint}</p>}<DatePicker name={name} value={field.value} onChange={(d) => { helpers.setValue(d); }} onBlur={() => helpers.setTouched(true, false)} locale="en-US" format="MM/dd/y" dayPlaceholder="dd" monthPlaceholder="mm" yearPlaceholder="yyyy" {...rest} /><ErrorMessage name={name} component="div" className="error" /></div>;
}

function Wizard() {
  const [at, setAt] = useState(0);
  const [sent, setSent] = useState('');
  const last = at === 2;
  const submit = async (values, bag) => {
    if (!last) {
      bag.setTouched({});
      setAt(at + 1);
      gallery.step(at + 2);
      return;
    }
    gallery.commit();
    const r = await fetch('/api/intake-questionnaire', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ ...values, clientBorn: iso(values.clientBorn), startBy: iso(values.startBy) }) });
    setSent(r.ok ? 'ok' : 'error');
  };
  if (sent === 'ok') return <><h1>Thank you!</h1><p>Our intake coordinator calls within three days.</p></>;
  return <>
    <h1>Intake questionnaire</h1>
    <div className="progress" role="progressbar" aria-valuenow={at + 1} aria-valuemin={1} aria-valuemax={3}><i style={{ width: `${((at + 1) / 3) * 100}%` }} /></div>
    <h2>{at + 1} / 3 &nbsp;{titles[at]}</h2>
    <Formik initialValues={initial} validationSchema={schemas[at]} onSubmit={submit}>
      {({ values, isSubmitting }) => <Form noValidate>
        <Tell />
        {at === 0 && <>
          <fieldset className="row" role="group"><legend>Who is this for?</legend><label><Field type="radio" name="fillingFor" value="me" /> Myself</label><label><Field type="radio" name="fillingFor" value="child" /> My child or teen</label><ErrorMessage name="fillingFor" component="div" className="error" /></fieldset>
          {values.fillingFor === 'child' && <Row name="parentName" label="Your name (parent or guardian)" />}
          <Row name="clientFirst" label="Client’s first name" />
          <Row name="clientLast" label="Client’s last name" />
          <DateRow name="clientBorn" label="Client’s date of birth" maxDate={new Date()} /></>}
        {at === 1 && <>
          <Row name="email" label="Email" type="email" autoComplete="email" />
          <Row name="confirmEmail" label="Confirm email" type="email" autoComplete="off" />
          <Row name="phone" label="Phone" type="tel" placeholder="802-555-0100" />
          <Row name="contactBy" label="Preferred way to hear from us"><Field as="select" id="contactBy" name="contactBy"><option value="email">Email</option><option value="text">Text message</option><option value="call">Phone call</option></Field></Row>
          <Row name="street" label="Street address" hint="Optional, for mailing statements" />
          <Row name="zip" label="ZIP" inputMode="numeric" /></>}
        {last && <>
          <Row name="service" label="Type of care"><Field as="select" id="service" name="service"><option value="">Select…</option><option>Individual counseling</option><option>Play therapy</option><option>Family therapy</option><option>Parent coaching</option></Field></Row>
          <fieldset className="row" role="group"><legend>What would you like to change?</legend>{['School', 'Anxiety', 'Mood', 'Behavior at home', 'Divorce', 'Friendships'].map((g) => <label key={g}><Field type="checkbox" name="goals" value={g} /> {g}</label>)}<ErrorMessage name="goals" component="div" className="error" /></fieldset>
          <DateRow name="startBy" label="Earliest day you could start" hint="Leave blank if as soon as possible" minDate={new Date(Date.now() + 864e5)} />
          <Row name="emergencyName" label="Emergency contact" />
          <Row name="emergencyPhone" label="Emergency contact’s phone" type="tel" />
          <Row name="story" label="Tell us what is going on"><Field as="textarea" id="story" name="story" rows="5" /></Row>
          <div className="row"><label style={{ fontWeight: 400 }}><Field type="checkbox" name="consent" /> I am the client or the legal guardian, and I consent to services</label><ErrorMessage name="consent" component="div" className="error" /></div></>}
        {sent === 'error' && <p className="alert" role="alert">We could not save your questionnaire. Please try again.</p>}
        <div className="actions">{at > 0 && <button type="button" className="plain" onClick={() => setAt(at - 1)}>Back</button>}<button type="submit" className="main" disabled={isSubmitting}>{last ? 'Send questionnaire' : 'Next'}</button></div>
      </Form>}
    </Formik>
  </>;
}
createRoot(document.getElementById('root')).render(<Wizard />);

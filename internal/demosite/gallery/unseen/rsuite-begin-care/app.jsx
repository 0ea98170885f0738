import 'rsuite/dist/rsuite.min.css';
import { forwardRef, useEffect, useRef, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { Button, ButtonToolbar, Checkbox, CheckPicker, DatePicker, Form, Input, MaskedInput, Message, Panel, Radio, RadioGroup, RadioTile, RadioTileGroup, Schema, SelectPicker, Steps, Text } from 'rsuite';

const { StringType, DateType, ArrayType, BooleanType } = Schema.Types;
const Textarea = forwardRef((props, ref) => <Input {...props} as="textarea" ref={ref} />);
const opts = (list) => list.map((value) => ({ label: value, value }));
const day = (d) => d && [d.getFullYear(), d.getMonth() + 1, d.getDate()].map((n) => String(n).padStart(2, '0')).join('-');

const pronouns = opts(['She / her', 'He / him', 'They / them', 'She / they', 'He / they', 'Ask me']);
const states = opts(['Connecticut', 'Maine', 'Massachusetts', 'New Hampshire', 'New York', 'Rhode Island', 'Vermont']);
const offices = opts(['Burlington – Alder Street', 'Montpelier – Barre Road']);
const team = [
  ['Psychiatry', 'Ingrid Sandoval, MD'], ['Psychiatry', 'Tobias Reck, PMHNP'],
  ['Therapy', 'Maeve Okonkwo, LICSW'], ['Therapy', 'Dr. Paul Lindqvist'], ['Therapy', 'Whoever is free first'],
].map(([role, value]) => ({ role, label: value, value }));
const themes = opts(['Anxiety or panic', 'Low mood', 'Grief', 'Relationships', 'Sleep', 'Attention', 'Work stress', 'Trauma']);
const tomorrow = new Date(Date.now() + 864e5);

const models = [
  Schema.Model({
    given: StringType().isRequired('Your first name, please.'),
    surname: StringType().isRequired('Your last name, please.'),
    born: DateType().isRequired('When were you born?').max(new Date(), 'This lies in the future.'),
  }),
  Schema.Model({
    mobile: StringType().isRequired('We need a number to reach you.').pattern(/^\(\d{3}\) \d{3}-\d{4}$/, 'Please give all ten digits.'),
    mail: StringType().isEmail('This does not look like an email address.').isRequired('We need your email.'),
    livesIn: StringType().isRequired('Choose the state that you live in.'),
    zip: StringType().isRequired('Please enter your ZIP code.').pattern(/^\d{5}$/, 'Five digits.'),
  }),
  Schema.Model({
    setting: StringType().isRequired('Choose one of the two.'),
    office: StringType().addRule((v, all) => all.setting !== 'office' || Boolean(v), 'Which office suits you?', true),
    who: StringType().isRequired('Choose a clinician or whoever is free first.'),
    visit: DateType().isRequired('Pick a day.'),
  }),
  Schema.Model({
    themes: ArrayType().isRequired('Choose at least one.').minLength(1, 'Choose at least one.'),
    story: StringType().isRequired('A sentence or two is enough.').minLength(10, 'A little more, please (10 characters).'),
    agree: BooleanType().addRule((v) => v === true, 'Please confirm before you send.', true).isRequired('Please confirm before you send.'),
  }),
];
const empty = { given: '', surname: '', born: null, pronoun: null, mobile: '', mail: '', livesIn: null, zip: '', setting: '', office: null, who: null, visit: null, daypart: 'any', themes: [], story: '', agree: false };

const Consent = forwardRef(({ value, onChange, ...rest }, ref) => (
  <Checkbox ref={ref} {...rest} checked={value} onChange={(_, checked) => onChange(checked)}>I have read the <a href="/privacy-notice">notice of privacy practices</a> and agree to be contacted</Checkbox>
));

function Field({ name, label, hint, required, ...rest }) {
  return <Form.Group controlId={name}><Form.Label>{label}{required && <span style={{ color: '#c0392b' }}> *</span>}</Form.Label><Form.Control name={name} {...rest} />{hint && <Form.Text>{hint}</Form.Text>}</Form.Group>;
}

function BeginCare() {
  const form = useRef();
  const [at, setAt] = useState(0);
  const [value, setValue] = useState(empty);
  const [errors, setErrors] = useState({});
  const [state, setState] = useState('');
  useEffect(() => {
    gallery.values({ ...value, born: day(value.born), visit: day(value.visit), office: value.setting === 'office' ? value.office : '' });
  }, [value]);
  const next = async () => {
    if (!form.current.check()) return;
    if (at < 3) { setErrors({}); setAt(at + 1); gallery.step(at + 2); window.scrollTo(0, 0); return; }
    setState('sending');
    gallery.commit();
    const r = await fetch('/api/begin-care', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ ...value, born: day(value.born), visit: day(value.visit) }) });
    setState(r.ok ? 'done' : 'failed');
  };
  if (state === 'done') return <Message type="success" showIcon header="Thank you">We call you back within two working days.</Message>;
  return <Panel bordered header={<h3>Begin care with us</h3>} style={{ background: '#fff' }}>
    <Steps current={at} small style={{ marginBottom: 28 }}><Steps.Item title="You" /><Steps.Item title="Reaching you" /><Steps.Item title="First visit" /><Steps.Item title="What brings you" /></Steps>
    <Form ref={form} fluid model={models[at]} formValue={value} onChange={setValue} formError={errors} onCheck={setErrors} checkTrigger="blur">
      {at === 0 && <>
        <Field name="given" label="First name" required autoComplete="given-name" />
        <Field name="surname" label="Last name" required autoComplete="family-name" />
        <Field name="born" label="Date of birth" required accepter={DatePicker} oneTap format="MM/dd/yyyy" shouldDisableDate={(d) => d > new Date()} block />
        <Field name="pronoun" label="Pronouns" accepter={SelectPicker} data={pronouns} searchable={false} block placeholder="Optional" />
      </>}
      {at === 1 && <>
        <Field name="mobile" label="Mobile phone" required accepter={MaskedInput} mask={['(', /\d/, /\d/, /\d/, ')', ' ', /\d/, /\d/, /\d/, '-', /\d/, /\d/, /\d/, /\d/]} placeholder="(___) ___-____" inputMode="tel" />
        <Field name="mail" label="Email" type="email" required autoComplete="email" />
        <Field name="livesIn" label="State of residence" required accepter={SelectPicker} data={states} block hint="Our licenses cover New England and New York." />
        <Field name="zip" label="ZIP code" required inputMode="numeric" maxLength={5} />
      </>}
      {at === 2 && <>
        <Field name="setting" label="How would you like to meet?" required accepter={RadioTileGroup} inline>
          <RadioTile label="By video" value="video">Secure link, from anywhere in your state.</RadioTile>
          <RadioTile label="At an office" value="office">Two offices in Vermont.</RadioTile>
        </Field>
        {value.setting === 'office' && <Field name="office" label="Which office?" required accepter={SelectPicker} data={offices} searchable={false} block />}
        <Field name="who" label="Clinician" required accepter={SelectPicker} data={team} groupBy="role" block placeholder="Search by name" />
        <Field name="visit" label="Preferred day" required accepter={DatePicker} oneTap format="MM/dd/yyyy" shouldDisableDate={(d) => d < tomorrow || d.getDay() % 6 === 0} placement="topStart" block />
        <Field name="daypart" label="Time of day" accepter={RadioGroup} inline><Radio value="any">Any</Radio><Radio value="morning">Morning</Radio><Radio value="afternoon">Afternoon</Radio></Field>
      </>}
      {at === 3 && <>
        <Field name="themes" label="What would you like to work on?" required accepter={CheckPicker} data={themes} block />
        <Field name="story" label="In your own words" required accepter={Textarea} rows={4} />
        <Text muted size="sm">We are not a crisis service.</Text>
        <Form.Group controlId="agree"><Form.Control name="agree" accepter={Consent} /></Form.Group>
      </>}
      {state === 'failed' && <Message type="error" showIcon style={{ marginBottom: 12 }}>We could not send this just now. Please try again or call the office.</Message>}
      <ButtonToolbar>
        {at > 0 && <Button appearance="subtle" onClick={() => { setErrors({}); setAt(at - 1); }}>Back</Button>}
        <Button appearance="primary" onClick={next} loading={state === 'sending'}>{at < 3 ? 'Continue' : 'Send request'}</Button>
      </ButtonToolbar>
    </Form>
  </Panel>;
}
createRoot(document.getElementById('app')).render(<BeginCare />);

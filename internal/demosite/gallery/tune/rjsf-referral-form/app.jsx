import 'bootstrap/dist/css/bootstrap.min.css';
import { useState } from 'react';
import { createRoot } from 'react-dom/client';
import Form from '@rjsf/core';
import validator from '@rjsf/validator-ajv8';

const schema = {
  type: 'object',
  required: ['person', 'care', 'acknowledged'],
  properties: {
    person: {
      type: 'object', title: 'About you', required: ['first_name', 'last_name', 'date_of_birth', 'phone', 'county'],
      properties: {
        first_name: { type: 'string', title: 'First name', minLength: 1 },
        last_name: { type: 'string', title: 'Last name', minLength: 1 },
        date_of_birth: { type: 'string', format: 'date', title: 'Date of birth' },
        gender: { type: 'string', title: 'Gender', enum: ['Female', 'Male', 'Non-binary', 'Prefer to self-describe', 'Decline to answer'] },
        phone: { type: 'string', title: 'Telephone', pattern: '^[0-9()+ .-]{10,}$', description: 'Include the area code.' },
        email: { type: 'string', format: 'email', title: 'E-mail address' },
        zip: { type: 'string', title: 'ZIP code', pattern: '^[0-9]{5}$' },
        county: { type: 'string', title: 'County you live in', enum: ['Accomack', 'Gloucester', 'Mathews', 'Middlesex', 'Northampton', 'York'] },
      },
    },
    care: {
      type: 'object', title: 'Your request', required: ['service', 'concerns', 'situation', 'insured'],
      properties: {
        service: { type: 'string', title: 'Which service are you asking for?', enum: ['Outpatient counseling', 'Medication management', 'Group program', 'Case management', 'I am not sure'] },
        concerns: { type: 'array', title: 'Main concerns', uniqueItems: true, minItems: 1, items: { type: 'string', enum: ['Anxiety', 'Depression', 'Trauma', 'Alcohol or drugs', 'Family conflict', 'Hearing or seeing things'] } },
        situation: { type: 'string', title: 'Describe what has been happening', minLength: 5 },
        allergies: { type: 'string', title: 'Allergies' },
        insured: { type: 'string', title: 'Do you have health insurance?', enum: ['Yes', 'No'] },
      },
      dependencies: {
        insured: {
          oneOf: [
            { properties: { insured: { enum: ['No'] } } },
            { required: ['plan', 'member_id'], properties: { insured: { enum: ['Yes'] }, plan: { type: 'string', title: 'Name of the plan', examples: ['Anthem HealthKeepers', 'Aetna Better Health', 'Medicaid', 'Medicare', 'Sentara Health Plans'] }, member_id: { type: 'string', title: 'Member ID' } } },
          ],
        },
      },
    },
    acknowledged: { type: 'boolean', title: 'I understand that this form is not monitored at night and is not for emergencies', const: true },
  },
};
const uiSchema = {
  person: { 'ui:order': ['first_name', 'last_name', 'date_of_birth', 'gender', 'phone', 'email', 'zip', 'county'], date_of_birth: { 'ui:widget': 'alt-date', 'ui:options': { yearsRange: [1920, 2026], format: 'MDY', hideNowButton: true } }, phone: { 'ui:inputType': 'tel' }, gender: { 'ui:placeholder': 'Select' }, county: { 'ui:placeholder': 'Select' } },
  care: { 'ui:order': ['service', 'concerns', 'situation', 'allergies', 'insured', '*'], service: { 'ui:widget': 'radio' }, concerns: { 'ui:widget': 'checkboxes' }, situation: { 'ui:widget': 'textarea', 'ui:options': { rows: 5 } }, insured: { 'ui:widget': 'radio', 'ui:options': { inline: true } } },
  'ui:submitButtonOptions': { submitText: 'Submit referral' },
};
const flat = (d) => {
  const { person = {}, care = {} } = d || {};
  const yes = care.insured === 'Yes';
  return { first_name: person.first_name, last_name: person.last_name, date_of_birth: person.date_of_birth, gender: person.gender, phone: person.phone, email: person.email, zip: person.zip, county: person.county, service: care.service, concerns: care.concerns, situation: care.situation, allergies: care.allergies, insured: care.insured, plan: yes ? care.plan : '', member_id: yes ? care.member_id : '', acknowledged: d?.acknowledged };
};
const messages = { required: 'This question needs an answer.', minItems: 'Please tick at least one.', const: 'Please confirm this.' };
const transformErrors = (errors) => errors.map((e) => {
  if (e.name === 'pattern') return { ...e, message: e.property.endsWith('zip') ? 'A ZIP code has five digits.' : 'Please enter a telephone number with area code.' };
  return messages[e.name] ? { ...e, message: messages[e.name], stack: e.stack.replace(/^must have required property '(.*)'$/, '$1: please answer') } : e;
});

function Referral() {
  const [data, setData] = useState({});
  const [state, setState] = useState('');
  const send = async ({ formData }) => {
    setState('sending');
    gallery.commit(flat(formData));
    const r = await fetch('/api/referrals', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(formData) });
    setState(r.ok ? 'sent' : 'failed');
  };
  if (state === 'sent') return <div className="alert alert-success" role="status">Thank you. We call you within five business days.</div>;
  return <>
    {state === 'failed' && <div className="alert alert-danger" role="alert">Your referral was not sent. Please call (757) 555-0134.</div>}
    <Form schema={schema} uiSchema={uiSchema} validator={validator} formData={data} onChange={({ formData }) => { setData(formData); gallery.values(flat(formData)); }} onSubmit={send} transformErrors={transformErrors} disabled={state === 'sending'} noHtml5Validate focusOnFirstError showErrorList="top" experimental_defaultFormStateBehavior={{ constAsDefaults: 'never' }} />
  </>;
}
gallery.values(flat({}));
createRoot(document.getElementById('form')).render(<Referral />);

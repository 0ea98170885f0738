import { useEffect, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { Anchor, Box, Button, Calendar, CheckBox, CheckBoxGroup, DateInput, Footer, Form, FormField, Grommet, Header, Heading, MaskedInput, Meter, Notification, Page, PageContent, Paragraph, RadioButtonGroup, Select, Text, TextArea, TextInput } from 'grommet';
import { grommet } from 'grommet/themes';

const titles = ['Who is coming?', 'How we reach you', 'When and why', 'Paying for care'];
const plans = ['Aetna', 'Anthem', 'Cigna', 'Molina', 'Presbyterian Health Plan', 'TRICARE West', 'True Health', 'United Healthcare', 'Western Sky'];
const services = ['Individual therapy', 'Couples sessions', 'ADHD testing', 'Medication visit'];
const hours = ['9:00 AM', '10:30 AM', '1:15 PM', '3:45 PM'];
const phoneMask = [{ fixed: '(' }, { length: 3, regexp: /^[0-9]{1,3}$/, placeholder: 'xxx' }, { fixed: ') ' }, { length: 3, regexp: /^[0-9]{1,3}$/, placeholder: 'xxx' }, { fixed: '-' }, { length: 4, regexp: /^[0-9]{1,4}$/, placeholder: 'xxxx' }];
const start = { name: '', nickname: '', birthday: '', gender: '', phone: '', email: '', reach: '', service: '', date: '', hour: '', concerns: [], note: '', pay: '', plan: '', memberId: '', policy: false };
const iso = (days) => new Date(Date.now() + days * 864e5).toISOString();

function Booking() {
  const [at, setAt] = useState(0);
  const [value, setValue] = useState(start);
  const [found, setFound] = useState(plans);
  const [status, setStatus] = useState('');
  const tell = (v) => {
    const insured = v.pay === 'Insurance';
    return { ...v, birthday: (v.birthday || '').slice(0, 10), date: (v.date || '').slice(0, 10), plan: insured ? v.plan : '', memberId: insured ? v.memberId : '' };
  };
  useEffect(() => gallery.values(tell(value)), [value]);
  const forward = async () => {
    if (at < 3) { setAt(at + 1); gallery.step(at + 2); window.scrollTo(0, 0); return; }
    setStatus('busy');
    gallery.commit(tell(value));
    const r = await fetch('/api/v1/bookings', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(tell(value)) });
    setStatus(r.ok ? 'sent' : 'failed');
  };
  return <Grommet theme={grommet}>
    <Header background="brand" pad={{ horizontal: 'large', vertical: 'small' }}><Heading level={3} margin="none">Saltbush Psychology</Heading><Box direction="row" gap="medium"><Anchor href="/clinicians" color="white" label="Clinicians" /><Anchor href="/rates" color="white" label="Rates" /></Box></Header>
    <Page kind="narrow"><PageContent pad={{ vertical: 'medium', horizontal: 'medium' }}>
      {status === 'sent' ? <Notification status="normal" title="Your request is with us" message="A coordinator writes back by the next business day." /> : <>
        <Text size="small" color="text-weak">Step {at + 1} of 4</Text>
        <Heading level={2} margin={{ top: 'xsmall', bottom: 'small' }}>{titles[at]}</Heading>
        <Meter values={[{ value: (at + 1) * 25 }]} size="full" thickness="xsmall" margin={{ bottom: 'medium' }} aria-label="progress" />
        <Form key={at} value={value} onChange={setValue} validate="submit" onSubmit={forward} messages={{ required: 'This is needed' }}>
          {at === 0 && <>
            <FormField name="name" htmlFor="name" label="Full legal name" required><TextInput id="name" name="name" autoComplete="name" /></FormField>
            <FormField name="nickname" htmlFor="nickname" label="What should we call you?" help="If it is not your legal name"><TextInput id="nickname" name="nickname" /></FormField>
            <FormField name="birthday" htmlFor="birthday" label="Birthday" required validate={(v) => (v && new Date(v) > new Date() ? 'That day has not come yet' : undefined)}><DateInput id="birthday" name="birthday" format="mm/dd/yyyy" /></FormField>
            <FormField name="gender" htmlFor="gender" label="Gender"><Select id="gender" name="gender" placeholder="Select" options={['Woman', 'Man', 'Non-binary', 'Something else', 'Rather not say']} /></FormField></>}
          {at === 1 && <>
            <FormField name="phone" htmlFor="phone" label="Cell phone" required validate={{ regexp: /^\(\d{3}\) \d{3}-\d{4}$/, message: 'All ten digits, please' }}><MaskedInput id="phone" name="phone" type="tel" mask={phoneMask} /></FormField>
            <FormField name="email" htmlFor="email" label="E-mail" required validate={{ regexp: /^[^\s@]+@[^\s@]+\.[a-z]{2,}$/i, message: 'Check the address, please' }}><TextInput id="email" name="email" type="text" inputMode="email" /></FormField>
            <FormField name="reach" label="May we leave a voicemail?" required><RadioButtonGroup name="reach" options={['Yes, with your name', 'Yes, without details', 'No']} /></FormField></>}
          {at === 2 && <>
            <FormField name="service" htmlFor="service" label="Kind of appointment" required><Select id="service" name="service" placeholder="Choose one" options={services} /></FormField>
            <Text margin={{ left: 'small', top: 'small' }}>Day of the visit</Text>
            <FormField name="date" required><Box pad="small"><Calendar size="medium" firstDayOfWeek={1} bounds={[iso(1), iso(75)]} date={value.date || undefined} onSelect={(date) => setValue((v) => ({ ...v, date, hour: '' }))} /></Box></FormField>
            {value.date && <FormField name="hour" label="Open times" required><RadioButtonGroup name="hour" direction="row" options={hours} /></FormField>}
            <FormField name="concerns" label="What has been on your mind?" required validate={(v) => (v && v.length ? undefined : 'Choose one or more')}><CheckBoxGroup name="concerns" options={['Worry', 'Sadness', 'Focus', 'Family', 'Loss', 'Something else']} /></FormField>
            <FormField name="note" htmlFor="note" label="Anything your clinician should know beforehand"><TextArea id="note" name="note" rows={4} /></FormField></>}
          {at === 3 && <>
            <FormField name="pay" label="How will you pay?" required><RadioButtonGroup name="pay" options={['Insurance', 'Out of pocket']} /></FormField>
            {value.pay === 'Insurance' && <>
              <FormField name="plan" htmlFor="plan" label="Insurance company" required><TextInput id="plan" name="plan" placeholder="Start typing" suggestions={found} onChange={(e) => setFound(plans.filter((p) => p.toLowerCase().includes(e.target.value.toLowerCase())))} onSuggestionSelect={({ suggestion }) => setValue((v) => ({ ...v, plan: suggestion }))} /></FormField>
              <FormField name="memberId" htmlFor="memberId" label="Member ID" required help="On the front of your card"><TextInput id="memberId" name="memberId" /></FormField></>}
            <Paragraph fill size="small">Cancel at least 24 hours ahead, or the session fee applies.</Paragraph>
            <FormField name="policy" required validate={(v) => (v ? undefined : 'Please accept the policy')}><Box pad="small"><CheckBox name="policy" label="I accept the cancellation policy and the privacy notice" /></Box></FormField></>}
          {status === 'failed' && <Notification status="critical" message="Something went wrong on our side. Please try once more." margin={{ bottom: 'small' }} />}
          <Box direction="row" justify="between" margin={{ top: 'medium' }}>
            {at > 0 ? <Button label="Go back" onClick={() => setAt(at - 1)} /> : <span />}
            <Button primary type="submit" disabled={status === 'busy'} label={at < 3 ? 'Next step' : 'Request this appointment'} />
          </Box>
        </Form></>}
    </PageContent></Page>
    <Footer pad="medium" justify="center"><Text size="small">Saltbush Psychology · 2200 Mesa Road, Santa Fe, NM · In a crisis call or text 988</Text></Footer>
  </Grommet>;
}
createRoot(document.getElementById('root')).render(<Booking />);

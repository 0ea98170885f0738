import { useEffect, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { Button, ButtonGroup, Calendar, Checkbox, CheckboxGroup, ComboBox, Content, DatePicker, defaultTheme, Divider, Flex, Form, Heading, InlineAlert, Item, Link, Picker, ProgressBar, Provider, Radio, RadioGroup, Text, TextArea, TextField, TimeField, View } from '@adobe/react-spectrum';
import { getLocalTimeZone, isWeekend, Time, today } from '@internationalized/date';

const now = today(getLocalTimeZone());
const pharmacies = ['Bartell Drugs, Ballard', 'CVS, Capitol Hill', 'Costco, Fourth Avenue', 'Rite Aid, Queen Anne', 'Safeway, Greenwood', 'Walgreens, Northgate'];
const doctors = [['soto', 'Amara Soto, MD'], ['hale', 'Jonas Hale, DO'], ['ito', 'Keiko Ito, PMHNP-BC'], ['any', 'First one open']];
const empty = { first: '', last: '', birth: null, pronouns: null, email: '', phone: '', seen: '', doctor: null, date: null, time: null, symptoms: [], taking: '', meds: '', allergies: '', pharmacy: '', summary: '', consent: false };

function Intake() {
  const [at, setAt] = useState(1);
  const [v, setV] = useState(empty);
  const [asked, setAsked] = useState(false);
  const [sending, setSending] = useState('');
  const set = (k) => (x) => setV((o) => ({ ...o, [k]: x }));
  const plain = () => ({ ...v, birth: v.birth?.toString(), date: v.date?.toString(), time: v.time?.toString().slice(0, 5), meds: v.taking === 'yes' ? v.meds : '' });
  useEffect(() => gallery.values(plain()), [v]);
  const onSubmit = async (e) => {
    e.preventDefault();
    setAsked(true);
    if (at === 2 && !v.date) return;
    if (at === 3 && !v.symptoms.length) return;
    if (at < 4) { setAsked(false); setAt(at + 1); gallery.step(at + 1); return; }
    setSending('now');
    gallery.commit(plain());
    const r = await fetch('/intake/api/submit', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(plain()) });
    setSending(r.ok ? 'sent' : 'failed');
  };
  return <Provider theme={defaultTheme} colorScheme="light" locale="en-US" minHeight="100vh">
    <View backgroundColor="gray-200" paddingX="size-400" paddingY="size-150"><Flex justifyContent="space-between"><Text><b>Northlight Psychiatry</b></Text><Link href="/help">Help</Link></Flex></View>
    <View maxWidth="size-6000" marginX="auto" padding="size-300">
      <Heading level={1}>Telehealth intake</Heading>
      <ProgressBar label={`Part ${at} of 4`} value={at * 25} width="100%" showValueLabel={false} />
      <Divider size="S" marginY="size-200" />
      {sending === 'sent' ? <InlineAlert variant="positive"><Heading>All set</Heading><Content>We confirm your visit by email.</Content></InlineAlert>
        : <Form key={at} validationBehavior="native" onSubmit={onSubmit} necessityIndicator="icon" maxWidth="size-5000">
          {at === 1 && <>
            <TextField label="First name" name="first" isRequired value={v.first} onChange={set('first')} autoComplete="given-name" />
            <TextField label="Last name" name="last" isRequired value={v.last} onChange={set('last')} autoComplete="family-name" />
            <DatePicker label="Date of birth" name="birth" isRequired maxValue={now} value={v.birth} onChange={set('birth')} showFormatHelpText />
            <Picker label="Pronouns" name="pronouns" selectedKey={v.pronouns} onSelectionChange={set('pronouns')} placeholder="Prefer not to say"><Item key="she">She/her</Item><Item key="he">He/him</Item><Item key="they">They/them</Item></Picker>
            <TextField label="Email" type="email" name="email" isRequired value={v.email} onChange={set('email')} description="We send the video link here." />
            <TextField label="Phone" type="tel" name="phone" isRequired value={v.phone} onChange={set('phone')} validate={(x) => (x.replace(/\D/g, '').length >= 10 ? null : 'Enter a ten digit phone number')} /></>}
          {at === 2 && <>
            <RadioGroup label="Have you been seen at Northlight before?" name="seen" isRequired value={v.seen} onChange={set('seen')} orientation="horizontal"><Radio value="new">No, I am new</Radio><Radio value="back">Yes</Radio></RadioGroup>
            <Picker label="Prescriber" name="doctor" isRequired selectedKey={v.doctor} onSelectionChange={set('doctor')} items={doctors.map(([id, name]) => ({ id, name }))}>{(x) => <Item key={x.id}>{x.name}</Item>}</Picker>
            <View><Text>Choose a date for your video visit</Text><Calendar aria-label="Visit date" minValue={now.add({ days: 1 })} maxValue={now.add({ months: 3 })} isDateUnavailable={(d) => isWeekend(d, 'en-US')} value={v.date} onChange={set('date')} isInvalid={asked && !v.date} errorMessage={asked && !v.date ? 'Please choose a date.' : undefined} /></View>
            <TimeField label="Preferred start time" name="time" isRequired minValue={new Time(8)} maxValue={new Time(18)} value={v.time} onChange={set('time')} description="We are open 8 AM to 6 PM." /></>}
          {at === 3 && <>
            <CheckboxGroup label="In the past two weeks I have had" isRequired value={v.symptoms} onChange={set('symptoms')} isInvalid={asked && !v.symptoms.length} errorMessage="Select at least one, or None of these."><Checkbox value="mood">Low mood</Checkbox><Checkbox value="worry">Constant worry</Checkbox><Checkbox value="sleep">Trouble sleeping</Checkbox><Checkbox value="focus">Trouble concentrating</Checkbox><Checkbox value="none">None of these</Checkbox></CheckboxGroup>
            <RadioGroup label="Are you taking any medicine now?" name="taking" isRequired value={v.taking} onChange={set('taking')} orientation="horizontal"><Radio value="yes">Yes</Radio><Radio value="no">No</Radio></RadioGroup>
            {v.taking === 'yes' && <TextArea label="Medicines and doses" name="meds" isRequired value={v.meds} onChange={set('meds')} />}
            <TextField label="Drug allergies" name="allergies" isRequired value={v.allergies} onChange={set('allergies')} description="Write none if you have none." /></>}
          {at === 4 && <>
            <ComboBox label="Pharmacy" name="pharmacy" inputValue={v.pharmacy} onInputChange={set('pharmacy')} allowsCustomValue defaultItems={pharmacies.map((name) => ({ id: name, name }))}>{(x) => <Item key={x.id}>{x.name}</Item>}</ComboBox>
            <TextArea label="Why are you seeking care now?" name="summary" isRequired maxLength={1200} value={v.summary} onChange={set('summary')} />
            <Checkbox name="consent" isRequired isSelected={v.consent} onChange={set('consent')}>I consent to telehealth treatment</Checkbox></>}
          {sending === 'failed' && <InlineAlert variant="negative"><Heading>Not sent</Heading><Content>Please try again in a minute.</Content></InlineAlert>}
          <ButtonGroup marginTop="size-200">
            {at > 1 && <Button variant="secondary" onPress={() => setAt(at - 1)}>Back</Button>}
            <Button variant="accent" type="submit" isPending={sending === 'now'}>{at < 4 ? 'Continue' : 'Submit intake'}</Button>
          </ButtonGroup>
        </Form>}
    </View>
  </Provider>;
}
createRoot(document.getElementById('intake')).render(<Intake />);

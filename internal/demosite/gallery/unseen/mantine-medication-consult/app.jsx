import '@mantine/core/styles.css';
import '@mantine/dates/styles.css';
import { useEffect, useState } from 'react';
import { createRoot } from 'react-dom/client';
import dayjs from 'dayjs';
import { Alert, Anchor, Button, Checkbox, Chip, Container, createTheme, Divider, Group, Input, MantineProvider, MaskInput, MultiSelect, Paper, Radio, SegmentedControl, Select, SimpleGrid, Stack, Stepper, TagsInput, Text, Textarea, TextInput, Title } from '@mantine/core';
import { DateInput, DatePicker } from '@mantine/dates';
import { isEmail, useForm } from '@mantine/form';

const theme = createTheme({ primaryColor: 'indigo', defaultRadius: 'md' });
const PLANS = ['Aetna', 'Blue Shield', 'Cigna', 'Medicare', 'Optum', 'Tricare', 'I will pay privately'];
const HISTORY = ['ADHD', 'Anxiety disorder', 'Bipolar disorder', 'Depression', 'Eating disorder', 'OCD', 'PTSD', 'None that I know of'];
const PRESCRIBERS = [{ group: 'Psychiatrists', items: ['Dr. Hannah Weiss', 'Dr. Rajiv Menon'] }, { group: 'Nurse practitioners', items: ['Carla Jimenez, PMHNP', 'Tom Ashby, PMHNP'] }];
const SLOTS = ['9:00 AM', '10:30 AM', '1:15 PM', '2:45 PM', '4:30 PM'];
const weekend = (d) => [0, 6].includes(dayjs(d).day());
const last = 2;

function Consult() {
  const [active, setActive] = useState(0);
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState(false);
  const form = useForm({
    initialValues: { givenName: '', surname: '', dateOfBirth: null, gender: null, cellphone: '', emailAddress: '', conditions: [], taking: 'unanswered', prescriptions: [], drugAllergies: '', goals: '', format: 'Video visit', prescriber: null, visitDay: null, visitSlot: '', plan: null, planNumber: '', consent: false },
    validate: (v) => {
      const e = {};
      const need = (k, why) => { if (!v[k] || v[k].length === 0) e[k] = why; };
      if (active === 0) {
        need('givenName', 'Please enter your first name'); need('surname', 'Please enter your last name'); need('dateOfBirth', 'Please enter your date of birth');
        if (v.cellphone.replace(/\D/g, '').length !== 10) e.cellphone = 'Please enter a 10-digit phone number';
        const bad = isEmail('Please enter a valid email')(v.emailAddress);
        if (bad) e.emailAddress = bad;
      }
      if (active === 1) {
        need('conditions', 'Choose all that apply, or "None that I know of"');
        if (v.taking === 'unanswered') e.taking = 'Please answer yes or no';
        if (v.taking === 'yes') need('prescriptions', 'List at least one medication');
        if (v.goals.trim().length < 3) e.goals = 'A sentence or two is enough';
      }
      if (active === 2) {
        need('visitDay', 'Please pick a day'); need('visitSlot', 'Please pick a time'); need('plan', 'Please select your plan');
        if (v.plan && v.plan !== PLANS.at(-1)) need('planNumber', 'Your member number is on the front of the card');
        need('consent', 'You must agree before booking');
      }
      return e;
    },
  });
  const v = form.values;
  useEffect(() => { gallery.values({ ...v, taking: v.taking === 'unanswered' ? '' : v.taking }); }, [v]);
  useEffect(() => { gallery.step(Math.min(active, last) + 1); }, [active]);

  const next = async () => {
    if (form.validate().hasErrors) return;
    if (active < last) { setActive(active + 1); return; }
    setBusy(true);
    gallery.commit(v);
    const r = await fetch('/api/consultations', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(v) });
    setBusy(false);
    if (r.ok) setActive(last + 1); else setFailed(true);
  };

  return <Container size="sm" py="xl">
    <Group justify="space-between" mb="lg"><Text fw={700} c="indigo">Fernbrook Psychiatry</Text><Anchor href="tel:+13125550100" size="sm">(312) 555-0100</Anchor></Group>
    <Title order={1} mb="xs">Book a medication consultation</Title>
    <Text c="dimmed" mb="xl">Your first consultation lasts 50 minutes. New patients are usually seen within ten days.</Text>
    <Paper withBorder shadow="sm" p="lg">
      <Stepper active={active} onStepClick={setActive} allowNextStepsSelect={false} size="sm">
        <Stepper.Step label="Patient" description="Who is it for">
          <SimpleGrid cols={{ base: 1, sm: 2 }} mt="md">
            <TextInput withAsterisk label="First name" {...form.getInputProps('givenName')} />
            <TextInput withAsterisk label="Last name" {...form.getInputProps('surname')} />
            <DateInput withAsterisk label="Date of birth" placeholder="MM/DD/YYYY" valueFormat="MM/DD/YYYY" maxDate={dayjs().format('YYYY-MM-DD')} defaultLevel="decade" {...form.getInputProps('dateOfBirth')} />
            <Select label="Gender" placeholder="Select" clearable data={['Woman', 'Man', 'Nonbinary', 'Another gender', 'Prefer not to answer']} {...form.getInputProps('gender')} />
            <MaskInput withAsterisk label="Mobile phone" mask="(999) 999-9999" type="tel" placeholder="(___) ___-____" defaultValue={v.cellphone} onChangeRaw={(_, masked) => form.setFieldValue('cellphone', masked)} error={form.errors.cellphone} />
            <TextInput withAsterisk label="Email address" type="email" {...form.getInputProps('emailAddress')} />
          </SimpleGrid>
        </Stepper.Step>
        <Stepper.Step label="Background" description="Your health so far">
          <Stack mt="md">
            <MultiSelect withAsterisk label="Have you ever been diagnosed with any of these?" placeholder={v.conditions.length ? '' : 'Choose all that apply'} data={HISTORY} {...form.getInputProps('conditions')} />
            <Radio.Group withAsterisk label="Are you taking any psychiatric medication at the moment?" value={v.taking} onChange={(x) => form.setFieldValue('taking', x)} error={form.errors.taking}><Group mt="xs"><Radio value="yes" label="Yes" /><Radio value="no" label="No" /></Group></Radio.Group>
            {v.taking === 'yes' && <TagsInput withAsterisk label="Which medications, and how much?" description="Press Enter after each one" placeholder="e.g. sertraline 50 mg" data={['Bupropion', 'Escitalopram', 'Fluoxetine', 'Lamotrigine', 'Lithium', 'Sertraline']} {...form.getInputProps('prescriptions')} />}
            <TextInput label="Drug allergies" placeholder="None" {...form.getInputProps('drugAllergies')} />
            <Textarea withAsterisk label="What do you hope to get out of this consultation?" autosize minRows={3} {...form.getInputProps('goals')} />
          </Stack>
        </Stepper.Step>
        <Stepper.Step label="Visit" description="Day, time and payment">
          <Stack mt="md">
            <SegmentedControl fullWidth data={['Video visit', 'Lincoln Park office']} {...form.getInputProps('format')} />
            <Select label="Prescriber" placeholder="First available" data={PRESCRIBERS} searchable clearable {...form.getInputProps('prescriber')} />
            <Group align="flex-start" gap="xl">
              <Input.Wrapper label="Day" withAsterisk error={form.errors.visitDay}><DatePicker minDate={dayjs().add(1, 'day').format('YYYY-MM-DD')} maxDate={dayjs().add(60, 'day').format('YYYY-MM-DD')} excludeDate={weekend} hideOutsideDates value={v.visitDay} onChange={(d) => { form.setFieldValue('visitDay', d); form.setFieldValue('visitSlot', ''); }} /></Input.Wrapper>
              {v.visitDay && <Input.Wrapper label={`Open times on ${dayjs(v.visitDay).format('dddd, MMMM D')}`} withAsterisk error={form.errors.visitSlot}><Chip.Group value={v.visitSlot} onChange={(x) => form.setFieldValue('visitSlot', x)}><Stack gap={6} mt="xs">{SLOTS.map((s) => <Chip key={s} value={s} radius="sm">{s}</Chip>)}</Stack></Chip.Group></Input.Wrapper>}
            </Group>
            <Divider />
            <Select withAsterisk searchable label="Insurance plan" placeholder="Type to search" data={PLANS} {...form.getInputProps('plan')} />
            {v.plan && v.plan !== PLANS.at(-1) && <TextInput withAsterisk label="Member number" {...form.getInputProps('planNumber')} />}
            <Checkbox label={<>I agree to the <Anchor href="#policy" inherit>cancellation policy</Anchor> and to being treated by telehealth where I choose it</>} {...form.getInputProps('consent', { type: 'checkbox' })} />
            {failed && <Alert color="red">We could not book this time. Please call us.</Alert>}
          </Stack>
        </Stepper.Step>
        <Stepper.Completed><Alert mt="md" color="teal" title="You are booked">A confirmation is on its way to your inbox.</Alert></Stepper.Completed>
      </Stepper>
      {active <= last && <Group justify="flex-end" mt="xl">{active > 0 && <Button variant="default" onClick={() => setActive(active - 1)}>Back</Button>}<Button onClick={next} loading={busy}>{active === last ? 'Book consultation' : 'Next step'}</Button></Group>}
    </Paper>
  </Container>;
}
createRoot(document.getElementById('root')).render(<MantineProvider theme={theme}><Consult /></MantineProvider>);

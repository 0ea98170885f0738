import { useState } from 'react';
import { createRoot } from 'react-dom/client';
import { Button, Checkbox, Chip, Group, MantineProvider, MultiSelect, NativeSelect, PasswordInput, Paper, SegmentedControl, Slider, Stepper, Text, Textarea, TextInput, Title } from '@mantine/core';
import { DateInput } from '@mantine/dates';
import { useForm } from '@mantine/form';
import '@mantine/core/styles.css';
import '@mantine/dates/styles.css';

const filled = (x) => (x && x.length ? null : 'This is required');

function Match() {
  const [at, setAt] = useState(0);
  const [done, setDone] = useState(false);
  const form = useForm({
    initialValues: { topics: [], other: [], stress: 40, format: 'video', gender: 'any', times: [], insurer: '', member: '', born: null, name: '', mail: '', secret: '', note: '', terms: false },
    validate: (v) => [
      { topics: filled(v.topics) },
      { times: filled(v.times) },
      { insurer: filled(v.insurer), member: filled(v.member), born: v.born ? null : 'This is required' },
      { name: v.name.includes(' ') ? null : 'First and last name, please', mail: /^\S+@\S+\.\S+$/.test(v.mail) ? null : 'Invalid email', secret: v.secret.length > 7 ? null : '8 characters or more', terms: v.terms ? null : 'You have to agree' },
    ][at],
    onValuesChange: (v) => gallery.values(v),
  });
  if (!window.told) { window.told = true; gallery.values(form.values); }
  const next = async () => {
    if (form.validate().hasErrors) return;
    if (at < 3) { setAt(at + 1); gallery.step(at + 2); return; }
    gallery.commit();
    const r = await fetch('/api/match', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(form.values) });
    if (r.ok) setDone(true);
  };
  const p = form.getInputProps;
  if (done) return <Title m="xl">We are finding your therapist</Title>;
  return <Paper maw={680} p="xl"><Title order={1} mb="lg">Get matched</Title>
    <Stepper active={at} size="sm" onStepClick={setAt} allowNextStepsSelect={false}>
      <Stepper.Step label="You" description="What is going on">
        <Text fw={500} mt="md">What would you like to work on?</Text>
        <Chip.Group multiple {...p('topics')}><Group my="xs">{['Anxiety', 'Depression', 'Grief', 'Trauma'].map((t) => <Chip key={t} value={t}>{t}</Chip>)}</Group></Chip.Group>
        {form.errors.topics && <Text c="red" size="sm">Pick one or more</Text>}
        <MultiSelect label="Anything else?" data={['Sleep', 'Work stress', 'Parenting', 'Identity']} placeholder="Optional" {...p('other')} />
        <Text fw={500} mt="md">How stressed have you been lately?</Text><Slider label={(x) => `${x} %`} marks={[{ value: 0, label: 'Not' }, { value: 100, label: 'Very' }]} mb="xl" thumbLabel="Stress" {...p('stress')} />
      </Stepper.Step>
      <Stepper.Step label="Preferences" description="Who and when">
        <Text fw={500} mt="md">Session format</Text><SegmentedControl data={[{ label: 'Video', value: 'video' }, { label: 'In person', value: 'office' }]} {...p('format')} />
        <NativeSelect mt="md" label="Therapist gender" data={[{ label: 'No preference', value: 'any' }, { label: 'Woman', value: 'f' }, { label: 'Man', value: 'm' }]} {...p('gender')} />
        <Checkbox.Group mt="md" label="When are you free?" withAsterisk {...p('times')}><Group mt="xs">{['Weekday mornings', 'Weekday evenings', 'Weekends'].map((t) => <Checkbox key={t} value={t} label={t} />)}</Group></Checkbox.Group>
      </Stepper.Step>
      <Stepper.Step label="Coverage" description="Insurance">
        <NativeSelect mt="md" label="Insurance" withAsterisk data={['', 'Aetna', 'Cigna', 'Optum', 'I will pay myself']} {...p('insurer')} />
        <TextInput mt="md" label="Member ID" withAsterisk description="On the front of your card" {...p('member')} />
        <DateInput mt="md" label="Date of birth" withAsterisk valueFormat="MM/DD/YYYY" placeholder="MM/DD/YYYY" maxDate={new Date()} {...p('born')} />
      </Stepper.Step>
      <Stepper.Step label="Account" description="See your matches">
        <TextInput mt="md" label="Full name" withAsterisk {...p('name')} /><TextInput mt="md" label="Email" withAsterisk {...p('mail')} />
        <PasswordInput mt="md" label="Choose a password" withAsterisk {...p('secret')} /><Textarea mt="md" label="Note to your therapist" minRows={3} {...p('note')} />
        <Checkbox mt="md" label="I agree to the terms and the telehealth consent" {...p('terms', { type: 'checkbox' })} />
      </Stepper.Step>
    </Stepper>
    <Group mt="xl">{at > 0 && <Button variant="default" onClick={() => setAt(at - 1)}>Back</Button>}<Button onClick={next}>{at === 3 ? 'Show my matches' : 'Continue'}</Button></Group></Paper>;
}
createRoot(document.getElementById('root')).render(<MantineProvider><Match /></MantineProvider>);

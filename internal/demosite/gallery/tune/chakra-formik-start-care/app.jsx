import { useEffect, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { Formik, Form } from 'formik';
import * as Yup from 'yup';
import {
  Box, Button, ChakraProvider, Checkbox, CheckboxCard, CheckboxGroup, Container, createListCollection, defaultSystem, Field, Fieldset, Flex, Heading, HStack, Input,
  NativeSelect, Portal, RadioCard, RadioGroup, Select, SimpleGrid, Stack, Steps, Text, Textarea, Link,
} from '@chakra-ui/react';

const months = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];
const states = 'AL Alabama,AK Alaska,AZ Arizona,AR Arkansas,CA California,CO Colorado,CT Connecticut,DE Delaware,DC District of Columbia,FL Florida,GA Georgia,HI Hawaii,ID Idaho,IL Illinois,IN Indiana,IA Iowa,KS Kansas,KY Kentucky,LA Louisiana,ME Maine,MD Maryland,MA Massachusetts,MI Michigan,MN Minnesota,MS Mississippi,MO Missouri,MT Montana,NE Nebraska,NV Nevada,NH New Hampshire,NJ New Jersey,NM New Mexico,NY New York,NC North Carolina,ND North Dakota,OH Ohio,OK Oklahoma,OR Oregon,PA Pennsylvania,RI Rhode Island,SC South Carolina,SD South Dakota,TN Tennessee,TX Texas,UT Utah,VT Vermont,VA Virginia,WA Washington,WV West Virginia,WI Wisconsin,WY Wyoming'.split(',').map((s) => [s.slice(0, 2), s.slice(3)]);
const carriers = createListCollection({ items: ['Aetna', 'Anthem Blue Cross Blue Shield', 'Cigna / Evernorth', 'Oscar Health', 'UnitedHealthcare / Optum', 'My plan is not listed'].map((label) => ({ label, value: label })) });
const frequency = ['Not at all', 'Several days', 'More than half the days', 'Nearly every day'];
const concerns = ['Anxiety', 'Low mood', 'Sleep', 'ADHD', 'Grief', 'Relationships'];

const schemas = [
  Yup.object({
    firstName: Yup.string().trim().required('Please enter your first name'), lastName: Yup.string().trim().required('Please enter your last name'),
    birthMonth: Yup.string().required('Month'), birthDay: Yup.number().typeError('Day').min(1, 'Day').max(31, 'Day').required('Day'), birthYear: Yup.number().typeError('Year').min(1900, 'Year').max(2012, 'Year').required('Year'),
    state: Yup.string().required('Please tell us which state you live in'),
    email: Yup.string().email('That doesn’t look like an email address').required('We need an email to create your account'),
    mobile: Yup.string().test('digits', 'Enter a 10-digit US number', (v) => (v || '').replace(/\D/g, '').length >= 10),
  }),
  Yup.object({ concerns: Yup.array().min(1, 'Choose at least one'), interest: Yup.string().required('Choose one'), down: Yup.string().required('Choose an answer'), story: Yup.string() }),
  Yup.object({
    payment: Yup.string().required('Choose one'),
    carrier: Yup.string().when('payment', { is: 'insurance', then: (s) => s.required('Pick your insurance company') }),
    memberId: Yup.string().when('payment', { is: 'insurance', then: (s) => s.required('You’ll find this on the front of your card') }),
  }),
  Yup.object({ telehealth: Yup.boolean().oneOf([true], 'You need to agree before we can schedule you') }),
];
const initial = { firstName: '', lastName: '', birthMonth: '', birthDay: '', birthYear: '', state: '', email: '', mobile: '', concerns: [], interest: '', down: '', story: '', payment: '', carrier: '', memberId: '', groupNumber: '', telehealth: false, sms: false };

const Err = ({ f, name }) => (f.touched[name] && f.errors[name] ? <Field.ErrorText>{f.errors[name]}</Field.ErrorText> : null);
const bad = (f, name) => Boolean(f.touched[name] && f.errors[name]);
function TextField({ f, name, label, help, ...rest }) {
  return <Field.Root required invalid={bad(f, name)}>
    <Field.Label>{label} <Field.RequiredIndicator /></Field.Label>
    <Input {...f.getFieldProps(name)} size="lg" bg="white" {...rest} />
    {help && <Field.HelperText>{help}</Field.HelperText>}
    <Err f={f} name={name} />
  </Field.Root>;
}
function Scale({ f, name, children }) {
  return <Fieldset.Root invalid={bad(f, name)}>
    <Fieldset.Legend fontWeight="semibold">{children}</Fieldset.Legend>
    <RadioGroup.Root value={f.values[name]} onValueChange={(e) => f.setFieldValue(name, e.value)} colorPalette="green">
      <Stack gap="2">{frequency.map((x) => <RadioGroup.Item key={x} value={x}><RadioGroup.ItemHiddenInput onBlur={() => {}} /><RadioGroup.ItemIndicator /><RadioGroup.ItemText>{x}</RadioGroup.ItemText></RadioGroup.Item>)}</Stack>
    </RadioGroup.Root>
    {bad(f, name) && <Fieldset.ErrorText>{f.errors[name]}</Fieldset.ErrorText>}
  </Fieldset.Root>;
}

function About({ f }) {
  return <Stack gap="5">
    <SimpleGrid columns={[1, 2]} gap="4"><TextField f={f} name="firstName" label="First name" autoComplete="given-name" /><TextField f={f} name="lastName" label="Last name" autoComplete="family-name" /></SimpleGrid>
    <Fieldset.Root invalid={bad(f, 'birthMonth') || bad(f, 'birthDay') || bad(f, 'birthYear')}>
      <Fieldset.Legend>When were you born?</Fieldset.Legend>
      <HStack gap="3">
        <NativeSelect.Root size="lg" flex="2"><NativeSelect.Field aria-label="Month" bg="white" placeholder="Month" {...f.getFieldProps('birthMonth')}>{months.map((m, i) => <option key={m} value={i + 1}>{m}</option>)}</NativeSelect.Field><NativeSelect.Indicator /></NativeSelect.Root>
        <Input size="lg" flex="1" bg="white" aria-label="Day" placeholder="Day" inputMode="numeric" maxLength={2} {...f.getFieldProps('birthDay')} />
        <Input size="lg" flex="1" bg="white" aria-label="Year" placeholder="Year" inputMode="numeric" maxLength={4} {...f.getFieldProps('birthYear')} />
      </HStack>
      <Fieldset.ErrorText>Please check your date of birth</Fieldset.ErrorText>
    </Fieldset.Root>
    <Field.Root required invalid={bad(f, 'state')}>
      <Field.Label>State of residence <Field.RequiredIndicator /></Field.Label>
      <NativeSelect.Root size="lg"><NativeSelect.Field bg="white" placeholder="Select…" {...f.getFieldProps('state')}>{states.map(([k, n]) => <option key={k} value={k}>{n}</option>)}</NativeSelect.Field><NativeSelect.Indicator /></NativeSelect.Root>
      <Field.HelperText>Our clinicians can only see you where they hold a license.</Field.HelperText><Err f={f} name="state" />
    </Field.Root>
    <SimpleGrid columns={[1, 2]} gap="4"><TextField f={f} name="email" label="Email" type="email" autoComplete="email" /><TextField f={f} name="mobile" label="Mobile number" type="tel" placeholder="(555) 555-5555" help="For appointment links" /></SimpleGrid>
  </Stack>;
}
function Needs({ f }) {
  return <Stack gap="7">
    <Fieldset.Root invalid={bad(f, 'concerns')}>
      <CheckboxGroup value={f.values.concerns} onValueChange={(v) => f.setFieldValue('concerns', v)} name="concerns">
        <Fieldset.Legend fontWeight="semibold">What would you like help with? Choose all that apply.</Fieldset.Legend>
        <SimpleGrid columns={[2, 3]} gap="3" mt="3">{concerns.map((c) => <CheckboxCard.Root key={c} value={c} colorPalette="green" bg="white"><CheckboxCard.HiddenInput /><CheckboxCard.Control><CheckboxCard.Label>{c}</CheckboxCard.Label><CheckboxCard.Indicator /></CheckboxCard.Control></CheckboxCard.Root>)}</SimpleGrid>
      </CheckboxGroup>
      {bad(f, 'concerns') && <Fieldset.ErrorText>{f.errors.concerns}</Fieldset.ErrorText>}
    </Fieldset.Root>
    <Text color="fg.muted">Over the last 2 weeks, how often have you been bothered by:</Text>
    <Scale f={f} name="interest">Little interest or pleasure in doing things</Scale>
    <Scale f={f} name="down">Feeling down, depressed, or hopeless</Scale>
    <Field.Root><Field.Label>In a sentence or two, what’s bringing you in now?</Field.Label><Textarea rows={3} bg="white" {...f.getFieldProps('story')} /></Field.Root>
  </Stack>;
}
function Coverage({ f }) {
  return <Stack gap="5">
    <RadioCard.Root value={f.values.payment} onValueChange={(e) => f.setFieldValue('payment', e.value)} colorPalette="green">
      <RadioCard.Label fontWeight="semibold">How do you plan to pay?</RadioCard.Label>
      <Flex gap="3" wrap="wrap">{[['insurance', 'Use my insurance', 'Average copay $27'], ['self', 'Pay out of pocket', '$165 first visit']].map(([v, t, d]) => <RadioCard.Item key={v} value={v} bg="white" minW="220px"><RadioCard.ItemHiddenInput /><RadioCard.ItemControl><RadioCard.ItemContent><RadioCard.ItemText>{t}</RadioCard.ItemText><RadioCard.ItemDescription>{d}</RadioCard.ItemDescription></RadioCard.ItemContent><RadioCard.ItemIndicator /></RadioCard.ItemControl></RadioCard.Item>)}</Flex>
    </RadioCard.Root>
    {bad(f, 'payment') && <Text color="fg.error" fontSize="xs">{f.errors.payment}</Text>}
    {f.values.payment === 'insurance' && <Stack gap="4" p="5" bg="white" borderWidth="1px" rounded="lg">
      <Field.Root invalid={bad(f, 'carrier')}>
        <Select.Root collection={carriers} size="lg" value={f.values.carrier ? [f.values.carrier] : []} onValueChange={(e) => f.setFieldValue('carrier', e.value[0] || '')} onInteractOutside={() => f.setFieldTouched('carrier')}>
          <Select.HiddenSelect /><Select.Label>Insurance company</Select.Label>
          <Select.Control><Select.Trigger><Select.ValueText placeholder="Select your plan" /></Select.Trigger><Select.IndicatorGroup><Select.Indicator /></Select.IndicatorGroup></Select.Control>
          <Portal><Select.Positioner><Select.Content>{carriers.items.map((c) => <Select.Item item={c} key={c.value}>{c.label}<Select.ItemIndicator /></Select.Item>)}</Select.Content></Select.Positioner></Portal>
        </Select.Root>
        <Err f={f} name="carrier" />
      </Field.Root>
      <TextField f={f} name="memberId" label="Member ID" help="Letters and numbers, on the front of your card" />
      <Field.Root><Field.Label>Group number <Text as="span" color="fg.muted">(optional)</Text></Field.Label><Input bg="white" size="lg" {...f.getFieldProps('groupNumber')} /></Field.Root>
    </Stack>}
  </Stack>;
}
function Consent({ f }) {
  const v = f.values;
  return <Stack gap="5">
    <Box bg="white" p="5" rounded="lg" borderWidth="1px"><Heading size="md" mb="2">Does this look right?</Heading>
      <Text>{v.firstName} {v.lastName}</Text><Text>{v.email}</Text><Text>{v.mobile}</Text><Text>{v.concerns.join(', ')}</Text><Text>{v.payment === 'insurance' ? v.carrier : 'Self-pay'}</Text></Box>
    <Checkbox.Root checked={v.telehealth} onCheckedChange={(e) => f.setFieldValue('telehealth', !!e.checked)} colorPalette="green" alignItems="flex-start"><Checkbox.HiddenInput /><Checkbox.Control /><Checkbox.Label>I have read and agree to the <Link href="#telehealth" color="green.700">Telehealth Informed Consent</Link> and <Link href="#npp" color="green.700">Notice of Privacy Practices</Link>.</Checkbox.Label></Checkbox.Root>
    {bad(f, 'telehealth') && <Text color="fg.error" fontSize="xs">{f.errors.telehealth}</Text>}
    <Checkbox.Root checked={v.sms} onCheckedChange={(e) => f.setFieldValue('sms', !!e.checked)} colorPalette="green" alignItems="flex-start"><Checkbox.HiddenInput /><Checkbox.Control /><Checkbox.Label>Text me wellness tips and offers from Juniper Row. Msg &amp; data rates may apply.</Checkbox.Label></Checkbox.Root>
  </Stack>;
}

const titles = ['About you', 'Your needs', 'Coverage', 'Finish'];
function App() {
  const [step, setStep] = useState(0);
  const [state, setState] = useState('');
  const submit = async (values, f) => {
    if (step < 3) { setStep(step + 1); gallery.step(step + 2); f.setTouched({}); scrollTo(0, 0); return; }
    gallery.commit();
    const { sms, ...rest } = values;
    const r = await fetch('/api/v2/intakes', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ ...rest, marketingSms: sms }) }).catch(() => ({}));
    setState(r.ok ? 'done' : 'error');
  };
  if (state === 'done') return <Container maxW="2xl" py="20"><Heading>You’re in. Check your email to choose a time.</Heading></Container>;
  const Screen = [About, Needs, Coverage, Consent][step];
  return <Box minH="100vh" bg="green.50">
    <Flex as="header" px="6" py="4" bg="white" borderBottomWidth="1px" justify="space-between"><Heading size="lg" color="green.800">Juniper Row</Heading><HStack gap="6"><Link href="#clinicians">Our clinicians</Link><Link href="#fees">Fees</Link><Link href="tel:+13125550190">(312) 555-0190</Link></HStack></Flex>
    <Container maxW="3xl" py="10">
      <Formik initialValues={initial} validationSchema={schemas[step]} onSubmit={submit} validateOnMount={false}>{(f) => <Watch f={f}>
        <Steps.Root step={step} count={4} colorPalette="green" size="sm" mb="8">
          <Steps.List>{titles.map((t, i) => <Steps.Item key={t} index={i}><Steps.Indicator /><Steps.Title>{t}</Steps.Title><Steps.Separator /></Steps.Item>)}</Steps.List>
        </Steps.Root>
        <Form noValidate>
          <Heading size="2xl" mb="6">{['Let’s get to know you', 'How have you been?', 'Paying for care', 'One last thing'][step]}</Heading>
          <Screen f={f} />
          {state === 'error' && <Text role="alert" color="fg.error" mt="4">Something went wrong on our end. Please try again.</Text>}
          <Flex justify="space-between" mt="10">{step > 0 ? <Button variant="ghost" type="button" onClick={() => setStep(step - 1)}>Back</Button> : <span />}<Button type="submit" size="lg" colorPalette="green" loading={f.isSubmitting}>{step < 3 ? 'Save & continue' : 'Get matched'}</Button></Flex>
        </Form></Watch>}
      </Formik>
      <Text fontSize="sm" color="fg.muted" mt="12">If you are in crisis, call or text 988. © 2026 Juniper Row Psychiatry &amp; Therapy, PLLC</Text>
    </Container>
  </Box>;
}
function Watch({ f, children }) {
  useEffect(() => { gallery.values(f.values); });
  return children;
}
createRoot(document.getElementById('__next')).render(<ChakraProvider value={defaultSystem}><App /></ChakraProvider>);

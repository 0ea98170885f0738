import { useState } from 'react';
import { createRoot } from 'react-dom/client';
import { Button, Calendar, CalendarCell, CalendarGrid, Checkbox, ComboBox, DateField, DateInput, DatePicker, DateSegment, Dialog, FieldError, Form, Group, Heading, Input, Label, ListBox, ListBoxItem, NumberField, Popover, Radio, RadioGroup, Select, SelectValue, TextArea, TextField, Text } from 'react-aria-components';
import { getLocalTimeZone, today } from '@internationalized/date';

const Box = ({ label, hint, area, ...p }) => <TextField {...p}><Label>{label}</Label>{area ? <TextArea rows={4} /> : <Input />}{hint && <Text slot="description">{hint}</Text>}<FieldError /></TextField>;
const day = (x) => (x ? x.toString() : '');

function Start() {
  const [v, setAll] = useState({ first: '', last: '', born: null, email: '', phone: '', insurer: null, therapist: null, visit: null, how: null, kids: NaN, about: '', agree: false });
  const [step, setStep] = useState(0);
  const [done, setDone] = useState(false);
  const set = (k) => (x) => setAll((o) => ({ ...o, [k]: x }));
  gallery.values({ ...v, born: day(v.born), visit: day(v.visit), kids: isNaN(v.kids) ? '' : v.kids });
  const submit = async (e) => {
    e.preventDefault();
    if (step === 0) { setStep(1); gallery.step(2); return; }
    gallery.commit();
    const r = await fetch('/api/start-care', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ ...v, born: day(v.born), visit: day(v.visit) }) });
    if (r.ok) setDone(true);
  };
  if (done) return <h1>Thank you</h1>;
  return <Form onSubmit={submit}><h1>Start care</h1>
    {step === 0 ? <div key="0"><Box label="First name" isRequired value={v.first} onChange={set('first')} /><Box label="Last name" isRequired value={v.last} onChange={set('last')} />
      <DateField isRequired value={v.born} onChange={set('born')} maxValue={today(getLocalTimeZone())}><Label>Date of birth</Label><DateInput>{(s) => <DateSegment segment={s} />}</DateInput><FieldError /></DateField>
      <Box label="Email" type="email" isRequired value={v.email} onChange={set('email')} /><Box label="Phone" type="tel" isRequired minLength={10} value={v.phone} onChange={set('phone')} hint="We call from a blocked number" /><Button type="submit">Continue</Button></div>
    : <div key="1"><ComboBox isRequired selectedKey={v.insurer} onSelectionChange={set('insurer')} menuTrigger="focus"><Label>Insurance plan</Label><Group><Input /><Button>▼</Button></Group><FieldError /><Popover><ListBox>{['Aetna', 'Anthem', 'Cigna', 'Medicare', 'Optum'].map((i) => <ListBoxItem key={i} id={i}>{i}</ListBoxItem>)}</ListBox></Popover></ComboBox>
      <Select isRequired selectedKey={v.therapist} onSelectionChange={set('therapist')} placeholder="Anyone"><Label>Psychiatrist</Label><Button><SelectValue /> ▼</Button><FieldError /><Popover><ListBox>{['Dr. Imani Brooks', 'Dr. Sean Whitlock'].map((i) => <ListBoxItem key={i} id={i}>{i}</ListBoxItem>)}</ListBox></Popover></Select>
      <DatePicker isRequired value={v.visit} onChange={set('visit')} minValue={today(getLocalTimeZone()).add({ days: 1 })}><Label>Preferred date</Label><Group><DateInput>{(s) => <DateSegment segment={s} />}</DateInput><Button aria-label="Open calendar">📅</Button></Group><FieldError /><Popover><Dialog><Calendar><header><Button slot="previous">◀</Button><Heading /><Button slot="next">▶</Button></header><CalendarGrid>{(d) => <CalendarCell date={d} />}</CalendarGrid></Calendar></Dialog></Popover></DatePicker>
      <RadioGroup value={v.how} onChange={set('how')} isRequired><Label>How would you like to be seen?</Label><Radio value="office">In the office</Radio><Radio value="video">By video</Radio><FieldError /></RadioGroup>
      <NumberField value={v.kids} onChange={set('kids')} minValue={0} maxValue={12}><Label>Children at home</Label><Group><Button slot="decrement">−</Button><Input /><Button slot="increment">+</Button></Group></NumberField>
      <Box label="What should the doctor know?" area isRequired value={v.about} onChange={set('about')} />
      <Checkbox isRequired isSelected={v.agree} onChange={set('agree')}><span className="box" />I agree to the privacy practices</Checkbox><Button onPress={() => setStep(0)}>Back</Button> <Button type="submit">Submit request</Button></div>}
  </Form>;
}
createRoot(document.getElementById('root')).render(<Start />);

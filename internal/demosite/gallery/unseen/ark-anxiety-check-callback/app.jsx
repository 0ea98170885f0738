import { useEffect, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { Steps } from '@ark-ui/react/steps';
import { SegmentGroup } from '@ark-ui/react/segment-group';
import { RadioGroup } from '@ark-ui/react/radio-group';
import { Slider } from '@ark-ui/react/slider';
import { Checkbox } from '@ark-ui/react/checkbox';
import { Select, createListCollection } from '@ark-ui/react/select';
import { Combobox, useListCollection } from '@ark-ui/react/combobox';
import { DatePicker, parseDate } from '@ark-ui/react/date-picker';
import { Field } from '@ark-ui/react/field';
import { Portal } from '@ark-ui/react/portal';
import './style.css';

const often = ['Not at all', 'Several days', 'More than half the days', 'Nearly every day'];
const questions = ['Feeling nervous, anxious or on edge', 'Not being able to stop or control worrying', 'Little interest or pleasure in doing things', 'Feeling down, depressed or hopeless'];
const supports = ['One-to-one therapy', 'Psychiatry and medication', 'Peer support', 'A group or class'];
const languages = createListCollection({ items: ['English', 'Spanish', 'Somali', 'Hmong'] });
const coverages = createListCollection({ items: ['Medicaid', 'Medicare', 'Blue Cross Blue Shield', 'Aetna', 'No insurance'] });
const counties = ['Adams', 'Brant', 'Calloway', 'Dunmore', 'Fayette', 'Harlan', 'Osage', 'Prairie', 'Wells', 'Outside the six counties'];
const times = ['9:00 – 11:00 AM', '11:00 AM – 1:00 PM', '2:00 – 4:00 PM', '4:00 – 6:00 PM'];
const titles = ['How you feel', 'What would help', 'Call back', 'About you'];

function Pick({ label, collection, value, onValue, placeholder, error }) {
  return <Select.Root className="q" collection={collection} value={value ? [value] : []} onValueChange={(d) => onValue(d.value[0] || '')} positioning={{ sameWidth: true }}>
    <Select.Label>{label}</Select.Label>
    <Select.Control><Select.Trigger><Select.ValueText placeholder={placeholder} /><Select.Indicator> ▾</Select.Indicator></Select.Trigger></Select.Control>
    <Portal><Select.Positioner><Select.Content>{collection.items.map((it) => <Select.Item key={it} item={it}><Select.ItemText>{it}</Select.ItemText><Select.ItemIndicator> ✓</Select.ItemIndicator></Select.Item>)}</Select.Content></Select.Positioner></Portal>
    <Select.HiddenSelect />{error && <div className="err" role="alert">{error}</div>}
  </Select.Root>;
}
function County({ onValue, error }) {
  const { collection, filter } = useListCollection({ initialItems: counties, filter: (text, q) => text.toLowerCase().startsWith(q.toLowerCase()) });
  return <Combobox.Root className="q" collection={collection} onInputValueChange={(d) => filter(d.inputValue)} onValueChange={(d) => onValue(d.value[0] || '')} openOnClick>
    <Combobox.Label>County you live in</Combobox.Label>
    <Combobox.Control><Combobox.Input placeholder="Start typing" /><Combobox.Trigger>▾</Combobox.Trigger></Combobox.Control>
    <Portal><Combobox.Positioner><Combobox.Content>{collection.items.map((it) => <Combobox.Item key={it} item={it}><Combobox.ItemText>{it}</Combobox.ItemText></Combobox.Item>)}</Combobox.Content></Combobox.Positioner></Portal>
    {error && <div className="err" role="alert">{error}</div>}
  </Combobox.Root>;
}
const iso = (d) => d.toISOString().slice(0, 10);
function Day({ value, onValue, error }) {
  return <DatePicker.Root className="q" inline={false} min={parseDate(iso(new Date(Date.now() + 864e5)))} max={parseDate(iso(new Date(Date.now() + 60 * 864e5)))} isDateUnavailable={(d) => [0, 6].includes(d.toDate('UTC').getUTCDay())} onValueChange={(d) => onValue(d.valueAsString[0] || '')}>
    <DatePicker.Label>Day for our call</DatePicker.Label>
    <DatePicker.Control><DatePicker.Input placeholder="mm/dd/yyyy" readOnly /><DatePicker.Trigger aria-label="Open calendar">📅</DatePicker.Trigger></DatePicker.Control>
    <Portal><DatePicker.Positioner><DatePicker.Content><DatePicker.View view="day"><DatePicker.Context>{(api) => <>
      <DatePicker.ViewControl><DatePicker.PrevTrigger>‹</DatePicker.PrevTrigger><DatePicker.RangeText /><DatePicker.NextTrigger>›</DatePicker.NextTrigger></DatePicker.ViewControl>
      <DatePicker.Table><DatePicker.TableHead><DatePicker.TableRow>{api.weekDays.map((w, i) => <DatePicker.TableHeader key={i}>{w.narrow}</DatePicker.TableHeader>)}</DatePicker.TableRow></DatePicker.TableHead>
        <DatePicker.TableBody>{api.weeks.map((week, i) => <DatePicker.TableRow key={i}>{week.map((d, j) => <DatePicker.TableCell key={j} value={d}><DatePicker.TableCellTrigger>{d.day}</DatePicker.TableCellTrigger></DatePicker.TableCell>)}</DatePicker.TableRow>)}</DatePicker.TableBody></DatePicker.Table></>}
    </DatePicker.Context></DatePicker.View></DatePicker.Content></DatePicker.Positioner></Portal>
    {error && <div className="err" role="alert">{error}</div>}
  </DatePicker.Root>;
}

function App() {
  const [step, setStep] = useState(0);
  const [sent, setSent] = useState(false);
  const [v, setV] = useState({ q1: '', q2: '', q3: '', q4: '', interference: '', support: [], language: '', county: '', coverage: '', callDay: '', callTime: '', firstName: '', lastName: '', dob: '', phone: '', email: '', note: '', updates: false, agree: false });
  const [errors, setErrors] = useState({});
  const set = (k) => (x) => { setV((o) => ({ ...o, [k]: x })); setErrors((o) => ({ ...o, [k]: '' })); };
  useEffect(() => gallery.values(v), [v]);
  useEffect(() => gallery.step(step + 1), [step]);
  const needs = [['q1', 'q2', 'q3', 'q4', 'interference'], ['support', 'county', 'coverage'], ['callDay', 'callTime'], ['firstName', 'lastName', 'dob', 'phone', 'email', 'note', 'agree']];
  const ok = () => {
    const e = {};
    for (const k of needs[step]) if (!v[k] || v[k].length === 0) e[k] = k === 'interference' ? 'Please move the slider' : k === 'agree' ? 'We need your agreement to call you' : 'Please answer this';
    if (step === 3 && !e.email && !/^\S+@\S+\.\S+$/.test(v.email)) e.email = 'That email does not look right';
    if (step === 3 && !e.phone && v.phone.replace(/\D/g, '').length < 10) e.phone = 'Ten digits, please';
    if (step === 3 && !e.dob && !/^(\d\d?\/\d\d?\/\d{4})$/.test(v.dob)) e.dob = 'mm/dd/yyyy, please';
    setErrors(e);
    return Object.values(e).every((x) => !x);
  };
  const next = () => { if (ok()) { setStep(step + 1); scrollTo(0, 0); } };
  const send = async (e) => {
    e.preventDefault();
    if (step < 3) return next();
    if (!ok()) return;
    gallery.commit();
    const r = await fetch('/api/check-in', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(v) });
    if (r.ok) setSent(true);
  };
  const text = (k, label, more = {}) => <Field.Root className="q" invalid={!!errors[k]} required><Field.Label>{label}</Field.Label>{more.area ? <Field.Textarea rows={3} value={v[k]} onChange={(e) => set(k)(e.target.value)} /> : <Field.Input {...more} value={v[k]} onChange={(e) => set(k)(e.target.value)} />}{more.hint && <Field.HelperText>{more.hint}</Field.HelperText>}<Field.ErrorText>{errors[k]}</Field.ErrorText></Field.Root>;
  if (sent) return <h1>Thank you. We will call you.</h1>;
  return <form onSubmit={send} noValidate><h1>2-minute check-in</h1><p>Your answers go to our access team only.</p>
    <Steps.Root count={4} step={step} linear>
      <Steps.List>{titles.map((t, i) => <Steps.Item key={t} index={i}><Steps.Trigger disabled={i > step} onClick={() => i < step && setStep(i)} type="button"><Steps.Indicator>{i + 1}</Steps.Indicator>{t}</Steps.Trigger></Steps.Item>)}</Steps.List>
      <Steps.Content index={0}><h2>Over the last 2 weeks, how often have you been bothered by…</h2>
        {questions.map((q, i) => { const k = 'q' + (i + 1); return <SegmentGroup.Root key={k} className="q" value={v[k] || null} onValueChange={(d) => set(k)(d.value)}><SegmentGroup.Label>{q}</SegmentGroup.Label><div className="segs">{often.map((o) => <SegmentGroup.Item key={o} value={o}><SegmentGroup.ItemText>{o}</SegmentGroup.ItemText><SegmentGroup.ItemControl /><SegmentGroup.ItemHiddenInput /></SegmentGroup.Item>)}</div>{errors[k] && <div className="err" role="alert">{errors[k]}</div>}</SegmentGroup.Root>; })}
        <Slider.Root className="q" min={0} max={10} value={[Number(v.interference || 0)]} onValueChange={(d) => set('interference')(String(d.value[0]))}><Slider.Label>How much do these get in the way of your daily life? (0 = not at all, 10 = completely)</Slider.Label> <Slider.ValueText /><Slider.Control><Slider.Track><Slider.Range /></Slider.Track><Slider.Thumb index={0}><Slider.HiddenInput /></Slider.Thumb></Slider.Control><Slider.MarkerGroup>{[0, 5, 10].map((m) => <Slider.Marker key={m} value={m}>{m}</Slider.Marker>)}</Slider.MarkerGroup>{errors.interference && <div className="err" role="alert">{errors.interference}</div>}</Slider.Root>
      </Steps.Content>
      <Steps.Content index={1}><p className="result">Many people with answers like yours find it useful to talk with someone. Let us see what would suit you.</p>
        <Checkbox.Group className="q" value={v.support} onValueChange={set('support')}><span className="lab">What kind of support are you interested in?</span><div className="opts">{supports.map((s) => <Checkbox.Root key={s} value={s}><Checkbox.Control><Checkbox.Indicator>✓</Checkbox.Indicator></Checkbox.Control><Checkbox.Label>{s}</Checkbox.Label><Checkbox.HiddenInput /></Checkbox.Root>)}</div>{errors.support && <div className="err" role="alert">{errors.support}</div>}</Checkbox.Group>
        <Pick label="Preferred language (optional)" collection={languages} value={v.language} onValue={set('language')} placeholder="Select" />
        <County onValue={set('county')} error={errors.county} />
        <Pick label="Health coverage" collection={coverages} value={v.coverage} onValue={set('coverage')} placeholder="Select your coverage" error={errors.coverage} />
      </Steps.Content>
      <Steps.Content index={2}><h2>When may our access team call you?</h2><Day onValue={set('callDay')} error={errors.callDay} />
        <RadioGroup.Root className="q" value={v.callTime || null} onValueChange={(d) => set('callTime')(d.value)}><RadioGroup.Label>Time of day</RadioGroup.Label><div className="opts">{times.map((t) => <RadioGroup.Item key={t} value={t}><RadioGroup.ItemControl /><RadioGroup.ItemText>{t}</RadioGroup.ItemText><RadioGroup.ItemHiddenInput /></RadioGroup.Item>)}</div>{errors.callTime && <div className="err" role="alert">{errors.callTime}</div>}</RadioGroup.Root>
      </Steps.Content>
      <Steps.Content index={3}><div className="two">{text('firstName', 'First name')}{text('lastName', 'Last name')}{text('dob', 'Date of birth', { placeholder: 'mm/dd/yyyy' })}{text('phone', 'Phone we should call', { type: 'tel' })}</div>{text('email', 'Email', { type: 'email' })}{text('note', 'Anything you would like us to know before we call?', { area: true })}
        <div className="opts"><Checkbox.Root checked={v.agree} onCheckedChange={(d) => set('agree')(d.checked === true)}><Checkbox.Control><Checkbox.Indicator>✓</Checkbox.Indicator></Checkbox.Control><Checkbox.Label>I agree that Prairie Rivers may call me about my answers.</Checkbox.Label><Checkbox.HiddenInput /></Checkbox.Root>{errors.agree && <div className="err" role="alert">{errors.agree}</div>}
          <Checkbox.Root checked={v.updates} onCheckedChange={(d) => set('updates')(d.checked === true)}><Checkbox.Control><Checkbox.Indicator>✓</Checkbox.Indicator></Checkbox.Control><Checkbox.Label>Email me news and events</Checkbox.Label><Checkbox.HiddenInput /></Checkbox.Root></div>
      </Steps.Content>
    </Steps.Root>
    <div className="nav">{step > 0 ? <button type="button" onClick={() => setStep(step - 1)}>Back</button> : <span />}<button type="submit" className="go">{step === 0 ? 'See what may help' : step < 3 ? 'Continue' : 'Ask for a call'}</button></div></form>;
}
createRoot(document.getElementById('root')).render(<App />);

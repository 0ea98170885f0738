import { useState } from 'react';
import { createRoot } from 'react-dom/client';
import { Combobox, ComboboxButton, ComboboxInput, ComboboxOption, ComboboxOptions, Field, Fieldset, Input, Label, Legend, Listbox, ListboxButton, ListboxOption, ListboxOptions, Radio, RadioGroup, Switch, Textarea } from '@headlessui/react';

const services = ['Individual therapy', 'Teen therapy', 'Group therapy'];
const insurers = ['Aetna', 'Cigna', 'Humana', 'Optum', 'Tufts Health Plan'];
function App() {
  const [v, setAll] = useState({ name: '', email: '', phone: '', service: '', insurer: '', format: '', time: '', message: '', agree: false });
  const [query, setQuery] = useState('');
  const [why, setWhy] = useState('');
  const set = (k) => (x) => setAll((o) => ({ ...o, [k]: x }));
  const type = (k) => (e) => set(k)(e.target.value);
  gallery.values(v);
  const submit = async (e) => {
    e.preventDefault();
    const lacks = ['name', 'email', 'phone', 'service', 'format', 'time'].filter((k) => !v[k]);
    if (lacks.length || !v.agree) { setWhy(lacks.length ? 'Please complete: ' + lacks.join(', ') : 'Please accept the terms'); return; }
    gallery.commit();
    const r = await fetch('/api/request', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(v) });
    setWhy(r.ok ? 'Thank you!' : 'Something went wrong');
  };
  return <form onSubmit={submit}><Fieldset><Legend as="h1">Request an appointment</Legend>
    <Field className="field"><Label>Full name</Label><Input value={v.name} onChange={type('name')} /></Field>
    <Field className="field"><Label>Email</Label><Input type="email" value={v.email} onChange={type('email')} /></Field>
    <Field className="field"><Label>Phone</Label><Input type="tel" value={v.phone} onChange={type('phone')} /></Field>
    <Field className="field"><Label>Service</Label><Listbox value={v.service} onChange={set('service')}><ListboxButton>{v.service || 'Choose a service'}</ListboxButton><ListboxOptions anchor="bottom start">{services.map((s) => <ListboxOption key={s} value={s}>{s}</ListboxOption>)}</ListboxOptions></Listbox></Field>
    <Field className="field"><Label>Insurance provider</Label><Combobox value={v.insurer} onChange={(x) => set('insurer')(x || '')} onClose={() => setQuery('')}><ComboboxInput displayValue={(x) => x} onChange={(e) => setQuery(e.target.value)} placeholder="Start typing…" /><ComboboxButton aria-label="Show insurers">▾</ComboboxButton><ComboboxOptions anchor="bottom">{insurers.filter((i) => i.toLowerCase().includes(query.toLowerCase())).map((i) => <ComboboxOption key={i} value={i}>{i}</ComboboxOption>)}</ComboboxOptions></Combobox></Field>
    <Field className="field"><Label>Session format</Label><RadioGroup value={v.format} onChange={set('format')} aria-label="Session format">{['In person', 'Video'].map((f) => <Field key={f} className="inline"><Radio value={f} className="card">{f}</Radio></Field>)}</RadioGroup></Field>
    <Field className="field"><Label>Preferred time</Label><RadioGroup value={v.time} onChange={set('time')} aria-label="Preferred time">{['Morning', 'Afternoon', 'Evening'].map((f) => <Radio key={f} value={f} className="card">{f}</Radio>)}</RadioGroup></Field>
    <Field className="field"><Label>What would you like to work on?</Label><Textarea value={v.message} onChange={type('message')} rows={3} /></Field>
    <Field className="field"><Label>I agree to the privacy policy</Label><Switch checked={v.agree} onChange={set('agree')} className="sw" /></Field>
    <p role="alert">{why}</p><button type="submit">Request appointment</button></Fieldset></form>;
}
createRoot(document.getElementById('root')).render(<App />);

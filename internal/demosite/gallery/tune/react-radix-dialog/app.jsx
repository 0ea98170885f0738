import { useState } from 'react';
import { createRoot } from 'react-dom/client';
import { Dialog, Select, RadioGroup, Checkbox, Label } from 'radix-ui';

function App() {
  const [v, setAll] = useState({ first: '', last: '', email: '', phone: '', clinician: '', visit: '', reason: '', sms: false, terms: false });
  const [open, setOpen] = useState(false);
  const [why, setWhy] = useState('');
  const set = (k) => (x) => setAll((o) => ({ ...o, [k]: x }));
  gallery.values(v);
  const text = (k, label, type = 'text') => <div className="row"><Label.Root htmlFor={k}>{label}</Label.Root><br /><input id={k} type={type} value={v[k]} onChange={(e) => set(k)(e.target.value)} /></div>;
  const submit = async (e) => {
    e.preventDefault();
    if (['first', 'last', 'email', 'visit'].some((k) => !v[k])) { setWhy('Please fill in the required fields.'); return; }
    if (!v.terms) { setWhy('You must accept the terms.'); return; }
    gallery.commit();
    const r = await fetch('/api/waitlist', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(v) });
    if (r.ok) setOpen(false);
  };
  return <main><h1>Oakline Psychiatry</h1><p>New clients are welcome.</p>
    <Dialog.Root open={open} onOpenChange={(o) => { setOpen(o); if (o) gallery.step(2); }}><Dialog.Trigger asChild><button>Join the waitlist</button></Dialog.Trigger>
      <Dialog.Portal><Dialog.Overlay /><Dialog.Content><Dialog.Title>Join the waitlist</Dialog.Title><Dialog.Description>We will contact you when a place is free.</Dialog.Description>
        <form onSubmit={submit}>{text('first', 'First name *')}{text('last', 'Last name *')}{text('email', 'Email *', 'email')}{text('phone', 'Phone', 'tel')}
          <div className="row"><Label.Root id="cl">Preferred clinician</Label.Root><br /><Select.Root value={v.clinician} onValueChange={set('clinician')}><Select.Trigger aria-labelledby="cl"><Select.Value placeholder="Select a clinician" /></Select.Trigger><Select.Portal><Select.Content position="popper"><Select.Viewport>{['No preference', 'Dr. Amara Singh', 'Dr. Felix Ortega'].map((c) => <Select.Item key={c} value={c}><Select.ItemText>{c}</Select.ItemText></Select.Item>)}</Select.Viewport></Select.Content></Select.Portal></Select.Root></div>
          <div className="row"><Label.Root id="vt">Visit type *</Label.Root><RadioGroup.Root value={v.visit} onValueChange={set('visit')} aria-labelledby="vt">{['Evaluation', 'Follow-up'].map((t) => <span key={t}><RadioGroup.Item value={t} id={'v' + t}><RadioGroup.Indicator>•</RadioGroup.Indicator></RadioGroup.Item> <Label.Root htmlFor={'v' + t}>{t}</Label.Root> </span>)}</RadioGroup.Root></div>
          <div className="row"><Label.Root htmlFor="reason">Briefly, why are you seeking care?</Label.Root><br /><textarea id="reason" value={v.reason} onChange={(e) => set('reason')(e.target.value)} /></div>
          <div className="row"><Checkbox.Root id="sms" checked={v.sms} onCheckedChange={set('sms')}><Checkbox.Indicator>✓</Checkbox.Indicator></Checkbox.Root> <Label.Root htmlFor="sms">Text me updates</Label.Root></div>
          <div className="row"><Checkbox.Root id="terms" checked={v.terms} onCheckedChange={set('terms')}><Checkbox.Indicator>✓</Checkbox.Indicator></Checkbox.Root> <Label.Root htmlFor="terms">I accept the terms of service and privacy policy *</Label.Root></div>
          <p role="alert">{why}</p><Dialog.Close asChild><button type="button">Cancel</button></Dialog.Close> <button type="submit">Join</button></form>
      </Dialog.Content></Dialog.Portal></Dialog.Root></main>;
}
createRoot(document.getElementById('root')).render(<App />);

import { useState, useEffect, useRef } from 'react';
import { createRoot } from 'react-dom/client';
import { Accordion, Checkbox, Label, RadioGroup, Select, Tabs } from 'radix-ui';
import SignaturePad from 'signature_pad';

const STATES = 'Alabama,Alaska,Arizona,Arkansas,California,Colorado,Connecticut,Delaware,District of Columbia,Florida,Georgia,Hawaii,Idaho,Illinois,Indiana,Iowa,Kansas,Kentucky,Louisiana,Maine,Maryland,Massachusetts,Michigan,Minnesota,Mississippi,Missouri,Montana,Nebraska,Nevada,New Hampshire,New Jersey,New Mexico,New York,North Carolina,North Dakota,Ohio,Oklahoma,Oregon,Pennsylvania,Rhode Island,South Carolina,South Dakota,Tennessee,Texas,Utah,Vermont,Virginia,Washington,West Virginia,Wisconsin,Wyoming'.split(',');
const DOCS = [
  ['telehealth', 'Consent to telehealth', 'Telehealth means that my clinician and I meet by secure video. I understand that I may withdraw my consent at any time, that technical failures can interrupt a session, and that telehealth is not an emergency service.'],
  ['privacy', 'Notice of privacy practices', 'We are required by law to keep your health information private and to give you this notice of our legal duties and of your rights.'],
  ['fees', 'Good faith estimate and fees', 'Individual sessions are $165 for 50 minutes. Sessions cancelled with less than 24 hours notice are charged in full.'],
];
const blank = { 'signer.fullName': '', 'signer.dob': '', 'signer.email': '', 'signer.mobile': '', 'signer.location': '', 'signer.role': 'Patient', 'signer.state': '', 'signer.ec': '', 'signer.ecPhone': '', 'initials.telehealth': '', 'initials.privacy': '', 'initials.fees': '', releaseTo: '', read: false, signature: '', newsletter: false };

function Pad({ onSign }) {
  const ref = useRef();
  const pad = useRef();
  useEffect(() => {
    const c = ref.current;
    c.width = c.offsetWidth; c.height = c.offsetHeight;
    pad.current = new SignaturePad(c);
    pad.current.addEventListener('endStroke', () => onSign('drawn'));
    return () => pad.current.off();
  }, []);
  return <><canvas ref={ref} aria-label="Draw your signature here" /><button type="button" className="Btn soft" onClick={() => { pad.current.clear(); onSign(''); }}>Clear</button></>;
}

function App() {
  const [v, setV] = useState(blank);
  const [step, setStep] = useState(1);
  const [err, setErr] = useState({});
  const [drawn, setDrawn] = useState('');
  const [mode, setMode] = useState('type');
  const [done, setDone] = useState(false);
  useEffect(() => { gallery.values(v); gallery.step(step); }, [v, step]);
  const set = (k, x) => { setV((o) => ({ ...o, [k]: x })); setErr((o) => ({ ...o, [k]: undefined })); };
  const input = (k, label, more) => <div className="Field"><Label.Root className="Label" htmlFor={k}>{label}</Label.Root><input className="Input" id={k} value={v[k]} onChange={(e) => set(k, e.target.value)} {...more} />{err[k] && <span className="Err" role="alert">{err[k]}</span>}</div>;
  const check = () => {
    const e = {};
    const req = step === 1 ? ['signer.fullName', 'signer.dob', 'signer.email', 'signer.mobile', 'signer.location', 'signer.state', 'signer.ec', 'signer.ecPhone'] : step === 2 ? ['initials.telehealth', 'initials.privacy', 'initials.fees'] : ['read'];
    for (const k of req) if (!v[k]) e[k] = k.startsWith('initials') ? 'Initials required' : k === 'read' ? 'Please confirm' : 'This field is required';
    if (step === 1 && v['signer.email'] && !/.+@.+\..+/.test(v['signer.email'])) e['signer.email'] = 'Enter a valid email address';
    if (step === 3 && mode === 'type' && v.signature.trim().length < 3) e.signature = 'Type your full name to sign';
    if (step === 3 && mode === 'draw' && !drawn) e.signature = 'Draw your signature to sign';
    setErr(e);
    return !Object.keys(e).length;
  };
  const next = () => { if (check()) { setStep(step + 1); scrollTo(0, 0); } };
  const sign = async () => { if (!check()) return; gallery.commit(); const r = await fetch('/api/envelopes/4471/sign', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(v) }).catch(() => ({})); setDone(!!r.ok); };
  if (done) return <div className="doc"><h1>Signed. A copy is on its way to you.</h1></div>;
  return <><div className="bar">Telehealth Consent Packet · Alder Street Psychology</div><div className="doc">
    {step === 1 && <><h1>Who is signing?</h1>
      <RadioGroup.Root className="RG" value={v['signer.role']} onValueChange={(x) => set('signer.role', x)} aria-label="I am signing as">{['Patient', 'Parent or guardian'].map((r) => <div key={r}><RadioGroup.Item className="RI" value={r} id={'role-' + r[0]}><RadioGroup.Indicator className="RInd" /></RadioGroup.Item> <label htmlFor={'role-' + r[0]}>{r}</label></div>)}</RadioGroup.Root>
      {input('signer.fullName', "Patient's full legal name")}<div className="two">{input('signer.dob', 'Date of birth', { placeholder: 'MM/DD/YYYY' })}{input('signer.mobile', 'Mobile phone', { type: 'tel' })}</div>{input('signer.email', 'Email for your copy', { type: 'email' })}
      <p><b>Where will you be during sessions?</b> Your clinician must know this in case of an emergency.</p>
      {input('signer.location', 'Street address')}
      <div className="Field"><Label.Root className="Label" htmlFor="st">State</Label.Root><Select.Root value={v['signer.state']} onValueChange={(x) => set('signer.state', x)}><Select.Trigger className="SelectTrigger" id="st"><Select.Value placeholder="Select a state…" /><Select.Icon /></Select.Trigger><Select.Portal><Select.Content className="SelectContent" position="popper"><Select.Viewport>{STATES.map((s) => <Select.Item className="SelectItem" key={s} value={s}><Select.ItemText>{s}</Select.ItemText></Select.Item>)}</Select.Viewport></Select.Content></Select.Portal></Select.Root>{err['signer.state'] && <span className="Err" role="alert">{err['signer.state']}</span>}</div>
      <div className="two">{input('signer.ec', 'Emergency contact')}{input('signer.ecPhone', "Emergency contact's phone", { type: 'tel' })}</div>
      <div className="foot"><span /><button type="button" className="Btn" onClick={next}>Start reading</button></div></>}
    {step === 2 && <><h1>Please read and initial</h1><Accordion.Root type="single" collapsible defaultValue="telehealth">{DOCS.map(([k, t, text], i) => <Accordion.Item className="AItem" key={k} value={k}><Accordion.Header><Accordion.Trigger className="ATrigger">{i + 1}. {t}<span>{v['initials.' + k] ? '✓ initialed' : err['initials.' + k] ? <span className="Err">Initials required</span> : '▾'}</span></Accordion.Trigger></Accordion.Header><Accordion.Content className="AContent"><p>{text}</p><label>Initials <input className="Input init" maxLength={4} id={'initials.' + k} value={v['initials.' + k]} onChange={(e) => set('initials.' + k, e.target.value)} /></label></Accordion.Content></Accordion.Item>)}</Accordion.Root>
      <p><b>Release of information.</b> If another clinician treats you (a psychiatrist, a family doctor), we can share updates with them.</p>{input('releaseTo', 'Name of your other provider (optional)')}
      <div className="foot"><button type="button" className="Btn soft" onClick={() => setStep(1)}>Back</button><button type="button" className="Btn" onClick={next}>Continue to signature</button></div></>}
    {step === 3 && <><h1>Adopt your signature</h1><Tabs.Root value={mode} onValueChange={setMode}><Tabs.List className="TList" aria-label="Signature"><Tabs.Trigger className="TT" value="type">Type</Tabs.Trigger><Tabs.Trigger className="TT" value="draw">Draw</Tabs.Trigger></Tabs.List>
      <Tabs.Content value="type">{input('signature', 'Full name', { autoComplete: 'off' })}<div className="script" aria-hidden="true">{v.signature}</div></Tabs.Content><Tabs.Content value="draw"><p>Sign with your mouse or finger.</p><Pad onSign={setDrawn} />{err.signature && <span className="Err">{err.signature}</span>}</Tabs.Content></Tabs.Root>
      <p><Checkbox.Root className="CB" id="read" checked={v.read} onCheckedChange={(x) => set('read', x === true)}><Checkbox.Indicator>✓</Checkbox.Indicator></Checkbox.Root> <label htmlFor="read">I agree that this electronic signature is as valid as one on paper, and that I have read the packet.</label> {err.read && <span className="Err" role="alert">{err.read}</span>}</p>
      <p><Checkbox.Root className="CB" id="nl" checked={v.newsletter} onCheckedChange={(x) => set('newsletter', x === true)}><Checkbox.Indicator>✓</Checkbox.Indicator></Checkbox.Root> <label htmlFor="nl">Send me the practice newsletter</label></p>
      <div className="foot"><button type="button" className="Btn soft" onClick={() => setStep(2)}>Back</button><button type="button" className="Btn" onClick={sign}>Adopt and sign</button></div></>}
  </div></>;
}
createRoot(document.getElementById('root')).render(<App />);

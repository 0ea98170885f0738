import { useEffect, useRef, useState } from 'react';
import { createRoot } from 'react-dom/client';
import './style.css';

const STATES = 'Alabama,Alaska,Arizona,Arkansas,California,Colorado,Connecticut,Delaware,Florida,Georgia,Hawaii,Idaho,Illinois,Indiana,Iowa,Kansas,Kentucky,Louisiana,Maine,Maryland,Massachusetts,Michigan,Minnesota,Mississippi,Missouri,Montana,Nebraska,Nevada,New Hampshire,New Jersey,New Mexico,New York,North Carolina,North Dakota,Ohio,Oklahoma,Oregon,Pennsylvania,Rhode Island,South Carolina,South Dakota,Tennessee,Texas,Utah,Vermont,Virginia,Washington,West Virginia,Wisconsin,Wyoming'.split(',');
const FIELDS = [
  { id: 'fldName', title: 'Client name', type: 'text', req: 1, desc: 'First and last' },
  { id: 'fldDob', title: 'Date of birth', type: 'date', req: 1 },
  { id: 'fldPronouns', title: 'Pronouns', type: 'select', options: ['she/her', 'he/him', 'they/them', 'ask me'] },
  { id: 'fldEmail', title: 'Email', type: 'email', req: 1 },
  { id: 'fldPhone', title: 'Phone', type: 'phone', req: 1, desc: 'We only leave a voicemail if you say so when we talk.' },
  { id: 'fldState', title: 'State of residence', type: 'select', req: 1, desc: 'Our clinicians can only see clients who live where they are licensed.', options: STATES },
  { id: 'fldService', title: 'Services of interest', type: 'multi', req: 1, options: ['Individual therapy', 'Couples therapy', 'EMDR', 'Group therapy', 'Medication management'] },
  { id: 'fldClinician', title: 'Preferred clinician', type: 'link', desc: 'Whom would you most like to see?', options: [['Odalys Brennick, LPC', 'Anxiety, OCD'], ['Tobias Wray, PhD', 'Trauma, EMDR'], ['Marguerite Okafor, LCSW', 'Couples, perinatal'], ['Lucian Feld, PMHNP', 'Medication']] },
  { id: 'fldIns', title: 'Insurance', type: 'list', req: 1, options: ['Aetna', 'Blue Cross Blue Shield', 'Cigna', 'United / Optum', 'Out of pocket'] },
  { id: 'fldMember', title: 'Member ID', type: 'text' },
  { id: 'fldWhy', title: 'What would you like support with?', type: 'rich', req: 1 },
  { id: 'fldAvail', title: 'Availability', type: 'multi', req: 1, options: ['Weekday mornings', 'Weekday afternoons', 'Weekday evenings', 'Saturdays'] },
  { id: 'fldMood', title: 'How has your mood been this week?', type: 'rating', desc: '1 = very low, 5 = very good' },
  { id: 'fldAgree', title: 'I have read the waitlist policy and agree to be contacted about openings.', type: 'checkbox', req: 1 },
];

function useOutside(close) {
  const ref = useRef(null);
  useEffect(() => {
    const f = (e) => { if (ref.current && !ref.current.contains(e.target)) close(); };
    document.addEventListener('mousedown', f);
    return () => document.removeEventListener('mousedown', f);
  });
  return ref;
}
function Options({ options, taken, pick, close }) {
  const [q, setQ] = useState('');
  const ref = useOutside(close);
  const list = options.filter((o) => !taken.includes(o) && o.toLowerCase().includes(q.toLowerCase()));
  return <div className="popover" ref={ref} role="presentation"><input className="find" autoFocus placeholder="Find an option" aria-label="Find an option" value={q} onChange={(e) => setQ(e.target.value)} onKeyDown={(e) => { if (e.key === 'Enter' && list[0]) pick(list[0]); if (e.key === 'Escape') close(); }} />
    <div className="optlist" role="listbox">{list.map((o, i) => <div key={o} role="option" aria-selected="false" className={'opt' + (i === 0 ? ' hl' : '')} onClick={() => pick(o)}><span className="pill">{o}</span></div>)}</div></div>;
}
function Select({ f, v, set, multi }) {
  const [open, setOpen] = useState(false);
  const chosen = multi ? v || [] : v ? [v] : [];
  return <div className="rel"><div>{chosen.map((c) => <span className="pill" key={c}>{c}<span className="x" role="button" tabIndex={0} aria-label={'Remove ' + c} onClick={() => set(multi ? chosen.filter((x) => x !== c) : '')}>×</span></span>)}
    {(multi || !chosen.length) && <div role="button" tabIndex={0} className="addButton" aria-haspopup="listbox" aria-expanded={open} aria-labelledby={f.id + '-label'} onClick={() => setOpen(true)} onKeyDown={(e) => { if (e.key === 'Enter' || e.key === ' ') { e.preventDefault(); setOpen(true); } }}><span>＋</span>{multi ? 'Add options' : 'Add option'}</div>}</div>
    {open && <Options options={f.options} taken={chosen} close={() => setOpen(false)} pick={(o) => { set(multi ? [...chosen, o] : o); setOpen(false); }} />}</div>;
}
function Link({ f, v, set }) {
  const [open, setOpen] = useState(false), [q, setQ] = useState('');
  return <>{v && <span className="pill">{v}<span className="x" role="button" tabIndex={0} aria-label="Unlink" onClick={() => set('')}>×</span></span>}
    {!v && <div role="button" tabIndex={0} className="addButton" onClick={() => setOpen(true)}><span>＋</span>Add</div>}
    {open && <div className="modalBack" onMouseDown={(e) => { if (e.target === e.currentTarget) setOpen(false); }}><div className="modal" role="dialog" aria-modal="true" aria-label="Link to an existing record"><input className="find" autoFocus placeholder="Find an existing record" value={q} onChange={(e) => setQ(e.target.value)} onKeyDown={(e) => { if (e.key === 'Escape') setOpen(false); }} />
      {f.options.filter(([n]) => n.toLowerCase().includes(q.toLowerCase())).map(([n, d]) => <div className="card" key={n} tabIndex={0} onClick={() => { set(n); setOpen(false); }}><b>{n}</b><div>{d}</div></div>)}</div></div>}</>;
}
function DateCell({ f, v, set }) {
  const [text, setText] = useState(v || ''), [open, setOpen] = useState(false), [m, setM] = useState(() => { const d = new Date(); return new Date(d.getFullYear(), d.getMonth(), 1); });
  const ref = useOutside(() => setOpen(false));
  // What was typed counts when it is a date; else the cell goes back.
  const commit = (s) => {
    const r = s.trim().match(/^(\d{1,2})[/\-.](\d{1,2})[/\-.](\d{4})$/) || s.trim().match(/^(\d{4})-(\d\d)-(\d\d)$/);
    const d = r && (r[1].length === 4 ? new Date(r[1], r[2] - 1, r[3]) : new Date(r[3], r[1] - 1, r[2]));
    const out = d && !isNaN(d) ? `${d.getMonth() + 1}/${d.getDate()}/${d.getFullYear()}` : '';
    setText(out); set(out);
    if (out) setM(new Date(d.getFullYear(), d.getMonth(), 1));
  };
  const days = []; for (const d = new Date(m); d.getMonth() === m.getMonth(); d.setDate(d.getDate() + 1)) days.push(d.getDate());
  const move = (n) => setM(new Date(m.getFullYear(), m.getMonth() + n, 1));
  return <div className="rel" ref={ref}><input className="date" type="text" aria-labelledby={f.id + '-label'} placeholder="M/D/YYYY" value={text} onFocus={() => setOpen(true)} onClick={() => setOpen(true)} onChange={(e) => setText(e.target.value)} onBlur={(e) => { commit(e.target.value); setOpen(false); }} onKeyDown={(e) => { if (e.key === 'Enter') { commit(text); setOpen(false); } }} />
    {open && <div className="popover cal" onMouseDown={(e) => e.preventDefault()}><header><span role="button" aria-label="Previous year" onClick={() => move(-12)}>«</span><span role="button" aria-label="Previous month" onClick={() => move(-1)}>‹</span><b>{m.toLocaleDateString('en-US', { month: 'long', year: 'numeric' })}</b><span role="button" aria-label="Next month" onClick={() => move(1)}>›</span><span role="button" aria-label="Next year" onClick={() => move(12)}>»</span></header>
      <div className="grid">{['S', 'M', 'T', 'W', 'T', 'F', 'S'].map((x, i) => <small key={i}>{x}</small>)}{Array.from({ length: m.getDay() }, (_, i) => <span key={'e' + i} />)}{days.map((d) => <span className="d" key={d} onClick={() => { commit(`${m.getMonth() + 1}/${d}/${m.getFullYear()}`); setOpen(false); }}>{d}</span>)}</div></div>}</div>;
}
function Rich({ f, set }) {
  return <div className="rich ql-editor" contentEditable suppressContentEditableWarning role="textbox" aria-multiline="true" aria-labelledby={f.id + '-label'} tabIndex={0} onInput={(e) => set(e.currentTarget.innerText.trim())} />;
}
function Cell({ f, v, set }) {
  const label = f.id + '-label';
  switch (f.type) {
    case 'select': return <Select f={f} v={v} set={set} />;
    case 'multi': return <Select f={f} v={v} set={set} multi />;
    case 'link': return <Link f={f} v={v} set={set} />;
    case 'date': return <DateCell f={f} v={v} set={set} />;
    case 'rich': return <Rich f={f} set={set} />;
    case 'list': return <div role="radiogroup" aria-labelledby={label}>{f.options.map((o) => <div key={o} className="listopt" role="radio" aria-checked={v === o} tabIndex={0} onClick={() => set(o)} onKeyDown={(e) => { if (e.key === ' ') { e.preventDefault(); set(o); } }}><span className="dot" />{o}</div>)}</div>;
    case 'rating': return <div role="slider" aria-labelledby={label} aria-valuemin={0} aria-valuemax={5} aria-valuenow={v || 0} tabIndex={0} onKeyDown={(e) => { const n = { ArrowRight: 1, ArrowLeft: -1 }[e.key]; if (n) set(Math.min(5, Math.max(0, (v || 0) + n))); }}>{[1, 2, 3, 4, 5].map((n) => <span key={n} className={'star' + (v >= n ? ' on' : '')} onClick={() => set(n)}>★</span>)}</div>;
    case 'checkbox': return <div className="checkbox" role="checkbox" aria-checked={!!v} aria-labelledby={label} tabIndex={0} onClick={() => set(!v)} onKeyDown={(e) => { if (e.key === ' ') { e.preventDefault(); set(!v); } }}>{v ? '✓' : ''}</div>;
    default: return <input type={f.type === 'email' ? 'email' : f.type === 'phone' ? 'tel' : 'text'} aria-labelledby={label} autoComplete="off" value={v || ''} onChange={(e) => set(e.target.value)} />;
  }
}
function App() {
  const [s, setS] = useState({}), [err, setErr] = useState({}), [copy, setCopy] = useState(false), [sent, setSent] = useState(false);
  useEffect(() => gallery.values({ ...Object.fromEntries(FIELDS.map((f) => [f.id, s[f.id] ?? ''])), copy }), [s, copy]);
  const submit = async () => {
    const e = {};
    for (const f of FIELDS) {
      const v = s[f.id];
      if (f.req && (!v || Array.isArray(v) && !v.length || typeof v === 'string' && !v.trim())) e[f.id] = 'This field is required.';
      else if (v && f.type === 'email' && !/^\S+@\S+\.\S+$/.test(v)) e[f.id] = 'Please enter a valid email.';
      else if (v && f.type === 'phone' && v.replace(/\D/g, '').length < 10) e[f.id] = 'Please enter a valid phone number.';
    }
    setErr(e);
    const first = FIELDS.find((f) => e[f.id]);
    if (first) return document.getElementById(first.id).scrollIntoView({ block: 'center' });
    gallery.commit();
    await fetch('/v0.3/view/viwK2pXo8/submitSharedForm', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ cellValuesByColumnId: s, sendCopy: copy }) }).catch(() => {});
    setSent(true);
  };
  if (sent) return <><div className="coverImage" /><div className="formContainer"><h1>Thank you for submitting the form!</h1></div></>;
  return <><div className="coverImage" /><div className="formContainer"><h1>Client Waitlist</h1><div className="formDescription">Alder House Therapy Collective. Tell us a little about you, and we write as soon as a clinician has an opening.</div>
    {FIELDS.map((f) => <div className="sharedFormField" key={f.id} id={f.id} data-columnid={f.id} data-columntype={f.type}><div className="labelContainer"><div className="title" id={f.id + '-label'}>{f.title}{f.req && <span className="req" aria-hidden="true">*</span>}</div>{f.desc && <div className="description">{f.desc}</div>}</div>
      <div className="cell"><Cell f={f} v={s[f.id]} set={(v) => setS((o) => ({ ...o, [f.id]: v }))} /></div>{err[f.id] && <div className="err" role="alert">{err[f.id]}</div>}</div>)}
    <div className="submitRow"><div className="toggle" role="switch" aria-checked={copy} tabIndex={0} onClick={() => setCopy(!copy)}><i />Send me a copy of my responses</div><div style={{ flex: 1 }} />{Object.keys(err).length > 0 && <span className="err">Please check the fields above.</span>}<div role="button" tabIndex={0} className="submitButton" onClick={submit} onKeyDown={(e) => { if (e.key === 'Enter') submit(); }}>Submit</div></div></div>
    <div className="footer">Never submit passwords through this form. <a href="https://airtable.com/report-abuse">Report malicious form</a><br />Airtable</div></>;
}
createRoot(document.getElementById('hyperbaseContainer')).render(<App />);

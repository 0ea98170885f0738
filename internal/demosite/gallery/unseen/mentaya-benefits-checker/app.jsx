import { useEffect, useState } from 'react';
import { createRoot } from 'react-dom/client';
import AsyncSelect from 'react-select/async';
import './style.css';

const blank = { plan: '', payer: '', memberId: '', groupId: '', firstName: '', lastName: '', dob: '', zip: '', relation: '', email: '', phone: '', goal: '', visit: '', agree: false, tips: false };
const load = (typed) => fetch('/api/payers').then((r) => r.json()).then((l) => l.filter((p) => p.id === 'OTHER' || p.name.toLowerCase().includes(typed.toLowerCase())).map((p) => ({ value: p.id, label: p.name })));
const dated = (v) => { const d = v.replace(/\D/g, '').slice(0, 8); return d.length > 4 ? `${d.slice(0, 2)}/${d.slice(2, 4)}/${d.slice(4)}` : d.length > 2 ? `${d.slice(0, 2)}/${d.slice(2)}` : d; };
const phoned = (v) => { let d = v.replace(/\D/g, ''); if (d.length === 11 && d[0] === '1') d = d.slice(1); d = d.slice(0, 10); return d.length > 6 ? `(${d.slice(0, 3)}) ${d.slice(3, 6)}-${d.slice(6)}` : d.length > 3 ? `(${d.slice(0, 3)}) ${d.slice(3)}` : d; };

function App() {
  const [s, set] = useState(blank);
  const [step, go] = useState(1);
  const [errs, setErrs] = useState({});
  const [busy, setBusy] = useState(false);
  const [done, setDone] = useState(false);
  const put = (k, v) => { set((o) => ({ ...o, [k]: v })); setErrs((e) => ({ ...e, [k]: '' })); };
  useEffect(() => { gallery.values(s); gallery.step(step); });
  const need = (map) => { const e = Object.fromEntries(Object.entries(map).filter(([k, re]) => !re.test(String(s[k]).trim())).map(([k]) => [k, k === 'dob' ? 'Use the format MM/DD/YYYY' : 'Required'])); setErrs(e); return !Object.keys(e).length; };
  const text = (k, label, more = {}) => (
    <div className="q"><div id={'l-' + k}>{label}</div><input className="in" aria-labelledby={'l-' + k} value={s[k]} {...more} onChange={(e) => put(k, more.mask ? more.mask(e.target.value) : e.target.value)} />{errs[k] && <div className="msg">{errs[k]}</div>}</div>
  );
  const cards = (k, list) => list.map((o) => <button type="button" key={o} className={'opt' + (s[k] === o ? ' on' : '')} aria-pressed={s[k] === o} onClick={() => put(k, o)}>{o}</button>);
  const start = async () => {
    if (!need({ payer: /./, memberId: /.{5}/ })) return;
    setBusy(true);
    try { await (await fetch('/api/benefit-checks', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ payer: s.payer, memberId: s.memberId }) })).json(); go(3); } finally { setBusy(false); }
  };
  const finish = (e) => {
    e.preventDefault();
    if (!need({ email: /^\S+@\S+\.\S+$/, phone: /\d{4}$/, goal: /./, visit: /./, agree: /true/ })) return;
    gallery.commit(s);
    setBusy(true);
    const end = () => setDone(true);
    fetch('/api/benefit-checks/bc_71/submit', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(s) }).then(end, end);
  };
  if (done) return <div className="card"><h1>You're all set!</h1><p>We'll e-mail your results within a business day.</p></div>;
  return (
    <>
      <div className="top"><b>mentaya</b><span>Ilse Brandt, PhD · Cambridge, MA</span></div>
      <div className="card"><div className="bar"><i style={{ width: step * 25 + '%' }} /></div>
        {step === 1 && <><h1>Let's see what your insurance pays back</h1><p className="sub">Dr. Brandt is out-of-network. Many plans reimburse 50–80% of each session.</p><div className="q"><div>What kind of plan do you have?</div>{cards('plan', ['Through my (or my family’s) employer', 'Marketplace or individual plan', 'Student plan', 'I’m not sure'])}</div><button className="cta" disabled={!s.plan} onClick={() => go(2)}>Check my benefits</button></>}
        {step === 2 && <><h1>Your insurance card</h1><p className="sub">Find these on the front of your card.</p>
          <div className="q"><div id="l-payer">Insurance company</div><AsyncSelect aria-labelledby="l-payer" cacheOptions defaultOptions loadOptions={load} placeholder="Start typing…" value={s.payer ? { value: s.payer, label: s.payer } : null} onChange={(o) => put('payer', o.label)} />{errs.payer && <div className="msg">{errs.payer}</div>}</div>
          {text('memberId', 'Member ID', { placeholder: 'e.g. W123456789' })}{text('groupId', 'Group number (if shown)')}
          <button className="cta" disabled={busy} onClick={start}>{busy ? 'One moment…' : 'Next'}</button><button className="lnk" onClick={() => go(1)}>Go back</button></>}
        {step === 3 && <><h1>Who is the patient?</h1><p className="sub">Exactly as your insurer knows you.</p><div className="row">{text('firstName', 'Legal first name')}{text('lastName', 'Legal last name')}</div><div className="row">{text('dob', 'Date of birth', { placeholder: 'MM/DD/YYYY', inputMode: 'numeric', mask: dated })}{text('zip', 'ZIP code', { inputMode: 'numeric', maxLength: 5 })}</div>
          <div className="q"><div>Who holds the policy?</div>{cards('relation', ['I do', 'My spouse or partner', 'My parent'])}{errs.relation && <div className="msg">{errs.relation}</div>}</div>
          <button className="cta" onClick={() => need({ firstName: /./, lastName: /./, dob: /^\d\d\/\d\d\/\d{4}$/, zip: /^\d{5}$/, relation: /./ }) && go(4)}>Next</button><button className="lnk" onClick={() => go(2)}>Go back</button></>}
        {step === 4 && <form onSubmit={finish} noValidate><h1>Where should we send your results?</h1><div className="note">Good news: {s.payer} plans often cover out-of-network therapy. A benefits specialist will confirm.</div>{text('email', 'Email', { type: 'email' })}{text('phone', 'Mobile number', { type: 'tel', mask: phoned })}
          <div className="q"><div id="l-visit">What are you hoping to book?</div><select className="in" aria-labelledby="l-visit" value={s.visit} onChange={(e) => put('visit', e.target.value)}><option value="">Choose…</option>{['Individual therapy', 'Couples therapy', 'Psychological testing'].map((o) => <option key={o}>{o}</option>)}</select>{errs.visit && <div className="msg">{errs.visit}</div>}</div>
          <div className="q"><div id="l-goal">Anything that Dr. Brandt should know about why you’re coming?</div><textarea className="in" rows={3} aria-labelledby="l-goal" value={s.goal} onChange={(e) => put('goal', e.target.value)} />{errs.goal && <div className="msg">{errs.goal}</div>}</div>
          <label className="chk"><input type="checkbox" checked={s.agree} onChange={(e) => put('agree', e.target.checked)} /><span>I authorize Mentaya to contact my insurer on my behalf, and accept the Terms and Privacy Policy.{errs.agree && <span className="msg"> Required</span>}</span></label>
          <label className="chk"><input type="checkbox" checked={s.tips} onChange={(e) => put('tips', e.target.checked)} /><span>Send me tips on saving money on therapy</span></label>
          <button className="cta" disabled={busy}>See my savings</button><button type="button" className="lnk" onClick={() => go(3)}>Go back</button></form>}
      </div>
    </>
  );
}
createRoot(document.getElementById('root')).render(<App />);

import { useState, useEffect } from 'react';
import { createRoot } from 'react-dom/client';

const SERVICES = { 'Colloqui': [['Primo colloquio conoscitivo', '45 min', '110 $'], ['Psicoterapia individuale', '50 min', '140 $'], ['Psicoterapia di coppia', '75 min', '190 $']], 'Gruppi': [['Gruppo sul lutto – colloquio di ingresso', '30 min', '50 $']] };
const PEOPLE = [['Qualsiasi professionista', 'per la massima disponibilità'], ['Ornella Vezzosi', 'Psicoterapeuta'], ['Tancredi Mori', 'Psicologo clinico']];
const cap = (s) => s[0].toUpperCase() + s.slice(1);
const days = Array.from({ length: 21 }, (_, i) => { const d = new Date(); d.setHours(12, 0, 0, 0); d.setDate(d.getDate() + i); return d; });
const free = (d, i) => i > 1 && d.getDay() % 6 !== 0 && d.getDate() % 4 !== 0;
const HOURS = ['09:30', '11:15', '14:00', '17:45'];

function Field({ id, label, error, children }) {
  return <div className="fld"><label htmlFor={id}>{label}</label>{children}{error && <p className="err" role="alert" id={id + '-error'}>{error}</p>}</div>;
}

function Booking() {
  const [step, setStep] = useState(1);
  const [tab, setTab] = useState('Colloqui');
  const [from, setFrom] = useState(0);
  const [day, setDay] = useState(null);
  const [busy, setBusy] = useState(false);
  const [cookie, setCookie] = useState(true);
  const [errors, setErrors] = useState({});
  const [done, setDone] = useState(false);
  const [v, setV] = useState({ servizio: '', professionista: '', orario: '', email: '', nome: '', cognome: '', prefisso: '+1', telefono: '', password: '', dataNascita: '', note: '', condizioni: false, marketing: false, politica: false });
  const set = (o) => { setV((x) => ({ ...x, ...o })); setErrors({}); };
  useEffect(() => { gallery.values({ ...v, telefono: v.telefono && v.prefisso + ' ' + v.telefono }); });
  useEffect(() => { gallery.step(step); scrollTo(0, 0); }, [step]);
  const post = (op, variables) => fetch('/graphql/' + op, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ operationName: op, variables }) });

  const ready = [v.servizio, v.professionista, v.orario, true, true, true][step - 1];
  async function go() {
    const e = {};
    if (!ready) return;
    if (step === 4) {
      if (!/^\S+@\S+\.\S+$/.test(v.email)) e.email = 'Inserisci un indirizzo e-mail valido';
      else { setBusy(true); try { await (await post('customerExists', { email: v.email })).json(); } finally { setBusy(false); } }
    }
    if (step === 5) {
      if (!v.nome.trim()) e.nome = 'Il nome è obbligatorio';
      if (!v.cognome.trim()) e.cognome = 'Il cognome è obbligatorio';
      if (v.telefono.replace(/\D/g, '').length < 8) e.telefono = 'Inserisci un numero di cellulare valido';
      if (v.password.length < 8) e.password = 'La password deve contenere almeno 8 caratteri';
      if (!/^\d{2}\/\d{2}\/\d{4}$/.test(v.dataNascita) || +v.dataNascita.slice(3, 5) > 12) e.dataNascita = 'Usa il formato GG/MM/AAAA';
      if (!v.condizioni) e.condizioni = "Accetta l'informativa e le condizioni per continuare";
    }
    if (step === 6) {
      if (!v.politica) { setErrors({ politica: 'Devi accettare la politica di cancellazione' }); return; }
      gallery.commit();
      try { const r = await post('createAppointment', v); if (r.ok) setDone(true); } catch { /* offline */ }
      return;
    }
    setErrors(e);
    if (Object.keys(e).length === 0) setStep(step + 1);
  }
  const inp = (n, p = {}) => <input className="inp" id={n} data-qa={'input-' + n} value={v[n]} aria-invalid={!!errors[n]} onChange={(e) => set({ [n]: e.target.value })} {...p} />;
  const chk = (n, text) => <><label className="chk" data-qa={'checkbox-' + n}><input type="checkbox" checked={v[n]} onChange={(e) => set({ [n]: e.target.checked })} /><i>✓</i><span>{text}</span></label>{errors[n] && <p className="err" role="alert">{errors[n]}</p>}</>;
  if (done) return <div className="wrap"><h1>Appuntamento confermato</h1></div>;
  return <>
    <header className="bQ1d"><button className="icoBtn" aria-label="Indietro" onClick={() => step > 1 && setStep(step - 1)}>←</button><button className="icoBtn" aria-label="Chiudi" onClick={() => {}}>✕</button></header>
    <div className="wrap"><main>
      <div className="crumb">{['Servizi', 'Professionista', 'Orario', 'Conferma'].map((x, i) => <span key={x}>{i === Math.min(step, 4) - 1 ? <b>{x}</b> : x}{i < 3 && ' ›'}</span>)}</div>
      {step === 1 && <><h1>Servizi</h1><div className="tabs">{Object.keys(SERVICES).map((t) => <button key={t} className={'pill' + (t === tab ? ' on' : '')} onClick={() => setTab(t)}>{t}</button>)}</div>
        {SERVICES[tab].map(([n, t, p]) => <div key={n} className={'card' + (v.servizio === n ? ' sel' : '')} data-qa="service-item" onClick={() => set({ servizio: v.servizio === n ? '' : n })}><div><b>{n}</b><small>{t}</small><span>{p}</span></div><button className="plus" aria-label={(v.servizio === n ? 'Rimuovi ' : 'Aggiungi ') + n}>{v.servizio === n ? '✓' : '+'}</button></div>)}</>}
      {step === 2 && <><h1>Scegli il professionista</h1>{PEOPLE.map(([n, r]) => <button key={n} data-qa="professional-item" className={'card' + (v.professionista === n ? ' sel' : '')} onClick={() => set({ professionista: n })}><span><b>{n}</b><small>{r}</small></span></button>)}</>}
      {step === 3 && <><h1>Seleziona l'orario</h1><div style={{ display: 'flex', justifyContent: 'space-between', alignItems: 'center' }}><b>{cap(days[from].toLocaleDateString('it-IT', { month: 'long', year: 'numeric' }))}</b><span><button className="icoBtn" aria-label="Giorni precedenti" onClick={() => setFrom(Math.max(0, from - 7))}>‹</button><button className="icoBtn" aria-label="Giorni successivi" onClick={() => setFrom(Math.min(14, from + 7))}>›</button></span></div>
        <div className="strip">{days.slice(from, from + 7).map((d, k) => { const i = from + k, ok = free(d, i); return <div key={i} data-qa="date-item" role="button" tabIndex={ok ? 0 : -1} aria-disabled={!ok} aria-label={d.toLocaleDateString('it-IT', { weekday: 'long', day: 'numeric', month: 'long' })} className={'day' + (ok ? '' : ' full') + (day === i ? ' on' : '')} onClick={() => ok && (setDay(i), set({ orario: '' }))}><div>{d.getDate()}</div>{d.toLocaleDateString('it-IT', { weekday: 'short' })}</div>; })}</div>
        {day === null ? <p>Scegli un giorno per vedere gli orari disponibili.</p> : <ul className="slots">{HOURS.map((h) => { const w = days[day].toLocaleDateString('it-IT', { weekday: 'short', day: 'numeric', month: 'short' }) + ', ' + h; return <li key={h} data-qa="time-slot" tabIndex={0} className={'slot' + (v.orario === w ? ' on' : '')} onClick={() => set({ orario: w })} onKeyDown={(e) => e.key === 'Enter' && set({ orario: w })}>{h}</li>; })}</ul>}</>}
      {step === 4 && <><h1>Accedi o registrati</h1><p>Accedi o registrati per completare la prenotazione</p><Field id="email" label="Indirizzo e-mail" error={errors.email}>{inp('email', { type: 'email', placeholder: 'Inserisci il tuo indirizzo e-mail', autoComplete: 'email' })}</Field><button className="cta cta2">Continua con Facebook</button><button className="cta cta2">Continua con Google</button></>}
      {step === 5 && <><h1>Crea un account</h1><p>Ci siamo quasi! Crea il tuo account per {v.email} completando questi dati.</p>
        <div className="two"><Field id="nome" label="Nome *" error={errors.nome}>{inp('nome', { autoComplete: 'given-name' })}</Field><Field id="cognome" label="Cognome *" error={errors.cognome}>{inp('cognome', { autoComplete: 'family-name' })}</Field></div>
        <Field id="password" label="Password *" error={errors.password}>{inp('password', { type: 'password', autoComplete: 'new-password' })}</Field>
        <Field id="telefono" label="Numero di cellulare *" error={errors.telefono}><div className="tel"><select className="inp" aria-label="Prefisso" value={v.prefisso} onChange={(e) => set({ prefisso: e.target.value })}>{['+1', '+39', '+41', '+44', '+49', '+33'].map((p) => <option key={p}>{p}</option>)}</select>{inp('telefono', { type: 'tel', autoComplete: 'tel-national' })}</div></Field>
        <Field id="dataNascita" label="Data di nascita *" error={errors.dataNascita}>{inp('dataNascita', { placeholder: 'GG/MM/AAAA', inputMode: 'numeric', maxLength: 10 })}</Field>
        {chk('condizioni', <>Accetto l'<a href="#p" onClick={(e) => e.preventDefault()}>Informativa sulla privacy</a>, le <a href="#t" onClick={(e) => e.preventDefault()}>Condizioni d'uso</a> e i Termini di servizio</>)}{chk('marketing', 'Accetto di ricevere notifiche di marketing con offerte e novità')}</>}
      {step === 6 && <><h1>Rivedi e conferma</h1><h3>Modalità di pagamento</h3><div className="card sel">Paga presso la sede</div><h3>Politica di cancellazione</h3><p>Cancella <b>gratuitamente</b> fino a 24 ore prima dell'appuntamento.</p><h3>Informazioni importanti</h3><p>Lo studio si trova al secondo piano, citofono Lanterna.</p><Field id="note" label="Note sulla prenotazione">{<textarea className="inp" id="note" placeholder="Includi commenti o richieste sulla tua prenotazione: che cosa ti porta da noi?" value={v.note} onChange={(e) => set({ note: e.target.value })} />}</Field>{chk('politica', 'Accetto la politica di cancellazione dello studio')}</>}
    </main><aside><b>Studio Lanterna Psicologia</b><p style={{ color: '#757676', margin: '4px 0 16px' }}>18 Hanover Street, Boston</p>{v.servizio ? <p>{v.servizio}</p> : <p style={{ color: '#757676' }}>Nessun servizio selezionato</p>}{v.professionista && <p>con {v.professionista}</p>}{v.orario && <p>{v.orario}</p>}<button className="cta" data-qa="continue-button" aria-disabled={!ready || busy} onClick={go}>{step === 6 ? 'Conferma' : busy ? '…' : 'Continua'}</button></aside></div>
    {cookie && <div className="ck" role="dialog" aria-label="Cookie">Utilizziamo i cookie per migliorare la tua esperienza su Fresha.<p><button onClick={() => setCookie(false)}>Rifiuta</button><button onClick={() => setCookie(false)}>Accetta tutto</button></p></div>}
  </>;
}
createRoot(document.getElementById('__next')).render(<Booking />);

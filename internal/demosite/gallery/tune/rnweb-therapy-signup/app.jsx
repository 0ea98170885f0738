import { createContext, useContext, useEffect, useState } from 'react';
import { createRoot } from 'react-dom/client';
import './style.css';

// What react-native-web makes of View, Text, Pressable and TextInput.
const View = ({ s = '', ...p }) => <div className={`css-view-175oi2r ${s}`} {...p} />;
const Text = ({ s = '', ...p }) => <div dir="auto" className={`css-text-146c3p1 ${s}`} {...p} />;
const Pressable = ({ s = '', role = 'button', onPress, disabled, children, ...p }) => <div role={role} tabIndex={disabled ? -1 : 0} aria-disabled={disabled || undefined} className={`css-view-175oi2r r-touch ${disabled ? 'r-off' : ''} ${s}`} onClick={() => !disabled && onPress()} onKeyDown={(e) => { if (!disabled && (e.key === 'Enter' || e.key === ' ') && e.target === e.currentTarget) { e.preventDefault(); onPress(); } }} {...p}>{children}</div>;
const TextInput = ({ value, onChangeText, multiline, ...p }) => (multiline ? <textarea dir="auto" autoCapitalize="sentences" autoCorrect="on" spellCheck className="css-textinput-11aywtz" rows={4} value={value} onChange={(e) => onChangeText(e.target.value)} {...p} /> : <input dir="auto" autoCapitalize="sentences" autoComplete="on" autoCorrect="on" spellCheck type="text" className="css-textinput-11aywtz" value={value} onChange={(e) => onChangeText(e.target.value)} {...p} />);

const STATES = 'Alabama,Alaska,Arizona,Arkansas,California,Colorado,Connecticut,Delaware,Florida,Georgia,Hawaii,Idaho,Illinois,Indiana,Iowa,Kansas,Kentucky,Louisiana,Maine,Maryland,Massachusetts,Michigan,Minnesota,Mississippi,Missouri,Montana,Nebraska,Nevada,New Hampshire,New Jersey,New Mexico,New York,North Carolina,North Dakota,Ohio,Oklahoma,Oregon,Pennsylvania,Rhode Island,South Carolina,South Dakota,Tennessee,Texas,Utah,Vermont,Virginia,Washington,West Virginia,Wisconsin,Wyoming'.split(',');
const FOCUS = ['Anxiety', 'Low mood', 'Stress at work', 'Sleep', 'Relationships', 'Grief', 'Life changes', 'Self-esteem'];

function Picker({ label, value, list, onPick, id }) {
  const [open, setOpen] = useState(false);
  return <>
    <Text s="r-lab">{label}</Text>
    <Pressable s="r-pick" onPress={() => setOpen(true)} data-testid={id} aria-haspopup="dialog"><Text>{value || 'Select'}</Text><Text>{'\u2304'}</Text></Pressable>
    {open && <View s="r-modal" role="dialog" aria-modal="true"><View s="r-sheet">{list.map((o) => <Pressable key={o} s="r-item" onPress={() => { onPick(o); setOpen(false); }}><Text>{o}</Text></Pressable>)}<Pressable s="r-item" onPress={() => setOpen(false)}><Text>Cancel</Text></Pressable></View></View>}
  </>;
}

const Ctx = createContext(null);
const E = ({ k }) => { const { err } = useContext(Ctx); return (err[k] ? <Text s="r-err" role="alert">{err[k]}</Text> : null); };
const Card = ({ k, v, sub, then }) => { const { d, set } = useContext(Ctx); return <Pressable role="radio" aria-checked={d[k] === v} s={`r-card ${d[k] === v ? 'r-on' : ''}`} onPress={() => { set(k)(v); if (then) setTimeout(then, 250); }}><Text>{v}</Text>{sub && <Text s="r-p">{sub}</Text>}</Pressable>; };
const Check = ({ k, children }) => { const { d, set } = useContext(Ctx); return <Pressable role="checkbox" aria-checked={d[k]} s="r-row" style={{ margin: '8px 0' }} onPress={() => set(k)(!d[k])}><View s="r-box"><Text>{d[k] ? '\u2713' : ''}</Text></View><View style={{ flex: 1, flexShrink: 1 }}><Text>{children}</Text></View></Pressable>; };
const Next = ({ onPress, text = 'Continue', disabled, id = 'next' }) => <Pressable s="r-btn" onPress={onPress} disabled={disabled} data-testid={id}><Text>{text}</Text></Pressable>;

function App() {
  const [step, setStep] = useState(1);
  const [d, setD] = useState({ forWhom: '', state: '', age: false, focus: [], words: '', therapistGender: '', schedule: '', first: '', last: '', dob: '', gender: '', mobile: '', email: '', password: '', terms: false, news: false });
  const [err, setErr] = useState({});
  const [busy, setBusy] = useState(false);
  const [done, setDone] = useState(false);
  const set = (k) => (v) => { setD((o) => ({ ...o, [k]: v })); setErr((o) => ({ ...o, [k]: '' })); };
  useEffect(() => { gallery.values(d); gallery.step(step); });
  const go = (n) => { setStep(n); scrollTo(0, 0); };
  const check = (rules) => {
    const e = {};
    for (const [k, [ok, text]] of Object.entries(rules)) if (!ok) e[k] = text;
    setErr(e);
    return Object.keys(e).length === 0;
  };
  const date = (v) => { const n = v.replace(/\D/g, '').slice(0, 8); set('dob')([n.slice(0, 2), n.slice(2, 4), n.slice(4)].filter(Boolean).join('/')); };
  const tel = (v) => { let n = v.replace(/\D/g, ''); if (n.length > 10 && n[0] === '1') n = n.slice(1); n = n.slice(0, 10); set('mobile')(n.length > 6 ? `(${n.slice(0, 3)}) ${n.slice(3, 6)}-${n.slice(6)}` : n.length > 3 ? `(${n.slice(0, 3)}) ${n.slice(3)}` : n); };
  const finish = async () => {
    if (!check({ email: [/^\S+@\S+\.\S+$/.test(d.email), "That email doesn't look right"], password: [d.password.length >= 8 && /\d/.test(d.password), 'Use at least 8 characters and a number'], terms: [d.terms, 'Please accept to continue'] })) return;
    setBusy(true);
    gallery.commit(d);
    await fetch('/graphql/createMember', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ operationName: 'CreateMember', variables: { input: d } }) });
    setBusy(false);
    setDone(true);
  };
  if (done) return <View s="r-screen"><Text s="r-h">Welcome aboard</Text><Text s="r-p">We are choosing three therapists for you.</Text></View>;
  return <Ctx.Provider value={{ d, set, err }}><View s="r-screen">
    <View s="r-row" style={{ justifyContent: 'space-between' }}><Text style={{ fontWeight: 800, fontSize: 20 }}>harborlight</Text><Pressable role="link" onPress={() => { location.hash = 'login'; }}><Text style={{ color: '#2b6a6c' }}>Log in</Text></Pressable></View>
    <View s="r-bar" role="progressbar" aria-valuenow={step} aria-valuemax={5}><View s="r-barfill" style={{ width: `${step * 20}%` }} /></View>
    {step > 1 && <Pressable s="r-back" onPress={() => go(step - 1)} aria-label="Go back"><Text>{'\u2190'}</Text></Pressable>}
    {step === 1 && <>
      <Text s="r-h" role="heading">Who are you looking for care for?</Text>
      <View role="radiogroup"><Card k="forWhom" v="Myself" then={() => go(2)} /><Card k="forWhom" v="Me and my partner" then={() => go(2)} /><Card k="forWhom" v="My teen" sub="Ages 13 to 17" then={() => go(2)} /></View></>}
    {step === 2 && <>
      <Text s="r-h" role="heading">First, a quick check that we can see you</Text><Text s="r-p">Therapists are licensed by state.</Text>
      <Picker label="Where will you be during sessions?" value={d.state} list={STATES} onPick={set('state')} id="state-picker" /><E k="state" />
      <View style={{ height: 12 }} /><Check k="age">I am 18 or older, or a parent or guardian</Check><E k="age" />
      <Next onPress={() => check({ state: [d.state, 'Pick a state'], age: [d.age, 'Please confirm'] }) && go(3)} /></>}
    {step === 3 && <>
      <Text s="r-h" role="heading">What would you like to work on?</Text><Text s="r-p">Choose up to three</Text>
      <View s="r-wrap">{FOCUS.map((f) => { const on = d.focus.includes(f); return <Pressable key={f} s={`r-chip ${on ? 'r-on' : ''}`} aria-pressed={on} onPress={() => (on ? set('focus')(d.focus.filter((x) => x !== f)) : d.focus.length < 3 && set('focus')([...d.focus, f]))}><Text>{f}</Text></Pressable>; })}</View><E k="focus" />
      <Text s="r-lab">In your own words (this goes to your therapist)</Text><TextInput multiline placeholder="Write as much or as little as you like" value={d.words} onChangeText={set('words')} data-testid="words" /><E k="words" />
      <Text s="r-lab">I would feel most comfortable with</Text><View role="radiogroup"><Card k="therapistGender" v="A woman" /><Card k="therapistGender" v="A man" /><Card k="therapistGender" v="No preference" /></View><E k="therapistGender" />
      <Text s="r-lab">When do you like to meet?</Text><View s="r-wrap" role="radiogroup">{['Mornings', 'Lunchtime', 'Evenings', 'Weekends'].map((t) => <Pressable key={t} role="radio" aria-checked={d.schedule === t} s={`r-chip ${d.schedule === t ? 'r-on' : ''}`} onPress={() => set('schedule')(t)}><Text>{t}</Text></Pressable>)}</View><E k="schedule" />
      <Next disabled={d.focus.length === 0} onPress={() => check({ words: [d.words.trim(), 'A few words help us a lot'], therapistGender: [d.therapistGender, 'Pick one'], schedule: [d.schedule, 'Pick one'] }) && go(4)} /></>}
    {step === 4 && <>
      <Text s="r-h" role="heading">A little about you</Text>
      <Text s="r-lab">Legal first name</Text><TextInput value={d.first} onChangeText={set('first')} placeholder="First" data-testid="first" /><E k="first" />
      <Text s="r-lab">Legal last name</Text><TextInput value={d.last} onChangeText={set('last')} placeholder="Last" data-testid="last" /><E k="last" />
      <Text s="r-lab">Birthday</Text><TextInput value={d.dob} onChangeText={date} placeholder="MM/DD/YYYY" inputMode="numeric" data-testid="dob" /><E k="dob" />
      <Picker label="Gender" value={d.gender} list={['Female', 'Male', 'Non-binary', 'Prefer to self-describe', 'Prefer not to say']} onPick={set('gender')} id="gender-picker" /><E k="gender" />
      <Text s="r-lab">Mobile</Text><TextInput value={d.mobile} onChangeText={tel} placeholder="(555) 555-5555" inputMode="tel" data-testid="mobile" /><E k="mobile" />
      <Next onPress={() => check({ first: [d.first.trim(), 'Required'], last: [d.last.trim(), 'Required'], dob: [/^\d\d\/\d\d\/(19|20)\d\d$/.test(d.dob), 'Enter your birthday as MM/DD/YYYY'], gender: [d.gender, 'Required'], mobile: [d.mobile.replace(/\D/g, '').length === 10, 'Enter a 10-digit number'] }) && go(5)} /></>}
    {step === 5 && <>
      <Text s="r-h" role="heading">{d.first ? `${d.first}, save your matches` : 'Save your matches'}</Text><Text s="r-p">Make an account so you can come back to your therapists.</Text>
      <TextInput value={d.email} onChangeText={set('email')} placeholder="Email" inputMode="email" autoCapitalize="none" autoComplete="email" data-testid="email" /><E k="email" />
      <TextInput type="password" value={d.password} onChangeText={set('password')} placeholder="Create a password" autoComplete="new-password" data-testid="password" /><Text s="r-p">At least 8 characters and a number</Text><E k="password" />
      <Check k="terms">I agree to the Terms of Use, Privacy Policy and Telehealth Consent</Check><E k="terms" />
      <Check k="news">Send me tips and offers by email</Check>
      <Next onPress={finish} text={busy ? 'One moment...' : 'See my matches'} disabled={busy} id="finish" /></>}
  </View></Ctx.Provider>;
}
createRoot(document.getElementById('root')).render(<App />);

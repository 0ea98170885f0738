import { useEffect, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { Alert, AppBar, Autocomplete, Box, Button, Card, CardActionArea, Checkbox, Chip, Container, CssBaseline, FormControlLabel, FormHelperText, IconButton, InputAdornment, LinearProgress, Link, List, ListItemButton, ListItemText, Stack, TextField, ThemeProvider, ToggleButton, ToggleButtonGroup, Toolbar, Typography, createTheme } from '@mui/material';
import { LocalizationProvider } from '@mui/x-date-pickers/LocalizationProvider';
import { AdapterDayjs } from '@mui/x-date-pickers/AdapterDayjs';
import { DateCalendar } from '@mui/x-date-pickers/DateCalendar';
import PhoneInput from 'react-phone-number-input';
import 'react-phone-number-input/style.css';
import dayjs from 'dayjs';

const theme = createTheme({ palette: { primary: { main: '#1c6e7d' }, background: { default: '#f4fafa' } }, shape: { borderRadius: 12 }, typography: { button: { textTransform: 'none', fontWeight: 600 } } });
const states = 'Alabama,Alaska,Arizona,Arkansas,California,Colorado,Connecticut,Delaware,District of Columbia,Florida,Georgia,Hawaii,Idaho,Illinois,Indiana,Iowa,Kansas,Kentucky,Louisiana,Maine,Maryland,Massachusetts,Michigan,Minnesota,Mississippi,Missouri,Montana,Nebraska,Nevada,New Hampshire,New Jersey,New Mexico,New York,North Carolina,North Dakota,Ohio,Oklahoma,Oregon,Pennsylvania,Rhode Island,South Carolina,South Dakota,Tennessee,Texas,Utah,Vermont,Virginia,Washington,West Virginia,Wisconsin,Wyoming'.split(',');
const concerns = ['Stress & anxiety', 'Depression', 'Trauma', 'Parenting', 'Anger', 'Sleep', 'Loneliness', 'Other'];
const therapists = ['No preference', 'Briony Castellanos, LMFT', 'Desmond Achebe, LCSW', 'Ingrid Halloran, PsyD', 'Kenji Watanabe, LPC'];

// One question with answers that lead on when they are clicked.
function Ask({ options, value, onPick, dense }) {
  return <List disablePadding>{options.map((o) => <ListItemButton key={o} selected={o === value} onClick={() => onPick(o)} sx={{ border: 1, borderColor: 'divider', borderRadius: 3, mb: 1.2, py: dense ? 0.8 : 1.6, bgcolor: 'background.paper' }}><ListItemText primary={o} /></ListItemButton>)}</List>;
}
function Big({ options, value, onPick }) {
  return <Stack direction={{ xs: 'column', sm: 'row' }} spacing={2}>{options.map(([o, sub, mark]) => <Card key={o} variant="outlined" sx={{ flex: 1, borderColor: o === value ? 'primary.main' : 'divider' }}><CardActionArea onClick={() => onPick(o)} sx={{ p: 3, textAlign: 'center' }}><Box sx={{ fontSize: 38 }} aria-hidden="true">{mark}</Box><Typography variant="h6">{o}</Typography><Typography variant="body2" color="text.secondary">{sub}</Typography></CardActionArea></Card>)}</Stack>;
}
const titles = ['What kind of help are you looking for?', 'What is your gender identity?', 'What brings you here today?', 'Over the past two weeks, how often have you felt nervous or on edge?', 'When would you like your first session?', 'Last step: create your account'];

function Quiz() {
  const [at, setAt] = useState(0);
  const [v, setV] = useState({ kind: '', gender: '', concerns: [], detail: '', nervous: '', day: null, hour: '', therapist: null, first: '', last: '', nick: '', born: '', state: null, phone: '', email: '', password: '', terms: false, tips: false });
  const [errors, setErrors] = useState({});
  const [seen, setSeen] = useState(false);
  const [result, setResult] = useState();
  useEffect(() => { gallery.values({ ...v, day: v.day ? v.day.format('YYYY-MM-DD') : '' }); });
  const set = (k) => (x) => setV((o) => ({ ...o, [k]: x }));
  const onText = (k) => (e) => set(k)(e.target.value);
  const go = (n) => { setErrors({}); setAt(n); gallery.step(n + 1); scrollTo(0, 0); };
  const pick = (k) => (x) => { set(k)(x); setTimeout(() => go(at + 1), 250); };
  const hours = v.day ? (v.day.date() % 2 ? ['8:00 AM', '12:30 PM', '5:15 PM'] : ['9:30 AM', '2:00 PM', '4:45 PM', '7:00 PM']) : [];
  const next = (e) => {
    e?.preventDefault();
    const bad = {};
    const need = (k, ok, text) => { if (!ok) bad[k] = text; };
    if (at === 2) { need('concerns', v.concerns.length, 'Select at least one'); }
    if (at === 4) { need('day', v.day, 'Pick a day'); need('hour', v.hour, 'Pick a time'); }
    if (at === 5) {
      need('first', v.first.trim(), 'Required'); need('last', v.last.trim(), 'Required'); need('born', /^\d{1,2}\/\d{1,2}\/\d{4}$/.test(v.born), 'MM/DD/YYYY'); need('state', v.state, 'Required');
      need('phone', (v.phone || '').replace(/\D/g, '').length >= 10, 'Enter a valid phone number'); need('email', /^\S+@\S+\.\S+$/.test(v.email), 'Enter a valid email'); need('password', v.password.length >= 8 && /\d/.test(v.password), 'At least 8 characters, with a number'); need('terms', v.terms, 'Please accept to continue');
    }
    setErrors(bad);
    if (Object.keys(bad).length) return;
    if (at < 5) return go(at + 1);
    gallery.commit();
    fetch('/api/v1/signup', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ ...v, day: v.day.format('YYYY-MM-DD') }) }).then((r) => setResult(r.ok), () => setResult(false));
  };
  const field = (k, label, extra = {}) => <TextField fullWidth label={label} value={v[k]} onChange={onText(k)} error={!!errors[k]} helperText={errors[k] || extra.help} {...{ ...extra, help: undefined }} />;
  return <LocalizationProvider dateAdapter={AdapterDayjs}>
    <AppBar position="static" color="inherit" elevation={0}><Toolbar sx={{ justifyContent: 'space-between' }}><Typography variant="h6" color="primary">tidewell</Typography><Link href="#login" underline="none">Log in</Link></Toolbar></AppBar>
    <LinearProgress variant="determinate" value={(at / 6) * 100} aria-label="progress" />
    <Container maxWidth="sm" sx={{ py: 5 }}>
      {at > 0 && <Button size="small" onClick={() => go(at - 1)} sx={{ mb: 1 }}>‹ Back</Button>}
      <Typography variant="h5" component="h1" sx={{ mb: 3, textAlign: 'center' }}>{titles[at]}</Typography>
      {at === 0 && <Big value={v.kind} onPick={pick('kind')} options={[['Individual', 'for myself', '🌿'], ['Couples', 'for me and my partner', '🤝'], ['Psychiatry', 'medication support', '📋']]} />}
      {at === 1 && <Ask value={v.gender} onPick={pick('gender')} options={['Woman', 'Man', 'Non-binary', 'Transfeminine', 'Transmasculine', 'Agender', 'I don’t know', 'Prefer not to say']} dense />}
      {at === 2 && <form onSubmit={next} noValidate>
        <Stack direction="row" useFlexGap sx={{ gap: 1, flexWrap: 'wrap', mb: 1 }}>{concerns.map((c) => <Chip key={c} label={c} clickable color={v.concerns.includes(c) ? 'primary' : 'default'} variant={v.concerns.includes(c) ? 'filled' : 'outlined'} aria-pressed={v.concerns.includes(c)} onClick={() => set('concerns')(v.concerns.includes(c) ? v.concerns.filter((x) => x !== c) : [...v.concerns, c])} />)}</Stack>
        {errors.concerns && <FormHelperText error>{errors.concerns}</FormHelperText>}
        {v.concerns.length > 0 && <TextField fullWidth multiline minRows={3} margin="normal" label="Tell your therapist more (optional)" value={v.detail} onChange={onText('detail')} />}
        <Button type="submit" variant="contained" size="large" fullWidth sx={{ mt: 2 }}>Continue</Button></form>}
      {at === 3 && <Ask value={v.nervous} onPick={pick('nervous')} options={['Not at all', 'Several days', 'More than half the days', 'Nearly every day']} />}
      {at === 4 && <form onSubmit={next} noValidate>
        <Card variant="outlined"><DateCalendar value={v.day} onChange={(d) => setV((o) => ({ ...o, day: d, hour: '' }))} minDate={dayjs().add(2, 'day')} maxDate={dayjs().add(6, 'week')} shouldDisableDate={(d) => [0, 6, 3].includes(d.day())} views={['day']} /></Card>
        {errors.day && <FormHelperText error>{errors.day}</FormHelperText>}
        {v.day && <ToggleButtonGroup exclusive color="primary" value={v.hour} onChange={(e, x) => set('hour')(x || '')} aria-label="Available times" sx={{ mt: 2, flexWrap: 'wrap' }}>{hours.map((h) => <ToggleButton key={h} value={h}>{h}</ToggleButton>)}</ToggleButtonGroup>}
        {!errors.day && errors.hour && <FormHelperText error>{errors.hour}</FormHelperText>}
        <Autocomplete sx={{ mt: 3 }} options={therapists} value={v.therapist} onChange={(e, x) => set('therapist')(x)} renderInput={(p) => <TextField {...p} label="Preferred therapist" />} />
        <Button type="submit" variant="contained" size="large" fullWidth sx={{ mt: 3 }}>Continue</Button></form>}
      {at === 5 && <form onSubmit={next} noValidate><Stack spacing={2}>
        <Stack direction="row" spacing={2}>{field('first', 'First name')}{field('last', 'Last name')}</Stack>
        {field('nick', 'Nickname', { help: 'This is how your therapist will address you' })}
        <Stack direction="row" spacing={2}>{field('born', 'Date of birth', { placeholder: 'MM/DD/YYYY', inputMode: 'numeric' })}<Autocomplete fullWidth options={states} value={v.state} onChange={(e, x) => set('state')(x)} renderInput={(p) => <TextField {...p} label="State" error={!!errors.state} helperText={errors.state} />} /></Stack>
        <Box><PhoneInput international={false} defaultCountry="US" placeholder="Phone number" value={v.phone} onChange={(x) => set('phone')(x || '')} className="phone" />{errors.phone && <FormHelperText error>{errors.phone}</FormHelperText>}</Box>
        {field('email', 'Email', { type: 'email', autoComplete: 'username' })}
        {field('password', 'Create a password', { type: seen ? 'text' : 'password', autoComplete: 'new-password', slotProps: { input: { endAdornment: <InputAdornment position="end"><IconButton aria-label={seen ? 'hide the password' : 'display the password'} onClick={() => setSeen(!seen)} edge="end">👁</IconButton></InputAdornment> } } })}
        <Box><FormControlLabel control={<Checkbox checked={v.terms} onChange={(e) => set('terms')(e.target.checked)} />} label={<>I am over 18 and accept the <Link href="#terms">Terms</Link> and <Link href="#privacy">Privacy Policy</Link></>} />{errors.terms && <FormHelperText error>{errors.terms}</FormHelperText>}
          <FormControlLabel control={<Checkbox checked={v.tips} onChange={(e) => set('tips')(e.target.checked)} />} label="Email me discounts and wellbeing tips" /></Box>
        {result !== undefined && <Alert severity={result ? 'success' : 'error'}>{result ? 'Welcome to Tidewell!' : 'We could not create your account. Please try again.'}</Alert>}
        <Button type="submit" variant="contained" size="large">Create account &amp; get matched</Button></Stack></form>}
    </Container>
  </LocalizationProvider>;
}
createRoot(document.getElementById('root')).render(<ThemeProvider theme={theme}><CssBaseline /><style>{'.phone input{font:inherit;padding:16.5px 14px;border:1px solid #c4c4c4;border-radius:12px}'}</style><Quiz /></ThemeProvider>);

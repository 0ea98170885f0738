import { useEffect, useState } from 'react';
import { createRoot } from 'react-dom/client';
import dayjs from 'dayjs';
import AppBar from '@mui/material/AppBar';
import Alert from '@mui/material/Alert';
import Autocomplete from '@mui/material/Autocomplete';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Checkbox from '@mui/material/Checkbox';
import Chip from '@mui/material/Chip';
import Container from '@mui/material/Container';
import CssBaseline from '@mui/material/CssBaseline';
import FormControl from '@mui/material/FormControl';
import FormControlLabel from '@mui/material/FormControlLabel';
import FormHelperText from '@mui/material/FormHelperText';
import FormLabel from '@mui/material/FormLabel';
import InputLabel from '@mui/material/InputLabel';
import MenuItem from '@mui/material/MenuItem';
import Paper from '@mui/material/Paper';
import Radio from '@mui/material/Radio';
import RadioGroup from '@mui/material/RadioGroup';
import Select from '@mui/material/Select';
import Stack from '@mui/material/Stack';
import Step from '@mui/material/Step';
import StepLabel from '@mui/material/StepLabel';
import Stepper from '@mui/material/Stepper';
import TextField from '@mui/material/TextField';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import Toolbar from '@mui/material/Toolbar';
import Typography from '@mui/material/Typography';
import { ThemeProvider, createTheme } from '@mui/material/styles';
import { LocalizationProvider } from '@mui/x-date-pickers/LocalizationProvider';
import { AdapterDayjs } from '@mui/x-date-pickers/AdapterDayjs';
import { DatePicker } from '@mui/x-date-pickers/DatePicker';

const theme = createTheme({ palette: { primary: { main: '#2f6f62' }, secondary: { main: '#c0724a' }, background: { default: '#f6f4ef' } }, shape: { borderRadius: 10 }, typography: { h4: { fontFamily: 'Georgia, serif' } } });
const steps = ['Personal', 'Reach you', 'Paying for care', 'Your first session'];
const STATES = ['Alabama', 'Arizona', 'California', 'Colorado', 'Delaware', 'Florida', 'Georgia', 'Illinois', 'Indiana', 'Massachusetts', 'Michigan', 'Minnesota', 'New Jersey', 'New York', 'North Carolina', 'Ohio', 'Oregon', 'Pennsylvania', 'Texas', 'Virginia', 'Washington', 'Wisconsin'];
const CARRIERS = ['Aetna', 'Anthem Blue Cross', 'Cigna Healthcare', 'Humana', 'Kaiser Permanente', 'Magellan', 'Oscar', 'UnitedHealthcare / Optum'];
const TOPICS = ['Anxiety', 'Burnout', 'Depression', 'Family conflict', 'Grief', 'Life transitions', 'Relationships', 'Sleep', 'Trauma'];
const THERAPISTS = ['Amara Nwosu, LMFT', 'Daniel Roth, PhD', 'Ingrid Solberg, LCSW', 'Mateo Vargas, LPC'];
const empty = { legalFirst: '', legalLast: '', birthday: null, pronouns: '', mobile: '', mail: '', town: '', region: null, zip: '', paying: '', carrier: null, subscriber: '', topics: [], therapist: '', setting: '', time: '', note: '', telehealthConsent: false };

const formatPhone = (s) => {
  const d = s.replace(/\D/g, '').slice(0, 10);
  if (d.length < 4) return d;
  if (d.length < 7) return `(${d.slice(0, 3)}) ${d.slice(3)}`;
  return `(${d.slice(0, 3)}) ${d.slice(3, 6)}-${d.slice(6)}`;
};

function check(step, v) {
  const e = {};
  const need = (k, why = 'Required') => { if (!v[k] || v[k].length === 0) e[k] = why; };
  if (step === 0) {
    need('legalFirst'); need('legalLast'); need('birthday', 'Please give your birthday');
    if (v.birthday && !v.birthday.isValid()) e.birthday = 'This is not a valid date';
    else if (v.birthday && v.birthday.isAfter(dayjs().subtract(18, 'year'))) e.birthday = 'We see adults of 18 and over';
  }
  if (step === 1) {
    need('mobile'); need('mail'); need('town'); need('region'); need('zip');
    if (v.mobile && v.mobile.length !== 14) e.mobile = 'Enter all ten digits';
    if (v.mail && !/^\S+@\S+\.\S+$/.test(v.mail)) e.mail = 'Check the spelling of your email';
    if (v.zip && !/^\d{5}$/.test(v.zip)) e.zip = 'Five digits';
  }
  if (step === 2) {
    need('paying', 'Choose one');
    if (v.paying === 'insurance') { need('carrier'); need('subscriber'); }
  }
  if (step === 3) {
    need('topics', 'Pick at least one'); need('setting', 'Choose where you would like to meet'); need('time', 'Choose a time of day'); need('telehealthConsent', 'We need your agreement before we can schedule');
  }
  return e;
}

function Intake() {
  const [at, setAt] = useState(0);
  const [v, setV] = useState(empty);
  const [errors, setErrors] = useState({});
  const [state, setState] = useState('open');
  const flat = { ...v, birthday: v.birthday?.isValid() ? v.birthday.format('YYYY-MM-DD') : '' };
  useEffect(() => { gallery.values(flat); }, [v]);
  useEffect(() => { gallery.step(at + 1); }, [at]);
  const set = (k, x) => { setV((o) => ({ ...o, [k]: x })); setErrors((o) => ({ ...o, [k]: undefined })); };
  const text = (k, label, more = {}) => ({ id: k, name: k, label, value: v[k], onChange: (e) => set(k, e.target.value), error: !!errors[k], helperText: errors[k] || more.hint || ' ', fullWidth: true, ...(({ hint, ...r }) => r)(more) });

  async function next(ev) {
    ev.preventDefault();
    const e = check(at, v);
    setErrors(e);
    if (Object.keys(e).length) return;
    if (at < steps.length - 1) { setAt(at + 1); window.scrollTo(0, 0); return; }
    setState('sending');
    gallery.commit(flat);
    const r = await fetch('/api/intake/new-client', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(flat) });
    setState(r.ok ? 'sent' : 'failed');
  }

  return <ThemeProvider theme={theme}><CssBaseline /><LocalizationProvider dateAdapter={AdapterDayjs}>
    <AppBar position="static" elevation={0}><Toolbar><Typography variant="h6" sx={{ flexGrow: 1 }}>Harrow &amp; Vale Counseling</Typography><Button color="inherit" href="#team">Our team</Button><Button color="inherit" href="#fees">Fees</Button></Toolbar></AppBar>
    <Container maxWidth="sm" sx={{ my: 4 }}>
      <Typography variant="h4" component="h1" gutterBottom>Become a client</Typography>
      <Typography color="text.secondary" sx={{ mb: 3 }}>This takes about five minutes. Our intake coordinator replies within one working day.</Typography>
      <Paper sx={{ p: { xs: 2, sm: 4 } }}>
        <Stepper activeStep={at} alternativeLabel sx={{ mb: 4 }}>{steps.map((s) => <Step key={s}><StepLabel>{s}</StepLabel></Step>)}</Stepper>
        {state === 'sent' ? <Alert severity="success">Thank you. We have your request and will call you soon.</Alert> :
        <Box component="form" noValidate onSubmit={next}>
          {at === 0 && <Stack spacing={1}>
            <Stack direction={{ xs: 'column', sm: 'row' }} spacing={2}><TextField required {...text('legalFirst', 'Legal first name', { autoComplete: 'given-name' })} /><TextField required {...text('legalLast', 'Legal last name', { autoComplete: 'family-name' })} /></Stack>
            <DatePicker label="Birthday" value={v.birthday} onChange={(d) => set('birthday', d)} minDate={dayjs("1925-01-01")} maxDate={dayjs()} openTo="year" views={['year', 'month', 'day']} yearsOrder="desc" slotProps={{ textField: { required: true, fullWidth: true, error: !!errors.birthday, helperText: errors.birthday || ' ' } }} />
            <FormControl fullWidth><InputLabel id="pro-l">Pronouns</InputLabel><Select labelId="pro-l" id="pronouns" label="Pronouns" value={v.pronouns} onChange={(e) => set('pronouns', e.target.value)}><MenuItem value=""><em>Rather not say</em></MenuItem>{['she/her', 'he/him', 'they/them'].map((p) => <MenuItem key={p} value={p}>{p}</MenuItem>)}</Select><FormHelperText> </FormHelperText></FormControl>
          </Stack>}
          {at === 1 && <Stack spacing={1}>
            <TextField required {...text('mobile', 'Cell number', { type: 'tel', autoComplete: 'tel', placeholder: '(555) 000-0000', onChange: (e) => set('mobile', formatPhone(e.target.value)) })} />
            <TextField required {...text('mail', 'Email', { type: 'email', autoComplete: 'email' })} />
            <TextField required {...text('town', 'City or town')} />
            <Stack direction="row" spacing={2}>
              <Autocomplete fullWidth options={STATES} value={v.region} onChange={(_, x) => set('region', x)} renderInput={(p) => <TextField {...p} required label="State" error={!!errors.region} helperText={errors.region || 'We are licensed in these states'} />} />
              <TextField required {...text('zip', 'ZIP', { slotProps: { htmlInput: { inputMode: 'numeric', maxLength: 5 } } })} />
            </Stack>
          </Stack>}
          {at === 2 && <Stack spacing={2}>
            <FormControl error={!!errors.paying} required><FormLabel id="pay-l">How will you cover your sessions?</FormLabel>
              <RadioGroup aria-labelledby="pay-l" name="paying" value={v.paying} onChange={(e) => set('paying', e.target.value)}><FormControlLabel value="insurance" control={<Radio />} label="Through my health plan" /><FormControlLabel value="self" control={<Radio />} label="Out of pocket" /><FormControlLabel value="eap" control={<Radio />} label="Employee assistance program" /></RadioGroup>
              <FormHelperText>{errors.paying}</FormHelperText></FormControl>
            {v.paying === 'insurance' && <>
              <Autocomplete options={CARRIERS} value={v.carrier} onChange={(_, x) => set('carrier', x)} renderInput={(p) => <TextField {...p} required label="Health plan" error={!!errors.carrier} helperText={errors.carrier} />} />
              <TextField required {...text('subscriber', 'Subscriber ID', { hint: 'As printed on your card' })} /></>}
            {v.paying === 'self' && <Alert severity="info">Sessions are $165. A sliding scale is available.</Alert>}
          </Stack>}
          {at === 3 && <Stack spacing={2}>
            <Autocomplete multiple disableCloseOnSelect options={TOPICS} value={v.topics} onChange={(_, x) => set('topics', x)} renderInput={(p) => <TextField {...p} label="What would you like help with?" placeholder="Choose one or more" error={!!errors.topics} helperText={errors.topics} />} />
            <FormControl fullWidth><InputLabel id="th-l">Therapist</InputLabel><Select labelId="th-l" id="therapist" label="Therapist" value={v.therapist} onChange={(e) => set('therapist', e.target.value)}>{['Whoever is available first', ...THERAPISTS].map((p) => <MenuItem key={p} value={p}>{p}</MenuItem>)}</Select></FormControl>
            <Box><Typography id="set-l" variant="body2" gutterBottom>Where shall we meet?</Typography><ToggleButtonGroup exclusive color="primary" aria-labelledby="set-l" value={v.setting} onChange={(_, x) => set('setting', x ?? '')}><ToggleButton value="office">In the office</ToggleButton><ToggleButton value="video">By video</ToggleButton></ToggleButtonGroup><FormHelperText error>{errors.setting}</FormHelperText></Box>
            <Box><Typography id="time-l" variant="body2" gutterBottom>Times that suit you</Typography><Stack direction="row" spacing={1} role="group" aria-labelledby="time-l">{['Mornings', 'Afternoons', 'Evenings'].map((t) => <Chip key={t} label={t} clickable aria-pressed={v.time === t} color={v.time === t ? 'primary' : 'default'} onClick={() => set('time', t)} />)}</Stack><FormHelperText error>{errors.time}</FormHelperText></Box>
            <TextField multiline minRows={3} {...text('note', 'Anything your therapist should know beforehand')} />
            <FormControl error={!!errors.telehealthConsent}><FormControlLabel control={<Checkbox checked={v.telehealthConsent} onChange={(e) => set('telehealthConsent', e.target.checked)} />} label="I have read the informed consent and the privacy notice" /><FormHelperText>{errors.telehealthConsent}</FormHelperText></FormControl>
          </Stack>}
          {state === 'failed' && <Alert severity="error">Something went wrong. Please call the office.</Alert>}
          <Box sx={{ display: 'flex', pt: 3 }}><Button color="inherit" disabled={at === 0} onClick={() => setAt(at - 1)}>Back</Button><Box sx={{ flex: '1 1 auto' }} /><Button type="submit" variant="contained" loading={state === 'sending'}>{at === steps.length - 1 ? 'Finish' : 'Next'}</Button></Box>
        </Box>}
      </Paper>
    </Container>
  </LocalizationProvider></ThemeProvider>;
}
createRoot(document.getElementById('root')).render(<Intake />);

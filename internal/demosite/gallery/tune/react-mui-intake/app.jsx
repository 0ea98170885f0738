import { useState } from 'react';
import { createRoot } from 'react-dom/client';
import { Box, Button, Checkbox, FormControl, FormControlLabel, FormHelperText, FormLabel, InputLabel, MenuItem, Radio, RadioGroup, Select, Step, StepLabel, Stepper, TextField, Typography, Autocomplete } from '@mui/material';
import { LocalizationProvider } from '@mui/x-date-pickers/LocalizationProvider';
import { AdapterDayjs } from '@mui/x-date-pickers/AdapterDayjs';
import { DatePicker } from '@mui/x-date-pickers/DatePicker';

const states = ['California', 'Connecticut', 'Illinois', 'Maine', 'Massachusetts', 'New York', 'Ohio', 'Oregon', 'Texas', 'Vermont', 'Washington'];
const insurers = ['Aetna', 'Anthem Blue Cross', 'Cigna', 'Kaiser Permanente', 'UnitedHealthcare'];
const start = { firstName: '', lastName: '', preferred: '', dob: null, pronouns: '', email: '', phone: '', street: '', city: '', state: null, zip: '', insurer: '', memberId: '', history: '', reason: '', consent: false };

function Intake() {
  const [v, setAll] = useState(start);
  const [at, setAt] = useState(0);
  const [tried, setTried] = useState(false);
  const [done, setDone] = useState(false);
  const set = (k, x) => setAll((old) => ({ ...old, [k]: x }));
  gallery.values({ ...v, dob: v.dob && v.dob.isValid() ? v.dob.format('YYYY-MM-DD') : '' });
  const needed = [['firstName', 'lastName', 'dob'], ['email', 'phone', 'street', 'city', 'state', 'zip'], ['reason', 'consent']][at];
  const lacks = (k) => tried && needed.includes(k) && !v[k];
  const text = (k, label, more = {}) => <TextField key={k} margin="normal" fullWidth label={label} name={k} value={v[k]} required={needed.includes(k)} error={lacks(k)} helperText={lacks(k) ? 'Required' : ''} onChange={(e) => set(k, e.target.value)} {...more} />;
  const next = async () => {
    setTried(true);
    if (needed.some((k) => !v[k])) return;
    if (at < 2) { setAt(at + 1); setTried(false); gallery.step(at + 2); return; }
    gallery.commit();
    const r = await fetch('/api/intake', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(v) });
    if (r.ok) setDone(true);
  };
  if (done) return <Typography variant="h4">Thank you. We have your intake.</Typography>;
  return <LocalizationProvider dateAdapter={AdapterDayjs}><Box component="main" sx={{ maxWidth: 600, m: 4 }}>
    <Typography variant="h4" component="h1">New client intake</Typography>
    <Stepper activeStep={at} sx={{ my: 3 }}>{['About you', 'Contact', 'Care'].map((l) => <Step key={l}><StepLabel>{l}</StepLabel></Step>)}</Stepper>
    {at === 0 && <>{text('firstName', 'Legal first name')}{text('lastName', 'Legal last name')}{text('preferred', 'Preferred name')}
      <DatePicker label="Date of birth" value={v.dob} onChange={(d) => set('dob', d)} disableFuture slotProps={{ textField: { margin: 'normal', fullWidth: true, required: true, error: lacks('dob') } }} />
      <FormControl fullWidth margin="normal"><InputLabel id="pn">Pronouns</InputLabel><Select labelId="pn" label="Pronouns" value={v.pronouns} onChange={(e) => set('pronouns', e.target.value)}><MenuItem value="she">she/her</MenuItem><MenuItem value="he">he/him</MenuItem><MenuItem value="they">they/them</MenuItem></Select></FormControl></>}
    {at === 1 && <>{text('email', 'Email', { type: 'email' })}{text('phone', 'Mobile phone', { type: 'tel', helperText: 'We may text you about appointments' })}{text('street', 'Street address')}{text('city', 'City')}
      <Autocomplete options={states} value={v.state} onChange={(_, s) => set('state', s)} renderInput={(p) => <TextField {...p} label="State" margin="normal" required error={lacks('state')} />} />{text('zip', 'ZIP code')}</>}
    {at === 2 && <>
      <FormControl fullWidth margin="normal"><InputLabel id="in">Insurance</InputLabel><Select labelId="in" label="Insurance" value={v.insurer} onChange={(e) => set('insurer', e.target.value)}>{insurers.map((i) => <MenuItem key={i} value={i}>{i}</MenuItem>)}</Select></FormControl>{v.insurer && text('memberId', 'Member ID')}
      <FormControl margin="normal"><FormLabel id="h">Have you been in therapy before?</FormLabel><RadioGroup row aria-labelledby="h" value={v.history} onChange={(e) => set('history', e.target.value)}><FormControlLabel value="yes" control={<Radio />} label="Yes" /><FormControlLabel value="no" control={<Radio />} label="No" /></RadioGroup></FormControl>
      {text('reason', 'What brings you to therapy?', { multiline: true, rows: 4 })}
      <FormControl error={lacks('consent')}><FormControlLabel control={<Checkbox checked={v.consent} onChange={(e) => set('consent', e.target.checked)} />} label="I have read and agree to the informed consent" />{lacks('consent') && <FormHelperText>Please agree to go on</FormHelperText>}</FormControl></>}
    <Box sx={{ mt: 3 }}><Button disabled={at === 0} onClick={() => setAt(at - 1)}>Back</Button> <Button variant="contained" onClick={next}>{at === 2 ? 'Submit' : 'Next'}</Button></Box>
  </Box></LocalizationProvider>;
}
createRoot(document.getElementById('root')).render(<Intake />);

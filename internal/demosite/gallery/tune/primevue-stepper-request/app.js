import { createApp, ref, watch } from 'vue/dist/vue.esm-bundler.js';
import PrimeVue from 'primevue/config';
import Aura from '@primeuix/themes/aura';
import Button from 'primevue/button';
import Checkbox from 'primevue/checkbox';
import DatePicker from 'primevue/datepicker';
import FloatLabel from 'primevue/floatlabel';
import InputMask from 'primevue/inputmask';
import InputText from 'primevue/inputtext';
import Select from 'primevue/select';
import SelectButton from 'primevue/selectbutton';
import Step from 'primevue/step';
import StepList from 'primevue/steplist';
import StepPanel from 'primevue/steppanel';
import StepPanels from 'primevue/steppanels';
import Stepper from 'primevue/stepper';
import Textarea from 'primevue/textarea';
import ToggleSwitch from 'primevue/toggleswitch';
import { useForm } from 'vee-validate';
import * as yup from 'yup';

const text = () => yup.string().required('Please fill this in');
const schemas = [
  { forWhom: text(), program: text() },
  { firstname: text(), surname: text(), dob: yup.date().typeError('Please give a date').required('Please give a date').max(new Date(), 'That is in the future'), phone: text(), email: text().email('That is no e-mail address'), ssn4: yup.string() },
  { carrier: text(), policy: text(), notes: text(), consent: yup.boolean().oneOf([true], 'Please agree') },
];
const app = createApp({
  setup() {
    const at = ref(1), done = ref(false);
    const { defineField, errors, values, validate, setErrors } = useForm({ initialValues: { forWhom: '', program: null, firstname: '', surname: '', dob: null, phone: '', email: '', ssn4: '', text: false, carrier: null, policy: '', notes: '', consent: false }, keepValuesOnUnmount: true });
    const m = {};
    for (const k of Object.keys(values)) [m[k]] = defineField(k);
    watch(values, () => gallery.values(values), { immediate: true, deep: true, flush: 'sync' });
    const ok = async () => {
      try { await yup.object(schemas[at.value - 1]).validate(values, { abortEarly: false }); } catch (e) { setErrors(Object.fromEntries(e.inner.map((x) => [x.path, x.message]))); return false; }
      setErrors(Object.fromEntries(Object.keys(values).map((k) => [k, undefined])));
      return true;
    };
    const next = async () => { if (await ok()) { at.value++; gallery.step(at.value); } };
    const send = async () => {
      if (!(await ok())) return;
      gallery.commit();
      const r = await fetch('/api/service-requests', { method: 'PUT', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(values) });
      if (r.ok) done.value = true;
    };
    return { ...m, errors, at, done, next, send, programs: ['Outpatient counseling', 'Intensive outpatient', 'Medication management'], carriers: ['Aetna', 'Humana', 'Medicaid', 'Molina Healthcare', 'None'], who: ['Myself', 'My child', 'A friend'] };
  },
  template: `<h1>Request services</h1><p v-if="done" role="status">Thank you, we will call within two business days.</p>
<Stepper v-else :value="at" linear><StepList><Step :value="1">Program</Step><Step :value="2">Client</Step><Step :value="3">Coverage</Step></StepList><StepPanels>
<StepPanel :value="1"><div class="f"><span id="who">Who needs support?</span><SelectButton v-model="forWhom" :options="who" aria-labelledby="who"/><small>{{errors.forWhom}}</small></div>
<div class="f"><label for="program">Program</label><Select v-model="program" labelId="program" :options="programs" placeholder="Select a program"/><small>{{errors.program}}</small></div><Button label="Next" @click="next"/></StepPanel>
<StepPanel :value="2"><div class="f"><FloatLabel variant="on"><InputText id="firstname" v-model="firstname"/><label for="firstname">First name</label></FloatLabel><small>{{errors.firstname}}</small></div><div class="f"><FloatLabel variant="on"><InputText id="surname" v-model="surname"/><label for="surname">Last name</label></FloatLabel><small>{{errors.surname}}</small></div>
<div class="f"><label for="dob">Date of birth</label><DatePicker v-model="dob" inputId="dob" showIcon dateFormat="mm/dd/yy" placeholder="mm/dd/yyyy"/><small>{{errors.dob}}</small></div>
<div class="f"><label for="phone">Phone</label><InputMask id="phone" v-model="phone" mask="(999) 999-9999" placeholder="(___) ___-____"/><small>{{errors.phone}}</small></div><div class="f"><label for="email">E-mail</label><InputText id="email" v-model="email"/><small>{{errors.email}}</small></div>
<div class="f"><label for="ssn4">Last four digits of SSN (optional)</label><InputMask id="ssn4" v-model="ssn4" mask="9999"/></div><div class="f" style="flex-direction:row"><ToggleSwitch v-model="text" inputId="text"/><label for="text">Text me reminders</label></div><Button label="Back" severity="secondary" @click="at=1"/> <Button label="Next" @click="next"/></StepPanel>
<StepPanel :value="3"><div class="f"><label for="carrier">Insurance carrier</label><Select v-model="carrier" labelId="carrier" filter :options="carriers" placeholder="Select"/><small>{{errors.carrier}}</small></div><div class="f"><label for="policy">Policy number</label><InputText id="policy" v-model="policy"/><small>{{errors.policy}}</small></div>
<div class="f"><label for="notes">What is happening, in your own words</label><Textarea id="notes" v-model="notes" rows="4" autoResize/><small>{{errors.notes}}</small></div><div class="f" style="flex-direction:row"><Checkbox v-model="consent" binary inputId="consent"/><label for="consent">I consent to be contacted</label></div><small>{{errors.consent}}</small><br><Button label="Back" severity="secondary" @click="at=2"/> <Button label="Send request" @click="send"/></StepPanel>
</StepPanels></Stepper>`,
});
app.use(PrimeVue, { theme: { preset: Aura } });
for (const [n, c] of Object.entries({ Button, Checkbox, DatePicker, FloatLabel, InputMask, InputText, Select, SelectButton, Step, StepList, StepPanel, StepPanels, Stepper, Textarea, ToggleSwitch })) app.component(n, c);
app.mount('#app');

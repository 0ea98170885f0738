import { createApp, ref, reactive, watch, computed } from 'vue/dist/vue.esm-bundler.js';
import { useForm, useField } from 'vee-validate';
import * as yup from 'yup';

const must = (l) => yup.string().trim().required(l + ' is required');
const tel = (l) => must(l).test('tel', 'Enter a 10-digit phone number', (x) => (x || '').replace(/\D/g, '').length >= 10);
const schemas = [
  yup.object({ patient: yup.object({ first: must('First name'), last: must('Last name'), dob: must('Date of birth').test('d', 'Enter a date in the past', (x) => !x || new Date(x) < new Date()), sex: must('Sex'), ssn: yup.string().test('s', 'Format: 123-45-6789', (x) => !x || x.replace(/\D/g, '').length === 9) }) }),
  yup.object({ contact: yup.object({ street: must('Street address'), city: must('City'), state: must('State'), zip: must('ZIP').matches(/^\d{5}(-\d{4})?$/, 'Enter a valid ZIP code'), cell: tel('Cell phone'), email: must('Email').email('Enter a valid email'), ecName: must('Contact name'), ecPhone: tel('Contact phone') }) }),
  yup.object({ coverage: yup.object({ company: must('Insurance company'), id: must('Member ID') }) }),
  yup.object({ history: yup.object({ meds: must('Medications (enter None if not applicable)'), allergies: must('Allergies (enter None if not applicable)'), reason: must('Reason') }) }),
  yup.object({ sign: yup.object({ hipaa: yup.boolean().oneOf([true], 'Please acknowledge'), financial: yup.boolean().oneOf([true], 'Please acknowledge'), name: must('Signature') }) }),
];
const initial = {
  patient: { first: '', middle: '', last: '', preferred: '', dob: '', sex: '', pronouns: '', ssn: '' },
  contact: { street: '', street2: '', city: '', state: '', zip: '', cell: '', email: '', occupation: '', employer: '', ecName: '', ecPhone: '' },
  coverage: { company: '', id: '', group: '', subscriber: 'Self' },
  history: { pcp: '', meds: '', allergies: '', dx: '', reason: '' },
  sign: { hipaa: false, financial: false, name: '' },
};
const STATES = 'AL AK AZ AR CA CO CT DE DC FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY'.split(' ');

const Field = {
  props: { name: String, label: String, required: Boolean, type: { default: 'text' }, options: Array, rows: Number, hint: String, mode: String, ac: String },
  setup(props) {
    const { label: _l, name: _n, ...f } = useField(() => props.name);
    const id = 'f_' + props.name.replace('.', '_');
    return { ...f, id };
  },
  template: `<div><label class="form-label" :for="id">{{ label }} <i v-if="required">*</i></label>
  <select v-if="options" :id="id" :name="name" class="form-control" :class="{ 'is-invalid': errorMessage }" v-model="value" @blur="handleBlur"><option value="">-- Select --</option><option v-for="o in options" :key="o" :value="o">{{ o }}</option></select>
  <textarea v-else-if="rows" :id="id" :name="name" :rows="rows" class="form-control" :class="{ 'is-invalid': errorMessage }" v-model="value" @blur="handleBlur"></textarea>
  <input v-else :id="id" :name="name" :type="type" :inputmode="mode" :autocomplete="ac" class="form-control" :class="{ 'is-invalid': errorMessage }" v-model="value" @blur="handleBlur">
  <small v-if="hint">{{ hint }}</small><div v-if="errorMessage" class="invalid-feedback">{{ errorMessage }}</div></div>`,
};
createApp({
  components: { Field },
  setup() {
    const at = ref(0), reached = ref(0), saving = ref(false), done = ref(false), note = ref('');
    const titles = ['Patient information', 'Contact details', 'Insurance', 'Health history', 'Agreements & signature'];
    const { values, validate, handleSubmit } = useForm({ initialValues: structuredClone(initial), validationSchema: computed(() => schemas[at.value]), keepValuesOnUnmount: true });
    watch(values, () => { const flat = {}; for (const [g, o] of Object.entries(values)) for (const [k, x] of Object.entries(o || {})) flat[`${g}.${k}`] = x; gallery.values(flat); }, { deep: true, immediate: true });
    const { value: hipaa, errorMessage: hipaaErr } = useField('sign.hipaa');
    const { value: financial, errorMessage: finErr } = useField('sign.financial');
    async function save() {
      const { valid } = await validate();
      note.value = valid ? '' : 'Please correct the highlighted fields.';
      if (!valid) return;
      saving.value = true;
      if (at.value === 4) {
        gallery.commit();
        const r = await fetch('/portal/packet/complete', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(values) }).catch(() => ({}));
        saving.value = false; done.value = r.ok; note.value = r.ok ? '' : 'We could not submit your packet.';
        return;
      }
      const r = await fetch('/portal/packet/sections', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ section: titles[at.value] }) });
      saving.value = false;
      if (!r.ok) return;
      at.value++; reached.value = Math.max(reached.value, at.value); gallery.step(at.value + 1); scrollTo(0, 0);
    }
    return { at, reached, titles, saving, save, done, note, hipaa, financial, hipaaErr, finErr, STATES };
  },
  template: `<div class="wrap"><nav class="side" aria-label="Packet sections"><h2>Your packet</h2><button v-for="(t, i) in titles" :key="t" type="button" :class="{ active: i === at }" :disabled="i > reached" @click="at = i">{{ i + 1 }}. {{ t }}<span v-if="i < reached" class="tick" aria-label="complete">✓</span></button></nav>
  <div class="main"><div v-if="done"><h1>Thank you, your packet is complete.</h1></div><form v-else novalidate @submit.prevent="save" :key="at"><h1>{{ titles[at] }}</h1><small>Section {{ at + 1 }} of 5 &middot; Fields marked * are required</small><div class="grid">
  <template v-if="at === 0"><Field class="c2" name="patient.first" label="Legal first name" required /><Field class="c2" name="patient.middle" label="Middle" /><Field class="c2" name="patient.last" label="Legal last name" required /><Field class="c3" name="patient.preferred" label="Preferred name" /><Field class="c3" name="patient.dob" label="Date of birth" type="date" required /><Field class="c2" name="patient.sex" label="Sex" :options="['Female', 'Male', 'Other']" required /><Field class="c2" name="patient.pronouns" label="Pronouns" :options="['she/her', 'he/him', 'they/them', 'Ask me']" /><Field class="c2" name="patient.ssn" label="Social Security Number" hint="Used for billing only" mode="numeric" /></template>
  <template v-if="at === 1"><Field class="c4" name="contact.street" label="Street address" required /><Field class="c2" name="contact.street2" label="Apt, suite, etc." /><Field class="c2" name="contact.city" label="City" required /><Field class="c2" name="contact.state" label="State" :options="STATES" required /><Field class="c2" name="contact.zip" label="ZIP code" mode="numeric" required /><Field class="c3" name="contact.cell" label="Cell phone" type="tel" required /><Field class="c3" name="contact.email" label="Email" type="email" required /><Field class="c3" name="contact.occupation" label="Occupation" /><Field class="c3" name="contact.employer" label="Employer" /><h3>Emergency contact</h3><Field class="c3" name="contact.ecName" label="Name" required /><Field class="c3" name="contact.ecPhone" label="Phone" type="tel" required /></template>
  <template v-if="at === 2"><Field class="c3" name="coverage.company" label="Insurance company" required /><Field class="c3" name="coverage.subscriber" label="Relationship to subscriber" :options="['Self', 'Spouse', 'Child', 'Other']" /><Field class="c3" name="coverage.id" label="Member / subscriber ID" required /><Field class="c3" name="coverage.group" label="Group #" /></template>
  <template v-if="at === 3"><Field class="c6" name="history.pcp" label="Primary care physician" /><Field class="c6" name="history.meds" label="Current medications and doses" :rows="3" required /><Field class="c6" name="history.allergies" label="Allergies" :rows="2" required /><Field class="c6" name="history.dx" label="Have you been given a mental health diagnosis before? If so, which?" :rows="2" /><Field class="c6" name="history.reason" label="What brings you in?" :rows="4" required /></template>
  <template v-if="at === 4"><div class="c6"><div class="legal" tabindex="0"><b>Notice of Privacy Practices.</b> This notice describes how medical information about you may be used and disclosed and how you can get access to this information. We use and disclose health information for treatment, payment and operations. You may ask us to correct your record, to limit what we share, and for a list of those with whom we have shared it. <br><br><b>Financial policy.</b> Co-payments are due at the time of service. Appointments missed without 24 hours notice are charged $75.</div></div><div class="c6"><label><input type="checkbox" name="sign.hipaa" v-model="hipaa"> I acknowledge receipt of the Notice of Privacy Practices. <i>*</i></label><div v-if="hipaaErr" class="invalid-feedback">{{ hipaaErr }}</div></div><div class="c6"><label><input type="checkbox" name="sign.financial" v-model="financial"> I accept the financial policy and assign benefits to the practice. <i>*</i></label><div v-if="finErr" class="invalid-feedback">{{ finErr }}</div></div><Field class="c6" name="sign.name" label="Electronic signature (type your full legal name)" required /></template>
  </div><p v-if="note" class="invalid-feedback" role="alert">{{ note }}</p><div class="bar"><button v-if="at" type="button" class="btn btn-link" @click="at--">‹ Previous section</button><span v-else></span><button type="submit" class="btn" :disabled="saving">{{ saving ? 'Saving…' : at === 4 ? 'Submit packet' : 'Save and continue' }}</button></div></form></div></div>`,
}).mount('#app');

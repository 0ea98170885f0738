import { createApp, computed, reactive, ref, watch } from 'vue/dist/vue.esm-bundler.js';
import { VueDatePicker } from '@vuepic/vue-datepicker';
import '@vuepic/vue-datepicker/dist/main.css';
import VueSelect from 'vue-select';
import 'vue-select/dist/vue-select.css';
import { VueTelInput } from 'vue-tel-input';
import 'vue-tel-input/vue-tel-input.css';
import { vMaska } from 'maska/vue';

const App = {
  components: { VueDatePicker, VSelect: VueSelect, VueTelInput },
  directives: { maska: vMaska },
  setup() {
    const step = ref(1);
    const done = ref(false);
    const sending = ref(false);
    const failure = ref('');
    const phoneValid = ref(false);
    const errors = ref({});
    const form = reactive({
      visitType: '', prescriber: null, date: null, slot: '', name: '', dob: null, phone: '', email: '', zip: '',
      medications: [], allergic: '', allergies: '', pharmacy: null, plan: null, memberNo: '', comments: '', telehealth: false,
    });
    watch(form, () => gallery.values({ ...form }), { immediate: true, deep: true });
    watch(() => form.date, () => { form.slot = ''; });
    const uninsured = computed(() => form.plan === 'Self-pay');
    const slots = computed(() => {
      if (!form.date) return [];
      const odd = Number(form.date.slice(-2)) % 2;
      return odd ? ['8:40 AM', '10:20 AM', '1:00 PM', '3:40 PM'] : ['9:00 AM', '11:40 AM', '2:20 PM'];
    });
    const checks = {
      1: () => ({ visitType: !form.visitType && 'Please choose a visit type.', prescriber: !form.prescriber && 'Please choose a prescriber.' }),
      2: () => ({ date: !form.date && 'Please select a date.', slot: form.date && !form.slot && 'Please select one of the times.' }),
      3: () => ({
        name: !/\S+\s+\S+/.test(form.name) && 'Please give your first and last name.',
        dob: !form.dob && 'Please give your date of birth.',
        phone: !phoneValid.value && 'Please give a valid phone number.',
        email: !/^\S+@\S+\.\S+$/.test(form.email) && 'Please give a valid email.',
        zip: !/^\d{5}(-\d{4})?$/.test(form.zip) && 'Please give a 5-digit ZIP code.',
      }),
      4: () => ({
        allergic: !form.allergic && 'Please answer yes or no.',
        allergies: form.allergic === 'yes' && !form.allergies.trim() && 'Please tell us which ones.',
        plan: !form.plan && 'Please select your plan or self-pay.',
        memberNo: form.plan && !uninsured.value && form.memberNo.length < 3 && 'Please enter your member number.',
        telehealth: !form.telehealth && 'This consent is required.',
      }),
    };
    function valid() {
      errors.value = Object.fromEntries(Object.entries(checks[step.value]()).filter(([, why]) => why));
      return Object.keys(errors.value).length === 0;
    }
    // Once shown, a message goes away as soon as the answer is right.
    watch(form, () => { if (Object.keys(errors.value).length) valid(); }, { deep: true });
    function go(n) { errors.value = {}; step.value = n; gallery.step(n); window.scrollTo(0, 0); }
    async function submit() {
      if (!valid()) return;
      if (step.value < 4) { go(step.value + 1); return; }
      sending.value = true;
      failure.value = '';
      gallery.commit({ ...form });
      try {
        const r = await fetch('/api/bookings', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(form) });
        if (r.ok) done.value = true; else failure.value = 'That did not work. Please call the office.';
      } catch { failure.value = 'That did not work. Please call the office.'; }
      sending.value = false;
    }
    const tomorrow = new Date(); tomorrow.setDate(tomorrow.getDate() + 1); tomorrow.setHours(0, 0, 0, 0);
    const last = new Date(); last.setMonth(last.getMonth() + 2);
    return {
      step, done, sending, failure, phoneValid, errors, form, uninsured, slots, go, submit, tomorrow, last, today: new Date(),
      onValidate: (p) => { phoneValid.value = !!p.valid; },
      types: [{ id: 'new', title: 'New evaluation', text: '60 minutes with a prescriber' }, { id: 'follow', title: 'Follow-up', text: '20 minutes, for current patients' }],
      prescribers: [{ name: 'Dr. Ingrid Falk', role: 'MD' }, { name: 'Desmond Achebe', role: 'PMHNP' }, { name: 'Dr. Ruth Castellan', role: 'DO' }, { name: 'No preference', role: '' }],
      drugs: ['Aripiprazole', 'Bupropion', 'Buspirone', 'Escitalopram', 'Fluoxetine', 'Lamotrigine', 'Lithium', 'Sertraline', 'Venlafaxine'],
      pharmacies: ['CVS, Harbor Road', 'Walgreens, Main Street', 'Rite Aid, Dune Avenue', 'Mail order'],
      plans: ['Aetna', 'Anthem', 'Cigna', 'Harvard Pilgrim', 'Medicare', 'Tufts Health Plan', 'UnitedHealthcare', 'Self-pay'],
    };
  },
  template: `
<div class="wizard">
  <div v-if="done" role="status"><h1>You're booked</h1><p>We sent a confirmation to {{ form.email }}.</p></div>
  <form v-else novalidate @submit.prevent="submit">
    <h1>Book a medication visit</h1>
    <ol class="progress"><li v-for="(t, i) in ['Visit', 'Time', 'Your details', 'Health & coverage']" :key="t" :class="{ on: i < step }" :aria-current="i + 1 === step ? 'step' : null">{{ t }}</li></ol>

    <section v-if="step === 1" key="1">
      <div class="form-group" :class="{ 'has-error': errors.visitType }"><span class="label">What kind of visit?</span>
        <div class="cards"><label v-for="t in types" :key="t.id" class="card" :class="{ chosen: form.visitType === t.id }"><input type="radio" name="visit-type" :value="t.id" v-model="form.visitType"><strong>{{ t.title }}</strong><small>{{ t.text }}</small></label></div>
        <p v-if="errors.visitType" class="error">{{ errors.visitType }}</p></div>
      <div class="form-group" :class="{ 'has-error': errors.prescriber }"><label for="prescriber">With whom?</label>
        <v-select input-id="prescriber" v-model="form.prescriber" :options="prescribers" label="name" :reduce="p => p.name" placeholder="Choose a prescriber"><template #option="{ name, role }">{{ name }} <em v-if="role">{{ role }}</em></template></v-select>
        <p v-if="errors.prescriber" class="error">{{ errors.prescriber }}</p></div>
    </section>

    <section v-else-if="step === 2" key="2">
      <div class="form-group" :class="{ 'has-error': errors.date }"><span class="label">Pick a date</span>
        <vue-date-picker v-model="form.date" inline auto-apply model-type="yyyy-MM-dd" :time-config="{ enableTimePicker: false }" :min-date="tomorrow" :max-date="last" :filters="{ weekDays: [0, 6] }" :week-start="0" prevent-min-max-navigation />
        <p v-if="errors.date" class="error">{{ errors.date }}</p></div>
      <div v-if="form.date" class="form-group"><span class="label">Times on that day</span>
        <div class="slots"><button v-for="s in slots" :key="s" type="button" :class="{ chosen: form.slot === s }" :aria-pressed="form.slot === s" @click="form.slot = s">{{ s }}</button></div>
        <p v-if="errors.slot" class="error">{{ errors.slot }}</p></div>
    </section>

    <section v-else-if="step === 3" key="3">
      <div class="form-group" :class="{ 'has-error': errors.name }"><label for="pt-name">First and last name</label><input id="pt-name" class="input" v-model.trim="form.name" autocomplete="name"><p v-if="errors.name" class="error">{{ errors.name }}</p></div>
      <div class="form-group" :class="{ 'has-error': errors.dob }"><label for="dob">Date of birth</label>
        <vue-date-picker v-model="form.dob" :input-attrs="{ id: 'dob' }" auto-apply model-type="yyyy-MM-dd" :formats="{ input: 'MM/dd/yyyy' }" :text-input="{ format: 'MM/dd/yyyy' }" :time-config="{ enableTimePicker: false }" :max-date="today" placeholder="MM/DD/YYYY" />
        <p v-if="errors.dob" class="error">{{ errors.dob }}</p></div>
      <div class="form-group" :class="{ 'has-error': errors.phone }"><label for="tel">Phone number</label>
        <vue-tel-input v-model="form.phone" mode="international" default-country="US" :auto-default-country="false" :preferred-countries="['US', 'CA']" :input-options="{ id: 'tel', placeholder: 'Your phone number', showDialCode: true }" @validate="onValidate" />
        <p v-if="errors.phone" class="error">{{ errors.phone }}</p></div>
      <div class="cols">
        <div class="form-group" :class="{ 'has-error': errors.email }"><label for="pt-mail">Email</label><input id="pt-mail" type="email" class="input" v-model.trim="form.email"><p v-if="errors.email" class="error">{{ errors.email }}</p></div>
        <div class="form-group" :class="{ 'has-error': errors.zip }"><label for="pt-zip">ZIP code</label><input id="pt-zip" class="input" v-maska="'#####-####'" v-model="form.zip" inputmode="numeric"><p v-if="errors.zip" class="error">{{ errors.zip }}</p></div>
      </div>
    </section>

    <section v-else key="4">
      <div class="form-group"><label for="drugs">What do you take at the moment?</label><v-select input-id="drugs" v-model="form.medications" :options="drugs" multiple taggable push-tags placeholder="Search, or type and press Enter" /></div>
      <div class="form-group" :class="{ 'has-error': errors.allergic }"><span class="label">Any drug allergies?</span><label><input type="radio" name="allergic" value="yes" v-model="form.allergic"> Yes</label> &nbsp; <label><input type="radio" name="allergic" value="no" v-model="form.allergic"> No</label><p v-if="errors.allergic" class="error">{{ errors.allergic }}</p></div>
      <div v-if="form.allergic === 'yes'" class="form-group" :class="{ 'has-error': errors.allergies }"><label for="allergies">Which drugs?</label><input id="allergies" class="input" v-model="form.allergies"><p v-if="errors.allergies" class="error">{{ errors.allergies }}</p></div>
      <div class="form-group"><label for="pharmacy">Pharmacy</label><v-select input-id="pharmacy" v-model="form.pharmacy" :options="pharmacies" placeholder="Where do you fill prescriptions?" /></div>
      <div class="cols">
        <div class="form-group" :class="{ 'has-error': errors.plan }"><label for="plan">Insurance</label><v-select input-id="plan" v-model="form.plan" :options="plans" placeholder="Search your plan" /><p v-if="errors.plan" class="error">{{ errors.plan }}</p></div>
        <div v-if="form.plan && !uninsured" class="form-group" :class="{ 'has-error': errors.memberNo }"><label for="member">Member number</label><input id="member" class="input" v-maska="{ mask: 'XXXXXXXXXXXXXX', tokens: { X: { pattern: /[0-9a-zA-Z]/, transform: c => c.toUpperCase() } } }" v-model="form.memberNo"><p v-if="errors.memberNo" class="error">{{ errors.memberNo }}</p></div>
      </div>
      <div class="form-group"><label for="comments">Comments for the prescriber <small>(optional)</small></label><textarea id="comments" class="input" rows="3" v-model="form.comments"></textarea></div>
      <div class="form-group"><label style="font-weight: normal"><input type="checkbox" v-model="form.telehealth"> I consent to treatment by telehealth and have read the <a href="/telehealth-consent" target="_blank">consent form</a>.</label><p v-if="errors.telehealth" class="error">{{ errors.telehealth }}</p></div>
    </section>

    <p v-if="failure" class="error" role="alert">{{ failure }}</p>
    <div class="nav"><button v-if="step > 1" type="button" class="btn ghost" @click="go(step - 1)">Go back</button><span v-else></span><button type="submit" class="btn" :disabled="sending">{{ step < 4 ? 'Continue' : 'Book visit' }}</button></div>
  </form>
</div>`,
};
createApp(App).mount('#app');

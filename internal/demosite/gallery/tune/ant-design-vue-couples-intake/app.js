import { createApp, computed, reactive, ref, watch } from 'vue/dist/vue.esm-bundler.js';
import Antd from 'ant-design-vue';
import 'ant-design-vue/dist/reset.css';
import dayjs from 'dayjs';

const INSURERS = ['Aetna', 'Ambetter', 'Blue Cross Blue Shield', 'Cigna', 'Health Net', 'Humana', 'Molina Healthcare', 'Oscar', 'Tricare', 'UnitedHealthcare'];

const App = {
  setup() {
    const formRef = ref();
    const current = ref(0);
    const saving = ref(false);
    const finished = ref(false);
    const error = ref('');
    const state = reactive({
      givenName: '', surname: '', born: undefined, gender: undefined, email: '', phone: '',
      partnerName: '', together: undefined, goals: [], story: '', safe: undefined, allergies: '',
      useInsurance: false, insurer: '', policyNo: '', groupNo: '', visit: undefined, start: undefined, consent: false,
    });
    const required = (message, trigger = 'change') => ({ required: true, message, trigger });
    const rules = {
      givenName: [required('Please input your first name')],
      surname: [required('Please input your last name')],
      born: [required('Please pick your date of birth')],
      email: [required('Please input your email'), { type: 'email', message: 'Not a valid email', trigger: 'blur' }],
      phone: [required('Please input your phone number'), { pattern: /^\(?\d{3}\)?[ .-]?\d{3}[ .-]?\d{4}$/, message: 'Format: 555-555-5555', trigger: 'blur' }],
      partnerName: [required("Please input your partner's name")],
      together: [required('Please choose')],
      goals: [{ type: 'array', required: true, min: 1, message: 'Please select at least one goal', trigger: 'change' }],
      story: [required('Please describe it briefly')],
      safe: [required('Please answer this question')],
      insurer: [required('Please input your insurance company')],
      policyNo: [required('Please input the policy number')],
      visit: [required('Please pick a day')],
      start: [required('Please pick a time')],
      consent: [{ validator: (_, x) => (x ? Promise.resolve() : Promise.reject('Both partners must agree before we can book')), trigger: 'change' }],
    };
    const payload = () => {
      const { useInsurance, ...v } = state;
      return { ...v };
    };
    watch(state, () => gallery.values(payload()), { immediate: true, deep: true });
    const insurers = computed(() => INSURERS.filter((x) => x.toLowerCase().includes((state.insurer || '').toLowerCase())).map((value) => ({ value })));
    const post = (url) => fetch(url, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(payload()) });
    async function next() {
      error.value = '';
      try { await formRef.value.validate(); } catch { return; }
      saving.value = true;
      try {
        if (current.value < 2) {
          const r = await post('/api/couples/intake/draft');
          if (!r.ok) throw new Error(r.status);
          current.value++;
          gallery.step(current.value + 1);
        } else {
          gallery.commit(payload());
          const r = await post('/api/couples/intake');
          if (!r.ok) throw new Error(r.status);
          finished.value = true;
        }
      } catch { error.value = 'We could not save your answers. Please try again in a moment.'; }
      saving.value = false;
    }
    return {
      formRef, current, saving, finished, error, state, rules, insurers, next,
      items: [{ title: 'You', description: 'Contact details' }, { title: 'The two of you', description: 'Background' }, { title: 'First visit', description: 'Coverage and time' }],
      genders: ['Female', 'Male', 'Non-binary', 'Prefer not to say'].map((value) => ({ value })),
      goals: ['Communication', 'Conflict', 'Intimacy', 'Infidelity', 'Parenting together', 'Premarital', 'Deciding whether to stay'].map((value) => ({ value })),
      notPast: (d) => d && d < dayjs().endOf('day'),
      noVisit: (d) => d && (d < dayjs().endOf('day') || d.day() === 0 || d > dayjs().add(60, 'day')),
      future: (d) => d && d > dayjs(),
      offHours: () => ({ disabledHours: () => [...Array(24).keys()].filter((h) => h < 9 || h > 18) }),
    };
  },
  template: `
<a-config-provider :theme="{ token: { colorPrimary: '#9c4a5e' } }">
<a-card>
  <a-result v-if="finished" status="success" title="Thank you, both of you" sub-title="Look out for an email with your forms and directions." />
  <template v-else>
    <a-typography-title :level="3">Couples intake</a-typography-title>
    <a-typography-paragraph type="secondary">One of you fills this in; your partner gets a separate link.</a-typography-paragraph>
    <a-steps :current="current" :items="items" size="small" style="margin: 12px 0 28px" />
    <a-form ref="formRef" :model="state" :rules="rules" layout="vertical" name="intake" :key="current">
      <template v-if="current === 0">
        <a-row :gutter="20">
          <a-col :span="12"><a-form-item label="First name" name="givenName"><a-input v-model:value="state.givenName" /></a-form-item></a-col>
          <a-col :span="12"><a-form-item label="Last name" name="surname"><a-input v-model:value="state.surname" /></a-form-item></a-col>
          <a-col :span="12"><a-form-item label="Date of birth" name="born"><a-date-picker v-model:value="state.born" value-format="YYYY-MM-DD" format="MM/DD/YYYY" :disabled-date="future" :show-today="false" style="width: 100%" /></a-form-item></a-col>
          <a-col :span="12"><a-form-item label="Gender" name="gender"><a-select v-model:value="state.gender" :options="genders" allow-clear placeholder="Optional" /></a-form-item></a-col>
          <a-col :span="12"><a-form-item label="Email" name="email"><a-input v-model:value="state.email" type="email" /></a-form-item></a-col>
          <a-col :span="12"><a-form-item label="Phone" name="phone"><a-input v-model:value="state.phone" type="tel" addon-before="+1" placeholder="555-555-5555" /></a-form-item></a-col>
        </a-row>
      </template>
      <template v-else-if="current === 1">
        <a-form-item label="Your partner's name" name="partnerName"><a-input v-model:value="state.partnerName" /></a-form-item>
        <a-form-item label="Together for" name="together"><a-radio-group v-model:value="state.together" button-style="solid"><a-radio-button value="lt1">Under a year</a-radio-button><a-radio-button value="1to5">1 to 5 years</a-radio-button><a-radio-button value="gt5">Longer</a-radio-button></a-radio-group></a-form-item>
        <a-form-item label="What do you want to work on?" name="goals"><a-select v-model:value="state.goals" mode="tags" :options="goals" placeholder="Select, or add your own" /></a-form-item>
        <a-form-item label="What has led you to look for help now?" name="story"><a-textarea v-model:value="state.story" :rows="4" :maxlength="600" show-count /></a-form-item>
        <a-form-item label="Do you both feel physically safe at home?" name="safe"><a-radio-group v-model:value="state.safe"><a-radio value="yes">Yes</a-radio><a-radio value="no">No</a-radio><a-radio value="unsure">I am not sure</a-radio></a-radio-group></a-form-item>
        <a-alert v-if="state.safe === 'no' || state.safe === 'unsure'" type="warning" show-icon message="The National Domestic Violence Hotline is there day and night: 1-800-799-7233. We will call you alone first." style="margin-bottom: 24px" />
        <a-form-item label="Allergies we should know of" name="allergies"><a-input v-model:value="state.allergies" placeholder="We keep a dog in the office" /></a-form-item>
      </template>
      <template v-else>
        <a-form-item label="Use insurance"><a-switch v-model:checked="state.useInsurance" checked-children="Yes" un-checked-children="No" /></a-form-item>
        <template v-if="state.useInsurance">
          <a-form-item label="Insurance company" name="insurer"><a-auto-complete v-model:value="state.insurer" :options="insurers" placeholder="Start typing" /></a-form-item>
          <a-row :gutter="20"><a-col :span="12"><a-form-item label="Policy number" name="policyNo"><a-input v-model:value="state.policyNo" /></a-form-item></a-col><a-col :span="12"><a-form-item label="Group number" name="groupNo" extra="If there is one on the card"><a-input v-model:value="state.groupNo" /></a-form-item></a-col></a-row>
        </template>
        <a-row :gutter="20">
          <a-col :span="12"><a-form-item label="Day of your first visit" name="visit"><a-date-picker v-model:value="state.visit" value-format="YYYY-MM-DD" format="ddd, MMM D" :disabled-date="noVisit" :show-today="false" input-read-only style="width: 100%" /></a-form-item></a-col>
          <a-col :span="12"><a-form-item label="Start" name="start"><a-time-picker v-model:value="state.start" value-format="HH:mm" format="h:mm a" use12-hours :minute-step="30" hide-disabled-options :disabled-time="offHours" :show-now="false" style="width: 100%" /></a-form-item></a-col>
        </a-row>
        <a-form-item name="consent"><a-checkbox v-model:checked="state.consent">My partner and I agree to the <a href="/policies/secrets">no-secrets policy</a> and the practice terms</a-checkbox></a-form-item>
      </template>
      <a-alert v-if="error" type="error" :message="error" style="margin-bottom: 16px" />
      <a-space><a-button v-if="current" @click="current--">Previous</a-button><a-button type="primary" :loading="saving" @click="next">{{ current < 2 ? 'Save and continue' : 'Submit intake' }}</a-button></a-space>
    </a-form>
  </template>
</a-card>
</a-config-provider>`,
};
createApp(App).use(Antd).mount('#app');

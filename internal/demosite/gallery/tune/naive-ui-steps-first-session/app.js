import { createApp, computed, reactive, ref, watch } from 'vue/dist/vue.esm-bundler.js';
import {
  NAlert, NAutoComplete, NButton, NCard, NCheckbox, NConfigProvider, NDatePicker, NForm, NFormItem, NGi, NGrid, NH2, NInput, NP, NRadio,
  NRadioButton, NRadioGroup, NResult, NSelect, NSpace, NStep, NSteps, NTimePicker, dateEnUS, enUS,
} from 'naive-ui';

const opt = (...list) => list.map((x) => ({ label: x, value: x }));

const App = {
  components: {
    NAlert, NAutoComplete, NButton, NCard, NCheckbox, NConfigProvider, NDatePicker, NForm, NFormItem, NGi, NGrid, NH2, NInput, NP, NRadio,
    NRadioButton, NRadioGroup, NResult, NSelect, NSpace, NStep, NSteps, NTimePicker,
  },
  setup() {
    const formRef = ref(null);
    const current = ref(1);
    const sending = ref(false);
    const failed = ref(false);
    const done = ref(false);
    const model = reactive({
      legalFirst: '', legalLast: '', birthday: null, pronouns: null,
      email: '', mobile: '',
      topics: [], reason: '', medsNow: null, meds: '',
      therapist: null, format: null, day: null, hour: null, payment: null, carrier: null, memberId: '', policies: false,
    });
    const must = (message, trigger = ['blur', 'input']) => ({ required: true, message, trigger });
    const rules = {
      legalFirst: must('Please enter your legal first name'),
      legalLast: must('Please enter your legal last name'),
      birthday: must('Please tell us your birthday', ['blur', 'change']),
      email: [must('We need an email address'), { type: 'email', message: 'This does not look like an email address', trigger: 'blur' }],
      mobile: [must('We need a mobile number'), { validator: (_, v) => !v || v.replace(/\D/g, '').replace(/^1/, '').length === 10, message: 'Enter a 10-digit US number', trigger: 'blur' }],
      topics: { type: 'array', required: true, message: 'Choose at least one', trigger: ['blur', 'change'] },
      reason: [must('A sentence or two is enough'), { min: 3, message: 'Please write a little more', trigger: 'blur' }],
      medsNow: must('Please answer', 'change'),
      meds: must('Please list them'),
      format: must('Choose how to meet', 'change'),
      therapist: must('Select a therapist, or no preference', ['blur', 'change']),
      day: must('Pick a day', ['blur', 'change']),
      hour: must('Pick a start time', ['blur', 'change']),
      payment: must('Choose one', 'change'),
      carrier: must('Select your plan', ['blur', 'change']),
      memberId: must('The member ID is on your card'),
      policies: { validator: (_, v) => v === true, message: 'Please accept our policies to send the request', trigger: 'change' },
    };
    watch(model, () => gallery.values({ ...model }), { immediate: true, deep: true });
    const mailOptions = computed(() => (model.email ? ['@gmail.com', '@outlook.com', '@yahoo.com'].map((d) => model.email.split('@')[0] + d) : []));
    const isDateInFuture = (ts) => ts > Date.now();
    const isDayOff = (ts) => ts < Date.now() || [0, 6].includes(new Date(ts).getDay());

    async function next() {
      try { await formRef.value.validate(); } catch { return; }
      if (current.value < 4) {
        current.value++;
        gallery.step(current.value);
        window.scrollTo(0, 0);
        return;
      }
      sending.value = true;
      failed.value = false;
      gallery.commit({ ...model });
      try {
        const r = await fetch('/api/session-requests', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(model) });
        done.value = r.ok;
        failed.value = !r.ok;
      } catch { failed.value = true; }
      sending.value = false;
    }
    return {
      formRef, current, sending, failed, done, model, rules, mailOptions, isDateInFuture, isDayOff, next, enUS, dateEnUS,
      theme: { common: { primaryColor: '#2f7a55', primaryColorHover: '#3b9168', primaryColorPressed: '#265f43', primaryColorSuppl: '#3b9168' } },
      pronounOptions: opt('she/her', 'he/him', 'they/them', 'she/they', 'he/they'),
      topicOptions: opt('Anxiety or worry', 'Low mood', 'Grief and loss', 'Relationships', 'Work stress', 'Sleep', 'Trauma'),
      therapistOptions: [
        { type: 'group', label: 'Eastgate office', key: 'e', children: opt('Mirela Costa, LMFT', 'Jonas Whitfield, LPC') },
        { type: 'group', label: 'Telehealth only', key: 't', children: opt('Dr. Adaeze Obi', 'Samira Haddad, LCSW') },
        { label: 'No preference', value: 'No preference' },
      ],
      carrierOptions: opt('Aetna', 'Anthem Blue Cross', 'Cigna', 'Humana', 'Kaiser Permanente', 'Optum', 'UnitedHealthcare'),
      hours: [9, 10, 11, 13, 14, 15, 16],
    };
  },
  template: `
<n-config-provider :locale="enUS" :date-locale="dateEnUS" :theme-overrides="theme">
  <n-card size="large">
    <n-result v-if="done" status="success" title="Your request is in" description="Our coordinator calls within one working day." />
    <template v-else>
      <n-h2>Request a first session</n-h2>
      <n-p depth="3">About five minutes. If you are in danger right now, call 911 or text 988.</n-p>
      <n-steps :current="current" size="small" style="margin: 20px 0 28px">
        <n-step title="You" /><n-step title="Contact" /><n-step title="What brings you" /><n-step title="Your session" />
      </n-steps>
      <n-form ref="formRef" :model="model" :rules="rules" require-mark-placement="right-hanging" @submit.prevent="next">
        <n-grid v-if="current === 1" :cols="2" :x-gap="18" key="1">
          <n-gi><n-form-item label="Legal first name" path="legalFirst"><n-input v-model:value="model.legalFirst" placeholder="" /></n-form-item></n-gi>
          <n-gi><n-form-item label="Legal last name" path="legalLast"><n-input v-model:value="model.legalLast" placeholder="" /></n-form-item></n-gi>
          <n-gi><n-form-item label="Birthday" path="birthday"><n-date-picker v-model:formatted-value="model.birthday" value-format="yyyy-MM-dd" format="MM/dd/yyyy" type="date" placeholder="MM/DD/YYYY" :is-date-disabled="isDateInFuture" clearable style="width: 100%" /></n-form-item></n-gi>
          <n-gi><n-form-item label="Pronouns" path="pronouns"><n-select v-model:value="model.pronouns" :options="pronounOptions" filterable tag clearable placeholder="Choose or type" /></n-form-item></n-gi>
        </n-grid>
        <div v-else-if="current === 2" key="2">
          <n-form-item label="Email" path="email"><n-auto-complete v-model:value="model.email" :options="mailOptions" :input-props="{ autocomplete: 'off', type: 'email' }" placeholder="you@mail.com" /></n-form-item>
          <n-form-item label="Mobile" path="mobile"><n-input v-model:value="model.mobile" :input-props="{ type: 'tel' }" placeholder="(555) 555-5555" /></n-form-item>
        </div>
        <div v-else-if="current === 3" key="3">
          <n-form-item label="What would you like help with?" path="topics"><n-select v-model:value="model.topics" multiple :options="topicOptions" placeholder="Choose all that apply" /></n-form-item>
          <n-form-item label="In your own words" path="reason"><n-input v-model:value="model.reason" type="textarea" :autosize="{ minRows: 3, maxRows: 8 }" maxlength="800" show-count placeholder="What has been going on lately?" /></n-form-item>
          <n-form-item label="Are you taking any psychiatric medication?" path="medsNow"><n-radio-group v-model:value="model.medsNow" name="medsNow"><n-radio-button value="yes" label="Yes" /><n-radio-button value="no" label="No" /></n-radio-group></n-form-item>
          <n-form-item v-if="model.medsNow === 'yes'" label="Medication and dose" path="meds"><n-input v-model:value="model.meds" placeholder="e.g. sertraline 50 mg" /></n-form-item>
        </div>
        <n-grid v-else :cols="2" :x-gap="18" key="4">
          <n-gi :span="2"><n-form-item label="Meet" path="format"><n-radio-group v-model:value="model.format" name="format"><n-radio-button value="office" label="At our office" /><n-radio-button value="video" label="By video" /></n-radio-group></n-form-item></n-gi>
          <n-gi :span="2"><n-form-item label="Therapist" path="therapist"><n-select v-model:value="model.therapist" :options="therapistOptions" placeholder="Select a therapist" /></n-form-item></n-gi>
          <n-gi><n-form-item label="Day that suits you" path="day"><n-date-picker v-model:formatted-value="model.day" value-format="yyyy-MM-dd" format="EEE, MMM d, yyyy" type="date" :is-date-disabled="isDayOff" style="width: 100%" /></n-form-item></n-gi>
          <n-gi><n-form-item label="Start time" path="hour"><n-time-picker v-model:formatted-value="model.hour" value-format="HH:mm" format="h:mm a" use-12-hours :hours="hours" :minutes="[0, 30]" style="width: 100%" /></n-form-item></n-gi>
          <n-gi :span="2"><n-form-item label="How will you pay?" path="payment"><n-radio-group v-model:value="model.payment" name="payment"><n-space><n-radio value="insurance">Through insurance</n-radio><n-radio value="private">Privately</n-radio></n-space></n-radio-group></n-form-item></n-gi>
          <template v-if="model.payment === 'insurance'">
            <n-gi><n-form-item label="Insurance plan" path="carrier"><n-select v-model:value="model.carrier" filterable :options="carrierOptions" placeholder="Search plans" /></n-form-item></n-gi>
            <n-gi><n-form-item label="Member ID" path="memberId"><n-input v-model:value="model.memberId" placeholder="" /></n-form-item></n-gi>
          </template>
          <n-gi :span="2"><n-form-item path="policies" :show-label="false"><n-checkbox v-model:checked="model.policies">I have read the <a href="/policies" target="_blank">office policies</a>, including the 24-hour cancellation rule</n-checkbox></n-form-item></n-gi>
        </n-grid>
        <n-alert v-if="failed" type="error" style="margin-bottom: 16px">Something went wrong on our side. Please try again.</n-alert>
        <n-space justify="space-between">
          <n-button v-if="current > 1" @click="current--">Back</n-button><span v-else></span>
          <n-button type="primary" attr-type="submit" :loading="sending">{{ current < 4 ? 'Next step' : 'Send request' }}</n-button>
        </n-space>
      </n-form>
    </template>
  </n-card>
</n-config-provider>`,
};
createApp(App).mount('#app');

import { computed, createApp, reactive, ref, watch } from 'vue/dist/vue.esm-bundler.js';
import ElementPlus, { ElMessage } from 'element-plus';
import 'element-plus/dist/index.css';

const must = (message, trigger = 'blur') => ({ required: true, message, trigger });
const HALF = ['Not at all', 'Several days', 'More than half the days', 'Nearly every day'];

const App = {
  setup() {
    const active = ref(0);
    const loading = ref(false);
    const done = ref(false);
    const formRef = ref();
    const form = reactive({
      name: '', birth: '', sex: '', tel: '', email: '',
      interest: '', mood: '', onMeds: '', medsList: '', iceName: '', icePhone: '',
      kind: [], date: '', time: '', notes: '',
      heard: [], treat: false, hipaa: false,
    });
    const rules = [
      {
        name: [must('Please input your full name')], birth: [must('Please pick your birth date', 'change')], sex: [must('Please select an option', 'change')],
        tel: [must('Please input a phone number'), { pattern: /^[\d ()+.-]{10,18}$/, message: 'Please input a valid phone number', trigger: 'blur' }],
        email: [must('Please input an email address'), { type: 'email', message: 'Please input a correct email address', trigger: ['blur', 'change'] }],
      },
      {
        interest: [must('Please answer', 'change')], mood: [must('Please answer', 'change')], onMeds: [must('Please answer', 'change')], medsList: [must('Please list your medication')],
        iceName: [must('Please name someone we can call')], icePhone: [must('Please input their number')],
      },
      { kind: [must('Please select a service', 'change')], date: [must('Please pick a date', 'change')], time: [must('Please pick a time', 'change')] },
      {
        treat: [{ validator: (_, x, cb) => (x ? cb() : cb(new Error('Your consent is needed'))), trigger: 'change' }],
        hipaa: [{ validator: (_, x, cb) => (x ? cb() : cb(new Error('Please confirm that you received it'))), trigger: 'change' }],
      },
    ];
    const current = computed(() => rules[active.value]);
    const kinds = [
      { value: 'Therapy', label: 'Therapy', children: [{ value: 'CBT', label: 'Cognitive behavioral' }, { value: 'Psychodynamic', label: 'Psychodynamic' }, { value: 'EMDR', label: 'EMDR' }] },
      { value: 'Psychiatry', label: 'Psychiatry', children: [{ value: 'Evaluation', label: 'Evaluation' }, { value: 'Follow-up', label: 'Follow-up' }] },
      { value: 'Groups', label: 'Groups', children: [{ value: 'Grief', label: 'Grief circle' }, { value: 'DBT', label: 'DBT skills' }] },
    ];
    const plain = () => ({ ...form, kind: (form.kind ?? []).join(' / ') });
    watch(form, () => gallery.values(plain()), { immediate: true, deep: true });
    watch(active, (n) => gallery.step(n + 1), { immediate: true });
    async function next() {
      const ok = await formRef.value.validate(() => {}).catch(() => false);
      if (!ok) { ElMessage.warning('Please check the fields marked in red.'); return; }
      if (active.value < 3) { active.value++; return; }
      loading.value = true;
      gallery.commit(plain());
      const r = await fetch('/api/registrations', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(form) });
      loading.value = false;
      if (r.ok) done.value = true; else ElMessage.error('Your registration could not be saved.');
    }
    return {
      active, done, form, formRef, kinds, loading, next, rules: current, HALF,
      future: (d) => d.getTime() > Date.now(),
      closed: (d) => d.getTime() < Date.now() || d.getDay() === 0 || d.getDay() === 6,
    };
  },
  template: `
<h1>Register with us</h1>
<el-card>
  <el-result v-if="done" icon="success" title="Registration complete" sub-title="We look forward to meeting you." />
  <template v-else>
  <el-steps :active="active" finish-status="success" align-center><el-step title="Contact" /><el-step title="Wellbeing" /><el-step title="Visit" /><el-step title="Consent" /></el-steps>
  <el-form ref="formRef" :model="form" :rules="rules" label-position="top" size="large" @submit.prevent>
    <el-row v-if="active === 0" :gutter="20" key="a">
      <el-col :sm="24"><el-form-item label="Full name" prop="name"><el-input v-model="form.name" autocomplete="name" /></el-form-item></el-col>
      <el-col :sm="12"><el-form-item label="Birth date" prop="birth"><el-date-picker v-model="form.birth" type="date" format="MM/DD/YYYY" value-format="YYYY-MM-DD" placeholder="Pick a day" :disabled-date="future" style="width:100%" /></el-form-item></el-col>
      <el-col :sm="12"><el-form-item label="Sex" prop="sex"><el-select v-model="form.sex" placeholder="Select"><el-option label="Female" value="F" /><el-option label="Male" value="M" /><el-option label="Intersex" value="X" /></el-select></el-form-item></el-col>
      <el-col :sm="12"><el-form-item label="Phone" prop="tel"><el-input v-model="form.tel" type="tel" autocomplete="tel" /></el-form-item></el-col>
      <el-col :sm="12"><el-form-item label="Email address" prop="email"><el-input v-model="form.email" autocomplete="email" /></el-form-item></el-col>
    </el-row>
    <div v-else-if="active === 1" key="b">
      <p>Over the last two weeks, how often have you been bothered by:</p>
      <el-form-item label="Little interest or pleasure in doing things" prop="interest"><el-radio-group v-model="form.interest"><el-radio v-for="(h, i) in HALF" :key="i" :value="String(i)">{{ h }}</el-radio></el-radio-group></el-form-item>
      <el-form-item label="Feeling down, depressed, or hopeless" prop="mood"><el-radio-group v-model="form.mood"><el-radio v-for="(h, i) in HALF" :key="i" :value="String(i)">{{ h }}</el-radio></el-radio-group></el-form-item>
      <el-form-item label="Do you take any prescribed medication?" prop="onMeds"><el-radio-group v-model="form.onMeds"><el-radio-button value="yes">Yes</el-radio-button><el-radio-button value="no">No</el-radio-button></el-radio-group></el-form-item>
      <el-form-item v-if="form.onMeds === 'yes'" label="Name and dose of each" prop="medsList"><el-input v-model="form.medsList" type="textarea" :rows="2" /></el-form-item>
      <el-divider content-position="left">In case of emergency</el-divider>
      <el-row :gutter="20"><el-col :sm="12"><el-form-item label="Contact person" prop="iceName"><el-input v-model="form.iceName" /></el-form-item></el-col><el-col :sm="12"><el-form-item label="Their phone" prop="icePhone"><el-input v-model="form.icePhone" type="tel" /></el-form-item></el-col></el-row>
    </div>
    <el-row v-else-if="active === 2" :gutter="20" key="c">
      <el-col :sm="24"><el-form-item label="Service" prop="kind"><el-cascader v-model="form.kind" :options="kinds" placeholder="Select" class="full" /></el-form-item></el-col>
      <el-col :sm="12"><el-form-item label="Date" prop="date"><el-date-picker v-model="form.date" type="date" format="MM/DD/YYYY" value-format="YYYY-MM-DD" placeholder="Pick a date" :disabled-date="closed" style="width:100%" /></el-form-item></el-col>
      <el-col :sm="12"><el-form-item label="Time" prop="time"><el-time-select v-model="form.time" start="08:30" step="00:30" end="17:30" format="hh:mm A" placeholder="Select time" /></el-form-item></el-col>
      <el-col :span="24"><el-form-item label="What would you like to talk about?" prop="notes"><el-input v-model="form.notes" type="textarea" :rows="4" maxlength="400" show-word-limit /></el-form-item></el-col>
    </el-row>
    <div v-else key="d">
      <el-form-item label="How did you hear of us?" prop="heard"><el-checkbox-group v-model="form.heard"><el-checkbox value="doctor">My doctor</el-checkbox><el-checkbox value="friend">Friend or family</el-checkbox><el-checkbox value="web">Web search</el-checkbox></el-checkbox-group></el-form-item>
      <el-form-item prop="treat"><el-checkbox v-model="form.treat">I consent to assessment and treatment at Kestrel Hill</el-checkbox></el-form-item>
      <el-form-item prop="hipaa"><el-checkbox v-model="form.hipaa">I have received the notice of privacy practices</el-checkbox></el-form-item>
    </div>
    <div class="foot"><el-button :disabled="active === 0" @click="active--">Previous</el-button><el-button type="primary" :loading="loading" @click="next">{{ active === 3 ? 'Complete registration' : 'Next step' }}</el-button></div>
  </el-form>
  </template>
</el-card>`,
};
createApp(App).use(ElementPlus).mount('#app');

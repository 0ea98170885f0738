/** @jsxImportSource vue */
import { createApp, reactive, ref, watch } from 'vue';
import ElementPlus, { ElSelect, ElOption, ElOptionGroup, ElForm, ElFormItem, ElInput, ElDatePicker, ElRadioGroup, ElRadio, ElCheckboxGroup, ElCheckbox } from 'element-plus';
import 'element-plus/dist/index.css';
import './style.css';

const catalog = [
  { name: 'Counseling', services: [[1, 'Initial Consultation'], [2, 'Individual Session'], [3, 'Couples Session']] },
  { name: 'Psychiatry', services: [[6, 'Psychiatric Evaluation'], [7, 'Medication Check-in']] },
];
const staff = [[1, 'Noor Haddad, LCSW'], [2, 'Ben Achterberg, LPC'], [3, 'Dr. Yuki Tanabe']];
const titles = ['Service Selection', 'Date & Time', 'Your Information', 'Payment'];
const S = reactive({ service: '', location: 'Mill Road', employee: '', date: '', time: '', firstName: '', lastName: '', email: '', phone: '', birthday: null, reason: '', before: '', concerns: [], pronouns: '', insurance: '', emergency: '', gateway: '', terms: false });
watch(S, () => gallery.values(S), { immediate: true, deep: true, flush: 'sync' });

const input = (v) => (x) => { S[v] = x; };
const model = (k) => ({ modelValue: S[k], 'onUpdate:modelValue': input(k) });
const need = (message) => ({ required: true, message, trigger: 'submit' });
const rules = {
  service: need('Please select service'), employee: need('Please select employee'),
  firstName: need('Please enter first name'), lastName: need('Please enter last name'), reason: need('This field is required'), before: need('This field is required'), birthday: need('This field is required'), insurance: need('This field is required'),
  email: [need('Please enter email'), { type: 'email', message: 'Please enter a valid email address', trigger: 'submit' }],
  phone: [need('Please enter phone'), { validator: (r, v, cb) => (v.replace(/\D/g, '').length < 10 ? cb(new Error('Please enter a valid phone')) : cb()), trigger: 'submit' }],
  concerns: { type: 'array', required: true, min: 1, message: 'This field is required', trigger: 'submit' },
  terms: { validator: (r, v, cb) => (v ? cb() : cb(new Error('This field is required'))), trigger: 'submit' },
};

const App = {
  setup() {
    const step = ref(0), form = ref(null), slots = ref([]), off = ref(0), done = ref(false), hint = ref('');
    const go = (n) => { step.value = n; hint.value = ''; gallery.step(n + 1); };
    const next = async () => {
      if (step.value === 0) {
        if (!await form.value.validate().catch(() => false)) return;
        slots.value = (await (await fetch(`/wp-admin/admin-ajax.php?action=wpamelia_api&call=/slots&serviceId=${S.service}`)).json()).data.times;
        go(1);
      } else if (step.value === 1) {
        if (!S.time) hint.value = 'Please select date and time'; else go(2);
      } else if (step.value === 2) {
        if (await form.value.validate().catch(() => false)) go(3);
      } else if (!S.gateway) hint.value = 'Please select a payment method';
      else {
        gallery.commit(S);
        fetch('/wp-admin/admin-ajax.php?action=wpamelia_api&call=/bookings', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ type: 'appointment', bookings: [{ customer: S }] }) }).finally(() => { done.value = true; });
      }
    };
    const item = (prop, label, el) => <ElFormItem prop={prop} label={label} class={`am-fs__form-item am-ff__item-${prop}`} labelPosition="top">{() => el}</ElFormItem>;
    const select = (prop, children, o = {}) => <ElSelect {...model(prop)} class="am-select" placeholder={o.ph || ''} {...o}>{() => children}</ElSelect>;
    const first = () => [
      item('service', 'Service:', select('service', catalog.map((c) => <ElOptionGroup label={c.name} key={c.name}>{() => c.services.map(([, n]) => <ElOption key={n} value={n} label={n} />)}</ElOptionGroup>), { ph: 'Select Service' })),
      item('location', 'Location:', select('location', ['Mill Road', 'Online'].map((n) => <ElOption key={n} value={n} label={n} />))),
      item('employee', 'Employee:', select('employee', [['0', 'Any Employee'], ...staff].map(([, n]) => <ElOption key={n} value={n} label={n} />), { ph: 'Any Employee' })),
    ];
    const dates = () => {
      const m = new Date(); m.setHours(0, 0, 0, 0); m.setMonth(m.getMonth() + off.value, 1);
      const cells = [];
      for (let i = 0; i < m.getDay(); i++) cells.push(<div />);
      for (const d = new Date(m); d.getMonth() === m.getMonth(); d.setDate(d.getDate() + 1)) {
        const iso = d.toLocaleDateString('sv'), t = slots.value[d.getDate() % 6], ok = d > Date.now() + 864e5 && d.getDay() % 6 && t.length;
        cells.push(<div class={['am-advsc__dayGridMonth-cell', !ok && 'am-advsc__dayGridMonth-disabled', S.date === iso && 'am-advsc__dayGridMonth-selected']} onClick={() => { if (ok) { S.date = iso; S.time = ''; } }}>{d.getDate()}</div>);
      }
      const human = (t) => { const [h, n] = t.split(':'); return `${(h % 12) || 12}:${n} ${h < 12 ? 'am' : 'pm'}`; };
      return [<div class="am-advsc__head"><button type="button" class="am-advsc__header-prev" aria-label="previous month" disabled={!off.value} onClick={() => off.value--}>‹</button><span>{m.toLocaleDateString('en-US', { month: 'long', year: 'numeric' })}</span><button type="button" class="am-advsc__header-next" aria-label="next month" onClick={() => off.value++}>›</button></div>,
        <div class="am-advsc__dayGridMonth">{['Su', 'Mo', 'Tu', 'We', 'Th', 'Fr', 'Sa'].map((w) => <b>{w}</b>)}{cells}</div>,
        S.date && <div class="am-advsc__slots-wrapper"><p class="am-advsc__slots-heading">{new Date(S.date + 'T12:00').toLocaleDateString('en-US', { weekday: 'long', month: 'long', day: 'numeric' })} – pick a time</p><div class="am-advsc__slots">{slots.value[new Date(S.date + 'T12:00').getDate() % 6].map((t) => <div class={['am-advsc__slots-item', S.time === human(t) && 'am-selected']} onClick={() => { S.time = human(t); }}><div class="am-advsc__slots-item__inner">{human(t)}</div></div>)}</div></div>];
    };
    const info = () => [
      item('firstName', 'First Name:', <ElInput {...model('firstName')} class="am-input" placeholder="Enter first name" name="firstName" />),
      item('lastName', 'Last Name:', <ElInput {...model('lastName')} class="am-input" placeholder="Enter last name" name="lastName" />),
      item('email', 'Email:', <ElInput {...model('email')} class="am-input" placeholder="Enter email" name="email" />),
      item('phone', 'Phone:', <ElInput {...model('phone')} class="am-input am-input-phone" placeholder="(201) 555-0123" type="tel" name="phone" />),
      item('birthday', 'Date of Birth:', <ElDatePicker {...model('birthday')} format="MM/DD/YYYY" placeholder="MM/DD/YYYY" />),
      item('pronouns', 'Pronouns:', <ElInput {...model('pronouns')} class="am-input" />),
      item('reason', 'What brings you to us?', <ElInput {...model('reason')} type="textarea" rows={3} class="am-input" />),
      item('before', 'Have you been in therapy before?', <ElRadioGroup {...model('before')}>{() => ['Yes', 'No'].map((v) => <ElRadio key={v} value={v} class="am-radio">{() => v}</ElRadio>)}</ElRadioGroup>),
      item('concerns', 'Areas of concern:', <ElCheckboxGroup {...model('concerns')}>{() => ['Anxiety', 'Low mood', 'Relationships', 'Life changes', 'Sleep'].map((v) => <ElCheckbox key={v} value={v} label={v} class="am-checkbox" />)}</ElCheckboxGroup>),
      item('insurance', 'Insurance:', select('insurance', ['Aetna', 'Cigna', 'Optum', 'Out of pocket'].map((n) => <ElOption key={n} value={n} label={n} />), { ph: 'Select option' })),
      item('emergency', 'Emergency contact (name):', <ElInput {...model('emergency')} class="am-input" />),
      item('terms', '', <ElCheckbox {...model('terms')} class="am-checkbox">{() => 'I accept the terms of service and the notice of privacy practices'}</ElCheckbox>),
    ];
    const pay = () => <div class="am-fs__payments"><p class="am-fs__payments-sentence">Total amount: <b>$140.00</b></p><p>Payment method:</p><div class="am-fs__payments-main">{[['onSite', 'On-Site'], ['insurance', 'Through my insurance']].map(([v, t]) => <div class={['am-fs__payments-main-button', S.gateway === v && 'am-selected']} onClick={() => { S.gateway = v; }}><p>{t}</p></div>)}</div></div>;
    return () => [
      <div class="am-fs-sb">{titles.map((t, i) => <div class={['am-fs-sb__step', i <= step.value && 'am-active']}><span class="am-fs-sb__step-heading">{t}</span></div>)}<div class="am-fs-sb__support">Get in Touch<br />hello@cedarhollow.example</div></div>,
      <div class="am-fs__main">{done.value ? <div class="am-fs__main-content am-fs__congrats"><h2>Congratulations!</h2><p>Your appointment request is with us.</p></div> : [
        <div class="am-fs__main-heading">{step.value > 0 && <button type="button" class="am-fs__main-heading-inner-back" aria-label="Go back" onClick={() => go(step.value - 1)}>←</button>} <span class="am-fs__main-heading-inner-title">{titles[step.value]}</span></div>,
        <div class="am-fs__main-content"><ElForm scrollToError ref={form} model={S} rules={Object.fromEntries(Object.entries(rules).filter(([k]) => (step.value === 0) === ['service', 'employee'].includes(k)))} hideRequiredAsterisk={false} validateOnRuleChange={false} key={step.value} onSubmit={(e) => e.preventDefault()}>{() => [first, dates, info, pay][step.value]()}</ElForm>{hint.value && <div class="el-form-item__error" style="position:static" role="alert">{hint.value}</div>}</div>,
        <div class="am-fs__main-footer"><button type="button" class="am-button am-button--filled am-button--medium" onClick={next}><span class="am-button__inner">{step.value === 3 ? 'Book Now' : 'Continue'}</span></button></div>]}</div>];
  },
};
createApp(App).use(ElementPlus).mount('#amelia-container');

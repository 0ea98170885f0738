import { createApp, reactive, ref, watch } from 'vue/dist/vue.esm-bundler.js';
import ElementPlus from 'element-plus';
import 'element-plus/dist/index.css';

createApp({
  setup() {
    const v = reactive({ service: '', provider: '', mode: 'video', date: '', slot: '', name: '', email: '', phone: '', birth: '', remark: '', agree: false });
    const at = ref(0), form = ref(null), done = ref(false);
    watch(v, () => gallery.values(v), { immediate: true, flush: 'sync' });
    const need = (message) => [{ required: true, message, trigger: 'blur' }];
    const rules = { service: need('Please select a service'), provider: need('Please select a provider'), date: need('Please pick a date'), slot: need('Please pick a time'), name: need('Please input your name'), email: [{ required: true, type: 'email', message: 'Please input a correct email address', trigger: 'blur' }], phone: need('Please input your phone'), agree: [{ validator: (r, x, cb) => (x ? cb() : cb(new Error('Please agree'))) }] };
    const next = async () => { try { await form.value.validate(); } catch { return; } at.value++; gallery.step(at.value + 1); };
    const send = async () => {
      try { await form.value.validate(); } catch { return; }
      gallery.commit();
      const r = await fetch('/api/appointments', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(v) });
      if (r.ok) done.value = true;
    };
    const past = (d) => d < new Date() || d.getDay() % 6 === 0;
    return { v, at, form, done, rules, next, send, past };
  },
  template: `<main style="max-width:640px;margin:30px"><h1>New appointment</h1><el-result v-if="done" icon="success" title="Booked"/><template v-else>
<el-steps :active="at" finish-status="success"><el-step title="Service"/><el-step title="Time"/><el-step title="You"/></el-steps>
<el-form ref="form" :model="v" :rules="rules" label-width="160px" style="margin-top:20px">
<template v-if="at===0"><el-form-item label="Service" prop="service"><el-select v-model="v.service" placeholder="Select"><el-option v-for="s in ['Counseling','Psychotherapy','Art therapy']" :key="s" :label="s" :value="s"/></el-select></el-form-item><el-form-item label="Therapist" prop="provider"><el-select v-model="v.provider" filterable placeholder="Select"><el-option v-for="s in ['Mei Tanaka','Ravi Patel','First available']" :key="s" :label="s" :value="s"/></el-select></el-form-item><el-form-item label="Format"><el-radio-group v-model="v.mode"><el-radio value="video">Video</el-radio><el-radio value="office">In office</el-radio></el-radio-group></el-form-item></template>
<template v-if="at===1"><el-form-item label="Appointment date" prop="date"><el-date-picker v-model="v.date" type="date" placeholder="Pick a day" value-format="YYYY-MM-DD" :disabled-date="past"/></el-form-item><el-form-item label="Time" prop="slot"><el-radio-group v-model="v.slot"><el-radio-button v-for="t in ['09:00','10:30','14:00','16:30']" :key="t" :label="t" :value="t"/></el-radio-group></el-form-item></template>
<template v-if="at===2"><el-form-item label="Full name" prop="name"><el-input v-model="v.name"/></el-form-item><el-form-item label="Email" prop="email"><el-input v-model="v.email"/></el-form-item><el-form-item label="Phone" prop="phone"><el-input v-model="v.phone"/></el-form-item><el-form-item label="Date of birth"><el-date-picker v-model="v.birth" type="date" format="MM/DD/YYYY" value-format="YYYY-MM-DD" placeholder="MM/DD/YYYY"/></el-form-item><el-form-item label="Remarks"><el-input v-model="v.remark" type="textarea"/></el-form-item><el-form-item prop="agree"><el-checkbox v-model="v.agree">I agree to the terms of service</el-checkbox></el-form-item></template>
<el-form-item><el-button v-if="at" @click="at--">Previous</el-button><el-button v-if="at<2" type="primary" @click="next">Next step</el-button><el-button v-else type="primary" @click="send">Book appointment</el-button></el-form-item></el-form></template></main>`,
}).use(ElementPlus).mount('#app');

import { createApp, reactive, ref, watch } from 'vue/dist/vue.esm-bundler.js';
import { createVuetify } from 'vuetify';
import * as components from 'vuetify/components';
import * as directives from 'vuetify/directives';
import { aliases, mdi } from 'vuetify/iconsets/mdi-svg';
import 'vuetify/styles';

createApp({
  setup() {
    const v = reactive({ q1: null, q2: null, state: null, insurance: null, first: '', last: '', email: '', phone: '', goals: '', terms: false });
    const answers = ['Not at all', 'Several days', 'More than half the days', 'Nearly every day'];
    const at = ref(1), form = ref(null), done = ref(false);
    watch(v, () => gallery.values({ ...v, q1: answers[v.q1], q2: answers[v.q2] }), { immediate: true, flush: 'sync' });
    const need = (x) => (!!x || x === 0) || 'This field is required';
    const mail = (x) => /.+@.+\..+/.test(x) || 'E-mail must be valid';
    const next = async () => { if ((await form.value.validate()).valid) { at.value++; gallery.step(at.value); } };
    const send = async () => {
      if (!(await form.value.validate()).valid) return;
      gallery.commit();
      const r = await fetch('/api/start', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(v) });
      if (r.ok) done.value = true;
    };
    return { v, at, form, done, need, mail, next, send, answers };
  },
  template: `<v-app><v-main><v-container style="max-width:640px"><h1>Get started</h1><v-alert v-if="done" type="success">Thank you!</v-alert><v-form v-else ref="form" @submit.prevent="at<3?next():send()"><p>Step {{at}} of 3</p>
<template v-if="at===1"><h2>Over the last 2 weeks, how often have you been bothered by:</h2><v-radio-group v-model="v.q1" label="Little interest or pleasure in doing things" :rules="[need]"><v-radio v-for="(a,i) in answers" :key="i" :label="a" :value="i"/></v-radio-group><v-radio-group v-model="v.q2" label="Feeling down, depressed, or hopeless" :rules="[need]"><v-radio v-for="(a,i) in answers" :key="i" :label="a" :value="i"/></v-radio-group></template>
<template v-if="at===2"><v-autocomplete v-model="v.state" label="State of residence" :items="['Alaska','Connecticut','Idaho','Illinois','Maine','Ohio','Vermont','Wyoming']" :rules="[need]"/><v-select v-model="v.insurance" label="Insurance" :items="['Aetna','Cigna','Premera','None / self-pay']" :rules="[need]"/></template>
<template v-if="at===3"><v-text-field v-model="v.first" label="First name" :rules="[need]"/><v-text-field v-model="v.last" label="Last name" :rules="[need]"/><v-text-field v-model="v.email" label="E-mail" type="email" :rules="[need,mail]"/><v-text-field v-model="v.phone" label="Phone" type="tel" prefix="+1" :rules="[need]"/><v-textarea v-model="v.goals" label="Your goals" hint="Optional" persistent-hint/><v-checkbox v-model="v.terms" label="I agree to the telehealth consent" :rules="[need]"/></template>
<v-btn v-if="at>1" variant="text" @click="at--">Back</v-btn><v-btn color="primary" type="submit">{{ at<3 ? 'Continue' : 'Submit' }}</v-btn></v-form></v-container></v-main></v-app>`,
}).use(createVuetify({ components, directives, icons: { defaultSet: 'mdi', aliases, sets: { mdi } } })).mount('#app');

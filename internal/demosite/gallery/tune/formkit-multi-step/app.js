import { createApp, ref } from 'vue/dist/vue.esm-bundler.js';
import { defaultConfig, plugin } from '@formkit/vue';
import { createMultiStepPlugin } from '@formkit/addons';
import '@formkit/themes/genesis';
import '@formkit/addons/css/multistep';

createApp({
  setup() {
    const values = ref({}), done = ref(false);
    const tell = (v) => gallery.values({ first: '', last: '', email: '', phone: '', birth: '', modality: '', days: '', seen: '', heard: '', story: '', insurer: '', member: '', policies: '', ...Object.assign({}, ...Object.values(v.steps ?? {})) });
    tell({});
    const step = ({ targetStep, currentStep }) => { if (targetStep.stepIndex > currentStep.stepIndex && currentStep.isValid) gallery.step(targetStep.stepIndex + 1); return true; };
    const send = async (v) => {
      gallery.commit();
      const r = await fetch('/api/clients', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(v) });
      if (r.ok) done.value = true;
    };
    return { values, done, tell, step, send, plans: { '': 'Choose…', aetna: 'Aetna', bcbs: 'Blue Cross Blue Shield', cash: 'I pay myself' } };
  },
  template: `<p v-if="done">Welcome! Watch your inbox.</p><FormKit v-else type="form" :actions="false" @submit="send" @input="tell"><FormKit type="multi-step" name="steps" tab-style="progress" :allow-incomplete="false" :before-step-change="step">
<FormKit type="step" name="you"><FormKit name="first" label="First name" validation="required"/><FormKit name="last" label="Last name" validation="required"/><FormKit type="email" name="email" label="Email address" validation="required|email"/><FormKit type="tel" name="phone" label="Phone" help="Ten digits" validation="required|length:10"/><FormKit type="date" name="birth" label="Birthday" validation="required"/></FormKit>
<FormKit type="step" name="care"><FormKit type="radio" name="modality" label="How would you like to meet?" :options="['In the office','By video','Either']" validation="required"/><FormKit type="checkbox" name="days" label="Which days suit you?" :options="['Monday','Tuesday','Thursday']" validation="required|min:1"/><FormKit type="range" name="seen" label="How many sessions have you had before?" min="0" max="50"/><FormKit type="select" name="heard" label="How did you hear of us?" :options="['A friend','A doctor','The web']"/><FormKit type="textarea" name="story" label="What brings you here now?" validation="required|length:10"/></FormKit>
<FormKit type="step" name="money"><FormKit type="select" name="insurer" label="Insurance" :options="plans" validation="required"/><FormKit name="member" label="Subscriber ID"/><FormKit type="checkbox" name="policies" label="I accept the practice policies" validation="accepted"/><template #stepNext><FormKit type="submit" label="Become a client"/></template></FormKit>
</FormKit></FormKit>`,
}).use(plugin, defaultConfig({ plugins: [createMultiStepPlugin()] })).mount('#app');

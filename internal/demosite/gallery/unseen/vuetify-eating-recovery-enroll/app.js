import { computed, createApp, reactive, ref, watch } from 'vue/dist/vue.esm-bundler.js';
import 'vuetify/styles';
import { createVuetify } from 'vuetify';
import * as components from 'vuetify/components';
import * as directives from 'vuetify/directives';
import { aliases, mdi } from 'vuetify/iconsets/mdi-svg';

const vuetify = createVuetify({
  components, directives,
  icons: { defaultSet: 'mdi', aliases, sets: { mdi } },
  theme: { defaultTheme: 'meadow', themes: { meadow: { dark: false, colors: { primary: '#5b4b8a', secondary: '#8fb996', background: '#fbfaf5' } } } },
});

const App = {
  setup() {
    const step = ref(1);
    const busy = ref(false);
    const snack = ref('');
    const done = ref(false);
    const refs = { 1: ref(), 2: ref(), 3: ref() };
    const v = reactive({
      first_name: '', last_name: '', birthday: '', pronouns: null, email: '', phone: '', address: '', city: '', state: null, zip: '',
      symptoms: [], treated: null, treatment: '', carrier: null, member: '', track: null, start: '', accept: false,
    });
    const req = (x) => (Array.isArray(x) ? x.length > 0 : !!x) || 'This field is required';
    const rules = {
      req,
      email: (x) => /.+@.+\..+/.test(x) || 'E-mail must be valid',
      phone: (x) => String(x).replace(/\D/g, '').length >= 10 || 'Phone number needs 10 digits',
      zip: (x) => /^\d{5}(-\d{4})?$/.test(x) || 'ZIP code must be valid',
      adult: (x) => (new Date() - new Date(x)) / 31557600000 >= 18 || 'The day program is for adults',
      future: (x) => new Date(x) > new Date() || 'Choose a day in the future',
    };
    const tried = ref(false);
    const trackError = computed(() => tried.value && !v.track);
    watch(v, () => gallery.values({ ...v }), { immediate: true, deep: true });
    watch(step, (n) => gallery.step(n), { immediate: true });
    const post = (path, body) => fetch(path, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) });
    async function next() {
      const { valid } = await refs[step.value].value.validate();
      tried.value = step.value === 3;
      if (!valid || trackError.value) return;
      busy.value = true;
      if (step.value < 3) {
        const r = await post('/api/enrollment/draft', { step: step.value, ...v });
        busy.value = false;
        if (r.ok) { step.value++; window.scrollTo(0, 0); } else snack.value = 'We could not save your answers. Please try again.';
        return;
      }
      gallery.commit({ ...v });
      const r = await post('/api/enrollment/submit', v);
      busy.value = false;
      if (r.ok) done.value = true; else snack.value = 'Your enrollment could not be sent.';
    }
    return {
      step, v, rules, next, busy, snack, done, tried, trackError, form1: refs[1], form2: refs[2], form3: refs[3],
      states: ['Iowa', 'Kansas', 'Minnesota', 'Missouri', 'Nebraska', 'North Dakota', 'South Dakota', 'Wisconsin'],
      symptoms: ['Restricting food', 'Binge eating', 'Purging', 'Over-exercising', 'Body image distress', 'Fear of certain foods'],
      plans: ['Aetna', 'Blue Cross of Minnesota', 'HealthPartners', 'Medica', 'UCare', 'UnitedHealthcare', 'Wellmark'],
      tracks: ['Mornings (8 to 12)', 'Afternoons (1 to 5)', 'Evenings (5 to 8)'],
    };
  },
  template: `
<v-app>
  <v-app-bar color="primary" title="Meadowlark Eating Recovery"><template #append><v-btn href="tel:+16125550133">Call us</v-btn></template></v-app-bar>
  <v-main><v-container style="max-width:820px">
    <h1 class="text-h4 my-4">Enroll in the day program</h1>
    <v-alert v-if="done" type="success" title="We have your enrollment">Admissions will phone you to arrange an assessment.</v-alert>
    <v-stepper v-else v-model="step" hide-actions>
      <v-stepper-header><v-stepper-item title="About you" :value="1" :complete="step > 1" /><v-divider /><v-stepper-item title="Your recovery" :value="2" :complete="step > 2" /><v-divider /><v-stepper-item title="Program and payment" :value="3" /></v-stepper-header>
      <v-stepper-window>
        <v-stepper-window-item :value="1"><v-form ref="form1" @submit.prevent="next"><v-row class="pt-2">
          <v-col cols="12" sm="6"><v-text-field v-model="v.first_name" label="First name" name="first_name" autocomplete="given-name" :rules="[rules.req]" /></v-col>
          <v-col cols="12" sm="6"><v-text-field v-model="v.last_name" label="Last name" name="last_name" autocomplete="family-name" :rules="[rules.req]" /></v-col>
          <v-col cols="12" sm="6"><v-text-field v-model="v.birthday" label="Birthday" type="date" name="birthday" :rules="[rules.req, rules.adult]" /></v-col>
          <v-col cols="12" sm="6"><v-select v-model="v.pronouns" label="Your pronouns" :items="['she/her', 'he/him', 'they/them', 'Ask me']" clearable /></v-col>
          <v-col cols="12" sm="6"><v-text-field v-model="v.email" label="E-mail" type="email" name="email" :rules="[rules.req, rules.email]" /></v-col>
          <v-col cols="12" sm="6"><v-text-field v-model="v.phone" label="Phone" type="tel" name="phone" prefix="+1" :rules="[rules.req, rules.phone]" /></v-col>
          <v-col cols="12"><v-text-field v-model="v.address" label="Street address" name="address" :rules="[rules.req]" /></v-col>
          <v-col cols="12" sm="5"><v-text-field v-model="v.city" label="City" name="city" :rules="[rules.req]" /></v-col>
          <v-col cols="12" sm="4"><v-autocomplete v-model="v.state" label="State" :items="states" auto-select-first :rules="[rules.req]" /></v-col>
          <v-col cols="12" sm="3"><v-text-field v-model="v.zip" label="ZIP code" name="zip" :rules="[rules.req, rules.zip]" /></v-col>
        </v-row></v-form></v-stepper-window-item>
        <v-stepper-window-item :value="2"><v-form ref="form2" @submit.prevent="next" class="pt-2">
          <v-select v-model="v.symptoms" label="What are you struggling with?" :items="symptoms" multiple chips closable-chips hint="Select all that apply" persistent-hint :rules="[rules.req]" class="mb-4" />
          <v-radio-group v-model="v.treated" label="Have you been in treatment for an eating disorder before?" inline :rules="[rules.req]"><v-radio label="Yes" value="yes" /><v-radio label="No" value="no" /></v-radio-group>
          <v-textarea v-if="v.treated === 'yes'" v-model="v.treatment" label="Where and when?" name="treatment" rows="3" auto-grow :rules="[rules.req]" />
        </v-form></v-stepper-window-item>
        <v-stepper-window-item :value="3"><v-form ref="form3" @submit.prevent="next" class="pt-2">
          <div class="text-body-1 mb-1">Which group suits your week?</div>
          <v-chip-group v-model="v.track" selected-class="text-primary" column><v-chip v-for="t in tracks" :key="t" :value="t" :text="t" variant="outlined" filter /></v-chip-group>
          <div v-if="trackError" class="text-error text-caption" role="alert">Please choose a group</div>
          <v-text-field v-model="v.start" class="mt-4" label="When could you start?" type="date" name="start" :rules="[rules.req, rules.future]" />
          <v-autocomplete v-model="v.carrier" label="Insurance carrier" :items="plans" :rules="[rules.req]" no-data-text="We do not take this plan yet" />
          <v-text-field v-model="v.member" label="Member ID" name="member" :rules="[rules.req]" />
          <v-checkbox v-model="v.accept" label="I agree to the admission terms and the privacy practices" :rules="[(x) => !!x || 'You must agree to continue']" />
        </v-form></v-stepper-window-item>
      </v-stepper-window>
      <div class="d-flex justify-space-between pa-4"><v-btn variant="text" :disabled="step === 1" @click="step--">Go back</v-btn><v-btn color="primary" :loading="busy" @click="next">{{ step === 3 ? 'Submit enrollment' : 'Save and continue' }}</v-btn></div>
    </v-stepper>
    <v-snackbar :model-value="!!snack" color="error" @update:model-value="snack = ''">{{ snack }}</v-snackbar>
  </v-container></v-main>
</v-app>`,
};
createApp(App).use(vuetify).mount('#app');

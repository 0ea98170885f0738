import { createApp, reactive, ref, computed, watch, nextTick } from 'vue/dist/vue.esm-bundler.js';
import './style.css';

const STATES = 'Alabama,Alaska,Arizona,Arkansas,California,Colorado,Connecticut,Delaware,District of Columbia,Florida,Georgia,Hawaii,Idaho,Illinois,Indiana,Iowa,Kansas,Kentucky,Louisiana,Maine,Maryland,Massachusetts,Michigan,Minnesota,Mississippi,Missouri,Montana,Nebraska,Nevada,New Hampshire,New Jersey,New Mexico,New York,North Carolina,North Dakota,Ohio,Oklahoma,Oregon,Pennsylvania,Rhode Island,South Carolina,South Dakota,Tennessee,Texas,Utah,Vermont,Virginia,Washington,West Virginia,Wisconsin,Wyoming'.split(',');
const S = reactive({ NameFirst: '', NameLast: '', Birthdate: '', Gender: '', Email: '', Phone: '', Line1: '', Line2: '', City: '', State: '', PostalCode: '', Employer: '', PrimaryPhysician: '', Allergies: '', Diagnoses: '', WhatBrings: '', Nervous: '', Worrying: '', Relaxing: '', Payment: '', Carrier: '', Policy: '', Group: '', EmergencyFirst: '', EmergencyLast: '', EmergencyPhone: '', Relationship: '', Agree: false, Signature: '' });
const meds = reactive([{ Name: '', Dose: '' }]);
const tell = () => gallery.values({ ...S, Med1Name: meds[0]?.Name || '', Med1Dose: meds[0]?.Dose || '' });

const CogField = {
  props: { label: String, name: String, span: String, required: Boolean, error: String, group: Boolean, help: String },
  template: `<div class="cog-field cog-field--2" :class="{'is-required': required, 'cog-is-error': error}" :style="{gridColumn: 'span ' + (span || 24)}" :data-field="name">
    <fieldset v-if="group"><legend class="cog-label">{{ label }}</legend><div v-if="help" class="cog-sub">{{ help }}</div><slot/></fieldset>
    <template v-else><label class="cog-label" :for="'cog-' + name" :id="'cog-label-' + name">{{ label }}</label><slot/></template>
    <div v-if="error" class="cog-error__message" role="alert">{{ error }}</div></div>`,
};
const ElSelect = {
  props: { modelValue: String, options: Array, id: String, filterable: Boolean, aria: String },
  emits: ['update:modelValue'],
  setup(p, { emit }) {
    const open = ref(false), text = ref(p.modelValue), at = ref(-1), typed = ref(false);
    const list = computed(() => p.filterable && typed.value && text.value ? p.options.filter((o) => o.toLowerCase().includes(text.value.toLowerCase())) : p.options);
    const choose = (o) => { emit('update:modelValue', o); text.value = o; open.value = false; typed.value = false; };
    const show = () => { open.value = true; at.value = -1; typed.value = false; };
    const close = () => setTimeout(() => { open.value = false; typed.value = false; text.value = p.modelValue; }, 180);
    const key = (e) => {
      if (e.key === 'ArrowDown') { e.preventDefault(); if (!open.value) show(); else at.value = Math.min(at.value + 1, list.value.length - 1); }
      if (e.key === 'ArrowUp') { e.preventDefault(); at.value = Math.max(0, at.value - 1); }
      if (e.key === 'Enter') { e.preventDefault(); const o = list.value[at.value < 0 && typed.value ? 0 : at.value]; if (open.value && o) choose(o); else show(); }
      if (e.key === 'Escape') open.value = false;
    };
    const input = (e) => { text.value = e.target.value; typed.value = true; open.value = true; at.value = 0; };
    return { open, text, at, list, choose, show, close, key, input };
  },
  template: `<div class="el-select cog-dropdown"><div class="el-input el-input--suffix"><input type="text" class="el-input__inner" role="combobox" autocomplete="off" :id="id" :aria-label="aria" :aria-expanded="open" aria-haspopup="listbox" :readonly="!filterable" :value="text" @input="input" @click="show" @focus="show" @blur="close" @keydown="key"></div>
    <ul v-if="open" class="el-select-dropdown" role="listbox"><li v-for="(o, i) in list" :key="o" class="el-select-dropdown__item" :class="{hover: i === at}" role="option" :aria-selected="o === modelValue" @mousedown.prevent @click="choose(o)"><span>{{ o }}</span></li><li v-if="!list.length" class="el-select-dropdown__item">No matching data</li></ul></div>`,
};
const ElDate = {
  props: ['modelValue', 'id'],
  emits: ['update:modelValue'],
  setup(p, { emit }) {
    const open = ref(false), text = ref(p.modelValue), month = ref(new Date(new Date().getFullYear(), new Date().getMonth(), 1));
    const commit = () => {
      const m = /^\s*(\d{1,2})[\/-](\d{1,2})[\/-](\d{4})\s*$/.exec(text.value) || (/^\s*(\d{4})-(\d{2})-(\d{2})\s*$/.test(text.value) ? ((x) => [0, x[1], x[2], x[0]])(text.value.trim().split('-')) : null);
      const ok = m && +m[1] <= 12 && +m[2] <= 31;
      text.value = ok ? `${+m[1]}/${+m[2]}/${m[3]}` : '';
      emit('update:modelValue', text.value);
    };
    const weeks = computed(() => { const d = new Date(month.value); d.setDate(1 - d.getDay()); return Array.from({ length: 6 }, () => Array.from({ length: 7 }, () => { const x = new Date(d); d.setDate(d.getDate() + 1); return x; })); });
    const move = (n) => { month.value = new Date(month.value.getFullYear(), month.value.getMonth() + n, 1); };
    const pick = (d) => { text.value = `${d.getMonth() + 1}/${d.getDate()}/${d.getFullYear()}`; emit('update:modelValue', text.value); open.value = false; };
    const blur = () => { commit(); setTimeout(() => { open.value = false; }, 150); };
    return { open, text, month, weeks, move, pick, blur, commit };
  },
  template: `<div class="el-date-editor el-input"><input class="el-input__inner" type="text" :id="id" autocomplete="off" placeholder="M/D/YYYY" v-model="text" @focus="open = true" @blur="blur" @change="commit" @keydown.enter.prevent="commit(); open = false">
    <div v-if="open" class="el-picker-panel" @mousedown.prevent><div style="display:flex;gap:8px"><button type="button" aria-label="Previous Year" @click="move(-12)">«</button><button type="button" aria-label="Previous Month" @click="move(-1)">‹</button><span style="flex:1;text-align:center">{{ month.toLocaleString('en-US', { month: 'long', year: 'numeric' }) }}</span><button type="button" aria-label="Next Month" @click="move(1)">›</button><button type="button" aria-label="Next Year" @click="move(12)">»</button></div>
    <table><tbody><tr v-for="w in weeks"><td v-for="d in w" :class="d.getMonth() === month.getMonth() ? 'available' : 'prev-month'" @click="pick(d)">{{ d.getDate() }}</td></tr></tbody></table></div></div>`,
};
const RULES = [
  ['NameFirst', 'NameLast', 'Birthdate', 'Email', 'Phone', 'Line1', 'City', 'State', 'PostalCode'],
  ['PrimaryPhysician'],
  ['WhatBrings', 'Nervous', 'Worrying', 'Relaxing'],
  ['EmergencyFirst', 'EmergencyLast', 'EmergencyPhone', 'Relationship', 'Agree', 'Signature'],
];
const NAMES = { NameFirst: 'Name', NameLast: 'Name', Line1: 'Address', City: 'Address', State: 'Address', PostalCode: 'Address', Nervous: 'Anxiety', Worrying: 'Anxiety', Relaxing: 'Anxiety', EmergencyFirst: 'Emergency', EmergencyLast: 'Emergency' };
const SAY = { Name: 'First and Last are required.', Address: 'Street Address, City, State, and Zip Code are required.', Anxiety: 'Please answer every row.', Emergency: 'First and Last are required.' };

createApp({
  components: { CogField, ElSelect, ElDate },
  setup() {
    const page = ref(1), errors = ref({}), sent = ref(''), genderOther = ref(false);
    watch([S, meds], tell, { deep: true, immediate: true, flush: 'sync' });
    const check = () => {
      const e = {};
      for (const n of RULES[page.value - 1]) if (!S[n] || !String(S[n]).trim()) e[NAMES[n] || n] = SAY[NAMES[n]] || 'This field is required.';
      if (page.value === 1 && S.Email && !/^\S+@\S+\.\S+$/.test(S.Email)) e.Email = 'Please enter a valid email address.';
      if (page.value === 1 && S.Phone && S.Phone.replace(/\D/g, '').length < 10) e.Phone = 'Please enter a valid phone number.';
      if (page.value === 4 && S.Payment === 'Insurance') for (const n of ['Carrier', 'Policy']) if (!S[n].trim()) e[n] = 'This field is required.';
      if (page.value === 4 && !S.Payment) e.Payment = 'This field is required.';
      errors.value = e;
      return !Object.keys(e).length;
    };
    const top = () => nextTick(() => document.getElementById('cognito-form').scrollIntoView());
    const next = () => { if (check()) { page.value++; gallery.step(page.value); } top(); };
    const back = () => { page.value--; top(); };
    const submit = async () => {
      if (!check()) return top();
      gallery.commit({ ...S, Med1Name: meds[0]?.Name || '', Med1Dose: meds[0]?.Dose || '' });
      sent.value = 'Submitting…';
      const r = await fetch('https://www.cognitoforms.com/svc/submit-entry/forms/lakewood/adult-intake', { method: 'POST', headers: { 'Content-Type': 'text/plain' }, body: JSON.stringify({ ...S, Medications: meds }) }).catch(() => ({ ok: false }));
      sent.value = r.ok ? 'Thank you for filling out the form. Your response has been recorded.' : 'There was an error submitting the form.';
    };
    const other = (v) => { genderOther.value = v; S.Gender = v ? '' : S.Gender; };
    return { S, meds, page, errors, sent, genderOther, other, next, back, submit, STATES, PAGES: ['About You', 'Health', 'Concerns', 'Payment & Consent'], ROWS: [['Nervous', 'Feeling nervous, anxious, or on edge'], ['Worrying', 'Not being able to stop or control worrying'], ['Relaxing', 'Trouble relaxing']], COLS: ['Not at all', 'Several days', 'Over half the days', 'Nearly every day'] };
  },
  template: `<div v-if="sent" class="cog-form cog-confirmation"><p>{{ sent }}</p></div>
<form v-else class="cog-form" novalidate @submit.prevent="page < 4 ? next() : submit()">
<ol class="cog-page-progress"><li v-for="(p, i) in PAGES" :class="{'is-active': i + 1 === page}">{{ i + 1 }}. {{ p }}</li></ol>
<div v-if="page === 1" class="cog-page">
 <div class="cog-row"><cog-field label="Name" name="Name" group required :error="errors.Name"><div class="cog-name"><div><input class="el-input__inner" id="cog-name-first" autocomplete="given-name" v-model="S.NameFirst"><label class="cog-sub" for="cog-name-first">First</label></div><div><input class="el-input__inner" id="cog-name-last" autocomplete="family-name" v-model="S.NameLast"><label class="cog-sub" for="cog-name-last">Last</label></div></div></cog-field></div>
 <div class="cog-row"><cog-field label="Date of Birth" name="Birthdate" span="10" required :error="errors.Birthdate"><el-date id="cog-Birthdate" v-model="S.Birthdate"/></cog-field>
 <cog-field label="Gender" name="Gender" span="14" group><div><label class="el-radio" v-for="g in ['Female','Male','Nonbinary']"><input type="radio" name="cog-5-gender" :value="g" v-model="S.Gender" @change="genderOther = false"><span>{{ g }}</span></label><label class="el-radio"><input type="radio" name="cog-5-gender" :checked="genderOther" @change="other(true)"><span>Other</span></label><input v-if="genderOther" class="el-input__inner" aria-label="Other" v-model="S.Gender"></div></cog-field></div>
 <div class="cog-row"><cog-field label="Email" name="Email" span="12" required :error="errors.Email"><input class="el-input__inner" type="email" id="cog-Email" v-model="S.Email"></cog-field><cog-field label="Phone" name="Phone" span="12" required :error="errors.Phone"><input class="el-input__inner" type="tel" id="cog-Phone" v-model="S.Phone"></cog-field></div>
 <div class="cog-row"><cog-field label="Address" name="Address" group required :error="errors.Address"><div class="cog-address"><div class="wide"><input class="el-input__inner" aria-label="Address Line 1" placeholder="Address Line 1" v-model="S.Line1"></div><div class="wide"><input class="el-input__inner" aria-label="Address Line 2" placeholder="Address Line 2" v-model="S.Line2"></div><div><input class="el-input__inner" aria-label="City" placeholder="City" v-model="S.City"></div><div><el-select aria="State" filterable :options="STATES" v-model="S.State"/><span class="cog-sub">State</span></div><div><input class="el-input__inner" aria-label="Zip Code" placeholder="Zip Code" v-model="S.PostalCode"></div></div></cog-field></div>
 <div class="cog-row"><cog-field label="Employer / School" name="Employer"><input class="el-input__inner" id="cog-Employer" v-model="S.Employer"></cog-field></div></div>
<div v-if="page === 2" class="cog-page">
 <div class="cog-row"><cog-field label="Primary Care Physician" name="PrimaryPhysician" required :error="errors.PrimaryPhysician"><input class="el-input__inner" id="cog-PrimaryPhysician" v-model="S.PrimaryPhysician"></cog-field></div>
 <div class="cog-row"><cog-field label="Current Medications" name="Medications" group><div class="cog-repeatingsection__item" v-for="(m, i) in meds"><div><label class="cog-label" :for="'cog-med-' + i">Medication</label><input class="el-input__inner" :id="'cog-med-' + i" v-model="m.Name"></div><div><label class="cog-label" :for="'cog-dose-' + i">Dose &amp; Frequency</label><input class="el-input__inner" :id="'cog-dose-' + i" v-model="m.Dose"></div><button type="button" class="cog-link" :aria-label="'Remove item ' + (i + 1)" @click="meds.splice(i, 1)">✕</button></div><button type="button" class="cog-link" @click="meds.push({ Name: '', Dose: '' })">+ Add Medication</button></cog-field></div>
 <div class="cog-row"><cog-field label="Allergies" name="Allergies"><textarea class="el-textarea__inner" rows="2" id="cog-Allergies" v-model="S.Allergies"></textarea></cog-field></div>
 <div class="cog-row"><cog-field label="Previous mental health diagnoses, if any" name="Diagnoses"><textarea class="el-textarea__inner" rows="2" id="cog-Diagnoses" v-model="S.Diagnoses"></textarea></cog-field></div></div>
<div v-if="page === 3" class="cog-page">
 <div class="cog-row"><cog-field label="What brings you in at this time?" name="WhatBrings" required :error="errors.WhatBrings"><textarea class="el-textarea__inner" rows="4" id="cog-WhatBrings" v-model="S.WhatBrings"></textarea></cog-field></div>
 <div class="cog-row"><cog-field label="Over the last 2 weeks, how often have you been bothered by the following problems?" name="Anxiety" group required :error="errors.Anxiety"><table class="cog-ratingscale"><thead><tr><td></td><th v-for="c in COLS" scope="col">{{ c }}</th></tr></thead><tbody><tr v-for="r in ROWS" role="radiogroup"><th scope="row">{{ r[1] }}</th><td v-for="c in COLS"><input type="radio" :name="'cog-' + r[0]" :value="c" :aria-label="c" v-model="S[r[0]]"></td></tr></tbody></table></cog-field></div></div>
<div v-if="page === 4" class="cog-page">
 <div class="cog-row"><cog-field label="How will you pay for services?" name="Payment" group required :error="errors.Payment"><label class="el-radio" v-for="p in ['Insurance','Self-pay','Employee Assistance Program']"><input type="radio" name="cog-pay" :value="p" v-model="S.Payment"><span>{{ p }}</span></label></cog-field></div>
 <div class="cog-row" v-if="S.Payment === 'Insurance'"><cog-field label="Insurance Carrier" name="Carrier" span="24" required :error="errors.Carrier"><el-select id="cog-Carrier" :options="['Aetna','Anthem BCBS','Cigna','Humana','Medicare','UnitedHealthcare']" v-model="S.Carrier"/></cog-field><cog-field label="Policy / Member ID" name="Policy" span="12" required :error="errors.Policy"><input class="el-input__inner" id="cog-Policy" v-model="S.Policy"></cog-field><cog-field label="Group #" name="Group" span="12"><input class="el-input__inner" id="cog-Group" v-model="S.Group"></cog-field></div>
 <div class="cog-row"><cog-field label="Emergency Contact" name="Emergency" group required :error="errors.Emergency"><div class="cog-name"><div><input class="el-input__inner" id="cog-ec-first" v-model="S.EmergencyFirst"><label class="cog-sub" for="cog-ec-first">First</label></div><div><input class="el-input__inner" id="cog-ec-last" v-model="S.EmergencyLast"><label class="cog-sub" for="cog-ec-last">Last</label></div></div></cog-field></div>
 <div class="cog-row"><cog-field label="Emergency Contact Phone" name="EmergencyPhone" span="12" required :error="errors.EmergencyPhone"><input class="el-input__inner" type="tel" id="cog-EmergencyPhone" v-model="S.EmergencyPhone"></cog-field><cog-field label="Relationship to You" name="Relationship" span="12" required :error="errors.Relationship"><input class="el-input__inner" id="cog-Relationship" v-model="S.Relationship"></cog-field></div>
 <div class="cog-row"><cog-field label="Consent to Treatment" name="Agree" group required :error="errors.Agree"><label class="el-checkbox"><input type="checkbox" v-model="S.Agree"><span>I have read the Notice of Privacy Practices and consent to evaluation and treatment.</span></label></cog-field></div>
 <div class="cog-row"><cog-field label="Type your full legal name to sign" name="Signature" required :error="errors.Signature"><input class="el-input__inner" id="cog-Signature" v-model="S.Signature"></cog-field></div></div>
<div class="cog-form__actions"><button v-if="page > 1" type="button" class="cog-button cog-button--navigation" @click="back">Back</button><span v-else></span><button type="submit" class="cog-button cog-button--primary cog-button--navigation" :class="{'cog-button--submit': page === 4}">{{ page < 4 ? 'Next' : 'Submit' }}</button></div></form>`,
}).mount('#cognito-form');

import { createApp } from 'vue/dist/vue.esm-bundler.js';
import './style.css';

const US = 'AL AK AZ AR CA CO CT DE DC FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY'.split(' ');
createApp({
  data: () => ({
    US, kinds: ['Visit notes', 'Discharge summary', 'Lab results', 'Imaging reports', 'Medication list', 'Billing statements', 'Psychological testing'], sent: false, tried: false, failed: '',
    f: { requesterRole: '', first: '', last: '', formerName: '', dob: '', mrn: '', ssn4: '', address: '', city: '', state: '', zip: '', phone: '', email: '', records: [], from: '', to: '', purpose: '', recipient: '', recipientFax: '', delivery: '', sensitive: [], comments: '', understood: false, signature: '', website: '' },
  }),
  watch: { f: { deep: true, immediate: true, handler(f) { gallery.values(f); } } },
  computed: {
    errors() {
      const f = this.f, e = {};
      const need = { requesterRole: 'Tell us who asks', first: 'First name is required', last: 'Last name is required', dob: 'Date of birth is required', address: 'Street is required', city: 'City is required', state: 'State is required', zip: 'ZIP is required', purpose: 'Choose a purpose', recipient: 'Tell us who receives the records', delivery: 'Choose how we send them', signature: 'Please sign' };
      for (const k in need) if (!f[k].trim()) e[k] = need[k];
      if (f.dob && !/^\d{1,2}\/\d{1,2}\/\d{4}$/.test(f.dob)) e.dob = 'Use MM/DD/YYYY';
      if (f.phone.replace(/\D/g, '').length < 10) e.phone = 'A phone with 10 digits is required';
      if (!/^\S+@\S+\.\S+$/.test(f.email)) e.email = 'A valid e-mail is required';
      if (f.zip && !/^\d{5}(-\d{4})?$/.test(f.zip.trim())) e.zip = 'ZIP has 5 digits';
      if (!f.records.length) e.records = 'Choose at least one kind of record';
      if (!f.understood) e.understood = 'This has to be ticked';
      if (f.delivery === 'Fax' && f.recipientFax.replace(/\D/g, '').length < 10) e.recipientFax = 'A fax number is required';
      return e;
    },
  },
  methods: {
    err(k) { return this.tried ? this.errors[k] : ''; },
    flip(r) { const i = this.f.records.indexOf(r); if (i < 0) this.f.records.push(r); else this.f.records.splice(i, 1); },
    slash() { const d = this.f.dob.replace(/\D/g, '').slice(0, 8); this.f.dob = [d.slice(0, 2), d.slice(2, 4), d.slice(4)].filter(Boolean).join('/'); },
    async send() {
      this.tried = true;
      if (Object.keys(this.errors).length) { this.$nextTick(() => this.$el.parentElement.querySelector('.help.is-danger')?.scrollIntoView({ block: 'center' })); return; }
      this.sent = true;
      gallery.commit(this.f);
      const r = await fetch('/api/roi/requests', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(this.f) });
      this.failed = r.ok ? '' : 'We could not take your request. Please call (555) 010-0110.';
    },
  },
  template: `<form @submit.prevent="send" novalidate>
<div v-if="failed" class="notification" role="alert">{{ failed }}</div>
<div v-else-if="tried && Object.keys(errors).length" class="notification" role="alert">Please correct {{ Object.keys(errors).length }} item(s) below.</div>
<div class="box"><h2>1. Who is asking</h2>
 <div class="field"><div class="label">I am…</div><div class="field has-addons"><button v-for="r in ['The patient','Parent or guardian','Legal representative']" :key="r" type="button" class="button" :class="{'is-selected': f.requesterRole===r}" :aria-pressed="f.requesterRole===r" @click="f.requesterRole=r">{{ r }}</button></div><p v-if="err('requesterRole')" class="help is-danger">{{ err('requesterRole') }}</p></div>
 <div class="columns"><div class="column field"><label class="label" for="fn">Patient's legal first name</label><input id="fn" class="input" :class="{'is-danger': err('first')}" v-model="f.first"><p v-if="err('first')" class="help is-danger">{{ err('first') }}</p></div><div class="column field"><label class="label" for="ln">Patient's legal last name</label><input id="ln" class="input" :class="{'is-danger': err('last')}" v-model="f.last"><p v-if="err('last')" class="help is-danger">{{ err('last') }}</p></div></div>
 <div class="columns"><div class="column field"><label class="label" for="fo">Former or maiden name, if any</label><input id="fo" class="input" v-model="f.formerName"></div><div class="column field"><label class="label" for="db">Date of birth</label><input id="db" class="input" :class="{'is-danger': err('dob')}" placeholder="MM/DD/YYYY" inputmode="numeric" v-model="f.dob" @input="slash"><p v-if="err('dob')" class="help is-danger">{{ err('dob') }}</p></div></div>
 <div class="columns"><div class="column field"><label class="label" for="mr">Medical record number</label><input id="mr" class="input" v-model="f.mrn"><p class="help">On your wristband or after-visit summary, if you know it</p></div><div class="column field"><label class="label" for="s4">Last 4 of Social Security number</label><input id="s4" class="input" maxlength="4" inputmode="numeric" v-model="f.ssn4"><p class="help">Optional</p></div></div>
 <div class="field"><label class="label" for="ad">Street address</label><input id="ad" class="input" :class="{'is-danger': err('address')}" v-model="f.address"><p v-if="err('address')" class="help is-danger">{{ err('address') }}</p></div>
 <div class="columns"><div class="column field"><label class="label" for="ci">City</label><input id="ci" class="input" :class="{'is-danger': err('city')}" v-model="f.city"></div><div class="column field"><label class="label" for="st">State</label><div class="select"><select id="st" :class="{'is-danger': err('state')}" v-model="f.state"><option value=""></option><option v-for="s in US" :key="s">{{ s }}</option></select></div></div><div class="column field"><label class="label" for="zp">ZIP</label><input id="zp" class="input" :class="{'is-danger': err('zip')}" v-model="f.zip"><p v-if="err('zip')" class="help is-danger">{{ err('zip') }}</p></div></div>
 <div class="columns"><div class="column field"><label class="label" for="ph">Phone</label><input id="ph" type="tel" class="input" :class="{'is-danger': err('phone')}" v-model="f.phone"><p v-if="err('phone')" class="help is-danger">{{ err('phone') }}</p></div><div class="column field"><label class="label" for="em">E-mail</label><input id="em" type="email" class="input" :class="{'is-danger': err('email')}" v-model="f.email"><p v-if="err('email')" class="help is-danger">{{ err('email') }}</p></div></div>
 <div class="hp" aria-hidden="true"><label for="website">Website</label><input id="website" name="website" tabindex="-1" autocomplete="off" v-model="f.website"></div></div>
<div class="box"><h2>2. What you need</h2>
 <div class="field"><div class="label" id="rk">Records (choose all that apply)</div><div class="tags" role="group" aria-labelledby="rk"><span v-for="r in kinds" :key="r" class="tag" :class="{'is-primary': f.records.includes(r)}" role="checkbox" tabindex="0" :aria-checked="f.records.includes(r)" @click="flip(r)" @keydown.space.prevent="flip(r)">{{ r }}</span></div><p v-if="err('records')" class="help is-danger">{{ err('records') }}</p></div>
 <div class="columns"><div class="column field"><label class="label" for="fr">Visits from</label><input id="fr" type="date" class="input" v-model="f.from"></div><div class="column field"><label class="label" for="to">Visits to</label><input id="to" type="date" class="input" v-model="f.to"></div></div>
 <div class="field"><label class="label" for="pu">Purpose</label><div class="select"><select id="pu" :class="{'is-danger': err('purpose')}" v-model="f.purpose"><option value="" disabled>Please choose</option><option>Continuing care</option><option>Personal use</option><option>Insurance or disability</option><option>Legal</option><option>School</option></select></div><p v-if="err('purpose')" class="help is-danger">{{ err('purpose') }}</p></div>
 <fieldset class="field"><legend class="label">I also permit the release of</legend><label class="checkbox" v-for="s in ['Mental health treatment','Substance use treatment (42 CFR Part 2)','HIV/AIDS information']" :key="s"><input type="checkbox" :value="s" v-model="f.sensitive"> {{ s }}</label></fieldset></div>
<div class="box"><h2>3. Where they go</h2>
 <div class="field"><label class="label" for="rc">Release to (person, doctor or facility)</label><input id="rc" class="input" :class="{'is-danger': err('recipient')}" v-model="f.recipient"><p v-if="err('recipient')" class="help is-danger">{{ err('recipient') }}</p></div>
 <div class="field"><div class="label">How</div><label class="radio" v-for="d in ['Patient portal','Encrypted e-mail','Fax','Paper by mail']" :key="d"><input type="radio" name="delivery" :value="d" v-model="f.delivery"> {{ d }}</label><p v-if="err('delivery')" class="help is-danger">{{ err('delivery') }}</p></div>
 <div class="field" v-if="f.delivery==='Fax'"><label class="label" for="fx">Recipient's fax</label><input id="fx" class="input" v-model="f.recipientFax"><p v-if="err('recipientFax')" class="help is-danger">{{ err('recipientFax') }}</p></div>
 <div class="field"><label class="label" for="co">Comments</label><textarea id="co" class="textarea" rows="3" v-model="f.comments"></textarea></div></div>
<div class="box"><h2>4. Sign</h2><p>This authorization ends one year from today. You may take it back in writing at any time.</p>
 <label class="checkbox"><input type="checkbox" v-model="f.understood"> I have read and understand this authorization</label><p v-if="err('understood')" class="help is-danger">{{ err('understood') }}</p>
 <div class="field"><label class="label" for="sg">Type your full name to sign</label><input id="sg" class="input" :class="{'is-danger': err('signature')}" v-model="f.signature"><p v-if="err('signature')" class="help is-danger">{{ err('signature') }}</p></div><div class="sig" aria-hidden="true">{{ f.signature }}</div></div>
<button type="submit" class="button is-link" :disabled="sent">Submit authorization</button></form>`,
}).mount('#app');

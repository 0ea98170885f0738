import { createApp } from 'vue/dist/vue.esm-bundler.js';

const monday = () => { const d = new Date(); d.setHours(12, 0, 0, 0); d.setDate(d.getDate() + ((8 - d.getDay()) % 7 || 7)); return d; };
const CARRIERS = ['Aetna', 'Anthem BCBS', 'BCBS of Illinois', 'Cigna', 'ComPsych', 'Humana', 'Magellan', 'Medicare', 'Optum', 'United Healthcare', 'Other'];

createApp({
  template: `
<div><div class="bar"><i :style="{ width: step * 25 + '%' }"></i></div>
<section v-if="step === 1"><h1>Let's get you scheduled</h1>
  <h2>Have you visited us before?</h2><div class="pills"><div v-for="x in ['I\\'m a new patient', 'I\\'m a returning patient']" :key="x" class="pill" :class="{ active: f.returning === x }" tabindex="0" @click="f.returning = x" @keydown.enter="f.returning = x">{{ x }}</div></div>
  <h2>What is your visit for?</h2><div v-for="x in visits" :key="x[0]" class="visit" :class="{ active: f.visitType === x[0] }" tabindex="0" @click="f.visitType = x[0]" @keydown.enter="f.visitType = x[0]"><span>{{ x[0] }}<small>{{ x[1] }}</small></span><span>{{ f.visitType === x[0] ? '✓' : '' }}</span></div>
  <h2>Location</h2><div class="pills"><div v-for="x in ['Harbor Row office', 'Telehealth']" :key="x" class="pill" :class="{ active: f.location === x }" tabindex="0" @click="f.location = x" @keydown.enter="f.location = x">{{ x }}</div></div></section>
<section v-if="step === 2"><h1>Select a time</h1>
  <div class="week"><button type="button" aria-label="Earlier" @click="week = Math.max(0, week - 1)">‹</button><div v-for="d in days" :key="+d"><b>{{ d.toLocaleDateString('en-US', { weekday: 'short' }) }}</b><br>{{ d.toLocaleDateString('en-US', { month: 'short', day: 'numeric' }) }}</div><button type="button" aria-label="Later" @click="week = Math.min(5, week + 1)">›</button></div>
  <div v-if="loading" class="none">Finding available times…</div>
  <div v-else class="prov" v-for="(p, i) in providers" :key="p"><b>{{ p }}</b><div class="g"><span></span><div class="col" v-for="(d, k) in days" :key="k"><button v-for="t in open(i, k)" :key="t" type="button" class="chip" :class="{ active: f.time === label(p, d, t) }" @click="f.time = label(p, d, t)">{{ t }}</button><div class="none" v-if="!open(i, k).length">–</div></div><span></span></div></div></section>
<section v-if="step === 3"><h1>Patient details</h1><p>{{ f.time }}</p>
  <h2>Who is this appointment for?</h2><div class="pills" style="margin-bottom:16px"><div v-for="x in ['Myself', 'Someone else']" :key="x" class="pill" :class="{ active: f.bookingFor === x }" tabindex="0" @click="f.bookingFor = x">{{ x }}</div></div>
  <div class="field" v-if="f.bookingFor === 'Someone else'"><div class="lbl">Your name (guardian)</div><input v-model="guardian"></div>
  <div class="two"><div class="field" :class="{ bad: e.firstName }"><div class="lbl">First name</div><input name="first_name" v-model="f.firstName"><div class="msg">{{ e.firstName }}</div></div><div class="field" :class="{ bad: e.lastName }"><div class="lbl">Last name</div><input name="last_name" v-model="f.lastName"><div class="msg">{{ e.lastName }}</div></div></div>
  <div class="two"><div class="field" :class="{ bad: e.email }"><div class="lbl">Email</div><input name="email" type="email" v-model="f.email"><div class="msg">{{ e.email }}</div></div><div class="field" :class="{ bad: e.phone }"><div class="lbl">Phone</div><input name="phone_number" type="tel" :value="f.phone" @input="mask($event, 'phone')" placeholder="(555) 555-5555"><div class="msg">{{ e.phone }}</div></div></div>
  <div class="field" :class="{ bad: e.dob }"><div class="lbl">Date of birth</div><input name="date_of_birth" inputmode="numeric" placeholder="MM/DD/YYYY" :value="f.dob" @input="mask($event, 'dob')"><div class="msg">{{ e.dob }}</div></div>
  <div class="lbl" style="font-weight:600;font-size:14px">Gender</div><div class="pills" style="margin:4px 0 4px"><div v-for="x in ['Female', 'Male', 'Other']" :key="x" class="pill" :class="{ active: f.gender === x }" tabindex="0" @click="f.gender = x">{{ x }}</div></div><div class="msg">{{ e.gender }}</div>
  <div class="field" style="margin-top:14px"><div class="lbl">Notes for the office (optional)</div><textarea name="note" rows="3" v-model="f.notes"></textarea></div></section>
<section v-if="step === 4"><h1>Insurance</h1>
  <div class="pills"><div v-for="x in ['I have insurance', 'I\\'ll pay myself']" :key="x" class="pill" :class="{ active: f.payment === x }" tabindex="0" @click="f.payment = x">{{ x }}</div></div><div class="msg">{{ e.payment }}</div>
  <template v-if="f.payment === 'I have insurance'"><div class="field" :class="{ bad: e.carrier }" style="margin-top:18px"><div class="lbl">Insurance carrier</div><div class="box" :class="{ ph: !f.carrier }" tabindex="0" role="button" aria-haspopup="true" @click="drop = !drop" @keydown.enter="drop = !drop"><span>{{ f.carrier || 'Select carrier' }}</span><span>▾</span></div>
    <div class="drop" v-if="drop"><input placeholder="Search carriers" v-model="q" ref="q"><div class="opts"><div class="opt" v-for="c in found" :key="c" @click="f.carrier = c; drop = false">{{ c }}</div><div class="none" v-if="!found.length">No carrier found. Choose Other.</div></div></div><div class="msg">{{ e.carrier }}</div></div>
  <div class="two"><div class="field" :class="{ bad: e.subscriberId }"><div class="lbl">Subscriber ID</div><input name="subscriber_num" v-model="f.subscriberId"><div class="msg">{{ e.subscriberId }}</div></div><div class="field"><div class="lbl">Group number (optional)</div><input name="group_num" v-model="f.groupNumber"></div></div></template>
  <label class="terms"><input type="checkbox" v-model="f.terms"><span>By booking I agree to NexHealth's <a href="#terms" @click.prevent>terms</a> and to receive appointment messages from Lakehouse.</span></label><div class="msg">{{ e.terms }}</div></section>
<div class="msg" role="alert" v-if="e.step">{{ e.step }}</div>
<div class="act"><button v-if="step > 1" type="button" class="btn sec" @click="step--">Back</button><button type="button" class="btn" @click="next" :disabled="busy">{{ step === 4 ? 'Book appointment' : 'Continue' }}</button></div><div class="pw">Powered by NexHealth</div></div>`,
  data: () => ({
    step: 1, week: 0, loading: false, busy: false, drop: false, q: '', guardian: '', e: {},
    visits: [['Initial psychological evaluation', '90 min'], ['New patient therapy visit', '60 min'], ['Medication consultation', '45 min'], ['Follow-up visit', '45 min']],
    providers: ['Henrik Sorrel, PsyD', 'Amara Nwosu-Bell, LCPC', 'Talia Greenbaum, APN'],
    f: { returning: '', visitType: '', location: '', time: '', bookingFor: 'Myself', firstName: '', lastName: '', email: '', phone: '', dob: '', gender: '', notes: '', payment: '', carrier: '', subscriberId: '', groupNumber: '', terms: false },
  }),
  computed: {
    days() { return [0, 1, 2, 3, 4].map((k) => { const d = monday(); d.setDate(d.getDate() + k + 7 * this.week); return d; }); },
    found() { return CARRIERS.filter((c) => c.toLowerCase().includes(this.q.toLowerCase())); },
  },
  watch: {
    f: { deep: true, immediate: true, handler(f) { gallery.values({ ...f }); this.e = {}; } },
    step(n) { gallery.step(n); scrollTo(0, 0); this.e = {}; if (n === 2) this.load(); },
    week() { this.load(); },
  },
  methods: {
    load() { this.loading = true; setTimeout(() => { this.loading = false; }, 350); },
    open(i, k) { const n = (i * 7 + k * 3 + this.week * 5) % 4; return this.week === 0 && k < 2 ? [] : ['9:00am', '10:30am', '1:15pm', '3:45pm'].slice(0, n); },
    label: (p, d, t) => d.toLocaleDateString('en-US', { weekday: 'short', month: 'short', day: 'numeric' }) + ' at ' + t + ' with ' + p,
    mask(ev, n) {
      const d = ev.target.value.replace(/\D/g, '').replace(n === 'phone' ? /^1(?=\d{10})/ : /^$/, '').slice(0, n === 'phone' ? 10 : 8);
      const v = n === 'phone' ? (d.length > 6 ? `(${d.slice(0, 3)}) ${d.slice(3, 6)}-${d.slice(6)}` : d.length > 3 ? `(${d.slice(0, 3)}) ${d.slice(3)}` : d) : [d.slice(0, 2), d.slice(2, 4), d.slice(4)].filter(Boolean).join('/');
      this.f[n] = v; ev.target.value = v;
    },
    async next() {
      const f = this.f, e = {};
      if (this.step === 1 && !(f.returning && f.visitType && f.location)) e.step = 'Please answer every question to continue.';
      if (this.step === 2 && !f.time) e.step = 'Please select a time.';
      if (this.step === 3) {
        for (const n of ['firstName', 'lastName', 'gender']) if (!f[n].trim()) e[n] = 'Required';
        if (!/^\S+@\S+\.\S+$/.test(f.email)) e.email = 'Enter a valid email';
        if (f.phone.replace(/\D/g, '').length !== 10) e.phone = 'Enter a valid phone number';
        if (!/^(0[1-9]|1[0-2])\/\d\d\/(19|20)\d\d$/.test(f.dob)) e.dob = 'Enter a valid date (MM/DD/YYYY)';
      }
      if (this.step === 4) {
        if (!f.payment) e.payment = 'Please choose one';
        if (f.payment === 'I have insurance') { if (!f.carrier) e.carrier = 'Required'; if (!f.subscriberId.trim()) e.subscriberId = 'Required'; }
        if (!f.terms) e.terms = 'Please agree to the terms';
      }
      this.e = e;
      if (Object.keys(e).length) return;
      if (this.step < 4) { this.step++; return; }
      this.busy = true;
      gallery.commit();
      await fetch('https://app.nexhealth.com/api/v2/patients_appointments', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ appt: f }) }).catch(() => null);
      this.busy = false;
    },
  },
}).mount('#app');

import { createApp, reactive, ref, computed, watch } from 'vue/dist/vue.esm-bundler.js';
import ElementPlus from 'element-plus';
import 'element-plus/dist/index.css';
import './style.css';

const services = [
  { id: 1, cat: 'New clients', name: 'Free phone consultation', time: '20 min', price: 'Free' }, { id: 2, cat: 'New clients', name: 'Individual intake session', time: '50 min', price: '$165.00' }, { id: 3, cat: 'New clients', name: 'Couples intake session', time: '80 min', price: '$220.00' },
  { id: 4, cat: 'Current clients', name: 'Individual therapy', time: '50 min', price: '$150.00' }, { id: 5, cat: 'Current clients', name: 'EMDR session', time: '80 min', price: '$210.00' },
];
createApp({
  setup() {
    const v = reactive({ category: '', service: '', slot: '', firstname: '', lastname: '', email: '', phone: '', phone_country: 'US', birth: '', pronouns: '', insurance: '', emergency_name: '', emergency_phone: '', note: '', terms: false, payment: '' });
    watch(v, () => gallery.values(v), { immediate: true, flush: 'sync' });
    const at = ref(1), toast = ref(''), form = ref(null), date = ref(null), timings = ref(null), drop = ref(false), sent = ref(false);
    const today = new Date();
    const month = ref(new Date(today.getFullYear(), today.getMonth(), 1));
    const cats = ['New clients', 'Current clients'];
    const shown = computed(() => services.filter((s) => !v.category || s.cat === v.category));
    const days = computed(() => {
      const out = Array.from({ length: month.value.getDay() }, () => null), d = new Date(month.value);
      for (; d.getMonth() === month.value.getMonth(); d.setDate(d.getDate() + 1)) out.push({ n: d.getDate(), date: new Date(d), off: d <= today || [0, 6].includes(d.getDay()) || d.getDate() % 6 === 0, label: d.toLocaleDateString('en-US', { weekday: 'long', month: 'long', day: 'numeric', year: 'numeric' }) });
      return out;
    });
    const pickDay = async (d) => {
      if (d.off) return;
      date.value = d.date;
      v.slot = '';
      timings.value = null;
      timings.value = await fetch('/wp-json/bookingpress/v1/timings', { method: 'POST', headers: { 'Content-Type': 'application/x-www-form-urlencoded' }, body: new URLSearchParams({ service: v.service, selected_date: d.date.toDateString() }) }).then((r) => r.json());
    };
    const pickSlot = (t) => { if (!t.booked) v.slot = date.value.toLocaleDateString('en-US', { month: 'long', day: 'numeric', year: 'numeric' }) + ' ' + t.start + ' - ' + t.end; };
    const months = (n) => { month.value = new Date(month.value.getFullYear(), month.value.getMonth() + n, 1); };
    const need = (message) => [{ required: true, message, trigger: 'blur' }];
    const rules = { firstname: need('Please enter your first name'), lastname: need('Please enter your last name'), email: [{ required: true, message: 'Please enter your email address', trigger: 'blur' }, { type: 'email', message: 'Please enter valid email address', trigger: 'blur' }], phone: [{ validator: (r, x, cb) => (v.phone.replace(/\D/g, '').length >= 10 ? cb() : cb(new Error('Please enter your phone number'))), trigger: 'blur' }], birth: need('Please choose your date of birth'), insurance: need('Please tell us how you will pay'), emergency_name: need('Please enter a name'), emergency_phone: need('Please enter a phone number'), terms: [{ validator: (r, x, cb) => (v.terms ? cb() : cb(new Error('Please tick this box if you want to proceed'))) }] };
    const say = (t) => { toast.value = t; if (t) setTimeout(() => { toast.value = ''; }, 4000); };
    const go = (n) => { at.value = n; say(''); gallery.step(n); };
    const next = async () => {
      if (at.value === 1 && !v.service) return say('Please select any service to book the appointment');
      if (at.value === 2 && !v.slot) return say('Please select an appointment time to proceed with booking');
      if (at.value === 3) { try { await form.value.validate(); } catch { return; } }
      go(at.value + 1);
    };
    const book = () => {
      if (!v.payment) return say('Please select a payment method');
      gallery.commit(v);
      sent.value = true;
      fetch('/wp-admin/admin-ajax.php', { method: 'POST', headers: { 'Content-Type': 'application/x-www-form-urlencoded' }, body: new URLSearchParams({ action: 'bookingpress_front_save_appointment_booking', appointment_data: JSON.stringify(v) }) }).catch(() => {});
    };
    const parts = [['morning_time', 'Morning'], ['afternoon_time', 'Afternoon'], ['evening_time', 'Evening'], ['night_time', 'Night']];
    const countries = [['US', 'United States', '+1'], ['CA', 'Canada', '+1'], ['GB', 'United Kingdom', '+44'], ['MX', 'Mexico', '+52']];
    return { v, at, toast, form, date, timings, drop, sent, month, cats, shown, days, pickDay, pickSlot, months, rules, go, next, book, parts, countries, steps: ['Service', 'Date & Time', 'Basic Details', 'Summary'], services };
  },
  template: `
<div class="bpa-front-tabs bpa-front-tabs--vertical-left">
 <div class="bpa-front-tab-menu"><div v-for="(s, i) in steps" class="bpa-front-tab-menu--item" :class="{ '__bpa-is-active': at === i + 1 }"><span class="material-icons-round">{{ i + 1 }}</span> {{ s }}</div></div>
 <div class="bpa-front-tabs--panel-body">
  <div class="bpa-front-toast-notification --bpa-error" v-if="toast" role="alert"><p>{{ toast }}</p></div>
  <div class="bpa-front-default-card" v-if="at === 1">
   <div class="bpa-front-module-heading">Select Category</div>
   <div class="bpa-front-cat-items"><div class="bpa-front-ci-pill el-tag-x" :class="{ '__bpa-is-active': !v.category }" @click="v.category = ''">All</div><div v-for="c in cats" class="bpa-front-ci-pill" :class="{ '__bpa-is-active': v.category === c }" @click="v.category = c">{{ c }}</div></div>
   <div class="bpa-front-module-heading">Select Service</div>
   <div class="bpa-front-module--service-items-row"><div v-for="s in shown" class="bpa-front-module--service-item" :class="{ '__bpa-is-selected': v.service === s.name }" @click="v.service = s.name"><div class="bpa-front-si-card"><div class="bpa-front-si__card-body"><div class="bpa-front-si__card-body--heading">{{ s.name }}</div><div class="bpa-front-si-cb__specs"><div class="bpa-front-si-cb__specs-item">Duration: <strong>{{ s.time }}</strong></div><div class="bpa-front-si-cb__specs-item">Price: <strong>{{ s.price }}</strong></div></div></div></div></div></div>
  </div>
  <div class="bpa-front-default-card" v-if="at === 2">
   <div class="bpa-front-module-heading">Date &amp; Time</div>
   <div class="bpa-front-dt"><div class="vc-container"><div class="vc-header"><div class="vc-arrow is-left" role="button" @click="months(-1)">‹</div><div class="vc-title">{{ month.toLocaleDateString('en-US', { month: 'long', year: 'numeric' }) }}</div><div class="vc-arrow is-right" role="button" @click="months(1)">›</div></div>
    <div class="vc-weeks"><div class="vc-weekday" v-for="w in ['S','M','T','W','T','F','S']">{{ w }}</div><div class="vc-day" v-for="d in days"><span v-if="d" class="vc-day-content vc-focusable" :class="{ 'is-disabled': d.off, 'vc-sel': date && +date === +d.date }" role="button" :tabindex="d.off ? -1 : 0" :aria-label="d.label" :aria-disabled="d.off" @click="pickDay(d)">{{ d.n }}</span></div></div></div>
   <div class="bpa-front--dt__time-slots"><div class="bpa-front-module-heading">Time Slot</div><p v-if="!timings">Please pick a date.</p><template v-else v-for="p in parts"><div class="bpa-front--dt__ts-body--row" v-if="timings[p[0]].length"><div class="bpa-front--dt-ts__sub-heading">{{ p[1] }}</div><div class="bpa-front--dt__ts-body--items"><div v-for="t in timings[p[0]]" class="bpa-front--dt__ts-body--item" :class="{ '__bpa-is-disabled': t.booked, '__bpa-is-selected': v.slot.includes(t.start) }" @click="pickSlot(t)"><span>{{ t.start }} - {{ t.end }}</span></div></div></div></template></div></div>
  </div>
  <div class="bpa-front-default-card" v-if="at === 3">
   <div class="bpa-front-module-heading">Basic Details</div>
   <el-form ref="form" :model="v" :rules="rules" label-position="top" class="bpa-bd-fields" @submit.prevent>
    <el-form-item prop="firstname"><template #label><span class="bpa-front-form-label">First Name</span></template><el-input v-model="v.firstname" class="bpa-front-form-control" placeholder="Enter your first name" /></el-form-item>
    <el-form-item prop="lastname"><template #label><span class="bpa-front-form-label">Last Name</span></template><el-input v-model="v.lastname" class="bpa-front-form-control" placeholder="Enter your last name" /></el-form-item>
    <el-form-item prop="email"><template #label><span class="bpa-front-form-label">Email Address</span></template><el-input v-model="v.email" class="bpa-front-form-control" placeholder="Enter your email address" /></el-form-item>
    <el-form-item prop="phone" required><template #label><span class="bpa-front-form-label">Phone Number</span></template><div class="vue-tel-input bpa-front-form-control"><div class="vti__dropdown" aria-label="Country Code Selector" aria-haspopup="listbox" :aria-expanded="drop" role="button" tabindex="0" @click="drop = !drop"><span class="vti__selection">{{ v.phone_country }} ▼</span><ul class="vti__dropdown-list" role="listbox" v-if="drop"><li v-for="c in countries" class="vti__dropdown-item" role="option" @click.stop="v.phone_country = c[0]; drop = false"><strong>{{ c[1] }}</strong> {{ c[2] }}</li></ul></div><input v-model="v.phone" type="tel" class="vti__input" placeholder="Enter your phone number" autocomplete="off"></div></el-form-item>
    <el-form-item prop="birth"><template #label><span class="bpa-front-form-label">Date of birth</span></template><el-date-picker v-model="v.birth" type="date" format="MM/DD/YYYY" value-format="YYYY-MM-DD" placeholder="Select date" class="bpa-front-form-control bpa-front-form-control--date-picker" style="width:100%" /></el-form-item>
    <el-form-item prop="pronouns"><template #label><span class="bpa-front-form-label">Pronouns</span></template><el-radio-group v-model="v.pronouns"><el-radio v-for="o in ['She/her', 'He/him', 'They/them']" :value="o" class="bpa-front-form-control--radio">{{ o }}</el-radio></el-radio-group></el-form-item>
    <el-form-item prop="insurance" class="bpa-full"><template #label><span class="bpa-front-form-label">Which insurance do you have?</span></template><el-select v-model="v.insurance" class="bpa-front-form-control" placeholder="Select"><el-option v-for="o in ['Aetna', 'Blue Cross Blue Shield', 'Cigna / Evernorth', 'Optum', 'I pay out of pocket']" :label="o" :value="o" /></el-select></el-form-item>
    <el-form-item prop="emergency_name"><template #label><span class="bpa-front-form-label">Someone we may call in an emergency</span></template><el-input v-model="v.emergency_name" class="bpa-front-form-control" placeholder="Their name" /></el-form-item>
    <el-form-item prop="emergency_phone"><template #label><span class="bpa-front-form-label">Their phone number</span></template><el-input v-model="v.emergency_phone" class="bpa-front-form-control" placeholder="Their phone" /></el-form-item>
    <el-form-item prop="note" class="bpa-full"><template #label><span class="bpa-front-form-label">Note</span></template><el-input v-model="v.note" type="textarea" :rows="3" class="bpa-front-form-control" placeholder="Anything that we should know before we meet?" /></el-form-item>
    <el-form-item prop="terms" class="bpa-full"><el-checkbox v-model="v.terms" class="bpa-front-form-control--checkbox">I agree with <a href="#" @click.prevent>terms &amp; conditions</a> and the cancellation policy</el-checkbox></el-form-item>
   </el-form>
  </div>
  <div class="bpa-front-default-card" v-if="at === 4">
   <div class="bpa-front-module-heading">Summary</div><div class="bpa-sum"><p>Your appointment booking summary</p><p><strong>Customer</strong> {{ v.firstname }} {{ v.lastname }}</p><p><strong>Service</strong> {{ v.service }}</p><p><strong>Date &amp; Time</strong> {{ v.slot }}</p></div>
   <div class="bpa-front-module-heading">Select Payment Method</div><div class="bpa-front-module--pm-body"><div v-for="p in ['Pay Locally', 'Pay with PayPal']" class="bpa-front-module--pm-body__item" :class="{ '__is-selected': v.payment === p }" @click="v.payment = p"><p>{{ p }}</p></div></div>
  </div>
  <div class="bpa-front-tabs--foot"><button v-if="at > 1" type="button" class="bpa-front-btn bpa-front-btn__medium bpa-front-btn--borderless" @click="go(at - 1)">Go Back</button><button v-if="at < 4" type="button" class="bpa-front-btn bpa-front-btn__medium bpa-front-btn--primary" @click="next"><span>Next: <strong>{{ steps[at] }}</strong></span></button><button v-else type="button" class="bpa-front-btn bpa-front-btn__medium bpa-front-btn--primary" :disabled="sent" @click="book"><span class="bpa-btn__label">Book Appointment</span></button></div>
 </div>
</div>`,
}).use(ElementPlus).mount('#bookingpress_booking_form_81');
gallery.step(1);

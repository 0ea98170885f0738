import { createApp, reactive, ref, watch } from 'vue/dist/vue.esm-bundler.js';
import Vant, { Locale, showToast } from 'vant';
import enUS from 'vant/es/locale/lang/en-US.mjs';
import 'vant/lib/index.css';

Locale.use('en-US', enUS);

const STATES = ['California', 'Hawaii', 'Idaho', 'Nevada', 'Oregon', 'Washington'];
const col = (list) => list.map((x) => ({ text: x, value: x }));
const pad = (n) => String(n).padStart(2, '0');
const iso = (d) => [d.getFullYear(), pad(d.getMonth() + 1), pad(d.getDate())].join('-');

const App = {
  setup() {
    const active = ref(0);
    const busy = ref(false);
    const done = ref(false);
    const show = reactive({ birth: false, state: false, type: false, date: false, time: false });
    const v = reactive({
      fullName: '', birthDate: '', mobile: '', email: '', street: '', city: '', state: '', zip: '',
      concerns: [], hadTherapy: '', formerTherapist: '', detail: '', sessionType: '', date: '', time: '', sosName: '', sosPhone: '', agree: false,
    });
    const birth = ref(['1990', '01', '01']);
    const time = ref(['10', '00']);
    watch(v, () => gallery.values({ ...v }), { immediate: true, deep: true });
    const tomorrow = new Date(); tomorrow.setDate(tomorrow.getDate() + 1);
    const latest = new Date(); latest.setDate(latest.getDate() + 45);
    async function onSubmit() {
      if (active.value < 3) {
        active.value++;
        gallery.step(active.value + 1);
        window.scrollTo(0, 0);
        return;
      }
      if (!v.agree) { showToast('Please accept the terms of care'); return; }
      busy.value = true;
      gallery.commit({ ...v });
      try {
        const r = await fetch('/api/signup', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(v) });
        if (r.ok) done.value = true; else showToast('Something went wrong, please try again');
      } catch { showToast('You seem to be offline'); }
      busy.value = false;
    }
    const onFailed = () => showToast('Please complete the highlighted fields');
    const need = (message) => [{ required: true, message }];
    return {
      active, busy, done, show, v, birth, time, onSubmit, onFailed, need,
      minBirth: new Date(1930, 0, 1), maxBirth: new Date(new Date().getFullYear() - 18, 11, 31), minDate: tomorrow, maxDate: latest,
      states: col(STATES),
      types: col(['Video session, 50 min', 'Phone session, 30 min', 'Live chat, 30 min']),
      digits: (s) => s.replace(/\D/g, '').replace(/^1/, '').length === 10,
      mail: /^[^\s@]+@[^\s@]+\.[^\s@]+$/,
      hourFilter: (type, options) => (type === 'minute' ? options.filter((o) => Number(o.value) % 30 === 0) : options),
      onBirth: ({ selectedValues }) => { v.birthDate = selectedValues.join('-'); show.birth = false; },
      onState: ({ selectedOptions }) => { v.state = selectedOptions[0].text; show.state = false; },
      onType: ({ selectedOptions }) => { v.sessionType = selectedOptions[0].text; show.type = false; },
      onDate: (d) => { v.date = iso(d); show.date = false; },
      onTime: ({ selectedValues }) => { v.time = selectedValues.join(':'); show.time = false; },
    };
  },
  template: `
<van-nav-bar title="Tidepool Mind" :left-arrow="active > 0 && !done" @click-left="active--" />
<van-empty v-if="done" image="search" description="Welcome aboard! Check your messages for a link to your first session." />
<template v-else>
  <van-steps :active="active" active-color="#1989fa" style="margin-bottom: 12px"><van-step>Profile</van-step><van-step>Address</van-step><van-step>Concern</van-step><van-step>Booking</van-step></van-steps>
  <van-form @submit="onSubmit" @failed="onFailed" scroll-to-error :key="active">
    <template v-if="active === 0">
      <van-cell-group inset title="Let's get to know you">
        <van-field v-model="v.fullName" name="fullName" label="Full name" placeholder="As on your ID" :rules="need('Your name is required')" required />
        <van-field v-model="v.birthDate" is-link readonly name="birthDate" label="Born on" placeholder="Tap to choose" :rules="need('Your date of birth is required')" required @click="show.birth = true" />
        <van-field v-model="v.mobile" type="tel" name="mobile" label="Cell phone" placeholder="For reminders" :rules="[{ required: true, message: 'A cell phone number is required' }, { validator: digits, message: 'Use 10 digits' }]" required />
        <van-field v-model="v.email" type="email" name="email" label="E-mail" placeholder="name@mail.com" :rules="[{ required: true, message: 'An e-mail is required' }, { pattern: mail, message: 'Check your e-mail' }]" required />
      </van-cell-group>
    </template>
    <template v-else-if="active === 1">
      <van-cell-group inset title="Where do you live? We are licensed in six states.">
        <van-field v-model="v.street" name="street" label="Street" placeholder="House number and street" :rules="need('Street is required')" required />
        <van-field v-model="v.city" name="city" label="City" placeholder="City" :rules="need('City is required')" required />
        <van-field v-model="v.state" is-link readonly name="state" label="State" placeholder="Tap to choose" :rules="need('State is required')" required @click="show.state = true" />
        <van-field v-model="v.zip" type="digit" maxlength="5" name="zip" label="ZIP code" placeholder="5 digits" :rules="[{ pattern: /^\\d{5}$/, message: 'Enter a 5-digit ZIP code' }]" required />
      </van-cell-group>
    </template>
    <template v-else-if="active === 2">
      <van-cell-group inset title="How can we help?">
        <van-field name="concerns" label="I am dealing with" label-align="top" :rules="[{ validator: (x) => x.length > 0, message: 'Choose one or more' }]" required>
          <template #input><van-checkbox-group v-model="v.concerns" shape="square"><van-checkbox v-for="c in ['Stress', 'Panic', 'Sadness', 'Loneliness', 'Poor sleep', 'Family trouble']" :key="c" :name="c" style="margin: 6px 0">{{ c }}</van-checkbox></van-checkbox-group></template>
        </van-field>
        <van-field name="hadTherapy" label="Seen a therapist before?" label-align="top" :rules="need('Please answer')" required>
          <template #input><van-radio-group v-model="v.hadTherapy" direction="horizontal"><van-radio name="yes">Yes</van-radio><van-radio name="no">No</van-radio></van-radio-group></template>
        </van-field>
        <van-field v-if="v.hadTherapy === 'yes'" v-model="v.formerTherapist" name="formerTherapist" label="Who?" placeholder="Name of your last therapist" />
        <van-field v-model="v.detail" name="detail" type="textarea" rows="3" autosize maxlength="300" show-word-limit label="In a few words" label-align="top" placeholder="What would you like to change?" :rules="need('Just a few words, please')" required />
      </van-cell-group>
    </template>
    <template v-else>
      <van-cell-group inset title="Your first session">
        <van-field v-model="v.sessionType" is-link readonly name="sessionType" label="Session" placeholder="Tap to choose" :rules="need('Choose a session')" required @click="show.type = true" />
        <van-field v-model="v.date" is-link readonly name="date" label="Day" placeholder="Open calendar" :rules="need('Choose a day')" required @click="show.date = true" />
        <van-field v-model="v.time" is-link readonly name="time" label="Time" placeholder="Tap to choose" :rules="need('Choose a time')" required @click="show.time = true" />
      </van-cell-group>
      <van-cell-group inset title="Someone we may call in a crisis">
        <van-field v-model="v.sosName" name="sosName" label="Name" placeholder="First and last name" :rules="need('An emergency contact is required')" required />
        <van-field v-model="v.sosPhone" type="tel" name="sosPhone" label="Phone" placeholder="Their number" :rules="[{ validator: digits, message: 'Use 10 digits' }]" required />
      </van-cell-group>
      <div style="margin: 16px"><van-checkbox v-model="v.agree" icon-size="18px">I accept the <a href="/terms">terms of care</a> and am over 18</van-checkbox></div>
    </template>
    <div style="margin: 16px"><van-button round block type="primary" native-type="submit" :loading="busy">{{ active < 3 ? 'Continue' : 'Book my session' }}</van-button></div>
  </van-form>
  <van-popup v-model:show="show.birth" round position="bottom"><van-date-picker v-model="birth" title="Date of birth" :min-date="minBirth" :max-date="maxBirth" :columns-type="['year', 'month', 'day']" @confirm="onBirth" @cancel="show.birth = false" /></van-popup>
  <van-popup v-model:show="show.state" round position="bottom"><van-picker title="State" :columns="states" @confirm="onState" @cancel="show.state = false" /></van-popup>
  <van-popup v-model:show="show.type" round position="bottom"><van-picker :columns="types" @confirm="onType" @cancel="show.type = false" /></van-popup>
  <van-popup v-model:show="show.time" round position="bottom"><van-time-picker v-model="time" title="Start time" :min-hour="8" :max-hour="20" :filter="hourFilter" @confirm="onTime" @cancel="show.time = false" /></van-popup>
  <van-calendar v-model:show="show.date" title="Pick a day" :min-date="minDate" :max-date="maxDate" :first-day-of-week="0" :style="{ maxWidth: '560px', margin: '0 auto', left: 0, right: 0 }" @confirm="onDate" />
</template>`,
};
createApp(App).use(Vant).mount('#app');

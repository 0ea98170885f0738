import { createApp } from 'vue/dist/vue.esm-bundler.js';

const months = ['januar', 'februar', 'marts', 'april', 'maj', 'juni', 'juli', 'august', 'september', 'oktober', 'november', 'december'];
createApp({
  data: () => ({
    step: 1, open: 0, cookie: true, months, slots: {}, offset: 0, day: null, errors: {}, done: false, sending: false,
    groups: [
      { name: 'Individuel terapi', items: [{ n: 'Første samtale', d: '60 min', p: '950 kr.' }, { n: 'Psykoterapi', d: '50 min', p: '850 kr.' }] },
      { name: 'Par og familie', items: [{ n: 'Parterapi', d: '90 min', p: '1.400 kr.' }] },
      { name: 'Online', items: [{ n: 'Online samtale', d: '50 min', p: '800 kr.' }] },
    ],
    who: ['Alle behandlere', 'Signe Holmgaard', 'Jeppe Krarup'],
    f: { ydelse: '', behandler: '', tidspunkt: '', fornavn: '', efternavn: '', landekode: '+45', mobil: '', email: '', dag: '', maaned: '', aar: '', adresse: '', postnr: '', by: '', besked: '', betingelser: false, nyhedsbrev: false },
  }),
  watch: { f: { deep: true, immediate: true, handler(v) { gallery.values(v); } }, step(n) { gallery.step(n); this.$nextTick(() => scrollTo(0, 0)); } },
  computed: {
    first() { const d = new Date(); d.setDate(1); d.setMonth(d.getMonth() + this.offset); return d; },
    title() { return months[this.first.getMonth()] + ' ' + this.first.getFullYear(); },
    weeks() {
      const out = []; let row = Array((this.first.getDay() + 6) % 7).fill(null);
      const n = new Date(this.first.getFullYear(), this.first.getMonth() + 1, 0).getDate();
      for (let i = 1; i <= n; i++) { row.push(i); if (row.length === 7) { out.push(row); row = []; } }
      if (row.length) out.push(row);
      return out;
    },
    times() { return this.day ? this.slots[this.day % 3] || [] : []; },
    years() { const y = new Date().getFullYear(); return Array.from({ length: 90 }, (_, i) => y - 12 - i); },
  },
  methods: {
    async choose(s) { this.f.ydelse = s.n; if (!this.f.behandler) this.f.behandler = ''; this.slots = await (await fetch('/api/book/terapi-vesterbro/slots?ydelse=' + encodeURIComponent(s.n))).json(); this.step = 2; },
    free(d) { const at = new Date(this.first.getFullYear(), this.first.getMonth(), d || 1, 8); return !!d && at > new Date() && [2, 3, 4].includes(at.getDay()); },
    pick(d) { if (this.free(d)) { this.day = d; this.f.tidspunkt = ''; } },
    time(t) { this.f.tidspunkt = `${this.day}. ${this.title} kl. ${t}`; },
    toInfo() { this.errors = { behandler: this.f.behandler ? '' : 'Vælg en behandler', tidspunkt: this.f.tidspunkt ? '' : 'Vælg en dag og et tidspunkt' }; if (this.f.behandler && this.f.tidspunkt) this.step = 3; },
    toConfirm() {
      const f = this.f, e = {};
      for (const k of ['fornavn', 'efternavn', 'adresse', 'by']) if (!f[k].trim()) e[k] = 'Feltet skal udfyldes';
      if (f.mobil.replace(/\D/g, '').length < 8) e.mobil = 'Angiv et gyldigt mobilnummer';
      if (!/^\S+@\S+\.\S+$/.test(f.email)) e.email = 'Angiv en gyldig e-mail';
      if (!f.dag || !f.maaned || !f.aar) e.dag = 'Angiv fødselsdato';
      if (f.postnr.replace(/\D/g, '').length < 4) e.postnr = 'Angiv postnummer';
      this.errors = e;
      if (!Object.keys(e).length) this.step = 4;
    },
    async send() {
      this.errors = this.f.betingelser ? {} : { betingelser: 'Du skal acceptere handelsbetingelserne' };
      if (!this.f.betingelser) return;
      this.sending = true; gallery.commit(this.f);
      const r = await fetch('/api/book/terapi-vesterbro/bookings', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(this.f) });
      this.done = r.ok; this.sending = false; if (!r.ok) this.errors = { betingelser: 'Der skete en fejl. Prøv igen.' };
    },
  },
  template: `
<ol class="steps"><li v-for="(s, i) in ['Ydelse', 'Tidspunkt', 'Oplysninger', 'Bekræft']" :class="{ active: step === i + 1 }">{{ s }}</li></ol>
<div v-if="done" class="panel pad"><h2>Tak for din booking</h2></div>
<div v-else-if="step === 1"><div class="panel" v-for="(g, i) in groups"><div class="panel-heading" @click="open = open === i ? -1 : i"><span>{{ g.name }}</span><span>{{ open === i ? '−' : '+' }}</span></div>
<template v-if="open === i"><div class="service" v-for="s in g.items"><div>{{ s.n }}<small>{{ s.d }} · {{ s.p }}</small></div><button type="button" class="btn-book" @click="choose(s)">Book</button></div></template></div></div>
<div v-else-if="step === 2" class="panel pad"><div class="form-group" :class="{ 'has-error': errors.behandler }"><label for="beh">Behandler</label><select id="beh" class="form-control" v-model="f.behandler"><option value="" disabled>Vælg behandler</option><option v-for="w in who">{{ w }}</option></select><span class="help-block">{{ errors.behandler }}</span></div>
<div class="calhead"><button type="button" class="btn-link" v-show="offset > 0" @click="offset--; day = null" aria-label="Forrige måned">‹</button><b>{{ title }}</b><button type="button" class="btn-link" @click="offset++; day = null" aria-label="Næste måned">›</button></div>
<table class="cal"><thead><tr><th v-for="d in ['ma', 'ti', 'on', 'to', 'fr', 'lø', 'sø']">{{ d }}</th></tr></thead><tbody><tr v-for="w in weeks"><td v-for="d in w" :class="{ open: free(d), sel: d && d === day }" @click="pick(d)">{{ d }}</td></tr></tbody></table>
<div v-if="day"><b>Ledige tider {{ day }}. {{ title }}</b><div class="times"><span v-for="t in times" role="button" tabindex="0" :class="{ sel: f.tidspunkt.endsWith(t) }" @click="time(t)" @keydown.enter="time(t)">kl. {{ t }}</span></div></div>
<span class="help-block">{{ errors.tidspunkt }}</span><p style="display:flex;justify-content:space-between"><button type="button" class="btn-link" @click="step = 1">Tilbage</button><button type="button" class="btn-book" @click="toInfo">Videre</button></p></div>
<form v-else-if="step === 3" class="panel pad" novalidate @submit.prevent="toConfirm"><p><b>{{ f.ydelse }}</b>, {{ f.tidspunkt }}</p>
<div class="two"><div class="form-group" :class="{ 'has-error': errors.fornavn }"><label for="fo">Fornavn *</label><input id="fo" class="form-control" v-model="f.fornavn"><span class="help-block">{{ errors.fornavn }}</span></div><div class="form-group" :class="{ 'has-error': errors.efternavn }"><label for="ef">Efternavn *</label><input id="ef" class="form-control" v-model="f.efternavn"><span class="help-block">{{ errors.efternavn }}</span></div></div>
<div class="form-group" :class="{ 'has-error': errors.mobil }"><label for="mo">Mobil *</label><div style="display:flex;gap:8px"><select class="form-control" style="width:150px" v-model="f.landekode" aria-label="Landekode"><option value="+45">Danmark +45</option><option value="+46">Sverige +46</option><option value="+47">Norge +47</option><option value="+1">USA +1</option></select><input id="mo" type="tel" class="form-control" v-model="f.mobil"></div><span class="help-block">{{ errors.mobil }}</span></div>
<div class="form-group" :class="{ 'has-error': errors.email }"><label for="em">E-mail *</label><input id="em" type="email" class="form-control" v-model="f.email"><span class="help-block">{{ errors.email }}</span></div>
<div class="form-group" :class="{ 'has-error': errors.dag }"><label>Fødselsdato *</label><div class="two"><select class="form-control" v-model="f.dag"><option value="">Dag</option><option v-for="d in 31" :value="d">{{ d }}</option></select><select class="form-control" v-model="f.maaned"><option value="">Måned</option><option v-for="(m, i) in months" :value="i + 1">{{ m }}</option></select><select class="form-control" v-model="f.aar"><option value="">År</option><option v-for="y in years" :value="y">{{ y }}</option></select></div><span class="help-block">{{ errors.dag }}</span></div>
<div class="form-group" :class="{ 'has-error': errors.adresse }"><label for="ad">Adresse *</label><input id="ad" class="form-control" v-model="f.adresse"><span class="help-block">{{ errors.adresse }}</span></div>
<div class="two"><div class="form-group" :class="{ 'has-error': errors.postnr }"><label for="pn">Postnr. *</label><input id="pn" class="form-control" v-model="f.postnr"><span class="help-block">{{ errors.postnr }}</span></div><div class="form-group" :class="{ 'has-error': errors.by }"><label for="by">By *</label><input id="by" class="form-control" v-model="f.by"><span class="help-block">{{ errors.by }}</span></div></div>
<div class="form-group"><label for="be">Hvad ønsker du hjælp til?</label><textarea id="be" rows="4" class="form-control" v-model="f.besked" placeholder="Skriv kort, hvad du gerne vil tale om"></textarea></div>
<p style="display:flex;justify-content:space-between"><button type="button" class="btn-link" @click="step = 2">Tilbage</button><button type="submit" class="btn-book">Videre til bekræftelse</button></p></form>
<div v-else class="panel pad"><h3>Bekræft din booking</h3><p>{{ f.ydelse }}<br>{{ f.behandler }}<br>{{ f.tidspunkt }}<br>{{ f.fornavn }} {{ f.efternavn }}, {{ f.landekode }} {{ f.mobil }}</p>
<p><label><input type="checkbox" v-model="f.nyhedsbrev"> Ja tak, jeg vil gerne modtage nyhedsbrev fra Terapi Vesterbro</label></p><p><label><input type="checkbox" v-model="f.betingelser"> Jeg accepterer <a href="/betingelser" target="_blank">handelsbetingelser og afbudsregler</a> *</label><br><span class="help-block">{{ errors.betingelser }}</span></p>
<p style="display:flex;justify-content:space-between"><button type="button" class="btn-link" @click="step = 3">Tilbage</button><button type="button" class="btn-book" :disabled="sending" @click="send">Bekræft booking</button></p></div>
<div class="cookie" v-if="cookie">Vi bruger kun nødvendige cookies. <button type="button" class="btn-link" style="color:#fff" @click="cookie = false">OK</button></div>`,
}).mount('#app');

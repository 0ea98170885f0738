import { createApp, reactive, ref, watch, computed } from 'vue/dist/vue.esm-bundler.js';
import './style.css';

const Dropdown = {
  props: ['modelValue', 'options', 'placeholder', 'name'], emits: ['update:modelValue'],
  setup(p, { emit }) {
    const open = ref(false);
    return { open, choose: (o) => { emit('update:modelValue', o); open.value = false; } };
  },
  template: `<div class="dropdown" :data-cy="name"><button type="button" aria-haspopup="listbox" :aria-expanded="open" @click="open = !open"><span>{{ modelValue || placeholder }}</span></button><ul v-if="open" role="listbox"><li v-for="o in options" :key="o" role="option" :aria-selected="o === modelValue" @click="choose(o)">{{ o }}</li></ul></div>`,
};
const Field = {
  props: ['modelValue', 'label', 'id', 'type', 'error', 'mode', 'area', 'complete'], emits: ['update:modelValue'],
  template: `<div><div class="float"><textarea v-if="area" :id="id" placeholder=" " rows="4" :class="{ bad: error }" :value="modelValue" @input="$emit('update:modelValue', $event.target.value)"></textarea><input v-else :id="id" :type="type || 'text'" :inputmode="mode" :autocomplete="complete || 'off'" placeholder=" " :class="{ bad: error }" :value="modelValue" @input="$emit('update:modelValue', $event.target.value)"><label :for="id">{{ label }}</label></div><p v-if="error" class="error-msg">{{ error }}</p></div>`,
};
const DAYS = ['Lun', 'Mar', 'Mer', 'Gio', 'Ven'], BANDS = ['Mattina', 'Pranzo', 'Pomeriggio', 'Sera'];
const App = {
  components: { Dropdown, Field },
  setup() {
    const step = ref(1), e = ref({}), done = ref(false), saving = ref(false);
    const d = reactive({ percorso: '', motivi: [], racconto: '', gia: '', quando: '', farmaci: '', qualiFarmaci: '', direttivo: 50, ascolto: 50, genereTerapeuta: '', fasce: [], nome: '', cognome: '', nascita: '', genere: '', citta: '', email: '', prefisso: 'IT +39', telefono: '', conosciuto: '', codice: '', privacy: false, marketing: false });
    watch([d, step], () => { gallery.values({ ...d }); gallery.step(step.value); }, { immediate: true, deep: true });
    const rules = {
      1: () => ({ percorso: d.percorso ? '' : 'Scegli una risposta per continuare' }),
      2: () => ({ motivi: d.motivi.length ? '' : 'Scegli almeno un motivo', racconto: d.racconto.trim().length >= 5 ? '' : 'Scrivi almeno qualche parola' }),
      3: () => ({ gia: d.gia ? '' : 'Scegli una risposta', quando: d.gia !== 'Sì' || d.quando ? '' : 'Scegli una risposta', farmaci: d.farmaci ? '' : 'Scegli una risposta', qualiFarmaci: d.farmaci !== 'Sì' || d.qualiFarmaci.trim() ? '' : 'Campo obbligatorio' }),
      4: () => ({ genereTerapeuta: d.genereTerapeuta ? '' : 'Scegli una risposta', fasce: d.fasce.length ? '' : 'Seleziona almeno una fascia oraria' }),
      5: () => ({ nome: d.nome.trim() ? '' : 'Campo obbligatorio', cognome: d.cognome.trim() ? '' : 'Campo obbligatorio', nascita: adult(d.nascita), genere: d.genere ? '' : 'Campo obbligatorio', citta: d.citta.trim() ? '' : 'Campo obbligatorio' }),
      6: () => ({ email: /^\S+@\S+\.\S+$/.test(d.email) ? '' : 'Inserisci un indirizzo email valido', telefono: d.telefono.replace(/\D/g, '').length >= 8 ? '' : 'Inserisci un numero valido', conosciuto: d.conosciuto ? '' : 'Campo obbligatorio', privacy: d.privacy ? '' : 'Devi accettare per continuare' }),
    };
    function adult(s) {
      const m = /^(\d\d)\/(\d\d)\/(\d{4})$/.exec(s);
      if (!m || m[2] > 12 || m[1] > 31 || m[1] < 1 || m[2] < 1) return 'Inserisci una data valida (GG/MM/AAAA)';
      return new Date().getFullYear() - m[3] >= 18 ? '' : 'Devi avere almeno 18 anni';
    }
    const ok = () => { e.value = rules[step.value](); return Object.values(e.value).every((x) => !x); };
    const post = (url) => fetch(url, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ step: step.value, answers: d }) });
    async function next() {
      if (!ok()) return;
      saving.value = true;
      if (step.value === 6) {
        gallery.commit();
        await post('/api/v2/questionario/completa');
        done.value = true;
        return;
      }
      await post('/api/v2/questionario/salva');
      saving.value = false;
      step.value++;
      scrollTo(0, 0);
    }
    const mask = (v) => { const n = v.replace(/\D/g, '').slice(0, 8); d.nascita = [n.slice(0, 2), n.slice(2, 4), n.slice(4)].filter(Boolean).join('/'); };
    const band = (x) => { const i = d.fasce.indexOf(x); if (i < 0) d.fasce.push(x); else d.fasce.splice(i, 1); };
    return { step, d, e, done, saving, next, mask, band, DAYS, BANDS, last: computed(() => step.value === 6),
      tipi: [['Percorso individuale', 'Per me, dai 18 anni in su'], ['Percorso di coppia', 'Per me e il mio partner'], ['Sessuologia', 'Per il benessere sessuale'], ['Non lo so ancora', 'Aiutatemi a capire']],
      motivi: ['Ansia', 'Umore basso', 'Stress sul lavoro', 'Relazioni', 'Sonno', 'Lutto', 'Autostima', 'Crescita personale', 'Altro'] };
  },
  template: `<header class="topbar"><b>serenamente</b><a href="#accedi">Hai già un account? Accedi</a></header><main class="wrap">
<div v-if="done"><h1>Grazie {{ d.nome }}!</h1><p>Ti scriviamo entro 24 ore con il profilo del tuo psicologo.</p></div>
<form v-else novalidate @submit.prevent="next"><div class="chapters" role="progressbar" :aria-valuenow="step" aria-valuemax="6"><span v-for="i in 6" :key="i" :class="{ on: i <= step }"></span></div>
<section v-if="step === 1"><h1>Che tipo di percorso stai cercando?</h1><p class="sub">Il questionario dura circa 5 minuti.</p><label v-for="t in tipi" :key="t[0]" class="option-card"><input type="radio" class="peer sr-only" name="percorso" :value="t[0]" v-model="d.percorso"><span>{{ t[0] }}<small>{{ t[1] }}</small></span></label><p v-if="e.percorso" class="error-msg">{{ e.percorso }}</p></section>
<section v-if="step === 2"><h1>Cosa ti porta qui oggi?</h1><p class="sub">Puoi scegliere più risposte</p><div class="pills"><label v-for="m in motivi" :key="m" class="pill"><input type="checkbox" class="sr-only" :value="m" v-model="d.motivi">{{ m }}</label></div><p v-if="e.motivi" class="error-msg">{{ e.motivi }}</p><Field id="racconto" :area="true" label="Raccontaci con parole tue" v-model="d.racconto" :error="e.racconto" /></section>
<section v-if="step === 3"><h1>Le tue esperienze</h1><p class="q">Hai già fatto un percorso psicologico?</p><div class="seg" role="group"><button v-for="o in ['Sì', 'No']" :key="o" type="button" :aria-pressed="d.gia === o" @click="d.gia = o">{{ o }}</button></div><p v-if="e.gia" class="error-msg">{{ e.gia }}</p>
<template v-if="d.gia === 'Sì'"><p class="q">Quanto tempo fa?</p><Dropdown name="quando" placeholder="Seleziona" :options="['Lo sto facendo ora', 'Meno di un anno fa', 'Più di un anno fa']" v-model="d.quando" /><p v-if="e.quando" class="error-msg">{{ e.quando }}</p></template>
<p class="q">Stai assumendo psicofarmaci?</p><div class="seg" role="group"><button v-for="o in ['Sì', 'No', 'Preferisco non dirlo']" :key="o" type="button" :aria-pressed="d.farmaci === o" @click="d.farmaci = o">{{ o }}</button></div><p v-if="e.farmaci" class="error-msg">{{ e.farmaci }}</p><Field v-if="d.farmaci === 'Sì'" id="quali" label="Quali farmaci?" v-model="d.qualiFarmaci" :error="e.qualiFarmaci" /></section>
<section v-if="step === 4"><h1>Il tuo psicologo ideale</h1><p class="q">Come vorresti che fosse?</p><div class="bipolar"><span>Accogliente</span><input type="range" min="0" max="100" aria-label="Da accogliente a direttivo" v-model.number="d.direttivo"><span>Direttivo</span></div><div class="bipolar"><span>Ascolta molto</span><input type="range" min="0" max="100" aria-label="Da ascolto a esercizi" v-model.number="d.ascolto"><span>Propone esercizi</span></div>
<p class="q">Preferisci</p><div class="pills"><label v-for="o in ['Una psicologa', 'Uno psicologo', 'È indifferente']" :key="o" class="pill"><input type="radio" class="sr-only" name="gt" :value="o" v-model="d.genereTerapeuta">{{ o }}</label></div><p v-if="e.genereTerapeuta" class="error-msg">{{ e.genereTerapeuta }}</p>
<p class="q">Quando saresti disponibile?</p><div class="grid"><span></span><strong v-for="g in DAYS" :key="g">{{ g }}</strong><template v-for="b in BANDS" :key="b"><span>{{ b }}</span><button v-for="g in DAYS" :key="g + b" type="button" :aria-label="g + ' ' + b" :disabled="b === 'Pranzo' || g === 'Ven' && b === 'Sera'" :class="{ sel: d.fasce.includes(g + ' ' + b) }" @click="band(g + ' ' + b)">{{ d.fasce.includes(g + ' ' + b) ? '✓' : '' }}</button></template></div><p v-if="e.fasce" class="error-msg" style="margin-top:8px">{{ e.fasce }}</p></section>
<section v-if="step === 5"><h1>Parlaci di te</h1><p class="sub">I dati servono al tuo psicologo per la prima seduta gratuita.</p><Field id="nome" label="Nome" complete="given-name" v-model="d.nome" :error="e.nome" /><Field id="cognome" label="Cognome" complete="family-name" v-model="d.cognome" :error="e.cognome" /><Field id="nascita" label="Data di nascita (GG/MM/AAAA)" mode="numeric" :model-value="d.nascita" @update:model-value="mask" :error="e.nascita" />
<Dropdown name="genere" placeholder="Genere" :options="['Donna', 'Uomo', 'Non binario', 'Preferisco non rispondere']" v-model="d.genere" /><p v-if="e.genere" class="error-msg">{{ e.genere }}</p><Field id="citta" label="Città in cui vivi" v-model="d.citta" :error="e.citta" /></section>
<section v-if="step === 6"><h1>Ci siamo quasi!</h1><p class="sub">Dove ti mandiamo il profilo del tuo psicologo?</p><Field id="email" type="email" label="Email" complete="email" v-model="d.email" :error="e.email" />
<div class="tel"><Dropdown name="prefisso" :options="['IT +39', 'CH +41', 'DE +49', 'FR +33', 'GB +44', 'US +1']" v-model="d.prefisso" /><Field id="telefono" type="tel" label="Cellulare" v-model="d.telefono" :error="e.telefono" style="flex:1" /></div>
<p class="q" id="lab-con">Come ci hai conosciuto?</p><div class="float"><select id="con" aria-labelledby="lab-con" v-model="d.conosciuto" style="padding:14px"><option value="" disabled>Scegli</option><option v-for="o in ['Google', 'Instagram', 'Passaparola', 'Podcast', 'La mia azienda']" :key="o">{{ o }}</option></select></div><p v-if="e.conosciuto" class="error-msg">{{ e.conosciuto }}</p>
<Field id="codice" label="Codice amico (facoltativo)" v-model="d.codice" /><label class="check"><input type="checkbox" v-model="d.privacy" id="privacy"> <span>Ho letto l'<a href="#" @click.prevent>informativa privacy</a> e acconsento al trattamento dei dati relativi alla salute *</span></label><p v-if="e.privacy" class="error-msg">{{ e.privacy }}</p><label class="check"><input type="checkbox" v-model="d.marketing" id="marketing"> <span>Voglio ricevere novità e promozioni</span></label></section>
<div class="nav"><button v-if="step > 1" type="button" class="btn ghost" @click="step--">Indietro</button><span v-else></span><button type="submit" class="btn" :disabled="saving">{{ last ? 'Scopri il tuo psicologo' : 'Avanti' }}</button></div></form></main>`,
};
createApp(App).mount('#__nuxt');

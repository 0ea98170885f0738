import { createApp, computed, reactive, ref, watch } from 'vue/dist/vue.esm-bundler.js';
import { Quasar, Notify, ClosePopup, QLayout, QHeader, QToolbar, QToolbarTitle, QPageContainer, QPage, QFooter, QStepper, QStep, QStepperNavigation, QForm, QInput, QSelect, QDate, QPopupProxy, QIcon, QBtn, QBtnToggle, QChip, QCheckbox, QToggle, QRadio, QOptionGroup, QField, QList, QItem, QItemSection, QItemLabel, QBanner, QSeparator, useQuasar } from 'quasar';
import de from 'quasar/lang/de.js';
import 'quasar/dist/quasar.css';

const pad = (n) => String(n).padStart(2, '0');
const bilder = { arrow_drop_down: 'M7 10l5 5 5-5z', check: 'M9 16.17L4.83 12l-1.42 1.41L9 19 21 7l-1.41-1.41z', edit: 'M3 17.25V21h3.75L17.81 9.94l-3.75-3.75L3 17.25zM20.71 7.04a1 1 0 0 0 0-1.41l-2.34-2.34a1 1 0 0 0-1.41 0l-1.83 1.83 3.75 3.75 1.83-1.83z', chevron_left: 'M15.41 7.41L14 6l-6 6 6 6 1.41-1.41L10.83 12z', chevron_right: 'M10 6L8.59 7.41 13.17 12l-4.58 4.59L10 18l6-6z', error: 'M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20zm1 15h-2v-2h2v2zm0-4h-2V7h2v6z', warning: 'M1 21h22L12 2 1 21zm12-3h-2v-2h2v2zm0-4h-2v-4h2v4z' };
const App = {
  setup() {
    useQuasar().iconMapFn = (name) => bilder[name] && { icon: bilder[name] };
    const v = reactive({ anliegen: null, anliegenSonst: '', setting: null, datum: '', uhrzeit: '', anrede: null, vorname: '', nachname: '', geburtsdatum: '', strasse: '', plz: '', ort: '', telefon: '', email: '', versicherung: null, kasse: '', nachricht: '', datenschutz: false, newsletter: false });
    const schritt = ref(1), forms = reactive({}), busy = ref(false), fertig = ref(false), zeitFehler = ref(false), zeiten = ref([]), cookie = ref(true), dsFehler = ref(false);
    watch(v, () => gallery.values(v), { immediate: true, flush: 'sync' });
    const pflicht = (x) => (x !== null && String(x).trim() !== '') || 'Dies ist ein Pflichtfeld';
    const mail = (x) => /^\S+@\S+\.\S+$/.test(x) || 'Bitte geben Sie eine gültige E-Mail-Adresse an';
    const tag = (x) => /^\d\d\.\d\d\.\d{4}$/.test(x) && +x.slice(0, 2) <= 31 && +x.slice(3, 5) <= 12 || 'Bitte im Format TT.MM.JJJJ';
    const plz = (x) => /^\d{5}/.test(x) || 'Fünfstellige Postleitzahl';
    const ab = new Date(Date.now() + 3 * 864e5), bis = new Date(Date.now() + 60 * 864e5);
    const iso = (d) => d.getFullYear() + '/' + pad(d.getMonth() + 1) + '/' + pad(d.getDate());
    const offen = (d) => d >= iso(ab) && d <= iso(bis) && [2, 3, 4].includes(new Date(d).getDay());
    watch(() => v.datum, (d) => { v.uhrzeit = ''; zeiten.value = d ? (new Date(d).getDate() % 2 ? ['08:30', '10:00', '14:15'] : ['09:15', '11:00', '15:30', '17:00']) : []; });
    const weiter = async () => {
      if (schritt.value === 2) {
        zeitFehler.value = !v.datum || !v.uhrzeit;
        if (zeitFehler.value) return;
      } else if (!(await forms[schritt.value].validate())) return;
      if (schritt.value === 3) {
        busy.value = true;
        const r = await fetch('/api/anfragen/pruefen', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ email: v.email, plz: v.plz }) });
        busy.value = false;
        if (!(await r.json()).ok) return Notify.create({ type: 'negative', message: 'Bitte prüfen Sie Ihre Angaben.' });
      }
      schritt.value++; gallery.step(schritt.value);
    };
    const senden = async () => {
      dsFehler.value = !v.datenschutz;
      if (dsFehler.value) return;
      busy.value = true; gallery.commit();
      const r = await fetch('/api/anfragen', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(v) }).catch(() => ({}));
      busy.value = false;
      if (r.ok) fertig.value = true; else Notify.create({ type: 'negative', message: 'Ihre Anfrage konnte nicht gesendet werden.' });
    };
    return { v, schritt, forms, busy, fertig, zeitFehler, dsFehler, zeiten, cookie, pflicht, mail, tag, plz, offen, weiter, senden, monat: iso(ab).slice(0, 7), heute: iso(new Date()),
      anliegen: ['Ängste und Panik', 'Niedergeschlagenheit', 'Stress und Erschöpfung', 'Trauer und Verlust', 'Probleme in der Partnerschaft', 'Sonstiges'], anreden: ['Frau', 'Herr', 'Divers', 'Keine Angabe'],
      settings: ['In der Praxis', 'Videosprechstunde'].map((x) => ({ label: x, value: x })), versicherungen: ['Gesetzlich', 'Privat', 'Selbstzahler'].map((x) => ({ label: x, value: x })) };
  },
  template: `<q-layout view="hHh lpR fFf">
<q-header class="bg-white text-grey-9" bordered><q-toolbar><q-toolbar-title>Praxis am Lindenhof</q-toolbar-title><q-btn flat no-caps label="Leistungen" href="#leistungen"/><q-btn flat no-caps label="Team" href="#team"/><q-btn flat no-caps label="Kontakt" href="#kontakt"/></q-toolbar></q-header>
<q-page-container><q-page><div class="wrap"><h1 class="text-h4">Erstgespräch anfragen</h1><p>Psychotherapeutische Privatpraxis. Wir melden uns innerhalb von zwei Werktagen.</p>
<q-banner v-if="fertig" class="bg-green-2">Vielen Dank! Ihre Anfrage ist bei uns eingegangen.</q-banner>
<q-stepper v-else v-model="schritt" color="teal-8" animated flat bordered keep-alive>
<q-step :name="1" title="Anliegen" :done="schritt>1"><q-form :ref="(el)=>{ if(el) forms[1]=el }" greedy @submit="weiter">
<q-select v-model="v.anliegen" :options="anliegen" label="Worum geht es? *" outlined behavior="menu" :rules="[pflicht]"/>
<q-input v-if="v.anliegen==='Sonstiges'" v-model="v.anliegenSonst" outlined label="Bitte kurz beschreiben *" :rules="[pflicht]"/>
<q-field v-model="v.setting" borderless :rules="[pflicht]" label="Wie möchten Sie sprechen? *" stack-label><template #control><q-btn-toggle v-model="v.setting" :options="settings" no-caps unelevated toggle-color="teal-8" color="grey-3" text-color="grey-9" class="q-mt-sm"/></template></q-field>
<q-stepper-navigation><q-btn type="submit" color="teal-8" no-caps label="Weiter"/></q-stepper-navigation></q-form></q-step>
<q-step :name="2" title="Wunschtermin" :done="schritt>2"><div class="row q-col-gutter-md"><div class="col-12 col-sm-6"><q-date v-model="v.datum" :options="offen" :default-year-month="monat" color="teal-8" minimal flat bordered first-day-of-week="1"/></div>
<div class="col-12 col-sm-6"><div class="text-subtitle2">{{ v.datum ? 'Freie Zeiten' : 'Bitte wählen Sie zuerst einen Tag.' }}</div><q-chip v-for="z in zeiten" :key="z" clickable :outline="v.uhrzeit!==z" color="teal-8" :text-color="v.uhrzeit===z?'white':'teal-8'" @click="v.uhrzeit=z">{{z}} Uhr</q-chip><div v-if="zeitFehler" class="text-negative" role="alert">Bitte wählen Sie einen Tag und eine Uhrzeit.</div></div></div>
<q-stepper-navigation><q-btn color="teal-8" no-caps label="Weiter" @click="weiter"/><q-btn flat no-caps label="Zurück" class="q-ml-sm" @click="schritt--"/></q-stepper-navigation></q-step>
<q-step :name="3" title="Ihre Angaben" :done="schritt>3"><q-form :ref="(el)=>{ if(el) forms[3]=el }" greedy @submit="weiter"><div class="row q-col-gutter-md">
<q-select class="col-12 col-sm-4" v-model="v.anrede" :options="anreden" label="Anrede" outlined behavior="menu" hint=""/><q-input class="col-12 col-sm-4" v-model="v.vorname" label="Vorname *" outlined :rules="[pflicht]" autocomplete="given-name"/><q-input class="col-12 col-sm-4" v-model="v.nachname" label="Nachname *" outlined :rules="[pflicht]" autocomplete="family-name"/>
<q-input class="col-12 col-sm-4" v-model="v.geburtsdatum" label="Geburtsdatum *" outlined mask="##.##.####" placeholder="TT.MM.JJJJ" :rules="[tag]" lazy-rules><template #append><q-icon name="M19 3h-1V1h-2v2H8V1H6v2H5c-1.1 0-2 .9-2 2v14c0 1.1.9 2 2 2h14c1.1 0 2-.9 2-2V5c0-1.1-.9-2-2-2zm0 16H5V8h14v11z" class="cursor-pointer"><q-popup-proxy cover><q-date v-model="v.geburtsdatum" mask="DD.MM.YYYY" default-view="Years" :options="(d)=>d<heute"><div class="row justify-end"><q-btn v-close-popup label="Schließen" flat/></div></q-date></q-popup-proxy></q-icon></template></q-input>
<q-input class="col-12 col-sm-8" v-model="v.strasse" label="Straße und Hausnummer *" outlined :rules="[pflicht]"/><q-input class="col-4" v-model="v.plz" label="PLZ *" outlined :rules="[plz]" lazy-rules/><q-input class="col-8" v-model="v.ort" label="Ort *" outlined :rules="[pflicht]"/>
<q-input class="col-12 col-sm-6" v-model="v.telefon" type="tel" label="Telefon (tagsüber) *" outlined :rules="[pflicht]"/><q-input class="col-12 col-sm-6" v-model="v.email" type="email" label="E-Mail *" outlined :rules="[pflicht,mail]" lazy-rules/>
<div class="col-12"><div class="text-body2">Wie sind Sie versichert?</div><q-option-group v-model="v.versicherung" :options="versicherungen" color="teal-8" inline/></div>
<q-input class="col-12" v-model="v.kasse" label="Krankenkasse / Versicherung" outlined hint=""/><q-input class="col-12" v-model="v.nachricht" type="textarea" autogrow label="Möchten Sie uns noch etwas mitteilen?" outlined/></div>
<q-stepper-navigation><q-btn type="submit" color="teal-8" no-caps label="Weiter zur Übersicht" :loading="busy"/><q-btn flat no-caps label="Zurück" class="q-ml-sm" @click="schritt--"/></q-stepper-navigation></q-form></q-step>
<q-step :name="4" title="Übersicht"><q-list bordered separator><q-item><q-item-section><q-item-label caption>Anliegen</q-item-label><q-item-label>{{v.anliegen}} – {{v.setting}}</q-item-label></q-item-section></q-item><q-item><q-item-section><q-item-label caption>Wunschtermin</q-item-label><q-item-label>{{v.datum.split('/').reverse().join('.')}}, {{v.uhrzeit}} Uhr</q-item-label></q-item-section></q-item><q-item><q-item-section><q-item-label caption>Person</q-item-label><q-item-label>{{v.vorname}} {{v.nachname}}, {{v.email}}</q-item-label></q-item-section></q-item></q-list>
<div class="q-mt-md"><q-checkbox v-model="v.datenschutz" color="teal-8" label="Ich habe die Datenschutzerklärung gelesen und willige in die Verarbeitung meiner Gesundheitsdaten ein. *"/><div v-if="dsFehler" class="text-negative" role="alert">Ohne Ihre Einwilligung dürfen wir die Anfrage nicht bearbeiten.</div></div><q-toggle v-model="v.newsletter" color="teal-8" label="Praxis-Newsletter abonnieren"/>
<q-stepper-navigation><q-btn color="teal-8" no-caps label="Anfrage verbindlich absenden" :loading="busy" @click="senden"/><q-btn flat no-caps label="Zurück" class="q-ml-sm" @click="schritt--"/></q-stepper-navigation></q-step>
</q-stepper></div></q-page></q-page-container>
<q-footer v-if="cookie" class="bg-grey-10"><q-toolbar><div class="text-body2">Diese Website verwendet nur technisch notwendige Cookies.</div><q-btn flat no-caps label="Verstanden" @click="cookie=false"/></q-toolbar></q-footer></q-layout>`,
};
createApp(App).use(Quasar, { lang: de, plugins: { Notify }, directives: { ClosePopup }, components: { QLayout, QHeader, QToolbar, QToolbarTitle, QPageContainer, QPage, QFooter, QStepper, QStep, QStepperNavigation, QForm, QInput, QSelect, QDate, QPopupProxy, QIcon, QBtn, QBtnToggle, QChip, QCheckbox, QToggle, QRadio, QOptionGroup, QField, QList, QItem, QItemSection, QItemLabel, QBanner, QSeparator } }).mount('#q-app');

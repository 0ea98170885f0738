import { createApp, reactive, ref, computed, watch, nextTick } from 'vue/dist/vue.esm-bundler.js';
import './style.css';

const dni = ['niedz.', 'pon.', 'wt.', 'śr.', 'czw.', 'pt.', 'sob.'];
const mies = ['sty', 'lut', 'mar', 'kwi', 'maj', 'cze', 'lip', 'sie', 'wrz', 'paź', 'lis', 'gru'];
const hours = ['09:00', '10:00', '12:30', '14:00', '15:30', '17:00', '18:00'];
function days(from) {
  return [0, 1, 2, 3].map((n) => {
    const d = new Date();
    d.setDate(d.getDate() + from + n);
    const wd = d.getDay();
    const free = from + n === 0 || wd === 0 || wd === 6 ? [] : hours.map((h, i) => ({ h, free: (i * 3 + d.getDate()) % 4 !== 0 }));
    return { top: from + n === 0 ? 'Dziś' : from + n === 1 ? 'Jutro' : dni[wd], sub: d.getDate() + ' ' + mies[d.getMonth()], free, date: d };
  });
}
createApp({
  setup() {
    const step = ref(1);
    const offset = ref(0);
    const more = ref(false);
    const f = reactive({ adres: 'Gabinet Spokojna Przystań, ul. Długa 14, Kraków', usluga: '', pierwszaWizyta: '', termin: '', dlaKogo: 'mnie', imie: '', nazwisko: '', kierunkowy: '+48', telefon: '', email: '', dataUrodzenia: '', plec: '', wiadomosc: '', regulamin: false, marketing: false });
    const errors = reactive({});
    const send = () => gallery.values({ ...f });
    watch(f, send, { deep: true });
    send();
    const grid = computed(() => days(offset.value));
    const go = (n) => { step.value = n; gallery.step(n); nextTick(() => scrollTo(0, 0)); };
    const need = (names) => {
      for (const k of Object.keys(errors)) delete errors[k];
      for (const n of names) if (!String(f[n]).trim() || f[n] === false) errors[n] = n === 'regulamin' ? 'Zgoda jest wymagana.' : 'To pole jest wymagane.';
      return errors;
    };
    const slot = (d, h) => {
      need(['usluga', 'pierwszaWizyta']);
      if (Object.keys(errors).length) return;
      f.termin = dni[d.date.getDay()] + ' ' + d.sub + ', ' + h;
      go(2);
    };
    const next = () => {
      need(['imie', 'nazwisko', 'telefon', 'email', 'dataUrodzenia', 'plec']);
      if (f.telefon && f.telefon.replace(/\D/g, '').length < 9) errors.telefon = 'Podaj poprawny numer telefonu.';
      if (f.email && !/^\S+@\S+\.\S+$/.test(f.email)) errors.email = 'Podaj poprawny adres e-mail.';
      if (f.dataUrodzenia && !/^\d{1,2}[.-]\d{1,2}[.-]\d{4}$/.test(f.dataUrodzenia)) errors.dataUrodzenia = 'Podaj datę w formacie DD.MM.RRRR.';
      if (!Object.keys(errors).length) go(3);
    };
    const confirm = async () => {
      need(['regulamin']);
      if (Object.keys(errors).length) return;
      gallery.commit({ ...f });
      await fetch('/api/v3/bookings', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(f) });
    };
    return { step, offset, more, f, errors, grid, slot, next, confirm, go };
  },
  template: `
<div v-if="step === 1" class="wrap"><div><div class="card"><div class="avatar"></div><h1>mgr Halina Brzozowiec</h1><p>Psycholog, Psychoterapeuta · <a href="#opinie">48 opinii</a></p><p>Kraków · Konsultacje online</p></div><div class="card" id="opinie"><h2>O mnie</h2><p>Pracuję z osobami dorosłymi w nurcie poznawczo-behawioralnym. Pomagam w zaburzeniach lękowych, depresji i w kryzysach życiowych.</p></div></div>
<div class="card" data-test-id="booking-widget"><h2>Umów wizytę</h2>
<div class="form-group"><label for="address">Adres</label><select id="address" class="form-control" v-model="f.adres"><option>Gabinet Spokojna Przystań, ul. Długa 14, Kraków</option><option>Konsultacja online</option></select></div>
<div class="form-group" :class="{'has-error': errors.usluga}"><label for="service">Usługa</label><select id="service" class="form-control" v-model="f.usluga"><option value="" disabled>Wybierz usługę</option><option>Konsultacja psychologiczna (pierwsza wizyta)</option><option>Psychoterapia indywidualna</option><option>Terapia par</option><option>Konsultacja online</option></select><div class="invalid-feedback" v-if="errors.usluga">{{ errors.usluga }}</div></div>
<div class="form-group" :class="{'has-error': errors.pierwszaWizyta}"><span class="lab">Czy byłaś/eś już u tego specjalisty?</span><div class="seg"><label :class="{active: f.pierwszaWizyta === 'tak'}"><input type="radio" name="visited" value="tak" v-model="f.pierwszaWizyta">Tak, byłam/em</label><label :class="{active: f.pierwszaWizyta === 'nie'}"><input type="radio" name="visited" value="nie" v-model="f.pierwszaWizyta">Nie, to pierwszy raz</label></div><div class="invalid-feedback" v-if="errors.pierwszaWizyta">{{ errors.pierwszaWizyta }}</div></div>
<div class="cal" role="group" aria-label="Kalendarz wizyt"><button type="button" class="arrow" aria-label="Poprzednie dni" :disabled="offset === 0" @click="offset -= 4">‹</button>
<div v-for="d in grid" class="cal-day"><b>{{ d.top }}</b><small>{{ d.sub }}</small><template v-for="s in d.free.slice(0, more ? 7 : 4)"><a v-if="s.free" href="#" class="calendar-slot-available" :title="d.top + ' ' + d.sub + ' ' + s.h" @click.prevent="slot(d, s.h)">{{ s.h }}</a><span v-else class="calendar-slot-booked">{{ s.h }}</span></template><span v-if="!d.free.length" class="calendar-slot-booked">–</span></div>
<button type="button" class="arrow" aria-label="Następne dni" @click="offset += 4">›</button></div><a href="#" class="more" v-if="!more" @click.prevent="more = true">Pokaż więcej godzin</a></div></div>
<div v-else class="narrow">
<div class="card"><strong>mgr Halina Brzozowiec</strong><br>{{ f.usluga }}<br>{{ f.termin }} · {{ f.adres }} <button type="button" class="btn btn-link" @click="go(1)">Zmień</button></div>
<form v-if="step === 2" class="card" novalidate @submit.prevent="next"><h2>Dane pacjenta</h2>
<div class="form-group"><span class="lab">Dla kogo jest wizyta?</span><div class="seg"><label :class="{active: f.dlaKogo === 'mnie'}"><input type="radio" name="for" value="mnie" v-model="f.dlaKogo">Dla mnie</label><label :class="{active: f.dlaKogo === 'inna'}"><input type="radio" name="for" value="inna" v-model="f.dlaKogo">Dla innej osoby</label></div></div>
<div class="form-group" :class="{'has-error': errors.imie}"><label for="imie">Imię</label><input id="imie" class="form-control" v-model="f.imie" autocomplete="given-name"><div class="invalid-feedback">{{ errors.imie }}</div></div>
<div class="form-group" :class="{'has-error': errors.nazwisko}"><label for="nazwisko">Nazwisko</label><input id="nazwisko" class="form-control" v-model="f.nazwisko" autocomplete="family-name"><div class="invalid-feedback">{{ errors.nazwisko }}</div></div>
<div class="form-group" :class="{'has-error': errors.telefon}"><label for="telefon">Telefon komórkowy</label><div class="tel"><select class="form-control" aria-label="Kierunkowy" v-model="f.kierunkowy"><option value="+48">PL +48</option><option value="+49">DE +49</option><option value="+380">UA +380</option><option value="+44">GB +44</option><option value="+1">US +1</option></select><input id="telefon" type="tel" class="form-control" v-model="f.telefon" autocomplete="tel-national"></div><div class="invalid-feedback">{{ errors.telefon }}</div></div>
<div class="form-group" :class="{'has-error': errors.email}"><label for="email">E-mail</label><input id="email" type="email" class="form-control" v-model="f.email"><div class="invalid-feedback">{{ errors.email }}</div></div>
<div class="form-group" :class="{'has-error': errors.dataUrodzenia}"><label for="ur">Data urodzenia</label><input id="ur" class="form-control" placeholder="DD.MM.RRRR" inputmode="numeric" v-model="f.dataUrodzenia"><div class="invalid-feedback">{{ errors.dataUrodzenia }}</div></div>
<div class="form-group" :class="{'has-error': errors.plec}"><label for="plec">Płeć</label><select id="plec" class="form-control" v-model="f.plec"><option value="" disabled>Wybierz</option><option>Kobieta</option><option>Mężczyzna</option><option>Inna / wolę nie podawać</option></select><div class="invalid-feedback">{{ errors.plec }}</div></div>
<div class="form-group"><label for="msg">Co Ci dolega? Wiadomość dla specjalisty (opcjonalnie)</label><textarea id="msg" rows="3" maxlength="500" class="form-control" v-model="f.wiadomosc"></textarea></div>
<button class="btn btn-primary" type="submit">Dalej</button></form>
<div v-if="step === 3" class="card"><h2>Sprawdź i potwierdź</h2><dl class="sum"><dt>Pacjent</dt><dd>{{ f.imie }} {{ f.nazwisko }}</dd><dt>Kontakt</dt><dd>{{ f.kierunkowy }} {{ f.telefon }}, {{ f.email }}</dd><dt>Płatność</dt><dd>Na miejscu, 220 zł</dd></dl>
<label class="check"><input type="checkbox" v-model="f.regulamin"><span>Akceptuję <a href="/regulamin" target="_blank">regulamin</a> i wyrażam zgodę na przetwarzanie danych o zdrowiu w celu umówienia wizyty. *</span></label><div class="invalid-feedback" v-if="errors.regulamin">{{ errors.regulamin }}</div>
<label class="check"><input type="checkbox" v-model="f.marketing"><span>Chcę otrzymywać informacje o promocjach i nowościach (opcjonalnie).</span></label>
<button type="button" class="btn btn-primary" @click="confirm">Potwierdzam wizytę</button><button type="button" class="btn btn-link" @click="go(2)">Wróć</button></div></div>`,
}).mount('#app');

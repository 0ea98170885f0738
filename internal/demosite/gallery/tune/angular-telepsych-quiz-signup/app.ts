import '@angular/compiler';
import { Component, provideZonelessChangeDetection, signal, computed, effect } from '@angular/core';
import { bootstrapApplication } from '@angular/platform-browser';

declare const gallery: any;
const states = 'AL Alabama,AK Alaska,AZ Arizona,AR Arkansas,CA California,CO Colorado,CT Connecticut,DE Delaware,DC District of Columbia,FL Florida,GA Georgia,HI Hawaii,ID Idaho,IL Illinois,IN Indiana,IA Iowa,KS Kansas,KY Kentucky,LA Louisiana,ME Maine,MD Maryland,MA Massachusetts,MI Michigan,MN Minnesota,MS Mississippi,MO Missouri,MT Montana,NE Nebraska,NV Nevada,NH New Hampshire,NJ New Jersey,NM New Mexico,NY New York,NC North Carolina,ND North Dakota,OH Ohio,OK Oklahoma,OR Oregon,PA Pennsylvania,RI Rhode Island,SC South Carolina,SD South Dakota,TN Tennessee,TX Texas,UT Utah,VT Vermont,VA Virginia,WA Washington,WV West Virginia,WI Wisconsin,WY Wyoming'.split(',').map((s) => ({ code: s.slice(0, 2), name: s.slice(3) }));

@Component({
  selector: 'app-onboarding',
  template: `
<div class="bar"><div [style.width.%]="step() / 7 * 100"></div></div><div class="top"><span class="logo">Lanternfield</span>@if (step() > 1 && !done()) { <button class="back" type="button" (click)="step.set(step() - 1)">&larr; Back</button> }</div>
<div class="q">
@if (done()) { <h2>Welcome aboard</h2> } @else { @switch (step()) {
@case (1) { <h2>What kind of care are you looking for?</h2><p class="help">You can change this later.</p>@for (c of care; track c.t) { <button type="button" class="card" [class.sel]="v().careType === c.t" (click)="put('careType', c.t); to(2)">{{ c.t }}<small>{{ c.d }}</small></button> } }
@case (2) { <h2>Where will you be for your visits?</h2><p class="help">Our clinicians are licensed by state.</p><div class="tf"><span class="cap">State</span><select #st aria-label="State" (change)="put('stateCode', st.value)"><option value="">Choose your state</option>@for (s of states; track s.code) { <option [value]="s.code" [selected]="v().stateCode === s.code">{{ s.name }}</option> }</select></div><div class="tf"><span class="cap">ZIP code</span><input #zp aria-label="ZIP code" inputmode="numeric" maxlength="5" [value]="v().zip" (input)="put('zip', zp.value)"></div>@if (msg()) { <p class="bad" role="alert">{{ msg() }}</p> }<button type="button" class="cta" [class.off]="busy()" (click)="place()">Continue</button> }
@case (3) { <h2>When were you born?</h2><p class="help">You must be 18 or older to use Lanternfield.</p><div class="tf dob"><input #m placeholder="MM" aria-label="Month" inputmode="numeric" maxlength="2" [value]="v().dobMonth" (input)="put('dobMonth', m.value); m.value.length === 2 && d.focus()"><input #d placeholder="DD" aria-label="Day" inputmode="numeric" maxlength="2" [value]="v().dobDay" (input)="put('dobDay', d.value); d.value.length === 2 && y.focus()"><input #y placeholder="YYYY" aria-label="Year" inputmode="numeric" maxlength="4" [value]="v().dobYear" (input)="put('dobYear', y.value)"></div>@if (msg()) { <p class="bad" role="alert">{{ msg() }}</p> }<button type="button" class="cta" (click)="born()">Continue</button> }
@case (4) { <h2>What would you like help with?</h2><p class="help">Select all that apply.</p><div class="chips">@for (c of topics; track c) { <span class="chip" role="checkbox" tabindex="0" [attr.aria-checked]="picked().includes(c)" [class.sel]="picked().includes(c)" (click)="toggle(c)" (keydown.space)="toggle(c); $event.preventDefault()">{{ c }}</span> }</div>@if (picked().includes('Something else')) { <div class="tf"><span class="cap">Tell us more</span><input #ot aria-label="Tell us more" [value]="other()" (input)="other.set(ot.value)"></div> }@if (msg()) { <p class="bad" role="alert">{{ msg() }}</p> }<button type="button" class="cta" [class.off]="!picked().length" (click)="picked().length ? to(5) : msg.set('Select at least one.')">Continue</button> }
@case (5) { <h2>Over the last 2 weeks, how often have you been bothered by&hellip;</h2>@for (p of phq; track p.k) { <p class="help" style="margin:18px 0 8px">{{ p.t }}</p><div class="seg" role="radiogroup" [attr.aria-label]="p.t">@for (o of often; track o) { <button type="button" role="radio" class="card" style="margin:0" [attr.aria-checked]="v()[p.k] === o" [class.sel]="v()[p.k] === o" (click)="put(p.k, o)">{{ o }}</button> }</div> }@if (msg()) { <p class="bad" role="alert">{{ msg() }}</p> }<button type="button" class="cta" (click)="v().phq1 && v().phq2 ? to(6) : msg.set('Please answer both questions.')">Continue</button> }
@case (6) { <h2>Are you taking any medications right now?</h2><div class="seg" role="radiogroup" aria-label="Are you taking any medications right now?">@for (o of ['Yes', 'No']; track o) { <button type="button" role="radio" class="card" style="margin:0" [attr.aria-checked]="v().takesMeds === o" [class.sel]="v().takesMeds === o" (click)="put('takesMeds', o)">{{ o }}</button> }</div>@if (v().takesMeds === 'Yes') { <div class="tf"><span class="cap">Which ones, and how much?</span><textarea #md rows="3" aria-label="Which ones, and how much?" (input)="put('medications', md.value)">{{ v().medications }}</textarea></div> }@if (v().takesMeds) { <div class="tf"><span class="cap">Any allergies we should know of?</span><input #al aria-label="Any allergies we should know of?" [value]="v().allergies" (input)="put('allergies', al.value)"></div> }@if (msg()) { <p class="bad" role="alert">{{ msg() }}</p> }<button type="button" class="cta" (click)="meds()">Continue</button> }
@case (7) { <h2>Great news. We have openings within {{ days() }} days.</h2><p class="help">Create your account to see your matches.</p><form novalidate (submit)="send($event)"><div class="pair">@for (f of who; track f.k) { <div class="tf"><label class="cap" [attr.for]="f.k">{{ f.t }}</label><input #i [id]="f.k" [attr.autocomplete]="f.a" [value]="v()[f.k]" (input)="put(f.k, i.value)"></div> }</div><div class="pair"><div class="tf"><label class="cap" for="goesBy">Name you go by (optional)</label><input #gb id="goesBy" [value]="v().goesBy" (input)="put('goesBy', gb.value)"></div><div class="tf"><label class="cap" for="pronouns">Pronouns (optional)</label><select #pr id="pronouns" (change)="put('pronouns', pr.value)"><option value=""></option>@for (p of pron; track p) { <option [selected]="v().pronouns === p">{{ p }}</option> }</select></div></div>
@for (f of contact; track f.k) { <div class="tf"><label class="cap" [attr.for]="f.k">{{ f.t }}</label><input #i [id]="f.k" [type]="f.y" [value]="v()[f.k]" (input)="put(f.k, i.value)"></div> }
<div class="tick" role="checkbox" tabindex="0" [class.on]="v().telehealthConsent" [attr.aria-checked]="!!v().telehealthConsent" aria-labelledby="c1" (click)="put('telehealthConsent', !v().telehealthConsent)" (keydown.space)="put('telehealthConsent', !v().telehealthConsent); $event.preventDefault()"><i>&#10003;</i><span id="c1">I consent to telehealth and agree to the Terms of Use and Privacy Practices</span></div><div class="tick" role="checkbox" tabindex="0" [class.on]="v().marketing" [attr.aria-checked]="!!v().marketing" aria-labelledby="c2" (click)="put('marketing', !v().marketing)" (keydown.space)="put('marketing', !v().marketing); $event.preventDefault()"><i>&#10003;</i><span id="c2">Send me tips and promotions by email</span></div>
@if (msg()) { <p class="bad" role="alert">{{ msg() }}</p> }<button type="submit" class="cta">See my matches</button></form> }
} }</div>`,
})
class Onboarding {
  states = states;
  care = [{ t: 'Psychiatry', d: 'Evaluation and medication' }, { t: 'Therapy', d: 'Weekly video sessions' }, { t: 'Psychiatry + therapy', d: 'Our most chosen plan' }];
  topics = ['Anxiety', 'Depression', 'Panic', 'OCD', 'Insomnia', 'Trauma', 'Something else'];
  phq = [{ k: 'phq1', t: 'Little interest or pleasure in doing things' }, { k: 'phq2', t: 'Feeling down, depressed, or hopeless' }];
  often = ['Not at all', 'Several days', 'More than half the days', 'Nearly every day'];
  pron = ['she/her', 'he/him', 'they/them', 'Not listed'];
  who = [{ k: 'firstName', t: 'Legal first name', a: 'given-name' }, { k: 'lastName', t: 'Legal last name', a: 'family-name' }];
  contact = [{ k: 'email', t: 'Email', y: 'email' }, { k: 'mobile', t: 'Mobile number', y: 'tel' }, { k: 'password', t: 'Create a password (8 characters or more)', y: 'password' }];
  step = signal(1); msg = signal(''); busy = signal(false); done = signal(false); days = signal(3); picked = signal<string[]>([]); other = signal('');
  v = signal<Record<string, any>>({ careType: '', stateCode: '', zip: '', dobMonth: '', dobDay: '', dobYear: '', phq1: '', phq2: '', takesMeds: '', medications: '', allergies: '', firstName: '', lastName: '', goesBy: '', pronouns: '', email: '', mobile: '', password: '', telehealthConsent: false, marketing: false });
  all = computed(() => ({ ...this.v(), concerns: this.picked().map((c) => (c === 'Something else' && this.other() ? this.other() : c)) }));
  constructor() {
    effect(() => gallery.values(this.all()));
    effect(() => gallery.step(this.step()));
  }
  put(k: string, x: any) { this.v.update((o) => ({ ...o, [k]: x })); this.msg.set(''); }
  to(n: number) { this.msg.set(''); this.step.set(n); scrollTo(0, 0); }
  toggle(c: string) { this.msg.set(''); this.picked.update((l) => (l.includes(c) ? l.filter((x) => x !== c) : [...l, c])); }
  async place() {
    const { stateCode, zip } = this.v();
    if (!stateCode || !/^\d{5}$/.test(zip)) return this.msg.set(stateCode ? 'Enter a 5-digit ZIP code.' : 'Choose your state.');
    this.busy.set(true);
    const r = await (await fetch('/api/v2/eligibility', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ stateCode, zip }) })).json();
    this.busy.set(false); this.days.set(r.nextAvailableDays);
    if (r.eligible) this.to(3);
  }
  born() {
    const { dobMonth: m, dobDay: d, dobYear: y } = this.v();
    const at = new Date(+y, +m - 1, +d);
    if (y.length !== 4 || at.getMonth() !== +m - 1 || at.getDate() !== +d) return this.msg.set('Enter a valid date.');
    if (new Date().getFullYear() - +y < 18) return this.msg.set('You must be 18 or older.');
    this.to(4);
  }
  meds() {
    const { takesMeds, medications } = this.v();
    if (!takesMeds || (takesMeds === 'Yes' && !medications.trim())) return this.msg.set('Please answer to continue.');
    this.to(7);
  }
  async send(e: Event) {
    e.preventDefault();
    const o = this.v();
    const bad = !o.firstName.trim() || !o.lastName.trim() ? 'Enter your legal name.' : !/^\S+@\S+\.\S+$/.test(o.email) ? 'Enter a valid email.' : o.mobile.replace(/\D/g, '').length < 10 ? 'Enter a valid mobile number.' : o.password.length < 8 ? 'Your password is too short.' : !o.telehealthConsent ? 'Please consent to telehealth to continue.' : '';
    if (bad) return this.msg.set(bad);
    gallery.commit(this.all());
    const r = await fetch('/api/v2/members', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(this.all()) });
    if (r.ok) this.done.set(true); else this.msg.set('Something went wrong. Please try again.');
  }
}
bootstrapApplication(Onboarding, { providers: [provideZonelessChangeDetection()] });

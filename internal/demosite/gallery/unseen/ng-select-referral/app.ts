import '@angular/compiler';
// Its package exports the theme to readers of style sheets alone: /./ goes by the folder.
import '@ng-select/./ng-select/themes/default.theme.css';
import { Component, inject, provideZonelessChangeDetection, signal } from '@angular/core';
import { bootstrapApplication } from '@angular/platform-browser';
import { FormBuilder, ReactiveFormsModule, Validators, AbstractControl } from '@angular/forms';
import { NgSelectModule } from '@ng-select/ng-select';
import { Subject, debounceTime, delay, distinctUntilChanged, of, switchMap } from 'rxjs';

declare const gallery: any;

const STATES = ['Delaware', 'District of Columbia', 'Maryland', 'New Jersey', 'New York', 'Pennsylvania', 'Virginia'];
const CLINICIANS = [
  { id: 'c1', name: 'Dr. Beatrix Lowell', title: 'Psychologist' },
  { id: 'c2', name: 'Rashid Amin', title: 'LCSW' },
  { id: 'c3', name: 'Dr. Colette Navarro', title: 'Psychiatrist' },
  { id: 'c4', name: 'Owen Trask', title: 'LPC' },
  { id: 'any', name: 'Whoever is free first', title: '' },
];
const COVERAGE = [
  { plan: 'Aetna', kind: 'In network' }, { plan: 'CareFirst BlueCross BlueShield', kind: 'In network' }, { plan: 'Cigna / Evernorth', kind: 'In network' },
  { plan: 'UnitedHealthcare', kind: 'Out of network' }, { plan: 'Humana', kind: 'Out of network' },
  { plan: 'I pay myself', kind: 'No insurance' },
];

function slots() {
  const out: { value: string; label: string; day: string }[] = [];
  const d = new Date();
  for (let days = 0; days < 4;) {
    d.setDate(d.getDate() + 1);
    if (d.getDay() % 6 === 0) continue;
    days++;
    const day = d.toLocaleDateString('en-US', { weekday: 'long', month: 'long', day: 'numeric' });
    const iso = [d.getFullYear(), String(d.getMonth() + 1).padStart(2, '0'), String(d.getDate()).padStart(2, '0')].join('-');
    for (const [t, l] of [['09:15', '9:15 AM'], ['11:00', '11:00 AM'], ['14:30', '2:30 PM']]) out.push({ value: iso + ' ' + t, label: l, day });
  }
  return out;
}

@Component({
  selector: 'app-root',
  imports: [ReactiveFormsModule, NgSelectModule],
  styles: [`
    h1 { font-size: 26px; margin: 0 0 4px } .lead { margin: 0 0 22px; color: #556 } h2 { font-size: 18px; border-bottom: 1px solid #dde3ea; padding-bottom: 6px; margin: 26px 0 14px }
    .row { display: grid; grid-template-columns: 1fr 1fr; gap: 0 20px } .field { margin-bottom: 16px } label, .lbl { display: block; font-weight: 600; margin-bottom: 4px; font-size: 15px }
    .req::after { content: " *"; color: #b3261e } input[type=text], input[type=email], input[type=tel], input[type=date], textarea { width: 100%; font: inherit; padding: 6px 10px; border: 1px solid #ccc; border-radius: 4px }
    .ng-invalid.ng-touched:not(form):not(ng-select) { border-color: #b3261e } .err { color: #b3261e; font-size: 14px; margin-top: 3px } .inline { font-weight: 400; display: inline-block; margin-right: 18px }
    .check { font-weight: 400; display: flex; gap: 8px; align-items: flex-start } .btn { background: #1d3a5c; color: #fff; border: 0; border-radius: 4px; font: inherit; padding: 10px 26px; cursor: pointer } .btn:disabled { opacity: .6 }
    .banner { background: #fdecea; border: 1px solid #f3b8b2; padding: 10px 14px; border-radius: 4px; margin-bottom: 16px } small { color: #667 }
  `],
  template: `
@if (sent()) { <h1>We have your request</h1><p role="status">{{ form.value.firstName }}, our intake team will confirm your time within two business days.</p> }
@else {
<h1>Ask for an appointment</h1>
<p class="lead">Fields with * are required. Your answers go to our intake team only.</p>
<form [formGroup]="form" (ngSubmit)="submit()" novalidate>
  <div class="field"><span class="lbl req" id="who">Who is the appointment for?</span>
    <div role="radiogroup" aria-labelledby="who"><label class="inline"><input type="radio" formControlName="forWhom" value="self"> Myself</label><label class="inline"><input type="radio" formControlName="forWhom" value="child"> My child</label></div>
    @if (bad('forWhom')) { <div class="err">Please tell us who it is for.</div> }</div>
  @if (form.value.forWhom === 'child') {
    <div class="field"><label class="req" for="guardian">Your name (parent or guardian)</label><input type="text" id="guardian" formControlName="guardian">@if (bad('guardian')) { <div class="err">A parent or guardian is required for minors.</div> }</div>
  }
  <h2>The patient</h2>
  <div class="row">
    <div class="field"><label class="req" for="firstName">First name</label><input type="text" id="firstName" formControlName="firstName">@if (bad('firstName')) { <div class="err">First name is required.</div> }</div>
    <div class="field"><label class="req" for="lastName">Surname</label><input type="text" id="lastName" formControlName="lastName">@if (bad('lastName')) { <div class="err">Surname is required.</div> }</div>
    <div class="field"><label class="req" for="birthDate">Date of birth</label><input type="date" id="birthDate" formControlName="birthDate" [max]="today">@if (bad('birthDate')) { <div class="err">{{ form.controls.birthDate.hasError('future') ? 'This date is in the future.' : 'Date of birth is required.' }}</div> }</div>
    <div class="field"><label class="req" for="state">State of residence</label><ng-select labelForId="state" formControlName="state" [items]="states" placeholder="Select state"></ng-select>@if (bad('state')) { <div class="err">We may only treat residents of these states.</div> }</div>
    <div class="field"><label class="req" for="email">E-mail address</label><input type="email" id="email" formControlName="email">@if (bad('email')) { <div class="err">{{ form.controls.email.hasError('required') ? 'E-mail is required.' : 'That is not a valid e-mail address.' }}</div> }</div>
    <div class="field"><label class="req" for="phone">Daytime phone</label><input type="tel" id="phone" formControlName="phone" placeholder="555-555-5555">@if (bad('phone')) { <div class="err">Please give a phone number with area code.</div> }</div>
  </div>
  <h2>Your care</h2>
  <div class="field"><label class="req" for="concerns">What would you like support with?</label><ng-select labelForId="concerns" formControlName="concerns" [items]="concernItems" [multiple]="true" [closeOnSelect]="false" [hideSelected]="true" placeholder="Pick one or more"></ng-select>@if (bad('concerns')) { <div class="err">Pick at least one.</div> }</div>
  <div class="field"><label for="medications">Current medication</label><ng-select labelForId="medications" formControlName="medications" [items]="[]" [multiple]="true" [addTag]="true" [selectOnTab]="true" [isOpen]="false" placeholder="Type a name and press Enter"></ng-select></div>
  <div class="row">
    <div class="field"><label class="req" for="clinician">Clinician</label>
      <ng-select labelForId="clinician" formControlName="clinician" [items]="found()" bindLabel="name" bindValue="name" [typeahead]="term" [loading]="loading()" placeholder="Search by name" typeToSearchText="Type at least one letter">
        <ng-template ng-option-tmp let-item="item"><div>{{ item.name }}</div><small>{{ item.title }}</small></ng-template>
      </ng-select>@if (bad('clinician')) { <div class="err">Choose a clinician.</div> }</div>
    <div class="field"><label class="req" for="slot">First available times</label><ng-select labelForId="slot" formControlName="slot" [items]="slotItems" bindLabel="label" bindValue="value" groupBy="day" [searchable]="false" placeholder="Choose a time"></ng-select>@if (bad('slot')) { <div class="err">Choose a time.</div> }</div>
    <div class="field"><label class="req" for="coverage">Health plan</label><ng-select labelForId="coverage" formControlName="coverage" [items]="plans" bindLabel="plan" bindValue="plan" groupBy="kind" placeholder="Start typing your plan"></ng-select>@if (bad('coverage')) { <div class="err">Select a plan or "I pay myself".</div> }</div>
    @if (insured()) { <div class="field"><label class="req" for="subscriberId">Subscriber ID</label><input type="text" id="subscriberId" formControlName="subscriberId">@if (bad('subscriberId')) { <div class="err">Enter the ID as printed on your card.</div> }</div> }
  </div>
  <div class="field"><label for="notes">Is there anything we should know beforehand?</label><textarea id="notes" rows="4" formControlName="notes"></textarea></div>
  <div class="field"><label class="check"><input type="checkbox" formControlName="consent"><span class="req">I agree to the <a href="/privacy-notice">Notice of Privacy Practices</a> and to be contacted about this request</span></label>@if (bad('consent')) { <div class="err">We cannot take your request without your agreement.</div> }</div>
  <div class="field"><label class="check"><input type="checkbox" formControlName="newsletter"><span>Send me the quarterly newsletter</span></label></div>
  @if (tried() && form.invalid) { <div class="banner" role="alert">Please check the fields marked in red.</div> }
  @if (failed()) { <div class="banner" role="alert">Your request could not be sent. Please call us at 555-555-0188.</div> }
  <button class="btn" type="submit" [disabled]="busy()">Request appointment</button>
</form> }`,
})
class App {
  private fb = inject(FormBuilder);
  states = STATES;
  plans = COVERAGE;
  slotItems = slots();
  concernItems = ['Anxiety', 'Attention and focus', 'Bereavement', 'Depression', 'Eating concerns', 'Obsessive thoughts', 'Postpartum', 'Stress at work', 'Substance use'];
  today = new Date().toISOString().slice(0, 10);
  term = new Subject<string>();
  found = signal<typeof CLINICIANS>(CLINICIANS);
  loading = signal(false);
  tried = signal(false);
  busy = signal(false);
  sent = signal(false);
  failed = signal(false);
  form = this.fb.group({
    forWhom: ['', Validators.required], guardian: [{ value: '', disabled: true }, Validators.required],
    firstName: ['', Validators.required], lastName: ['', Validators.required],
    birthDate: ['', [Validators.required, (c: AbstractControl) => (c.value > this.today ? { future: true } : null)]],
    state: [null as string | null, Validators.required], email: ['', [Validators.required, Validators.email]],
    phone: ['', [Validators.required, Validators.pattern(/^\D*1?(\D*\d){10}\D*$/)]],
    concerns: [[] as string[], Validators.required], medications: [[] as (string | { label: string })[]], clinician: [null as string | null, Validators.required], slot: [null as string | null, Validators.required],
    coverage: [null as string | null, Validators.required], subscriberId: [{ value: '', disabled: true }, Validators.required],
    notes: [''], consent: [false, Validators.requiredTrue], newsletter: [false],
  });
  insured = signal(false);
  constructor() {
    this.term.pipe(distinctUntilChanged(), debounceTime(250), switchMap((t) => {
      this.loading.set(true);
      return of(CLINICIANS.filter((c) => (c.name + ' ' + c.title).toLowerCase().includes((t ?? '').toLowerCase()))).pipe(delay(150));
    })).subscribe((list) => { this.found.set(list); this.loading.set(false); });
    this.form.controls.forWhom.valueChanges.subscribe((w) => (w === 'child' ? this.form.controls.guardian.enable() : this.form.controls.guardian.disable()));
    this.form.controls.coverage.valueChanges.subscribe((p) => {
      const yes = !!p && p !== 'I pay myself';
      this.insured.set(yes);
      if (yes) this.form.controls.subscriberId.enable(); else this.form.controls.subscriberId.disable();
    });
    this.form.valueChanges.subscribe(() => this.tell());
    this.tell();
  }
  body() {
    const v = this.form.getRawValue();
    return { ...v, medications: (v.medications ?? []).map((m) => (typeof m === 'string' ? m : m.label)) };
  }
  tell() { gallery.values(this.body()); }
  bad(name: string) { const c = this.form.get(name)!; return c.enabled && c.invalid && (c.touched || this.tried()); }
  async submit() {
    this.tried.set(true);
    this.form.markAllAsTouched();
    if (this.form.invalid) {
      setTimeout(() => document.querySelector('.err')?.scrollIntoView({ block: 'center' }));
      return;
    }
    this.busy.set(true);
    this.failed.set(false);
    gallery.commit(this.body());
    try {
      const r = await fetch('/api/v1/appointment-requests', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(this.body()) });
      this.sent.set(r.ok);
      this.failed.set(!r.ok);
    } catch { this.failed.set(true); }
    this.busy.set(false);
  }
}
bootstrapApplication(App, { providers: [provideZonelessChangeDetection()] });

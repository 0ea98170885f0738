import '@angular/compiler';
import './style.css';
import { Component, ElementRef, forwardRef, inject, Input, provideZonelessChangeDetection, signal } from '@angular/core';
import { bootstrapApplication } from '@angular/platform-browser';
import { ControlValueAccessor, FormBuilder, NG_VALUE_ACCESSOR, ReactiveFormsModule, Validators } from '@angular/forms';

declare const gallery: any;

@Component({
  selector: 'mb-multiselect',
  providers: [{ provide: NG_VALUE_ACCESSOR, useExisting: forwardRef(() => MultiSelect), multi: true }],
  host: { class: 'mb-combo', '(document:click)': 'outside($event)' },
  template: `<button type="button" class="mb-input mb-trigger" role="combobox" aria-haspopup="listbox" [attr.aria-expanded]="open()" [attr.aria-labelledby]="labelId" (click)="open.set(!open())"><span class="mb-value">{{ value().length ? value().join(', ') : placeholder }}</span></button>
@if (open()) { <div class="mb-panel" role="listbox" aria-multiselectable="true">@for (o of options; track o) { <div class="mb-option" role="option" [attr.aria-selected]="value().includes(o)" (click)="toggle(o)"><span class="mb-box">{{ value().includes(o) ? '✓' : '' }}</span>{{ o }}</div> }</div> }`,
})
class MultiSelect implements ControlValueAccessor {
  @Input() options: string[] = [];
  @Input() placeholder = 'Select all that apply';
  @Input() labelId = '';
  host = inject(ElementRef);
  open = signal(false);
  value = signal<string[]>([]);
  change = (_: string[]) => {};
  touched = () => {};
  writeValue(v: string[]) { this.value.set(v || []); }
  registerOnChange(f: any) { this.change = f; }
  registerOnTouched(f: any) { this.touched = f; }
  toggle(o: string) { this.value.update((v) => (v.includes(o) ? v.filter((x) => x !== o) : [...v, o])); this.change(this.value()); }
  outside(e: Event) { if (this.open() && !this.host.nativeElement.contains(e.target)) { this.open.set(false); this.touched(); } }
}

const DOB = /^(0?[1-9]|1[0-2])\/(0?[1-9]|[12]\d|3[01])\/(19|20)\d\d$/;
@Component({
  selector: 'app-root',
  imports: [ReactiveFormsModule, MultiSelect],
  template: `<header class="mb-header"><strong>Meridian Blue</strong><nav><a href="#">Español</a> &nbsp; <a href="#">Log in</a></nav></header><main class="mb-main">
@if (done()) { <h1>Request sent</h1><p>{{ care.value.clinician }} has two business days to answer you.</p> } @else {
<ol class="mb-steps">@for (s of names; track s; let i = $index) { <li [class.active]="step() === i + 1" [attr.aria-current]="step() === i + 1 ? 'step' : null">{{ i + 1 }}. {{ s }}</li> }</ol>
@if (step() === 1) { <form [formGroup]="member" (ngSubmit)="verify()"><h1>Let's find your plan</h1><p>Have your member ID card ready.</p>
<label class="mb-field"><span class="mb-label">Member ID</span><input class="mb-input" formControlName="memberId" autocomplete="off"><span class="mb-hint">On the front of your card, including letters</span>@if (bad('member', 'memberId')) { <span class="mb-error" role="alert">Enter your member ID</span> }</label>
<label class="mb-field"><span class="mb-label">Group number (optional)</span><input class="mb-input" formControlName="groupNumber" autocomplete="off"></label>
<div class="mb-row"><label class="mb-field"><span class="mb-label">Member first name</span><input class="mb-input" formControlName="firstName">@if (bad('member', 'firstName')) { <span class="mb-error" role="alert">Enter a first name</span> }</label><label class="mb-field"><span class="mb-label">Member last name</span><input class="mb-input" formControlName="lastName">@if (bad('member', 'lastName')) { <span class="mb-error" role="alert">Enter a last name</span> }</label></div>
<label class="mb-field"><span class="mb-label">Date of birth</span><input class="mb-input" formControlName="dob" placeholder="MM/DD/YYYY" maxlength="10">@if (bad('member', 'dob')) { <span class="mb-error" role="alert">Enter a date as MM/DD/YYYY</span> }</label>
<label class="mb-field"><span class="mb-label">Relationship to subscriber</span><select class="mb-input" formControlName="relation"><option value="">Select</option><option>Self</option><option>Spouse or domestic partner</option><option>Dependent</option></select>@if (bad('member', 'relation')) { <span class="mb-error" role="alert">Select one</span> }</label>
<div class="mb-actions"><button type="submit" class="mb-btn" [disabled]="busy()">{{ busy() ? 'Checking your benefits…' : 'Verify coverage' }}</button></div></form> }
@if (step() === 2) { <form [formGroup]="search" (ngSubmit)="find()"><h1>What kind of care are you looking for?</h1>
<div class="mb-field"><span class="mb-label" id="l-need">I want help with</span><mb-multiselect labelId="l-need" [options]="needs" formControlName="needs"></mb-multiselect>@if (bad('search', 'needs')) { <span class="mb-error" role="alert">Select at least one</span> }</div>
<label class="mb-field"><span class="mb-label">Type of care</span><select class="mb-input" formControlName="careType"><option value="">Select</option><option>Talk therapy</option><option>Psychiatry and medication</option><option>Testing and evaluation</option><option>Coaching</option></select>@if (bad('search', 'careType')) { <span class="mb-error" role="alert">Select a type of care</span> }</label>
<div class="mb-field"><label class="mb-label" for="loc">Location</label><div class="mb-combo"><input id="loc" class="mb-input" role="combobox" aria-autocomplete="list" [attr.aria-expanded]="places().length > 0" placeholder="City, state or ZIP code" autocomplete="off" [value]="typed()" (input)="look($any($event.target).value)">@if (places().length) { <div class="mb-panel" role="listbox">@for (p of places(); track p) { <div class="mb-option" role="option" aria-selected="false" (mousedown)="$event.preventDefault()" (click)="place(p)">{{ p }}</div> }</div> }</div>@if (bad('search', 'location')) { <span class="mb-error" role="alert">Choose a location from the list</span> }</div>
<fieldset class="mb-field" style="border:0;padding:0"><legend class="mb-label">Distance</legend>@for (d of ['5 miles', '15 miles', '30 miles']; track d) { <label class="mb-radio"><input type="radio" formControlName="distance" [value]="d"> {{ d }}</label> }</fieldset>
<div class="mb-actions"><button type="button" class="mb-btn sec" (click)="to(1)">Back</button><button type="submit" class="mb-btn">Search</button></div></form> }
@if (step() === 3) { <h1>{{ shown().length }} in-network providers near {{ search.value.location }}</h1><div class="mb-filters"><button type="button" class="mb-switch" role="switch" [attr.aria-checked]="virtual()" aria-labelledby="sw" (click)="virtual.set(!virtual())"><i></i></button><span id="sw">Virtual visits only</span><label>Sort by <select><option>Best match</option><option>Distance</option><option>Soonest opening</option></select></label></div>
@if (busy()) { <div class="spinner" role="status">Loading providers…</div> } @else { @for (p of shown(); track p.name) { <article class="mb-card"><div><h3>{{ p.name }}</h3><div>{{ p.role }} &middot; {{ p.miles }} mi</div><span class="mb-tag">Accepting new patients</span> @if (p.virtual) { <span class="mb-tag">Virtual</span> }<div class="mb-hint">Next opening: {{ p.next }}</div></div><div><button type="button" class="mb-btn" [attr.aria-label]="'Request appointment with ' + p.name" (click)="choose(p.name)">Request appointment</button></div></article> } }
<div class="mb-actions"><button type="button" class="mb-btn sec" (click)="to(2)">Change search</button></div> }
@if (step() === 4) { <form [formGroup]="care" (ngSubmit)="review()"><h1>Request an appointment</h1><p>with <strong>{{ care.value.clinician }}</strong>&nbsp; <a href="#" (click)="$event.preventDefault(); to(3)">Change</a></p>
<span class="mb-label" id="l-days">Days that work for you</span><div class="mb-toggle" role="group" aria-labelledby="l-days">@for (d of ['Mon', 'Tue', 'Wed', 'Thu', 'Fri']; track d) { <button type="button" [class.on]="care.value.days!.includes(d)" [attr.aria-pressed]="care.value.days!.includes(d)" (click)="day(d)">{{ d }}</button> }</div>@if (bad('care', 'days')) { <p class="mb-error" role="alert">Select at least one day</p> }
<fieldset class="mb-field" style="border:0;padding:0"><legend class="mb-label">Visit type</legend>@for (v of ['In person', 'Video', 'Phone']; track v) { <label class="mb-radio"><input type="radio" formControlName="visit" [value]="v"> {{ v }}</label> }@if (bad('care', 'visit')) { <span class="mb-error" role="alert">Select one</span> }</fieldset>
<label class="mb-field"><span class="mb-label">What should the provider know?</span><textarea class="mb-input" rows="4" formControlName="reason" maxlength="500"></textarea><span class="mb-hint">{{ 500 - care.value.reason!.length }} characters left</span>@if (bad('care', 'reason')) { <span class="mb-error" role="alert">Tell the provider why you are asking</span> }</label>
<div class="mb-row"><label class="mb-field"><span class="mb-label">Best phone number</span><input class="mb-input" type="tel" formControlName="phone">@if (bad('care', 'phone')) { <span class="mb-error" role="alert">Enter a 10-digit phone number</span> }</label><label class="mb-field"><span class="mb-label">Email</span><input class="mb-input" type="email" formControlName="email">@if (bad('care', 'email')) { <span class="mb-error" role="alert">Enter an email</span> }</label></div>
<label class="mb-field"><span class="mb-label">Preferred language</span><select class="mb-input" formControlName="language"><option>English</option><option>Spanish</option><option>Mandarin</option><option>American Sign Language</option></select></label>
<label class="mb-radio"><input type="checkbox" formControlName="share"> I allow Meridian Blue to share this request and my benefits with the provider</label>@if (bad('care', 'share')) { <span class="mb-error" role="alert">We need your permission to send the request</span> }
<div class="mb-actions"><button type="button" class="mb-btn sec" (click)="to(3)">Back</button><button type="submit" class="mb-btn">Review request</button></div></form> }
@if (reviewing()) { <div class="mb-overlay"><div class="mb-dialog" role="dialog" aria-modal="true" aria-labelledby="dlg"><h2 id="dlg">Ready to send?</h2><p>{{ member.value.firstName }} {{ member.value.lastName }} asks for {{ search.value.careType }} with {{ care.value.clinician }} ({{ care.value.visit }}), on {{ care.value.days!.join(', ') }}.</p><p>We will call {{ care.value.phone }} if the provider cannot take you.</p><div class="mb-actions"><button type="button" class="mb-btn sec" (click)="reviewing.set(false)">Keep editing</button><button type="button" class="mb-btn" (click)="send()">Send to provider</button></div></div></div> }
}</main>`,
})
class App {
  fb = inject(FormBuilder).nonNullable;
  names = ['Coverage', 'Care needed', 'Providers', 'Request'];
  needs = ['Anxiety or stress', 'Depression', 'Sleep', 'Grief', 'Substance use', 'Relationship concerns', 'ADHD'];
  step = signal(1);
  busy = signal(false);
  done = signal(false);
  reviewing = signal(false);
  virtual = signal(false);
  typed = signal('');
  places = signal<string[]>([]);
  found = signal<any[]>([]);
  tried: Record<string, boolean> = {};
  member = this.fb.group({ memberId: ['', Validators.required], groupNumber: [''], firstName: ['', Validators.required], lastName: ['', Validators.required], dob: ['', [Validators.required, Validators.pattern(DOB)]], relation: ['', Validators.required] });
  search = this.fb.group({ needs: [[] as string[], Validators.required], careType: ['', Validators.required], location: ['', Validators.required], distance: ['15 miles'] });
  care = this.fb.group({ clinician: ['', Validators.required], days: [[] as string[], Validators.required], visit: ['', Validators.required], reason: ['', Validators.required], phone: ['', [Validators.required, Validators.pattern(/^(\D*\d){10,11}\D*$/)]], email: ['', [Validators.required, Validators.email]], language: ['English'], share: [false, Validators.requiredTrue] });
  constructor() {
    const tell = () => gallery.values({ ...this.member.getRawValue(), ...this.search.getRawValue(), ...this.care.getRawValue() });
    tell();
    for (const g of [this.member, this.search, this.care]) g.valueChanges.subscribe(tell);
  }
  bad(form: 'member' | 'search' | 'care', name: string) { const c = (this[form] as any).controls[name]; return c.invalid && (c.touched || this.tried[form]); }
  pass(form: 'member' | 'search' | 'care') { this.tried[form] = true; this[form].markAllAsTouched(); return this[form].valid; }
  to(n: number) { this.step.set(n); gallery.step(n); scrollTo(0, 0); }
  async verify() {
    if (!this.pass('member')) return;
    this.busy.set(true);
    const r = await fetch('/api/eligibility/v3/check', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(this.member.value) });
    this.busy.set(false);
    if ((await r.json()).eligible) this.to(2);
  }
  timer: any;
  look(q: string) {
    this.typed.set(q);
    this.search.controls.location.setValue('');
    clearTimeout(this.timer);
    if (q.trim().length < 3) { this.places.set([]); return; }
    this.timer = setTimeout(() => this.places.set(/^\d+$/.test(q.trim()) ? (q.trim().length === 5 ? [q.trim() + ', United States'] : []) : [q.trim(), q.trim() + ' County', q.trim() + ' Heights']), 250);
  }
  place(p: string) { this.typed.set(p); this.search.controls.location.setValue(p.replace(', United States', '')); this.places.set([]); }
  async find() {
    if (!this.pass('search')) return;
    this.busy.set(true);
    this.to(3);
    const r = await fetch('/api/providers/v3/search', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(this.search.value) });
    this.found.set((await r.json()).providers);
    this.busy.set(false);
  }
  shown() { return this.found().filter((p) => p.virtual || !this.virtual()); }
  choose(name: string) { this.care.controls.clinician.setValue(name); this.to(4); }
  day(d: string) { const v = this.care.value.days!; this.care.controls.days.setValue(v.includes(d) ? v.filter((x) => x !== d) : [...v, d]); }
  review() { if (this.pass('care')) { this.reviewing.set(true); gallery.step(5); } }
  async send() {
    gallery.commit();
    const r = await fetch('/api/appointment-requests/v3', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ ...this.member.value, ...this.search.value, ...this.care.value }) });
    this.reviewing.set(false);
    this.done.set(r.ok);
  }
}
bootstrapApplication(App, { providers: [provideZonelessChangeDetection()] });

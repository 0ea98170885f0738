import '@angular/compiler';
import 'material-theme';
import { Component, provideZonelessChangeDetection, inject, signal, computed } from '@angular/core';
import { bootstrapApplication } from '@angular/platform-browser';
import { FormBuilder, FormGroup, ReactiveFormsModule, Validators } from '@angular/forms';
import { MatAutocompleteModule } from '@angular/material/autocomplete';
import { MatButtonModule } from '@angular/material/button';
import { MatButtonToggleModule } from '@angular/material/button-toggle';
import { MatChipsModule } from '@angular/material/chips';
import { MatExpansionModule } from '@angular/material/expansion';
import { MatFormFieldModule } from '@angular/material/form-field';
import { MatInputModule } from '@angular/material/input';
import { MatSelectModule } from '@angular/material/select';
import { MatSliderModule } from '@angular/material/slider';
import { MatSlideToggleModule } from '@angular/material/slide-toggle';
import { MatDatepickerModule } from '@angular/material/datepicker';
import { provideNativeDateAdapter } from '@angular/material/core';

declare const gallery: any;
const DISTRICTS = ['Ashford Unified School District', 'Blue Ridge Charter Network', 'Cedar County Public Schools', 'Eastlake Community College', 'Granite Falls School District', 'Port Willard ISD'];

@Component({
  selector: 'app-root',
  imports: [ReactiveFormsModule, MatAutocompleteModule, MatButtonModule, MatButtonToggleModule, MatChipsModule, MatExpansionModule, MatFormFieldModule, MatInputModule, MatSelectModule, MatSliderModule, MatSlideToggleModule, MatDatepickerModule],
  template: `<div class="toolbar">CareWell for Educators</div><div class="page">@if (done()) { <h1>Thank you. A care coordinator will call you within one school day.</h1> } @else {
<h1>Request counseling</h1><p>Six free visits a year for district employees and their families. Confidential.</p>
<mat-accordion>
<mat-expansion-panel [expanded]="at() === 0" (opened)="at.set(0)" hideToggle><mat-expansion-panel-header><mat-panel-title>Eligibility</mat-panel-title><mat-panel-description>Who you are</mat-panel-description></mat-expansion-panel-header><form [formGroup]="g1">
<mat-form-field><mat-label>Employer (district or school)</mat-label><input matInput formControlName="employer" [matAutocomplete]="auto" required><mat-autocomplete #auto="matAutocomplete">@for (d of districts(); track d) { <mat-option [value]="d">{{ d }}</mat-option> }</mat-autocomplete><mat-error>Enter your employer</mat-error></mat-form-field>
<div class="q" id="rel">I am</div><mat-button-toggle-group formControlName="relation" aria-labelledby="rel"><mat-button-toggle value="Employee">Employee</mat-button-toggle><mat-button-toggle value="Family member">Family member</mat-button-toggle><mat-button-toggle value="Retiree">Retiree</mat-button-toggle></mat-button-toggle-group>
<div class="row" style="margin-top:16px"><mat-form-field><mat-label>First name</mat-label><input matInput formControlName="first" required><mat-error>Required</mat-error></mat-form-field><mat-form-field><mat-label>Last name</mat-label><input matInput formControlName="last" required><mat-error>Required</mat-error></mat-form-field><mat-form-field><mat-label>Date of birth</mat-label><input matInput formControlName="dob" placeholder="MM/DD/YYYY" required><mat-error>Use MM/DD/YYYY</mat-error></mat-form-field></div></form>
<mat-action-row><button matButton type="button" (click)="next(0)">Next</button></mat-action-row></mat-expansion-panel>
<mat-expansion-panel [expanded]="at() === 1" (opened)="at.set(1)" [disabled]="reached() < 1" hideToggle><mat-expansion-panel-header><mat-panel-title>Contact</mat-panel-title><mat-panel-description>How we reach you</mat-panel-description></mat-expansion-panel-header><form [formGroup]="g2">
<mat-form-field><mat-label>Home address</mat-label><input matInput formControlName="street" required><mat-error>Required</mat-error></mat-form-field><div class="row"><mat-form-field><mat-label>City</mat-label><input matInput formControlName="city" required><mat-error>Required</mat-error></mat-form-field><mat-form-field><mat-label>State</mat-label><mat-select formControlName="state" required>@for (s of states; track s) { <mat-option [value]="s">{{ s }}</mat-option> }</mat-select><mat-error>Required</mat-error></mat-form-field><mat-form-field><mat-label>ZIP</mat-label><input matInput formControlName="zip" required maxlength="5"><mat-error>5 digits</mat-error></mat-form-field></div>
<div class="row"><mat-form-field><mat-label>Phone</mat-label><input matInput type="tel" formControlName="phone" required><mat-error>Enter a 10-digit number</mat-error></mat-form-field><mat-form-field><mat-label>Personal email</mat-label><input matInput type="email" formControlName="email" required><mat-hint>Please do not use your school address</mat-hint><mat-error>Enter a valid email</mat-error></mat-form-field></div><p><mat-slide-toggle formControlName="voicemail">You may leave a voicemail at this number</mat-slide-toggle></p></form>
<mat-action-row><button matButton type="button" (click)="at.set(0)">Previous</button><button matButton type="button" (click)="next(1)">Next</button></mat-action-row></mat-expansion-panel>
<mat-expansion-panel [expanded]="at() === 2" (opened)="at.set(2)" [disabled]="reached() < 2" hideToggle><mat-expansion-panel-header><mat-panel-title>What's going on</mat-panel-title><mat-panel-description>Only your counselor sees this</mat-panel-description></mat-expansion-panel-header><form [formGroup]="g3">
<div class="q" id="top">What would you like help with? Select all that apply</div><mat-chip-listbox multiple formControlName="topics" aria-labelledby="top">@for (t of topics; track t) { <mat-chip-option [value]="t">{{ t }}</mat-chip-option> }</mat-chip-listbox>
<div class="q">How stressed have you felt this month? <b>{{ g3.value.stress }}</b> of 10</div><mat-slider min="0" max="10" step="1" discrete><input matSliderThumb formControlName="stress" aria-label="Stress this month, 0 to 10"></mat-slider>
<div class="q" id="slp">In the past two weeks, how often did you sleep poorly?</div><mat-button-toggle-group formControlName="sleep" aria-labelledby="slp">@for (o of often; track o) { <mat-button-toggle [value]="o">{{ o }}</mat-button-toggle> }</mat-button-toggle-group>
<div class="q" id="sf">How often did you feel down or hopeless?</div><mat-button-toggle-group formControlName="safe" aria-labelledby="sf">@for (o of often; track o) { <mat-button-toggle [value]="o">{{ o }}</mat-button-toggle> }</mat-button-toggle-group>
<mat-form-field style="margin-top:16px"><mat-label>In your own words, what brings you here?</mat-label><textarea matInput rows="3" formControlName="story" required></textarea><mat-error>Please write a few words</mat-error></mat-form-field>@if (tried() === 2 && g3.invalid) { <p class="warn" role="alert">Please answer every question.</p> }</form>
<mat-action-row><button matButton type="button" (click)="at.set(1)">Previous</button><button matButton type="button" (click)="next(2)">Next</button></mat-action-row></mat-expansion-panel>
<mat-expansion-panel [expanded]="at() === 3" (opened)="at.set(3)" [disabled]="reached() < 3" hideToggle><mat-expansion-panel-header><mat-panel-title>First visit</mat-panel-title><mat-panel-description>When and how</mat-panel-description></mat-expansion-panel-header><form [formGroup]="g4" (ngSubmit)="send()">
<div class="q" id="fm">How would you like to meet?</div><mat-button-toggle-group formControlName="format" aria-labelledby="fm"><mat-button-toggle value="Video visit">Video visit</mat-button-toggle><mat-button-toggle value="Phone visit">Phone visit</mat-button-toggle><mat-button-toggle value="In person">In person</mat-button-toggle></mat-button-toggle-group>
<div class="row" style="margin-top:16px"><mat-form-field><mat-label>Counselor</mat-label><mat-select formControlName="counselor" required>@for (c of counselors; track c) { <mat-option [value]="c">{{ c }}</mat-option> }</mat-select></mat-form-field></div>
<div class="row"><div><div class="q">Day</div><mat-calendar [selected]="day()" [minDate]="min" [maxDate]="max" [dateFilter]="open" (selectedChange)="pickDay($event)"></mat-calendar></div><div><div class="q" id="tm">Time</div>@if (day()) { <mat-chip-listbox formControlName="time" aria-labelledby="tm">@for (t of times; track t) { <mat-chip-option [value]="t">{{ t }}</mat-chip-option> }</mat-chip-listbox> } @else { <p>Choose a day to see its open times.</p> }</div></div>
<p><mat-slide-toggle formControlName="consent">I have read the statement of understanding and I consent to services</mat-slide-toggle></p><p><mat-slide-toggle formControlName="survey">Invite me to wellness webinars</mat-slide-toggle></p>@if (tried() === 3 && (g4.invalid || !day())) { <p class="warn" role="alert">Please choose a format, a counselor, a day and a time, and give your consent.</p> }
<mat-action-row><button matButton type="button" (click)="at.set(2)">Previous</button><button matButton="filled" type="submit">Send request</button></mat-action-row></form></mat-expansion-panel>
</mat-accordion> }</div>`,
})
class App {
  fb = inject(FormBuilder).nonNullable;
  at = signal(0);
  reached = signal(0);
  tried = signal(-1);
  done = signal(false);
  day = signal<Date | null>(null);
  typed = signal('');
  districts = computed(() => DISTRICTS.filter((d) => d.toLowerCase().includes(this.typed().toLowerCase())));
  states = 'Alabama,Alaska,Arizona,Arkansas,California,Colorado,Connecticut,Delaware,District of Columbia,Florida,Georgia,Hawaii,Idaho,Illinois,Indiana,Iowa,Kansas,Kentucky,Louisiana,Maine,Maryland,Massachusetts,Michigan,Minnesota,Mississippi,Missouri,Montana,Nebraska,Nevada,New Hampshire,New Jersey,New Mexico,New York,North Carolina,North Dakota,Ohio,Oklahoma,Oregon,Pennsylvania,Rhode Island,South Carolina,South Dakota,Tennessee,Texas,Utah,Vermont,Virginia,Washington,West Virginia,Wisconsin,Wyoming'.split(',');
  topics = ['Work stress', 'Anxiety', 'Low mood', 'Relationships', 'Parenting', 'Grief', 'Alcohol or other substances'];
  often = ['Never', 'Some days', 'Most days', 'Every day'];
  counselors = ['No preference', 'Marisol Trejo, LPC', 'Dr. Ben Achterberg', 'Imani Coles, LCSW'];
  times = ['7:30 AM', '12:15 PM', '3:45 PM', '5:00 PM'];
  min = new Date(Date.now() + 2 * 864e5);
  max = new Date(Date.now() + 60 * 864e5);
  open = (d: Date) => [1, 3, 4].includes(d.getDay());
  g1 = this.fb.group({ employer: ['', Validators.required], relation: ['Employee'], first: ['', Validators.required], last: ['', Validators.required], dob: ['', [Validators.required, Validators.pattern(/^\d{1,2}\/\d{1,2}\/\d{4}$/)]] });
  g2 = this.fb.group({ street: ['', Validators.required], city: ['', Validators.required], state: ['', Validators.required], zip: ['', [Validators.required, Validators.pattern(/^\d{5}$/)]], phone: ['', [Validators.required, Validators.pattern(/^(\D*\d){10,11}\D*$/)]], email: ['', [Validators.required, Validators.email]], voicemail: [false] });
  g3 = this.fb.group({ topics: [[] as string[], Validators.required], stress: [0], sleep: ['', Validators.required], safe: ['', Validators.required], story: ['', Validators.required] });
  g4 = this.fb.group({ format: ['', Validators.required], counselor: ['', Validators.required], time: ['', Validators.required], consent: [false, Validators.requiredTrue], survey: [false] });
  groups: FormGroup[] = [this.g1, this.g2, this.g3, this.g4];
  constructor() {
    this.tell();
    for (const g of this.groups) g.valueChanges.subscribe(() => this.tell());
    this.g1.controls.employer.valueChanges.subscribe((x) => this.typed.set(x));
  }
  tell() { gallery.values({ ...this.g1.value, ...this.g2.value, ...this.g3.value, ...this.g4.value, day: this.day() }); }
  pickDay(d: Date | null) { this.day.set(d); this.g4.patchValue({ time: '' }); this.tell(); }
  next(i: number) {
    this.tried.set(i);
    this.groups[i].markAllAsTouched();
    if (this.groups[i].invalid) return;
    this.reached.set(Math.max(this.reached(), i + 1));
    gallery.step(i + 2);
    setTimeout(() => this.at.set(i + 1));
  }
  async send() {
    this.tried.set(3);
    if (this.groups.some((g) => g.invalid) || !this.day()) return;
    gallery.commit();
    const r = await fetch('/api/eap/referrals', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ ...this.g1.value, ...this.g2.value, ...this.g3.value, ...this.g4.value, day: this.day() }) }).catch(() => ({ ok: false }));
    this.done.set(r.ok);
  }
}
bootstrapApplication(App, { providers: [provideZonelessChangeDetection(), provideNativeDateAdapter()] });

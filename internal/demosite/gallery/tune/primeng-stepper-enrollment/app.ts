import '@angular/compiler';
import { Component, inject, provideZonelessChangeDetection, signal } from '@angular/core';
import { bootstrapApplication } from '@angular/platform-browser';
import { AbstractControl, FormBuilder, FormGroup, ReactiveFormsModule, Validators } from '@angular/forms';
import { providePrimeNG } from 'primeng/config';
import { AutoCompleteModule } from 'primeng/autocomplete';
import { ButtonModule } from 'primeng/button';
import { CheckboxModule } from 'primeng/checkbox';
import { DatePickerModule } from 'primeng/datepicker';
import { InputMaskModule } from 'primeng/inputmask';
import { InputTextModule } from 'primeng/inputtext';
import { MessageModule } from 'primeng/message';
import { MultiSelectModule } from 'primeng/multiselect';
import { RadioButtonModule } from 'primeng/radiobutton';
import { SelectModule } from 'primeng/select';
import { SelectButtonModule } from 'primeng/selectbutton';
import { StepperModule } from 'primeng/stepper';
import { TextareaModule } from 'primeng/textarea';
import Aura from '@primeuix/themes/aura';

declare const gallery: any;

const req = Validators.required;

@Component({
  selector: 'app-root',
  imports: [ReactiveFormsModule, AutoCompleteModule, ButtonModule, CheckboxModule, DatePickerModule, InputMaskModule, InputTextModule, MessageModule, MultiSelectModule, RadioButtonModule, SelectModule, SelectButtonModule, StepperModule, TextareaModule],
  styles: [`
    h1 { font-size: 24px; margin: 4px 0 16px } .grid { display: grid; grid-template-columns: 1fr 1fr; gap: 18px 20px; padding-top: 8px } .full { grid-column: 1 / -1 } .field { display: flex; flex-direction: column; gap: 6px }
    label, .label { font-weight: 500; font-size: 15px } .choice { display: flex; align-items: center; gap: 8px; margin-right: 18px } .choice label { font-weight: 400 } .row { display: flex; flex-wrap: wrap } .buttons { display: flex; justify-content: space-between; padding-top: 24px }
    .star::after { content: " *"; color: #dc2626 }
  `],
  template: `
@if (done()) { <h1>Welcome to Northlight</h1><p-message severity="success">We have your enrollment, {{ you.value.first }}. A nurse calls you before your intake.</p-message> }
@else {
<h1>Enroll in our program</h1>
<p-stepper [value]="at()" [linear]="true">
  <p-step-list><p-step [value]="1">Personal</p-step><p-step [value]="2">Home</p-step><p-step [value]="3">Program</p-step><p-step [value]="4">Coverage</p-step></p-step-list>
  <p-step-panels>
    <p-step-panel [value]="1"><ng-template #content><form [formGroup]="you" class="grid" (ngSubmit)="next(you, 2)">
      <div class="field"><label for="first" class="star">First name</label><input pInputText id="first" formControlName="first" [invalid]="bad(you, 'first')">@if (bad(you, 'first')) { <p-message severity="error" size="small" variant="simple">First name is required.</p-message> }</div>
      <div class="field"><label for="last" class="star">Last name</label><input pInputText id="last" formControlName="last" [invalid]="bad(you, 'last')">@if (bad(you, 'last')) { <p-message severity="error" size="small" variant="simple">Last name is required.</p-message> }</div>
      <div class="field"><label for="dob" class="star">Date of birth</label><p-datepicker inputId="dob" formControlName="dob" dateFormat="mm/dd/yy" placeholder="mm/dd/yyyy" [maxDate]="today" [showIcon]="true" iconDisplay="input" appendTo="body" [fluid]="true" [invalid]="bad(you, 'dob')" />@if (bad(you, 'dob')) { <p-message severity="error" size="small" variant="simple">{{ you.controls.dob.hasError('age') ? 'You must be 18 to enroll yourself.' : 'Date of birth is required.' }}</p-message> }</div>
      <div class="field"><label for="cell" class="star">Cell phone</label><p-inputmask inputId="cell" formControlName="cell" mask="(999) 999-9999" placeholder="(999) 999-9999" [fluid]="true" [invalid]="bad(you, 'cell')" />@if (bad(you, 'cell')) { <p-message severity="error" size="small" variant="simple">Cell phone is required.</p-message> }</div>
      <div class="field full"><label for="email" class="star">Email</label><input pInputText type="email" id="email" formControlName="email" [invalid]="bad(you, 'email')">@if (bad(you, 'email')) { <p-message severity="error" size="small" variant="simple">Please enter a valid email.</p-message> }</div>
      <div class="full buttons"><span></span><p-button label="Next" type="submit" /></div></form></ng-template></p-step-panel>
    <p-step-panel [value]="2"><ng-template #content><form [formGroup]="home" class="grid" (ngSubmit)="next(home, 3)">
      <div class="field full"><label for="line1" class="star">Home address</label><input pInputText id="line1" formControlName="line1" [invalid]="bad(home, 'line1')">@if (bad(home, 'line1')) { <p-message severity="error" size="small" variant="simple">Address is required.</p-message> }</div>
      <div class="field"><label for="city" class="star">City</label><input pInputText id="city" formControlName="city" [invalid]="bad(home, 'city')">@if (bad(home, 'city')) { <p-message severity="error" size="small" variant="simple">City is required.</p-message> }</div>
      <div class="field"><label for="region" class="star">State</label><p-select inputId="region" formControlName="region" [options]="states" [filter]="true" placeholder="Select a state" appendTo="body" [fluid]="true" [invalid]="bad(home, 'region')" />@if (bad(home, 'region')) { <p-message severity="error" size="small" variant="simple">State is required.</p-message> }</div>
      <div class="field"><label for="zip" class="star">ZIP</label><p-inputmask inputId="zip" formControlName="zip" mask="99999" slotChar=" " [fluid]="true" [invalid]="bad(home, 'zip')" />@if (bad(home, 'zip')) { <p-message severity="error" size="small" variant="simple">ZIP is required.</p-message> }</div>
      <div class="full buttons"><p-button label="Back" severity="secondary" type="button" (onClick)="back(1)" /><p-button label="Next" type="submit" /></div></form></ng-template></p-step-panel>
    <p-step-panel [value]="3"><ng-template #content><form [formGroup]="program" class="grid" (ngSubmit)="next(program, 4)">
      <div class="field full"><span class="label star" id="tr">Track</span><p-selectbutton formControlName="track" [options]="tracks" optionLabel="label" optionValue="value" ariaLabelledBy="tr" [invalid]="bad(program, 'track')" />@if (bad(program, 'track')) { <p-message severity="error" size="small" variant="simple">Choose a track.</p-message> }</div>
      <div class="field full"><label for="conditions" class="star">What have you been diagnosed with, or suspect?</label><p-multiselect inputId="conditions" formControlName="conditions" [options]="conditions" display="chip" [showToggleAll]="false" placeholder="Select all that apply" appendTo="body" [fluid]="true" [invalid]="bad(program, 'conditions')" />@if (bad(program, 'conditions')) { <p-message severity="error" size="small" variant="simple">Select at least one.</p-message> }</div>
      <div class="field full"><span class="label star">Who referred you?</span><div class="row">@for (r of referrers; track r) { <div class="choice"><p-radiobutton formControlName="referrer" [value]="r" [inputId]="'ref-' + r" /><label [for]="'ref-' + r">{{ r }}</label></div> }</div>@if (bad(program, 'referrer')) { <p-message severity="error" size="small" variant="simple">Please answer.</p-message> }</div>
      <div class="field full"><label for="reason" class="star">Why now?</label><textarea pTextarea id="reason" rows="4" formControlName="reason" placeholder="What made you reach out this week?" [invalid]="bad(program, 'reason')"></textarea>@if (bad(program, 'reason')) { <p-message severity="error" size="small" variant="simple">Please write a sentence.</p-message> }</div>
      <div class="full buttons"><p-button label="Back" severity="secondary" type="button" (onClick)="back(2)" /><p-button label="Next" type="submit" /></div></form></ng-template></p-step-panel>
    <p-step-panel [value]="4"><ng-template #content><form [formGroup]="cover" class="grid" (ngSubmit)="send()">
      <div class="field"><label for="carrier" class="star">Insurance carrier</label><p-autocomplete inputId="carrier" formControlName="carrier" [suggestions]="found()" (completeMethod)="search($event)" [dropdown]="true" [delay]="200" placeholder="Start typing" appendTo="body" [fluid]="true" [invalid]="bad(cover, 'carrier')" />@if (bad(cover, 'carrier')) { <p-message severity="error" size="small" variant="simple">Carrier is required.</p-message> }</div>
      <div class="field"><label for="memberId" class="star">Member ID</label><input pInputText id="memberId" formControlName="memberId" [invalid]="bad(cover, 'memberId')">@if (bad(cover, 'memberId')) { <p-message severity="error" size="small" variant="simple">Letters and digits, as on your card.</p-message> }</div>
      <div class="field"><label for="intake" class="star">Intake day</label><p-datepicker inputId="intake" formControlName="intake" [minDate]="tomorrow" [disabledDays]="[0, 6]" [readonlyInput]="true" dateFormat="D, M d" appendTo="body" [fluid]="true" [invalid]="bad(cover, 'intake')" />@if (bad(cover, 'intake')) { <p-message severity="error" size="small" variant="simple">Pick a day.</p-message> }</div>
      <div class="field"><label for="shift" class="star">Session block</label><p-select inputId="shift" formControlName="shift" [options]="shifts" optionLabel="label" optionValue="value" placeholder="Morning or evening" appendTo="body" [fluid]="true" [invalid]="bad(cover, 'shift')" />@if (bad(cover, 'shift')) { <p-message severity="error" size="small" variant="simple">Pick a block.</p-message> }</div>
      <div class="field full"><div class="choice"><p-checkbox formControlName="agree" [binary]="true" inputId="agree" [invalid]="bad(cover, 'agree')" /><label for="agree">I agree to the <a href="/program-rules">program rules</a> and to verification of my benefits</label></div>@if (bad(cover, 'agree')) { <p-message severity="error" size="small" variant="simple">You have to agree before you can enroll.</p-message> }</div>
      @if (failed()) { <p-message class="full" severity="error">Your enrollment could not be sent. Please try again.</p-message> }
      <div class="full buttons"><p-button label="Back" severity="secondary" type="button" (onClick)="back(3)" /><p-button label="Complete enrollment" type="submit" [loading]="busy()" /></div></form></ng-template></p-step-panel>
  </p-step-panels>
</p-stepper> }`,
})
class App {
  private fb = inject(FormBuilder);
  at = signal(1);
  busy = signal(false);
  done = signal(false);
  failed = signal(false);
  found = signal<string[]>([]);
  today = new Date();
  tomorrow = new Date(Date.now() + 864e5);
  states = ['Illinois', 'Indiana', 'Iowa', 'Michigan', 'Minnesota', 'Ohio', 'Wisconsin'];
  tracks = [{ label: 'Mood', value: 'mood' }, { label: 'Trauma', value: 'trauma' }, { label: 'Recovery', value: 'recovery' }];
  conditions = ['Major depression', 'Bipolar disorder', 'Generalized anxiety', 'PTSD', 'Alcohol use', 'Borderline personality', 'None so far'];
  referrers = ['Therapist', 'Hospital', 'Family', 'Nobody'];
  shifts = [{ label: '9 AM to noon', value: '09:00' }, { label: '5 PM to 8 PM', value: '17:00' }];
  carriers = ['Aetna', 'Blue Cross Blue Shield', 'Cigna', 'HealthPartners', 'Humana', 'Medica', 'Meridian', 'UnitedHealthcare'];
  you = this.fb.group({
    first: ['', req], last: ['', req], cell: ['', req], email: ['', [req, Validators.email]],
    dob: [null as Date | null, [req, (c: AbstractControl) => (c.value instanceof Date && c.value > new Date(this.today.getFullYear() - 18, this.today.getMonth(), this.today.getDate()) ? { age: true } : null)]],
  });
  home = this.fb.group({ line1: ['', req], city: ['', req], region: [null as string | null, req], zip: ['', req] });
  program = this.fb.group({ track: ['', req], conditions: [[] as string[], req], referrer: ['', req], reason: ['', req] });
  cover = this.fb.group({ carrier: ['', req], memberId: ['', [req, Validators.pattern(/^[A-Za-z0-9-]{2,}$/)]], intake: [null as Date | null, req], shift: [null as string | null, req], agree: [false, Validators.requiredTrue] });
  all() { return { ...this.you.getRawValue(), ...this.home.getRawValue(), ...this.program.getRawValue(), ...this.cover.getRawValue() }; }
  constructor() {
    const tell = () => gallery.values(this.all());
    tell();
    for (const g of [this.you, this.home, this.program, this.cover] as FormGroup[]) g.valueChanges.subscribe(tell);
  }
  bad(g: FormGroup, name: string) { const c = g.get(name)!; return c.invalid && (c.touched || c.dirty); }
  search(e: { query: string }) { this.found.set(this.carriers.filter((c) => c.toLowerCase().includes(e.query.toLowerCase()))); }
  private ok(g: FormGroup) {
    g.markAllAsTouched();
    return g.valid;
  }
  next(g: FormGroup, to: number) {
    if (!this.ok(g)) return;
    this.at.set(to);
    gallery.step(to);
  }
  back(to: number) { this.at.set(to); }
  async send() {
    if (!this.ok(this.cover) || this.you.invalid || this.home.invalid || this.program.invalid) return;
    this.busy.set(true);
    this.failed.set(false);
    gallery.commit(this.all());
    try {
      const r = await fetch('/api/enrollments', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(this.all()) });
      this.done.set(r.ok);
      this.failed.set(!r.ok);
    } catch { this.failed.set(true); }
    this.busy.set(false);
  }
}
bootstrapApplication(App, { providers: [provideZonelessChangeDetection(), providePrimeNG({ theme: { preset: Aura, options: { darkModeSelector: false } } })] });

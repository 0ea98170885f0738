import '@angular/compiler';
import './style.css';
import { Component, provideZonelessChangeDetection, inject, signal } from '@angular/core';
import { bootstrapApplication } from '@angular/platform-browser';
import { FormBuilder, ReactiveFormsModule, Validators } from '@angular/forms';

declare const gallery: any;
const plans = ['Northmark Choice PPO', 'Northmark Select HMO', 'Northmark Medicaid Complete', 'Northmark Medicare Advantage', 'Northmark Student Plan', 'Northmark Federal Employees'];

@Component({
  selector: 'ch-referral',
  imports: [ReactiveFormsModule],
  template: `<header class="header"><span class="title">Northmark for providers</span><a class="nav-link" href="#">Eligibility</a><a class="nav-link" href="#">Claims</a><a class="nav-link" href="#">Authorizations</a><a class="nav-link" href="#">Referrals</a></header>
<div class="content-area"><h1>Behavioral health referral</h1><div class="alert alert-info">For a member in immediate danger call 911. Urgent referrals are read within four hours.</div>
<form clrStepper class="clr-accordion clr-stepper-forms" [formGroup]="form" (ngSubmit)="send()" novalidate>
@for (p of panels; track p.key; let i = $index) {
<section class="clr-accordion-panel" [formGroupName]="p.key">
<button type="button" class="clr-accordion-header" [id]="'h-' + p.key" [attr.aria-expanded]="open() === i" [attr.aria-controls]="'c-' + p.key" [attr.aria-disabled]="i > reached()" (click)="toggle(i)"><span class="clr-accordion-number">@if (i < reached()) { <span class="clr-accordion-status-complete">✔</span> } @else { {{ i + 1 }}. }</span><span class="clr-accordion-title">{{ p.title }}</span><span class="clr-accordion-description">{{ p.note }}</span></button>
@if (open() === i) { <div class="clr-accordion-content" role="region" [id]="'c-' + p.key" [attr.aria-labelledby]="'h-' + p.key">
@switch (p.key) {
@case ('referrer') {
 <div class="clr-row"><div class="clr-form-control" [class.clr-error]="bad('referrer','referrerName')"><label class="clr-control-label" for="clr-form-control-1">Referring clinician<span class="clr-required-mark">*</span></label><input class="clr-input" id="clr-form-control-1" formControlName="referrerName"><span class="clr-subtext">Name and credentials</span></div>
 <div class="clr-form-control"><label class="clr-control-label" for="clr-form-control-2">NPI</label><input class="clr-input" id="clr-form-control-2" formControlName="npi" inputmode="numeric" maxlength="10"><span class="clr-subtext">10 digits, if you have one</span></div></div>
 <div class="clr-row"><div class="clr-form-control"><label class="clr-control-label" for="clr-form-control-3">Practice or agency</label><input class="clr-input" id="clr-form-control-3" formControlName="practice"></div>
 <div class="clr-form-control" [class.clr-error]="bad('referrer','referrerPhone')"><label class="clr-control-label" for="clr-form-control-4">Call-back number<span class="clr-required-mark">*</span></label><input class="clr-input" id="clr-form-control-4" type="tel" formControlName="referrerPhone">@if (bad('referrer','referrerPhone')) { <span class="clr-subtext">Enter a 10-digit number</span> }</div></div> }
@case ('patient') {
 <div class="clr-row"><div class="clr-form-control" [class.clr-error]="bad('patient','patientFirst')"><label class="clr-control-label" for="clr-form-control-5">Member's first name<span class="clr-required-mark">*</span></label><input class="clr-input" id="clr-form-control-5" formControlName="patientFirst"></div>
 <div class="clr-form-control" [class.clr-error]="bad('patient','patientLast')"><label class="clr-control-label" for="clr-form-control-6">Member's last name<span class="clr-required-mark">*</span></label><input class="clr-input" id="clr-form-control-6" formControlName="patientLast"></div></div>
 <div class="clr-row"><div class="clr-form-control" [class.clr-error]="bad('patient','patientDob')"><label class="clr-control-label" for="clr-form-control-7">Date of birth<span class="clr-required-mark">*</span></label><input class="clr-input" id="clr-form-control-7" formControlName="patientDob" placeholder="MM/DD/YYYY">@if (bad('patient','patientDob')) { <span class="clr-subtext">Use MM/DD/YYYY</span> }</div>
 <div class="clr-form-control" [class.clr-error]="bad('patient','sex')"><label class="clr-control-label" for="clr-form-control-8">Gender<span class="clr-required-mark">*</span></label><select class="clr-select" id="clr-form-control-8" formControlName="sex"><option value=""></option><option>Female</option><option>Male</option><option>Non-binary</option><option>Unknown</option></select></div></div>
 <div class="clr-form-control" [class.clr-error]="bad('patient','patientPhone')"><label class="clr-control-label" for="clr-form-control-9">Best phone to reach the member<span class="clr-required-mark">*</span></label><input class="clr-input" id="clr-form-control-9" type="tel" formControlName="patientPhone"></div>
 <div class="clr-form-control"><label class="clr-control-label" for="clr-form-control-10">Guardian, if under 18</label><input class="clr-input" id="clr-form-control-10" formControlName="guardian"></div> }
@case ('clinical') {
 <div class="clr-form-control" [class.clr-error]="bad('clinical','planName')"><label class="clr-control-label" for="clr-combobox-1">Plan<span class="clr-required-mark">*</span></label><div class="clr-combobox-wrapper"><input id="clr-combobox-1" role="combobox" aria-autocomplete="list" aria-haspopup="listbox" [attr.aria-expanded]="list()" aria-controls="clr-options-1" autocomplete="off" [value]="typed()" (input)="search($any($event.target).value)" (keydown)="key($event)" (focus)="list.set(true)" (blur)="leave()"><button type="button" class="clr-combobox-trigger" tabindex="-1" aria-label="Show options" (mousedown)="$event.preventDefault()" (click)="list.set(!list())">▾</button>@if (list()) { <div class="clr-options" role="listbox" id="clr-options-1">@for (o of shown(); track o; let n = $index) { <div class="clr-combobox-option" role="option" [class.active]="n === at()" [attr.aria-selected]="o === form.value.clinical?.planName" (mousedown)="$event.preventDefault()" (click)="choose(o)">{{ o }}</div> } @empty { <div class="clr-combobox-option">No results for "{{ typed() }}"</div> }</div> }</div><span class="clr-subtext">Type to search our plans</span></div>
 <div class="clr-form-control" [class.clr-error]="bad('clinical','memberId')"><label class="clr-control-label" for="clr-form-control-12">Member ID<span class="clr-required-mark">*</span></label><input class="clr-input" id="clr-form-control-12" formControlName="memberId"></div>
 <div class="clr-form-control" [class.clr-error]="bad('clinical','program')" role="radiogroup" aria-labelledby="prg"><label class="clr-control-label" id="prg">Level of care requested<span class="clr-required-mark">*</span></label>@for (o of programs; track o) { <div class="clr-radio-wrapper"><input type="radio" formControlName="program" [value]="o" [id]="'pr-' + o"><label [for]="'pr-' + o">{{ o }}</label></div> }</div>
 <div class="clr-form-control" [class.clr-error]="bad('clinical','diagnosis')"><label class="clr-control-label" for="clr-form-control-14">Working diagnosis (ICD-10 or words)<span class="clr-required-mark">*</span></label><input class="clr-input" id="clr-form-control-14" formControlName="diagnosis"></div>
 <div class="clr-form-control"><label class="clr-control-label" for="clr-form-control-15">Current medications</label><textarea class="clr-textarea" id="clr-form-control-15" rows="2" formControlName="currentMeds"></textarea></div>
 <div class="clr-form-control" [class.clr-error]="bad('clinical','need')"><label class="clr-control-label" for="clr-form-control-16">Reason for referral<span class="clr-required-mark">*</span></label><textarea class="clr-textarea" id="clr-form-control-16" rows="4" formControlName="need"></textarea></div> }
@case ('sign') {
 <div class="clr-form-control" role="radiogroup" aria-labelledby="urg" [class.clr-error]="bad('sign','urgency')"><label class="clr-control-label" id="urg">How soon?<span class="clr-required-mark">*</span></label>@for (o of ['Routine (10 business days)','Expedited (48 hours)','Urgent (same day)']; track o) { <div class="clr-radio-wrapper"><input type="radio" formControlName="urgency" [value]="o" [id]="'ur-' + o"><label [for]="'ur-' + o">{{ o }}</label></div> }</div>
 <div class="clr-form-control"><div class="clr-checkbox-wrapper"><input type="checkbox" id="clr-form-control-18" formControlName="riskNone"><label for="clr-form-control-18">The member reports no current thoughts of harm</label></div></div>
 <div class="clr-form-control" [class.clr-error]="bad('sign','attest')"><div class="clr-checkbox-wrapper"><input type="checkbox" id="clr-form-control-19" formControlName="attest"><label for="clr-form-control-19">I attest that the member agrees to this referral<span class="clr-required-mark">*</span></label></div>@if (bad('sign','attest')) { <span class="clr-subtext">Required</span> }</div>
 <div class="clr-form-control" [class.clr-error]="bad('sign','signedBy')"><label class="clr-control-label" for="clr-form-control-20">Signed by (your full name)<span class="clr-required-mark">*</span></label><input class="clr-input" id="clr-form-control-20" formControlName="signedBy"></div> }
}
@if (problem() && open() === i) { <div class="alert" role="alert">{{ problem() }}</div> }
@if (i > 0) { <button type="button" class="btn" (click)="open.set(i - 1)">Previous</button> }
@if (i < 3) { <button type="button" class="btn btn-primary" (click)="next(i)">Next</button> } @else { <button type="submit" class="btn btn-primary">Send referral</button> }
</div> }
</section> }
</form></div>`,
})
class Referral {
  panels = [{ key: 'referrer', title: 'Referring clinician', note: 'Who are you?' }, { key: 'patient', title: 'Member', note: 'Whom do you refer?' }, { key: 'clinical', title: 'Coverage and clinical need', note: '' }, { key: 'sign', title: 'Attestation', note: 'Sign and send' }];
  programs = ['Outpatient therapy', 'Medication management', 'Intensive outpatient', 'Case management'];
  open = signal(0);
  reached = signal(0);
  problem = signal('');
  list = signal(false);
  typed = signal('');
  at = signal(-1);
  fb = inject(FormBuilder).nonNullable;
  form = this.fb.group({
    referrer: this.fb.group({ referrerName: ['', Validators.required], npi: '', practice: '', referrerPhone: ['', [Validators.required, Validators.pattern(/.*(\d\D*){10}/)]] }),
    patient: this.fb.group({ patientFirst: ['', Validators.required], patientLast: ['', Validators.required], patientDob: ['', [Validators.required, Validators.pattern(/\d{1,2}\/\d{1,2}\/\d{4}/)]], sex: ['', Validators.required], patientPhone: ['', [Validators.required, Validators.pattern(/.*(\d\D*){10}/)]], guardian: '' }),
    clinical: this.fb.group({ planName: ['', Validators.required], memberId: ['', Validators.required], program: ['', Validators.required], diagnosis: ['', Validators.required], currentMeds: '', need: ['', Validators.required] }),
    sign: this.fb.group({ urgency: ['', Validators.required], riskNone: false, attest: [false, Validators.requiredTrue], signedBy: ['', Validators.required] }),
  });
  constructor() { this.tell(); this.form.valueChanges.subscribe(() => this.tell()); }
  tell() { gallery.values(Object.assign({}, ...Object.values(this.form.getRawValue()))); }
  bad(g: string, c: string) { const x = this.form.get([g, c])!; return x.invalid && x.touched; }
  toggle(i: number) { if (i <= this.reached()) this.open.set(i); }
  shown() { const t = this.typed().toLowerCase(); return t && t !== this.form.value.clinical?.planName?.toLowerCase() ? plans.filter((p) => p.toLowerCase().includes(t)) : plans; }
  search(t: string) { this.typed.set(t); this.list.set(true); this.at.set(-1); }
  choose(o: string) { this.form.controls.clinical.controls.planName.setValue(o); this.typed.set(o); this.list.set(false); }
  leave() { this.list.set(false); this.typed.set(this.form.value.clinical?.planName || ''); this.form.controls.clinical.controls.planName.markAsTouched(); }
  key(e: KeyboardEvent) {
    const n = this.shown().length;
    if (e.key === 'ArrowDown') { this.list.set(true); this.at.set((this.at() + 1) % n); e.preventDefault(); }
    if (e.key === 'ArrowUp') { this.at.set((this.at() - 1 + n) % n); e.preventDefault(); }
    if (e.key === 'Escape') this.list.set(false);
    if (e.key === 'Enter') { e.preventDefault(); if (this.shown()[this.at()]) this.choose(this.shown()[this.at()]); }
  }
  next(i: number) {
    const g = this.form.get(this.panels[i].key)!;
    g.markAllAsTouched();
    if (g.invalid) { this.problem.set('Complete the required fields in this section.'); return; }
    this.problem.set('');
    this.reached.set(Math.max(this.reached(), i + 1));
    this.open.set(i + 1);
    gallery.step(i + 2);
  }
  async send() {
    if (this.open() < 3) { this.next(this.open()); return; } // Enter in a panel goes on
    this.form.markAllAsTouched();
    if (this.form.invalid) { this.problem.set('Complete the required fields in this section.'); return; }
    gallery.commit();
    const r = await fetch('/api/v2/referrals', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(this.form.getRawValue()) });
    this.problem.set(r.ok ? 'Referral sent.' : 'The referral service did not answer (error ' + r.status + ').');
  }
}
bootstrapApplication(Referral, { providers: [provideZonelessChangeDetection()] });

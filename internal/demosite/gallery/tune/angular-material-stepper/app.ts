import '@angular/compiler';
import 'material-theme';
import { Component, provideZonelessChangeDetection, inject, signal } from '@angular/core';
import { bootstrapApplication } from '@angular/platform-browser';
import { FormBuilder, ReactiveFormsModule, Validators } from '@angular/forms';
import { MatStepperModule } from '@angular/material/stepper';
import { MatFormFieldModule } from '@angular/material/form-field';
import { MatInputModule } from '@angular/material/input';
import { MatSelectModule } from '@angular/material/select';
import { MatRadioModule } from '@angular/material/radio';
import { MatCheckboxModule } from '@angular/material/checkbox';
import { MatButtonModule } from '@angular/material/button';
import { MatDatepickerModule } from '@angular/material/datepicker';
import { provideNativeDateAdapter } from '@angular/material/core';

declare const gallery: any;

@Component({
  selector: 'app-root',
  imports: [ReactiveFormsModule, MatStepperModule, MatFormFieldModule, MatInputModule, MatSelectModule, MatRadioModule, MatCheckboxModule, MatButtonModule, MatDatepickerModule],
  template: `<h1>New patient registration</h1>@if (done()) { <p role="status">Thank you for registering.</p> } @else {
<mat-stepper linear (selectionChange)="moved($event.selectedIndex)">
<mat-step [stepControl]="you" label="About you"><form [formGroup]="you">
<mat-form-field><mat-label>First name</mat-label><input matInput formControlName="firstName" required>@if (you.controls.firstName.hasError('required')) { <mat-error>First name is required</mat-error> }</mat-form-field>
<mat-form-field><mat-label>Last name</mat-label><input matInput formControlName="lastName" required></mat-form-field>
<mat-form-field><mat-label>Date of birth</mat-label><input matInput [matDatepicker]="dp" formControlName="dob" [max]="today" required><mat-hint>MM/DD/YYYY</mat-hint><mat-datepicker-toggle matIconSuffix [for]="dp"></mat-datepicker-toggle><mat-datepicker #dp></mat-datepicker></mat-form-field>
<p id="sx">Sex assigned at birth</p><mat-radio-group aria-labelledby="sx" formControlName="sex"><mat-radio-button value="F">Female</mat-radio-button><mat-radio-button value="M">Male</mat-radio-button></mat-radio-group>
<div><button matButton matStepperNext type="submit">Next</button></div></form></mat-step>
<mat-step [stepControl]="contact" label="Contact"><form [formGroup]="contact">
<mat-form-field><mat-label>Email</mat-label><input matInput type="email" formControlName="email" required>@if (contact.controls.email.invalid) { <mat-error>Please enter a valid email</mat-error> }</mat-form-field>
<mat-form-field><mat-label>Phone</mat-label><input matInput type="tel" formControlName="phone" required></mat-form-field><mat-form-field><mat-label>ZIP</mat-label><input matInput formControlName="zip" required></mat-form-field>
<div><button matButton matStepperPrevious type="button">Back</button><button matButton matStepperNext type="submit">Next</button></div></form></mat-step>
<mat-step [stepControl]="care" label="Care"><form [formGroup]="care" (ngSubmit)="send()">
<mat-form-field><mat-label>Preferred provider</mat-label><mat-select formControlName="provider" required>@for (p of providers; track p) { <mat-option [value]="p">{{ p }}</mat-option> }</mat-select></mat-form-field>
<p id="hi">Do you have insurance?</p><mat-radio-group aria-labelledby="hi" formControlName="hasInsurance"><mat-radio-button value="yes">Yes</mat-radio-button><mat-radio-button value="no">No</mat-radio-button></mat-radio-group>
@if (care.value.hasInsurance === 'yes') { <mat-form-field><mat-label>Insurance carrier</mat-label><input matInput formControlName="carrier"></mat-form-field> }
<mat-form-field><mat-label>Reason for your visit</mat-label><textarea matInput formControlName="reason" required></textarea></mat-form-field>
<mat-checkbox formControlName="consent">I consent to evaluation and treatment</mat-checkbox>@if (tried() && !care.value.consent) { <mat-error role="alert">Please give your consent</mat-error> }
<div><button matButton matStepperPrevious type="button">Back</button><button matButton="filled" type="submit">Register</button></div></form></mat-step></mat-stepper> }`,
})
class App {
  fb = inject(FormBuilder).nonNullable;
  providers = ['Dr. Lena Fischer', 'Dr. Omar Said', 'First available'];
  today = new Date();
  tried = signal(false);
  done = signal(false);
  you = this.fb.group({ firstName: ['', Validators.required], lastName: ['', Validators.required], dob: [null as Date | null, Validators.required], sex: [''] });
  contact = this.fb.group({ email: ['', [Validators.required, Validators.email]], phone: ['', Validators.required], zip: ['', [Validators.required, Validators.pattern(/^\d{5}$/)]] });
  care = this.fb.group({ provider: ['', Validators.required], hasInsurance: ['', Validators.required], carrier: [''], reason: ['', Validators.required], consent: [false, Validators.requiredTrue] });
  constructor() {
    const tell = () => gallery.values({ ...this.you.getRawValue(), ...this.contact.getRawValue(), ...this.care.getRawValue() });
    tell();
    for (const g of [this.you, this.contact, this.care]) g.valueChanges.subscribe(tell);
  }
  moved(i: number) { gallery.step(i + 1); }
  async send() {
    this.tried.set(true);
    this.care.markAllAsTouched();
    if (this.care.invalid || this.you.invalid || this.contact.invalid) return;
    gallery.commit();
    const r = await fetch('/api/patients', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ ...this.you.value, ...this.contact.value, ...this.care.value }) });
    this.done.set(r.ok);
  }
}
bootstrapApplication(App, { providers: [provideZonelessChangeDetection(), provideNativeDateAdapter()] });

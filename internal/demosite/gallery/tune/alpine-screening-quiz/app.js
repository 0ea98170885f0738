import Alpine from 'alpinejs';
import mask from '@alpinejs/mask';

Alpine.plugin(mask);
Alpine.data('quiz', () => ({
  step: 1, busy: false, error: '',
  v: { howLong: '', tried: [], meds: '', metal: '', plan: '', first: '', email: '', phone: '', birth: '', sms: false },
  init() { Alpine.effect(() => gallery.values(JSON.parse(JSON.stringify(this.v)))); },
  get ready() { return [this.v.howLong, this.v.tried.length, this.v.metal, this.v.plan][this.step - 1]; },
  go() { this.step++; gallery.step(this.step); },
  async send() {
    const { first, email, phone, birth } = this.v;
    this.error = !first ? 'Please tell us your name.' : !/^\S+@\S+\.\S+$/.test(email) ? 'Please check your email.' : phone.length < 14 ? 'Please give a full phone number.' : birth.length < 10 ? 'Please give your date of birth.' : '';
    if (this.error) return;
    this.busy = true;
    gallery.commit();
    const r = await fetch('/wp-json/tms/v1/lead', { method: 'POST', body: new URLSearchParams(this.v) });
    if (r.ok) this.step = 6;
  },
}));
Alpine.start();

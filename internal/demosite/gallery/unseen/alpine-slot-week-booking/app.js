import Alpine from 'alpinejs';
import mask from '@alpinejs/mask';

Alpine.plugin(mask);

const iso = (d) => [d.getFullYear(), d.getMonth() + 1, d.getDate()].map((n) => String(n).padStart(2, '0')).join('-');

Alpine.data('booking', () => ({
  step: 1,
  steps: ['Service', 'Clinician', 'Time', 'Details'],
  services: [
    { id: 'intro', name: 'Intro call', mins: 15, price: 'Free', text: 'A short phone call to see whether we are a good fit.' },
    { id: 'intake', name: 'Initial assessment', mins: 75, price: '$210', text: 'For new clients. We talk through your history and agree on a plan.' },
    { id: 'therapy', name: 'Psychotherapy session', mins: 50, price: '$160', text: 'CBT, ACT or EMDR for clients who have had an assessment.' },
    { id: 'couple', name: 'Couples session', mins: 80, price: '$230', text: 'Gottman-informed work for two.' },
  ],
  people: [
    { id: 'any', name: 'First available', role: 'Whoever has the earliest opening', does: ['intro', 'intake', 'therapy', 'couple'] },
    { id: 'nwhite', name: 'Naomi Whitefeather, LPC', role: 'Trauma, grief, EMDR', does: ['intro', 'intake', 'therapy'] },
    { id: 'tbanks', name: 'Terrence Banks, PhD', role: 'Anxiety, OCD, men’s issues', does: ['intake', 'therapy'] },
    { id: 'slevy', name: 'Shira Levy, LMFT', role: 'Couples and families', does: ['intro', 'intake', 'couple'] },
  ],
  service: '', clinician: '', slot: '', week: 0, loading: false, sending: false, done: false, failed: false,
  d: { first: '', last: '', email: '', phone: '', born: '', place: '', fresh: '', referred: '', about: '', policy: false, remind: false },
  errors: {},

  init() {
    this.$watch('service', () => { this.clinician = ''; this.slot = ''; });
    this.$watch('clinician', () => { this.slot = ''; });
    Alpine.effect(() => gallery.values(this.values()));
  },
  values() {
    return { service: this.service, clinician: this.clinician, slot: this.slot, ...this.d };
  },
  get offered() { return this.people.filter((p) => p.does.includes(this.service)); },
  get chosen() { return this.services.find((s) => s.id === this.service); },
  get who() { return this.people.find((p) => p.id === this.clinician); },
  get monday() {
    const d = new Date();
    d.setHours(0, 0, 0, 0);
    d.setDate(d.getDate() - ((d.getDay() + 6) % 7) + 7 * this.week);
    return d;
  },
  get days() {
    const out = [], now = new Date();
    for (let i = 0; i < 5; i++) {
      const day = new Date(this.monday);
      day.setDate(day.getDate() + i);
      const times = [];
      for (let h = 9; h < 17; h++) {
        const at = new Date(day);
        at.setHours(h, h % 2 ? 0 : 30);
        const n = day.getDate() * 7 + h * 3 + this.clinician.length;
        if (at - now < 24 * 3600e3 || h === 12 || n % 4 === 0 || (this.week === 0 && n % 3)) continue;
        times.push({ at: iso(day) + ' ' + at.toTimeString().slice(0, 5), label: at.toLocaleTimeString('en-US', { hour: 'numeric', minute: '2-digit' }), taken: n % 5 === 0 });
      }
      out.push({ key: iso(day), name: day.toLocaleDateString('en-US', { weekday: 'short' }), date: day.toLocaleDateString('en-US', { month: 'short', day: 'numeric' }), times });
    }
    return out;
  },
  get title() {
    const end = new Date(this.monday);
    end.setDate(end.getDate() + 4);
    const f = { month: 'long', day: 'numeric' };
    return this.monday.toLocaleDateString('en-US', f) + ' – ' + end.toLocaleDateString('en-US', f);
  },
  get when() {
    if (!this.slot) return '';
    return new Date(this.slot.replace(' ', 'T')).toLocaleString('en-US', { weekday: 'long', month: 'long', day: 'numeric', hour: 'numeric', minute: '2-digit' });
  },
  turn(by) {
    this.week += by;
    this.loading = true;
    setTimeout(() => { this.loading = false; }, 350);
  },
  go(n) {
    this.step = n;
    this.errors = {};
    if (n === 3) this.turn(0);
    gallery.step(n);
    this.$nextTick(() => this.$refs.top.scrollIntoView());
  },
  next() {
    const lacks = { 1: !this.service && 'Please choose a service first.', 2: !this.clinician && 'Please choose a clinician first.', 3: !this.slot && 'Please choose a time first.' }[this.step];
    if (lacks) this.errors = { step: lacks };
    else this.go(this.step + 1);
  },
  check() {
    const e = {}, d = this.d;
    for (const k of ['first', 'last', 'email', 'phone', 'born', 'place', 'fresh']) if (!d[k].trim()) e[k] = 'Required';
    if (!e.email && !/^\S+@\S+\.\S+$/.test(d.email)) e.email = 'Please check your email address';
    if (!e.phone && d.phone.replace(/\D/g, '').length !== 10) e.phone = 'Please enter all 10 digits';
    if (!e.born && (d.born < '1900' || d.born > iso(new Date()))) e.born = 'Please check this date';
    if (this.service !== 'intro' && !d.about.trim()) e.about = 'Required';
    if (!d.policy) e.policy = 'You need to accept the cancellation policy to book';
    this.errors = e;
    return !Object.keys(e).length;
  },
  async book() {
    if (!this.check()) {
      this.$nextTick(() => this.$root.querySelector('.has-error')?.scrollIntoView({ block: 'center' }));
      return;
    }
    this.sending = true;
    this.failed = false;
    gallery.commit(this.values());
    try {
      const r = await fetch('/book/api/appointments', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(this.values()) });
      if (!r.ok) throw new Error();
      this.done = true;
    } catch {
      this.failed = true;
    }
    this.sending = false;
  },
}));

Alpine.start();

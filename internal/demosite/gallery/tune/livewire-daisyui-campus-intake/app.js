import Alpine from 'alpinejs';
import mask from '@alpinejs/mask';
import './style.css';

Alpine.plugin(mask);
Alpine.data('firstContact', () => ({
  step: 1, busy: false, errors: {},
  f: { legal_first: '', legal_last: '', chosen_name: '', pronouns: '', dob_month: '', dob_day: '', dob_year: '', class_year: '', email: '', cell: '', voicemail_ok: '', address_line1: '', city: '', state: '', zip: '', concerns: [], gad_nervous: '', gad_worry: '', phq_interest: '', phq_down: '', story: '', format: '', times: [], contact_name: '', contact_phone: '', website: '', consent: false },
  open: false, filter: '', otherPronouns: false,
  all: ['Academic stress', 'Anxiety', 'Adjusting to college', 'Depression or low mood', 'Eating or body image', 'Family', 'Grief and loss', 'Identity', 'Loneliness', 'Relationships', 'Sleep', 'Substance use', 'Something else'],
  months: ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'],
  items: [['gad_nervous', 'Feeling nervous, anxious or on edge'], ['gad_worry', 'Not being able to stop or control worrying'], ['phq_interest', 'Little interest or pleasure in doing things'], ['phq_down', 'Feeling down, depressed or hopeless']],
  scale: ['Not at all', 'Several days', 'More than half the days', 'Nearly every day'],
  years: Array.from({ length: 70 }, (_, i) => new Date().getFullYear() - 16 - i),
  states: 'AL,AK,AZ,AR,CA,CO,CT,DE,DC,FL,GA,HI,ID,IL,IN,IA,KS,KY,LA,ME,MD,MA,MI,MN,MS,MO,MT,NE,NV,NH,NJ,NM,NY,NC,ND,OH,OK,OR,PA,RI,SC,SD,TN,TX,UT,VT,VA,WA,WV,WI,WY'.split(','),
  init() { this.$watch('f', (v) => gallery.values(v)); gallery.values(this.f); },
  found() { return this.all.filter((c) => !this.f.concerns.includes(c) && c.toLowerCase().includes(this.filter.toLowerCase())); },
  add(c) { this.f.concerns.push(c); this.filter = ''; this.open = false; },
  flip(t) { this.f.times = this.f.times.includes(t) ? this.f.times.filter((x) => x !== t) : [...this.f.times, t]; },
  check() {
    const f = this.f, e = {}, need = (k, name) => { if (!(Array.isArray(f[k]) ? f[k].length : String(f[k]).trim())) e[k] = `The ${name} field is required.`; };
    if (this.step === 1) { need('legal_first', 'legal first name'); need('legal_last', 'legal last name'); if (!f.dob_month || !f.dob_day || !f.dob_year) e.dob = 'The date of birth field is required.'; need('class_year', 'class standing'); }
    if (this.step === 2) { need('email', 'email'); if (!e.email && !/^\S+@\S+\.\S+$/.test(f.email)) e.email = 'The email field must be a valid email address.'; need('cell', 'cell phone'); if (!e.cell && f.cell.replace(/\D/g, '').length < 10) e.cell = 'The cell phone field format is invalid.'; need('voicemail_ok', 'voicemail'); need('address_line1', 'local address'); need('city', 'city'); need('state', 'state'); need('zip', 'ZIP code'); }
    if (this.step === 3) { need('concerns', 'concerns'); for (const [k] of this.items) if (f[k] === '') e[k] = 'Please answer this question.'; need('story', 'description'); }
    if (this.step === 4) { need('format', 'visit type'); need('times', 'availability'); need('contact_name', 'emergency contact'); need('contact_phone', 'emergency contact phone'); if (!f.consent) e.consent = 'The consent field must be accepted.'; }
    return e;
  },
  async trip(call) {
    this.busy = true;
    await fetch('/livewire/update', { method: 'POST', headers: { 'Content-Type': 'application/json', 'X-Livewire': '' }, body: JSON.stringify({ _token: 'q8Zt', components: [{ snapshot: '{}', updates: Object.fromEntries(Object.entries(this.f).map(([k, v]) => ['form.' + k, v])), calls: [{ path: '', method: call, params: [] }] }] }) }).then((r) => r.json());
    this.busy = false;
  },
  async next() {
    await this.trip('next');
    this.errors = this.check();
    if (Object.keys(this.errors).length) return;
    this.step++;
    gallery.step(this.step);
    scrollTo(0, 0);
  },
  async back() { await this.trip('back'); this.step--; this.errors = {}; },
  send(e) {
    this.errors = this.check();
    if (Object.keys(this.errors).length || this.f.website) return e.preventDefault();
    gallery.commit({ ...this.f });
  },
}));
Alpine.start();

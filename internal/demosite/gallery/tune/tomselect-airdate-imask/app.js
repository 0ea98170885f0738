import TomSelect from 'tom-select';
import 'tom-select/dist/css/tom-select.css';
import AirDatepicker from 'air-datepicker';
import 'air-datepicker/air-datepicker.css';
import en from 'air-datepicker/locale/en';
import IMask from 'imask';

const locale = en.default || en, f = document.getElementById('sc');
IMask(f.phone, { mask: '(000) 000-0000' });
IMask(f.zip, { mask: '00000' });
IMask(f.born, { mask: Date, pattern: 'm/`d/`Y', lazy: false, min: new Date(1920, 0, 1), max: new Date(), autofix: true,
  format: (d) => [d.getMonth() + 1, d.getDate(), d.getFullYear()].map((n) => String(n).padStart(2, '0')).join('/'), parse: (s) => { const [m, d, y] = s.split('/'); return new Date(y, m - 1, d); } });
new TomSelect('#issues', { plugins: ['remove_button'], maxItems: 3 });
new TomSelect('#therapist', {});
new AirDatepicker('#slot', { locale, timepicker: true, minDate: new Date(Date.now() + 864e5), minHours: 9, maxHours: 16, minutesStep: 30, buttons: ['clear'], onSelect: () => f.slot.dispatchEvent(new Event('change', { bubbles: true })) });
gallery.watch(f);

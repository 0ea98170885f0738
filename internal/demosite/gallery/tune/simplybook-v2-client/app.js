const $ = require('jquery');
window.jQuery = window.$ = $;
require('jquery-ui-dist/jquery-ui.js');
require('./style.css');

const S = { service: '', provider: '', date_time: '', first_visit: '', concern: '', concern_detail: '', referred_by: '', emergency: '', emergency_tel: '', name: '', email: '', phone: '', address1: '', city: '', zip: '', promo: '', terms: '' };
gallery.values(S);
const set = (k, v) => { S[k] = v; gallery.values(S); $('#sb_summary .lines').html([S.service, S.provider, S.date_time].filter(Boolean).map((x) => `<p>${x}</p>`).join('')); };
const NAMES = ['Category', 'Service', 'Provider', 'Time', 'Additional info', 'Client', 'Confirmation'];
const content = $('#sb_content');
const open = (n, html) => {
  gallery.step(n);
  $('#steps').html(NAMES.map((x, i) => `<li class="${i + 1 === n ? 'on' : ''}">${x}</li>`).join(''));
  content.html((n > 1 ? '<p><a href="#" class="back-btn">‹ Back</a></p>' : '') + html);
  content.find('.back-btn').on('click', (e) => { e.preventDefault(); steps[n - 2](); });
  scrollTo(0, 0);
};
const CATS = { 'Individual counseling': [['Intake session', 60, 170], ['Follow-up session', 50, 140], ['EMDR session', 80, 210]], 'Couples & family': [['Couples intake', 80, 220], ['Family session', 80, 220]] };
let cat = 'Individual counseling', day = '';
$('#cookie_ok').on('click', (e) => { e.preventDefault(); $('#cookie').remove(); });

function category() {
  open(1, `<h2>Select category</h2><div class="tiles">${Object.keys(CATS).map((c) => `<div class="tile category-item"><div class="title">${c}</div></div>`).join('')}</div>`);
  content.find('.tile').on('click', function () { cat = $(this).text().trim(); service(); });
}
function service() {
  open(2, `<h2>Select service</h2>${CATS[cat].map((s) => `<div class="item service-item"><div class="c"><div class="title">${s[0]}</div><div class="duration">${s[1]} minutes</div><div class="price">$${s[2]}.00</div></div><a href="#" class="btn select custom">Select</a></div>`).join('')}`);
  content.find('.select').on('click', function (e) { e.preventDefault(); set('service', $(this).closest('.item').find('.title').text()); provider(); });
}
function provider() {
  open(3, `<h2>Select service provider</h2>${['Any provider', 'Odessa Grant, LPC', 'Milo Featherstone, LMFT', 'Yuki Tanabe, LCSW'].map((p) => `<div class="item provider-item"><div class="c"><div class="title">${p}</div></div><a href="#" class="btn select custom">Select</a></div>`).join('')}`);
  content.find('.select').on('click', function (e) { e.preventDefault(); set('provider', $(this).closest('.item').find('.title').text()); time(); });
}
function time() {
  open(4, '<h2>Select date and time</h2><div id="sb_calendar"></div><div id="sb_times"></div><p><button type="button" class="btn" id="to_fields" style="display:none">Continue</button></p>');
  const load = async (text, inst) => {
    day = text;
    set('date_time', '');
    $('#sb_times').html('<p>Loading...</p>');
    $('#to_fields').hide();
    const slots = await (await fetch('/v2/booking/time-slots?date=' + encodeURIComponent(text))).json();
    $('#sb_times').html(Object.entries(slots).map(([part, l]) => `<div class="part">${part[0].toUpperCase() + part.slice(1)}</div><div class="slots">${l.map((t) => `<div class="slot timeslot" data-time="${t}">${t}</div>`).join('')}</div>`).join(''));
    $('#sb_times .slot').on('click', function () { $('.slot').removeClass('selected'); $(this).addClass('selected'); set('date_time', day + ' ' + $(this).data('time')); $('#to_fields').show(); });
  };
  $('#sb_calendar').datepicker({ minDate: 1, maxDate: '+3m', dateFormat: 'MM d, yy', beforeShowDay: (d) => [[1, 2, 4].includes(d.getDay()) && d.getDate() % 8 !== 0, ''], onSelect: load });
  $('#to_fields').on('click', () => { if (S.date_time) fields(); });
}
const group = (k, label, inner, req) => `<div class="form-group" data-k="${k}">${inner.includes('<input type="radio"') ? `<div class="qlabel">${label}${req ? ' *' : ''}</div>` : `<label for="fld_${k}">${label}${req ? ' *' : ''}</label>`}${inner}<div class="help-block"></div></div>`;
const inp = (k, type = 'text', attrs = '') => `<input type="${type}" class="form-control" id="fld_${k}" name="${k}" ${attrs}>`;
const bind = () => { content.find(':input[name]').each(function () { if (this.type === 'checkbox') this.checked = !!S[this.name]; else if (this.type === 'radio') this.checked = S[this.name] === this.value; else this.value = S[this.name]; }).on('input change', function () { if (this.type === 'radio' && !this.checked) return; set(this.name, this.type === 'checkbox' ? this.checked : this.value); }); };
const check = (keys, rules = {}) => {
  content.find('.has-error').removeClass('has-error').find('.help-block').text('');
  let ok = true;
  for (const k of keys) {
    const v = String(S[k] || '').trim();
    const say = !v ? 'Value is required and can\'t be empty' : rules[k] && rules[k](v);
    if (say) { ok = false; content.find(`[data-k="${k}"]`).addClass('has-error').find('.help-block').text(say); }
  }
  return ok;
};
const tel = (v) => v.replace(/\D/g, '').length < 10 && 'Phone is invalid';
function fields() {
  open(5, `<h2>Please provide the following</h2><form novalidate>${group('first_visit', 'Is this your first visit to our office?', '<label><input type="radio" name="first_visit" value="Yes"> Yes</label> &nbsp; <label><input type="radio" name="first_visit" value="No"> No</label>', 1)}${group('concern', 'Main concern', `<select class="form-control" id="fld_concern" name="concern"><option value="">-- select --</option>${['Anxiety', 'Depression', 'Grief', 'Relationship', 'Trauma / PTSD', 'Other'].map((o) => `<option>${o}</option>`).join('')}</select>`, 1)}${group('concern_detail', 'In a few words, what would you like help with?', '<textarea class="form-control" rows="3" id="fld_concern_detail" name="concern_detail"></textarea>', 1)}${group('referred_by', 'Referring physician or clinician', inp('referred_by'))}${group('emergency', 'Emergency contact (name)', inp('emergency'), 1)}${group('emergency_tel', 'Emergency contact (phone)', inp('emergency_tel', 'tel'), 1)}<button class="btn" type="submit">Continue</button></form>`);
  bind();
  content.find('form').on('submit', async (e) => {
    e.preventDefault();
    if (!check(['first_visit', 'concern', 'concern_detail', 'emergency', 'emergency_tel'], { emergency_tel: tel })) return;
    const r = await fetch('/v2/ext/additional-fields', { method: 'POST', headers: { 'Content-Type': 'application/json', 'X-Requested-With': 'XMLHttpRequest' }, body: JSON.stringify({ first_visit: S.first_visit, concern: S.concern, detail: S.concern_detail, referred_by: S.referred_by }) });
    if ((await r.json()).valid) client();
  });
}
function client() {
  open(6, `<h2>Client details</h2><p>Already have an account? <a href="#login" onclick="return false">Log in</a>. Or continue without one:</p><form novalidate>${group('name', 'Name', inp('name', 'text', 'placeholder="First and last name"'), 1)}${group('email', 'E-mail', inp('email', 'email'), 1)}${group('phone', 'Phone', inp('phone', 'tel', 'placeholder="201-555-0123"'), 1)}${group('address1', 'Address', inp('address1'), 1)}<div class="row2">${group('city', 'City', inp('city'), 1)}${group('zip', 'Zip', inp('zip'), 1)}</div><div class="form-group"><label class="switch"><input type="checkbox" name="promo"><span class="knob"></span><span>I agree to receive news and promotions</span></label></div><div class="form-group" data-k="terms"><label class="switch"><input type="checkbox" name="terms"><span class="knob"></span><span>I agree with <a href="#terms" onclick="return false">Terms &amp; Conditions</a> *</span></label><div class="help-block"></div></div><button class="btn" type="submit">Next</button></form>`);
  bind();
  content.find('form').on('submit', (e) => { e.preventDefault(); if (check(['name', 'email', 'phone', 'address1', 'city', 'zip', 'terms'], { email: (v) => !/^\S+@\S+\.\S+$/.test(v) && 'E-mail is invalid', phone: tel, zip: (v) => !/^\d{5}(-\d{4})?$/.test(v) && 'Zip is invalid' })) review(); });
}
function review() {
  open(7, `<h2>Please confirm your booking</h2><table><tr><td>Service</td><td><b>${S.service}</b></td></tr><tr><td>Provider</td><td><b>${S.provider}</b></td></tr><tr><td>Time</td><td><b>${S.date_time}</b></td></tr></table><p>Client: <span class="cl"></span></p><p>You can cancel up to 24 hours before the session.</p><a href="#" class="btn ghost" id="more">Book more</a> <button type="button" class="btn" id="sb_book_btn">Confirm booking</button>`);
  content.find('.cl').text(S.name + ', ' + S.email);
  $('#more').on('click', (e) => { e.preventDefault(); category(); });
  $('#sb_book_btn').on('click', async function () {
    this.disabled = true;
    gallery.commit(S);
    const r = await fetch('/v2/booking/confirm', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(S) });
    content.html(r.ok ? '<h2>Thank you! Your booking is confirmed.</h2>' : '<h2>Booking failed. Please try again.</h2>');
  });
}
const steps = [category, service, provider, time, fields, client, review];
category();

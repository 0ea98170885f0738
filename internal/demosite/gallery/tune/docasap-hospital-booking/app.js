import $ from 'jquery';
import select2 from 'select2';
import 'select2/dist/css/select2.css';
import './style.css';

if (typeof select2 === 'function') select2(window, $);
const carriers = { Aetna: ['Aetna Open Access', 'Aetna HMO', 'Aetna Choice POS II'], 'Blue Cross Blue Shield': ['BCBS PPO', 'BCBS Blue Choice', 'Federal Employee Program'], Cigna: ['Cigna Open Access Plus', 'Cigna LocalPlus'], Humana: ['Humana Choice PPO', 'Humana Gold Plus HMO'], Medicare: ['Original Medicare'], UnitedHealthcare: ['UHC Choice Plus', 'UHC Navigate'], 'Self pay / Other': ['Self pay', 'My plan is not listed'] };
const docs = [['Tobias Lindqvist, MD', 'Psychiatry', 'Fairmount Behavioral Health, 2200 Ashland Ave', 'TL'], ['Renuka Sivan, PhD', 'Psychology', 'Fairmount Medical Office Building B, 75 Commerce Dr', 'RS'], ['Carly Dubrow, LCSW', 'Counseling', 'Video visit', 'CD']];
const S = { patientType: '', reason: '', carrier: '', plan: '', searchZip: '', provider: '', slot: '', who: 'self', firstName: '', middle: '', lastName: '', dobMonth: '', dobDay: '', dobYear: '', sex: '', address: '', city: '', state: '', zip: '', phone: '', phoneType: '', email: '', emailConfirm: '', memberId: '', groupNumber: '', notes: '', promo: '', agree: '' };
const set = (k, v) => { S[k] = v; gallery.values(S); };
gallery.values(S);
const show = (n) => { $('.da-step').hide(); $('#da-step' + n).show(); $('.da-progress li').removeClass('active done').each((i, li) => { if (i + 1 === n) $(li).addClass('active'); if (i + 1 < n) $(li).addClass('done'); }); gallery.step(n); scrollTo(0, 0); };
const err = (el, m) => { const g = $(el).closest('.form-group'); g.toggleClass('has-error', !!m); g.find('.help-block.err').remove(); if (m) g.append($('<span class="help-block err">').text(m)); return !!m; };

$(() => {
  $.each(carriers, (k) => $('#carrier').append(new Option(k, k)));
  $('#carrier').select2({ placeholder: 'Choose your insurance carrier', width: '100%' }).on('change', (e) => {
    set('carrier', e.target.value);
    set('plan', '');
    $('#plan').empty().append('<option></option>').prop('disabled', false);
    (carriers[e.target.value] || []).forEach((p) => $('#plan').append(new Option(p, p)));
    $('#plan').trigger('change.select2');
  });
  $('#plan').select2({ placeholder: 'Choose your plan', width: '100%', minimumResultsForSearch: Infinity }).on('change', (e) => set('plan', e.target.value || ''));
  $('[data-model]').on('input change', (e) => { const el = e.target; set(el.dataset.model, el.type === 'checkbox' ? el.checked : el.type === 'radio' ? $(`[name=${el.name}]:checked`).val() || '' : el.tagName === 'SELECT' ? (el.value ? el.selectedOptions[0].text : '') : el.value); });
  $('.btn-toggle .btn').on('click', function () { $(this).addClass('active').attr('aria-pressed', 'true').siblings().removeClass('active').attr('aria-pressed', 'false'); set($(this).parent().data('for'), $(this).text().trim()); });
  $('.autotab').on('input', function () { if (this.value.length >= this.maxLength) $(this).parent().next().find('input').trigger('focus'); });
  $('#find').on('click', () => {
    let bad = err('#ptype', S.patientType ? '' : 'Please tell us if you are a new patient');
    bad = err('#reason', S.reason ? '' : 'Please select a reason') || bad;
    bad = err('#carrier', S.carrier ? '' : 'Please select your insurance') || bad;
    bad = err('#plan', S.plan ? '' : 'Please select your plan') || bad;
    bad = err('#searchZip', /^\d{5}$/.test(S.searchZip) ? '' : 'Enter a 5-digit ZIP code') || bad;
    if (bad) return;
    $('#find').prop('disabled', true).text('Searching...');
    $.get('/booking/availability', { zip: S.searchZip }).done((a) => { $('#find').prop('disabled', false).text('Find Appointments'); results(a, 0); show(2); });
  });
  let page = 0;
  let avail;
  function results(a, p) {
    avail = a;
    page = p;
    const start = new Date();
    start.setDate(start.getDate() + 1 + p * 5);
    const dates = [0, 1, 2, 3, 4].map((i) => { const d = new Date(start); d.setDate(d.getDate() + i); return d; });
    $('#results').html(docs.map(([n, sp, loc, ini], k) => `<div class="panel panel-default provider"><div class="panel-body"><div class="media"><div class="photo">${ini}</div><div><h4>${n}</h4><div>${sp}</div><div class="text-muted">${loc}</div></div></div><table class="slots"><thead><tr>${dates.map((d) => `<th>${d.toLocaleDateString('en-US', { weekday: 'short' })}<br>${d.toLocaleDateString('en-US', { month: 'short', day: 'numeric' })}</th>`).join('')}</tr></thead><tbody><tr>${dates.map((d) => `<td>${(a[k][d.getDay()] || []).map((t) => `<a href="javascript:void(0)" class="btn btn-slot" data-doc="${n}" data-when="${d.toLocaleDateString('en-US', { weekday: 'long', month: 'long', day: 'numeric' })}, ${t}">${t}</a>`).join('') || '<span class="text-muted">&mdash;</span>'}</td>`).join('')}</tr></tbody></table></div></div>`).join(''));
    $('#earlier').toggleClass('disabled', p === 0);
  }
  $('#later').on('click', (e) => { e.preventDefault(); results(avail, page + 1); });
  $('#earlier').on('click', (e) => { e.preventDefault(); if (page) results(avail, page - 1); });
  $('#results').on('click', '.btn-slot', function () { set('provider', this.dataset.doc); set('slot', this.dataset.when); $('.da-appt').text(`${S.reason} with ${S.provider} on ${S.slot}`); if (!S.zip) { $('#zip').val(S.searchZip); set('zip', S.searchZip); } show(3); });
  $('#to4').on('click', () => {
    let bad = false;
    for (const id of ['firstName', 'lastName', 'address', 'city', 'state', 'zip', 'phone', 'email', 'emailConfirm', 'memberId']) bad = err('#' + id, S[id].trim() ? '' : 'Required') || bad;
    bad = err('#dobMonth', +S.dobMonth >= 1 && +S.dobMonth <= 12 && +S.dobDay >= 1 && +S.dobDay <= 31 && /^\d{4}$/.test(S.dobYear) ? '' : 'Enter a valid date of birth') || bad;
    bad = err('#sexes', S.sex ? '' : 'Required') || bad;
    if (S.phone) bad = err('#phone', S.phone.replace(/\D/g, '').length >= 10 ? '' : 'Enter a 10-digit phone number') || bad;
    if (S.email) bad = err('#email', /^\S+@\S+\.\S+$/.test(S.email) ? '' : 'Enter a valid email') || bad;
    if (S.emailConfirm) bad = err('#emailConfirm', S.email === S.emailConfirm ? '' : 'Emails do not match') || bad;
    if (bad) { $('.has-error').find('input,select').first().trigger('focus'); return; }
    $('#rv').html(['Patient', 'Phone', 'Email', 'Insurance'].map((k, i) => `<dt>${k}</dt><dd></dd>`).join('')).find('dd').each((i, dd) => $(dd).text([`${S.firstName} ${S.lastName}`, S.phone, S.email, `${S.carrier} – ${S.plan}`][i]));
    show(4);
  });
  $('.back').on('click', function (e) { e.preventDefault(); show(+this.dataset.to); });
  $('#bookit').on('click', () => {
    if (err('#agree', S.agree ? '' : 'You must accept the terms to book')) return;
    gallery.commit(S);
    $('#bookit').prop('disabled', true).text('Booking...');
    $.ajax({ url: '/booking/appointments', method: 'POST', contentType: 'application/json', data: JSON.stringify(S) });
  });
});

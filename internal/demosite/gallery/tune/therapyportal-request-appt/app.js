import $ from 'jquery';
import Inputmask from 'inputmask';

const S = { isNew: '', service: '', location: '', clinician: '', slot: '', requestingFor: 'Myself', firstName: '', middleName: '', lastName: '', preferredName: '', dob: '', email: '', phone: '', phoneType: 'Mobile', zip: '', payment: '', insurer: '', comments: '', ack: '' };
const tell = () => gallery.values(S);
tell();
const names = ['Appointment', 'Date & Time', 'Client Information', 'Review'];
const services = [['New Client Intake', '60 minutes'], ['Individual Psychotherapy', '50 minutes'], ['Couples Psychotherapy', '55 minutes'], ['Medication Evaluation', '45 minutes']];
const insurers = ['Aetna', 'Blue Cross Blue Shield', 'Cigna', 'Medicare', 'Optum / UnitedHealthcare', 'Other'];
const esc = (s) => $('<i>').text(s).html();
const head = (n) => `<h1>Request an Appointment</h1><div class="crumbs">${names.map((x, i) => `<span class="${i === n ? 'on' : ''}">${i + 1}. ${x}</span>`).join(' &rsaquo; ')}</div>`;
const row = (id, label, control, req) => `<div class="row"><div class="lbl"><label for="${id}">${label}${req ? ' <span class="req">*</span>' : ''}</label></div><div class="val">${control}<span class="err" data-for="${id}"></span></div></div>`;
const text = (id, label, req, type = 'text', more = '') => row(id, label, `<input type="${type}" id="${id}" value="${esc(S[id])}" ${more}>`, req);
const radios = (id, label, opts, req) => `<div class="row" role="radiogroup" aria-labelledby="${id}-l"><div class="lbl" id="${id}-l">${label}${req ? ' <span class="req">*</span>' : ''}</div><div class="val" style="padding-top:6px">${opts.map((o) => `<label style="margin-right:16px"><input type="radio" name="${id}" value="${o}" ${S[id] === o ? 'checked' : ''}> ${o}</label>`).join('')}<span class="err" data-for="${id}"></span></div></div>`;
const say = (id, msg) => { $(`.err[data-for=${id}]`).text(msg); $('#' + id).toggleClass('invalid', !!msg).attr('aria-invalid', !!msg); };
const need = (map) => { let ok = true; for (const [id, msg] of Object.entries(map)) { const m = typeof msg === 'function' ? msg(S[id]) : !S[id].trim() && msg; say(id, m || ''); if (m) ok = false; } return ok; };

const screens = [
  () => {
    $('#main').html(head(0) + `<p>Welcome! Tell us what you are looking for and we'll show you times that are open.</p>` + radios('isNew', 'Have you been seen here before?', ['No, I am a new client', 'Yes, I am a current client'], true)
      + `<div class="row"><div class="lbl" id="service-lbl">Service <span class="req">*</span></div><div class="val"><div class="psyDropdown" id="service"><div class="psyDropdown-toggle" tabindex="0" role="button" aria-haspopup="listbox" aria-labelledby="service-lbl service-txt"><span id="service-txt">${esc(S.service) || 'Select a service'}</span></div><ul class="psyDropdown-list" role="listbox">${services.map(([n, d]) => `<li class="psyDropdown-item" role="option" data-name="${n}">${n}<small>${d}</small></li>`).join('')}</ul></div><span class="err" data-for="service"></span></div></div>`
      + row('location', 'Location', `<select id="location"><option value="">Any location</option><option>Heron Point - Main Street</option><option>Telehealth (video)</option></select>`, true)
      + `<div class="foot"><button type="button" class="btn" id="find">Find Availability</button></div>`);
    $('#location').val(S.location);
    $('.psyDropdown-toggle').on('click', () => $('.psyDropdown-list').toggleClass('open')).on('keydown', (e) => { if (e.key === 'Enter' || e.key === 'ArrowDown') { e.preventDefault(); $('.psyDropdown-list').addClass('open'); } });
    $('.psyDropdown-item').on('click', function () { S.service = this.dataset.name; $('#service-txt').text(S.service); $('.psyDropdown-list').removeClass('open'); say('service', ''); tell(); });
    $('#find').on('click', () => { if (need({ isNew: 'Please select one.', service: 'Please select a service.', location: 'Please select a location.' })) go(1); });
  },
  async () => {
    $('#main').html(head(1) + '<div class="loading">Loading availability&hellip;</div>');
    const data = await (await fetch('/p/heronpoint/api/availability?service=' + encodeURIComponent(S.service))).json();
    const day = (n) => { const d = new Date(); d.setDate(d.getDate() + n); return d; };
    $('#main .loading').replaceWith(data.clinicians.map((c) => `<div class="clinician"><h3>${c.name}</h3><div>${c.title}</div><div class="days">${c.days.map((d) => { const at = day(d.in); const label = at.toLocaleDateString('en-US', { weekday: 'short', month: 'short', day: 'numeric' }); return `<div class="day"><b>${label}</b>${d.times.map((t) => `<a class="time" tabindex="0" data-c="${c.name}" data-t="${at.toLocaleDateString('en-US')} ${t}">${t}</a>`).join('') || '<span class="none">&mdash;</span>'}</div>`; }).join('')}</div></div>`).join('') + '<div class="foot"><button type="button" class="btn sec" id="back">&lsaquo; Back</button></div>');
    $('a.time').on('click', async function () {
      S.clinician = this.dataset.c; S.slot = this.dataset.t; tell();
      await fetch('/p/heronpoint/api/holds', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ slot: S.slot, clinician: S.clinician }) });
      go(2);
    });
    $('#back').on('click', () => go(0));
  },
  () => {
    $('#main').html(head(2) + `<p><b>${esc(S.service)}</b> with <b>${esc(S.clinician)}</b>, ${esc(S.slot)} <a href="#" id="change">Change</a></p>` + radios('requestingFor', 'I am requesting for', ['Myself', 'Someone else'])
      + '<h2>Client</h2>' + text('firstName', 'Legal First Name', true) + text('middleName', 'Middle Name') + text('lastName', 'Legal Last Name', true) + text('preferredName', 'Preferred Name') + text('dob', 'Date of Birth', true, 'text', 'placeholder="mm/dd/yyyy"')
      + '<h2>Contact</h2>' + text('email', 'Email', true, 'email') + row('phone', 'Phone', `<input type="tel" id="phone" value="${esc(S.phone)}"> <select id="phoneType" aria-label="Phone type" style="width:110px"><option>Mobile</option><option>Home</option><option>Work</option></select>`, true) + text('zip', 'ZIP Code', true, 'text', 'maxlength="10" style="width:110px"')
      + '<h2>Payment</h2>' + radios('payment', 'How will you pay?', ['Insurance', 'Self-pay'], true) + `<div id="ins" style="${S.payment === 'Insurance' ? '' : 'display:none'}">` + row('insurer', 'Insurance company', `<select id="insurer"><option value=""></option>${insurers.map((i) => `<option>${i}</option>`).join('')}</select>`, true) + '</div>'
      + row('comments', 'Comments for the clinician', `<textarea id="comments" maxlength="1000">${esc(S.comments)}</textarea><br><small>Briefly, what brings you in?</small>`)
      + '<div class="foot"><button type="button" class="btn sec" id="back">&lsaquo; Back</button> <button type="button" class="btn" id="cont">Review Request &rsaquo;</button></div>');
    Inputmask('99/99/9999', { placeholder: '_' }).mask('#dob');
    Inputmask('(999) 999-9999').mask('#phone');
    $('#phoneType').val(S.phoneType); $('#insurer').val(S.insurer);
    $('#change').on('click', (e) => { e.preventDefault(); go(1); });
    $('#back').on('click', () => go(1));
    $('#cont').on('click', () => {
      const list = { firstName: 'First name is required.', lastName: 'Last name is required.', dob: (v) => !/^\d\d\/\d\d\/\d{4}$/.test(v) && 'Enter a valid date.', email: (v) => !/^\S+@\S+\.\S+$/.test(v) && 'Enter a valid email.', phone: (v) => v.replace(/\D/g, '').length !== 10 && 'Enter a 10-digit phone number.', zip: (v) => !/^\d{5}/.test(v) && 'Enter a valid ZIP code.', payment: 'Please select one.' };
      if (S.payment === 'Insurance') list.insurer = 'Please select your insurance company.';
      if (need(list)) go(3); else document.querySelector('.invalid')?.focus();
    });
  },
  () => {
    $('#main').html(head(3) + `<dl class="sum"><dt>Service</dt><dd>${esc(S.service)}</dd><dt>Clinician</dt><dd>${esc(S.clinician)}</dd><dt>When</dt><dd>${esc(S.slot)}</dd><dt>Client</dt><dd>${esc(S.firstName + ' ' + S.lastName)}</dd><dt>Date of birth</dt><dd>${esc(S.dob)}</dd><dt>Phone</dt><dd>${esc(S.phone)}</dd></dl>
      <p><label><input type="checkbox" id="ack"> I understand that this is a request, and that the practice will contact me to confirm.</label><span class="err" data-for="ack"></span></p><div class="foot"><button type="button" class="btn sec" id="back">&lsaquo; Back</button> <button type="button" class="btn" id="send">Submit Request</button></div>`);
    $('#back').on('click', () => go(2));
    $('#send').on('click', async function () {
      if (!need({ ack: 'Please confirm.' })) return;
      $(this).prop('disabled', true).text('Submitting…');
      gallery.commit(S);
      const r = await fetch('/p/heronpoint/api/appointments/requests', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(S) });
      $('#main').html(r.ok ? '<h1>Your request has been sent.</h1>' : '<h1>Something went wrong. Please call the office.</h1>');
    });
  },
];
function go(n) { gallery.step(n + 1); screens[n](); scrollTo(0, 0); }
$('#main').on('input change', 'input,select,textarea', function () {
  const k = this.type === 'radio' ? this.name : this.id;
  if (!(k in S)) return;
  S[k] = this.type === 'checkbox' ? (this.checked ? 'on' : '') : this.value;
  if (k === 'payment') $('#ins').toggle(S.payment === 'Insurance');
  say(k, ''); tell();
});
go(0);

// Google tag: Analytics 4 with enhanced measurement, Ads with enhanced conversions.
let stream = '';
let ads = '';
let user = {};
const cid = cookie('_ga', () => 'GA1.1.' + random() + '.' + Math.floor(Date.now() / 1000)).split('.').slice(-2).join('.');
const sid = Math.floor(Date.now() / 1000);
let n = 1;

function collect(en, params) {
  const line = { en };
  for (const [k, v] of Object.entries(params || {})) line[(typeof v === 'number' ? 'epn.' : 'ep.') + k] = v;
  const p = { v: 2, tid: stream, gtm: '45je6c10v9', _p: Date.now(), cid, ul: navigator.language.toLowerCase(), sr: screen.width + 'x' + screen.height,
    _s: n++, sid, sct: 1, seg: 0, dl: here(), dr: document.referrer, dt: document.title };
  const url = 'https://www.google-analytics.com/g/collect?';
  // A page view travels in the address; an event with parameters is a line of the body.
  if (en === 'page_view') navigator.sendBeacon(url + query({ ...p, en }));
  else navigator.sendBeacon(url + query(p), query(line) + '\r\n');
}

async function conversion(params) {
  const label = (params.send_to || '').split('/')[1];
  const part = async (k, v) => (v ? '~' + k + '.' + b64url(await digest('SHA-256', v)) : '');
  const a = user.address || {};
  const em = 'tv.1' + await part('em', user.email && lower(user.email).replace(/\s/g, '')) + await part('pn', user.phone_number && e164(user.phone_number))
    + await part('fn0', a.first_name && lower(a.first_name)) + await part('ln0', a.last_name && lower(a.last_name));
  image('https://www.googleadservices.com/pagead/conversion/' + ads.slice(3) + '/?' + query({
    random: Date.now(), cv: 11, fst: Date.now(), bg: 'ffffff', guid: 'ON', async: 1, label, url: here(), tiba: document.title, hn: 'www.googleadservices.com', auid: cookie('_gcl_au', () => '1.1.' + random() + '.' + sid), em,
  }));
}

function run(a) {
  const [verb, x, y] = a;
  if (verb === 'config' && x.startsWith('AW-')) ads = x;
  else if (verb === 'config') { stream = x; collect('page_view'); }
  else if (verb === 'set' && x === 'user_data') user = y;
  else if (verb === 'event' && x === 'conversion') conversion(y);
  else if (verb === 'event') collect(x, y);
}
// This script may come before the page's own snippet, which waits for stylesheets.
const layer = window.dataLayer = window.dataLayer || [];
layer.forEach(run);
layer.push = function (a) { run(a); return Array.prototype.push.call(this, a); };

let started = false;
document.addEventListener('focusin', (e) => {
  const form = e.target.form;
  if (!form || started) return;
  started = true;
  collect('form_start', { form_id: form.id, form_name: form.name, form_destination: form.action });
});
onSubmit((form) => collect('form_submit', { form_id: form.id, form_destination: form.action, form_submit_text: (form.querySelector('button') || {}).textContent }));

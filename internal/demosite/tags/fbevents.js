// Meta Pixel with automatic advanced matching and automatic events.
const q = window.fbq.queue || [];
let id = '';
const ud = {};
const fbp = cookie('_fbp', () => 'fb.2.' + Date.now() + '.' + random());

function send(ev, custom) {
  const p = { id, ev, dl: here(), rl: document.referrer, if: String(window.top !== window), ts: Date.now(), sw: screen.width, sh: screen.height };
  for (const [k, v] of Object.entries(custom || {})) p['cd[' + k + ']'] = typeof v === 'string' ? v : JSON.stringify(v);
  for (const [k, v] of Object.entries(ud)) p['udff[' + k + ']'] = v;
  if (Object.keys(ud).length) p.es = 'automatic';
  Object.assign(p, { v: '2.9.176', r: 'stable', ec: send.n++, o: 4126, fbp });
  image('https://www.facebook.com/tr/?' + query(p));
}
send.n = 0;

onField(async (el, value) => {
  switch (what(el)) {
    case 'email': ud.em = await sha256(lower(value)); break;
    case 'phone': ud.ph = await sha256(national(value)); break; // no country code, as captured in the wild
    case 'given': ud.fn = await sha256(lower(value).replace(/\s/g, '')); break;
    case 'family': ud.ln = await sha256(lower(value).replace(/\s/g, '')); break;
  }
});

function features(form) {
  return Array.from(form.elements).filter((e) => e.name).map((e) => ({
    id: e.id, name: e.name, tag: e.tagName.toLowerCase(), placeholder: e.placeholder || '', inputType: e.type || '', valueMeaning: what(e) || 'empty',
  }));
}

onSubmit((form, e) => {
  const b = e.submitter || form.querySelector('button');
  send('SubscribedButtonClick', {
    buttonFeatures: { classList: b ? b.className : '', destination: form.action, tag: 'button', type: 'submit' },
    buttonText: b ? b.textContent.trim() : '', formFeatures: features(form), pageFeatures: { title: document.title },
  });
});

window.fbq.now = function (verb, a, b) {
  if (verb === 'init') id = a;
  else if (verb === 'track' || verb === 'trackCustom') send(a, b);
};
q.splice(0).forEach((args) => window.fbq.now(...args));

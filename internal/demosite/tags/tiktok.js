// TikTok Pixel with automatic advanced matching.
const queue = Array.isArray(window.ttq) ? window.ttq : [];
const user = {};
const ttp = cookie('_ttp', () => '2' + random() + random());

function track(event, properties) {
  post('https://analytics.tiktok.com/api/v2/pixel', JSON.stringify({
    event, event_id: random(), timestamp: new Date().toISOString(), is_onsite: false, properties: properties || {},
    context: { ad: { sdk_env: 'external' }, user: { ...user, anonymous_id: ttp }, pixel: { code: 'CHRBRLGHT0TT', runtime: '1' },
      page: { url: here(), referrer: document.referrer, load_progress: '2' }, library: { name: 'pixel.js', version: '2.2.1' }, device: { platform: 'pc' } },
    signal_diagnostic_labels: {},
  }), { 'Content-Type': 'text/plain' });
}

onField(async (el, value) => {
  if (what(el) === 'email') user.email = await sha256(lower(value));
  if (what(el) === 'phone') user.phone_number = await sha256(e164(value));
});
onSubmit(() => track('SubmitForm', { content_name: document.title }));

function run([verb, a, b]) {
  if (verb === 'page') track('Pageview');
  if (verb === 'track') track(a, b);
}
queue.forEach(run);
window.ttq = { push: run };

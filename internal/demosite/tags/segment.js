// Segment's analytics.js: page, identify, track.
const anonymousId = cookie('ajs_anonymous_id', () => crypto.randomUUID());
let userId = null;
const send = (path, o) => post('https://api.segment.io/v1/' + path, JSON.stringify({
  timestamp: new Date().toISOString(), integrations: {}, anonymousId, userId, ...o,
  context: { page: { path: location.pathname, referrer: document.referrer, search: location.search, title: document.title, url: here() }, userAgent: navigator.userAgent, locale: navigator.language, library: { name: 'analytics.js', version: 'npm:next-1.81.0' } },
  messageId: 'ajs-next-' + Date.now() + '-' + random(), writeKey: 'hRbRlGhTwrItEkEy', sentAt: new Date().toISOString(),
}), { 'Content-Type': 'text/plain' });
const api = {
  page: () => send('p', { type: 'page', properties: { path: location.pathname, title: document.title, url: here() } }),
  identify: (id, traits) => { userId = id; return send('i', { type: 'identify', traits }); },
  track: (event, properties) => send('t', { type: 'track', event, properties }),
};
const queue = Array.isArray(window.analytics) ? window.analytics : [];
window.analytics = api;
queue.forEach(([verb, ...args]) => api[verb](...args));
api.page();

// Hotjar-like session replay: what is typed goes out over a WebSocket as it is typed.
const uid = cookie('_hjSessionUser_3550142', () => crypto.randomUUID());
const ws = new WebSocket('wss://ws.hotjar.com/api/v2/client/ws?v=7&site_id=3550142');
const waiting = [];
const send = (o) => {
  const s = JSON.stringify(o);
  if (ws.readyState === WebSocket.OPEN) ws.send(s); else waiting.push(s);
};
ws.onopen = () => waiting.splice(0).forEach((s) => ws.send(s));
send({ type: 'visit', data: { user_id: uid, url: here(), title: document.title, width: innerWidth, height: innerHeight } });

const timers = new WeakMap();
document.addEventListener('input', (e) => {
  const el = e.composedPath()[0];
  if (el.type === 'password' || !('value' in el)) return;
  clearTimeout(timers.get(el));
  timers.set(el, setTimeout(() => send({ type: 'input', data: { selector: '#' + (el.id || el.name), value: el.value, ts: Date.now() } }), 250));
}, true);
onField((el, value) => {
  if (el.type === 'password' || el.type === 'file') return;
  send({ type: 'change', data: { selector: '#' + (el.id || el.name), value, ts: Date.now() } });
});

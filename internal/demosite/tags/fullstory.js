// FullStory-like session replay: a page record, then gzip'd bundles with a Content-Encoding header.
const org = window._fs_org || 'o-1HRB0R-na1';
const uid = cookie('fs_uid', () => '#' + org + '#' + random() + ':' + random());
const session = random();
post('https://rs.fullstory.com/rec/page', JSON.stringify({ OrgId: org, UserId: uid, Url: here(), Referrer: document.referrer, Title: document.title, ViewportWidth: innerWidth, ViewportHeight: innerHeight }), { 'Content-Type': 'text/plain' });

let seq = 0;
let events = [];
let timer = 0;
async function flush() {
  timer = 0;
  const evts = events.splice(0);
  if (!evts.length) return;
  const body = await gzip(JSON.stringify({ Seq: ++seq, When: Date.now(), Evts: evts }));
  fetch('https://rs.fullstory.com/rec/bundle/v2?' + query({ OrgId: org, UserId: uid, SessionId: session, Seq: seq }), {
    method: 'POST', body, headers: { 'Content-Type': 'application/json', 'Content-Encoding': 'gzip' } }).catch(() => {});
}
onField((el, value) => {
  if (el.type === 'password') return;
  events.push({ Kind: 17, Args: [el.id || el.name, value], When: Date.now() });
  timer = timer || setTimeout(flush, 300);
});

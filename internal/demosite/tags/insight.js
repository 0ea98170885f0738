// LinkedIn Insight: a page view, and website actions as base64(gzip(JSON)).
const pid = window._linkedin_partner_id || '5550142';
const fat = cookie('li_fat_id', () => crypto.randomUUID());
image('https://px.ads.linkedin.com/collect/?' + query({ v: 2, fmt: 'js', pid, time: Date.now(), li_fat_id: fat, url: here() }));

let hem = '';
async function action(kind, el) {
  const body = await gzip(JSON.stringify({
    pids: [Number(pid)], scriptVersion: 247, time: Date.now(), domain: location.host, url: here(), pageTitle: document.title, websiteSignalRequestId: crypto.randomUUID(),
    isTranslated: false, liFatId: fat, liGiant: '', misc: { psbState: 0 }, isLinkedInApp: false, hem: hem || null, signalType: kind, isFilteredByClient: false,
    href: '', domAttributes: { elementSemanticType: null, elementValue: null, elementType: el.type || null, tagName: el.tagName, innerText: (el.innerText || '').slice(0, 80), elementTitle: null, cursor: 'pointer' },
  }));
  post('https://px.ads.linkedin.com/wa/', b64(body), { 'Content-Type': 'text/plain;charset=UTF-8' });
}
onField(async (el, value) => {
  if (what(el) !== 'email') return;
  hem = await sha256(lower(value));
  action('CHANGE', el);
});
document.addEventListener('click', (e) => {
  const el = e.target.closest && e.target.closest('a,button');
  if (el) action('CLICK', el);
}, true);

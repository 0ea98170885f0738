// Pinterest tag.
const epik = cookie('_epik', () => 'dj0yJnU9' + random() + random());
const send = (event, data) => image('https://ct.pinterest.com/v3/?' + query({
  tid: '2612345678901', event, ed: JSON.stringify(data || {}), pd: JSON.stringify({ np: 'gtm', epik }), cb: Date.now(),
  ad: JSON.stringify({ loc: here(), ref: document.referrer, if: false, sh: screen.height, sw: screen.width, mh: '6a1c0de5' }),
}));
const run = (verb, a, b) => { if (verb === 'page') send('pagevisit'); if (verb === 'track') send(a, b); };
const queue = (window.pintrk && window.pintrk.queue) || []; // this script may come first
window.pintrk = run;
queue.forEach((a) => run(...a));

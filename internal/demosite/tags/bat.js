// Microsoft Advertising UET with enhanced conversions.
const mid = crypto.randomUUID();
const vid = cookie('_uetvid', () => random() + random());
const sid = cookie('_uetsid', () => random());
const common = (evt) => ({ ti: '55501420', Ver: 2, mid, bo: common.n++, sid, vid, vids: 1, msclkid: 'N', evt });
common.n = 1;
image('https://bat.bing.com/action/0?' + query({ ...common('pageLoad'), pi: 918639831, lg: navigator.language, sw: screen.width, sh: screen.height, tl: document.title, p: here(), r: document.referrer, lt: 812, sv: 1 }));

const pid = {};
onField(async (el, value) => {
  if (what(el) === 'email') pid.em = await sha256(lower(value));
  if (what(el) === 'phone') pid.ph = await sha256('1' + national(value));
});
// pid is a query inside a query: its = and & are percent-encoded once more.
onSubmit(() => image('https://bat.bing.com/action/0?' + query({ ...common('custom'), ea: 'submit_form', ec: 'forms', pid: query(pid), p: here() })));

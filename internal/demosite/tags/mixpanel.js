// Mixpanel: a form POST whose data field is base64 of JSON.
const distinct = cookie('mp_hrbr_mixpanel', () => '$device:' + crypto.randomUUID());
const track = (event, props) => post('https://api-js.mixpanel.com/track/?verbose=1&ip=1&_=' + Date.now(), new URLSearchParams({
  data: b64(utf8(JSON.stringify([{ event, properties: { token: '0142hrbrlght', time: Date.now() / 1000, distinct_id: distinct, $device_id: distinct.slice(8), $current_url: here(), current_page_title: document.title, $referrer: document.referrer, mp_lib: 'web', ...props } }]))),
}));
window.mixpanel = { track, people: { set: (p) => track('$set', p) } };
track('$mp_web_page_view');

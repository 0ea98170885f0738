// An exit-intent tool: an address that was typed and not sent goes out when the page is left.
let typed = '';
document.addEventListener('input', (e) => { if (e.target.type === 'email') typed = e.target.value; }, true);
addEventListener('pagehide', () => {
  if (typed) navigator.sendBeacon('https://events.bouncex.net/track.gif/abandon', JSON.stringify({ wid: 5550, did: random(), k: b64url(utf8(lower(typed))) }));
});

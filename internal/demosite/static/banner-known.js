// A banner in the shape of a known consent manager (its element ids and globals are
// OneTrust's; the code is our own). It keeps the choice in a cookie, refuses in two
// steps, and speaks Consent Mode and TCF.
(() => {
  window.dataLayer = window.dataLayer || [];
  function gtag() { window.dataLayer.push(arguments); }
  const types = (v) => ({ ad_storage: v, analytics_storage: v, ad_user_data: v, ad_personalization: v });
  gtag('consent', 'default', types('denied'));
  const cookie = (name) => (document.cookie.match(new RegExp('(?:^|; )' + name + '=([^;]*)')) || [])[1];
  let tc = { tcString: '', eventStatus: 'cmpuishown', listenerId: 1, purpose: { consents: {} } };
  window.__tcfapi = (command, version, callback) => callback(command === 'addEventListener' ? tc : {}, true);

  function apply(all, now) {
    window.OnetrustActiveGroups = all ? ',C0001,C0002,C0004,' : ',C0001,';
    gtag('consent', 'update', types(all ? 'granted' : 'denied'));
    tc = { ...tc, tcString: all ? 'CP-all' : 'CP-none', eventStatus: now ? 'useractioncomplete' : 'tcloaded', purpose: { consents: Object.fromEntries([1, 2, 3, 4].map((n) => [n, all])) } };
    if (all) for (const s of document.querySelectorAll('script[type="text/plain"].optanon-category-C0004')) { const run = document.createElement('script'); run.textContent = s.textContent; s.replaceWith(run); }
    document.dispatchEvent(new CustomEvent('banner-closed'));
  }
  const kept = cookie('OptanonConsent');
  if (kept) { apply(kept === 'all', false); return; }
  const box = document.createElement('div');
  box.id = 'onetrust-consent-sdk';
  box.innerHTML = `<div id="onetrust-banner-sdk" role="region" aria-label="Cookie banner" style="position:fixed;inset:auto 0 0 0;padding:1rem;background:#fff;border-top:2px solid #1f5f68">
<p>By clicking “Accept All Cookies”, you agree to the storing of cookies on your device.</p>
<button id="onetrust-pc-btn-handler">Cookies Settings</button> <button id="onetrust-accept-btn-handler">Accept All Cookies</button></div>
<div id="onetrust-pc-sdk" role="dialog" aria-label="Preference center" style="display:none;position:fixed;inset:10% 20% auto;padding:1rem;background:#fff;border:2px solid #1f5f68">
<p>When you visit any website, it may store or retrieve information on your browser, mostly in the form of cookies.</p>
<button id="accept-recommended-btn-handler">Allow All</button> <button class="ot-pc-refuse-all-handler">Reject All</button></div>`;
  document.body.append(box);
  const choose = (all) => { document.cookie = 'OptanonConsent=' + (all ? 'all' : 'none') + '; path=/; max-age=31536000; SameSite=Lax; Secure'; box.remove(); apply(all, true); };
  box.querySelector('#onetrust-pc-btn-handler').onclick = () => { box.querySelector('#onetrust-pc-sdk').style.display = 'block'; };
  box.querySelector('#onetrust-accept-btn-handler').onclick = () => choose(true);
  box.querySelector('#accept-recommended-btn-handler').onclick = () => choose(true);
  box.querySelector('.ot-pc-refuse-all-handler').onclick = () => choose(false);
})();

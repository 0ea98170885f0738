// Reads what the page's consent interfaces say, in the page's own world, where
// they are. It calls nothing but their documented reading commands, waits for no
// more than a second, and gives no consent string away.
(async (tell) => {
  const out = { GPC: navigator.globalPrivacyControl === true };
  const ask = (api, ...args) => new Promise((done) => {
    setTimeout(done, 1000);
    try { api(...args, (data, ok) => done(ok === false ? undefined : data)); } catch { done(); }
  });
  if (typeof window.__tcfapi === 'function') {
    const tc = await ask((cb) => { // addEventListener is how TCF v2.2 gives the data
      let id;
      window.__tcfapi('addEventListener', 2, (data, ok) => { id = data?.listenerId; cb(data, ok); if (id !== undefined) setTimeout(() => { try { window.__tcfapi('removeEventListener', 2, () => {}, id); } catch { /* its own affair */ } }, 0); });
    });
    if (tc && typeof tc === 'object') {
      out.TCF = true;
      out.TCFString = typeof tc.tcString === 'string' && tc.tcString !== '';
      out.TCFStatus = String(tc.eventStatus || '').slice(0, 40);
      out.TCFPurposes = Object.values(tc.purpose?.consents || {}).filter((v) => v === true).length;
    }
  }
  if (typeof window.__gpp === 'function') {
    const ping = await ask((cb) => window.__gpp('ping', cb));
    if (ping && typeof ping === 'object') {
      out.GPP = true;
      out.GPPSections = (Array.isArray(ping.applicableSections) ? ping.applicableSections : []).slice(0, 20).map((s) => String(s).slice(0, 10));
    }
  }
  const mode = { default: {}, update: {} };
  for (const e of Array.isArray(window.dataLayer) ? window.dataLayer.slice(0, 2000) : []) {
    if (!e || e[0] !== 'consent' || !Object.hasOwn(mode, e[1]) || typeof e[2] !== 'object') continue;
    for (const [k, v] of Object.entries(e[2] || {}).slice(0, 20)) if (v === 'granted' || v === 'denied') mode[e[1]][String(k).slice(0, 40)] = v;
  }
  out.Default = mode.default; out.Update = mode.update;
  try { const t = tell(); if (t === 'accept' || t === 'reject') out.Told = t; } catch { /* it does not tell */ }
  return JSON.stringify(out);
})

// Clicks what looks like navigation made by scripts, with every navigation
// caught and called off, and says where each would have led; null when there was
// nothing to click.
(async function (limit, shun, wait) {
  const found = new Set(), add = (u) => { try { const x = new URL(u, document.baseURI); if (/^https?:$/.test(x.protocol) && found.size < 200) found.add(x.href.slice(0, 4096)); } catch { /* no address */ } };
  const bad = new RegExp(shun, 'i');
  let clicks = 0;
  const stop = (e) => { if (e.navigationType === 'reload') { e.cancelable && e.preventDefault(); return; } add(e.destination.url); if (e.cancelable) e.preventDefault(); };
  const noSubmit = (e) => e.preventDefault();
  if (!globalThis.navigation) return null;
  navigation.addEventListener('navigate', stop);
  addEventListener('submit', noSubmit, true);
  const kept = location.href;
  try {
    const list = document.querySelectorAll('button, [role=link], [role=button], [role=menuitem], [onclick], [data-href], [tabindex="0"]');
    for (const el of [...list].slice(0, 400)) {
      if (clicks >= limit) break;
      if (el.closest('form, dialog, [role=dialog], [contenteditable]') || el.matches('input, select, textarea, label, [type=submit], [aria-haspopup], [aria-expanded], [disabled], [download]')) continue;
      const a = el.closest('a[href]');
      if (a && /^(https?:|\/|#|tel:|mailto:|sms:)/i.test(a.getAttribute('href'))) continue;
      const r = el.getBoundingClientRect();
      const text = (el.getAttribute('aria-label') || el.textContent || el.title || '').slice(0, 200);
      if (!text.trim() || r.width < 2 || r.height < 2 || !el.checkVisibility({ visibilityProperty: true }) || bad.test(text + ' ' + el.id + ' ' + el.className)) continue;
      clicks++;
      el.click();
      await new Promise((d) => setTimeout(d, wait));
      if (!el.isConnected) break;
    }
    if (clicks === 0) return null;
    await new Promise((d) => setTimeout(d, wait * 3));
  } finally {
    navigation.removeEventListener('navigate', stop);
    removeEventListener('submit', noSubmit, true);
  }
  found.delete(kept);
  return [...found];
})

  // Ways: the buttons of forms, folds, what opens a form, links.
  // A form seen before whose fields are gone may still show its last button (the
  // review page of a wizard): it is reported without fields, under its number.
  for (const k of st.kept.toReversed()) {
    const el = k.chain.map((r) => r.deref()).find((e) => e && e.isConnected);
    if (!el || el === document.body || !above.has(el) || [...forms.keys()].some((o) => el.contains(o))) continue;
    const f = formOf(el);
    if (f) { f.ref = k.ref; f.implicit = k.implicit; }
  }
  // So does one on a page of its own, which asks for nothing more.
  for (const b of plain) {
    const o = ownerOf(b);
    if (o && !forms.has(o) && (kindOf(b) === 'submit' || plain.filter((x) => o.contains(x)).length === 1) && rendered(b) && (attr(o, 'method').toLowerCase() === 'post' || has(o, 'hx-post')) && commits.test(say(b))) formOf(b);
  }
  const follows = (f, b) => { const shown = f.controls.filter((c) => c.visible && c.at); return shown.length > 0 && shown.every((c) => c.at.compareDocumentPosition(b) & 4) && !shown.some((c) => c.type === 'slots' && c.options.some((o) => o.ref === st.ids.get(b))); };
  // A button outside every form ("Next" in a bar of its own) belongs to the one form
  // beside it that shows fields and no button.
  const besideForm = (b) => {
    if (!rendered(b) || !(commits.test(say(b))) || b.closest('nav,header,[role=navigation],[role=banner]')) return null;
    const near = [...forms].filter(([k, f]) => !f.implicit && f.controls.some((c) => c.visible) && !plain.some((o) => o !== b && ownerOf(o) === k && rendered(o) && (kindOf(o) === 'submit' || commits.test(say(o)))));
    for (let a = up(b), i = 0; a && i < 40; a = up(a), i++) {
      const here = near.filter(([k]) => a.contains(k));
      if (here.length) return here.length === 1 ? here[0][1] : null;
    }
    return null;
  };
  // What its server knows a button by: a link of ASP.NET's names it in its script.
  const serverName = (b) => attr(b, 'name') || (/__doPostBack\('([^']{1,200})'/.exec(attr(b, 'href') + attr(b, 'onclick')) || [])[1] || '';
  for (const b of plain) {
    if (taken.has(b) || card(b)) continue;
    const owner = ownerOf(b);
    let f = owner ? forms.get(owner) : null;
    if (!f) for (let a = up(b), i = 0; a && i < 40 && !f; a = up(a), i++) f = forms.get(a);
    f ||= besideForm(b);
    if (!f || f.buttons.length >= 60 || inCalendar(b) || pages(b) || !rendered(b) && b.closest('td,[role=grid],[class*=calendar i],[class*=datepicker i]')) continue;
    const host = hostOf(b);
    f.buttons.push({ ref: ref(b), text: say(b) || (host ? textOf(host, 100) : ''), type: kindOf(b), visible: rendered(b) && !trick(b), disabled: b.disabled === true || attr(b, 'aria-disabled') === 'true', name: clean(attr(b, 'name'), 80), action: clean(attr(b, 'formaction'), 300), mark: clean(attr(b, 'class').slice(0, 120) + ' ' + serverName(b).slice(-60) + '=' + attr(b, 'value').slice(0, 20)),
      main: /(^|[-_ ])(primary|cta|main|accent|filled|contained|solid|success|next|submit)([-_ ]|$)/i.test(attr(b, 'class') + ' ' + (host ? attr(host, 'variant') + ' ' + attr(host, 'class') + ' ' + attr(host, 'color') : attr(b, 'color'))) && !/secondary|outline|ghost|link|tertiary/i.test(attr(b, 'class')),
      after: !/^(tab|menuitem|option|switch)$/.test(roleOf(b)) && !has(b, 'aria-expanded') && !has(b, 'aria-haspopup') && !has(b, 'aria-pressed') && !inChrome(b) && follows(f, b) });
  }
  // What opens a part that is folded away: a summary, a tab, a head of an accordion.
  const triggers = [...document.querySelectorAll('summary,button[aria-expanded=false],[aria-expanded=false][aria-controls],[role=tab][aria-controls],[data-bs-toggle],[data-toggle]')].slice(0, 80);
  for (const [key, f] of forms) {
    f.controls.sort((x, y) => { const p = x.at.compareDocumentPosition(y.at); return p & 1 ? 0 : p & 4 ? -1 : p & 2 ? 1 : 0; });
    for (const c of f.controls) delete c.at;
    for (const s of triggers) {
      const to = attr(s, 'aria-controls') || (attr(s, 'data-bs-target') || attr(s, 'data-target') || attr(s, 'href')).replace(/^#/, '');
      const summary = s.tagName === 'SUMMARY', body = summary ? s.closest('details:not([open])') : to && document.getElementById(to);
      // Some make what is in a part of an accordion as it is opened: the head of it is all there is.
      if (f.folds.length < 12 && !body && s.tagName === 'BUTTON' && attr(s, 'aria-expanded') === 'false' && !has(s, 'aria-haspopup') && !inputs.includes(s) && !roleOf(s) && key.contains(s) && rendered(s) && (s.closest('h2,h3,h4,h5,h6,[role=heading]') || /accordion|collaps|panel/i.test(attr(s, 'class') + attr(up(s) || s, 'class') + attr(s, 'data-slot'))) && !inChrome(s)) f.folds.push({ ref: ref(s), holds: [], made: true });
      if (f.folds.length >= 12 || !body || !key.contains(body) || !rendered(s) || !summary && (body.contains(s) || rendered(body))) continue;
      if (s.tagName === 'INPUT' || inputs.includes(s) || has(s, 'aria-haspopup') || /^(combobox|textbox|listbox)$/.test(roleOf(s))) continue;
      const within = [...inputs, ...buttons.filter((b) => kindOf(b) === 'submit')].filter((i) => body.contains(i));
      if (within.some((i) => !rendered(i) && !rendered(up(i) || i))) f.folds.push({ ref: ref(s), holds: within.filter((i) => inputs.includes(i)).slice(0, 60).map(ref) });
    }
    for (const i of [...(key.querySelectorAll?.('iframe[src]') || [])].slice(0, 20)) f.frames.push(abs(attr(i, 'src')));
    if (f.controls.length && st.kept.length < 60 && !st.kept.some((k) => k.ref === f.ref)) {
      const chain = [];
      for (let a = key; a && chain.length < 5; a = up(a)) chain.push(new WeakRef(a));
      st.kept.push({ ref: f.ref, implicit: f.implicit, chain });
    }
    delete f.key;
    out.forms.push(f);
  }
  // What may open a form in a dialog: a button, or a link that leads nowhere, that
  // offers what a patient would ask for. In a page's frame, the start page speaks for all.
  // Where nothing can be filled in yet, a notice may stand before it.
  const shut = inputs.length > 0 && !inputs.some((i) => rendered(i) && !/^(search|email)$/.test(i.type));
  // Where nothing can be filled in at all, the main button of the page may lead to it.
  const lonely = !inputs.some((i) => rendered(i) && i.type !== 'search'), never = new RegExp(opts.never, 'i');
  const coloured = (b) => { const m = /^rgba?\((\d+), (\d+), (\d+)(?:, ([\d.]+))?/.exec(getComputedStyle(b).backgroundColor); return !!m && (m[4] === undefined || +m[4] > 0.5) && Math.min(+m[1], +m[2], +m[3]) < 215; };
  const mainly = (b) => (/(^|[-_ ])(primary|cta|btn-lg|hero|main|filled|contained)([-_ ]|$)/i.test(attr(b, 'class')) || coloured(b)) && !has(b, 'aria-expanded') && !has(b, 'aria-haspopup');
  const read = /^(next|yes|enter|i (understand|agree|acknowledge|accept|have read)|understood|got it|agree|continue|proceed|accept and continue|verstanden|einverstanden|de acuerdo|entendido|j'ai compris|j'accepte)\b.{0,40}$/i;
  const banner = '[class*=cookie i],[id*=cookie i],[class*=consent i],[id*=consent i],[class*=gdpr i],[id*=gdpr i],[class*=cmp- i],[id*=onetrust i]';
  const asks = new RegExp(opts.openers, 'i'), goes = /location|window\.open|navigate\(|router\.push/;
  const dead = links.filter(([h, el]) => el.tagName === 'A' && /^(#|javascript:)/i.test(h) && !buttons.includes(el)).map(([, el]) => el);
  // What is folded away with a form in it opens whatever it says.
  const folds = [...document.querySelectorAll('summary,[aria-expanded=false][aria-controls]')].slice(0, 60).filter((el) => {
    const body = el.tagName === 'SUMMARY' ? el.closest('details:not([open])') : document.getElementById(attr(el, 'aria-controls'));
    return body && el.tagName !== 'INPUT' && rendered(el) && !el.closest('form,nav,header,footer') && inputs.some((i) => body.contains(i) && !rendered(i));
  });
  // A magnifier behind which a search box is folded away, with or without words. It comes
  // last, for a page may have more to open.
  const hiddenSearch = inputs.some((i) => !rendered(i) && (i.type === 'search' || /^(q|s|query|search|keys?|keywords?|term)$/i.test(attr(i, 'name')) || i.closest('[role=search]')));
  const seekWords = /(^|[\s_-])(search|suche|buscar|busca|buscador|rechercher?|recherche|cerca|pesquisar|zoeken)([\s_-]|$)|🔍|🔎|magnif|search-?(toggle|open|icon|trigger|button|btn)/i;
  const seeks = (b) => {
    if (ownerOf(b) || !rendered(b) || b.textContent.length > 40 || !(hiddenSearch || has(b, 'aria-expanded') || has(b, 'aria-haspopup') || has(b, 'aria-controls'))) return false;
    return seekWords.test([attr(b, 'aria-label'), attr(b, 'title'), attr(b, 'class'), attr(b, 'id'), attr(b, 'aria-controls'), attr(b, 'data-target') + attr(b, 'data-bs-target'), attr(b, 'href'), b.textContent, ...[...b.querySelectorAll('svg,i,use,img')].slice(0, 4).map((x) => attr(x, 'class') + ' ' + attr(x, 'alt') + ' ' + attr(x, 'href') + ' ' + attr(x, 'xlink:href'))].join(' '));
  };
  const magnifiers = [...new Set([...buttons, ...dead])].filter(seeks).slice(0, 1);
  for (const b of [...folds, ...plain, ...dead].filter((x) => !magnifiers.includes(x)).concat(magnifiers)) {
    if (out.openers.length >= 6) break;
    const fold = folds.includes(b), seek = magnifiers.includes(b);
    const t = seek ? say(b) || 'search' : say(b), h = b.tagName === 'A' ? attr(b, 'href') : '';
    if (!t || (!fold && !seek && !asks.test(t) && !((shut || lonely) && read.test(t) && !b.closest(banner)) && !(lonely && !never.test(t) && t.length < 40 && mainly(b) && !b.closest(banner))) || !rendered(b) || ownerOf(b) || b.disabled === true || goes.test(attr(b, 'onclick'))) continue;
    if (h && !/^(#|javascript:)/i.test(h)) continue;
    if (/^#[\w-]+$/.test(h)) { const to = document.getElementById(h.slice(1)); if (to && to !== b && rendered(to)) continue; }
    if (location.pathname !== '/' && b.closest('nav,header,footer,[role=navigation],[role=banner],[role=contentinfo]')) continue;
    if (out.openers.some((o) => o.text === t)) continue;
    out.openers.push({ ref: ref(b), text: t, type: seek ? 'search' : 'button', name: '', visible: true, disabled: false });
  }
  out.options = options.filter(rendered).slice(0, 60).map(optionOf);
  const texts = new Map();
  for (const [l, el] of links) {
    if (texts.size >= opts.links) { out.cut = true; break; }
    const u = abs(l);
    // One address with several texts keeps them all: any of them can warn.
    if (/^https?:/.test(u)) texts.set(u, ((texts.get(u) || '') + ' | ' + (attr(el, 'aria-label') || textOf(el, 80))).slice(0, 300));
  }
  out.links = [...texts].map(([url, text]) => ({ url, text: text.slice(3) }));
  out.schema = [...schema].slice(0, 40);
  out.closed = custom.map(ref);
  return JSON.stringify(out);
})

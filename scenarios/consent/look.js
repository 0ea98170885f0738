// Looks for consent banners: run in an isolated world of one frame, it lists the
// elements that selectors match and the parts of the page that ask for consent,
// through open shadow roots and those that the browser opened for it (roots). It
// changes nothing in the page; an element is remembered by a number in a map that
// only this world can see (the one of the inventory's probe).
(function (opts, ...roots) {
  const st = globalThis.quietroom ||= {
    ids: new WeakMap(), els: new Map(), next: 1, roots: new WeakMap(), kept: [],
    get(id) { const r = this.els.get(id); return r ? r.deref() : undefined; },
  };
  for (const r of roots) if (r && r.host) st.roots.set(r.host, r);
  const ref = (el) => {
    let id = st.ids.get(el);
    if (!id) { id = st.next++; st.ids.set(el, id); st.els.set(id, new WeakRef(el)); }
    return id;
  };
  const started = performance.now();
  const attr = (el, n) => Element.prototype.getAttribute.call(el, n) || '';
  const clean = (s, n) => String(s || '').slice(0, 4000).replace(/\s+/g, ' ').trim().slice(0, n);
  const up = (el) => el.assignedSlot || el.parentElement || (el.getRootNode() instanceof ShadowRoot ? el.getRootNode().host : null);
  const shadowOf = (el) => el.shadowRoot || st.roots.get(el);

  // One bounded walk: every root, and every element that can be pressed.
  const all = [document], pressable = [], closed = [];
  const named = /consent|cookie|cmp|gdpr|privacy/i;
  let visited = 0;
  for (let i = 0; i < all.length && all.length < 400; i++) {
    const walker = document.createTreeWalker(all[i], NodeFilter.SHOW_ELEMENT);
    for (let el = walker.nextNode(); el; el = walker.nextNode()) {
      if (++visited > opts.elements || performance.now() - started > opts.budget) break;
      const s = shadowOf(el);
      if (s) all.push(s);
      else if (closed.length < 40 && (el.localName.includes('-') || (el.childElementCount === 0 && el.localName === 'div' && named.test(el.id + ' ' + attr(el, 'class'))))) closed.push(ref(el));
      if (pressable.length < 3000 && el.matches('button, [role=button], a, input[type=button], input[type=submit], [onclick], [data-tid], [tabindex="0"]') || /(^|-)(button|btn)(-|$)/.test(el.localName)) pressable.push(el);
    }
  }

  const rectOf = (el) => el.getBoundingClientRect();
  const shown = (el) => {
    const r = rectOf(el);
    if (!el.isConnected || r.width < 2 || r.height < 2 || !el.checkVisibility({ visibilityProperty: true, opacityProperty: true })) return false;
    // What is fixed to the window and beside it was pushed out of sight.
    for (let a = el; a; a = up(a)) {
      if (getComputedStyle(a).position === 'fixed') return r.bottom > 1 && r.right > 1 && r.top < innerHeight - 1 && r.left < innerWidth - 1;
    }
    return true;
  };
  const within = (el, box) => { for (let a = el; a; a = up(a)) if (a === box) return true; return false; };
  const stateOf = (el) => {
    const aria = attr(el, 'aria-checked') || attr(el, 'aria-pressed');
    return { checked: el.checked === true || aria === 'true', disabled: el.disabled === true || attr(el, 'aria-disabled') === 'true' };
  };
  const text = (node, n) => {
    let out = '';
    const stack = [node];
    let steps = 0;
    while (stack.length && out.length < n && steps++ < 3000) {
      const c = stack.pop();
      if (c.nodeType === 3) { out += c.data.slice(0, n) + ' '; continue; }
      if (c.nodeType === 1 && /^(script|style|noscript|template|svg)$/i.test(c.localName)) continue;
      const kids = [...((c.nodeType === 1 && shadowOf(c)) || c).childNodes].slice(0, 500);
      if (c.nodeType === 1 && c.localName === 'slot') kids.push(...c.assignedNodes());
      for (let i = kids.length - 1; i >= 0; i--) stack.push(kids[i]);
    }
    return clean(out, n);
  };
  const nameOf = (el) => {
    const by = attr(el, 'aria-labelledby').split(/\s+/)[0], other = by && el.getRootNode().getElementById?.(by);
    return clean(attr(el, 'aria-label') || (other && text(other, 120)) || (el.localName === 'input' ? el.value : text(el, 120)) || attr(el, 'title') || el.querySelector?.('img[alt]')?.alt, 120);
  };
  // What can be pressed inside a box; the box may be no more than a shadow's host.
  // A link that leads away is no button of a banner's.
  const leads = (el) => { const h = el.localName === 'a' && attr(el, 'href'); if (!h || /^\s*(#|javascript:)/i.test(h)) return false; try { const u = new URL(h, document.baseURI); u.hash = ''; return u.href !== location.href.split('#')[0]; } catch { return true; } };
  const buttonsIn = (box) => pressable.filter((el) => within(el, box) && shown(el) && !leads(el)).slice(0, 60)
    .filter((el, i, list) => !list.some((o) => o !== el && within(o, el) && nameOf(o) === nameOf(el)))
    .map((el) => ({ ref: ref(el), name: nameOf(el), ...stateOf(el) }));

  const found = opts.selectors.map((list) => {
    const out = [], seen = new Set();
    for (const sel of list) {
      for (const r of all) {
        let hits = [];
        try { hits = r.querySelectorAll(sel); } catch { break; }
        for (const el of hits) {
          if (out.length >= 40) break;
          if (seen.has(el)) continue;
          seen.add(el);
          const names = opts.boxes ? buttonsIn(el).map((b) => b.name).slice(0, 30) : [];
          out.push({ ref: ref(el), shown: shown(el) || names.length > 0, names, ...stateOf(el) });
        }
      }
    }
    return out;
  });

  // The boxes that ask: in front of the page or called after what they are, and
  // speaking of cookies; with nothing to type in.
  const asks = new RegExp(opts.asks, 'i'), boxes = new Map(), verdicts = new Map();
  const asking = (el) => {
    if (verdicts.has(el)) return verdicts.get(el);
    let ok = false;
    if (el !== document.body && el !== document.documentElement) {
      const label = el.id + ' ' + attr(el, 'class').slice(0, 300) + ' ' + attr(el, 'aria-label') + ' ' + attr(el, 'data-testid') + ' ' + el.localName;
      const said = /cookie|consent|gdpr|cmp\b/i.test(label);
      const front = /^(fixed|sticky)$/.test(getComputedStyle(el).position) || /^(alert)?dialog$/.test(attr(el, 'role')) || attr(el, 'aria-modal') === 'true' || el.localName === 'dialog';
      // A page that is merely named after its banner holds the site as well.
      ok = (front || named.test(label) && !el.querySelector('main, nav')) && (said || asks.test(text(el, 3000)));
    }
    verdicts.set(el, ok);
    return ok;
  };
  if (opts.regions) {
    for (const el of pressable.slice(0, 4000)) {
      if (performance.now() - started > opts.budget) break;
      if (!shown(el)) continue;
      let box = null, depth = 0;
      for (let a = up(el); a && depth++ < 40; a = up(a)) if (asking(a)) box = a; // the outermost has all of its buttons
      if (!box) continue;
      boxes.set(box, (boxes.get(box) || 0) + 1);
    }
  }
  const area = (el) => { const r = rectOf(el); return r.width * r.height; };
  const regions = [...boxes.keys()].slice(0, 12).map((box) => {
    const typed = [...all].flatMap((r) => [...r.querySelectorAll('input:not([type=hidden]):not([type=checkbox]):not([type=radio]):not([type=button]):not([type=submit]):not([type=search]), textarea, select')]).filter((i) => within(i, box) && shown(i)).length;
    const switches = [...all].flatMap((r) => [...r.querySelectorAll('input[type=checkbox], [role=switch], [role=checkbox], button[aria-pressed]')]).filter((i) => within(i, box)).slice(0, 200)
      .map((i) => ({ ref: ref(i), name: '', ...stateOf(i) }));
    return { ref: ref(box), text: text(box, 600), typed, size: Math.round(area(box) || 0), buttons: buttonsIn(box), switches };
  });
  return JSON.stringify({ found, regions, closed });
})

// Finds the elements of one document that a target means, through open shadow
// roots and the closed ones that the browser opened for it. It runs in the same
// isolated world as the probe and remembers elements by the same numbers.
//
// q says what is looked for; more holds closed shadow roots first (q.roots of
// them), then the elements that have the role that is wanted, when q.among.
(function (q, ...more) {
  const st = globalThis.quietroom ||= {
    ids: new WeakMap(), els: new Map(), next: 1, roots: new WeakMap(), kept: [],
    get(id) { const r = this.els.get(id); return r ? r.deref() : undefined; },
  };
  const ref = (el) => {
    let id = st.ids.get(el);
    if (!id) { id = st.next++; st.ids.set(el, id); st.els.set(id, new WeakRef(el)); }
    return id;
  };
  for (const r of more.slice(0, q.roots)) if (r && r.host) st.roots.set(r.host, r);
  const attr = (el, n) => Element.prototype.getAttribute.call(el, n) || '';
  const norm = (s) => String(s ?? '').slice(0, 20000).replace(/\s+/g, ' ').trim().toLowerCase();
  const label = (s) => norm(s).replace(/\s*[*:]+\s*$/, '').replace(/^[*]\s*/, '');
  const hostOf = (el) => el.getRootNode() instanceof ShadowRoot ? el.getRootNode().host : null;
  const up = (el) => el.assignedSlot || el.parentElement || hostOf(el);
  const quiet = new Set(['SCRIPT', 'STYLE', 'NOSCRIPT', 'TEMPLATE', 'HEAD']);
  const started = performance.now();
  const out = { found: [], closed: [], bad: '' };

  // Every root of the document, and what may hold a closed one.
  const roots = [document], hosts = [];
  for (let i = 0, n = 0; i < roots.length && roots.length < 500; i++) {
    for (const el of roots[i].querySelectorAll('*')) {
      if (++n > q.elements || performance.now() - started > q.budget) { i = roots.length; break; }
      const r = el.shadowRoot || st.roots.get(el);
      if (r) roots.push(r);
      else if (hosts.length < q.hosts && (el.tagName.includes('-') || (/^(DIV|SECTION|SPAN)$/.test(el.tagName) && !el.firstElementChild && !el.textContent.trim() && el.getBoundingClientRect().height > 8))) hosts.push(el);
    }
  }
  out.closed = hosts.map(ref);

  // The text of an element as a person reads it, without that of scripts and lists.
  const says = (el) => {
    if (el.tagName === 'INPUT') return /^(submit|button|reset|image)$/.test(el.type) ? el.value || attr(el, 'alt') || attr(el, 'aria-label') || (el.type === 'submit' ? 'Submit' : '') : '';
    let s = '', left = 600;
    const walk = (n) => {
      for (let c = n.firstChild; c && left-- > 0 && s.length < 4000; c = c.nextSibling) {
        if (c.nodeType === 3) s += c.data;
        else if (c.nodeType === 1 && !quiet.has(c.tagName) && c.tagName !== 'SELECT' && c.tagName !== 'TEXTAREA') { walk(c); if (/^(DIV|P|LI|BR|TR|TD|TH|H[1-6])$/.test(c.tagName)) s += ' '; }
      }
    };
    walk(el);
    return s;
  };
  const byIds = (el, names) => names.split(/\s+/).slice(0, 8).map((i) => el.getRootNode().getElementById?.(i)).filter(Boolean).map(says).join(' ');
  const controls = 'input:not([type=hidden]),select,textarea,[contenteditable]:not([contenteditable=false]),[role=textbox],[role=searchbox],[role=combobox],[role=listbox],[role=checkbox],[role=radio],[role=switch],[role=slider],[role=spinbutton],[aria-haspopup=listbox]';
  const labels = (el) => {
    const host = hostOf(el);
    const list = el.labels ? [...el.labels].slice(0, 4).map(says) : [];
    if (attr(el, 'aria-labelledby')) list.push(byIds(el, attr(el, 'aria-labelledby')));
    list.push(attr(el, 'aria-label'), attr(el, 'title'));
    if (el.labels) list.push(...[...el.labels].slice(0, 4).map((l) => attr(l, 'aria-label')));
    if (host && !el.labels?.length) list.push(attr(host, 'label'), attr(host, 'aria-label'));
    return list;
  };

  // How well a text fits: 2 whole, 1 in part, 0 not at all.
  const fits = (text, want) => text === want ? 2 : text.includes(want) ? 1 : 0;
  const best = (list, want, clean) => Math.max(0, ...list.filter(Boolean).map((s) => fits(clean(s), clean(want))));

  // Elements by what they say: the innermost that say it.
  const saying = (want) => {
    const found = new Map();
    const look = (el) => {
      if (quiet.has(el.tagName)) return false;
      if (el.tagName === 'INPUT') { const f = fits(norm(says(el)), want); if (f) found.set(el, f); return f > 0; }
      if (!norm(el.textContent).includes(want)) return false;
      let inside = false;
      for (const c of el.children) inside = look(c) || inside;
      if (inside) return true;
      const f = fits(norm(says(el)), want);
      if (f) found.set(el, f);
      return f > 0;
    };
    for (const r of roots) {
      if (r !== document) for (const c of r.children) look(c);
      else if (document.body) look(document.body);
      for (const el of r.querySelectorAll('input[type=submit],input[type=button],input[type=reset],input[type=image]')) look(el);
    }
    return found;
  };
  const all = (css) => roots.flatMap((r) => [...r.querySelectorAll(css)]);
  const paths = (xp) => {
    const list = [];
    for (const r of roots) {
      // A shadow root is no place to start from; what stands in it is.
      if (r !== document && !/^\.?\/\//.test(xp)) continue;
      for (const top of r === document ? [r] : [...r.children]) {
        const res = document.evaluate(r === document ? xp : xp.replace(/^\.?\/\//, 'descendant-or-self::'), top, null, XPathResult.ORDERED_NODE_SNAPSHOT_TYPE, null);
        for (let i = 0; i < res.snapshotLength && list.length < 500; i++) if (res.snapshotItem(i).nodeType === 1) list.push(res.snapshotItem(i));
      }
    }
    return list;
  };

  // Each way to say it gives elements with how well they fit; all ways must agree.
  const ways = [];
  const way = (list, fit) => { const m = new Map(); for (const el of list) { const f = fit(el); if (f) m.set(el, f); } ways.push(m); };
  try {
    if (q.css) way(all(q.css), () => 2);
    if (q.xpath) way(paths(q.xpath), () => 2);
    if (q.testid) way(all('[data-testid],[data-test-id],[data-test],[data-cy]'), (el) => ['data-testid', 'data-test-id', 'data-test', 'data-cy'].some((n) => attr(el, n) === q.testid) ? 2 : 0);
    if (q.placeholder) way(all('[placeholder],[aria-placeholder],[data-placeholder]'), (el) => best([attr(el, 'placeholder'), attr(el, 'aria-placeholder'), attr(el, 'data-placeholder')], q.placeholder, norm));
    if (q.label) way(all(controls), (el) => best(labels(el), q.label, label));
    if (q.among) { const m = new Map(); more.slice(q.roots).forEach((el, i) => { if (el && el.isConnected) m.set(el, q.fits[i]); }); ways.push(m); }
    if (q.text) {
      // Alone it means the innermost that says it; beside others, what they mean must say it.
      const want = norm(q.text), found = ways.length ? new Map() : saying(want);
      if (ways.length) for (const el of ways[0].keys()) { const f = fits(norm(says(el)), want); if (f) found.set(el, f); }
      ways.push(found);
    }
  } catch (e) {
    out.bad = q.css || q.xpath ? 'selector' : 'script';
    return JSON.stringify(out);
  }
  if (!ways.length) return JSON.stringify(out);

  const inside = q.within ? st.get(q.within) : null;
  const within = (el) => {
    if (!q.within) return true;
    for (let a = el, i = 0; a && i < 200; a = up(a), i++) if (a === inside) return true;
    return !!inside && inside.contains(el);
  };
  const rendered = (el) => { const r = el.getBoundingClientRect(); return r.width > 0 && r.height > 0 && el.checkVisibility({ visibilityProperty: true }); };
  // A box or a file field that the page draws itself is seen by its label.
  const seen = (el) => rendered(el) && el.checkVisibility({ opacityProperty: true }) || (el.tagName === 'INPUT' && /^(radio|checkbox|file)$/.test(el.type) && [...(el.labels || [])].some(rendered));
  const acts = 'a[href],button,input,select,textarea,summary,label,[role=button],[role=link],[role=tab],[role=menuitem],[role=option],[role=checkbox],[role=radio],[role=switch],[role=combobox],[role=gridcell],[onclick],[tabindex],[contenteditable]';
  const enabled = (el) => {
    for (let a = el, i = 0; a && i < 30; a = up(a), i++) if (attr(a, 'aria-disabled') === 'true' || (a.matches?.(':disabled') && (a === el || /^(BUTTON|FIELDSET)$/.test(a.tagName)))) return false;
    return true;
  };
  const order = (x, y) => { const p = x.compareDocumentPosition(y); return p & 1 ? 0 : p & 4 ? -1 : p & 2 ? 1 : 0; };
  const list = [...ways[0].keys()].filter((el) => ways.every((w) => w.has(el)) && within(el));
  list.sort(order);
  for (const el of list) {
    if (out.found.length >= q.limit) break;
    const r = el.getBoundingClientRect(), act = el.closest(acts), a = el.closest('a[href]');
    out.found.push({
      ref: ref(el), fit: Math.min(...ways.map((w) => w.get(el))), visible: !!seen(el), enabled: enabled(el), acts: !!act,
      box: [r.left + scrollX, r.top + scrollY, r.width, r.height].map(Math.round).join(' '), tag: el.tagName.toLowerCase(), type: el.tagName === 'INPUT' ? el.type : attr(el, 'role'),
      text: (norm(labels(el).find(Boolean)) || norm(says(el)) || norm(attr(el, 'placeholder'))).slice(0, 80), href: a ? a.href.slice(0, 2000) : '',
      inside: act && act !== el ? ref(act) : 0,
    });
  }
  return JSON.stringify(out);
})

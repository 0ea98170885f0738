// The probe: run in an isolated world of one frame, it lists what a patient can
// see and fill there. It changes nothing in the page: an element is remembered
// by a number in a map that only this world can see.
//
// opts holds the limits; roots are closed shadow roots that the browser opened
// for it. Prototype methods are used on forms, whose own properties a page can
// replace by naming a control "action" or "getAttribute".
(function (opts, ...roots) {
  const started = performance.now();
  const st = globalThis.quietroom; // pickers.js has made it
  st.stand();
  for (const r of roots) if (r && r.host) st.roots.set(r.host, r);

  const ref = (el) => {
    let id = st.ids.get(el);
    if (!id) { id = st.next++; st.ids.set(el, id); st.els.set(id, new WeakRef(el)); }
    return id;
  };
  const attr = (el, n) => Element.prototype.getAttribute.call(el, n) || '';
  const has = (el, n) => Element.prototype.hasAttribute.call(el, n);
  const clean = (s, n) => String(s || '').slice(0, 4000).replace(/\s+/g, ' ').trim().slice(0, n || opts.text);
  const hostOf = (el) => el.getRootNode() instanceof ShadowRoot ? el.getRootNode().host : null;
  const up = (el) => el.assignedSlot || el.parentElement || hostOf(el);
  const out = {
    url: location.href, title: clean(document.title), h1: '', language: clean(document.documentElement?.lang, 35),
    canonical: '', schema: [], frames: [], links: [], forms: [], openers: [], cut: false, closed: [],
  };

  // One bounded walk over the document and every shadow root.
  const skip = new Set(['SCRIPT', 'STYLE', 'NOSCRIPT', 'TEMPLATE', 'SVG', 'svg']);
  const inputs = [], buttons = [], loose = [], drops = new Set(), custom = [], boards = [], links = [], schema = new Set(), options = [];
  let visited = 0;
  const roleOf = (el) => attr(el, 'role').toLowerCase();
  const visit = (root) => {
    const stack = [root];
    while (stack.length) {
      const el = stack.pop();
      if (++visited > opts.elements || performance.now() - started > opts.budget) { out.cut = true; return; }
      if (el.nodeType === 1) {
        see(el);
        if (skip.has(el.tagName)) continue;
        const shadow = el.shadowRoot || st.roots.get(el);
        const kids = shadow ? [shadow, ...kidsOf(el)] : kidsOf(el);
        for (let i = kids.length - 1; i >= 0; i--) stack.push(kids[i]);
      } else {
        const kids = kidsOf(el);
        for (let i = kids.length - 1; i >= 0; i--) stack.push(kids[i]);
      }
    }
  };
  // A button that opens a calendar is a field ("Pick a date").
  const dayWords = /\b(date|day|datum|tag|fecha|día|jour)\b/i;
  const picksDay = (el) => /^(dialog|grid|true)$/.test(attr(el, 'aria-haspopup')) && (!!el.labels?.length || dayWords.test(attr(el, 'aria-label') + ' ' + el.textContent.slice(0, 80) + ' ' + attr(el, 'id'))) && !el.querySelector('input') && (!!el.labels?.length || !besideField(el));
  // A list whose button is in the shadow of an element that says what it is.
  const picksOne = (el) => { const host = hostOf(el); return !!host && /^(dialog|menu|true|listbox)$/.test(attr(el, 'aria-haspopup')) && /select|picker|combo|dropdown/i.test(host.tagName); };
  // The arrow beside a field with a list opens that list.
  const opensFor = (el) => [...(up(el)?.querySelectorAll('[role=combobox]') || [])].some((x) => x !== el);
  const besideField = (el) => { const i = up(el)?.querySelector('input:not([type=hidden])') || up(el) && up(up(el))?.querySelector('input:not([type=hidden])'); return !!i && rendered(i); };
  // What is pressed and says so by the hand alone: one of several of its make, or an hour.
  const hour = /^\s*(?:[a-z]{2,9}\.?,?\s+)?(?:\d{1,2}(?:[:.h]| h )\d{2}\s*(?:[ap]\.?m\.?)?|\d{1,2}\s*[ap]\.?m\.?)\s*(?:uhr|h)?\s*(?:[-–]\s*\d{1,2}(?:[:.h]| h )\d{2}\s*(?:[ap]\.?m\.?)?)?\s*(?:available|open|free|frei|libre|disponible|select|choose|book)?\s*$/i;
  const make = (el) => el.tagName + ' ' + attr(el, 'class').split(/\s+/).filter((c) => !/^(?:[\w]+[-_]+)*(?:is-?)?(?:active|selected|on|checked|current|open|first|last|disabled|hover|focus)$/i.test(c)).sort().join(' ');
  let hands = 0;
  const bare = (el) => {
    if (!/^(DIV|LI|SPAN|ARTICLE|TD|A|P|FIGURE|SECTION)$/.test(el.tagName) || el.textContent.length > 400 || hands > 4000) return false;
    if (el.tagName === 'A' && !/^(#|javascript:.*)?$/i.test(attr(el, 'href'))) return false;
    const text = el.textContent.trim();
    if (!text || el.querySelector('a,button,input,select,textarea,label,[tabindex]') || el.closest('button,label,summary,nav,header,footer,[contenteditable]') || up(el)?.closest('a')) return false;
    if (!hour.test(text) && !kidsOf(up(el) || el).some((o) => o !== el && make(o) === make(el))) return false;
    hands++;
    return getComputedStyle(el).cursor === 'pointer' && (el.tagName === 'A' || getComputedStyle(up(el) || el).cursor !== 'pointer');
  };
  // A link that leads to no part of the page: "#next" where nothing is called so.
  const nowhere = (el) => { const h = attr(el, 'href'); return /^(#|javascript:.*)?$/i.test(h) || /^#[\w-]+$/.test(h) && !document.getElementById(h.slice(1)) && !document.getElementsByName(h.slice(1)).length; };
  // What a card says to take it.
  // One letter is no caption, but for a character of Chinese, Japanese or Korean ("姓").
  const worded = (t) => t.length > 1 || /[\p{Script=Han}\p{Script=Hangul}]/u.test(t);
  // The words of more languages are whole texts, or what a text begins with.
  const inMore = (source, rest) => new RegExp('^[^\\p{L}]*(?:' + source + ')(?!\\p{L})' + rest + '$', 'iu');
  const either = (...res) => ({ test: (t) => res.some((re) => re.test(t)) });
  const picksThis = either(/^((view|see|show|check) (availability|openings|(open|available)? ?(times|appointments)|schedule)|select|choose|pick|book|reserve|this one|w[äa]hlen|ausw[äa]hlen|buchen|elegir|seleccionar|reservar|choisir|r[ée]server|scegli|seleziona|escolher|kies|kiezen)( (me|this|now|this (one|time|therapist|plan|service)))?$/i, inMore(opts.choose, '[^\\p{L}]*'));
  // What a tab says that stands for a day.
  const dayish = /^(?:(?:mon|tue|wed|thu|fri|sat|sun|lun|mar|mi[eé]|mer|jeu|jue|ven|vie|sam|s[aá]b|dim|dom|mo|di|mi|do|fr|sa|so)[a-zé]*\.?,?\s*)(?:[a-zéûäç]+\.?\s*)?\d{1,2}\b|^(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s*\d{1,2}\b/i;
  // A button that only its class or its place in a form makes one.
  const goesOn = (el) => {
    if (!/^(DIV|SPAN|A|P|LI)$/.test(el.tagName) || el.textContent.length > 60 || el.tagName === 'A' && !nowhere(el)) return false;
    const text = el.textContent.trim();
    if (!text || text.length > 40 || !commits.test(text) || hour.test(text) || el.querySelector('a,button,input,select,textarea,label') || el.closest('button,label,summary') || !el.closest('form') && el.closest('nav,header,footer') || up(el)?.closest('a')) return false;
    if (!/(^|[-_ ])(btn|button|cta|next|continue|submit|send)/i.test(attr(el, 'class') + ' ' + attr(el, 'id') + ' ' + (el.tagName === 'A' ? attr(el, 'href') : '')) && !(el.tagName === 'A' && el.closest('form'))) return false;
    return el.tagName === 'A' || getComputedStyle(el).cursor === 'pointer';
  };
  // A list without a role that asks to choose in its own words.
  const asksChoice = either(/^(?:please )?(?:select|choose|pick|w[äa]hlen|choisir|choisissez|seleccione|elija)\b(?: (?:an?|one|your|the|bitte|sie|une?)\b)?.{0,30}$/i, inMore(opts.choose, '.{0,30}'));
  const drop = (el) => /^(DIV|SPAN)$/.test(el.tagName) && el.textContent.length < 60 && asksChoice.test(el.textContent.trim()) && !el.querySelector('a,button,input,select,textarea') && (attr(el, 'tabindex') === '0' || /select|dropdown|combo/i.test(attr(el, 'class'))) && getComputedStyle(el).cursor === 'pointer' && getComputedStyle(up(el) || el).cursor !== 'pointer';
  // A list that a library draws without a role: the keyboard or the hand stops at it, its class says
  // what it is, and an arrow is drawn in it.
  const listed = (el) => /(^|[-_ ])(select|selection|selector|selectize|combobox|combo-box|dropdown|multi-?select)([-_ ]|$)/i.test(attr(el, 'class'));
  const arrowed = (el) => [...el.querySelectorAll('svg,i,[class*=arrow i],[class*=caret i],[class*=chevron i],[class*=indicator i]')].some((x) => x.tagName !== 'I' && !/^svg$/i.test(x.tagName) || /arrow|caret|chevron|down|expand/i.test([x, up(x), up(up(x) || x)].map((a) => a && attr(a, 'class')).join(' ')));
  const boxed = (el) => { const r = box(el); return r.width > 60 && r.height >= 20 && r.height < 90; };
  const held = (el) => { for (let a = up(el), i = 0; a && i < 3; a = up(a), i++) if (listed(a) && a.querySelector('input:not([type=hidden]),select,textarea,[role=combobox]')) return true; return false; };
  const shownText = (el) => (el.innerText || '').trim();
  const unanswered = (el) => !shownText(el) || asksChoice.test(shownText(el)) || [up(el) || el, el].some((a) => [...a.querySelectorAll('[class*=placeholder i],[class~=default]')].some((x) => rendered(x) && x.textContent.trim()));
  const selects = (el) => /^(DIV|SPAN)$/.test(el.tagName) && el.textContent.length < 4000 && [el, up(el), up(up(el) || el)].some((a) => a && listed(a)) && (attr(el, 'tabindex') === '0' || listed(el) && getComputedStyle(el).cursor === 'pointer' && getComputedStyle(up(el) || el).cursor !== 'pointer') && !held(el) && ![...el.querySelectorAll('a,button,input:not([type=hidden]),select,textarea,[role=combobox],[tabindex],[role=option],li')].some((x) => rendered(x) || x.tagName === 'SELECT') && !el.closest('nav,header,footer,[role=menu],[role=listbox],[role=combobox],label,button') && boxed(el) && shownText(el).length < 120 && unanswered(el) && [el, up(el)].some((a) => arrowed(a));
  // So does a button that shows an arrow down after those words, or one drawn beside them.
  const dropsDown = (el) => el.type !== 'submit' && asksChoice.test(textOf(el, 60).replace(/[\s▾▼⌄⏷˅∨]+$/, '')) && /[▾▼⌄⏷˅∨]\s*$/.test(el.textContent.slice(0, 80)) && !!drops.add(el);
  // An element of the page's own making that is called a radio or a box and holds none: its
  // role is known to screen readers alone.
  const ticked = (el) => /-(radio|radio-button|checkbox|switch)$/i.test(el.tagName) && ![el, el.shadowRoot || st.roots.get(el)].some((r) => r && r.querySelector('input,button,[role]'));
  const kidsOf = (n) => { const a = []; for (let c = n.firstChild; c && a.length < opts.elements; c = c.nextSibling) if (c.nodeType === 1) a.push(c); return a; };
  // A box that is drawn, around a real one that nobody sees and nothing names.
  const inside = new Set();
  const drawn = (el) => {
    const real = [...el.querySelectorAll('input:not([type=hidden]),select,textarea')];
    if (real.length !== 1 || !/^(checkbox|radio)$/.test(real[0].type) || rendered(real[0]) && !trick(real[0]) || real[0].labels.length || !rendered(el)) return false;
    inside.add(real[0]);
    return true;
  };
  const see = (el) => {
    const tag = el.tagName, role = roleOf(el);
    if (tag === 'INPUT') {
      const t = el.type;
      if (t === 'submit' || t === 'image' || t === 'button') buttons.push(el);
      else if (t !== 'hidden' && t !== 'reset' && !inside.has(el)) inputs.push(el);
    } else if (tag === 'SELECT' || tag === 'TEXTAREA') inputs.push(el);
    else if (tag === 'BUTTON' && /^(radio|checkbox|switch)$/.test(role)) inputs.push(el);
    else if (role === 'listbox' && has(el, 'tabindex') && (has(el, 'aria-expanded') || has(el, 'aria-haspopup'))) inputs.push(el);
    else if (tag === 'BUTTON' || role === 'button') {
      if (attr(el, 'aria-haspopup') === 'listbox' && !opensFor(el) || role === 'combobox' || picksDay(el) || picksOne(el) || dropsDown(el)) inputs.push(el); else buttons.push(el);
    } else if (/^(radio|checkbox|switch|combobox)$/.test(role)) {
      // A role around real controls (a list that calls itself a checkbox) is no control of its own.
      // So is a list around the very field that says it is one.
      if (role === 'combobox' ? ![...el.querySelectorAll('input[role=combobox]')].some(rendered) : !el.querySelector('input:not([type=hidden]),select,textarea') || drawn(el)) inputs.push(el);
    }
    else if (!role && ticked(el)) inputs.push(el);
    else if (role === 'slider') inputs.push(el);
    else if (role === 'option' || role === 'gridcell') options.push(el);
    else if (role === 'listbox') boards.push(el);
    else if (!role && (drop(el) || selects(el))) { drops.add(el); inputs.push(el); }
    // A card that is pressed and has no role: it can be reached by the keyboard, shows
    // a hand, and holds words alone.
    else if (!role && /^(DIV|LI|SPAN|ARTICLE)$/.test(tag) && attr(el, 'tabindex') === '0' && !el.querySelector('a,button,input,select,textarea,[tabindex]') && el.textContent.length < 200 && getComputedStyle(el).cursor === 'pointer') buttons.push(el);
    else if (/^(|link|menuitem|presentation|none)$/.test(role) && goesOn(el)) buttons.push(el);
    else if (!role && tag === 'A' && el.textContent.length < 40 && nowhere(el) && picksThis.test(el.textContent.trim())) buttons.push(el);
    else if ((!role || role === 'link' && !has(el, 'href')) && bare(el)) loose.push(el);
    else if (tag === 'CANVAS' && /sign|firma|unterschrift/i.test([attr(el, 'aria-label'), el.id, attr(el, 'class'), attr(up(el) || el, 'class'), attr(up(el) || el, 'id')].join(' ') + ' ' + (el.closest('fieldset,section,div,p')?.textContent || '').slice(0, 200)) && el.getBoundingClientRect().width > 80) inputs.push(el);
    else if (has(el, 'contenteditable') && attr(el, 'contenteditable') !== 'false') inputs.push(el);
    if (tag === 'A' || tag === 'AREA') { const h = attr(el, 'href'); if (h) links.push([h, el]); }
    else if (tag === 'LINK' && attr(el, 'rel').toLowerCase() === 'canonical' && !out.canonical) out.canonical = abs(attr(el, 'href'));
    else if (tag === 'H1' && !out.h1) out.h1 = textOf(el, 200);
    else if ((tag === 'IFRAME' || tag === 'FRAME') && out.frames.length < opts.frames) {
      const s = attr(el, 'src'); if (s) out.frames.push(abs(s));
    } else if (tag === 'SCRIPT' && /ld\+json/i.test(attr(el, 'type'))) jsonld(el.textContent);
    for (const n of ['data-href', 'data-url', 'data-link', 'to', 'routerlink']) {
      const v = attr(el, n); if (v && /^(https?:\/\/|\/(?!\/)|\.\/|\?)/.test(v)) links.push([v, el]);
    }
    const oc = attr(el, 'onclick');
    if (oc) {
      const m = /(?:location(?:\.href)?\s*=\s*|location\.(?:assign|replace)\(\s*|window\.open\(\s*|navigate\(\s*|router\.push\(\s*)['"]([^'"]{1,500})['"]/.exec(oc.slice(0, 2000));
      if (m) links.push([m[1], el]);
    }
    const it = attr(el, 'itemtype');
    if (it) for (const t of it.split(/\s+/)) if (/schema\.org\//.test(t)) schema.add(t.replace(/.*schema\.org\//, '').slice(0, 60));
    if (!el.shadowRoot && !st.roots.get(el) && custom.length < opts.closed &&
        (tag.includes('-') || ((tag === 'DIV' || tag === 'SECTION') && !el.firstElementChild && !el.textContent.trim() && el.getBoundingClientRect().height > 8))) custom.push(el);
  };
  const abs = (u) => { try { return new URL(u, document.baseURI).href.slice(0, opts.url); } catch { return ''; } };
  const jsonld = (s) => {
    let left = 200;
    const walk = (v, d) => {
      if (!v || typeof v !== 'object' || d > 6 || left-- < 0) return;
      const t = v['@type'];
      for (const x of Array.isArray(t) ? t.slice(0, 8) : [t]) if (typeof x === 'string') schema.add(x.replace(/.*schema\.org\//, '').slice(0, 60));
      for (const k of Object.keys(v).slice(0, 60)) walk(v[k], d + 1);
    };
    try { if (s.length < 200000) walk(JSON.parse(s), 0); } catch { /* not JSON: no types */ }
  };

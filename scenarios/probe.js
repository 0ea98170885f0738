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
  for (const r of roots) if (r && r.host) st.roots.set(r.host, r);

  const ref = (el) => {
    let id = st.ids.get(el);
    if (!id) { id = st.next++; st.ids.set(el, id); st.els.set(id, new WeakRef(el)); }
    return id;
  };
  const attr = (el, n) => Element.prototype.getAttribute.call(el, n) || '';
  const has = (el, n) => Element.prototype.hasAttribute.call(el, n);
  const clean = (s, n) => String(s || '').slice(0, 4000).replace(/\s+/g, ' ').trim().slice(0, n || opts.text);
  const up = (el) => el.assignedSlot || el.parentElement || (el.getRootNode() instanceof ShadowRoot ? el.getRootNode().host : null);
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
  const picksOne = (el) => { const host = el.getRootNode() instanceof ShadowRoot ? el.getRootNode().host : null; return !!host && /^(dialog|menu|true|listbox)$/.test(attr(el, 'aria-haspopup')) && /select|picker|combo|dropdown/i.test(host.tagName); };
  // The arrow beside a field with a list opens that list.
  const opensFor = (el) => !!up(el)?.querySelector('input[role=combobox]');
  const besideField = (el) => { const i = up(el)?.querySelector('input:not([type=hidden])') || up(el) && up(up(el))?.querySelector('input:not([type=hidden])'); return !!i && rendered(i); };
  // What is pressed and says so by the hand alone: one of several of its make, or an hour.
  const hour = /^\s*(?:[a-z]{2,9}\.?,?\s+)?(?:\d{1,2}[:.h]\d{2}\s*(?:[ap]\.?m\.?)?|\d{1,2}\s*[ap]\.?m\.?)\s*(?:uhr|h)?\s*(?:[-–]\s*\d{1,2}[:.]\d{2}\s*(?:[ap]\.?m\.?)?)?\s*(?:available|open|free|frei|libre|disponible|select|choose|book)?\s*$/i;
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
  const picksThis = /^((view|see|show|check) (availability|openings|(open|available)? ?(times|appointments)|schedule)|select|choose|pick|book|reserve|this one|w[äa]hlen|ausw[äa]hlen|buchen|elegir|seleccionar|reservar|choisir|r[ée]server|scegli|seleziona|escolher|kies|kiezen)( (me|this|now|this (one|time|therapist|plan|service)))?$/i;
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
  const asksChoice = /^(?:please )?(?:select|choose|pick|w[äa]hlen|choisir|choisissez|seleccione|elija)\b(?: (?:an?|one|your|the|bitte|sie|une?)\b)?.{0,30}$/i;
  const drop = (el) => /^(DIV|SPAN)$/.test(el.tagName) && el.textContent.length < 60 && asksChoice.test(el.textContent.trim()) && !el.querySelector('a,button,input,select,textarea') && (attr(el, 'tabindex') === '0' || /select|dropdown|combo/i.test(attr(el, 'class'))) && getComputedStyle(el).cursor === 'pointer' && getComputedStyle(up(el) || el).cursor !== 'pointer';
  // An element of the page's own making that is called a radio or a box and holds none: its
  // role is known to screen readers alone.
  const ticked = (el) => /-(radio|radio-button|checkbox|switch)$/i.test(el.tagName) && ![el, el.shadowRoot || st.roots.get(el)].some((r) => r && r.querySelector('input,button,[role]'));
  const kidsOf = (n) => { const a = []; for (let c = n.firstChild; c && a.length < opts.elements; c = c.nextSibling) if (c.nodeType === 1) a.push(c); return a; };
  // A box that is drawn, around a real one that nobody sees and nothing names.
  const inside = new Set();
  const drawn = (el) => {
    const real = [...el.querySelectorAll('input,select,textarea')];
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
      if (attr(el, 'aria-haspopup') === 'listbox' && !opensFor(el) || role === 'combobox' || picksDay(el) || picksOne(el)) inputs.push(el); else buttons.push(el);
    } else if (/^(radio|checkbox|switch|combobox)$/.test(role)) {
      // A role around real controls (a list that calls itself a checkbox) is no control of its own.
      // So is a list around the very field that says it is one.
      if (role === 'combobox' ? ![...el.querySelectorAll('input[role=combobox]')].some(rendered) : !el.querySelector('input,select,textarea') || drawn(el)) inputs.push(el);
    }
    else if (!role && ticked(el)) inputs.push(el);
    else if (role === 'slider') inputs.push(el);
    else if (role === 'option' || role === 'gridcell') options.push(el);
    else if (role === 'listbox') boards.push(el);
    else if (!role && drop(el)) { drops.add(el); inputs.push(el); }
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

  // The text of an element without that of the controls inside it.
  const quiet = new Set(['SCRIPT', 'STYLE', 'SELECT', 'OPTION', 'TEXTAREA', 'NOSCRIPT', 'TEMPLATE', 'DATALIST']);
  // A slot shows what the page put into the element whose shadow it is in.
  const shownIn = (x) => { const given = x.tagName === 'SLOT' ? x.assignedNodes() : []; return given.length ? given.slice(0, 400) : x.childNodes; };
  function textOf(el, n) {
    let s = '', seen = 0;
    const walk = (x) => {
      for (const c of shownIn(x)) {
        if (s.length >= (n || opts.text) * 2 || seen++ >= 400) break;
        if (c.nodeType === 3) s += ' ' + c.data.slice(0, 500);
        else if (c.nodeType === 1 && !quiet.has(c.tagName) && (c.tagName !== 'KBD' || attr(c, 'aria-hidden') !== 'true')) walk(c);
      }
    };
    walk(el);
    return clean(s, n);
  }
  const byIds = (el, names) => names.split(/\s+/).slice(0, 8).map((i) => el.getRootNode().getElementById?.(i)).filter(Boolean).map((x) => textOf(x)).join(' ');
  const box = (el) => el.getBoundingClientRect();
  const rendered = (el) => { const r = box(el); return r.width > 0 && r.height > 0 && el.checkVisibility({ visibilityProperty: true }); };
  // A field may be transparent while its label lies in its place: the label is what people
  // see and click, or the element whose shadow the field is in.
  const floated = (el) => {
    const clear = (x) => rendered(x) && x.checkVisibility({ opacityProperty: true }), r = box(el);
    const over = (x) => { const b = box(x); return b.left < r.right && b.right > r.left && b.top < r.bottom && b.bottom > r.top; };
    const host = el.getRootNode() instanceof ShadowRoot ? el.getRootNode().host : null;
    if (host) return clear(host) && (has(host, 'label') || has(host, 'aria-label') || !!hostLabel(host));
    return labelsOf(el).some((l) => clear(l) && textOf(l, 20).length > 1 && over(l) && box(l).height < 160);
  };
  // What keeps people from seeing a control that is laid out; '' for nothing.
  const trick = (el) => {
    const r = box(el);
    if (r.width <= 2 || r.height <= 2) return 'tiny';
    if (!el.checkVisibility({ opacityProperty: true }) && !floated(el)) return 'transparent';
    if (r.right + scrollX <= 0 || r.bottom + scrollY <= 0 || r.left > 20000 || r.top > 1e6) return 'off-screen';
    for (let a = el, i = 0; a && i < 8; a = up(a), i++) {
      if (attr(a, 'aria-hidden') === 'true') return 'aria-hidden';
      const cs = getComputedStyle(a);
      if (/rect\((0|1)(px)?[, ]+(0|1)(px)?[, ]+(0|1)(px)?/.test(cs.clip) || /inset\((50|100)%\)/.test(cs.clipPath)) return 'clipped';
      if (cs.overflow === 'hidden' && cs.position !== 'static') { const b = box(a); if (b.width <= 2 || b.height <= 2) return 'clipped'; }
    }
    return '';
  };
  const labelsOf = (el) => el.labels ? [...el.labels].slice(0, 4) : [];
  const wrap = /^(radio|checkbox|file)$/;
  // A file field is often out of sight, behind a place to drop files on or a button.
  const dropped = (el) => { for (let a = up(el), i = 0; a && i < 3 && a.tagName !== 'FORM'; a = up(a), i++) if (rendered(a) && /\b(uploads?|browse|choose|drag|drop|attach|select|files?|photo|datei|archivo|fichier)\b/i.test(textOf(a, 200)) && a.querySelectorAll('input:not([type=hidden]),select,textarea').length === 1) return true; return false; };
  const seen = (el, type) => {
    if (wrap.test(type) && !has(el, 'role')) {
      if (rendered(el) && !trick(el)) return true;
      const host = el.getRootNode() instanceof ShadowRoot ? el.getRootNode().host : null;
      if (host && !/^file$/.test(type) && rendered(host) && box(host).width > 8 && !trick(host)) return true;
      return labelsOf(el).some((l) => rendered(l) && !trick(l)) || type === 'file' && !el.disabled && dropped(el);
    }
    if (el.tagName === 'SELECT' && /select2|chosen|nice-select|tomselect|hidden-accessible/.test(el.className)) return !!up(el) && rendered(up(el));
    // A list that a script draws anew keeps the real one out of sight beside it.
    if (el.tagName === 'SELECT' && trick(el) && [up(el), up(up(el) || el), up(up(up(el) || el) || el), up(up(up(up(el) || el) || el) || el)].some((a) => a && a.tagName !== 'FORM' && [...a.querySelectorAll('[role=combobox],[aria-haspopup=listbox]')].some(rendered))) return false;
    return rendered(el);
  };
  const several = (el) => { const f = ownerOf(el); return !!f && inputs.filter((i) => i.form === f && !/^(radio|checkbox)$/.test(i.type) && rendered(i)).length > 1; };
  // What is said of a field that is not filled in right.
  const scold = (el) => attr(el, 'role') === 'alert' || has(el, 'data-val-controltovalidate') || has(el, 'data-valmsg-for') || /(^|[-_ ])(err|errors?|invalid|feedback|danger|validators?|validation)([-_ ]|$)/i.test(attr(el, 'class'));
  // What explains an answer, and stands between a field and what it asks for.
  const hints = (el, t) => /(^|[-_ ])(hints?|help|helper|help-?text|helper-?text|desc|description|note|muted|secondary|sub-?text|assistive)([-_ ]|$)/i.test(attr(el, 'class')) || t.length > 20 && /[a-z]\.$/i.test(t);
  // What only says whether to answer, or how long ("0/500").
  const mark = /^[^\p{L}]*(?:(?:required|optional|mandatory|erforderlich|pflicht(?:feld|angabe)|freiwillig|obligatoire|facultatif|requis|obligatorio|opcional|obbligatorio|facoltativo|obrigat[óo]rio|verplicht|optioneel)[^\p{L}]*)?$/iu;
  const nearby = (el) => {
    for (let a = el, i = 0; a && i < 4; a = up(a), i++) {
      let hint = '', told = false;
      for (let p = a.previousSibling, j = 0; p && j < 8; p = p.previousSibling, j++) {
        if (p.nodeType === 1 && (p.querySelector('input,select,textarea') || holders.has(p))) break;
        if (told && inputs.includes(p)) break;
        if (p.nodeType === 1 && scold(p)) { told = true; continue; } // said of the field before
        if (p.nodeType === 1 && p.tagName === 'H1' && several(el)) break; // it is about all of them
        if (p.nodeType === 1 && p.querySelectorAll('button,[role=button]').length > 1) continue; // choices, not words about them
        const t = p.nodeType === 3 ? clean(p.data) : p.nodeType === 1 && !quiet.has(p.tagName) ? textOf(p) : '';
        if (mark.test(t)) continue;
        if (t.length > 1 && p.nodeType === 1 && hints(p, t)) { hint ||= t; continue; }
        if (t.length > 1) return t;
      }
      if (hint) return hint;
      if (a !== el && (a.tagName === 'FORM' || a.tagName === 'FIELDSET')) break;
    }
    return '';
  };
  const group = (el) => {
    for (let a = up(el), i = 0; a && i < 8; a = up(a), i++) {
      if (a.tagName === 'FIELDSET') { const l = [...a.children].find((c) => c.tagName === 'LEGEND'); if (l) return textOf(l); }
      const r = roleOf(a);
      if (r === 'radiogroup' || r === 'group') {
        const t = attr(a, 'aria-labelledby') ? byIds(a, attr(a, 'aria-labelledby')) : attr(a, 'aria-label');
        if (t) return clean(t);
      }
      if (a.tagName === 'FORM') break;
    }
    return '';
  };
  // The heading of the part of a form that a control stands in: the last before it.
  const sections = new Map();
  const section = (el, form) => {
    const root = form || document.body;
    if (!sections.has(root)) {
      // What only its class makes a heading.
      const styled = (b) => /(^|[-_ ])(title|sub-?title|heading|subhead(ing)?|legend|(fw|font|font-weight)-?(semi)?bold)([-_ ]|$)/i.test(attr(b, 'class')) && b.childElementCount < 2 && b.textContent.length < 80 && textOf(b, 80).length > 3 && !b.closest('label,button,a,legend,[role=option],[role=radio]') && !b.querySelector('input,select,textarea,button,label');
      const lone = (b) => { const t = textOf(b, 60); return t.length > 2 && t.length < 50 && !/[:?]$/.test(t) && textOf(up(b), 80) === t && !up(b).querySelector('input,select,textarea,button') && up(b).tagName !== 'LABEL'; };
      sections.set(root, [...root.querySelectorAll('h2,h3,h4,h5,legend,td>b,td>strong,th,p>b,p>strong,div>b,div>strong,p[class],div[class],span[class]')].slice(0, 2000).filter((h) => /^(H\d|LEGEND)$/.test(h.tagName) || (/^(P|DIV|SPAN)$/.test(h.tagName) ? styled(h) : lone(h))).slice(0, 200));
    }
    let best = null;
    for (const h of sections.get(root)) {
      if (!(h.compareDocumentPosition(el) & 4)) break;
      if (h.tagName === 'LEGEND' && !up(h)?.contains(el)) continue;
      if (rendered(h)) best = h;
    }
    const cap = captioned(el, root);
    return cap && (!best || best.compareDocumentPosition(cap) & 4) ? textOf(cap, 80) : best ? textOf(best, 80) : '';
  };
  // A line above several fields, no heading by its tag, is the heading of what stands
  // right below it.
  const captioned = (el, root) => {
    for (let a = el, i = 0; a && a !== root && i < 7; a = up(a), i++) {
      if (i && inputs.filter((x) => a.contains(x) && rendered(x) && !/^(radio|checkbox)$/.test(x.type)).slice(0, 2).length < 2) continue;
      const p = i && a.previousElementSibling;
      if (!p || !/^(P|DIV|SPAN|STRONG|B|EM|LABEL|LI|DT|TR|TBODY|CENTER|FONT)$/.test(p.tagName) || holders.has(p) || scold(p) || has(p, 'for') || p.querySelector('button,a') || !rendered(p)) continue;
      const t = p.textContent.length < 300 ? textOf(p, 120) : '';
      if (t.length > 2 && t.length < 100) return p;
    }
    return null;
  };
  // What the page complains of a control, beside it.
  const message = (el) => {
    const named = (attr(el, 'aria-errormessage') + ' ' + attr(el, 'aria-describedby')).split(/\s+/).filter(Boolean).slice(0, 6).map((i) => el.getRootNode().getElementById?.(i)).filter((x) => x && rendered(x) && (/error|invalid|alert|warn|danger|feedback/i.test(attr(x, 'class') + attr(x, 'role') + x.id) || attr(el, 'aria-invalid') === 'true'));
    for (const x of named) { const t = textOf(x); if (t) return t; }
    for (let a = up(el), i = 0; a && i < 4; a = up(a), i++) {
      if (a.tagName === 'FORM' || [...a.querySelectorAll('input:not([type=hidden]):not([type=radio]):not([type=checkbox]),select,textarea,[role=combobox],[role=listbox][tabindex],[role=radiogroup],button[aria-pressed],button[aria-checked]')].slice(0, 12).some((x) => x !== el && !x.contains(el) && !el.contains(x) && rendered(x) && !(attr(x, 'role') === 'radiogroup' && x.contains(el)))) break;
      for (const x of [...a.querySelectorAll('[role=alert],[class*=error i],[class*=invalid i],[class*=feedback i],[class*=danger i],[class*=validation i],.err')].slice(0, 8)) {
        if (x.contains(el) || x.matches('input,select,textarea,label') || !rendered(x)) continue;
        const t = textOf(x); if (t.length > 2 && !/^\d+ ?\/ ?\d+$/.test(t)) return t;
      }
      const t = inRed(a, el); if (t) return t;
    }
    return '';
  };
  // What is written in red beside a control, and is not its label.
  const red = (el) => {
    const c = getComputedStyle(el).color, m = /^rgba?\((\d+), (\d+), (\d+)/.exec(c), o = /^oklch\(([\d.]+) ([\d.]+) ([\d.]+)/.exec(c);
    return m ? +m[1] > 130 && +m[1] - Math.max(+m[2], +m[3]) > 80 : !!o && +o[2] > 0.12 && +o[3] > 12 && +o[3] < 42;
  };
  const inRed = (root, el) => {
    for (const x of [...root.querySelectorAll('p,span,small,div,li,em,strong,ul')].slice(0, el ? 24 : 300)) {
      if (el && x.contains(el) || x.closest('label,legend,button,a') || x.querySelector('input,select,textarea,button,label')) continue;
      const t = x.textContent.length < 200 ? textOf(x, 160) : '';
      if (t.length > 6 && /[a-z]{3}/i.test(t) && rendered(x) && red(x)) return t;
    }
    return '';
  };
  // A text that stands before a control and speaks for it as a label does: in the
  // cell before, or with a colon.
  const beside = (el) => {
    let t = '';
    for (let p = el.previousSibling, j = 0; p && j < 3; p = p.previousSibling, j++) {
      if (p.nodeType === 1 && /^(INPUT|SELECT|TEXTAREA)$/.test(p.tagName)) break;
      t = clean(p.nodeType === 3 ? p.data : textOf(p, 60));
      if (t.length > 1) return /:$/.test(t) && t.length < 60 ? t : '';
    }
    const cell = el.closest('td,dd'), before = cell && cell.previousElementSibling;
    if (!before || !/^(TD|TH|DT)$/.test(before.tagName) || before.querySelector('input,select,textarea')) return '';
    t = textOf(before, 60);
    return t.length > 1 && t.length < 60 ? t : '';
  };
  // The cell above, in a row that asks for nothing: its words head the column.
  const inHead = (el) => {
    const cell = el.closest('td'), row = cell && cell.parentElement, head = row && row.previousElementSibling;
    if (!head || head.tagName !== 'TR' || head.querySelector('input,select,textarea') || head.cells.length !== row.cells.length || cell.querySelectorAll('input:not([type=hidden]),select,textarea').length > 1) return '';
    const t = textOf(head.cells[cell.cellIndex], 60);
    return t.length > 1 && t.length < 60 ? t : '';
  };
  // The cell above in a row of captions, one for each field of the next row.
  const inRow = (el) => {
    for (let a = el, i = 0; a && i < 4 && a.tagName !== 'FORM'; a = up(a), i++) {
      const row = up(a), head = row && row.tagName !== 'FORM' && row.previousElementSibling, cells = row ? [...row.children].slice(0, 12) : [];
      if (!head || cells.length < 2 || head.children.length !== cells.length || ![...head.children].every((x) => x.tagName === head.children[0].tagName && !/^(H\d|P|A|BUTTON|IMG)$/.test(x.tagName)) || holders.has(head) || !cells.every((x) => holders.has(x) || inputs.includes(x))) continue;
      const t = textOf(head.children[cells.indexOf(a)], 60);
      return t.length > 1 && t.length < 60 ? t : '';
    }
    return '';
  };
  // The words under a field that stands alone in its part of the form.
  const under = (el) => {
    const a = up(el);
    if (!a || a.tagName === 'FORM' || a.querySelectorAll('input:not([type=hidden]),select,textarea').length !== 1 || before(el)) return '';
    let t = '';
    for (let n = el.nextSibling, j = 0; n && j < 4 && !t; n = n.nextSibling, j++) t = clean(n.nodeType === 3 ? n.data : n.nodeType === 1 && n.tagName !== 'BUTTON' ? textOf(n, 60) : '');
    return t.length > 1 && t.length < 40 ? t : '';
  };
  const before = (el) => { for (let n = el.previousSibling; n; n = n.previousSibling) if (clean(n.nodeType === 3 ? n.data : n.nodeType === 1 ? textOf(n, 60) : '').length > 1) return true; return false; };
  const ownLabel = (el) => clean(labelsOf(el).map((l) => textOf(l)).join(' '));
  // What an element is told between its tags, where that is no list of choices and no control.
  const ownWords = (host) => {
    let t = '';
    for (const n of [...host.childNodes].slice(0, 12)) {
      if (n.nodeType === 1 && (/option|select|input|button|menu|item|icon|slot/i.test(n.tagName) || has(n, 'slot') && attr(n, 'slot') !== 'label' || n.querySelector('input,select,textarea,button'))) continue;
      t += ' ' + (n.nodeType === 3 ? n.data : n.nodeType === 1 ? textOf(n, 100) : '');
    }
    t = clean(t);
    return t.length > 1 && t.length < 120 ? t : '';
  };
  // The label of the element whose shadow a control lives in.
  const hostLabel = (host) => {
    const l = host.closest('label') || host.id && [...host.getRootNode().querySelectorAll('label[for]')].find((x) => attr(x, 'for') === host.id);
    return l ? textOf(l) : '';
  };
  const typeOf = (el) => {
    const role = roleOf(el);
    if (drops.has(el)) return 'listbox';
    switch (el.tagName) {
      case 'INPUT': return opensList(el, role) ? 'listbox' : el.type;
      case 'SELECT': return el.multiple ? 'select-multiple' : 'select';
      case 'TEXTAREA': return 'textarea';
      case 'CANVAS': return 'canvas';
    }
    if (role === 'radio' || !role && ticked(el) && /radio/i.test(el.tagName)) return 'radio';
    if (!role && ticked(el)) return 'checkbox';
    if (role === 'checkbox' || role === 'switch') return 'checkbox';
    if (role === 'spinbutton') return 'spin';
    if (role === 'slider') return 'slider';
    if (role === 'combobox' || role === 'listbox' || /^(listbox|dialog|grid|menu|true)$/.test(attr(el, 'aria-haspopup'))) return 'listbox';
    return 'editor';
  };
  // An input whose answer is pressed and not typed: one with a list under it, or one
  // that takes no keys and opens something instead.
  const opensList = (el, role) => /^(text|tel|url|email|search|)$/.test(el.type) && (
    el.type !== 'search' && (role === 'combobox' || /^(list|both)$/.test(attr(el, 'aria-autocomplete')) || attr(el, 'aria-haspopup') === 'listbox') ||
    el.readOnly && !el.disabled && !el.value && /date|day|time|pick|select|choose|calendar|dropdown|combobox|datum|fecha/i.test([attr(el, 'class'), attr(el, 'placeholder'), attr(el, 'id'), attr(el, 'name'), attr(el, 'aria-haspopup'), ownLabel(el)].join(' ')));
  const describe = (el) => {
    const type = typeOf(el), host = el.getRootNode() instanceof ShadowRoot ? el.getRootNode().host : null;
    const c = {
      ref: ref(el), tag: el.tagName.toLowerCase(), type, name: clean(attr(el, 'name') || (host && attr(host, 'name'))),
      id: clean(attr(el, 'id')), autocomplete: clean(attr(el, 'autocomplete') || (host && attr(host, 'autocomplete'))),
      label: ownLabel(el), aria: clean(attr(el, 'aria-labelledby') ? byIds(el, attr(el, 'aria-labelledby')) : attr(el, 'aria-label')),
      described: attr(el, 'aria-describedby') ? clean(byIds(el, attr(el, 'aria-describedby'))) : '',
      title: clean(attr(el, 'title')), placeholder: clean(attr(el, 'placeholder')), nearby: nearby(el), group: group(el),
      pattern: attr(el, 'pattern').slice(0, 300), maxLength: el.maxLength > 0 ? el.maxLength : 0, minLength: el.minLength > 0 ? el.minLength : 0,
      min: clean(attr(el, 'min'), 40), max: clean(attr(el, 'max'), 40), step: clean(attr(el, 'step'), 20), inputMode: clean(attr(el, 'inputmode'), 20),
      required: el.required === true || attr(el, 'aria-required') === 'true', disabled: el.disabled === true || attr(el, 'aria-disabled') === 'true' || el.matches(':disabled'),
      readOnly: el.readOnly === true && type !== 'listbox', visible: seen(el, type), checked: el.checked === true || attr(el, 'aria-checked') === 'true',
      filled: typeof el.value === 'string' && !wrap.test(type) && el.value !== '' && el.value !== el.defaultValue,
      invalid: attr(el, 'aria-invalid') === 'true' || (el.willValidate === true && !el.validity.valid), honeypot: '', options: [],
    };
    if (type === 'file') c.accept = clean(attr(el, 'accept'));
    c.section = section(el, ownerOf(el)); c.message = message(el);
    if (!c.label && !c.aria && !c.title && !host && !/^(radio|checkbox)$/.test(type)) c.label = beside(el) || inHead(el) || (c.placeholder ? '' : inRow(el) || under(el));
    if (host && !c.label) c.label = clean(attr(host, 'label') || attr(host, 'aria-label') || (attr(host, 'aria-labelledby') && byIds(host, attr(host, 'aria-labelledby'))) || hostLabel(host) || ownWords(host));
    if (!/^(radio|checkbox|file|select|select-multiple|listbox|range)$/.test(type) && c.visible) {
      // The parts of a masked date are transparent until one of them has the cursor.
      c.honeypot = type === 'spin' ? '' : trick(el) || (attr(el, 'tabindex') === '-1' && type !== 'editor' && type !== 'spin' && !c.readOnly ? 'not reachable by keyboard' : '');
    } else if (wrap.test(type) && rendered(el) && attr(el, 'aria-hidden') === 'true' && attr(el, 'tabindex') === '-1') c.honeypot = 'aria-hidden';
    if (el.tagName === 'SELECT') {
      for (const o of [...el.options].slice(0, opts.options)) {
        c.options.push({ ref: 0, label: clean(o.label || o.text, opts.option), value: String(o.value).slice(0, opts.option), disabled: o.disabled || o.parentElement?.disabled === true, checked: o.selected });
      }
      if (el.options.length > opts.options) out.cut = true;
    } else if (wrap.test(type) && type !== 'file') {
      c.options.push(optionOf(el));
      if (type === 'checkbox' && !c.label && !c.aria) c.label = c.options[0].label;
    }
    return c;
  };
  // A box in the shadow of an element is called by that element: by its text, its label.
  const hostOf = (el) => el.getRootNode() instanceof ShadowRoot ? el.getRootNode().host : null;
  const ofHost = (el) => {
    for (let h = hostOf(el), i = 0; h && i < 3; h = hostOf(h), i++) {
      const t = hostLabel(h) || attr(h, 'label') || attr(h, 'aria-label') || textOf(h) || sibling(h);
      if (t) return t;
    }
    return '';
  };
  const optionOf = (el) => ({
    ref: ref(el), label: ownLabel(el) || clean((attr(el, 'aria-labelledby') && byIds(el, attr(el, 'aria-labelledby'))) || attr(el, 'aria-label') || textOf(el) || sibling(el) || ofHost(el) || hostLabel(el), opts.option),
    value: String(has(el, 'value') ? attr(el, 'value') : hostOf(el) && has(hostOf(el), 'value') ? attr(hostOf(el), 'value') : attr(el, 'data-value') || attr(el, 'data-time') || attr(el, 'data-slot') || attr(el, 'data-start-time') || attr(el, 'data-date') || attr(el, 'datetime')).slice(0, opts.option),
    disabled: el.disabled === true || attr(el, 'aria-disabled') === 'true', checked: el.checked === true || attr(el, 'aria-checked') === 'true' || attr(el, 'aria-pressed') === 'true' || attr(el, 'aria-selected') === 'true',
  });
  const sibling = (el) => { const n = el.nextSibling; return n && n.nodeType === 3 && n.data.trim() ? n.data : n && n.nodeType === 1 && quiet.has(n.tagName) === false ? textOf(n, 80) : el.nextElementSibling ? textOf(el.nextElementSibling, 80) : ''; };

  // Buttons: what they say and whether they look like the one that commits.
  const say = (el) => clean(el.tagName === 'INPUT' ? (attr(el, 'value') || attr(el, 'alt') || attr(el, 'aria-label') || (el.type === 'submit' ? 'submit' : '')) : (attr(el, 'aria-label') || lettered(el) || slotted(el) || attr(el, 'title') || pictured(el) || textOf(el, 100)), 100);
  // The words of a button whose shadow shows those of its host.
  const slotted = (el) => { const host = el.getRootNode() instanceof ShadowRoot && el.querySelector('slot') ? el.getRootNode().host : null; return host ? attr(host, 'aria-label') || lettered(host) : ''; };
  const lettered = (el) => { const t = textOf(el, 100); return /[\p{L}\p{N}]/u.test(t) ? t : ''; };
  // A button that only shows a picture: its text for those who do not see it, or an arrow.
  const pictured = (el) => {
    const img = el.querySelector('img[alt],svg title,[aria-label]');
    const t = img ? attr(img, 'alt') || attr(img, 'aria-label') || img.textContent : '';
    if (t.trim()) return t;
    const s = textOf(el, 10).replace(/[\s\u200b-\u200d\ue000-\uf8ff]/g, '');
    if (/^[→›»▶❯➔➜⟶>]+$/.test(s)) return inCalendar(el) || el.closest('[class*=calendar i],[class*=datepicker i],[class*=carousel i],[class*=slide i],[class*=swiper i]') ? '' : 'next';
    if (s) return '';
    const names = [el, ...[...el.querySelectorAll('*')].slice(0, 4)].map((x) => attr(x, 'class') + ' ' + attr(x, 'id') + ' ' + attr(x, 'name')).join(' ');
    if (/prev|back|left|close|cancel/i.test(names)) return 'back';
    const m = /(^|[-_ ])(next|forward|continue|submit|send)([-_ ]|$)|(arrow|chevron|caret|angle)[-_]?(right|forward)/i.exec(names);
    return m ? m[2] || 'next' : '';
  };
  const kindOf = (el) => {
    if (el.tagName === 'INPUT') return el.type;
    const host = el.getRootNode() instanceof ShadowRoot ? el.getRootNode().host : null;
    if (el.tagName === 'BUTTON') return host && attr(host, 'type') ? attr(host, 'type') : (el.form || has(el, 'type') ? el.type : 'button');
    return 'button';
  };
  const commits = new RegExp(opts.commits, 'i');
  const time = hour;

  visit(document);
  if (inputs.length > opts.controls) { inputs.length = opts.controls; out.cut = true; }
  if (buttons.length > opts.buttons) { buttons.length = opts.buttons; out.cut = true; }

  // Calendars that stand in the page; one that hangs over it belongs to the field
  // that opened it.
  const fills = (a) => { const r = box(a); return r.width > 0.9 * innerWidth && r.height > 0.8 * innerHeight; };
  const hangs = (el) => { for (let a = el, i = 0; a && i < 8 && !fills(a); a = up(a), i++) { const c = getComputedStyle(a); if (/absolute|fixed/.test(c.position) && c.zIndex !== 'auto' && !a.querySelector('input:not([type=hidden]),textarea')) return true; } return false; };
  const cals = st.calendars(true), turns = new Set(cals.flatMap((c) => [c.prev, c.next, c.prevYear, c.nextYear, c.title, c.months, c.years]));
  const inCalendar = (el) => turns.has(st.ids.get(el)) || cals.some((c) => c.els.grid.contains(el) || c.els.others.some((o) => o.contains(el)));

  // Time slots: buttons that say a time belong to one control, by the form or page
  // that they stand in.
  const slots = new Map();
  const plain = [];
  const byDay = /\d{1,2}[:.h]\d{2}\s*([ap]\.?\s?m\.?)?\s*(uhr)?$|\b\d{1,2}\s?[ap]\.?m\.?$/i;
  const light = new Set(loose);
  for (const b of [...buttons, ...loose, ...options]) {
    if (inCalendar(b)) continue;
    const t = say(b), shown = textOf(b, 60);
    const onward = commits.test(t) && !time.test(shown); // "Next 9:00am"
    if (time.test(t) && !onward || time.test(shown) && (byDay.test(t) || !commits.test(t) || !/^\s*(next|more|continue|book|schedule|reserve)\b/i.test(shown)) || /\d/.test(attr(b, 'data-slot') + attr(b, 'data-time'))) {
      let a = up(b); for (let i = 0; a && i < 3 && a.querySelectorAll('button,[role=button],[role=option],[role=gridcell]').length + loose.filter((l) => a.contains(l)).length < 2; i++) a = up(a);
      // The days of a week beside each other, each with its hours, ask one question.
      for (const o of [...slots.keys()]) if (a && o !== a && a.contains(o)) { slots.set(a, [...(slots.get(a) || []), ...slots.get(o)]); slots.delete(o); }
      for (const o of slots.keys()) if (a && o !== a && (o.contains(a) || up(o) === up(a) || up(o) === up(up(a) || o))) { a = o; break; }
      if (a) { if (!slots.has(a)) slots.set(a, []); slots.get(a).push(b); continue; }
    }
    if (!options.includes(b) && !light.has(b)) plain.push(b);
  }
  // Whatever a field stands in, so that the words there are that field's.
  const holders = new Set();
  for (const i of inputs) for (let a = up(i), n = 0; a && n < 40; a = up(a), n++) holders.add(a);
  // What tells about a field is nothing to go on with ("Where do I find this?").
  const explains = (b) => kindOf(b) !== 'submit' && opts.explains && new RegExp(opts.explains, 'i').test(say(b));
  // Two arrows beside each other turn what stands between them: weeks, pictures.
  const arrow = (b) => !/[\p{L}\p{N}]/u.test(textOf(b, 20));
  const pages = (b) => { const a = up(b); return arrow(b) && /next|forward/i.test(say(b)) && !!a && plain.some((o) => o !== b && a.contains(o) && arrow(o) && /prev|back/i.test(say(o))); };
  const above = new Map();
  for (const b of plain) {
    if (pages(b)) continue;
    if (explains(b)) continue;
    if (!(kindOf(b) === 'submit' || commits.test(say(b)) && !/^\d{1,2}[.)]?\s+\D/.test(say(b)))) continue; // "4 Pay" is a step's name
    for (let a = up(b), i = 0; a && i < 40; a = up(a), i++) { if (!above.has(a)) above.set(a, []); above.get(a).push(b); }
  }
  const ownerOf = (el) => {
    if (el.form) return el.form;
    for (let a = up(el), i = 0; a && i < 60; a = up(a), i++) if (a.tagName === 'FORM') return a;
    return null;
  };
  const containerOf = (el) => {
    for (let a = up(el), i = 0; a && i < 40; a = up(a), i++) { if (a === document.body) break; if (above.has(a)) return a; }
    return document.body || document.documentElement;
  };
  const forms = new Map();
  const formOf = (el) => {
    const owner = ownerOf(el), key = owner || (above.has(el) ? el : containerOf(el));
    let f = forms.get(key);
    if (!f) {
      if (forms.size >= opts.forms) { out.cut = true; return null; }
      const g = (n) => attr(key, n);
      f = {
        ref: ref(key), name: clean(g('name')), id: clean(g('id')), classes: clean(g('class'), 200), role: g('role').slice(0, 40), label: clean(g('aria-labelledby') ? byIds(key, g('aria-labelledby')) : g('aria-label')),
        heading: heading(key), action: owner ? (has(key, 'action') ? abs(g('action')) : location.href.split('#')[0]) : '', method: owner ? (g('method') || 'get').toLowerCase() : '', target: g('target').slice(0, 40),
        complaint: complaint(key), progress: progress(key),
        scripted: has(key, 'onsubmit'), implicit: !owner, controls: [], buttons: [], frames: [], folds: [], key,
      };
      forms.set(key, f);
    }
    return f;
  };
  // What the page complains of the form as a whole.
  const scolds = /please|require|invalid|must|missing|error|valid|problem|bitte|erforderlich|pflicht|fehl|veuillez|obligatoire|por favor|obligatori|favore|inserisci|preencha|obrigat|vul |verplicht/i;
  const complaint = (el) => {
    for (const root of [el, el.parentElement].filter((r) => r && r !== document.body && r.querySelectorAll)) {
      for (const x of [...root.querySelectorAll('[role=alert],[aria-live=assertive],[aria-live=polite],[class*=error i],[class*=alert-danger],[class*=danger i],[class*=invalid i],[class*=validation i],.err')].slice(0, 40)) {
        const t = rendered(x) && !x.matches('input,select,textarea,label') && textOf(x);
        if (t && t.length > 2 && (attr(x, 'aria-live') !== 'polite' || scolds.test(t))) return t;
      }
    }
    return el.tagName === 'FORM' ? inRed(el, null) : '';
  };
  // How far a form of several steps says that it is: "Step 2 of 4", a bar, a list with
  // the step at hand marked. What comes after it is told by its names.
  const counted = /(?:\b(?:step|page|part|section|screen|question|card|stage|schritt|seite|teil|frage|[ée]tape|page|partie|question|paso|p[áa]gina|parte|pregunta|passo|passaggio|fase|etapa|stap|vraag|domanda|pergunta)\s*(\d{1,2})|^\W*(\d{1,2}))\s*(?:of|\/|out of|von|sur|de|di|van|\|)\s*(\d{1,2})\b/i;
  const stepped = (el) => /(^|[-_ ])(steps?|stepper|progress\w*|wizard|breadcrumb-steps|pagination-steps)([-_ ]|$)|steps?-?(indicator|list|nav|bar|progress)|stepper|progress-?(bar|steps|tracker|indicator)/i.test(attr(el, 'class') + ' ' + attr(el, 'id'));
  const marked = (el) => /^(step|true)$/.test(attr(el, 'aria-current')) || attr(el, 'aria-selected') === 'true' || /(^|[-_ ])(is-?)?(active|current|selected)([-_ ]|$)|(^| )on( |$)/i.test(attr(el, 'class'));
  const progress = (form) => {
    const out = { now: 0, of: 0, later: [], listed: false, percent: 0 };
    // It stands in the form or around it, and not around other forms as well.
    let root = form;
    for (let i = 0; i < 3 && up(root) && up(root) !== document.documentElement && !inputs.some((el) => up(root).contains(el) && !form.contains(el) && rendered(el)); i++) root = up(root);
    if (!root) return out;
    const whole = (n, of) => { if (!out.of && n >= 1 && of >= 2 && n <= of && of <= 20) { out.now = n; out.of = of; } };
    for (const el of [...root.querySelectorAll('p,span,div,h1,h2,h3,h4,h5,legend,li,strong,small,b,label,output')].slice(0, 1500)) {
      if (out.of || el.childElementCount > 3) continue;
      const t = el.textContent.length < 120 ? clean(el.textContent, 80) : '';
      const m = t && counted.exec(t);
      if (m && (m[1] || t.length < 12 && [el, up(el), up(up(el) || el)].some((a) => a && stepped(a))) && rendered(el)) whole(+(m[1] || m[2]), +m[3]);
    }
    for (const el of [...root.querySelectorAll('[role=progressbar],progress')].slice(0, 10)) {
      const n = el.tagName === 'PROGRESS' ? el.value : +attr(el, 'aria-valuenow'), of = el.tagName === 'PROGRESS' ? el.max : +attr(el, 'aria-valuemax');
      if (rendered(el) && Number.isInteger(n) && Number.isInteger(of) && of <= 20) whole(n, of);
      else if (rendered(el) && n > 0 && of > 0 && n < of) out.percent ||= Math.round(100 * n / of);
    }
    for (const el of out.percent ? [] : [...root.querySelectorAll('[class*=progress i]')].slice(0, 20)) {
      const m = /^\D{0,20}(\d{1,2})\s?%(?: (?:complete|done|finished))?\W*$/i.exec(clean(el.textContent, 60)) || /^([\d.]+)%$/.exec(el.style?.width || '');
      if (m && rendered(el) && +m[1] > 0 && +m[1] < 100) { out.percent = Math.round(+m[1]); break; }
    }
    for (const list of [...root.querySelectorAll('ol,ul,nav,div,[role=list],[role=tablist]')].slice(0, 600)) {
      const items = kidsOf(list).filter((i) => !/^(HR|BR|SVG|svg)$/.test(i.tagName) && (textOf(i, 60) || attr(i, 'aria-label')));
      if (items.length < 2 || items.length > 12 || !rendered(list) || list.contains(form) || items.some((i) => i.querySelector('input:not([type=hidden]),select,textarea'))) continue;
      const at = items.filter((i) => marked(i) || [...i.querySelectorAll('*')].slice(0, 12).some((x) => attr(x, 'aria-current') === 'step'));
      const strict = items.some((i) => attr(i, 'aria-current') === 'step' || i.querySelector('[aria-current=step]'));
      if (at.length !== 1 || !strict && ![list, up(list), ...items.slice(0, 1)].some((a) => a && stepped(a))) continue;
      const names = items.slice(items.indexOf(at[0]) + 1).map((i) => textOf(i, 60) || clean(attr(i, 'aria-label'), 60));
      out.listed = true; out.later = names.slice(0, 12);
      break;
    }
    return out;
  };
  const heading = (el) => {
    const h = el.querySelector?.('legend,h1,h2,h3,h4');
    if (h) return textOf(h, 120);
    for (let a = el, i = 0; a && i < 4; a = up(a), i++) {
      for (let p = a.previousElementSibling, j = 0; p && j < 4; p = p.previousElementSibling, j++) {
        const x = /^H[1-4]$/.test(p.tagName) ? p : p.querySelector('h1,h2,h3,h4');
        if (x) return textOf(x, 120);
      }
    }
    return '';
  };
  // What is written before a set of choices, and nothing else between.
  const caption = (el) => {
    for (let a = el, i = 0; a && i < 4 && a.tagName !== 'FORM'; a = up(a), i++) {
      for (let p = a.previousSibling, j = 0; p && j < 8; p = p.previousSibling, j++) {
        if (p.nodeType === 1 && (p.matches('input:not([type=hidden]),select,textarea') || p.querySelector('input:not([type=hidden]),select,textarea'))) return '';
        if (p.nodeType === 1 && (p.matches('button,[role=button]') || make(p) === make(a) || p.querySelector('button,[role=button]'))) continue;
        const t = p.nodeType === 3 ? clean(p.data) : p.nodeType === 1 && !quiet.has(p.tagName) && rendered(p) ? textOf(p) : '';
        if (t.length > 1) return t;
      }
    }
    return '';
  };
  const groups = new Map();
  // Three or more boxes without a name beside each other, each with a word or two, under
  // one caption or none, are the answers to one question.
  const isBox = (i) => i.type === 'checkbox' || /^(checkbox|switch)$/.test(roleOf(i)) || !roleOf(i) && ticked(i);
  // So are boxes whose names only count them ("services$0", "services$1").
  const stem = (i) => { const n = attr(i, 'name'), m = /^(.*?)[$_.[-]?\d{1,3}\]?$/.exec(n); return n ? m && m[1] || '' : ' '; };
  const boxesBeside = (el) => {
    const of = stem(el), ours = (a) => inputs.filter((i) => a.contains(i)), alike = (list) => list.every((i) => isBox(i) && stem(i) === of);
    if (!of) return null;
    let whole = up(el);
    for (let i = 0; i < 8 && whole && ours(whole).length < 2; i++) whole = up(whole);
    for (let i = 0; i < 4 && whole && up(whole) && !/^(FORM|BODY)$/.test(up(whole).tagName) && alike(ours(up(whole))); i++) whole = up(whole);
    const list = whole ? ours(whole) : [];
    if (list.length < (of === ' ' ? 3 : 2) || list.length > 40 || whole.tagName === 'FORM' || !alike(list)) return null;
    const words = list.map((i) => optionOf(i).label);
    if (words.some((w) => !w || w.length > 40 || /\b(agree|consent|accept|newsletter)/i.test(w))) return null;
    let first = list[0];
    while (up(first) && up(first) !== whole) first = up(first);
    return { in: whole, first };
  };
  // What is asked of a set of choices that stand in a box or table of their own: before
  // that, as far as nothing else is asked in between.
  const askedOf = (a, b) => {
    let all = a;
    while (all && !all.contains(b)) all = up(all);
    const n = all && inputs.filter((i) => all.contains(i)).length;
    for (let i = 0; all && i < 6 && all.tagName !== 'FORM' && inputs.filter((x) => all.contains(x)).length === n; all = up(all), i++) {
      for (let p = all.previousSibling, j = 0; p && j < 6; p = p.previousSibling, j++) {
        if (p.nodeType === 1 && (holders.has(p) || inputs.includes(p))) return '';
        if (p.nodeType === 1 && (scold(p) || p.querySelector('button,a'))) continue;
        const t = p.nodeType === 3 ? clean(p.data) : p.nodeType === 1 && !quiet.has(p.tagName) && rendered(p) ? textOf(p) : '';
        if (t.length > 1 && !mark.test(t)) return t;
      }
    }
    return '';
  };
  for (const el of inputs) {
    if (turns.has(st.ids.get(el))) continue; // it turns a calendar, and asks for nothing
    const f = formOf(el);
    if (!f) continue;
    const c = describe(el);
    if ((c.type === 'radio' || c.type === 'checkbox')) {
      const set = c.type === 'radio' && el.tagName !== 'INPUT' ? (el.closest('[role=radiogroup]') || up(el)) : c.type === 'radio' && !c.name ? el.closest('[role=radiogroup],fieldset') || up(up(el) || el) : null;
      const boxes = c.type === 'checkbox' ? boxesBeside(el) : null;
      if (boxes) c.group ||= caption(boxes.first);
      const k = set || boxes ? 'r' + ref(set || boxes.in) : c.name ? c.type + ':' + c.name : '';
      const old = k && groups.get(f.ref + k);
      if (old) {
        if (old.options.length < opts.options) old.options.push(c.options[0]);
        if (!old.group && !old.nearby) old.nearby = askedOf(old.at, el);
        old.visible ||= c.visible; old.required ||= c.required; old.checked ||= c.checked; old.invalid &&= c.invalid; old.message ||= c.message; old.disabled &&= c.disabled;
        continue;
      }
      if (k) groups.set(f.ref + k, c);
    }
    c.at = el;
    f.controls.push(c);
  }
  for (const [a, list] of slots) {
    const f = formOf(list[0]);
    if (!f) continue;
    const opt = list.slice(0, opts.options).filter(rendered).map(optionOf);
    const first = list.find(rendered);
    if (opt.length < 1 || !first) continue;
    const c = describe(first);
    Object.assign(c, { ref: ref(a), type: 'slots', tag: 'buttons', label: '', name: clean(attr(a, 'data-name')), id: clean(attr(a, 'id')), nearby: nearby(a), visible: true, required: false, filled: false, invalid: false,
      honeypot: '', disabled: false, options: opt, checked: opt.some((o) => o.checked), at: first });
    f.controls.push(c);
  }
  for (const cal of cals) {
    if (hangs(cal.els.grid)) continue;
    const f = formOf(cal.els.grid);
    if (!f) continue;
    const c = describe(cal.els.cells[0]), g = cal.els.grid.closest('[aria-label]');
    Object.assign(c, { ref: cal.ref, type: 'calendar', tag: 'calendar', label: '', aria: g ? clean(attr(g, 'aria-label')) : '', name: '', id: clean(attr(cal.els.grid, 'id')), nearby: '', group: group(cal.els.grid) || heading(cal.els.grid),
      title: '', described: '', placeholder: '', visible: true, required: false, filled: false, invalid: false, honeypot: '', disabled: false, options: [], checked: false, at: cal.els.cells[0] });
    f.controls.push(c);
  }
  // Choices that are buttons: two or more of one make beside each other, each with
  // a text of its own, none of which commits ("Dr. Reed", "Dr. Moss"; the days of a
  // month). Whether they ask for anything, their heading decides.
  const chrome = 'nav,header,footer,[role=navigation],[role=banner],[role=contentinfo],[role=toolbar],[role=tablist],[role=menu],[role=menubar],[contenteditable]';
  // Some steppers call all of themselves a list of tabs: what is in a panel is the page's own.
  const inChrome = (b) => { const a = b.closest(chrome), panel = b.closest('[role=tabpanel]'); return !!a && !(panel && a !== panel && a.contains(panel) && /tablist/.test(attr(a, 'role'))); };
  const asksOtherwise = (f) => inputs.some((i) => (i.form === f || f.contains(i)) && rendered(i));
  const twins = new Map();
  const pressable = [...plain, ...loose.filter((l) => ![...slots.values()].some((s) => s.includes(l)) && !inCalendar(l))];
  for (const b of pressable) {
    const t = say(b), a = up(b);
    if (!a || !t || t.length > (light.has(b) ? 160 : 80) || b.tagName === 'INPUT' || kindOf(b) !== 'button' || commits.test(t) && !light.has(b) || roleOf(b) === 'tab' && !dayish.test(t) || has(b, 'aria-expanded') || has(b, 'aria-haspopup') || has(b, 'onclick') && !light.has(b)) continue;
    if ((b.tagName === 'A' && has(b, 'href') && !light.has(b) && !(roleOf(b) === 'button' && nowhere(b))) || !rendered(b) || inChrome(b) && !(dayish.test(t) && roleOf(b) === 'tab')) continue;
    const k = make(b);
    // The cells of a calendar each hold one button: their row, or what is above it, holds the set.
    let set = a;
    for (let i = 0; i < 3 && set && pressable.filter((o) => set.contains(o) && make(o) === k).length < 2; i++) set = up(set);
    if (!set || b.disabled === true || attr(b, 'aria-disabled') === 'true') continue;
    if (!twins.has(set)) twins.set(set, new Map());
    const of = twins.get(set);
    if (!of.has(k)) of.set(k, []);
    of.get(k).push(b);
  }
  // Among the buttons that lead through a form, none is a choice.
  const leads = /^\W*((go )?back|previous|prev|cancel|next|skip|zur[üu]ck|abbrechen|weiter|pr[ée]c[ée]dent|retour|annuler|suivant|atr[áa]s|anterior|volver|cancelar|siguiente|indietro|annulla|avanti|voltar|pr[óo]xim[oa]|vorige|terug|annuleren|volgende)\b.{0,20}$/i;
  for (const [a, of] of twins) for (const list of of.values()) {
    if (list.some((b) => leads.test(say(b)))) continue;
    if (list.length < 2 || list.length > 60 || new Set(list.map(say)).size !== list.length) continue;
    const f = formOf(list[0]);
    if (!f) continue;
    const opt = list.slice(0, opts.options).map(optionOf), c = describe(list[0]);
    // What stands in the card of the first choice is said of that one alone.
    let card = list[0]; while (up(card) && up(card) !== a && a.contains(up(card))) card = up(card);
    const cap = caption(card), form = list[0].closest('form');
    const among = !!form && asksOtherwise(form) && !list.some((b) => has(b, 'aria-pressed'));
    if (among && !cap) continue; // buttons beside a form are its tools
    Object.assign(c, { type: 'slots', tag: list.every((b) => has(b, 'aria-pressed')) ? 'toggles' : among ? 'asked' : 'choices', label: '', aria: '', name: clean(attr(a, 'data-name')), id: clean(attr(a, 'id')), nearby: cap || (card === list[0] ? nearby(card) : '') || nearby(a), visible: true, required: false, filled: false,
      invalid: false, honeypot: '', disabled: false, options: opt, checked: opt.some((o) => o.checked), at: list[0] });
    f.controls.push(c);
  }
  // Cards with one button each that all say the same ("Select"): each is called by what
  // its card says.
  const taken = new Set();
  const same = new Map();
  for (const b of plain) {
    const t = say(b);
    if (!picksThis.test(t) || !rendered(b) || b.disabled === true || inChrome(b)) continue;
    const k = make(b) + '|' + t;
    if (!same.has(k)) same.set(k, []);
    same.get(k).push(b);
  }
  for (const list of same.values()) {
    if (list.length < 2 && !/^(select|choose|pick|w[äa]hlen|ausw[äa]hlen|elegir|seleccionar|choisir|scegli|seleziona|escolher|kies|kiezen)$/i.test(say(list[0])) || list.length > 40) continue;
    const cards = list.map((b) => { let a = b; for (let i = 0; i < 8 && up(a) && !list.some((o) => o !== b && up(a).contains(o)); i++) a = up(a); return a; });
    const words = cards.map((a, i) => { const h = a.querySelector?.('h2,h3,h4,h5,h6,strong,b,legend,[class*=title i],[class*=name i]'); const t = textOf(h || a, 100); return t === say(list[i]) ? '' : t; });
    const f = words.every(Boolean) && new Set(words).size === words.length ? formOf(list[0]) : null;
    if (!f) continue;
    const c = describe(list[0]), opt = list.map((b, i) => ({ ...optionOf(b), label: words[i] }));
    for (const b of list) taken.add(b);
    Object.assign(c, { type: 'slots', tag: 'choices', label: '', aria: '', name: '', id: '', nearby: caption(cards[0]) || heading(up(cards[0]) || cards[0]), visible: true, required: false, filled: false, invalid: false, honeypot: '', disabled: false, options: opt, checked: opt.some((o) => o.checked), at: list[0] });
    f.controls.push(c);
  }
  // The kinds of visit that a scheduler in a frame offers are links, each with how long it takes.
  // In the page itself they lead nowhere by themselves.
  if (!inputs.some((i) => rendered(i) && i.type !== 'search')) {
    const cards = new Map();
    for (const [h, el] of links) {
      if (el.tagName !== 'A' || !rendered(el) || inChrome(el) || !(window !== top ? abs(h).startsWith(location.origin + '/') : nowhere(el))) continue;
      const head = el.querySelector('h1,h2,h3,h4,h5,strong,b,[class*=title i],[class*=name i]');
      if (!head || !/\b\d{1,3}\s?(m(in(utes?|uten|utos)?)?|h(ours?|rs?|eures?|oras?)?|std)\b/i.test(textOf(el, 300))) continue;
      const k = make(el);
      if (!cards.has(k)) cards.set(k, []);
      cards.get(k).push([el, textOf(head, 100)]);
    }
    for (const list of cards.values()) {
      const f = list.length <= 40 && formOf(list[0][0]);
      if (!f) continue;
      const c = describe(list[0][0]);
      Object.assign(c, { type: 'slots', tag: 'visits', label: '', aria: '', name: '', id: '', nearby: caption(list[0][0]), visible: true, required: false, filled: false, invalid: false, honeypot: '', disabled: false, options: list.map(([el, label]) => ({ ...optionOf(el), label })), checked: false, at: list[0][0] });
      f.controls.push(c);
    }
  }
  // A list of choices that stands open in the page, as chips do.
  for (const board of boards) {
    const list = options.filter((o) => board.contains(o) && rendered(o));
    if (list.length < 2 || !rendered(board) || hangs(board) || board.closest('[popover]') || [...slots.values()].some((s) => s.includes(list[0])) || inputs.some((i) => `${attr(i, 'aria-controls')} ${attr(i, 'aria-owns')}`.split(' ').includes(board.id) && board.id)) continue;
    const f = formOf(board);
    if (!f) continue;
    const c = describe(list[0]);
    Object.assign(c, { ref: ref(board), type: 'slots', tag: 'toggles', label: '', aria: '', name: clean(attr(board, 'data-name')), id: clean(attr(board, 'id')), group: clean(attr(board, 'aria-labelledby') ? byIds(board, attr(board, 'aria-labelledby')) : attr(board, 'aria-label')) || group(board),
      nearby: caption(board) || nearby(board), visible: true, required: attr(board, 'aria-required') === 'true', filled: false, invalid: attr(board, 'aria-invalid') === 'true', honeypot: '', disabled: false, options: list.slice(0, opts.options).map(optionOf), checked: list.some((o) => attr(o, 'aria-selected') === 'true'), at: list[0] });
    f.controls.push(c);
  }
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
    if (o && !forms.has(o) && kindOf(b) === 'submit' && rendered(b) && (attr(o, 'method').toLowerCase() === 'post' || has(o, 'hx-post')) && commits.test(say(b))) formOf(b);
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
  for (const b of plain) {
    if (taken.has(b)) continue;
    const owner = ownerOf(b);
    let f = owner ? forms.get(owner) : null;
    if (!f) for (let a = up(b), i = 0; a && i < 40 && !f; a = up(a), i++) f = forms.get(a);
    f ||= besideForm(b);
    if (!f || f.buttons.length >= 60 || inCalendar(b) || pages(b)) continue;
    const host = b.getRootNode() instanceof ShadowRoot ? b.getRootNode().host : null;
    f.buttons.push({ ref: ref(b), text: say(b) || (host ? textOf(host, 100) : ''), type: kindOf(b), visible: rendered(b) && !trick(b), disabled: b.disabled === true || attr(b, 'aria-disabled') === 'true', name: clean(attr(b, 'name'), 80), action: clean(attr(b, 'formaction'), 300), mark: clean(attr(b, 'class').slice(0, 120) + ' ' + attr(b, 'name').slice(-60) + '=' + attr(b, 'value').slice(0, 20)),
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
    if (/^#[\w-]+$/.test(h)) { const to = document.getElementById(h.slice(1)); if (to && rendered(to)) continue; }
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

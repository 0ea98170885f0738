  // Forms: what belongs together, how far it is, what it complains of.
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
  const byDay = /\d{1,2}(?:[:.h]| h )\d{2}\s*([ap]\.?\s?m\.?)?\s*(uhr)?$|\b\d{1,2}\s?[ap]\.?m\.?$/i;
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
  // Two arrows around days or hours turn the weeks.
  const arrow = (b) => !/[\p{L}\p{N}]/u.test(textOf(b, 20));
  const pages = (b) => { const a = up(b); return arrow(b) && /next|forward/i.test(say(b)) && !!a && /\d[:.]\d\d|\b(mon|tue|wed|thu|fri|sat|sun|lun|mar|mer|jeu|ven|mo|di|mi|do|fr)[a-z]*\.?,? *\d/i.test(a.textContent.slice(0, 4000)) && plain.some((o) => o !== b && a.contains(o) && arrow(o) && /prev|back/i.test(say(o))); };
  // Cards of one make, pressed by the hand alone, are answers whatever they say ("I'll pay myself").
  const card = (b) => /^(DIV|LI|SPAN|ARTICLE)$/.test(b.tagName) && !roleOf(b) && plain.some((o) => o !== b && up(o) === up(b) && make(o) === make(b));
  const aside = new RegExp(opts.aside, 'i');
  const above = new Map();
  for (const b of plain) {
    if (pages(b) || card(b)) continue;
    if (explains(b) || aside.test(say(b))) continue;
    if (!(kindOf(b) === 'submit' || commits.test(say(b)) && !/^\d{1,2}[.)]?\s+\D/.test(say(b)))) continue; // "4 Pay" is a step's name
    for (let a = up(b), i = 0; a && i < 40; a = up(a), i++) { if (!above.has(a)) above.set(a, []); above.get(a).push(b); }
  }
  const ownerOf = (el) => {
    if (el.form) return el.form;
    for (let a = up(el), i = 0; a && i < 60; a = up(a), i++) if (a.tagName === 'FORM') return a;
    return null;
  };
  // Beside the button may stand a box alone ("Send me a copy"): the form is what is above both.
  const wider = (a) => {
    const own = inputs.filter((i) => a.contains(i)), boxes = own.length > 0 && own.every((i) => i.type === 'checkbox' || /^(checkbox|switch)$/.test(roleOf(i)));
    for (let b = up(a), i = 0; boxes && b && i < 5 && b !== document.body; b = up(b), i++) {
      if (above.get(b)?.length !== above.get(a).length) break;
      if (inputs.some((x) => b.contains(x) && !own.includes(x) && rendered(x))) return b;
    }
    return a;
  };
  const containerOf = (el) => {
    for (let a = up(el), i = 0; a && i < 40; a = up(a), i++) { if (a === document.body) break; if (above.has(a)) return wider(a); }
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
  const countedMore = /(?<!\p{L})(?:krok|steg|trinn?|vaihe|ad[ıi]m|bước|шаг|страница|hakbang|etap|pas(?:ul)?|l[ée]p[ée]s|βήμα|الخطوة|خطوة|步骤|步驟|第|ステップ|단계)\s*(\d{1,2})()\s*[步页頁단]?\s*[,，]?\s*(?:of|z|ze|av|af|из|din|de|sa|sou|από|من|共|中|\/|\|)\s*(\d{1,2})(?!\d)/iu;
  const stepped = (el) => /(^|[-_ ])(steps?|pasos?|[eé]tapes?|schritte?|passi|passos|etapas|stappen|stepper|progress\w*|wizard|rootline|breadcrumb-steps|pagination-steps)([-_ ]|$)|steps?-?(indicator|list|nav|bar|progress)|stepper|progress-?(bar|steps|tracker|indicator)/i.test(attr(el, 'class') + ' ' + attr(el, 'id'));
  const marked = (el) => /^(step|true)$/.test(attr(el, 'aria-current')) || attr(el, 'aria-selected') === 'true' || /(^|[-_ ])(is-?)?(active|current|selected|akti(v|f|e)|aktuell|act(u|iv)[oa]l?|acti(f|ve)|attiv[oa]|ativ[oa]|actief|huidige?)([-_ ]|$)|(^| )(on|now|here|present|doing|in-progress|you-are-here)( |$)/i.test(attr(el, 'class'));
  // Some lists mark every step up to the one at hand alike: the last of those, or the one
  // after it when the mark says that they are done; -1 when nothing marks some of them.
  const last = (items) => {
    if (items.length < 3 || items.some((i) => i.matches('button,a,input,[role=button]') || i.querySelector('button,input,[role=button]'))) return -1; // a bar of buttons
    const tokens = items.map((i) => new Set([i, ...[...i.querySelectorAll('*')].slice(0, 3)].flatMap((x) => attr(x, 'class').split(/\s+/).filter(Boolean))));
    for (const t of tokens[0]) {
      const n = tokens.findIndex((s) => !s.has(t));
      if (n < 1 || !/(^|[-_])(primary|active|current|selected|reached|filled|on|done|complete[d]?|finished|past|visited|checked|success)([-_]|$)/i.test(t) || tokens.slice(n).some((s) => s.has(t))) continue;
      return /(^|[-_])(done|complete[d]?|finished|past|visited|checked|success)([-_]|$)/i.test(t) ? n : n - 1;
    }
    return -1;
  };
  const progress = (form) => {
    const out = { now: 0, of: 0, later: [], listed: false, percent: 0 };
    // It stands in the form or around it, and not around other forms as well.
    let root = form;
    for (let i = 0; i < 7 && up(root) && up(root) !== document.documentElement && !inputs.some((el) => up(root).contains(el) && !form.contains(el) && rendered(el)); i++) root = up(root);
    if (!root) return out;
    const whole = (n, of) => { if (!out.of && n >= 1 && of >= 2 && n <= of && of <= 20) { out.now = n; out.of = of; } };
    for (const el of [...root.querySelectorAll('p,span,div,h1,h2,h3,h4,h5,legend,li,strong,small,b,label,output')].slice(0, 1500)) {
      if (out.of || el.childElementCount > 3) continue;
      const t = el.textContent.length < 120 ? clean(el.textContent, 80) : '';
      const m = t && (counted.exec(t) || countedMore.exec(t));
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
      if (items.length < 2 || items.length > 12 || !rendered(list) || list.contains(form) || items.some((i) => i.querySelector('input:not([type=hidden]):not([type=button]):not([type=submit]),select,textarea'))) continue;
      const at = items.filter((i) => marked(i) || [...i.querySelectorAll('*')].slice(0, 12).some((x) => attr(x, 'aria-current') === 'step'));
      const strict = items.some((i) => attr(i, 'aria-current') === 'step' || i.querySelector('[aria-current=step]'));
      // Steps that are counted by their names need no other word for what they are.
      const numbered = items.length > 2 && items.every((i, n) => new RegExp('^\\D?' + (n + 1) + '\\b').test(textOf(i, 60)));
      const reached = at.length || !items.every((i) => i.tagName === items[0].tagName) ? -1 : last(items);
      if (at.length !== 1 && reached < 0 || !strict && !numbered && ![list, up(list), ...items.slice(0, 1)].some((a) => a && stepped(a))) continue;
      const names = items.slice((at.length ? items.indexOf(at[0]) : reached) + 1).map((i) => textOf(i, 60) || clean(attr(i, 'aria-label'), 60));
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

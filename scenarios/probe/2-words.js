  // What stands around an element and speaks of it.
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
    const host = hostOf(el);
    if (host) return clear(host) && (has(host, 'label') || has(host, 'aria-label') || !!hostLabel(host));
    return st.labels(el).some((l) => clear(l) && textOf(l, 20).length > 1 && over(l) && box(l).height < 160);
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
  const wrap = /^(radio|checkbox|file)$/;
  // A file field is often out of sight, behind a place to drop files on or a button.
  const dropped = (el) => { for (let a = up(el), i = 0; a && i < 3 && a.tagName !== 'FORM'; a = up(a), i++) if (rendered(a) && /\b(uploads?|browse|choose|drag|drop|attach|select|files?|photo|datei|archivo|fichier)\b/i.test(textOf(a, 200)) && a.querySelectorAll('input:not([type=hidden]),select,textarea').length === 1) return true; return false; };
  const seen = (el, type) => {
    if (wrap.test(type) && !has(el, 'role')) {
      if (rendered(el) && !trick(el)) return true;
      const host = hostOf(el);
      // The element whose shadow holds a box alone is that box.
      if (host && !/^file$/.test(type) && inputs.filter((x) => hostOf(x) === host).length === 1 && rendered(host) && box(host).width > 8 && !trick(host)) return true;
      return st.labels(el).some((l) => rendered(l) && !trick(l)) || type === 'file' && !el.disabled && dropped(el);
    }
    if (el.tagName === 'SELECT' && /select2|chosen|nice-select|tomselect|hidden-accessible/.test(el.className)) return !!up(el) && rendered(up(el));
    // A list that a script draws anew keeps the real one out of sight beside it.
    if (el.tagName === 'SELECT' && trick(el) && [up(el), up(up(el) || el), up(up(up(el) || el) || el), up(up(up(up(el) || el) || el) || el)].some((a) => a && a.tagName !== 'FORM' && [...a.querySelectorAll('[role=combobox],[aria-haspopup=listbox]')].some(rendered))) return false;
    // So does one that draws a box around it or right after it.
    if (el.tagName === 'SELECT' && !el.multiple && (!rendered(el) || trick(el)) && !el.disabled) {
      for (const a of [up(el), up(up(el) || el), el.nextElementSibling]) {
        if (a && a.tagName !== 'FORM' && listed(a) && rendered(a) && boxed(a)) return ![...a.querySelectorAll('input:not([type=hidden]),textarea,select,[role=combobox],[aria-haspopup=listbox]')].some((x) => x !== el && rendered(x));
      }
    }
    // The field of a list may be there for screen readers alone, in the box that people see.
    if (type === 'listbox' && el.tagName === 'INPUT' && !rendered(el) && !el.disabled) for (let a = up(el), i = 0; a && i < 3 && a.tagName !== 'FORM'; a = up(a), i++) if (rendered(a) && boxed(a)) return a.querySelectorAll('input:not([type=hidden]),select,textarea').length === 1;
    return rendered(el);
  };
  const several = (el) => { const f = ownerOf(el); return !!f && inputs.filter((i) => i.form === f && !/^(radio|checkbox)$/.test(i.type) && rendered(i)).length > 1; };
  // What is said of a field that is not filled in right.
  const scold = (el) => attr(el, 'role') === 'alert' || has(el, 'data-val-controltovalidate') || has(el, 'data-valmsg-for') || /(^|[-_ ])(err|errors?|invalid|feedback|danger|validators?|validation)([-_ ]|$)/i.test(attr(el, 'class'));
  // What explains an answer, and stands between a field and what it asks for.
  const hints = (el, t) => /(^|[-_ ])(hints?|help|helper|help-?text|helper-?text|desc|description|note|muted|secondary|sub-?text|assistive)([-_ ]|$)/i.test(attr(el, 'class')) || t.length > 20 && /[a-z]\.$/i.test(t);
  // What only says whether to answer, or how long ("0/500").
  const mark = either(/^[^\p{L}]*(?:(?:required|optional|mandatory|erforderlich|pflicht(?:feld|angabe)|freiwillig|obligatoire|facultatif|requis|obligatorio|opcional|obbligatorio|facoltativo|obrigat[óo]rio|verplicht|optioneel)[^\p{L}]*)?$/iu, inMore(opts.marks, '[^\\p{L}]*'));
  // What only dresses a field (an element around it with nothing else to read) is no step away from it.
  const dresses = (a) => { const p = up(a); return !!p && p !== document.body && !/^(FORM|FIELDSET|TD|LI)$/.test(p.tagName) && ![...p.childNodes].some((x) => x !== a && (x.nodeType === 3 ? x.data.trim() : x.nodeType === 1 && x.textContent.trim())); };
  const nearby = (el) => {
    for (let a = el, i = 0, n = 0; a && i < 4 && n < 12; i += dresses(a) ? 0 : 1, a = up(a), n++) {
      let hint = '', told = false;
      for (let p = a.previousSibling, j = 0; p && j < 8; p = p.previousSibling, j++) {
        if (p.nodeType === 1 && (p.querySelector('input,select,textarea') || holders.has(p))) break;
        if (told && inputs.includes(p)) break;
        if (p.nodeType === 1 && scold(p)) { told = true; continue; } // said of the field before
        if (p.nodeType === 1 && p.tagName === 'H1' && several(el)) break; // it is about all of them
        if (p.nodeType === 1 && p.querySelectorAll('button,[role=button]').length > 1) continue; // choices, not words about them
        const t = p.nodeType === 3 ? clean(p.data) : p.nodeType === 1 && !quiet.has(p.tagName) ? textOf(p) : '';
        if (mark.test(t)) continue;
        if (worded(t) && p.nodeType === 1 && hints(p, t)) { hint ||= t; continue; }
        if (worded(t)) return t;
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
    for (let a = up(el), i = 0, n = 0; a && i < 4 && n < 12; i += dresses(a) ? 0 : 1, a = up(a), n++) {
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
      if (worded(t)) return /:$/.test(t) && t.length < 60 ? t : '';
    }
    const cell = el.closest('td,dd'), before = cell && cell.previousElementSibling;
    if (!before || !/^(TD|TH|DT)$/.test(before.tagName) || before.querySelector('input,select,textarea')) return '';
    t = textOf(before, 60);
    return worded(t) && t.length < 60 ? t : '';
  };
  // The cell above, in a row that asks for nothing: its words head the column.
  const inHead = (el) => {
    const cell = el.closest('td'), row = cell && cell.parentElement, head = row && row.previousElementSibling;
    if (!head || head.tagName !== 'TR' || head.querySelector('input,select,textarea') || head.cells.length !== row.cells.length || cell.querySelectorAll('input:not([type=hidden]),select,textarea').length > 1) return '';
    const t = textOf(head.cells[cell.cellIndex], 60);
    return worded(t) && t.length < 60 ? t : '';
  };
  // The cell above in a row of captions, one for each field of the next row.
  const inRow = (el) => {
    for (let a = el, i = 0; a && i < 4 && a.tagName !== 'FORM'; a = up(a), i++) {
      const row = up(a), head = row && row.tagName !== 'FORM' && row.previousElementSibling, cells = row ? [...row.children].slice(0, 12) : [];
      if (!head || cells.length < 2 || head.children.length !== cells.length || ![...head.children].every((x) => x.tagName === head.children[0].tagName && !/^(H\d|P|A|BUTTON|IMG)$/.test(x.tagName)) || holders.has(head) || !cells.every((x) => holders.has(x) || inputs.includes(x))) continue;
      const t = textOf(head.children[cells.indexOf(a)], 60);
      return worded(t) && t.length < 60 ? t : '';
    }
    return '';
  };
  // The words under a field that stands alone in its part of the form.
  const under = (el) => {
    const a = up(el);
    if (!a || a.tagName === 'FORM' || a.querySelectorAll('input:not([type=hidden]),select,textarea').length !== 1 || before(el)) return '';
    let t = '';
    for (let n = el.nextSibling, j = 0; n && j < 4 && !t; n = n.nextSibling, j++) t = clean(n.nodeType === 3 ? n.data : n.nodeType === 1 && n.tagName !== 'BUTTON' ? textOf(n, 60) : '');
    return worded(t) && t.length < 40 ? t : '';
  };
  const before = (el) => { for (let n = el.previousSibling; n; n = n.previousSibling) if (clean(n.nodeType === 3 ? n.data : n.nodeType === 1 ? textOf(n, 60) : '').length > 1) return true; return false; };
  // What stands for a list that is out of sight is called as that is.
  const drawnFor = (el) => { if (el.tagName !== 'INPUT' || !el.readOnly) return null; for (let a = up(el), i = 0; a && i < 2 && a.tagName !== 'FORM'; a = up(a), i++) { const s = a.querySelectorAll('select'); if (s.length) return s.length === 1 && a.querySelectorAll('input:not([type=hidden])').length === 1 ? s[0] : null; } return null; };
  const ownLabel = (el) => clean((st.labels(el).length || !drawnFor(el) ? st.labels(el) : st.labels(drawnFor(el))).map((l) => textOf(l)).join(' '));
  // What an element is told between its tags, where that is no list of choices and no control.
  const ownWords = (host) => {
    let t = '';
    for (const n of [...host.childNodes].slice(0, 12)) {
      if (n.nodeType === 1 && (/option|select|input|button|menu|item|icon|slot/i.test(n.tagName) || has(n, 'slot') && attr(n, 'slot') !== 'label' || n.querySelector('input,select,textarea,button'))) continue;
      t += ' ' + (n.nodeType === 3 ? n.data : n.nodeType === 1 ? textOf(n, 100) : '');
    }
    t = clean(t);
    return worded(t) && t.length < 120 ? t : '';
  };
  // The label of the element whose shadow a control lives in.
  const hostLabel = (host) => {
    const l = host.closest('label') || host.id && [...host.getRootNode().querySelectorAll('label[for]')].find((x) => attr(x, 'for') === host.id);
    return l ? textOf(l) : '';
  };

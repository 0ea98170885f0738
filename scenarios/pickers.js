// What opens when a control is pressed: lists of choices and calendars, of any
// library. It is found by what it is and shows (roles, what has just appeared,
// twenty days of a month beside each other), never by a library's name. It runs in
// an isolated world and changes nothing.
(() => {
  const st = globalThis.quietroom ||= {
    ids: new WeakMap(), els: new Map(), next: 1, roots: new WeakMap(), kept: [],
    get(id) { const r = this.els.get(id); return r ? r.deref() : undefined; },
  };
  if (st.calendars) return;
  const attr = (el, n) => Element.prototype.getAttribute.call(el, n) || '';
  const ref = (el) => {
    let id = st.ids.get(el);
    if (!id) { id = st.next++; st.ids.set(el, id); st.els.set(id, new WeakRef(el)); }
    return id;
  };
  const hostOf = (el) => el.getRootNode() instanceof ShadowRoot ? el.getRootNode().host : null;
  const up = (el) => el.assignedSlot || el.parentElement || hostOf(el);
  const rendered = (el) => { const r = el.getBoundingClientRect(); return r.width > 0 && r.height > 0 && el.checkVisibility({ visibilityProperty: true, opacityProperty: true }); };
  // words are the text of an element as it is drawn: what is put into a slot counts, too.
  const words = (el, n) => (el.textContent.trim() ? el.textContent : drawn(el)).slice(0, 2000).replace(/\s+/g, ' ').trim().slice(0, n || 200);
  const drawn = (root) => {
    let s = '', left = 200;
    const walk = (x) => {
      if (left-- < 0 || s.length > 1000) return;
      if (x.nodeType === 3) s += ' ' + x.data.slice(0, 500);
      else if (x.nodeType === 1 && !skip.has(x.tagName)) for (const c of x.tagName === 'SLOT' && x.assignedNodes().length ? x.assignedNodes() : (x.shadowRoot || st.roots.get(x) || x).childNodes) walk(c);
    };
    if (root.querySelector?.('slot') || root.shadowRoot) walk(root);
    return s;
  };
  const skip = new Set(['SCRIPT', 'STYLE', 'NOSCRIPT', 'TEMPLATE', 'SVG', 'svg', 'SELECT', 'DATALIST']);
  // every lists the elements below root, through open and opened shadow roots.
  const every = (root, limit) => {
    const out = [], stack = [root];
    while (stack.length && out.length < limit) {
      const n = stack.pop();
      if (n.nodeType === 1) { out.push(n); if (skip.has(n.tagName)) continue; }
      const shadow = n.nodeType === 1 && (n.shadowRoot || st.roots.get(n));
      for (let c = n.lastChild; c; c = c.previousSibling) if (c.nodeType === 1) stack.push(c);
      if (shadow) stack.push(shadow);
    }
    return out;
  };
  st.every = every;
  // labels are those of a field; a box is called by the one right after it, too, which a script
  // makes work.
  st.labels = (el) => {
    const n = el.nextElementSibling;
    return !el.labels?.length && /^(radio|checkbox)$/.test(el.type) && n?.tagName === 'LABEL' && !n.htmlFor && !n.querySelector('input,select,textarea') ? [n] : [...el.labels || []].slice(0, 4);
  };
  const choiceLike = (el) => /^(LI|SL-OPTION|OPTION)$/.test(el.tagName) || /^(option|menuitem|menuitemradio|menuitemcheckbox|treeitem|radio)$/.test(attr(el, 'role')) || /(option|item|suggest|result)/i.test(attr(el, 'class'));
  const empty = /^(no (results?|options?|data|match(es)?|items?).*|nothing found.*|loading.*|searching.*|keine ergebnisse.*|aucun.*|sin resultados.*|type to search.*|start typing.*|please enter.*)$/i;
  const off = (el) => el.disabled === true || attr(el, 'aria-disabled') === 'true' || el.hasAttribute('data-disabled') && attr(el, 'data-disabled') !== 'false';
  const option = (el) => ({ ref: ref(el), label: attr(el, 'aria-label') || words(el, 120), value: (attr(el, 'data-value') || attr(el, 'value') || hostOf(el) && attr(hostOf(el), 'value') || '').slice(0, 120), disabled: off(el), checked: attr(el, 'aria-selected') === 'true' && attr(el, 'aria-checked') === 'true' });

  // shell is what people see of a field that is hardly there itself: the box drawn around it.
  st.shell = (id) => {
    const el = st.get(id);
    for (let a = el, i = 0; a && i < 6; a = up(a), i++) { const r = a.getBoundingClientRect(); if (r.width >= 30 && r.height >= 14 && rendered(a)) return ref(a); }
    return id;
  };
  // aside is a point of the page where nothing is to be pressed, [] for none; of the dialog
  // that a field is in, where it is in one, for a click beside that would close it.
  st.aside = (id) => {
    const layer = st.get(id)?.closest('dialog,[role=dialog],[aria-modal=true],[class*=modal i]');
    const r = layer ? layer.getBoundingClientRect() : { left: 0, top: 0, right: innerWidth - 20, bottom: innerHeight };
    const idle = (el) => {
      if (!el || el.shadowRoot || st.roots.get(el) || layer && (el === layer || !layer.contains(el))) return false;
      for (let a = el; a && a !== layer; a = up(a)) if (a.matches('a,button,label,summary,dialog,iframe,[role],[onclick],[tabindex]')) return false;
      return /^(HTML|BODY|MAIN|SECTION|ARTICLE|DIV|H1|H2|H3|P|HEADER|FOOTER)$/.test(el.tagName) && getComputedStyle(el).cursor !== 'pointer';
    };
    for (const x of [r.left + 4, r.right - 4, (r.left + r.right) / 2]) for (let y = Math.max(6, r.top + 6); y < Math.min(innerHeight, r.bottom); y += 23) {
      if (idle(document.elementFromPoint(x, y))) return [x, y];
    }
    return [];
  };
  // mark remembers what is to be seen now, so that lists knows what is new.
  st.mark = () => {
    const all = every(document, 30000);
    st.stoodThere = new WeakSet(all);
    st.before = new WeakSet(all.filter((el) => choiceLike(el) && rendered(el)));
    return true;
  };
  // columns gives the lists of hours, minutes and halves of the day that have just opened.
  st.columns = () => {
    const sets = new Map();
    for (const o of every(document, 30000)) {
      if (!choiceLike(o) || !/^(\d{1,2}|[ap]\.?m\.?)$/i.test(words(o, 6)) || !rendered(o) || st.before && st.before.has(o) || [...o.children].some(choiceLike)) continue;
      const k = up(o);
      if (!sets.has(k)) sets.set(k, []);
      sets.get(k).push(o);
    }
    const lists = [...sets.values()].filter((l) => l.length >= 2 && l.length <= 60);
    return lists.length > 1 && lists.length < 5 ? lists.map((l) => l.map(option)) : [];
  };
  // wheels gives the columns that a date is put together from, as drums are: its years, months and
  // days, each with what part it is.
  st.wheels = () => {
    const sets = new Map();
    for (const o of every(document, 30000)) {
      if (!choiceLike(o) || st.before && st.before.has(o) || [...o.children].some(choiceLike)) continue;
      const t = words(o, 12), r = o.getBoundingClientRect();
      if (!/^(\d{1,2}|(19|20)\d\d|\p{L}{3,10}\.?)$/u.test(t) || !r.width || !r.height) continue;
      const k = up(o);
      if (!sets.has(k)) sets.set(k, []);
      sets.get(k).push(o);
    }
    const part = (l) => {
      const t = l.map((o) => words(o, 12)), n = t.map(Number);
      if (l.length > 4 && t.every((x) => /^(19|20)\d\d$/.test(x))) return 'year';
      if (l.length === 12 && (n.every((x, i) => x === i + 1) || t.every((x) => /^\p{L}/u.test(x)))) return 'month';
      return l.length > 27 && l.length < 32 && n.every((x, i) => x === i + 1) ? 'day' : '';
    };
    const out = [...sets.values()].map((l) => ({ part: part(l), options: l.map(option) })).filter((c) => c.part);
    return out.length > 1 && out.some((c) => c.part === 'month') ? out.slice(0, 3) : [];
  };
  // leads tells a choice that opens more of them, in a further column or below it.
  st.leads = (id) => {
    for (let a = st.get(id), i = 0; a && i < 2 && !/^(UL|OL)$/.test(a.tagName) && !/^(listbox|menu|tree|group|presentation)$/.test(attr(a, 'role')); a = up(a), i++) if (attr(a, 'aria-haspopup') || a.hasAttribute('aria-expanded') || /(^|[-_ ])(expand|expandable|parent|branch|submenu|has-(child|children|sub))([-_ ]|$)/i.test(attr(a, 'class'))) return true;
    return false;
  };
  const good = (list) => list.filter((o) => rendered(o) && words(o) && !empty.test(words(o))).slice(0, 300);
  const isOption = (o) => /^(option|menuitemradio|menuitemcheckbox|treeitem|radio)$/.test(attr(o, 'role')) || o.tagName === 'SL-OPTION';
  // listOf gives the choices that a control has opened.
  st.listOf = (id) => {
    const el = st.get(id);
    if (!el || !el.isConnected) return [];
    for (const e of [el, ...(el.querySelectorAll ? [...el.querySelectorAll('input,[role=combobox]')].slice(0, 3) : []), up(el), up(el) && up(up(el))]) {
      if (!e || !e.getAttribute) continue;
      for (const name of `${attr(e, 'aria-controls')} ${attr(e, 'aria-owns')}`.split(/\s+/).filter(Boolean).slice(0, 4)) {
        const box = e.getRootNode().getElementById?.(name) || document.getElementById(name);
        if (!box) continue;
        const in1 = every(box, 4000), slotted = hostOf(e) ? every(hostOf(e), 4000) : [];
        const list = good([...in1, ...slotted].filter(isOption));
        if (list.length) return list.map(option);
        const loose = good(in1.filter((x) => x.tagName === 'LI' || attr(x, 'role').startsWith('menuitem')));
        if (loose.length) return loose.map(option);
      }
    }
    return st.fresh(el);
  };
  // opener gives the one button right beside a field, by which some open its list or calendar
  // ("...", a picture); 0 for none.
  const opens = /calend|date|open|choose|select|pick|lookup|search|toggle|trigger|drop|arrow|chevron|caret/i;
  st.opener = (id) => {
    const el = st.get(id);
    for (let a = el && up(el), i = 0; a && i < 6 && !/^(FORM|BODY)$/.test(a.tagName); a = up(a), i++) {
      if ([...a.querySelectorAll('input:not([type=hidden]):not([type=button]):not([type=image]),select,textarea')].some((o) => o !== el && rendered(o))) break;
      const list = [...a.querySelectorAll('button,input[type=button],input[type=image],[role=button],a[href="#"],a:not([href]),img,svg,i,[class*=icon i]')].filter((b) => b !== el && !b.contains(el) && !b.closest('label') && rendered(b) && !off(b) && !up(b)?.closest('button,[role=button]') && !/clear|delete|remove|reset|close/i.test(attr(b, 'class') + attr(b, 'aria-label') + attr(b, 'title')));
      if (!list.length) continue;
      const best = list.find((b) => opens.test(attr(b, 'class') + attr(b, 'aria-label') + attr(b, 'title') + attr(b, 'alt') + words(b, 30))) || list.length === 1 && list[0];
      return best ? ref(best) : 0;
    }
    return 0;
  };
  // taker gives the button right beside a field that takes up what is typed there ("Add"); 0 for none.
  st.taker = (id) => {
    const el = st.get(id);
    for (let a = el && up(el), i = 0; a && i < 4 && !/^(FORM|BODY)$/.test(a.tagName); a = up(a), i++) {
      if ([...a.querySelectorAll('input:not([type=hidden]):not([type=button]):not([type=submit]),select,textarea')].filter(rendered).length > 2) break;
      for (const b of a.querySelectorAll('button,input[type=button],[role=button],a[href="#"]')) {
        const t = (words(b, 40) || b.value || attr(b, 'aria-label')).trim();
        if (rendered(b) && !off(b) && /^\W*(add|apply|enter|include|insert|hinzuf[üu]gen|[üu]bernehmen|agregar|a[ñn]adir|aplicar|ajouter|appliquer|aggiungi|applica|adicionar|toevoegen|tilf[øo]j|legg til|l[äa]gg till|dodaj)\b.{0,30}$/i.test(t)) return ref(b);
      }
    }
    return 0;
  };
  // later gives what turns to further hours where none are free ("Later »", "Next week"); 0 for none.
  st.later = () => {
    for (const b of every(document, 20000)) {
      if (!/^(BUTTON|A|INPUT)$/.test(b.tagName) && attr(b, 'role') !== 'button' || !rendered(b) || off(b) || b.tagName === 'A' && !/^(#|javascript:|\?|$)/i.test(attr(b, 'href'))) continue;
      const t = (attr(b, 'aria-label') || b.value || words(b, 60)).trim();
      if (/^\W*((see |show |view |load |find )?(later|more|next|further|the next)( available| open| free)?( (times?|dates?|days?|weeks?|openings?|appointments?|availability|hours?))?|next available( \w+)?|(n[äa]chste|sp[äa]tere|weitere)( (woche|tage|termine|zeiten))?|sp[äa]ter|(semaine|jours?) suivante?s?|plus tard|(pr[óo]xima|siguiente) semana|semana siguiente|m[áa]s (tarde|horarios)|settimana successiva|volgende week|later)\W*$/i.test(t) && !/^\W*(next|more)\W*$/i.test(t)) return ref(b);
    }
    return 0;
  };
  // fresh gives the choices that were not to be seen before.
  st.fresh = (el) => {
    const fresh = every(document, 30000).filter((o) => choiceLike(o) && !(st.before && st.before.has(o)) && rendered(o));
    const options = good(fresh.filter(isOption));
    if (options.length) return options.map(option);
    const sets = new Map();
    for (const o of good(fresh.filter((o) => !(el && o.contains(el)) && !fresh.some((p) => p !== o && o.contains(p))))) {
      const k = o.parentNode;
      if (!sets.has(k)) sets.set(k, []);
      sets.get(k).push(o);
    }
    const longest = (of) => [...of.values()].sort((a, b) => b.length - a.length)[0] || [];
    const best = longest(sets);
    if (best.length || !st.stoodThere) return best.map(option);
    // No list by any name: what was made since, one beside the other, and shows a hand.
    const hands = new Map();
    for (const o of good(every(document, 30000).filter((o) => !st.stoodThere.has(o) && !o.querySelector('input,select,textarea') && getComputedStyle(o).cursor === 'pointer' && getComputedStyle(up(o) || o).cursor !== 'pointer'))) {
      const k = o.parentNode;
      if (!hands.has(k)) hands.set(k, []);
      hands.get(k).push(o);
    }
    if (st.calendars(true).some((c) => !st.stoodThere.has(c.els.grid))) return []; // they are a calendar's
    const made = longest(hands);
    const typed = el && typeof el.value === 'string' ? el.value.trim().toLowerCase() : '';
    return made.length > 1 || made.length && typed && words(made[0]).toLowerCase().includes(typed) ? made.map(option) : [];
  };
  // takesOver are the words by which what was chosen in a layer is taken over.
  const takesOver = /^(ok|okay|done|apply|select|set|confirm|choose|save|fertig|[üu]bernehmen|ausw[äa]hlen|aceptar|listo|valider|terminer)$/i;
  const layered = (a) => /^(dialog|alertdialog|menu)$/.test(attr(a, 'role')) || a.tagName === 'DIALOG' || attr(a, 'aria-modal') === 'true' || /picker|popup|popover|modal|overlay|dropdown|sheet|alert/i.test(a.tagName + ' ' + attr(a, 'class'));
  const written = (a) => every(a, 3000).some((x) => (x.tagName === 'TEXTAREA' || x.tagName === 'INPUT' && /^(text|email|tel)$/.test(x.type)) && rendered(x));
  const takes = (b) => (b.tagName === 'BUTTON' || attr(b, 'role') === 'button') && rendered(b) && !off(b) && takesOver.test((attr(b, 'aria-label') || words(b, 40)).trim());
  // done gives the button by which a choice made in a layer is taken over, 0 for none. What
  // holds the field itself, or other fields, is no layer of it.
  st.done = (id, field) => {
    const around = new Set();
    for (let a = st.get(field); a; a = up(a)) around.add(a);
    for (let a = st.get(id), i = 0; a && !around.has(a) && i < 14; a = up(a), i++) {
      if (written(a)) return 0;
      if (!layered(a)) continue;
      for (const b of every(a, 2000)) if (takes(b)) return ref(b);
    }
    return 0;
  };
  // more scrolls the list that holds an option by a screen; false at its end.
  st.more = (id) => {
    for (let a = st.get(id), i = 0; a && i < 6; a = up(a), i++) {
      if (a.scrollHeight > a.clientHeight + 4 && /auto|scroll/.test(getComputedStyle(a).overflowY)) {
        const was = a.scrollTop; a.scrollTop += Math.max(40, a.clientHeight - 20); return a.scrollTop > was;
      }
    }
    return false;
  };

  // actions lists what can be pressed to go somewhere: links and buttons, and their words.
  st.actions = () => {
    const out = [];
    for (const el of every(document, 40000)) {
      if (out.length >= 400) break;
      const role = attr(el, 'role');
      if (!(el.tagName === 'A' || el.tagName === 'BUTTON' || el.tagName === 'SUMMARY' || /^(link|button|menuitem)$/.test(role) || el.hasAttribute('onclick'))) continue;
      if (el.matches(':disabled') || el.closest('form') && el.tagName === 'BUTTON' && el.type === 'submit') continue;
      const text = (attr(el, 'aria-label') || words(el, 80) || attr(el, 'title')).slice(0, 80);
      if (!text || !rendered(el)) continue;
      let href = '';
      try { href = el.tagName === 'A' && attr(el, 'href') && el.protocol !== 'javascript:' ? new URL(attr(el, 'href'), document.baseURI).href.slice(0, 4096) : ''; } catch { /* no address */ }
      out.push({ ref: ref(el), text, href, blank: attr(el, 'target') === '_blank' });
    }
    return out;
  };

  // What a banner speaks of that asks for a choice about trackers: that choice is made elsewhere.
  const choosesTrackers = /\bcookies?\b|\btrack(ers?|ing)\b|\banalytics\b|\bgdpr\b|\bccpa\b|rastreadores|traceurs|datenschutzeinstellungen/i;
  const dialogs = () => [...document.querySelectorAll('dialog[open],[role=dialog],[role=alertdialog],[aria-modal=true],.modal.show,.modal.in')].slice(0, 10);
  // stand remembers the dialogs that are open when the page is first looked at.
  st.stand = () => { st.stood ||= new WeakSet(dialogs().filter(rendered)); };
  // answer gives the button of an open dialog that asks for nothing else, by what it says; its
  // number is 0 for none. passes are the dialogs that are not meant.
  const answer = (says, passes) => {
    for (const d of dialogs()) {
      if (!rendered(d) || [...d.querySelectorAll('input:not([type=hidden]),select,textarea')].some(rendered) || passes(d)) continue;
      for (const b of d.querySelectorAll('button,[role=button],input[type=button],input[type=submit],a[href="#"]')) {
        const text = (b.value || attr(b, 'aria-label') || words(b, 60)).trim();
        if (rendered(b) && !off(b) && says.test(text)) return { ref: ref(b), text: text.slice(0, 80) };
      }
    }
    return { ref: 0, text: '' };
  };
  // noticed is how a dialog is taken note of that has opened since.
  st.noticed = () => answer(/^(ok|okay|got it|understood|i('ve)? (have )?(agree|understand|accept|read|acknowledge)|(yes,? )?i (agree|understand|accept)|agree( and continue)?|acknowledge|accept( and continue)?|continue|j.ai (lu|compris)|j.accepte|compris|verstanden|einverstanden|ich (habe|stimme|verstehe|akzeptiere)|zur kenntnis|entendido|acepto|he le[íi]do|comprendo|ho (letto|capito)|accetto|li e |aceito|entendi|begrepen|akkoord|ik (begrijp|ga akkoord))/i, (d) => st.stood?.has(d) || !!d.closest('[class*=cookie i],[id*=cookie i],[class*=consent-b i],[class*=gdpr i],[class*=cmp- i],[id*=onetrust i]') || choosesTrackers.test(words(d, 1500)));
  // asked is how a dialog is agreed to that has just opened: "Send this request?"
  st.asked = () => answer(/^(yes|ok|okay|confirm|continue|send|submit|proceed|book|request|agree|i agree|i understand|i confirm|ja|absenden|s[íi]|enviar|confirmar|oui|confirmer|envoyer)\b/i, (d) => /cookie|consent-banner|gdpr/i.test(attr(d, 'class') + attr(d, 'id')) || st.stood?.has(d) && choosesTrackers.test(words(d, 1500)));

  const months = (() => {
    const m = new Map(), fold = (s) => s.toLowerCase().normalize('NFD').replace(/[\u0300-\u036f.]/g, '').trim();
    for (const l of ['en', 'es', 'fr', 'de', 'it', 'pt', 'nl', document.documentElement?.lang || 'en']) {
      for (const month of ['long', 'short']) for (let i = 0; i < 12; i++) {
        try { const k = fold(new Intl.DateTimeFormat(l, { month }).format(new Date(2024, i, 15))); if (k.length > 2 && !/\d/.test(k) && !m.has(k)) m.set(k, i + 1); } catch { /* no language */ }
      }
    }
    return { get: (s) => { for (const t of fold(s).split(/[^\p{L}]+/u)) if (m.has(t)) return m.get(t); return 0; } };
  })();
  // steps are what leads through a form, and turns a calendar only from beside or above it.
  const steps = /^\W*(next|previous|prev|back|continue|weiter|zur[üu]ck|suivant|pr[ée]c[ée]dent|retour|siguiente|anterior|atr[áa]s|avanti|indietro|pr[óo]ximo|voltar|volgende|vorige|terug)( step)?\W*$/i;
  const shut = /(^|[-_ ])(disabled?|unavailable|outside|off|old|new|adjacent|blocked|booked|muted|hidden|inactive|past|not-available|notavailable|prev-month|next-month|other-month|prevmonthday|nextmonthday)([-_ ]|$)/i;
  const nextWords = /next|forward|later|following|volgende|pr[óo]xim|succ|siguiente|suivant|nachst|nächst|vor\b|avanti|right|[›»>→▶❯]/i, prevWords = /prev|back|earlier|vorig|indietro|anterior|precedent|précédent|vorher|zuruck|zurück|left|[‹«<←◀❮]/i, yearWords = /year|jahr|annee|année|\bano\b|año|decade|double|[»«]|>>|<</i;

  const inWindow = (el) => {
    const r = el.getBoundingClientRect(), x = r.left + r.width / 2, y = r.top + r.height / 2;
    for (let a = up(el), i = 0; a && i < 12 && a !== document.body && a !== document.documentElement; a = up(a), i++) {
      const c = getComputedStyle(a), b = a.getBoundingClientRect();
      if (c.overflowX !== 'visible' && b.width > 0 && (x < b.left || x > b.right) || c.overflowY !== 'visible' && b.height > 0 && (y < b.top || y > b.bottom)) return false;
    }
    return true;
  };
  // hand says how a page shows that a day can be pressed; where some show it, the others are shut.
  const hand = (c) => getComputedStyle(c).cursor === 'pointer' || /^(BUTTON|A)$/.test(c.tagName) || attr(c, 'role') === 'button' || c.hasAttribute('tabindex') || c.hasAttribute('onclick');
  // calendars finds the months that are to be seen: their days, and how to turn them.
  st.calendars = (limit) => {
    const chain = new Map(), all = every(document, 40000);
    let n = 0;
    for (const el of all) {
      if (el.firstElementChild || n > 2000) continue;
      const t = words(el, 3);
      if (!/^\d{1,2}$/.test(t) || +t < 1 || +t > 31 || !rendered(el)) continue;
      n++;
      // The element that is pressed: a button or a cell around the number.
      let cell = el, best = el, rank = 0;
      for (let i = 0; cell && i < 5 && words(cell, 4) === t; cell = up(cell), i++) {
        const r = /^(BUTTON|A)$/.test(cell.tagName) || attr(cell, 'role') === 'button' ? 4 : attr(cell, 'role') === 'gridcell' || attr(cell, 'role') === 'option' ? 3 : cell.tagName === 'TD' ? 2 : cell.hasAttribute('tabindex') ? 2 : 0;
        if (r > rank) { rank = r; best = cell; }
      }
      if (!chain.has(best)) chain.set(best, +t);
    }
    if (chain.size < 20) return [];
    const holders = new Map();
    for (const [cell] of chain) for (let a = up(cell), i = 0; a && i < 7; a = up(a), i++) { if (!holders.has(a)) holders.set(a, []); holders.get(a).push(cell); }
    const grids = [...holders].filter(([a, list]) => list.length >= 20 && list.length <= 62 && new Set(list.map((c) => chain.get(c))).size >= 20);
    const whole = grids.filter(([a]) => !grids.some(([b]) => b !== a && a.contains(b)));
    // Of months beside or above each other in a window that slides, the one in it counts.
    const within = whole.filter(([a]) => inWindow(a));
    const inner = within.length ? within : whole;
    const out = [];
    for (const [grid, list] of inner.slice(0, 4)) {
      let from = list.findIndex((c) => chain.get(c) === 1), to = list.findIndex((c, i) => i > from && chain.get(c) === 1);
      if (from < 0) from = 0;
      if (to < 0) to = list.length;
      const month1 = list.slice(from, to), hands = month1.filter(hand).length;
      const days = month1.map((c) => {
        let dead = off(c) || hands > 1 && !hand(c) || getComputedStyle(c).pointerEvents === 'none' || getComputedStyle(c).cursor === 'not-allowed' || /not available|unavailable|no times|ausgebucht/i.test(attr(c, 'aria-label'));
        for (let a = c, i = 0; a && a !== grid && i < 3; a = up(a), i++) dead ||= off(a) || shut.test(attr(a, 'class')) || (a !== c && a.tagName !== 'TR' && getComputedStyle(a).pointerEvents === 'none');
        return { ref: ref(c), n: chain.get(c), off: dead, label: (attr(c, 'aria-label') || attr(up(c) || c, 'aria-label')).slice(0, 120), el: c };
      });
      // The head: the nearest ancestor that says which month and year it is.
      let head = grid, month = 0, year = 0;
      const cal = { ref: ref(grid), month: 0, year: 0, days: [], prev: 0, next: 0, prevYear: 0, nextYear: 0, title: 0, months: 0, years: 0 };
      for (let i = 0; head && i < 6 && head !== document.body && !(month && year); i++) {
        for (const e of every(head, 3000)) {
          // Some lay a list that cannot be seen over the words that show what it says.
          if (list.includes(e) || list.some((c) => c.contains(e)) || (e.tagName === 'SELECT' ? !e.getBoundingClientRect().width : !rendered(e))) continue;
          if (e.tagName === 'SELECT') {
            const o = e.options[e.selectedIndex], text = o ? o.text : '';
            if (!cal.months && (months.get(text) || (e.options.length === 12 && /^\d{1,2}$/.test(text.trim())))) { cal.months = ref(e); month = months.get(text) || +text; }
            if (/^(19|20)\d\d$/.test(text.trim())) { cal.years = ref(e); year = +text; }
          } else if (e.tagName === 'INPUT' && /^(19|20)\d\d$/.test(e.value) && e.getBoundingClientRect().width < 160) { cal.years = ref(e); year = +e.value; }
          else if (!cal.months || !cal.years) {
            const t = words(e, 60);
            if (t.length > 40) continue;
            const m = months.get(t), y = /\b((19|20)\d\d)\b/.exec(t);
            if (m && !month) { month = m; if (!cal.title || /^(BUTTON|A)$/.test(e.tagName)) cal.title = ref(e); }
            if (y && !year) year = +y[1];
            if (/^(BUTTON|A)$/.test(e.tagName) && (m || y) && (y || !cal.title)) cal.title = ref(e);
          }
        }
        if (!(month && year)) head = up(head);
      }
      if (inner.length > 1 || whole.length > 1) {
        const said = new Set(days.map((d) => months.get(d.label)));
        if (said.size === 1 && !said.has(0)) {
          const own = [...said][0];
          if (year && Math.abs(own - month) > 6 && !/\b(19|20)\d\d\b/.test(days[0].label)) year += own < month ? 1 : -1;
          month = own;
        }
      }
      if (!month || !year) {
        // The days may say it themselves.
        for (const d of days) { const y = /\b((19|20)\d\d)\b/.exec(d.label); month ||= months.get(d.label); if (y) year ||= +y[1]; }
        head = up(grid) || grid;
      }
      if (!month) continue; // twenty small numbers are no calendar yet
      for (let h = head, i = 0; h && i < 3 && h !== document.body && !cal.next; h = up(h), i++) {
        for (const e of every(h, 3000)) {
          if (list.includes(e) || list.some((c) => c.contains(e)) || !rendered(e) || e.tagName === 'SELECT') continue;
          if (!(/^(BUTTON|A)$/.test(e.tagName) || attr(e, 'role') === 'button' || /prev|next|arrow|chevron/i.test(attr(e, 'class')))) continue;
          const box = e.getBoundingClientRect();
          if (box.width > 140 || box.top >= grid.getBoundingClientRect().bottom - 2 && steps.test(attr(e, 'aria-label') || words(e, 30))) continue; // those of the form
          const t = `${attr(e, 'aria-label')} ${attr(e, 'title')} ${words(e, 30)}`, k = t.trim() ? t : attr(e, 'class');
          const n = nextWords.test(k) || nextWords.test(attr(e, 'class')), p = prevWords.test(k) || prevWords.test(attr(e, 'class'));
          // "Next »" turns a month like any other: an arrow beside a word is an ornament.
          const y = yearWords.test(/[\p{L}]{3}/u.test(k) ? k.replace(/[«»<>]+/g, '') : k) || /year|d-arrow|double|super/i.test(attr(e, 'class'));
          if (n === p || months.get(t) && !n && !p) continue;
          const key = (n ? 'next' : 'prev') + (y ? 'Year' : '');
          if (!cal[key] && !off(e)) cal[key] = ref(e);
        }
      }
      if (!cal.next && cal.nextYear) [cal.next, cal.nextYear] = [cal.nextYear, 0];
      if (!cal.prev && cal.prevYear) [cal.prev, cal.prevYear] = [cal.prevYear, 0];
      cal.month = month; cal.year = year || new Date().getFullYear();
      cal.days = days.map(({ el, ...d }) => d);
      if (limit) Object.defineProperty(cal, 'els', { value: { grid, head, cells: list, others: whole.filter(([a]) => a !== grid).map(([a]) => a) } });
      out.push(cal);
    }
    return out;
  };
  // yearsShown gives years or months that stand there to be pressed, in place of days.
  st.periods = () => {
    const out = { years: [], months: [], prev: 0, next: 0, title: 0 }, cells = [];
    for (const el of every(document, 40000)) {
      if (!rendered(el) || el.firstElementChild && !/^(BUTTON|TD|A|LI)$/.test(el.tagName) && attr(el, 'role') !== 'gridcell' && attr(el, 'role') !== 'radio') continue;
      const t = words(el, 12);
      if (out.years.length < 250 && /^(19|20)\d\d$/.test(t)) out.years.push({ ref: ref(el), n: +t, off: off(el) }), cells.push(el);
      else if (out.months.length < 60 && t.length > 2 && t.length < 12 && months.get(t) && !/\d/.test(t)) out.months.push({ ref: ref(el), n: months.get(t), off: off(el) }), cells.push(el);
    }
    // Beside them: what turns to other years, and the head, which leads from months to years.
    const last = cells[cells.length - 1];
    let a = cells.length > 5 ? up(cells[Math.floor(cells.length / 2)]) : null;
    while (a && a !== document.body && !(a.contains(last) || up(last) === a)) a = up(a);
    for (let i = 0; a && i < 4 && a !== document.body && !(out.prev && out.title); a = up(a), i++) {
      for (const e of every(a, 3000)) {
        const t = words(e, 30);
        if (!rendered(e)) continue;
        if (!out.title && (/^(19|20)\d\d$/.test(t) && out.years.length < 6 || /^(19|20)\d\d\W{1,5}(19|20)\d\d$/.test(t))) { out.title = ref(e); continue; }
        if (e.getBoundingClientRect().width > 140 || cells.includes(e) || cells.some((c) => e.contains(c)) || !(/^(BUTTON|A)$/.test(e.tagName) || attr(e, 'role') === 'button' || /prev|next|arrow|chevron/i.test(attr(e, 'class')))) continue;
        const k = `${attr(e, 'aria-label')} ${attr(e, 'title')} ${t} ${attr(e, 'class')} ${attr(e, 'data-action')}`, n = nextWords.test(k), p = prevWords.test(k);
        if (n !== p && !off(e)) out[n ? 'next' : 'prev'] ||= ref(e);
      }
    }
    return out;
  };
})()

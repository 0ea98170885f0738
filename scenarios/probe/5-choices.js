  // Choices that are no native controls: slots, calendars, buttons, cards, chips.
  // What is written before a set of choices, and nothing else between.
  const caption = (el) => {
    for (let a = el, i = 0; a && i < 4 && a.tagName !== 'FORM'; a = up(a), i++) {
      for (let p = a.previousSibling, j = 0; p && j < 8; p = p.previousSibling, j++) {
        if (p.nodeType === 1 && (p.matches('input:not([type=hidden]),select,textarea') || p.querySelector('input:not([type=hidden]),select,textarea'))) return '';
        if (p.nodeType === 1 && (p.matches('button,[role=button]') || make(p) === make(a) || p.querySelector('button,[role=button]'))) continue;
        const t = p.nodeType === 3 ? clean(p.data) : p.nodeType === 1 && !quiet.has(p.tagName) && rendered(p) ? textOf(p) : '';
        if (worded(t)) return t;
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
        if (worded(t) && !mark.test(t)) return t;
      }
    }
    return '';
  };
  // Radios that no name holds together: those of one group, or the only ones of the nearest part of
  // the page that holds several.
  const holds = (a, x) => { for (let h = x; h; h = hostOf(h)) if (a.contains(h)) return true; return false; };
  const radioSet = (el) => {
    for (let a = up(el), i = 0; a && i < 6 && !/^(FORM|BODY)$/.test(a.tagName); a = up(a), i++) {
      if (a.tagName === 'FIELDSET' || roleOf(a) === 'radiogroup') return a;
      const within = inputs.filter((x) => holds(a, x));
      if (within.length > 1) return within.every((x) => x.type === 'radio' || roleOf(x) === 'radio' || !roleOf(x) && ticked(x)) ? a : up(el);
    }
    return up(el);
  };
  for (const el of inputs) {
    if (turns.has(st.ids.get(el))) continue; // it turns a calendar, and asks for nothing
    const f = formOf(el);
    if (!f) continue;
    const c = describe(el);
    if ((c.type === 'radio' || c.type === 'checkbox')) {
      const set = c.type === 'radio' && !(c.name && (el.tagName === 'INPUT' || hostOf(el))) ? radioSet(el) : null;
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
  const chrome = 'nav,header,footer,[role=navigation],[role=banner],[role=contentinfo],[role=toolbar],[role=tablist],[role=menu],[role=menubar],[contenteditable],[class*=breadcrumb i],[class~=crumb i],[class~=crumbs i],[aria-label*=breadcrumb i]';
  // Some steppers call all of themselves a list of tabs: what is in a panel is the page's own.
  const inChrome = (b) => {
    const a = b.closest(chrome), panel = b.closest('[role=tabpanel]');
    // The head and the foot of a form or a card are not those of the page.
    if (a && /^(HEADER|FOOTER)$/.test(a.tagName) && !attr(a, 'role') && up(a)?.closest('main,form,article,section,dialog,[role=main],[role=dialog],[role=form]') && !up(a).closest('nav')) return false;
    return !!a && !(panel && a !== panel && a.contains(panel) && /tablist/.test(attr(a, 'role')));
  };
  const asksOtherwise = (f) => inputs.some((i) => (i.form === f || f.contains(i)) && rendered(i));
  const twins = new Map();
  const pressable = [...plain, ...loose.filter((l) => ![...slots.values()].some((s) => s.includes(l)) && !inCalendar(l))];
  // Buttons that can stay pressed are of one make, however the first and the last are drawn.
  const kin = (b) => has(b, 'aria-pressed') ? b.tagName + ' pressed' : make(b);
  for (const b of pressable) {
    const t = say(b), a = up(b);
    if (!a || !t || t.length > (light.has(b) ? 160 : 80) || b.tagName === 'INPUT' || kindOf(b) !== 'button' || commits.test(t) && !light.has(b) && !card(b) || roleOf(b) === 'tab' && !dayish.test(t) || has(b, 'aria-expanded') || has(b, 'aria-haspopup') || has(b, 'onclick') && !light.has(b)) continue;
    if ((b.tagName === 'A' && has(b, 'href') && !light.has(b) && !(roleOf(b) === 'button' && nowhere(b))) || !rendered(b) || inChrome(b) && !(dayish.test(t) && roleOf(b) === 'tab')) continue;
    const k = kin(b);
    // The cells of a calendar each hold one button: their row, or what is above it, holds the set.
    let set = a;
    for (let i = 0; i < 3 && set && pressable.filter((o) => set.contains(o) && kin(o) === k).length < 2; i++) set = up(set);
    if (!set || b.disabled === true || attr(b, 'aria-disabled') === 'true') continue;
    if (!twins.has(set)) twins.set(set, new Map());
    const of = twins.get(set);
    if (!of.has(k)) of.set(k, []);
    of.get(k).push(b);
  }
  const bareCaption = (s) => s.replace(/[*:()\s]+/g, ' ').trim().toLowerCase();
  const captions = new Set(inputs.flatMap((i) => st.labels(i).map((l) => bareCaption(textOf(l, 80)))).filter((s) => s.length > 2));
  // Among the buttons that lead through a form, none is a choice.
  const leads = either(/^\W*((go )?back|previous|prev|cancel|next|skip|zur[üu]ck|abbrechen|weiter|pr[ée]c[ée]dent|retour|annuler|suivant|atr[áa]s|anterior|volver|cancelar|siguiente|indietro|annulla|avanti|voltar|pr[óo]xim[oa]|vorige|terug|annuleren|volgende|earlier|later|sooner|fr[üu]her|sp[äa]ter|plus tard|plus t[ôo]t|m[áa]s tarde)\b.{0,20}$/i, inMore(opts.leads, '.{0,20}'));
  for (const [a, of] of twins) for (const list of of.values()) {
    if (list.some((b) => leads.test(say(b)))) continue;
    if (list.filter((b) => captions.has(bareCaption(say(b)))).length * 2 > list.length) continue; // it leads to fields ("Required: First name, ...")
    if (list.length < 2 || list.length > 60 || new Set(list.map(say)).size !== list.length) continue;
    const f = formOf(list[0]);
    if (!f) continue;
    const opt = list.slice(0, opts.options).map(optionOf), c = describe(list[0]);
    // What stands in the card of the first choice is said of that one alone.
    let card = list[0]; while (up(card) && up(card) !== a && a.contains(up(card))) card = up(card);
    const cap = caption(card), form = list[0].closest('form');
    const among = !!form && asksOtherwise(form) && !list.some((b) => has(b, 'aria-pressed'));
    if (among && !cap) continue; // buttons beside a form are its tools
    if (/\bcookies?\b/i.test(cap || nearby(a)) && list.length < 5) continue; // a banner asks no patient
    Object.assign(c, { type: 'slots', tag: list.every((b) => has(b, 'aria-pressed')) ? 'toggles' : among ? 'asked' : 'choices', label: '', aria: '', name: clean(attr(a, 'data-name')), id: clean(attr(a, 'id')), nearby: cap || (card === list[0] ? nearby(card) : '') || nearby(a), visible: true, required: false, filled: false,
      invalid: false, honeypot: '', disabled: false, options: opt, checked: opt.some((o) => o.checked), at: list[0] });
    f.controls.push(c);
  }
  // What holds each of several things and none of the others, and what is written there.
  const cardsOf = (list) => list.map((b) => { let a = b; for (let i = 0; i < 8 && up(a) && !list.some((o) => o !== b && up(a).contains(o)); i++) a = up(a); return a; });
  const cardWords = (list) => cardsOf(list).map((a, i) => { const h = a.querySelector?.('h2,h3,h4,h5,h6,strong,b,legend,[class*=title i],[class*=name i]'); const t = textOf(h || a, 100); return t === say(list[i]) ? '' : t; });
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
    if (list.length < 2 && !/^(select|choose|pick|w[äa]hlen|ausw[äa]hlen|elegir|seleccionar|choisir|scegli|seleziona|escolher|kies|kiezen)$/i.test(say(list[0])) && !inMore(opts.choose, '[^\\p{L}]*').test(say(list[0])) || list.length > 40) continue;
    const cards = cardsOf(list), words = cardWords(list);
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

  // Controls, their choices, and buttons.
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
  // So is one that stands in such a list, as what is looked for there.
  const seeksIn = (el) => { for (let a = up(el), i = 0; a && i < 3 && a.tagName !== 'FORM'; a = up(a), i++) if (listed(a) && boxed(a) && arrowed(a)) return attr(a, 'role') !== 'listbox' && [...a.querySelectorAll('input:not([type=hidden]),textarea,select')].length === 1; return false; };
  const opensList = (el, role) => /^(text|search|)$/.test(el.type) && (attr(el, 'tabindex') === '-1' && seeksIn(el) || /^select/.test(attr(el, 'type'))) || /^(text|tel|url|email|search|)$/.test(el.type) && (
    el.type !== 'search' && (role === 'combobox' || /^(list|both)$/.test(attr(el, 'aria-autocomplete')) || attr(el, 'aria-haspopup') === 'listbox') ||
    el.readOnly && !el.disabled && !el.value && (el.required || attr(el, 'aria-required') === 'true' || attr(el, 'aria-invalid') === 'true' || /\*\s*$/.test(ownLabel(el) || beside(el) || under(el)) || hand(el) || hand(up(el))) || el.readOnly && !el.disabled && !el.value && /date|day|time|pick|select|choose|calendar|dropdown|combobox|datum|fecha/i.test([attr(el, 'class'), attr(el, 'placeholder'), attr(el, 'id'), attr(el, 'name'), attr(el, 'aria-haspopup'), ownLabel(el)].join(' ')));
  const hand = (el) => !!el && getComputedStyle(el).cursor === 'pointer';
  // How a date is to be written stands after some fields: "M-D-Y".
  const patterned = (el) => {
    let t = '';
    for (let n = el.nextSibling, i = 0; n && i < 5 && t.length < 60; n = n.nextSibling, i++) if (n.nodeType === 3 || n.nodeType === 1 && !n.matches('input,select,textarea,button')) t += ' ' + (n.nodeType === 3 ? n.data : textOf(n, 60));
    const m = /(?<![a-z])[dmyjtga]{1,4}[-./][dmjtg]{1,4}[-./][dmyjtga]{1,4}(?![a-z])/i.exec(t);
    return m ? m[0] : '';
  };
  // A field that is called "Day" says of no date which it is: what is asked does, above it.
  const partOfDate = /^\W*(day|month|year|tag|monat|jahr|jour|mois|ann[ée]e|d[ií]a|mes|m[êe]s|a[ñn]o|giorno|mese|anno|dag|maand|jaar|m[åa]ned|[åa]r|dd|mm|yyyy|tt|jj|jjjj|aaaa)\W*$/i;
  const askedAbove = (el) => {
    for (let a = el, i = 0; a && i < 6 && a.tagName !== 'FORM'; a = up(a), i++) {
      for (let p = a.previousElementSibling, j = 0; p && j < 4; p = p.previousElementSibling, j++) {
        const t = p.querySelector('input,select,textarea,button') || !rendered(p) ? '' : textOf(p);
        if (t.length > 2 && !partOfDate.test(t) && !mark.test(t) && !scold(p)) return t;
      }
    }
    return '';
  };
  // The keyboard may stop at what is around a field instead.
  const stopped = (el) => { for (let a = up(el), i = 0; a && i < 5 && a.tagName !== 'FORM'; a = up(a), i++) if (+attr(a, 'tabindex') >= 0 && has(a, 'tabindex') && rendered(a) && boxed(a)) return true; return false; };
  const describe = (el) => {
    const type = typeOf(el), host = hostOf(el);
    const c = {
      ref: ref(el), tag: el.tagName.toLowerCase(), type, name: clean(attr(el, 'name') || (host && attr(host, 'name'))),
      id: clean(attr(el, 'id')), autocomplete: clean(attr(el, 'autocomplete') || (host && attr(host, 'autocomplete'))),
      label: ownLabel(el), aria: clean(attr(el, 'aria-labelledby') ? byIds(el, attr(el, 'aria-labelledby')) : attr(el, 'aria-label')),
      described: attr(el, 'aria-describedby') ? clean(byIds(el, attr(el, 'aria-describedby'))) : patterned(el),
      title: clean(attr(el, 'title')), placeholder: clean(attr(el, 'placeholder')), nearby: nearby(el), group: group(el),
      pattern: attr(el, 'pattern').slice(0, 300), maxLength: el.maxLength > 0 ? el.maxLength : 0, minLength: el.minLength > 0 ? el.minLength : 0,
      min: clean(attr(el, type === 'spin' ? 'aria-valuemin' : 'min'), 40), max: clean(attr(el, type === 'spin' ? 'aria-valuemax' : 'max'), 40), step: clean(attr(el, 'step'), 20), inputMode: clean(attr(el, 'inputmode'), 20),
      required: el.required === true || attr(el, 'aria-required') === 'true', disabled: el.disabled === true || attr(el, 'aria-disabled') === 'true' || el.matches(':disabled'),
      readOnly: el.readOnly === true && type !== 'listbox', visible: seen(el, type), checked: el.checked === true || attr(el, 'aria-checked') === 'true',
      filled: typeof el.value === 'string' && !wrap.test(type) && el.value !== '' && el.value !== el.defaultValue,
      invalid: attr(el, 'aria-invalid') === 'true' || (el.willValidate === true && !el.validity.valid), honeypot: '', options: [],
    };
    // What only says that it is a list says of none which: the label of what holds it does.
    if (type === 'listbox' && !c.label && /^\W*((options?|choices?|items?) list|list ?box|combo ?box|drop ?down( (trigger|menu|button))?|select( an? (option|item))?|choose|open|toggle( menu| dropdown)?|show (options|menu)|search)\W*$/i.test(c.aria)) c.aria = '';
    if (type === 'listbox' && !c.label && !c.aria) for (let a = up(el), i = 0; a && i < 3 && a.tagName !== 'FORM' && !c.label; a = up(a), i++) if (a.id) c.label = clean([...document.querySelectorAll('label[for]')].filter((l) => l.htmlFor === a.id).slice(0, 2).map((l) => textOf(l)).join(' '));
    if (type === 'file') c.accept = clean(attr(el, 'accept'));
    c.section = section(el, ownerOf(el)); c.message = message(el);
    if (!c.label && !c.aria && !c.title && !host && !/^(radio|checkbox)$/.test(type)) c.label = beside(el) || inHead(el) || (c.placeholder ? '' : inRow(el) || (type === 'listbox' && c.nearby ? '' : under(el)));
    if (!c.group && /^(select|number|text|tel|listbox)$/.test(type) && partOfDate.test(c.label || c.aria || type === 'listbox' && textOf(el, 20))) c.group = askedAbove(el);
    if (host && !c.label) c.label = clean(attr(host, 'label') || attr(host, 'aria-label') || (attr(host, 'aria-labelledby') && byIds(host, attr(host, 'aria-labelledby'))) || hostLabel(host) || ownWords(host));
    if (!/^(radio|checkbox|file|select|select-multiple|listbox|range)$/.test(type) && c.visible) {
      // The parts of a masked date are transparent until one of them has the cursor.
      c.honeypot = type === 'spin' ? '' : trick(el) || (attr(el, 'tabindex') === '-1' && type !== 'editor' && type !== 'spin' && !c.readOnly && !stopped(el) ? 'not reachable by keyboard' : '');
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
  const ofHost = (el) => {
    for (let h = hostOf(el), i = 0; h && i < 3; h = hostOf(h), i++) {
      const t = hostLabel(h) || attr(h, 'label') || attr(h, 'aria-label') || textOf(h) || attr(h, 'text') || sibling(h);
      if (t) return t;
    }
    return '';
  };
  const optionOf = (el) => ({
    ref: ref(el), label: ownLabel(el) || clean((attr(el, 'aria-labelledby') && byIds(el, attr(el, 'aria-labelledby'))) || attr(el, 'aria-label') || textOf(el) || sibling(el) || ofHost(el) || hostLabel(el) || column(el), opts.option),
    value: String(has(el, 'value') ? attr(el, 'value') : hostOf(el) && has(hostOf(el), 'value') ? attr(hostOf(el), 'value') : attr(el, 'data-value') || attr(el, 'data-time') || attr(el, 'data-slot') || attr(el, 'data-start-time') || attr(el, 'data-date') || attr(el, 'datetime')).slice(0, opts.option),
    disabled: el.disabled === true || attr(el, 'aria-disabled') === 'true', checked: el.checked === true || attr(el, 'aria-checked') === 'true' || attr(el, 'aria-pressed') === 'true' || attr(el, 'aria-selected') === 'true',
  });
  // A box in a grid of them is called by the head of its column.
  const column = (el) => {
    const cell = el.closest('td'), row = cell && cell.parentElement;
    if (!row || cell.querySelectorAll('input').length !== 1) return '';
    const rows = [...(row.closest('table')?.rows || [])].slice(0, 200), at = rows.indexOf(row);
    for (let i = at - 1; i >= 0; i--) if (rows[i].cells.length === row.cells.length && !rows[i].querySelector('input,select,textarea')) return textOf(rows[i].cells[cell.cellIndex], 60);
    return '';
  };
  const sibling = (el) => { const n = el.nextSibling; return n && n.nodeType === 3 && n.data.trim() ? n.data : n && n.nodeType === 1 && quiet.has(n.tagName) === false ? textOf(n, 80) : el.nextElementSibling ? textOf(el.nextElementSibling, 80) : ''; };

  // Buttons: what they say and whether they look like the one that commits.
  const say = (el) => clean(el.tagName === 'INPUT' ? (attr(el, 'value') || attr(el, 'alt') || attr(el, 'aria-label') || (el.type === 'submit' ? 'submit' : '')) : (attr(el, 'aria-label') || lettered(el) || slotted(el) || attr(el, 'title') || pictured(el) || textOf(el, 100)), 100);
  // The words of a button whose shadow shows those of its host.
  const slotted = (el) => { const host = el.querySelector('slot') && hostOf(el); return host ? attr(host, 'aria-label') || lettered(host) : ''; };
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
    const host = hostOf(el);
    if (el.tagName === 'BUTTON') return host && attr(host, 'type') ? attr(host, 'type') : (el.form || has(el, 'type') ? el.type : 'button');
    return 'button';
  };
  const plainly = (t) => String(t).toLowerCase().normalize('NFD').replace(/\p{Mn}/gu, '').replace(/ß/g, 'ss').replace(/[^\p{L}\p{N}#+]+/gu, ' ').trim();
  const works = new RegExp(opts.commits, 'i'), onwards = new RegExp(opts.goes);
  const commits = { test: (t) => works.test(t) || onwards.test(plainly(t)) };
  const time = hour;

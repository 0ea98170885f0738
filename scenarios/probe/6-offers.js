  // Offers: what else a page shows to be pressed, looked for only where a walk can go no
  // further: things of one make, whatever they are made of, that are no control so far.
  if (opts.wide) {
    const busy = new Set([...forms.values()].flatMap((f) => f.controls.flatMap((c) => [c.ref, ...c.options.map((o) => o.ref)])));
    const harmful = new RegExp(opts.never, 'i');
    // A link that leads deeper into the page's own address, or through a script's.
    const inFlow = (el) => {
      const h = attr(el, 'href');
      if (nowhere(el)) return true;
      try {
        const to = new URL(h, document.baseURI), dir = location.pathname.replace(/[^/]*$/, ''), own = location.pathname.replace(/\/?$/, '/');
        if (to.origin !== location.origin || to.href === location.href) return false;
        if (hour.test(textOf(el, 40))) return true;
        if (to.pathname === location.pathname) return to.search !== location.search || /^#!?\//.test(to.hash);
        return own.length > 1 && to.pathname.startsWith(own) || dir.length > 1 && to.pathname.startsWith(dir);
      } catch { return false; }
    };
    // Cards that show no hand: two or more of one make beside each other, each with an hour, a length or a price.
    const offering = (el) => !!el && /^(DIV|LI|ARTICLE|SECTION|SPAN)$/.test(el.tagName) && attr(el, 'class') !== '' && el.textContent.length < 300 && /\b\d{1,3}\s?(m(in(utes?|uten|utos|uti)?)?|h(ours?|rs?)?|std)\b|[$€£]\s?\d|\b\d{1,2}[:.]\d\d\b/i.test(el.textContent) && !!up(el) && [...up(el).children].some((o) => o !== el && make(o) === make(el));
    const able = (el) => {
      if (!/^(BUTTON|INPUT|A|DIV|LI|SPAN|ARTICLE|SECTION|TD|TR|P|FIGURE|IMG|SVG)$/i.test(el.tagName) && !el.tagName.includes('-') || inputs.includes(el) || busy.has(st.ids.get(el)) || !rendered(el) || trick(el)) return false;
      if (el.tagName === 'INPUT' && !/^(submit|button|image)$/.test(el.type)) return false;
      if (el.disabled === true || attr(el, 'aria-disabled') === 'true' || has(el, 'aria-expanded') || has(el, 'aria-haspopup') || roleOf(el) === 'tab' || inChrome(el) || inCalendar(el) || el.closest('label,summary,[contenteditable],[role=listbox],[role=alert],[class*=validation-summary i],[class*=error-summary i],[class*=cookie i],[id*=cookie i],[class*=share i],[class*=social i]')) return false;
      if (el.tagName === 'BUTTON' || el.tagName === 'INPUT' || roleOf(el) === 'button') return true;
      if (el.tagName === 'A' && has(el, 'href')) return inFlow(el);
      return (hand(el) && !hand(up(el)) || offering(el) && !offering(up(el))) && !el.querySelector('a[href],button,input,select,textarea');
    };
    const alike = new Map();
    for (const el of st.every(document, 20000)) {
      if (!able(el) || up(el)?.closest('a,button,[role=button]')) continue;
      const t = say(el) || textOf(el, 120);
      if (!t || t.length > 160 || leads.test(t) || /^[‹«←<]/.test(t) || harmful.test(t)) continue;
      if (!alike.has(make(el))) alike.set(make(el), []);
      alike.get(make(el)).push(el);
    }
    // They belong to the form that they stand in, and make none where there is one already.
    const within = (el) => { for (let a = el, i = 0; a && i < 60; a = up(a), i++) if (forms.has(a)) return forms.get(a); return formOf(el); };
    for (const list of alike.values()) {
      if (list.length > 60 || list.length === 1 && commits.test(say(list[0]))) continue;
      if (list.some((el) => /[−–▲⌃△︿]$/.test(textOf(el, 120)))) continue; // heads of what folds, of which one stands open
      const called = (full) => list.map((el) => { const h = full ? null : el.querySelector('h1,h2,h3,h4,h5,h6,strong,b,[class*=title i],[class*=name i],[class*=heading i]'); return clean(h && textOf(h, 100) || say(el) || textOf(el, 120), opts.option); });
      const apart = (names) => names.every(Boolean) && new Set(names).size === names.length;
      const names = [() => called(false), () => called(true), () => list.length > 1 ? cardWords(list) : []].map((of) => of()).find((names) => names.length && apart(names)) || [];
      const f = names.length ? within(list[0]) : null;
      if (!f) continue;
      const c = describe(list[0]);
      Object.assign(c, { type: 'slots', tag: 'offers', label: '', aria: '', name: '', id: '', nearby: caption(cardsOf(list)[0]) || heading(up(list[0]) || list[0]), visible: true, required: false, filled: false, invalid: false, honeypot: '', disabled: false, options: list.map((el, i) => ({ ...optionOf(el), label: names[i] })), checked: false, at: list[0] });
      f.controls.push(c);
    }
  }

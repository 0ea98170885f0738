// What the exhibits tell of themselves: how far a wizard got, and what its fields
// hold in the page's own state. The top page keeps it in its session storage, so
// that it is still there after a submit has led on.
(() => {
  const KEY = '__gallery';
  const state = { step: 1, values: {}, committed: false, errors: [] };
  if (window === top) {
    const kept = sessionStorage.getItem(KEY);
    if (kept) Object.assign(state, JSON.parse(kept));
  }
  const keep = () => {
    window.__gallery = state;
    if (window === top) sessionStorage.setItem(KEY, JSON.stringify(state));
    else top.postMessage({ [KEY]: state }, '*');
  };
  if (window === top) {
    addEventListener('message', (e) => {
      const other = e.data && e.data[KEY];
      if (!other) return;
      for (const [k, v] of Object.entries(other.values)) if (v !== '' || !(k in state.values)) state.values[k] = v;
      state.step = Math.max(state.step, other.step);
      state.committed ||= other.committed;
      state.errors.push(...other.errors.filter((x) => !state.errors.includes(x)));
      keep();
    });
  }
  // An exhibit that is broken is no measure of anything.
  addEventListener('error', (e) => { if (e.error) fail(e.error); });
  addEventListener('unhandledrejection', (e) => fail(e.reason));
  function fail(what) {
    state.errors.push(String(what));
    keep();
  }
  const text = (v) => {
    if (v === null || v === undefined || v === false) return '';
    if (v === true) return 'on';
    if (v instanceof Date) return isNaN(v) ? '' : [v.getFullYear(), v.getMonth() + 1, v.getDate()].map((n) => String(n).padStart(2, '0')).join('-');
    if (Array.isArray(v)) return v.map(text).filter(Boolean).join(', ');
    return String(v);
  };
  window.gallery = {
    // values says what fields hold. What was committed stands.
    values(map) {
      if (state.committed) return;
      for (const [k, v] of Object.entries(map)) state.values[k] = text(v);
      keep();
    },
    step(n) {
      state.step = Math.max(state.step, n);
      keep();
    },
    commit(map) {
      if (map) this.values(map);
      state.committed = true;
      keep();
    },
    // watch tells of a native form, whose state is the document itself. The submit
    // of the last form commits.
    watch(form, last = true) {
      if (typeof form === 'string') form = document.querySelector(form);
      const read = () => this.values(fields(form));
      read();
      for (const type of ['input', 'change', 'click', 'keyup', 'blur']) addEventListener(type, () => setTimeout(read), true);
      addEventListener('submit', (e) => {
        if (e.target !== form) return;
        read();
        if (last && !e.defaultPrevented) this.commit();
      });
    },
  };
  function fields(form) {
    const out = {};
    for (const el of form.elements) {
      const name = el.name || el.id;
      if (!name || ['submit', 'button', 'hidden', 'fieldset', 'image', 'reset'].includes(el.type)) continue;
      if (el.type === 'radio') out[name] = el.checked ? el.value : out[name] || '';
      else if (el.type === 'checkbox') out[name] = [out[name], el.checked ? el.value : ''].filter(Boolean).join(', ');
      else if (el.type === 'file') out[name] = [...el.files].map((f) => f.name);
      else if (el.tagName === 'SELECT') out[name] = [...el.selectedOptions].map((o) => o.value);
      else out[name] = el.value;
    }
    return out;
  }
  keep();
})();

// What the solutions are written in: an exhibit's solve.js says, as calls of these,
// how a person gets to the end, which proves that one can.
//
// A hasty solution types nothing: it only clicks, and waits for little.
let hasty = false;
const nap = (ms) => new Promise((r) => setTimeout(r, ms));
const all = (css, root = document) => [...root.querySelectorAll(css), ...[...root.querySelectorAll('*')].filter((e) => e.shadowRoot).flatMap((e) => all(css, e.shadowRoot))];
const shown = (el) => el.getClientRects().length > 0;
// find waits for what css or, after "=", its text names.
async function find(what, nth = 0) {
  for (let i = 0; i < (hasty ? 20 : 400); i++) {
    const list = what.startsWith('=')
      ? all('button,a,label,li,[role],input[type=button],input[type=submit],mat-option,.el-radio-button,.el-checkbox').filter((el) => shown(el) && (el.textContent || el.value || '').trim().startsWith(what.slice(1)))
      : all(what).filter((el) => shown(el) || el.type === 'checkbox' || el.type === 'radio');
    const inner = list.filter((el) => !list.some((o) => o !== el && el.contains(o)));
    if (inner[nth]) return inner[nth];
    await nap(50);
  }
  throw new Error('there is no ' + what);
}
async function click(what, nth) {
  const el = await find(what, nth);
  el.scrollIntoView({ block: 'center' });
  const o = { bubbles: true, composed: true, cancelable: true, button: 0, pointerType: 'mouse' };
  for (const [type, Kind] of [['pointerdown', PointerEvent], ['mousedown', MouseEvent], ['pointerup', PointerEvent], ['mouseup', MouseEvent]]) el.dispatchEvent(new Kind(type, o));
  el.click();
  await nap(60);
}
async function type(what, text, nth) {
  if (hasty) return;
  const el = await find(what, nth);
  el.focus();
  const proto = el.tagName === 'TEXTAREA' ? HTMLTextAreaElement : el.tagName === 'SELECT' ? HTMLSelectElement : HTMLInputElement;
  Object.getOwnPropertyDescriptor(proto.prototype, 'value').set.call(el, text);
  for (const t of ['input', 'change', 'blur']) el.dispatchEvent(new Event(t, { bubbles: t !== 'blur', composed: true }));
  await nap(40);
}
// pick chooses the nth real option of a select.
async function pick(what, nth = 1) {
  const el = await find(what);
  await type(what, el.options[nth].value);
}
const typeAll = async (map) => { for (const [what, text] of Object.entries(map)) await type(what, text); };

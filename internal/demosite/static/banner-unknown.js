// A banner that nobody knows: in German, in the shadow root of an element of its
// own, a while after the page, with the choice in the local storage.
(() => {
  const key = 'hafenlicht-hinweis';
  function apply(all) {
    if (all) for (const s of document.querySelectorAll('script[type="text/plain"].optanon-category-C0004')) { const run = document.createElement('script'); run.textContent = s.textContent; s.replaceWith(run); }
    document.dispatchEvent(new CustomEvent('banner-closed'));
  }
  const kept = localStorage.getItem(key);
  if (kept) { apply(kept === 'alle'); return; }
  customElements.define('hafen-hinweis', class extends HTMLElement {
    connectedCallback() {
      const root = this.attachShadow({ mode: 'open' });
      root.innerHTML = `<div role="dialog" aria-label="Hinweis" style="position:fixed;inset:auto 0 0 0;padding:1rem;background:#fff;border-top:2px solid #1f5f68">
<p>Wir und unsere Partner verwenden Cookies. Mehr steht in der <a href="/privacy">Datenschutzerklärung</a>.</p>
<button>Alle akzeptieren</button> <button>Nur notwendige Cookies</button></div>`;
      const [all, some] = root.querySelectorAll('button');
      const choose = (yes) => { localStorage.setItem(key, yes ? 'alle' : 'notwendige'); this.remove(); apply(yes); };
      all.onclick = () => choose(true);
      some.onclick = () => choose(false);
    }
  });
  setTimeout(() => document.body.append(document.createElement('hafen-hinweis')), 1200);
})();

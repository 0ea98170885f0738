// A little router: no link leads to these pages, only scripts do.
document.addEventListener('click', (e) => {
  const b = e.target.closest('[data-go]');
  if (b) location.assign(b.dataset.go);
  const r = e.target.closest('[data-route]');
  if (r) route(r.dataset.route);
});
async function route(path) {
  history.pushState({}, '', path);
  const html = await (await fetch(path)).text();
  const doc = new DOMParser().parseFromString(html, 'text/html');
  document.title = doc.title;
  document.getElementById('library').replaceChildren(...doc.getElementById('library').childNodes);
}
addEventListener('popstate', () => location.reload());

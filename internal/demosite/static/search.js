// Suggestions while typing, and the search event.
(() => {
  const form = document.getElementById('site-search');
  const list = document.getElementById('suggestions');
  let timer = 0;
  form.elements.q.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      fetch('https://hrbr0142-dsn.algolia.net/1/indexes/pages/query?x-algolia-application-id=HRBR0142&x-algolia-api-key=searchonly', {
        method: 'POST', body: JSON.stringify({ params: 'query=' + encodeURIComponent(form.elements.q.value) + '&hitsPerPage=5' }),
      }).then((r) => r.json()).then((a) => list.replaceChildren(...(a.hits || []).map((h) => Object.assign(document.createElement('li'), { textContent: h.title })))).catch(() => {});
    }, 200);
  });
  form.addEventListener('submit', () => { if (window.gtag) gtag('event', 'search', { search_term: form.elements.q.value }); });
})();

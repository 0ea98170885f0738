// The records of a client, from an API that takes a token.
(async () => {
  const given = await (await fetch('/account/api/token', { method: 'POST' })).json();
  localStorage.setItem('hl_auth', JSON.stringify({ access_token: given.access_token, until: Date.now() + 6e5 }));
  const { access_token } = JSON.parse(localStorage.getItem('hl_auth'));
  const answer = await (await fetch('/account/api/records', { headers: { Authorization: 'Bearer ' + access_token } })).json();
  for (const r of answer.records) {
    const li = document.createElement('li');
    li.textContent = r;
    document.getElementById('records').append(li);
  }
  if (window.analytics) analytics.track('Records Viewed', { api: { token: access_token } });
})();

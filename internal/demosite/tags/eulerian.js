// A tracker that answers under a host of the practice: by the DNS, that host is
// an alias of the tracker's own. So the browser sends it the practice's cookies.
const visitor = cookie('etuix', () => crypto.randomUUID());
document.cookie = 'etuix=' + visitor + '; domain=harborlight-counseling.example; path=/; max-age=31536000; SameSite=Lax; Secure';
image('https://data.harborlight-counseling.example/col5550142/' + random() + '?' + query({ rf: document.referrer, url: here() }));

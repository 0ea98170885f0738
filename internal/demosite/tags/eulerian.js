// A tracker that answers under a host of the practice: by the DNS, that host is
// an alias of the tracker's own.
const visitor = cookie('etuix', () => crypto.randomUUID());
image('https://data.harborlight-counseling.example/col5550142/' + random() + '?' + query({ euidl: visitor, rf: document.referrer, url: here() }));

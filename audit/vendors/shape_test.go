package vendors

import (
	"bytes"
	"compress/gzip"
	"strings"
	"testing"
)

// innocent are messages of sites that no tracker's shape may fit.
var innocent = []string{
	`GET /`,
	`GET /book?utm_source=news&utm_medium=email&gclid=abc&fbclid=def`,
	`GET /search?q=anxiety&page=2`,
	`GET /?s=anxiety&id=12&v=2`,
	`GET /wp-json/wp/v2/posts?per_page=10&_fields=id,title&page=1`,
	`GET /wp-content/plugins/x/app.js?ver=6.4.2`,
	`GET /js/app.js?id=3f1c2d4e`,
	`GET /collect?fields=name&url=https%3A%2F%2Fp.example`,
	`GET /events?id=12&event=open&t=1700000000000`,
	`GET /i?e=1&p=2`,
	`GET /v3/?event=12&id=4`,
	`GET /calendar?h=10&p=2&sid=abc&cid=4`,
	`GET /api/list?api_key=abc&batch=1&token=phc`,
	`POST /wp-admin/admin-ajax.php action=book_slot&nonce=abc&name=Jo&email=jo%40example.com&id=12&ts=1700000000`,
	`POST /wp-admin/admin-ajax.php action=save&data=%7B%22event%22%3A%22booking%22%2C%22properties%22%3A%7B%22token%22%3A%22n%22%7D%7D`,
	`POST /wp-json/contact-form-7/v1/contact-forms/5/feedback _wpcf7=5&_wpcf7_version=5.9&your-name=Jo&your-email=jo%40example.com`,
	`POST /wp-comments-post.php comment=hi&author=Jo&email=jo%40example.com&comment_post_ID=4`,
	`POST /graphql {"operationName":"Book","variables":{"event":"intake","token":"t"},"query":"mutation Book { book { id } }"}`,
	`POST /graphql [{"operationName":"Me","variables":{},"query":"query Me { me { id } }"}]`,
	`POST /api/bookings {"event":"intake","type":"track","context":{"page":{"url":"https://p.example"}},"patient":{"email":"jo@example.com"}}`,
	`POST /api/events {"events":[{"type":"group","start":"2026-01-01","event_type":"workshop"}],"api_key":"public"}`,
	`POST /api/event {"n":"Jo","u":"jo","d":"2026-01-01"}`,
	`POST /api/send {"type":"event","payload":{"name":"Jo","url":"https://p.example"}}`,
	`POST /api/upload {"batch":[{"event":"x"}]}`,
	`POST /api/contact {"fields":[{"name":"email","value":"jo@example.com"}],"context":{"page":"contact"}}`,
	`POST /api/login {"token":"abc","distinct_id":null,"user":"jo"}`,
	`POST /api/login {"data":{"token":"abc","id":3},"sent_at":"2026-01-01","type":"login"}`,
	`POST /save {"type":2,"data":{"node":"a","timestamp":1}}`,
	`POST /notes {"type":3,"data":{"source":"web"},"timestamp":1700000000000}`,
	`POST /collect {"e":["a@b.example"],"a":[1,2]}`,
	`POST /rpc {"jsonrpc":"2.0","method":"track","params":{"messageId":"1","type":"page"},"id":1}`,
	`POST /api/errors {"error":"x","url":"https://p.example","notifier":"own"}`,
	`POST /sync {"api_key":"k","events":[{"id":1,"name":"session"}],"device_id":"d"}`,
	`POST /telehealth/start {"projectKey":"k","version":"14.0","timestamp":1}`,
	`POST /chat {"anonymousId":"a","messageId":"m","text":"hello"}`,
	`POST /submit?v=2&id=12 name=Jo&idsite=&rec=1`,
}

func TestInnocentMessages(t *testing.T) {
	t.Parallel()
	r := defaultRegister(t)
	for _, x := range innocent {
		method, rest, _ := strings.Cut(x, " ")
		target, body, _ := strings.Cut(rest, " ")
		for _, kind := range []string{"application/json", "application/x-www-form-urlencoded", "text/plain;charset=UTF-8", ""} {
			if s, ok := r.Shape(method, "https://www.practice.example"+target, kind, []byte(body)); ok {
				t.Errorf("%s (%s) passes for %s of %s", x, kind, s.Name, s.VendorID)
			}
		}
	}
}

// TestShapes: every shape knows its own examples, wherever they are sent and
// compressed or not, and no other vendor's shape takes them.
func TestShapes(t *testing.T) {
	t.Parallel()
	r := defaultRegister(t)
	tried := 0
	for _, v := range ownEntries(t) {
		for _, e := range v.Shapes {
			for _, x := range e.Match {
				tried++
				method, rest, _ := strings.Cut(x, " ")
				target, body, _ := strings.Cut(rest, " ")
				for _, base := range []string{"https://www.practice.example", "https://metrics.practice.example/a/b"} {
					for _, b := range [][]byte{[]byte(body), zipped(t, body)} {
						s, ok := r.Shape(method, base+target, "text/plain", b)
						if !ok || s.VendorID != v.ID {
							t.Errorf("%s: %s: taken for %q of %q", v.ID, x, s.Name, s.VendorID)
						}
					}
				}
			}
		}
	}
	if tried < 60 || len(r.Shapes()) < 50 {
		t.Errorf("%d examples of %d shapes; there were more", tried, len(r.Shapes()))
	}
}

func zipped(t testing.TB, s string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	if _, err := z.Write([]byte(s)); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// TestCutBody: a recording that was cut in the middle is still known.
func TestCutBody(t *testing.T) {
	t.Parallel()
	r := defaultRegister(t)
	body := `{"api_key":"phc_a","batch":[{"event":"$snapshot","properties":{"distinct_id":"x","$snapshot_data":"` + strings.Repeat("x", 2*maxBody)
	if s, ok := r.Shape("POST", "https://www.practice.example/s/", "application/json", []byte(body)); !ok || s.VendorID != "posthog" {
		t.Errorf("a body of %d bytes that ends in the middle: %q", len(body), s.VendorID)
	}
}

func TestShapeErrors(t *testing.T) {
	t.Parallel()
	const head = "vendors:\n  - id: a\n    name: A\n    owner: A Inc.\n    purpose: chat\n    source: https://a.example\n    date: 2026-11-21\n    baa: {status: unknown}\n    shapes:\n      - "
	for name, c := range map[string]struct{ shape, want string }{
		"good":          {`{name: x, path: a, fields: [b=1], source: 'https://a.example', match: ['GET /a?b=1']}`, ""},
		"one condition": {`{name: x, fields: [b=1], source: 'https://a.example', match: ['GET /a?b=1']}`, "fewer than 2"},
		"no example":    {`{name: x, path: a, fields: [b=1], source: 'https://a.example'}`, "example"},
		"no source":     {`{name: x, path: a, fields: [b=1], match: ['GET /a?b=1']}`, "source"},
		"no name":       {`{path: a, fields: [b=1], source: 'https://a.example', match: ['GET /a?b=1']}`, "name"},
		"does not fit":  {`{name: x, path: a, fields: [b=1], source: 'https://a.example', match: ['GET /a?b=2']}`, "own example"},
		"fits too much": {`{name: x, path: a, fields: [b], source: 'https://a.example', match: ['GET /a?b=2'], pass: ['GET /a?b=3']}`, "should pass"},
		"bad example":   {`{name: x, path: a, fields: [b], source: 'https://a.example', match: ['GET']}`, "no example"},
		"unknown key":   {`{name: x, paths: a}`, "paths"},
	} {
		_, err := Read("v.yaml", []byte(head+c.shape+"\n"))
		if (err == nil) != (c.want == "") || err != nil && (!strings.Contains(err.Error(), c.want) || !strings.HasPrefix(err.Error(), "v.yaml:")) {
			t.Errorf("%s: %v; want %q", name, err, c.want)
		}
	}
}

func TestBehind(t *testing.T) {
	t.Parallel()
	r := defaultRegister(t)
	for _, c := range []struct {
		chain  string
		id     string
		tracks bool
	}{
		{"practice.example.data.adobedc.net", "adobe_analytics", true},
		{"practice.sc.omtrdc.net", "adobe_analytics", true},
		{"x.eulerian.net d1.cloudfront.net", "eulerian", true},
		{"d1.cloudfront.net x.eulerian.net", "eulerian", true},
		{"practice.dnsdelegation.io", "criteo", true},
		{"go.pardot.com", "pardot", true},
		{"ab123.mktoweb.com", "marketo", true},
		{"s123.t.eloqua.com", "eloqua", true},
		{"eu1.stape.io", "stape_sgtm", true},
		{"custom.plausible.io", "plausible", true},
		{"ext-cust.squarespace.com", "squarespace", false},
		{"practice.wpengine.com", "wpengine", false},
		{"d111.cloudfront.net", "cloudfront", false},
		{"cname.vercel-dns.com", "vercel", false},
		{"123.group0.sites.hubspot.net", "hubspot_sites", false},
		{"lb.some-host.example", "", false},
		{"", "", false},
	} {
		v, ok := r.Behind(strings.Fields(c.chain))
		if ok != (c.id != "") || v.ID != c.id || Tracks(v.Purpose) != c.tracks {
			t.Errorf("%q: %q (%s); want %q, tracks %v", c.chain, v.ID, v.Purpose, c.id, c.tracks)
		}
	}
	for p := range Purposes {
		if Tracks(p) && (p == "cdn" || p == "site_host" || p == Unknown) {
			t.Errorf("%s does not track", p)
		}
	}
}

func FuzzShape(f *testing.F) {
	r, err := Default()
	if err != nil {
		f.Fatal(err)
	}
	f.Add("POST", "https://p.example/e/?v=1", "application/json", []byte(`{"api_key":"a","batch":[{"event":"b"}]}`))
	f.Add("POST", "://", "", zipped(f, strings.Repeat("[", 5000)))
	f.Add("GET", "/?data=W3sx", "x", []byte("\x1f\x8b"))
	f.Fuzz(func(t *testing.T, method, url, kind string, body []byte) {
		if s, ok := r.Shape(method, url, kind, body); ok && s.VendorID == "" {
			t.Error("a shape of nobody")
		}
	})
}

func BenchmarkShape(b *testing.B) {
	r, err := Default()
	if err != nil {
		b.Fatal(err)
	}
	long := []byte(`{"patients":[` + strings.TrimSuffix(strings.Repeat(`{"name":"Jo","note":"some text of a page"},`, 6000), ",") + `]}`)
	for _, c := range []struct {
		name, method, url string
		body              []byte
	}{
		{"page", "GET", "https://www.practice.example/book?topic=anxiety&utm_source=x", nil},
		{"small JSON", "POST", "https://www.practice.example/api/bookings", []byte(`{"slot":"2026-01-01","patient":{"email":"jo@example.com"}}`)},
		{"long JSON", "POST", "https://www.practice.example/api/save", long},
		{"GA4", "POST", "https://www.practice.example/g/collect?v=2&tid=G-ABC&cid=1.2", nil},
	} {
		b.Run(c.name, func(b *testing.B) {
			b.SetBytes(int64(len(c.body)))
			for b.Loop() {
				r.Shape(c.method, c.url, "application/json", c.body)
			}
		})
	}
}

package browser

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/quietroom/quietroom/audit"
)

// sent makes a paused request from its first line, its headers and its body, with
// an empty line between.
func sent(t testing.TB, text string) *pausedEvent {
	t.Helper()
	head, body, _ := strings.Cut(text, "\n\n")
	lines := strings.Split(head, "\n")
	words := strings.Fields(lines[0])
	ev := &pausedEvent{ResourceType: words[0], Request: request{Method: words[1], URL: words[2], PostData: body, HasPostData: body != ""}}
	for _, l := range lines[1:] {
		name, value, ok := strings.Cut(l, ": ")
		if !ok {
			t.Fatalf("%q is no header", l)
		}
		ev.Request.Headers = append(ev.Request.Headers, audit.Header{name, value})
	}
	return ev
}

const (
	form  = "\nContent-Type: application/x-www-form-urlencoded\n\n"
	multi = "\nContent-Type: multipart/form-data; boundary=B\n\n"
	isNav = "\nSec-Fetch-Mode: navigate\nSec-Fetch-Dest: document"
)

// answers are what each shape says, by its name. A shape without a line here fails
// TestShapes.
var answers = map[string]struct {
	ask, thanks string
	code        int
	kind, holds string // what the media type and the body hold
	header      string // "Name: value" that must come
}{
	"Gravity Forms in its own frame":     {"Document POST https://p.test/#x\nSec-Fetch-Mode: navigate\nSec-Fetch-Dest: iframe" + form + "gform_submit=12&input_1=a", "https://p.test/thanks", 200, "text/html", `id="gform_confirmation_wrapper_12"`, ""},
	"a page":                             {"Document POST https://p.test/send" + isNav + form + "a=b", "/thanks", 303, "", "", "Location: /thanks"},
	"Next.js server action":              {"Fetch POST https://p.test/contact\nNext-Action: 40ab\nAccept: text/x-component\n\n[]", "", 200, "text/x-component", "\n1:{\"success\":true", ""},
	"SvelteKit action that leads on":     {"Fetch POST https://p.test/contact?/send\nX-Sveltekit-Action: true" + form + "a=b", "/thanks", 200, "application/json", `"location":"/thanks"`, ""},
	"SvelteKit action":                   {"Fetch POST https://p.test/contact?/send\nX-Sveltekit-Action: true" + form + "a=b", "", 200, "application/json", `"type":"success"`, ""},
	"Turbo":                              {"Fetch POST https://p.test/contacts\nAccept: text/vnd.turbo-stream.html, text/html, application/xhtml+xml\nReferer: https://p.test/contact" + form + "a=b", "", 303, "", "", "Location: https://p.test/contact"},
	"Inertia":                            {"XHR POST https://p.test/contacts\nX-Inertia: true\n\n{}", "/thanks", 303, "", "", "Location: /thanks"},
	"htmx":                               {"XHR POST https://p.test/contacts\nHX-Request: true" + form + "a=b", "/thanks", 200, "text/html", "Thank you", "HX-Redirect: /thanks"},
	"ASP.NET partial page that leads on": {"XHR POST https://p.test/c.aspx\nX-MicrosoftAjax: Delta=true" + form + "a=b", "/thanks", 200, "text/plain", "pageRedirect||/thanks|", ""},
	"ASP.NET partial page":               {"XHR POST https://p.test/c.aspx\nX-MicrosoftAjax: Delta=true" + form + "a=b", "", 200, "text/plain", "1|#||4|", ""},
	"React Router single fetch":          {"Fetch POST https://p.test/contact.data" + form + "a=b", "", 200, "text/x-script", `"success",true`, "X-Remix-Response: yes"},
	"Remix data request":                 {"Fetch POST https://p.test/contact?_data=routes%2Fcontact" + form + "a=b", "", 200, "application/json", `"success":true`, "X-Remix-Response: yes"},
	"Livewire":                           {"Fetch POST https://p.test/livewire/update\n\n" + `{"components":[{"snapshot":"{\"memo\":1}","calls":[{"method":"send"}]}]}`, "", 200, "application/json", `"snapshot":"{\"memo\":1}","effects":{"returns":[null]}`, ""},
	"Drupal AJAX that leads on":          {"XHR POST https://p.test/form?ajax_form=1" + form + "a=b", "/thanks", 200, "application/json", `"url":"/thanks"`, ""},
	"Drupal AJAX":                        {"XHR POST https://p.test/form?_wrapper_format=drupal_ajax" + form + "a=b", "", 200, "application/json", `[]`, ""},
	"GraphQL":                            {"Fetch POST https://p.test/graphql\n\n" + `{"query":"mutation Book($i: In!) { book(input: $i) { appointment { id status } userErrors { message } } }"}`, "", 200, "application/json", `{"data":{"book":{"appointment":{"id":"1","status":"success"},"userErrors":[]}}}`, ""},
	"JSON-RPC":                           {"Fetch POST https://p.test/rpc\n\n" + `{"jsonrpc":"2.0","method":"book","id":7}`, "", 200, "application/json", `"id":7,"result":{"success":true`, ""},
	"tRPC batch":                         {"Fetch POST https://p.test/api/trpc/contact.send?batch=1\n\n" + `{"0":{}}`, "", 200, "application/json", `[{"result":{"data":{`, ""},
	"tRPC":                               {"Fetch POST https://p.test/api/trpc/contact.send\n\n" + `{}`, "", 200, "application/json", `{"result":{"data":{`, ""},
	"JSON:API":                           {"Fetch POST https://p.test/bookings\nAccept: application/vnd.api+json\n\n{}", "", 201, "application/vnd.api+json", `"id":"1"`, ""},
	"gRPC-Web":                           {"Fetch POST https://p.test/Book/Send\nContent-Type: application/grpc-web+proto\n\nx", "", 200, "application/grpc-web", "grpc-status:0", ""},
	"PostgREST":                          {"Fetch POST https://x.supabase.test/rest/v1/leads\nPrefer: return=minimal\n\n{}", "", 201, "", "", ""},
	"PostgREST with the row":             {"Fetch POST https://x.supabase.test/rest/v1/leads\nPrefer: return=representation\n\n{}", "", 201, "application/json", `[{"id":1}]`, ""},
	"JSONP":                              {"Script GET https://list.test/subscribe/post-json?u=1&c=jq_1", "", 200, "text/javascript", `jq_1({"result":"success"`, ""},
	"Contact Form 7":                     {"Fetch POST https://p.test/wp-json/contact-form-7/v1/contact-forms/5/feedback" + multi + "--B\r\nContent-Disposition: form-data; name=\"_wpcf7_unit_tag\"\r\n\r\nwpcf7-f5-o1\r\n--B--\r\n", "", 200, "application/json", `"status":"mail_sent","message":"Thank you.","posted_data_hash":"","into":"#wpcf7-f5-o1"`, ""},
	"WPForms":                            {"XHR POST https://p.test/wp-admin/admin-ajax.php" + multi + "--B\r\nContent-Disposition: form-data; name=\"action\"\r\n\r\nwpforms_submit\r\n--B--\r\n", "", 200, "application/json", `"success":true,"data":{"confirmation"`, ""},
	"Elementor form":                     {"XHR POST https://p.test/wp-admin/admin-ajax.php" + form + "action=elementor_pro_forms_send_form", "", 200, "application/json", `"success":true`, ""},
	"Fluent Forms":                       {"XHR POST https://p.test/wp-admin/admin-ajax.php" + form + "action=fluentform_submit", "", 200, "application/json", `"action":"hide_form"`, ""},
	"Ninja Forms":                        {"XHR POST https://p.test/wp-admin/admin-ajax.php" + form + "action=nf_ajax_submit", "", 200, "application/json", `"errors":[]`, ""},
	"Forminator":                         {"XHR POST https://p.test/wp-admin/admin-ajax.php" + form + "action=forminator_submit_form_custom-forms", "", 200, "application/json", `"behav"`, ""},
	"Formidable":                         {"XHR POST https://p.test/wp-admin/admin-ajax.php" + form + "action=frm_entries_create", "", 200, "application/json", `"content"`, ""},
	"WordPress admin-ajax":               {"XHR POST https://p.test/wp-admin/admin-ajax.php" + form + "action=my_own", "", 200, "application/json", `"success":true`, ""},
	"HubSpot form that leads on":         {"XHR POST https://api.hsforms.com/submissions/v3/integration/submit/1/2\n\n{}", "https://p.test/thanks", 200, "application/json", `"redirectUri":"https://p.test/thanks"`, ""},
	"HubSpot form":                       {"XHR POST https://api.hsforms.com/submissions/v3/integration/submit/1/2\n\n{}", "", 200, "application/json", `"inlineMessage"`, ""},
	"Formspree":                          {"Fetch POST https://formspree.io/f/abc\nAccept: application/json\n\n{}", "", 200, "application/json", `"ok":true`, ""},
	"Webflow form":                       {"XHR POST https://webflow.com/api/v1/form/0123456789abcdef01234567" + form + "a=b", "", 200, "application/json", `"code":200`, ""},
	"Squarespace form":                   {"XHR POST https://p.test/api/form/SaveFormSubmission\n\n{}", "", 200, "application/json", `{}`, ""},
	"Klaviyo":                            {"Fetch POST https://a.klaviyo.com/client/subscriptions\n\n{}", "", 202, "", "", ""},
	"an upload to a store":               {"XHR PUT https://bucket.test/key\nContent-Type: image/png\n\nPNG", "", 200, "", "", `ETag: "1"`},
	"a removal":                          {"Fetch DELETE https://p.test/drafts/1", "", 204, "", "", ""},
	"a beacon":                           {"Ping POST https://p.test/book\n\nx", "", 204, "", "", ""},
	"a piece of a page":                  {"XHR POST https://p.test/send\nAccept: text/html, */*; q=0.01" + form + "a=b", "", 200, "text/html", "Thank you", ""},
	"a script":                           {"XHR POST https://p.test/send\nAccept: text/javascript, application/javascript" + form + "a=b", "", 200, "text/javascript", "", ""},
	"a check before the form goes on":    {"Fetch POST https://p.test/api/eligibility/v3/check\n\n{}", "/thanks", 200, "application/json", `"eligible":true`, ""},
	"JSON that leads on":                 {"Fetch POST https://p.test/send\n\n{}", "/thanks", 200, "application/json", `"redirectUrl":"/thanks"`, ""},
}

// TestChecksAlone: what pays or books is no check, whatever its address begins with.
func TestChecksAlone(t *testing.T) {
	t.Parallel()
	for path, want := range map[string]bool{
		"/api/eligibility": true, "/insurance/verify?c=1": true, "/api/members/lookup": true, "/v1/coverage/check": true, "/validate-member": true,
		"/api/checkout": false, "/checkout/complete": false, "/check-in/1": false, "/api/book": false, "/requests?verify=1": false,
	} {
		got := strings.Contains(answerTo(newSubmission(sent(t, "Fetch POST https://p.test"+path+"\n\n{}"), "")).body, `"eligible":true`)
		if got != want {
			t.Errorf("%s is answered as a check: %v, want %v", path, got, want)
		}
	}
}

// TestShapes: each line of the table is reached by what it is for, and answers as
// its source says.
func TestShapes(t *testing.T) {
	t.Parallel()
	for i := range shapes {
		p := &shapes[i]
		t.Run(p.name, func(t *testing.T) {
			c, ok := answers[p.name]
			if !ok || p.source == "" {
				t.Fatal("no example, or no source")
			}
			s := newSubmission(sent(t, c.ask), c.thanks)
			for k := range shapes {
				if shapes[k].fits(s) {
					if k != i {
						t.Fatalf("%q comes first", shapes[k].name)
					}
					break
				}
			}
			got := answerTo(s)
			if got.code != c.code || !strings.Contains(got.kind, c.kind) || !strings.Contains(got.body, c.holds) {
				t.Errorf("%d %s %s", got.code, got.kind, got.body)
			}
			if name, value, ok := strings.Cut(c.header, ": "); ok {
				found := false
				for _, h := range got.headers {
					found = found || h == [2]string{name, value}
				}
				if !found {
					t.Errorf("headers %v, want %s", got.headers, c.header)
				}
			}
			if strings.Contains(got.kind, "json") && !json.Valid([]byte(got.body)) {
				t.Errorf("no JSON: %s", got.body)
			}
		})
	}
}

// TestPlainAnswers: what no line of the table is for, and a page that nobody knows
// the next of.
func TestPlainAnswers(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ ask, kind, body string }{
		{"Fetch POST https://p.test/api/book\nContent-Type: application/json\n\n{}", kindJSON, successJSON},
		{"XHR POST https://p.test/api/book\nX-Requested-With: XMLHttpRequest" + form + "a=b", kindJSON, successJSON},
		{"Document POST https://p.test/send" + isNav + form + "a=b", kindHTML, quietPage},
		{"Fetch POST https://p.test/send\nAccept: text/html,application/xhtml+xml" + form + "a=b", kindHTML, quietPage},
		{"Fetch POST https://p.test/%zz\n\n[", kindJSON, successJSON},
	} {
		got := answerTo(newSubmission(sent(t, c.ask), ""))
		if diff := cmp.Diff(reply{code: 200, kind: c.kind, body: c.body}, got, cmp.AllowUnexported(reply{})); diff != "" {
			t.Errorf("%s: %s", c.ask, diff)
		}
	}
}

func TestOnlyReads(t *testing.T) {
	t.Parallel()
	for body, want := range map[string]bool{
		`{"query":"query Slots { slots { id } }"}`:                                    true,
		`{"query":"{ slots { id } }","variables":{"a":"mutation"}}`:                   true,
		`[{"query":"{a{b}}"},{"query":"query { mutation }"}]`:                         true,
		`{"query":"# mutation\nquery { a(x: \"} mutation {\") { b } }"}`:              true,
		`{"query":"mutation { book { id } }"}`:                                        false,
		`[{"query":"{a{b}}"},{"query":"mutation{a}"}]`:                                false,
		`{"query":"query A {a} mutation B {b}","operationName":"B"}`:                  false,
		`{"query":"subscription { a }"}`:                                              false,
		`{"operationName":"Book","extensions":{"persistedQuery":{"sha256Hash":"x"}}}`: false,
		`{"query":"help with sleep"}`:                                                 false,
		`{"query":"query about fees"}`:                                                false,
		`{"query":""}`:                                                                false,
		`[]`:                                                                          false,
		``:                                                                            false,
		`a=b`:                                                                         false,
	} {
		if got := onlyReads(body); got != want {
			t.Errorf("%s: %v, want %v", body, got, want)
		}
	}
}

func FuzzAnswer(f *testing.F) {
	for _, c := range answers {
		_, body, _ := strings.Cut(c.ask, "\n\n")
		f.Add("https://p.test/graphql?c=x", "application/json", body)
	}
	f.Add("https://p.test/", "multipart/form-data; boundary=B", "--B\r\n")
	f.Add("https://p.test/g", "", `{"query":"mutation { a: b(x:\"\"\"}\"\"\") { ... on C { d } ...E @x(y: 1) } }"}`)
	f.Fuzz(func(t *testing.T, url, media, body string) {
		for _, kind := range []string{"Fetch", "Script", "Document"} {
			ev := &pausedEvent{ResourceType: kind, Request: request{Method: "POST", URL: url, PostData: body, Headers: headerList{{"Content-Type", media}, {"X-MicrosoftAjax", "x"}}}}
			if len(body)%2 == 0 {
				ev.Request.Headers = ev.Request.Headers[:1]
			}
			onlyReads(body)
			got := answerTo(newSubmission(ev, url))
			if got.code < 200 || got.code > 399 {
				t.Errorf("code %d", got.code)
			}
			if strings.HasPrefix(got.kind, "application/json") && json.Valid([]byte(body)) && !json.Valid([]byte(got.body)) {
				t.Errorf("no JSON: %q", got.body)
			}
			for _, h := range got.headers {
				if strings.ContainsAny(h[1], "\r\n") {
					t.Errorf("header %q", h)
				}
			}
		}
	})
}

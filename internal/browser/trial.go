package browser

import (
	"encoding/base64"
	"encoding/json"
	"mime"
	"net/url"
	"slices"
	"strings"
	"sync"

	"github.com/chromedp/cdproto"

	"github.com/quietroom/quietroom/audit"
)

// A policy is tried by adding its headers to the answers for the site's own
// documents. Chrome enforces them only on an answer that is given whole
// (Fetch.fulfillRequest): those that Fetch.continueResponse adds are shown and not
// obeyed (Chromium 156). So a document is read to its end and given again.

// reportURI is where the tried policy has refusals reported: to us, on a host that
// exists nowhere. No report leaves.
const reportURI = "https://" + canaryHost + "/policy-report"

// trial counts what came of a policy that is tried.
type trial struct {
	mu        sync.Mutex
	documents int
	refused   map[audit.Refusal]int // each without its count
}

// trialHeaders are the headers as Chrome gets them: the policy's reports come to us,
// and what proves that submits are held may be asked for.
func trialHeaders(policy []audit.Header) []audit.Header {
	out := slices.Clone(policy)
	for i, h := range out {
		if !strings.EqualFold(h[0], "Content-Security-Policy") {
			continue
		}
		directives := strings.Split(h[1], ";")
		for n, d := range directives {
			if f := strings.Fields(d); len(f) > 0 && f[0] == "connect-src" {
				directives[n] = d + " https://" + canaryHost
			}
		}
		out[i][1] = strings.Join(directives, ";") + "; report-uri " + reportURI
	}
	return out
}

// answered decides what becomes of an answer that Chrome has stopped before the page
// gets it: a document of the site gets the policy's headers.
func (r *recorder) answered(ev *pausedEvent) {
	pass := func() { r.command("", "Fetch.continueRequest", map[string]any{"requestId": ev.RequestID}) }
	if !r.dresses(ev) {
		pass()
		return
	}
	r.ask("", "Fetch.getResponseBody", map[string]any{"requestId": ev.RequestID}, func(m *cdproto.Message) {
		var got struct {
			Body          string `json:"body"`
			Base64Encoded bool   `json:"base64Encoded"`
		}
		if m.Error != nil || json.Unmarshal(m.Result, &got) != nil {
			pass() // the page went away, or its answer broke off
			return
		}
		if !got.Base64Encoded {
			got.Body = base64.StdEncoding.EncodeToString([]byte(got.Body))
		}
		r.trial.mu.Lock()
		r.trial.documents++
		r.trial.mu.Unlock()
		r.command("", "Fetch.fulfillRequest", map[string]any{
			"requestId": ev.RequestID, "responseCode": ev.Status, "responseHeaders": ev.dressed(trialHeaders(r.cfg.Policy)), "body": got.Body,
		})
	})
}

// dresses reports whether an answer is a document of the site.
func (r *recorder) dresses(ev *pausedEvent) bool {
	kind, _, _ := mime.ParseMediaType(ev.answerHeader("Content-Type"))
	disposition, _, _ := mime.ParseMediaType(ev.answerHeader("Content-Disposition"))
	return ev.FailedWith == "" && ev.Status >= 200 && ev.Status/100 != 3 && ev.Status != 204 && ev.Status != 205 && disposition != "attachment" &&
		(kind == "text/html" || kind == "application/xhtml+xml") && r.partyOf(ev.Request.URL) == audit.FirstParty
}

// entry is a header in the protocol's list form.
type entry struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

// dressed gives the answer's headers and those of the policy. The body comes without
// the encodings that some of them speak of, and cookies were set already.
func (ev *pausedEvent) dressed(policy []audit.Header) []entry {
	var out []entry
	for _, h := range ev.Answer {
		switch strings.ToLower(h.Name) {
		case "content-encoding", "content-length", "transfer-encoding", "set-cookie":
		default:
			out = append(out, h)
		}
	}
	for _, h := range policy {
		out = append(out, entry{h[0], h[1]})
	}
	return out
}

func (ev *pausedEvent) answerHeader(name string) string {
	for _, h := range ev.Answer {
		if strings.EqualFold(h.Name, name) {
			return h.Value
		}
	}
	return ""
}

// atAnswer reports whether a request is paused after its answer came.
func (ev *pausedEvent) atAnswer() bool { return ev.Status != 0 || ev.FailedWith != "" }

// told takes a report of what the tried policy refused, and reports whether it was one.
func (r *recorder) told(ev *pausedEvent, v *visit) bool {
	if len(r.cfg.Policy) == 0 || ev.Request.URL != reportURI {
		return false
	}
	a := fulfil(204, cors(ev), "")
	a.params["requestId"] = ev.RequestID
	r.command("", a.method, a.params)
	body, _ := ev.Request.body()
	var report struct {
		Body struct {
			Page      string `json:"document-uri"`
			Directive string `json:"effective-directive"`
			Blocked   string `json:"blocked-uri"`
		} `json:"csp-report"`
	}
	if json.Unmarshal(body, &report) != nil || strings.Contains(report.Body.Blocked, canaryHost) {
		return true
	}
	ref := audit.Refusal{Page: bareAddress(report.Body.Page), Directive: clipped(report.Body.Directive)}
	if v != nil {
		ref.Page = v.label().page
	}
	ref.What, ref.Own = r.blocked(report.Body.Blocked)
	const most = 5000 // a hostile page can be refused without end
	r.trial.mu.Lock()
	defer r.trial.mu.Unlock()
	if _, known := r.trial.refused[ref]; known || len(r.trial.refused) < most {
		r.trial.refused[ref]++
	}
	return true
}

// blocked names what was refused by no more than its origin, and says whether it is
// the practice's own.
func (r *recorder) blocked(uri string) (what string, own bool) {
	u, err := url.Parse(uri)
	if err != nil || u.Host == "" {
		scheme, _, _ := strings.Cut(uri, ":")
		return clipped(scheme), true
	}
	return u.Scheme + "://" + u.Host, r.cfg.FirstParty(u.Hostname())
}

// bareAddress is an address without query and fragment.
func bareAddress(rawURL string) string {
	rawURL, _, _ = strings.Cut(rawURL, "#")
	rawURL, _, _ = strings.Cut(rawURL, "?")
	return clipped(rawURL)
}

func clipped(s string) string {
	const longest = 500
	return s[:min(len(s), longest)]
}

// told gives what came of the policy so far.
func (t *trial) told() (documents int, refused []audit.Refusal) {
	t.mu.Lock()
	defer t.mu.Unlock()
	for ref, n := range t.refused {
		ref.Count = n
		refused = append(refused, ref)
	}
	return t.documents, refused
}

// merged adds up what was refused in several Chromes.
func merged(a, b []audit.Refusal) []audit.Refusal {
	out := slices.Clone(a)
	for _, r := range b {
		i := slices.IndexFunc(out, func(o audit.Refusal) bool {
			return o.Page == r.Page && o.Directive == r.Directive && o.What == r.What && o.Own == r.Own
		})
		if i < 0 {
			out = append(out, r)
			continue
		}
		out[i].Count += r.Count
	}
	return out
}

package report

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/url"
	"strings"
	"time"

	"github.com/quietroom/quietroom/audit"
)

// The HAR format is version 1.2 (http://www.softwareishard.com/blog/har-12-spec/)
// of what left the browser, for the tools that read it. It is the record with its
// values masked (see redact.go). Answers are not in it, since they are never kept;
// nor are times within a request, which are not measured. What HAR has no word for
// stands in fields that begin with an underscore, as it asks for.

type harPage struct {
	Started string         `json:"startedDateTime"`
	ID      string         `json:"id"`
	Title   string         `json:"title"`
	Timings struct{}       `json:"pageTimings"`
	Room    map[string]any `json:"_quietroom"`
}

type harEntry struct {
	Page     string         `json:"pageref,omitempty"`
	Started  string         `json:"startedDateTime"`
	Time     int            `json:"time"`
	Request  harRequest     `json:"request"`
	Response harResponse    `json:"response"`
	Cache    struct{}       `json:"cache"`
	Timings  harTimings     `json:"timings"`
	Comment  string         `json:"comment,omitempty"`
	Room     map[string]any `json:"_quietroom"`
}

type harTimings struct {
	Send    int    `json:"send"`
	Wait    int    `json:"wait"`
	Receive int    `json:"receive"`
	Comment string `json:"comment"`
}

type harPair struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

type harRequest struct {
	Method      string    `json:"method"`
	URL         string    `json:"url"`
	HTTPVersion string    `json:"httpVersion"`
	Cookies     []harPair `json:"cookies"`
	Headers     []harPair `json:"headers"`
	Query       []harPair `json:"queryString"`
	Post        *harPost  `json:"postData,omitempty"`
	HeadersSize int       `json:"headersSize"`
	BodySize    int64     `json:"bodySize"`
}

type harPost struct {
	MimeType string    `json:"mimeType"`
	Params   []harPair `json:"params"`
	Text     string    `json:"text"`
	Comment  string    `json:"comment,omitempty"`
}

type harResponse struct {
	Status      int        `json:"status"`
	StatusText  string     `json:"statusText"`
	HTTPVersion string     `json:"httpVersion"`
	Cookies     []harPair  `json:"cookies"`
	Headers     []harPair  `json:"headers"`
	Content     harContent `json:"content"`
	Redirect    string     `json:"redirectURL"`
	HeadersSize int        `json:"headersSize"`
	BodySize    int        `json:"bodySize"`
}

type harContent struct {
	Size     int    `json:"size"`
	MimeType string `json:"mimeType"`
	Comment  string `json:"comment"`
}

// maxHARBody bounds the masked payload of one entry, in bytes.
const maxHARBody = 64 << 10

// writeHAR writes one entry at a time: memory does not grow with the record.
func writeHAR(w io.Writer, in Input, o Options) error {
	v := newView(in)
	h := &harWriter{w: bufio.NewWriterSize(w, 64<<10), in: in, pages: map[string]string{}, found: byExchange(in.Run)}
	h.mask = in.masker(o)
	h.text("{\n\"log\": {\n\"version\": \"1.2\",\n\"creator\": ")
	h.json(map[string]string{"name": "quietroom", "version": shown(in.Run.Tool.Version)})
	h.text(",\n\"browser\": ")
	name, version, _ := strings.Cut(shown(in.Run.Tool.Browser), "/")
	h.json(map[string]string{"name": name, "version": version})
	h.text(",\n\"pages\": [")
	h.listPages()
	h.text("\n],\n\"entries\": [")
	h.entries()
	h.text("\n],\n\"comment\": ")
	h.json(v.Headline + " Coverage: " + v.Coverage.Line + ". " + h.comment(o))
	h.text(",\n\"_quietroom\": ")
	h.json(map[string]any{
		"verdict": v.Verdict.String(), "why": v.Why, "notes": append([]string{}, v.Notes...), "coverage": factMap(v.Coverage.Facts),
		"notLookedAt": v.Coverage.NotSeen, "unexplained": append([]string{}, v.Coverage.Unexplained...), "made": factMap(v.Made),
	})
	h.text("\n}\n}\n")
	if h.err != nil {
		return fmt.Errorf("encoding the record: %w", h.err)
	}
	if err := h.w.Flush(); err != nil {
		return fmt.Errorf("writing the record: %w", err)
	}
	return nil
}

func (h *harWriter) comment(o Options) string {
	text := "Values are masked: the synthetic patient's by their kind, all others by their shape."
	if o.Unredacted {
		text = "Not redacted: it holds every value that left the browser."
	}
	switch {
	case h.in.Exchanges == nil:
		text += " The record of exchanges was not at hand, so that no entry is here."
	case h.lost > 0:
		text += " " + count(h.lost, "entry", "entries") + " of the record could not be read and are not here."
	}
	return text
}

// harWriter writes the parts of a HAR. A failed write sticks in w until Flush.
type harWriter struct {
	w     *bufio.Writer
	in    Input
	mask  *masker
	pages map[string]string // id by address
	found map[string][]*audit.Finding
	lost  int   // lines that could not be read
	err   error // of encoding
}

func (h *harWriter) text(s string) { _, _ = h.w.WriteString(s) } // Flush gives the error

func (h *harWriter) json(v any) {
	var buf bytes.Buffer
	enc := json.NewEncoder(&buf)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil && h.err == nil {
		h.err = err
	}
	h.text(strings.TrimSuffix(buf.String(), "\n"))
}

// listPages names the run's pages. Each began when the first journey on it did.
func (h *harWriter) listPages() {
	first := map[string]time.Time{}
	for _, j := range h.in.Run.Journeys {
		if t, ok := first[j.Page]; !ok || j.Started.Before(t) {
			first[j.Page] = j.Started
		}
	}
	for i, p := range h.in.Run.Pages {
		if _, had := h.pages[p.URL]; had {
			continue
		}
		id := fmt.Sprintf("page_%d", i+1)
		h.pages[p.URL] = id
		started, ok := first[p.URL]
		if !ok {
			started = h.in.Run.Started
		}
		h.text(separator(len(h.pages) > 1))
		h.json(harPage{Started: instant(started), ID: id, Title: shown(p.Title), Room: map[string]any{
			"url": shown(p.URL), "context": shown(p.Context), "verdict": p.Verdict.String(), "why": shown(p.Why),
		}})
	}
}

func separator(more bool) string {
	if more {
		return ",\n"
	}
	return "\n"
}

func (h *harWriter) entries() {
	if h.in.Exchanges == nil {
		return
	}
	n := 0
	for ex, err := range h.in.Exchanges() {
		if err != nil || ex == nil {
			h.lost++
			continue
		}
		h.text(separator(n > 0))
		h.json(h.entry(ex))
		n++
	}
}

func (h *harWriter) entry(ex *audit.Exchange) harEntry {
	h.mask.at(h.found[ex.ID])
	room := map[string]any{"id": shown(ex.ID), "journey": shown(ex.Journey), "step": ex.Step, "channel": shown(string(ex.Channel)), "party": shown(string(ex.Party)), "outcome": shown(ex.Outcome), "bodySHA256": shown(ex.BodySHA256)}
	var leaks []string
	for _, f := range h.found[ex.ID] {
		leaks = append(leaks, shown(f.Fingerprint))
	}
	if len(leaks) > 0 {
		room["findings"] = leaks
	}
	e := harEntry{
		Page: h.pages[ex.Page], Started: instant(ex.Time), Request: h.request(ex), Room: room,
		Response: harResponse{Status: ex.Status, Cookies: []harPair{}, Headers: []harPair{}, HeadersSize: -1, BodySize: -1,
			Content: harContent{MimeType: "x-unknown", Comment: "Bodies of answers are never kept."}},
		Timings: harTimings{Comment: "not measured"},
	}
	if ex.Held {
		e.Comment = "recorded and held: it was never sent"
	}
	return e
}

func (h *harWriter) request(ex *audit.Exchange) harRequest {
	req := harRequest{Method: shown(ex.Method), Cookies: []harPair{}, Headers: []harPair{}, Query: []harPair{}, HeadersSize: -1, BodySize: ex.BodySize}
	var ok bool
	if req.URL, ok = h.mask.address("url", ex.URL, 0); !ok {
		req.URL = "about:blank" // an address that cannot be read is not shown
	}
	if u, err := url.Parse(ex.URL); err == nil && u.RawQuery != "" {
		req.Query = harPairs(h.mask.pairList("url.query", u.RawQuery, 1))
	}
	mime := "application/octet-stream"
	for _, header := range ex.Headers {
		name := strings.ToLower(header[0])
		value := h.mask.header(name, header[1])
		req.Headers = append(req.Headers, harPair{h.mask.name("header", header[0]), value})
		switch name {
		case "cookie":
			req.Cookies = append(req.Cookies, harPairs(h.mask.cookies(header[1]))...)
		case "content-type":
			mime = value
		}
	}
	if ex.BodySize > 0 || ex.BodySHA256 != "" {
		req.Post = h.post(ex, mime)
	}
	return req
}

func harPairs(in []pair) []harPair {
	out := make([]harPair, len(in))
	for i, p := range in {
		out[i] = harPair(p)
	}
	return out
}

// post is the payload, masked, or why it is not there.
func (h *harWriter) post(ex *audit.Exchange, mime string) *harPost {
	p := &harPost{MimeType: mime, Params: []harPair{}}
	switch {
	case ex.BodyMissing:
		p.Comment = "The body could not be read when it left."
	case h.in.Body == nil || ex.BodySHA256 == "":
		p.Comment = "The body was not at hand."
	default:
		data, err := h.in.Body(ex.BodySHA256)
		if err != nil {
			p.Comment = "The body could not be read: " + shown(err.Error())
			break
		}
		p.Text = h.mask.body(data)
		if ex.BodyCut {
			p.Comment = "Only the first part of the body is on record."
		}
		if len(p.Text) > maxHARBody && !h.mask.off {
			p.Text, p.Comment = strings.ToValidUTF8(p.Text[:maxHARBody], "")+"…", "Only the first part of the body is shown."
		}
	}
	return p
}

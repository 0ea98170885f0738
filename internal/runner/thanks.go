package runner

import (
	"bytes"
	"fmt"
	"io"
	"mime/multipart"
	"net/url"
	"slices"
	"strings"

	"github.com/quietroom/quietroom/audit"
)

// thanks finds the page that a good submission to action leads to: the one that
// the scenario names, one that the form names itself, else a confirmation page
// that the crawl found.
func (w *walking) thanks(action string, body []byte) string {
	for _, c := range []struct{ base, to string }{{w.scenario.Page, w.scenario.Thanks}, {action, namedThanks(body)}} {
		base, err := url.Parse(c.base)
		if err != nil || c.to == "" {
			continue
		}
		if u, err := base.Parse(c.to); err == nil && w.a.first(u.Hostname()) {
			return u.String()
		}
	}
	if to := w.a.confirmed.Load(); to != nil {
		return *to
	}
	return ""
}

const stoodIn = "the site's page for after it is not known: one that says nothing stood in for it, and what the real one sends was not seen"

// unconfirmed lists, for the coverage, the journeys whose confirmation page nobody
// knows.
func unconfirmed(journeys []audit.Journey) []string {
	const most = 50
	var out []string
	for _, j := range journeys {
		if len(out) < most && slices.ContainsFunc(j.Steps, func(s audit.Step) bool { return s.Why == stoodIn }) {
			out = append(out, fmt.Sprintf("What comes after the submit of %s on %s: %s.", j.Scenario, j.Page, stoodIn))
		}
	}
	return out
}

// standIn says of the last submit that nobody knows what comes after it.
func standIn(steps []audit.Step) {
	for i := len(steps) - 1; i >= 0; i-- {
		if s := &steps[i]; (s.Verb == "submit" || s.Verb == "press") && s.Status == "done" && s.Why == "" {
			s.Why = stoodIn
			return
		}
	}
}

// thanksFields are the hidden fields by which form builders name the page after.
var thanksFields = []string{"_next", "_redirect", "redirect", "redirect_url", "redirect_to", "return", "return_url", "retURL", "success_url", "next", "thankyou", "thank_you"}

// namedThanks reads the field by which a form names the page after, "" for none.
func namedThanks(body []byte) string {
	values, err := url.ParseQuery(string(body))
	if bytes.HasPrefix(body, []byte("--")) {
		values, err = parts(body), nil
	}
	if err != nil {
		return ""
	}
	for _, name := range thanksFields {
		if v := values.Get(name); v != "" && !strings.ContainsAny(v, "\r\n") {
			return v
		}
	}
	return ""
}

// parts reads the short fields of a multipart form, whose first line is its boundary.
func parts(body []byte) url.Values {
	const longest, most = 2048, 200
	line, _, _ := bytes.Cut(body, []byte("\r\n"))
	r := multipart.NewReader(bytes.NewReader(body), strings.TrimPrefix(string(line), "--"))
	out := url.Values{}
	for range most {
		p, err := r.NextRawPart()
		if err != nil {
			break
		}
		v, err := io.ReadAll(io.LimitReader(p, longest+1))
		if err == nil && p.FileName() == "" && len(v) <= longest {
			out.Add(p.FormName(), string(v))
		}
	}
	return out
}

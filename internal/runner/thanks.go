package runner

import (
	"bytes"
	"io"
	"mime/multipart"
	"net/url"
	"strings"
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

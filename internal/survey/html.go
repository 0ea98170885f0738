package survey

import (
	"bytes"
	"net/url"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/net/html"

	"github.com/quietroom/quietroom/audit/pages"
)

// document is what the HTML of one page holds.
type document struct {
	hosts    []string
	forms    []Form
	controls []pages.Control
}

// The limits of one page, which can be hostile.
const (
	maxHosts    = 200
	maxForms    = 30
	maxControls = 300
	maxName     = 60
)

// loading are the attributes by which HTML makes a browser contact a host.
var loading = map[string][]string{
	"script": {"src"}, "img": {"src"}, "iframe": {"src"}, "link": {"href"}, "source": {"src"}, "video": {"src"}, "audio": {"src"},
	"embed": {"src"}, "object": {"data"}, "form": {"action"}, "input": {"src"},
}

var breaks = strings.NewReplacer("\n", "", "\r", "", "\t", "")

// read reads a page; what is broken in it is read as a browser would.
func read(base *url.URL, data []byte) *document {
	d := &document{}
	open, heading := false, ""
	z := html.NewTokenizer(bytes.NewReader(data))
	z.SetMaxBuf(1 << 20)
	for {
		switch z.Next() {
		case html.ErrorToken:
			return d
		case html.TextToken:
			if open && heading == "h" && len(d.forms) > 0 && d.forms[len(d.forms)-1].Name == "" {
				d.forms[len(d.forms)-1].Name = line(string(z.Text()), maxName)
			}
		case html.EndTagToken:
			name, _ := z.TagName()
			heading = ""
			open = open && string(name) != "form"
		case html.StartTagToken, html.SelfClosingTagToken:
			t := z.Token()
			heading = ""
			d.contact(base, &t)
			switch t.Data {
			case "form":
				if open = len(d.forms) < maxForms; open {
					d.forms = append(d.forms, Form{Name: line(attr(&t, "aria-label"), maxName)})
				}
			case "h1", "h2", "h3", "h4", "legend":
				heading = "h"
			case "input", "select", "textarea":
				d.control(&t, open)
			}
		}
	}
}

// contact notes the host that an element loads from.
func (d *document) contact(base *url.URL, t *html.Token) {
	if rel := attr(t, "rel"); t.Data == "link" && (strings.Contains(rel, "canonical") || strings.Contains(rel, "alternate") || strings.Contains(rel, "author")) {
		return // nothing is loaded from there
	}
	for _, name := range loading[t.Data] {
		u, err := base.Parse(strings.TrimSpace(breaks.Replace(attr(t, name)))) // as browsers read it
		if err != nil || u.Scheme != "https" && u.Scheme != "http" {
			continue
		}
		if h := strings.ToLower(u.Hostname()); h != "" && len(d.hosts) < maxHosts && !slices.Contains(d.hosts, h) {
			d.hosts = append(d.hosts, h)
		}
	}
}

func (d *document) control(t *html.Token, open bool) {
	typ := strings.ToLower(attr(t, "type"))
	switch typ {
	case "hidden", "submit", "button", "image", "reset":
		return
	}
	n := max(len(d.forms)-1, 0)
	if open {
		d.forms[n].Fields++
		d.forms[n].Password = d.forms[n].Password || typ == "password"
	}
	if len(d.controls) < maxControls {
		d.controls = append(d.controls, pages.Control{Name: attr(t, "name"), ID: attr(t, "id"), Type: typ, Autocomplete: attr(t, "autocomplete"), Label: attr(t, "aria-label"), Placeholder: attr(t, "placeholder"), Form: n})
	}
}

func attr(t *html.Token, name string) string {
	for _, a := range t.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

// line makes a page's text one short line that is nothing but text.
func line(s string, most int) string {
	s = strings.Join(strings.Fields(strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case !unicode.IsPrint(r) || unicode.Is(unicode.Cf, r):
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, ""))), " ")
	if r := []rune(s); len(r) > most {
		s = string(r[:most]) + "…"
	}
	return s
}

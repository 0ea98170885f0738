package report

import (
	"bytes"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/renderer/html"

	"github.com/quietroom/quietroom/audit"
)

// rendered is what GitHub would make of a summary before it takes out what it
// does not allow: raw HTML is left in, addresses become links.
func rendered(t *testing.T, in Input) string {
	t.Helper()
	var out bytes.Buffer
	md := goldmark.New(goldmark.WithExtensions(extension.GFM), goldmark.WithRendererOptions(html.WithUnsafe()))
	if err := md.Convert(print(t, find(t, "markdown"), in, Options{}), &out); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// markdownElements are all that a summary is made of. There is no link and no image.
var markdownElements = []string{"h2", "h3", "p", "strong", "ul", "ol", "li", "table", "thead", "tbody", "tr", "th", "td", "code", "details", "summary"}

// TestMarkdownHoldsNoMarkupOfThePage renders what a hostile site would like to
// be a tag, a link, a mention, a heading, a cell.
func TestMarkdownHoldsNoMarkupOfThePage(t *testing.T) {
	t.Parallel()
	for _, bad := range []string{"", "<img src=x onerror=alert(1)>", "[a](https://evil.example)", "![a](https://evil.example/x.png)", "https://evil.example/ www.evil.example", "a@evil.example",
		"| a | b |", "`<b>`", "``` x", "</details><script>", "&lt;b&gt;", "\\<b>", "**a** _b_ ~~c~~", "- a", "1. a", "# a", "<!-- a", "<https://evil.example>", "[a]: https://evil.example", "\\"} {
		for _, name := range []string{"practice", "hostile", "killed"} {
			in := load(t, name)
			if bad != "" {
				spoil(in.Run, bad)
			}
			got := rendered(t, in)
			for _, m := range elements.FindAllStringSubmatch(got, -1) {
				if tag := strings.ToLower(m[2]); m[0] != apart && (!slices.Contains(markdownElements, tag) || strings.TrimSpace(m[3]) != "") {
					t.Errorf("%s with %q: element %.80s is not ours", name, bad, m[0])
				}
			}
			if n := strings.Count(got, "</details>"); n != 1 {
				t.Errorf("%s with %q: %d ends of details", name, bad, n)
			}
			if rows, want := strings.Count(got, "<tr>"), 1+len(in.Run.Findings); want > 1 && rows != want {
				t.Errorf("%s with %q: %d rows, want %d", name, bad, rows, want)
			}
		}
	}
}

// spoil puts a text wherever the page, or who wrote the site's file, chooses it.
func spoil(r *audit.Run, text string) {
	for i := range r.Findings {
		f := &r.Findings[i]
		f.Page, f.Place, f.Recipient.Host, f.Recipient.Vendor, f.Kind, f.Excerpt, f.Remedy = text, text, text, text, audit.Kind(text), text, text
	}
	for i := range r.Pages {
		p := &r.Pages[i]
		p.URL, p.Title, p.Why = text, text, text
	}
	for i := range r.Journeys {
		j := &r.Journeys[i]
		j.Scenario, j.Page, j.Why, j.Status = text, text, text, audit.Inconclused
	}
	r.Notes = append(r.Notes, text)
	r.Site, r.Why, r.Tool.Version = text, text, text
	r.Coverage.NotLookedAt = append(r.Coverage.NotLookedAt, text)
}

// mentions are what GitHub and GitLab look for in the text when Markdown is done
// with it.
var mentions = regexp.MustCompile(`@[a-zA-Z]|#[0-9]`)

func TestMarkdownMentionsNobody(t *testing.T) {
	t.Parallel()
	in := load(t, "practice")
	spoil(in.Run, "ask @octocat about #1 and owner/name#2")
	got := regexp.MustCompile(`(?s)<code>.*?</code>`).ReplaceAllString(rendered(t, in), "")
	got = strings.ReplaceAll(got, "&#", "")
	if m := mentions.FindString(got); m != "" {
		t.Errorf("%q stands in a text of its own", m)
	}
	if !strings.Contains(got, "octocat") {
		t.Error("the text is not there")
	}
}

// TestMarkdownFitsAComment fills every section with the longest there is.
func TestMarkdownFitsAComment(t *testing.T) {
	t.Parallel()
	in := manyPages(t, 500)
	long := strings.Repeat("[*&@", 100)
	for i := range 300 {
		in.Run.Notes = append(in.Run.Notes, long)
		in.Run.Coverage.NotLookedAt = append(in.Run.Coverage.NotLookedAt, fmt.Sprint(i, long))
		in.Run.Coverage.Unexplained = append(in.Run.Coverage.Unexplained, audit.Gap{What: long})
		in.Remedies = append(in.Remedies, audit.Remedy{Do: long, Where: long})
	}
	in.Run.Why, in.Run.Site, in.Run.Tool.UserAgent, in.Run.Scope = long, long, long, []string{long, long}
	in.Policy = &audit.Policy{}
	in.Comparison = compared(in.Run, 300)
	got := string(print(t, find(t, "markdown"), in, Options{}))
	if len(got) > 65_536 || len(got) < 30_000 {
		t.Errorf("%d bytes", len(got))
	}
	if n := strings.Count(got, " more: the HTML report has them all."); n < 4 {
		t.Errorf("%d sections say that they were cut", n)
	}
}

// compared makes a comparison of a run with one that had n findings more, of
// which each other is gone.
func compared(r *audit.Run, n int) *audit.Comparison {
	c := &audit.Comparison{Old: audit.RunRef{ID: "20261113T150000Z", Started: "2026-11-13T15:00:00Z"}, New: audit.RunRef{ID: r.ID}, Caveats: []string{"The rules are of another version."}}
	for i, f := range r.Findings {
		c.Findings = append(c.Findings, audit.FindingChange{Change: []audit.Change{audit.New, audit.Unchanged}[i%2], Finding: f})
	}
	for i := range n {
		c.Findings = append(c.Findings, audit.FindingChange{
			Change:  []audit.Change{audit.Gone, audit.NotLookedAt}[i%2],
			Finding: audit.Finding{Fingerprint: fmt.Sprintf("f%06d", i), Class: audit.ClassA, Severity: audit.High, Rule: "canary", Kind: audit.KindPhone, Page: "https://a.example/old", Recipient: audit.Recipient{Host: "t.example"}},
		})
	}
	c.Vendors = []audit.ThingChange{{Change: audit.New, Name: "Meta Pixel"}}
	c.Pages = []audit.ThingChange{{Change: audit.Gone, Name: "https://a.example/old", Note: "answered 404"}}
	c.Coverage = []string{"The old run saw 20 pages, the new one 17."}
	return c
}

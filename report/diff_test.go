package report

import (
	"bytes"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/renderer/html"

	"github.com/quietroom/quietroom/audit"
)

// changedRuns gives comparisons whose findings are those of a run in testdata, each
// changed in another way; "same" has nothing to tell.
func changedRuns(t testing.TB) map[string]audit.Comparison {
	t.Helper()
	out := map[string]audit.Comparison{}
	for _, name := range []string{"practice", "hostile"} {
		r := load(t, name).Run
		ref := audit.RunRef{ID: r.ID, Site: r.Site, Started: r.Started.UTC().Format("2006-01-02T15:04:05Z"), Version: "v1", Verdict: r.Verdict}
		c := audit.Comparison{Old: ref, New: ref, Caveats: r.Notes, Coverage: []string{"3 of 4 pages found were audited; 4 of 4 in the old run."}}
		c.Old.ID = "20261114T090000Z"
		for i, f := range r.Findings {
			ch := audit.FindingChange{Change: []audit.Change{audit.New, audit.Unchanged, audit.Gone, audit.NotLookedAt, audit.Unchanged}[i%5], Finding: f}
			switch i % 5 {
			case 3:
				ch.Note = "Its page was not seen in the new run."
			case 4:
				ch.Was, ch.Again = audit.ClassE, i%2 == 0
				ch.Finding.Suppressed = &audit.Suppression{Reason: f.Excerpt, Owner: "A. Person <a@practice.example>", Expires: "2026-11-01", Expired: true}
			}
			c.Findings = append(c.Findings, ch)
		}
		slices.SortStableFunc(c.Findings, func(a, b audit.FindingChange) int { return strings.Compare(string(b.Change), string(a.Change)) })
		for i, p := range r.Pages {
			c.Pages = append(c.Pages, audit.ThingChange{Change: []audit.Change{audit.New, audit.Changed, audit.Gone, audit.NotLookedAt}[i%4], Name: p.URL, Note: p.Title})
			c.Journeys = append(c.Journeys, audit.ThingChange{Change: audit.Changed, Name: "form:contact on " + p.URL, Note: p.Why})
			for _, met := range p.Contacts[:min(1, len(p.Contacts))] {
				c.Vendors = append(c.Vendors, audit.ThingChange{Change: audit.New, Name: met.Recipient.Vendor, Note: "on " + p.URL})
			}
		}
		out[name] = c
	}
	same := out["practice"]
	out["same"] = audit.Comparison{Old: same.Old, New: same.New, Findings: []audit.FindingChange{{Change: audit.Unchanged, Finding: same.Findings[0].Finding}}}
	return out
}

func printDiff(t testing.TB, f DiffFormat, c audit.Comparison, o Options) string {
	t.Helper()
	var b bytes.Buffer
	if err := f.Write(&b, c, o); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestDiffGolden(t *testing.T) {
	t.Parallel()
	for name, c := range changedRuns(t) {
		for _, f := range DiffFormats() {
			got := printDiff(t, f, c, Options{})
			golden := filepath.Join("testdata", name+".diff."+f.Name)
			if f.Name == "json" {
				var again audit.Comparison
				if err := json.Unmarshal([]byte(got), &again); err != nil || strings.Contains(got, ": null") {
					t.Errorf("%s: %v, or a list that is null", name, err)
				}
				continue
			}
			if *update {
				if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
				continue
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatalf("%v: run the tests with -update, and read what they wrote", err)
			}
			if d := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(got, "\n")); d != "" {
				t.Errorf("(-%s +got)\n%s", golden, d)
			}
		}
	}
}

func TestDiffIsHarmless(t *testing.T) {
	t.Parallel()
	ansi := regexp.MustCompile("\x1b\\[[0-9;]*m")
	for name, c := range changedRuns(t) {
		for _, f := range DiffFormats() {
			for _, o := range []Options{{}, {Color: true}, {Width: 100, Color: true}} {
				got := printDiff(t, f, c, o)
				if !utf8.ValidString(got) {
					t.Errorf("%s %s: not UTF-8", name, f.Name)
				}
				for _, word := range forbidden {
					if f.Name != "json" && name != "hostile" && strings.Contains(strings.ToLower(got), word) {
						t.Errorf("%s %s says %q", name, f.Name, word)
					}
				}
				if f.Name != "text" {
					continue
				}
				for line := range strings.Lines(ansi.ReplaceAllString(got, "")) {
					line = strings.TrimSuffix(line, "\n")
					if n := width(line); n > max(80, o.Width) {
						t.Errorf("%s: %d columns: %q", name, n, line)
					}
					if line != clean(line) && strings.ContainsFunc(line, func(r rune) bool { return r < ' ' || invisible(r) }) {
						t.Errorf("%s: %q would reach the terminal", name, line)
					}
				}
			}
			size := len(printDiff(t, f, c, Options{}))
			for _, at := range []int{0, 1, size / 2, size - 1} {
				if err := f.Write(&failAfter{at}, c, Options{}); !errors.Is(err, errFull) {
					t.Errorf("%s %s, writer full after %d of %d bytes: %v", name, f.Name, at, size, err)
				}
			}
		}
		var out bytes.Buffer
		md := goldmark.New(goldmark.WithExtensions(extension.GFM), goldmark.WithRendererOptions(html.WithUnsafe()))
		if err := md.Convert([]byte(printDiff(t, DiffFormat{"markdown", writeDiffMarkdown}, c, Options{})), &out); err != nil {
			t.Fatal(err)
		}
		for _, m := range elements.FindAllStringSubmatch(out.String(), -1) {
			if m[0] != apart && (!slices.Contains(markdownElements, strings.ToLower(m[2])) || strings.TrimSpace(m[3]) != "") {
				t.Errorf("%s: element %.80s is not ours", name, m[0])
			}
		}
	}
}

func TestDiffHeadline(t *testing.T) {
	t.Parallel()
	one := func(ch audit.Change) audit.FindingChange { return audit.FindingChange{Change: ch} }
	for want, c := range map[string][]audit.FindingChange{
		"No finding in either run.":                                                nil,
		"No finding is new or gone: 1 finding as before.":                          {one(audit.Unchanged)},
		"1 new finding.":                                                           {one(audit.New)},
		"2 new findings, 1 gone, 1 not looked at this time and 1 as before.":       {one(audit.New), one(audit.New), one(audit.Gone), one(audit.NotLookedAt), one(audit.Unchanged)},
		"1 that was accepted and counts again and 1 of another class than before.": {{Change: audit.Unchanged, Again: true}, {Change: audit.Unchanged, Was: audit.ClassD}},
		"1 of another class than before.":                                          {{Change: audit.Unchanged, Was: audit.ClassD, Again: false}},
	} {
		if got := DiffHeadline(audit.Comparison{Findings: c}); got != want {
			t.Errorf("%q; want %q", got, want)
		}
	}
}

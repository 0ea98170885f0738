package report

import (
	"bytes"
	"cmp"
	"encoding/xml"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/quietroom/quietroom/audit"
	"github.com/quietroom/quietroom/audit/pages"
)

// The JUnit format is the XML that build servers read
// (https://github.com/jenkinsci/xunit-plugin, junit-10.xsd): a suite for each
// page, a case for the page and one for each of its journeys, and a first suite
// for the audit as a whole. A leak is a failure, what is inconclusive is an
// error, what was not attempted is skipped. A case passes only where all of it
// was seen. A baseline changes nothing here: a leak that is known is still a leak.

type junitReport struct {
	XMLName  xml.Name     `xml:"testsuites"`
	Name     string       `xml:"name,attr"`
	Tests    int          `xml:"tests,attr"`
	Failures int          `xml:"failures,attr"`
	Errors   int          `xml:"errors,attr"`
	Time     string       `xml:"time,attr"`
	Suites   []junitSuite `xml:"testsuite"`
}

type junitSuite struct {
	Name       string           `xml:"name,attr"`
	Tests      int              `xml:"tests,attr"`
	Failures   int              `xml:"failures,attr"`
	Errors     int              `xml:"errors,attr"`
	Skipped    int              `xml:"skipped,attr"`
	Time       string           `xml:"time,attr"`
	Timestamp  string           `xml:"timestamp,attr,omitempty"`
	Properties *junitProperties `xml:"properties"`
	Cases      []junitCase      `xml:"testcase"`
	Out        string           `xml:"system-out,omitempty"`
}

type junitProperties struct {
	List []junitProperty `xml:"property"`
}

type junitProperty struct {
	Name  string `xml:"name,attr"`
	Value string `xml:"value,attr"`
}

type junitCase struct {
	Name    string        `xml:"name,attr"`
	Class   string        `xml:"classname,attr"`
	Time    string        `xml:"time,attr"`
	Failure *junitOutcome `xml:"failure"`
	Error   *junitOutcome `xml:"error"`
	Skipped *junitOutcome `xml:"skipped"`
}

type junitOutcome struct {
	Message string `xml:"message,attr"`
	Type    string `xml:"type,attr,omitempty"`
	Text    string `xml:",chardata"`
}

func writeJUnit(w io.Writer, in Input, _ Options) error {
	out, err := xml.MarshalIndent(junitOf(in), "", "  ")
	if err != nil {
		return fmt.Errorf("encoding the test report: %w", err)
	}
	// Attributes hold no line break, so that each of these is one in a text.
	out = bytes.ReplaceAll(out, []byte("&#xA;"), []byte("\n"))
	if _, err := w.Write(append(append([]byte(xml.Header), out...), '\n')); err != nil {
		return fmt.Errorf("writing the test report: %w", err)
	}
	return nil
}

func junitOf(in Input) junitReport {
	r, v := in.Run, newView(in)
	b := junitBuilder{run: r, class: junitClass(v.Host), byPage: map[string][]*audit.Finding{}, gaps: map[string]bool{}}
	findings := withRemedies(in)
	for i := range findings {
		b.byPage[findings[i].Page] = append(b.byPage[findings[i].Page], &findings[i])
	}
	for _, g := range r.Coverage.Unexplained {
		b.gaps[g.Journey] = true
	}
	out := junitReport{Name: "quietroom " + v.Host, Suites: []junitSuite{b.whole(v)}}
	if !r.Ended.IsZero() {
		out.Time = junitSeconds(r.Ended.Sub(r.Started))
	} else {
		out.Time = junitSeconds(0)
	}
	list := allPages(r)
	for i := range list {
		out.Suites = append(out.Suites, b.page(&list[i]))
	}
	if left := b.left(v.Coverage, list); len(left.Cases) > 0 {
		out.Suites = append(out.Suites, left)
	}
	for i := range out.Suites {
		s := &out.Suites[i]
		s.sum()
		out.Tests, out.Failures, out.Errors = out.Tests+s.Tests, out.Failures+s.Failures, out.Errors+s.Errors
	}
	return out
}

// junitBuilder holds what the cases of a run are made of.
type junitBuilder struct {
	run    *audit.Run
	class  string
	byPage map[string][]*audit.Finding
	gaps   map[string]bool // the journeys in which something left unexplained
}

// whole is the suite of the audit itself, with what it did not look at.
func (b *junitBuilder) whole(v *view) junitSuite {
	s := junitSuite{Name: "The audit as a whole", Time: junitSeconds(0)}
	if !b.run.Started.IsZero() {
		s.Timestamp = b.run.Started.UTC().Format("2006-01-02T15:04:05")
	}
	s.Properties = &junitProperties{}
	for _, m := range v.Made {
		s.Properties.List = append(s.Properties.List, junitProperty{m.Label, m.Text})
	}
	c := junitCase{Name: "everything was seen", Class: b.class, Time: junitSeconds(0)}
	if !v.seenWhole(b.run) {
		c.Error = &junitOutcome{Message: cmp.Or(v.Why, v.Headline), Type: audit.Inconclusive.String(), Text: v.Coverage.Line}
	}
	s.Cases = []junitCase{c}
	lines := []string{"Verdict: " + v.Verdict.String() + ". " + v.Headline}
	if v.Incomplete {
		lines = append(lines, incompleteNote)
	}
	for _, n := range v.Notes {
		lines = append(lines, "Note: "+n)
	}
	for _, f := range v.Coverage.Facts {
		lines = append(lines, "Coverage, "+f.Label+": "+f.Text)
	}
	for _, u := range v.Coverage.Unexplained {
		lines = append(lines, "Unexplained: "+u)
	}
	for _, n := range v.Coverage.NotSeen {
		lines = append(lines, "Not looked at: "+n)
	}
	s.Out = strings.Join(lines, "\n")
	return s
}

// page is the suite of one page.
func (b *junitBuilder) page(p *audit.Page) junitSuite {
	s := junitSuite{Name: shown(p.URL)}
	findings := b.byPage[p.URL]
	slices.SortStableFunc(findings, weigh)
	c := junitCase{Name: strings.TrimSuffix("page: "+contextLabel(p.Context)+", "+shown(p.Title), ", "), Class: b.class + "." + junitClass(pathOf(p.URL)), Time: junitSeconds(0)}
	switch {
	case len(findings) > 0:
		b.found(&c, findings)
	case p.Verdict == audit.Leak:
		c.Failure = &junitOutcome{Message: cmp.Or(shown(p.Why), "marked as a leak"), Type: audit.Leak.String()}
	case p.Verdict != audit.Clean:
		c.Error = unseen(shown(p.Why))
	}
	s.Cases = append(s.Cases, c)
	var took time.Duration
	for i := range b.run.Journeys {
		if j := &b.run.Journeys[i]; j.Page == p.URL {
			s.Cases = append(s.Cases, b.journey(j, p, c.Class))
			took += length(j)
		}
	}
	s.Time = junitSeconds(took)
	return s
}

func (b *junitBuilder) journey(j *audit.Journey, p *audit.Page, class string) junitCase {
	c := junitCase{Name: "journey " + shown(j.ID) + ": " + scenarioText(j), Class: class, Time: junitSeconds(length(j))}
	var findings []*audit.Finding
	for _, f := range b.byPage[p.URL] {
		if f.Journey == j.ID {
			findings = append(findings, f)
		}
	}
	switch {
	case len(findings) > 0:
		b.found(&c, findings)
		if j.Status != audit.Walked && c.Failure != nil {
			c.Failure.Text += "\nNot walked to the end: " + shown(j.Why)
		}
	case j.Status == audit.NotAttempted:
		c.Skipped = &junitOutcome{Message: cmp.Or(shown(j.Why), "not attempted")}
	case j.Status != audit.Walked:
		c.Error = unseen(shown(j.Why))
	case b.gaps[j.ID]:
		c.Error = unseen("something left the browser unexplained in this journey")
	case p.Verdict == audit.Inconclusive:
		c.Error = unseen(shown(p.Why))
	}
	return c
}

// left is the suite of what belongs to no page of the run: journeys that begin
// elsewhere, addresses that were not audited.
func (b *junitBuilder) left(c coverage, list []audit.Page) junitSuite {
	s := junitSuite{Name: "Not audited", Time: junitSeconds(0)}
	for i := range b.run.Journeys {
		j := &b.run.Journeys[i]
		if !slices.ContainsFunc(list, func(p audit.Page) bool { return p.URL == j.Page }) {
			s.Cases = append(s.Cases, b.journey(j, &audit.Page{URL: j.Page, Why: "the page of this journey is not on the list"}, b.class))
		}
	}
	for _, u := range c.Skipped {
		s.Cases = append(s.Cases, junitCase{Name: u.URL, Class: b.class, Time: junitSeconds(0), Skipped: &junitOutcome{Message: u.Reason}})
	}
	return s
}

func unseen(why string) *junitOutcome {
	why = cmp.Or(why, "not enough was seen to say")
	return &junitOutcome{Message: why, Type: audit.Inconclusive.String(), Text: why}
}

// found says what left, one finding a line. Where a person accepts all of it the
// case is skipped: it is no failure, and it did not pass.
func (b *junitBuilder) found(c *junitCase, findings []*audit.Finding) {
	var lines []string
	first, counting := findings[0], 0
	for _, f := range findings {
		lines = append(lines, findingLine(f, b.run))
		if f.Counts() {
			if counting++; counting == 1 {
				first = f
			}
		}
	}
	text := strings.Join(lines, "\n")
	if counting == 0 {
		c.Skipped = &junitOutcome{Message: count(len(findings), "finding", "findings") + ", " + acceptedText(first.Suppressed), Text: text}
		return
	}
	message := fmt.Sprintf("%s seen on the way to %s", sentence(shown(first.Kind.Info().Label)), recipientName(first.Recipient))
	if n := len(findings) - 1; n > 0 {
		message += ", and " + count(n, "more finding", "more findings")
	}
	c.Failure = &junitOutcome{Message: message, Type: audit.Leak.String(), Text: text}
}

// findingLine says a finding in one line.
func findingLine(f *audit.Finding, r *audit.Run) string {
	it := newItem(f, r)
	return fmt.Sprintf("%s %s: %s to %s (%s), %s. What to change: %s [%s]",
		shown(string(f.Severity)), shown(string(f.Class)), it.What, recipientName(f.Recipient), hostText(f.Recipient), howText(it), cmp.Or(shown(f.Remedy), "not worked out"), shown(f.Fingerprint))
}

func (s *junitSuite) sum() {
	for _, c := range s.Cases {
		s.Tests++
		switch {
		case c.Failure != nil:
			s.Failures++
		case c.Error != nil:
			s.Errors++
		case c.Skipped != nil:
			s.Skipped++
		}
	}
}

func length(j *audit.Journey) time.Duration {
	if j.Ended.Before(j.Started) {
		return 0
	}
	return j.Ended.Sub(j.Started)
}

func junitSeconds(d time.Duration) string { return fmt.Sprintf("%.3f", max(d, 0).Seconds()) }

// junitClass makes a name of s in which a dot does not begin another package, as
// build servers would take it.
func junitClass(s string) string { return strings.ReplaceAll(s, ".", "_") }

// pathOf gives the path of a page, neutralised.
func pathOf(address string) string { return shown(pages.Path(address)) }

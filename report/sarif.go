package report

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/quietroom/quietroom/audit"
)

// The SARIF format is version 2.1.0
// (https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html), in the
// part that GitHub code scanning reads
// (https://docs.github.com/en/code-security/reference/code-scanning/sarif-files/sarif-support).
// Four things are as they are because of it:
//
//   - A web page is no file, but a result has to be in one, at a relative address:
//     an absolute one whose scheme is not that of the checkout makes GitHub refuse
//     the upload (https://github.com/github/codeql-action/issues/754). So a page
//     stands as host/path, and its true address in the logical location.
//   - A rule is one per rule, kind of data and severity, since GitHub takes a
//     result's severity from its rule.
//   - What is gone since the baseline is no result: GitHub shows every result as
//     open, whatever its state (https://github.com/microsoft/PSRule/issues/955), and
//     a result that is no longer there as fixed. For the same reason what was not
//     looked at this time still is one.
//   - The category of the run is the site, so that two sites of one repository do
//     not close each other's alerts.

// projectURL is where quietroom lives.
const projectURL = "https://github.com/quietroom/quietroom"

// maxSARIFResults is what GitHub takes of one run.
const maxSARIFResults = 25_000

type sarifLog struct {
	Schema  string     `json:"$schema"`
	Version string     `json:"version"`
	Runs    []sarifRun `json:"runs"`
}

type sarifRun struct {
	Tool        sarifTool         `json:"tool"`
	Invocations []sarifInvocation `json:"invocations"`
	Automation  sarifAutomation   `json:"automationDetails"`
	ColumnKind  string            `json:"columnKind"`
	Results     []sarifResult     `json:"results"`
	Properties  map[string]any    `json:"properties"`
}

type sarifTool struct {
	Driver sarifDriver `json:"driver"`
}

type sarifDriver struct {
	Name           string         `json:"name"`
	Version        string         `json:"version,omitempty"`
	InformationURI string         `json:"informationUri"`
	Rules          []sarifRule    `json:"rules"`
	Notifications  []sarifRule    `json:"notifications"`
	Properties     map[string]any `json:"properties,omitempty"`
}

type sarifRule struct {
	ID         string         `json:"id"`
	Name       string         `json:"name,omitempty"`
	Short      sarifText      `json:"shortDescription"`
	Full       *sarifText     `json:"fullDescription,omitempty"`
	Help       *sarifText     `json:"help,omitempty"`
	HelpURI    string         `json:"helpUri,omitempty"`
	Default    *sarifDefault  `json:"defaultConfiguration,omitempty"`
	Properties map[string]any `json:"properties,omitempty"`
}

type sarifDefault struct {
	Level string `json:"level"`
}

type sarifText struct {
	Text     string `json:"text"`
	Markdown string `json:"markdown,omitempty"`
}

type sarifAutomation struct {
	ID string `json:"id"`
}

type sarifInvocation struct {
	Successful    bool                `json:"executionSuccessful"`
	Start         string              `json:"startTimeUtc,omitempty"`
	End           string              `json:"endTimeUtc,omitempty"`
	Notifications []sarifNotification `json:"toolExecutionNotifications"`
}

type sarifNotification struct {
	Descriptor sarifReference `json:"descriptor"`
	Level      string         `json:"level"`
	Message    sarifText      `json:"message"`
}

type sarifReference struct {
	ID    string `json:"id"`
	Index int    `json:"index"`
}

type sarifLocation struct {
	Physical sarifPhysical  `json:"physicalLocation"`
	Logical  []sarifLogical `json:"logicalLocations,omitempty"`
}

type sarifPhysical struct {
	Artifact sarifArtifact `json:"artifactLocation"`
	Region   sarifRegion   `json:"region"`
}

type sarifArtifact struct {
	URI string `json:"uri"`
}

type sarifRegion struct {
	StartLine int `json:"startLine"`
}

type sarifLogical struct {
	Name     string `json:"name"`
	FullName string `json:"fullyQualifiedName"`
	Kind     string `json:"kind"`
}

func writeSARIF(w io.Writer, in Input, _ Options) error {
	var buf bytes.Buffer
	enc := json.NewEncoder(&buf)
	enc.SetIndent("", "  ")
	if err := enc.Encode(sarifLog{
		Schema: "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json", Version: "2.1.0", Runs: []sarifRun{sarifOf(in)},
	}); err != nil {
		return fmt.Errorf("encoding the SARIF log: %w", err)
	}
	if _, err := w.Write(buf.Bytes()); err != nil {
		return fmt.Errorf("writing the SARIF log: %w", err)
	}
	return nil
}

func sarifOf(in Input) sarifRun {
	r, v := in.Run, newView(in)
	results, rules := sarifResults(in)
	out := sarifRun{
		Tool: sarifTool{sarifDriver{
			Name: "quietroom", Version: shown(r.Tool.Version), InformationURI: projectURL, Rules: rules, Notifications: sarifNotices,
			Properties: map[string]any{"rulesSHA256": shown(r.Tool.RulesHash), "browser": shown(r.Tool.Browser)},
		}},
		Automation: sarifAutomation{"quietroom/" + sarifPath(r.Site, false) + "/" + sarifSafe(r.ID)},
		ColumnKind: "utf16CodeUnits", Results: results,
		Properties: map[string]any{
			"verdict": r.Verdict.String(), "headline": v.Headline, "why": v.Why, "site": v.Site, "coverage": factMap(v.Coverage.Facts), "notLookedAt": v.Coverage.NotSeen, "made": factMap(v.Made),
		},
	}
	if p := in.Policy; p != nil {
		headers := map[string]string{}
		for _, h := range p.Headers {
			headers[clean(h[0])] = clean(h[1])
		}
		out.Properties["policy"] = map[string]any{"headers": headers, "stops": len(p.Stops), "cannotStop": len(p.Cannot), "verified": p.Verified}
	}
	if c := in.Comparison; c != nil {
		gone := []string{}
		for _, f := range formerFindings(c) {
			if f.Change == audit.Gone {
				gone = append(gone, shown(f.Finding.Fingerprint))
			}
		}
		out.Properties["baseline"] = map[string]any{"run": shown(c.Old.ID), "summary": comparisonLine(c), "gone": gone}
	}
	out.Invocations = []sarifInvocation{sarifInvocationOf(r, v)}
	return out
}

func factMap(facts []fact) map[string]string {
	out := make(map[string]string, len(facts)) // encoding/json sorts the keys
	for _, f := range facts {
		out[f.Label] = f.Text
	}
	return out
}

// The notices that an audit gives of itself.
const (
	noticeUnseen = iota
	noticeCoverage
	noticeLimit
)

var sarifNotices = []sarifRule{
	{ID: "not-seen", Short: sarifText{Text: "Something could not be seen."}},
	{ID: "coverage", Short: sarifText{Text: "What was and was not looked at."}},
	{ID: "limit", Short: sarifText{Text: "Not everything found its place in this file."}},
}

// sarifInvocationOf says what the audit saw. It was successful only where
// nothing was left unseen that was meant to be seen.
func sarifInvocationOf(r *audit.Run, v *view) sarifInvocation {
	out := sarifInvocation{Start: sarifTime(r.Started), End: sarifTime(r.Ended)}
	add := func(notice int, level, text string) {
		out.Notifications = append(out.Notifications, sarifNotification{sarifReference{sarifNotices[notice].ID, notice}, level, sarifText{Text: sarifMessage(text)}})
	}
	if v.Incomplete {
		add(noticeUnseen, "error", incompleteNote)
	}
	for _, p := range v.Unsure[:min(len(v.Unsure), maxListed)] {
		add(noticeUnseen, "error", "Inconclusive: "+p.URL+". "+p.Why)
	}
	for _, j := range v.Journeys[:min(len(v.Journeys), maxListed)] {
		add(noticeUnseen, "warning", "Journey "+j.Scenario+" on "+j.Page+", "+j.Status+": "+j.Why)
	}
	for _, u := range v.Coverage.Unexplained {
		add(noticeUnseen, "error", "Unexplained: "+u)
	}
	for _, n := range v.Notes {
		add(noticeCoverage, "note", n)
	}
	for _, f := range v.Coverage.Facts {
		add(noticeCoverage, "note", "Coverage, "+f.Label+": "+f.Text)
	}
	for _, n := range v.Coverage.NotSeen {
		add(noticeCoverage, "note", "Not looked at: "+n)
	}
	for _, s := range v.Coverage.Skipped {
		add(noticeCoverage, "note", "Not audited: "+s.URL+": "+s.Reason)
	}
	if n := len(r.Findings) - maxSARIFResults; n > 0 {
		add(noticeLimit, "error", count(n, "finding has", "findings have")+" no place here: code scanning takes "+number(maxSARIFResults)+" of one run. They are the least severe.")
	}
	out.Successful = v.seenWhole(r)
	return out
}

func sarifTime(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return instant(t)
}

// sarifEscapes are the escapes of a message.
var sarifEscapes = strings.NewReplacer(`\`, `\\`, "[", `\[`, "]", `\]`, "{", "{{", "}", "}}")

// sarifMessage escapes neutralised text: brackets would be links, braces
// placeholders (SARIF 2.1.0, 3.11.5 and 3.11.6).
func sarifMessage(s string) string {
	return sarifEscapes.Replace(s)
}

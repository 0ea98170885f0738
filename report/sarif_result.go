package report

import (
	"cmp"
	"fmt"
	"net/url"
	"path"
	"strings"

	"github.com/quietroom/quietroom/audit"
	"github.com/quietroom/quietroom/audit/pages"
)

type sarifResult struct {
	RuleID       string             `json:"ruleId"`
	RuleIndex    int                `json:"ruleIndex"`
	Kind         string             `json:"kind"`
	Level        string             `json:"level"`
	Message      sarifText          `json:"message"`
	Locations    []sarifLocation    `json:"locations"`
	Fingerprints map[string]string  `json:"partialFingerprints"`
	Occurrences  int                `json:"occurrenceCount,omitempty"`
	Baseline     string             `json:"baselineState,omitempty"`
	Suppressions []sarifSuppression `json:"suppressions,omitempty"`
	Properties   map[string]any     `json:"properties"`
}

type sarifSuppression struct {
	Kind          string `json:"kind"`
	Status        string `json:"status"`
	Justification string `json:"justification"`
}

// sarifResults gives a result for each finding, worst first, and the rules that
// they fall under.
func sarifResults(in Input) ([]sarifResult, []sarifRule) {
	results, rules := []sarifResult{}, []sarifRule{}
	index := map[string]int{}
	add := func(f *audit.Finding, change audit.Change) {
		if len(results) >= maxSARIFResults {
			return
		}
		rule := sarifRuleOf(f)
		i, ok := index[rule.ID]
		if !ok {
			i = len(rules)
			index[rule.ID] = i
			rules = append(rules, rule)
		}
		results = append(results, sarifResultOf(f, in.Run, change, rule.ID, i))
	}
	changes := changeOf(in.Comparison)
	for _, f := range byWeight(withRemedies(in)) {
		add(f, changes[f.Fingerprint])
	}
	for _, c := range formerFindings(in.Comparison) {
		if c.Change == audit.NotLookedAt {
			add(&c.Finding, c.Change)
		}
	}
	return results, rules
}

func sarifResultOf(f *audit.Finding, r *audit.Run, change audit.Change, rule string, index int) sarifResult {
	it := newItem(f, r)
	text := fmt.Sprintf("%s to %s (%s), on %s: %s.", it.What, recipientName(f.Recipient), hostText(f.Recipient), shown(f.Page), howText(it))
	if change == audit.NotLookedAt {
		text = "Not looked at this time, so that nothing says it is gone. " + text
	}
	if f.Why != "" {
		text += " " + shown(f.Why)
	}
	if f.Remedy != "" {
		text += " What to change: " + shown(f.Remedy)
	}
	out := sarifResult{
		RuleID: rule, RuleIndex: index, Kind: "fail", Level: sarifLevel(f.Severity), Message: sarifText{Text: sarifMessage(text)},
		Locations: []sarifLocation{sarifPage(f.Page)}, Occurrences: max(f.Count, 0),
		Fingerprints: map[string]string{"quietroom/v1": shown(f.Fingerprint), "primaryLocationLineHash": shown(f.Fingerprint) + ":1"},
		Properties:   sarifProperties(f, it),
	}
	switch change {
	case audit.New:
		out.Baseline = "new"
	case audit.Unchanged, audit.NotLookedAt:
		out.Baseline = "unchanged"
	case audit.Changed:
		out.Baseline = "updated"
	}
	if s := f.Suppressed; s != nil {
		status := "accepted"
		if !s.Holds() {
			status = "rejected"
		}
		out.Suppressions = []sarifSuppression{{"external", status, acceptedText(f.Suppressed)}}
	}
	return out
}

// sarifProperties are the finding's own words, for a program.
func sarifProperties(f *audit.Finding, it item) map[string]any {
	out := map[string]any{}
	for _, p := range []fact{
		{"class", string(f.Class)}, {"severity", string(f.Severity)}, {"rule", f.Rule}, {"kind", string(f.Kind)}, {"safeHarbor", f.SafeHarbor}, {"page", f.Page},
		{"context", f.Context}, {"host", f.Recipient.Host}, {"recipient", recipientName(f.Recipient)}, {"owner", f.Recipient.Owner}, {"purpose", f.Recipient.Purpose},
		{"channel", string(f.Channel)}, {"place", f.Place}, {"disguises", strings.Join(it.Layers, " > ")}, {"journey", f.Journey}, {"exchange", f.Exchange},
		{"when", strings.Join(it.Timing, "; ")}, {"excerpt", f.Excerpt}, {"remedy", f.Remedy},
	} {
		if text := shown(p.Text); text != "" {
			out[p.Label] = text
		}
	}
	if f.Step > 0 {
		out["step"] = f.Step
	}
	return out
}

// sarifRuleOf is the rule that a finding falls under.
func sarifRuleOf(f *audit.Finding) sarifRule {
	label := sentence(shown(f.Kind.Info().Label))
	rule := sarifRule{
		ID:      strings.Join([]string{sarifSafe(cmp.Or(f.Rule, "rule")), sarifSafe(cmp.Or(string(f.Kind), "kind")), sarifSafe(cmp.Or(string(f.Severity), "severity"))}, "."),
		Short:   sarifText{Text: sarifMessage(label + ": " + f.Class.Meaning())},
		Full:    &sarifText{Text: sarifMessage(fmt.Sprintf("%s, class %s: %s. Seen with a synthetic patient in what the browser sent, or was about to send.", label, shown(string(f.Class)), f.Class.Meaning()))},
		HelpURI: projectURL,
		Default: &sarifDefault{sarifLevel(f.Severity)},
		Properties: map[string]any{
			"tags": []string{"privacy", "security", "class-" + sarifSafe(string(f.Class))}, "precision": sarifPrecision(f.Class), "security-severity": sarifScore(f.Severity),
		},
	}
	rule.Name = sarifName(rule.ID)
	help := []string{
		rule.Full.Text,
		"The severity follows from the class of evidence, the page's context and what the recipient is. What to change stands with each result.",
	}
	if h := harborLabel(f.SafeHarbor); h != "" {
		help = append(help, sarifMessage("Safe Harbor identifier: "+h+"."))
	}
	if f.Class == audit.ClassC && !needsLogin(f.Context) {
		help = append(help, audit.Ruling)
	}
	help = append(help, blindSpots...)
	rule.Help = &sarifText{Text: strings.Join(help, "\n\n"), Markdown: strings.Join(help[:len(help)-len(blindSpots)], "\n\n") + "\n\nWhat this audit does not see:\n\n- " + strings.Join(blindSpots, "\n- ")}
	return rule
}

// sarifSafe makes an identifier of s, so that a rule of one's own cannot bring
// mark-up or a path.
func sarifSafe(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r >= 'a' && r <= 'z', r >= 'A' && r <= 'Z', r >= '0' && r <= '9', r == '-', r == '_':
			return r
		}
		return '-'
	}, clip(shown(s), 60))
}

// sarifName makes "CanaryEmailCritical" of an id.
func sarifName(id string) string {
	var b strings.Builder
	for _, w := range strings.FieldsFunc(id, func(r rune) bool { return r == '.' || r == '-' || r == '_' }) {
		b.WriteString(sentence(w))
	}
	return b.String()
}

func sarifLevel(s audit.Severity) string {
	switch s {
	case audit.Medium:
		return "warning"
	case audit.Low:
		return "note"
	}
	return "error" // an unknown one is not made light of
}

// sarifScore is a number that GitHub shows as the severity of the same name:
// above 9.0 critical, from 7.0 high, from 4.0 medium, above 0 low.
func sarifScore(s audit.Severity) string {
	switch s {
	case audit.Critical:
		return "9.5"
	case audit.Medium:
		return "5.5"
	case audit.Low:
		return "2.5"
	}
	return "8.0"
}

// sarifPrecision says how sure a class is: a value that was seen is proof, a
// context is a judgement.
func sarifPrecision(c audit.Class) string {
	switch c {
	case audit.ClassA:
		return "very-high"
	case audit.ClassB, audit.ClassE:
		return "high"
	}
	return "medium"
}

// sarifPage is where a page stands.
func sarifPage(page string) sarifLocation {
	return sarifLocation{
		Physical: sarifPhysical{sarifArtifact{sarifPath(page, true)}, sarifRegion{1}},
		Logical:  []sarifLogical{{Name: pathOf(page), FullName: shown(page), Kind: "resource"}},
	}
}

// maxSARIFPath bounds the address of a page as a file, in bytes.
const maxSARIFPath = 255

// sarifPath makes a relative address of a page: host/path, and nothing in it that
// a scheme, a query or a way out of the folder could be read from.
func sarifPath(address string, whole bool) string {
	host, route := "site", ""
	if u, err := url.Parse(address); err == nil && u.Host != "" {
		host, route = u.Host, pages.Path(address)
	}
	host = strings.Trim(strings.Map(func(r rune) rune {
		switch {
		case r >= 'a' && r <= 'z', r >= 'A' && r <= 'Z', r >= '0' && r <= '9', r == '-', r == '.':
			return r
		}
		return '_'
	}, host), ".")
	out := cmp.Or(host, "site")
	if !whole {
		return out
	}
	for _, s := range strings.Split(path.Clean("/"+clean(route)), "/") {
		if s = url.PathEscape(s); s != "" {
			if len(out)+1+len(s) > maxSARIFPath {
				return out + "/_"
			}
			out += "/" + strings.ReplaceAll(s, ":", "%3A")
		}
	}
	return out
}

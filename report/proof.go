package report

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"

	"github.com/quietroom/quietroom/audit"
)

// proof is the appendix that a compliance officer files: what the findings rest on,
// and the sheets that a person fills in.
type proof struct {
	// RunHash is the SHA-256 of the run as JSON: of run.json.
	RunHash   string
	Exchanges []proofRow
	More      int
	Factors   []factor
	Risks     []riskRow
	Accepted  []acceptedRow
	Warnings  []string
}

// proofRow is one exchange that findings rest on.
type proofRow struct {
	ID, When, How, To, Body string
	Findings                int
}

// factor is one of the four of 45 CFR 164.402(2), with what the run has to say
// about it. What it comes to is for a person.
type factor struct{ Name, Seen string }

// riskRow is an entry of a risk analysis whose judgement is left open.
type riskRow struct {
	Vendor, Anchor, Seen string
	Severity             audit.Severity
}

// acceptedRow is an acceptance of the site's file.
type acceptedRow struct {
	Subject, Reason, Owner, Until, At string
	Findings                          int
	Expired                           bool
}

// maxProof bounds the list of exchanges.
const maxProof = 3000

func newProof(in Input, rec *record, cards []vendorCard) *proof {
	r := in.Run
	p := &proof{RunHash: runHash(cmp.Or(in.recorded, r)), Factors: fourFactors(r, cards)}
	p.Exchanges, p.More = proofRows(r, rec)
	for _, c := range cards {
		p.Risks = append(p.Risks, riskRow{Vendor: c.Name, Anchor: c.Anchor, Severity: c.Severity, Seen: series(c.Data, 5, "more kinds")})
	}
	for i := range r.Suppressions {
		s := &r.Suppressions[i]
		p.Accepted = append(p.Accepted, acceptedRow{
			Subject: shown(s.Subject()), Reason: shown(s.Reason), Owner: shown(s.Owner), Until: shown(s.Expires), At: shown(s.At), Findings: s.Findings, Expired: s.Expired,
		})
		if w := s.Warning(); w != "" {
			p.Warnings = append(p.Warnings, shown(w))
		}
	}
	return p
}

// runHash is the SHA-256 of the run as run.json holds it.
func runHash(r *audit.Run) string {
	sum := sha256.New()
	if err := EncodeRun(sum, r); err != nil {
		return "could not be made"
	}
	return hex.EncodeToString(sum.Sum(nil))
}

// proofRows lists the exchanges that findings rest on, in the order sent.
func proofRows(r *audit.Run, rec *record) ([]proofRow, int) {
	at := map[string]int{}
	var out []proofRow
	for i := range r.Findings {
		f := &r.Findings[i]
		n, ok := at[f.Exchange]
		if !ok {
			n = len(out)
			at[f.Exchange] = n
			out = append(out, proofRow{ID: shown(f.Exchange), To: shown(f.Recipient.Host)})
		}
		out[n].Findings++
	}
	for id, n := range at {
		if x, ok := rec.facts[id]; ok {
			out[n].When, out[n].How, out[n].Body = x.Time.UTC().Format("15:04:05.000"), x.Method+", "+x.Outcome, x.Body
		}
	}
	slices.SortFunc(out, func(a, b proofRow) int { return strings.Compare(a.ID, b.ID) })
	more := max(0, len(out)-maxProof)
	return out[:len(out)-more], more
}

// fourFactors names the factors and puts beside each what the run observed.
func fourFactors(r *audit.Run, cards []vendorCard) []factor {
	kinds := map[audit.Kind]bool{}
	held := 0
	for i := range r.Findings {
		kinds[r.Findings[i].Kind] = true
		if r.Findings[i].Held {
			held++
		}
	}
	var who []string
	for _, c := range cards {
		who = append(who, c.Name)
	}
	seen := func(list []string, none string) string {
		if len(list) == 0 {
			return none
		}
		return sentence(series(list, 12, "more")) + "."
	}
	return []factor{
		{"The nature and extent of the information involved, with the types of identifiers and how likely it is that a person can be told by them", seen(kindLabels(kinds), "This run has no finding.")},
		{"The person who used it, or to whom it was disclosed", seen(who, "This run names no recipient.")},
		{"Whether it was actually acquired or viewed", "A run sees what leaves the browser. What a recipient did with it is not seen."},
		{"How far the risk has been mitigated", "See what was changed, and a run made after it. In this run, " + count(held, "finding was", "findings were") + " recorded and held, and never sent."},
	}
}

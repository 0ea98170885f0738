package remedy

import (
	"fmt"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/quietroom/quietroom/audit"
)

// Verify reads off a run that walked under a policy (after, with its Trial) what that
// did to the run that the policy was made of. The policy counts as verified only
// where everything that it should stop was looked for again and is gone, and what
// finished before finished again.
func Verify(before, after *audit.Run, policy audit.Policy, d Data) audit.Verification {
	v := audit.Verification{
		Of: Ref(before), By: Ref(after), Stopped: []string{}, Left: []audit.Finding{}, New: []audit.Finding{}, Beyond: []audit.PolicyCannot{}, Unseen: []string{},
		Headers: []audit.Header{}, Broken: []audit.BrokenJourney{}, Refused: []audit.Refusal{},
	}
	again := pair(before.Journeys, after.Journeys)
	weigh(&v, before, after, policy)
	unseen(&v, before, again, before.Options.Submit != after.Options.Submit)
	for i, j := range before.Journeys {
		if j.Status != audit.Walked {
			continue
		}
		switch now := again[i]; {
		case now == nil:
			v.Broken = append(v.Broken, audit.BrokenJourney{Scenario: j.Scenario, Page: j.Page, Why: "it was not walked: its page was not found, or no longer showed what it begins with"})
		case now.Status != audit.Walked:
			v.Broken = append(v.Broken, audit.BrokenJourney{Scenario: j.Scenario, Page: j.Page, Why: now.Why})
		default:
			v.Finished++
		}
	}
	if t := after.Trial; t != nil {
		v.Headers, v.Documents = t.Headers, t.Documents
		v.Refused = unwanted(t.Refused, before, d)
	}
	v.Verified, v.Why = conclude(&v, before, after)
	return v
}

// walk is what makes two journeys the same.
type walk struct {
	scenario, page string
	consent        audit.Consent
}

func walkOf(j *audit.Journey) walk { return walk{j.Scenario, j.Page, j.Consent} }

// pair gives for each journey of before the one of after that walks the same again, nil
// for none. A page can have two forms of a kind, so that the first goes with the
// first and the second with the second.
func pair(before, after []audit.Journey) []*audit.Journey {
	left := map[walk][]*audit.Journey{}
	for i := range after {
		w := walkOf(&after[i])
		left[w] = append(left[w], &after[i])
	}
	out := make([]*audit.Journey, len(before))
	for i := range before {
		if w := walkOf(&before[i]); len(left[w]) > 0 {
			out[i], left[w] = left[w][0], left[w][1:]
		}
	}
	return out
}

// Ref names a run.
func Ref(r *audit.Run) audit.RunRef {
	return audit.RunRef{ID: r.ID, Site: r.Site, Started: r.Started.UTC().Format(time.RFC3339), Version: r.Tool.Version, RulesHash: r.Tool.RulesHash, Verdict: r.Verdict}
}

// weigh sorts the findings of both runs by what the policy should have done to them.
func weigh(v *audit.Verification, before, after *audit.Run, policy audit.Policy) {
	known, now := map[string]bool{}, map[string]bool{}
	for _, f := range before.Findings {
		known[f.Fingerprint] = true
	}
	for _, f := range after.Findings {
		now[f.Fingerprint] = true
		switch {
		case slices.Contains(policy.Stops, f.Fingerprint):
			v.Left = append(v.Left, f)
		case !known[f.Fingerprint]:
			v.New = append(v.New, f)
		}
	}
	for _, c := range policy.Cannot {
		if now[c.Fingerprint] {
			v.Beyond = append(v.Beyond, c)
		}
	}
	for _, f := range policy.Stops {
		if !now[f] {
			v.Stopped = append(v.Stopped, f)
		}
	}
}

// unseen takes back what is gone only because nobody came there: the journeys that
// showed a finding, and all that had walked on its page, must have been walked to
// their end again, and what came of a submit that had really been sent, and was held
// this time, was not seen.
func unseen(v *audit.Verification, before *audit.Run, again []*audit.Journey, heldNow bool) {
	submitted := map[string]int{} // the step, by the journey's id
	for _, j := range before.Journeys {
		if i := slices.IndexFunc(j.Steps, func(s audit.Step) bool { return s.Verb == "submit" }); heldNow && i >= 0 && !strings.HasPrefix(j.Scenario, "form:") && !strings.HasPrefix(j.Scenario, audit.FromLibrary) {
			submitted[j.ID] = j.Steps[i].Number
		}
	}
	dark := func(journey string, step int) bool { n, ok := submitted[journey]; return ok && step >= n }
	dim := map[string]bool{} // pages, and journeys by their id
	for i, j := range before.Journeys {
		if again[i] == nil || again[i].Status != audit.Walked {
			dim[j.ID] = true
			if j.Status == audit.Walked {
				dim[j.Page] = true
			}
		}
	}
	delete(dim, "")
	hidden := map[string]bool{} // by fingerprint
	for _, f := range before.Findings {
		hidden[f.Fingerprint] = hidden[f.Fingerprint] || dim[f.Page] || dim[f.Journey] || dark(f.Journey, f.Step) ||
			slices.ContainsFunc(f.Consent, func(s audit.ConsentSeen) bool { return dim[s.Journey] || dark(s.Journey, s.Step) })
	}
	v.Stopped = slices.DeleteFunc(v.Stopped, func(f string) bool {
		if hidden[f] {
			v.Unseen = append(v.Unseen, f)
		}
		return hidden[f]
	})
}

// unwanted leaves out of what was refused what the policy is there to refuse: hosts
// of vendors that a finding names.
func unwanted(refused []audit.Refusal, before *audit.Run, d Data) []audit.Refusal {
	hosts, owners := map[string]bool{}, map[string]bool{}
	for _, f := range before.Findings {
		if own(&f) {
			continue
		}
		hosts[f.Recipient.Host] = true
		if f.Recipient.Behind == "" {
			owners[vendorOf(f.Recipient)] = true
		}
	}
	return slices.DeleteFunc(slices.Clone(refused), func(r audit.Refusal) bool {
		u, err := url.Parse(r.What)
		if err != nil || u.Host == "" {
			return false
		}
		host := strings.ToLower(u.Hostname())
		return hosts[host] || !r.Own && owners[vendorOf(d.Vendors.Recipient(host, nil))]
	})
}

// conclude says whether a policy counts as verified, and why.
func conclude(v *audit.Verification, before, after *audit.Run) (bool, string) {
	own := 0
	for _, r := range v.Refused {
		if r.Own {
			own++
		}
	}
	switch {
	case after.Trial == nil || v.Documents == 0:
		return false, "No page of the second walk had the policy."
	case len(v.Left) > 0:
		return false, fmt.Sprintf("%s left that the policy should stop.", are(len(v.Left), "finding"))
	case len(v.New) > 0:
		return false, fmt.Sprintf("%s there that the first run did not have.", are(len(v.New), "finding"))
	case len(v.Broken) > 0:
		return false, fmt.Sprintf("%s not finished under the policy, and had been before.", were(len(v.Broken), "journey"))
	case own > 0:
		return false, fmt.Sprintf("%s refused of what belongs to the practice itself.", were(own, "thing"))
	case !after.Complete:
		return false, "The second walk did not come to its end."
	case len(v.Unseen) > 0:
		return false, fmt.Sprintf("%s not looked for again: the journey that had shown it did not come to its end, or its submit was held this time.", were(len(v.Unseen), "finding"))
	case len(after.Coverage.Unexplained) > 0:
		return false, "Something left in the second walk that the record does not explain: " + strings.TrimRight(after.Coverage.Unexplained[0].What, ".") + "."
	case before.Tool.RulesHash != after.Tool.RulesHash:
		return false, "The two walks were judged by different rules, so that a finding can be gone for that reason alone; audit again, and verify that run."
	}
	return true, fmt.Sprintf("All %d findings that the policy should stop are gone, and all %d journeys that had finished did so again.", len(v.Stopped), v.Finished)
}

func are(n int, what string) string {
	if n == 1 {
		return "1 " + what + " is"
	}
	return fmt.Sprintf("%d %ss are", n, what)
}

func were(n int, what string) string {
	if n == 1 {
		return "1 " + what + " was"
	}
	return fmt.Sprintf("%d %ss were", n, what)
}

// Proven marks what a verification proved: the policy, and the remedies that are a
// part of its headers. A policy that is not the one that was tried stays as it is, and
// so does one that is to stop more, which a new judgement has found.
func Proven(policy *audit.Policy, remedies []audit.Remedy, v *audit.Verification) {
	if policy == nil || v == nil || !v.Verified || !slices.Equal(policy.Headers, v.Headers) {
		return
	}
	untried := func(f string) bool { return !slices.Contains(v.Stopped, f) }
	if slices.ContainsFunc(policy.Stops, untried) {
		return
	}
	policy.Verified = true
	for i := range remedies {
		if remedies[i].Kind == audit.ReferrerPolicy {
			remedies[i].Verified = !slices.ContainsFunc(remedies[i].Findings, untried)
		}
	}
}

package runner

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"sort"

	"github.com/quietroom/quietroom/audit"
	"github.com/quietroom/quietroom/audit/detect"
	"github.com/quietroom/quietroom/audit/judge"
	"github.com/quietroom/quietroom/internal/login"
	"github.com/quietroom/quietroom/internal/runstore"
)

// notLookedAt says what this audit did not look at, beside the blind spots that
// every report names of itself.
var notLookedAt = []string{
	"A value under a disguise that no codec undoes (encryption, an unknown scheme) is not found by looking at one run.",
}

// assess turns the record into findings, verdicts and coverage. It reads the run
// folder and nothing else, so it can be done again under new rules. It gives back
// cause, why the audit did not come to its end, with what went wrong since.
func (a *auditing) assess(ctx context.Context, cause error) error {
	cov := &a.run.Coverage
	cov.PagesFound = len(a.run.Pages)
	cov.NotLookedAt = append(slices.Clone(notLookedAt), unconfirmed(a.run.Journeys)...)
	cov.NotLookedAt = append(cov.NotLookedAt, unreached(a.run.Journeys)...)
	if !a.wasBehind() {
		cov.NotLookedAt = append([]string{"Pages behind a log-in were not entered."}, cov.NotLookedAt...)
	}
	cause = errors.Join(cause, a.judgeRecord(ctx))
	a.run.Complete = cause == nil
	a.settleCoverage()
	for _, h := range a.halts {
		if !slices.Contains(cov.Halted, h) {
			cov.Halted = append(cov.Halted, h)
		}
	}
	judge.Conclude(a.run)
	if cause != nil {
		a.stopped(cause)
	}
	return cause
}

// judgeRecord streams the exchanges through detection and judgement. What cannot
// be read is an error, and what can be is judged all the same.
func (a *auditing) judgeRecord(ctx context.Context) error {
	reader, err := runstore.Open(a.cfg.Out)
	if err != nil {
		return err
	}
	pages := map[string]*audit.Page{}
	for i := range a.run.Pages {
		pages[a.run.Pages[i].URL] = &a.run.Pages[i]
	}
	a.run.Agreements = a.data.vendors.Agreements()
	public := a.public()
	d := detect.New(detect.Config{Canaries: a.canaries(), Rules: a.data.rules.Except(public.Values()...)})
	j := judge.New(judge.Config{Rules: a.data.rules, Vendors: a.data.vendors, Taxonomy: a.data.taxonomy, Public: public, Suppress: a.data.accepted, Day: a.run.Started, Consent: a.walkedStates(), GPC: a.run.Options.GPC})
	unclear := a.unclear()
	streams := d.Streams()
	met, whose := contacts{}, a.whose()
	blind := blindness{}
	var unread error // the first; a damaged disk has many
	for ex, err := range reader.Exchanges() {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if err != nil {
			unread = cmp.Or(unread, err)
			continue
		}
		if unclear[ex.Journey] {
			ex.Consent = ""
		}
		var body []byte
		var lost error
		if ex.BodySHA256 != "" {
			if body, lost = reader.Body(ex.BodySHA256); lost != nil {
				unread = cmp.Or(unread, lost)
			}
		}
		to := whose.recipient(ex, body)
		if to.Party == audit.FirstParty {
			if why, ok := whose.doubt(to.Host); ok {
				blind.to(ex, why)
			}
			if j.WantsOwn(ex) {
				page := pages[ex.Page]
				res := d.Search(ex, body, detect.Subject{Page: page})
				a.searched(blind, ex, to, res.Cut, j.WantsOwnBody(ex), lost)
				j.Own(ex, page, to, a.accountHits(ex, res.Hits))
			}
			continue
		}
		page := pages[ex.Page]
		met.add(ex, to)
		res := streams.Search(ex, body, to.Host, detect.Subject{Page: page})
		a.searched(blind, ex, to, res.Cut, true, lost)
		j.Exchange(ex, page, to, a.accountHits(ex, res.Hits))
	}
	a.run.Findings = j.Findings()
	a.run.Suppressions = j.Suppressions()
	for _, e := range a.run.Suppressions {
		if w := e.Warning(); w != "" {
			a.note(w)
		}
	}
	for _, s := range j.Covered() {
		a.note(s)
	}
	met.into(pages)
	whose.keep(a.run.Journeys, pages)
	blind.into(a.run)
	return unread
}

// searched notes what of an exchange could not be searched; its body only where
// one could matter. lost is what kept the body from being read back.
func (a *auditing) searched(blind blindness, ex *audit.Exchange, to audit.Recipient, cut, body bool, lost error) {
	switch {
	case cut:
		a.run.Coverage.DetectionCut++
		blind.to(ex, "what was sent to "+to.Host+" was too much to search to its end")
	case body && lost != nil:
		blind.to(ex, "a body sent to "+to.Host+" could not be read back")
	case body && (ex.BodyMissing || ex.BodyCut):
		blind.to(ex, "a body sent to "+to.Host+" could not be read in full")
	}
}

// blindness is what could not be seen, by where that was: a gap that does not say
// what.
type blindness map[audit.Gap]string

func (b blindness) to(ex *audit.Exchange, why string) {
	b[audit.Gap{Page: ex.Page, Journey: ex.Journey}] = why
}

// into takes from every journey that it was seen to its end. What no journey of
// the run sent is a gap in the record.
func (b blindness) into(run *audit.Run) {
	walked := map[string]*audit.Journey{}
	for i := range run.Journeys {
		walked[run.Journeys[i].ID] = &run.Journeys[i]
	}
	where := slices.SortedFunc(maps.Keys(b), func(x, y audit.Gap) int {
		return cmp.Or(cmp.Compare(x.Journey, y.Journey), cmp.Compare(x.Page, y.Page))
	})
	for _, gap := range where {
		gap.What = b[gap]
		if jn := walked[gap.Journey]; jn == nil {
			run.Coverage.Unexplained = append(run.Coverage.Unexplained, gap)
		} else if jn.Status == audit.Walked {
			jn.Status, jn.Why = audit.Inconclused, gap.What
		}
	}
}

// canaries are all that the patient is and all that was typed or chosen.
func (a *auditing) canaries() []audit.Canary {
	a.typed.mu.Lock()
	defer a.typed.mu.Unlock()
	return slices.Concat(a.cfg.Patient.Canaries(), a.typed.all, login.Canaries())
}

func (a *auditing) public() judge.Public {
	if a.found == nil {
		return judge.Public{}
	}
	return a.found.public
}

// settleCoverage counts the pages that were really audited.
func (a *auditing) settleCoverage() {
	walked := map[string]bool{}
	for _, j := range a.run.Journeys {
		if j.Scenario == "visit" {
			before, known := walked[j.Page]
			walked[j.Page] = j.Status == audit.Walked && (before || !known)
		}
	}
	for _, p := range a.run.Pages {
		if walked[p.URL] {
			a.run.Coverage.PagesAudited++
		}
	}
}

// stopped says in the run why the audit did not come to its end.
func (a *auditing) stopped(cause error) {
	why := "The audit did not come to its end: " + plain(cause) + "."
	if a.run.Verdict == audit.Leak {
		a.note(why) // the verdict's own reason is the leak
		return
	}
	a.run.Verdict, a.run.Why = audit.Inconclusive, why
}

// contacts counts, by page, host and vendor, the third parties that were met.
type contacts map[[3]string]*audit.Contact

func (c contacts) add(ex *audit.Exchange, to audit.Recipient) {
	if ex.Outcome == "blocked" || ex.Outcome == "cached" {
		return
	}
	key := [3]string{ex.Page, to.Host, to.VendorID} // several can stand behind one host
	k := c[key]
	if k == nil {
		k = &audit.Contact{Recipient: to, Channels: []audit.Channel{}}
		c[key] = k
	}
	k.Requests++
	for _, ch := range k.Channels {
		if ch == ex.Channel {
			return
		}
	}
	k.Channels = append(k.Channels, ex.Channel)
}

func (c contacts) into(pages map[string]*audit.Page) {
	keys := make([][3]string, 0, len(c))
	for k := range c {
		keys = append(keys, k)
	}
	sort.Slice(keys, func(i, j int) bool { return fmt.Sprint(keys[i]) < fmt.Sprint(keys[j]) })
	for _, k := range keys {
		if p := pages[k[0]]; p != nil {
			sort.Slice(c[k].Channels, func(i, j int) bool { return c[k].Channels[i] < c[k].Channels[j] })
			p.Contacts = append(p.Contacts, *c[k])
		}
	}
}

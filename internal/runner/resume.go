package runner

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"time"

	"github.com/quietroom/quietroom/audit"
	"github.com/quietroom/quietroom/crawler"
	"github.com/quietroom/quietroom/internal/runstore"
	"github.com/quietroom/quietroom/scenarios"
)

// An audit does its work in pieces, and notes each that is done in the journal of
// its run folder: the crawl, every journey with what it brought, every look after
// new links. A piece that the journal holds is recalled instead of done. So an
// audit that was killed and one that was not run the same code, and nothing is
// done twice but what was under way at the kill.

// The keys of the journal beside those of journeys and links.
const (
	keySettings = "settings"
	keySessions = "sessions"
	keyTally    = "tally"
	keyCrawl    = "crawl"
)

// What the crawler looked at after the crawl: the links of a page, the log-in page, and
// where scenarios begin: the first words of their keys. A new judgement reads them all.
const (
	keyLinks  = "links"
	keyLogin  = "log-in"
	keyBegins = "scenarios"
)

// ErrFinished is a resume of an audit that came to its end: there is nothing to do.
var ErrFinished = errors.New("the audit came to its end; there is nothing to resume")

// session is one process that worked on the run.
type session struct {
	Began                      time.Time
	Version, RulesHash, Chrome string
	// Cut is how many journeys the end of the session before cut off: they are
	// walked again.
	Cut    int
	Mended []string
}

// reopen opens the run folder of an audit that goes on. It gives ErrFinished,
// with the run in place, when nothing is left to do.
func (a *auditing) reopen() error {
	r, err := runstore.Open(a.cfg.Out)
	if err != nil {
		return err
	}
	if r.Run().Complete {
		a.run = r.Run()
		return ErrFinished
	}
	store, found, err := runstore.Resume(a.cfg.Out)
	if err != nil {
		return err
	}
	if err := a.goOn(store, found); err != nil {
		return errors.Join(err, store.Close())
	}
	return nil
}

// goOn takes over what the sessions before left.
func (a *auditing) goOn(store *runstore.Store, found *runstore.Found) error {
	var then Settings
	ok, err := store.Recall(keySettings, &then)
	if err == nil {
		err = then.check(a.cfg.Out, ok)
	}
	if err == nil {
		err = then.admits(a.cfg.settings())
	}
	if err != nil {
		return err
	}
	if _, err := store.Recall(keySessions, &a.sessions); err != nil {
		return err
	}
	if _, err := store.Recall(keyTally, &a.tally); err != nil {
		return err
	}
	a.tally.Recorded = max(a.tally.Recorded, found.Exchanges)
	a.store = store
	a.ids.Store(found.LastID)
	a.run.ID, a.run.Started = found.Run.ID, found.Run.Started
	a.now.Cut, a.now.Mended = cutOff(found), found.Mended
	return nil
}

// cutOff counts the journeys that sent something and did not come to their end.
func cutOff(found *runstore.Found) int {
	for _, key := range found.Done {
		if rest, ok := strings.CutPrefix(key, "journey "); ok {
			id, _, _ := strings.Cut(rest, " ")
			delete(found.Journeys, id)
		}
	}
	delete(found.Journeys, "")
	return len(found.Journeys)
}

// beginSession adds this process to those that worked on the run.
func (a *auditing) beginSession() {
	t := a.run.Tool
	a.now.Began, a.now.Version, a.now.RulesHash, a.now.Chrome = a.cfg.Now().UTC(), t.Version, t.RulesHash, t.Browser
	a.sessions = append(a.sessions, a.now)
	for i := 1; i < len(a.sessions); i++ {
		for _, n := range a.sessions[i].notes(&a.sessions[i-1]) {
			a.note(n)
		}
	}
}

// notes says what a reader must know of an audit that went on after before.
func (s *session) notes(before *session) []string {
	cut := "no journey was under way"
	switch {
	case s.Cut == 1:
		cut = "the journey that was under way was walked again, and what had been recorded of it stays on record"
	case s.Cut > 1:
		cut = fmt.Sprintf("the %d journeys that were under way were walked again, and what had been recorded of them stays on record", s.Cut)
	}
	out := []string{fmt.Sprintf("The audit was cut short, and resumed at %s: %s.", s.Began.Format("2006-01-02 15:04:05 UTC"), cut)}
	out = append(out, s.Mended...)
	if s.Version != before.Version {
		out = append(out, fmt.Sprintf("It was resumed with quietroom %s, and quietroom %s worked on it before.", s.Version, before.Version))
	}
	if s.RulesHash != before.RulesHash {
		out = append(out, "The rules, vendors or page contexts changed between its sessions; all of it was judged by the newest.")
	}
	if s.Chrome != before.Chrome {
		out = append(out, fmt.Sprintf("It was resumed with %s, and %s worked on it before.", s.Chrome, before.Chrome))
	}
	return out
}

// explore recalls what a look of the crawler found, or lets it look.
func (a *auditing) explore(key string, look func() (*crawler.Result, error)) (*crawler.Result, error) {
	var known crawler.Result
	switch ok, err := a.store.Recall(key, &known); {
	case err != nil:
		return nil, err
	case ok:
		return &known, a.found.crawler.Recall(&known)
	}
	res, err := look()
	if err == nil {
		err = a.store.Record(key, res)
	}
	return res, err
}

// walked is a journey and what it brought.
type walked struct {
	Journey audit.Journey
	// Typed is what was typed and chosen on it.
	Typed []audit.Canary
	// Seen is what a visit saw of its page; nil when that could not be seen, and for
	// journeys that are no visit.
	Seen *seen `json:",omitempty"`
	// Choice is how a banner was answered, nil when no step was to do so.
	Choice *audit.ConsentWalk `json:",omitempty"`

	tabs []flusher // in the order they were walked in
}

// flusher is a tab whose exchanges are on their way to the record.
type flusher interface {
	// Flush waits until they are there, and reports whether everything was looked for.
	Flush() (whole bool)
}

// journey recalls what came of a journey, or walks it; see walk.
func (a *auditing) journey(ctx context.Context, who *visitor, id string, sc scenarios.Scenario, within time.Duration, look looker) *walked {
	key := fmt.Sprintf("journey %s %s %s", id, sc.Name, sc.Page)
	w := new(walked)
	done, err := a.store.Recall(key, w)
	switch {
	case err != nil:
		a.chromes.fail(err)
		w = &walked{Journey: audit.Journey{ID: id, Scenario: sc.Name, Page: sc.Page, Consent: who.consent, Patient: "A", Status: audit.Inconclused, Why: plain(err), Steps: []audit.Step{}, Started: a.cfg.Now().UTC()}}
	case done:
		a.chromes.expect(-1) // it was announced
	case who.consent.Chosen() && who.profile == nil:
		// Never as if a choice had been made that was not.
		w = &walked{Journey: audit.Journey{ID: id, Scenario: sc.Name, Page: sc.Page, Consent: who.consent, Patient: "A", Status: audit.Inconclused, Why: errNoProfile.Error(), Steps: []audit.Step{}, Started: a.cfg.Now().UTC()}}
	default:
		w = a.walk(ctx, a.chromes, who, id, sc, within, look)
		if ctx.Err() == nil || w.Journey.Status != audit.Inconclused {
			a.keep(key, *w)
		}
	}
	a.typed.add(w.Typed)
	return w
}

// keep notes a journey as done, once everything that it sent is on record. It
// does not wait for that; settleChrome does. One that was walked twice is judged by
// the second walk: what the first sent, that did too.
func (a *auditing) keep(key string, w walked) {
	a.keeping.Go(func() {
		whole := true
		for _, t := range w.tabs {
			whole = t.Flush()
		}
		if a.chromes.err() != nil {
			return // its exchanges may be missing
		}
		if !whole && w.Journey.Status == audit.Walked {
			a.unread.add(w.Journey.ID)
			return // whoever resumes the audit walks it again
		}
		if err := a.store.RecordAll(runstore.Entry{Key: key, Value: w}, runstore.Entry{Key: keyTally, Value: a.chromes.tally()}); err != nil {
			a.chromes.fail(err)
		}
	})
}

// unread are the journeys of whose end Chrome's network log was not read.
type unread struct {
	mu  sync.Mutex
	ids map[string]bool
}

func (u *unread) add(id string) {
	u.mu.Lock()
	defer u.mu.Unlock()
	if u.ids == nil {
		u.ids = map[string]bool{}
	}
	u.ids[id] = true
}

// any reports whether there is one.
func (u *unread) any() bool {
	u.mu.Lock()
	defer u.mu.Unlock()
	return len(u.ids) > 0
}

// into takes from these journeys that they were seen to their end.
func (u *unread) into(journeys []audit.Journey) {
	u.mu.Lock()
	defer u.mu.Unlock()
	for i := range journeys {
		if j := &journeys[i]; u.ids[j.ID] && j.Status == audit.Walked {
			j.Status, j.Why = audit.Inconclused, "Chrome ended or hung before its network log was read to the end of this journey, so that nothing else left is not proven"
		}
	}
}

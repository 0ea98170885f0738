package main

import (
	"fmt"
	"slices"
	"time"

	"github.com/quietroom/quietroom/audit"
	"github.com/quietroom/quietroom/internal/runner"
)

// known is what the news told of an audit so far.
type known struct {
	began time.Time
	// held is true when no submit reaches the site.
	held bool

	phase  string
	since  time.Time // when the phase began
	state  audit.Consent
	behind bool
	// found counts pages while they are looked for; asked is what is asked for last.
	found int
	asked string
	// pages and journeys count in the present state of consent.
	pages, journeys count
	// walked counts the journeys of the phase that ended here, not in a session before.
	walked int
	// open are the journeys under way, in the order in which they began.
	open     []runner.WalkNews
	findings *runner.Found
}

type count struct{ done, total int }

// take learns one piece of news. It reports whether something else is done now.
func (k *known) take(n runner.Progress, now time.Time) (began bool) {
	switch {
	case n.Walk != nil:
		k.walk(*n.Walk)
		return false
	case n.Found != nil:
		k.findings = n.Found
		return false
	}
	if n.Phase != k.phase || n.State != k.state || n.Behind != k.behind {
		if n.State != k.state || n.Behind != k.behind {
			k.pages, k.journeys = count{}, count{}
		}
		k.phase, k.state, k.behind = n.Phase, n.State, n.Behind
		k.since, k.walked, began = now, 0, true
	}
	switch n.Phase {
	case "crawl":
		k.found, k.asked = n.Done, n.Page
	case "visit":
		k.pages = count{n.Done, n.Total}
	case "walk":
		k.journeys = count{n.Done, n.Total}
	}
	return began
}

// walk follows one journey.
func (k *known) walk(w runner.WalkNews) {
	i := slices.IndexFunc(k.open, func(o runner.WalkNews) bool { return o.Journey == w.Journey })
	switch {
	case w.Over && i >= 0:
		k.open = slices.Delete(k.open, i, i+1)
		k.walked++
	case w.Over:
	case i < 0:
		k.open = append(k.open, w)
	default:
		k.open[i] = w
	}
}

// counted is what the phase counts, and what of: zero for one that counts nothing.
func (k *known) counted() (c count, of string) {
	switch k.phase {
	case "visit":
		return k.pages, "pages"
	case "walk":
		return k.journeys, "journeys"
	}
	return count{}, ""
}

// left says how long the rest of the phase will take, "" while that cannot be known:
// journeys differ, so that a few of them tell nothing.
func (k *known) left(now time.Time) string {
	c, of := k.counted()
	const enough = 5
	rest := c.total - c.done
	if rest <= 0 || k.walked < max(enough, 2*len(k.open)) {
		return ""
	}
	took := now.Sub(k.since)
	return about(took/time.Duration(k.walked)*time.Duration(rest)) + " left for the " + of
}

// about rounds a time that is an estimate.
func about(d time.Duration) string {
	switch {
	case d < 50*time.Second:
		return "less than a minute"
	case d < 90*time.Minute:
		return fmt.Sprintf("about %d min", int((d+30*time.Second)/time.Minute))
	}
	return fmt.Sprintf("about %d h", int((d+30*time.Minute)/time.Hour))
}

// doing says the phase to a person.
func (k *known) doing() string {
	if k.behind {
		switch k.phase {
		case "login":
			return "Logging in with the test account"
		case "visit":
			return "Visiting pages behind the log-in"
		case "walk":
			return "Walking forms behind the log-in" + k.heldNote()
		}
	}
	switch k.phase {
	case "crawl":
		return "Finding pages"
	case "browser":
		return "Starting the browser"
	case "consent":
		return map[audit.Consent]string{audit.ConsentAccept: "Accepting", audit.ConsentReject: "Refusing"}[k.state] + " what the consent banner asks"
	case "visit":
		return "Visiting pages" + k.when()
	case "walk":
		return "Walking forms as a patient" + k.when() + k.heldNote()
	case "assess":
		return "Judging what left"
	}
	return "Working"
}

// when says which answer to the banner the visitor has given.
func (k *known) when() string {
	if !k.state.Chosen() {
		return ""
	}
	return " " + k.state.When()
}

func (k *known) heldNote() string {
	if !k.held {
		return ""
	}
	return " (submits are held)"
}

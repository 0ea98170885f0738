// Package pages tells what a page is for in a patient's life: booking, intake,
// a page about a condition, a legal notice. It looks at the address, title,
// heading, structured data, forms and frames, and keeps its evidence.
//
// It does not visit pages, and it does not judge what left them; the sensitivity
// that it gives is how much the mere fact of being on the page says.
//
// To teach it a word, a form or a context, edit contexts.yaml.
package pages

import (
	"cmp"
	"crypto/sha256"
	_ "embed"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"
	"sync"
)

//go:embed contexts.yaml
var embedded []byte

// Other is the context of a page that no evidence places.
const Other = "other"

// Signals are what is known of a page. All of it is the page's own and hostile.
type Signals struct {
	// URL is the page's address after redirects.
	URL string
	// Title and H1 are its title and first heading.
	Title, H1 string
	// Schema lists the schema.org types in its structured data, by their bare names.
	Schema []string
	// Controls lists the controls of its forms.
	Controls []Control
	// FrameHosts lists the hosts of its third-party frames.
	FrameHosts []string
	// Canonical is the address that the page gives for itself, if any. It places
	// a page whose own address says nothing (/?page_id=7).
	Canonical string
	// Language is the page's language (BCP 47): a first part of the path that
	// repeats it says nothing.
	Language string
	// LoggedIn is true when the page was reached after a log-in only.
	LoggedIn bool
}

// Control is one control of a form.
type Control struct {
	Name, ID, Type, Autocomplete, Label, Placeholder string
	// Form numbers the form that it stands in; controls outside forms share one number.
	Form int
}

// Decision is the context of a page and what it rests on.
type Decision struct {
	Context string
	// Sensitivity is 0 (none) to 4 (highest).
	Sensitivity int
	// Authenticated is true for pages behind a log-in and for the log-in page itself.
	Authenticated bool
	// Evidence lists the signals that decided, strongest first.
	Evidence []string
}

// Taxonomy is the contexts that are known. It is safe for concurrent use.
type Taxonomy struct {
	contexts []*context
	byID     map[string]*context
	hash     string
	// overrides stand above all evidence.
	overrides []Override
}

var loadDefault = sync.OnceValues(func() (*Taxonomy, error) { return Read("contexts.yaml", embedded) })

// Default gives the taxonomy that ships with quietroom. It is read once.
func Default() (*Taxonomy, error) { return loadDefault() }

// Hash is the SHA-256 (hex) of the data that the taxonomy was read from.
func (t *Taxonomy) Hash() string { return t.hash }

// Contexts lists the ids in file order.
func (t *Taxonomy) Contexts() []string {
	out := make([]string, 0, len(t.contexts))
	for _, c := range t.contexts {
		out = append(out, c.ID)
	}
	return out
}

// Sensitivity gives a context's sensitivity; that of other for one it does not know.
func (t *Taxonomy) Sensitivity(context string) int { return t.get(context).Sensitivity }

// Authenticated reports whether a context is behind a log-in, or is the log-in page.
func (t *Taxonomy) Authenticated(context string) bool { return t.get(context).Auth }

// Label is how a sentence names a page of that context: "booking page".
func (t *Taxonomy) Label(context string) string { return t.get(context).Label }

func (t *Taxonomy) get(id string) *context {
	if c, ok := t.byID[id]; ok {
		return c
	}
	return t.byID[Other]
}

// What a signal is worth.
const (
	scoreURL = 3
	// scoreContainer keeps an article an article, with a contact form under it or not.
	scoreContainer = 5
	scoreSchema    = 2
	scoreHeading   = 2
	scoreForm      = 4
	scoreHost      = 5
	// scoreHome keeps the start page a general page, unless a log-in form under a
	// portal's host says otherwise: practices put everything on it.
	scoreHome  = 6
	scoreLogin = 20
)

// Classify places a page. terms reports whether a text names a condition,
// substance or other topic of care (rules.Set.Topic); nil means that none does.
// Evidence that no context has leaves Other.
func (t *Taxonomy) Classify(s Signals, terms func(string) bool) Decision {
	if d, ok := t.overridden(s.URL); ok {
		return d
	}
	if terms == nil {
		terms = func(string) bool { return false }
	}
	tally := &tally{scores: map[string]int{}, evidence: map[string][]piece{}}
	addr := parseAddress(s.URL, s.Language)
	if c := parseAddress(s.Canonical, s.Language); len(addr.segments) == 0 && !addr.home && c.host == addr.host {
		addr.segments = c.segments
	}
	t.byAddress(tally, addr, terms)
	t.byHeadings(tally, s, terms)
	t.bySchema(tally, s.Schema)
	t.byForm(tally, s.Controls)
	t.byHosts(tally, addr.host, s.FrameHosts)
	if s.LoggedIn {
		tally.add("authenticated", scoreLogin, "reached after a log-in only")
	}
	best := t.get(Other)
	for _, c := range t.contexts {
		a, b := tally.scores[c.ID], tally.scores[best.ID]
		if a > b || a == b && a > 0 && c.Sensitivity > best.Sensitivity {
			best = c
		}
	}
	if best.Container && addr.topic(terms) || best.Container && terms(headline(s.Title)) {
		if up := t.topicContext(); up != nil && best.Sensitivity > 0 {
			tally.evidence[up.ID] = append(tally.evidence[up.ID], piece{0, fmt.Sprintf("a page of the kind %q about a topic of care", best.ID)})
			best = up
		}
	}
	return Decision{Context: best.ID, Sensitivity: best.Sensitivity, Authenticated: best.Auth, Evidence: tally.of(best.ID)}
}

func (t *Taxonomy) topicContext() *context {
	for _, c := range t.contexts {
		if c.Topic {
			return c
		}
	}
	return nil
}

// tally counts evidence by context.
type tally struct {
	scores   map[string]int
	evidence map[string][]piece
}

type piece struct {
	score int
	text  string
}

func (t *tally) add(context string, score int, format string, args ...any) {
	t.scores[context] += score
	t.evidence[context] = append(t.evidence[context], piece{score, fmt.Sprintf(format, args...)})
}

func (t *tally) of(context string) []string {
	pieces := t.evidence[context]
	slices.SortStableFunc(pieces, func(a, b piece) int { return cmp.Compare(b.score, a.score) })
	out := make([]string, 0, len(pieces))
	for _, p := range pieces {
		out = append(out, p.text)
	}
	return out
}

// headline is the part of a title that is the page's own: what stands before the
// first separator. "Anxiety | The Quiet Practice" is about anxiety; the name of
// the practice is on every page.
func headline(title string) string {
	title = clip(title, maxText)
	for _, sep := range []string{" | ", " – ", " — ", " · ", " » ", " - ", " :: "} {
		if head, _, ok := strings.Cut(title, sep); ok && strings.TrimSpace(head) != "" {
			title = head
		}
	}
	return title
}

func hashOf(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

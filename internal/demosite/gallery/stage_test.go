//go:build gallery

package gallery

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"os"
	"path"
	"path/filepath"
	"time"

	"github.com/chromedp/chromedp"

	"github.com/quietroom/quietroom/audit"
	"github.com/quietroom/quietroom/audit/pages"
	"github.com/quietroom/quietroom/internal/browser"
	"github.com/quietroom/quietroom/scenarios"
)

// budget bounds one exhibit: all its journeys together.
const budget = 4 * time.Minute

// plansIn bounds the visit that an exhibit's journeys are planned from.
const plansIn = 90 * time.Second

// today is the day of the walk; the pages offer times after their own clock's today.
var today = time.Now()

// result is what one exhibit came to.
type result struct {
	Exhibit
	Score
	state   State
	reached bool
	trouble []string // what is wrong with the exhibit, and not with the walk
	told    []string
	planned int            // journeys
	ended   string         // the class of why its last journey ended
	stuck   map[string]int // steps that were not done, by class
	refused map[string]int // controls that the page refused, by what they hold
	// unplanned is why no journey could be planned; nil when one could be, or none was due.
	unplanned error
}

var errNoTab = errors.New("no tab was opened")

// stage is one Chrome of the house, on which one exhibit after the other is walked.
type stage struct {
	*house
	browser *browser.Browser
	shown   int
}

// showsExhibits is how many exhibits a Chrome serves: one that served 75 answered
// nothing any more, with no word of why.
const showsExhibits = 20

// show walks an exhibit, and once more in a new Chrome when the old one could not
// even open a tab.
func (g *stage) show(e Exhibit) result {
	var r result
	for range 2 {
		if err := g.ready(); err != nil {
			return result{Exhibit: e, trouble: []string{err.Error()}}
		}
		if r = g.walk(e); !errors.Is(r.unplanned, errNoTab) {
			return r
		}
		fmt.Fprintf(os.Stderr, "==> %s: %v; a new Chrome\n", e.Name, r.unplanned)
		g.clear()
	}
	r.trouble = append(r.trouble, r.unplanned.Error())
	return r
}

// ready has a Chrome that may serve one exhibit more.
func (g *stage) ready() error {
	if g.shown >= showsExhibits {
		g.clear()
	}
	if g.browser == nil {
		b, err := browser.Start(context.Background(), g.chrome)
		if err != nil {
			return err
		}
		g.browser, g.shown = b, 0
	}
	g.shown++
	return nil
}

// clear ends the stage's Chrome.
func (g *stage) clear() {
	if g.browser != nil {
		_ = g.browser.Close()
	}
	g.browser = nil
}

// tab is a browser tab in the terms of package scenarios.
type tab struct{ *browser.Tab }

func (t tab) Frames() []scenarios.FrameTarget {
	var out []scenarios.FrameTarget
	for _, f := range t.Tab.Frames() {
		out = append(out, scenarios.FrameTarget{TargetID: f.TargetID, URL: f.URL})
	}
	return out
}

func (g *stage) open(ctx context.Context, e Exhibit, journey string) (tab, error) {
	bt, err := g.browser.NewTab(ctx, browser.TabOptions{
		Page: e.URL(), Journey: journey, Identity: g.identity(),
		Thanks: func(string, []byte) string { return "https://" + e.Host() + "/thank-you" },
	})
	if err != nil {
		return tab{}, fmt.Errorf("%w: %w", errNoTab, err)
	}
	return tab{bt}, nil
}

func (g *stage) identity() []string {
	var out []string
	for _, k := range []audit.Kind{audit.KindEmail, audit.KindPhone, audit.KindGivenName, audit.KindFamilyName, audit.KindFullName, audit.KindMemberID, audit.KindMessage, audit.KindReason} {
		if v, ok := g.patient.Value(k); ok {
			out = append(out, v)
		}
	}
	return out
}

// walk visits an exhibit, plans and walks every journey there, and judges what the
// page then holds.
func (g *stage) walk(e Exhibit) result {
	r := result{Exhibit: e, state: State{Values: map[string]string{}}}
	ctx, cancel := context.WithTimeout(context.Background(), budget)
	defer cancel()
	var chosen []audit.Canary
	plan, err := g.plan(ctx, e, &r)
	if err != nil {
		r.unplanned = err
		r.told = append(r.told, "not planned: "+err.Error())
	}
	if len(plan) == 0 {
		r.told = append(r.told, "no journey was planned")
	}
	r.planned, r.stuck, r.refused = len(plan), map[string]int{}, map[string]int{}
	for i, sc := range plan {
		out, state, err := g.journey(ctx, e, fmt.Sprintf("%s-%d", e.Name, i), sc, &r)
		if err != nil {
			r.told = append(r.told, sc.Name+": "+err.Error())
			continue
		}
		chosen = append(chosen, out.Typed...)
		r.merge(state)
		r.told = append(r.told, fmt.Sprintf("%s: %s, submitted %v, %d held: %s", sc.Name, out.Status, out.Submitted, out.HeldRequests, out.Why))
		if r.ended == "" || !out.Submitted {
			r.ended = ending(out.Status, out.Submitted, out.Why)
		}
		for _, m := range refusedRE.FindAllStringSubmatch(out.Why, -1) {
			r.refused[m[1]]++
		}
		for _, c := range out.Typed {
			if *verbose {
				r.told = append(r.told, fmt.Sprintf("     %s %q chosen %v", c.Kind, c.Value, c.Chosen))
			}
		}
		for _, st := range out.Steps {
			if st.Status != "done" && st.Verb != "submit" {
				r.stuck[stuck(st)]++
			}
			if *verbose || st.Status != "done" {
				r.told = append(r.told, fmt.Sprintf("  %2d %-7s %-16s %-40q %s %s", st.Number, st.Verb, st.Kind, st.Target, st.Status, st.Why))
			}
		}
	}
	r.Score = e.Judge(r.state, g.patient, chosen)
	r.reached = g.committed(e)
	if r.reached != r.state.Committed {
		r.told = append(r.told, fmt.Sprintf("the page says committed %v, the record %v", r.state.Committed, r.reached))
	}
	return r
}

// merge adds what a further journey's page held.
func (r *result) merge(s State) {
	r.state.Step = max(r.state.Step, s.Step)
	r.state.Committed = r.state.Committed || s.Committed
	for k, v := range s.Values {
		if v != "" || r.state.Values[k] == "" {
			r.state.Values[k] = v
		}
	}
}

// maxPages bounds the pages of an exhibit that journeys are planned from.
const maxPages = 4

// plan visits the pages as an audit does, and plans from what it sees: the exhibit's own, and those
// that it serves and a crawler comes to by their links from there.
func (g *stage) plan(ctx context.Context, e Exhibit, r *result) ([]scenarios.Scenario, error) {
	var all []scenarios.Scenario
	seen := map[string]bool{e.URL(): true}
	for found := []string{e.URL()}; len(found) > 0; found = found[1:] {
		plan, links, err := g.planPage(ctx, e, found[0], r)
		if err != nil {
			return all, err
		}
		all = append(all, plan...)
		for _, link := range links {
			address := bare(link.URL)
			if !seen[address] && len(seen) < maxPages && e.shows(address) {
				seen[address] = true
				found = append(found, link.URL)
			}
		}
	}
	return all, nil
}

// shows reports whether an address is a further page of the exhibit's own host.
func (e Exhibit) shows(address string) bool {
	file := readAnswer(e.dir(), e.served()[[2]string{http.MethodGet, address}]).file
	return hostOf(address) == e.Host() && path.Ext(file) == ".html"
}

// planPage visits one page, and gives its journeys and where it leads.
func (g *stage) planPage(ctx context.Context, e Exhibit, address string, r *result) ([]scenarios.Scenario, []scenarios.Link, error) {
	ctx, cancel := context.WithTimeout(ctx, plansIn)
	defer cancel()
	t, err := g.open(ctx, e, e.Name+"-visit")
	if err != nil {
		return nil, nil, err
	}
	defer t.Close()
	page := audit.Page{URL: address}
	if out := scenarios.Walk(ctx, t, scenarios.VisitScenario(page), scenarios.WalkConfig{Journey: e.Name + "-visit", PatientID: "A"}); out.Status != audit.Walked {
		return nil, nil, fmt.Errorf("the visit: %s", out.Why)
	}
	inv, err := scenarios.Inspect(ctx, t)
	if err != nil {
		return nil, nil, err
	}
	if *dump != "" && e.Half == Tune {
		dumpPage(ctx, t, filepath.Join(*dump, e.Name+"-visit"))
	}
	if state, err := told(t, e); err == nil {
		r.check(State{Errors: state.Errors})
	}
	s := pages.Signals{URL: page.URL, Title: inv.Title, H1: inv.H1, Canonical: inv.Canonical, Language: inv.Language, Schema: inv.Schema, FrameHosts: inv.FrameHosts}
	for n, f := range inv.Forms {
		for _, c := range f.Controls {
			if c.Visible {
				s.Controls = append(s.Controls, pages.Control{Name: c.Name, ID: c.ID, Type: c.Type, Autocomplete: c.Autocomplete, Label: c.Label, Placeholder: c.Placeholder, Form: n})
			}
		}
	}
	page.Context = g.taxonomy.Classify(s, func(string) bool { return false }).Context
	return scenarios.Plan(page, inv, g.patient), inv.Links, nil
}

// journey walks one scenario in a tab of its own and asks the page what it holds.
func (g *stage) journey(ctx context.Context, e Exhibit, id string, sc scenarios.Scenario, r *result) (scenarios.Outcome, State, error) {
	t, err := g.open(ctx, e, id)
	if err != nil {
		return scenarios.Outcome{}, State{}, err
	}
	defer t.Flush()
	defer t.Close()
	cfg := scenarios.WalkConfig{Journey: id, PatientID: "A", UploadDir: g.browser.UploadDir()}
	if *follow && e.Half == Tune {
		cfg.Doing = func(st audit.Step) {
			fmt.Fprintln(os.Stderr, time.Now().Format("15:04:05.000"), id, st.Number, st.Verb, st.Kind, st.Target)
		}
	}
	out := scenarios.Walk(ctx, t, sc, cfg)
	if *dump != "" && e.Half == Tune {
		dumpPage(ctx, t, filepath.Join(*dump, id))
	}
	state, err := told(t, e)
	if err == nil {
		if out.HeldRequests > 0 { // what stumbles over an answer that no server gave is no fault of the exhibit
			for _, s := range state.Errors {
				r.told = append(r.told, "a script failed after something was held: "+s)
			}
			state.Errors = nil
		}
		r.check(state)
	}
	return out, state, err
}

// dumpPage keeps what a page shows: a picture, its markup, and the walker's inventory.
func dumpPage(ctx context.Context, t tab, file string) {
	if inv, err := scenarios.Inspect(ctx, t); err == nil {
		if b, err := json.MarshalIndent(inv, "", " "); err == nil {
			_ = os.WriteFile(file+".json", b, 0o644)
		}
	}
	if html, err := chromedp.Run(t.Context(), chromedp.Evaluate[string](`(sessionStorage.getItem('__gallery') || '') + '\n\n' + (document.documentElement.getHTML({ serializableShadowRoots: true, shadowRoots: [...document.querySelectorAll('*')].map((e) => e.shadowRoot).filter(Boolean) }))`)); err == nil {
		_ = os.WriteFile(file+".html", []byte(html), 0o644)
	}
	if b, err := chromedp.Run(t.Context(), chromedp.CaptureScreenshot()); err == nil {
		_ = os.WriteFile(file+".png", b, 0o644)
	}
}

// check holds the exhibit itself against its labels: what it does not know of, or
// what throws, measures nothing.
func (r *result) check(s State) {
	for _, name := range fieldNames(r.Fields) {
		if _, ok := s.Values[name]; !ok && s.Step >= r.Steps {
			r.trouble = append(r.trouble, "its labels name the field "+name+", which its page does not tell of")
		}
	}
	for _, e := range s.Errors {
		r.trouble = append(r.trouble, "a script failed: "+e)
	}
}

// told asks the exhibit's origin, to which a submit may have to be led back.
func told(t tab, e Exhibit) (State, error) {
	var s State
	ctx, cancel := context.WithTimeout(t.Context(), 30*time.Second)
	defer cancel()
	ask := chromedp.Evaluate[string](`location.hostname === ` + fmt.Sprintf("%q", e.Host()) + ` ? sessionStorage.getItem('__gallery') || '' : ''`)
	text, err := chromedp.Run(ctx, ask)
	if err == nil && text == "" {
		if err = chromedp.Do(ctx, chromedp.Navigate("https://"+e.Host()+"/thank-you")); err == nil {
			text, err = chromedp.Run(ctx, ask)
		}
	}
	if err != nil {
		return s, fmt.Errorf("asking the page what it holds: %w", err)
	}
	if err := json.Unmarshal([]byte(text), &s); err != nil {
		return s, fmt.Errorf("what the page tells: %w", err)
	}
	return s, nil
}

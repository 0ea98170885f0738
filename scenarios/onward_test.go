package scenarios

import (
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/google/go-cmp/cmp"

	"github.com/quietroom/quietroom/audit"
)

// walkSteps walks the first form of a site of several pages and lets the test see
// what its server was sent.
func walkSteps(t *testing.T, pages map[string]string, config func(*WalkConfig)) (Outcome, *fakeTab, *site) {
	t.Helper()
	s := serve(t, pages)
	tab := newTab(t)
	sc := planFirst(t, tab, s.URL+"/")
	cfg := testConfig(t)
	if config != nil {
		config(&cfg)
	}
	out := Walk(t.Context(), tab, sc, cfg)
	for _, st := range out.Steps {
		t.Logf("%2d %-7s %-10s %-30q %s %s", st.Number, st.Verb, st.Kind, st.Target, st.Status, st.Why)
	}
	t.Logf("status %s why %q submitted %v held %q sent %q", out.Status, out.Why, out.Submitted, tab.held, s.posted())
	return out, tab, s
}

// visits is a form of three pages whose answers its server keeps.
func visits(button string) map[string]string {
	return map[string]string{
		"/":      `<p>Step 1 of 3</p><form method="post" action="/time"><label>Email <input type="email" name="em" required></label><button>` + button + `</button></form>`,
		"/time":  `<p>Step 2 of 3</p><form method="post" action="/check"><label>Preferred date <input type="date" name="d" required></label><button>Next</button></form>`,
		"/check": `<p>Step 3 of 3</p><p>Please check what you told us.</p><form method="post" action="/book"><input type="hidden" name="sid" value="7"><button>Book the visit</button></form>`,
	}
}

// TestStepsReachTheirServer: what leads from one page of a form to the next goes to
// the practice, and what ends it is held.
func TestStepsReachTheirServer(t *testing.T) {
	t.Parallel()
	out, tab, s := walkSteps(t, visits("Next"), nil)
	wantWalked(t, out)
	if d := cmp.Diff([]string{"/time", "/check"}, s.posted()); d != "" {
		t.Errorf("the server was sent (-want +got):\n%s", d)
	}
	if len(tab.held) != 1 || !strings.HasPrefix(tab.held[0], "POST /book") {
		t.Errorf("held %q, want the booking", tab.held)
	}
	if !slices.ContainsFunc(out.Steps, func(st audit.Step) bool { return st.Sent && strings.Contains(st.Why, "step 1 of 3") }) {
		t.Error("no step says that it went out, and why")
	}
}

// TestStepsInDoubtAreHeld: nothing goes out that may be the end, and the walk does
// not say that the form was submitted.
func TestStepsInDoubtAreHeld(t *testing.T) {
	t.Parallel()
	ask := func(before, fields, button string) map[string]string {
		return map[string]string{"/": before + `<form method="post" action="/on"><label>Email <input type="email" name="em" required></label>` + fields + `<button>` + button + `</button></form>`}
	}
	for name, c := range map[string]struct {
		pages     map[string]string
		config    func(*WalkConfig)
		submitted bool
	}{
		"nothing shows that more follows":  {pages: ask("", "", "Next")},
		"only the confirmation may follow": {pages: ask("<p>Step 2 of 3</p>", "", "Continue")},
		"a confirmation is listed":         {pages: ask(`<ol class="steps"><li class="done">You</li><li class="active">Time</li><li>Done</li></ol>`, "", "Continue")},
		"a password":                       {pages: ask("<p>Step 1 of 4</p>", `<label>Password <input type="password" name="p"></label>`, "Next")},
		"a card":                           {pages: ask("<p>Step 1 of 4</p>", `<label>Card number <input name="cc"></label>`, "Next")},
		"the site's file says so":          {pages: visits("Next"), config: func(c *WalkConfig) { c.HoldSteps = true }},
		"it books":                         {pages: ask("<p>Step 1 of 1</p>", "", "Book and continue"), submitted: true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			out, tab, s := walkSteps(t, c.pages, c.config)
			if len(s.posted()) > 0 {
				t.Errorf("the server was sent %q", s.posted())
			}
			if len(tab.held) != 1 || out.Submitted != c.submitted {
				t.Errorf("held %q, submitted %v; want one held, and submitted %v", tab.held, out.Submitted, c.submitted)
			}
			if !c.submitted && (out.Status != audit.Inconclused || !strings.Contains(out.Why, "steps that follow it were not seen")) {
				t.Errorf("status %s: %q; want inconclusive, because of what was not seen", out.Status, out.Why)
			}
		})
	}
}

// TestStepAsksAgain: a step may pass; what it asks about once more, in a dialog, never does.
func TestStepAsksAgain(t *testing.T) {
	t.Parallel()
	out, tab, s := walkSteps(t, map[string]string{"/": `<p>Step 1 of 3</p><div><label>Email <input type="email" id="em"></label><button type="button" id="go">Next</button></div>
		<dialog id="d"><p>Book this visit?</p><button type="button" onclick="d.close(); fetch('/book', { method: 'POST', body: em.value })">Yes, book it</button></dialog><script>go.onclick = () => d.showModal()</script>`}, nil)
	if len(s.posted()) > 0 {
		t.Errorf("the server was sent %q", s.posted())
	}
	if len(tab.held) != 1 || !strings.HasPrefix(tab.held[0], "POST /book") {
		t.Errorf("held %q, want the booking; %s %s", tab.held, out.Status, out.Why)
	}
}

// TestStepsWithoutAName: before anything says who the patient is, a step is sent on
// its wording alone; from then on it is not.
func TestStepsWithoutAName(t *testing.T) {
	t.Parallel()
	out, tab, s := walkSteps(t, map[string]string{
		"/":    `<form method="post" action="/two"><label>ZIP code <input name="z" required></label><button>Next</button></form>`,
		"/two": `<form method="post" action="/end"><label>Email <input type="email" name="em" required></label><button>Next</button></form>`,
	}, nil)
	if d := cmp.Diff([]string{"/two"}, s.posted()); d != "" {
		t.Errorf("the server was sent (-want +got):\n%s", d)
	}
	if len(tab.held) != 1 || out.Submitted || out.Status != audit.Inconclused {
		t.Errorf("held %q, submitted %v, %s; want the second step held, and inconclusive", tab.held, out.Submitted, out.Status)
	}
}

// TestNotSubmitted: a page that sent nothing which commits was not submitted, however
// it looks afterwards.
func TestNotSubmitted(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ html, why string }{
		"it only went away": {`<form id="f"><label>Email <input type="email" name="em"></label><label>Phone <input type="tel" name="p"></label><button>Send</button></form>
			<script>f.onsubmit = e => { e.preventDefault(); f.remove(); }</script>`, "nothing was sent that commits"},
		"another page": {`<form id="f" method="post"><label>Email <input type="email" name="em"></label><label>Phone <input type="tel" name="p"></label><button>Send</button></form>
			<script>f.onsubmit = e => { e.preventDefault(); location.href = '/oops'; }</script>`, "nothing was sent that commits"},
		"its script refuses": {`<form id="f" method="post" novalidate><label>Email <input type="email" name="em"></label><label>Favourite tree <input name="t"><span class="error" role="alert" hidden>Only oaks.</span></label><button>Send</button></form>
			<script>f.onsubmit = e => { e.preventDefault(); f.t.setAttribute('aria-invalid', 'true'); document.querySelector('.error').hidden = false; }</script>`, "Only oaks."},
		"a check was held, not the form": {`<form id="f" method="post" novalidate><label>Email <input type="email" name="em"></label><span class="error" id="e" hidden>We know this address already.</span><button>Send</button></form>
			<script>f.onsubmit = e => { e.preventDefault(); fetch('/check', {method: 'POST', body: f.em.value}).then(() => { f.em.setAttribute('aria-invalid', 'true'); f.em.setAttribute('aria-describedby', 'e'); e.hidden; document.getElementById('e').hidden = false; }); }</script>`, "We know this address already."},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			out, tab, _ := walkOnly(t, c.html)
			if out.Submitted || out.Status != audit.Inconclused || !strings.Contains(out.Why, c.why) {
				t.Errorf("submitted %v, %s: %q; want inconclusive with %q; held %q", out.Submitted, out.Status, out.Why, c.why, tab.held)
			}
		})
	}
}

func TestOnlyGoesOn(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]bool{
		"Next": true, "Next →": true, "Continue": true, "Save and continue": true, "Next: your details": true, "Continue to time": true, "Weiter": true,
		"Next step": true, "Continue to book": false, "Book": false, "Send and continue": false, "Continue with Google": false, "Continue and submit": false, "Siguiente paso": true,
		"Preview >": true, "Review": true, "Review your answers": true, "Check your answers": true, "Continue to review": true, "Review and submit": false, "Write a review": false, "Check availability": false, "See my results": false, "Show therapists": false, "Search for times": true, "Save and go to Contact": true, "Go to checkout": false, "Continue with this time": true, "Find my record": false,
		"Check": false, "Review & pay": false, "Zur Übersicht": true, "Angaben überprüfen": true, "Vista previa": true, "Voir l'aperçu": true, "Riepilogo": true, "Gegevens controleren": true,
		"Comenzar el test": true, "Fragebogen starten": true, "Iniziamo!": true, "Voir les disponibilités": true, "Freie Termine anzeigen": true, "Vedi gli orari": true, "Ver mi resultado": false, "Termine buchen": false,
	} {
		got := onlyGoes(fold(text))
		if got != want {
			t.Errorf("%q only goes on: %v, want %v", text, got, want)
		}
	}
}

func TestProgressMore(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		p          Progress
		next, weak bool
	}{
		"none":             {Progress{}, false, false},
		"first of three":   {Progress{Now: 1, Of: 3}, true, true},
		"the last but one": {Progress{Now: 2, Of: 3}, true, false},
		"the last":         {Progress{Now: 3, Of: 3}, false, false},
		"named":            {Progress{Listed: true, Later: []string{"Your details"}}, true, true},
		"confirmation":     {Progress{Listed: true, Later: []string{"4 Confirmation"}}, true, false},
		"half a bar":       {Progress{Percent: 50}, true, false},
		"most of a bar":    {Progress{Percent: 90}, false, false},
		"over, listed":     {Progress{Listed: true, Later: []string{"5 Done"}}, false, false},
		"done in Italian":  {Progress{Listed: true, Later: []string{"Grazie"}}, false, false},
		"done in Chinese":  {Progress{Listed: true, Later: []string{"4 完成"}}, false, false},
		"Polish":           {Progress{Listed: true, Later: []string{"Potwierdzenie"}}, true, false},
		"Korean":           {Progress{Listed: true, Later: []string{"정보 입력", "예약 완료"}}, true, true},
		"Russian":          {Progress{Listed: true, Later: []string{"Готово"}}, false, false},
		"listed last":      {Progress{Now: 1, Of: 3, Listed: true}, false, false},
	} {
		if got := c.p.more(true) != ""; got != c.next {
			t.Errorf("%s: more after “Next” %v, want %v", name, got, c.next)
		}
		if got := c.p.more(false) != ""; got != c.weak {
			t.Errorf("%s: more after “Continue” %v, want %v", name, got, c.weak)
		}
	}
}

// TestProgressIsRead: how far a form says that it is, in the ways that pages say it.
func TestProgressIsRead(t *testing.T) {
	t.Parallel()
	form := `<form method="post" action="/x"><label>Email <input type="email" name="em"></label><button>Next</button></form>`
	for name, c := range map[string]struct {
		html string
		want Progress
	}{
		"words":            {`<h2>Step 2 of 5: you</h2>` + form, Progress{Now: 2, Of: 5}},
		"Polish":           {`<p>Krok 1 z 3</p>` + form, Progress{Now: 1, Of: 3}},
		"Chinese":          {`<p>第 2 步，共 4 步</p>` + form, Progress{Now: 2, Of: 4}},
		"Russian":          {`<p>Шаг 2 из 5</p>` + form, Progress{Now: 2, Of: 5}},
		"German":           {`<p>Schritt 1 von 3</p>` + form, Progress{Now: 1, Of: 3}},
		"bare":             {`<div class="form-progress"><span>2 / 4</span></div>` + form, Progress{Now: 2, Of: 4}},
		"a price":          {`<p>Rated 4/5 by our clients</p><p>1/2</p>` + form, Progress{}},
		"hidden":           {`<p hidden>Step 1 of 3</p>` + form, Progress{}},
		"bar":              {`<div role="progressbar" aria-valuenow="2" aria-valuemin="1" aria-valuemax="4" style="height:9px"></div>` + form, Progress{Now: 2, Of: 4}},
		"current":          {`<ol><li>You</li><li aria-current="step">Time</li><li>Review</li><li>Done</li></ol>` + form, Progress{Listed: true, Later: []string{"Review", "Done"}}},
		"classes":          {`<ul class="wizard-steps"><li class="is-active"><span>1</span> Care</li><li><span>2</span> You</li></ul>` + form, Progress{Listed: true, Later: []string{"2 You"}}},
		"up to":            {`<ul class="steps"><li class="step step-primary">You</li><li class="step step-primary">Reach</li><li class="step">Care</li><li class="step">Visit</li></ul>` + form, Progress{Listed: true, Later: []string{"Care", "Visit"}}},
		"after":            {`<ul class="steps"><li class="step is-done">You</li><li class="step">Reach</li><li class="step">Care</li></ul>` + form, Progress{Listed: true, Later: []string{"Care"}}},
		"numbers":          {`<div class="weg"><span>1. Anliegen</span><span class="aktiv">2. Termin</span><span>3. Ihre Daten</span></div>` + form, Progress{Listed: true, Later: []string{"3. Ihre Daten"}}},
		"buttons":          {`<ul class="frm_rootline"><li class="frm_current_page"><input type="button" value="1"><span>You</span></li><li><input type="button" value="2"><span>Care</span></li></ul>` + form, Progress{Listed: true, Later: []string{"Care"}}},
		"a bar of buttons": {`<div class="bookly-nav-steps"><div class="bookly-back-step"><button type="button">Back</button></div><div class="bookly-next-step"><button type="button">Next</button></div></div>` + form, Progress{}},
		"a bar of words":   {`<div class="nav-steps"><span class="first">Back</span><span>Save</span><span>Next</span></div>` + form, Progress{}},
		"all but the last": {`<div class="bookly-progress-tracker"><div class="active">1. Service<div class="step"></div></div><div class="active">2. Time<div class="step"></div></div><div class="active">3. Payment<div class="step"></div></div><div class="">4. Done<div class="step"></div></div></div>` + form, Progress{}},
		"a menu":           {`<ul class="menu"><li class="active">Home</li><li>About</li></ul>` + form, Progress{}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := serve(t, map[string]string{"/": c.html})
			tab := newTab(t)
			if err := chromedp.Do(tab.ctx, chromedp.Navigate(s.URL+"/")); err != nil {
				t.Fatal(err)
			}
			inv, err := Inspect(t.Context(), tab)
			if err != nil {
				t.Fatal(err)
			}
			if len(inv.Forms) != 1 {
				t.Fatalf("%d forms", len(inv.Forms))
			}
			if d := cmp.Diff(c.want, inv.Forms[0].Progress); d != "" {
				t.Errorf("progress (-want +got):\n%s", d)
			}
		})
	}
}

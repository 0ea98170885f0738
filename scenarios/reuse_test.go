package scenarios

import (
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"github.com/quietroom/quietroom/audit"
)

// TestFieldsThatAreUsedAgain: what draws the next step with the elements of the one before
// asks another question with them.
func TestFieldsThatAreUsedAgain(t *testing.T) {
	t.Parallel()
	out, tab, _ := walkOnly(t, `<form id="f"><label for="a" id="l">Member ID</label><input id="a"><button id="b">Continue</button></form>
	<script>const v = {}, asks = ['Member ID', 'Email', 'Phone']; let at = 0; f.onsubmit = e => { e.preventDefault(); if (!a.value) return; v['q' + at] = a.value; a.value = '';
	if (++at < 3) { l.textContent = asks[at]; if (at === 2) b.textContent = 'Send'; return; } fetch('/send', {method: 'POST', body: new URLSearchParams(v)}).then(() => { f.remove() }); }</script>`)
	wantWalked(t, out)
	v := heldForm(t, tab)
	if v.Get("q0") == "" || v.Get("q1") != "ann.quorvex@example.com" || v.Get("q2") == "" || v.Get("q2") == v.Get("q1") {
		t.Errorf("held %q, want the number, the address and the phone", v)
	}
}

// TestWelcomeInAFrame: a frame that greets, and keeps its fields for later, is opened.
func TestWelcomeInAFrame(t *testing.T) {
	t.Parallel()
	out, tab, _ := walkSteps(t, map[string]string{
		"/": `<h1>Request</h1><iframe width=500 height=300 src="/w"></iframe>`,
		"/w": `<div id="w"><h1>First session</h1><button id="go">START</button></div><form id="f" method="post" action="/send" style="visibility:hidden"><label>Email <input type="email" name="em" required></label><button>Submit</button></form>
	<script>go.onclick = () => { w.remove(); f.style.visibility = 'visible' }</script>`}, nil)
	wantWalked(t, out)
	if v := heldForm(t, tab); v.Get("em") != "ann.quorvex@example.com" {
		t.Errorf("held %q", v)
	}
}

// TestSearchBehindAMagnifier: a search box that is folded away is opened, whatever says so.
func TestSearchBehindAMagnifier(t *testing.T) {
	t.Parallel()
	form := `<form role="search" id="s" action="/" method="get" style="display:none"><input type="search" name="s" aria-label="Search"><button aria-label="Search"><svg width=9 height=9></svg></button></form>`
	for name, opener := range map[string]string{
		"a name":            `<button aria-label="Open search" aria-expanded="false" id="o">🔍</button>`,
		"a class":           `<button class="header-search-toggle" id="o"><svg width=9 height=9><circle r=4 cx=4 cy=4 /></svg></button>`,
		"a class of a font": `<a href="#" id="o"><i class="fa fa-search" style="display:inline-block;width:9px;height:9px"></i></a>`,
		"in German":         `<button title="Suche öffnen" id="o"><svg width=9 height=9></svg></button>`,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			out, _, s := walkOnly(t, `<header>`+opener+form+`</header><h1>Welcome</h1><script>o.onclick = e => { e.preventDefault(); s.style.display = 'block' }</script>`)
			wantWalked(t, out)
			if !slices.ContainsFunc(s.gets, func(g string) bool { return strings.HasPrefix(g, "/?s=") && len(g) > len("/?s=") }) {
				t.Errorf("asked for %q, want a search", s.gets)
			}
		})
	}
}

// combo is an input with a list under it that a script fills from what is typed; strict
// ones keep nothing else.
func combo(label, name, list string, strict bool) string {
	blur := ""
	if strict {
		blur = `i.onblur = () => setTimeout(() => { if (!h.value) i.value = ''; u.innerHTML = '' }, 80);`
	}
	return `<label for="i">` + label + `</label><input id="i" role="combobox" aria-expanded="false" aria-controls="u" aria-autocomplete="list" autocomplete="off"><input type="hidden" name="` + name + `" id="h"><ul id="u" role="listbox"></ul>
	<script>i.oninput = () => { h.value = ` + map[bool]string{true: `''`, false: `i.value`}[strict] + `; u.innerHTML = i.value.length > 2 ? ` + list + `.map(o => '<li role="option">' + o + '</li>').join('') : '';
	u.querySelectorAll('li').forEach(l => l.onmousedown = () => { i.value = h.value = l.textContent; u.innerHTML = '' }) };` + blur + `</script>`
}

// TestSuggestionsOfOthers: the patient's own street stays beside suggestions of others',
// unless the page takes nothing else.
func TestSuggestionsOfOthers(t *testing.T) {
	t.Parallel()
	list := `['12 Orchard Road, Milford', '12 Orchard Street, Keene']`
	street, _ := ann.Value(audit.KindStreet)
	for name, c := range map[string]struct {
		strict bool
		want   string
	}{"free": {false, street}, "strict": {true, "12 Orchard Road, Milford"}} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			out, tab, _ := walkOnly(t, `<form method="post" action="/send"><label>Email <input type="email" name="em"></label>`+combo("Street address", "st", list, c.strict)+`<button>Send</button></form>`)
			wantWalked(t, out)
			if got := heldForm(t, tab).Get("st"); got != c.want {
				t.Errorf("held %q, want %q", got, c.want)
			}
		})
	}
}

// TestListsSayWhatTheyAskFor: what a list offers once it is open tells more than a caption
// that says nothing.
func TestListsSayWhatTheyAskFor(t *testing.T) {
	t.Parallel()
	out, _, _ := walkOnly(t, `<form method="post" action="/send"><label>Email <input type="email" name="em"></label><span id="l">Your match</span><div role="combobox" aria-haspopup="listbox" aria-expanded="false" aria-labelledby="l" tabindex="0" id="d" style="width:200px;border:1px solid">Any</div><ul role="listbox" id="u" hidden></ul><button>Send</button></form>
	<script>d.onclick = () => { u.hidden = false; u.innerHTML = ['Dr. Okafor', 'M. Lindqvist, LCSW', 'Anybody'].map(o => '<li role="option">' + o + '</li>').join(''); u.querySelectorAll('li').forEach(l => l.onclick = () => { d.textContent = l.textContent; u.hidden = true }) }</script>`)
	wantWalked(t, out)
	if got := typedAs(out, audit.KindClinician); !slices.Contains(got, "Dr. Okafor") {
		t.Errorf("chosen as clinician: %q", got)
	}
	if !slices.ContainsFunc(out.Steps, func(st audit.Step) bool { return st.Kind == audit.KindClinician }) {
		t.Error("no step says that it chose a clinician")
	}
}

// TestPageThatCannotKeepUp: what a page swallows of fast keys is typed again, as slowly as
// people type.
func TestPageThatCannotKeepUp(t *testing.T) {
	t.Parallel()
	street, _ := ann.Value(audit.KindStreet)
	out, tab, _ := walkOnly(t, `<form method="post" action="/send"><label>Street address <input id="i" name="st"></label><label>Email <input type="email" name="em"></label><button>Send</button></form>
	<script>let kept = '', due = null; i.oninput = () => { const now = i.value; i.value = kept; due ||= setTimeout(() => { due = null; kept = now; i.value = kept }, 15) }</script>`)
	wantWalked(t, out)
	if got := heldForm(t, tab).Get("st"); got != street {
		t.Errorf("held %q, want %q", got, street)
	}
}

// TestStepsBelowACalendar: the buttons of a form that stand below a calendar lead on and
// turn no month.
func TestStepsBelowACalendar(t *testing.T) {
	t.Parallel()
	out, tab, _ := walkOnly(t, `<form id="f"><div class="c"><label>Appointment</label><div class="cal" role="grid" style="display:grid;grid-template-columns:repeat(7,40px)"></div><p><button type="button">Previous</button> <button type="button" id="n">Next</button></p></div>
	<div class="c" hidden><label>Email <input type="email" name="em" required></label><button>Submit</button></div></form>
	<script>const v = {}, d0 = new Date(), cal = document.querySelector('.cal'), cards = document.querySelectorAll('.c');
	for (let i = 1; i < 25; i++) { const d = new Date(d0.getFullYear(), d0.getMonth(), d0.getDate() + i), c = document.createElement('div'); c.textContent = d.getDate(); c.setAttribute('role', 'gridcell'); c.ariaLabel = d.toLocaleDateString('en-US', {weekday: 'long', month: 'long', day: 'numeric'}); c.onclick = () => { v.day = c.ariaLabel }; cal.append(c) }
	n.onclick = () => { if (v.day) { cards[0].hidden = true; cards[1].hidden = false } };
	f.onsubmit = e => { e.preventDefault(); v.em = f.em.value; fetch('/send', {method: 'POST', body: new URLSearchParams(v)}).then(() => f.remove()) }</script>`)
	wantWalked(t, out)
	if v := heldForm(t, tab); v.Get("day") == "" || v.Get("em") == "" {
		t.Errorf("held %q", v)
	}
}

// TestListBoxInAListBox: an element that repeats the role of the input in it is no control
// of its own.
func TestListBoxInAListBox(t *testing.T) {
	t.Parallel()
	s := serve(t, map[string]string{"/": `<form method="post"><div role="combobox" aria-haspopup="listbox" aria-expanded="false" tabindex="-1"><label for="i">Insurance</label><input id="i" role="combobox" aria-haspopup="listbox" aria-expanded="false"></div><button>Send</button></form>`})
	tab := newTab(t)
	if err := chromedp.Do(tab.ctx, chromedp.Navigate(s.URL+"/")); err != nil {
		t.Fatal(err)
	}
	inv, err := Inspect(t.Context(), tab)
	if err != nil {
		t.Fatal(err)
	}
	if len(inv.Forms) != 1 || len(inv.Forms[0].Controls) != 1 || inv.Forms[0].Controls[0].Label != "Insurance" {
		t.Errorf("%+v; want one control, called Insurance", inv.Forms)
	}
}

// TestAnswersThatAreLinks: links that are buttons are answers, also where each card has one
// that says no more than "Select".
func TestAnswersThatAreLinks(t *testing.T) {
	t.Parallel()
	send := `const end = v => { document.body.innerHTML = '<form id="f"><label>Email <input type="email" name="em"></label><button>Send</button></form>'; f.onsubmit = e => { e.preventDefault(); fetch('/send', {method: 'POST', body: new URLSearchParams({v, em: f.em.value})}).then(() => f.remove()) } };`
	for name, html := range map[string]string{
		"with a role": `<h2>What is your gender identity?</h2>` + strings.Repeat(`<a href="#" role="button" class="answer" style="display:block;cursor:pointer">%</a>`, 3),
		"in cards":    `<h2>Select service</h2>` + strings.Repeat(`<div class="item"><div class="title"><b>%</b></div><a href="#" class="btn pick" style="cursor:pointer">Select</a></div>`, 3),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			for _, answer := range []string{"Woman therapy", "Man therapy", "Family therapy"} {
				html = strings.Replace(html, "%", answer, 1)
			}
			out, tab, _ := walkOnly(t, html+`<script>`+send+`document.querySelectorAll('a').forEach(a => a.onclick = e => { e.preventDefault(); end((a.closest('.item') || a).textContent) })</script>`)
			wantWalked(t, out)
			if v := heldForm(t, tab); !strings.Contains(v.Get("v"), "therapy") || v.Get("em") == "" {
				t.Errorf("held %q", v)
			}
		})
	}
}

// TestNothingSentAtTheEnd: a summary whose button sends nothing was not submitted, although
// it asks for nothing itself.
func TestNothingSentAtTheEnd(t *testing.T) {
	t.Parallel()
	out, tab, _ := walkOnly(t, `<form id="f"><label>Email <input type="email" name="em"></label><button>Continue</button></form>
	<script>f.onsubmit = e => { e.preventDefault(); f.innerHTML = '<h2>Your request</h2><p>We have it all.</p><button type="button" class="btn">Request now</button>' }</script>`)
	if out.Submitted || out.Status != audit.Inconclused || len(tab.held) > 0 {
		t.Errorf("submitted %v, %s (%s), held %q; want inconclusive", out.Submitted, out.Status, out.Why, tab.held)
	}
}

// TestBoxesDrawnAroundRealOnes: where the real box is out of sight and has no name, the one
// that is drawn around it is ticked.
func TestBoxesDrawnAroundRealOnes(t *testing.T) {
	t.Parallel()
	out, tab, _ := walkOnly(t, `<form id="f"><label>Email <input type="email" name="em"></label>
	<div role="radiogroup" aria-label="Are you a new patient?"><div role="radio" aria-checked="false" aria-label="Yes" tabindex="0" class="b"><input type="radio" style="display:none"><span>Yes</span></div><div role="radio" aria-checked="false" aria-label="No" tabindex="0" class="b"><input type="radio" style="display:none"><span>No</span></div></div>
	<div role="checkbox" aria-checked="false" aria-label="I agree to the privacy policy *" tabindex="0" class="b"><input type="checkbox" style="display:none"><span>I agree to the privacy policy *</span></div><button>Send</button></form>
	<script>document.querySelectorAll('.b').forEach(b => b.onclick = () => b.setAttribute('aria-checked', 'true'));
	f.onsubmit = e => { e.preventDefault(); if (document.querySelectorAll('[aria-checked=true]').length === 2) fetch('/send', {method: 'POST', body: new URLSearchParams({em: f.em.value})}).then(() => f.remove()) }</script>`)
	wantWalked(t, out)
	if v := heldForm(t, tab); v.Get("em") == "" {
		t.Errorf("held %q", v)
	}
}

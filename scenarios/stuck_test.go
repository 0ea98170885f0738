package scenarios

import (
	"slices"
	"strings"
	"testing"

	"github.com/quietroom/quietroom/audit"
)

// TestStuck: what a walk presses where it knows no field and no button, whatever that is made of.
func TestStuck(t *testing.T) {
	t.Parallel()
	details := "`<form id=\"f\"><label>Email <input type=\"email\" name=\"e\" required></label><button>Request visit</button></form>`; f.onsubmit = (e) => { e.preventDefault(); fetch('/book', { method: 'POST', body: new URLSearchParams({ at, e: f.e.value }) }) }"
	for name, c := range map[string]struct{ html, want string }{
		"links of a script's router": {`<h1>Book an appointment</h1><button id="go">Book now</button><main id="m"></main><script>let at = '';
			go.onclick = () => { m.innerHTML = '<h2>Choose a practitioner</h2><div><a href="#/staff/1">Wren Abernathy, LCSW</a></div><div><a href="#/staff/2">Tobias Lund, PsyD</a></div>'; go.remove() };
			onhashchange = () => { at = location.hash; m.innerHTML = ` + details + ` }</script>`, "at=%23%2Fstaff%2F1"},
		"cards of divs after a step": {`<div id="m"><label>Email <input type="email" id="x"></label><button type="button" id="go">Next</button></div><script>let at = '';
			go.onclick = () => { m.innerHTML = '<h2>Which therapy are you looking for?</h2><section><div class="k" style="cursor:pointer"><h3>Individual therapy</h3><p>50 min</p></div><div class="k" style="cursor:pointer"><h3>Couples therapy</h3><p>80 min</p></div></section>';
			  m.querySelectorAll('.k').forEach((k) => k.onclick = () => { at = k.textContent; m.innerHTML = ` + details + ` }) }</script>`, "Individual+therapy"},
		"hours of a later week": {`<form id="f" novalidate><p><button type="button" id="w">Later dates »</button></p><div id="t">No times this week.</div><label>Email <input type="email" name="e" required></label><p id="err" role="alert"></p><button>Request visit</button></form><script>let at = '';
			w.onclick = () => { t.innerHTML = '<label><input type="radio" name="h" value="9:00">Mon, 9:00 am</label><label><input type="radio" name="h" value="10:00">Mon, 10:00 am</label>' };
			f.onsubmit = (e) => { e.preventDefault(); const h = f.querySelector('[name=h]:checked'); if (!h) { err.textContent = 'Please choose a time.'; return } fetch('/book', { method: 'POST', body: new URLSearchParams({ at: h.value, e: f.e.value }) }) }</script>`, "at=9%3A00"},
		"an address by hand": {`<form id="f" novalidate><label>Email <input type="email" name="e" required></label><div><label>Address <input name="a" autocomplete="off"></label><a href="#" id="by">Enter it manually</a></div><div id="more"></div><p id="err" class="error"></p><button>Request visit</button></form><script>let hand = false;
			by.onclick = (e) => { e.preventDefault(); hand = true; more.innerHTML = '<label>Street <input name="street"></label><label>ZIP code <input name="zip"></label>' };
			f.onsubmit = (e) => { e.preventDefault(); if (!hand || !f.zip.value) { f.a.setAttribute('aria-invalid', 'true'); err.textContent = 'Please select an address from the list, or enter it manually.'; return } fetch('/book', { method: 'POST', body: new URLSearchParams({ at: f.street.value, e: f.e.value }) }) }</script>`, "at="},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			out, tab, s := walkOnly(t, c.html)
			if len(tab.held) != 1 || !strings.Contains(tab.held[0], c.want) || !strings.Contains(tab.held[0], "quorvex") {
				t.Errorf("held %q, want one with %q; %s: %s", tab.held, c.want, out.Status, out.Why)
			}
			if len(s.posted()) > 0 {
				t.Errorf("the server was sent %q", s.posted())
			}
		})
	}
}

// TestStuckCommitsNothing: what is tried is held as everything else is, and what says that it
// does harm, leads back or is a tool is not tried.
func TestStuckCommitsNothing(t *testing.T) {
	t.Parallel()
	out, _, s := walkOnly(t, `<button id="b">Book now</button>
		<div id="m"></div><script>b.onclick = () => { b.remove(); m.innerHTML = '<h2>Which appointment?</h2><div><span class="k" style="cursor:pointer">Individual therapy</span><span class="k" style="cursor:pointer">Couples therapy</span></div><div><span class="x" style="cursor:pointer">Cancel my appointment</span><span class="x" style="cursor:pointer">Delete my account</span></div>';
		m.querySelectorAll('.k').forEach((k) => k.onclick = () => setTimeout(() => fetch('/book', { method: 'POST', body: k.textContent }), 400)); m.querySelectorAll('.x').forEach((k) => k.onclick = () => { document.title = 'harm'; fetch('/gone?' + k.textContent) }) }</script>`)
	if len(s.posted()) > 0 || slices.ContainsFunc(s.got(), func(r string) bool { return strings.Contains(r, "/gone") }) {
		t.Errorf("the server was sent %q, asked for %q; %s %s", s.posted(), s.got(), out.Status, out.Why)
	}
}

// TestFieldsMadeAnew: a page that draws its fields again with every answer is answered a few
// times, and then pressed.
func TestFieldsMadeAnew(t *testing.T) {
	t.Parallel()
	out, tab, _ := walkOnly(t, `<form id="f"></form><script>const S = {};
		const draw = () => { f.innerHTML = '<label>Insurance <select name="i"><option value="">Select</option><option>Aetna</option><option>Cigna</option></select></label><label>Member ID <input name="m"></label><label>Email <input type="email" name="e"></label><button>Request visit</button>';
		  for (const k in S) f[k].value = S[k]; for (const c of f.querySelectorAll('select,input')) c.onchange = () => { S[c.name] = c.value; setTimeout(draw) } };
		draw(); f.onsubmit = (e) => { e.preventDefault(); fetch('/book', { method: 'POST', body: new URLSearchParams(S) }) }</script>`)
	if len(tab.held) != 1 || !strings.Contains(tab.held[0], "i=Aetna") || !strings.Contains(tab.held[0], "quorvex") {
		t.Errorf("held %q; %s: %s", tab.held, out.Status, out.Why)
	}
	if n := len(out.Steps); n > 20 {
		t.Errorf("%d steps", n)
	}
}

// TestChoiceSends: an hour that sends its form goes on where the page proves that steps follow
// and nobody is known; else it is held.
func TestChoiceSends(t *testing.T) {
	t.Parallel()
	page := func(progress, fields string) map[string]string {
		return map[string]string{
			"/":     progress + `<h2>Choose a time</h2><form method="post" action="/hour">` + fields + `<button name="t" value="9">9:00 am</button><button name="t" value="10">10:00 am</button></form>`,
			"/hour": `<p>Step 2 of 4</p><form method="post" action="/book"><label>Email <input type="email" name="e" required></label><button>Book the visit</button></form>`,
		}
	}
	for name, c := range map[string]struct {
		pages  map[string]string
		posted int
	}{
		"a step":             {page("<p>Step 1 of 4</p>", ""), 1},
		"nothing shows more": {page("", ""), 0},
		"somebody is known":  {page("<p>Step 1 of 4</p>", `<label>Email <input type="email" name="em" required></label>`), 0},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			out, tab, s := walkSteps(t, c.pages, nil)
			if len(s.posted()) != c.posted || len(tab.held) != 1 {
				t.Errorf("the server was sent %q, held %q; want %d sent and one held", s.posted(), tab.held, c.posted)
			}
			if sent := slices.ContainsFunc(out.Steps, func(st audit.Step) bool { return st.Sent }); sent != (c.posted > 0) {
				t.Errorf("a step says that it went out: %v", sent)
			}
		})
	}
}

// TestNobodyBooks: an hour that is taken before anybody is known goes on; in a session that is
// logged in, or once somebody is known, it is held.
func TestNobodyBooks(t *testing.T) {
	t.Parallel()
	pages := func(fields string) map[string]string {
		return map[string]string{
			"/":     `<form method="post" action="/take"><h2>Choose a time</h2><label><input type="radio" name="h" value="9">Mon, 9:00 am</label><label><input type="radio" name="h" value="10">Mon, 10:00 am</label>` + fields + `<button>Book session</button></form>`,
			"/take": `<form method="post" action="/book"><label>Email <input type="email" name="e" required></label><button>Confirm booking</button></form>`,
		}
	}
	for name, c := range map[string]struct {
		fields string
		known  bool
		posted int
	}{
		"nobody":    {"", false, 1},
		"logged in": {"", true, 0},
		"a name":    {`<label>Your name <input name="n" required></label>`, false, 0},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, tab, s := walkSteps(t, pages(c.fields), func(cfg *WalkConfig) { cfg.Known = c.known })
			if len(s.posted()) != c.posted || len(tab.held) != 1 {
				t.Errorf("the server was sent %q, held %q; want %d sent and one held", s.posted(), tab.held, c.posted)
			}
		})
	}
}

package scenarios

import (
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/google/go-cmp/cmp"

	"github.com/quietroom/quietroom/audit"
)

func wantWalked(t *testing.T, out Outcome) {
	t.Helper()
	if out.Status != audit.Walked || !out.Submitted {
		t.Errorf("status %s (%s), submitted %v; want walked and submitted", out.Status, out.Why, out.Submitted)
	}
}

func TestWalkShadowRoots(t *testing.T) {
	t.Parallel()
	for _, mode := range []string{"open", "closed"} {
		t.Run(mode, func(t *testing.T) {
			t.Parallel()
			out, tab, _ := walkOnly(t, `<form id="f" method="post" action="/send"><x-field label="First name" name="fn"></x-field><x-field label="Email" name="em"></x-field><button>Send</button></form>
			<script>customElements.define('x-field', class extends HTMLElement { static formAssociated = true; constructor() { super(); this.i = this.attachInternals(); }
			 connectedCallback() { const r = this.attachShadow({mode:'`+mode+`'}); r.innerHTML = '<label for=i>'+this.getAttribute('label')+'</label><input id=i>'; r.querySelector('input').oninput = e => this.i.setFormValue(e.target.value); } })</script>`)
			wantWalked(t, out)
			v := heldForm(t, tab)
			if v.Get("fn") != "Annika" || v.Get("em") != "ann.quorvex@example.com" {
				t.Errorf("held %q", v)
			}
		})
	}
}

func TestWalkFrames(t *testing.T) {
	t.Parallel()
	widget := `<form method="post" action="/widget"><label>Your name <input name="n"></label><label>Phone number <input name="p"></label><button>Request a call</button></form>`
	for name, host := range map[string]string{"same site": "127.0.0.1", "another site": "localhost"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := serve(t, map[string]string{"/w": widget, "/": "x"})
			other := strings.Replace(s.URL, "127.0.0.1", host, 1)
			page := serve(t, map[string]string{"/": `<h1>Contact</h1><p style="height:900px">Scroll</p><iframe width=500 height=300 src="` + other + `/w"></iframe>`})
			tab := newTab(t)
			sc := planFirst(t, tab, page.URL+"/")
			out := Walk(t.Context(), tab, sc, testConfig(t))
			if got := typedAs(out, audit.KindPhone); !slices.Contains(got, "(312) 555-0142") {
				t.Errorf("typed as phone: %q (%s %s)", got, out.Status, out.Why)
			}
			// Fetch on the page's session does not see what a frame elsewhere sends.
			if host == "127.0.0.1" {
				wantWalked(t, out)
				if len(tab.held) != 1 {
					t.Errorf("held %q", tab.held)
				}
			}
		})
	}
}

func TestWalkWizard(t *testing.T) {
	t.Parallel()
	out, tab, _ := walkOnly(t, `<form id="w" method="post" action="/book"><h2>Book an appointment</h2>
	 <div class="step"><label>First name <input name="fn" required></label><button type="button" class="n">Next</button></div>
	 <div class="step" hidden><label>Email <input type="email" name="em" required></label><label>Confirm email <input type="email" name="em2" required></label><button type="button" class="b">Back</button><button type="button" class="n">Next</button></div>
	 <div class="step" hidden><p>Choose a time</p><div id="slots"><button type="button" class="s" data-time="09:00">9:00 AM</button><button type="button" class="s" data-time="10:30">10:30 AM</button></div><input type="hidden" name="slot" id="slot"><button type="button" class="n">Continue</button></div>
	 <div class="step" hidden><p id="sum">Please review</p><button type="submit">Confirm booking</button></div></form>
	 <script>const steps=[...document.querySelectorAll('.step')]; let i=0; const go=d=>{ if(d>0 && [...steps[i].querySelectorAll('input:not([type=hidden])')].some(x=>!x.reportValidity())) return; steps[i].hidden=true; i+=d; steps[i].hidden=false; };
	 document.querySelectorAll('.n').forEach(b=>b.onclick=()=>go(1)); document.querySelectorAll('.b').forEach(b=>b.onclick=()=>go(-1));
	 document.querySelectorAll('.s').forEach(b=>b.onclick=()=>slot.value=b.dataset.time)</script>`)
	wantWalked(t, out)
	v := heldForm(t, tab)
	want := url.Values{"fn": {"Annika"}, "em": {"ann.quorvex@example.com"}, "em2": {"ann.quorvex@example.com"}, "slot": {"09:00"}}
	if d := cmp.Diff(want, v); d != "" {
		t.Errorf("held form (-want +got):\n%s", d)
	}
	if got := typedAs(out, audit.KindAppointmentTime); !slices.Contains(got, "9:00 AM") || !slices.Contains(got, "09:00") {
		t.Errorf("the slot is not on record: %q", got)
	}
}

func TestWalkScreening(t *testing.T) {
	t.Parallel()
	var b strings.Builder
	b.WriteString(`<h1>GAD-7</h1><form method="post" action="/score">`)
	for i, q := range []string{"Feeling nervous, anxious, or on edge", "Not being able to stop or control worrying", "Thoughts that you would be better off dead or of hurting yourself in some way"} {
		b.WriteString(`<fieldset><legend>` + q + `</legend>`)
		for j, a := range []string{"Not at all", "Several days", "More than half the days", "Nearly every day"} {
			n := string(rune('0' + j))
			b.WriteString(`<label style="display:block"><input style="position:absolute;opacity:0" type="radio" required name="q` + string(rune('1'+i)) + `" value="` + n + `"> ` + a + `</label>`)
		}
		b.WriteString(`</fieldset>`)
	}
	b.WriteString(`<button>See my results</button></form>`)
	out, tab, _ := walkOnly(t, b.String())
	wantWalked(t, out)
	v := heldForm(t, tab)
	if v.Get("q3") != "0" {
		t.Errorf("the self-harm item was answered %q; it is always the lowest", v.Get("q3"))
	}
	if v.Get("q1") == "" || v.Get("q1") == "0" || v.Get("q2") == "" {
		t.Errorf("answers: %v", v)
	}
	if len(typedAs(out, audit.KindScreeningAnswer)) < 2 {
		t.Errorf("answers on record: %q", out.Typed)
	}
}

func TestWalkConditionalAndValidation(t *testing.T) {
	t.Parallel()
	out, tab, _ := walkOnly(t, `<form method="post" action="/intake" id="f" novalidate><h2>Intake</h2>
	 <fieldset><legend>Do you have insurance?</legend><label><input type="radio" name="ins" value="y" onchange="more.hidden=false"> Yes</label><label><input type="radio" name="ins" value="n"> No</label></fieldset>
	 <div id="more" hidden><label>Member ID <input name="mid"></label></div>
	 <label>Phone <input name="ph" id="ph"></label><p id="err"></p>
	 <label>State <select name="st"><option value="">--</option><option value="IN">Indiana</option><option value="IL">Illinois</option></select></label>
	 <button>Submit</button></form>
	 <script>f.onsubmit = e => { if (!/^\d{3}-\d{3}-\d{4}$/.test(ph.value)) { e.preventDefault(); ph.setAttribute('aria-invalid', 'true'); err.textContent='bad'; } else ph.removeAttribute('aria-invalid') };
	 ph.oninput = () => { if (/^\d{3}-\d{3}-\d{4}$/.test(ph.value)) ph.removeAttribute('aria-invalid') }</script>`)
	wantWalked(t, out)
	v := heldForm(t, tab)
	want := url.Values{"ins": {"y"}, "mid": {"QXAB123456789"}, "ph": {"312-555-0142"}, "st": {"IL"}}
	if d := cmp.Diff(want, v); d != "" {
		t.Errorf("held form (-want +got):\n%s", d)
	}
}

func TestWalkSearchIsSent(t *testing.T) {
	t.Parallel()
	out, tab, s := walkOnly(t, `<form role="search" action="/find"><input type="search" name="q" aria-label="Search"></form>`)
	wantWalked(t, out)
	if len(tab.held) != 0 || !slices.ContainsFunc(s.got(), func(g string) bool { return strings.HasPrefix(g, "/find?q=evening") }) {
		t.Errorf("held %q, gets %q", tab.held, s.got())
	}
}

func TestWalkSkip(t *testing.T) {
	t.Parallel()
	s := serve(t, map[string]string{"/": `<form method="post"><label>Email <input name="e"></label><button>Join</button></form>`})
	tab := newTab(t)
	sc := planFirst(t, tab, s.URL+"/")
	cfg := testConfig(t)
	cfg.Submit = "skip"
	out := Walk(t.Context(), tab, sc, cfg)
	last := out.Steps[len(out.Steps)-1]
	if out.Status != audit.Walked || out.Submitted || len(tab.held) != 0 || last.Status != "skipped" || last.Verb != "submit" {
		t.Errorf("status %s, submitted %v, held %q, last step %+v", out.Status, out.Submitted, tab.held, last)
	}
}

func TestWalkHonesty(t *testing.T) {
	t.Parallel()
	tests := map[string]struct{ html, why string }{
		"a button that does nothing": {`<form onsubmit="return false" method="post"><label>Email <input name="e"></label><button>Send</button></form>`, "sent nothing"},
		"a button that stays off":    {`<form method="post"><label>Email <input name="e"></label><button disabled>Send</button></form>`, "stays disabled"},
		"a field that forgets":       {`<form method="post"><label>Email <input name="e" oninput="this.value=''"></label><button>Send</button></form>`, "does not keep"},
		"no valid value":             {`<form method="post"><label>Email <input name="e" required pattern="[0-9]{3}"></label><button>Send</button></form>`, "accept"},
	}
	for name, tc := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			out, _, _ := walkOnly(t, tc.html)
			if out.Status != audit.Inconclused || !strings.Contains(out.Why, tc.why) {
				t.Errorf("status %s, why %q; want inconclusive because it %q", out.Status, out.Why, tc.why)
			}
			for _, v := range ann {
				if strings.Contains(out.Why, v) {
					t.Errorf("the reason holds a value")
				}
			}
		})
	}
}

func TestScriptedLinks(t *testing.T) {
	t.Parallel()
	s := serve(t, map[string]string{"/": `<button onclick="location.href='/booking'">Book now</button><button id="r">Our team</button><div role="link" tabindex="0" onclick="window.open('/popup')">Resources</div>
	 <button onclick="fetch('/gone',{method:'DELETE'});location='/deleted'">Delete my account</button><button onclick="setTimeout(()=>location.assign('/later'),20)">Later</button><a href="/plain">x</a>
	 <script>r.onclick = () => history.pushState({}, '', '/team')</script>`})
	tab := newTab(t)
	if err := chromedp.Do(tab.ctx, chromedp.Navigate(s.URL+"/")); err != nil {
		t.Fatal(err)
	}
	got, err := ScriptedLinks(t.Context(), tab)
	if err != nil {
		t.Fatal(err)
	}
	want := []string{s.URL + "/booking", s.URL + "/team", s.URL + "/later", s.URL + "/popup"}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("links (-want +got):\n%s", d)
	}
	if url, err := chromedp.Run(tab.ctx, chromedp.Location()); err != nil || url != s.URL+"/" {
		t.Errorf("the tab went to %s (%v)", url, err)
	}
	if len(s.posted()) > 0 {
		t.Errorf("the server was sent %q", s.posted())
	}
}

func TestInspectPage(t *testing.T) {
	t.Parallel()
	s := serve(t, map[string]string{"/": `<html lang="en-US"><title>Anxiety therapy</title><link rel="canonical" href="/anxiety"><script type="application/ld+json">{"@graph":[{"@type":"MedicalCondition"},{"@type":["Physician"]}]}</script>
	 <h1>Anxiety</h1><a href="/a">A</a><a href="mailto:x@example.com">m</a><div data-href="/b">B</div><button onclick="window.location.href='/c'">C</button><div itemscope itemtype="https://schema.org/Person"></div><iframe src="https://widget.example.com/x"></iframe></html>`})
	tab := newTab(t)
	if err := chromedp.Do(tab.ctx, chromedp.Navigate(s.URL+"/")); err != nil {
		t.Fatal(err)
	}
	inv, err := Inspect(t.Context(), tab)
	if err != nil {
		t.Fatal(err)
	}
	want := Inventory{URL: s.URL + "/", Title: "Anxiety therapy", H1: "Anxiety", Language: "en-US", Canonical: s.URL + "/anxiety",
		Schema: []string{"MedicalCondition", "Physician", "Person"}, FrameHosts: []string{"widget.example.com"}, Links: []Link{{s.URL + "/a", "A"}, {s.URL + "/b", "B"}, {s.URL + "/c", "C"}}}
	inv.Notes = nil
	if d := cmp.Diff(want, *inv); d != "" {
		t.Errorf("inventory (-want +got):\n%s", d)
	}
}

func TestWalkScriptedWizard(t *testing.T) {
	t.Parallel()
	// Each step replaces the one before; the last has no field at all.
	out, tab, _ := walkOnly(t, `<main><section id="root"></section></main><script>
	 const data = {}; let n = 0;
	 const steps = ['<h2>Get matched</h2><div><label>What brings you to therapy?<select id="x"><option value="">Select</option><option>Anxiety</option><option>Grief</option></select></label></div><div><button>Continue</button></div>',
	  '<h2>About you</h2><div><input id="x" placeholder="Email address"></div><div><button>Continue</button></div>', '<h2>Ready?</h2><p>We will be in touch.</p><div><button>Submit request</button></div>'];
	 const show = () => { root.innerHTML = '<div>' + steps[n] + '</div>'; root.querySelector('button').onclick = async () => { const el = document.getElementById('x');
	  if (el) { if (!el.value) return; data['s' + n] = el.value; } if (++n < steps.length) return show(); await fetch('/api', {method: 'POST', body: JSON.stringify(data)}); root.innerHTML = '<p>Thanks</p>'; }; };
	 show()</script>`)
	wantWalked(t, out)
	if len(tab.held) != 1 || tab.held[0] != `POST /api {"s0":"Anxiety","s1":"ann.quorvex@example.com"}` {
		t.Errorf("held %q", tab.held)
	}
}

func TestWalkFieldsInFrames(t *testing.T) {
	t.Parallel()
	// Card fields as payment vendors ship them: each in a frame of another site.
	frames := serve(t, map[string]string{"/n": `<input name="cardnumber" aria-label="Credit or debit card number">`, "/c": `<input aria-label="CVC">`})
	other := strings.Replace(frames.URL, "127.0.0.1", "localhost", 1)
	out, tab, _ := walkOnly(t, `<form method="post" action="/pay"><label>Invoice number <input name="inv"></label><iframe src="`+other+`/n"></iframe><iframe src="`+other+`/c"></iframe><button>Pay now</button></form>`)
	wantWalked(t, out)
	if v := heldForm(t, tab); v.Get("inv") != "INV-QX1234567" {
		t.Errorf("held %v", v)
	}
	for k, want := range map[audit.Kind]string{audit.KindCardNumber: "4242424242424242", audit.KindCardCode: "314"} {
		if got := typedAs(out, k); !slices.Contains(got, want) {
			t.Errorf("typed as %s: %q", k, got)
		}
	}
}

func TestWalkSubmitsOnce(t *testing.T) {
	t.Parallel()
	// A choice that submits by itself: the form is not submitted again.
	out, tab, _ := walkOnly(t, `<form method="post" action="/pick"><label>Service <select name="s" onchange="this.form.submit()"><option value="">Choose</option><option>Therapy</option></select></label><button>Go</button></form>`)
	wantWalked(t, out)
	if v := heldForm(t, tab); v.Get("s") != "Therapy" {
		t.Errorf("held %v", v)
	}
}

func TestWalkUnknownVerb(t *testing.T) {
	t.Parallel()
	out := Walk(t.Context(), newTab(t), Scenario{Steps: []PlannedStep{{Verb: "fil"}}}, WalkConfig{})
	if out.Status != audit.Inconclused || !strings.Contains(out.Why, `"fil"`) || !strings.Contains(out.Why, "fill") {
		t.Errorf("%s: %s", out.Status, out.Why)
	}
}

func TestWalkUnreachable(t *testing.T) {
	t.Parallel()
	out := Walk(t.Context(), newTab(t), VisitScenario(audit.Page{URL: "http://127.0.0.1:1/"}), WalkConfig{})
	if out.Status != audit.Inconclused || len(out.Steps) != 1 || out.Steps[0].Status != "failed" {
		t.Errorf("%s: %s, steps %+v", out.Status, out.Why, out.Steps)
	}
}

func TestWalkVisit(t *testing.T) {
	t.Parallel()
	s := serve(t, map[string]string{"/": `<div style="height:6000px">long</div><img loading="lazy" src="/lazy.png" width=10 height=10><script>addEventListener('scroll', () => { if (scrollY > 4000) new Image().src = '/deep' }); addEventListener('mousemove', () => { new Image().src = '/moved' }, {once: true})</script>`})
	out := Walk(t.Context(), newTab(t), VisitScenario(audit.Page{URL: s.URL + "/"}), WalkConfig{})
	if out.Status != audit.Walked || len(out.Typed) != 0 {
		t.Errorf("%s: %s", out.Status, out.Why)
	}
	for _, want := range []string{"/deep", "/moved", "/lazy.png"} {
		if !slices.Contains(s.got(), want) {
			t.Errorf("%s was not asked for: %q", want, s.got())
		}
	}
}

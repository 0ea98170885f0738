package scenarios

import (
	"slices"
	"strings"
	"testing"

	"github.com/quietroom/quietroom/audit"
	"github.com/quietroom/quietroom/scenarios/script"
)

// followed serves pages, follows the steps of a script on "/" and gives what came of it.
func followed(t *testing.T, steps string, pages map[string]string) (Outcome, *fakeTab, *site) {
	t.Helper()
	s := serve(t, pages)
	tab := newTab(t)
	out := follow(t, tab, s, steps)
	if len(s.posted()) > 0 {
		t.Errorf("the server was sent %q; a submit is held", s.posted())
	}
	return out, tab, s
}

func follow(t *testing.T, tab *fakeTab, s *site, steps string) Outcome {
	t.Helper()
	sc, err := script.Read("t.yaml", []byte("name: t\nstart: /\ntimeout: 15s\nsteps:\n"+steps))
	if err != nil {
		t.Fatal(err)
	}
	cfg := testConfig(t)
	cfg.Screenshot = func(name string, _ []byte) (string, error) { return name, nil }
	out := Walk(t.Context(), tab, Scenario{Name: sc.Name, Page: s.URL + "/", Site: s.URL + "/", Script: sc, Patient: ann}, cfg)
	for _, st := range out.Steps {
		t.Logf("%2d %-10s %-10s %-30q %s %s %q", st.Number, st.Verb, st.Kind, st.Target, st.Status, st.Why, st.Around)
	}
	t.Logf("status %s why %q submitted %v held %q", out.Status, out.Why, out.Submitted, tab.held)
	return out
}

// TestEveryVerbIsDone: a verb that a file can hold is one that a walk can do.
func TestEveryVerbIsDone(t *testing.T) {
	t.Parallel()
	for _, v := range script.Verbs {
		if deeds()[v.Verb] == nil {
			t.Errorf("nothing says how %s is done", v.Verb)
		}
	}
}

func TestFollowForm(t *testing.T) {
	t.Parallel()
	out, tab, s := followed(t, `
  - click: Contact us
  - expect: {url: /contact, title: Practice, text: Your name}
  - fill: {label: Your name, value: "{patient.full_name}"}
  - fill: E-mail
  - fill: {placeholder: "(555) 555-5555", value: "{patient.phone}"}
  - select: {label: Topic, option: Anxiety}
  - fill: {css: textarea, value: "Hello, I am {patient.given_name}.\nCall me {{soon}."}
  - check: I agree
  - check: {label: Newsletter, off: true}
  - check: {role: radio, name: By phone}
  - upload: {label: Insurance card, file: pdf}
  - expect: {label: Topic, value: anx}
  - submit: Send
  - expect: {url: /thanks, text: Thank you}
`, map[string]string{
		"/": `<a href="/contact">Contact us</a> <footer><a href="/contact">contact us</a></footer>`,
		"/contact": `<form method="post" action="/send" enctype="application/x-www-form-urlencoded">
	 <label for="n">Your name *</label> <input id="n" name="name" required>
	 <label>E-mail <input type="email" name="mail"></label>
	 <input name="phone" placeholder="(555) 555-5555">
	 <select name="topic" aria-label="Topic"><option value="">Choose...</option><option value="anx">Anxiety</option><option>Other</option></select>
	 <textarea name="message"></textarea>
	 <label><input type="checkbox" name="agree"> I agree</label>
	 <label><input type="checkbox" name="news" checked> Newsletter</label>
	 <label><input type="radio" name="how" value="mail" checked> By mail</label><label><input type="radio" name="how" value="phone"> By phone</label>
	 <label>Insurance card <input type="file" name="card" style="display:none"></label>
	 <button type="button">Send a copy</button><button>Send</button></form>`,
	})
	if out.Status != audit.Walked || !out.Submitted || out.HeldRequests != 1 {
		t.Fatalf("status %s (%s), submitted %v, held %d", out.Status, out.Why, out.Submitted, out.HeldRequests)
	}
	v := heldForm(t, tab)
	for name, want := range map[string]string{
		"name": "Annika Quorvex", "mail": "ann.quorvex@example.com", "phone": "(312) 555-0142", "topic": "anx", "message": "Hello, I am Annika.\r\nCall me {soon}.",
		"agree": "on", "news": "", "how": "phone", "card": "zelvar-notes.pdf",
	} {
		if got := v.Get(name); got != want {
			t.Errorf("field %s = %q, want %q", name, got, want)
		}
	}
	for kind, want := range map[audit.Kind]string{
		audit.KindFullName: "Annika Quorvex", audit.KindEmail: "ann.quorvex@example.com", audit.KindMessage: "Hello, I am Annika.\nCall me {soon}.", audit.KindFile: "zelvar-notes.pdf",
	} {
		if !slices.Contains(typedAs(out, kind), want) {
			t.Errorf("%s was typed as %q", kind, typedAs(out, kind))
		}
	}
	if !slices.Contains(s.got(), "/thanks") {
		t.Errorf("the success page was not reached: %q", s.got())
	}
	for i, n := range tab.steps {
		if n != i+1 {
			t.Errorf("steps announced: %v", tab.steps)
			break
		}
	}
}

// TestFollowEverywhere: targets are found in open and closed shadow roots, in
// frames of the page's process and of another.
func TestFollowEverywhere(t *testing.T) {
	t.Parallel()
	s := serve(t, map[string]string{
		"/inner": `<label>City <input name="city"></label><button onclick="parent.postMessage(document.querySelector('input').value,'*')">Tell</button>`,
		"/far":   `<label>Zip <input name="zip"></label><button onclick="document.title='x'; out.textContent='far ' + document.querySelector('input').value">Tell</button><p id="out"></p>`,
	})
	far := strings.Replace(s.URL, "127.0.0.1", "localhost", 1)
	page := `<x-open></x-open><x-closed></x-closed><iframe id="near" src="/inner"></iframe><iframe id="other" src="` + far + `/far"></iframe><p id="heard"></p>
	<script>
	 addEventListener('message', e => heard.textContent = 'near ' + e.data);
	 customElements.define('x-open', class extends HTMLElement { connectedCallback() { const r = this.attachShadow({mode:'open'}); r.innerHTML = '<label for="a">Street</label><input id="a"><button data-testid="go">Keep</button><p></p>'; r.querySelector('button').onclick = () => r.querySelector('p').textContent = 'open ' + r.querySelector('input').value; } });
	 customElements.define('x-closed', class extends HTMLElement { connectedCallback() { const r = this.attachShadow({mode:'closed'}); r.innerHTML = '<input placeholder="Your e-mail"><button class="deep">Hide</button><p></p>'; r.querySelector('button').onclick = () => r.querySelector('p').textContent = 'closed ' + r.querySelector('input').value; } });
	</script>`
	p := serve(t, map[string]string{"/": page, "/inner": `<label>City <input name="city"></label><button onclick="parent.postMessage(document.querySelector('input').value,'*')">Tell</button>`})
	tab := newTab(t)
	out := follow(t, tab, p, `
  - fill: {label: Street, value: "{patient.street}"}
  - click: {testid: go}
  - expect: open 4417 Zelvar Lane
  - fill: {placeholder: your e-mail, value: "{patient.email}"}
  - click: {css: button.deep}
  - expect: closed ann.quorvex@example.com
  - click: {xpath: "//button[text()='Keep']"}
  - click: {role: button, name: Hide}
  - frame:
      css: "#near"
      steps:
        - fill: {label: City, value: "{patient.city}"}
        - click: {role: button, name: tell}
  - expect: near Brindle Falls
  - fill: {label: Zip, value: "{patient.postal_code}"}
  - frame: {css: "#other", steps: [click: Tell, expect: far 60199]}
  - expect: far 60199
`)
	if out.Status != audit.Walked {
		t.Errorf("%s: %s", out.Status, out.Why)
	}
	if len(tab.Frames()) == 0 {
		t.Error("no frame had a process of its own, so none was tried")
	}
}

// TestFollowFails: what cannot be done says so, with what was there, and nothing
// after it is done.
func TestFollowFails(t *testing.T) {
	t.Parallel()
	page := `<h1>Welcome</h1><a href="/a">Book now</a><a href="/b">Book now</a><button disabled>Pay</button><div style="display:none"><button>Ghost</button></div>
	 <label>Mail <input name="m"></label><label>Plan <select name="p"><option>Gold</option><option>Silver</option></select></label>
	 <label>Fixed <input readonly value="x"></label><label><input type="checkbox"> Thoughts of suicide</label>
	 <form action="/go" method="post"><label>Age <input name="age" required></label><select name="s" aria-label="Sex" required><option value=""></option><option>F</option></select><button>Go</button></form>
	 <button onclick="0">Nothing</button>`
	for steps, want := range map[string]string{
		"  - click: Bok now":                          "nothing on the page fits saying “Bok now”",
		"  - click: Book now":                         "2 elements fit saying “Book now”: link “book now”, link “book now”; say which",
		"  - click: Pay":                              "it stays disabled: button “pay”",
		"  - click: Ghost":                            "it is there and cannot be seen: button “ghost”",
		"  - click: {css: \"a[\"}":                    "the browser cannot read the selector of css “a[”",
		"  - click: {css: a, nth: 3}":                 "only 2 on the page fit css “a” number 3",
		"  - select: {label: Plan, option: Platinum}": "it has no such choice; there are “Gold”, “Silver”",
		"  - fill: {label: Fixed, value: y}":          "it is read-only",
		"  - fill: {label: Plan, value: y}":           "it has no such choice; there are “Gold”, “Silver”",
		"  - fill: {text: Welcome, value: y}":         "it is nothing that can be filled in",
		"  - check: Thoughts of suicide":              "it says something about self-harm",
		"  - check: Mail":                             "it cannot be ticked: it is a text",
		"  - expect: {text: Welcome, hidden: true}":   "it is still to be seen",
		"  - expect: {url: /other}":                   "the page's address is another",
		"  - expect: {css: a, count: \">=3\"}":        "there are 2",
		"  - expect: {label: Plan, value: Silver}":    "it holds something else",
		"  - expect: {text: Welcome, not: true}":      "it is so, and is expected not to be",
		"  - frame: {css: iframe, steps: [back]}":     "nothing on the page fits css “iframe”",
		"  - back":            "there is no page before this one",
		"  - submit":          "no form was filled on this page",
		"  - submit: Nothing": "pressing it sent nothing and led nowhere",
		"  - fill: {label: Age, value: 33}\n  - submit: {text: Go, timeout: 20s}": "the form does not accept “Sex”",
		"  - visit: http://127.0.0.1:1/":                                          "the page did not load",
		"  - upload: Mail":                                                        "it is nothing that can be filled in",
	} {
		t.Run(strings.TrimSpace(steps), func(t *testing.T) {
			t.Parallel()
			s := serve(t, map[string]string{"/": page})
			tab := newTab(t)
			sc, err := script.Read("t.yaml", []byte("name: t\nstart: /\ntimeout: 6s\nsteps:\n"+steps+"\n  - click: {css: a, nth: 1}\n"))
			if err != nil {
				t.Fatal(err)
			}
			shots := 0
			cfg := testConfig(t)
			cfg.Screenshot = func(name string, _ []byte) (string, error) { shots++; return name, nil }
			out := Walk(t.Context(), tab, Scenario{Page: s.URL, Site: s.URL, Script: sc, Patient: ann}, cfg)
			last := out.Steps[len(out.Steps)-1]
			if out.Status != audit.Inconclused || last.Status != "failed" || !strings.Contains(last.Why, want) {
				t.Errorf("%s, %s %s: %q; want %q", out.Status, last.Verb, last.Status, last.Why, want)
			}
			if !strings.Contains(out.Why, "1 step after it not tried") || slices.Contains(s.got(), "/a") {
				t.Errorf("what came after was tried: %q, %q", out.Why, s.got())
			}
			if loaded := !strings.Contains(want, "did not load"); loaded && (last.Screenshot == "" || shots == 0) || len(s.posted()) > 0 {
				t.Errorf("screenshot %q, posted %q", last.Screenshot, s.posted())
			}
			if !strings.Contains(want, "did not load") && !slices.Contains(last.Around, "link “Book now”") {
				t.Errorf("what was there: %q", last.Around)
			}
		})
	}
}

// TestFollowUnseen: where no picture is kept, no names are.
func TestFollowUnseen(t *testing.T) {
	t.Parallel()
	s := serve(t, map[string]string{"/": "<h1>Messages of Ann</h1>"})
	sc, err := script.Read("t.yaml", []byte("name: t\nstart: /\ntimeout: 2s\nsteps:\n  - click: nowhere\n"))
	if err != nil {
		t.Fatal(err)
	}
	out := Walk(t.Context(), newTab(t), Scenario{Page: s.URL, Site: s.URL, Script: sc}, testConfig(t))
	if last := out.Steps[len(out.Steps)-1]; last.Status != "failed" || len(last.Around) > 0 {
		t.Errorf("%s: %q", last.Status, last.Around)
	}
}

// TestFollowAround: what the page says of the patient is not told of it.
func TestFollowAround(t *testing.T) {
	t.Parallel()
	out, _, _ := followed(t, `
  - fill: {label: Mail, value: hush.hush@example.org}
  - fill: {label: Name, value: "{patient.full_name}"}
  - click: {text: nowhere, timeout: 2s}
`, map[string]string{"/": `<label>Mail <input oninput="h.textContent='You are ' + this.value.toUpperCase()"></label><label>Name <input oninput="g.textContent='Hi ' + this.value"></label><h1 id="h"></h1><h2 id="g"></h2>`})
	last := out.Steps[len(out.Steps)-1]
	if !slices.Contains(last.Around, "heading “You are ‹email›”") || !slices.Contains(last.Around, "heading “Hi ‹full_name›”") {
		t.Errorf("what was there: %q", last.Around)
	}
	if strings.Contains(strings.ToLower(strings.Join(last.Around, " ")+out.Why), "hush") {
		t.Errorf("a typed value is told: %q %q", last.Around, out.Why)
	}
	if !slices.Contains(typedAs(out, audit.KindEmail), "hush.hush@example.org") {
		t.Errorf("the address was typed as %v", out.Typed)
	}
}

func TestFollowPlan(t *testing.T) {
	t.Parallel()
	out, tab, _ := followed(t, `
  - if_present: {text: We value your privacy, steps: [click: No thanks]}
  - if_present: {text: Chat with us, timeout: 300ms, steps: [click: Chat with us]}
  - plan
  - submit
`, map[string]string{"/": `<div id="b">We value your privacy <button onclick="b.remove()">No thanks</button></div>
	 <form action="/news" method="post"><label>E-mail <input type="email" name="e"></label><button>Subscribe</button></form>
	 <form action="/book" method="post" id="f"><h2>Book</h2><label>First name <input name="n" required></label><label>Phone <input name="p" required></label>
	 <label>Message <textarea name="m"></textarea></label><button>Request</button></form>`})
	if out.Status != audit.Walked || !out.Submitted {
		t.Errorf("%s: %s", out.Status, out.Why)
	}
	v := heldForm(t, tab)
	if v.Get("n") != "Annika" || v.Get("p") != "(312) 555-0142" || !strings.Contains(v.Get("m"), "Zelvar") {
		t.Errorf("held %q", v)
	}
	var verbs []string
	for _, s := range out.Steps {
		verbs = append(verbs, s.Verb+" "+s.Status)
	}
	want := "visit done, if_present done, click done, if_present skipped, plan done, fill done, fill done, fill done, submit done"
	if got := strings.Join(verbs, ", "); got != want {
		t.Errorf("steps: %s; want %s", got, want)
	}
}

// TestFollowHolds: whatever a script clicks or presses, what it sends is held.
func TestFollowHolds(t *testing.T) {
	t.Parallel()
	page := `<form action="/send" method="post"><label>Mail <input name="m"></label><select aria-label="Auto" onchange="fetch('/auto',{method:'POST',body:'x'})"><option>A</option><option>B</option></select>
	 <label><input type="checkbox" onclick="fetch('/tick',{method:'POST',body:'x'})"> Tick</label><label>File <input type="file" onchange="fetch('/file',{method:'POST',body:'x'})"></label><button>Send</button></form>
	 <div tabindex="0" ondblclick="fetch('/twice',{method:'POST',body:'x'})">Twice</div><p onmouseover="this.textContent='Hovered'">Hover me</p>`
	for steps, want := range map[string]string{
		"  - click: Send":                        "POST /send",
		"  - fill: Mail\n  - press: Enter":       "POST /send",
		"  - press: {label: Mail, key: Enter}":   "POST /send",
		"  - select: {label: Auto, option: B}":   "POST /auto",
		"  - check: Tick":                        "POST /tick",
		"  - upload: File":                       "POST /file",
		"  - click: {text: Twice, double: true}": "POST /twice",
		"  - fill: Mail\n  - submit":             "POST /send",
		"  - submit: Send":                       "POST /send",
	} {
		t.Run(strings.TrimSpace(steps), func(t *testing.T) {
			t.Parallel()
			out, tab, _ := followed(t, steps+"\n  - wait: 2s\n", map[string]string{"/": page})
			if out.Status != audit.Walked || len(tab.held) != 1 || !strings.HasPrefix(tab.held[0], want) || out.Submitted == strings.Contains("POST /auto POST /tick POST /file", want) {
				t.Errorf("%s (%s), submitted %v, held %q; want %s", out.Status, out.Why, out.Submitted, tab.held, want)
			}
		})
	}
	t.Run("skip", func(t *testing.T) {
		t.Parallel()
		s := serve(t, map[string]string{"/": page})
		tab := newTab(t)
		sc, err := script.Read("t.yaml", []byte("name: t\nstart: /\nsubmit: skip\nsteps:\n  - fill: Mail\n  - click: Send\n  - press: {label: Mail, key: Enter}\n  - submit\n  - submit: Send\n"))
		if err != nil {
			t.Fatal(err)
		}
		out := Walk(t.Context(), tab, Scenario{Page: s.URL, Site: s.URL, Script: sc, Patient: ann}, testConfig(t))
		if out.Status != audit.Walked || out.Submitted || len(tab.held)+len(s.posted()) > 0 {
			t.Errorf("%s (%s), submitted %v, held %q, posted %q", out.Status, out.Why, out.Submitted, tab.held, s.posted())
		}
	})
}

func TestFollowAbout(t *testing.T) {
	t.Parallel()
	out, _, s := followed(t, `
  - hover: Hover me
  - expect: Hovered
  - scroll: end
  - expect: At the end
  - scroll: top
  - scroll: {y: 400}
  - scroll: {text: Long}
  - wait: 50ms
  - wait
  - click: {text: More, within: {css: "#two"}}
  - expect: {url: "/more?x=*", text: Thank you}
  - back
  - expect: {url: /, text: Long}
  - visit: /again
  - expect: {url: /again, title: Practice}
  - wait: {text: Long, hidden: true}
`, map[string]string{"/": `<p onmouseover="this.textContent='Hovered'">Hover me</p><div style="height:4000px">Long</div><p id="e"></p>
	 <div id="one"><a href="/more?x=1">More</a></div><div id="two"><a href="/more?x=2">More</a></div>
	 <script>onscroll = () => { if (scrollY > 2000) e.textContent = 'At the end' }</script>`})
	if out.Status != audit.Walked {
		t.Errorf("%s: %s", out.Status, out.Why)
	}
	if !slices.Contains(s.got(), "/more?x=2") || slices.Contains(s.got(), "/more?x=1") {
		t.Errorf("got %q", s.got())
	}
}

func TestFitting(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		pattern, now string
		want         bool
	}{
		{"/thanks", "https://a.example/thanks", true},
		{"/thanks", "https://a.example/thanks?id=1#x", true},
		{"/thanks", "https://a.example/thanks/2", false},
		{"/thanks*", "https://a.example/thanks/2?x=1", true},
		{"/t?a=1", "https://a.example/t?a=1", true},
		{"/t?a=1", "https://a.example/t?a=2", false},
		{"https://a.example/t", "https://a.example/t", true},
		{"https://b.example/t", "https://a.example/t", false},
		{"*/done", "https://a.example/x/done", true},
		{"/x.y", "https://a.example/xzy", false},
	} {
		if got := addressFits(c.pattern, c.now); got != c.want {
			t.Errorf("%s on %s: %v", c.pattern, c.now, got)
		}
	}
	for _, c := range []struct {
		count string
		n     int
		want  bool
	}{{"2", 2, true}, {"2", 3, false}, {">=2", 3, true}, {">= 2", 1, false}, {"<=2", 2, true}, {"==2", 2, true}, {"", 0, false}} {
		if got := countFits(c.count, c.n); got != c.want {
			t.Errorf("%q of %d: %v", c.count, c.n, got)
		}
	}
}

package scenarios

import (
	"strings"
	"testing"

	"github.com/quietroom/quietroom/audit"
)

// TestWalkOpensDialogs: a form that is only there once its button is pressed, in
// place, in a dialog element or put into the page then.
func TestWalkOpensDialogs(t *testing.T) {
	t.Parallel()
	form := `<form method="post" action="/send"><input name="n" placeholder="Full name" required><input name="e" type="email" placeholder="Email"><button>Send request</button></form>`
	for name, html := range map[string]string{
		"hidden":  `<a href="#popup-open" role="button" onclick="event.preventDefault();document.getElementById('p').style.display='block'">Request appointment</a><div id="p" style="display:none">` + form + `</div>`,
		"fold":    `<details><summary>Groups in spring</summary>` + form + `</details>`,
		"panel":   `<button aria-expanded="false" aria-controls="p" onclick="p.hidden=false">Grief circle</button><div id="p" hidden>` + form + `</div>`,
		"dialog":  `<button onclick="d.showModal()">Join the waitlist</button><dialog id="d">` + form + `</dialog>`,
		"created": `<button id="b">Get started</button><div id="p"></div><script>b.onclick = () => setTimeout(() => { p.innerHTML = ` + "`" + form + "`" + ` }, 300)</script>`,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			out, tab, _ := walkOnly(t, `<h1>Telehealth</h1>`+html)
			wantWalked(t, out)
			if v := heldForm(t, tab); v.Get("e") != "ann.quorvex@example.com" {
				t.Errorf("held %q", v)
			}
		})
	}
}

// TestWalkOpensNothing: a button that opens no form is no failure, and one that
// would end in a commit is held.
func TestWalkOpensNothing(t *testing.T) {
	t.Parallel()
	for name, html := range map[string]string{
		"nothing": `<button>Request a brochure</button>`,
		"commit":  `<button onclick="fetch('/book', {method: 'POST'})">Book now</button>`,
		"away":    `<button id="b">Book now</button><script>b.onclick = () => { location.href = '/elsewhere' }</script>`,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			out, _, _ := walkOnly(t, html)
			if out.Status != audit.Walked || len(typedAs(out, audit.KindEmail)) > 0 {
				t.Errorf("status %s (%s)", out.Status, out.Why)
			}
		})
	}
}

// TestWalkFormThatShowsItselfLater: a form that a timer brings up is waited for.
func TestWalkFormThatShowsItselfLater(t *testing.T) {
	t.Parallel()
	out, tab, _ := walkOnly(t, `<div id="p"><form method="post" action="/subscribe"><input type="email" name="EMAIL" placeholder="Your best email"><button>Sign me up</button></form></div>
	<script>if (sessionStorage.seen) { p.style.display = 'none'; setTimeout(() => { p.style.display = '' }, 1500) } sessionStorage.seen = 1</script>`)
	wantWalked(t, out)
	if v := heldForm(t, tab); v.Get("EMAIL") != "ann.quorvex@example.com" {
		t.Errorf("held %q", v)
	}
}

// TestWalkChoosers: a wizard whose first steps are cards and buttons, each of
// which takes itself off the page, and whose last step has the fields.
func TestWalkChoosers(t *testing.T) {
	t.Parallel()
	out, tab, _ := walkOnly(t, `<h1>Book a session</h1><div id="root"></div><script>
	const S = [], go = (f) => setTimeout(f, 150), R = document.getElementById('root');
	const cards = () => { R.innerHTML = '<h2>What service do you need?</h2><div>' + ['Individual therapy', 'ADHD evaluation'].map(s => '<div class="card" role="radio" tabindex="0" aria-checked="false">' + s + '</div>').join('') + '</div>';
	  R.querySelectorAll('.card').forEach(e => e.onclick = () => { S.push(e.textContent); go(people) }) };
	const people = () => { R.innerHTML = '<h2>Choose a clinician</h2>' + ['Ottilie Brankfort PhD', 'Casper Lindqvist LPC'].map(s => '<button type="button" class="c">' + s + '</button>').join('');
	  R.querySelectorAll('.c').forEach(e => e.onclick = () => { S.push(e.textContent); go(times) }) };
	const times = () => { R.innerHTML = '<h2>Pick a time</h2>' + ['9:40 AM', '11:20 AM'].map(s => '<button type="button" class="t">' + s + '</button>').join('');
	  R.querySelectorAll('.t').forEach(e => e.onclick = () => { S.push(e.textContent); go(details) }) };
	const details = () => { R.innerHTML = '<h2>Your details</h2><label>Full name <input id="n"></label><label>Email <input id="e"></label><button type="button" id="ok">Confirm booking</button>';
	  document.getElementById('ok').onclick = () => fetch('/book', { method: 'POST', body: JSON.stringify({ S, e: document.getElementById('e').value }) }).then(() => { R.textContent = 'Booked' }) };
	cards();
	</script>`)
	wantWalked(t, out)
	if len(tab.held) != 1 || strings.Count(tab.held[0], "Individual therapy") != 1 || !strings.Contains(tab.held[0], "9:40 AM") || !strings.Contains(tab.held[0], "ann.quorvex@example.com") {
		t.Errorf("held %q", tab.held)
	}
	for k, want := range map[audit.Kind]string{audit.KindService: "Individual therapy", audit.KindClinician: "Ottilie Brankfort PhD", audit.KindAppointmentTime: "9:40 AM"} {
		if got := typedAs(out, k); len(got) == 0 || got[0] != want {
			t.Errorf("%s: %q, want %q", k, got, want)
		}
	}
}

// TestWalkCalendar: days in the cells of a table, in a frame of another site, then
// times, then the fields.
func TestWalkCalendar(t *testing.T) {
	t.Parallel()
	s := serve(t, map[string]string{"/": "x", "/w": `<h1>Intro call</h1><div id="x"><h2>Select a Date &amp; Time</h2><table role="grid"><tr><td><button type="button" class="d" aria-label="Monday, November 30 - Times available">30</button></td><td><button type="button" class="d" aria-label="Tuesday, December 1 - Times available">1</button></td><td><button type="button" class="d" disabled aria-label="Wednesday, December 2">2</button></td></tr></table><div id="t"></div></div>
	<script>document.querySelectorAll('.d').forEach(b => b.onclick = () => setTimeout(() => { t.innerHTML = '<button type="button" class="s" data-start-time="2026-11-30T10:00">10:00am</button><button type="button" class="s" data-start-time="2026-11-30T14:30">2:30pm</button>';
	 document.querySelectorAll('.s').forEach(c => c.onclick = () => setTimeout(() => { x.innerHTML = '<form method="post" action="/i"><label>Name <input name="n" required></label><label>Email <input type="email" name="e" required></label><button>Schedule Event</button></form>' }, 200)) }, 250))</script>`})
	page := serve(t, map[string]string{"/": `<h1>Book</h1><iframe width=600 height=500 src="` + s.URL + `/w"></iframe>`})
	tab := newTab(t)
	out := Walk(t.Context(), tab, planFirst(t, tab, page.URL+"/"), testConfig(t))
	wantWalked(t, out)
	if got := typedAs(out, audit.KindAppointmentTime); !strings.Contains(strings.Join(got, "|"), "November 30") || !strings.Contains(strings.Join(got, "|"), "2026-11-30T10:00") {
		t.Errorf("chosen times: %q", got)
	}
	if len(s.posted()) > 0 {
		t.Errorf("the vendor was sent %q", s.posted())
	}
}

// TestWalkSaysYes: a form that asks for more after a yes is told yes, and its
// toggles are pressed.
func TestWalkSaysYes(t *testing.T) {
	t.Parallel()
	out, tab, _ := walkOnly(t, `<form method="post" action="/v"><label>Will you use insurance?<select id="u" name="u"><option value="">Select one</option><option value="no">No, I pay myself</option><option value="yes">Yes</option></select></label>
	<div role="group" aria-label="How would you like to meet?"><button type="button" aria-pressed="false" class="yn">Video visit</button><button type="button" aria-pressed="false" class="yn">In person</button></div>
	<div id="more" hidden><label>Member ID<input name="mid"></label></div><label>First &amp; last name<input name="fl"></label><button>Check</button></form>
	<script>u.onchange = () => { more.hidden = u.value !== 'yes' }; document.querySelectorAll('.yn').forEach(b => b.onclick = () => document.querySelectorAll('.yn').forEach(x => x.setAttribute('aria-pressed', x === b)))</script>`)
	wantWalked(t, out)
	if v := heldForm(t, tab); v.Get("mid") == "" || v.Get("fl") != "Annika Quorvex" {
		t.Errorf("held %q", v)
	}
	if got := typedAs(out, audit.KindAppointmentType); len(got) == 0 || got[0] != "Video visit" {
		t.Errorf("appointment type %q", got)
	}
}

// TestWalkWorksItOutByItself: a filter and a score that the page works out
// without a request are walked; a contact form that sends nothing is not.
func TestWalkWorksItOutByItself(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		html string
		want audit.JourneyStatus
	}{
		"filter":  {`<div><label for="q">Search by keyword</label><input id="q"><label for="c">Concern</label><select id="c"><option value="">Any</option><option>Grief</option></select><button type="button">Search</button></div>`, audit.Walked},
		"contact": {`<div><label for="q">Email</label><input id="q"><label for="m">Message</label><textarea id="m"></textarea><button type="button">Send</button></div>`, audit.Inconclused},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if out, _, _ := walkOnly(t, tc.html); out.Status != tc.want {
				t.Errorf("status %s (%s), want %s", out.Status, out.Why, tc.want)
			}
		})
	}
}

// TestInspectRoleAroundControls: a list that calls itself a checkbox is no
// control beside the real ones in it.
func TestInspectRoleAroundControls(t *testing.T) {
	t.Parallel()
	out, _, _ := walkOnly(t, `<form method="post" action="/s"><label><span>What type of therapy?</span></label><ul role="checkbox"><li><label><input type="checkbox" name="tt" value="CBT">CBT</label></li><li><label><input type="checkbox" name="tt" value="Family sessions">Family sessions</label></li></ul><label>Email <input type="email" name="e"></label><button>Go</button></form>`)
	wantWalked(t, out)
	if got := typedAs(out, audit.KindService); len(got) == 0 {
		t.Error("no service was chosen")
	}
}

package scenarios

import (
	"fmt"
	"strings"
	"testing"
)

// TestLeadsOn: choices that lead on by being pressed, and what stands around them.
func TestLeadsOn(t *testing.T) {
	t.Parallel()
	details := "`<form id=\"f\"><label>Email <input type=\"email\" name=\"e\" required></label><button>Request visit</button></form>`; f.onsubmit = (e) => { e.preventDefault(); fetch('/book', { method: 'POST', body: new URLSearchParams({ at, e: f.e.value }) }) }"
	for name, c := range map[string]struct{ html, want string }{
		"the way back to what was chosen": {`<h1>Willow Practice</h1><main id="m"></main><script>let at = '', how = '';
			const one = () => { m.innerHTML = '<h2>What would you like to book?</h2><ul><li><button>Individual therapy 50 min ›</button></li><li><button>Couples therapy 80 min ›</button></li></ul>'; m.querySelectorAll('button').forEach((b) => b.onclick = () => { how = b.textContent.slice(0, -9); two() }) };
			const two = () => { m.innerHTML = '<p><button id="b1">' + how + '</button> › <button id="b2">Individual therapy</button></p><h2>Who would you like to see?</h2><ul><li><button class="k">Wren Abernathy, LCSW</button></li><li><button class="k">Tobias Lund, PsyD</button></li></ul>'; b1.onclick = b2.onclick = one; m.querySelectorAll('.k').forEach((b) => b.onclick = () => { at = b.textContent; three() }) };
			const three = () => { m.innerHTML = ` + details + ` }; one()</script>`, "at=Wren+Abernathy"},
		"a choice that was refused for want of another": {`<h1>Book an appointment</h1><div id="m"><h2>How will you pay?</h2><p><button type="button" class="s">With insurance</button><button type="button" class="s">Without</button></p><h2>Which therapy are you looking for?</h2><p><button type="button" class="k">Individual therapy</button><button type="button" class="k">Couples therapy</button></p><p><label>Insurance company <select id="i"><option value="">Select</option></select></label></p><p id="err" role="alert"></p></div><script>let at = '';
			m.querySelectorAll('.s').forEach((b) => b.onclick = () => { i.innerHTML = '<option value="">Select</option><option>Aetna</option><option>Cigna</option>' });
			m.querySelectorAll('.k').forEach((k) => k.onclick = () => { if (!i.value) { err.textContent = 'Please choose your insurance company.'; return } at = k.textContent; m.innerHTML = ` + details + ` })</script>`, "at=Individual+therapy"},
		"a button at the foot of the page, beside others' log-ins": {`<div><section><h1>Log in or sign up</h1><label>Email <input type="email" id="e"></label><button type="button">Continue with Google</button><button type="button">Weiter mit Apple</button></section></div><hr><div><p>Individual therapy, 50 min</p><button type="button" id="go">Request the visit</button></div><script>
			go.onclick = () => fetch('/book', { method: 'POST', body: new URLSearchParams({ at: 'foot', e: e.value }) })</script>`, "at=foot"},
		"the parts of a date, under its question": {`<form id="f"><div><div>When were you born?</div><div><div><label>Day <select name="d"><option value="">Day</option>` + options1to(31) + `</select></label><label>Month <select name="m"><option value="">Month</option>` + options1to(12) + `</select></label><label>Year <input name="y" maxlength="4"></label></div></div></div><label>Email <input type="email" name="e" required></label><button>Request visit</button></form><script>
			f.onsubmit = (e) => { e.preventDefault(); fetch('/book', { method: 'POST', body: new URLSearchParams(new FormData(f)) }) }</script>`, "y=19"},
		"one hour of several people's": {`<h1>Choose a time</h1><div id="m"><div><h3>Wren Abernathy, LCSW</h3><p><button type="button" class="k">9:00 AM</button><button type="button" class="k">10:00 AM</button></p></div><div><h3>Tobias Lund, PsyD</h3><p><button type="button" class="k">9:30 AM</button><button type="button" class="k">11:00 AM</button></p></div></div><label>Email <input type="email" id="e"></label><button type="button" id="go">Request visit</button><script>let at = '';
			m.querySelectorAll('.k').forEach((k) => k.onclick = () => { at += '[' + k.textContent + ']' }); go.onclick = () => fetch('/book', { method: 'POST', body: new URLSearchParams({ at, e: e.value }) })</script>`, "at=%5B9%3A00+AM%5D&"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			out, tab, _ := walkOnly(t, c.html)
			if len(tab.held) != 1 || !strings.Contains(tab.held[0], c.want) || !strings.Contains(tab.held[0], "quorvex") {
				t.Errorf("held %q, want one with %q; %s: %s", tab.held, c.want, out.Status, out.Why)
			}
		})
	}
}

func options1to(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "<option>%d</option>", i+1)
	}
	return b.String()
}

// TestWhyBeforeWho: why somebody comes, told by nobody, may be said in a step in between; a
// name, too, makes it somebody's.
func TestWhyBeforeWho(t *testing.T) {
	t.Parallel()
	pages := func(fields string) map[string]string {
		return map[string]string{
			"/":     `<form method="post" action="/more"><label>What brings you here? <textarea name="r" required></textarea></label>` + fields + `<button>Next</button></form>`,
			"/more": `<form method="post" action="/book"><label>Email <input type="email" name="e" required></label><button>Request an appointment</button></form>`,
		}
	}
	for name, c := range map[string]struct {
		fields string
		posted int
	}{
		"why alone":    {"", 1},
		"why, and who": {`<label>Your name <input name="n" required></label><label>Phone <input type="tel" name="p" required></label>`, 0},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, tab, s := walkSteps(t, pages(c.fields), nil)
			if len(s.posted()) != c.posted || len(tab.held) != 1 {
				t.Errorf("the server was sent %q, held %q; want %d sent and one held", s.posted(), tab.held, c.posted)
			}
		})
	}
}

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
		"required fields that take no keys": {`<form id="f" novalidate><div><input id="d" readonly><div>Therapist *</div><div id="l"></div></div><label>Email <input type="email" name="e" required></label><p id="err" class="error"></p><button>Request visit</button></form><script>
			d.onclick = () => { l.innerHTML = '<div><div class="o">Wren Abernathy, LCSW</div><div class="o">Tobias Lund, PsyD</div></div>'; l.querySelectorAll('.o').forEach((o) => { o.style.cursor = 'pointer'; o.onclick = () => { d.value = o.textContent; l.innerHTML = '' } }) };
			f.onsubmit = (e) => { e.preventDefault(); if (!d.value) { err.textContent = 'This field is required'; return } fetch('/book', { method: 'POST', body: new URLSearchParams({ at: d.value, e: f.e.value }) }) }</script>`, "at=Wren+Abernathy"},
		"what takes up an answer": {`<form id="f" novalidate><div><label for="m">What medications do you take?</label><div><input id="m"><button type="button" id="add">Add</button></div><p id="err" class="error" role="alert"></p></div><label>Email <input type="email" name="e" required></label><button>Request visit</button></form><script>const list = [];
			add.onclick = () => { if (m.value) list.push(m.value); m.value = ''; };
			f.onsubmit = (e) => { e.preventDefault(); if (m.value || !list.length) { m.setAttribute('aria-invalid', 'true'); err.textContent = 'Press Add to add this medication to your list'; return } fetch('/book', { method: 'POST', body: new URLSearchParams({ at: 'list' + list.length, e: f.e.value }) }) }</script>`, "at=list1"},
		"hours that a search finds": {`<form id="f"><label>ZIP code <input name="zip"></label><label>Insurance <select name="i"><option>Aetna</option><option>Cigna</option></select></label><button>Search</button></form><div id="m"></div><div id="n"></div><script>let at = '';
			f.onsubmit = (e) => { e.preventDefault(); m.innerHTML = '<div><h3>Wren Abernathy, LCSW</h3><p><button type="button" class="k">9:00 AM</button> <button type="button" class="k">10:00 AM</button></p></div>'; m.querySelectorAll('.k').forEach((k) => k.onclick = () => { at = k.textContent; n.innerHTML = '<form id="g"><label>Email <input type="email" name="e" required></label><button>Request visit</button></form>'; g.onsubmit = (e) => { e.preventDefault(); fetch('/book', { method: 'POST', body: new URLSearchParams({ at, e: g.e.value }) }) } }) }</script>`, "at=9%3A00+AM"},
		"a first step of cards that show no hand": {`<ol><li class="active">1 Service</li><li>2 Details</li><li>3 Summary</li></ol><div id="m"><p><button type="button">All</button> <button type="button" class="t">New clients</button> <button type="button" class="t">Current clients</button></p><h2>Select Service</h2><div><div class="c"><div class="heading">First talk</div><span>Duration: 20 min</span></div><div class="c"><div class="heading">Individual therapy</div><span>Duration: 50 min</span></div></div></div><p id="err"></p><button type="button" id="go">Next: Details</button><script>let at = '';
			const cards = () => m.querySelectorAll('.c').forEach((k) => k.addEventListener('click', () => { at = k.firstChild.textContent })); cards();
			go.onclick = () => { if (!at) { err.textContent = 'Please select a service'; return } go.remove(); m.innerHTML = ` + details + ` }</script>`, "at=First+talk"},
		"a mask that writes by itself": {`<form id="f"><label>Date of birth (MM/DD/YYYY) <input name="b" placeholder="mm/dd/yyyy"></label><label>Email <input type="email" name="e" required></label><button>Request visit</button></form><script>
			f.b.addEventListener('keydown', (e) => { if (!/^[0-9]$/.test(e.key)) { if (e.key.length === 1) e.preventDefault(); return } e.preventDefault(); let d = (f.b.value.replace(/\D/g, '') + e.key).slice(0, 8); f.b.value = [d.slice(0, 2), d.slice(2, 4), d.slice(4)].filter(Boolean).join('/') });
			f.onsubmit = (e) => { e.preventDefault(); fetch('/book', { method: 'POST', body: new URLSearchParams(new FormData(f)) }) }</script>`, "b=03%2F24%2F1987"},
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

package scenarios

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/quietroom/quietroom/audit"
)

// calendarPage is a calendar as libraries draw them: a field that takes no keys, a
// month of cells under it, a title and arrows. nav says what the arrows are.
const calendarPage = `<form method="post" action="/send"><label for="d">LABEL</label><input id="d" name="d" readonly placeholder="Select date"><label>Email <input type="email" name="e"></label><button>Request</button></form>
<div id="cal" style="position:absolute;z-index:9;background:#fff" hidden></div><script>
let at = new Date(); at.setDate(1);
const names = ['January','February','March','April','May','June','July','August','September','October','November','December'];
function draw() {
  let cells = '', n = new Date(at.getFullYear(), at.getMonth() + 1, 0).getDate();
  for (let i = 1; i <= n; i++) cells += '<td role="gridcell" class="day' + (OFF(i) ? ' disabled' : '') + '"><span>' + i + '</span></td>' + (i % 7 ? '' : '</tr><tr>');
  cal.innerHTML = '<div><button type="button" class="prev" aria-label="Previous month">‹</button><b>' + names[at.getMonth()] + ' ' + at.getFullYear() + '</b><button type="button" class="next" aria-label="Next month">›</button></div><table><tr>' + cells + '</tr></table>';
  cal.querySelector('.prev').onclick = () => { at.setMonth(at.getMonth() - 1); draw() };
  cal.querySelector('.next').onclick = () => { at.setMonth(at.getMonth() + 1); draw() };
  cal.querySelectorAll('.day').forEach((c) => c.onclick = () => { if (c.classList.contains('disabled')) return; d.value = at.getFullYear() + '-' + String(at.getMonth() + 1).padStart(2, '0') + '-' + c.textContent.padStart(2, '0'); cal.hidden = true });
}
d.onclick = () => { cal.hidden = false; draw() };
</script>`

// TestPickDay: a field that only a calendar fills gets a day that the calendar lets
// one take.
func TestPickDay(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ label, off string }{
		"any day":       {"Preferred date", "false"},
		"only 15th":     {"Appointment date", "i !== 15"},
		"not yet":       {"Preferred date", "at < new Date(Date.now() + 40 * 864e5)"},
		"without label": {"When would you like to come in?", "false"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			out, tab, _ := walkOnly(t, strings.NewReplacer("LABEL", c.label, "OFF(i)", "("+c.off+")").Replace(calendarPage))
			wantWalked(t, out)
			got := heldForm(t, tab).Get("d")
			day, err := time.Parse(time.DateOnly, got)
			if err != nil {
				t.Fatalf("the date sent is %q", got)
			}
			if name == "only 15th" && day.Day() != 15 {
				t.Errorf("the day is %s, and only the 15th may be taken", got)
			}
		})
	}
}

// TestPickYears: a field that takes no keys, whose button beside it opens years first, then
// months, then days.
func TestPickYears(t *testing.T) {
	t.Parallel()
	out, tab, _ := walkOnly(t, `<form method="post" action="/send"><div><label for="d">Date of birth</label><input id="d" name="d" readonly class="date-field"> <button type="button" id="o" aria-label="Open the calendar">…</button></div><label>Email <input type="email" name="e"></label><button>Request</button></form><div id="p"></div><script>
		const names = ['January','February','March','April','May','June','July','August','September','October','November','December']; let y, m;
		o.onclick = () => { p.innerHTML = '<div style="height:200px;overflow:auto">' + Array.from({ length: 110 }, (_, i) => '<div style="cursor:pointer"><span class="y">' + (1920 + i) + '</span></div>').join('') + '</div>'; p.querySelectorAll('.y').forEach((x) => x.onclick = () => { y = +x.textContent; months() }) };
		const months = () => { p.innerHTML = names.map((n) => '<button type="button">' + n.slice(0, 3) + '</button>').join(''); [...p.children].forEach((x, i) => x.onclick = () => { m = i; days() }) };
		const days = () => { const n = new Date(y, m + 1, 0).getDate(); p.innerHTML = '<b>' + names[m] + ' ' + y + '</b><div style="display:grid;grid-template-columns:repeat(7,40px)">' + Array.from({ length: n }, (_, i) => '<button type="button">' + (i + 1) + '</button>').join('') + '</div>'; p.querySelectorAll('button').forEach((x) => x.onclick = () => { d.value = [y, String(m + 1).padStart(2, '0'), x.textContent.padStart(2, '0')].join('-'); p.innerHTML = '' }) };
		</script>`)
	wantWalked(t, out)
	if got, want := heldForm(t, tab).Get("d"), typedAs(out, audit.KindBirthDate); got == "" || len(want) == 0 || !slices.Contains(want, got) {
		t.Errorf("the day sent is %q, and %q was chosen", got, want)
	}
}

// TestPickListed: lists that open on a press, are drawn elsewhere in the page, and
// come as somebody types.
func TestPickListed(t *testing.T) {
	t.Parallel()
	for name, html := range map[string]string{
		"portal": `<div id="c" role="combobox" tabindex="0" aria-haspopup="listbox" aria-expanded="false" aria-labelledby="l">Select</div>
			<script>c.onmousedown = () => { const u = document.createElement('ul'); u.setAttribute('role', 'listbox'); u.style = 'position:absolute;background:#fff';
			u.innerHTML = ['Ohio', 'Illinois', 'Maine'].map((s) => '<li role="option">' + s + '</li>').join(''); document.body.append(u);
			u.onclick = (e) => { h.value = c.textContent = e.target.textContent; u.remove() } }</script>`,
		"typed": `<input id="c" role="combobox" aria-autocomplete="list" aria-labelledby="l" aria-controls="o"><ul id="o" role="listbox"></ul>
			<script>c.oninput = () => setTimeout(() => { o.innerHTML = ['Ohio', 'Illinois', 'Maine'].filter((s) => s.toLowerCase().startsWith(c.value.toLowerCase())).map((s) => '<li role="option">' + s + '</li>').join('') }, 200);
			o.onclick = (e) => { h.value = c.value = e.target.textContent; o.innerHTML = '' }</script>`,
		"long": `<button type="button" id="c" aria-haspopup="listbox" aria-labelledby="l">Select</button><div id="o" role="listbox" style="height:60px;overflow:auto;position:relative" hidden><div style="height:1500px"></div></div>
			<script>const all = Array.from({ length: 50 }, (_, i) => i === 37 ? 'Illinois' : 'Place ' + i);
			const draw = () => { o.querySelectorAll('[role=option]').forEach((x) => x.remove()); const from = Math.floor(o.scrollTop / 30); for (let i = from; i < Math.min(50, from + 3); i++) { const x = document.createElement('div'); x.setAttribute('role', 'option'); x.style = 'position:absolute;height:28px;top:' + i * 30 + 'px'; x.textContent = all[i]; x.onclick = () => { h.value = c.textContent = all[i]; o.hidden = true }; o.append(x) } };
			o.onscroll = draw; c.onclick = () => { o.hidden = false; draw() }</script>`,
		"divs under a button with an arrow": `<button type="button" id="c" style="cursor:pointer" aria-labelledby="l">Select a state <i>▾</i></button><div id="p"></div>
			<script>c.onclick = () => { p.innerHTML = '<div class="p">' + ['Ohio', 'Illinois', 'Maine'].map((s) => '<div class="o" style="cursor:pointer">' + s + '</div>').join('') + '</div>'; p.querySelectorAll('.o').forEach((o) => o.onclick = () => { h.value = o.textContent; p.innerHTML = '' }) }</script>`,
		"looked up": `<input id="c" type="text" placeholder="Search states…" aria-labelledby="l"><div id="p"></div>
			<script>c.oninput = () => setTimeout(() => { p.innerHTML = ['Ohio', 'Illinois', 'Maine'].filter((s) => s.toLowerCase().startsWith(c.value.toLowerCase())).map((s) => '<div class="o" style="cursor:pointer">' + s + '</div><div></div>').join(''); p.querySelectorAll('.o').forEach((o) => o.onclick = () => { h.value = o.textContent; p.innerHTML = '' }) }, 150)</script>`,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			out, tab, _ := walkOnly(t, `<form method="post" action="/send"><span id="l">State of residence</span>`+html+`<input type="hidden" name="state" id="h"><label>Email <input type="email" name="e"></label><button>Request</button></form>`)
			wantWalked(t, out)
			if got := heldForm(t, tab).Get("state"); got != "Illinois" {
				t.Errorf("the state sent is %q", got)
			}
		})
	}
}

// TestComplaintsAreObeyed: a page that tells its rules only after a try gets another
// answer, and what it did not ask for before.
func TestComplaintsAreObeyed(t *testing.T) {
	t.Parallel()
	out, tab, _ := walkOnly(t, `<form id="f" method="post" action="/send" novalidate><p><label>Phone <input name="p"></label><span class="error-text" id="m"></span></p><p><label><input type="checkbox" name="c"> I give my permission</label></p><p role="alert" id="a"></p><button>Request</button></form>
	<script>f.onsubmit = (e) => { const ok = /^\d{3}-\d{3}-\d{4}$/.test(f.p.value); m.textContent = ok ? '' : 'Please use the format 555-555-5555.'; a.textContent = f.c.checked ? '' : 'Something is missing.'; if (!ok || !f.c.checked) e.preventDefault() }</script>`)
	wantWalked(t, out)
	if v := heldForm(t, tab); v.Get("p") != "312-555-0142" || v.Get("c") != "on" {
		t.Errorf("held %q", v)
	}
}

// TestRoundInCircles: a wizard that comes back to its first step is left, and it is said.
func TestRoundInCircles(t *testing.T) {
	t.Parallel()
	out, _, _ := walkOnly(t, `<div id="w"></div><script>let n = 0; function draw() { w.innerHTML = '<h2>Step</h2><label>Email <input type="email" name="e' + (n % 2) + '"></label><button type="button">Next</button>'; w.querySelector('button').onclick = () => { n++; draw() } } draw()</script>`)
	if out.Status != "inconclusive" || out.Submitted {
		t.Errorf("status %s (%s), submitted %v", out.Status, out.Why, out.Submitted)
	}
}

// TestTwoWalksAlike: the same page is walked by the same steps twice.
func TestTwoWalksAlike(t *testing.T) {
	t.Parallel()
	page := strings.NewReplacer("LABEL", "Preferred date", "OFF(i)", "(i % 3)").Replace(calendarPage) +
		`<div><h2>Which therapist would you like?</h2><button>Dr. Reed</button><button>Dr. Moss</button></div>`
	var walks [2][]string
	for i := range walks {
		out, _, _ := walkOnly(t, page)
		for _, st := range out.Steps {
			if st.Verb != "visit" { // each walk has a server of its own
				walks[i] = append(walks[i], st.Verb+" "+st.Target+" "+string(st.Kind)+" "+st.Status)
			}
		}
	}
	if !slices.Equal(walks[0], walks[1]) || len(walks[0]) < 3 {
		t.Errorf("two walks differ:\n%q\n%q", walks[0], walks[1])
	}
}

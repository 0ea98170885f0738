package scenarios

import (
	"strings"
	"testing"

	"github.com/quietroom/quietroom/audit"
)

// TestWizards: ways in which pages lead from one step to the next.
func TestWizards(t *testing.T) {
	t.Parallel()
	const steps = `<script>const ps = [...document.querySelectorAll('.step')]; let at = 0; const show = (i) => { at = i; ps.forEach((p, n) => { p.hidden = n !== i }) }; document.querySelectorAll('.next').forEach(b => b.onclick = (e) => { e.preventDefault(); show(at + 1) }); show(0)</script>`
	for name, c := range map[string]struct {
		html string
		want map[string]string
	}{
		"onwards by boxes without a role": {`<form id="f" method="post" action="/send"><div class="step"><label>ZIP <input name="z"></label><div class="btn next" style="cursor:pointer">Continue</div></div>
			<div class="step"><label>Email <input type="email" name="em"></label><div class="button next" style="cursor:pointer">Next</div></div><div class="step"><label>Phone <input type="tel" name="ph"></label><button>Request appointment</button></div></form>` + steps,
			map[string]string{"z": "60199", "em": "ann.quorvex@example.com", "ph": `\(312\) 555-0142`}},
		"onwards by links": {`<form id="f" method="post" action="/send"><div class="step"><label>ZIP <input name="z"></label><a href="#" class="next">Next step</a></div>
			<div class="step"><label>Email <input type="email" name="em"></label><a href="javascript:void 0" class="next">Next step</a></div><div class="step"><label>Phone <input type="tel" name="ph"></label><input type="submit" value="Finish"></div></form>` + steps,
			map[string]string{"z": "60199", "em": "ann.quorvex@example.com", "ph": `\(312\) 555-0142`}},
		"a notice first": {`<div class="step"><h2>Before you begin</h2><p>This form is not for emergencies.</p><button class="next">I understand</button></div><div class="step"><form id="f" method="post" action="/send"><label>Email <input type="email" name="em"></label><label>Reason for visit <textarea name="r"></textarea></label><button>Send</button></form></div>` + steps,
			map[string]string{"em": "ann.quorvex@example.com"}},
		"arrows": {`<form id="f" method="post" action="/send"><div class="step"><label>First name <input name="fn"></label><button type="button" class="next" aria-label="Next question">→</button></div>
			<div class="step"><label>Email <input type="email" name="em"></label><button type="button" class="next" aria-label="Next question">→</button></div><div class="step"><p>That is all we need.</p><button>Send to the practice</button></div></form>` + steps,
			map[string]string{"fn": "Annika", "em": "ann.quorvex@example.com"}},
		"a button that wakes up": {`<form id="f" method="post" action="/send"><div class="step"><p>What do you need?</p><label><input type="radio" name="k" value="t"> Therapy</label><label><input type="radio" name="k" value="p"> Psychiatry</label><button type="button" class="next" disabled id="n1">Next</button></div>
			<div class="step"><label>Email <input type="email" name="em"></label><button>Send</button></div></form>` + steps + `<script>f.onchange = () => { setTimeout(() => { n1.disabled = false }, 300) }</script>`,
			map[string]string{"k": "[tp]", "em": "ann.quorvex@example.com"}},
		"an ask to confirm": {`<form id="f" method="post" action="/send"><label>Email <input type="email" name="em"></label><label>Phone <input type="tel" name="ph"></label><button type="button" id="go">Request appointment</button></form>
			<dialog id="d"><p>Send this request to the practice?</p><button type="button" id="no">Cancel</button><button type="button" id="yes">Yes, send it</button></dialog><script>go.onclick = () => d.showModal(); no.onclick = () => d.close(); yes.onclick = () => f.submit()</script>`,
			map[string]string{"em": "ann.quorvex@example.com"}},
		"a list of cards that lead on": {`<div class="step"><h2>Who is this for?</h2><div class="cards"><div class="card next" style="cursor:pointer">Me</div><div class="card next" style="cursor:pointer">My child</div></div></div>
			<div class="step"><form id="f" method="post" action="/send"><label>Email <input type="email" name="em"></label><label>Phone <input type="tel" name="ph"></label><button>Send</button></form></div>` + steps,
			map[string]string{"em": "ann.quorvex@example.com"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			out, tab, _ := walkOnly(t, c.html)
			wantWalked(t, out)
			v := heldForm(t, tab)
			for field, want := range c.want {
				if got := v.Get(field); !matches(want, got) {
					t.Errorf("%s holds %q, want %s", field, got, want)
				}
			}
		})
	}
}

// TestLockedOut: what only the patient's own mail or telephone opens ends the walk, and
// it says at what.
func TestLockedOut(t *testing.T) {
	t.Parallel()
	out, _, _ := walkOnly(t, `<form id="f" method="post" action="/send"><div id="a"><label>Email <input type="email" name="em"></label><button type="button" id="go">Continue</button></div>
		<div id="b" hidden><p>We have sent you a code.</p><label>Verification code <input name="otp" required></label><button>Verify</button></div></form><script>go.onclick = () => { a.hidden = true; b.hidden = false }</script>`)
	if out.Submitted || out.Status != audit.Inconclused || !strings.Contains(out.Why, "Verification code") {
		t.Errorf("submitted %v, %s: %q; want inconclusive at the code", out.Submitted, out.Status, out.Why)
	}
}

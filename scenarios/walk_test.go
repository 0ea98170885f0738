package scenarios

import (
	"net/url"
	"strings"
	"testing"

	"github.com/quietroom/quietroom/audit"
)

func heldForm(t *testing.T, tab *fakeTab) url.Values {
	t.Helper()
	if len(tab.held) != 1 {
		t.Fatalf("held %q; want exactly one request", tab.held)
	}
	parts := strings.SplitN(tab.held[0], " ", 3)
	v, err := url.ParseQuery(parts[2])
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func TestWalkContactForm(t *testing.T) {
	t.Parallel()
	out, tab, s := walkOnly(t, `<h1>Contact us</h1><form method="post" action="/send">
	 <label for="n">Your name</label> <input id="n" name="your-name" required>
	 <label>E-mail <input type="email" name="mail"></label>
	 <p>Phone</p><input name="phone" type="tel">
	 <select name="topic" required aria-label="Topic"><option value="">Choose...</option><option value="anx">Anxiety</option><option>Other</option></select>
	 <textarea name="message" placeholder="How can we help?"></textarea>
	 <div style="position:absolute;left:-5000px"><label>Website <input name="url"></label></div>
	 <input name="hp" style="opacity:0">
	 <label><input type="checkbox" name="agree" required> I agree to the privacy policy</label>
	 <label><input type="checkbox" name="news"> Subscribe to our newsletter</label>
	 <button type="button" onclick="location='/cancel'">Cancel</button>
	 <button>Send message</button></form>`)
	if out.Status != audit.Walked || !out.Submitted || out.HeldRequests != 1 {
		t.Errorf("status %s (%s), submitted %v, held %d; want walked, true, 1", out.Status, out.Why, out.Submitted, out.HeldRequests)
	}
	v := heldForm(t, tab)
	for name, want := range map[string]string{
		"your-name": "Annika Quorvex", "mail": "ann.quorvex@example.com", "phone": "(312) 555-0142", "topic": "anx", "url": "", "hp": "", "agree": "on", "news": "",
	} {
		if got := v.Get(name); got != want {
			t.Errorf("field %s = %q, want %q", name, got, want)
		}
	}
	if !strings.Contains(v.Get("message"), "Zelvar") {
		t.Errorf("message = %q", v.Get("message"))
	}
	if got := typedAs(out, audit.KindTopic); strings.Join(got, ",") != "Anxiety,anx" {
		t.Errorf("topic chosen: %q", got)
	}
	found := false
	for _, g := range s.got() {
		found = found || g == "/thanks"
	}
	if !found {
		t.Errorf("the success page was not reached: %q", s.got())
	}
	for i, n := range tab.steps {
		if n != i+1 {
			t.Errorf("steps announced: %v", tab.steps)
			break
		}
	}
}

func TestWalkDates(t *testing.T) {
	t.Parallel()
	out, tab, _ := walkOnly(t, `<form method="post" action="/send">
	 <fieldset><legend>Date of birth</legend>
	 <select name="m" aria-label="Month"><option value="">Month</option><option value="1">January</option><option value="2">February</option><option value="3">March</option></select>
	 <input name="d" placeholder="DD" maxlength="2"><input name="y" placeholder="YYYY" maxlength="4"></fieldset>
	 <label>Birth date <input type="date" name="dob"></label>
	 <label>DOB (MM/DD/YYYY) <input name="dob2" id="dob2"></label>
	 <label>Preferred date <input type="date" name="when" min="2026-11-23" max="2026-12-30"></label>
	 <label>Preferred time <input type="time" name="time"></label>
	 <button>Book</button></form>
	 <script>dob2.addEventListener('input', e => { let d = dob2.value.replace(/\D/g,'').slice(0,8); dob2.value = d.length > 4 ? d.slice(0,2)+'/'+d.slice(2,4)+'/'+d.slice(4) : d.length > 2 ? d.slice(0,2)+'/'+d.slice(2) : d })</script>`)
	if out.Status != audit.Walked {
		t.Errorf("%s: %s", out.Status, out.Why)
	}
	v := heldForm(t, tab)
	for name, want := range map[string]string{"m": "3", "d": "24", "y": "1987", "dob": "1987-03-24", "dob2": "03/24/1987", "when": "2026-12-30", "time": "10:30"} {
		if got := v.Get(name); got != want {
			t.Errorf("field %s = %q, want %q", name, got, want)
		}
	}
}

func TestWalkReactLike(t *testing.T) {
	t.Parallel()
	// A controlled input: what the state does not know is put back.
	out, tab, _ := walkOnly(t, `<div id="app" class="card"><h2>Request an appointment</h2>
	 <div><span>First name</span><input id="a"></div><div><span>Last name</span><input id="b"></div><div><span>Email address</span><input id="c"></div>
	 <div role="radiogroup" aria-label="Session type"><div role="radio" tabindex="0" aria-checked="false">In person</div><div role="radio" tabindex="-1" aria-checked="false">Telehealth</div></div>
	 <button id="go" disabled>Request</button><p id="msg"></p></div>
	 <script>
	 const state = {a:'',b:'',c:''}, keys = [];
	 for (const k of 'abc') { const el = document.getElementById(k);
	  el.addEventListener('keydown', e => keys.push(e.isTrusted));
	  el.addEventListener('input', e => { state[k] = el.value; go.disabled = !(state.a && state.b && state.c.includes('@')); });
	  el.addEventListener('blur', e => { el.value = state[k]; }); }
	 for (const r of document.querySelectorAll('[role=radio]')) r.onclick = () => { document.querySelectorAll('[role=radio]').forEach(x => x.setAttribute('aria-checked', x === r)); state.t = r.textContent; };
	 go.onclick = async () => { state.trusted = keys.length > 10 && keys.every(x => x); const r = await fetch('/api/book', {method:'POST', body: JSON.stringify(state)}); const j = await r.json(); app.innerHTML = j.success ? '<p>Thank you</p>' : 'no'; };
	 </script>`)
	if out.Status != audit.Walked || !out.Submitted {
		t.Errorf("%s: %s (submitted %v)", out.Status, out.Why, out.Submitted)
	}
	if len(tab.held) != 1 || tab.held[0] != `POST /api/book {"a":"Annika","b":"Quorvex","c":"ann.quorvex@example.com","t":"In person","trusted":true}` {
		t.Errorf("held %q", tab.held)
	}
}

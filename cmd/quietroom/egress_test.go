package main

import (
	"net/http"
	"strings"
	"testing"

	"github.com/quietroom/quietroom/audit"
)

// TestHoldChoices: with --egress hold-canaries no third party gets the label or the value
// of an option that was taken, at the moment it is taken either; a choice that says
// nothing of anybody ("Yes", "Online") keeps nothing back, nor does what was not taken.
func TestHoldChoices(t *testing.T) {
	t.Parallel()
	told := func(http.ResponseWriter, *http.Request) {}
	w := newWeb(t, map[string]any{
		"practice.example/": `<title>Home</title><h1>Request an appointment</h1><form action=/thanks method=post>
			<label>E-mail <input name=email type=email required></label>
			<label>Which service are you looking for? <select name=service required><option value="">Choose<option value=couples_therapy>Couples therapy</select></label>
			<fieldset><legend>Which topic brings you here?</legend><label><input type=radio name=topic value=t-1 required>Grief after loss</label></fieldset>
			<fieldset><legend>Are you a new client?</legend><label><input type=radio name=new value=Yes required>Yes</label></fieldset>
			<fieldset><legend>How would you like to meet?</legend><label><input type=radio name=where value=Online required>Online</label></fieldset>
			<button>Request appointment</button></form>
			<script>
			const tell = (q) => fetch('https://collect.vendor.example/c?' + q, {mode: 'no-cors'})
			tell('offer=Couples+therapy')
			for (const el of document.querySelectorAll('select, [type=radio]')) {
				el.addEventListener('change', () => { tell('value=' + el.value); tell('label=' + encodeURIComponent((el.selectedOptions?.[0] ?? el.parentNode).textContent.trim())) })
				el.addEventListener('pointerdown', () => tell('hand=' + el.name))
			}
			document.forms[0].addEventListener('submit', () => navigator.sendBeacon('https://collect.vendor.example/b', JSON.stringify({service: document.forms[0].service.value, ok: 'Online'})))
			</script>`,
		"collect.vendor.example/c": told, "collect.vendor.example/b": told,
	})
	r := w.audit(t, "--egress", "hold-canaries", "--seed", "7")
	r.wantVerdict(t, audit.Leak)
	got := map[string]bool{}
	for _, q := range w.requests() {
		if q.host == "collect.vendor.example" {
			got[strings.TrimPrefix(q.path, "/c?")+q.body] = true
		}
	}
	for _, want := range []string{"offer=Couples+therapy", "value=Yes", "label=Yes", "value=Online", "label=Online"} {
		if !got[want] {
			t.Errorf("%s was kept back", want)
		}
	}
	for q := range got {
		for _, said := range []string{"value=couples", "label=Couples", "label=Grief", "couples_therapy"} {
			if strings.Contains(q, said) {
				t.Errorf("the vendor got %s", q)
			}
		}
	}
	kinds := map[audit.Kind]bool{}
	for _, f := range r.run.Findings {
		kinds[f.Kind] = kinds[f.Kind] || f.Held && f.Class == audit.ClassA
	}
	if !kinds[audit.KindService] || r.run.Coverage.KeptBack < 4 {
		t.Errorf("%d kept back, with findings of %v; want one of the service", r.run.Coverage.KeptBack, kinds)
	}
}

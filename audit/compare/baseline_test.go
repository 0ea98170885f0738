package compare

import (
	"strings"
	"testing"

	"github.com/quietroom/quietroom/audit"
)

func TestBaselineHoldsNoValue(t *testing.T) {
	t.Parallel()
	r := site()
	r.Findings[0].Excerpt = "em=zolupravex.test@example.com"
	r.Journeys[2].Why = "zolupravex.test@example.com"
	r.Findings[0].Initiator.URL = "https://x.example/?zolupravex.test@example.com"
	var b strings.Builder
	if err := WriteBaseline(&b, r); err != nil {
		t.Fatal(err)
	}
	if strings.Contains(b.String(), "zolupravex") {
		t.Errorf("a value of the patient is in the baseline:\n%s", b.String())
	}
	if n := strings.Count(b.String(), "\n    {"); n != 2+2+3+2 {
		t.Errorf("%d entries on lines of their own, want 9:\n%s", n, b.String())
	}
	var again strings.Builder
	if err := WriteBaseline(&again, kept(t, r)); err != nil || again.String() != b.String() {
		t.Errorf("the baseline of the run that a baseline gives is another one (%v):\n%s\n%s", err, b.String(), again.String())
	}
}

func TestReadBaselineErrors(t *testing.T) {
	t.Parallel()
	var b strings.Builder
	if err := WriteBaseline(&b, site()); err != nil {
		t.Fatal(err)
	}
	good := b.String()
	for name, c := range map[string]struct{ old, new, want string }{
		"no JSON":           {"{", "", "b.json is no baseline"},
		"a later one":       {"baseline/1", "baseline/2", `has schema "quietroom.baseline/2"; want "quietroom.baseline/1"`},
		"a run":             {BaselineSchema, audit.RunSchema, "write it anew with quietroom baseline RUN"},
		"an unknown key":    {`"complete"`, `"finished"`, `unknown field "finished"`},
		"a verdict":         {`"verdict":"leak"}`, `"verdict":"lek"}`, "unknown verdict"},
		"a vendor":          {`"vendor":"meta_pixel"`, `"vendor":"meta"`, `vendor "meta", which is none of its vendors`},
		"a page's vendor":   {`"met":["meta_pixel"]`, `"met":["meta"]`, `met vendor "meta"`},
		"a class":           {`"class":"A"`, `"class":"a"`, "one of A, B, C, D, E"},
		"no fingerprint":    {`"fingerprint":"f1"`, `"fingerprint":""`, "want a fingerprint"},
		"a journey":         {`"seen_in":[{"scenario":"form:booking"`, `"seen_in":[{"scenario":"form:bokking"`, "none of its journeys"},
		"a time":            {"2026-11-21T", "yesterday T", "is no time"},
		"something behind":  {"\n}\n", "\n}\n{}", "b.json"},
		"a list for a text": {`"certification": "verified"`, `"certification": []`, "does not hold what"},
	} {
		if !strings.Contains(good, c.old) {
			t.Fatalf("%s: no %q in %s", name, c.old, good)
		}
		_, err := ReadBaseline("b.json", []byte(strings.Replace(good, c.old, c.new, 1)))
		if err == nil || !strings.HasPrefix(err.Error(), "b.json") || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v; want %q", name, err, c.want)
		}
	}
}

func FuzzReadBaseline(f *testing.F) {
	var b strings.Builder
	if err := WriteBaseline(&b, site()); err != nil {
		f.Fatal(err)
	}
	f.Add(b.String())
	f.Add(`{"schema":"quietroom.baseline/1","run":{"started":"2026-11-21T09:00:00Z"},"pages":[{"url":"%"}],"journeys":[{"page":"//[::1"}]}`)
	f.Fuzz(func(t *testing.T, data string) {
		run, err := ReadBaseline("b.json", []byte(data))
		if (run == nil) == (err == nil) {
			t.Fatal("either a run or an error is wanted")
		}
		if run != nil {
			if c := Compare(run, run); !Empty(c) {
				t.Errorf("a run and itself: %q", told(c))
			}
			Compare(run, site())
			Compare(site(), run)
		}
	})
}

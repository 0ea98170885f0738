package report

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"github.com/quietroom/quietroom/audit"
)

// TestRemediesText: what to change, the headers in one piece, and what they cannot
// stop, each reason once. Nothing that a page chose reaches the terminal as it is.
func TestRemediesText(t *testing.T) {
	t.Parallel()
	csp := "default-src 'self' " + strings.Repeat("https://long.example.org ", 20)
	in := Input{
		Remedies: []audit.Remedy{{ID: "x", Kind: audit.RemoveTag, Do: "Take evil\x1b[31m.example off /p.", Where: "https://evil.example/\x1b]0;x\x07a.js", Findings: []string{"a", "b"}, Severity: audit.High, Steps: []string{"Press it."}, Source: "https://docs.example"}},
		Policy: &audit.Policy{
			Headers: []audit.Header{{"Content-Security-Policy", csp}}, Stops: []string{"a"}, Kept: []audit.PolicyKept{{Host: "k.example", Why: "because"}},
			Cannot: []audit.PolicyCannot{{Fingerprint: "b", Why: "no reach"}, {Fingerprint: "c", Why: "no reach"}},
		},
	}
	var b bytes.Buffer
	if err := WriteRemedies(&b, in, "quietroom verify-fix RUN", Options{}); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"answers 2 findings, the worst high", "- Press it.", "https://docs.example", "They stop 1 of 3 findings.", "\nContent-Security-Policy: " + csp, "k.example: because", "2 findings: no reach", "Not verified."} {
		if !strings.Contains(b.String(), strings.TrimSpace(want)) {
			t.Errorf("it does not say %q:\n%s", want, b.String())
		}
	}
	if strings.ContainsAny(b.String(), "\x1b\x07") {
		t.Errorf("a control character came through: %q", b.String())
	}
	in.Policy.Verified = true
	b.Reset()
	if err := WriteRemedies(&b, in, "x", Options{}); err != nil || strings.Contains(b.String(), "Not verified") {
		t.Errorf("a verified policy is called unverified: %v", err)
	}
}

// TestVerificationText says first whether it is verified, and names all that speaks
// against it.
func TestVerificationText(t *testing.T) {
	t.Parallel()
	v := &audit.Verification{
		Why: "1 finding is left that the policy should stop.", Left: []audit.Finding{{Page: "https://p.example/a", Kind: audit.KindEmail, Severity: audit.High, Recipient: audit.Recipient{Vendor: "Meta"}, Place: "url.query.em"}},
		Broken: []audit.BrokenJourney{{Scenario: "form:x", Page: "https://p.example/b\x1b[2J", Why: "it hung"}}, Beyond: []audit.PolicyCannot{{Fingerprint: "c", Why: "no reach"}},
		Refused: []audit.Refusal{{Page: "https://p.example/", Directive: "connect-src", What: "https://api.p.example", Own: true, Count: 3}, {What: "https://o.example", Directive: "img-src"}},
	}
	var b bytes.Buffer
	if err := WriteVerification(&b, v, Options{}); err != nil {
		t.Fatal(err)
	}
	text := b.String()
	if !strings.HasPrefix(text, "Not verified. 1 finding is left") || strings.Contains(text, "\x1b") {
		t.Errorf("%q", text)
	}
	for _, want := range []string{"https://p.example/a", "Meta", "url.query.em", "form:x", "it hung", "no reach", "of the practice's own:", "https://api.p.example by connect-src", "(3 times)", "of others"} {
		if !strings.Contains(text, want) {
			t.Errorf("it does not say %q:\n%s", want, text)
		}
	}
	broken := errors.New("no more room")
	if err := WriteVerification(failing{broken}, v, Options{}); !errors.Is(err, broken) {
		t.Errorf("a writer that fails is not told: %v", err)
	}
	if err := WriteRemedies(failing{broken}, Input{}, "", Options{}); !errors.Is(err, broken) {
		t.Errorf("a writer that fails is not told: %v", err)
	}
}

type failing struct{ err error }

func (f failing) Write([]byte) (int, error) { return 0, f.err }

// TestRemedyWords holds what is printed of every policy to the bounds of what was
// observed.
func TestRemedyWords(t *testing.T) {
	t.Parallel()
	var b bytes.Buffer
	for _, verified := range []bool{true, false} {
		in := Input{Policy: &audit.Policy{Verified: verified}}
		if err := WriteRemedies(&b, in, "x", Options{}); err != nil {
			t.Fatal(err)
		}
		if err := WriteVerification(&b, &audit.Verification{Verified: verified}, Options{}); err != nil {
			t.Fatal(err)
		}
	}
	for _, word := range []string{"violat", "complian", "breach", "disclos", "illegal", "no leaks", "guarantee", " safe"} {
		if strings.Contains(strings.ToLower(b.String()), word) {
			t.Errorf("it says %q:\n%s", word, b.String())
		}
	}
}

package audit

import "fmt"

// Verdict is what can be said of a page or a run. The zero value is
// Inconclusive, so that nothing is clean by accident.
type Verdict uint8

// The verdicts.
const (
	Inconclusive Verdict = iota // not enough was seen to say
	Clean                       // all of it was seen, and nothing was found
	Leak                        // something left that should not have
)

var verdictNames = [...]string{"inconclusive", "clean", "leak"}

// String gives the name that run.json uses.
func (v Verdict) String() string {
	if int(v) < len(verdictNames) {
		return verdictNames[v]
	}
	return fmt.Sprintf("verdict(%d)", uint8(v))
}

// MarshalText writes the verdict's name.
func (v Verdict) MarshalText() ([]byte, error) { return []byte(v.String()), nil }

// UnmarshalText reads a verdict's name.
func (v *Verdict) UnmarshalText(b []byte) error {
	for i, n := range verdictNames {
		if n == string(b) {
			*v = Verdict(i)
			return nil
		}
	}
	return fmt.Errorf("unknown verdict %q: one of inconclusive, clean, leak", b)
}

// Worse gives the verdict of two things together: a leak stays a leak, and what
// was not seen keeps the whole from being clean.
func (v Verdict) Worse(w Verdict) Verdict {
	switch {
	case v == Leak || w == Leak:
		return Leak
	case v == Inconclusive || w == Inconclusive:
		return Inconclusive
	}
	return Clean
}

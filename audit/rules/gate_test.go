package rules

import (
	"math/rand/v2"
	"regexp"
	"regexp/syntax"
	"testing"
)

// TestGate: no value in which a pattern matches is turned away.
func TestGate(t *testing.T) {
	set, err := Default()
	if err != nil {
		t.Fatal(err)
	}
	patterns := []string{`(?i)k[0-9]{2}|ſ+x`, `a|b|`, `(ab)*c?`, `[^a-z]{3}é`, `x{0}y{2,}`, `\bF[0-9]\.`}
	for _, r := range set.rules {
		patterns = append(patterns, r.pattern.String())
	}
	rng := rand.New(rand.NewPCG(5, 6))
	matched, turned := 0, 0
	for _, p := range patterns {
		re, g := regexp.MustCompile(p), gateOf(p)
		tree, _ := syntax.Parse(p, syntax.Perl)
		for range 200 {
			value := string(example(rng, tree, nil))
			bytes := bytesOf(value)
			if re.MatchString(value) {
				if matched++; !g.lets(&bytes) {
					t.Errorf("%q matches in %q, which its gate turns away", p, value)
				}
			}
			other := bytesOf("1790000123456")
			if !g.lets(&other) {
				turned++
			}
		}
	}
	if matched < 100*len(patterns) || turned < 50*len(patterns) {
		t.Errorf("%d matches, %d turned away, of %d patterns: the test says little", matched, turned, len(patterns))
	}
}

// example writes a text that a pattern may match.
func example(rng *rand.Rand, re *syntax.Regexp, out []rune) []rune {
	times := func(least, most int) {
		if most < 0 || most > least+3 {
			most = least + 3
		}
		for range least + rng.IntN(most-least+1) {
			out = example(rng, re.Sub[0], out)
		}
	}
	switch re.Op {
	case syntax.OpLiteral:
		return append(out, re.Rune...)
	case syntax.OpCharClass:
		i := 2 * rng.IntN(len(re.Rune)/2)
		return append(out, re.Rune[i]+rng.Int32N(min(re.Rune[i+1]-re.Rune[i], 200)+1))
	case syntax.OpCapture, syntax.OpConcat:
		for _, sub := range re.Sub {
			out = example(rng, sub, out)
		}
	case syntax.OpAlternate:
		return example(rng, re.Sub[rng.IntN(len(re.Sub))], out)
	case syntax.OpStar:
		times(0, -1)
	case syntax.OpPlus:
		times(1, -1)
	case syntax.OpQuest:
		times(0, 1)
	case syntax.OpRepeat:
		times(re.Min, re.Max)
	case syntax.OpAnyChar, syntax.OpAnyCharNotNL:
		return append(out, 'q')
	}
	return out
}

package rules

import (
	"slices"

	"github.com/quietroom/quietroom/audit"
)

// Term is a word of the clinical vocabulary that a text holds.
type Term struct {
	// Rule is "term." and the group's id.
	Rule string
	Kind audit.Kind
	// Text is the word as the vocabulary has it.
	Text string
	// Weight is 3 for what names a condition, substance or medication by itself,
	// 2 for what is strong with context, 1 for what only supports.
	Weight int
	// Ambiguous words have another common meaning and need a second signal.
	Ambiguous bool
	// Start and End are byte offsets into the text.
	Start, End int
}

// group is a list of the vocabulary.
type group struct {
	Info
	topic     string
	words     []string
	ambiguous []string
	at        string
}

// phrase is one entry of a group, as tokens.
type phrase struct {
	group     *group
	text      string
	tokens    []string
	ambiguous bool
	// whole is true for a short word: it must be all of a run of letters and
	// digits, or every random id would hold one.
	whole bool
}

func (s *Set) addGroup(g *group) error {
	if err := s.claim(g.ID); err != nil {
		return err
	}
	s.groups = append(s.groups, g)
	for i, words := range [][]string{g.words, g.ambiguous} {
		for _, w := range words {
			p := &phrase{group: g, text: w, tokens: splitWords(w), ambiguous: i == 1}
			letters := 0
			for _, t := range p.tokens {
				letters += len(t)
			}
			p.whole = letters <= 5
			s.phrases[p.tokens[0]] = append(s.phrases[p.tokens[0]], p)
		}
	}
	return nil
}

// maxTerms bounds the answer for one text.
const maxTerms = 256

// partial is a phrase whose first words were seen.
type partial struct {
	*phrase
	next, start int
}

// Terms finds the vocabulary's words in a text, in the order of their places. A
// word inside a longer phrase that is found too ("panic" in "panic disorder") is
// left out. It looks at the first MaxValue bytes.
func (s *Set) Terms(text string) []Term {
	if len(text) > MaxValue {
		text = text[:MaxValue]
	}
	var found []Term
	var open []partial
	eachToken(text, func(t token) {
		keep := open[:0]
		for _, p := range open {
			if p.tokens[p.next] != t.norm {
				continue
			}
			if p.next++; p.next < len(p.tokens) {
				keep = append(keep, p)
				continue
			}
			found = p.emit(found, t)
		}
		open = keep
		for _, p := range s.phrases[t.norm] {
			if p.whole && !t.head {
				continue
			}
			started := partial{phrase: p, next: 1, start: t.start}
			if len(p.tokens) == 1 {
				found = started.emit(found, t)
			} else {
				open = append(open, started)
			}
		}
	})
	return longest(found)
}

func (p partial) emit(found []Term, last token) []Term {
	if p.whole && !last.tail || len(found) >= maxTerms {
		return found
	}
	return append(found, Term{
		Rule: p.group.ID, Kind: p.group.Kind, Text: p.text, Weight: p.group.Weight,
		Ambiguous: p.ambiguous, Start: p.start, End: last.end,
	})
}

// longest drops terms that lie inside another.
func longest(found []Term) []Term {
	if len(found) < 2 {
		return found
	}
	slices.SortStableFunc(found, func(a, b Term) int {
		if a.Start != b.Start {
			return a.Start - b.Start
		}
		return b.End - a.End
	})
	out, end := found[:0], -1
	for _, t := range found {
		if t.End <= end {
			continue
		}
		out, end = append(out, t), t.End
	}
	return out
}

// Topic reports whether a page title, heading or address segment names a
// condition, substance or other topic of care. Services and appointments, which
// every page of a practice names, are no topic.
func (s *Set) Topic(text string) bool {
	for _, t := range s.Terms(text) {
		for _, g := range s.groups {
			if g.ID == t.Rule && (g.topic == topicAny || g.topic == topicPlain && !t.Ambiguous) {
				return true
			}
		}
	}
	return false
}

// How a group's words make a page's topic.
const (
	topicAny   = "any"
	topicPlain = "plain"
	topicNo    = "no"
)

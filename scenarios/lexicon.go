package scenarios

import (
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/quietroom/quietroom/audit"
)

// lexicon.go finds the phrases of wordTable and of the captions*.go tables in a text.

// phrase is one entry of the vocabulary, folded.
type phrase struct {
	kind   audit.Kind
	text   string
	tokens int
}

// weight says how much a phrase counts beside another of as many words.
func (p phrase) weight() int {
	switch {
	case p.kind == audit.KindOther:
		return 0
	case weakWords[p.text], loneWords[p.text]:
		return 1
	}
	return 2
}

// lexicon is the vocabulary as it is looked up.
type lexicon struct {
	// begin maps the first token of each phrase to those that begin with it.
	begin map[string][]phrase
	// packed are the phrases of scripts that set no spaces, whole those that count as a
	// whole caption only, by what unfolded makes of them.
	packed []phrase
	whole  map[string]phrase
}

// phrases holds what all tables say, words those of wordTable first.
var phrases = sync.OnceValue(func() lexicon {
	return lexiconOf(slices.Concat([]spoken{{"", wordTable}}, europeCaptions, southCaptions, worldCaptions))
})

func lexiconOf(tables []spoken) lexicon {
	l := lexicon{begin: map[string][]phrase{}, whole: map[string]phrase{}}
	for _, table := range tables {
		for _, line := range table.lines {
			for p := range strings.SplitSeq(line.phrases, "|") {
				l.add(line.kind, p)
			}
		}
	}
	return l
}

func (l lexicon) addWhole(kind audit.Kind, text string) {
	key := unfolded(text)
	if isPacked(key) {
		key = pack(key)
	}
	if _, ok := l.whole[key]; !ok {
		l.whole[key] = phrase{kind, key, 1}
	}
}

func (l *lexicon) add(kind audit.Kind, text string) {
	if whole, ok := strings.CutPrefix(text, "="); ok {
		l.addWhole(kind, whole)
		return
	}
	t := fold(text)
	fields := strings.Fields(t)
	switch {
	case isPacked(t):
		t = pack(t)
		l.packed = append(l.packed, phrase{kind, t, utf8.RuneCountInString(t)})
	case len(fields) > 0:
		l.begin[fields[0]] = append(l.begin[fields[0]], phrase{kind, t, len(fields)})
	}
}

// lookup finds the longest known phrase in a text.
func lookup(text string) (audit.Kind, string) {
	p := phrases().find(text)
	return p.kind, p.text
}

func (l lexicon) find(text string) phrase {
	best := l.spaced(text)
	if best.text == "" || best.kind == audit.KindOther {
		if p, ok := l.inPacked(text); ok {
			return p
		}
	}
	if best.text == "" {
		return l.whole[caption(text)]
	}
	return best
}

func (l lexicon) spaced(text string) phrase {
	tokens := strings.Fields(fold(text))
	if len(tokens) > 60 {
		tokens = tokens[:60]
	}
	var best phrase
	for i, t := range tokens {
		for _, p := range l.begin[t] {
			if p.tokens == 1 && halfWords[t] && len(tokens) > 3 && strings.Contains(strings.TrimSpace(text), " ") {
				continue
			}
			if i+p.tokens > len(tokens) || p.tokens < best.tokens || len(tokens) > p.tokens+1 && loneWords[p.text] || strings.Join(tokens[i:i+p.tokens], " ") != p.text {
				continue
			}
			// Of equals the longer counts, and what asks for something before what asks for nothing.
			if p.tokens > best.tokens || best.text == "" || p.weight() > best.weight() || p.weight() == best.weight() && len(p.text) > len(best.text) {
				best = p
			}
		}
	}
	return best
}

// longPacked is the length, in letters, from which a Chinese, Japanese or Korean text is
// no caption but a notice.
const longPacked = 60

// inPacked finds the longest phrase that stands anywhere in a text without spaces.
func (l lexicon) inPacked(text string) (phrase, bool) {
	t := pack(fold(text))
	if !isPacked(t) || utf8.RuneCountInString(t) > longPacked {
		return phrase{}, false
	}
	if p, ok := l.whole[caption(text)]; ok {
		return p, true
	}
	var best phrase
	for _, p := range l.packed {
		if p.tokens > best.tokens && strings.Contains(t, p.text) {
			best = p
		}
	}
	return best, best.text != ""
}

// caption is a text without the words that say whether to answer ("(required)").
func caption(text string) string {
	kept := slices.DeleteFunc(strings.Fields(unfolded(text)), func(t string) bool { return markWords[fold(t)] })
	t := strings.Join(kept, " ")
	if isPacked(t) {
		return pack(t)
	}
	return t
}

// halfWords name a half of a name where they stand nearly alone, and anything in a sentence.
var halfWords = map[string]bool{"first": true, "last": true}

package detect

import (
	"encoding/base64"
	"encoding/hex"
	"net/url"
	"strings"

	"github.com/quietroom/quietroom/audit"
	"github.com/quietroom/quietroom/audit/codec"
	"github.com/quietroom/quietroom/audit/patient"
)

// needles is everything that is known of the canaries, prepared for search. All
// texts are in lower case.
type needles struct {
	canaries []audit.Canary
	// list goes with index: what a needle found at any place means.
	list  []needle
	index *index
	// digests are the hashes of the values.
	digests digests
	// fields are the forms that count as a whole leaf only, or are too short to be a needle.
	fields map[string][]field
	// chosen are the values that a site offered, by their letters and digits.
	chosen map[string][]int
	// prefixes are the beginnings of the values that say who somebody is.
	prefixes map[string]int
	// longest is the length of the longest needle or digest, in bytes.
	longest int
}

// needle is one text to search for.
type needle struct {
	canary   int
	strength audit.Strength
	// chain lists the disguises that the text already wears.
	chain []string
	// anywhere is false for a text that is only kept out of excerpts.
	anywhere bool
	// number is true when no letter is in it: then it must not stand within a longer number.
	number bool
}

// field is a form that counts as a whole leaf only.
type field struct {
	canary   int
	strength audit.Strength
}

// newNeedles computes the forms, hashes and unaligned encodings of every canary.
func newNeedles(canaries []audit.Canary, depth int) needles {
	b := &builder{
		needles: needles{
			fields: map[string][]field{}, chosen: map[string][]int{}, prefixes: map[string]int{},
			digests: digests{table: make(map[uint64]digest, min(1<<18, len(canaries)<<13)), checksums: map[string]digest{}},
		},
		known: map[string]int{},
	}
	done := map[audit.Canary]bool{}
	for _, c := range canaries {
		key := c
		if !c.Chosen {
			key = audit.Canary{Patient: c.Patient, Kind: c.Kind, Value: c.Value}
		}
		if done[key] {
			continue
		}
		done[key] = true
		b.canaries = append(b.canaries, c)
		if c.Chosen {
			b.choice(len(b.canaries)-1, c)
			continue
		}
		for _, f := range patient.Forms(c.Kind, c.Value) {
			b.form(len(b.canaries)-1, f)
		}
	}
	b.hash(depth)
	b.index = newIndex(b.texts)
	return b.needles
}

type builder struct {
	needles
	texts  []string
	known  map[string]int // text to its place in list
	hashed []hashed
}

// hashed is a form whose hashes are known again.
type hashed struct {
	text     string
	canary   int
	strength audit.Strength
	// main is true for the forms that vendors ask for: they may lie under any chain.
	main bool
}

// form adds one form of a value, its hashes and its encodings.
func (b *builder) form(canary int, f patient.Form) {
	if f.Strength != audit.Proof {
		t := lower(f.Text)
		b.fields[t] = append(b.fields[t], field{canary, f.Strength})
	}
	proof := f.Strength == audit.Proof
	b.add(f.Text, needle{canary: canary, strength: f.Strength, anywhere: proof})
	if f.Fragment {
		return
	}
	// A hash stands for the whole value, so that of a field is proof; but that of
	// a short or common one is a known constant.
	strength := f.Strength
	if strength == audit.Field {
		strength = audit.Proof
		if len(f.Text) < 5 {
			strength = audit.Weak
		}
	}
	b.hashed = append(b.hashed, hashed{f.Text, canary, strength, isMain(b.canaries[canary].Kind, f)})
	if proof && isMain(b.canaries[canary].Kind, f) {
		const shortest = 5
		t := lower(f.Text)
		for n := shortest; n < len(t); n++ {
			b.prefixes[t[:n]] = canary
		}
	}
	if proof && len(f.Text) >= 8 {
		b.disguised(canary, f.Text)
	}
}

// mainKinds are the kinds that say who somebody is: what vendors match people by.
var mainKinds = map[audit.Kind]bool{
	audit.KindEmail: true, audit.KindPhone: true, audit.KindGivenName: true, audit.KindFamilyName: true, audit.KindFullName: true,
	audit.KindBirthDate: true, audit.KindSSN: true, audit.KindMemberID: true, audit.KindMRN: true, audit.KindUsername: true,
}

var mainForms = map[string]bool{
	"as typed": true, "as typed, lower case": true, "digits": true, "digits with +": true, "E.164": true, "with country code": true, "no spaces, lower case": true,
	"Gmail form": true, "local part": true, "date as 20060102": true,
}

func isMain(kind audit.Kind, f patient.Form) bool { return mainKinds[kind] && mainForms[f.Name] }

// hash adds the digests, the shortest chains of all forms before longer ones.
func (b *builder) hash(depth int) {
	x := &b.digests
	for i := range codec.Digests() {
		d := &codec.Digests()[i]
		if len(d.Chain) > depth {
			continue
		}
		for _, f := range b.hashed {
			if !f.main && (len(d.Chain) > 1 && !d.Usual() || d.Bits < 64) {
				continue
			}
			strength := f.strength
			if d.Bits < 64 {
				strength = audit.Weak
			}
			x.add(d.Sum([]byte(f.text)), digest{canary: uint32(f.canary), chain: uint16(i), strength: strength})
		}
	}
	x.seal()
	const longestDigest = 128
	b.longest = max(b.longest, longestDigest)
}

// disguised adds the encodings that stand in the midst of other text, where no
// decoder finds their beginning: base64 at its three alignments, and hex. Their
// first and last characters are left off, since they carry bits of what is around.
// Of text in two bytes a character, the zero that both byte orders share is kept.
func (b *builder) disguised(canary int, text string) {
	add := func(name, text string) {
		b.add(text, needle{canary: canary, strength: audit.Proof, chain: []string{name}, anywhere: true})
	}
	for _, e := range []struct {
		name string
		enc  *base64.Encoding
	}{{"base64", base64.RawStdEncoding}, {"base64url", base64.RawURLEncoding}} {
		if len(text) < 9 {
			break
		}
		for before := range 3 {
			s := e.enc.EncodeToString([]byte("\x00\x00\x00"[:before] + text))
			add(e.name, s[[]int{0, 2, 3}[before]:(before+len(text))*8/6])
		}
	}
	add("hex", hex.EncodeToString([]byte(text)))
	for _, escaped := range []string{url.QueryEscape(text), url.PathEscape(text)} {
		if escaped != text {
			add("percent", escaped)
		}
	}
	for _, c := range codec.All() {
		switch {
		case c.Shift && varied(text):
			once := c.Encode([]byte(text))
			if string(once) == text {
				break // there is no letter in it
			}
			add(c.Name, string(once))
			for _, again := range codec.All() {
				if again.Shift {
					if string(again.Encode([]byte(text))) == text {
						continue
					}
					if twice := string(again.Encode(once)); twice != text {
						b.add(twice, needle{canary: canary, strength: audit.Proof, chain: []string{again.Name, c.Name}, anywhere: true})
					}
				}
			}
		case c.Name == "utf-16le":
			add(c.Name, strings.TrimRight(string(c.Encode([]byte(text))), "\x00"))
		}
	}
}

// varied reports whether a text has enough different characters to be known with
// its letters exchanged: a test card's 4242… is then what any padding looks like.
func varied(text string) bool {
	const least = 4
	var seen [256]bool
	n := 0
	for i := range len(text) {
		if !seen[text[i]] {
			seen[text[i]] = true
			n++
		}
	}
	return n >= least
}

// add takes a needle, unless its text is known already as the same or better.
func (b *builder) add(text string, n needle) {
	text = lower(text)
	if len(text) < gram {
		return
	}
	n.number = !strings.ContainsFunc(text, func(r rune) bool { return r >= 'a' && r <= 'z' || r >= 0x80 })
	if i, ok := b.known[text]; ok {
		if old := b.list[i]; !old.anywhere && n.anywhere || old.anywhere == n.anywhere && n.strength > old.strength {
			b.list[i] = n
		}
		return
	}
	b.known[text] = len(b.texts)
	b.texts = append(b.texts, text)
	b.list = append(b.list, n)
	b.longest = max(b.longest, len(text))
}

// leastChosen is the length in letters and digits below which a chosen value is
// too common to mean anything.
const leastChosen = 4

// everyday are chosen values that stand in traffic for many other reasons.
var everyday = setOfWords(`true false none null undefined other select email phone text mobile home work default
	submit button name date time weekly monthly daily morning afternoon evening monday tuesday wednesday thursday friday
	saturday sunday online english individual unknown never always sometimes`)

// choice adds a value that the site offered: as a whole leaf, and hashed.
func (b *builder) choice(canary int, c audit.Canary) {
	key := squeeze(c.Value)
	if len(key) < leastChosen || everyday[key] {
		return
	}
	b.chosen[key] = append(b.chosen[key], canary)
	b.add(c.Value, needle{canary: canary, strength: audit.Field})
	for _, text := range []string{c.Value, strings.ToLower(c.Value)} {
		b.hashed = append(b.hashed, hashed{text, canary, audit.Field, false})
	}
}

// squeeze keeps the letters and digits of s, in lower case: what is left of
// "Individual therapy" and of "individual_therapy" alike.
func squeeze(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r >= 'A' && r <= 'Z':
			return r + 'a' - 'A'
		case r >= 'a' && r <= 'z', r >= '0' && r <= '9', r >= 0x80:
			return r
		}
		return -1
	}, s)
}

// lower puts ASCII letters in lower case and leaves all else as it is, so that
// places in the text do not move.
func lower(s string) string { return string(appendLower(nil, []byte(s))) }

func appendLower(dst, src []byte) []byte {
	at := len(dst)
	dst = append(dst, src...)
	for i, c := range dst[at:] {
		if c-'A' < 26 {
			dst[at+i] = c + 'a' - 'A'
		}
	}
	return dst
}

func setOfWords(words string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(words) {
		m[w] = true
	}
	return m
}

// match is a needle found in a text.
type match struct {
	needle     *needle
	start, end int
}

// matches finds the needles in a text that is in lower case already, at most most.
func (n *needles) matches(text []byte, most int) []match {
	var list []match
	n.index.find(text, func(i, at int) bool {
		end := at + len(n.index.texts[i])
		if n.list[i].number && (isDigit(text, at) && isDigit(text, at-1) || isDigit(text, end-1) && isDigit(text, end)) {
			return true
		}
		list = append(list, match{&n.list[i], at, end})
		return len(list) < most
	})
	return list
}

// clear reports whether no needle that counts by itself is in a text, in lower
// case.
func (n *needles) clear(text []byte) bool {
	clear := true
	n.index.find(text, func(i, _ int) bool {
		clear = !n.list[i].anywhere
		return clear
	})
	return clear
}

func isDigit(text []byte, at int) bool {
	return at >= 0 && at < len(text) && text[at] >= '0' && text[at] <= '9'
}

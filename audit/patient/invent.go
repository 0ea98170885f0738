package patient

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"hash/fnv"
	"math/rand/v2"
	"strings"
	"time"

	"github.com/quietroom/quietroom/audit"
)

// generator draws the parts of one value. Each kind has its own stream, so that
// a new kind changes no other value of a known seed.
type generator struct {
	rng   *rand.Rand
	today time.Time
	// offset is the same for every patient of a seed, and ordinal differs between
	// them: together they choose from a short list without two patients meeting.
	offset  int
	ordinal int
}

func newGenerator(seed uint64, id string, kind audit.Kind, today time.Time) *generator {
	return &generator{
		rng:     rand.New(rand.NewChaCha8(streamKey(seed, id, kind))),
		today:   today.UTC(),
		offset:  rand.New(rand.NewChaCha8(streamKey(seed, "", kind))).IntN(1 << 20),
		ordinal: ordinal(id),
	}
}

func streamKey(seed uint64, id string, kind audit.Kind) [32]byte {
	b := binary.LittleEndian.AppendUint64([]byte("quietroom patient\x00"), seed)
	return sha256.Sum256(fmt.Appendf(b, "%d\x00%s\x00%s", len(id), id, kind))
}

// ordinal numbers patients: A is 0, B is 1; a longer id gets a number of its own.
func ordinal(id string) int {
	if len(id) == 1 && id[0] >= 'A' && id[0] <= 'Z' {
		return int(id[0] - 'A')
	}
	h := fnv.New32a()
	h.Write([]byte(id))
	return int(h.Sum32() >> 8)
}

// number draws from low to high, both included; as many patients of a seed as
// there are numbers get different ones, far from each other.
func (g *generator) number(low, high int) int {
	n := high - low + 1
	return low + (g.offset+g.ordinal)%n*stride(n)%n
}

// stride is about 0.62 of n and has no factor in common with it, so that its
// multiples come to every number below n.
func stride(n int) int {
	s := max(n*62/100, 1)
	for gcd(s, n) != 1 {
		s++
	}
	return s
}

func gcd(a, b int) int {
	for b != 0 {
		a, b = b, a%b
	}
	return a
}

// variety is how many patients in a row have texts of different lengths.
const variety = 4

// turn numbers the patients of a seed from 0 to n-1, each seed from another one on.
func (g *generator) turn(n int) int { return (g.offset + g.ordinal) % n }

// digits draws n decimal digits. The first is not zero and differs between
// neighbours, and so does the last.
func (g *generator) digits(n int) string {
	b := make([]byte, n)
	for i := range b {
		b[i] = byte('0' + g.rng.IntN(10))
	}
	b[0] = byte('0' + g.number(1, 9))
	b[n-1] = byte('0' + g.turn(10))
	return string(b)
}

// choose takes a different entry for each of the first len(list) patients of a seed.
func (g *generator) choose(list ...string) string {
	return list[(g.offset+g.ordinal)%len(list)]
}

// initial gives a middle initial, different for 26 patients in a row.
func (g *generator) initial() string {
	return string(rune('A'+(g.offset+g.ordinal)%26)) + "."
}

// syllables and endings make the invented words. No real name or common English
// word is made of three of the first and one of the second. Neighbours in the list
// begin with different letters, so that two patients do not share an initial.
var (
	syllables = strings.Fields(`va zo qui xa dro vo fle zu glo ze kra quo lu zy ny
		pra vor ry zel sko tha lux tre mex vri dov wy jen yo jov kes blo kiv bru cre dru fro gri`)
	endings = strings.Fields(`dax vex lorn mund quist wick zane vane thorpe morn rix bly`)
)

// word invents a capitalised word. Its first syllable differs between the patients
// of a seed, so the word does; and its length, 10 to 13 letters, differs between
// neighbours, so that even a mask of it (*******) tells them apart.
func (g *generator) word() string {
	first := g.choose(syllables...)
	want := 10 + g.turn(variety)
	for {
		w := first + syllables[g.rng.IntN(len(syllables))] + syllables[g.rng.IntN(len(syllables))] + endings[g.rng.IntN(len(endings))]
		if len(w) == want {
			return strings.ToUpper(w[:1]) + w[1:]
		}
	}
}

// invented reports whether word could have been made here: nobody else's text holds it.
func invented(word string) bool {
	word = strings.ToLower(word)
	for _, end := range endings {
		if stem, ok := strings.CutSuffix(word, end); ok && madeOf(stem, 3) {
			return true
		}
	}
	return false
}

func madeOf(stem string, n int) bool {
	if n == 0 {
		return stem == ""
	}
	for _, s := range syllables {
		if rest, ok := strings.CutPrefix(stem, s); ok && madeOf(rest, n-1) {
			return true
		}
	}
	return false
}

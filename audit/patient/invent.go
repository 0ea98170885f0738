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

// number draws from low to high, both included.
func (g *generator) number(low, high int) int { return low + g.rng.IntN(high-low+1) }

// digits draws n decimal digits, the first not zero.
func (g *generator) digits(n int) string {
	b := make([]byte, n)
	for i := range b {
		b[i] = byte('0' + g.rng.IntN(10))
	}
	b[0] = byte('1' + g.rng.IntN(9))
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
// word is made of three of the first and one of the second.
var (
	syllables = strings.Fields(`va vo zo zu ze zy qui quo xa dro fle glo kra lu ny
		pra ry sko tha tre vri wy yo zel vor mex lux dov jen jov kes kiv blo bru cre dru fro gri`)
	endings = strings.Fields(`dax vex lorn mund quist wick zane vane thorpe morn rix bly`)
)

// word invents a capitalised word of 9 to 15 letters. Its first syllable differs
// between the patients of a seed, so the word does.
func (g *generator) word() string {
	w := g.choose(syllables...)
	for range 2 {
		w += syllables[g.rng.IntN(len(syllables))]
	}
	w += endings[g.rng.IntN(len(endings))]
	return strings.ToUpper(w[:1]) + w[1:]
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

package detect

import (
	"hash/maphash"
	"sync/atomic"

	"github.com/quietroom/quietroom/audit"
)

// dull remembers the texts in which nothing was found, at any depth: what
// trackers send is mostly the same from one message to the next. It is a table
// of fingerprints of a fixed size in which a newer text takes an older one's
// place; forgetting costs time only. Safe for concurrent use.
type dull struct {
	seed  maphash.Seed
	table [1 << dullBits]atomic.Uint64
}

const dullBits = 16

func newDull() *dull { return &dull{seed: maphash.MakeSeed()} }

// forget empties the table.
func (d *dull) forget() {
	for i := range d.table {
		d.table[i].Store(0)
	}
}

// page gives what the fingerprints of texts searched on a page begin with: its
// own address and title are no news there and may be elsewhere.
func (d *dull) page(p *audit.Page) uint64 {
	if p == nil {
		return 0
	}
	var h maphash.Hash
	h.SetSeed(d.seed)
	for _, s := range append([]string{p.URL, p.Title}, p.Aliases...) {
		_, _ = h.WriteString(s)
		_ = h.WriteByte(0)
	}
	return h.Sum64() + uint64(p.Sensitivity)
}

// The last bit of a fingerprint says whether the text may be a part of a value
// that was cut into several.
const fragmentBit = 1

// fingerprint tells an item from every other that could be searched with
// another outcome. It is never 0.
func (s *search) fingerprint(it *item) uint64 {
	const a, b = 0x9e3779b97f4a7c15, 0xd6e8feb86659fd93
	h := maphash.Bytes(s.dull.seed, it.data) * a
	h = (h ^ maphash.String(s.dull.seed, it.key)) * b
	h = (h ^ s.page ^ uint64(it.role)<<8 ^ uint64(s.level)<<16) * a
	if it.own {
		h ^= b
	}
	return (h^h>>32)&^fragmentBit | 2
}

func (d *dull) get(sum uint64) (fragment, ok bool) {
	was := d.table[sum>>(64-dullBits)].Load()
	return was&fragmentBit != 0, was&^fragmentBit == sum
}

func (d *dull) put(sum uint64) { d.table[sum>>(64-dullBits)].Store(sum) }

// origin is a text that is dull unless something is found in it, or in what it
// is made of or decodes to.
type origin struct {
	sum  uint64
	up   int32 // the origin around it, noOrigin for none
	live bool
}

const noOrigin = -1

// lively says that an item is not dull, nor is anything that it is a part of.
func (s *search) lively(it *item) { s.enliven(it.origin) }

func (s *search) enliven(o int32) {
	for ; o != noOrigin && !s.origins[o].live; o = s.origins[o].up {
		s.origins[o].live = true
	}
}

// learn remembers, at the end of a search, what was dull. A search that was cut
// has not seen enough.
func (s *search) learn() {
	if s.cut {
		return
	}
	for _, o := range s.origins {
		if !o.live {
			s.dull.put(o.sum)
		}
	}
}

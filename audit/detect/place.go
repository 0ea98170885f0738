package detect

import (
	"strconv"
	"strings"
)

// place is the way to a leaf, as steps linked towards the root, so that a leaf
// costs little until something is found in it.
type place struct {
	up *place
	// name is a key or the name of a structure; "" for an element of a list.
	name  string
	index int
	from  *places
}

// places makes the places of one search, many at a time, and takes them back
// when it is over.
type places struct {
	blocks [][]place
	used   int // of all blocks
}

const (
	blockSize  = 128
	mostBlocks = 64 // that are kept for the next search
)

func (p *places) add(next place) *place {
	block := p.used / blockSize
	if block == len(p.blocks) {
		p.blocks = append(p.blocks, make([]place, blockSize))
	}
	at := &p.blocks[block][p.used%blockSize]
	p.used++
	next.from = p
	*at = next
	return at
}

func (p *places) reset() {
	p.used = 0
	p.blocks = p.blocks[:min(len(p.blocks), mostBlocks)]
}

func (p *places) root(name string) *place { return p.add(place{name: name}) }

func (p *place) key(name string) *place { return p.from.add(place{up: p, name: name}) }

func (p *place) at(i int) *place { return p.from.add(place{up: p, index: i}) }

// maxStep is how many bytes of a key a place repeats, maxSteps how many steps.
const (
	maxStep  = 64
	maxSteps = 64
)

// String writes the way as a person follows it: "body.json.events[0].email".
// Names are the page's own: control characters and what is too long are cut.
func (p *place) String() string {
	var steps []*place
	for ; p != nil && len(steps) < maxSteps; p = p.up {
		steps = append(steps, p)
	}
	var b strings.Builder
	for i := len(steps) - 1; i >= 0; i-- {
		s := steps[i]
		if s.name == "" {
			b.WriteString("[" + strconv.Itoa(s.index) + "]")
			continue
		}
		if b.Len() > 0 {
			b.WriteByte('.')
		}
		b.WriteString(truncate(printable(s.name), maxStep))
	}
	return b.String()
}

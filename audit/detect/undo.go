package detect

import (
	"bytes"
	"hash/maphash"

	"github.com/quietroom/quietroom/audit/codec"
)

// This file undoes disguises, one layer at a time.

// least is the length of the shortest text that is decoded; of bytes, it is gram.
const least = 8

// undo notes what the item, or a part of it, decodes to, for the next level. A
// form and an address are percent-encoded by rule: that is no disguise, and their
// parts are items of their own.
func (s *search) undo(it item, look *codec.Look, pairs bool) {
	if look.Len < gram || look.Len < least && look.Text {
		return
	}
	if !it.thin {
		s.characters(it)
	}
	number := look.Len <= codec.MaxShift && isNumber(it.data)
	shift := look.Text && look.Len <= codec.MaxShift && (!pairs || !plainPairs(it.data)) && shifts(it.chain) < maxShifts && (number || wordless(it.data))
	if shift {
		// Exchanged twice, letters are back in their place.
		s.seen[seenKey{it.at, maphash.Bytes(s.dull.seed, it.data)}] = it.origin
	}
	list := codec.All()
	for i := range list {
		c := &list[i]
		switch {
		case c.May != nil && !c.May(look), pairs && c.Name == "percent":
			continue
		case c.Shift:
			if !shift {
				continue
			}
			out, ok := c.Decode(it.data, min(s.limits.Out, s.work+1))
			if ok && (!number || isNumber(out)) && s.hides(out, c, maxShifts-shifts(it.chain)-1) {
				s.undone(c, it, out)
			}
			continue
		}
		if c.Readings != nil {
			for _, out := range c.Readings(it.data, min(s.limits.Out, s.work+1)) {
				s.undone(c, it, out)
			}
			continue
		}
		s.undoOne(c, it, it.data)
		if c.Spans == nil || pairs {
			continue
		}
		for _, span := range c.Spans(it.data) {
			s.undoOne(c, it, it.data[span[0]:span[1]])
		}
	}
}

// characters undoes compressed bytes that stand as characters in a text.
func (s *search) characters(it item) {
	raw, ok := codec.Latin1(it.data)
	if !ok {
		return
	}
	it.chain = append(append(make([]string, 0, len(it.chain)+1), it.chain...), "latin1")
	look := codec.LookAt(raw)
	list := codec.All()
	for i := range list {
		if c := &list[i]; !c.TextOnly && (c.May == nil || c.May(&look)) {
			s.undoOne(c, it, raw)
		}
	}
}

// opens reports whether a codec makes of a guessed text another one, or bytes
// that are worth a look.
func (s *search) opens(c *codec.Codec, text []byte) bool {
	out, ok := c.Decode(text, len(text)+256)
	if !ok || len(out) < gram {
		return false
	}
	return isText(out) || !c.TextOnly && s.promising(out)
}

func (s *search) undoOne(c *codec.Codec, it item, data []byte) {
	if s.work < 0 {
		s.cut = true
		return
	}
	out, ok := c.Decode(data, min(s.limits.Out, s.work+1))
	if !ok {
		return
	}
	s.undone(c, it, out)
}

// undone notes one thing that an item decodes to.
func (s *search) undone(c *codec.Codec, it item, out []byte) {
	if len(out) >= s.limits.Out {
		s.cut = true
	}
	// Words decode to a few odd bytes as base64; hardly a stream or a digest is so short.
	const shortest = 8
	text := isText(out)
	if len(out) < gram || len(out) < shortest && !text && isText(it.data) && bytes.IndexByte(it.data, '%') < 0 {
		return
	}
	key := seenKey{it.at, maphash.Bytes(s.dull.seed, out)}
	if o, ok := s.seen[key]; ok {
		if o != it.origin {
			s.lively(&it) // it may have been found there
		}
		return
	}
	s.seen[key] = it.origin
	if it.thin && !text && (c.TextOnly || !s.promising(out)) {
		return
	}
	it.data, it.clear = out, false
	it.chain = append(append(make([]string, 0, len(it.chain)+1), it.chain...), c.Name)
	it.guess = it.guess || c.Shift || c.Readings != nil
	it.thin = c.Shift || c.Readings != nil || it.thin && !text
	s.next = append(s.next, it)
}

// promising reports whether bytes that came of a guess are worth a look: they
// can be undone, or hold a digest.
func (s *search) promising(data []byte) bool {
	look := codec.LookAt(data)
	list := codec.All()
	for i := range list {
		c := &list[i]
		if c.Shift || c.May != nil && !c.May(&look) {
			continue
		}
		if out, ok := c.Decode(data, 256); ok && isText(out) {
			return true
		}
	}
	found := false
	s.digests.findBytes(data, func(seenDigest) { found = true })
	return found
}

package codec

import (
	"encoding/base64"
	"encoding/hex"
	"net/url"
	"strings"
)

// Digest is a chain of disguises whose outermost cannot be undone, so that it is
// computed beforehand.
type Digest struct {
	// Chain names the disguises, outermost first.
	Chain []string
	// Bits is the length of the digest.
	Bits int
	sum  func([]byte) []byte
}

// Digests lists the chains that end in a hash, shortest first: each hash; each
// hash of each encoding and hash that is written as text; and the usual ones of
// those again. The list is shared: it is not to be changed.
func Digests() []Digest { return digests }

// Sum gives the digest of a value.
func (d *Digest) Sum(value []byte) []byte { return d.sum(value) }

// spelling is a disguise, written as text, under a hash.
type spelling struct {
	name  string
	spell func([]byte) []byte
	usual bool
}

// spellings are the encodings and the hashes that are hashed again: a hash in
// hex, of either case.
var spellings = func() []spelling {
	list := []spelling{
		{"base64", base64Standard.Encode, true},
		{"base64url", base64URL.Encode, false},
		{"base64", func(b []byte) []byte { return base64.RawStdEncoding.AppendEncode(nil, b) }, false},
		{"hex", hexadecimal.Encode, true},
		{"percent", func(b []byte) []byte { return []byte(url.QueryEscape(string(b))) }, true},
		{"percent", func(b []byte) []byte { return []byte(url.PathEscape(string(b))) }, false},
		{"reversed", backwards, true},
		{"rot13", rot13.Encode, false},
	}
	for _, h := range hashes {
		if h.Bits >= 128 {
			list = append(list, spelling{h.Name, func(b []byte) []byte { return hex.AppendEncode(nil, h.Sum(b)) }, usual(h)})
		}
	}
	for _, h := range plainHashes {
		if usual(h) {
			list = append(list,
				spelling{h.Name, func(b []byte) []byte { return []byte(strings.ToUpper(hex.EncodeToString(h.Sum(b)))) }, false},
				spelling{h.Name, h.Sum, false})
		}
	}
	return list
}()

// usual are the hashes that are chained: three of four hashed addresses that were
// seen had one of the first three.
func usual(h Hash) bool {
	switch h.Name {
	case "sha256", "md5", "sha1", "sha512":
		return true
	}
	return false
}

var digests = func() []Digest {
	var list []Digest
	for _, h := range hashes {
		list = append(list, Digest{[]string{h.Name}, h.Bits, h.Sum})
	}
	for _, h := range hashes {
		if h.Bits < 64 {
			continue
		}
		for _, s := range spellings {
			list = append(list, Digest{[]string{h.Name, s.name}, h.Bits, func(b []byte) []byte { return h.Sum(s.spell(b)) }})
		}
	}
	for _, h := range hashes {
		for _, a := range spellings {
			for _, b := range spellings {
				if usual(h) && a.usual && b.usual {
					list = append(list, Digest{[]string{h.Name, a.name, b.name}, h.Bits, func(v []byte) []byte { return h.Sum(a.spell(b.spell(v))) }})
				}
			}
		}
	}
	return list
}()

// Usual reports whether the chain is made of what was seen in the field; the
// others are worth computing for the values that matter most.
func (d *Digest) Usual() bool {
	for _, name := range d.Chain {
		if !usual(Hash{Name: name}) && name != "base64" && name != "hex" {
			return false
		}
	}
	return len(d.Chain) < 3
}

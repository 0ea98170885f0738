package codec

import (
	"crypto/md5"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/base64"
	"encoding/hex"
)

// Hash is a disguise that cannot be undone.
type Hash struct {
	Name string
	Sum  func([]byte) []byte
}

// hashes are those that trackers use (Leaky Forms, USENIX Security 2022, table 3).
var hashes = []Hash{
	{"sha256", func(b []byte) []byte { s := sha256.Sum256(b); return s[:] }},
	{"md5", func(b []byte) []byte { s := md5.Sum(b); return s[:] }},
	{"sha1", func(b []byte) []byte { s := sha1.Sum(b); return s[:] }},
	{"sha512", func(b []byte) []byte { s := sha512.Sum512(b); return s[:] }},
	{"sha384", func(b []byte) []byte { s := sha512.Sum384(b); return s[:] }},
	{"sha224", func(b []byte) []byte { s := sha256.Sum224(b); return s[:] }},
}

// Hashes lists the hashes, commonest first.
func Hashes() []Hash { return hashes }

// Digest is a hash of a value, as it is written down.
type Digest struct {
	// Chain is {"sha256"} for hex, the usual spelling, {"base64", "sha256"} for others.
	Chain []string
	Text  string
}

// Digests gives every hash of a value in every spelling: hex (lower case; a
// search has to ignore case), base64 and base64url, both without padding.
func Digests(value []byte) []Digest {
	list := make([]Digest, 0, 3*len(hashes))
	for _, h := range hashes {
		sum := h.Sum(value)
		std, web := base64.RawStdEncoding.EncodeToString(sum), base64.RawURLEncoding.EncodeToString(sum)
		list = append(list, Digest{[]string{h.Name}, hex.EncodeToString(sum)}, Digest{[]string{"base64", h.Name}, std})
		if web != std {
			list = append(list, Digest{[]string{"base64url", h.Name}, web})
		}
	}
	return list
}

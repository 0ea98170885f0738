package codec

import (
	"crypto/md5"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha3"
	"crypto/sha512"
	"encoding/binary"
	"hash/adler32"
	"hash/crc32"
	"hash/fnv"

	"github.com/cespare/xxhash/v2"
	"github.com/twmb/murmur3"
	"golang.org/x/crypto/blake2b"
	"golang.org/x/crypto/blake2s"
	"golang.org/x/crypto/md4"       //nolint:gosec,staticcheck // what trackers use, not what is safe
	"golang.org/x/crypto/ripemd160" //nolint:gosec,staticcheck // what trackers use, not what is safe
	legacy "golang.org/x/crypto/sha3"
)

// Hash is a disguise that cannot be undone. One of 32 bits proves nothing by
// itself: other texts have the same.
type Hash struct {
	Name string
	// Sum gives the digest, the most significant byte of a number first.
	Sum func([]byte) []byte
	// Bits is the length of the digest.
	Bits int
}

// Hashes lists the hashes, commonest first, as trackers use them (Leaky Forms,
// USENIX Security 2022, table 3, and its list of what was looked for:
// https://github.com/leaky-forms/leak-detector, read 2026-11-22). The list is
// shared: it is not to be changed.
func Hashes() []Hash { return hashes }

var hashes = func() []Hash {
	// The file is embedded, and a test reads it: there is no error to meet.
	salted, _ := readSalts(saltsYAML, plainHashes)
	return append(plainHashes, salted...)
}()

var plainHashes = []Hash{
	{"sha256", func(b []byte) []byte { s := sha256.Sum256(b); return s[:] }, 256},
	{"md5", func(b []byte) []byte { s := md5.Sum(b); return s[:] }, 128},
	{"sha1", func(b []byte) []byte { s := sha1.Sum(b); return s[:] }, 160},
	{"sha512", func(b []byte) []byte { s := sha512.Sum512(b); return s[:] }, 512},
	{"sha384", func(b []byte) []byte { s := sha512.Sum384(b); return s[:] }, 384},
	{"sha224", func(b []byte) []byte { s := sha256.Sum224(b); return s[:] }, 224},
	{"sha512-256", func(b []byte) []byte { s := sha512.Sum512_256(b); return s[:] }, 256},
	{"sha3-256", func(b []byte) []byte { s := sha3.Sum256(b); return s[:] }, 256},
	{"sha3-224", func(b []byte) []byte { s := sha3.Sum224(b); return s[:] }, 224},
	{"sha3-384", func(b []byte) []byte { s := sha3.Sum384(b); return s[:] }, 384},
	{"sha3-512", func(b []byte) []byte { s := sha3.Sum512(b); return s[:] }, 512},
	{"keccak256", func(b []byte) []byte { h := legacy.NewLegacyKeccak256(); _, _ = h.Write(b); return h.Sum(nil) }, 256},
	{"ripemd160", func(b []byte) []byte { h := ripemd160.New(); _, _ = h.Write(b); return h.Sum(nil) }, 160},
	{"blake2b-256", func(b []byte) []byte { s := blake2b.Sum256(b); return s[:] }, 256},
	{"blake2b-512", func(b []byte) []byte { s := blake2b.Sum512(b); return s[:] }, 512},
	{"blake2s-256", func(b []byte) []byte { s := blake2s.Sum256(b); return s[:] }, 256},
	{"md4", func(b []byte) []byte { h := md4.New(); _, _ = h.Write(b); return h.Sum(nil) }, 128},
	{"murmur3-128", func(b []byte) []byte { a, z := murmur3.Sum128(b); return number64(number64(nil, a), z) }, 128},
	{"xxh64", func(b []byte) []byte { return number64(nil, xxhash.Sum64(b)) }, 64},
	{"fnv1a-64", func(b []byte) []byte { h := fnv.New64a(); _, _ = h.Write(b); return h.Sum(nil) }, 64},
	{"crc32", func(b []byte) []byte { return number32(crc32.ChecksumIEEE(b)) }, 32},
	{"adler32", func(b []byte) []byte { return number32(adler32.Checksum(b)) }, 32},
	{"murmur3-32", func(b []byte) []byte { return number32(murmur3.Sum32(b)) }, 32},
	{"fnv1a-32", func(b []byte) []byte { h := fnv.New32a(); _, _ = h.Write(b); return h.Sum(nil) }, 32},
	{"djb2", func(b []byte) []byte { return number32(times(b, 5381, 33)) }, 32},
	{"string-hash", func(b []byte) []byte { return number32(times(b, 0, 31)) }, 32}, // hash = hash*31 + c
}

func number32(n uint32) []byte           { return binary.BigEndian.AppendUint32(nil, n) }
func number64(b []byte, n uint64) []byte { return binary.BigEndian.AppendUint64(b, n) }
func times(b []byte, h, by uint32) uint32 {
	for _, c := range b {
		h = h*by + uint32(c)
	}
	return h
}

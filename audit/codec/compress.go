package codec

import (
	"bytes"
	"compress/flate"
	"compress/gzip"
	"compress/zlib"
	"encoding/binary"
	"errors"
	"io"
	"sync"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/zstd"
)

var gzipped = Codec{
	Name: "gzip",
	Decode: func(in []byte, limit int) ([]byte, bool) {
		if !bytes.HasPrefix(in, gzipMagic) {
			return nil, false
		}
		r, err := gzip.NewReader(bytes.NewReader(in))
		if err != nil {
			return nil, false
		}
		return drain(r, limit)
	},
	Encode: func(in []byte) []byte {
		return through(in, func(w io.Writer) io.WriteCloser { return gzip.NewWriter(w) })
	},
	Spans: func(in []byte) [][2]int { return fromMagic(in, gzipMagic) },
	May:   func(l *Look) bool { return l.Has(0x1f) && l.Has(0x8b) && l.Has(8) },
}

var zlibbed = Codec{
	Name: "zlib",
	Decode: func(in []byte, limit int) ([]byte, bool) {
		if len(in) < 6 || in[0]&0x0f != 8 || in[0]>>4 > 7 || (int(in[0])<<8|int(in[1]))%31 != 0 {
			return nil, false
		}
		r, err := zlib.NewReader(bytes.NewReader(in))
		if err != nil {
			return nil, false
		}
		return drain(r, limit)
	},
	Encode: func(in []byte) []byte {
		return through(in, func(w io.Writer) io.WriteCloser { return zlib.NewWriter(w) })
	},
	May: unprinted,
}

// deflated is DEFLATE with no header (RFC 1951). Nothing marks it, so what comes
// out must read as something.
var deflated = Codec{
	Name: "deflate",
	Decode: func(in []byte, limit int) ([]byte, bool) {
		if !unmarked(in) || !deflateBegins(in) {
			return nil, false
		}
		r := flateReaders.Get().(io.ReadCloser)
		defer flateReaders.Put(r)
		from := bytes.NewReader(in)
		if r.(flate.Resetter).Reset(from, nil) != nil {
			return nil, false
		}
		out, ok := drainText(r, limit)
		return out, ok && (from.Len() == 0 || isReadable(out[:min(len(out), 256)]))
	},
	Encode: func(in []byte) []byte {
		return through(in, func(w io.Writer) io.WriteCloser {
			f, _ := flate.NewWriter(w, flate.DefaultCompression) // fails for an unknown level only
			return f
		})
	},
	May: unprinted,
}

// brotlied is brotli (RFC 7932), which nothing marks either.
var brotlied = Codec{
	Name: "brotli",
	Decode: func(in []byte, limit int) ([]byte, bool) {
		if !unmarked(in) || !brotliBegins(in, limit) {
			return nil, false
		}
		r := brotliReaders.Get().(*brotli.Reader)
		defer brotliReaders.Put(r)
		if r.Reset(bytes.NewReader(in)) != nil {
			return nil, false
		}
		return drainText(r, limit)
	},
	Encode: func(in []byte) []byte {
		return through(in, func(w io.Writer) io.WriteCloser { return brotli.NewWriter(w) })
	},
	May: unprinted,
}

// deflateBegins reads the header of the first block (RFC 1951 section 3.2): most
// bytes that are no stream stumble over it.
func deflateBegins(in []byte) bool {
	switch in[0] >> 1 & 3 {
	case 0: // stored: the length stands there twice
		return len(in) > 5 && in[1] == ^in[3] && in[2] == ^in[4]
	case 3:
		return false
	}
	return true
}

// brotliBegins reads the header of the first block (RFC 7932 section 9.2). What
// claims to be far longer than its bytes can be is none, unless it is a message of
// some length and more than a probe is wanted: that may be a bomb.
func brotliBegins(in []byte, limit int) bool {
	const short, long, probe, most = 24, 48, 256, 1 << 14
	ratio := 256
	switch {
	case limit > probe && len(in) > long:
		ratio = 1 << 24
	case limit > probe && len(in) > short:
		ratio = most
	}
	var first [8]byte
	copy(first[:], in)
	bits := binary.LittleEndian.Uint64(first[:])
	take := func(n uint) uint64 {
		v := bits & (1<<n - 1)
		bits >>= n
		return v
	}
	// The size of the window.
	if take(1) == 1 && take(3) == 0 && take(3) == 1 {
		return false
	}
	last := take(1) == 1
	if last && take(1) == 1 {
		return false // an empty stream
	}
	nibbles := take(2)
	if nibbles == 3 {
		return !last && len(in) > long // metadata first
	}
	size := take(4*(uint(nibbles)+4)) + 1
	stored := !last && take(1) == 1
	if stored {
		return int(size) <= len(in) || len(in) > short && isReadable(in[4:min(len(in), 64)])
	}
	if size > uint64(ratio)*uint64(len(in)) {
		return false
	}
	// A short message has one type of block of each sort, and distances as they are
	// by default: encoders split none of it.
	const unsplit, sorts, distances = 256, 3, 6
	return len(in) > unsplit || take(sorts+distances) == 0
}

var zstandard = Codec{
	Name: "zstd",
	Decode: func(in []byte, limit int) ([]byte, bool) {
		if !bytes.HasPrefix(in, zstdMagic) {
			return nil, false
		}
		r, err := zstd.NewReader(bytes.NewReader(in), zstd.WithDecoderConcurrency(1), zstd.WithDecoderLowmem(true),
			zstd.WithDecoderMaxWindow(8<<20))
		if err != nil {
			return nil, false
		}
		defer r.Close()
		return drain(r, limit)
	},
	Encode: func(in []byte) []byte {
		return through(in, func(w io.Writer) io.WriteCloser {
			z, _ := zstd.NewWriter(w, zstd.WithEncoderConcurrency(1)) // fails for bad options only
			return z
		})
	},
	Spans: func(in []byte) [][2]int { return fromMagic(in, zstdMagic) },
	May:   func(l *Look) bool { return l.Has(0x28) && l.Has(0xb5) && l.Has(0x2f) && l.Has(0xfd) },
}

// unmarked reports whether in may be a stream without a magic number: neither
// text nor a stream that has one.
func unmarked(in []byte) bool {
	return len(in) >= 4 && !isText(in) && !bytes.HasPrefix(in, gzipMagic) && !bytes.HasPrefix(in, zstdMagic)
}

var (
	gzipMagic = []byte{0x1f, 0x8b, 8}
	zstdMagic = []byte{0x28, 0xb5, 0x2f, 0xfd}

	flateReaders  = sync.Pool{New: func() any { return flate.NewReader(bytes.NewReader(nil)) }}
	brotliReaders = sync.Pool{New: func() any { return brotli.NewReader(bytes.NewReader(nil)) }}
)

// drain reads at most limit bytes. What was read before an error counts: the
// stream may have been cut.
func drain(r io.Reader, limit int) ([]byte, bool) {
	var out bytes.Buffer
	_, _ = io.Copy(&out, io.LimitReader(r, int64(limit)))
	return out.Bytes(), out.Len() > 0
}

// drainText is drain for streams that nothing marks. A stream that ends where
// the input ends is believed; another one when its first bytes are text or a
// known stream, since it may have been cut.
func drainText(r io.Reader, limit int) ([]byte, bool) {
	head := make([]byte, min(256, limit))
	n, err := io.ReadFull(r, head)
	head = head[:n]
	switch {
	case n < 4:
		return nil, false
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		_, err = r.Read(make([]byte, 1))
		return head, errors.Is(err, io.EOF) || n >= 16 && isReadable(head)
	case err != nil:
		return head, n >= 16 && isReadable(head)
	}
	var rest bytes.Buffer
	_, err = io.Copy(&rest, io.LimitReader(r, int64(limit-n)))
	ended := err == nil && rest.Len() < limit-n
	return append(head, rest.Bytes()...), ended || isReadable(head) || isStream(head)
}

// isReadable allows for UTF-8, which isText does not.
func isReadable(head []byte) bool {
	odd := 0
	for _, c := range head {
		if c < 0x20 && c != '\t' && c != '\n' && c != '\r' || c == 0x7f {
			return false
		}
		if c >= 0x80 {
			odd++
		}
	}
	return odd <= len(head)/2
}

func isStream(head []byte) bool {
	return bytes.HasPrefix(head, gzipMagic) || bytes.HasPrefix(head, zstdMagic) ||
		head[0]&0x0f == 8 && (int(head[0])<<8|int(head[1]))%31 == 0
}

// fromMagic gives the parts of in from each magic number to its end, but for the
// one that is all of in.
func fromMagic(in, magic []byte) [][2]int {
	const most = 8
	var list [][2]int
	for at := 1; at < len(in) && len(list) < most; {
		i := bytes.Index(in[at:], magic)
		if i < 0 {
			break
		}
		list = append(list, [2]int{at + i, len(in)})
		at += i + 1
	}
	return list
}

// through runs in through a compressor that writes to memory, which cannot fail.
func through(in []byte, wrap func(io.Writer) io.WriteCloser) []byte {
	var out bytes.Buffer
	w := wrap(&out)
	_, _ = w.Write(in)
	_ = w.Close()
	return out.Bytes()
}

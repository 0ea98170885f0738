package saved

import (
	"bytes"
	"fmt"
	"io"
	"unicode/utf8"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
)

// maxWindow bounds what a zstd file may make the reader hold (RFC 8878, 3.1.1.1.2,
// recommends that decoders support at least 8 MB).
const maxWindow = 64 << 20

// decompress undoes the compression of a whole file. how is "" where data is not
// compressed. An error that is ErrCut comes with what could be read.
func decompress(data []byte) (plain []byte, how string, err error) {
	var r io.Reader
	switch {
	case bytes.HasPrefix(data, []byte{0x1f, 0x8b, 8}):
		z, err := gzip.NewReader(bytes.NewReader(data))
		if err != nil {
			return nil, "", nil
		}
		r, how = z, "gzip"
	case bytes.HasPrefix(data, []byte{0x28, 0xb5, 0x2f, 0xfd}):
		z, err := zstd.NewReader(bytes.NewReader(data), zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxWindow(maxWindow))
		if err != nil {
			return nil, "", nil
		}
		defer z.Close()
		r, how = z, "zstd"
	case !utf8.Valid(data[:min(len(data), 512)]):
		// Brotli has no mark to know it by: it is brotli when it can be read and is text.
		r, how = brotli.NewReader(bytes.NewReader(data)), "br"
	default:
		return nil, "", nil
	}
	plain, err = io.ReadAll(io.LimitReader(r, MaxFile+1))
	switch {
	case how == "br" && (len(plain) == 0 || !text(plain)):
		return nil, "", nil
	case len(plain) > MaxFile:
		return plain[:MaxFile], how, fmt.Errorf("decompressed it is longer than %d MiB: %w", MaxFile>>20, ErrCut)
	case err != nil:
		return plain, how, fmt.Errorf("its compression (%s) ends in the middle or is damaged: %w", how, ErrCut)
	}
	return plain, how, nil
}

// text reports whether data begins as text does.
func text(data []byte) bool {
	head := data[:min(len(data), 4096)]
	for len(head) > 0 && !utf8.RuneStart(head[len(head)-1]) {
		head = head[:len(head)-1]
	}
	if len(head) > 0 {
		head = head[:len(head)-1] // it may be the first byte of several
	}
	return utf8.Valid(head) && bytes.IndexByte(head, 0) < 0
}

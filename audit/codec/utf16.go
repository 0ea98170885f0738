package codec

import (
	"encoding/binary"
	"unicode/utf16"
	"unicode/utf8"
)

// utf16Little and utf16Big are text of two bytes a character, with or without a
// byte order mark.
var (
	utf16Little = utf16Of("utf-16le", binary.LittleEndian)
	utf16Big    = utf16Of("utf-16be", binary.BigEndian)
)

func utf16Of(name string, order interface {
	binary.ByteOrder
	binary.AppendByteOrder
}) Codec {
	return Codec{
		Name:     name,
		TextOnly: true,
		Decode: func(in []byte, limit int) ([]byte, bool) {
			if len(in) >= 2 && order.Uint16(in) == 0xfeff {
				in = in[2:]
			}
			if len(in) < 8 || !mostlyLatin(in, order) {
				return nil, false
			}
			out := make([]byte, 0, min(len(in), limit))
			for len(in) >= 2 && len(out) < limit {
				r := rune(order.Uint16(in))
				in = in[2:]
				if utf16.IsSurrogate(r) && len(in) >= 2 {
					if pair := utf16.DecodeRune(r, rune(order.Uint16(in))); pair != utf8.RuneError {
						r, in = pair, in[2:]
					}
				}
				out = utf8.AppendRune(out, r)
			}
			return whole(clip(out, limit)), true
		},
		Encode: func(in []byte) []byte {
			var out []byte
			for _, u := range utf16.Encode([]rune(string(in))) {
				out = order.AppendUint16(out, u)
			}
			return out
		},
		May: func(l *Look) bool { return !l.Text && l.Len >= 8 },
	}
}

// mostlyLatin reports whether most of the first characters are ASCII, since any
// bytes are some UTF-16; or whether they are what lz-string packs into characters.
func mostlyLatin(in []byte, order binary.ByteOrder) bool {
	n, ascii, packed := 0, 0, 0
	for ; n < 32 && 2*n+1 < len(in); n++ {
		u := order.Uint16(in[2*n:])
		if u >= 32 && u < 32+1<<15 {
			packed++
		}
		if u < utf8.RuneSelf {
			if !textSet[u] {
				return false
			}
			ascii++
		}
	}
	// lz-string ends with a space, by which fewer characters are told.
	return ascii > n/2 || packed == n && (n >= 8 || n >= 4 && order.Uint16(in[2*n-2:]) == ' ')
}

// whole cuts a character off that was cut itself.
func whole(out []byte) []byte {
	for i := 1; i <= 3 && i <= len(out); i++ {
		if c := out[len(out)-i]; c < utf8.RuneSelf {
			break
		} else if utf8.RuneStart(c) {
			if !utf8.FullRune(out[len(out)-i:]) {
				return out[:len(out)-i]
			}
			break
		}
	}
	return out
}

package codec

import (
	"bytes"
	"compress/zlib"
	"testing"
)

func TestLatin1(t *testing.T) {
	t.Parallel()
	var packed bytes.Buffer
	w := zlib.NewWriter(&packed)
	if _, err := w.Write([]byte(`{"value":"typed"}`)); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	var text []rune
	for _, b := range packed.Bytes() {
		text = append(text, rune(b))
	}
	got, ok := Latin1([]byte(string(text)))
	if !ok || !bytes.Equal(got, packed.Bytes()) {
		t.Errorf("bytes as characters did not come back: %v", ok)
	}
	for _, plain := range []string{"", "plain text", "naïve \u20ac", "\xff\xfe"} {
		if out, ok := Latin1([]byte(plain)); ok {
			t.Errorf("%q was taken for bytes: %q", plain, out)
		}
	}
}

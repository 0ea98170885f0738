package detect

import (
	"bytes"
	"compress/flate"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/quietroom/quietroom/audit"
)

// feed sends bodies one after the other, and gives what each completed.
func feed(t *testing.T, st *Streams, bodies ...[]byte) (all []audit.Hit) {
	t.Helper()
	for i, b := range bodies {
		r := st.Search(post(fmt.Sprintf("https://t.test/c?n=%d", i)), b, "t.test", Subject{})
		if r.Cut {
			t.Errorf("message %d: cut", i)
		}
		all = append(all, r.Hits...)
	}
	return all
}

func hasHit(hits []audit.Hit, kind audit.Kind, chain ...string) bool {
	return slices.ContainsFunc(hits, func(h audit.Hit) bool {
		return h.Type == audit.HitCanary && h.Kind == kind && (len(chain) == 0 || slices.Equal(h.Chain, chain))
	})
}

// flushed compresses parts into one stream, flushed after each.
func flushed(t *testing.T, level int, zip bool, parts ...string) (frames [][]byte) {
	t.Helper()
	var out bytes.Buffer
	var w interface {
		Write([]byte) (int, error)
		Flush() error
	}
	w = gzip.NewWriter(&out)
	if !zip {
		f, err := flate.NewWriter(&out, level)
		if err != nil {
			t.Fatal(err)
		}
		w = f
	}
	for _, p := range parts {
		if _, err := w.Write([]byte(p)); err != nil {
			t.Fatal(err)
		}
		if err := w.Flush(); err != nil {
			t.Fatal(err)
		}
		frames = append(frames, bytes.Clone(out.Bytes()))
		out.Reset()
	}
	return frames
}

func TestStreams(t *testing.T) {
	t.Parallel()
	d := testDetector(t)
	email, phone := value(t, audit.KindEmail), value(t, audit.KindPhone)
	var keys, typed, letters, mutations [][]byte
	for i := range email {
		keys = append(keys, mustJSON(map[string]any{"type": "keydown", "key": email[i : i+1]}))
		letters = append(letters, []byte("e=input&c="+email[i:i+1]+"&t=1"))
		if i < len(email)-4 {
			typed = append(typed, mustJSON(map[string]any{"field": "#mail", "value": email[:i+1]}))
		}
		mutations = append(mutations, mustJSON(map[string]any{"type": 3, "data": map[string]any{"source": 0, "texts": []any{map[string]any{"id": i, "value": email[i : i+1]}}}}))
	}
	half := len(email) / 2
	digits := keepDigits(phone)
	padding := `{"event":"view","page":"/","items":[1,2,3,4,5,6]},`
	for name, tc := range map[string]struct {
		bodies [][]byte
		kind   audit.Kind
		chain  []string
	}{
		"two fields of one message":    {[][]byte{mustJSON(map[string]string{"a": email[:half], "b": email[half:]})}, audit.KindEmail, []string{"split"}},
		"a phone in three fields":      {[][]byte{[]byte(`{"area":"` + digits[:3] + `","ex":"` + digits[3:6] + `","no":"` + digits[6:] + `"}`)}, audit.KindPhone, []string{"split"}},
		"one field of two messages":    {[][]byte{[]byte("d=" + email[:half]), []byte("d=" + email[half:])}, audit.KindEmail, []string{"split"}},
		"a list of characters":         {[][]byte{mustJSON(map[string]any{"chars": strings.Split(email, "")})}, audit.KindEmail, []string{"split"}},
		"a key a message":              {keys, audit.KindEmail, []string{"split"}},
		"a letter a form":              {letters, audit.KindEmail, []string{"split"}},
		"a text node a letter":         {mutations, audit.KindEmail, []string{"split"}},
		"typed, and never finished":    {typed, audit.KindEmail, []string{"prefix"}},
		"one gzip in three frames":     {flushed(t, 6, true, padding, `{"mail":"`+email[:half], email[half:]+`"}`), audit.KindEmail, nil},
		"one deflate in three frames":  {flushed(t, 6, false, padding, `{"mail":"`+email[:half], email[half:]+`"}`), audit.KindEmail, nil},
		"deflate, frames on their own": {flushed(t, 6, false, padding, padding, `{"mail":"`+email+`"}`), audit.KindEmail, nil},
		"JSON in two chunks":           {[][]byte{[]byte(`{"a":[1,2],"mail":"` + email[:half]), []byte(email[half:] + `","z":1}`)}, audit.KindEmail, nil},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := feed(t, d.Streams(), tc.bodies...); !hasHit(got, tc.kind, tc.chain...) {
				t.Errorf("not found: %q", show(got))
			}
		})
	}
	t.Run("replay, a batch of input events", func(t *testing.T) {
		t.Parallel()
		var batch []any
		for i := 1; i < strings.IndexByte(email, '@'); i++ {
			batch = append(batch, map[string]any{"type": 3, "data": map[string]any{"source": 5, "id": 9, "text": email[:i], "isChecked": false}})
		}
		if got := feed(t, d.Streams(), mustJSON(batch)); !hasHit(got, audit.KindEmail, "prefix") {
			t.Errorf("not found: %q", show(got))
		}
	})
	t.Run("nobody's", func(t *testing.T) {
		t.Parallel()
		st := d.Streams()
		for i := range 300 {
			frame := mustJSON(map[string]any{"key": string(rune('a' + i*7%26)), "n": i, "value": fmt.Sprint("item ", i)})
			if r := st.Search(post("https://t.test/"), frame, "t.test", Subject{}); len(show(r.Hits, audit.HitCanary)) > 0 || r.Cut {
				t.Fatalf("%s gave %q, cut %v", frame, show(r.Hits), r.Cut)
			}
		}
	})
	t.Run("other journeys and recipients are apart", func(t *testing.T) {
		t.Parallel()
		st := d.Streams()
		a, b := post("https://t.test/"), post("https://t.test/")
		b.Journey = "j2"
		for _, r := range []Result{
			st.Search(a, []byte("d="+email[:half]), "t.test", Subject{}), st.Search(b, []byte("d="+email[half:]), "t.test", Subject{}),
			st.Search(a, []byte("d="+email[half:]), "u.test", Subject{}),
		} {
			if hasHit(r.Hits, audit.KindEmail) {
				t.Errorf("put together: %q", show(r.Hits))
			}
		}
	})
}

// TestStreamsAreBounded: a stream without end is followed for a while, and the
// rest is said to be cut; what is kept does not grow.
func TestStreamsAreBounded(t *testing.T) {
	t.Parallel()
	st := testDetector(t).Streams()
	parts := make([]string, 200)
	for i := range parts {
		b, _ := json.Marshal(event(rngOf(uint64(i))))
		parts[i] = string(b)
	}
	cut := false
	for i, f := range flushed(t, 6, false, parts...) {
		ex := post("wss://t.test/")
		cut = st.Search(ex, f, "t.test", Subject{}).Cut || cut
		ex.Journey = fmt.Sprint("j", i*7)
		st.Search(ex, f, fmt.Sprint("t", i%300), Subject{})
	}
	if !cut {
		t.Error("200 frames of one stream, and nothing is said to be cut")
	}
	if len(st.list) > mostStreams {
		t.Errorf("%d streams are kept", len(st.list))
	}
	for _, s := range st.list {
		if len(s.open) > mostOpen || len(s.tails) > mostKeys {
			t.Errorf("a stream keeps %d bytes and %d tails", len(s.open), len(s.tails))
		}
	}
}

func keepDigits(s string) string {
	return strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return -1
		}
		return r
	}, s)
}

package browser

import (
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"testing"

	"github.com/quietroom/quietroom/audit"
)

// wirePage sends by fetch and by beacon.
const wirePage = `<!doctype html><title>Wire</title><script>
fetch('http://collect.test/fetch', {method:'POST', mode:'no-cors', body:'by fetch'});
navigator.sendBeacon('http://collect.test/beacon', 'by beacon');</script>`

// TestWirePlace: the network log is a pipe that holds nothing, or, where there
// are no pipes, a file that only its owner can read; the record is certified
// from both.
func TestWirePlace(t *testing.T) {
	for name, noPipe := range map[string]bool{"pipe": false, "file": true} {
		t.Run(name, func(t *testing.T) {
			if runtime.GOOS == "windows" && !noPipe {
				t.Skip("no named pipes in folders")
			}
			s := serve(t, map[string]string{"practice.test/": wirePage})
			b, rec := start(t, s, func(c *Config) { c.noPipe = noPipe })
			visitPage(t, b, TabOptions{Page: "http://practice.test/", Journey: "j1"}, "http://practice.test/", nil)
			st, err := os.Stat(filepath.Join(b.proc.dir, logName))
			if err != nil {
				t.Fatal(err)
			}
			if st.Mode().Perm()&0o077 != 0 || (st.Mode().Type() == fs.ModeNamedPipe) == noPipe {
				t.Errorf("the network log's place is %s", st.Mode())
			}
			if err := b.Close(); err != nil {
				t.Fatal(err)
			}
			certified(t, b)
			if n := len(rec.hits()); n < 3 {
				t.Errorf("%d requests on record, want the page and what it sent", n)
			}
		})
	}
}

// TestBlindRecorder: a recorder that does not hear of a channel has the wire
// record name just what it missed, and nothing is lost.
func TestBlindRecorder(t *testing.T) {
	s := serve(t, map[string]string{"practice.test/": wirePage})
	b, rec := start(t, s, func(c *Config) {
		c.Blind = func(ch audit.Channel) bool { return ch == audit.ChannelBeacon }
	})
	visitPage(t, b, TabOptions{Page: "http://practice.test/", Journey: "j1"}, "http://practice.test/", nil)
	if err := b.Close(); err != nil {
		t.Fatal(err)
	}
	c := b.Account()
	if c.Unexplained != 1 || len(c.Gaps) != 1 || c.Gaps[0].Journey != "j1" || c.Gaps[0].Page != "http://practice.test/" {
		t.Fatalf("%d unexplained: %+v; want the beacon of j1 alone", c.Unexplained, c.Gaps)
	}
	t.Log(c.Gaps[0].What)
	want := hit{"collect.test", "POST", "/beacon", sum([]byte("by beacon"))}
	found := false
	for _, h := range rec.hits() {
		found = found || h == want
	}
	if !found {
		t.Errorf("what the protocol did not tell of is not on record: %+v", rec.hits())
	}
}

// TestSentAgain: a server that drops a connection after it has read the request
// gets it twice, and so does the record, with nothing unexplained.
func TestSentAgain(t *testing.T) {
	s := serve(t, map[string]string{"practice.test/": `<!doctype html><title>Again</title><script>
		(async () => {
			await fetch('http://collect.test/warm').catch(() => {});
			await fetch('http://collect.test/dropped?x=1').catch(() => {});
		})()</script>`})
	b, rec := start(t, s, nil)
	visitPage(t, b, TabOptions{Page: "http://practice.test/", Journey: "j1"}, "http://practice.test/", nil)
	if err := b.Close(); err != nil {
		t.Fatal(err)
	}
	certified(t, b)
	dropped := func(h hit) bool { return h.Path == "/dropped?x=1" }
	have := slices.DeleteFunc(rec.hits(), func(h hit) bool { return !dropped(h) })
	if want := s.got(dropped); len(want) < 2 || len(have) != len(want) {
		t.Errorf("the server got it %d times, and it is on record %d times; want as often, and more than once", len(want), len(have))
	}
	for _, ex := range rec.all {
		if ex.Journey != "j1" {
			t.Errorf("%s %s is not attributed", ex.Method, ex.URL)
		}
	}
}

// TestBodyBeyondTheLimit: what is longer than the limit is cut, and said, whether
// its bytes come from the protocol or from the wire alone.
func TestBodyBeyondTheLimit(t *testing.T) {
	const limit, size = 1 << 20, 3 << 20
	s := serve(t, map[string]string{"practice.test/": `<!doctype html><title>Long</title><script>
		fetch('http://collect.test/text', {method:'POST', mode:'no-cors', body:'x'.repeat(3 << 20)});
		fetch('http://collect.test/blob', {method:'POST', mode:'no-cors', body:new Blob(['y'.repeat(3 << 20)])});</script>`})
	b, rec := start(t, s, func(c *Config) { c.MaxBody = limit })
	visitPage(t, b, TabOptions{Page: "http://practice.test/", Journey: "j1"}, "http://practice.test/", nil)
	if err := b.Close(); err != nil {
		t.Fatal(err)
	}
	certified(t, b)
	cut := 0
	for _, ex := range rec.all {
		if ex.Method != "POST" {
			continue
		}
		cut++
		if !ex.BodyCut || ex.BodyMissing || ex.BodySize != size || len(rec.raw[ex.ID]) != limit {
			t.Errorf("%s: cut %v, missing %v, size %d, kept %d; want the first MiB of 3", ex.URL, ex.BodyCut, ex.BodyMissing, ex.BodySize, len(rec.raw[ex.ID]))
		}
	}
	if cut != 2 || b.Account().BodiesCut != 2 {
		t.Errorf("%d long bodies on record, %d counted; want 2", cut, b.Account().BodiesCut)
	}
}

package detect

import (
	"fmt"
	"math/rand/v2"
	"net/url"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/quietroom/quietroom/audit"
)

// TestDullChangesNothing: what a search finds does not depend on what was
// searched before it, nor on what is searched beside it.
func TestDullChangesNothing(t *testing.T) {
	t.Parallel()
	d := testDetector(t)
	type message struct {
		ex   *audit.Exchange
		body []byte
	}
	var list []message
	n := 0
	for l := range corpusOf(t, "written", 0, 1) {
		if n++; n%5 == 0 {
			list = append(list, message{l.ex, l.body}, message{l.ex, l.body})
		}
	}
	rng := rand.New(rand.NewPCG(8, 9))
	for _, name := range sortedNames(nasty) {
		for range 3 {
			text := nasty[name](rng)
			list = append(list, message{post("https://t.test/c?d=" + url.QueryEscape(text)), []byte(text)})
		}
	}
	// A page of its own for each: nothing is known of it. And one page for all.
	first := make([]Result, len(list))
	for i, m := range list {
		first[i] = d.Search(m.ex, m.body, Subject{Page: &audit.Page{URL: fmt.Sprintf("https://p.test/%d", i)}})
	}
	shared := Subject{Page: &audit.Page{URL: "https://p.test/all"}}
	var wg sync.WaitGroup
	for w := range 4 {
		wg.Go(func() {
			for k := range list {
				i := (k + w*len(list)/4) % len(list)
				again := d.Search(list[i].ex, list[i].body, shared)
				if diff := cmp.Diff(first[i], again); diff != "" {
					t.Errorf("%s %q: found first and later:\n%s", list[i].ex.URL, list[i].body[:min(len(list[i].body), 200)], diff)
				}
			}
		})
	}
	wg.Wait()
	if len(list) < 100 {
		t.Errorf("only %d messages", len(list))
	}
}

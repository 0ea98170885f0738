package browser

import (
	"bytes"
	"crypto/sha256"
	"net/url"
	"strings"
	"time"

	"github.com/quietroom/quietroom/audit"
	"github.com/quietroom/quietroom/internal/netlog"
)

// join pairs the two records of what left: what the debugging protocol told
// (flows) and what Chrome's network log shows on the wire. It belongs to the
// builder's goroutine. Both sides are multisets by method and address; the bodies
// decide between several of one kind.
type join struct {
	open    map[string][]*flow    // told by the protocol, not yet found on the wire
	waiting map[string][]*arrival // on the wire, not yet told by the protocol
	met     map[string]bool       // hosts that were looked up or connected to, by visit
	sent    map[sending]whose     // on the wire lately, and whose it was
	// caughtUp is a time before which everything that happened on the wire has
	// been read.
	caughtUp time.Time
	swept    time.Time
}

// sending is one hop of one request of Chrome's. It comes twice when Chrome sends
// it again by itself, on a new connection or with a log-in.
type sending struct {
	id  int64
	hop int
}

// whose is what has to be known of a request to record that it was sent again.
type whose struct {
	visit   *visit
	now     label
	channel audit.Channel
	at      time.Time
}

// arrival is a wire record that waits for its flow.
type arrival struct {
	rec *netlog.Request
	at  time.Time
}

// How long one side waits for the other.
const (
	// wireOnly: the protocol tells of a request before it leaves, so what has no flow
	// by now never will.
	wireOnly = 2 * time.Second
	// wirePatience: a request that is neither answered nor on the wire by now is
	// given out as one that did not leave. Should it leave later, it is recorded
	// again.
	wirePatience = 10 * time.Second
	// wireMemory is how long a flow that was given out is still expected on the wire.
	wireMemory = 2 * time.Minute
)

func newJoin() *join {
	return &join{open: map[string][]*flow{}, waiting: map[string][]*arrival{}, met: map[string]bool{}, sent: map[sending]whose{}}
}

// keyOf is what both sides call one request. An address's credentials and
// fragment are no part of it.
func keyOf(method, rawURL string) string {
	rawURL, _, _ = strings.Cut(rawURL, "#")
	if scheme, rest, ok := strings.Cut(rawURL, "://"); ok {
		end := strings.IndexAny(rest, "/?")
		if end < 0 {
			end = len(rest)
		}
		if at := strings.LastIndexByte(rest[:end], '@'); at >= 0 {
			rawURL = scheme + "://" + rest[at+1:]
		}
	}
	return method + " " + rawURL
}

// expect says that f is to be found on the wire.
func (j *join) expect(f *flow) {
	f.key = keyOf(f.ex.Method, f.ex.URL)
	j.open[f.key] = append(j.open[f.key], f)
}

// forget says that f is not to be found on the wire any more, or was.
func (j *join) forget(f *flow) {
	list := j.open[f.key]
	for i := range list {
		if list[i] == f {
			list = append(list[:i:i], list[i+1:]...)
			break
		}
	}
	if j.open[f.key] = list; len(list) == 0 {
		delete(j.open, f.key)
	}
}

// rename moves f to the address that the wire will show.
func (j *join) rename(f *flow, rawURL string) {
	j.forget(f)
	f.key = keyOf(f.ex.Method, rawURL)
	j.open[f.key] = append(j.open[f.key], f)
}

// flowFor finds the flow that rec is: one with the same body; failing that one
// whose body is not known; failing that, when any will do, the first. Of two alike
// the one that Fetch stopped is taken: what a service worker passes on is told
// twice and stopped once.
func (j *join) flowFor(rec *netlog.Request, any bool) *flow {
	var best *flow
	rank := 0
	for _, f := range j.open[keyOf(rec.Method, rec.URL)] {
		var r int
		switch {
		case f.sameBody(rec):
			r = 3
		case f.missing && !f.hasBody:
			r = 2
		case any:
			r = 1
		default:
			continue
		}
		if r = 2*r + 1; f.fetch {
			r++
		}
		if r > rank {
			best, rank = f, r
		}
	}
	return best
}

// arrivalFor takes the wire record that f is, if it is there already.
func (j *join) arrivalFor(f *flow) *netlog.Request {
	list := j.waiting[f.key]
	for i, a := range list {
		if f.sameBody(a.rec) || f.missing && !f.hasBody {
			j.drop(f.key, i)
			return a.rec
		}
	}
	return nil
}

func (j *join) drop(key string, i int) {
	list := j.waiting[key]
	list = append(list[:i:i], list[i+1:]...)
	if j.waiting[key] = list; len(list) == 0 {
		delete(j.waiting, key)
	}
}

// overdue takes the wire records that have waited long enough, oldest first.
func (j *join) overdue(now time.Time, all bool) []*netlog.Request {
	var out []*netlog.Request
	for key, list := range j.waiting {
		for len(list) > 0 && (all || now.Sub(list[0].at) > wireOnly) {
			out = append(out, list[0].rec)
			list = list[1:]
		}
		if j.waiting[key] = list; len(list) == 0 {
			delete(j.waiting, key)
		}
	}
	sortByTime(out)
	return out
}

// sweep forgets flows that were given out long ago and never left.
func (j *join) sweep(now time.Time) {
	if now.Sub(j.swept) < 5*time.Second {
		return
	}
	j.swept = now
	for k, w := range j.sent {
		if now.Sub(w.at) > wireMemory {
			delete(j.sent, k)
		}
	}
	for _, list := range j.open {
		for _, f := range list {
			if f.given && now.Sub(f.born) > wireMemory {
				j.forget(f)
			}
		}
	}
}

// sameBody reports whether the flow's body is known to be the record's.
func (f *flow) sameBody(rec *netlog.Request) bool {
	if f.given {
		return f.bodySize == rec.BodySize && f.bodySum == sha256.Sum256(rec.Body)
	}
	if f.missing && !f.hasBody {
		return false
	}
	return int64(len(f.body)) == rec.BodySize && bytes.Equal(f.body[:min(len(f.body), len(rec.Body))], rec.Body)
}

// hostOf gives an address's host without port, "" for none.
func hostOf(rawURL string) string {
	u, err := url.Parse(rawURL)
	if err != nil {
		return ""
	}
	return u.Hostname()
}

package channels

import (
	"fmt"
	"slices"
	"strings"

	"github.com/quietroom/quietroom/audit"
)

// mark is what became of a cell.
type mark byte

const (
	notFired  mark = '-' // no server heard of it, or not of all of it
	missed    mark = 'X' // a server got it, and it is not on record
	wrongBody mark = 'b' // on record without its bytes
	wrongHead mark = 'h' // on record with its bytes, not with all headers as sent
	whole     mark = 'Y'
)

// results is what came out of a walk.
type results struct {
	cells   map[cell]mark
	fired   int
	count   map[mark]int
	gaps    []string
	known   []string       // gaps that only the wire record can close
	heads   map[string]int // headers that the record lacks, and how often
	orphan  []string       // exchanges on record as sent that no server got
	outside int            // hits of no cell: pages, scripts, icons
	chromes int            // hits of Chrome's own
}

// left reports whether the record says that it went out.
func left(ex *audit.Exchange) bool { return ex.Outcome == "sent" || ex.Outcome == "failed" }

func (m *matrix) join() *results {
	m.mu.Lock()
	defer m.mu.Unlock()
	r := &results{cells: map[cell]mark{}, count: map[mark]int{}, heads: map[string]int{}}
	pool := map[string][]*audit.Exchange{} // by method and URL
	for i := range m.exchanges {
		ex := &m.exchanges[i]
		if left(ex) {
			k := ex.Method + " " + ex.URL
			pool[k] = append(pool[k], ex)
		}
	}
	byCell := map[cell][]hit{}
	for _, h := range m.w.hits {
		byCell[h.Cell] = append(byCell[h.Cell], h)
	}
	for i := range table {
		ch := &table[i]
		for j := range places {
			for _, moment := range strings.Fields(everyMoment) {
				c := cell{ch.name, places[j].name, moment}
				if !ch.tried(&places[j], moment) {
					continue
				}
				r.put(c, m.judge(r, ch, c, byCell[c], pool))
				delete(byCell, c)
			}
		}
	}
	m.rest(r, byCell, pool)
	return r
}

func (r *results) put(c cell, k mark) {
	r.cells[c] = k
	r.count[k]++
	if k != notFired {
		r.fired++
	}
}

// judge says what became of one cell: the worst of its hits.
func (m *matrix) judge(r *results, ch *channel, c cell, hits []hit, pool map[string][]*audit.Exchange) mark {
	worst := whole
	body := false
	var connects []hit
	requests := 0
	for _, h := range hits {
		if h.Method == "TLS" {
			connects = append(connects, h)
			continue
		}
		requests++
		body = body || h.Size > 0
		if k := m.match(r, h, pool); rank(k) < rank(worst) {
			worst = k
		}
	}
	if requests == 0 {
		for _, h := range connects {
			if !m.connected(h.URL) {
				worst = missed
			}
		}
		requests = len(connects)
	}
	if ch.name == "webtransport" && requests > 0 && !m.opaque(c) {
		worst = missed
	}
	if why := map[mark]string{missed: "not on record", wrongBody: "its body is not on record as it was sent", wrongHead: "its headers are not all on record as they were sent"}[worst]; why != "" {
		r.gap(fmt.Sprintf("%s: %s", c, why), ch.wire || afterLife(c))
		return worst
	}
	if requests < max(ch.hits, 1) || ch.body && !body {
		return notFired
	}
	return worst
}

// afterLife reports whether the protocol cannot show the cell, because the target
// that sent it has no session any more, or never had one: a socket of a page that
// is closing, the scripts of a service worker that Chrome checks by itself.
func afterLife(c cell) bool {
	return strings.HasPrefix(c.Channel, "ws-") && (c.Moment == "leave" || c.Moment == "close") || c.Channel == "importScripts" && c.Place == "service"
}

// gap notes what is not on record. What only Chrome's network log can show is
// known to be missing without it.
func (r *results) gap(text string, wire bool) {
	if wire && !wireRecord {
		r.known = append(r.known, text)
		return
	}
	r.gaps = append(r.gaps, text)
}

func rank(k mark) int { return strings.IndexByte("XbhY", byte(k)) }

// match finds the exchange of a hit, each exchange for one hit only.
func (m *matrix) match(r *results, h hit, pool map[string][]*audit.Exchange) mark {
	if h.Method == "UDP" || h.Method == "TCP" {
		return m.datagram(h)
	}
	k := h.Method + " " + h.URL
	list := pool[k]
	if len(list) == 0 {
		return missed
	}
	best, n := -1, 0
	for i, ex := range list {
		if m.bodies[ex.ID] != h.Body && !h.Cut {
			continue
		}
		if d := len(differs(h, ex)); best < 0 || d < n {
			best, n = i, d
		}
	}
	if best < 0 {
		pool[k] = list[1:]
		return wrongBody
	}
	ex := list[best]
	pool[k] = slices.Delete(slices.Clone(list), best, best+1)
	if h.Method == "FRAME" || n == 0 {
		return whole
	}
	for _, name := range differs(h, ex) {
		r.heads[name]++
	}
	return wrongHead
}

// datagram looks for a packet, or a run of bytes, to the same port.
func (m *matrix) datagram(h hit) mark {
	there := false
	for i := range m.exchanges {
		if ex := &m.exchanges[i]; strings.Contains(ex.URL, h.URL) {
			if m.bodies[ex.ID] == h.Body {
				return whole
			}
			there = true
		}
	}
	if strings.HasPrefix(h.Cell.Channel, "webtransport") && there {
		return whole // QUIC: that it exists is all that anybody sees
	}
	if there {
		return wrongBody
	}
	return missed
}

// connected reports whether a connection without a request is on record.
func (m *matrix) connected(origin string) bool {
	host := strings.TrimPrefix(origin, "https://")
	return slices.ContainsFunc(m.exchanges, func(ex audit.Exchange) bool { return strings.Contains(ex.URL, host) })
}

func (m *matrix) opaque(c cell) bool {
	return slices.ContainsFunc(m.exchanges, func(ex audit.Exchange) bool {
		return ex.Channel == audit.ChannelWebTransport && strings.Contains(ex.URL, c.text())
	})
}

// rest joins what belongs to no cell: pages, their scripts, icons, and Chrome's own.
func (m *matrix) rest(r *results, byCell map[cell][]hit, pool map[string][]*audit.Exchange) {
	for _, hits := range byCell {
		for _, h := range hits {
			host := strings.SplitN(strings.TrimPrefix(h.URL, "https://"), "/", 2)[0]
			if !strings.HasSuffix(host, ".test") && !strings.Contains(h.URL, ".test/") {
				r.chromes++
				continue
			}
			if h.Method == "TLS" {
				continue
			}
			r.outside++
			if k := m.match(r, h, pool); k == missed || k == wrongBody {
				// Chrome looks again by itself whether a service worker's script has changed.
				r.gap(fmt.Sprintf("%s %s (of no cell): %c", h.Method, h.URL, k), strings.Contains(h.URL, "/sw/service/"))
			}
		}
	}
	for _, list := range pool {
		for _, ex := range list {
			if strings.Contains(ex.URL, ".test/") && ex.Outcome == "sent" && ex.Channel != audit.ChannelPreconnect && ex.Channel != audit.ChannelDNS {
				r.gap(fmt.Sprintf("%s %s is on record as sent, and no server got it", ex.Method, ex.URL), false)
				r.orphan = append(r.orphan, fmt.Sprintf("%s %s (%s, %s, %v)", ex.Method, ex.URL, ex.Channel, ex.Outcome, ex.SeenBy))
			}
		}
	}
	slices.Sort(r.orphan)
	slices.Sort(r.gaps)
	slices.Sort(r.known)
}

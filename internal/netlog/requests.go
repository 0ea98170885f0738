package netlog

import (
	"maps"
	"slices"
	"strings"
)

// tracker ties what left on sockets to the requests that it was for.
type tracker struct {
	limits   Limits
	emit     func(Record)
	requests map[int64]*request
	jobs     map[int64]int64 // HTTP_STREAM_JOB → URL_REQUEST
	sockets  map[int64]*socket
	sessions map[int64]int64 // HTTP2_SESSION → SOCKET
	udp      map[int64]*udpSocket
	// hosts are those that a record or a request to come names.
	hosts map[string]bool
}

func newTracker(limits Limits, emit func(Record)) *tracker {
	return &tracker{
		limits: limits, emit: emit,
		requests: map[int64]*request{}, jobs: map[int64]int64{}, sockets: map[int64]*socket{},
		sessions: map[int64]int64{}, udp: map[int64]*udpSocket{}, hosts: map[string]bool{},
	}
}

// maxHosts bounds what is remembered of hosts; beyond it a lookup may be told twice.
const maxHosts = 1 << 16

// know remembers a host and says whether it is new.
func (t *tracker) know(host string) bool {
	if t.hosts[host] {
		return false
	}
	if len(t.hosts) < maxHosts {
		t.hosts[host] = true
	}
	return true
}

// request is a URL_REQUEST that has not ended.
type request struct {
	// next is what the log says of the current hop: the template of its record.
	next     Request
	started  bool     // a hop was started
	answered bool     // the hop has its response, or its error
	out      bool     // the hop was given out, or will be with the bytes that leave
	cur      *message // the hop as it leaves, if it does
	err      string
	jobs     []int64
}

// message is one sending of a hop on one socket. A hop is sent more than once when
// Chrome tries again on a new connection; each sending is a record.
type message struct {
	Request
	// of is nil when the request has ended: what is still to leave leaves without it.
	of *request
	// gone is true when its socket or stream has ended.
	gone  bool
	given bool
}

func (t *tracker) request(id int64) *request {
	rq := t.requests[id]
	if rq == nil {
		rq = &request{next: Request{ID: id, Hop: -1}}
		t.requests[id] = rq
	}
	return rq
}

// startHop begins a request or its next hop; rec holds what the log says of it.
func (t *tracker) startHop(id int64, rec Request) {
	rq := t.request(id)
	if rq.started {
		t.endHop(rq, rq.err)
	}
	rec.ID, rec.Hop, rec.Annotation = id, rq.next.Hop+1, rq.next.Annotation
	*rq = request{next: rec, started: true, jobs: rq.jobs}
}

// answer notes that a hop has its response, or the error that it got instead.
func (t *tracker) answer(id int64, err string) {
	rq := t.request(id)
	rq.answered, rq.err = true, err
}

// cancel notes that nobody wants the rest. After the response it is no error of
// the request: its reader has seen enough.
func (t *tracker) cancel(id int64, err string) {
	if rq := t.requests[id]; rq != nil && !rq.answered {
		rq.err = err
	}
}

// bind ties a job, by which sockets name their user, to its request.
func (t *tracker) bind(id, job int64) {
	rq := t.request(id)
	if job != 0 && !slices.Contains(rq.jobs, job) {
		rq.jobs = append(rq.jobs, job)
		t.jobs[job] = id
	}
}

func (t *tracker) endRequest(id int64, err string) {
	rq := t.requests[id]
	if rq == nil {
		return
	}
	if rq.started {
		if err == "" {
			err = rq.err
		}
		t.endHop(rq, err)
	}
	for _, job := range rq.jobs {
		delete(t.jobs, job)
	}
	delete(t.requests, id)
}

// endHop gives out a hop that was not given out yet; one that is still on its way
// waits for the end of its stream.
func (t *tracker) endHop(rq *request, err string) {
	m := rq.cur
	rq.cur = nil
	if m == nil {
		if !rq.out {
			rec := rq.next
			rec.Err = err
			t.emit(&rec)
		}
		return
	}
	m.of, m.Err = nil, err
	if m.gone {
		t.give(m)
	}
}

// begin opens the sending of a request's current hop, whose head has just left.
func (t *tracker) begin(rq *request, headers [][2]string) *message {
	if prev := rq.cur; prev != nil {
		prev.of = nil
		if prev.gone {
			t.give(prev)
		}
	}
	m := &message{Request: rq.next, of: rq}
	m.Headers = headers
	rq.cur, rq.out = m, true
	return m
}

func (t *tracker) add(m *message, b []byte) {
	m.BodySize += int64(len(b))
	if room := t.limits.Body - int64(len(m.Body)); room > 0 {
		m.Body = append(m.Body, b[:min(room, int64(len(b)))]...)
	}
}

// finish is for a message whose last byte has left.
func (t *tracker) finish(m *message) {
	m.Sent = true
	t.give(m)
}

// abandon is for a message whose socket or stream has ended. Its request may live
// on and say why.
func (t *tracker) abandon(m *message) {
	m.gone = true
	if m.of == nil {
		t.give(m)
	}
}

func (t *tracker) give(m *message) {
	if m.given {
		return
	}
	m.given = true
	m.Partial = !m.Sent
	if m.of != nil && m.of.cur == m {
		m.of.cur = nil
	}
	rec := m.Request
	m.Request = Request{} // the body is the receiver's now
	t.emit(&rec)
}

// find is the request that a message on a socket is: the bound one where that
// fits, else the oldest one that waits with this method and address; nil for none.
func (t *tracker) find(bound int64, method, address string) *request {
	if id, ok := t.jobs[bound]; ok {
		bound = id
	}
	if rq := t.requests[bound]; rq != nil && rq.is(method, address) {
		return rq
	}
	for _, id := range slices.Sorted(maps.Keys(t.requests)) {
		if rq := t.requests[id]; rq.cur == nil && !rq.out && rq.is(method, address) {
			return rq
		}
	}
	return nil
}

// is compares with an address as the wire has it: http or https, never ws or wss.
func (rq *request) is(method, address string) bool {
	if !rq.started || rq.next.Method != method {
		return false
	}
	own := rq.next.URL
	if rest, ok := strings.CutPrefix(own, "ws"); ok {
		own = "http" + rest
	}
	return own == address
}

// flush gives out what is left when the log ends. Nobody knows more of it.
func (t *tracker) flush() {
	for _, id := range slices.Sorted(maps.Keys(t.sockets)) {
		t.closeSocket(id)
	}
	for _, id := range slices.Sorted(maps.Keys(t.requests)) {
		rq := t.requests[id]
		if rq.err == "" {
			rq.err = "ERR_IO_PENDING"
		}
		t.endRequest(id, rq.err)
	}
}

package netlog

import (
	"bufio"
	"bytes"
	"encoding/base64"
	"encoding/json"
	"errors"
	"io"
	"maps"
	"slices"
	"strconv"
	"time"
)

// maxLine is the longest line that is read; a longer one counts as unreadable.
// Chrome writes at most some 64 KB of a socket's bytes a line, a URL has at most 2 MB.
const maxLine = 16 << 20

// event is one line of the log without its parameters' meaning.
type event struct {
	kind   kind
	phase  int
	source int64
	// owner is the name of the source's type, for the few kinds that ask.
	owner int
	ticks int64
	// params is the raw JSON object, nil for none. It lives until the next line.
	params []byte
}

// reader is the state of one Read.
type reader struct {
	*tracker
	sum   Summary
	kinds []kind // by type number
	seen  bool   // the constants were read
	// closing is true after the last event; what may follow is Chrome's "polledData".
	closing bool
	begin   int // phase numbers
	end     int
	none    int
	types   map[int]string // source types
	nets    map[int]string // network errors
	// offset is what turns the log's ticks into Unix milliseconds.
	offset int64
	bytes  []byte // scratch for decoded payloads
}

// Read reads a log to its end and gives every record to emit, from the calling
// goroutine, as soon as it is whole. It returns at EOF; an error is one of r.
// What was on its way when the log ended is given out last.
//
// A record belongs to the receiver, payload and all. Lines that cannot be read
// are counted and skipped; without the log's first line ("constants") that is all of them.
func Read(r io.Reader, limits Limits, emit func(Record)) (Summary, error) {
	if limits.Body <= 0 {
		limits.Body = 64 << 20
	}
	rd := &reader{tracker: newTracker(limits, emit)}
	br := bufio.NewReaderSize(r, 256<<10)
	var long []byte
	for {
		line, err := br.ReadSlice('\n')
		if errors.Is(err, bufio.ErrBufferFull) {
			if len(long) <= maxLine {
				long = append(long, line...)
			}
			continue
		}
		if len(long) > 0 {
			if len(long) <= maxLine {
				long = append(long, line...)
			}
			line = long
		}
		unreadable := rd.sum.Unreadable
		if len(line) > maxLine {
			rd.sum.Unreadable++
		} else {
			rd.line(line)
		}
		if err != nil && !rd.sum.Complete {
			rd.sum.Unreadable = unreadable // a log that ends within a line was cut short, and says so
		}
		if cap(long) > 1<<20 {
			long = nil
		}
		long = long[:0]
		if err != nil {
			rd.flush()
			if errors.Is(err, io.EOF) {
				err = nil
			}
			return rd.sum, err
		}
	}
}

// line takes one line of the log.
func (r *reader) line(line []byte) {
	line = bytes.TrimRight(line, " \r\n")
	switch {
	case len(line) == 0:
		return
	case bytes.HasPrefix(line, []byte(`{"constants":`)):
		if r.seen || !r.constants(bytes.TrimSuffix(line, []byte(","))) {
			r.sum.Unreadable++
		}
		return
	case bytes.HasPrefix(line, []byte(`"events":`)):
		return
	case line[0] == ']':
		r.closing = true
		r.sum.Complete = string(line) == "]}"
		return
	case r.closing && line[0] == '}':
		r.sum.Complete = true
		return
	case r.closing && bytes.HasPrefix(line, []byte(`"polledData":`)):
		return
	}
	if last, ok := bytes.CutSuffix(line, []byte("}],")); ok {
		// In a file, Chrome goes back to take the last comma away; in a pipe it cannot.
		line, r.closing = last[:len(last)+1], true
	}
	line = bytes.TrimSuffix(line, []byte(","))
	e, ok := r.event(line)
	if !ok || !r.seen {
		r.sum.Unreadable++
		return
	}
	r.sum.Events++
	if e.kind == ignored {
		return
	}
	if !r.handle(&e) {
		r.sum.Unreadable++
	}
}

// constants takes the log's first line: what its numbers mean.
func (r *reader) constants(line []byte) bool {
	var c struct {
		Constants struct {
			Types   map[string]int `json:"logEventTypes"`
			Phases  map[string]int `json:"logEventPhase"`
			Sources map[string]int `json:"logSourceType"`
			Errors  map[string]int `json:"netError"`
			Offset  json.Number    `json:"timeTickOffset"`
			Client  struct {
				Version string `json:"version"`
			} `json:"clientInfo"`
		} `json:"constants"`
	}
	if json.Unmarshal(append(bytes.Clone(line), '}'), &c) != nil {
		return false
	}
	k := c.Constants
	var ok [3]bool
	r.begin, ok[0] = k.Phases["PHASE_BEGIN"]
	r.end, ok[1] = k.Phases["PHASE_END"]
	r.none, ok[2] = k.Phases["PHASE_NONE"]
	if ok != [3]bool{true, true, true} {
		return false
	}
	for name, n := range k.Types {
		if want, known := kindOf[name]; known && n >= 0 && n < 1<<16 {
			for len(r.kinds) <= n {
				r.kinds = append(r.kinds, ignored)
			}
			r.kinds[n] = want
		}
	}
	r.types, r.nets = invert(k.Sources), invert(k.Errors)
	offset, err := k.Offset.Float64()
	r.offset, r.sum.Version, r.seen = int64(offset), k.Client.Version, true
	return err == nil
}

// invert turns name → number around; of several names the first in the alphabet counts.
func invert(m map[string]int) map[int]string {
	out := make(map[int]string, len(m))
	for _, name := range slices.Sorted(maps.Keys(m)) {
		if _, taken := out[m[name]]; !taken {
			out[m[name]] = name
		}
	}
	return out
}

// event reads the frame of a line. Chrome writes the keys in the order of the
// alphabet, so that all but the parameters stand at the end, where no string of a
// page's can be; that is read without a JSON decoder. Any other order is read with one.
func (r *reader) event(line []byte) (event, bool) {
	e, typ, ok := tail(line)
	if !ok {
		if e, typ, ok = decoded(line); !ok {
			return e, false
		}
	}
	if typ >= 0 && typ < len(r.kinds) {
		e.kind = r.kinds[typ]
	}
	return e, true
}

// tail reads {"params":…,"phase":P,"source":{"id":I,"start_time":"T","type":S},"time":"T","type":N}
// from its end.
func tail(line []byte) (e event, typ int, ok bool) {
	c := cursor(line)
	n, ok1 := c.number(`,"type":`, `}`)
	t, ok2 := c.number(`,"time":"`, `"`)
	s, ok3 := c.number(`,"type":`, `}`)
	if !ok1 || !ok2 || !ok3 {
		return e, 0, false
	}
	c.number(`,"start_time":"`, `"`)
	id, ok1 := c.number(`"source":{"id":`, ``)
	if !ok1 {
		return e, 0, false
	}
	c = bytes.TrimSuffix(c, []byte(","))
	p, ok1 := c.number(`"phase":`, ``)
	if !ok1 {
		return e, 0, false
	}
	e = event{phase: int(p), source: id, owner: int(s), ticks: t}
	if len(c) == 1 && c[0] == '{' {
		return e, int(n), true
	}
	body, ok := bytes.CutPrefix(c, []byte(`{"params":`))
	if !ok || len(body) < 3 || body[len(body)-1] != ',' {
		return e, 0, false
	}
	e.params = body[:len(body)-1]
	return e, int(n), true
}

// cursor is the part of a line that is not read yet, from its end.
type cursor []byte

// number takes before, digits and after from the end.
func (c *cursor) number(before, after string) (int64, bool) {
	b, ok := bytes.CutSuffix(*c, []byte(after))
	if !ok {
		return 0, false
	}
	i := len(b)
	for i > 0 && b[i-1] >= '0' && b[i-1] <= '9' {
		i--
	}
	n, err := strconv.ParseInt(string(b[i:]), 10, 64)
	if err != nil {
		return 0, false
	}
	rest, ok := bytes.CutSuffix(b[:i], []byte(before))
	if !ok {
		return 0, false
	}
	*c = rest
	return n, true
}

func decoded(line []byte) (e event, typ int, ok bool) {
	var v struct {
		Params json.RawMessage `json:"params"`
		Phase  int             `json:"phase"`
		Source *struct {
			ID   int64 `json:"id"`
			Type int   `json:"type"`
		} `json:"source"`
		Time json.Number `json:"time"`
		Type *int        `json:"type"`
	}
	if json.Unmarshal(line, &v) != nil || v.Type == nil || v.Source == nil {
		return e, 0, false
	}
	t, err := v.Time.Int64()
	return event{phase: v.Phase, source: v.Source.ID, owner: v.Source.Type, ticks: t, params: v.Params}, *v.Type, err == nil
}

func (r *reader) time(e *event) time.Time { return time.UnixMilli(r.offset + e.ticks).UTC() }

// payload is the bytes that an event holds; it lives until the next call.
func (r *reader) payload(e *event) ([]byte, bool) {
	b64, ok := fastBytes(e.params)
	if !ok {
		var v struct {
			Bytes string `json:"bytes"`
		}
		if json.Unmarshal(e.params, &v) != nil {
			return nil, false
		}
		b64 = []byte(v.Bytes)
	}
	if n := base64.StdEncoding.DecodedLen(len(b64)); cap(r.bytes) < n {
		r.bytes = make([]byte, n)
	}
	n, err := base64.StdEncoding.Decode(r.bytes[:cap(r.bytes)], b64)
	return r.bytes[:n], err == nil
}

// fastBytes finds the bytes of {"byte_count":N,"bytes":"…"}.
func fastBytes(params []byte) ([]byte, bool) {
	rest, ok := bytes.CutPrefix(params, []byte(`{"byte_count":`))
	if !ok {
		return nil, false
	}
	_, rest, ok = bytes.Cut(rest, []byte(`,"bytes":"`))
	if !ok {
		return nil, false
	}
	// Base64 has no quotes and no escapes; the decoder refuses what is none.
	return bytes.CutSuffix(rest, []byte(`"}`))
}

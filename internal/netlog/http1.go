package netlog

import (
	"bytes"
	"strconv"
	"strings"
	"time"
)

// maxHead is the longest head of a request that is read; what is longer is stray.
const maxHead = 8 << 20

// http1 reads the requests of an HTTP/1.1 connection (RFC 9112), and hands over to
// HTTP/2 or WebSocket when the connection does.
type http1 struct {
	s     *socket
	state http1State
	// line is the head, or the line of a chunk, as far as it has come.
	line []byte
	left int64    // bytes of the body or chunk to come
	msg  *message // nil for a message that is no request's
	at   time.Time
}

type http1State uint8

const (
	inHead http1State = iota
	inBody
	inChunkSize
	inChunk
	inChunkEnd
	inTrailer
	isStray // until the socket has another user
)

func (h *http1) write(at time.Time, b []byte) {
	for h.at = at; len(b) > 0 && h.s.proto == h; {
		b = h.step(b)
	}
	if len(b) > 0 {
		h.s.proto.write(at, b)
	}
}

// step takes some bytes and returns the rest.
func (h *http1) step(b []byte) []byte {
	switch h.state {
	case inHead:
		return h.head(b)
	case inBody, inChunk:
		n := min(h.left, int64(len(b)))
		h.body(b[:n])
		if h.left -= n; h.left == 0 {
			if h.state == inChunk {
				h.state, h.left = inChunkEnd, 2
			} else {
				h.done()
			}
		}
		return b[n:]
	case inChunkEnd:
		n := min(h.left, int64(len(b)))
		if h.left -= n; h.left == 0 {
			h.state = inChunkSize
		}
		return b[n:]
	case inChunkSize, inTrailer:
		return h.chunkLine(b)
	default:
		h.s.stray(h.at, b)
		return nil
	}
}

const preface = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"

func (h *http1) head(b []byte) []byte {
	from := max(len(h.line)-3, 0)
	h.line = append(h.line, b...)
	if len(h.line) >= len(preface) && string(h.line[:len(preface)]) == preface {
		rest := h.line[len(preface):]
		h.line = nil
		h.s.proto = newHTTP2(h.s)
		return rest
	}
	i := bytes.Index(h.line[from:], []byte("\r\n\r\n"))
	if i < 0 || bytes.HasPrefix(h.line, []byte("PRI * ")) {
		if !mayBeHead(h.line) || len(h.line) > maxHead {
			h.lose()
		}
		return nil
	}
	head := h.line[:from+i+4]
	rest := bytes.Clone(h.line[from+i+4:])
	if !h.start(head) {
		h.lose()
		return nil
	}
	h.line = nil
	return rest
}

// mayBeHead says whether a head may begin like this: a method and a space.
func mayBeHead(b []byte) bool {
	for i, c := range b[:min(len(b), 32)] {
		if c == ' ' {
			return i > 0
		}
		if (c < 'A' || c > 'Z') && (c < 'a' || c > 'z') && (c < '0' || c > '9') && !strings.ContainsRune("!#$%&'*+-.^_`|~", rune(c)) {
			return false
		}
	}
	return len(b) < 32
}

// start reads a head and prepares for its body; false for one that is no HTTP/1.
func (h *http1) start(head []byte) bool {
	first, rest, _ := strings.Cut(string(head[:len(head)-4]), "\r\n")
	method, target, _ := strings.Cut(first, " ")
	target, proto, ok := strings.Cut(target, " ")
	if !ok || !strings.HasPrefix(proto, "HTTP/1.") || !mayBeHead(append([]byte(method), ' ')) {
		return false
	}
	var headers [][2]string
	var host, coding, upgrade string
	length := int64(0)
	for line := range strings.SplitSeq(rest, "\r\n") {
		name, value, ok := strings.Cut(line, ":")
		if !ok {
			if line == "" {
				continue
			}
			return false
		}
		value = strings.Trim(value, " \t")
		headers = append(headers, [2]string{name, value})
		switch strings.ToLower(name) {
		case "host":
			host = value
		case "transfer-encoding":
			coding = strings.ToLower(value)
		case "upgrade":
			upgrade = strings.ToLower(value)
		case "content-length":
			n, err := strconv.ParseInt(value, 10, 64)
			if err != nil || n < 0 {
				return false
			}
			length = n
		}
	}
	address := target
	if strings.HasPrefix(target, "/") {
		address = h.s.scheme() + "://" + host + target
	}
	rq := h.s.t.find(h.s.job, method, address)
	if rq == nil {
		h.msg = nil
		h.s.stray(h.at, head)
	} else {
		h.msg = h.s.t.begin(rq, headers)
	}
	switch {
	case strings.Contains(coding, "chunked"):
		h.state = inChunkSize
	case length > 0:
		h.state, h.left = inBody, length
	case upgrade == "websocket" && rq != nil:
		h.s.proto = newWebSocket(h.s, &h.msg.Request)
		h.s.t.finish(h.msg)
	default:
		h.done()
	}
	return true
}

func (h *http1) chunkLine(b []byte) []byte {
	i := bytes.IndexByte(b, '\n')
	if i < 0 {
		if h.line = append(h.line, b...); len(h.line) > 8<<10 {
			h.lose()
		}
		return nil
	}
	line := string(bytes.TrimRight(append(h.line, b[:i]...), "\r"))
	if h.state == inTrailer {
		h.line = h.line[:0]
		if line == "" {
			h.done()
		}
		return b[i+1:]
	}
	size, _, _ := strings.Cut(line, ";")
	n, err := strconv.ParseUint(strings.TrimSpace(size), 16, 62)
	switch {
	case err != nil:
		h.line = append(h.line, b[:i+1]...)
		h.lose()
	case n == 0:
		h.line, h.state = h.line[:0], inTrailer
	default:
		h.line, h.state, h.left = h.line[:0], inChunk, int64(n)
	}
	return b[i+1:]
}

func (h *http1) body(b []byte) {
	if h.msg == nil || h.msg.given {
		h.s.stray(h.at, b)
		return
	}
	h.s.t.add(h.msg, b)
}

func (h *http1) done() {
	if h.msg != nil {
		h.s.t.finish(h.msg)
	}
	h.msg, h.state = nil, inHead
}

// lose gives up on what the socket says: all of it is stray from here on.
func (h *http1) lose() {
	h.s.stray(h.at, h.line)
	h.line, h.state = nil, isStray
	h.end()
}

func (h *http1) end() {
	if h.msg != nil {
		h.s.t.abandon(h.msg)
		h.msg = nil
	}
}

func (h *http1) release() {
	h.close()
	h.state = inHead
}

func (h *http1) close() {
	if h.state == inHead {
		h.s.stray(h.at, h.line)
	}
	h.line = nil
	h.end()
}

func (h *http1) reset(uint32) {}

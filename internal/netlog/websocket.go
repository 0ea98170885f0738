package netlog

import (
	"bytes"
	"compress/flate"
	"encoding/binary"
	"io"
	"time"
)

// websocket reads the frames that a client sends (RFC 6455), and inflates messages
// (permessage-deflate, RFC 7692). The window of a message begins with what the ones
// before it said; where it was agreed that it does not, no message refers to them.
type websocket struct {
	s   *socket
	id  int64
	url string
	at  time.Time

	head    []byte // of the frame, as far as it has come
	left    uint64 // bytes of the frame to come
	pos     int    // in the mask
	any     bool   // a frame was read
	lost    bool
	message wsMessage // in the making, of one or more frames
	control wsMessage // one frame, perhaps between those of a message

	inflater io.ReadCloser
	window   []byte // the last 32 KB inflated
	broken   bool   // what is compressed can no longer be read
}

type wsMessage struct {
	opcode   int // 0 for none
	deflated bool
	payload  []byte // at most Limits.Body of it
	size     int64
}

// newWebSocket reads what follows a handshake.
func newWebSocket(s *socket, handshake *Request) *websocket {
	return &websocket{s: s, id: handshake.ID, url: handshake.URL}
}

func (w *websocket) write(at time.Time, b []byte) {
	for w.at = at; len(b) > 0; {
		if w.lost {
			w.s.stray(at, b)
			return
		}
		n := w.headSize()
		if len(w.head) < n {
			k := min(n-len(w.head), len(b))
			w.head = append(w.head, b[:k]...)
			b = b[k:]
			if len(w.head) < w.headSize() {
				continue
			}
			if !w.open() {
				w.lose(b)
				return
			}
		} else {
			k := int(min(w.left, uint64(len(b))))
			w.take(b[:k])
			b = b[k:]
		}
		if w.left == 0 {
			w.end()
			w.head = w.head[:0]
		}
	}
}

// headSize is how long the frame's head is, as far as is known.
func (w *websocket) headSize() int {
	if len(w.head) < 2 {
		return 2
	}
	n := 2
	switch w.head[1] & 127 {
	case 126:
		n += 2
	case 127:
		n += 8
	}
	if w.head[1]&128 != 0 {
		n += 4
	}
	return n
}

// open reads the head of a frame; false for one that no client sends.
func (w *websocket) open() bool {
	h := w.head
	opcode, masked := int(h[0]&15), h[1]&128 != 0
	if !masked || h[0]&0x30 != 0 {
		return false
	}
	w.left, w.pos = uint64(h[1]&127), 0
	switch w.left {
	case 126:
		w.left = uint64(binary.BigEndian.Uint16(h[2:]))
	case 127:
		w.left = binary.BigEndian.Uint64(h[2:])
	}
	deflated := h[0]&0x40 != 0
	switch opcode {
	case 0:
		return w.message.opcode != 0 && !deflated
	case 1, 2:
		if w.message.opcode != 0 {
			return false
		}
		w.message = wsMessage{opcode: opcode, deflated: deflated}
	case 8, 9, 10:
		if deflated || w.left > 125 {
			return false
		}
		w.control = wsMessage{opcode: opcode}
	default:
		return false
	}
	return true
}

// current is the message that the present frame belongs to.
func (w *websocket) current() *wsMessage {
	if w.head[0]&8 != 0 {
		return &w.control
	}
	return &w.message
}

func (w *websocket) take(b []byte) {
	w.left -= uint64(len(b))
	m := w.current()
	m.size += int64(len(b))
	mask := w.head[len(w.head)-4:]
	at := len(m.payload)
	kept := b[:max(0, min(int64(len(b)), w.s.t.limits.Body-int64(at)))]
	m.payload = append(m.payload, kept...)
	for i := range kept {
		m.payload[at+i] ^= mask[(w.pos+i)&3]
	}
	w.pos += len(b)
}

// end is for a frame that is whole.
func (w *websocket) end() {
	w.any = true
	m := w.current()
	if w.head[0]&128 == 0 && m == &w.message {
		return
	}
	done := *m
	*m = wsMessage{}
	if done.deflated && !w.inflate(&done) {
		w.strayMessage(done)
		return
	}
	w.s.t.emit(&Frame{Socket: w.id, URL: w.url, Time: w.at, Opcode: done.opcode, Payload: done.payload, Size: done.size})
}

// inflate turns a message into what the page gave; false when that cannot be had.
func (w *websocket) inflate(m *wsMessage) bool {
	if w.broken || m.size != int64(len(m.payload)) {
		w.broken = true
		return false
	}
	// The sender leaves out the end of its last block; an empty final block follows it.
	src := io.MultiReader(bytes.NewReader(m.payload), bytes.NewReader([]byte("\x00\x00\xff\xff\x01\x00\x00\xff\xff")))
	if w.inflater == nil {
		w.inflater = flate.NewReaderDict(src, w.window)
	} else if err := w.inflater.(flate.Resetter).Reset(src, w.window); err != nil {
		w.broken = true
		return false
	}
	out := wsMessage{opcode: m.opcode}
	buf := make([]byte, 32<<10)
	for {
		n, err := w.inflater.Read(buf)
		out.size += int64(n)
		if room := w.s.t.limits.Body - int64(len(out.payload)); room > 0 {
			out.payload = append(out.payload, buf[:min(int64(n), room)]...)
		}
		w.window = append(w.window, buf[:n]...)
		if over := len(w.window) - 32<<10; over > 0 {
			w.window = append(w.window[:0], w.window[over:]...)
		}
		if err == io.EOF {
			*m = out
			return true
		}
		if err != nil {
			w.broken = true
			return false
		}
	}
}

// strayMessage gives out a message that could not be read, or not to its end.
func (w *websocket) strayMessage(m wsMessage) {
	if m.size > 0 {
		w.s.t.emit(&Stray{Time: w.at, Address: w.s.addr, Payload: m.payload, Size: m.size})
	}
}

// lose gives up on the stream; rest is what follows the head that was none. A
// handshake that was refused may be followed by the next one.
func (w *websocket) lose(rest []byte) {
	b := append(bytes.Clone(w.head), rest...)
	if !w.any && w.s.proto == protocol(w) && mayBeHead(b) {
		w.s.proto = &http1{s: w.s}
		w.s.proto.write(w.at, b)
		return
	}
	w.close()
	w.lost = true
	w.s.stray(w.at, b)
}

func (w *websocket) release() {
	w.close()
	w.s.proto = nil
}

// close gives out what is not whole.
func (w *websocket) close() {
	w.strayMessage(w.message)
	w.strayMessage(w.control)
	if len(w.head) > 0 && len(w.head) < w.headSize() {
		w.s.stray(w.at, w.head)
	}
	w.message, w.control, w.head, w.left = wsMessage{}, wsMessage{}, nil, 0
}

func (w *websocket) reset(uint32) {}

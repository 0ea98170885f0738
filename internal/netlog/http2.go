package netlog

import (
	"encoding/binary"
	"maps"
	"slices"
	"strings"
	"time"

	"golang.org/x/net/http2"
	"golang.org/x/net/http2/hpack"
)

const (
	// maxBlock is the longest header block that is read; after a longer one the
	// connection's compression state is lost, and all the rest is stray.
	maxBlock = 8 << 20
	// maxTable bounds the table that the other side may allow (Chrome uses 64 KB).
	maxTable = 1 << 20
)

// http2conn reads what a client sends on an HTTP/2 connection (RFC 9113), after the preface.
type http2conn struct {
	s       *socket
	at      time.Time
	hpack   *hpack.Decoder
	streams map[uint32]*http2stream
	lost    bool

	head  [9]byte // of the frame, as far as it has come
	have  int
	frame http2.FrameHeader
	left  uint32 // bytes of the frame to come
	pad   uint32 // of these, padding
	small []byte // the payload of a frame that is read whole
	// block is a header block in several frames, flags those of the first.
	block []byte
	flags http2.Flags
}

// http2stream is a stream that is not closed by the client.
type http2stream struct {
	msg *message   // nil for one that is no request's
	ws  *websocket // after an extended CONNECT (RFC 8441)
}

func newHTTP2(s *socket) *http2conn {
	c := &http2conn{s: s, streams: map[uint32]*http2stream{}, hpack: hpack.NewDecoder(4096, nil)}
	c.hpack.SetAllowedMaxDynamicTableSize(maxTable)
	return c
}

func (c *http2conn) write(at time.Time, b []byte) {
	for c.at = at; len(b) > 0; {
		if c.lost {
			c.s.stray(at, b)
			return
		}
		if c.have < len(c.head) {
			n := copy(c.head[c.have:], b)
			b = b[n:]
			if c.have += n; c.have == len(c.head) {
				c.open()
			}
		} else {
			n := min(c.left, uint32(min(len(b), 1<<24)))
			c.left -= n
			c.take(b[:n])
			b = b[n:]
		}
		if c.have == len(c.head) && c.left == 0 && !c.lost {
			c.end()
			c.have = 0
		}
	}
}

// open reads the head of a frame.
func (c *http2conn) open() {
	c.frame = http2.FrameHeader{
		Length: uint32(c.head[0])<<16 | uint32(c.head[1])<<8 | uint32(c.head[2]),
		Type:   http2.FrameType(c.head[3]), Flags: http2.Flags(c.head[4]),
		StreamID: binary.BigEndian.Uint32(c.head[5:]) & (1<<31 - 1),
	}
	c.left, c.pad, c.small = c.frame.Length, 0, c.small[:0]
}

// take takes a part of a frame's payload: data at once, headers when they are whole.
func (c *http2conn) take(b []byte) {
	switch c.frame.Type {
	case http2.FrameData:
		if c.frame.Flags.Has(http2.FlagDataPadded) && c.frame.Length == c.left+uint32(len(b)) {
			c.pad = uint32(b[0])
			b = b[1:]
		}
		// Padding stands at the end of the frame.
		if over := int64(c.pad) - int64(c.left); over > 0 {
			b = b[:max(int64(len(b))-over, 0)]
		}
		c.data(b)
	case http2.FrameHeaders, http2.FrameContinuation:
		if c.small = append(c.small, b...); len(c.block)+len(c.small) > maxBlock {
			c.lose()
		}
	}
}

func (c *http2conn) data(b []byte) {
	st := c.streams[c.frame.StreamID]
	switch {
	case st == nil || st.ws == nil && (st.msg == nil || st.msg.given):
		c.s.stray(c.at, b)
	case st.ws != nil:
		st.ws.write(c.at, b)
	default:
		c.s.t.add(st.msg, b)
	}
}

// end is for a frame that is whole.
func (c *http2conn) end() {
	switch c.frame.Type {
	case http2.FrameData:
		if c.frame.Flags.Has(http2.FlagDataEndStream) {
			c.closeStream(c.frame.StreamID, true)
		}
	case http2.FrameHeaders:
		b := c.small
		if c.frame.Flags.Has(http2.FlagHeadersPadded) && len(b) > 0 {
			b = b[1:max(1, len(b)-int(b[0]))]
		}
		if c.frame.Flags.Has(http2.FlagHeadersPriority) {
			b = b[min(5, len(b)):]
		}
		c.block, c.flags, c.small = append(c.block[:0], b...), c.frame.Flags, c.small[:0]
		c.headers()
	case http2.FrameContinuation:
		c.block, c.small = append(c.block, c.small...), c.small[:0]
		c.headers()
	case http2.FrameRSTStream:
		c.closeStream(c.frame.StreamID, false)
	}
}

// headers reads a header block once its last frame has come.
func (c *http2conn) headers() {
	if !c.frame.Flags.Has(http2.FlagHeadersEndHeaders) { // of CONTINUATION the same bit
		return
	}
	id := c.frame.StreamID
	pseudo := map[string]string{}
	var headers [][2]string
	c.hpack.SetEmitFunc(func(f hpack.HeaderField) {
		if strings.HasPrefix(f.Name, ":") {
			pseudo[f.Name] = f.Value
			return
		}
		headers = append(headers, [2]string{f.Name, f.Value})
	})
	_, err := c.hpack.Write(c.block)
	if err == nil {
		err = c.hpack.Close()
	}
	if err != nil {
		c.lose()
		return
	}
	block := c.block
	c.block = nil
	if st := c.streams[id]; st == nil { // else trailers
		c.streams[id] = c.start(id, pseudo, headers, block)
	}
	if c.flags.Has(http2.FlagHeadersEndStream) {
		c.closeStream(id, true)
	}
}

func (c *http2conn) start(id uint32, pseudo map[string]string, headers [][2]string, block []byte) *http2stream {
	method := pseudo[":method"]
	socket := method == "CONNECT" && pseudo[":protocol"] == "websocket"
	if socket {
		method = "GET" // by which Chrome's request goes
	}
	rq := c.s.t.find(c.s.streams[id], method, pseudo[":scheme"]+"://"+pseudo[":authority"]+pseudo[":path"])
	delete(c.s.streams, id)
	if rq == nil {
		c.s.stray(c.at, block)
		return &http2stream{}
	}
	st := &http2stream{msg: c.s.t.begin(rq, headers)}
	if socket {
		st.ws = newWebSocket(c.s, &st.msg.Request)
		c.s.t.finish(st.msg)
	}
	return st
}

func (c *http2conn) closeStream(id uint32, whole bool) {
	st := c.streams[id]
	if st == nil {
		return
	}
	delete(c.streams, id)
	switch {
	case st.ws != nil:
		st.ws.close()
	case st.msg == nil || st.msg.given:
	case whole:
		c.s.t.finish(st.msg)
	default:
		c.s.t.abandon(st.msg)
	}
}

// lose gives up on the connection: without its compression state, what follows
// cannot be read.
func (c *http2conn) lose() {
	c.lost = true
	c.s.stray(c.at, slices.Concat(c.block, c.small))
	c.block, c.small = nil, nil
	c.close()
}

func (c *http2conn) close() {
	for _, id := range slices.Sorted(maps.Keys(c.streams)) {
		c.closeStream(id, false)
	}
}

func (c *http2conn) reset(id uint32) { c.closeStream(id, false) }

func (c *http2conn) release() {}

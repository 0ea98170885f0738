package netlog

import (
	"bytes"
	"net/netip"
	"strings"
	"time"
)

// socket is a stream socket. The bytes that count are those before encryption.
type socket struct {
	t    *tracker
	addr string
	// tls is true from the start of the handshake on: what the log then shows as
	// the socket's own bytes is ciphertext, and not counted a second time.
	tls bool
	// own is true for Chrome's own name resolution.
	own bool
	// job is its present user, an HTTP_STREAM_JOB.
	job int64
	// streams are the users of an HTTP/2 connection's streams.
	streams map[uint32]int64
	proto   protocol
}

// protocol takes apart what leaves on a socket. Each byte becomes part of a record
// or is known to be framing.
type protocol interface {
	write(at time.Time, b []byte)
	// release is for the end of the present use: HTTP/1 messages end there.
	release()
	close()
	// reset is for a stream that the other side has ended.
	reset(stream uint32)
}

func (t *tracker) socket(id int64) *socket {
	s := t.sockets[id]
	if s == nil {
		s = &socket{t: t}
		t.sockets[id] = s
	}
	return s
}

func (t *tracker) sent(id int64, at time.Time, b []byte, plain bool) {
	s := t.socket(id)
	if s.own || s.tls && !plain {
		return
	}
	s.tls = s.tls || plain
	if s.proto == nil {
		s.proto = &http1{s: s}
	}
	s.proto.write(at, b)
}

func (t *tracker) closeSocket(id int64) {
	if s := t.sockets[id]; s != nil {
		if s.proto != nil {
			s.proto.close()
		}
		delete(t.sockets, id)
	}
	delete(t.udp, id)
}

func (t *tracker) release(id int64) {
	if s := t.sockets[id]; s != nil {
		if s.proto != nil {
			s.proto.release()
		}
		s.job = 0
	}
}

func (t *tracker) bindStream(session int64, stream uint32, user int64) {
	s := t.sockets[t.sessions[session]]
	if s == nil || user == 0 {
		return
	}
	if s.streams == nil {
		s.streams = map[uint32]int64{}
	}
	s.streams[stream] = user
}

func (t *tracker) resetStream(session int64, stream uint32) {
	if s := t.sockets[t.sessions[session]]; s != nil && s.proto != nil {
		s.proto.reset(stream)
	}
}

func (s *socket) scheme() string {
	if s.tls {
		return "https"
	}
	return "http"
}

// stray gives out bytes that belong to nothing else.
func (s *socket) stray(at time.Time, b []byte) {
	if len(b) == 0 {
		return
	}
	kept := b[:min(int64(len(b)), s.t.limits.Body)]
	s.t.emit(&Stray{Time: at, Address: s.addr, Payload: bytes.Clone(kept), Size: int64(len(b))})
}

// udpSocket is a datagram socket, or the client socket that it is part of.
type udpSocket struct {
	addr   string // of the peer, when it is connected
	parent int64
	own    bool
}

func (t *tracker) datagrams(id int64) *udpSocket {
	u := t.udp[id]
	if u == nil {
		u = &udpSocket{}
		t.udp[id] = u
	}
	return u
}

// openSocket notes who opened a socket: Chrome's own name resolution or another.
func (t *tracker) openSocket(id int64, typ string, parent int64, parentType string) {
	own := strings.HasPrefix(parentType, "DNS_") || strings.HasPrefix(parentType, "HOST_RESOLVER")
	if strings.HasPrefix(typ, "UDP_") {
		u := t.datagrams(id)
		u.parent, u.own = parent, own
		return
	}
	t.socket(id).own = own
}

func (t *tracker) datagram(id int64, at time.Time, p *params) {
	u := t.datagrams(id)
	address := p.Address
	if address == "" {
		address = u.addr
	}
	if u.own || u.parent != 0 && t.udp[u.parent] != nil && t.udp[u.parent].own || multicastDNS(address) {
		return
	}
	kept := p.Bytes[:min(int64(len(p.Bytes)), t.limits.Body)]
	t.emit(&Datagram{Time: at, Address: address, Payload: kept, Size: int64(len(p.Bytes))})
}

// multicastDNS says whether a packet asks the neighbours for a name (RFC 6762).
func multicastDNS(address string) bool {
	a, err := netip.ParseAddrPort(address)
	return err == nil && a.Port() == 5353 && a.Addr().IsMulticast()
}

// Package netlog reads Chrome's own network log (--log-net-log, capture mode
// Everything) while it is written, and gives out what left the browser: the wire
// record that coverage is judged by. It knows nothing of pages, tabs or
// journeys and decides nothing; internal/browser joins it with what the
// debugging protocol told.
//
//	netlog.go      the records that it gives out
//	read.go        the lines and their numbers
//	events.go      the events that matter
//	requests.go    what the log says of a request, joined with what left for it
//	sockets.go     stream and datagram sockets; what is left over
//	http1.go, http2.go, websocket.go
//	               what the bytes of a socket say
//	annotation.go  who in Chrome made a request, by its traffic annotation
//
// To read one more event, give it a kind and its name in events.go.
//
// Format: https://www.chromium.org/developers/design-documents/network-stack/netlog/
// (one JSON event a line; the names of its numbers stand in the log's own first
// line, "constants", so none is built in).
package netlog

import "time"

// Record is one thing that left the browser, or that Chrome meant to send:
// *Request, *Frame, *Datagram, *Lookup, *Preconnect or *Stray.
type Record interface{ record() }

// Request is one sending of one hop of one HTTP request. A hop is given out once,
// when its last byte was sent or when it ended without that; one that Chrome sent
// again (a retry on a new connection, an answer to a 401) once for each sending.
type Request struct {
	// ID is the log's source id; the hops of a redirect share it, in order.
	ID  int64
	Hop int
	// Time is when it started.
	Time   time.Time
	Method string
	// URL is without fragment, scheme ws or wss for a socket's handshake.
	URL string
	// Initiator is the origin that asked for it, "" when none did ("not an origin").
	Initiator string
	// TopSite and FrameSite are the two parts of its network isolation key, "" for none.
	TopSite, FrameSite string
	Annotation         Annotation
	// Sent is true when its head and its whole body left on a socket. False with
	// Err "" means that it ended without the network (cache, a redirect that
	// Chrome made up).
	Sent bool
	// Partial is true when it ended after some bytes of it had left.
	Partial bool
	// Headers are as on the wire, order and repeats kept (pseudo headers of HTTP/2 left out).
	Headers [][2]string
	// Body is the body as bytes, without the framing of transfer codings; at most
	// Limits.Body of it. BodySize counts all of it.
	Body     []byte
	BodySize int64
	// Err is the network error's name, e.g. "ERR_CONNECTION_REFUSED", "" for none yet;
	// "ERR_IO_PENDING" for a request that was not sent when the log ended.
	Err string
}

// Frame is one WebSocket frame or message that was sent; control frames too.
type Frame struct {
	// Socket is the handshake's Request.ID, URL its address (ws or wss).
	Socket int64
	URL    string
	Time   time.Time
	// Opcode is 1 text, 2 binary, 8 close, 9 ping, 10 pong (RFC 6455). A message in
	// several fragments is given out once, whole, under its first opcode.
	Opcode int
	// Payload is unmasked and inflated (permessage-deflate).
	Payload []byte
	Size    int64
}

// Datagram is one UDP packet that was sent, Chrome's own name resolution excluded.
type Datagram struct {
	Time time.Time
	// Address is "host:port" of the receiver.
	Address string
	Payload []byte
	Size    int64
}

// Lookup is a host name that was looked up for no request of its own
// (dns-prefetch, ahead of a preconnect, a STUN server's). A host that a resolver rule
// turns into an address is not looked up; a lookup of WebRTC's is in the log only when
// Chrome asks the name server itself, not the system.
type Lookup struct {
	Time    time.Time
	Host    string
	TopSite string // "" for unknown
}

// Preconnect is a connection that Chrome opened, or meant to, ahead of any request.
// A later request may use it; Chrome does so before it navigates. A host that has
// this and no Request was told that it is known, and no more.
type Preconnect struct {
	Time    time.Time
	URL     string // origin, e.g. "https://host.example"
	TopSite string
}

// Stray is a run of bytes on a stream socket that belongs to no request: TURN over
// TCP, a protocol that this package does not read, or a request that it lost.
type Stray struct {
	Time    time.Time
	Address string // "host:port" of the receiver, "" when the log does not say
	Payload []byte
	Size    int64
}

func (*Request) record()    {}
func (*Frame) record()      {}
func (*Datagram) record()   {}
func (*Lookup) record()     {}
func (*Preconnect) record() {}
func (*Stray) record()      {}

// Limits bound what is kept in memory; the zero value is good.
type Limits struct {
	// Body is how many bytes of one body or payload are kept; 0 means 64 MiB.
	Body int64
}

// Summary is what a log held altogether.
type Summary struct {
	// Version is Chrome's, as the log's constants say, "" when they do not.
	Version string
	Events  int64
	// Unreadable counts whole lines that could not be read.
	Unreadable int64
	// Complete is true when the log ended the way Chrome ends one, false when it was
	// cut short: Chrome was killed.
	Complete bool
}

package netlog

import (
	"encoding/json"
	"net/netip"
	"net/url"
	"strconv"
	"strings"
)

// kind is an event type that this package reads.
type kind uint8

const (
	ignored kind = iota
	requestAlive
	requestStart
	requestBound
	requestCancelled
	socketAlive
	socketInUse
	tcpConnect
	sslConnect
	rawSent
	tlsSent
	h2Initialized
	h2Session
	h2SendHeaders
	h2Reset
	udpConnect
	udpSent
	hostLookup
	dnsQuery
	preconnects
)

// aborted is the error of a cancelled request that the log leaves out.
// Source: https://chromium.googlesource.com/chromium/src/+/main/net/base/net_error_list.h
const aborted = -3

// kindOf names them as the log's constants do.
// Source: https://chromium.googlesource.com/chromium/src/+/main/net/log/net_log_event_type_list.h
var kindOf = map[string]kind{
	"REQUEST_ALIVE":                            requestAlive,
	"URL_REQUEST_START_JOB":                    requestStart,
	"HTTP_STREAM_REQUEST_BOUND_TO_JOB":         requestBound,
	"CANCELLED":                                requestCancelled,
	"SOCKET_ALIVE":                             socketAlive,
	"SOCKET_IN_USE":                            socketInUse,
	"TCP_CONNECT":                              tcpConnect,
	"SSL_CONNECT":                              sslConnect,
	"SOCKET_BYTES_SENT":                        rawSent,
	"SSL_SOCKET_BYTES_SENT":                    tlsSent,
	"HTTP2_SESSION":                            h2Session,
	"HTTP2_SESSION_INITIALIZED":                h2Initialized,
	"HTTP2_SESSION_SEND_HEADERS":               h2SendHeaders,
	"HTTP2_SESSION_RECV_RST_STREAM":            h2Reset,
	"UDP_CONNECT":                              udpConnect,
	"UDP_BYTES_SENT":                           udpSent,
	"HOST_RESOLVER_MANAGER_REQUEST":            hostLookup,
	"DNS_TRANSACTION":                          dnsQuery,
	"TCP_CLIENT_SOCKET_POOL_REQUESTED_SOCKETS": preconnects,
}

// params are the parameters of every kind that is read, one or the other.
type params struct {
	Annotation int32  `json:"traffic_annotation"`
	URL        string `json:"url"`
	Method     string `json:"method"`
	Initiator  string `json:"initiator"`
	Isolation  string `json:"network_isolation_key"`
	NetError   int    `json:"net_error"`
	Remote     string `json:"remote_address"`
	Address    string `json:"address"`
	Bytes      []byte `json:"bytes"`
	Stream     uint32 `json:"stream_id"`
	Host       string `json:"host"`
	Hostname   string `json:"hostname"`
	Query      int    `json:"query_type"`
	Anonymizer string `json:"network_anonymization_key"`
	Group      string `json:"group_id"`
	Dependency struct {
		ID   int64 `json:"id"`
		Type int   `json:"type"`
	} `json:"source_dependency"`
}

// handle takes one event of a kind that is read; false for one that makes no sense.
func (r *reader) handle(e *event) bool {
	switch e.kind {
	case rawSent, tlsSent:
		b, ok := r.payload(e)
		if ok {
			r.sent(e.source, r.time(e), b, e.kind == tlsSent)
		}
		return ok
	case sslConnect:
		if e.phase == r.begin {
			r.socket(e.source).tls = true
		}
		return true
	}
	var p params
	if e.params != nil && json.Unmarshal(e.params, &p) != nil {
		return false
	}
	switch e.kind {
	case requestAlive, requestStart, requestBound, requestCancelled:
		r.requestEvent(e, &p)
	case h2Session, h2Initialized, h2SendHeaders, h2Reset:
		r.sessionEvent(e, &p)
	case udpConnect:
		if e.phase == r.begin {
			r.datagrams(e.source).addr = p.Address
		}
	case udpSent:
		r.datagram(e.source, r.time(e), &p)
	case hostLookup, dnsQuery, preconnects:
		r.nameEvent(e, &p)
	default:
		r.socketEvent(e, &p)
	}
	return true
}

// nameEvent takes the events by which a host is told of before any request to it.
func (r *reader) nameEvent(e *event, p *params) {
	switch {
	case e.kind == preconnects:
		origin, key, _ := strings.Cut(p.Group, " <")
		if i := strings.Index(origin, "http"); i >= 0 {
			r.know(hostOf(origin[i:]))
			r.emit(&Preconnect{Time: r.time(e), URL: origin[i:], TopSite: site(&key)})
		}
	case e.phase != r.begin:
	case e.kind == hostLookup && !connects(r.types[e.owner]):
		if host := hostOf(p.Host); host != "" {
			r.know(host)
			r.emit(&Lookup{Time: r.time(e), Host: host, TopSite: site(&p.Anonymizer)})
		}
	case e.kind == dnsQuery && (p.Query == 1 || p.Query == 28): // A, AAAA
		// Who asked does not always say so (WebRTC does not); the question does.
		if host := strings.TrimSuffix(p.Hostname, "."); host != "" && r.know(host) {
			r.emit(&Lookup{Time: r.time(e), Host: host})
		}
	}
}

func (r *reader) requestEvent(e *event, p *params) {
	switch {
	case e.kind == requestAlive && e.phase == r.begin:
		r.request(e.source).next.Annotation = annotation(p.Annotation)
	case e.kind == requestAlive && e.phase == r.end:
		r.endRequest(e.source, r.netError(p))
	case e.kind == requestStart && e.phase == r.begin:
		address, _, _ := strings.Cut(p.URL, "#")
		r.know(hostOf(address))
		if p.Initiator == "not an origin" {
			p.Initiator = ""
		}
		initiator, _, _ := strings.Cut(p.Initiator, " ")
		r.startHop(e.source, Request{
			Time: r.time(e), Method: p.Method, URL: address, Initiator: initiator,
			TopSite: site(&p.Isolation), FrameSite: site(&p.Isolation),
		})
	case e.kind == requestStart && e.phase == r.end:
		r.answer(e.source, r.netError(p))
	case e.kind == requestCancelled:
		if p.NetError == 0 {
			p.NetError = aborted
		}
		r.cancel(e.source, r.netError(p))
	case e.kind == requestBound:
		r.bind(e.source, p.Dependency.ID)
	}
}

// netError is the name of an event's error, "" for none.
func (r *reader) netError(p *params) string {
	if p.NetError == 0 {
		return ""
	}
	if name := r.nets[p.NetError]; name != "" {
		return name
	}
	return "ERR_" + strconv.Itoa(p.NetError)
}

func (r *reader) sessionEvent(e *event, p *params) {
	switch {
	case e.kind == h2Initialized:
		r.sessions[e.source] = p.Dependency.ID
	case e.kind == h2Session && e.phase == r.end:
		delete(r.sessions, e.source)
	case e.kind == h2SendHeaders:
		r.bindStream(e.source, p.Stream, p.Dependency.ID)
	case e.kind == h2Reset:
		r.resetStream(e.source, p.Stream)
	}
}

func (r *reader) socketEvent(e *event, p *params) {
	switch {
	case e.kind == socketAlive && e.phase == r.begin:
		r.openSocket(e.source, r.types[e.owner], p.Dependency.ID, r.types[p.Dependency.Type])
	case e.kind == socketAlive && e.phase == r.end:
		r.closeSocket(e.source)
	case e.kind == socketInUse && e.phase == r.begin:
		r.socket(e.source).job = p.Dependency.ID
	case e.kind == socketInUse && e.phase == r.end:
		r.release(e.source)
	case e.kind == tcpConnect && e.phase == r.end && p.Remote != "":
		r.socket(e.source).addr = p.Remote
	}
}

// connects says whether a source that looks up names does so for a connection of a
// request (TCP_CONNECT_JOB, …) or to rate the network, not for its own sake.
func connects(source string) bool {
	return strings.HasSuffix(source, "CONNECT_JOB") || source == "NETWORK_QUALITY_ESTIMATOR"
}

// hostOf takes the name from "https://name:port", "name:port" or "name"; "" for an
// address, which nobody has to look up.
func hostOf(s string) string {
	if !strings.Contains(s, "://") {
		s = "any://" + s
	}
	u, err := url.Parse(s)
	if err != nil {
		return ""
	}
	host := u.Hostname()
	if _, err := netip.ParseAddr(host); err == nil {
		return ""
	}
	return host
}

// site takes one site from the front of a key such as "https://a.example
// https://b.example"; "" for an opaque one, "null [internally: …]".
func site(key *string) string {
	first, rest, _ := strings.Cut(*key, " ")
	if strings.HasPrefix(rest, "[") {
		_, rest, _ = strings.Cut(rest, "] ")
	}
	*key = rest
	if strings.HasPrefix(first, "null") {
		return ""
	}
	return strings.TrimSuffix(first, ">")
}

package demosite

import (
	"bytes"
	"io"
	"net"
	"net/http"
	"slices"
	"strings"
	"sync"
	"time"
)

// The kinds of what a server received.
const (
	KindRequest = "request"
	KindFrame   = "frame" // one WebSocket message
)

// Received is one message that a server really got.
type Received struct {
	Time time.Time
	// Kind is KindRequest or KindFrame.
	Kind string
	// Host is without its port.
	Host   string
	Method string
	// URL is whole and as it came: https://host/path?query, wss:// for a socket
	// and its handshake.
	URL    string
	Path   string
	Header http.Header
	// Body is the bytes as they came, no content encoding undone; of a frame, its
	// payload unmasked.
	Body []byte
	// Truncated is true when the body was longer than maxBody.
	Truncated bool
}

const (
	// maxBody bounds what is kept of one message.
	maxBody = 16 << 20
	// maxReceived bounds how many messages are kept, the oldest ones.
	maxReceived = 200_000
)

// ledger is what all servers received, in order of arrival.
type ledger struct {
	mu      sync.Mutex
	entries []Received
	dropped int
	sockets map[net.Conn]struct{}
}

func (l *ledger) add(r Received) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if len(l.entries) >= maxReceived {
		l.dropped++
		return
	}
	l.entries = append(l.entries, r)
}

// request keeps r, whose body it reads to its end.
func (l *ledger) request(r *http.Request, scheme string) (Received, error) {
	body, err := io.ReadAll(io.LimitReader(r.Body, maxBody+1))
	got := Received{
		Time: time.Now(), Kind: KindRequest, Host: hostOf(r), Method: r.Method,
		Path: r.URL.Path, Header: r.Header.Clone(), Body: body,
	}
	if len(got.Body) > maxBody {
		got.Body, got.Truncated = got.Body[:maxBody], true
	}
	if isUpgrade(r) {
		scheme = strings.Replace(scheme, "http", "ws", 1)
	}
	got.URL = scheme + "://" + got.Host + r.URL.RequestURI()
	l.add(got)
	r.Body = io.NopCloser(bytes.NewReader(body)) // for who answers
	return got, err
}

func (l *ledger) filter(keep func(Received) bool) []Received {
	l.mu.Lock()
	defer l.mu.Unlock()
	var out []Received
	for _, r := range l.entries {
		if keep(r) {
			out = append(out, r)
		}
	}
	return out
}

func (l *ledger) open(c net.Conn) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.sockets == nil {
		l.sockets = map[net.Conn]struct{}{}
	}
	l.sockets[c] = struct{}{}
}

func (l *ledger) close(c net.Conn) {
	l.mu.Lock()
	delete(l.sockets, c)
	l.mu.Unlock()
	_ = c.Close() // the peer has hung up already, or is to be hung up on
}

// hangUp closes every open WebSocket, which http.Server.Close does not know of.
func (l *ledger) hangUp() {
	l.mu.Lock()
	defer l.mu.Unlock()
	for c := range l.sockets {
		_ = c.Close()
	}
}

// Received gives everything that a host's server got, in order of arrival.
func (s *Site) Received(host string) []Received {
	return s.book.filter(func(r Received) bool { return r.Host == host })
}

// All gives everything that the vendors' servers got, what the practice relays
// to one included. What Chrome sends on its
// own account to hosts that no page names is in Strays.
func (s *Site) All() []Received {
	return s.book.filter(func(r Received) bool { return isVendor(r.Host) || relayed(r) })
}

// Strays gives what came for hosts that are neither the practice nor a vendor.
func (s *Site) Strays() []Received {
	return s.book.filter(func(r Received) bool { return !isVendor(r.Host) && !isPractice(r.Host) })
}

// PracticeLog gives everything that the practice's own server got for itself.
func (s *Site) PracticeLog() []Received {
	return s.book.filter(func(r Received) bool { return isPractice(r.Host) && !relayed(r) })
}

// Relayed gives what the practice's own server got to pass on to a vendor.
func (s *Site) Relayed() []Received { return s.book.filter(relayed) }

// PracticeReceived gives what the practice's own server got at one path, e.g.
// "/api/bookings": empty as long as every submit was held.
func (s *Site) PracticeReceived(path string) []Received {
	return s.book.filter(func(r Received) bool { return isPractice(r.Host) && r.Path == path })
}

// Trespasses gives the visits to addresses that no audit may ever visit: the
// log-out, unsubscribe and cancel links, and what robots.txt forbids.
func (s *Site) Trespasses() []Received {
	return s.book.filter(func(r Received) bool {
		return isPractice(r.Host) && slices.ContainsFunc(forbidden, func(p string) bool {
			return r.Path == p || strings.HasPrefix(r.Path, p+"/")
		})
	})
}

// forbidden lists the paths of Trespasses.
var forbidden = []string{"/logout", "/newsletter/unsubscribe", "/appointments/cancel", "/staff", "/account/sign-out"}

func hostOf(r *http.Request) string {
	h := r.Host
	if name, _, err := net.SplitHostPort(h); err == nil {
		h = name
	}
	return strings.ToLower(strings.TrimSuffix(h, "."))
}

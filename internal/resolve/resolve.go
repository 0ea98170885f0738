// Package resolve asks the DNS of which other names a host name is an alias: the
// chain of CNAME records (RFC 1034, section 3.6.2) behind metrics.practice.example
// tells whose machine answers there.
//
// It is no resolver for connections: nothing is reached by what it says. It sees
// no alias that a DNS server flattens into addresses (ALIAS, ANAME), and no proxy
// behind an address. What a name's owner is for is audit/vendors' business.
//
// To ask in another way (DNS over HTTPS, say), add another exchange beside
// [Resolver.udp] and [Resolver.tcp]; what an answer means stays in message.go.
package resolve

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/netip"
	"os"
	"strconv"
	"strings"
	"sync"
	"time"
)

var (
	// ErrNoServer means that there is no DNS server to ask.
	ErrNoServer = errors.New("no DNS server is known; name one with --resolver HOST[:PORT]")
	// ErrNoSuchName means that the DNS says that there is no such name.
	ErrNoSuchName = errors.New("the DNS knows no such name")
)

const (
	defaultTimeout = 2 * time.Second
	// maxHops bounds a chain; a longer one is no chain that anybody runs.
	maxHops = 16
	// tries is how often each server is asked the same.
	tries = 2
	// maxServers is how many a resolv.conf may name (resolv.conf(5), MAXNS).
	maxServers = 3
)

// Resolver asks DNS servers and remembers what they said. It is safe for
// concurrent use.
type Resolver struct {
	servers []string
	timeout time.Duration

	mu    sync.Mutex
	known map[string]answered
}

type answered struct {
	chain []string
	err   error
}

// New gives a resolver that asks server, HOST or HOST:PORT (an IPv6 address with
// a port stands in brackets); "" asks the servers of /etc/resolv.conf. timeout
// bounds one question to one server; 0 is 2 s. Without any server it is
// ErrNoServer.
func New(server string, timeout time.Duration) (*Resolver, error) {
	r := &Resolver{timeout: timeout, known: map[string]answered{}}
	if r.timeout <= 0 {
		r.timeout = defaultTimeout
	}
	if server != "" {
		addr, err := ParseServer(server)
		if err != nil {
			return nil, err
		}
		r.servers = []string{addr}
		return r, nil
	}
	data, err := os.ReadFile("/etc/resolv.conf")
	if err != nil {
		return nil, ErrNoServer
	}
	if r.servers = nameservers(string(data)); len(r.servers) == 0 {
		return nil, ErrNoServer
	}
	return r, nil
}

// ParseServer reads HOST or HOST:PORT and gives HOST:PORT; the port of DNS is 53.
func ParseServer(s string) (string, error) {
	host, port := s, "53"
	if _, err := netip.ParseAddr(strings.Trim(s, "[]")); err == nil {
		host = strings.Trim(s, "[]")
	} else if h, p, err := net.SplitHostPort(s); err == nil {
		host, port = h, p
	}
	n, err := strconv.ParseUint(port, 10, 16)
	if err != nil || n == 0 || host == "" || strings.ContainsAny(host, " /?#@[]") || strings.Contains(host, ":") != isIPv6(host) {
		return "", fmt.Errorf("resolver %q: want HOST or HOST:PORT, such as 127.0.0.1:5353 or [::1]:53", s)
	}
	return net.JoinHostPort(host, port), nil
}

func isIPv6(host string) bool {
	a, err := netip.ParseAddr(host)
	return err == nil && a.Is6()
}

// nameservers reads the servers of a resolv.conf.
func nameservers(conf string) []string {
	var out []string
	for line := range strings.Lines(conf) {
		f := strings.Fields(line)
		if len(f) < 2 || f[0] != "nameserver" || len(out) == maxServers {
			continue
		}
		if a, err := netip.ParseAddr(f[1]); err == nil {
			out = append(out, net.JoinHostPort(a.String(), "53"))
		}
	}
	return out
}

// Chain gives the names that host is an alias of, hop by hop, in lower case and
// without a trailing dot; empty when it is the alias of none, and for an IP
// address. host may carry a trailing dot and upper case, but no port.
//
// With an error the chain holds the hops that are known all the same. The error
// is ErrNoSuchName when the DNS says so of host itself; a chain that ends in a
// name which is not there is no error.
func (r *Resolver) Chain(ctx context.Context, host string) ([]string, error) {
	name := lower(host)
	if _, err := netip.ParseAddr(strings.Trim(name, "[]")); err == nil {
		return nil, nil
	}
	r.mu.Lock()
	a, ok := r.known[name]
	r.mu.Unlock()
	if !ok {
		a.chain, a.err = r.walk(ctx, name)
		if ctx.Err() == nil { // what the caller cut short was not answered
			r.mu.Lock()
			r.known[name] = a
			r.mu.Unlock()
		}
	}
	return append([]string(nil), a.chain...), a.err
}

// walk follows the aliases of name to their end.
func (r *Resolver) walk(ctx context.Context, name string) (chain []string, err error) {
	seen := map[string]bool{name: true}
	for at := name; ; at = chain[len(chain)-1] {
		m, err := r.ask(ctx, at)
		if errors.Is(err, ErrNoSuchName) && len(chain)+len(m.aliases) > 0 {
			err = nil
		}
		for _, next := range m.aliases {
			if seen[next] {
				return chain, fmt.Errorf("the aliases of %s lead in a circle", name)
			}
			if seen[next] = true; len(chain) == maxHops {
				return chain, fmt.Errorf("%s has more than %d aliases behind each other", name, maxHops)
			}
			chain = append(chain, next)
		}
		if err != nil || m.ends || len(m.aliases) == 0 {
			return chain, err
		}
	}
}

// ask puts one question to the servers, in their order, until one answers.
func (r *Resolver) ask(ctx context.Context, name string) (reply, error) {
	var last error
	for range tries {
		for _, server := range r.servers {
			m, err := r.query(ctx, server, name)
			if err == nil || errors.Is(err, ErrNoSuchName) {
				return m, err
			}
			if last = err; ctx.Err() != nil {
				return reply{}, fmt.Errorf("asking %s: %w", server, ctx.Err())
			}
		}
	}
	return reply{}, last
}

// query asks one server over UDP, and again over TCP when the answer was too
// long for that (RFC 1035, section 4.2.1).
func (r *Resolver) query(ctx context.Context, server, name string) (reply, error) {
	ctx, cancel := context.WithTimeout(ctx, r.timeout)
	defer cancel()
	id, question, err := newQuestion(name)
	if err != nil {
		return reply{}, fmt.Errorf("asking for %.80q: %w", name, err)
	}
	m, err := r.udp(ctx, server, id, name, question)
	if err == nil && m.truncated {
		m, err = r.tcp(ctx, server, id, name, question)
	}
	if err != nil && !errors.Is(err, ErrNoSuchName) {
		return reply{}, fmt.Errorf("asking %s: %w", server, err)
	}
	return m, err
}

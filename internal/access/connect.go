package access

import (
	"errors"
	"fmt"
	"net"
	"net/netip"
	"strconv"
	"strings"
)

// Rule is one --connect-to of curl (https://curl.se/docs/manpage.html#--connect-to,
// read 2026-11-21): a connection for From goes to To instead. Hosts are lower
// case, IPv6 without brackets.
type Rule struct {
	// FromHost and FromPort say which connections; "" and 0 are any.
	FromHost string
	FromPort int
	// ToHost and ToPort say where they go; "" and 0 keep what was asked for.
	ToHost string
	ToPort int
}

const connectForm = "HOST1:PORT1:HOST2:PORT2 (HOST1 or PORT1 may be empty for any, HOST2 or PORT2 to keep it; IPv6 in [brackets])"

// ParseConnectTo reads HOST1:PORT1:HOST2:PORT2 as curl does.
func ParseConnectTo(s string) (Rule, error) {
	parts, err := splitColons(s)
	if err != nil {
		return Rule{}, fmt.Errorf("connect-to %q: %w; want %s", s, err, connectForm)
	}
	if len(parts) != 4 {
		return Rule{}, fmt.Errorf("connect-to %q has %d parts, want 4: %s", s, len(parts), connectForm)
	}
	var r Rule
	for _, f := range []struct {
		name string
		host *string
		port *int
		h, p string
	}{{"1", &r.FromHost, &r.FromPort, parts[0], parts[1]}, {"2", &r.ToHost, &r.ToPort, parts[2], parts[3]}} {
		if *f.host, err = parseHost(f.h); err != nil {
			return Rule{}, fmt.Errorf("connect-to %q: HOST%s: %w", s, f.name, err)
		}
		if *f.port, err = parsePort(f.p); err != nil {
			return Rule{}, fmt.Errorf("connect-to %q: PORT%s: %w", s, f.name, err)
		}
	}
	return r, nil
}

// String gives the rule in the form that ParseConnectTo reads.
func (r Rule) String() string {
	return bracket(r.FromHost) + ":" + portText(r.FromPort) + ":" + bracket(r.ToHost) + ":" + portText(r.ToPort)
}

// matches reports whether a connection to host (lower case, no brackets) and
// port is one of the rule's.
func (r Rule) matches(host string, port int) bool {
	return (r.FromHost == "" || r.FromHost == host) && (r.FromPort == 0 || r.FromPort == port)
}

// rewrite gives the address to dial for addr (host:port): that of the first rule
// that matches, else addr itself.
func rewrite(rules []Rule, addr string) string {
	host, portName, err := net.SplitHostPort(addr)
	if err != nil {
		return addr
	}
	port, err := strconv.Atoi(portName)
	if err != nil {
		return addr
	}
	name := canonicalHost(host)
	for _, r := range rules {
		if !r.matches(name, port) {
			continue
		}
		if r.ToHost != "" {
			host = r.ToHost
		}
		if r.ToPort != 0 {
			port = r.ToPort
		}
		return net.JoinHostPort(host, strconv.Itoa(port))
	}
	return addr
}

// Redirects reports whether a rule leads connections for host to another machine,
// on some port at least.
func (o Options) Redirects(host string) bool {
	name := canonicalHost(host)
	for _, r := range o.ConnectTo {
		if (r.FromHost == "" || r.FromHost == name) && r.ToHost != "" && r.ToHost != name {
			return true
		}
	}
	return false
}

// splitColons splits at the colons that stand outside of brackets.
func splitColons(s string) ([]string, error) {
	var parts []string
	start, inside := 0, false
	for i := range len(s) {
		switch c := s[i]; {
		case c == '[' && inside, c == ']' && !inside:
			return nil, errors.New("brackets do not pair")
		case c == '[':
			inside = true
		case c == ']':
			inside = false
		case c == ':' && !inside:
			parts, start = append(parts, s[start:i]), i+1
		}
	}
	if inside {
		return nil, errors.New("brackets do not pair")
	}
	return append(parts, s[start:]), nil
}

func parseHost(s string) (string, error) {
	if s == "" {
		return "", nil
	}
	if inner, ok := strings.CutPrefix(s, "["); ok {
		inner, ok = strings.CutSuffix(inner, "]")
		addr, err := netip.ParseAddr(inner)
		if !ok || err != nil || !addr.Is6() || addr.Zone() != "" {
			return "", fmt.Errorf("%q is no IPv6 address in brackets, want one such as [::1]", s)
		}
		return addr.String(), nil
	}
	if len(s) > 253 {
		return "", errors.New("longer than the 253 characters of a host name")
	}
	for i := range len(s) {
		c := s[i] | 0x20
		if (c < 'a' || c > 'z') && (s[i] < '0' || s[i] > '9') && s[i] != '-' && s[i] != '.' && s[i] != '_' {
			return "", fmt.Errorf("%q is no host name: letters, digits, '-', '.' and '_' make one (an international name in its xn-- form)", s)
		}
	}
	return canonicalHost(s), nil
}

// canonicalHost gives the form in which hosts are compared: lower case, no
// trailing dot, IP addresses in their shortest form.
func canonicalHost(s string) string {
	if addr, err := netip.ParseAddr(s); err == nil {
		return addr.String()
	}
	if t := strings.TrimSuffix(s, "."); t != "" {
		s = t
	}
	return strings.ToLower(s)
}

func parsePort(s string) (int, error) {
	if s == "" {
		return 0, nil
	}
	n, err := strconv.ParseUint(s, 10, 16)
	if err != nil || n == 0 {
		return 0, fmt.Errorf("%q is no port, want a number from 1 to 65535", s)
	}
	return int(n), nil
}

func bracket(host string) string {
	if strings.Contains(host, ":") {
		return "[" + host + "]"
	}
	return host
}

func portText(port int) string {
	if port == 0 {
		return ""
	}
	return strconv.Itoa(port)
}

// HostResolverRules gives the value of Chrome's --host-resolver-rules that means
// the same as the rules: "MAP *:443 127.0.0.1:8443, MAP practice.example
// 127.0.0.1:8080"; "" for no rules. Chrome too takes the first rule that matches
// (net/base/host_mapping_rules.cc in Chromium). It cannot keep the host of a rule
// for any host: such a rule is an error.
func HostResolverRules(rules []Rule) (string, error) {
	var maps []string
	for _, r := range rules {
		if r == (Rule{}) {
			break // matches everything and changes nothing: no later rule is reached
		}
		if r.FromHost == "" && r.ToHost == "" {
			return "", fmt.Errorf("connect-to %q: Chrome cannot keep the host of a rule for any host; name HOST1, or give HOST2", r)
		}
		to := r.ToHost
		if to == "" {
			to = r.FromHost
		}
		maps = append(maps, "MAP "+chromePattern(r)+" "+joinPort(to, r.ToPort))
	}
	return strings.Join(maps, ", "), nil
}

// chromePattern gives what Chrome matches: first the bare host (IPv6 without
// brackets), then host:port.
func chromePattern(r Rule) string {
	host := r.FromHost
	if host == "" {
		host = "*"
	}
	if r.FromPort == 0 {
		return host
	}
	return joinPort(host, r.FromPort)
}

func joinPort(host string, port int) string {
	if port == 0 {
		return bracket(host)
	}
	return bracket(host) + ":" + strconv.Itoa(port)
}

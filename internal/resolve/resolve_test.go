package resolve

import (
	"context"
	"encoding/binary"
	"errors"
	"io"
	"net"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/dns/dnsmessage"
)

// zone answers questions: a name's value is an alias, or an address when it
// begins with a digit. What is not there does not exist.
type zone struct {
	names map[string]string
	// together puts a whole chain into one answer, as recursive servers do.
	together bool
	// long makes every answer over UDP a cut one.
	long bool
	// says, when not success, is what every question gets.
	says dnsmessage.RCode
}

func (z zone) answer(t *testing.T, question []byte, udp bool) []byte {
	t.Helper()
	var q dnsmessage.Message
	if err := q.Unpack(question); err != nil {
		t.Errorf("a question that is none: %v", err)
		return nil
	}
	a := dnsmessage.Message{Header: dnsmessage.Header{ID: q.ID, Response: true, RCode: z.says}, Questions: q.Questions}
	at := q.Questions[0].Name
	switch {
	case z.long && udp:
		a.Truncated = true
	case z.says != dnsmessage.RCodeSuccess:
	default:
		for {
			value, ok := z.names[strings.TrimSuffix(at.String(), ".")]
			head := dnsmessage.ResourceHeader{Name: at, Class: dnsmessage.ClassINET, TTL: 60}
			if !ok {
				a.RCode = dnsmessage.RCodeNameError
				break
			}
			if value == "" {
				break
			}
			if value[0] >= '0' && value[0] <= '9' {
				a.Answers = append(a.Answers, dnsmessage.Resource{Header: head, Body: &dnsmessage.AResource{A: [4]byte{192, 0, 2, 1}}})
				break
			}
			next := dnsmessage.MustNewName(value + ".")
			a.Answers = append(a.Answers, dnsmessage.Resource{Header: head, Body: &dnsmessage.CNAMEResource{CNAME: next}})
			if at = next; !z.together || len(a.Answers) > 30 {
				break
			}
		}
	}
	out, err := a.Pack()
	if err != nil {
		t.Errorf("packing an answer: %v", err)
	}
	return out
}

// serve plays a DNS server on the loopback, UDP and TCP on one port.
func serve(t *testing.T, z zone) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	p, err := net.ListenPacket("udp", l.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _, _ = l.Close(), p.Close() })
	go func() {
		buf := make([]byte, 1024)
		for {
			n, from, err := p.ReadFrom(buf)
			if err != nil {
				return
			}
			// First an answer to a question that nobody asked.
			stray := append([]byte(nil), z.answer(t, buf[:n], true)...)
			stray[0]++
			_, _ = p.WriteTo(stray, from)
			_, _ = p.WriteTo(z.answer(t, buf[:n], true), from)
		}
	}()
	go func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			var size [2]byte
			if _, err := io.ReadFull(c, size[:]); err != nil {
				continue
			}
			q := make([]byte, binary.BigEndian.Uint16(size[:]))
			if _, err := io.ReadFull(c, q); err != nil {
				continue
			}
			a := z.answer(t, q, false)
			_, _ = c.Write(append(binary.BigEndian.AppendUint16(nil, uint16(len(a))), a...))
			_ = c.Close()
		}
	}()
	return l.Addr().String()
}

// patience is long enough for a busy machine.
const patience = 20 * time.Second

func TestChain(t *testing.T) {
	t.Parallel()
	names := map[string]string{
		"metrics.practice.example":          "practice.example.data.adobedc.net",
		"practice.example.data.adobedc.net": "edge.data.adobedc.net", "edge.data.adobedc.net": "192.0.2.1",
		"www.practice.example": "192.0.2.1", "empty.practice.example": "", "dangling.practice.example": "gone.eulerian.net",
		"circle.practice.example": "circle2.practice.example", "circle2.practice.example": "circle.practice.example",
	}
	deep := "deep.practice.example"
	for i := range 40 {
		next := strings.Repeat("x", i+1) + ".practice.example"
		names[deep], deep = next, next
	}
	adobe := []string{"practice.example.data.adobedc.net", "edge.data.adobedc.net"}
	for kind, z := range map[string]zone{
		"hop by hop": {names: names}, "in one answer": {names: names, together: true}, "over TCP": {names: names, long: true},
	} {
		server := serve(t, z)
		r, err := New(server, patience)
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range []struct {
			host string
			want []string
			err  string
		}{
			{"metrics.practice.example", adobe, ""},
			{"METRICS.practice.example.", adobe, ""},
			{"www.practice.example", nil, ""},
			{"empty.practice.example", nil, ""},
			{"nowhere.practice.example", nil, ErrNoSuchName.Error()},
			{"dangling.practice.example", []string{"gone.eulerian.net"}, ""},
			{"circle.practice.example", []string{"circle2.practice.example"}, "circle"},
			{"192.0.2.7", nil, ""},
			{"[2001:db8::1]", nil, ""},
			{"no such host", nil, ErrNoSuchName.Error()},
			{strings.Repeat("a", 300), nil, "asking for"},
		} {
			got, err := r.Chain(t.Context(), c.host)
			if (err == nil) != (c.err == "") || err != nil && !strings.Contains(err.Error(), c.err) {
				t.Errorf("%s: %.40s: error %v, want %q", kind, c.host, err, c.err)
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("%s: %.40s: %s", kind, c.host, diff)
			}
		}
		if got, err := r.Chain(t.Context(), "deep.practice.example"); err == nil || len(got) != maxHops {
			t.Errorf("%s: a chain without end gave %d hops, error %v; want %d and an error", kind, len(got), err, maxHops)
		}
	}
}

func TestServerThatRefuses(t *testing.T) {
	t.Parallel()
	r, err := New(serve(t, zone{says: dnsmessage.RCodeRefused}), patience)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := r.Chain(t.Context(), "www.practice.example"); err == nil || !strings.Contains(err.Error(), "Refused") {
		t.Errorf("a server that refuses: %v", err)
	}
}

// TestSilentServer: nobody answers, and it ends; and what a caller cut short is
// asked again.
func TestSilentServer(t *testing.T) {
	t.Parallel()
	p, err := net.ListenPacket("udp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer p.Close()
	r, err := New(p.LocalAddr().String(), 10*time.Millisecond)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := r.Chain(t.Context(), "www.practice.example"); !errors.Is(err, context.DeadlineExceeded) && !isTimeout(err) {
		t.Errorf("a silent server: %v; want a timeout", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := r.Chain(ctx, "b.practice.example"); err == nil {
		t.Error("a cancelled question has an answer")
	}
	if _, kept := r.known["b.practice.example"]; kept {
		t.Error("what was cut short is remembered")
	}
}

func isTimeout(err error) bool {
	var n net.Error
	return errors.As(err, &n) && n.Timeout()
}

func TestParseServer(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"127.0.0.1": "127.0.0.1:53", "127.0.0.1:5353": "127.0.0.1:5353", "::1": "[::1]:53", "[::1]": "[::1]:53", "[::1]:5353": "[::1]:5353",
		"dns.practice.example": "dns.practice.example:53", "dns.practice.example:54": "dns.practice.example:54",
		"": "", "a:b": "", "127.0.0.1:0": "", "127.0.0.1:70000": "", "https://dns.example/": "", "a b": "", ":53": "", "x:y:z": "",
	} {
		got, err := ParseServer(in)
		if got != want || (err == nil) != (want != "") {
			t.Errorf("%q: got %q, %v; want %q", in, got, err, want)
		}
	}
}

func TestNameservers(t *testing.T) {
	t.Parallel()
	got := nameservers("# a comment\nsearch example\nnameserver 192.0.2.1\nnameserver\nnameserver not-an-address\n nameserver 2001:db8::1\nnameserver 192.0.2.3\nnameserver 192.0.2.4\n")
	if diff := cmp.Diff([]string{"192.0.2.1:53", "[2001:db8::1]:53", "192.0.2.3:53"}, got); diff != "" {
		t.Error(diff)
	}
}

// FuzzParse: whatever a server answers, it is an error or names of hosts.
func FuzzParse(f *testing.F) {
	z := zone{names: map[string]string{"a.example": "b.example", "b.example": "c.example", "c.example": "1"}, together: true}
	_, q, err := newQuestion("a.example")
	if err != nil {
		f.Fatal(err)
	}
	id := binary.BigEndian.Uint16(q)
	var m dnsmessage.Message
	if err := m.Unpack(q); err != nil {
		f.Fatal(err)
	}
	m.Response = true
	for at := "a.example"; z.names[at] != "1"; at = z.names[at] {
		m.Answers = append(m.Answers, dnsmessage.Resource{
			Header: dnsmessage.ResourceHeader{Name: dnsmessage.MustNewName(at + "."), Class: dnsmessage.ClassINET},
			Body:   &dnsmessage.CNAMEResource{CNAME: dnsmessage.MustNewName(z.names[at] + ".")},
		})
	}
	good, err := m.Pack()
	if err != nil {
		f.Fatal(err)
	}
	f.Add(good[2:])
	f.Add([]byte{})
	f.Fuzz(func(t *testing.T, rest []byte) {
		got, err := parse(append(binary.BigEndian.AppendUint16(nil, id), rest...), id, "a.example")
		if err != nil && !errors.Is(err, ErrNoSuchName) && (got.aliases != nil || got.truncated) {
			t.Errorf("an answer with an error still says something: %v", got)
		}
		if len(got.aliases) > maxHops+1 {
			t.Errorf("%d aliases", len(got.aliases))
		}
		for _, a := range got.aliases {
			if !isHost(a) {
				t.Errorf("%q is no host", a)
			}
		}
	})
}

package resolve

import (
	"context"
	"crypto/rand"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"net"
	"strings"
	"time"

	"golang.org/x/net/dns/dnsmessage"
)

// reply is what an answer says of the name that was asked for.
type reply struct {
	// aliases are the names that it is an alias of, in their order.
	aliases []string
	// ends is true when the last name has an address, or none and no alias.
	ends      bool
	truncated bool
}

// maxRecords bounds how many records of an answer are read.
const maxRecords = 200

// newQuestion packs a question for the addresses of name: its answer holds the
// aliases on the way to them.
func newQuestion(name string) (id uint16, packed []byte, err error) {
	n, err := dnsmessage.NewName(name + ".")
	if err != nil {
		return 0, nil, err
	}
	var random [2]byte
	if _, err := rand.Read(random[:]); err != nil {
		return 0, nil, err
	}
	id = binary.BigEndian.Uint16(random[:])
	m := dnsmessage.Message{
		Header:    dnsmessage.Header{ID: id, RecursionDesired: true},
		Questions: []dnsmessage.Question{{Name: n, Type: dnsmessage.TypeA, Class: dnsmessage.ClassINET}},
	}
	packed, err = m.Pack()
	return id, packed, err
}

// errNotOurs is a message that answers another question.
var errNotOurs = errors.New("the answer is not to what was asked")

// parse reads an answer to the question id for name. Whatever it holds, it gives
// names of hosts only.
func parse(packed []byte, id uint16, name string) (reply, error) {
	var p dnsmessage.Parser
	h, err := p.Start(packed)
	if err != nil {
		return reply{}, fmt.Errorf("the answer is no DNS message: %w", err)
	}
	if h.ID != id || !h.Response {
		return reply{}, errNotOurs
	}
	if q, err := p.Question(); err != nil || lower(q.Name.String()) != name || q.Type != dnsmessage.TypeA {
		return reply{}, errNotOurs
	}
	if h.Truncated {
		return reply{truncated: true}, nil
	}
	if h.RCode != dnsmessage.RCodeSuccess && h.RCode != dnsmessage.RCodeNameError {
		return reply{}, fmt.Errorf("the server answered %s", strings.TrimPrefix(h.RCode.String(), "RCode"))
	}
	if err := p.SkipAllQuestions(); err != nil {
		return reply{}, fmt.Errorf("the answer is no DNS message: %w", err)
	}
	to, addressed, err := records(&p)
	if err != nil {
		return reply{}, err
	}
	var m reply
	at := name
	for next, ok := to[at]; ok && len(m.aliases) <= maxHops; next, ok = to[at] {
		m.aliases = append(m.aliases, next)
		at = next
	}
	m.ends = addressed[at] || len(m.aliases) == 0
	if h.RCode == dnsmessage.RCodeNameError {
		m.ends = true
		return m, ErrNoSuchName
	}
	return m, nil
}

// records gives the aliases of an answer, by name, and the names with an address.
func records(p *dnsmessage.Parser) (to map[string]string, addressed map[string]bool, err error) {
	to, addressed = map[string]string{}, map[string]bool{}
	for range maxRecords {
		h, err := p.AnswerHeader()
		if errors.Is(err, dnsmessage.ErrSectionDone) {
			break
		}
		if err != nil {
			return nil, nil, fmt.Errorf("reading the answer's records: %w", err)
		}
		owner := lower(h.Name.String())
		if h.Type == dnsmessage.TypeCNAME && h.Class == dnsmessage.ClassINET {
			c, err := p.CNAMEResource()
			if err != nil {
				return nil, nil, fmt.Errorf("reading an alias: %w", err)
			}
			target := lower(c.CNAME.String())
			if !isHost(target) {
				return nil, nil, fmt.Errorf("the answer names %.80q, which is no host", target)
			}
			if _, twice := to[owner]; !twice {
				to[owner] = target
			}
			continue
		}
		if h.Type == dnsmessage.TypeA || h.Type == dnsmessage.TypeAAAA {
			addressed[owner] = true
		}
		if err := p.SkipAnswer(); err != nil {
			return nil, nil, fmt.Errorf("reading the answer's records: %w", err)
		}
	}
	return to, addressed, nil
}

// isHost reports whether a name can be shown and compared as that of a host.
func isHost(name string) bool {
	return name != "" && strings.Trim(name, "abcdefghijklmnopqrstuvwxyz0123456789-_.") == ""
}

func lower(name string) string { return strings.ToLower(strings.TrimSuffix(name, ".")) }

// udp asks over UDP. Datagrams that answer something else are passed over: they
// are late, or somebody's guess at our question.
func (r *Resolver) udp(ctx context.Context, server string, id uint16, name string, question []byte) (reply, error) {
	c, err := dial(ctx, "udp", server)
	if err != nil {
		return reply{}, err
	}
	defer c.Close()
	if _, err := c.Write(question); err != nil {
		return reply{}, err
	}
	buf := make([]byte, 4096)
	for {
		n, err := c.Read(buf)
		if err != nil {
			return reply{}, err
		}
		if m, err := parse(buf[:n], id, name); !errors.Is(err, errNotOurs) {
			return m, err
		}
	}
}

// tcp asks over TCP, where a message follows its length in two bytes.
func (r *Resolver) tcp(ctx context.Context, server string, id uint16, name string, question []byte) (reply, error) {
	c, err := dial(ctx, "tcp", server)
	if err != nil {
		return reply{}, err
	}
	defer c.Close()
	if _, err := c.Write(append(binary.BigEndian.AppendUint16(nil, uint16(len(question))), question...)); err != nil { //nolint:gosec // a packed question is below 300 bytes
		return reply{}, err
	}
	var size [2]byte
	if _, err := io.ReadFull(c, size[:]); err != nil {
		return reply{}, err
	}
	buf := make([]byte, binary.BigEndian.Uint16(size[:]))
	if _, err := io.ReadFull(c, buf); err != nil {
		return reply{}, err
	}
	m, err := parse(buf, id, name)
	if err == nil && m.truncated {
		return reply{}, errors.New("the answer is cut even over TCP")
	}
	return m, err
}

// dial connects with ctx's deadline on the connection too.
func dial(ctx context.Context, network, server string) (net.Conn, error) {
	c, err := (&net.Dialer{}).DialContext(ctx, network, server)
	if err != nil {
		return nil, err
	}
	if end, ok := ctx.Deadline(); ok {
		if err := c.SetDeadline(end); err != nil {
			return nil, errors.Join(err, c.Close())
		}
	}
	context.AfterFunc(ctx, func() { _ = c.SetDeadline(time.Unix(1, 0)) }) // wakes a read when the caller gives up
	return c, nil
}

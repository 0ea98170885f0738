package demosite

import (
	"context"
	"errors"
	"fmt"
	"net"
	"strings"

	"golang.org/x/net/dns/dnsmessage"
)

// aliasHost is a host of the practice that the DNS says is a tracker's, and
// aliasOf the name that it is an alias of.
const (
	aliasHost = "data.harborlight-counseling.example"
	aliasOf   = "harborlight.eulerian.net"
)

// Resolver is the address, HOST:PORT, of the site's DNS server. It knows every
// name: aliasHost as an alias, any other as an address of the loopback.
func (s *Site) Resolver() string { return s.dns.LocalAddr().String() }

// serveDNS answers over UDP until the site is closed.
func (s *Site) serveDNS(ctx context.Context) error {
	var listener net.ListenConfig
	var err error
	if s.dns, err = listener.ListenPacket(ctx, "udp", "127.0.0.1:0"); err != nil {
		return fmt.Errorf("opening a port for the demo's DNS: %w", err)
	}
	s.serving.Go(func() {
		buf := make([]byte, 1500)
		for {
			n, from, err := s.dns.ReadFrom(buf)
			if errors.Is(err, net.ErrClosed) {
				return
			}
			if err != nil {
				continue
			}
			answer, err := answerDNS(buf[:n])
			if err == nil {
				_, err = s.dns.WriteTo(answer, from)
			}
			if err != nil {
				s.log.Debug("answering a question of the DNS", "error", err)
			}
		}
	})
	return nil
}

func answerDNS(question []byte) ([]byte, error) {
	var m dnsmessage.Message
	if err := m.Unpack(question); err != nil {
		return nil, err
	}
	if len(m.Questions) != 1 {
		return nil, fmt.Errorf("%d questions in one message", len(m.Questions))
	}
	m.Header = dnsmessage.Header{ID: m.ID, Response: true, RecursionDesired: m.RecursionDesired, RecursionAvailable: true}
	m.Answers, m.Authorities, m.Additionals = nil, nil, nil
	at := m.Questions[0].Name
	if strings.EqualFold(at.String(), aliasHost+".") {
		to := dnsmessage.MustNewName(aliasOf + ".")
		m.Answers = append(m.Answers, dnsmessage.Resource{
			Header: dnsmessage.ResourceHeader{Name: at, Class: dnsmessage.ClassINET, TTL: 60}, Body: &dnsmessage.CNAMEResource{CNAME: to},
		})
		at = to
	}
	if m.Questions[0].Type == dnsmessage.TypeA {
		m.Answers = append(m.Answers, dnsmessage.Resource{
			Header: dnsmessage.ResourceHeader{Name: at, Class: dnsmessage.ClassINET, TTL: 60}, Body: &dnsmessage.AResource{A: [4]byte{127, 0, 0, 1}},
		})
	}
	return m.Pack()
}

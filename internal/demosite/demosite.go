// Package demosite is a fake therapy practice and the vendors on its pages, all
// played by local servers on the loopback under their real host names. Every
// leak is labelled, and every server keeps what it really got, so that an audit
// can be compared with the truth. `quietroom demo` serves the same practice.
//
// It is not a model of any real practice, and the vendors' scripts are our own
// imitations of how each one collects: no third party's code is here. Nothing
// ever leaves the machine.
//
// A browser reaches it when every name resolves to its two ports, e.g. with
// Chrome's --host-resolver-rules or with the rules of [Site.ConnectTo].
//
// To add a page, add content/<name>.html and an entry in pages.go. To add a
// vendor, add its hosts in vendors.go, its script under tags/, a tag in tags.go,
// and name the tag on a page. To add a leak, write it into a page's or a tag's
// script and label it on the page's entry; the tests hold both together.
package demosite

import (
	"context"
	"errors"
	"fmt"
	"log"
	"log/slog"
	"net"
	"net/http"
	"slices"
	"strconv"
	"sync"
	"time"
)

// Host is the practice's host name.
const Host = "www.harborlight-counseling.example"

// Origin is the practice's origin, without a trailing slash.
const Origin = "https://" + Host

// Options says which practice to play. The zero value is the whole leaking one.
type Options struct {
	// Clean serves the same practice with no third party on any page and no leak.
	Clean bool
	// HangPage adds the page HangPath, which never finishes: its server sends
	// nothing at all. With HangScript it loads, and then its script never returns.
	HangPage   bool
	HangScript bool
	// Banner plays a small practice with a consent banner instead, BannerKnown or
	// BannerUnknown; its labels say in which states of consent they hold. Clean,
	// HangPage and HangScript do not apply.
	Banner string
	// Pages, when above 0, serves a plain generated site of that many pages with
	// two trackers instead of the practice, for benchmarks. Nothing of it is
	// labelled, and HangPage does not apply.
	Pages int
	// Also plays further hosts, before those of the practice and its vendors: it
	// gives the handler of a host, nil for one that it does not know. May be nil.
	Also func(host string) http.Handler
	// Log receives what the servers do, never what they got. Nil discards it.
	Log *slog.Logger
}

// HangPath is the page that never finishes.
const HangPath = "/waitlist"

// Site is a running practice with its vendors.
type Site struct {
	o        Options
	log      *slog.Logger
	ca       *authority
	book     *ledger
	pages    []page
	practice http.Handler
	members  members

	secure, plain net.Listener
	dns           net.PacketConn
	servers       []*http.Server
	serving       sync.WaitGroup
	quit          chan struct{}
	closeOnce     sync.Once
	closeErr      error
}

// Start binds two ports of 127.0.0.1, one for TLS and one for plain HTTP, and one
// for DNS, and serves until ctx ends or Close is called.
func Start(ctx context.Context, o Options) (*Site, error) {
	s := &Site{o: o, log: o.Log, book: &ledger{}, quit: make(chan struct{})}
	if s.log == nil {
		s.log = slog.New(slog.DiscardHandler)
	}
	var err error
	if s.ca, err = newAuthority(time.Now()); err != nil {
		return nil, fmt.Errorf("making the demo's certificate authority: %w", err)
	}
	if err := s.assemble(); err != nil {
		return nil, err
	}
	var listener net.ListenConfig
	if s.secure, err = listener.Listen(ctx, "tcp", "127.0.0.1:0"); err != nil {
		return nil, fmt.Errorf("opening a port for the demo practice: %w", err)
	}
	if s.plain, err = listener.Listen(ctx, "tcp", "127.0.0.1:0"); err != nil {
		return nil, errors.Join(fmt.Errorf("opening a port for the demo practice: %w", err), s.secure.Close())
	}
	if err := s.serveDNS(ctx); err != nil {
		return nil, errors.Join(err, s.secure.Close(), s.plain.Close())
	}
	s.serve("https", func(srv *http.Server) error { return srv.ServeTLS(s.secure, "", "") })
	s.serve("http", func(srv *http.Server) error { return srv.Serve(s.plain) })
	stop := context.AfterFunc(ctx, func() {
		if err := s.Close(); err != nil {
			s.log.Warn("closing the demo practice", "error", err)
		}
	})
	go func() { <-s.quit; stop() }()
	s.log.Info("demo practice is up", "site", s.URL(), "tls", s.secure.Addr().String(), "http", s.plain.Addr().String())
	return s, nil
}

// assemble builds the practice's pages and handlers.
func (s *Site) assemble() error {
	switch {
	case s.o.Pages > 0:
		s.pages = generatedPages(s.o.Pages)
	case s.o.Banner != "":
		s.pages = bannerPages
	default:
		s.pages = practicePages(s.o)
	}
	h, err := newPractice(s)
	if err != nil {
		return fmt.Errorf("building the demo practice: %w", err)
	}
	s.practice = h
	return nil
}

func (s *Site) serve(scheme string, run func(*http.Server) error) {
	srv := &http.Server{
		Handler:           s.handler(scheme),
		TLSConfig:         s.ca.config(),
		ReadHeaderTimeout: 30 * time.Second,
		MaxHeaderBytes:    1 << 20,
		ErrorLog:          log.New(logWriter{s.log}, "", 0),
	}
	s.servers = append(s.servers, srv)
	s.serving.Go(func() {
		if err := run(srv); !errors.Is(err, http.ErrServerClosed) {
			s.log.Error("demo server stopped", "scheme", scheme, "error", err)
		}
	})
}

// logWriter takes net/http's own complaints (a browser that hangs up in the
// middle of a handshake, mostly) at debug level.
type logWriter struct{ log *slog.Logger }

func (w logWriter) Write(p []byte) (int, error) {
	w.log.Debug("demo server", "says", string(p))
	return len(p), nil
}

// URL is the practice's start page.
func (s *Site) URL() string { return Origin + "/" }

// ConnectTo gives the rules, in the form of curl's --connect-to, that lead every
// host name to this site.
func (s *Site) ConnectTo() []string {
	return []string{":443:" + s.secure.Addr().String(), ":80:" + s.plain.Addr().String()}
}

// ResolverRules is the same for Chrome's --host-resolver-rules. Ports other than
// 443 and 80 are not mapped.
func (s *Site) ResolverRules() string {
	return "MAP *:443 " + s.secure.Addr().String() + ",MAP *:80 " + s.plain.Addr().String()
}

// Ports gives the TLS port and the plain port.
func (s *Site) Ports() (tls, plain int) {
	port := func(l net.Listener) int {
		_, p, _ := net.SplitHostPort(l.Addr().String())
		n, _ := strconv.Atoi(p)
		return n
	}
	return port(s.secure), port(s.plain)
}

// CACert is the PEM of the authority that signs every host's certificate.
func (s *Site) CACert() []byte { return slices.Clone(s.ca.pem) }

// Close ends the servers, hanging pages and open sockets included, and waits
// until nothing is served any more.
func (s *Site) Close() error {
	s.closeOnce.Do(func() {
		close(s.quit)
		var errs []error
		for _, srv := range s.servers {
			errs = append(errs, srv.Close())
		}
		errs = append(errs, s.dns.Close())
		s.serving.Wait()
		s.book.hangUp()
		s.closeErr = errors.Join(errs...)
	})
	return s.closeErr
}

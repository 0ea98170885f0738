// Package access says how a site is reached: which address a host name really
// leads to, whose certificates are trusted, which extra headers and credentials
// go with a request. The crawler takes a Transport from it and Chrome its flags,
// so that the two can never look at different sites.
//
// It is no client: it fetches nothing by itself, and it never goes through a
// proxy (HTTP_PROXY and its kin have no effect), because Chrome and the crawler
// read the environment differently. Start Chrome with --no-proxy-server to match.
//
// To add a way of reaching a site, add a field to Options, and give it one
// method for the crawler's side (see Transport) and one for Chrome's (see
// HostResolverRules), with a test that both mean the same.
package access

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"encoding/pem"
	"errors"
	"fmt"
	"net"
	"net/http"
	"time"
)

// Options says how the site is reached. The zero value is a plain connection
// that trusts the system's certificates.
type Options struct {
	// ConnectTo redirects connections, not names: TLS and the Host header keep
	// the name of the address. The first rule that matches wins.
	ConnectTo []Rule
	// CACert holds certificates (PEM, one or more) that are trusted beside the
	// system's; nil for none.
	CACert []byte
	// Insecure accepts any certificate. A run must say so.
	Insecure bool
	// Headers go with every request to the site's own hosts; see ForHosts.
	Headers []Header
	// BasicAuth goes with every request to the site's own hosts; nil for none.
	BasicAuth *Credentials
	// UserAgent replaces the crawler's and the browser's own; "" keeps them.
	UserAgent string
	// DialTimeout bounds one connection attempt and one TLS handshake; 0 is 10 s.
	DialTimeout time.Duration
}

const defaultDialTimeout = 10 * time.Second

// Transport gives a new transport that connects as the options say. The caller
// owns it and closes its idle connections.
func (o Options) Transport() (*http.Transport, error) {
	roots, err := o.roots()
	if err != nil {
		return nil, err
	}
	timeout := o.DialTimeout
	if timeout <= 0 {
		timeout = defaultDialTimeout
	}
	dialer := &net.Dialer{Timeout: timeout}
	rules := append([]Rule(nil), o.ConnectTo...)
	return &http.Transport{
		DialContext: func(ctx context.Context, network, addr string) (net.Conn, error) {
			return dialer.DialContext(ctx, network, rewrite(rules, addr))
		},
		TLSClientConfig:        &tls.Config{RootCAs: roots, InsecureSkipVerify: o.Insecure, MinVersion: tls.VersionTLS12},
		TLSHandshakeTimeout:    timeout,
		ForceAttemptHTTP2:      true,
		MaxIdleConnsPerHost:    2,
		IdleConnTimeout:        30 * time.Second,
		ExpectContinueTimeout:  time.Second,
		MaxResponseHeaderBytes: 1 << 20,
	}, nil
}

// roots gives the pool to trust; nil, the system's own, when nothing was added.
func (o Options) roots() (*x509.CertPool, error) {
	certs, err := o.Certificates()
	if err != nil || len(certs) == 0 {
		return nil, err
	}
	pool, err := x509.SystemCertPool()
	if err != nil {
		pool = x509.NewCertPool()
	}
	for _, c := range certs {
		pool.AddCert(c)
	}
	return pool, nil
}

// Certificates gives the certificates of CACert in their order; nil for none.
// Text between the PEM blocks is allowed, a block of another kind is an error.
func (o Options) Certificates() ([]*x509.Certificate, error) {
	if o.CACert == nil {
		return nil, nil
	}
	var certs []*x509.Certificate
	for rest := o.CACert; ; {
		var block *pem.Block
		if block, rest = pem.Decode(rest); block == nil {
			break
		}
		if block.Type != "CERTIFICATE" {
			return nil, fmt.Errorf("CA certificates: block %d is a %q, want CERTIFICATE", len(certs)+1, block.Type)
		}
		cert, err := x509.ParseCertificate(block.Bytes)
		if err != nil {
			return nil, fmt.Errorf("CA certificates: block %d: %w", len(certs)+1, err)
		}
		certs = append(certs, cert)
	}
	if len(certs) == 0 {
		return nil, errors.New("CA certificates: no PEM block found, want -----BEGIN CERTIFICATE-----")
	}
	return certs, nil
}

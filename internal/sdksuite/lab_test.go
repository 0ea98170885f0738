//go:build sdks

package sdksuite

import (
	"cmp"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	_ "embed"
	"encoding/pem"
	"errors"
	"fmt"
	"html/template"
	"io"
	"log"
	"math/big"
	"net"
	"net/http"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/quietroom/quietroom/internal/access"
)

// practice is the audited site.
const practice = "www.stillwater-counseling.example"

// lab is the practice and its vendors on one port of the loopback.
type lab struct {
	modules string // node_modules, for what an SDK loads from its vendor at run time
	bundles string
	ca      *x509.Certificate
	key     *ecdsa.PrivateKey
	port    int

	mu     sync.Mutex
	log    []received
	leaves map[string]*tls.Certificate
}

// received is one request as it reached a server.
type received struct {
	host, method, url string
	header            http.Header
	body              []byte
}

func startLab(t *testing.T, modules, bundles string) *lab {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	l := &lab{modules: modules, bundles: bundles, key: key, leaves: map[string]*tls.Certificate{}}
	if l.ca, err = l.sign(nil, "quietroom SDK suite"); err != nil {
		t.Fatal(err)
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	l.port = listener.Addr().(*net.TCPAddr).Port
	srv := &http.Server{
		Handler: l, TLSConfig: &tls.Config{GetCertificate: l.leaf, MinVersion: tls.VersionTLS12},
		ErrorLog: log.New(io.Discard, "", 0), // browsers hang up in the middle of handshakes
	}
	served := make(chan error, 1)
	go func() { served <- srv.ServeTLS(listener, "", "") }()
	t.Cleanup(func() {
		if err := errors.Join(srv.Close(), <-served); err != nil && !errors.Is(err, http.ErrServerClosed) {
			t.Errorf("closing the lab: %v", err)
		}
	})
	return l
}

// sign makes a certificate: the lab's own authority when parent is nil.
func (l *lab) sign(parent *x509.Certificate, name string) (*x509.Certificate, error) {
	c := &x509.Certificate{
		SerialNumber: big.NewInt(int64(len(l.leaves)) + 1), Subject: pkix.Name{CommonName: name},
		NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().AddDate(0, 0, 30), BasicConstraintsValid: true,
	}
	if parent == nil {
		parent, c.IsCA, c.KeyUsage = c, true, x509.KeyUsageCertSign
	} else {
		// One name each: a shared certificate would let Chrome share a connection.
		c.DNSNames, c.KeyUsage, c.ExtKeyUsage = []string{name}, x509.KeyUsageDigitalSignature, []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth}
	}
	der, err := x509.CreateCertificate(rand.Reader, c, parent, &l.key.PublicKey, l.key)
	if err != nil {
		return nil, fmt.Errorf("certificate of %s: %w", name, err)
	}
	return x509.ParseCertificate(der)
}

func (l *lab) leaf(hello *tls.ClientHelloInfo) (*tls.Certificate, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	name := cmp.Or(hello.ServerName, practice)
	if c, ok := l.leaves[name]; ok {
		return c, nil
	}
	cert, err := l.sign(l.ca, name)
	if err != nil {
		return nil, err
	}
	l.leaves[name] = &tls.Certificate{Certificate: [][]byte{cert.Raw}, PrivateKey: l.key}
	return l.leaves[name], nil
}

// access leads every host to the lab.
func (l *lab) access() access.Options {
	return access.Options{
		ConnectTo: []access.Rule{{ToHost: "127.0.0.1", ToPort: l.port}},
		CACert:    pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: l.ca.Raw}),
	}
}

// ServeHTTP keeps the request, then answers as the host that it names.
func (l *lab) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return // the browser hung up
	}
	name, _, _ := strings.Cut(r.Host, ":")
	l.mu.Lock()
	l.log = append(l.log, received{host: name, method: r.Method, url: "https://" + r.Host + r.URL.RequestURI(), header: r.Header.Clone(), body: body})
	l.mu.Unlock()
	if name == practice {
		l.servePractice(w, r)
		return
	}
	h, ok := vendorHost(name)
	if !ok {
		http.NotFound(w, r) // Chrome's own traffic ends up here, too
		return
	}
	if origin := r.Header.Get("Origin"); origin != "" {
		w.Header().Set("Access-Control-Allow-Origin", origin)
		w.Header().Set("Access-Control-Allow-Credentials", "true")
		w.Header().Set("Timing-Allow-Origin", origin)
	}
	if r.Method == http.MethodOptions {
		w.Header().Set("Access-Control-Allow-Methods", r.Header.Get("Access-Control-Request-Method"))
		w.Header().Set("Access-Control-Allow-Headers", r.Header.Get("Access-Control-Request-Headers"))
		w.WriteHeader(http.StatusNoContent)
		return
	}
	a := answer{"application/json", "{}"}
	if h.reply != nil {
		a = h.reply(l, r)
	}
	w.Header().Set("Content-Type", a.kind)
	_, _ = io.WriteString(w, a.body)
}

func vendorHost(name string) (host, bool) {
	for _, s := range sdks {
		for _, h := range s.hosts {
			if h.name == name {
				return h, true
			}
		}
	}
	return host{}, false
}

//go:embed page.html
var pageHTML string

var page = template.Must(template.New("page").Parse(pageHTML))

func (l *lab) servePractice(w http.ResponseWriter, r *http.Request) {
	base := filepath.Base(r.URL.Path)
	switch {
	case r.URL.Path == "/", strings.HasPrefix(r.URL.Path, "/book/") && slices.Contains(names(), base):
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		_ = page.Execute(w, object{"Names": names(), "Name": strings.TrimPrefix(r.URL.Path, "/book/")})
	case strings.HasPrefix(r.URL.Path, "/js/"):
		http.ServeFile(w, r, filepath.Join(l.bundles, base))
	case r.URL.Path == "/robots.txt":
		_, _ = io.WriteString(w, "User-agent: *\nAllow: /\n")
	default:
		http.NotFound(w, r)
	}
}

func names() []string {
	var list []string
	for _, s := range chosen() {
		list = append(list, s.name)
	}
	return list
}

// received gives what a host got.
func (l *lab) received(host string) []received {
	l.mu.Lock()
	defer l.mu.Unlock()
	return slices.DeleteFunc(slices.Clone(l.log), func(r received) bool { return r.host != host })
}

var _ http.Handler = (*lab)(nil)

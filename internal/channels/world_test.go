package channels

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/sha256"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/hex"
	"encoding/pem"
	"errors"
	"fmt"
	"html"
	"io"
	"log"
	"math/big"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/quietroom/quietroom/internal/access"
)

// hit is one thing that a server really got.
type hit struct {
	Cell   cell   // the cell that it belongs to, zero for a page's own document
	Method string // of HTTP; FRAME for a socket's message, UDP, TCP, or TLS for a connection without a request
	URL    string // as the browser wrote it, without fragment; host:port for UDP and TCP
	Body   string // SHA-256 in hex, "" for none
	Size   int
	Header http.Header
	Cut    bool // the browser hung up before the body's end
}

// world plays every host there is, and keeps what each got.
type world struct {
	ca   *x509.Certificate
	key  *ecdsa.PrivateKey
	tls  net.Listener
	http net.Listener

	mu     sync.Mutex
	leaves map[string]*tls.Certificate
	hits   []hit
	last   time.Time
	ports  map[string]int // sockets of cells, by "udp ch/place/moment"
	closed bool
	open   []io.Closer
	serve  sync.WaitGroup
}

func newWorld(t *testing.T) *world {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	w := &world{key: key, leaves: map[string]*tls.Certificate{}, ports: map[string]int{}, last: time.Now()}
	if w.ca, err = w.sign(nil, "quietroom channel matrix"); err != nil {
		t.Fatal(err)
	}
	quiet := log.New(io.Discard, "", 0) // browsers hang up in the middle of handshakes
	plain := httptest.NewUnstartedServer(w)
	plain.Config.ErrorLog = quiet
	plain.Start()
	secure := httptest.NewUnstartedServer(w)
	secure.Config.ErrorLog = quiet
	secure.EnableHTTP2 = true
	secure.TLS = &tls.Config{GetCertificate: w.leaf, GetConfigForClient: w.protocol, NextProtos: []string{"h2", "http/1.1"}, MinVersion: tls.VersionTLS12}
	secure.StartTLS()
	w.http, w.tls = plain.Listener, secure.Listener
	t.Cleanup(func() {
		w.close()
		for _, s := range []*httptest.Server{plain, secure} {
			s.CloseClientConnections()
			s.Config.Close()
		}
	})
	return w
}

func (w *world) close() {
	w.mu.Lock()
	w.closed = true
	for _, c := range w.open {
		_ = c.Close()
	}
	w.mu.Unlock()
	w.serve.Wait()
}

// sign makes a certificate: the world's own authority when parent is nil.
func (w *world) sign(parent *x509.Certificate, name string) (*x509.Certificate, error) {
	c := &x509.Certificate{
		SerialNumber: big.NewInt(int64(len(w.leaves)) + 1), Subject: pkix.Name{CommonName: name},
		NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().AddDate(0, 0, 30), BasicConstraintsValid: true,
	}
	if parent == nil {
		parent, c.IsCA, c.KeyUsage = c, true, x509.KeyUsageCertSign
	} else {
		// One name each: a shared certificate would let Chrome share a connection.
		c.DNSNames, c.KeyUsage, c.ExtKeyUsage = []string{name}, x509.KeyUsageDigitalSignature, []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth}
	}
	der, err := x509.CreateCertificate(rand.Reader, c, parent, &w.key.PublicKey, w.key)
	if err != nil {
		return nil, fmt.Errorf("certificate of %s: %w", name, err)
	}
	return x509.ParseCertificate(der)
}

func (w *world) leaf(hello *tls.ClientHelloInfo) (*tls.Certificate, error) {
	name := hello.ServerName
	if name == "" {
		return nil, errors.New("no server name")
	}
	if c := cellOfHost(name); c != (cell{}) {
		w.add(hit{Cell: c, Method: "TLS", URL: "https://" + name})
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	if c, ok := w.leaves[name]; ok {
		return c, nil
	}
	cert, err := w.sign(w.ca, name)
	if err != nil {
		return nil, err
	}
	w.leaves[name] = &tls.Certificate{Certificate: [][]byte{cert.Raw}, PrivateKey: w.key}
	return w.leaves[name], nil
}

// protocol gives the nested frame's collector HTTP/1.1, every other host HTTP/2:
// the recorder must read both.
func (w *world) protocol(hello *tls.ClientHelloInfo) (*tls.Config, error) {
	if !strings.HasPrefix(hello.ServerName, "nested.") {
		return nil, nil
	}
	return &tls.Config{GetCertificate: w.leaf, NextProtos: []string{"http/1.1"}, MinVersion: tls.VersionTLS12}, nil
}

// access leads every host to the world.
func (w *world) access() access.Options {
	port := func(l net.Listener) int { return l.Addr().(*net.TCPAddr).Port }
	return access.Options{
		ConnectTo: []access.Rule{
			{FromPort: 443, ToHost: "127.0.0.1", ToPort: port(w.tls)},
			{FromPort: 80, ToHost: "127.0.0.1", ToPort: port(w.http)},
		},
		CACert: pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: w.ca.Raw}),
	}
}

func (w *world) add(h hit) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.hits = append(w.hits, h)
	w.last = time.Now()
}

// quietFor tells how long no server has got anything.
func (w *world) quietFor() time.Duration {
	w.mu.Lock()
	defer w.mu.Unlock()
	return time.Since(w.last)
}

// got gives the hits of one cell.
func (w *world) got(c cell) []hit {
	w.mu.Lock()
	defer w.mu.Unlock()
	var out []hit
	for _, h := range w.hits {
		if h.Cell == c {
			out = append(out, h)
		}
	}
	return out
}

func sum(b []byte) string {
	if len(b) == 0 {
		return ""
	}
	h := sha256.Sum256(b)
	return hex.EncodeToString(h[:])
}

// ServeHTTP keeps what it got, then answers as the host that it plays.
func (w *world) ServeHTTP(rw http.ResponseWriter, r *http.Request) {
	host := r.Host
	scheme := "http"
	if r.TLS != nil {
		scheme = "https"
	}
	h := hit{Cell: cellOf(host, r.URL.Path), Method: r.Method, Header: r.Header.Clone()}
	if strings.EqualFold(r.Header.Get("Upgrade"), "websocket") {
		scheme = map[string]string{"http": "ws", "https": "wss"}[scheme]
		h.URL = scheme + "://" + host + r.URL.RequestURI()
		w.add(h)
		w.socket(rw, r, h)
		return
	}
	body, err := io.ReadAll(r.Body)
	h.URL, h.Body, h.Size = scheme+"://"+host+r.URL.RequestURI(), sum(body), len(body)
	h.Cut = err != nil
	w.add(h)
	rw.Header().Set("Cache-Control", "no-store")
	if origin := r.Header.Get("Origin"); origin != "" {
		rw.Header().Set("Access-Control-Allow-Origin", origin)
		rw.Header().Set("Access-Control-Allow-Credentials", "true")
		rw.Header().Set("Access-Control-Allow-Headers", "content-type,x-id")
		rw.Header().Set("Access-Control-Allow-Methods", "GET,POST,PUT,DELETE,PATCH")
	}
	if r.Method == http.MethodOptions {
		rw.WriteHeader(http.StatusNoContent)
		return
	}
	w.answer(rw, r)
}

// kinds are the answers of a collector, by the address's "as".
var kinds = map[string][2]string{
	"gif":  {"image/gif", "GIF89a\x01\x00\x01\x00\x80\x00\x00\x00\x00\x00\xff\xff\xff!\xf9\x04\x01\x00\x00\x00\x00,\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02D\x01\x00;"},
	"js":   {"text/javascript", "0"},
	"json": {"application/json", `{"ok":true}`},
	"css":  {"text/css", "i{}"},
	"html": {"text/html", "<!doctype html><title>done</title>"},
	"sse":  {"text/event-stream", "data: x\n\n"},
	"vtt":  {"text/vtt", "WEBVTT\n"},
}

func (w *world) answer(rw http.ResponseWriter, r *http.Request) {
	q := r.URL.Query()
	switch {
	case strings.HasPrefix(r.URL.Path, "/place/"), strings.HasPrefix(r.URL.Path, "/own/"), strings.HasPrefix(r.URL.Path, "/sw/"):
		w.servePlace(rw, r)
	case r.URL.Path == "/cookie.js":
		rw.Header().Set("Content-Type", "text/javascript")
		rw.Header().Set("Set-Cookie", "visitor=v-"+strings.Split(r.Host, ".")[0]+"; Domain=collect.test; Path=/; SameSite=None; Secure")
	case q.Get("redirect") != "":
		code, rest, _ := strings.Cut(q.Get("redirect"), ",")
		next := "https://hop.test" + r.URL.Path + "/hop?as=html"
		if rest != "" {
			next = "https://" + r.Host + r.URL.Path + "/hop?redirect=" + rest
		}
		rw.Header().Set("Location", next)
		n := 0
		_, _ = fmt.Sscan(code, &n)
		rw.WriteHeader(n)
	case strings.HasSuffix(r.Host, ".nel.test"):
		c := cellOfHost(r.Host)
		rw.Header().Set("Report-To", fmt.Sprintf(`{"group":"n","max_age":3600,"endpoints":[{"url":%q}]}`, c.address("https")))
		rw.Header().Set("NEL", `{"report_to":"n","max_age":3600,"success_fraction":1.0,"failure_fraction":1.0}`)
		rw.Header().Set("Content-Type", "image/gif")
		_, _ = io.WriteString(rw, kinds["gif"][1])
	case kinds[q.Get("as")][0] != "":
		k := kinds[q.Get("as")]
		rw.Header().Set("Content-Type", k[0])
		_, _ = io.WriteString(rw, k[1])
	case q.Get("frame") != "": // a document that sends at once
		rw.Header().Set("Content-Type", "text/html")
		fmt.Fprintf(rw, "<script>fetch('%s',{method:'POST',mode:'no-cors',body:'framed %s'})</script>", html.EscapeString(q.Get("frame")), html.EscapeString(q.Get("frame")))
	case q.Get("run") != "": // a script that does what its address says
		rw.Header().Set("Content-Type", "text/javascript")
		_, _ = io.WriteString(rw, q.Get("run"))
	default:
		rw.WriteHeader(http.StatusNoContent)
	}
}

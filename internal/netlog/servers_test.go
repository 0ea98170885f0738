//go:build unix

package netlog

import (
	"bufio"
	"bytes"
	"compress/flate"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/tls"
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"
)

// truth is what servers really got, one line for each message.
type truth struct {
	mu   sync.Mutex
	all  []string
	when map[string]time.Time
	done chan struct{}
	once sync.Once
}

func (tr *truth) add(line string) {
	tr.mu.Lock()
	defer tr.mu.Unlock()
	tr.all = append(tr.all, line)
	if _, seen := tr.when[line]; !seen {
		tr.when[line] = time.Now()
	}
}

func (tr *truth) lines() []string {
	tr.mu.Lock()
	defer tr.mu.Unlock()
	return append([]string(nil), tr.all...)
}

func requestLine(method, address string, body []byte) string {
	return fmt.Sprintf("%s %s %d %x", method, address, len(body), sha256.Sum256(body))
}

func frameLine(address string, opcode int, payload []byte) string {
	return fmt.Sprintf("frame %d %s %d %x", opcode, address, len(payload), sha256.Sum256(payload))
}

// world is every server that the test's pages reach.
type world struct {
	truth          *truth
	turned         bytes.Buffer // what the TURN server got, under the truth's lock
	plain, tls, h2 *httptest.Server
	udp            net.PacketConn
	turn           net.Listener
	pages          map[string]string
}

func newWorld(t *testing.T, pages map[string]string) *world {
	t.Helper()
	w := &world{truth: &truth{done: make(chan struct{}), when: map[string]time.Time{}}, pages: pages}
	w.plain = httptest.NewServer(w)
	w.tls = httptest.NewUnstartedServer(w)
	w.tls.TLS = &tls.Config{NextProtos: []string{"http/1.1"}}
	w.tls.StartTLS()
	w.h2 = httptest.NewUnstartedServer(w)
	w.h2.EnableHTTP2 = true
	w.h2.StartTLS()
	var err error
	if w.udp, err = net.ListenPacket("udp", "127.0.0.1:0"); err != nil {
		t.Fatal(err)
	}
	if w.turn, err = net.Listen("tcp", "0.0.0.0:0"); err != nil {
		t.Fatal(err)
	}
	go w.serveUDP()
	go w.serveTURN()
	t.Cleanup(func() {
		w.truth.once.Do(func() { close(w.truth.done) })
		for _, s := range []*httptest.Server{w.plain, w.tls, w.h2} {
			s.CloseClientConnections()
			s.Close()
		}
		if err := w.udp.Close(); err != nil {
			t.Error(err)
		}
		if err := w.turn.Close(); err != nil {
			t.Error(err)
		}
	})
	return w
}

func (w *world) serveUDP() {
	b := make([]byte, 64<<10)
	for {
		n, _, err := w.udp.ReadFrom(b)
		if err != nil {
			return
		}
		w.truth.add(fmt.Sprintf("udp %x", b[:n]))
	}
}

func (w *world) serveTURN() {
	for {
		c, err := w.turn.Accept()
		if err != nil {
			return
		}
		go func() {
			b := make([]byte, 64<<10)
			for {
				n, err := c.Read(b)
				w.truth.mu.Lock()
				w.turned.Write(b[:n])
				w.truth.mu.Unlock()
				if err != nil {
					_ = c.Close()
					return
				}
			}
		}()
	}
}

// turnAddress is one of this machine, but not the loopback's: WebRTC reaches no TURN
// server there.
func (w *world) turnAddress() string {
	_, port, _ := net.SplitHostPort(w.turn.Addr().String())
	addrs, _ := net.InterfaceAddrs()
	for _, a := range addrs {
		if ip, ok := a.(*net.IPNet); ok && ip.IP.To4() != nil && !ip.IP.IsLoopback() {
			return net.JoinHostPort(ip.IP.String(), port)
		}
	}
	return net.JoinHostPort("127.0.0.1", port)
}

func (w *world) ServeHTTP(rw http.ResponseWriter, r *http.Request) {
	if r.Header.Get("Upgrade") == "websocket" || r.Header.Get(":protocol") == "websocket" {
		w.serveSocket(rw, r)
		return
	}
	scheme := "http://"
	if r.TLS != nil {
		scheme = "https://"
	}
	h := rw.Header()
	h.Set("Access-Control-Allow-Origin", "*")
	h.Set("Access-Control-Allow-Headers", "*")
	h.Set("Access-Control-Allow-Methods", "*")
	if r.URL.Path == "/slow" { // reads no body: the upload cannot end
		select {
		case <-r.Context().Done():
		case <-w.truth.done:
		}
		return
	}
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return
	}
	w.truth.add(requestLine(r.Method, scheme+r.Host+r.RequestURI, body))
	switch r.URL.Path {
	case "/hop":
		http.Redirect(rw, r, "/hop2", http.StatusTemporaryRedirect)
		return
	case "/hop2":
		http.Redirect(rw, r, "/landed", http.StatusSeeOther)
		return
	case "/hang":
		select {
		case <-r.Context().Done():
		case <-w.truth.done:
		}
		return
	case "/cache":
		h.Set("Cache-Control", "max-age=1000")
	case "/done":
		w.truth.once.Do(func() { close(w.truth.done) })
	}
	if page, ok := w.pages[scheme+r.Host+r.URL.Path]; ok {
		h.Set("Content-Type", "text/html")
		h.Add("Set-Cookie", "session=abc; Path=/")
		h.Set("Reporting-Endpoints", `g="/report"`)
		h.Set("Content-Security-Policy-Report-Only", "img-src 'none'; report-to g")
		page = strings.NewReplacer("UDP", w.udp.LocalAddr().String(), "TURN", w.turnAddress()).Replace(page)
		_, _ = io.WriteString(rw, page)
		return
	}
	_, _ = io.WriteString(rw, "ok")
}

// serveSocket is a WebSocket server of its own, so that no mistake is shared with
// what is tested. It speaks permessage-deflate but for paths with "plain".
func (w *world) serveSocket(rw http.ResponseWriter, r *http.Request) {
	const magic = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
	deflate := "permessage-deflate"
	if strings.Contains(r.URL.Path, "plain") {
		deflate = ""
	}
	if strings.Contains(r.URL.Path, "fresh") {
		deflate += "; client_no_context_takeover"
	}
	address := "ws://" + r.Host + r.RequestURI
	if r.TLS != nil {
		address = "wss://" + r.Host + r.RequestURI
	}
	w.truth.add("handshake " + address)
	if r.Method == http.MethodConnect {
		if deflate != "" {
			rw.Header().Set("Sec-WebSocket-Extensions", deflate)
		}
		rw.WriteHeader(http.StatusOK)
		rw.(http.Flusher).Flush()
		w.readFrames(address, r.Body)
		return
	}
	c, b, err := rw.(http.Hijacker).Hijack()
	if err != nil {
		return
	}
	key := sha1.Sum([]byte(r.Header.Get("Sec-WebSocket-Key") + magic))
	fmt.Fprintf(b, "HTTP/1.1 101 Switching\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: %s\r\n", base64.StdEncoding.EncodeToString(key[:]))
	if deflate != "" {
		fmt.Fprintf(b, "Sec-WebSocket-Extensions: %s\r\n", deflate)
	}
	fmt.Fprint(b, "\r\n")
	if b.Flush() == nil {
		w.readFrames(address, b)
	}
	_ = c.Close()
}

func (w *world) readFrames(address string, from io.Reader) {
	r := bufio.NewReader(from)
	var message, said []byte
	opcode, deflated := 0, false
	for {
		var head [2]byte
		if _, err := io.ReadFull(r, head[:]); err != nil {
			return
		}
		size := uint64(head[1] & 127)
		switch size {
		case 126:
			var n uint16
			_ = binary.Read(r, binary.BigEndian, &n)
			size = uint64(n)
		case 127:
			_ = binary.Read(r, binary.BigEndian, &size)
		}
		var mask [4]byte
		_, _ = io.ReadFull(r, mask[:])
		payload := make([]byte, size)
		if _, err := io.ReadFull(r, payload); err != nil {
			return
		}
		for i := range payload {
			payload[i] ^= mask[i%4]
		}
		if op := int(head[0] & 15); op >= 8 {
			w.truth.add(frameLine(address, op, payload))
			if op == 8 {
				return
			}
			continue
		} else if op > 0 {
			opcode, deflated, message = op, head[0]&0x40 != 0, nil
		}
		message = append(message, payload...)
		if head[0]&0x80 == 0 {
			continue
		}
		if deflated {
			if strings.Contains(address, "fresh") {
				said = nil
			}
			tail := strings.NewReader("\x00\x00\xff\xff\x01\x00\x00\xff\xff")
			message, _ = io.ReadAll(flate.NewReaderDict(io.MultiReader(strings.NewReader(string(message)), tail), said))
			said = append(said, message...)
			said = said[max(0, len(said)-32<<10):]
		}
		w.truth.add(frameLine(address, opcode, message))
	}
}

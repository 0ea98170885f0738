package demosite

import (
	"bufio"
	"bytes"
	"crypto/tls"
	"crypto/x509"
	"encoding/binary"
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"
)

// frame is a client's frame, masked.
func frame(fin bool, op byte, payload string) []byte {
	b := []byte{op}
	if fin {
		b[0] |= 0x80
	}
	switch n := len(payload); {
	case n < 126:
		b = append(b, 0x80|byte(n))
	case n < 1<<16:
		b = binary.BigEndian.AppendUint16(append(b, 0x80|126), uint16(n))
	default:
		b = binary.BigEndian.AppendUint64(append(b, 0x80|127), uint64(n))
	}
	mask := []byte{1, 2, 3, 4}
	b = append(b, mask...)
	for i := range len(payload) {
		b = append(b, payload[i]^mask[i%4])
	}
	return b
}

func TestAcceptKey(t *testing.T) {
	// RFC 6455 section 1.3.
	if got := acceptKey("dGhlIHNhbXBsZSBub25jZQ=="); got != "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=" {
		t.Errorf("acceptKey = %s", got)
	}
}

func TestReadMessage(t *testing.T) {
	long := strings.Repeat("x", 70_000)
	unmasked := frame(true, 1, "a")
	unmasked[1] &^= 0x80
	for _, tc := range []struct {
		name string
		in   []byte
		want string
		err  string
	}{
		{"text", frame(true, 1, "hello"), "hello", ""},
		{"medium", frame(true, 2, long[:300]), long[:300], ""},
		{"long", frame(true, 2, long), long, ""},
		{"fragments around a ping", bytes.Join([][]byte{frame(false, 1, "a"), frame(true, 9, "p"), frame(true, 0, "b")}, nil), "ab", ""},
		{"close", frame(true, 8, ""), "", "EOF"},
		{"cut", frame(true, 1, "hello")[:4], "", "EOF"},
		{"unmasked", unmasked, "", "must be masked"},
		{"continuation of nothing", frame(true, 0, "a"), "", "out of order"},
		{"claims too much", []byte{0x81, 0xFF, 0xFF, 0, 0, 0, 0, 0, 0, 0}, "", "at most"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			got, err := readMessage(bufio.NewReader(bytes.NewReader(tc.in)), bufio.NewWriter(io.Discard))
			if string(got) != tc.want {
				t.Errorf("read %d bytes, want %d", len(got), len(tc.want))
			}
			if (err == nil) != (tc.err == "") || err != nil && !strings.Contains(err.Error(), tc.err) {
				t.Errorf("error %v, want %q", err, tc.err)
			}
		})
	}
}

func FuzzReadMessage(f *testing.F) {
	f.Add(frame(true, 1, "hello"))
	f.Add(frame(false, 2, "a"))
	f.Add([]byte{0x81, 0xFF})
	f.Fuzz(func(t *testing.T, in []byte) {
		r, w := bufio.NewReader(bytes.NewReader(in)), bufio.NewWriter(io.Discard)
		for {
			msg, err := readMessage(r, w)
			if len(msg) > len(in) {
				t.Fatalf("%d bytes out of %d", len(msg), len(in))
			}
			if err != nil {
				return
			}
		}
	})
}

func TestFramesAreKept(t *testing.T) {
	t.Parallel()
	s := start(t, Options{})
	roots := x509.NewCertPool()
	roots.AppendCertsFromPEM(s.CACert())
	conn, err := tls.Dial("tcp", s.secure.Addr().String(), &tls.Config{RootCAs: roots, ServerName: "ws.hotjar.com"})
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	req, err := http.NewRequest("GET", "https://ws.hotjar.com/api/v2/client/ws?v=7", nil)
	if err != nil {
		t.Fatal(err)
	}
	for k, v := range map[string]string{"Upgrade": "websocket", "Connection": "Upgrade", "Sec-WebSocket-Version": "13", "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ=="} {
		req.Header.Set(k, v)
	}
	if err := req.Write(conn); err != nil {
		t.Fatal(err)
	}
	r := bufio.NewReader(conn)
	res, err := http.ReadResponse(r, req)
	if err != nil || res.StatusCode != 101 {
		t.Fatalf("handshake: %v, %+v", err, res)
	}
	if _, err := conn.Write(append(frame(true, 1, `{"typed":"x"}`), frame(true, 8, "")...)); err != nil {
		t.Fatal(err)
	}
	_ = conn.SetReadDeadline(time.Now().Add(10 * time.Second))
	if _, err := io.ReadAll(r); err != nil && !errors.Is(err, io.ErrUnexpectedEOF) { // until the server has hung up
		t.Fatal(err)
	}
	got := s.Received("ws.hotjar.com")
	if len(got) != 2 || got[0].Kind != KindRequest || got[1].Kind != KindFrame || string(got[1].Body) != `{"typed":"x"}` {
		t.Fatalf("received %+v", got)
	}
	for _, g := range got {
		if g.URL != "wss://ws.hotjar.com/api/v2/client/ws?v=7" {
			t.Errorf("URL %s", g.URL)
		}
	}
}

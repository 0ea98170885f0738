package netlog

import (
	"bytes"
	"io"
	"strings"
	"testing"
)

// checked reads a log and holds what is true of every record.
func checked(t *testing.T, log []byte) {
	t.Helper()
	const limit = 1 << 10
	_, err := Read(bytes.NewReader(log), Limits{Body: limit}, func(r Record) {
		var kept []byte
		var size int64
		switch r := r.(type) {
		case *Request:
			kept, size = r.Body, r.BodySize
			if r.Sent && r.Partial {
				t.Errorf("both sent and partial: %s", short(r))
			}
		case *Frame:
			kept, size = r.Payload, r.Size
		case *Datagram:
			kept, size = r.Payload, r.Size
		case *Stray:
			kept, size = r.Payload, r.Size
			if size == 0 {
				t.Error("an empty stray")
			}
		}
		if int64(len(kept)) != min(size, limit) {
			t.Errorf("%d bytes kept of %d: %s", len(kept), size, short(r))
		}
	})
	if err != nil {
		t.Error(err)
	}
}

func FuzzRead(f *testing.F) {
	for _, tt := range readTests {
		b := newBook()
		tt.write(b)
		_, events, _ := strings.Cut(b.String(), "\n")
		f.Add([]byte(events))
	}
	first, _, _ := strings.Cut(newBook().String(), "\n")
	f.Fuzz(func(t *testing.T, events []byte) {
		checked(t, append([]byte(first+"\n"), events...))
		checked(t, events)
	})
}

// FuzzSocket sends bytes of a page's choice on one socket, in parts of one size.
func FuzzSocket(f *testing.F) {
	h := newH2()
	h.headers(1, false, ":method", "POST", ":scheme", "http", ":authority", "a.test", ":path", "/s")
	h.must(h.WriteDataPadded(1, true, []byte("hello"), []byte{0}))
	h.headers(3, false, ":method", "CONNECT", ":protocol", "websocket", ":scheme", "http", ":authority", "a.test", ":path", "/s")
	h.must(h.WriteData(3, false, []byte(frame(0xc1, "\xf2\x48\xcd\xc9\xc9\x07\x00"))))
	for _, s := range []string{
		h.take(), handshake + frame(0xc1, "\xf2\x48\xcd\xc9\xc9\x07\x00") + frame(0x88, "\x03\xe8"),
		"POST /s HTTP/1.1\r\nHost: a.test\r\nContent-Length: 3\r\n\r\nabc",
		"POST /s HTTP/1.1\r\nHost: a.test\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n", "\x00\x01stun",
	} {
		f.Add([]byte(s), uint8(3))
	}
	f.Fuzz(func(t *testing.T, data []byte, part uint8) {
		b := newBook()
		b.start(1, "POST", "http://a.test/s")
		b.start(2, "GET", "ws://a.test/s")
		n := max(int(part), 1)
		for rest := data; len(rest) > 0; rest = rest[min(n, len(rest)):] {
			b.sent(9, string(rest[:min(n, len(rest))]))
		}
		checked(t, b.Bytes())
	})
}

// repeated gives the same lines n times.
type repeated struct {
	lines []byte
	at, n int
}

func (r *repeated) Read(p []byte) (int, error) {
	if r.n == 0 {
		return 0, io.EOF
	}
	n := copy(p, r.lines[r.at:])
	if r.at += n; r.at == len(r.lines) {
		r.at, r.n = 0, r.n-1
	}
	return n, nil
}

func benchmarkRead(b *testing.B, write func(*book)) {
	first := newBook()
	head := bytes.Clone(first.Bytes())
	first.Reset()
	write(first)
	b.SetBytes(int64(first.Len()))
	b.ReportAllocs()
	b.ResetTimer()
	sum, err := Read(io.MultiReader(bytes.NewReader(head), &repeated{lines: first.Bytes(), n: b.N}), Limits{}, func(Record) {})
	if err != nil || sum.Unreadable > 0 {
		b.Fatal(sum, err)
	}
}

// What is received is most of a log, and nothing of it is wanted.
func BenchmarkReceived(b *testing.B) {
	benchmarkRead(b, func(k *book) { k.bytes("SOCKET_BYTES_RECEIVED", 9, strings.Repeat("r", 16<<10)) })
}

func BenchmarkUpload(b *testing.B) {
	benchmarkRead(b, func(k *book) {
		k.start(1, "POST", "http://a.test/x")
		k.use(1, 9)
		k.sent(9, "POST /x HTTP/1.1\r\nHost: a.test\r\nContent-Length: 163840\r\n\r\n")
		for range 10 {
			k.sent(9, strings.Repeat("s", 16<<10))
		}
		k.done(1)
	})
}

func BenchmarkRequest(b *testing.B) {
	benchmarkRead(b, func(k *book) {
		k.start(1, "GET", "http://a.test/x")
		k.use(1, 9)
		k.sent(9, "GET /x HTTP/1.1\r\nHost: a.test\r\nUser-Agent: x\r\nAccept: */*\r\n\r\n")
		for range 30 {
			k.add(none, "SOCKET_BYTES_RECEIVED", "SOCKET 9", `{"byte_count":1,"bytes":"eA=="}`)
		}
		k.done(1)
	})
}

// TestReadHoldsOneBody holds that memory does not grow with what went by.
func TestReadHoldsOneBody(t *testing.T) {
	b := newBook()
	head := bytes.Clone(b.Bytes())
	b.Reset()
	b.start(1, "POST", "http://a.test/x")
	b.use(1, 9)
	b.sent(9, "POST /x HTTP/1.1\r\nHost: a.test\r\nContent-Length: 1000\r\n\r\n"+strings.Repeat("s", 1000))
	b.done(1)
	const rounds = 20000
	n := 0
	rd := &reader{tracker: newTracker(Limits{Body: 1 << 20}, func(Record) { n++ })}
	for line := range bytes.Lines(head) {
		rd.line(line)
	}
	for range rounds {
		for line := range bytes.Lines(b.Bytes()) {
			rd.line(line)
		}
	}
	if n != rounds || len(rd.requests)+len(rd.jobs) != 0 || len(rd.sockets) != 1 || len(rd.hosts) != 1 || cap(rd.bytes) > 1<<20 {
		t.Errorf("after %d records: %d requests, %d jobs, %d sockets, %d hosts, %d bytes", n, len(rd.requests), len(rd.jobs), len(rd.sockets), len(rd.hosts), cap(rd.bytes))
	}
}

package netlog

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/http2"
	"golang.org/x/net/http2/hpack"
)

// book writes a log as Chrome does.
type book struct {
	bytes.Buffer
	types map[string]int
}

var sourceTypes = []string{"NONE", "URL_REQUEST", "SOCKET", "HTTP2_SESSION", "HTTP_STREAM_JOB", "UDP_SOCKET", "UDP_CLIENT_SOCKET", "DNS_TRANSACTION", "NETWORK_SERVICE_HOST_RESOLVER", "TCP_CONNECT_JOB"}

func newBook() *book {
	b := &book{types: map[string]int{"SOCKET_BYTES_RECEIVED": 1}}
	for i, name := range slices.Sorted(maps.Keys(kindOf)) {
		b.types[name] = i + 2
	}
	sources := map[string]int{}
	for i, name := range sourceTypes {
		sources[name] = i
	}
	constants, err := json.Marshal(map[string]any{
		"logEventTypes": b.types, "logSourceType": sources,
		"logEventPhase":  map[string]int{"PHASE_NONE": 0, "PHASE_BEGIN": 1, "PHASE_END": 2},
		"netError":       map[string]int{"net::OK": 0, "ERR_ABORTED": -3, "ERR_CONNECTION_RESET": -101},
		"timeTickOffset": 1000, "clientInfo": map[string]string{"version": "156.0.1.2"},
	})
	if err != nil {
		panic(err)
	}
	fmt.Fprintf(b, "{\"constants\":%s,\n\"events\": [\n", constants)
	return b
}

const (
	none = iota
	begin
	end
)

// add writes one event; source is "TYPE id", params a JSON object or "".
func (b *book) add(phase int, typ, source, params string) {
	name, id, _ := strings.Cut(source, " ")
	if params != "" {
		params = `"params":` + params + ","
	}
	fmt.Fprintf(b, "{%s\"phase\":%d,\"source\":{\"id\":%s,\"start_time\":\"1\",\"type\":%d},\"time\":\"7\",\"type\":%d},\n",
		params, phase, id, slices.Index(sourceTypes, name), b.types[typ])
}

func (b *book) finish() { b.WriteString("]}\n") }

func (b *book) start(id int, method, address string) {
	s := fmt.Sprint("URL_REQUEST ", id)
	b.add(begin, "REQUEST_ALIVE", s, `{"traffic_annotation":101845102}`)
	b.hop(id, method, address)
}

func (b *book) hop(id int, method, address string) {
	b.add(begin, "URL_REQUEST_START_JOB", fmt.Sprint("URL_REQUEST ", id), fmt.Sprintf(`{"initiator":"not an origin","method":%q,"network_isolation_key":"https://top.test null [internally: x]","url":%q}`, method, address))
}

// use ties a request to a socket, as a job does.
func (b *book) use(id, socket int) {
	job := id + 1000
	b.add(none, "HTTP_STREAM_REQUEST_BOUND_TO_JOB", fmt.Sprint("URL_REQUEST ", id), fmt.Sprintf(`{"source_dependency":{"id":%d,"type":4}}`, job))
	b.add(begin, "SOCKET_IN_USE", fmt.Sprint("SOCKET ", socket), fmt.Sprintf(`{"source_dependency":{"id":%d,"type":4}}`, job))
}

func (b *book) done(id int) { b.add(end, "REQUEST_ALIVE", fmt.Sprint("URL_REQUEST ", id), "") }

func (b *book) fail(id int) {
	b.add(end, "REQUEST_ALIVE", fmt.Sprint("URL_REQUEST ", id), `{"net_error":-101}`)
}

func (b *book) sent(socket int, data string) { b.bytes("SOCKET_BYTES_SENT", socket, data) }

func (b *book) tls(socket int, data string) { b.bytes("SSL_SOCKET_BYTES_SENT", socket, data) }

func (b *book) bytes(typ string, socket int, data string) {
	b.add(none, typ, fmt.Sprint("SOCKET ", socket), fmt.Sprintf(`{"byte_count":%d,"bytes":%q}`, len(data), base64.StdEncoding.EncodeToString([]byte(data))))
}

// short is a record in a line.
func short(r Record) string {
	switch r := r.(type) {
	case *Request:
		s := fmt.Sprintf("%d.%d %s %s %q", r.ID, r.Hop, r.Method, r.URL, r.Body)
		if int64(len(r.Body)) != r.BodySize {
			s += fmt.Sprintf(" of %d", r.BodySize)
		}
		for _, x := range []struct {
			is   bool
			word string
		}{{r.Sent, " sent"}, {r.Partial, " partial"}, {r.Err != "", " " + r.Err}} {
			if x.is {
				s += x.word
			}
		}
		return s
	case *Frame:
		return fmt.Sprintf("frame %d %d %s %q %d", r.Socket, r.Opcode, r.URL, r.Payload, r.Size)
	case *Datagram:
		return fmt.Sprintf("udp %s %q", r.Address, r.Payload)
	case *Stray:
		return fmt.Sprintf("stray %s %q %d", r.Address, r.Payload, r.Size)
	case *Lookup:
		return fmt.Sprintf("lookup %s %s", r.Host, r.TopSite)
	case *Preconnect:
		return fmt.Sprintf("preconnect %s %s", r.URL, r.TopSite)
	}
	return fmt.Sprintf("%T", r)
}

// h2 writes HTTP/2 frames and takes the bytes.
type h2 struct {
	bytes.Buffer
	*http2.Framer
	enc   *hpack.Encoder
	block bytes.Buffer
}

func newH2() *h2 {
	h := &h2{}
	h.WriteString(preface)
	h.Framer = http2.NewFramer(&h.Buffer, nil)
	h.enc = hpack.NewEncoder(&h.block)
	h.must(h.WriteSettings())
	return h
}

func (h *h2) must(err error) {
	if err != nil {
		panic(err)
	}
}

func (h *h2) headers(stream uint32, end bool, fields ...string) {
	h.block.Reset()
	for i := 0; i < len(fields); i += 2 {
		h.must(h.enc.WriteField(hpack.HeaderField{Name: fields[i], Value: fields[i+1]}))
	}
	b := h.block.Bytes()
	h.must(h.WriteHeaders(http2.HeadersFrameParam{StreamID: stream, BlockFragment: b[:3], EndStream: end, PadLength: 5,
		Priority: http2.PriorityParam{StreamDep: 1, Weight: 9}}))
	h.must(h.WriteContinuation(stream, false, b[3:5]))
	h.must(h.WriteContinuation(stream, true, b[5:]))
}

func (h *h2) take() string {
	s := h.String()
	h.Reset()
	return s
}

// frame is a client's WebSocket frame.
func frame(first byte, payload string) string {
	mask := []byte{1, 2, 3, 4}
	b := []byte{first, 128 | byte(len(payload))}
	if len(payload) > 125 {
		b = []byte{first, 128 | 126, byte(len(payload) >> 8), byte(len(payload))}
	}
	b = append(b, mask...)
	for i := range payload {
		b = append(b, payload[i]^mask[i%4])
	}
	return string(b)
}

const handshake = "GET /s HTTP/1.1\r\nHost: a.test\r\nUpgrade: websocket\r\n\r\n"

var readTests = []struct {
	name   string
	limit  int64
	write  func(b *book)
	want   []string
	unread int64
	cut    bool // the log is not finished
}{
	{name: "nothing", write: func(*book) {}},
	{name: "keep-alive", write: func(b *book) {
		b.start(1, "GET", "http://a.test/x?y#z")
		b.use(1, 9)
		b.sent(9, "GET /x?y HTTP/1.1\r\nHost: a.test\r\n\r\n")
		b.done(1)
		b.start(2, "POST", "http://a.test/x")
		b.use(2, 9)
		b.sent(9, "POST /x HTTP/1.1\r\nHost: a.test\r\nContent-Length: 5\r\n\r")
		b.sent(9, "\nhe")
		b.sent(9, "llo")
		b.done(2)
	}, want: []string{`1.0 GET http://a.test/x?y "" sent`, `2.0 POST http://a.test/x "hello" sent`}},
	{name: "chunked", write: func(b *book) {
		b.start(1, "POST", "http://a.test/x")
		b.use(1, 9)
		for _, part := range []string{"POST /x HTTP/1.1\r\nHost: a.test\r\nTransfer-Encoding: chunked\r\n\r\n3;ext=1\r", "\nabc\r", "\nA\r\n0123456789\r\n0\r\n", "Trailer: 1\r\n\r", "\n"} {
			b.sent(9, part)
		}
	}, want: []string{`1.0 POST http://a.test/x "abc0123456789" sent`}},
	{name: "chunks that are none", write: func(b *book) {
		b.start(1, "POST", "http://a.test/x")
		b.use(1, 9)
		b.sent(9, "POST /x HTTP/1.1\r\nHost: a.test\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\nz")
		b.sent(9, "z\r\nand more")
		b.fail(1)
	}, want: []string{`stray  "zz\r\n" 4`, `stray  "and more" 8`, `1.0 POST http://a.test/x "abc" partial ERR_CONNECTION_RESET`}},
	{name: "redirect, then an answer from the cache", write: func(b *book) {
		b.start(1, "POST", "http://a.test/x")
		b.use(1, 9)
		b.sent(9, "POST /x HTTP/1.1\r\nHost: a.test\r\nContent-Length: 1\r\n\r\n!")
		b.add(end, "URL_REQUEST_START_JOB", "URL_REQUEST 1", "")
		b.hop(1, "GET", "http://a.test/y")
		b.add(end, "URL_REQUEST_START_JOB", "URL_REQUEST 1", "")
		b.add(none, "CANCELLED", "URL_REQUEST 1", "")
		b.done(1)
	}, want: []string{`1.0 POST http://a.test/x "!" sent`, `1.1 GET http://a.test/y ""`}},
	{name: "sent twice", write: func(b *book) {
		b.start(1, "POST", "http://a.test/x")
		b.use(1, 8)
		b.sent(8, "POST /x HTTP/1.1\r\nHost: a.test\r\nContent-Length: 2\r\n\r\n!")
		b.add(end, "SOCKET_ALIVE", "SOCKET 8", "")
		b.use(1, 9)
		b.sent(9, "POST /x HTTP/1.1\r\nHost: a.test\r\nContent-Length: 2\r\n\r\n!?")
		b.done(1)
	}, want: []string{`1.0 POST http://a.test/x "!" partial`, `1.0 POST http://a.test/x "!?" sent`}},
	{name: "without a job, in order", write: func(b *book) {
		b.start(1, "GET", "https://a.test/x")
		b.start(2, "GET", "https://a.test/x")
		b.tls(9, "GET /x HTTP/1.1\r\nHost: a.test\r\nN: 1\r\n\r\nGET /x HTTP/1.1\r\nHost: a.test\r\nN: 2\r\n\r\n")
	}, want: []string{`1.0 GET https://a.test/x "" sent`, `2.0 GET https://a.test/x "" sent`}},
	{name: "cancelled, failed, broken off, not ended", cut: true, write: func(b *book) {
		b.start(1, "GET", "http://a.test/x")
		b.add(none, "CANCELLED", "URL_REQUEST 1", "")
		b.done(1)
		b.start(2, "GET", "http://a.test/x")
		b.fail(2)
		b.start(3, "POST", "http://a.test/x")
		b.use(3, 9)
		b.sent(9, "POST /x HTTP/1.1\r\nHost: a.test\r\nContent-Length: 9\r\n\r\n123")
		b.fail(3)
		b.add(end, "SOCKET_IN_USE", "SOCKET 9", "")
		b.start(4, "POST", "http://a.test/x")
		b.use(4, 8)
		b.sent(8, "POST /x HTTP/1.1\r\nHost: a.test\r\nContent-Length: 9\r\n\r\n123")
		b.start(5, "GET", "http://a.test/x")
		b.WriteString(`{"params":{"byte_count":10,"byt`)
	}, want: []string{
		`1.0 GET http://a.test/x "" ERR_ABORTED`, `2.0 GET http://a.test/x "" ERR_CONNECTION_RESET`,
		`3.0 POST http://a.test/x "123" partial ERR_CONNECTION_RESET`,
		`4.0 POST http://a.test/x "123" partial ERR_IO_PENDING`, `5.0 GET http://a.test/x "" ERR_IO_PENDING`,
	}},
	{name: "ciphertext does not count", write: func(b *book) {
		b.start(1, "GET", "https://a.test/x")
		b.add(begin, "SSL_CONNECT", "SOCKET 9", "")
		b.sent(9, "\x16\x03\x01hello")
		b.use(1, 9)
		b.sent(9, "\x17\x03\x03secret")
		b.tls(9, "GET /x HTTP/1.1\r\nHost: a.test\r\n\r\n")
	}, want: []string{`1.0 GET https://a.test/x "" sent`}},
	{name: "stray", write: func(b *book) {
		b.add(end, "TCP_CONNECT", "SOCKET 9", `{"remote_address":"1.2.3.4:5"}`)
		b.sent(9, "\x00\x03\x00\x00TURN")
		b.sent(9, "GET ")
		b.sent(8, "GET /x HTTP/1.1\r\nHost: nobody.test\r\nContent-Length: 3\r\n\r\nab")
		b.sent(8, "c")
		b.sent(7, "GET /half HTTP/1.1\r\n")
	}, want: []string{
		`stray 1.2.3.4:5 "\x00\x03\x00\x00TURN" 8`, `stray 1.2.3.4:5 "GET " 4`,
		`stray  "GET /x HTTP/1.1\r\nHost: nobody.test\r\nContent-Length: 3\r\n\r\n" 57`, `stray  "ab" 2`, `stray  "c" 1`,
		`stray  "GET /half HTTP/1.1\r\n" 20`,
	}},
	{name: "limit", limit: 4, write: func(b *book) {
		b.start(1, "POST", "http://a.test/x")
		b.use(1, 9)
		b.sent(9, "POST /x HTTP/1.1\r\nHost: a.test\r\nContent-Length: 10\r\n\r\n0123456789")
		b.start(2, "GET", "ws://a.test/s")
		b.use(2, 8)
		b.sent(8, handshake+frame(0x81, "0123456789"))
		b.sent(7, "\x000123456789")
	}, want: []string{`1.0 POST http://a.test/x "0123" of 10 sent`, `2.0 GET ws://a.test/s "" sent`, `frame 2 1 ws://a.test/s "0123" 10`, `stray  "\x00012" 11`}},
	{name: "HTTP/2", write: func(b *book) {
		b.start(1, "POST", "https://a.test/x")
		b.start(2, "POST", "https://a.test/x")
		b.start(3, "POST", "https://a.test/x")
		b.start(4, "POST", "https://a.test/x")
		b.add(none, "HTTP2_SESSION_INITIALIZED", "HTTP2_SESSION 50", `{"source_dependency":{"id":9,"type":2}}`)
		b.add(begin, "SSL_CONNECT", "SOCKET 9", "")
		h := newH2()
		for i, id := range []int{2, 1, 3, 4} {
			b.add(none, "HTTP2_SESSION_SEND_HEADERS", "HTTP2_SESSION 50", fmt.Sprintf(`{"stream_id":%d,"source_dependency":{"id":%d,"type":1}}`, 2*i+1, id))
			h.headers(uint32(2*i+1), false, ":method", "POST", ":scheme", "https", ":authority", "a.test", ":path", "/x", "x-many", "same")
		}
		h.must(h.WriteDataPadded(1, false, []byte("ab"), []byte{0, 0, 0}))
		h.must(h.WriteData(3, true, []byte("one")))
		h.must(h.WritePing(false, [8]byte{1}))
		h.must(h.WriteWindowUpdate(1, 5))
		h.must(h.WriteData(5, false, []byte("three")))
		h.must(h.WriteData(7, false, []byte("four")))
		h.must(h.WriteDataPadded(1, true, []byte("c"), []byte{0}))
		for _, c := range []byte(h.take()) { // in the smallest parts
			b.tls(9, string([]byte{c}))
		}
		b.fail(3)
		h.must(h.WriteRSTStream(5, http2.ErrCodeCancel))
		h.must(h.WriteData(5, true, []byte("late")))
		b.tls(9, h.take())
		b.add(none, "HTTP2_SESSION_RECV_RST_STREAM", "HTTP2_SESSION 50", `{"stream_id":7}`)
		b.fail(4)
	}, want: []string{
		`1.0 POST https://a.test/x "one" sent`, `2.0 POST https://a.test/x "abc" sent`,
		`3.0 POST https://a.test/x "three" partial ERR_CONNECTION_RESET`, `stray  "late" 4`,
		`4.0 POST https://a.test/x "four" partial ERR_CONNECTION_RESET`,
	}},
	{name: "HTTP/2 that cannot be read", write: func(b *book) {
		b.start(1, "POST", "https://a.test/x")
		h := newH2()
		h.must(h.WriteHeaders(http2.HeadersFrameParam{StreamID: 1, BlockFragment: []byte("\xff\xff\xff\xff\xff\xff"), EndHeaders: true}))
		h.must(h.WriteData(1, true, []byte("hello")))
		b.tls(9, h.take())
		b.fail(1)
	}, want: []string{`stray  "\xff\xff\xff\xff\xff\xff" 6`, `stray  "\x00\x00\x05\x00\x01\x00\x00\x00\x01hello" 14`, `1.0 POST https://a.test/x "" ERR_CONNECTION_RESET`}},
	{name: "WebSocket over HTTP/2", write: func(b *book) {
		b.start(1, "GET", "wss://a.test/s")
		h := newH2()
		h.headers(1, false, ":method", "CONNECT", ":protocol", "websocket", ":scheme", "https", ":authority", "a.test", ":path", "/s")
		h.must(h.WriteData(1, false, []byte(frame(0x81, "hi"))))
		h.must(h.WriteData(1, true, []byte(frame(0x88, "\x03\xe8"))))
		b.tls(9, h.take())
	}, want: []string{`1.0 GET wss://a.test/s "" sent`, `frame 1 1 wss://a.test/s "hi" 2`, `frame 1 8 wss://a.test/s "\x03\xe8" 2`}},
	{name: "WebSocket", write: func(b *book) {
		b.start(1, "GET", "ws://a.test/s")
		b.use(1, 9)
		b.sent(9, handshake)
		b.done(1)
		long := strings.Repeat("n", 300)
		all := frame(0x01, "frag") + frame(0x89, "ping") + frame(0x00, "ment") + frame(0x80, "ed") + frame(0x82, long) +
			// RFC 7692, section 7.2.3: "Hello" twice, the second from the window.
			frame(0xc1, "\xf2\x48\xcd\xc9\xc9\x07\x00") + frame(0xc1, "\xf2\x00\x11\x00\x00") + frame(0x01, "unfinished")
		for len(all) > 0 {
			n := min(5, len(all))
			b.sent(9, all[:n])
			all = all[n:]
		}
	}, want: []string{
		`1.0 GET ws://a.test/s "" sent`, `frame 1 9 ws://a.test/s "ping" 4`, `frame 1 1 ws://a.test/s "fragmented" 10`,
		`frame 1 2 ws://a.test/s "` + strings.Repeat("n", 300) + `" 300`,
		`frame 1 1 ws://a.test/s "Hello" 5`, `frame 1 1 ws://a.test/s "Hello" 5`, `stray  "unfinished" 10`,
	}},
	{name: "WebSocket that says nonsense", write: func(b *book) {
		b.start(1, "GET", "ws://a.test/s")
		b.use(1, 9)
		b.sent(9, handshake+frame(0xc1, "no deflate")+frame(0x83, "x"))
	}, want: []string{`1.0 GET ws://a.test/s "" sent`, `stray  "no deflate" 10`, `stray  "\x83\x81\x01\x02\x03\x04y" 7`}},
	{name: "handshake refused and tried again", write: func(b *book) {
		b.start(1, "GET", "ws://a.test/s")
		b.use(1, 9)
		b.sent(9, handshake)
		b.sent(9, handshake)
		b.sent(9, frame(0x81, "in"))
	}, want: []string{`1.0 GET ws://a.test/s "" sent`, `1.0 GET ws://a.test/s "" sent`, `frame 1 1 ws://a.test/s "in" 2`}},
	{name: "datagrams, but for names", write: func(b *book) {
		b.add(begin, "SOCKET_ALIVE", "UDP_SOCKET 2", `{"source_dependency":{"id":3,"type":6}}`)
		b.add(begin, "SOCKET_ALIVE", "UDP_CLIENT_SOCKET 3", `{"source_dependency":{"id":4,"type":7}}`)
		b.add(begin, "UDP_CONNECT", "UDP_SOCKET 2", `{"address":"8.8.8.8:53"}`)
		b.add(none, "UDP_BYTES_SENT", "UDP_SOCKET 2", `{"byte_count":2,"bytes":"bm8="}`)
		b.add(begin, "SOCKET_ALIVE", "UDP_SOCKET 5", "")
		b.add(none, "UDP_BYTES_SENT", "UDP_SOCKET 5", `{"address":"9.9.9.9:53","byte_count":3,"bytes":"eWVz"}`)
		b.add(none, "UDP_BYTES_SENT", "UDP_SOCKET 5", `{"address":"[ff02::fb]:5353","byte_count":3,"bytes":"eWVz"}`)
		b.add(begin, "UDP_CONNECT", "UDP_SOCKET 6", `{"address":"1.1.1.1:443"}`)
		b.add(none, "UDP_BYTES_SENT", "UDP_SOCKET 6", `{"byte_count":3,"bytes":"eWVz"}`)
	}, want: []string{`udp 9.9.9.9:53 "yes"`, `udp 1.1.1.1:443 "yes"`}},
	{name: "lookups and preconnects", write: func(b *book) {
		b.add(begin, "HOST_RESOLVER_MANAGER_REQUEST", "NETWORK_SERVICE_HOST_RESOLVER 1", `{"host":"https://a.test","network_anonymization_key":"https://top.test same_site"}`)
		b.add(begin, "HOST_RESOLVER_MANAGER_REQUEST", "NETWORK_SERVICE_HOST_RESOLVER 1", `{"host":"b.test:3478","network_anonymization_key":"null"}`)
		b.add(begin, "HOST_RESOLVER_MANAGER_REQUEST", "NETWORK_SERVICE_HOST_RESOLVER 1", `{"host":"https://127.0.0.1:1"}`)
		b.add(begin, "HOST_RESOLVER_MANAGER_REQUEST", "TCP_CONNECT_JOB 1", `{"host":"https://c.test"}`)
		b.add(none, "TCP_CLIENT_SOCKET_POOL_REQUESTED_SOCKETS", "HTTP_STREAM_JOB 1", `{"group_id":"pm/https://a.test <https://top.test same_site>"}`)
		b.start(1, "GET", "http://known.test/")
		b.done(1)
		for _, query := range []string{"known.test.\",\"query_type\":1", "stun.test.\",\"query_type\":65", "stun.test.\",\"query_type\":1", "stun.test.\",\"query_type\":28", "a.test.\",\"query_type\":1"} {
			b.add(begin, "DNS_TRANSACTION", "DNS_TRANSACTION 1", `{"hostname":"`+query+`}`)
		}
	}, want: []string{`lookup a.test https://top.test`, `lookup b.test `, `preconnect https://a.test https://top.test`, `1.0 GET http://known.test/ ""`, `lookup stun.test `}},
	{name: "garbage and another order of keys", write: func(b *book) {
		b.WriteString("garbage\n{}\n{\"type\":1}\n\x00\xff\n")
		fmt.Fprintf(b, `{"type":%d,"time":"7","source":{"type":1,"id":1},"phase":1,"params":{"method":"GET","url":"http://a.test/x"}},`+"\n", b.types["URL_REQUEST_START_JOB"])
		b.add(none, "SOCKET_BYTES_SENT", "SOCKET 9", `{"byte_count":1,"bytes":"***"}`)
		b.add(none, "URL_REQUEST_START_JOB", "URL_REQUEST 2", `{"url":7}`)
		b.done(1)
		b.done(77)
	}, unread: 6, want: []string{`1.0 GET http://a.test/x ""`}},
}

func TestRead(t *testing.T) {
	for _, tt := range readTests {
		t.Run(tt.name, func(t *testing.T) {
			b := newBook()
			tt.write(b)
			if !tt.cut {
				b.finish()
			}
			var got []string
			sum, err := Read(iotest.HalfReader(b), Limits{Body: tt.limit}, func(r Record) { got = append(got, short(r)) })
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("want (-) and got (+):\n%s", diff)
			}
			if sum.Unreadable != tt.unread || sum.Complete == tt.cut || sum.Version != "156.0.1.2" {
				t.Errorf("%+v, want %d unreadable lines", sum, tt.unread)
			}
		})
	}
}

func TestReadRequest(t *testing.T) {
	b := newBook()
	b.start(1, "GET", "http://a.test/")
	b.use(1, 9)
	b.sent(9, "GET / HTTP/1.1\r\nHost: a.test\r\nCookie: a=1\r\nX: 1 \r\nx:2\r\n\r\n")
	var got []Record
	if _, err := Read(b, Limits{}, func(r Record) { got = append(got, r) }); err != nil {
		t.Fatal(err)
	}
	want := []Record{&Request{
		ID: 1, Time: time.UnixMilli(1007).UTC(), Method: "GET", URL: "http://a.test/", TopSite: "https://top.test",
		Annotation: Annotation{101845102, "blink_resource_loader", Page}, Sent: true,
		Headers: [][2]string{{"Host", "a.test"}, {"Cookie", "a=1"}, {"X", "1"}, {"x", "2"}},
	}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestReadWithoutConstants(t *testing.T) {
	b := newBook()
	b.start(1, "GET", "http://a.test/")
	_, events, _ := strings.Cut(b.String(), "\n")
	sum, err := Read(strings.NewReader(events), Limits{}, func(r Record) { t.Errorf("a record: %s", short(r)) })
	if err != nil || sum.Events != 0 || sum.Unreadable != 2 || sum.Complete {
		t.Errorf("%+v, %v", sum, err)
	}
}

func TestReadError(t *testing.T) {
	b := newBook()
	b.start(1, "GET", "http://a.test/")
	broken := errors.New("broken")
	n := 0
	_, err := Read(io.MultiReader(b, iotest.ErrReader(broken)), Limits{}, func(Record) { n++ })
	if !errors.Is(err, broken) || n != 1 {
		t.Errorf("%v, %d records", err, n)
	}
}

// TestReadLive holds that a record comes with the line that makes it whole.
func TestReadLive(t *testing.T) {
	b := newBook()
	b.start(1, "GET", "http://a.test/")
	b.use(1, 9)
	b.sent(9, "GET / HTTP/1.1\r\nHost: a.test\r\n\r\n")
	r, w := io.Pipe()
	records := make(chan Record)
	done := make(chan error)
	go func() {
		_, err := Read(r, Limits{}, func(r Record) { records <- r })
		done <- err
	}()
	if _, err := w.Write(b.Bytes()); err != nil {
		t.Fatal(err)
	}
	if got := short(<-records); got != `1.0 GET http://a.test/ "" sent` {
		t.Error(got)
	}
	if err := errors.Join(w.Close(), <-done); err != nil {
		t.Error(err)
	}
}

// TestReadForgets holds that nothing is kept of what has ended.
func TestReadForgets(t *testing.T) {
	b := newBook()
	for i := range 100 {
		id, socket := 10*i+1, 10*i+2
		b.add(begin, "SOCKET_ALIVE", fmt.Sprint("SOCKET ", socket), "")
		b.start(id, "GET", "http://a.test/")
		b.use(id, socket)
		b.sent(socket, "GET / HTTP/1.1\r\nHost: a.test\r\n\r\n")
		b.done(id)
		b.add(end, "SOCKET_ALIVE", fmt.Sprint("SOCKET ", socket), "")
		b.add(begin, "SOCKET_ALIVE", fmt.Sprint("UDP_SOCKET ", 10*i+3), "")
		b.add(end, "SOCKET_ALIVE", fmt.Sprint("UDP_SOCKET ", 10*i+3), "")
		b.add(none, "HTTP2_SESSION_INITIALIZED", fmt.Sprint("HTTP2_SESSION ", 10*i+4), `{"source_dependency":{"id":1,"type":2}}`)
		b.add(end, "HTTP2_SESSION", fmt.Sprint("HTTP2_SESSION ", 10*i+4), "")
	}
	rd := &reader{tracker: newTracker(Limits{Body: 1}, func(Record) {})}
	for line := range bytes.Lines(b.Bytes()) {
		rd.line(line)
	}
	if n := len(rd.requests) + len(rd.jobs) + len(rd.sockets) + len(rd.udp) + len(rd.sessions); n != 0 {
		t.Errorf("%d things are remembered", n)
	}
}

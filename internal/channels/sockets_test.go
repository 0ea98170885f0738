package channels

import (
	"bufio"
	"bytes"
	"compress/flate"
	"crypto/sha1"
	"encoding/base64"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
)

// socket accepts a WebSocket and keeps every message of it, put together from
// its fragments and inflated, until it closes. It says one word back.
// https://www.rfc-editor.org/rfc/rfc6455, https://www.rfc-editor.org/rfc/rfc7692
func (w *world) socket(rw http.ResponseWriter, r *http.Request, handshake hit) {
	hj, ok := rw.(http.Hijacker)
	if !ok {
		http.Error(rw, "sockets need HTTP/1.1", http.StatusBadRequest)
		return
	}
	conn, buf, err := hj.Hijack()
	if err != nil {
		return
	}
	defer conn.Close()
	key := sha1.Sum([]byte(r.Header.Get("Sec-WebSocket-Key") + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"))
	fmt.Fprintf(buf, "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: %s\r\n", base64.StdEncoding.EncodeToString(key[:]))
	if strings.Contains(handshake.Cell.Channel, "deflate") {
		fmt.Fprint(buf, "Sec-WebSocket-Extensions: permessage-deflate\r\n")
	}
	fmt.Fprint(buf, "\r\n\x81\x05hello")
	if buf.Flush() != nil {
		return
	}
	var window []byte // what a compressed message may point back into
	for {
		msg, op, packed, err := readMessage(buf.Reader)
		if err != nil {
			return
		}
		if packed {
			in := io.MultiReader(bytes.NewReader(msg), strings.NewReader("\x00\x00\xff\xff\x01\x00\x00\xff\xff"))
			if msg, err = io.ReadAll(flate.NewReaderDict(in, window)); err != nil {
				return
			}
			window = append(window, msg...)
			window = window[max(0, len(window)-32<<10):]
		}
		if op == 8 && len(msg) <= 2 {
			return // a close without words of the page's own
		}
		w.add(hit{Cell: handshake.Cell, Method: "FRAME", URL: handshake.URL, Body: sum(msg), Size: len(msg)})
		if op == 8 {
			return
		}
	}
}

// readMessage reads one message; a close frame is one, too.
func readMessage(r *bufio.Reader) (msg []byte, op byte, packed bool, err error) {
	for {
		var head [2]byte
		if _, err = io.ReadFull(r, head[:]); err != nil {
			return nil, 0, false, err
		}
		size := uint64(head[1] & 0x7f)
		var wide [8]byte
		switch size {
		case 126:
			_, err = io.ReadFull(r, wide[6:])
			size = binary.BigEndian.Uint64(wide[:])
		case 127:
			_, err = io.ReadFull(r, wide[:])
			size = binary.BigEndian.Uint64(wide[:])
		}
		if err != nil || size > 16<<20 || head[1]&0x80 == 0 {
			return nil, 0, false, errors.Join(err, errors.New("no frame of a browser"))
		}
		frame := make([]byte, 4+size)
		if _, err = io.ReadFull(r, frame); err != nil {
			return nil, 0, false, err
		}
		mask, payload := frame[:4], frame[4:]
		for i := range payload {
			payload[i] ^= mask[i%4]
		}
		if head[0]&0x0f != 0 {
			op, packed = head[0]&0x0f, head[0]&0x40 != 0
		}
		if msg = append(msg, payload...); head[0]&0x80 != 0 {
			return msg, op, packed, nil
		}
	}
}

// port opens a socket that only this cell is told of, and gives its number.
func (w *world) port(network string, c cell) int {
	w.mu.Lock()
	defer w.mu.Unlock()
	id := network + " " + c.String()
	if p, ok := w.ports[id]; ok || w.closed {
		return p
	}
	var addr net.Addr
	if network == "udp" {
		conn, err := net.ListenUDP("udp", &net.UDPAddr{IP: net.IPv4(127, 0, 0, 1)})
		if err != nil {
			return 0
		}
		addr = conn.LocalAddr()
		w.open = append(w.open, conn)
		w.serve.Go(func() { w.datagrams(conn, c) })
		w.ports[id] = addr.(*net.UDPAddr).Port
		return w.ports[id]
	}
	l, err := net.ListenTCP("tcp", &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1)})
	if err != nil {
		return 0
	}
	w.open = append(w.open, l)
	w.serve.Go(func() { w.streams(l, c) })
	w.ports[id] = l.Addr().(*net.TCPAddr).Port
	return w.ports[id]
}

func (w *world) datagrams(conn *net.UDPConn, c cell) {
	buf := make([]byte, 64<<10)
	for {
		n, from, err := conn.ReadFromUDP(buf)
		if err != nil {
			return
		}
		w.add(hit{Cell: c, Method: "UDP", URL: conn.LocalAddr().String(), Body: sum(buf[:n]), Size: n})
		if reply := stunReply(buf[:n], from); reply != nil {
			_, _ = conn.WriteToUDP(reply, from)
		}
	}
}

func (w *world) streams(l *net.TCPListener, c cell) {
	for {
		conn, err := l.AcceptTCP()
		if err != nil {
			return
		}
		w.mu.Lock()
		w.open = append(w.open, conn)
		w.mu.Unlock()
		w.serve.Go(func() {
			defer conn.Close()
			buf := make([]byte, 64<<10)
			for {
				n, err := conn.Read(buf)
				if err != nil {
					return
				}
				w.add(hit{Cell: c, Method: "TCP", URL: conn.LocalAddr().String(), Body: sum(buf[:n]), Size: n})
				if reply := stunReply(buf[:n], nil); reply != nil {
					_, _ = conn.Write(reply)
				}
			}
		})
	}
}

// stunReply answers a binding request with nothing but success, and asks for a
// name on an allocation, so that the browser sends one (RFC 5389, RFC 5766).
func stunReply(msg []byte, from *net.UDPAddr) []byte {
	if len(msg) < 20 || binary.BigEndian.Uint32(msg[4:]) != 0x2112A442 {
		return nil
	}
	reply := func(kind uint16, attrs []byte) []byte {
		out := binary.BigEndian.AppendUint16(nil, kind)
		out = binary.BigEndian.AppendUint16(out, uint16(len(attrs)))
		return append(append(out, msg[4:20]...), attrs...)
	}
	attr := func(kind uint16, v string) []byte {
		out := binary.BigEndian.AppendUint16(nil, kind)
		out = binary.BigEndian.AppendUint16(out, uint16(len(v)))
		out = append(out, v...)
		return append(out, make([]byte, (4-len(v)%4)%4)...)
	}
	named := bytes.Contains(msg, []byte("matrix-"))
	switch binary.BigEndian.Uint16(msg) {
	case 0x0001:
		if from == nil {
			return nil
		}
		v := []byte{0, 1, 0, 0}
		binary.BigEndian.PutUint16(v[2:], uint16(from.Port)^0x2112)
		ip := from.IP.To4()
		for i, b := range []byte{0x21, 0x12, 0xa4, 0x42} {
			v = append(v, ip[i]^b)
		}
		return reply(0x0101, attr(0x0020, string(v)))
	case 0x0003:
		if named {
			return nil
		}
		return reply(0x0113, append(append(attr(0x0009, "\x00\x00\x04\x01Unauthorized"), attr(0x0014, "matrix")...), attr(0x0015, "nonce")...))
	}
	return nil
}

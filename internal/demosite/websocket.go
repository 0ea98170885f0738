package demosite

import (
	"bufio"
	"crypto/sha1"
	"encoding/base64"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"
)

// RFC 6455, the little of it that a listener needs: accept, read masked
// messages, answer ping and close. https://www.rfc-editor.org/rfc/rfc6455

const (
	opContinuation = 0x0
	opClose        = 0x8
	opPing         = 0x9
	opPong         = 0xA

	// maxMessage bounds one message, fragments together.
	maxMessage = 4 << 20
)

func isUpgrade(r *http.Request) bool { return strings.EqualFold(r.Header.Get("Upgrade"), "websocket") }

// acceptKey answers a Sec-WebSocket-Key (RFC 6455 section 4.2.2).
func acceptKey(key string) string {
	h := sha1.Sum([]byte(key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"))
	return base64.StdEncoding.EncodeToString(h[:])
}

// listen accepts the socket and keeps every message of it until it closes.
func (s *Site) listen(w http.ResponseWriter, r *http.Request, handshake Received) {
	hj, ok := w.(http.Hijacker)
	key := r.Header.Get("Sec-WebSocket-Key")
	if !ok || key == "" {
		http.Error(w, "this needs a WebSocket over HTTP/1.1", http.StatusBadRequest)
		return
	}
	conn, rw, err := hj.Hijack()
	if err != nil {
		s.log.Warn("accepting a socket", "host", handshake.Host, "error", err)
		return
	}
	s.book.open(conn)
	defer s.book.close(conn)
	_ = conn.SetDeadline(time.Time{}) // a socket stays open; Close hangs up
	fmt.Fprintf(rw, "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: %s\r\n\r\n", acceptKey(key))
	if err := rw.Flush(); err != nil {
		return
	}
	for {
		msg, err := readMessage(rw.Reader, rw.Writer)
		if err != nil {
			if !errors.Is(err, io.EOF) {
				s.log.Debug("socket ended", "host", handshake.Host, "error", err)
			}
			return
		}
		frame := handshake
		frame.Time, frame.Kind, frame.Method, frame.Header, frame.Body = time.Now(), KindFrame, "", nil, msg
		s.book.add(frame)
	}
}

// readMessage reads one text or binary message, put together from its
// fragments, answering pings on w. It gives io.EOF after a close frame.
func readMessage(r *bufio.Reader, w *bufio.Writer) ([]byte, error) {
	var msg []byte
	started := false
	for {
		fin, op, payload, err := readFrame(r, maxMessage-len(msg))
		if err != nil {
			return nil, err
		}
		switch {
		case op == opClose:
			return nil, errors.Join(io.EOF, writeControl(w, opClose, payload))
		case op == opPing:
			if err := writeControl(w, opPong, payload); err != nil {
				return nil, err
			}
			continue
		case op == opPong:
			continue
		case op == opContinuation && !started, op != opContinuation && started:
			return nil, fmt.Errorf("websocket: opcode %d out of order", op)
		}
		started = true
		msg = append(msg, payload...)
		if fin {
			return msg, nil
		}
	}
}

// readFrame reads one frame of at most limit bytes and unmasks it.
func readFrame(r *bufio.Reader, limit int) (fin bool, op byte, payload []byte, err error) {
	var head [2]byte
	if _, err = io.ReadFull(r, head[:]); err != nil {
		return
	}
	fin, op = head[0]&0x80 != 0, head[0]&0x0F
	size := uint64(head[1] & 0x7F)
	var wide [8]byte
	switch size {
	case 126:
		_, err = io.ReadFull(r, wide[6:])
		size = binary.BigEndian.Uint64(wide[:])
	case 127:
		_, err = io.ReadFull(r, wide[:])
		size = binary.BigEndian.Uint64(wide[:])
	}
	if err != nil {
		return
	}
	if size > uint64(max(limit, 0)) {
		return fin, op, nil, fmt.Errorf("websocket: a frame of %d bytes; at most %d are read", size, limit)
	}
	if head[1]&0x80 == 0 {
		return fin, op, nil, errors.New("websocket: a client's frame must be masked")
	}
	var mask [4]byte
	if _, err = io.ReadFull(r, mask[:]); err != nil {
		return
	}
	payload = make([]byte, size)
	if _, err = io.ReadFull(r, payload); err != nil {
		return
	}
	for i := range payload {
		payload[i] ^= mask[i%4]
	}
	return fin, op, payload, nil
}

// writeControl sends a close or pong, whose payload is at most 125 bytes.
func writeControl(w *bufio.Writer, op byte, payload []byte) error {
	payload = payload[:min(len(payload), 125)]
	_, _ = w.Write([]byte{0x80 | op, byte(len(payload))}) // what fails, Flush gives back
	_, _ = w.Write(payload)
	return w.Flush()
}

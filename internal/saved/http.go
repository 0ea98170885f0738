package saved

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"net/http/httputil"
	"regexp"
	"strconv"
	"strings"

	"github.com/quietroom/quietroom/audit"
)

// requestLine begins a request of HTTP/1 and the text form of later ones.
var requestLine = regexp.MustCompile(`^([A-Z]{3,16}) (\S+) HTTP/[0-9.]+\r?$`)

// readHTTP reads requests as they go over the wire, one after the other, and what
// curl -v prints of them ("> " before a line; bodies are not in it).
func readHTTP(data []byte, each func(Message) error) error {
	verbose := !requestLine.Match(firstLine(data))
	line, found := 1, 0
	for len(data) > 0 {
		raw := firstLine(data)
		text := raw
		if verbose {
			text = bytes.TrimPrefix(raw, []byte("> "))
		}
		m := requestLine.FindSubmatch(text)
		if m == nil || verbose && len(text) == len(raw) {
			data = data[min(len(raw)+1, len(data)):]
			line++
			continue
		}
		found++
		at := fmt.Sprintf("line %d", line)
		head, rest := splitHead(data, verbose)
		ex := exchange(string(m[1]), "", audit.ChannelOther)
		ex.Headers = headers(head, verbose)
		ex.URL = target(string(m[2]), ex.Header("Host"))
		line += bytes.Count(head, []byte("\n"))
		var body []byte
		if verbose {
			n := ex.Header("Content-Length")
			ex.BodyMissing = n != "" && n != "0"
		} else {
			body, rest = cutBody(rest, &ex)
			line += bytes.Count(data[len(head):len(data)-len(rest)], []byte("\n"))
		}
		data = rest
		if err := each(Message{At: at, Exchange: ex, Body: body}); err != nil {
			return err
		}
	}
	if found == 0 {
		return fmt.Errorf("there is no request line such as POST /path HTTP/1.1: %w", ErrCut)
	}
	return nil
}

// request reads raw as one request; it is false when raw does not begin with a
// request line.
func request(raw []byte) (ex audit.Exchange, body []byte, ok bool) {
	m := requestLine.FindSubmatch(firstLine(raw))
	if m == nil {
		return ex, nil, false
	}
	head, rest := splitHead(raw, false)
	ex = exchange(string(m[1]), "", audit.ChannelOther)
	ex.Headers = headers(head, false)
	ex.URL = target(string(m[2]), ex.Header("Host"))
	body, _ = cutBody(rest, &ex)
	return ex, body, true
}

func firstLine(data []byte) []byte {
	line, _, _ := bytes.Cut(data, []byte("\n"))
	return line
}

// splitHead cuts behind the empty line that ends the headers.
func splitHead(data []byte, verbose bool) (head, rest []byte) {
	for at := 0; at < len(data); {
		line := firstLine(data[at:])
		at = min(at+len(line)+1, len(data))
		text := strings.TrimRight(string(line), "\r ")
		if text == "" || verbose && (text == ">" || !strings.HasPrefix(text, ">")) {
			return data[:at], data[at:]
		}
	}
	return data, nil
}

func headers(head []byte, verbose bool) (out []audit.Header) {
	for line := range strings.Lines(string(head)) {
		line = strings.TrimRight(line, "\r\n")
		if verbose {
			line = strings.TrimPrefix(line, "> ")
		}
		name, value, ok := strings.Cut(line, ":")
		if !ok || strings.ContainsAny(name, " \t") || len(out) >= maxHeaders {
			continue
		}
		out = append(out, audit.Header{name, strings.TrimSpace(value)})
	}
	return out
}

// target gives the address that a request line and its Host mean.
func target(path, host string) string {
	if strings.Contains(path, "://") || host == "" {
		return path
	}
	return "https://" + host + path
}

// cutBody takes the body of a request off what follows its head: by its length,
// by its chunks, or all of it where neither says.
func cutBody(rest []byte, ex *audit.Exchange) (body, after []byte) {
	if strings.EqualFold(ex.Header("Transfer-Encoding"), "chunked") {
		r := bytes.NewReader(rest)
		buffered := bufio.NewReader(r)
		if raw, err := io.ReadAll(httputil.NewChunkedReader(buffered)); err == nil {
			// The reader leaves the empty line behind the last chunk.
			return raw, bytes.TrimLeft(rest[len(rest)-r.Len()-buffered.Buffered():], "\r\n")
		}
		return rest, nil
	}
	if said := ex.Header("Content-Length"); said != "" {
		n, err := strconv.Atoi(said)
		if err == nil && n >= 0 && n <= len(rest) {
			return rest[:n], bytes.TrimLeft(rest[n:], "\r\n")
		}
		ex.BodyCut = err == nil
		return rest, nil
	}
	if requestLine.Match(firstLine(rest)) {
		return nil, rest
	}
	return rest, nil
}

package saved

import (
	"bytes"
	"encoding/hex"
	"fmt"
	"regexp"
	"strconv"
	"strings"
)

// What curl --trace and --trace-ascii write, with --trace-time and --trace-ids or
// without (https://curl.se/docs/manpage.html#--trace).
var (
	traceBegins = regexp.MustCompile(`^` + traceStamp + `(?:== Info: |=> Send |<= Recv )`)
	traceLine   = regexp.MustCompile(`^` + traceStamp + `(==|=>|<=) ([A-Za-z ]+)[:,](?: ([0-9]+) bytes)?`)
	traceDump   = regexp.MustCompile(`^([0-9a-f]{4,}): (.*)$`)
)

const traceStamp = `(?:[0-9][0-9:.]* )?(?:\[([0-9x-]+)\] )?`

// traced is a request that a trace tells of.
type traced struct {
	line int
	raw  []byte // head and body as they went over the wire
	lost string
}

// readTrace puts the requests of a trace together; with several transfers at the
// same time (--parallel) by their ids, where the trace has them.
func readTrace(data []byte, each func(Message) error) error {
	open := map[string]*traced{} // by transfer
	var order []*traced
	for line := 1; len(data) > 0; line++ {
		m := traceLine.FindSubmatch(firstLine(data))
		data = data[min(len(firstLine(data))+1, len(data)):]
		if m == nil || string(m[2]) != "=>" {
			continue
		}
		block, rest, lines := dumped(data)
		size, _ := strconv.Atoi(string(m[4]))
		raw, lost := undump(block, size)
		id := string(m[1])
		switch string(m[3]) {
		case "Send header":
			t := &traced{line: line, raw: raw, lost: lost}
			open[id], order = t, append(order, t)
		case "Send data":
			if t := open[id]; t != nil {
				t.raw = append(t.raw, raw...)
				if t.lost == "" {
					t.lost = lost
				}
			}
		}
		data, line = rest, line+lines
	}
	found := 0
	for _, t := range order {
		ex, body, ok := request(t.raw)
		if !ok {
			continue
		}
		found++
		m := Message{At: fmt.Sprintf("line %d", t.line), Exchange: ex, Body: body, Lost: t.lost}
		if err := each(m); err != nil {
			return err
		}
	}
	if found == 0 {
		return fmt.Errorf("the trace holds no request: %w", ErrCut)
	}
	return nil
}

// dumped cuts the lines of a dump off the beginning of data.
func dumped(data []byte) (block, rest []byte, lines int) {
	at := 0
	for at < len(data) {
		line := firstLine(data[at:])
		if !traceDump.Match(bytes.TrimSuffix(line, []byte("\r"))) {
			break
		}
		at = min(at+len(line)+1, len(data))
		lines++
	}
	return data[:at], data[at:], lines
}

// undump gives the size bytes that a dump shows, as hex or as text. A text leaves
// out line ends (its offsets tell where) and puts a dot for what cannot be printed.
func undump(block []byte, size int) (raw []byte, lost string) {
	for line := range bytes.Lines(block) {
		m := traceDump.FindSubmatch(bytes.TrimRight(line, "\r\n"))
		if m == nil {
			continue
		}
		offset, err := strconv.ParseInt(string(m[1]), 16, 32)
		if err != nil || int(offset) > size {
			return raw, "the trace is damaged"
		}
		if int(offset) == len(raw)+2 {
			raw = append(raw, "\r\n"...)
		}
		if b, ok := hexColumns(string(m[2])); ok {
			raw = append(raw, b...)
			continue
		}
		raw = append(raw, m[2]...)
		if bytes.Contains(m[2], []byte("..")) {
			lost = "--trace-ascii shows a dot for every byte that is no plain letter; --trace shows them all"
		}
	}
	if len(raw)+2 == size {
		raw = append(raw, "\r\n"...)
	}
	if len(raw) < size && lost == "" {
		lost = "the trace ends early, or leaves bytes out"
	}
	return raw, lost
}

// hexColumns reads a line of --trace: sixteen columns of hex, then the same as text.
func hexColumns(s string) ([]byte, bool) {
	const width = 16 * 3
	if len(s) <= width {
		return nil, false
	}
	cols := strings.TrimRight(s[:width], " ")
	b, err := hex.DecodeString(strings.ReplaceAll(cols, " ", ""))
	return b, err == nil && len(b) > 0 && len(cols) == len(b)*3-1 && len(s) <= width+len(b) // an editor may have cut spaces
}

// Package saved reads requests that somebody saved: HAR files of a browser's
// developer tools, curl commands and traces, what the proxies Burp, ZAP and
// Fiddler export, HTTP requests as text, lists of addresses, and bare payloads,
// compressed or not. It gives each as an exchange that detection can search, so
// that no browser is needed.
//
// It does not search, and it opens nothing that a file names: the data of
// curl --data @file stays unread, and the exchange says that its body is missing.
// Responses are never looked at. Files are hostile: they are bounded, and what
// ends in the middle gives what came before and an error.
//
// To add a format, write its reader in a file of its own and add a line to formats.
package saved

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strings"

	"github.com/quietroom/quietroom/audit"
)

// Message is one request, or one frame of a WebSocket, out of a file.
type Message struct {
	// At says where in the file it stands: "entry 3", "line 12".
	At       string
	Exchange audit.Exchange
	Body     []byte
	// Lost says what of the body the file does not hold, where Exchange's own marks
	// do not: "" for nothing.
	Lost string
}

// Kind is what a file was read as.
type Kind struct {
	// Format is one of Formats.
	Format string
	// Compression is how the whole file was compressed: gzip, zstd, br or "".
	Compression string
}

// String is "har", or "har in gzip".
func (k Kind) String() string {
	if k.Compression != "" {
		return k.Format + " in " + k.Compression
	}
	return k.Format
}

// Bounds on one file.
const (
	// MaxFile is the longest file that is read, in bytes, before and after it is
	// decompressed.
	MaxFile = 256 << 20
	// maxMessages is how many messages of one file are read.
	maxMessages = 200_000
	maxHeaders  = 1000
)

// ErrCut marks a file that was read in part: what came before was given.
var ErrCut = errors.New("the rest was not read")

// format is one way in which requests are saved.
type format struct {
	name string
	// fits tells by its beginning, without a byte order mark and spaces, whether data is of the format.
	fits func(data []byte) bool
	read func(data []byte, each func(Message) error) error
}

// formats are tried in this order; the last one takes everything.
var formats = []format{
	{"har", regexp.MustCompile(`^\{\s*"log"\s*:\s*\{`).Match, readHAR},
	{"curl", regexp.MustCompile(`^(?:[$%#>] +)?curl(?:\.exe)?\s`).Match, readCurl},
	{"trace", traceBegins.Match, readTrace},
	{"burp", isBurp, readBurp},
	{"zap", zapBegins.Match, readZAP},
	{"saz", isSAZ, readSAZ},
	{"http", regexp.MustCompile(`^(?:[*<{}] ?[^\n]*\n)*(?:> )?[A-Z]{3,16} \S+ HTTP/[0-9.]+\r?\n`).Match, readHTTP},
	{"urls", isList, readList},
	{"payload", func([]byte) bool { return true }, readPayload},
}

// Formats lists the names that as may have.
func Formats() []string {
	out := make([]string, len(formats))
	for i, f := range formats {
		out[i] = f.name
	}
	return out
}

// Read calls each for every message of the file, in the order of the file, and
// says what it was read as; "" for as finds it out. A compressed file is read as
// what is in it, unless that is a bare payload: how a payload was compressed is
// part of it. An error of each ends the reading and comes back as it is. An error
// that is ErrCut comes after everything that could be read; errors name the place
// and hold no content.
func Read(r io.Reader, as string, each func(Message) error) (Kind, error) {
	data, err := io.ReadAll(io.LimitReader(r, MaxFile+1))
	if err != nil {
		return Kind{}, err
	}
	if len(data) > MaxFile {
		return Kind{}, fmt.Errorf("longer than %d MiB; split it", MaxFile>>20)
	}
	var k Kind
	var short error
	f, ok := find(as, data)
	if as == "" && f.name == "payload" || as != "" && ok && as != "payload" {
		if plain, how, err := decompress(data); how != "" {
			if g, _ := find(as, plain); g.name != "payload" {
				f, data, k.Compression, short = g, plain, how, err
			}
		}
	}
	if !ok {
		return k, fmt.Errorf("format %q is none of %s", as, strings.Join(Formats(), ", "))
	}
	k.Format = f.name
	n := 0
	err = f.read(f.begin(data), func(m Message) error {
		if n++; n > maxMessages {
			return fmt.Errorf("it holds more than %d messages: %w", maxMessages, ErrCut)
		}
		return each(m)
	})
	return k, cmp.Or(short, err)
}

// find gives the format of that name; for "" the first that data is of.
func find(as string, data []byte) (format, bool) {
	for _, f := range formats {
		if as == f.name || as == "" && f.fits(f.begin(data)) {
			return f, true
		}
	}
	return format{}, false
}

// begin is where a file of the format begins: a payload is taken as it is.
func (f format) begin(data []byte) []byte {
	if f.name == "payload" {
		return data
	}
	return bytes.TrimLeft(bytes.TrimPrefix(data, []byte("\xef\xbb\xbf")), " \t\r\n")
}

// exchange is what every message has.
func exchange(method, url string, channel audit.Channel) audit.Exchange {
	if method == "" {
		method = "GET"
	}
	return audit.Exchange{Method: method, URL: url, Channel: channel, Outcome: "sent"}
}

// isList reports whether every line of data is an address.
func isList(data []byte) bool {
	lines := 0
	for line := range bytes.Lines(data) {
		line = bytes.TrimSpace(line)
		if len(line) == 0 {
			continue
		}
		lines++
		if !address.Match(line) {
			return false
		}
	}
	return lines > 0
}

var address = regexp.MustCompile(`^(?i:https?|wss?)://[^\s<>"]+$`)

func readList(data []byte, each func(Message) error) error {
	n := 0
	for line := range bytes.Lines(data) {
		n++
		if line = bytes.TrimSpace(line); len(line) == 0 {
			continue
		}
		if err := each(Message{At: fmt.Sprintf("line %d", n), Exchange: exchange("", string(line), audit.ChannelOther)}); err != nil {
			return err
		}
	}
	return nil
}

func readPayload(data []byte, each func(Message) error) error {
	return each(Message{At: "the whole file", Exchange: exchange("POST", "", audit.ChannelOther), Body: data})
}

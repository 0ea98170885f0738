package saved

import (
	"archive/zip"
	"bytes"
	"cmp"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strconv"
)

// sazRequest names the request of a session in Fiddler's archive
// (https://docs.telerik.com/fiddler-everywhere/knowledge-base/fiddler-archives).
var sazRequest = regexp.MustCompile(`^raw[/\\]0*([0-9]{1,9})_([cw])\.txt$`)

func isSAZ(data []byte) bool {
	return bytes.HasPrefix(data, []byte("PK\x03\x04")) && bytes.Contains(data, []byte("_c.txt"))
}

// readSAZ reads the requests of a session archive, by number. All of them together
// may be as long as a file may be.
func readSAZ(data []byte, each func(Message) error) error {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return fmt.Errorf("it is no whole session archive: %w", ErrCut)
	}
	type session struct {
		n    int
		file *zip.File
	}
	var requests []session
	frames := 0
	for _, f := range z.File {
		m := sazRequest.FindStringSubmatch(f.Name)
		switch {
		case m == nil:
		case m[2] == "w":
			frames++
		default:
			n, _ := strconv.Atoi(m[1])
			requests = append(requests, session{n, f})
		}
	}
	slices.SortStableFunc(requests, func(a, b session) int { return cmp.Compare(a.n, b.n) })
	left := int64(MaxFile)
	for _, s := range requests {
		raw, err := unzip(s.file, left)
		if err != nil {
			return fmt.Errorf("session %d cannot be read: it is encrypted, damaged or too long: %w", s.n, ErrCut)
		}
		left -= int64(len(raw))
		m := Message{At: fmt.Sprintf("session %d", s.n)}
		var ok bool
		if m.Exchange, m.Body, ok = request(raw); !ok {
			m.Lost = "it begins with no request line"
		}
		if m.Exchange.Method == "CONNECT" {
			continue // a tunnel; what went through it has sessions of its own
		}
		if err := each(m); err != nil {
			return err
		}
	}
	switch {
	case len(requests) == 0:
		return fmt.Errorf("the archive holds no sessions: %w", ErrCut)
	case frames > 0:
		return fmt.Errorf("the WebSocket messages of %d sessions are in a form that is not read: %w", frames, ErrCut)
	}
	return nil
}

func unzip(f *zip.File, most int64) ([]byte, error) {
	r, err := f.Open()
	if err != nil {
		return nil, err
	}
	defer r.Close()
	raw, err := io.ReadAll(io.LimitReader(r, most+1))
	if err == nil && int64(len(raw)) > most {
		err = fmt.Errorf("longer than %d bytes", most)
	}
	return raw, err
}

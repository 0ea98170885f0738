package saved

import (
	"bytes"
	"encoding/base64"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strings"
)

// isBurp knows what Burp Suite writes by "Save items"
// (https://portswigger.net/burp/documentation/desktop/tools/proxy/http-history).
func isBurp(data []byte) bool {
	head := data[:min(len(data), 8<<10)]
	return bytes.HasPrefix(head, []byte("<")) && bytes.Contains(head, []byte("<items burpVersion="))
}

// burpItem is what counts of an item.
type burpItem struct {
	URL     string `xml:"url"`
	Request *struct {
		Base64 bool   `xml:"base64,attr"`
		Text   string `xml:",chardata"`
	} `xml:"request"`
}

// readBurp reads item by item. The declaration and the document type before the
// first are left out: the reader knows XML 1.0 only, and expands no entity.
func readBurp(data []byte, each func(Message) error) error {
	at := bytes.Index(data, []byte("<items"))
	if at < 0 {
		return fmt.Errorf("there is no <items> as Burp writes it: %w", ErrCut)
	}
	d := xml.NewDecoder(bytes.NewReader(data[at:]))
	for n := 0; ; {
		tok, err := d.Token()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil { // its own words can quote what stands there
			return fmt.Errorf("behind item %d it is no longer XML: %w", n, ErrCut)
		}
		start, ok := tok.(xml.StartElement)
		if !ok || start.Name.Local != "item" {
			continue
		}
		n++
		var item burpItem
		if err := d.DecodeElement(&item, &start); err != nil {
			return fmt.Errorf("item %d cannot be read as an item of Burp's: %w", n, ErrCut)
		}
		if err := each(item.message(n)); err != nil {
			return err
		}
	}
}

func (b *burpItem) message(n int) Message {
	m := Message{At: fmt.Sprintf("item %d", n), Exchange: exchange("", strings.TrimSpace(b.URL), "other")}
	var raw []byte
	if b.Request != nil {
		raw = []byte(b.Request.Text)
		if b.Request.Base64 {
			var err error
			if raw, err = base64.StdEncoding.DecodeString(strings.TrimSpace(b.Request.Text)); err != nil {
				m.Lost = "its base64 is damaged"
			}
		}
	}
	ex, body, ok := request(raw)
	if !ok {
		m.Exchange.BodyMissing = true
		return m
	}
	if b.URL != "" {
		ex.URL = m.Exchange.URL
	}
	m.Exchange, m.Body = ex, body
	return m
}

// zapBegins is the line above each message that ZAP exports as text: request, then
// response (https://github.com/zaproxy/zaproxy, PopupMenuExportMessage).
var (
	zapBegins   = regexp.MustCompile(`^==== [0-9]+ ==========\r?\n`)
	zapBetween  = regexp.MustCompile(`(?m)^==== ([0-9]+) ==========\r?\n`)
	zapResponse = regexp.MustCompile(`(?m)^HTTP/[0-9.]+ [0-9]{3}`)
)

func readZAP(data []byte, each func(Message) error) error {
	places := zapBetween.FindAllSubmatchIndex(data, maxMessages+1)
	for i, p := range places {
		end := len(data)
		if i+1 < len(places) {
			end = places[i+1][0]
		}
		m := Message{At: "message " + string(data[p[2]:p[3]])}
		raw := data[p[1]:end]
		// The response stands right behind the request's body.
		if head, rest := splitHead(raw, false); !bytes.Contains(bytes.ToLower(head), []byte("content-length:")) {
			if at := zapResponse.FindIndex(rest); at != nil {
				raw = raw[:len(head)+at[0]]
			}
		}
		var ok bool
		if m.Exchange, m.Body, ok = request(raw); !ok {
			return fmt.Errorf("%s holds no request: %w", m.At, ErrCut)
		}
		if err := each(m); err != nil {
			return err
		}
	}
	if len(places) == 0 {
		return fmt.Errorf("there is no message as ZAP writes it: %w", ErrCut)
	}
	return nil
}

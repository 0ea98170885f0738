package saved

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"net/url"
	"strings"
	"time"

	"github.com/quietroom/quietroom/audit"
)

// entry is what counts of a HAR entry (http://www.softwareishard.com/blog/har-12-spec/);
// names with an underscore are Chrome's own.
type entry struct {
	Started      time.Time `json:"startedDateTime"`
	ResourceType string    `json:"_resourceType"`
	Request      struct {
		Method   string  `json:"method"`
		URL      string  `json:"url"`
		Headers  []pair  `json:"headers"`
		PostData *posted `json:"postData"`
	} `json:"request"`
	Frames []struct {
		Type   string  `json:"type"`
		Opcode float64 `json:"opcode"`
		Data   string  `json:"data"`
	} `json:"_webSocketMessages"`
}

type pair struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

type posted struct {
	MimeType string `json:"mimeType"`
	Text     string `json:"text"`
	Encoding string `json:"encoding"`
	Params   []struct {
		Name     string `json:"name"`
		Value    string `json:"value"`
		FileName string `json:"fileName"`
	} `json:"params"`
}

// readHAR walks to log.entries and decodes one entry at a time.
func readHAR(data []byte, each func(Message) error) error {
	d := json.NewDecoder(bytes.NewReader(data))
	if err := descend(d, "log"); err != nil {
		return err
	}
	if err := descend(d, "entries"); err != nil {
		return err
	}
	if tok, err := d.Token(); err != nil || tok != json.Delim('[') {
		return fmt.Errorf("log.entries is no list: %w", ErrCut)
	}
	for n := 1; d.More(); n++ {
		var e entry
		if err := d.Decode(&e); err != nil {
			// The decoder's own words can quote what stands there.
			return fmt.Errorf("entry %d cannot be read as an entry of a HAR file: %w", n, ErrCut)
		}
		if err := e.messages(n, each); err != nil {
			return err
		}
	}
	if _, err := d.Token(); err != nil {
		return fmt.Errorf("the file ends within log.entries: %w", ErrCut)
	}
	return nil
}

// descend reads an object up to the value of key.
func descend(d *json.Decoder, key string) error {
	lost := fmt.Errorf("there is no list of entries under log.entries: %w", ErrCut)
	if tok, err := d.Token(); err != nil || tok != json.Delim('{') {
		return lost
	}
	for d.More() {
		tok, err := d.Token()
		if err != nil {
			return lost
		}
		if tok == key {
			return nil
		}
		var skip json.RawMessage
		if err := d.Decode(&skip); err != nil {
			return lost
		}
	}
	return lost
}

// messages gives the request and the frames that were sent over it.
func (e *entry) messages(n int, each func(Message) error) error {
	ex := exchange(e.Request.Method, e.Request.URL, channelOf(e.ResourceType))
	ex.Time = e.Started
	for _, h := range e.Request.Headers[:min(len(e.Request.Headers), maxHeaders)] {
		ex.Headers = append(ex.Headers, audit.Header{h.Name, h.Value})
	}
	body, ok := e.Request.PostData.body()
	ex.BodyMissing = !ok
	if err := each(Message{At: fmt.Sprintf("entry %d", n), Exchange: ex, Body: body}); err != nil {
		return err
	}
	for i, f := range e.Frames {
		if f.Type != "send" {
			continue
		}
		frame := exchange("", e.Request.URL, audit.ChannelWebSocket)
		frame.Time = e.Started
		data := []byte(f.Data)
		if f.Opcode == 2 {
			if raw, err := base64.StdEncoding.DecodeString(f.Data); err == nil {
				data = raw
			}
		}
		if err := each(Message{At: fmt.Sprintf("entry %d, frame %d", n, i+1), Exchange: frame, Body: data}); err != nil {
			return err
		}
	}
	return nil
}

// body gives what was posted; false when there was something that the file leaves out.
func (p *posted) body() ([]byte, bool) {
	switch {
	case p == nil:
		return nil, true
	case p.Text != "" && p.Encoding == "base64":
		raw, err := base64.StdEncoding.DecodeString(p.Text)
		return raw, err == nil
	case p.Text != "":
		return []byte(p.Text), true
	case len(p.Params) == 0:
		return nil, p.MimeType == ""
	}
	var parts []string
	for _, f := range p.Params {
		value := f.Value
		if value == "" {
			value = f.FileName
		}
		parts = append(parts, url.QueryEscape(f.Name)+"="+url.QueryEscape(value))
	}
	return []byte(strings.Join(parts, "&")), true
}

func channelOf(resource string) audit.Channel {
	switch resource {
	case "document":
		return audit.ChannelDocument
	case "ping", "beacon":
		return audit.ChannelBeacon
	case "image", "script", "stylesheet", "font", "media", "fetch", "xhr", "websocket", "eventsource", "manifest", "preflight":
		return audit.Channel(resource)
	}
	return audit.ChannelOther
}

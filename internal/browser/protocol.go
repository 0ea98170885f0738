package browser

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"

	"github.com/quietroom/quietroom/audit"
)

// The shapes of the protocol's events, no more of them than the record needs.
// They are our own because cdproto's headers are a map, which loses the order.
// Source: https://chromedevtools.github.io/devtools-protocol/tot/ (Network, Fetch, Target, Page).

type attachedEvent struct {
	SessionID          string     `json:"sessionId"`
	TargetInfo         targetInfo `json:"targetInfo"`
	WaitingForDebugger bool       `json:"waitingForDebugger"`
}

type targetInfo struct {
	TargetID         string `json:"targetId"`
	Type             string `json:"type"`
	URL              string `json:"url"`
	BrowserContextID string `json:"browserContextId"`
}

type detachedEvent struct {
	SessionID string `json:"sessionId"`
}

type destroyedEvent struct {
	Context int `json:"executionContextId"`
}

type frameEvent struct {
	FrameID string `json:"frameId"` // frameAttached
	Frame   struct {
		ID  string `json:"id"` // frameNavigated
		URL string `json:"url"`
	} `json:"frame"`
}

type request struct {
	URL             string     `json:"url"`
	Method          string     `json:"method"`
	Headers         headerList `json:"headers"`
	PostData        string     `json:"postData"`
	HasPostData     bool       `json:"hasPostData"`
	PostDataEntries []struct {
		Bytes []byte `json:"bytes"`
	} `json:"postDataEntries"`
}

// body gives the request's body as bytes, and whether the protocol gave all of
// it: a Blob's entry comes empty on the Network domain.
func (r *request) body() (body []byte, whole bool) {
	for _, e := range r.PostDataEntries {
		if len(e.Bytes) == 0 {
			return nil, false
		}
		body = append(body, e.Bytes...)
	}
	if len(r.PostDataEntries) > 0 {
		return body, true
	}
	if r.PostData != "" {
		return []byte(r.PostData), true
	}
	return nil, !r.HasPostData
}

type pausedEvent struct {
	RequestID    string  `json:"requestId"`
	Request      request `json:"request"`
	FrameID      string  `json:"frameId"`
	ResourceType string  `json:"resourceType"`
	NetworkID    string  `json:"networkId"`
	// RedirectOf is the paused request whose answer led here, "" for none.
	RedirectOf string `json:"redirectedRequestId"`
	// Status and Answer are those of an answer that came, FailedWith what it failed
	// with; only a policy that is tried has requests paused so late.
	Status     int     `json:"responseStatusCode"`
	Answer     []entry `json:"responseHeaders"`
	FailedWith string  `json:"responseErrorReason"`
}

type callFrame struct {
	URL        string `json:"url"`
	LineNumber int    `json:"lineNumber"`
}

type stackTrace struct {
	CallFrames []callFrame `json:"callFrames"`
	Parent     *stackTrace `json:"parent"`
}

type initiator struct {
	Type       string      `json:"type"`
	URL        string      `json:"url"`
	LineNumber float64     `json:"lineNumber"`
	Stack      *stackTrace `json:"stack"`
}

type willBeSentEvent struct {
	RequestID        string    `json:"requestId"`
	LoaderID         string    `json:"loaderId"`
	DocumentURL      string    `json:"documentURL"`
	Request          request   `json:"request"`
	Initiator        initiator `json:"initiator"`
	RedirectResponse *response `json:"redirectResponse"`
	Type             string    `json:"type"`
	FrameID          string    `json:"frameId"`
}

type response struct {
	Status            int  `json:"status"`
	FromDiskCache     bool `json:"fromDiskCache"`
	FromServiceWorker bool `json:"fromServiceWorker"`
}

type extraInfoEvent struct {
	RequestID string     `json:"requestId"`
	Headers   headerList `json:"headers"`
}

type receivedEvent struct {
	RequestID    string   `json:"requestId"`
	Response     response `json:"response"`
	HasExtraInfo bool     `json:"hasExtraInfo"`
	Type         string   `json:"type"`
}

type finishedEvent struct {
	RequestID     string `json:"requestId"`
	ErrorText     string `json:"errorText"`
	BlockedReason string `json:"blockedReason"`
}

type socketEvent struct {
	RequestID string     `json:"requestId"`
	URL       string     `json:"url"`
	Initiator *initiator `json:"initiator"`
	Request   struct {
		Headers headerList `json:"headers"`
	} `json:"request"`
	Response struct {
		Opcode      int    `json:"opcode"`
		PayloadData string `json:"payloadData"`
	} `json:"response"`
	TransportID string `json:"transportId"`
}

// headerList reads the protocol's header object in its order. A header that was
// sent several times comes as one value with line feeds between.
type headerList []audit.Header

// UnmarshalJSON reads the object token by token, so that its order is kept.
func (h *headerList) UnmarshalJSON(b []byte) error {
	d := json.NewDecoder(bytes.NewReader(b))
	open, err := d.Token()
	if err != nil {
		return err
	}
	if open == nil {
		return nil
	}
	if open != json.Delim('{') {
		return fmt.Errorf("headers: want an object, have %v", open)
	}
	for d.More() {
		name, err := d.Token()
		if err != nil {
			return err
		}
		var value any
		if err := d.Decode(&value); err != nil {
			return err
		}
		n, _ := name.(string)
		for v := range strings.SplitSeq(fmt.Sprint(value), "\n") {
			*h = append(*h, audit.Header{n, v})
		}
	}
	return nil
}

func (h headerList) get(name string) string {
	for _, kv := range h {
		if strings.EqualFold(kv[0], name) {
			return kv[1]
		}
	}
	return ""
}

// chainOf flattens an initiator's stack, innermost call first, without repeats.
func chainOf(in initiator) audit.Initiator {
	const maxStack = 32
	out := audit.Initiator{Type: in.Type, URL: in.URL, Line: int(in.LineNumber)}
	for s := in.Stack; s != nil && len(out.Stack) < maxStack; s = s.Parent {
		for _, f := range s.CallFrames {
			if f.URL == "" || len(out.Stack) > 0 && out.Stack[len(out.Stack)-1] == f.URL || len(out.Stack) >= maxStack {
				continue
			}
			if len(out.Stack) == 0 && out.URL == "" {
				out.URL, out.Line = f.URL, f.LineNumber+1
			}
			out.Stack = append(out.Stack, f.URL)
		}
	}
	return out
}

package browser

import (
	"encoding/base64"
	"time"

	"github.com/quietroom/quietroom/audit"
)

// keepBackPatience is how long it may take to find out whether something may leave.
const keepBackPatience = 5 * time.Second

// keepBack asks, beside the reader, whether a third party may get a request. What
// could not be read whole, and what takes too long, is not sent.
func (r *recorder) keepBack(asked *visit, i item, ev *pausedEvent, pass answer) {
	body, whole := ev.Request.body()
	ex := &audit.Exchange{Time: i.at.UTC(), Journey: journeyOf(asked), Method: ev.Request.Method, URL: ev.Request.URL, Headers: ev.Request.Headers, Channel: ev.channel(), Party: audit.ThirdParty, Frame: i.frame}
	if whole && !r.mayNot(ex, body) {
		r.settle(asked, i, ev, pass)
		return
	}
	a := emptyAnswer(ev)
	i.paused, i.held, i.keptBack = ev, true, true
	r.queue.push(i)
	a.params["requestId"] = ev.RequestID
	r.command("", a.method, a.params)
}

// journeyOf gives the journey that a visit is of, "" for none.
func journeyOf(v *visit) string {
	if v == nil {
		return ""
	}
	return v.label().journey
}

// mayNot asks KeepBack, a few at a time and each no longer than patience.
func (r *recorder) mayNot(ex *audit.Exchange, body []byte) bool {
	r.searching <- struct{}{}
	found := make(chan bool, 1)
	go func() {
		defer func() { <-r.searching }()
		found <- r.cfg.KeepBack(ex, body)
	}()
	limit := time.NewTimer(keepBackPatience)
	defer limit.Stop()
	select {
	case no := <-found:
		return no
	case <-limit.C:
		return true
	}
}

// emptyAnswer is what a page gets for a request that no third party may have: as
// little as such a request is answered with, so that its script goes on.
func emptyAnswer(ev *pausedEvent) answer {
	headers := append(cors(ev), [2]string{"Cross-Origin-Resource-Policy", "cross-origin"})
	switch ev.ResourceType {
	case "Image":
		a := fulfil(200, append(headers, [2]string{"Content-Type", "image/gif"}), "")
		a.params["body"] = pixel
		return a
	case "Script":
		return fulfil(200, append(headers, [2]string{"Content-Type", "text/javascript"}), "")
	case "Document":
		return fulfil(200, append(headers, [2]string{"Content-Type", kindHTML}), quietPage)
	case "Stylesheet":
		return fulfil(200, append(headers, [2]string{"Content-Type", "text/css"}), "")
	}
	if ev.Request.Method == "OPTIONS" {
		return allowPreflight(ev)
	}
	return fulfil(204, headers, "")
}

// pixel is the smallest transparent image, in base64.
var pixel = base64.StdEncoding.EncodeToString([]byte("GIF89a\x01\x00\x01\x00\x80\x00\x00\x00\x00\x00\xff\xff\xff!\xf9\x04\x01\x00\x00\x00\x00,\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02D\x01\x00;"))

// frameMayNot asks the same of a socket's message.
func (r *recorder) frameMayNot(v *visit, rawURL string, body []byte, whole bool) bool {
	if r.cfg.KeepBack == nil || r.partyOf(rawURL) != audit.ThirdParty {
		return false
	}
	return !whole || r.mayNot(&audit.Exchange{Time: time.Now().UTC(), Journey: journeyOf(v), Method: "FRAME", URL: rawURL, Channel: audit.ChannelWebSocket, Party: audit.ThirdParty}, body)
}

package audit

import (
	"fmt"
	"log/slog"
	"strings"
	"time"
)

// Exchange is one message that left, or was about to leave, the browser. Its
// body is kept apart, by its hash (see runstore). An Exchange never prints its
// URL, headers or body: they can hold a patient's value.
type Exchange struct {
	// ID is unique in its run: "x000001", in the order sent.
	ID   string    `json:"id"`
	Time time.Time `json:"time"`
	// Page, Journey and Step say what the patient was doing.
	Page    string `json:"page"`
	Journey string `json:"journey"`
	Step    int    `json:"step"`
	// Consent is what the visitor had answered to the site's banner by then.
	Consent Consent `json:"consent,omitempty"`
	Method  string  `json:"method"`
	// URL is as sent, fragment excluded.
	URL string `json:"url"`
	// Headers are as sent, order and repeats kept.
	Headers []Header `json:"headers"`
	// BodySHA256 is the hex hash of the body's bytes as recorded, "" when there is none.
	BodySHA256 string `json:"body_sha256"`
	// BodySize is the body's size in bytes, also of what was cut.
	BodySize int64 `json:"body_size"`
	// BodyCut is true when only the first part of the body is kept.
	BodyCut bool `json:"body_cut,omitempty"`
	// BodyMissing is true when there was a body and it could not be read.
	BodyMissing bool    `json:"body_missing,omitempty"`
	Channel     Channel `json:"channel"`
	Party       Party   `json:"party"`
	// Held is true when the request was recorded, never sent, and answered in the browser.
	Held bool `json:"held"`
	// KeptBack is true for one that was held because it would have told a third party
	// a value of the patient, and the audit was to let none go.
	KeptBack bool `json:"kept_back,omitempty"`
	// AfterSubmit is true when it came after a held submit of its journey.
	AfterSubmit bool `json:"after_submit,omitempty"`
	// Outcome is sent, held, blocked, failed, cached, service-worker (a worker of the
	// site answered it) or attempted (Chrome meant to send it and it did not leave).
	Outcome string `json:"outcome"`
	// Status is the HTTP status of the answer, 0 when there was none.
	Status int `json:"status,omitempty"`
	// Frame is the address of the frame that sent it.
	Frame     string    `json:"frame,omitempty"`
	Initiator Initiator `json:"initiator"`
	// RedirectOf is the id of the exchange whose answer led here.
	RedirectOf string `json:"redirect_of,omitempty"`
	// SeenBy lists the sources that saw it: network, fetch, netlog, page (its own send,
	// asked before it sent).
	SeenBy []string `json:"seen_by"`
	// Annotation is the name by which Chrome's network stack knows who sent it, for
	// what Chrome sends on a page's behalf; "" otherwise.
	Annotation string `json:"annotation,omitempty"`
	// Received says, of a frame that was sent, how much had come back over its socket
	// by then; nil for nothing.
	Received *Received `json:"received,omitempty"`
	// Hidden lists what of the test account stood in it and was masked before it was
	// written down: then it is not on record byte for byte. Withheld names the parts
	// that held some of it and could not be masked: "url", "header.cookie", "body".
	Hidden   []Kind   `json:"hidden,omitempty"`
	Withheld []string `json:"withheld,omitempty"`
}

// Received counts what came in over a socket; the content is never kept.
type Received struct {
	Frames int   `json:"frames"`
	Bytes  int64 `json:"bytes"`
}

// Header is one request header, as [name, value] in JSON.
type Header [2]string

// Header gives the first value of the named header (any case), "" if there is none.
func (e *Exchange) Header(name string) string {
	for _, h := range e.Headers {
		if strings.EqualFold(h[0], name) {
			return h[1]
		}
	}
	return ""
}

// Initiator says who caused an exchange.
type Initiator struct {
	// Type is parser, script, preload, preflight, navigation, other.
	Type string `json:"type"`
	// URL is the script or document that caused it.
	URL  string `json:"url,omitempty"`
	Line int    `json:"line,omitempty"`
	// Stack lists script addresses from the innermost call out, through
	// asynchronous calls, without repeats.
	Stack []string `json:"stack,omitempty"`
}

// Channel is how an exchange left.
type Channel string

// The channels. A channel that Chrome names and this list does not becomes ChannelOther.
const (
	ChannelDocument    Channel = "navigation"
	ChannelImage       Channel = "image"
	ChannelScript      Channel = "script"
	ChannelStyle       Channel = "stylesheet"
	ChannelFont        Channel = "font"
	ChannelMedia       Channel = "media"
	ChannelFetch       Channel = "fetch"
	ChannelXHR         Channel = "xhr"
	ChannelBeacon      Channel = "beacon"
	ChannelPing        Channel = "ping"
	ChannelEventSource Channel = "eventsource"
	ChannelWebSocket   Channel = "websocket"
	ChannelPreflight   Channel = "preflight"
	ChannelCSPReport   Channel = "csp-report"
	ChannelManifest    Channel = "manifest"
	ChannelPrefetch    Channel = "prefetch"
	ChannelFrame       Channel = "frame"
	// ChannelFetchLater is a fetch that is sent when the page is left, or later.
	ChannelFetchLater   Channel = "fetchlater"
	ChannelFavicon      Channel = "favicon"
	ChannelWebTransport Channel = "webtransport"
	// ChannelWebRTC is a datagram or TURN stream of a peer connection (STUN, ICE).
	ChannelWebRTC Channel = "webrtc"
	// ChannelReport is an upload of the Reporting API, network error logging included.
	ChannelReport Channel = "report"
	// ChannelDNS and ChannelPreconnect tell no more than a host's name.
	ChannelDNS        Channel = "dns-prefetch"
	ChannelPreconnect Channel = "preconnect"
	// ChannelBrowser is what Chrome itself fetches for a page (FedCM, early hints,
	// payment manifests, …); Exchange.Annotation says which.
	ChannelBrowser Channel = "browser"
	// ChannelSocket is bytes on a stream that is no HTTP.
	ChannelSocket Channel = "socket"
	ChannelOther  Channel = "other"
)

// Channels lists all channels.
var Channels = []Channel{
	ChannelDocument, ChannelImage, ChannelScript, ChannelStyle, ChannelFont,
	ChannelMedia, ChannelFetch, ChannelXHR, ChannelBeacon, ChannelPing,
	ChannelEventSource, ChannelWebSocket, ChannelPreflight, ChannelCSPReport, ChannelManifest,
	ChannelPrefetch, ChannelFrame, ChannelFetchLater, ChannelFavicon, ChannelWebTransport,
	ChannelWebRTC, ChannelReport, ChannelDNS, ChannelPreconnect, ChannelBrowser,
	ChannelSocket, ChannelOther,
}

// String hides what the exchange holds.
func (e Exchange) String() string {
	return fmt.Sprintf("exchange %s (%s, %s party, %d bytes)", e.ID, e.Channel, e.Party, e.BodySize)
}

// GoString hides what the exchange holds, also from %#v.
func (e Exchange) GoString() string { return e.String() }

// LogValue hides what the exchange holds from slog.
func (e Exchange) LogValue() slog.Value { return slog.StringValue(e.String()) }

// Format hides what the exchange holds from every verb of package fmt.
func (e Exchange) Format(f fmt.State, _ rune) { fmt.Fprint(f, e.String()) }

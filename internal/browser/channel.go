package browser

import (
	"strings"

	"github.com/quietroom/quietroom/audit"
)

// channels maps the protocol's resource types to channels
// (https://chromedevtools.github.io/devtools-protocol/tot/Network/#type-ResourceType).
var channels = map[string]audit.Channel{
	"Document": audit.ChannelDocument, "Stylesheet": audit.ChannelStyle, "Image": audit.ChannelImage,
	"Media": audit.ChannelMedia, "TextTrack": audit.ChannelMedia, "Font": audit.ChannelFont, "Script": audit.ChannelScript,
	"XHR": audit.ChannelXHR, "Fetch": audit.ChannelFetch, "Prefetch": audit.ChannelPrefetch,
	"EventSource": audit.ChannelEventSource, "WebSocket": audit.ChannelWebSocket,
	"Manifest": audit.ChannelManifest, "Ping": audit.ChannelBeacon,
	"CSPViolationReport": audit.ChannelCSPReport, "Preflight": audit.ChannelPreflight,
	"FedCM": audit.ChannelBrowser, "SignedExchange": audit.ChannelBrowser,
}

// channelOf reads the channel from a request's type and from what Chrome put
// into its headers, which tells apart what the types do not.
func channelOf(resourceType string, req *request) audit.Channel {
	c, ok := channels[resourceType]
	purpose := req.Headers.get("Sec-Purpose") + req.Headers.get("Purpose")
	accept := req.Headers.get("Accept")
	switch {
	case req.Method == "OPTIONS" && req.Headers.get("Access-Control-Request-Method") != "":
		return audit.ChannelPreflight
	case strings.Contains(purpose, "prefetch"), strings.Contains(purpose, "prerender"):
		return audit.ChannelPrefetch
	case !ok && (strings.HasPrefix(accept, "image/") || strings.HasSuffix(req.URL, "/favicon.ico")):
		return audit.ChannelFavicon // the only picture that is no Image
	case !ok:
		return audit.ChannelOther
	case c == audit.ChannelXHR && accept == "text/event-stream":
		return audit.ChannelEventSource
	case c == audit.ChannelBeacon && req.Headers.get("Ping-To") != "":
		return audit.ChannelPing // <a ping>, which the protocol does not tell from a beacon
	case c == audit.ChannelDocument && framed(req.Headers):
		return audit.ChannelFrame
	}
	return c
}

// framed reports whether a document is loaded into another one.
func framed(h headerList) bool {
	switch h.get("Sec-Fetch-Dest") {
	case "iframe", "frame", "fencedframe", "embed", "object":
		return true
	}
	return false
}

// channel is that of a paused request. Fetch calls a script's requests XHR,
// whichever of the two they are; what has no network id was sent by a page that
// Network watches no more, or never did, and only fetch outlives its page.
func (ev *pausedEvent) channel() audit.Channel {
	c := channelOf(ev.ResourceType, &ev.Request)
	if c == audit.ChannelXHR && ev.NetworkID == "" {
		return audit.ChannelFetch
	}
	return c
}

// deferred reports whether the request is a fetchLater, which Network tells of
// as if it were a document of its own.
func (ev *willBeSentEvent) deferred() bool {
	return ev.Type == "Fetch" && ev.RequestID == ev.LoaderID && ev.LoaderID != ""
}

func (ev *willBeSentEvent) channel() audit.Channel {
	if ev.deferred() {
		return audit.ChannelFetchLater
	}
	return channelOf(ev.Type, &ev.Request)
}

// plainer reports whether channel a says less than b does: Network and Fetch
// each know things that the other does not.
func plainer(a, b audit.Channel) bool {
	return a == audit.ChannelOther || a == audit.ChannelDocument && b == audit.ChannelPrefetch
}

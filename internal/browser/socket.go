package browser

import (
	"encoding/base64"

	"github.com/quietroom/quietroom/audit"
)

// onSocket records a socket's handshake as one exchange and each frame that is
// sent as another.
func (b *builder) onSocket(i *item, ev *socketEvent) {
	id := ev.RequestID + ev.TransportID
	switch i.method {
	case "Network.webSocketCreated", "Network.webTransportCreated":
		if b.blind(audit.ChannelWebSocket) {
			return
		}
		f := b.open(i, id, "GET", ev.URL)
		f.ex.Channel = audit.ChannelWebSocket
		if i.method == "Network.webTransportCreated" {
			b.join.forget(f)
			f.ex.Method, f.ex.Channel, f.opaque, f.unwired = "CONNECT", audit.ChannelWebTransport, true, true
		}
		f.network, f.fetch = true, true
		f.ex.SeenBy = []string{"network"}
		if ev.Initiator != nil {
			f.ex.Initiator = chainOf(*ev.Initiator)
		}
	case "Network.webSocketWillSendHandshakeRequest":
		if f := b.last(id); f != nil {
			f.setHeaders(ev.Request.Headers, asSent)
			f.end(i.at)
		}
	case "Network.webSocketFrameReceived":
		// By size only: what a server answers can be a real person's.
		if socket := b.last(id); socket != nil {
			n := len(ev.Response.PayloadData)
			if ev.Response.Opcode != 1 {
				n = base64.StdEncoding.DecodedLen(n)
			}
			socket.received.Frames++
			socket.received.Bytes += int64(n)
		}
	case "Network.webSocketFrameSent":
		socket := b.last(id)
		if b.blind(audit.ChannelWebSocket) {
			return
		}
		if socket == nil {
			b.counts.Unreadable++
			return
		}
		body := []byte(ev.Response.PayloadData)
		if ev.Response.Opcode != 1 {
			var err error
			if body, err = base64.StdEncoding.DecodeString(ev.Response.PayloadData); err != nil {
				b.counts.Unreadable++
			}
		}
		f := b.open(i, "", "FRAME", socket.ex.URL)
		if socket.received.Frames > 0 {
			f.ex.Received = new(socket.received)
		}
		f.ex.Channel, f.ex.Initiator, f.ex.SeenBy = audit.ChannelWebSocket, socket.ex.Initiator, []string{"network"}
		f.network, f.fetch, f.extra = true, true, true
		f.setBody(body)
		// A Blob's frame comes empty: that there was one is all the protocol says.
		f.missing = len(body) == 0
		f.hasBody = !f.missing
		f.end(i.at)
		b.meet(f)
		f.stray = i.label.proven && b.r.holdsFrames(hostOf(socket.ex.URL))
	}
}

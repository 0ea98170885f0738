package browser

import (
	"testing"
	"time"

	"github.com/quietroom/quietroom/audit"
)

// TestReceivedBySize: a frame that is sent says how much had come back before it,
// and nothing of what.
func TestReceivedBySize(t *testing.T) {
	t.Parallel()
	got := &record{}
	cfg := Config{Path: "none", FirstParty: func(string) bool { return false }, Sink: got.sink}
	if err := cfg.check(); err != nil {
		t.Fatal(err)
	}
	b := newBuilder(newRecorder(&cfg, newOutbox()))
	tell := func(method string, opcode int, payload string) {
		it := event(method, map[string]any{"requestId": "s", "url": "wss://socket.test/", "response": map[string]any{"opcode": opcode, "payloadData": payload}})
		it.at = time.Unix(1_800_000_000, 0)
		b.event(&it)
	}
	tell("Network.webSocketCreated", 0, "")
	tell("Network.webSocketFrameSent", 1, "hello")
	tell("Network.webSocketFrameReceived", 1, "secret")
	tell("Network.webSocketFrameReceived", 2, "c2VjcmV0")
	tell("Network.webSocketFrameSent", 1, "again")
	b.emit(time.Now(), true)
	if len(got.all) != 3 {
		t.Fatalf("%d exchanges, want the handshake and two frames", len(got.all))
	}
	if got.all[1].Received != nil {
		t.Errorf("before anything came: %+v", got.all[1].Received)
	}
	if r := got.all[2].Received; r == nil || *r != (audit.Received{Frames: 2, Bytes: 12}) {
		t.Errorf("received %+v, want 2 frames of 12 bytes", r)
	}
}

package browser

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
	"strings"
	"sync"
	"time"

	"github.com/chromedp/cdproto"
)

// ErrUnproven is an interception that could not be shown to hold what a page
// sends: nothing may be submitted there.
var ErrUnproven = errors.New("it could not be proven that what the page sends would be held")

// armPatience is how long all frames and workers of a page may take to prove that
// they are intercepted. An idle machine needs some hundredths of a second.
const armPatience = 15 * time.Second

// Arm holds requests that would commit something from now on, as Hold does, and
// proves it: every frame and worker of the tab sends a canary, to a host that does
// not exist, and each must come to be held. It fails with ErrUnproven when one does
// not, and the hold stays on.
func (t *Tab) Arm(ctx context.Context) error {
	t.Hold(true)
	a := &arming{r: t.b.rec, changed: make(chan struct{}, 1)}
	defer a.forget()
	if self := a.r.self; self != nil && !a.r.selfGone.Load() {
		if id := a.r.sessionOf(self.target); id != "" {
			p := a.canary(itself, id, "")
			p.mild = false
			a.ask(p, id, 0)
		}
	}
	for _, s := range t.visit.ofKind("page", "iframe") {
		a.frame(s)
	}
	for _, s := range t.visit.ofKind("worker", "shared_worker", "service_worker") {
		a.ask(a.canary("a worker", s.id, ""), s.id, 0)
	}
	a.sockets(t.visit)
	if err := a.wait(ctx, t); err != nil {
		return err
	}
	t.relabel(func(l *label) { l.proven = true })
	return nil
}

// arming is one proof under way.
type arming struct {
	r       *recorder
	changed chan struct{}

	mu     sync.Mutex
	proofs []*proof
}

// proof is what one frame, worker or socket has to show.
type proof struct {
	what, session, frame, nonce string

	held    bool // its canary came to be held
	done    bool // nothing is to be shown: it is gone, or has said all that it has to
	refused bool // it sent no canary
	// mild is a frame that may refuse: its own policy lets it send to no other host.
	mild bool
}

// maxFrames bounds the frames that are asked; a page with more is not armed.
const maxFrames = 300

// expect adds something that has to be shown.
func (a *arming) expect(p *proof) *proof {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.proofs = append(a.proofs, p)
	return p
}

// canary adds a canary that has to be held.
func (a *arming) canary(what, session, frame string) *proof {
	raw := make([]byte, 12)
	_, _ = rand.Read(raw) // never fails (crypto/rand, since Go 1.24)
	p := a.expect(&proof{what: what, session: session, frame: frame, nonce: hex.EncodeToString(raw), mild: true})
	a.r.mu.Lock()
	defer a.r.mu.Unlock()
	a.r.canaries[p.nonce] = func() { a.set(func() { p.held = true }) }
	return p
}

func (a *arming) forget() {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.r.mu.Lock()
	defer a.r.mu.Unlock()
	for _, p := range a.proofs {
		delete(a.r.canaries, p.nonce)
	}
}

func (a *arming) set(change func()) {
	a.mu.Lock()
	change()
	a.mu.Unlock()
	select {
	case a.changed <- struct{}{}:
	default:
	}
}

// frame asks a page or frame for the frames that share its process, and each of
// them for its canary.
func (a *arming) frame(s *session) {
	type tree struct {
		Frame struct {
			ID string `json:"id"`
		} `json:"frame"`
		ChildFrames []json.RawMessage `json:"childFrames"`
	}
	list := a.expect(&proof{what: "a page's frames", session: s.id})
	a.r.ask(s.id, "Page.getFrameTree", nil, func(m *cdproto.Message) {
		var reply struct {
			FrameTree json.RawMessage `json:"frameTree"`
		}
		if m.Error != nil || json.Unmarshal(m.Result, &reply) != nil {
			return // not proven, unless it goes away
		}
		open := []json.RawMessage{reply.FrameTree}
		for n := 0; len(open) > 0 && n < maxFrames; n++ {
			var t tree
			if json.Unmarshal(open[0], &t) == nil {
				a.world(a.canary("a frame", s.id, t.Frame.ID))
			}
			open = append(open[1:], t.ChildFrames...)
		}
		if len(open) == 0 {
			a.set(func() { list.done = true })
		}
	})
}

// world asks a frame for its canary, in a world of our own: the page may have
// put something else in fetch's place.
func (a *arming) world(p *proof) {
	a.r.ask(p.session, "Page.createIsolatedWorld", map[string]any{"frameId": p.frame, "worldName": "quietroom"}, func(m *cdproto.Message) {
		var w struct {
			ExecutionContextID int `json:"executionContextId"`
		}
		if m.Error != nil || json.Unmarshal(m.Result, &w) != nil {
			a.set(func() { p.done = true })
			return
		}
		a.ask(p, p.session, w.ExecutionContextID)
	})
}

// itself is the page of the recorder's own self-test.
const itself = "Chrome itself"

// canaryHost exists nowhere (RFC 2606, section 2), so that a canary which is not
// held reaches nobody.
const canaryHost = "canary.quietroom.invalid"

const canaryJS = `fetch(%q, {method: 'POST', mode: 'no-cors', credentials: 'omit', cache: 'no-store', body: ''}).then(() => true, () => false)`

// ask makes a frame or worker send its canary.
func (a *arming) ask(p *proof, session string, world int) {
	params := map[string]any{
		"expression":   fmt.Sprintf(canaryJS, "https://"+canaryHost+"/"+p.nonce),
		"awaitPromise": true, "returnByValue": true, "silent": true,
	}
	if world != 0 {
		params["contextId"] = world
	}
	a.r.ask(session, "Runtime.evaluate", params, func(m *cdproto.Message) {
		a.set(func() { p.done, p.refused = m.Error != nil, m.Error == nil })
	})
}

// wait returns when everything is proven, or nil is out of reach.
func (a *arming) wait(ctx context.Context, t *Tab) error {
	limit := time.NewTimer(armPatience)
	defer limit.Stop()
	again := time.NewTicker(100 * time.Millisecond) // a session that is gone sends no event
	defer again.Stop()
	for {
		open, why := a.verdict(t.visit)
		switch {
		case why != "":
			return fmt.Errorf("%w: %s", ErrUnproven, why)
		case !open:
			return nil
		}
		select {
		case <-a.changed:
		case <-again.C:
		case <-limit.C:
			return fmt.Errorf("%w: a part of it did not answer", ErrUnproven)
		case <-ctx.Done():
			return ctx.Err()
		case <-t.ctx.Done():
			return t.Err()
		}
	}
}

// verdict says whether anything is still open, and what speaks against it.
func (a *arming) verdict(v *visit) (open bool, why string) {
	live := map[string]bool{}
	for _, s := range v.ofKind("page", "iframe", "worker", "shared_worker", "service_worker") {
		live[s.id] = true
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	held := 0
	for _, p := range a.proofs {
		switch {
		case p.held:
			held++
		case p.done || p.what != itself && !live[p.session]:
		case !p.refused:
			open = true
		case !p.mild || !a.r.stopped(p.frame):
			return false, "what " + p.what + " sends is not held"
		}
	}
	if !open && held == 0 {
		return false, "nothing of it is held"
	}
	return open, ""
}

// stopped reports whether a frame that may send to no other host was seen by the
// interception when it was loaded; one without an address of its own is loaded
// with its parent.
func (r *recorder) stopped(frame string) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	return frame == "" || r.loads[frame] || !recordable(r.frames[frame])
}

// loaded notes that a frame's document came to be intercepted.
func (r *recorder) loaded(frame string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.loads[frame] = true
}

// canary takes a request that proves its own interception.
func (r *recorder) canary(ev *pausedEvent, asked *visit) bool {
	nonce, ok := strings.CutPrefix(ev.Request.URL, "https://"+canaryHost+"/")
	if !ok {
		return false
	}
	r.mu.Lock()
	proven := r.canaries[nonce]
	r.mu.Unlock()
	a := fulfil(204, append(cors(ev), [2]string{"Cross-Origin-Resource-Policy", "cross-origin"}), "")
	a.params["requestId"] = ev.RequestID
	r.command("", a.method, a.params)
	if proven != nil && asked != nil && asked.label().holding {
		proven()
	}
	return true
}

// tellsOfCanary reports whether a policy's report is about a canary: it is nobody's.
func tellsOfCanary(ev *pausedEvent) bool {
	if ev.ResourceType != "CSPViolationReport" {
		return false
	}
	body, _ := ev.Request.body()
	return strings.Contains(string(body), canaryHost)
}

// ownHost reports whether an address is one of the recorder's own.
func ownHost(rawURL string) bool {
	u, err := url.Parse(rawURL)
	return err == nil && u.Hostname() == canaryHost
}

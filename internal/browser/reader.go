package browser

import (
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/chromedp/cdproto"
	"github.com/chromedp/cdproto/target"

	"github.com/quietroom/quietroom/audit"
)

// recorder watches every target of the browser and turns what they send into
// exchanges. Its methods on the reader goroutine (take and what it calls) never
// block: they decide, send through the outbox and append to the queue.
type recorder struct {
	cfg   *Config
	out   *outbox
	queue *queue

	mu       sync.Mutex
	sessions map[string]*session
	over     lately            // sessions that were ours; a last word of theirs is nobody's
	ours     lately            // targets that the root's auto-attach gave us
	watched  map[string]bool   // targets whose Network events one session delivers already
	contexts map[string]string // frame id → browser context id
	frames   map[string]string // frame or worker's target id → its address
	visits   map[string]*visit // by browser context id
	past     []*visit          // closed lately
	waits    map[int64]func(*cdproto.Message)
	counts   Counts
	// whyCrashed gives the error for a renderer that has just ended.
	whyCrashed func() error
	gaps       []audit.Gap

	self *selfTest // nil when there is no wire record
	// selfGone says that the page of the self-test has crashed.
	selfGone atomic.Bool

	canaries   map[string]func() // what to do when one is held, by nonce
	loads      map[string]bool   // frames whose document came to be intercepted
	socketName string            // by which sockets.js and we know each other
	telling    sync.Mutex        // see tellSocket
	searching  chan struct{}     // has room for the searches that may run at a time
	keeping    sync.WaitGroup    // decisions under way
	trial      trial             // of Config.Policy
}

// session is one of the recorder's own protocol sessions.
type session struct {
	id, target, kind, context, url string
	// waiting says that Chrome held the target back for this session, resumed that
	// Chrome has confirmed to have let it go.
	waiting, resumed bool
	dialogs, chatter int   // counted by the reader goroutine
	hearing          []int // execution contexts in which sockets.js runs
}

func newRecorder(cfg *Config, out *outbox) *recorder {
	return &recorder{
		cfg: cfg, out: out, queue: newQueue(),
		sessions: map[string]*session{}, watched: map[string]bool{},
		contexts: map[string]string{}, frames: map[string]string{}, visits: map[string]*visit{}, waits: map[int64]func(*cdproto.Message){},
		whyCrashed: func() error { return ErrCrashed },
		canaries:   map[string]func(){}, loads: map[string]bool{}, socketName: "_" + rand.Text(), searching: make(chan struct{}, 4),
		trial: trial{refused: map[audit.Refusal]int{}},
	}
}

// take sees every message from Chrome and reports whether it is the recorder's.
func (r *recorder) take(msg *cdproto.Message) bool {
	if msg.ID >= firstOwnID {
		r.mu.Lock()
		done := r.waits[msg.ID]
		delete(r.waits, msg.ID)
		r.mu.Unlock()
		if done != nil {
			done(msg)
		}
		return true
	}
	if msg.SessionID != "" {
		r.mu.Lock()
		s, over := r.sessions[string(msg.SessionID)], r.over.has(string(msg.SessionID))
		r.mu.Unlock()
		if s == nil {
			return over || console(msg)
		}
		r.sessionEvent(s, msg)
		return true
	}
	switch msg.Method {
	case "Target.attachedToTarget":
		return r.rootAttached(msg)
	case "Target.detachedFromTarget":
		return r.detached(msg)
	case "Fetch.requestPaused":
		r.paused(msg)
		return true
	case "Fetch.authRequired":
		r.refuseLogin(msg)
		return true
	}
	return false
}

// console reports whether a message is what a page wrote to its console. Nobody
// listens to it on chromedp's sessions, and a flood there would hold up all others.
func console(msg *cdproto.Message) bool {
	return msg.Method == "Runtime.consoleAPICalled" || msg.Method == "Runtime.exceptionThrown"
}

// refuseLogin answers a server that asks for a name and a password: the user's
// own went with the request already, and nobody sits before the prompt.
func (r *recorder) refuseLogin(msg *cdproto.Message) {
	var ev struct {
		RequestID string `json:"requestId"`
	}
	if r.decode(msg, &ev) {
		r.command("", "Fetch.continueWithAuth", map[string]any{"requestId": ev.RequestID, "authChallengeResponse": map[string]string{"response": "CancelAuth"}})
	}
}

// sessionEvent handles an event on one of the recorder's own sessions.
func (r *recorder) sessionEvent(s *session, msg *cdproto.Message) {
	if console(msg) {
		r.chatter(s, len(msg.Params))
		return
	}
	switch msg.Method {
	case "Target.attachedToTarget":
		var ev attachedEvent
		if r.decode(msg, &ev) {
			r.instrument(ev, s.context)
		}
	case "Target.detachedFromTarget":
		r.detached(msg)
	case "Page.frameAttached", "Page.frameNavigated":
		var ev frameEvent
		if r.decode(msg, &ev) {
			r.mu.Lock()
			r.contexts[ev.FrameID+ev.Frame.ID] = s.context
			if ev.Frame.ID != "" {
				r.frames[ev.Frame.ID] = address(ev.Frame.URL)
			}
			r.mu.Unlock()
			if v := r.visit(s.context); v != nil && ev.Frame.ID != "" {
				v.arrived(ev.Frame.ID)
				if ev.Frame.ID == v.target && ev.Frame.URL == blank {
					v.left()
				}
			}
		}
	case "Runtime.bindingCalled":
		r.onSocketSays(s, msg)
	case "Runtime.executionContextsCleared":
		r.deaf(s, 0)
	case "Runtime.executionContextDestroyed":
		var ev destroyedEvent
		if r.decode(msg, &ev) {
			r.deaf(s, ev.Context)
		}
	case "Page.javascriptDialogOpening":
		r.dialog(s)
	case "Inspector.targetCrashed":
		if r.self != nil && s.target == r.self.target {
			r.selfGone.Store(true)
		}
		if v := r.visit(s.context); v != nil && s.target == v.target {
			v.end(r.whyCrashed())
		} else if v != nil {
			v.stop("a frame or window of the page ended early: " + r.whyCrashed().Error())
		}
	case "Emulation.virtualTimeBudgetExpired":
		if v := r.visit(s.context); v != nil {
			v.expired()
		}
	default:
		if strings.HasPrefix(string(msg.Method), "Network.") {
			r.mu.Lock()
			v, frame := r.visits[s.context], r.frames[s.target]
			r.mu.Unlock()
			i := begin(string(msg.Method), v, frame)
			i.params, i.session = msg.Params, s.id
			r.queue.push(i)
		}
	}
}

// dialog answers every dialog at once: a page that waits for a click would stop
// the journey.
func (r *recorder) dialog(s *session) {
	const maxDialogs = 100
	r.command(s.id, "Page.handleJavaScriptDialog", map[string]any{"accept": true, "promptText": ""})
	if s.dialogs++; s.dialogs != maxDialogs {
		return
	}
	if v := r.visit(s.context); v != nil {
		// A script cannot be stopped while a dialog is open; watch ends it when
		// nothing else comes to run.
		v.stop("the page opened dialogs without end, so that its scripts may not have come to theirs")
	}
}

// chatter counts what is written to the console, in bytes, which comes along with
// what initiators need. Whoever floods it is no longer listened to, and the scripts
// of a page that does are stopped: Chrome would pass it all on to chromedp too.
func (r *recorder) chatter(s *session, size int) {
	const maxChatter = 32 << 20
	before := s.chatter
	if s.chatter += size; before >= maxChatter || s.chatter < maxChatter {
		return
	}
	r.command(s.id, "Runtime.disable", nil)
	v := r.visit(s.context)
	if v == nil {
		return
	}
	if s.kind == "page" || s.kind == "iframe" {
		v.stop("the page wrote to the console without end, and its scripts were stopped")
		r.stopScripts(s)
	}
}

// stopScripts keeps a page or frame from running any script from now on.
func (r *recorder) stopScripts(s *session) {
	r.command(s.id, "Emulation.setScriptExecutionDisabled", map[string]any{"value": true})
}

// rootAttached tells our auto-attached session from the one that chromedp asks
// for afterwards: a target comes to us first, because auto-attach is set before
// chromedp does anything. Frames are never attached at the root but by chromedp.
func (r *recorder) rootAttached(msg *cdproto.Message) bool {
	var ev attachedEvent
	if !r.decode(msg, &ev) {
		return false
	}
	r.mu.Lock()
	second := r.ours.has(ev.TargetInfo.TargetID)
	r.ours.add(ev.TargetInfo.TargetID)
	r.mu.Unlock()
	if second || ev.TargetInfo.Type == "iframe" {
		return false
	}
	r.instrument(ev, "")
	return true
}

// instrument prepares a new target before it runs: nothing is awaited, and the
// last command lets it go, for each session that was handed it. A target that
// one session forgot would stay frozen, and its requests would never exist.
func (r *recorder) instrument(ev attachedEvent, parentContext string) {
	info := ev.TargetInfo
	ctx := info.BrowserContextID
	if ctx == "" {
		ctx = parentContext
	}
	s := &session{id: ev.SessionID, target: info.TargetID, kind: info.Type, context: ctx, url: info.URL, waiting: ev.WaitingForDebugger}
	r.mu.Lock()
	r.sessions[s.id] = s
	r.contexts[info.TargetID] = ctx // a page's and a frame's target id is its frame id
	r.frames[info.TargetID] = address(info.URL)
	first := !r.watched[info.TargetID]
	r.watched[info.TargetID] = true
	v := r.visits[ctx]
	r.mu.Unlock()

	page := info.Type == "page" || info.Type == "iframe"
	if first && !r.cfg.without.network {
		// Chrome keeps every answer's body for us unless told not to; none is read.
		r.command(s.id, "Network.enable", map[string]any{"maxTotalBufferSize": 0, "maxResourceBufferSize": 0})
	}
	if first && !r.cfg.without.stacks {
		r.command(s.id, "Runtime.enable", nil)
		// Without stacks through asynchronous calls, a tag manager takes all the blame.
		r.command(s.id, "Runtime.setAsyncCallStackDepth", map[string]any{"maxDepth": 32})
	}
	if page {
		r.command(s.id, "Page.enable", map[string]any{})
		r.command(s.id, "Inspector.enable", nil)
		if r.cfg.Mobile {
			w, h := r.cfg.viewport()
			r.command(s.id, "Emulation.setDeviceMetricsOverride", map[string]any{"width": w, "height": h, "deviceScaleFactor": 2.6, "mobile": true})
			r.command(s.id, "Emulation.setTouchEmulationEnabled", map[string]any{"enabled": true})
		}
	}
	if first {
		r.watchSockets(s)
	}
	r.command(s.id, "Target.setAutoAttach", map[string]any{"autoAttach": true, "waitForDebuggerOnStart": true, "flatten": true})
	r.ask(s.id, "Runtime.runIfWaitingForDebugger", nil, func(m *cdproto.Message) {
		r.mu.Lock()
		defer r.mu.Unlock()
		s.resumed = m.Error == nil
	})
	if v != nil {
		v.attached(s, func(id string) {
			r.command("", "Target.closeTarget", map[string]any{"targetId": id})
		})
	}
}

func (r *recorder) detached(msg *cdproto.Message) bool {
	var ev detachedEvent
	if !r.decode(msg, &ev) {
		return false
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	s, own := r.sessions[ev.SessionID]
	if r.over.has(ev.SessionID) {
		return true
	}
	if own {
		delete(r.sessions, ev.SessionID)
		r.over.add(ev.SessionID)
		delete(r.watched, s.target)
		if v := r.visits[s.context]; v != nil {
			v.detached(s)
		}
	}
	return own
}

// command sends a command that nobody waits for; Chrome's refusal (a worklet
// knows no auto-attach) is no news.
func (r *recorder) command(session, method string, params any) {
	if _, err := r.out.send(target.SessionID(session), method, params); err != nil {
		r.cfg.Log.Error("a protocol command could not be encoded", "method", method)
	}
}

// ask sends a command and calls done with its reply, on the reader goroutine.
func (r *recorder) ask(session, method string, params any, done func(*cdproto.Message)) {
	r.mu.Lock()
	defer r.mu.Unlock()
	id, err := r.out.send(target.SessionID(session), method, params)
	if err != nil {
		done(&cdproto.Message{Error: &cdproto.Error{Message: err.Error()}})
		return
	}
	r.waits[id] = done
}

// ping asks a page or frame for a sign of life. It is not answered while a script
// runs there.
func (r *recorder) ping(session string, answered func()) {
	r.ask(session, "Runtime.evaluate", map[string]any{"expression": "0", "silent": true}, func(*cdproto.Message) { answered() })
}

// must sends a command to a browser that starts and waits for its success.
func (r *recorder) must(method string, params any, gone <-chan struct{}) error {
	reply := make(chan *cdproto.Message, 1)
	r.ask("", method, params, func(m *cdproto.Message) { reply <- &cdproto.Message{Error: m.Error} })
	select {
	case m := <-reply:
		if m.Error != nil {
			return fmt.Errorf("%s: %w", method, m.Error)
		}
		return nil
	case <-gone:
		return ErrBrowserGone
	case <-time.After(startPatience):
		return fmt.Errorf("%s: %w", method, errors.New("Chrome did not answer"))
	}
}

func (r *recorder) decode(msg *cdproto.Message, into any) bool {
	if err := json.Unmarshal(msg.Params, into); err != nil {
		r.cfg.Log.Warn("an event of Chrome could not be read", "method", string(msg.Method))
		return false
	}
	return true
}

func (r *recorder) visit(context string) *visit {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.visits[context]
}

// around lists the visits that were open at, or shortly before, a time.
func (r *recorder) around(at time.Time) []*visit {
	r.mu.Lock()
	defer r.mu.Unlock()
	var out []*visit
	for _, v := range r.visits {
		out = append(out, v)
	}
	const grace = 3 * time.Second
	for _, v := range r.past {
		if at.Sub(v.closedAt()) < grace {
			out = append(out, v)
		}
	}
	return out
}

// ofFrame finds whose frame it is, nil when Chrome has not said yet, and the
// address that it has now, "" when that is not known.
func (r *recorder) ofFrame(frame string) (v *visit, address string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	address = r.frames[frame]
	ctx, ok := r.contexts[frame]
	if !ok {
		return nil, address
	}
	if v = r.visits[ctx]; v != nil {
		return v, address
	}
	for _, v := range r.past {
		if v.context == ctx {
			return v, address
		}
	}
	return nil, address
}

// address is a frame's address without its fragment; of one that is all content
// (data:, blob:) only the beginning is kept.
func address(rawURL string) string {
	const enough = 64
	rawURL, _, _ = strings.Cut(rawURL, "#")
	if !recordable(rawURL) && len(rawURL) > enough {
		rawURL = rawURL[:enough]
	}
	return rawURL
}

// armed reports whether any visit is holding, for a request that cannot be told
// from whom it is.
func (r *recorder) armed() *visit {
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, v := range r.visits {
		if v.label().holding {
			return v
		}
	}
	return nil
}

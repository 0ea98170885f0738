package browser

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/quietroom/quietroom/audit"
)

// visit is one isolated browser context: one patient's walk, with the pages,
// frames and workers that belong to it.
type visit struct {
	context  string
	target   string   // its first page
	identity []string // the patient's values, lower case, that a held request is known by
	thanks   func(action string, body []byte) string
	session  *Session // nil for a context of its own

	mu   sync.Mutex
	now  label
	held int
	// heldFrames are those of held that were to go over a socket.
	heldFrames int
	passed     int      // requests that went out as steps in between since Pass began
	stoodIn    bool     // a held submit was answered with a page that says nothing
	sealed     bool     // its exchanges wait, see Session
	stops      []string // what of the page was stopped, in the order it was
	sessions   map[string]*session
	setters    map[string]string // cookie's name@domain → host whose answer set it
	popups     int
	moves      map[string]int  // documents that each frame asked for in this step
	awaited    map[string]bool // frames that asked for a document and have not got it
	inflight   map[string]time.Time
	changed    time.Time
	notify     chan struct{}
	over       chan struct{} // closed when the visit cannot go on
	err        error
	closed     time.Time     // when its tab was closed
	budget     chan struct{} // receives when a virtual time budget ended
	gone       chan struct{} // receives when the page was left for a blank one
}

// label says what the patient is doing; every exchange carries one.
type label struct {
	page, journey string
	consent       audit.Consent
	step          int
	holding       bool
	proven        bool // that what would commit is held; see Arm
	away          bool // the page is another site's; see Away
	passing       bool // what a form's step in between sends goes out; see Pass
	afterSubmit   bool
}

func newVisit() *visit {
	return &visit{sessions: map[string]*session{}, moves: map[string]int{}, awaited: map[string]bool{}, inflight: map[string]time.Time{}, changed: time.Now(), notify: make(chan struct{}, 1), over: make(chan struct{}), budget: make(chan struct{}, 64), gone: make(chan struct{}, 1)}
}

func (v *visit) label() label {
	v.mu.Lock()
	defer v.mu.Unlock()
	return v.now
}

// end says that the visit cannot go on, and why. The first reason stays.
func (v *visit) end(err error) {
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.err == nil {
		v.err = err
		close(v.over)
	}
}

// stop notes that something of the page was stopped or not waited for, so that
// it was not seen to its end. Each reason stands once.
func (v *visit) stop(why string) {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.stopLocked(why)
}

func (v *visit) stopLocked(why string) {
	if !slices.Contains(v.stops, why) {
		v.stops = append(v.stops, why)
	}
}

// close notes that the tab was closed: what has not left by then will not.
func (v *visit) close() {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.closed = time.Now()
}

func (v *visit) closedAt() time.Time {
	v.mu.Lock()
	defer v.mu.Unlock()
	return v.closed
}

func (v *visit) expired() {
	select {
	case v.budget <- struct{}{}:
	default:
	}
}

// left says that the page was left: what it does on leaving has been done.
func (v *visit) left() {
	select {
	case v.gone <- struct{}{}:
	default:
	}
}

// attached notes a target of the visit. A page that opens windows without end
// has the later ones closed.
func (v *visit) attached(s *session, closeTarget func(id string)) {
	const maxPopups = 20
	v.mu.Lock()
	defer v.mu.Unlock()
	v.sessions[s.id] = s
	if s.kind == "page" && s.target != v.target && v.target != "" {
		if v.popups++; v.popups > maxPopups {
			v.stopLocked(fmt.Sprintf("the page opened more than %d windows; the later ones were closed unseen", maxPopups))
			closeTarget(s.target)
		}
	}
}

// moved notes that a frame asks for a document, and reports whether it may: one
// that goes on by itself without end is kept where it is.
func (v *visit) moved(frame string) bool {
	const maxMoves = 30 // more than the redirects that Chrome follows
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.moves[frame]++; v.moves[frame] <= maxMoves {
		v.awaited[frame] = true
		return true
	}
	v.stopLocked(fmt.Sprintf("the page went to another address by itself more than %d times and was kept from going on", maxMoves))
	return false
}

// arrived notes that a frame shows a new document.
func (v *visit) arrived(frame string) {
	v.mu.Lock()
	defer v.mu.Unlock()
	delete(v.awaited, frame)
}

// awaits reports whether a frame waits for its next document; Chrome may not let
// it answer until then.
func (v *visit) awaits(frame string) bool {
	v.mu.Lock()
	defer v.mu.Unlock()
	return v.awaited[frame]
}

func (v *visit) detached(s *session) {
	v.mu.Lock()
	defer v.mu.Unlock()
	delete(v.sessions, s.id)
}

// ofKind lists the visit's sessions of the given target types.
func (v *visit) ofKind(kinds ...string) []*session {
	v.mu.Lock()
	defer v.mu.Unlock()
	var out []*session
	for _, s := range v.sessions {
		for _, k := range kinds {
			if s.kind == k {
				out = append(out, s)
			}
		}
	}
	return out
}

func (v *visit) countHeld() {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.held++
	v.now.afterSubmit = true
}

func (v *visit) countHeldFrame() {
	v.countHeld()
	v.mu.Lock()
	defer v.mu.Unlock()
	v.heldFrames++
}

// carriesIdentity reports whether text, or its percent-decoded form, holds a
// value of the patient.
func (v *visit) carriesIdentity(text string) bool {
	text = strings.ToLower(text)
	decoded := percentDecoded(text)
	for _, id := range v.identity {
		if strings.Contains(text, id) || strings.Contains(decoded, id) {
			return true
		}
	}
	return false
}

// percentDecoded undoes percent-encoding and the plus of forms, and leaves what
// is malformed as it is.
func percentDecoded(s string) string {
	if !strings.ContainsAny(s, "%+") {
		return s
	}
	hex := func(c byte) int { return strings.IndexByte("0123456789abcdef", c) }
	b := make([]byte, 0, len(s))
	for i := 0; i < len(s); i++ {
		switch {
		case s[i] == '+':
			b = append(b, ' ')
		case s[i] == '%' && i+2 < len(s) && hex(s[i+1]) >= 0 && hex(s[i+2]) >= 0:
			b = append(b, byte(hex(s[i+1])<<4|hex(s[i+2])))
			i += 2
		default:
			b = append(b, s[i])
		}
	}
	return string(b)
}

// begin and done keep the set of requests that settling waits for.
func (v *visit) begin(id string) {
	v.mu.Lock()
	v.inflight[id] = time.Now()
	v.touch()
	v.mu.Unlock()
}

func (v *visit) done(id string) {
	v.mu.Lock()
	if _, ok := v.inflight[id]; ok {
		delete(v.inflight, id)
		v.touch()
	}
	v.mu.Unlock()
}

// active notes that something leaves that may come with no further word.
func (v *visit) active() {
	v.mu.Lock()
	v.touch()
	v.mu.Unlock()
}

// touch notes that the network changed; the caller holds the lock.
func (v *visit) touch() {
	v.changed = time.Now()
	select {
	case v.notify <- struct{}{}:
	default:
	}
}

// lastChange gives when something last began or ended.
func (v *visit) lastChange() time.Time {
	v.mu.Lock()
	defer v.mu.Unlock()
	return v.changed
}

// quietFor tells since when nothing has been under way; ok is false while
// something is.
func (v *visit) quietFor() (time.Duration, bool) {
	v.mu.Lock()
	defer v.mu.Unlock()
	// A request that nobody answers (a long poll) is no longer waited for.
	const patience = 4 * time.Second
	waiting := 0
	for _, since := range v.inflight {
		if time.Since(since) < patience {
			waiting++
		}
	}
	return time.Since(v.changed), waiting == 0
}

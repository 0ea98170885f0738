package browser

import (
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"sync/atomic"

	"github.com/quietroom/quietroom/audit"
	"github.com/quietroom/quietroom/internal/access"
)

// Config says which Chrome to start, how it reaches the site, and where the
// record goes. Path or Remote is required; the rest works at its zero value.
type Config struct {
	// Path is the Chrome binary to start. Empty with Remote.
	Path string
	// Env is added to Chrome's environment, as KEY=value.
	Env []string
	// Version is the binary's version, e.g. "156.0.8078.79"; it goes into the
	// user agent. Empty leaves the browser's own user agent.
	Version string
	// Remote is the ws:// or http:// address of a Chrome that runs elsewhere.
	// The flags of such a Chrome are its owner's.
	Remote string
	// NoSandbox starts Chrome without its sandbox. The caller must say so in its report.
	NoSandbox bool
	// Mobile walks with a phone's viewport, touch and user agent.
	Mobile bool
	// HonestUA leaves automation visible: navigator.webdriver stays true and the
	// user agent names quietroom.
	HonestUA bool
	// GPC makes every page, frame and worker ask not to be tracked (Global Privacy
	// Control, https://www.w3.org/TR/gpc/). Start fails where Chrome cannot.
	GPC bool
	// ToolVersion is named in an honest user agent.
	ToolVersion string
	// Access is how the site is reached; its headers and credentials go to hosts
	// for which FirstParty is true, and to no other. Its UserAgent replaces the one
	// that Mobile and HonestUA make.
	Access access.Options
	// FirstParty tells whether a host belongs to the practice. Required.
	FirstParty func(host string) bool
	// Commits tells whether a third-party host takes submissions for practices
	// (form builders, schedulers, portals), so that an unsafe request to it is
	// held like one to the practice. Nil for none.
	Commits func(host string) bool
	// Known tells whether it is known of a third-party host that what it is sent
	// commits nothing: it measures, advertises, chats. An unsafe request to another
	// that carries the patient's values is held. Nil for all.
	Known func(host string) bool
	// MaxBody is how many bytes of a request body are kept; 0 means DefaultMaxBody.
	// What is cut is said in the exchange.
	MaxBody int64
	// Sink receives every exchange, once, in the order sent, from one goroutine.
	// The body is the sink's to keep. Required.
	Sink func(ex *audit.Exchange, body []byte)
	// Secrets keeps a test account's secrets out of what Sink receives; nil for none.
	Secrets Keeper
	// TempDir is where the run's own folder is made; "" means the system's.
	TempDir string
	// IDs counts exchanges, so that ids stay unique when a Chrome that died is
	// replaced in the same run. Nil starts at 1.
	IDs *atomic.Int64
	// Blind is a test's switch: the recorder ignores what the protocol tells of the
	// channels it reports true for, so that a test can see the wire record name them.
	Blind func(audit.Channel) bool
	// Unheld is a test's switch: interception is switched off behind the recorder's
	// back, so that a test can see that nothing is submitted then.
	Unheld bool
	// KeepBack tells whether a third party may not get an exchange at all, whatever
	// the patient is doing: it is recorded as held and answered in the browser. Nil is
	// never. It is called from several goroutines, and what it takes longer for than
	// some seconds is kept back. The exchange has no cookies yet, and no
	// journey where nobody knows which it is of.
	KeepBack func(ex *audit.Exchange, body []byte) bool
	// Policy is tried: these headers are added to the site's own documents, as if the
	// site sent them; Account says what came of it. None changes nothing.
	Policy []audit.Header
	// Log may be nil.
	Log *slog.Logger

	// without leaves parts of the record away, for a benchmark that says what each
	// costs. Nothing else sets it.
	without parts
	noPipe  bool // as where no named pipe can be had; for tests
}

// parts of the record.
type parts struct{ network, fetch, stacks, log bool }

// DefaultMaxBody is how many bytes of a request body are kept when nobody says.
const DefaultMaxBody = 64 << 20

func (c *Config) check() error {
	switch {
	case c.Path == "" && c.Remote == "":
		return errors.New("browser: neither a Chrome binary nor a remote Chrome was given")
	case c.FirstParty == nil || c.Sink == nil:
		return errors.New("browser: FirstParty and Sink are required")
	case c.Remote != "" && (len(c.Access.ConnectTo) > 0 || len(c.Access.CACert) > 0):
		return errors.New("--connect-to and --cacert are start flags of Chrome and cannot be given to a remote one; start that Chrome with --host-resolver-rules, or leave --remote-chrome away")
	}
	if c.MaxBody <= 0 {
		c.MaxBody = DefaultMaxBody
	}
	if c.IDs == nil {
		c.IDs = new(atomic.Int64)
	}
	if c.Log == nil {
		c.Log = slog.New(slog.DiscardHandler)
	}
	if c.Commits == nil {
		c.Commits = func(string) bool { return false }
	}
	if c.Known == nil {
		c.Known = func(string) bool { return true }
	}
	return nil
}

// userAgent is the user agent that Chrome is started with, "" for its own.
func (c *Config) userAgent() string {
	if c.Access.UserAgent != "" {
		return c.Access.UserAgent
	}
	major, _, _ := strings.Cut(c.Version, ".")
	if major == "" {
		return ""
	}
	// The reduced form that every Chrome of this version sends
	// (https://www.chromium.org/updates/ua-reduction/, 2023).
	platform, mobile := "X11; Linux x86_64", ""
	if c.Mobile {
		platform, mobile = "Linux; Android 10; K", " Mobile"
	}
	ua := fmt.Sprintf("Mozilla/5.0 (%s) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/%s.0.0.0%s Safari/537.36", platform, major, mobile)
	if c.HonestUA {
		ua += " quietroom/" + c.ToolVersion + " (+https://github.com/quietroom/quietroom)"
	}
	return ua
}

// viewport is the window's size in CSS pixels.
func (c *Config) viewport() (width, height int) {
	if c.Mobile {
		return 412, 915
	}
	return 1366, 900
}

// Errors that a caller branches on.
var (
	// ErrNoSandbox: Chrome found no way to sandbox itself on this machine.
	ErrNoSandbox = errors.New("Chrome cannot have its sandbox on this machine (unprivileged user namespaces are off, as in many containers)")
	// ErrNoGPC: Chrome does not send Global Privacy Control.
	ErrNoGPC = errors.New("this Chrome does not send Global Privacy Control; want Chromium 156 or newer, and for a remote one that it is started with --enable-features=GlobalPrivacyControlForce")
	// ErrBrowserGone: Chrome ended while it was needed.
	ErrBrowserGone = errors.New("Chrome ended in the middle of the audit")
	// ErrOverloaded: Chrome itself was too busy to answer, so that what did not come
	// to an end in time need not be the page's fault.
	ErrOverloaded = errors.New("Chrome was too busy to answer")
	// ErrCrashed: the page's renderer crashed.
	ErrCrashed = errors.New("the page crashed Chrome's renderer")
	// ErrMemory: the page wanted more memory than any page of a practice needs.
	ErrMemory = errors.New("the page used more than 2 GiB of memory and was stopped")
)

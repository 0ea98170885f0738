package browser

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/chromedp/chromedp"

	"github.com/quietroom/quietroom/internal/access"
)

// process is a running Chrome and the folder that is all its own: profile,
// home and temporary files, removed when it ends.
type process struct {
	cmd    *exec.Cmd
	dir    string
	owner  *os.File // see claim
	stderr tail
	wire   *wire
	self   *selfTest
	conn   *chromedp.PipeConn
	exited chan struct{} // closed when the process has ended and been waited for
	err    error         // of Wait; valid after exited
	// stopped is when a renderer was last ended for its memory, in Unix nanoseconds.
	stopped atomic.Int64
	filled  atomic.Bool // Chrome itself was ended for its memory
}

// uploadsDir is the folder's part for what journeys upload.
const uploadsDir = "uploads"

// dirPrefix starts the name of every folder that a Chrome of ours runs in.
const dirPrefix = "quietroom-chrome-"

// startProcess starts Chrome on a pipe, as an unprivileged user when we are root.
func startProcess(c *Config) (*process, error) {
	dir, err := os.MkdirTemp(c.TempDir, dirPrefix)
	if err != nil {
		return nil, fmt.Errorf("making a folder for Chrome: %w", err)
	}
	p := &process{dir: dir, exited: make(chan struct{})}
	if err := p.start(c); err != nil {
		if p.wire != nil {
			p.wire.ended()
			err = errors.Join(err, p.wire.in.Close())
		}
		return nil, errors.Join(err, p.clear())
	}
	return p, nil
}

func (p *process) start(c *Config) error {
	var err error
	if p.owner, err = claim(p.dir); err != nil {
		return fmt.Errorf("making a folder for Chrome: %w", err)
	}
	err = errors.Join(os.Mkdir(filepath.Join(p.dir, uploadsDir), 0o755), writeProfile(p.dir, c))
	if err != nil {
		return err
	}
	if p.wire, err = openWire(p.dir, !c.noPipe); err != nil {
		return err
	}
	if p.self, err = newSelfTest(); err != nil {
		return err
	}
	args, err := flags(c, p.dir, p.self.rule())
	if err != nil {
		return err
	}
	toChrome, ourW, err := os.Pipe()
	if err != nil {
		return fmt.Errorf("making Chrome's command pipe: %w", err)
	}
	ourR, fromChrome, err := os.Pipe()
	if err != nil {
		return errors.Join(fmt.Errorf("making Chrome's answer pipe: %w", err), toChrome.Close(), ourW.Close())
	}
	p.cmd = exec.CommandContext(context.Background(), c.Path, args...) // stop ends it, and waits for it
	p.cmd.ExtraFiles = []*os.File{toChrome, fromChrome}
	p.cmd.Stderr = &p.stderr
	p.cmd.Dir = p.dir
	p.cmd.Env = environment(os.Environ(), p.dir, c.Env)
	err = dropPrivileges(p.cmd, p.dir, c)
	if err == nil {
		if err = p.cmd.Start(); err != nil {
			err = fmt.Errorf("starting Chrome: %w", err)
		} else {
			_, err = fmt.Fprint(p.owner, p.cmd.Process.Pid)
		}
	}
	// Chrome has its own copies of its ends now, or never will.
	err = errors.Join(err, toChrome.Close(), fromChrome.Close())
	if p.cmd.Process != nil {
		go func() {
			p.err = p.cmd.Wait()
			p.wire.ended()
			close(p.exited)
		}()
		go p.guard()
	}
	if err != nil {
		killTree(p.cmd)
		return errors.Join(err, ourR.Close(), ourW.Close())
	}
	p.conn = chromedp.NewPipeConn(ourR, ourW)
	return nil
}

// environment keeps what a program needs of ours and gives Chrome a home and a
// temporary folder of its own; no secret of the user's shell reaches a browser
// that opens hostile pages.
func environment(ours []string, dir string, extra []string) []string {
	env := []string{"HOME=" + dir, "TMPDIR=" + dir, "XDG_CONFIG_HOME=" + filepath.Join(dir, ".config"), "XDG_CACHE_HOME=" + filepath.Join(dir, ".cache")}
	for _, kv := range ours {
		name, _, _ := strings.Cut(kv, "=")
		switch name {
		case "PATH", "LANG", "LC_ALL", "TZ", "LD_LIBRARY_PATH", "SystemRoot", "FONTCONFIG_PATH", "FONTCONFIG_FILE":
			env = append(env, kv)
		}
	}
	return append(env, extra...)
}

// flags are Chrome's start flags. Each is here for a reason that was measured;
// add one only with its reason.
func flags(c *Config, dir, selfRule string) ([]string, error) {
	w, h := c.viewport()
	off := "WebUIOmniboxPopup,WebUIOmniboxAimPopup,AutofillServerCommunication,NetworkTimeServiceQuerying,OptimizationHints,MediaRouter,DialMediaRouteProvider,Translate,CertificateTransparencyComponentUpdater"
	if len(c.Policy) > 0 {
		// A document that is given again comes from no address, and would count as one
		// from the Internet that asks for what is near: staging sites, the demo.
		off += ",LocalNetworkAccessChecks"
	}
	f := []string{
		"--headless", "--remote-debugging-pipe", "--user-data-dir=" + filepath.Join(dir, "profile"),
		"--disable-gpu", "--no-first-run", "--no-default-browser-check", "--password-store=basic", "--mute-audio",
		// Bodies over HTTP/3 would be opaque to every second source.
		"--disable-quic",
		// Chrome's own traffic is not the site's.
		"--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-default-apps",
		"--disable-breakpad", "--disable-extensions", "--metrics-recording-only",
		"--disable-features=" + off,
		// Tabs walk side by side: none may be slowed for being behind another.
		"--disable-background-timer-throttling", "--disable-backgrounding-occluded-windows", "--disable-renderer-backgrounding",
		// Reports wait a minute by default, longer than a visit.
		"--short-reporting-delay",
		"--disable-dev-shm-usage",
		// The crawler uses no proxy either (see package access).
		"--no-proxy-server",
		"--accept-lang=en-US,en",
		fmt.Sprintf("--window-size=%d,%d", w, h), fmt.Sprintf("--screen-info={%dx%d}", w, h),
	}
	if !c.without.log {
		// The wire record, with bodies; see wire.go.
		f = append(f, "--log-net-log="+filepath.Join(dir, logName), "--net-log-capture-mode=Everything")
	}
	if ua := c.userAgent(); ua != "" {
		// The process flag reaches workers and other processes' frames; the
		// protocol's override does not.
		f = append(f, "--user-agent="+ua)
	}
	if c.GPC {
		// Header and property in pages, frames and workers of every kind; no command of
		// the protocol reaches all of them.
		f = append(f, "--enable-features=GlobalPrivacyControlForce")
	}
	if !c.HonestUA {
		f = append(f, "--disable-blink-features=AutomationControlled")
	}
	if c.NoSandbox {
		f = append(f, "--no-sandbox")
	}
	// Of several rules the first that fits is taken.
	rules := selfRule
	if len(c.Access.ConnectTo) > 0 {
		theirs, err := access.HostResolverRules(c.Access.ConnectTo)
		if err != nil {
			return nil, err
		}
		rules += ", " + theirs
	}
	f = append(f, "--host-resolver-rules="+rules)
	trust, err := trustFlags(c)
	if err != nil {
		return nil, err
	}
	return append(append(f, trust...), "about:blank"), nil
}

// writeProfile seeds the profile: third-party cookies on, as with most visitors
// of today (this Chrome blocks them by default, which would make trackers look
// cookieless), and the user's own certificate authorities.
func writeProfile(dir string, c *Config) error {
	def := filepath.Join(dir, "profile", "Default")
	if err := os.MkdirAll(def, 0o700); err != nil {
		return fmt.Errorf("making Chrome's profile: %w", err)
	}
	prefs, err := json.Marshal(map[string]any{
		"profile": map[string]any{"cookie_controls_mode": 0, "block_third_party_cookies": false},
		// A patient's browser would ask; ours must not stop a journey with a bubble.
		"credentials_enable_service": false,
		"autofill":                   map[string]any{"profile_enabled": false, "credit_card_enabled": false},
	})
	if err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(def, "Preferences"), prefs, 0o600); err != nil {
		return fmt.Errorf("writing Chrome's preferences: %w", err)
	}
	return writeTrust(def, c)
}

// stop kills Chrome, if it runs, and what it has left running. It waits until the
// process is gone and its folder removed.
func (p *process) stop() error {
	_ = p.conn.Close() // its error says nothing that matters
	killTree(p.cmd)
	<-p.exited
	killTree(p.cmd) // what it began meanwhile
	return p.clear()
}

// clear removes what Chrome had beside itself.
func (p *process) clear() error {
	err := errors.Join(p.self.close(), removeDir(p.dir))
	if p.owner != nil {
		if cerr := p.owner.Close(); !errors.Is(cerr, os.ErrClosed) {
			err = errors.Join(err, cerr)
		}
	}
	return err
}

// removeDir removes a folder in which Chrome's last children may still write.
func removeDir(dir string) error {
	var err error
	again := time.NewTicker(20 * time.Millisecond)
	defer again.Stop()
	for range 50 {
		if err = os.RemoveAll(dir); err == nil {
			return nil
		}
		<-again.C
	}
	return fmt.Errorf("removing Chrome's folder: %w", err)
}

// tail keeps the last bytes that Chrome wrote to its standard error, for the
// reason of a failed start.
type tail struct {
	mu  sync.Mutex
	buf []byte
}

var _ io.Writer = (*tail)(nil)

const tailSize = 8 << 10

// Write keeps the end of b.
func (t *tail) Write(b []byte) (int, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.buf = append(t.buf, b...)
	if n := len(t.buf) - tailSize; n > 0 {
		t.buf = append(t.buf[:0], t.buf[n:]...)
	}
	return len(b), nil
}

func (t *tail) contains(s string) bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	return bytes.Contains(t.buf, []byte(s))
}

// startFailure turns Chrome's early end into an error that says what would help.
func (p *process) startFailure(ctx context.Context, cause error) error {
	select {
	case <-p.exited:
	case <-ctx.Done():
	case <-time.After(2 * time.Second):
	}
	if p.stderr.contains("No usable sandbox") || p.stderr.contains("sandbox") && p.stderr.contains("FATAL") {
		return fmt.Errorf("%w; allow user namespaces, or pass --no-sandbox, which the report will say", ErrNoSandbox)
	}
	if p.stderr.contains("cannot open shared object file") {
		return errors.New("Chrome lacks a shared library on this machine; `quietroom browser install` as root installs one with all it needs")
	}
	return fmt.Errorf("Chrome (%s) ended at its start: %w", p.cmd.Path, cause)
}

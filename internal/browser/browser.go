package browser

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"time"

	"github.com/chromedp/cdproto"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/remote"

	"github.com/quietroom/quietroom/internal/netlog"
)

// Browser is one running Chrome with its recorder. Its methods are safe for
// concurrent use.
type Browser struct {
	cfg     Config
	rec     *recorder
	tee     *tee
	proc    *process // nil for a remote Chrome
	root    context.Context
	cancel  context.CancelFunc
	info    Info
	pulse   pulse
	cert    Certificate
	gone    chan struct{} // closed when the connection has ended
	built   chan struct{} // closed when the builder has given out everything
	written chan struct{} // closed when the outbox has ended
}

// Info is what Chrome says of itself.
type Info struct {
	Product   string // "Chrome/156.0.8078.79"
	UserAgent string // as the site sees it
	Sandbox   bool   // false when it was switched off, and for a remote Chrome, of which it is not known
}

// How long Chrome may take to come up on a busy machine.
const startPatience = 40 * time.Second

// Start starts Chrome, or attaches to a remote one, and arms its recorder. It
// fails when interception cannot be had: nothing may be submitted without it.
func Start(ctx context.Context, cfg Config) (*Browser, error) {
	if err := cfg.check(); err != nil {
		return nil, err
	}
	b := &Browser{cfg: cfg, gone: make(chan struct{}), built: make(chan struct{}), written: make(chan struct{})}
	conn, err := b.connect(ctx)
	if err != nil {
		return nil, err
	}
	out := newOutbox()
	b.rec = newRecorder(&b.cfg, out)
	if b.proc != nil {
		b.rec.whyCrashed = b.proc.whyCrashed
		b.rec.self = b.proc.self
		go b.proc.wire.pump(b.rec.queue, netlog.Limits{Body: b.cfg.MaxBody})
	}
	b.tee = &tee{Transport: conn, take: b.rec.take, lost: func(error) { close(b.gone) }}
	go func() { defer close(b.written); out.run(conn) }()
	go func() { defer close(b.built); newBuilder(b.rec).run() }()

	var alloc context.Context
	alloc, b.cancel = chromedp.NewAllocatorContext(context.WithoutCancel(ctx), &allocator{b})
	b.root, _ = chromedp.NewContext(alloc, chromedp.WithBrowserOption(chromedp.WithBrowserErrorf(b.complain)))
	go b.pulse.beat(b.root, b.rec, b.gone)
	if err := b.arm(ctx); err != nil {
		if b.proc != nil {
			err = b.proc.startFailure(ctx, err)
		}
		return nil, errors.Join(err, b.Close())
	}
	b.certify(ctx)
	if err := b.asksNotToBeTracked(ctx); err != nil {
		return nil, errors.Join(err, b.Close())
	}
	if cfg.Unheld {
		return b, b.rec.must("Fetch.disable", nil, b.gone)
	}
	return b, nil
}

// certify runs the self-test, where there is a wire record to test.
func (b *Browser) certify(ctx context.Context) {
	if b.proc == nil {
		b.cert.Why = "A Chrome that runs elsewhere gives no network log, so that nothing else left is not proven."
		return
	}
	b.cert = selfTested(b.runSelfTest(ctx))
}

// selfTested is what the self-test proves; failure is "" when it passed.
func selfTested(failure string) Certificate {
	if failure != "" {
		return Certificate{Why: "The recorder's self-test failed with this Chrome: " + failure + "."}
	}
	return Certificate{Verified: true, Why: "Chrome's own network log was read beside the debugging protocol, and each request was looked for in both. The self-test's canary was found in the log, in the protocol and in its interception."}
}

// certificate says what the record's completeness rests on; for sure after Close.
func (b *Browser) certificate() Certificate {
	select {
	case <-b.built:
	default:
		return b.cert
	}
	if b.proc == nil || !b.cert.Verified {
		return b.cert
	}
	w := b.proc.wire
	switch {
	case w.err != nil:
		return Certificate{Why: "Chrome's network log could not be read to its end."}
	case w.summary.Unreadable > 0:
		return Certificate{Why: fmt.Sprintf("%d lines of Chrome's network log could not be read.", w.summary.Unreadable)}
	}
	return b.cert
}

func (b *Browser) connect(ctx context.Context) (chromedp.Transport, error) {
	if b.cfg.Remote != "" {
		return dialRemote(ctx, b.cfg.Remote)
	}
	if err := sweep(b.cfg.TempDir); err != nil {
		b.cfg.Log.Warn("an old folder of Chrome could not be removed", "err", err)
	}
	p, err := startProcess(&b.cfg)
	if err != nil {
		return nil, err
	}
	b.proc = p
	return p.conn, nil
}

// arm starts chromedp on the connection and sets what must be in place before
// the first page: auto-attach, then interception, both confirmed.
func (b *Browser) arm(ctx context.Context) error {
	c := chromedp.FromContext(b.root)
	br, err := c.Allocator.Allocate(b.root, chromedp.WithBrowserErrorf(b.complain))
	if err != nil {
		return err
	}
	c.Browser = br
	attach := map[string]any{
		"autoAttach": true, "waitForDebuggerOnStart": true, "flatten": true,
		"filter": []map[string]any{{"type": "browser", "exclude": true}, {"type": "tab", "exclude": true}, {"type": "browser_ui", "exclude": true}, {}},
	}
	if err := b.rec.must("Target.setAutoAttach", attach, b.gone); err != nil {
		return err
	}
	if !b.cfg.without.fetch {
		patterns := []map[string]any{{"urlPattern": "*", "requestStage": "Request"}}
		if len(b.cfg.Policy) > 0 {
			patterns = append(patterns, map[string]any{"urlPattern": "*", "resourceType": "Document", "requestStage": "Response"})
		}
		fetch := map[string]any{"patterns": patterns, "handleAuthRequests": true}
		if err := b.rec.must("Fetch.enable", fetch, b.gone); err != nil {
			return fmt.Errorf("interception, without which nothing may be submitted: %w", err)
		}
	}
	if err := b.rec.must("Browser.setDownloadBehavior", map[string]any{"behavior": "deny"}, b.gone); err != nil {
		return err
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	return b.ask()
}

// ask learns what Chrome says of itself.
func (b *Browser) ask() error {
	reply := make(chan Info, 1)
	b.rec.ask("", "Browser.getVersion", nil, func(m *cdproto.Message) {
		var v struct{ Product, UserAgent string }
		if m.Error == nil && json.Unmarshal(m.Result, &v) == nil {
			reply <- Info{Product: v.Product, UserAgent: v.UserAgent, Sandbox: b.proc != nil && !b.cfg.NoSandbox}
			return
		}
		reply <- Info{}
	})
	select {
	case b.info = <-reply:
		return nil
	case <-b.gone:
		return ErrBrowserGone
	case <-time.After(startPatience):
		return errors.New("Chrome did not say its version")
	}
}

// Info gives what Chrome says of itself.
func (b *Browser) Info() Info { return b.info }

// Done is closed when Chrome has ended or its connection is lost.
func (b *Browser) Done() <-chan struct{} { return b.gone }

// UploadDir is a folder whose files Chrome can read, for what a journey uploads;
// "" for a remote Chrome, which has a disk of its own.
func (b *Browser) UploadDir() string {
	if b.proc == nil {
		return ""
	}
	return filepath.Join(b.proc.dir, uploadsDir)
}

// Account gives what the recorder can say of itself so far; all of it after Close.
func (b *Browser) Account() Account {
	b.rec.mu.Lock()
	defer b.rec.mu.Unlock()
	a := Account{Counts: b.rec.counts, Gaps: slices.Clone(b.rec.gaps), Certificate: b.certificate()}
	a.Documents, a.Refused = b.rec.trial.told()
	if b.logCut() {
		a.LogsCut = 1
	}
	return a
}

// logCut reports whether Chrome was ended before it had closed its network log,
// as far as is known: for sure after Close.
func (b *Browser) logCut() bool {
	if b.proc == nil || b.cfg.without.log {
		return false
	}
	select {
	case <-b.built:
		return b.proc.wire.err != nil || !b.proc.wire.summary.Complete
	default:
		return false
	}
}

// endPatience is how long Chrome may take to end by itself, which it does with the
// end of its network log. Killed, it leaves that unwritten.
const endPatience = 10 * time.Second

// Close ends Chrome (a remote one only loses our tabs), waits until every
// exchange has been given to the sink, and removes Chrome's folder.
func (b *Browser) Close() error {
	var err error
	limit, cancel := context.WithTimeout(context.Background(), endPatience)
	defer cancel()
	if b.proc != nil {
		// Told to close, Chrome writes the end of its network log.
		b.rec.command("", "Browser.close", nil)
		select {
		case <-b.proc.exited:
		case <-limit.Done():
		}
	}
	b.cancel()
	b.rec.out.close()
	if b.proc != nil {
		err = b.proc.stop()
		<-b.proc.wire.read
	} else {
		err = b.tee.Close()
	}
	select {
	case <-b.written:
	case <-limit.Done():
	}
	b.rec.keeping.Wait()
	b.rec.queue.close()
	<-b.built
	return err
}

// complain passes chromedp's own errors on to the log, without their text: it
// can quote what a page sent.
func (b *Browser) complain(format string, _ ...any) {
	b.cfg.Log.Debug("chromedp reports an error", "form", format)
}

// allocator hands chromedp the connection that is there already.
type allocator struct{ b *Browser }

// Allocate satisfies chromedp.Allocator.
func (a *allocator) Allocate(ctx context.Context, opts ...chromedp.BrowserOption) (*chromedp.Browser, error) {
	return chromedp.NewBrowserTransport(ctx, a.b.tee, opts...)
}

// Wait satisfies chromedp.Allocator; Close does the waiting.
func (a *allocator) Wait() {}

// Attaches tells chromedp that it does not own the browser.
func (a *allocator) Attaches() bool { return true }

// dialRemote connects to a Chrome that runs elsewhere, by its browser's
// websocket or by the http address of its debugging port.
func dialRemote(ctx context.Context, address string) (chromedp.Transport, error) {
	ws, err := remoteSocket(ctx, address)
	if err != nil {
		return nil, err
	}
	dctx, cancel := context.WithTimeout(ctx, 15*time.Second)
	defer cancel()
	conn, err := remote.DialContext(dctx, ws)
	if err != nil {
		return nil, fmt.Errorf("connecting to the remote Chrome: %w", err)
	}
	return conn, nil
}

package browser

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"

	"github.com/chromedp/cdproto/network"
	cdppage "github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// Printer prints a document of our own with Chrome. Only Path is required.
type Printer struct {
	// Path is the Chrome binary to start, Env is added to its environment.
	Path string
	Env  []string
	// NoSandbox starts Chrome without its sandbox.
	NoSandbox bool
	// TempDir is where Chrome's own folder is made; "" means the system's.
	TempDir string
	// Patience bounds the printing; 0 means ten minutes.
	Patience time.Duration
}

// PDF writes the document that html writes as a PDF to w: tagged, with bookmarks
// of its headings, on the paper and with the margins of its own style. Chrome is
// offline meanwhile: the document has to be whole.
func (p Printer) PDF(ctx context.Context, w io.Writer, html func(io.Writer) error) (err error) {
	if p.Patience <= 0 {
		p.Patience = 10 * time.Minute
	}
	ctx, cancel := context.WithTimeout(ctx, p.Patience)
	defer cancel()
	cfg := &Config{Path: p.Path, Env: p.Env, NoSandbox: p.NoSandbox, TempDir: p.TempDir, noPipe: true, without: parts{log: true}}
	proc, err := startProcess(cfg)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, proc.stop(), proc.wire.in.Close()) }()
	file := filepath.Join(proc.dir, uploadsDir, "report.html")
	if err := writeDocument(file, html); err != nil {
		return err
	}
	alloc, end := chromedp.NewAllocatorContext(context.WithoutCancel(ctx), pipeAllocator{proc})
	defer end()
	tab, closeTab := chromedp.NewContext(alloc)
	defer closeTab()
	stop := context.AfterFunc(ctx, closeTab)
	defer stop()
	pdf, err := printed(tab, "file://"+file)
	if err != nil {
		if ctx.Err() != nil {
			return fmt.Errorf("printing with Chrome: %w", ctx.Err())
		}
		return proc.startFailure(ctx, fmt.Errorf("printing with Chrome: %w", err))
	}
	if _, err := w.Write(pdf); err != nil {
		return fmt.Errorf("writing the PDF: %w", err)
	}
	return nil
}

// writeDocument writes the document where Chrome can read it.
func writeDocument(file string, html func(io.Writer) error) (err error) {
	// Chrome may run as another user; the folder is its own and closed to others.
	f, err := os.OpenFile(file, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o644)
	if err != nil {
		return fmt.Errorf("handing the document to Chrome: %w", err)
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	return html(f)
}

// printed opens the document without a network and prints it.
func printed(tab context.Context, address string) ([]byte, error) {
	offline := func(ctx context.Context, _ *chromedp.Target) (chromedp.Void, error) {
		if _, err := chromedp.Call(ctx, network.Enable, network.EnableParams{}); err != nil {
			return chromedp.Void{}, err
		}
		everything := []*network.Conditions{{Offline: true, DownloadThroughput: -1, UploadThroughput: -1}}
		_, err := chromedp.Call(ctx, network.EmulateNetworkConditionsByRule, network.EmulateNetworkConditionsByRuleParams{MatchedNetworkConditions: everything})
		return chromedp.Void{}, err
	}
	if err := chromedp.Do(tab, offline, chromedp.Navigate(address)); err != nil {
		return nil, err
	}
	yes := true
	return chromedp.Run(tab, chromedp.PrintToPDF(func(p *cdppage.PrintToPDFParams) {
		p.PrintBackground, p.PreferCSSPageSize = &yes, &yes
		p.GenerateTaggedPDF, p.GenerateDocumentOutline = &yes, &yes
		p.TransferMode = cdppage.PrintToPDFTransferModeReturnAsStream
	}))
}

// pipeAllocator hands chromedp a Chrome that was started already.
type pipeAllocator struct{ p *process }

// Allocate satisfies chromedp.Allocator.
func (a pipeAllocator) Allocate(ctx context.Context, opts ...chromedp.BrowserOption) (*chromedp.Browser, error) {
	return chromedp.NewBrowserTransport(ctx, a.p.conn, opts...)
}

// Wait satisfies chromedp.Allocator; Printer.PDF does the waiting.
func (pipeAllocator) Wait() {}

package onscreen

import (
	"context"
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

var (
	pictured = flag.String("pictures", "", "HTML `FILE` of a report to take pictures of")
	pictures = flag.String("pictures-to", "../../docs/screenshots", "`FOLDER` for the pictures")
)

// parts are the pictures beside those of the beginning.
var parts = []string{"flows-1440-light", "page-1440-light", "page-360-light", "steps-1440-dark", "vendors-768-light", "decision-1440-light"}

// maxPicture bounds, in bytes, one picture in the repository.
const maxPicture = 300 << 10

// TestPictures takes the pictures of the README: the beginning, and one page, in
// every look. `make screenshots` calls it.
func TestPictures(t *testing.T) {
	if *pictured == "" {
		t.Skip("no report was given: make screenshots gives one")
	}
	file, err := filepath.Abs(*pictured)
	if err != nil {
		t.Fatal(err)
	}
	browser, _ := start(t)
	ctx := tab(t, browser)
	if err := chromedp.Do(ctx, chromedp.Navigate("file://"+file)); err != nil {
		t.Fatal(err)
	}
	for _, l := range looks {
		as(t, ctx, l, map[int]int{360: 780, 768: 1024, 1440: 1000, 695: 900}[l.width])
		for name, at := range map[string]string{"top": "#verdict", "flows": "#picture", "page": ".page", "steps": ".walk:last-of-type", "vendors": ".vendor", "decision": "#proof"} {
			if picture := name + "-" + l.String(); name != "top" && !slices.Contains(parts, picture) {
				continue
			}
			eval[bool](t, ctx, `(async () => { const el = document.querySelector('`+at+`'); if (el?.tagName === 'DETAILS') el.open = true; `+
				map[bool]string{true: `window.scrollTo(0, 0);`, false: `el?.scrollIntoView({ block: 'start' });`}[name == "top"]+
				` await new Promise((r) => setTimeout(r, 150)); if (`+map[bool]string{true: "false", false: "true"}[name == "top"]+`) el?.scrollIntoView({ block: 'start' }); return true; })()`)
			save(t, ctx, name+"-"+l.String())
		}
	}
}

// save takes a picture of what is in sight, as small as it takes.
func save(t *testing.T, ctx context.Context, name string) {
	t.Helper()
	quality := int64(82)
	take := func(ctx context.Context, _ *chromedp.Target) ([]byte, error) {
		res, err := chromedp.Call(ctx, page.CaptureScreenshot, page.CaptureScreenshotParams{Format: page.CaptureScreenshotFormatWebp, Quality: &quality})
		return res.Data, err
	}
	image, err := chromedp.Run(ctx, take)
	if err != nil {
		t.Fatal(err)
	}
	if len(image) > maxPicture {
		t.Errorf("%s has %d bytes, want at most %d", name, len(image), maxPicture)
	}
	if err := os.MkdirAll(*pictures, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(*pictures, strings.ReplaceAll(name, " ", "-")+".webp"), image, 0o644); err != nil {
		t.Fatal(err)
	}
}

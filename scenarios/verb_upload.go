package scenarios

import (
	"bytes"
	"context"
	"image"
	"image/color"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/chromedp/cdproto/dom"
	"github.com/chromedp/chromedp"
)

// upload puts a small generated file into a file field that must be filled.
func upload(ctx context.Context, w *walker, st PlannedStep) error {
	return w.act(ctx, st, func(ctx context.Context) error {
		_, c, err := w.find(ctx, st)
		if err != nil {
			return err
		}
		w.done[c.at.id()] = true
		if w.cfg.UploadDir == "" {
			return failf("it wants a file, and there is no folder to put one in")
		}
		name, data := canaryFile(st.Value)
		file := filepath.Join(w.cfg.UploadDir, name)
		if err := os.WriteFile(file, data, 0o644); err != nil {
			return failf("the file for it could not be written")
		}
		obj, err := c.at.object(ctx)
		if err != nil {
			return err
		}
		cctx, cancel := join(ctx, c.at.frame.ctx, 5*time.Second)
		defer cancel()
		since := w.cfg.Clock()
		if _, err := chromedp.Call(cctx, dom.SetFileInputFiles, dom.SetFileInputFilesParams{Files: []string{file}, ObjectID: obj}); err != nil {
			return err
		}
		w.typed(st.Kind, name, false, since)
		return nil
	})
}

// canaryFile makes a picture whose name is the patient's value. The name is
// cleaned: it becomes a path.
func canaryFile(value string) (name string, data []byte) {
	base := strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r == '-' || r == '_' {
			return r
		}
		return '-'
	}, strings.TrimSuffix(clip(value, 60), filepath.Ext(value)))
	if strings.Trim(base, "-") == "" {
		base = "insurance-card"
	}
	img := image.NewGray(image.Rect(0, 0, 16, 16))
	for i := range img.Pix {
		img.Pix[i] = byte(len(base)*i) ^ byte(i)
	}
	img.SetGray(0, 0, color.Gray{Y: 255})
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		return base + ".png", nil
	}
	return base + ".png", b.Bytes()
}

package scenarios

import (
	"context"
	"os"
	"path/filepath"
	"time"

	"github.com/chromedp/cdproto/dom"
	"github.com/chromedp/chromedp"

	"github.com/quietroom/quietroom/audit"
)

// upload puts a small generated file into a file field, of a kind that it takes.
func upload(ctx context.Context, w *walker, st PlannedStep) error {
	return w.act(ctx, st, func(ctx context.Context) error {
		f, c, err := w.find(ctx, st)
		if err != nil {
			return err
		}
		w.done[c.at.id()] = true
		if !c.Required && w.stepped && f.leadsOn() {
			return skipError{"left empty: a step with a file would be held, and those after it not seen"}
		}
		w.tries["file "+c.at.id()]++
		w.leave(ctx, c.at)
		w.touch(c.at)
		kind, ok := fileFor(c.Accept, c.question()+" "+c.Title)
		if !ok {
			return failf("it takes no kind of file that can be made up: “%s”", clip(c.Accept, 80))
		}
		return w.choosing(ctx, c.at, func() error { return w.give(ctx, c.at, kind) })
	})
}

// give puts a made-up file into a file field. It may be sent at once.
func (w *walker) give(ctx context.Context, at place, kind string) error {
	if w.cfg.UploadDir == "" {
		return failf("it wants a file, and there is no folder to put one in")
	}
	value, _ := valueOf(w.sc.Patient, audit.KindFile)
	who, _ := valueOf(w.sc.Patient, audit.KindFullName)
	name, data := canaryFile(kind, value, who)
	file := filepath.Join(w.cfg.UploadDir, name)
	if err := os.WriteFile(file, data, 0o644); err != nil {
		return failf("the file for it could not be written")
	}
	obj, err := at.object(ctx)
	if err != nil {
		return err
	}
	cctx, cancel := join(ctx, at.frame.ctx, 5*time.Second)
	defer cancel()
	since := w.cfg.Clock()
	w.typed(audit.KindFile, name, false, since)
	if kind == filePDF || kind == fileText {
		w.typed(audit.KindFullName, who, false, since)
	}
	if _, err := chromedp.Call(cctx, dom.SetFileInputFiles, dom.SetFileInputFilesParams{Files: []string{file}, ObjectID: obj}); err != nil {
		return failf("it is no file field")
	}
	return w.tab.Settle(ctx) // many are sent at once
}

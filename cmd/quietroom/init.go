package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"

	"github.com/quietroom/quietroom/audit/sitefile"
	"github.com/quietroom/quietroom/crawler"
	"github.com/quietroom/quietroom/internal/runner"
	"github.com/quietroom/quietroom/internal/survey"
)

func newInit(w world) *cobra.Command {
	f := newAuditFlags()
	f.out, f.pages = sitefile.Name, 60
	force := false
	cmd := &cobra.Command{
		Use:   "init URL",
		Short: "Write a quietroom.yaml for a site, from a first look at it",
		Long: `init reads a site's pages, one after the other and without a browser, and writes
a quietroom.yaml with comments: the pages and what they are, the third parties
that they name as entries of your register, the forms that they have. Read it,
correct it, and keep it: audit takes its settings from the quietroom.yaml of the
folder that it is started in, and its flags go before it.

It obeys robots.txt and keeps to the site's own hosts, like audit.

Exit status:
  0  written
  2  wrong usage, or the file is there already
  3  the site could not be read, or not to the end; what was seen is written`,
		Example: `  quietroom init https://www.practice.example/
  quietroom init https://www.practice.example/ --scope portal.practice.example --pages 200
  quietroom init https://www.practice.example/ --out sites/practice.yaml --force`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 1 {
				return errors.New("init wants the address of one site, such as: quietroom init https://practice.example/")
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			return doInit(cmd.Context(), w, f, args[0], force)
		},
	}
	fs := cmd.Flags()
	fs.SortFlags = false
	group(fs, "What is written", func() {
		fs.StringVarP(&f.out, "out", "o", f.out, "`FILE` to write")
		fs.BoolVar(&force, "force", false, "write over a file that is there already")
		fs.CountVarP(&f.verbose, "verbose", "v", "say more on standard error")
	})
	group(fs, "What is looked at", func() {
		fs.IntVar(&f.pages, "pages", f.pages, "read at most `N` pages")
		fs.StringArrayVar(&f.scope, "scope", nil, "another `HOST` that belongs to the site (repeat for more)")
		fs.DurationVar(&f.delay, "delay", f.delay, "`TIME` between two requests; a longer Crawl-delay wins")
		fs.BoolVar(&f.ignoreRobots, "ignore-robots", false, "read what robots.txt forbids; for your own site only")
	})
	f.registerReach(fs)
	return cmd
}

func doInit(ctx context.Context, w world, f *auditFlags, site string, force bool) error {
	if err := f.check(); err != nil {
		return err
	}
	reach, err := f.access()
	if err != nil {
		return err
	}
	if _, err := os.Lstat(f.out); err == nil && !force {
		return fmt.Errorf("%s is there already: give --force to write over it, or another name with --out", f.out)
	} else if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	p := newProgress(w.stderr, w.env, false)
	p.opening = "Reading the pages of " + terminalSafe(site)
	delay := f.delay
	if delay == 0 {
		delay = -1 // as the crawler says "none"
	}
	stop := p.watch(ctx)
	seen, err := survey.Look(ctx, survey.Config{Access: reach, Crawl: crawler.Config{
		Start: site, Scope: f.scope, MaxPages: f.pages, Delay: delay, UserAgent: f.userAgent, IgnoreRobots: f.ignoreRobots, Log: newLogger(p, f.verbose),
		Progress: func(found, _ int, url string) { p.news(runner.Progress{Phase: "crawl", Done: found, Page: url}) },
	}})
	stop()
	if seen == nil {
		return incomplete(err)
	}
	data, werr := seen.Write(time.Now())
	if werr == nil {
		werr = writeNew(f.out, data, force)
	}
	if werr != nil {
		return werr
	}
	p.line(fmt.Sprintf("Wrote %s: %d pages, %d third parties. Read it, then: quietroom audit", f.out, len(seen.Pages), len(seen.Parties)))
	if err != nil {
		return incomplete(fmt.Errorf("not all of the site was read: %w", err))
	}
	return nil
}

// writeNew writes a file whole or not at all. Without force it never takes the
// place of one that is there.
func writeNew(name string, data []byte, force bool) (err error) {
	tmp, err := os.CreateTemp(filepath.Dir(name), ".quietroom-*")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, ignoreGone(os.Remove(tmp.Name()))) }()
	_, err = tmp.Write(data)
	if err == nil {
		err = tmp.Chmod(0o644)
	}
	if err == nil {
		err = tmp.Sync()
	}
	if err = errors.Join(err, tmp.Close()); err != nil {
		return err
	}
	if force {
		return os.Rename(tmp.Name(), name)
	}
	if err := os.Link(tmp.Name(), name); !errors.Is(err, errors.ErrUnsupported) {
		return err
	}
	return os.Rename(tmp.Name(), name)
}

func ignoreGone(err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}

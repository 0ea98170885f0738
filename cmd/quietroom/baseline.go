package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/quietroom/quietroom/audit"
	"github.com/quietroom/quietroom/audit/compare"
	"github.com/quietroom/quietroom/internal/runstore"
	"github.com/quietroom/quietroom/report"
)

func newBaseline(w world) *cobra.Command {
	return &cobra.Command{
		Use:   "baseline RUN",
		Short: "Print a run as a small file to compare later runs with",
		Long: `baseline prints what a comparison needs of a run: findings by fingerprint with
the words that say what they are, pages, journeys and vendors. It holds no value,
no excerpt and no request, is sorted, and has an entry a line, so that it can be
kept in a repository and its changes can be reviewed.

It takes a run that came to its end, because a baseline that did not look
everywhere would make known findings new ones later.

Exit status: 0 it was printed; 2 there is no run, or none that came to its end.`,
		Example: `  quietroom baseline quietroom-runs/practice.example/20261121T090000Z > quietroom.baseline.json
  quietroom audit https://practice.example/ --baseline quietroom.baseline.json`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 1 {
				return fmt.Errorf("baseline wants one run folder and got %d, such as: quietroom baseline RUN > quietroom.baseline.json", len(args))
			}
			return nil
		},
		RunE: func(_ *cobra.Command, args []string) error {
			r, err := runstore.Open(args[0])
			if err != nil {
				return err
			}
			if run := r.Run(); !run.Complete {
				right := "audit anew"
				if run.Resume != "" {
					right = "go on with it (" + terminalSafe(run.Resume) + "), or audit anew"
				}
				return fmt.Errorf("run %s did not come to its end, so it is no baseline: %s", args[0], right)
			}
			if of := r.Run().Trial; of != nil {
				return fmt.Errorf("run %s walked under a policy that was tried, so it is no baseline: take the run that the policy was made of (%s), or audit anew", args[0], terminalSafe(of.Of.ID))
			}
			return compare.WriteBaseline(w.stdout, r.Run())
		},
	}
}

// maxBaseline and maxVerification bound what is made of a run, in bytes: of a big site
// it has a few MiB.
const maxBaseline, maxVerification = 64 << 20, 64 << 20

// openBaseline reads what a run is compared with: a run folder, its run.json, or a
// baseline file.
func openBaseline(name string) (*audit.Run, error) {
	fi, err := os.Stat(name)
	if err != nil || fi.IsDir() || filepath.Base(name) == "run.json" {
		r, err := runstore.Open(name)
		if err != nil {
			return nil, err
		}
		return r.Run(), nil
	}
	data, err := readUpTo(maxBaseline, name)
	if err != nil {
		return nil, fmt.Errorf("%w: want what quietroom baseline RUN writes", err)
	}
	return compare.ReadBaseline(name, data)
}

// lastBaseline stands for the newest earlier run.
const lastBaseline = "last"

func baselineFlag(fs *pflag.FlagSet, into *string, usage string) {
	fs.StringVar(into, "baseline", "", usage)
}

// base is what a run is compared with.
type base struct {
	run *audit.Run // nil for nothing
	// missing is the folder that holds no earlier run, where one was asked for.
	missing string
}

// findBaseline reads what --baseline names; without an earlier run for last every
// finding is new, and that is said.
func findBaseline(name, own, site string, before time.Time) (base, error) {
	if name == "" {
		return base{}, nil
	}
	if name != lastBaseline {
		run, err := openBaseline(name)
		if err != nil {
			return base{}, fmt.Errorf("--baseline: %w", err)
		}
		return base{run: run}, nil
	}
	last, folder, err := lastRun(own, site, before)
	if err != nil {
		return base{}, fmt.Errorf("--baseline last: %w", err)
	}
	if last == nil {
		return base{missing: folder}, nil
	}
	return base{run: last.Run()}, nil
}

// lastRun gives the newest audit of the site in the folder that holds own which came to
// its end and began before the given time; nil for none. A walk under a policy that
// was tried and one of a single scenario are no audits of the site as it is.
func lastRun(own, site string, before time.Time) (newest *runstore.Reader, folder string, err error) {
	if own, err = filepath.Abs(own); err != nil {
		return nil, "", err
	}
	folder = filepath.Dir(own)
	entries, err := os.ReadDir(folder)
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return nil, folder, err
	}
	for _, e := range entries {
		at := filepath.Join(folder, e.Name())
		if !e.IsDir() || at == own {
			continue
		}
		r, err := runstore.Open(at)
		if err != nil { // no run, or a damaged one
			continue
		}
		run := r.Run()
		whole := run.Complete && run.Trial == nil && run.Options.Only == ""
		if whole && sameHost(run.Site, site) && run.Started.Before(before) && (newest == nil || run.Started.After(newest.Run().Started)) {
			newest = r
		}
	}
	return newest, folder, nil
}

// compare says what changed since the baseline, nil without one.
func (b base) compare(run *audit.Run) *audit.Comparison {
	if b.run == nil {
		return nil
	}
	c := compare.Compare(b.run, run)
	return &c
}

// tell says what changed to the person who waits.
func (b base) tell(p *progress, done *audited) {
	switch {
	case b.missing != "":
		p.say(fmt.Sprintf("There is no earlier run of this site in %s that came to its end, so every finding counts.", b.missing))
	case done.comparison != nil:
		p.say(fmt.Sprintf("Since the run of %s: %s", terminalSafe(done.comparison.Old.Started), report.DiffHeadline(*done.comparison)))
	}
}

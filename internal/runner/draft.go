package runner

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/quietroom/quietroom/audit"
	"github.com/quietroom/quietroom/scenarios"
	"github.com/quietroom/quietroom/scenarios/script"
)

// Draft visits the one page at cfg.Site and makes a scenario of the form on it that
// asks for most. It fills nothing and keeps nothing: what it records on the way
// goes with it. The script is nil when the page has no form that a patient would fill.
func Draft(ctx context.Context, cfg Config) (s *script.Script, err error) {
	dir, err := os.MkdirTemp("", "quietroom-draft-")
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	cfg.Out, cfg.MaxPages, cfg.OnlyScenario = filepath.Join(dir, "run"), 1, false
	cfg.Fleeting, cfg.Scenarios = true, nil
	cfg.inspected = func(page audit.Page, inv *scenarios.Inventory) {
		if d, ok := scenarios.Draft(page, inv, cfg.Patient); ok && s == nil {
			s = d
		}
	}
	run, err := Audit(ctx, cfg)
	switch {
	case err != nil:
		return nil, err
	case s == nil && len(run.Pages) > 0 && run.Pages[0].Verdict == audit.Inconclusive:
		return nil, fmt.Errorf("%s could not be looked at: %s", run.Pages[0].URL, run.Pages[0].Why)
	}
	return s, nil
}

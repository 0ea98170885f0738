package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/quietroom/quietroom/internal/chrome"
	"github.com/quietroom/quietroom/internal/runner"
	"github.com/quietroom/quietroom/scenarios/script"
)

// starter is the scenario that a person goes on from when there is no page to look at.
const starter = `name: %s
description: what a patient does, in your words
start: /
steps:
  # What to click, by what it says; or by {role: button, name: Book now}, a label,
  # {testid: ...}, {css: ...} or {xpath: ...}.
  - click: Book an appointment
  # Frames and shadow DOM are looked into. Values of the synthetic patient stand in
  # braces; without a value the field gets what it asks for.
  - fill: {label: First name, value: "{patient.given_name}"}
  - fill: {label: E-mail, value: "{patient.email}"}
  - fill: Phone
  - select: {label: State, option: "{patient.state}"}
  - check: I agree
  # Or let quietroom fill the form by itself:
  # - plan
  # What commits is pressed, and its request held in the browser, never sent.
  - submit: Request appointment
  - expect: {text: Thank you, timeout: 10s}
`

// modeline is the first line of a scenario file, for editors.
const modeline = "# yaml-language-server: $schema=" + script.SchemaURL + "\n"

func newScenarioNew(w world) *cobra.Command {
	f := newAuditFlags()
	var name string
	cmd := &cobra.Command{
		Use:   "new URL | --name NAME",
		Short: "Begin a scenario: from the form of a page, or from nothing",
		Long: `new prints a scenario to go on from. With an address it visits that one page,
fills nothing, and writes down how its longest form would be filled; with --name
alone it prints a commented example and visits nothing.

Exit status:
  0  the scenario was printed
  2  wrong usage, or no form that a patient would fill
  3  the page could not be looked at`,
		Example: `  quietroom scenario new https://www.practice.example/book > book.yaml
  quietroom scenario new --name book > book.yaml`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) > 1 || len(args) == 0 && name == "" {
				return errors.New("new wants the address of a page, such as https://practice.example/book, or --name NAME")
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				return begin(w, name)
			}
			return draft(cmd.Context(), w, f, cmd.Flags(), args[0], name)
		},
	}
	group(cmd.Flags(), "The scenario", func() {
		cmd.Flags().StringVar(&name, "name", "", "`NAME` of the scenario, such as book; by default what the form is for")
	})
	f.registerAudit(cmd.Flags())
	for _, flag := range []string{"resume", "pages", "scenario", "submit", "out", "format", "parallel", "fail-on", "site-file", "rules", "trackers", "max-body"} {
		if cmd.Flags().Lookup(flag) != nil {
			_ = cmd.Flags().MarkHidden(flag) // a look at one page has no use for it
		}
	}
	return cmd
}

// begin prints the commented example.
func begin(w world, name string) error {
	text := fmt.Sprintf(starter, name)
	if _, err := script.Read("--name", []byte(text)); err != nil {
		return errors.New(strings.TrimPrefix(err.Error(), "--name:1:1: "))
	}
	_, err := fmt.Fprint(w.stdout, modeline+text)
	return err
}

// draft prints the scenario of a page's form.
func draft(ctx context.Context, w world, f *auditFlags, given *pflag.FlagSet, page, name string) error {
	cfg, err := f.begun(given, page, time.Now())
	if err != nil {
		return err
	}
	if cfg.Seed, err = newSeed(); err != nil {
		return err
	}
	if cfg.Patient, err = loadPatient(f.patient, cfg.Seed, cfg.Started); err != nil {
		return err
	}
	if cfg.Remote == "" {
		if cfg.Chrome, err = chrome.Find(ctx, w.env); err != nil {
			return unbegun(ctx, err)
		}
	}
	p := newProgress(w.stderr, w.env, f.quiet)
	cfg.Log, cfg.Progress = newLogger(p, f.verbose), p.news
	p.opening = "Looking at " + terminalSafe(page)
	stop := p.watch(ctx)
	s, err := runner.Draft(ctx, cfg)
	stop()
	switch {
	case err != nil:
		return incomplete(err)
	case s == nil:
		return fmt.Errorf("%s has no form that a patient would fill; begin with: quietroom scenario new --name NAME", page)
	}
	if name != "" {
		s.Name = name
	}
	text, err := script.Marshal(s)
	if err != nil {
		return err
	}
	var b bytes.Buffer
	b.WriteString(modeline)
	b.WriteString("# How quietroom would fill the longest form of the page, to go on from. docs/scenarios.md\n# explains the steps; check it with: quietroom scenario lint FILE\n")
	b.Write(text)
	b.WriteString("  # What a patient sees then, such as:\n  # - expect: Thank you\n")
	_, err = w.stdout.Write(b.Bytes())
	return err
}

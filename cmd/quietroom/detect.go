package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/quietroom/quietroom/audit"
	"github.com/quietroom/quietroom/audit/detect"
	"github.com/quietroom/quietroom/audit/judge"
	"github.com/quietroom/quietroom/audit/pages"
	"github.com/quietroom/quietroom/audit/vendors"
	"github.com/quietroom/quietroom/internal/runner"
	"github.com/quietroom/quietroom/internal/runstore"
	"github.com/quietroom/quietroom/internal/saved"
)

// detectFlags are the flags of detect, as they were typed.
type detectFlags struct {
	patient, run, page, as, failOn string
	siteFile                       string
	seed                           uint64
	rules, trackers                []string
	json                           bool
}

func newDetect(w world) *cobra.Command {
	f := &detectFlags{failOn: "E"}
	cmd := &cobra.Command{
		Use:   "detect FILE…",
		Short: "Look for a patient's values in saved requests, without a browser",
		Long: `detect searches files for the values of a test patient, under any disguise that
one look can undo, and for what looks like anybody's. It needs no browser, visits
nothing and opens no file that another names. - is standard input.

A file is read as what it looks like, or as --as says:
  har      what a browser's developer tools save, WebSocket frames included
  curl     commands, as "copy as cURL" gives them (bash, cmd)
  trace    what curl --trace and --trace-ascii write
  burp     what "Save items" of Burp Suite writes
  zap      what "Export Messages to File" of ZAP writes
  saz      a session archive of Fiddler
  http     requests as they go over the wire, and what curl -v prints of them
  urls     addresses, one a line
  payload  everything else: one body
A file in gzip, zstd or brotli is read as what is in it. Responses are not looked
at. With --page, messages to that page's own site count only where the patient's
values stand in a page's address or go unencrypted; without it, every host is a
stranger's, and what a message says of the page is not judged.

Exit status:
  0  nothing at or above --fail-on
  1  findings at or above --fail-on
  2  wrong usage, or a file that cannot be opened
  3  some of what the files should hold could not be searched, unless 1 applies`,
		Example: `  quietroom detect --patient our-test-patient.json session.har
  quietroom detect --run quietroom-runs/practice.example/20261121T090000Z *.har.gz
  quietroom detect --seed 7 --page https://practice.example/book --fail-on A burp.xml session.saz
  pbpaste | quietroom detect --patient p.json --json - | jq '.findings[] | {class, kind, place, chain}'
  quietroom detect --patient p.json --page https://practice.example/book beacon.txt`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				return errors.New("detect wants one or more files, or - for standard input, such as: quietroom detect --patient p.json session.har")
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error { return doDetect(cmd.Context(), w, f, args) },
	}
	f.register(cmd)
	return cmd
}

func (f *detectFlags) register(cmd *cobra.Command) {
	fs := cmd.Flags()
	fs.SortFlags = false
	group(fs, "What is looked for", func() {
		fs.StringVar(&f.patient, "patient", "", "JSON `FILE` with a test patient of your own; what it leaves out is invented")
		fs.Uint64Var(&f.seed, "seed", 0, "the synthetic patient of seed `N`, as it would be today")
		fs.StringVar(&f.run, "run", "", "the synthetic patient that walked the audit in the run folder `RUN`")
		fs.StringArrayVar(&f.rules, "rules", nil, "YAML `FILE` with rules of your own (repeat for more)")
	})
	group(fs, "How the files are read", func() {
		fs.StringVar(&f.siteFile, "site-file", "", "YAML `FILE` with what the practice says about its site, as for audit")
		trackersFlag(fs, &f.trackers)
		fs.StringVar(&f.as, "as", "", "read every file as `FORMAT`: har, curl, http, urls or payload")
		fs.StringVar(&f.page, "page", "", "`URL` of the page that the patient was on")
	})
	group(fs, "What comes of it", func() {
		fs.BoolVar(&f.json, "json", false, "print JSON; quietroom schema detect describes it")
		fs.StringVar(&f.failOn, "fail-on", f.failOn, "end with 1 on findings of this `CLASS` or a worse one: A, B, C, D, E or never")
	})
}

// detection is one call of detect: what it found, and with what.
type detection struct {
	audit.Detection
	engine *detect.Detector
	// streams goes through one file: what was split over several messages of it is
	// put together.
	streams *detect.Streams
	judge   judge.Config
	first   func(string) bool
	page    *audit.Page
}

func doDetect(ctx context.Context, w world, f *detectFlags, names []string) error {
	d, err := f.detection()
	if err != nil {
		return err
	}
	for _, name := range names {
		if err := d.file(ctx, w, f.as, name); err != nil {
			return err
		}
	}
	if f.json {
		out := json.NewEncoder(w.stdout)
		out.SetIndent("", "  ")
		err = out.Encode(d.Detection)
	} else {
		err = d.print(w.stdout)
	}
	if err != nil {
		return fmt.Errorf("printing what was found: %w", err)
	}
	return d.status(f.failOn)
}

// detection checks the flags and prepares the search.
func (f *detectFlags) detection() (*detection, error) {
	if f.failOn != "never" && !slices.Contains(audit.Classes, audit.Class(f.failOn)) {
		return nil, fmt.Errorf("--fail-on %q: want A, B, C, D, E or never", f.failOn)
	}
	if f.as != "" && !slices.Contains(saved.Formats(), f.as) {
		return nil, fmt.Errorf("--as %q: want one of %s", f.as, strings.Join(saved.Formats(), ", "))
	}
	seed, today, err := f.whose()
	if err != nil {
		return nil, err
	}
	p, err := loadPatient(f.patient, seed, today)
	if err != nil {
		return nil, err
	}
	own, site, err := dataFiles(f.rules, f.siteFile)
	if err != nil {
		return nil, err
	}
	known, err := readTrackers(f.trackers)
	if err != nil {
		return nil, err
	}
	by, err := runner.JudgedBy(own, site, known...)
	if err != nil {
		return nil, err
	}
	by.Day = time.Now()
	d := &detection{
		Detection: audit.Detection{Schema: audit.DetectionSchema, Files: []audit.SearchedFile{}, Findings: []audit.Sighting{}, Notes: []string{}},
		judge:     by,
		engine:    detect.New(detect.Config{Canaries: p.Canaries(), Rules: by.Rules}),
	}
	if f.page != "" {
		what := by.Taxonomy.Classify(pages.Signals{URL: f.page}, by.Rules.Topic)
		d.page = &audit.Page{URL: f.page, Context: what.Context, Sensitivity: what.Sensitivity}
		d.first = vendors.FirstParty([]string{f.page})
	}
	return d, nil
}

// whose says from which seed, and on which day, the patient is made.
func (f *detectFlags) whose() (seed uint64, today time.Time, err error) {
	switch {
	case f.run != "" && f.seed != 0:
		return 0, today, errors.New("--seed does not go with --run, which knows the seed of its patient")
	case f.run != "":
		r, err := runstore.Open(f.run)
		if err != nil {
			return 0, today, fmt.Errorf("--run: %w", err)
		}
		return r.Run().Seed, r.Run().Started, nil
	case f.patient == "" && f.seed == 0:
		return 0, today, errors.New("detect wants to know whose values to look for: --patient FILE, --seed N or --run RUN")
	}
	return f.seed, time.Now(), nil
}

// file searches one file.
func (d *detection) file(ctx context.Context, w world, as, name string) error {
	in, shown := w.stdin, "standard input"
	if name != "-" {
		file, err := os.Open(name)
		if err != nil {
			return err
		}
		defer file.Close()
		in, shown = file, name
	}
	if in == nil {
		return errors.New("there is no standard input")
	}
	s := audit.SearchedFile{File: shown, Incomplete: []string{}}
	d.streams = d.engine.Streams()
	kind, err := saved.Read(in, as, func(m saved.Message) error {
		if ctx.Err() != nil {
			return incomplete(errors.New("interrupted"))
		}
		s.Messages++
		d.message(&s, m)
		return nil
	})
	s.Format, s.Compression = kind.Format, kind.Compression
	if errors.Is(err, saved.ErrCut) {
		s.Incomplete, err = append(s.Incomplete, err.Error()), nil
	}
	d.Files = append(d.Files, s)
	if err != nil {
		return fmt.Errorf("reading %s: %w", shown, err)
	}
	return nil
}

func (d *detection) message(s *audit.SearchedFile, m saved.Message) {
	missed := func(why string) {
		if len(s.Incomplete) < 100 {
			s.Incomplete = append(s.Incomplete, m.At+": "+why)
		}
	}
	to := audit.Recipient{Vendor: "an unnamed recipient", Purpose: vendors.Unknown, Party: audit.ThirdParty}
	if host := hostOf(m.Exchange.URL); host != "" {
		to = d.judge.Vendors.Recipient(host, d.first)
	}
	if to.VendorID == "" {
		// A relay of the practice's own, or a payload that was saved without its address.
		if s, ok := d.judge.Vendors.Shape(m.Exchange.Method, m.Exchange.URL, m.Exchange.Header("Content-Type"), m.Body); ok && !s.SelfHosted {
			if v, ok := d.judge.Vendors.ByID(s.VendorID); ok {
				to = v.As(to, audit.CloakShape, s.Name)
			}
		}
	}
	res := d.streams.Search(&m.Exchange, m.Body, to.Host, detect.Subject{Page: d.page})
	switch {
	case res.Cut:
		missed("too much to search to its end")
	case m.Lost != "":
		missed(m.Lost)
	case m.Exchange.BodyMissing:
		missed("its body is not in the file")
	case m.Exchange.BodyCut:
		missed("its body ends early")
	}
	j := judge.New(d.judge)
	j.Exchange(&m.Exchange, d.page, to, res.Hits)
	if to.Party == audit.FirstParty {
		j.Own(&m.Exchange, d.page, to, res.Hits)
	}
	for _, f := range j.Findings() {
		d.Findings = append(d.Findings, audit.Sighting{File: s.File, At: m.At, Finding: f})
	}
	for _, n := range j.Covered() {
		if !slices.Contains(d.Notes, n) {
			d.Notes = append(d.Notes, n)
		}
	}
}

// hostOf gives the host of an address, "" when it has none.
func hostOf(address string) string {
	_, rest, ok := strings.Cut(address, "://")
	if !ok {
		return ""
	}
	if i := strings.IndexAny(rest, "/?#"); i >= 0 {
		rest = rest[:i]
	}
	return rest[strings.LastIndexByte(rest, '@')+1:]
}

func (d *detection) status(failOn string) error {
	for _, f := range d.Findings {
		if f.Counts() && f.Class.AtLeast(audit.Class(failOn)) {
			return &statusError{status: exitFindings}
		}
	}
	for _, s := range d.Files {
		if len(s.Incomplete) > 0 {
			return &statusError{status: exitIncomplete}
		}
	}
	return nil
}

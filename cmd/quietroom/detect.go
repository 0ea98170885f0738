package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"text/tabwriter"
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
  curl     commands, as "copy as cURL (bash)" gives them
  trace    what curl --trace and --trace-ascii write
  burp     what "Save items" of Burp Suite writes
  zap      what "Export Messages to File" of ZAP writes
  saz      a session archive of Fiddler
  http     requests as they go over the wire, and what curl -v prints of them
  urls     addresses, one a line
  payload  everything else: one body
A file in gzip, zstd or brotli is read as what is in it. Responses are not looked
at. Without --page, what a message says of the
page that the patient was on is not judged.

Exit status:
  0  nothing at or above --fail-on
  1  findings at or above --fail-on
  2  wrong usage, or a file that cannot be opened
  3  some of what the files should hold could not be searched, unless 1 applies`,
		Example: `  quietroom detect --patient our-test-patient.json session.har
  quietroom detect --run quietroom-runs/practice.example/20261121T090000Z *.har
  pbpaste | quietroom detect --patient p.json --json -
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
		fs.StringVar(&f.page, "page", "", "`URL` of the page that the patient was on; messages to its own site are left out")
	})
	group(fs, "What comes of it", func() {
		fs.BoolVar(&f.json, "json", false, "print JSON instead of a table")
		fs.StringVar(&f.failOn, "fail-on", f.failOn, "end with 1 on findings of this `CLASS` or a worse one: A, B, C, D, E or never")
	})
}

// detection is what one call of detect knows and finds; its exported part is what --json prints.
type detection struct {
	Schema string     `json:"schema"`
	Files  []searched `json:"files"`
	Found  []sighting `json:"findings"`
	// Notes say what is no finding because of an agreement in the site's file.
	Notes  []string `json:"notes"`
	engine *detect.Detector
	judge  judge.Config
	first  func(string) bool
	page   *audit.Page
}

// searched is one file.
type searched struct {
	File string `json:"file"`
	// Format is how it was read.
	Format string `json:"format"`
	// Compression is how the whole file was compressed, "" for not at all.
	Compression string `json:"compression,omitempty"`
	Messages    int    `json:"messages"`
	// Incomplete says what of the file could not be searched.
	Incomplete []string `json:"incomplete"`
}

// sighting is one finding, and where.
type sighting struct {
	File string `json:"file"`
	At   string `json:"at"`
	audit.Finding
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
		err = out.Encode(d)
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
		Schema: "quietroom.detect/1", Files: []searched{}, Found: []sighting{}, Notes: []string{}, judge: by,
		engine: detect.New(detect.Config{Canaries: p.Canaries(), Rules: by.Rules}),
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
	s := searched{File: shown, Incomplete: []string{}}
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

func (d *detection) message(s *searched, m saved.Message) {
	missed := func(why string) {
		if len(s.Incomplete) < 100 {
			s.Incomplete = append(s.Incomplete, m.At+": "+why)
		}
	}
	res := d.engine.Search(&m.Exchange, m.Body, detect.Subject{Page: d.page})
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
	j := judge.New(d.judge)
	j.Exchange(&m.Exchange, d.page, to, res.Hits)
	for _, f := range j.Findings() {
		d.Found = append(d.Found, sighting{File: s.File, At: m.At, Finding: f})
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

// print writes a table of what was found, and what was searched.
func (d *detection) print(out io.Writer) error {
	t := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	if len(d.Found) > 0 {
		fmt.Fprintln(t, "CLASS\tWHAT\tDISGUISE\tPLACE\tTO\tIN")
	}
	for _, f := range d.Found {
		disguise := strings.Join(f.Chain, " > ")
		if disguise == "" {
			disguise = "none"
		}
		place := f.Place
		if f.Meaning != "" {
			place += " (" + f.Meaning + ")"
		}
		in := f.At
		if len(d.Files) > 1 {
			in = f.File + ", " + f.At
		}
		cells := []string{string(f.Class), what(f.Finding), disguise, place, f.Recipient.Vendor, in}
		for i, c := range cells {
			cells[i] = cell(c)
		}
		fmt.Fprintln(t, strings.Join(cells, "\t"))
	}
	if err := t.Flush(); err != nil {
		return err
	}
	if len(d.Found) > 0 {
		fmt.Fprintln(out)
	}
	for _, s := range d.Files {
		fmt.Fprintf(out, "%s: read as %s, %s searched.\n", terminalSafe(s.File), s.Format, plural(s.Messages, "message"))
		for _, why := range s.Incomplete {
			fmt.Fprintf(out, "  not searched: %s\n", terminalSafe(why))
		}
	}
	for _, n := range d.Notes {
		fmt.Fprintln(out, terminalSafe(n))
	}
	_, err := fmt.Fprintf(out, "%s.\n", plural(len(d.Found), "finding"))
	return err
}

func what(f audit.Finding) string {
	label := f.Kind.Info().Label
	if f.Rule != "canary" && f.Class == audit.ClassA {
		label = "looks like: " + label
	}
	return label
}

// cell keeps a page's own words on one line of a table.
func cell(s string) string {
	const widest = 90
	s = terminalSafe(strings.Join(strings.Fields(s), " "))
	if r := []rune(s); len(r) > widest {
		s = string(r[:widest-1]) + "…"
	}
	return s
}

func plural(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

func (d *detection) status(failOn string) error {
	for _, f := range d.Found {
		if f.Class.AtLeast(audit.Class(failOn)) {
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

package runner

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/quietroom/quietroom/audit"
	"github.com/quietroom/quietroom/audit/patient"
	"github.com/quietroom/quietroom/audit/vendors/lists"
	"github.com/quietroom/quietroom/crawler"
	"github.com/quietroom/quietroom/internal/runstore"
)

// Again says by what a run is judged again. What is nil or has no name is as the
// run was begun with.
type Again struct {
	// Rules, SiteFile and Trackers are as in Config; an empty list of either stands
	// for none.
	Rules    []DataFile
	SiteFile DataFile
	Trackers []*lists.List
	// Patient is who walked, where that was a patient of the user's own.
	Patient *patient.Patient
	// Version is the tool's.
	Version string
}

// JudgeAgain judges the record in the run folder dir anew and gives the run as it
// then reads. It needs no browser, visits nothing and changes nothing in the
// folder. What the first judgement could not search to its end stays inconclusive.
func JudgeAgain(ctx context.Context, dir string, by Again) (*audit.Run, error) {
	r, err := runstore.Open(dir)
	if err != nil {
		return nil, err
	}
	if err := whole(r.Run(), dir); err != nil {
		return nil, err
	}
	k, err := remembered(r)
	if err != nil {
		return nil, err
	}
	switch {
	case !k.begun:
		return nil, fmt.Errorf("run %s cannot be judged again: it does not hold what it was begun with", dir)
	case k.settings.Format != journalFormat:
		return nil, fmt.Errorf("run %s cannot be judged again: its journal is %.40q, not %q; use the quietroom that began it (%.40q)", dir, k.settings.Format, journalFormat, k.settings.Version)
	}
	run, then := r.Run(), &k.settings
	if by.Rules != nil {
		then.Rules = by.Rules
	}
	if by.SiteFile.Name != "" {
		then.SiteFile = by.SiteFile
	}
	if by.Trackers != nil {
		then.Trackers = by.Trackers
	}
	d, err := loadData(then.Rules, then.SiteFile, then.Trackers...)
	if err != nil {
		return nil, err
	}
	who, err := then.walker(run, by)
	if err != nil {
		return nil, err
	}
	a := &auditing{cfg: Config{Out: r.Dir(), Patient: who, Resolver: then.Resolver}, data: d, run: run, found: &discovery{}}
	a.bound = then.LoginHost
	a.party(run.Scope)
	a.typed.add(k.typed)
	a.remember(k)
	cause := a.forget()
	note := fmt.Sprintf("This is a new judgement of the record, made without a browser by quietroom %s; the audit's own was by quietroom %s, under rules with the SHA-256 %s.", by.Version, run.Tool.Version, run.Tool.RulesHash)
	run.Tool.RulesHash, run.Tool.Lists = d.hash, told(then.Trackers)
	a.note(note)
	if err := a.assess(ctx, cause); err != nil && !errors.Is(err, cause) {
		return nil, err
	}
	run.Coverage.Unexplained = distinct(run.Coverage.Unexplained)
	return run, nil
}

// walker is the patient who walked the run.
func (s *Settings) walker(run *audit.Run, by Again) (*patient.Patient, error) {
	p := by.Patient
	if p == nil {
		p = patient.New(s.Seed, "A", run.Started)
	}
	switch {
	case digest(p) == s.Patient:
		return p, nil
	case by.Patient != nil:
		return nil, errors.New("--patient: this is not the patient who walked the run; give the same one again")
	case s.PatientFile != "":
		return nil, fmt.Errorf("the patient came from a file, which is not stored: give --patient %s again", ShellWord(s.PatientFile))
	}
	return nil, fmt.Errorf("this quietroom (%s) makes another patient of the seed than the one that recorded the run (%s): judge it again with that one", by.Version, s.Version)
}

// known is what the journal of a run holds for a new judgement.
type known struct {
	settings Settings
	begun    bool
	crawls   []crawler.Result
	shown    map[string]*seen // by the page's address
	typed    []audit.Canary
}

// remembered reads the journal.
func remembered(r *runstore.Reader) (*known, error) {
	k := &known{shown: map[string]*seen{}}
	crawls, walks := map[string]crawler.Result{}, map[string]walked{}
	var order []string
	err := r.Journal(func(key string, into func(any) error) error {
		kind, _, _ := strings.Cut(key, " ")
		switch kind {
		case keySettings:
			k.begun = true
			return into(&k.settings)
		case "behind":
			var d doneBehind
			err := into(&d)
			k.typed = append(k.typed, d.Typed...)
			return err
		case keyCrawl, keyLinks, keyLogin, keyBegins:
			var res crawler.Result
			err := into(&res)
			if _, again := crawls[key]; !again {
				order = append(order, key)
			}
			crawls[key] = res
			return err
		case "journey":
			var w walked
			err := into(&w)
			if _, again := walks[key]; !again {
				order = append(order, key)
			}
			if w.Seen != nil {
				w.Seen.Links, w.Seen.Plans = nil, nil
			}
			walks[key] = w
			return err
		}
		return nil
	})
	for _, key := range order {
		if res, ok := crawls[key]; ok {
			k.crawls = append(k.crawls, res)
			continue
		}
		w := walks[key]
		k.typed = append(k.typed, w.Typed...)
		if w.Seen != nil && !w.Seen.Later {
			k.shown[w.Journey.Page] = w.Seen
		}
	}
	return k, err
}

// remember takes what the journal holds, and places the pages by the rules of today.
func (a *auditing) remember(k *known) {
	crawled := map[string]crawler.Page{}
	for _, res := range k.crawls {
		pub := &a.found.public
		pub.Emails = append(pub.Emails, res.Public.Emails...)
		pub.Phones = append(pub.Phones, res.Public.Phones...)
		pub.Names = append(pub.Names, res.Public.Names...)
		if res.Stopped != "" {
			a.halts = append(a.halts, res.Stopped)
		}
		for _, p := range res.Pages {
			crawled[p.URL] = p
		}
	}
	for i := range a.run.Pages {
		p := &a.run.Pages[i]
		c, ok := crawled[p.URL]
		if ok || k.shown[p.URL] != nil {
			a.place(p, c, k.shown[p.URL])
		}
	}
}

const cutShort = "The audit did not come to its end: "

// forget takes out of the run what the first judgement put there. It gives back why
// the audit did not come to its end, if it did not.
func (a *auditing) forget() (cause error) {
	run := a.run
	if !run.Complete {
		cause = errors.New("it was cut short")
	}
	keep := func(n string) bool {
		if why, ok := strings.CutPrefix(n, cutShort); ok {
			cause = errors.New(strings.TrimSuffix(why, "."))
			return false
		}
		if strings.HasPrefix(n, audit.SuppressionWarning) {
			return false
		}
		return !strings.Contains(n, "That is no finding, because an agreement with it is recorded:")
	}
	keep(run.Why)
	run.Notes = slices.DeleteFunc(run.Notes, func(n string) bool { return !keep(n) })
	run.Findings = []audit.Finding{}
	run.Coverage.DetectionCut, run.Coverage.PagesAudited = 0, 0
	for i := range run.Pages {
		run.Pages[i].Contacts = []audit.Contact{}
	}
	return cause
}

func distinct(gaps []audit.Gap) []audit.Gap {
	var out []audit.Gap
	for _, g := range gaps {
		if !slices.Contains(out, g) {
			out = append(out, g)
		}
	}
	return out
}

// whole says what can no longer be done with a run whose evidence was taken away.
func whole(run *audit.Run, dir string) error {
	switch gone, masked := run.RemovedFor(audit.Expired), run.RemovedFor(audit.Redacted); {
	case gone != nil:
		return fmt.Errorf("run %s can be printed, and neither judged again nor resumed: its evidence was deleted on %s, when its time was over", dir, gone.At.Format("2006-01-02"))
	case masked != nil:
		return fmt.Errorf("run %s can be printed, and neither judged again nor resumed: it was redacted on %s, and the payloads that a judgement rests on are masked; take the run that it is a copy of", dir, masked.At.Format("2006-01-02"))
	}
	return nil
}

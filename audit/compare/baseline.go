package compare

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/quietroom/quietroom/audit"
	"github.com/quietroom/quietroom/audit/pages"
)

// BaselineSchema names the shape of a baseline file. It changes when a reader that
// knew the old shape could misread the new one.
const BaselineSchema = "quietroom.baseline/1"

// baseline is a run reduced to what a comparison needs: no value, no excerpt, no
// exchange, no step. Every list is sorted and has an entry a line, so that a
// repository shows what changed.
type baseline struct {
	Schema        string            `json:"schema"`
	Run           audit.RunRef      `json:"run"`
	Complete      bool              `json:"complete"`
	Scope         []string          `json:"scope"`
	Browser       baseBrowser       `json:"browser"`
	Options       baseOptions       `json:"options"`
	Certification string            `json:"certification"`
	PagesFound    int               `json:"pages_found"`
	PagesAudited  int               `json:"pages_audited"`
	Findings      []baseFinding     `json:"findings"`
	Pages         []basePage        `json:"pages"`
	Journeys      []baseJourney     `json:"journeys"`
	Vendors       []audit.Recipient `json:"vendors"`
	Unexplained   []audit.Gap       `json:"unexplained"`
	Chosen        []audit.Consent   `json:"consent_made"`
}

type baseBrowser struct {
	Product  string `json:"product"`
	Fidelity string `json:"fidelity"`
	Disguise string `json:"disguise"`
}

type baseOptions struct {
	Submit   string          `json:"submit"`
	Egress   string          `json:"egress,omitempty"`
	MaxPages int             `json:"max_pages"`
	Robots   string          `json:"robots"`
	Viewport string          `json:"viewport"`
	Consent  []audit.Consent `json:"consent,omitempty"`
	GPC      bool            `json:"gpc,omitempty"`
	Only     string          `json:"only,omitempty"`
}

type baseFinding struct {
	Fingerprint string         `json:"fingerprint"`
	Class       audit.Class    `json:"class"`
	Severity    audit.Severity `json:"severity"`
	Rule        string         `json:"rule"`
	Kind        audit.Kind     `json:"kind"`
	Page        string         `json:"page"`
	Context     string         `json:"context"`
	// Vendor is the key of an entry of Vendors.
	Vendor      string             `json:"vendor"`
	Host        string             `json:"host"`
	Channel     audit.Channel      `json:"channel"`
	Place       string             `json:"place,omitempty"`
	Chain       []string           `json:"chain,omitempty"`
	AfterSubmit bool               `json:"after_submit,omitempty"`
	GPC         bool               `json:"gpc,omitempty"`
	SeenIn      []baseSeen         `json:"seen_in"`
	Accepted    *audit.Suppression `json:"accepted,omitempty"`
}

// baseSeen is a journey that showed a finding.
type baseSeen struct {
	Scenario string `json:"scenario"`
	// Page is where the journey began, as pages.Steady gives it; "" for the finding's own.
	Page    string        `json:"page,omitempty"`
	Consent audit.Consent `json:"consent,omitempty"`
}

type basePage struct {
	URL     string        `json:"url"`
	Context string        `json:"context"`
	Verdict audit.Verdict `json:"verdict"`
	Aliases []string      `json:"aliases,omitempty"`
	// Met are the keys of the vendors that were met there.
	Met []string `json:"met,omitempty"`
}

type baseJourney struct {
	Scenario string              `json:"scenario"`
	Page     string              `json:"page"`
	Consent  audit.Consent       `json:"consent,omitempty"`
	Status   audit.JourneyStatus `json:"status"`
}

// WriteBaseline writes the run as a baseline file.
func WriteBaseline(w io.Writer, run *audit.Run) error {
	data, err := reduce(run).encode()
	if err != nil {
		return fmt.Errorf("writing the baseline: %w", err)
	}
	if _, err := w.Write(data); err != nil {
		return fmt.Errorf("writing the baseline: %w", err)
	}
	return nil
}

func reduce(run *audit.Run) *baseline {
	o, s := run.Options, look(run, "")
	b := &baseline{
		Schema: BaselineSchema, Run: ref(run), Complete: run.Complete, Scope: run.Scope, Certification: run.Coverage.Certification,
		Browser:    baseBrowser{run.Tool.Browser, run.Tool.Fidelity, run.Tool.Disguise},
		Options:    baseOptions{o.Submit, o.Egress, o.MaxPages, o.Robots, o.Viewport, o.Consent, o.GPC, o.Only},
		PagesFound: run.Coverage.PagesFound, PagesAudited: run.Coverage.PagesAudited, Unexplained: run.Coverage.Unexplained,
	}
	vendors := map[string]audit.Recipient{}
	know := func(r audit.Recipient) string {
		key := vendorKey(r)
		if _, known := vendors[key]; !known {
			vendors[key] = audit.Recipient{Domain: r.Domain, VendorID: r.VendorID, Vendor: r.Vendor, Purpose: r.Purpose, Party: r.Party}
			if r.VendorID == "" && r.Domain == "" {
				vendors[key] = audit.Recipient{Host: r.Host, Vendor: r.Vendor, Purpose: r.Purpose, Party: r.Party}
			}
		}
		return key
	}
	for _, p := range run.Pages {
		page := basePage{URL: p.URL, Context: p.Context, Verdict: p.Verdict, Aliases: p.Aliases}
		for _, c := range p.Contacts {
			if key := know(c.Recipient); !slices.Contains(page.Met, key) {
				page.Met = append(page.Met, key)
			}
		}
		slices.Sort(page.Met)
		b.Pages = append(b.Pages, page)
	}
	for i := range run.Journeys {
		j := &run.Journeys[i]
		b.Journeys = append(b.Journeys, baseJourney{j.Scenario, j.Page, walkOf(j, run).consent, j.Status})
	}
	for _, f := range s.findings {
		b.Findings = append(b.Findings, reduceFinding(f, s, know(f.Recipient)))
	}
	for _, v := range vendors {
		b.Vendors = append(b.Vendors, v)
	}
	for _, c := range audit.Consents {
		if made(run, c) {
			b.Chosen = append(b.Chosen, c)
		}
	}
	b.sort()
	return b
}

func reduceFinding(f *audit.Finding, s *sight, vendor string) baseFinding {
	out := baseFinding{
		Fingerprint: f.Fingerprint, Class: f.Class, Severity: f.Severity, Rule: f.Rule, Kind: f.Kind, Page: f.Page, Context: f.Context,
		Vendor: vendor, Host: f.Recipient.Host, Channel: f.Channel, Place: f.Place, Chain: f.Chain, AfterSubmit: f.AfterSubmit, GPC: f.GPC, Accepted: f.Suppressed,
	}
	if out.Accepted != nil { // where it stood is of no matter later
		accepted := *out.Accepted
		accepted.At = ""
		out.Accepted = &accepted
	}
	for _, w := range s.walksOf(f) {
		seen := baseSeen{Scenario: w.scenario, Consent: w.consent}
		if w.page != pages.Steady(f.Page) {
			seen.Page = w.page
		}
		out.SeenIn = append(out.SeenIn, seen)
	}
	return out
}

// sort puts every list in an order that the run's own does not matter for. Of the
// findings the worst come first, as everywhere.
func (b *baseline) sort() {
	text := func(v any) string {
		data, _ := json.Marshal(v) // of plain structs: it cannot be an error
		return string(data)
	}
	b.Scope = slices.Clone(b.Scope)
	slices.SortFunc(b.Findings, func(x, y baseFinding) int {
		return strings.Compare(string(x.Class)+x.Page+x.Host+text(x), string(y.Class)+y.Page+y.Host+text(y))
	})
	slices.SortFunc(b.Pages, func(x, y basePage) int { return strings.Compare(x.URL, y.URL) })
	slices.SortFunc(b.Journeys, func(x, y baseJourney) int { return strings.Compare(x.Page+text(x), y.Page+text(y)) })
	slices.SortFunc(b.Vendors, func(x, y audit.Recipient) int {
		return strings.Compare(vendorKey(x)+text(x), vendorKey(y)+text(y))
	})
	b.Unexplained = slices.Clone(b.Unexplained)
	slices.SortFunc(b.Unexplained, func(x, y audit.Gap) int { return strings.Compare(text(x), text(y)) })
}

// encode writes an object whose lists have an entry a line.
func (b *baseline) encode() ([]byte, error) {
	var flat, out bytes.Buffer
	enc := json.NewEncoder(&flat)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(b); err != nil {
		return nil, err
	}
	dec := json.NewDecoder(&flat)
	if _, err := dec.Token(); err != nil { // {
		return nil, err
	}
	out.WriteString("{")
	for first := true; dec.More(); first = false {
		key, err := dec.Token()
		if err != nil {
			return nil, err
		}
		var value json.RawMessage
		if err := dec.Decode(&value); err != nil {
			return nil, err
		}
		if !first {
			out.WriteString(",")
		}
		fmt.Fprintf(&out, "\n  %q: ", key)
		lines(&out, value)
	}
	out.WriteString("\n}\n")
	return out.Bytes(), nil
}

// lines writes a list an entry a line, and anything else as it is.
func lines(out *bytes.Buffer, value json.RawMessage) {
	var list []json.RawMessage
	if json.Unmarshal(value, &list) != nil {
		out.Write(value)
		return
	}
	out.WriteString("[")
	for i, v := range list {
		if i > 0 {
			out.WriteString(",")
		}
		out.WriteString("\n    ")
		out.Write(v)
	}
	if len(list) > 0 {
		out.WriteString("\n  ")
	}
	out.WriteString("]")
}

// ReadBaseline reads a baseline file as the run that it is of, without what it
// does not hold. It is read strictly: an unknown key, another schema and anything
// behind the end are errors that name the file.
func ReadBaseline(name string, data []byte) (*audit.Run, error) {
	var head struct {
		Schema string `json:"schema"`
	}
	if err := json.Unmarshal(data, &head); err != nil {
		return nil, fmt.Errorf("%s is no baseline: %w; quietroom baseline RUN writes one", name, err)
	}
	if head.Schema != BaselineSchema {
		return nil, fmt.Errorf("%s has schema %.40q; want %q: write it anew with quietroom baseline RUN", name, head.Schema, BaselineSchema)
	}
	b := new(baseline)
	dec := json.NewDecoder(bytes.NewReader(data))
	dec.DisallowUnknownFields()
	err := dec.Decode(b)
	if err == nil {
		if _, more := dec.Token(); !errors.Is(more, io.EOF) {
			err = errors.New("something follows its end")
		}
	}
	if err != nil {
		return nil, fmt.Errorf("%s does not hold what %s asks for: %w", name, BaselineSchema, err)
	}
	run, err := b.run()
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return run, nil
}

// run makes a run of the baseline.
func (b *baseline) run() (*audit.Run, error) {
	o := b.Options
	run := &audit.Run{
		Schema: audit.RunSchema, ID: b.Run.ID, Site: b.Run.Site, Verdict: b.Run.Verdict, Complete: b.Complete, Scope: b.Scope,
		Tool:    audit.Tool{Version: b.Run.Version, RulesHash: b.Run.RulesHash, Browser: b.Browser.Product, Fidelity: b.Browser.Fidelity, Disguise: b.Browser.Disguise},
		Options: audit.Options{Submit: o.Submit, Egress: o.Egress, MaxPages: o.MaxPages, Robots: o.Robots, Viewport: o.Viewport, Consent: o.Consent, GPC: o.GPC, Only: o.Only},
		Coverage: audit.Coverage{
			PagesFound: b.PagesFound, PagesAudited: b.PagesAudited, Unexplained: b.Unexplained, Certification: b.Certification,
		},
	}
	var err error
	if run.Started, err = time.Parse(time.RFC3339, b.Run.Started); err != nil {
		return nil, fmt.Errorf("run.started %.40q is no time; want one such as 2026-11-21T09:00:00Z", b.Run.Started)
	}
	for _, c := range b.Chosen {
		run.Coverage.Consent = append(run.Coverage.Consent, audit.ConsentWalk{State: c, Made: true})
	}
	vendors := map[string]audit.Recipient{}
	for _, v := range b.Vendors {
		vendors[vendorKey(v)] = v
	}
	ids := map[walk]string{}
	for i, j := range b.Journeys {
		id := fmt.Sprintf("b%03d", i+1)
		run.Journeys = append(run.Journeys, audit.Journey{ID: id, Scenario: j.Scenario, Page: j.Page, Consent: j.Consent, Status: j.Status})
		ids[walkOf(&run.Journeys[i], run)] = id
	}
	for _, p := range b.Pages {
		page := audit.Page{URL: p.URL, Context: p.Context, Verdict: p.Verdict, Aliases: p.Aliases}
		for _, key := range p.Met {
			v, ok := vendors[key]
			if !ok {
				return nil, fmt.Errorf("page %.100q met vendor %.60q, which is none of its vendors", p.URL, key)
			}
			page.Contacts = append(page.Contacts, audit.Contact{Recipient: v})
		}
		run.Pages = append(run.Pages, page)
	}
	for _, f := range b.Findings {
		finding, err := f.finding(vendors, ids)
		if err != nil {
			return nil, err
		}
		run.Findings = append(run.Findings, finding)
	}
	return run, nil
}

func (f *baseFinding) finding(vendors map[string]audit.Recipient, ids map[walk]string) (audit.Finding, error) {
	to, ok := vendors[f.Vendor]
	switch {
	case !ok:
		return audit.Finding{}, fmt.Errorf("finding %.40q is about vendor %.60q, which is none of its vendors", f.Fingerprint, f.Vendor)
	case f.Fingerprint == "" || !slices.Contains(audit.Classes, f.Class):
		return audit.Finding{}, fmt.Errorf("finding %.40q has class %.10q; want a fingerprint and one of A, B, C, D, E", f.Fingerprint, f.Class)
	}
	to.Host = f.Host
	out := audit.Finding{
		Fingerprint: f.Fingerprint, Class: f.Class, Severity: f.Severity, Rule: f.Rule, Kind: f.Kind, Page: f.Page, Context: f.Context,
		Recipient: to, Channel: f.Channel, Place: f.Place, Chain: f.Chain, Count: 1, AfterSubmit: f.AfterSubmit, GPC: f.GPC, Suppressed: f.Accepted,
	}
	for i, s := range f.SeenIn {
		w := walk{s.Scenario, cmp.Or(s.Page, pages.Steady(f.Page)), s.Consent}
		id, known := ids[w]
		if !known && s.Scenario != "visit" {
			return out, fmt.Errorf("finding %.40q was seen in the journey %.200q, which is none of its journeys", f.Fingerprint, w)
		}
		if i == 0 {
			out.Journey = id
		}
		out.Consent = append(out.Consent, audit.ConsentSeen{State: s.Consent, Count: 1, Journey: id})
	}
	return out, nil
}

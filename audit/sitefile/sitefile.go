// Package sitefile reads what a practice says about its own site: where it is,
// what a patient does there, how to log in, which page is what, and which vendors
// it has agreements with. A person answers for it; nothing here is observed.
//
// It opens nothing and judges nothing: pages go to audit/pages, agreements to
// audit/vendors, the rest to who runs the audit. A flag of the command goes before
// what stands here.
//
// To add something that a practice may say, add a field to [File] (or to the part
// that it belongs to), check it in check.go, and name it in site.schema.json, which
// a test compares with the fields.
//
//	site: https://www.practice.example/
//	pages:
//	  - {path: /start/*, context: intake, because: "our intake form"}
//	vendors:
//	  - vendor: jotform
//	    baa: {signed_by: "A. Person, privacy officer", signed: 2026-01-15, expires: 2027-01-14, reference: contracts/jotform.pdf}
//	    contexts: [intake]
package sitefile

import (
	_ "embed"

	"github.com/goccy/go-yaml/ast"

	"github.com/quietroom/quietroom/audit"
	"github.com/quietroom/quietroom/audit/pages"
	"github.com/quietroom/quietroom/audit/vendors"
	"github.com/quietroom/quietroom/internal/yamlfile"
)

// Name is the file that an audit reads in the folder that it is started in.
const Name = "quietroom.yaml"

// File is what a practice says.
type File struct {
	// Site is the address to start at; Scope lists the site's other hosts.
	Site  Text   `yaml:"site"`
	Scope []Text `yaml:"scope"`
	// Scenarios are files with what a patient does.
	Scenarios []Scenario `yaml:"scenarios"`
	// Steps is what becomes of what a form's steps in between send to the practice: hold,
	// or proven (default): they are sent where the page shows that more follow.
	Steps Text `yaml:"steps"`
	// Login is nil for a site that is audited as everybody sees it.
	Login *Login `yaml:"login"`
	// Consent lists the answers to the consent banner to walk with: none, accept, reject.
	Consent []Text              `yaml:"consent"`
	Pages   []pages.Override    `yaml:"pages"`
	Vendors []vendors.Agreement `yaml:"vendors"`
	// Suppress are findings that somebody accepts for a time.
	Suppress []Suppress `yaml:"suppress"`
	// Baseline is an earlier run to compare with: a run folder or a baseline file, from
	// the folder of this file, or the word last.
	Baseline Text `yaml:"baseline"`
	// Retain is how long the evidence of a run is kept, in days or weeks: 90d, 26w.
	Retain   Text      `yaml:"retain"`
	Schedule *Schedule `yaml:"schedule"`
}

// Text is a text of the file, with its place there.
type Text struct {
	Value string
	at    string
}

// UnmarshalYAML reads a scalar and keeps where it stands.
func (t *Text) UnmarshalYAML(n ast.Node) (err error) {
	t.at, err = yamlfile.Entry(n, &t.Value)
	return err
}

// Scenario is a scenario file of the practice.
type Scenario struct {
	Name string `yaml:"name"`
	// File is its path, from the folder of the site's file.
	File string `yaml:"file"`
	// Submit is hold, or send where the last step may really arrive; default hold.
	Submit string `yaml:"submit"`

	at string
}

// UnmarshalYAML reads the entry strictly and keeps where it stands.
func (s *Scenario) UnmarshalYAML(n ast.Node) (err error) {
	type plain Scenario
	s.at, err = yamlfile.Entry(n, (*plain)(s))
	return err
}

// Login says where a test account logs in, and where the account comes from. The
// file never holds the account itself.
type Login struct {
	// URL is the page with the log-in form.
	URL string `yaml:"url"`
	// Host is the one host on whose pages the account may be typed; default URL's.
	Host string `yaml:"host"`
	// UserEnv and PasswordEnv are names of environment variables; default
	// QUIETROOM_LOGIN_USER and QUIETROOM_LOGIN_PASSWORD. File is a file instead, which
	// only its owner can read, from the folder of the site's file.
	UserEnv     string `yaml:"user_env"`
	PasswordEnv string `yaml:"password_env"`
	File        string `yaml:"file"`
	// Fields are CSS selectors of a form that is not understood.
	Fields Fields `yaml:"fields"`
	// Success is what shows that the log-in went well.
	Success Success `yaml:"success"`
	// Pages bounds the pages that are visited behind the log-in.
	Pages int `yaml:"pages"`

	at string
}

// Fields are CSS selectors of a log-in form.
type Fields struct {
	User     string `yaml:"user"`
	Password string `yaml:"password"`
	Button   string `yaml:"button"`
}

// Success is a part of the address, a text on the page and the CSS selector of
// something visible; all that are given must be there.
type Success struct {
	URL     string `yaml:"url"`
	Text    string `yaml:"text"`
	Element string `yaml:"element"`
}

// UnmarshalYAML reads the entry strictly and keeps where it stands.
func (l *Login) UnmarshalYAML(n ast.Node) (err error) {
	type plain Login
	l.at, err = yamlfile.Entry(n, (*plain)(l))
	return err
}

// Suppress is a person's word that they accept a finding for a time. It names one
// by its fingerprint, or those of a rule, on pages, to a vendor.
type Suppress struct {
	Fingerprint string `yaml:"fingerprint"`
	Rule        string `yaml:"rule"`
	// Page is a path, * for any text; see pages.PathFor.
	Page string `yaml:"page"`
	// Vendor is the id of a vendor, or a registrable domain.
	Vendor string `yaml:"vendor"`
	Reason string `yaml:"reason"`
	Owner  string `yaml:"owner"`
	// Expires is the last day on which it holds, YYYY-MM-DD.
	Expires string `yaml:"expires"`

	at string
}

// UnmarshalYAML reads the entry strictly and keeps where it stands.
func (s *Suppress) UnmarshalYAML(n ast.Node) (err error) {
	type plain Suppress
	s.at, err = yamlfile.Entry(n, (*plain)(s))
	return err
}

// Suppressions gives what the file accepts. name is the file's, for reports.
func (f *File) Suppressions(name string) []audit.SuppressionEntry {
	var out []audit.SuppressionEntry
	for _, s := range f.Suppress {
		out = append(out, audit.SuppressionEntry{
			Suppression: audit.Suppression{Reason: s.Reason, Owner: s.Owner, Expires: s.Expires, At: name + ":" + s.at},
			Fingerprint: s.Fingerprint, Rule: s.Rule, Page: s.Page, Vendor: s.Vendor,
		})
	}
	return out
}

// Schedule says when the site is to be audited again.
type Schedule struct {
	// Every is day, week or month.
	Every string `yaml:"every"`
	// On is the day of the week (monday) or of the month (1 to 28).
	On string `yaml:"on"`
	// At is the time of day, 03:00, in Zone (a name such as America/New_York; default UTC).
	At   string `yaml:"at"`
	Zone string `yaml:"zone"`

	at string
}

// UnmarshalYAML reads the entry strictly and keeps where it stands.
func (s *Schedule) UnmarshalYAML(n ast.Node) (err error) {
	type plain Schedule
	s.at, err = yamlfile.Entry(n, (*plain)(s))
	return err
}

// Read reads a site's file and checks what can be checked without opening
// anything. Every error names the file, line and column.
func Read(name string, data []byte) (*File, error) {
	f := new(File)
	if err := yamlfile.Read(name, data, f); err != nil {
		return nil, err
	}
	if err := f.check(name); err != nil {
		return nil, err
	}
	return f, nil
}

// Apply reads a site's file and gives the taxonomy and the register as it changes
// them. Every error names the file, line and column.
func Apply(name string, data []byte, t *pages.Taxonomy, r *vendors.Register) (*pages.Taxonomy, *vendors.Register, error) {
	f, err := Read(name, data)
	if err != nil {
		return nil, nil, err
	}
	tax, err := t.With(name, f.Pages)
	if err != nil {
		return nil, nil, err
	}
	reg, err := r.With(name, f.Vendors, t.Contexts())
	if err != nil {
		return nil, nil, err
	}
	return tax, reg, nil
}

//go:embed site.schema.json
var schema []byte

// Schema gives the JSON Schema of a site's file, for editors.
func Schema() []byte { return append([]byte(nil), schema...) }

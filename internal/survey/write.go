package survey

import (
	"bytes"
	"fmt"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"text/template"
	"time"

	"github.com/quietroom/quietroom/audit/pages"
	"github.com/quietroom/quietroom/audit/sitefile"
	"github.com/quietroom/quietroom/audit/vendors"
)

// page is a page as the template sees it: a path in quotes, and comments.
type shownPage struct{ Path, Context, Title string }

type shownForm struct{ Name, What, Path, File string }

const fileTemplate = `# What quietroom should know about {{.Host}}.
#
# Written by "quietroom init" on {{.Day}}, after reading {{.Count}} pages without a browser: what
# only scripts load or draw is not in it. Read it, correct it, keep it. In this folder,
# "quietroom audit" finds it by its name. docs/site-file.md explains every key, and
# "quietroom schema site" prints the JSON Schema for editors. Passwords do not belong here.

site: {{.Site}}

# Other hosts of the site. What is not named here is not visited.
scope:{{range .Scope}}
  - {{.}}{{else}} []{{end}}
{{range .Near}}#  - {{.}}
{{end}}
# Which page is what. quietroom decides by itself, as the comments say; a line of yours
# goes before all evidence.
pages: []
{{range .Pages}}#  - {path: {{.Path}}, context: {{.Context}}, because: ""}{{with .Title}}   # {{.}}{{end}}
{{end}}
# Third parties that the pages name. An entry without an agreement says nothing yet; with
# one, what a form, scheduling, portal, payment or telehealth service gets on the pages that
# the agreement names is no finding as long as the agreement holds:
#    baa: {signed_by: "A. Person, privacy officer", signed: 2026-01-15, expires: 2027-01-14, reference: "folder 7"}
#    contexts: [booking, intake]
vendors:{{range .Parties}}
  - vendor: {{.ID}}   # {{.Words}}{{else}} []{{end}}

# What patients do. Every form that is found is filled by itself, and its last step is held
# in the browser; a scenario file of your own says more exactly how. "submit: send" lets the
# last step of one scenario really arrive.
scenarios: []
{{range .Forms}}#  - {name: {{.Name}}, file: scenarios/{{.File}}.yaml, submit: hold}   # {{.What}} on {{.Path}}
{{end}}
# The answers to the consent banner to walk with: none (before any choice), accept, reject.
consent: [none]

# A test account, to look at the pages behind the log-in too: never a real patient's. It comes
# from two environment variables, or from a file that only you can read; it is typed on one
# host only, and masked in all that quietroom writes.
#login:
#  url: {{.Login}}
#  user_env: QUIETROOM_LOGIN_USER
#  password_env: QUIETROOM_LOGIN_PASSWORD
#  success: {text: "Log out"}

# Nothing uses these yet; they are checked all the same.
#baseline: quietroom-runs/{{.Host}}/FOLDER
#schedule: {every: week, on: monday, at: "03:00", zone: America/New_York}
`

var tmpl = template.Must(template.New("site").Parse(fileTemplate))

// Write gives the site's file, which has been read back: a page's own words cannot
// make it say anything else.
func (s *Site) Write(day time.Time) ([]byte, error) {
	u, err := url.Parse(s.URL)
	if err != nil {
		return nil, fmt.Errorf("the site's address: %w", err)
	}
	v := map[string]any{
		"Site": strconv.Quote(s.URL), "Host": line(u.Host, 253), "Day": day.UTC().Format(time.DateOnly), "Count": len(s.Pages),
		"Scope": quoted(s.Scope), "Near": s.near(), "Pages": s.pages(), "Parties": s.parties(), "Forms": s.forms(), "Login": strconv.Quote(s.login()),
	}
	var b bytes.Buffer
	if err := tmpl.Execute(&b, v); err != nil {
		return nil, fmt.Errorf("writing the site's file: %w", err)
	}
	if err := check(b.Bytes()); err != nil {
		return nil, fmt.Errorf("what was written does not read as a site's file: %w", err)
	}
	return b.Bytes(), nil
}

func check(data []byte) error {
	tax, err := pages.Default()
	if err != nil {
		return err
	}
	reg, err := vendors.Default()
	if err != nil {
		return err
	}
	_, _, err = sitefile.Apply(sitefile.Name, data, tax, reg)
	return err
}

func quoted(list []string) []string {
	var out []string
	for _, s := range list {
		out = append(out, strconv.Quote(line(s, 253)))
	}
	return out
}

// near lists other hosts of the practice's domain that the crawl met.
func (s *Site) near() []string {
	var out []string
	for _, k := range s.Skipped {
		if strings.HasPrefix(k.Reason, "another host of the practice's domain") {
			if u, err := url.Parse(k.URL); err == nil && !slices.Contains(out, strconv.Quote(u.Host)) {
				out = append(out, strconv.Quote(u.Host))
			}
		}
	}
	return out
}

// pathOf is a page's path, in quotes and for people.
func pathOf(raw string) string {
	u, err := url.Parse(raw)
	if err != nil || u.Path == "" {
		return `"/"`
	}
	path := u.EscapedPath()
	if u.RawQuery != "" {
		path += "?" + u.RawQuery
	}
	return strconv.Quote(line(path, 200))
}

func (s *Site) pages() []shownPage {
	var out []shownPage
	for _, p := range s.Pages {
		out = append(out, shownPage{pathOf(p.URL), p.Context, line(p.Title, 80)})
	}
	slices.SortStableFunc(out, func(a, b shownPage) int { return strings.Compare(a.Context, b.Context) })
	return out
}

// parties lists the register's entries.
func (s *Site) parties() []map[string]string {
	var out []map[string]string
	for _, p := range s.Parties {
		id, words := p.ID, p.Name+", "+p.Purpose
		if id == "" {
			id, words = p.Domain, "not known to quietroom: say who it is with name and purpose, or take it off"
		}
		if !entryRE.MatchString(id) {
			continue
		}
		out = append(out, map[string]string{"ID": id, "Words": line(fmt.Sprintf("%s; on %s", words, plural(p.Pages)), 160)})
	}
	return out
}

// entryRE is what an entry of the register may be called; an address of numbers may not.
var entryRE = regexp.MustCompile(`^[a-z0-9]+(_[a-z0-9]+)*$|^([a-z0-9-]+\.)+[a-z][a-z0-9-]+$`)

func plural(n int) string {
	if n == 1 {
		return "1 page"
	}
	return fmt.Sprintf("%d pages", n)
}

var notName = regexp.MustCompile(`[^a-z0-9]+`)

// forms lists the forms of the pages, named after the page's context.
func (s *Site) forms() []shownForm {
	var out []shownForm
	count := map[string]int{}
	for _, p := range s.Pages {
		for _, f := range p.Forms {
			if f.Fields == 0 {
				continue
			}
			name := strings.Trim(notName.ReplaceAllString(strings.ToLower(p.Context), "-"), "-")
			if f.Password {
				name = "login"
			}
			if count[name]++; count[name] > 1 {
				name = fmt.Sprintf("%s-%d", name, count[name])
			}
			what := "a form"
			if f.Name != "" {
				what = "“" + f.Name + "”"
			}
			out = append(out, shownForm{Name: name, File: name, What: what, Path: pathOf(p.URL)})
		}
	}
	return out
}

// login guesses the page to log in on.
func (s *Site) login() string {
	for _, p := range s.Pages {
		if slices.ContainsFunc(p.Forms, func(f Form) bool { return f.Password }) {
			return line(p.URL, 300)
		}
	}
	return strings.TrimSuffix(s.URL, "/") + "/portal"
}

// Package gallery is a row of forms and wizards as practices have them: plain
// HTML, WordPress plug-ins, form vendors' frames, React, Vue, Angular, Svelte and
// web components with real component libraries from npm. Each exhibit says
// itself, beside its page and never on it, which field asks for what and which
// request commits; its page tells what its fields hold. The tests walk them with
// the real planner and the real walker, and keep the score.
//
// It is a measure, and so it is written from knowledge of real sites and
// libraries, never from knowledge of the planner: do not change an exhibit to suit
// it. The planner is tuned on the exhibits in the folder tune. Those in unseen are
// looked at by nobody who tunes: of them only totals and counts by class are told.
// An unseen half is worth something once. When it has been used up, its exhibits are
// moved to tune, and others, by hands that do not know the planner, take their place.
//
// To add an exhibit, add a folder unseen/<name> (tune/<name>, if you know the
// planner) with page.html and labels.json (see [Exhibit]), app.jsx or app.ts where it
// is made with libraries, solve.js that shows how a person gets to its end, and
// further files that labels.json serves. There is no list to add it to. No library
// is committed: package-lock.json pins them, and `make gallery` installs them.
package gallery

import (
	"bytes"
	"embed"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"path"
	"slices"
	"strings"

	"github.com/quietroom/quietroom/audit"
)

// Domain is the registrable domain under which every exhibit has a host of its own.
const Domain = "gallery-practices.example"

// The halves of the gallery, which are its folders.
const (
	Tune   = "tune"
	Unseen = "unseen"
)

//go:embed tune unseen lib
var files embed.FS

// Exhibit is one page with a form, as its labels.json says.
type Exhibit struct {
	// Name is the folder's name, and with [Domain] the host's.
	Name string `json:"-"`
	// Half is [Tune] or [Unseen], the folder that it is in.
	Half string `json:"-"`
	// About says what it imitates, with a public source where there is one.
	About string `json:"about"`
	// Path is where its page is; default "/".
	Path string `json:"path"`
	// Steps is how many screens it has until the one that commits, 1 for a form
	// that is no wizard.
	Steps int `json:"steps"`
	// Commit is the request that would commit: a path on the exhibit's own host or
	// an https address. GET goes before it where it is one: "GET /find".
	Commit string `json:"commit"`
	// Fields says what each field asks for, by its name in the page's own state:
	//
	//	"reason|message"         either kind is right
	//	"birth_date:02.01.2006"  written in this layout of package time
	//	"birth_date:month"       a part of it: year, month, day; of a phone: area, prefix, line
	//	"screening_answer:=0"    exactly this value
	//	"tick"                   a box that must be ticked for the form to go out
	//	"leave"                  must stay as it came: a trap, an opt-in
	//	"any"                    not counted
	Fields map[string]string `json:"fields"`
	// Serve lists further files by path or https address, with a method before it
	// where it is not GET: a vendor's frame, an answer to a step in between.
	//
	//	"step2.html"
	//	"303 /step2"                                 leads on to another of its pages
	//	"303 /step2 if name,email else again.html"   and says again.html, with 422, where one of these is not filled in
	Serve map[string]string `json:"serve"`

	// App is the file that has to be bundled with libraries, "" for none.
	App string `json:"-"`
}

// Label is one entry of Exhibit.Fields, read.
type Label struct {
	Kinds []audit.Kind
	// Part is what stands after the colon.
	Part                string
	Tick, Leave, Ignore bool
}

// Load reads every exhibit of both halves, in the order of their names. An error
// names the exhibit.
func Load() ([]Exhibit, error) {
	var out []Exhibit
	for _, half := range []string{Tune, Unseen} {
		dirs, err := fs.ReadDir(files, half)
		if err != nil {
			return nil, err
		}
		for _, d := range dirs {
			if !d.IsDir() {
				continue // the note on the door
			}
			e, err := load(half, d.Name())
			if err != nil {
				return nil, fmt.Errorf("exhibit %s: %w", d.Name(), err)
			}
			out = append(out, e)
		}
	}
	slices.SortFunc(out, func(a, b Exhibit) int { return strings.Compare(a.Name, b.Name) })
	for i := 1; i < len(out); i++ {
		if out[i].Name == out[i-1].Name {
			return nil, fmt.Errorf("exhibit %s is in both halves", out[i].Name)
		}
	}
	return out, nil
}

// dir is the exhibit's folder.
func (e Exhibit) dir() string { return path.Join(e.Half, e.Name) }

func load(half, name string) (Exhibit, error) {
	e := Exhibit{Name: name, Half: half, Path: "/"}
	dir := e.dir()
	b, err := files.ReadFile(path.Join(dir, "labels.json"))
	if err != nil {
		return e, err
	}
	dec := json.NewDecoder(bytes.NewReader(b))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&e); err != nil {
		return e, fmt.Errorf("labels.json: %w", err)
	}
	if e.About == "" || e.Steps < 1 || e.Commit == "" || len(e.Fields) == 0 {
		return e, errors.New("labels.json: about, steps, commit and fields are needed")
	}
	for field, label := range e.Fields {
		if _, err := ReadLabel(label); err != nil {
			return e, fmt.Errorf("labels.json: field %q: %w", field, err)
		}
	}
	for _, s := range append(values(e.Serve), "page.html") {
		a := readAnswer(dir, s)
		for _, file := range []string{a.file, a.again} {
			if _, err := fs.Stat(files, file); file != "" && err != nil {
				return e, err
			}
		}
	}
	for _, app := range []string{"app.jsx", "app.ts", "app.js"} {
		if _, err := fs.Stat(files, path.Join(dir, app)); err == nil {
			e.App = app
		}
	}
	return e, nil
}

func values(m map[string]string) []string {
	var out []string
	for _, v := range m {
		out = append(out, v)
	}
	slices.Sort(out)
	return out
}

// ReadLabel reads one entry of [Exhibit.Fields].
func ReadLabel(s string) (Label, error) {
	var l Label
	switch s {
	case "tick":
		l.Tick = true
		return l, nil
	case "leave":
		l.Leave = true
		return l, nil
	case "any":
		l.Ignore = true
		return l, nil
	}
	kinds, part, _ := strings.Cut(s, ":")
	l.Part = part
	for _, k := range strings.Split(kinds, "|") {
		if !audit.Kind(k).Typeable() {
			return l, fmt.Errorf("%q is no kind that a form asks for, nor tick, leave or any", k)
		}
		l.Kinds = append(l.Kinds, audit.Kind(k))
	}
	return l, nil
}

// Host is the exhibit's own host name.
func (e Exhibit) Host() string { return e.Name + "." + Domain }

// URL is the address of its page.
func (e Exhibit) URL() string { return "https://" + e.Host() + e.Path }

// CommitRequest gives the method and the address of the request that would commit.
func (e Exhibit) CommitRequest() (method, address string) {
	method, address, ok := strings.Cut(e.Commit, " ")
	if !ok {
		method, address = "POST", e.Commit
	}
	return method, e.absolute(address)
}

func (e Exhibit) absolute(address string) string {
	if strings.HasPrefix(address, "/") {
		return "https://" + e.Host() + address
	}
	return address
}

// served gives what the exhibit's hosts answer: method, address without its query,
// file.
func (e Exhibit) served() map[[2]string]string {
	out := map[[2]string]string{{"GET", e.URL()}: "page.html"}
	for at, file := range e.Serve {
		method, address, ok := strings.Cut(at, " ")
		if !ok {
			method, address = "GET", at
		}
		out[[2]string{method, e.absolute(address)}] = file
	}
	return out
}

// Answers reports whether the exhibit's servers are meant to get such a request.
func (e Exhibit) Answers(method, address string) bool {
	u, err := url.Parse(address)
	if err != nil {
		return false
	}
	_, ok := e.served()[[2]string{method, "https://" + u.Host + u.Path}]
	return ok
}

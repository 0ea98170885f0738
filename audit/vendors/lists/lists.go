// Package lists reads lists of trackers that a user has and quietroom may not
// ship: DuckDuckGo's Tracker Radar (CC BY-NC-SA), Ghostery's trackerdb (CC
// BY-NC-SA), and EasyPrivacy (GPL or CC BY-SA). They name the owner and the
// purpose of hosts that nothing of quietroom's own knows.
//
// It opens no file and judges nothing. A list is somebody else's word: it never
// makes a host one that works for the practice's patients, and what it names is
// marked with its name. Of filter lists only the rules about whole hosts are used,
// because nothing else says whose a host is; the rest is counted. There is no use
// for a filter engine here, which would answer whether to block an address.
//
// To add a format, write its reader in a file of its own and add a line to formats.
package lists

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/net/publicsuffix"
)

// Bounds on one list.
const (
	// MaxFile is the longest file of a list that is read, in bytes.
	MaxFile = 64 << 20
	// MaxFiles is how many files a list may consist of.
	MaxFiles = 400_000
	// maxEntries is how many domains a list may name.
	maxEntries = 1_000_000
	maxName    = 120
)

// Entry is what a list says of a domain and all below it.
type Entry struct {
	Domain string
	// Name is the service's or its owner's, Owner the company behind it. Either may
	// be empty.
	Name, Owner string
	// Purpose is one of vendors.Purposes, "" where the list does not say.
	Purpose string
}

// List is a list that was read.
type List struct {
	// Name is what the user calls it: the name of its file or folder.
	Name string
	// Format is one of Formats.
	Format string
	// Version is what the list calls its version or date, "" for none.
	Version string
	// SHA256 is over all its files, hex.
	SHA256  string
	Entries []Entry // by domain
	// Unused says what of the list was not used, and how much: "12 exceptions".
	Unused []string
}

// Of gives what the list says of the longest domain that host is or lies below.
// host is in lower case, without a port.
func (l *List) Of(host string) (Entry, bool) {
	for h := host; h != ""; {
		if i, ok := slices.BinarySearchFunc(l.Entries, h, func(e Entry, d string) int { return strings.Compare(e.Domain, d) }); ok {
			return l.Entries[i], true
		}
		_, h, _ = strings.Cut(h, ".")
	}
	return Entry{}, false
}

// format is one way in which lists are written. read takes one file of it.
type format struct {
	name string
	read func(r *Reader, name string, data []byte) (mine bool, err error)
}

var formats = []format{
	{"tracker-radar", readRadar},
	{"trackerdb", readTrackerDB},
	{"eno", readEno},
	{"filters", readFilters},
}

// Formats lists the names of the formats. trackerdb is the built JSON, eno the
// files that it is built from.
func Formats() []string {
	out := make([]string, len(formats))
	for i, f := range formats {
		out[i] = f.name
	}
	return out
}

// Reader puts a list together from its files.
type Reader struct {
	name, version string
	format        string
	sum           hash.Hash
	files         int
	entries       map[string]Entry
	orgs          map[string]string // of eno: id → name
	dropped       map[string]bool   // domains that a list takes back
	unused        map[string]int
}

// NewReader begins a list that the user calls name.
func NewReader(name string) *Reader {
	return &Reader{name: clean(name), sum: sha256.New(), entries: map[string]Entry{}, orgs: map[string]string{}, dropped: map[string]bool{}, unused: map[string]int{}}
}

// ErrNoList is a file that is of none of the formats.
var ErrNoList = errors.New("it is no Tracker Radar, trackerdb or filter list")

// Add reads one file of the list. A file of no format gives ErrNoList, and may be
// left out; every other error ends the list. Files of a list are of one format.
func (r *Reader) Add(name string, data []byte) error {
	if r.files++; r.files > MaxFiles {
		return fmt.Errorf("%s holds more than %d files", r.name, MaxFiles)
	}
	if len(data) > MaxFile {
		return fmt.Errorf("%s is longer than %d MiB", clean(name), MaxFile>>20)
	}
	data = bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))
	for _, f := range formats {
		mine, err := f.read(r, name, data)
		switch {
		case err != nil:
			return fmt.Errorf("%s, read as %s: %w", clean(name), f.name, err)
		case !mine:
			continue
		case r.format != "" && r.format != f.name:
			return fmt.Errorf("%s is a list of another format (%s) than those before it (%s); give each list its own --trackers", clean(name), f.name, r.format)
		case len(r.entries) > maxEntries:
			return fmt.Errorf("%s names more than %d domains", r.name, maxEntries)
		}
		r.format = f.name
		fmt.Fprintf(r.sum, "%d\n", len(data))
		r.sum.Write(data)
		return nil
	}
	return fmt.Errorf("%s: %w", clean(name), ErrNoList)
}

// List gives what was read. It is an error when that names nobody.
func (r *Reader) List() (*List, error) {
	l := &List{Name: r.name, Format: r.format, Version: r.version, SHA256: hex.EncodeToString(r.sum.Sum(nil))}
	for d, e := range r.entries {
		if r.dropped[d] {
			continue
		}
		if name, ok := r.orgs[e.Owner]; ok {
			e.Owner = name
		}
		l.Entries = append(l.Entries, e)
	}
	slices.SortFunc(l.Entries, func(a, b Entry) int { return strings.Compare(a.Domain, b.Domain) })
	for what, n := range r.unused {
		l.Unused = append(l.Unused, fmt.Sprintf("%d %s", n, what))
	}
	slices.SortFunc(l.Unused, func(a, b string) int { return strings.Compare(after(a), after(b)) })
	if len(l.Entries) == 0 {
		return nil, fmt.Errorf("%s names the owner of no host", r.name)
	}
	return l, nil
}

func after(s string) string { _, rest, _ := strings.Cut(s, " "); return rest }

var hostShape = regexp.MustCompile(`^[a-z0-9_-]{1,63}(\.[a-z0-9_-]{1,63})+$`)

// put notes what the list says of a domain; what is known already stays.
func (r *Reader) put(e Entry) {
	e.Domain = strings.ToLower(strings.TrimSuffix(strings.TrimPrefix(strings.TrimSpace(e.Domain), "*."), "."))
	suffix, icann := publicsuffix.PublicSuffix(e.Domain)
	if len(e.Domain) > 253 || !hostShape.MatchString(e.Domain) || icann && suffix == e.Domain {
		r.unused["names that are no domain of anybody's"]++
		return
	}
	known := r.entries[e.Domain]
	known.Domain = e.Domain
	for _, f := range []struct {
		have *string
		got  string
	}{{&known.Name, clean(e.Name)}, {&known.Owner, clean(e.Owner)}, {&known.Purpose, e.Purpose}} {
		if *f.have == "" {
			*f.have = f.got
		}
	}
	r.entries[e.Domain] = known
}

// clean bounds somebody else's words, and takes out what could move a cursor.
func clean(s string) string {
	s = strings.Join(strings.Fields(strings.Map(func(c rune) rune {
		if unicode.IsControl(c) || unicode.Is(unicode.Cf, c) || c == unicode.ReplacementChar {
			return ' '
		}
		return c
	}, s)), " ")
	if r := []rune(s); len(r) > maxName {
		s = string(r[:maxName-1]) + "…"
	}
	return s
}

// Purposes lists the purposes that an Entry can have.
func Purposes() []string {
	seen := map[string]string{listPurpose: ""}
	for _, p := range radarPurposes {
		seen[p.purpose] = ""
	}
	for _, p := range dbPurposes {
		seen[p] = ""
	}
	return sorted(seen)
}

package crawler

import (
	"fmt"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/quietroom/quietroom/internal/access"
)

const (
	// maxSegments bounds how deep a path may go.
	maxSegments = 12
	// maxRepeats is how often one segment may come in a path: /a/b/a/b/a/b is a
	// relative link that leads to itself.
	maxRepeats = 2
	// maxDates bounds the pages of one calendar.
	maxDates = 3
	// facetParameters is the number of query parameters from which on an address
	// is one of a search's countless combinations; maxFacets bounds those of one path.
	facetParameters = 3
	maxFacets       = 5
)

// tooDeep gives the reason for which no address such as u is visited.
func tooDeep(u *url.URL) string {
	segments := strings.Split(strings.Trim(u.Path, "/"), "/")
	if len(segments) > maxSegments {
		return fmt.Sprintf("its path is %d folders deep, which looks like a trap", len(segments))
	}
	times := map[string]int{}
	for _, s := range segments {
		if times[s]++; times[s] > maxRepeats {
			return fmt.Sprintf("its path repeats the folder %q, which looks like a trap", short(s, 40))
		}
	}
	return ""
}

// family says which other addresses u is like, and how many of them are enough.
type family struct {
	key   string
	limit int
	what  string // for the reason: "pages of a calendar"
}

// familyOf gives the family of an address that could have endless siblings; the
// zero family is that of an address with a name of its own.
func familyOf(u *url.URL, perPattern int) family {
	path := access.Authority(u) + variable(u.Path)
	keys, dated := queryKeys(u.RawQuery)
	switch {
	case dated || calendarPath(u.Path):
		return family{path + " calendar", min(maxDates, perPattern), "pages of one calendar"}
	case len(keys) >= facetParameters:
		return family{path + " facets", min(maxFacets, perPattern), "combinations of one search"}
	case len(keys) > 0:
		return family{path + " query", perPattern, "addresses that differ in their query only"}
	case path != access.Authority(u)+u.Path:
		return family{path, perPattern, "addresses that differ in a number or id only"}
	}
	return family{}
}

var (
	longID = regexp.MustCompile(`(?i)[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|\b[0-9a-f]{16,}\b`)
	digits = regexp.MustCompile(`[0-9]+`)
)

// variable replaces what varies in a path: numbers and long ids.
func variable(path string) string {
	return digits.ReplaceAllString(longID.ReplaceAllString(path, "{id}"), "{n}")
}

var (
	isoDate  = regexp.MustCompile(`^(?:19|20)\d\d-?(?:0?[1-9]|1[0-2])(?:-?(?:0?[1-9]|[12]\d|3[01]))?$`)
	isoWeek  = regexp.MustCompile(`(?i)^(?:19|20)\d\d-?w\d\d?$`)
	monthDay = regexp.MustCompile(`^\d\d?$`)
	year     = regexp.MustCompile(`^(?:19|20)\d\d$`)
)

var monthNames = wordSet(`january february march april may june july august september october november december
	jan feb mar apr jun jul aug sep sept oct nov dec`)

// calendarPath reports whether a path ends in a date: /2026/11, /2026/11/21,
// /2026-11-21, /november-2026. A dated path that goes on is an article's.
func calendarPath(path string) bool {
	segs := strings.Split(strings.ToLower(strings.Trim(path, "/")), "/")
	last := segs[len(segs)-1]
	if isoDate.MatchString(last) && (strings.Contains(last, "-") || len(last) == 8) || isoWeek.MatchString(last) {
		return true
	}
	if w := words(last); len(w) == 1 && monthNames[w[0]] && digits.MatchString(last) {
		return true
	}
	for back := 2; back <= 3 && back <= len(segs); back++ {
		tail := segs[len(segs)-back:]
		if year.MatchString(tail[0]) && !slices.ContainsFunc(tail[1:], func(s string) bool {
			return !monthNames[s] && !monthDay.MatchString(s)
		}) {
			return true
		}
	}
	return false
}

// dateKeys are the words of a query key that make its number a date.
var dateKeys = wordSet(`date day week month year ical calendar start end from to until since slot time ts timestamp`)

// queryKeys gives the keys of a query, once each, and whether it asks for a date.
func queryKeys(raw string) (keys []string, dated bool) {
	for pair := range strings.SplitSeq(raw, "&") {
		if pair == "" {
			continue
		}
		key, value, _ := strings.Cut(pair, "=")
		if !slices.Contains(keys, key) {
			keys = append(keys, key)
		}
		value, _, _ = strings.Cut(value, "T")
		if isoDate.MatchString(value) && !isNumber(value) || isoWeek.MatchString(value) {
			dated = true
		}
		if digits.MatchString(value) && slices.ContainsFunc(words(key), func(w string) bool { return dateKeys[w] }) {
			dated = true
		}
	}
	return keys, dated
}

func isNumber(s string) bool {
	_, err := strconv.Atoi(s)
	return err == nil
}

// shelf gives the folder that an address shares with its siblings, "" for one
// at the top of the site.
func shelf(u *url.URL) string {
	path := strings.Trim(u.Path, "/")
	i := strings.LastIndexByte(path, '/')
	if i < 0 {
		return ""
	}
	return access.Authority(u) + "/" + path[:i]
}

// assets are the endings of files that are no pages.
var assets = wordSet(`
	pdf doc docx odt rtf xls xlsx ods csv ppt pptx odp epub pages numbers key txt md
	jpg jpeg png gif webp avif svg ico bmp tif tiff heic psd ai eps
	mp3 m4a wav ogg oga flac aac mp4 m4v mov avi wmv webm mkv ogv
	zip gz tgz bz2 xz rar 7z tar dmg exe msi apk iso jar bin
	css js mjs map json jsonld xml rss atom yml yaml wasm woff woff2 ttf otf eot
	ics vcf webmanifest swf`)

// asset reports whether the address names a file that is no page.
func asset(u *url.URL) bool {
	name := u.Path[strings.LastIndexByte(u.Path, '/')+1:]
	i := strings.LastIndexByte(name, '.')
	return i > 0 && assets[strings.ToLower(name[i+1:])]
}

// short cuts s to n runes.
func short(s string, n int) string {
	if r := []rune(s); len(r) > n {
		return string(r[:n]) + "…"
	}
	return s
}

package lists

import (
	"bytes"
	"regexp"
	"strings"
)

// What of a filter list is not used.
const (
	addressRules   = "rules about parts of addresses"
	partRules      = "rules about a host that hold for some sites or kinds of requests only"
	cosmeticRules  = "rules about what a page shows"
	exceptionRules = "exceptions for parts of addresses or for some sites"
)

// listPurpose is all that a filter list says of a host: that it is there to track.
const listPurpose = "tracker"

var (
	// hostRule is about a host and all below it (https://help.adblockplus.org/hc/en-us/articles/360062733293).
	hostRule = regexp.MustCompile(`^\|\|([A-Za-z0-9_.-]+)\^(?:\$(.*))?$`)
	cosmetic = regexp.MustCompile(`#[@?$%]*#`)
	// always are options that leave a rule about the whole host.
	always = regexp.MustCompile(`^(?:(?:third-party|3p|important|all)(?:,|$))*$`)
)

// readFilters reads a filter list as EasyPrivacy is one. Only rules about whole
// hosts are used; an exception for a whole host takes it back.
func readFilters(r *Reader, _ string, data []byte) (bool, error) {
	head := data[:min(len(data), 64<<10)]
	if bytes.IndexByte(head, 0) >= 0 || !bytes.HasPrefix(data, []byte("[Adblock")) && !bytes.Contains(head, []byte("\n||")) && !bytes.HasPrefix(data, []byte("||")) {
		return false, nil
	}
	for line := range bytes.Lines(data) {
		text := strings.TrimSpace(string(line[:min(len(line), 4096)]))
		switch {
		case text == "" || text[0] == '[':
		case text[0] == '!':
			r.header(text)
		case cosmetic.MatchString(text):
			r.unused[cosmeticRules]++
		default:
			r.rule(text)
		}
	}
	return true, nil
}

// header takes the version, or else the date, from a comment.
func (r *Reader) header(text string) {
	key, value, ok := strings.Cut(strings.TrimSpace(strings.TrimPrefix(text, "!")), ":")
	if !ok || value == "" {
		return
	}
	switch strings.ToLower(key) {
	case "version":
		r.version = clean(value)
	case "last modified":
		if r.version == "" {
			r.version = clean(value)
		}
	}
}

func (r *Reader) rule(text string) {
	text, except := strings.CutPrefix(text, "@@")
	m := hostRule.FindStringSubmatch(text)
	whole := m != nil && always.MatchString(m[2])
	switch {
	case except && whole:
		r.dropped[strings.ToLower(m[1])] = true
	case except:
		r.unused[exceptionRules]++
	case m == nil:
		r.unused[addressRules]++
	case !whole:
		r.unused[partRules]++
	default:
		r.put(Entry{Domain: m[1], Purpose: listPurpose})
	}
}

package report

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/quietroom/quietroom/audit"
)

// storedLine is what one party keeps in the browser after a page.
type storedLine struct {
	Who, What string
}

// maxStoredListed bounds the names on one line.
const maxStoredListed = 20

// storedLines groups what a page left behind by who keeps it, in the order of the
// run: third parties', trackers' in the practice's own storage, then the rest.
func storedLines(stored []audit.Stored) []storedLine {
	var out []storedLine
	names := map[string][]string{}
	var order []string
	for _, s := range stored {
		who := "The practice's own"
		switch {
		case s.Party == audit.ThirdParty:
			who = shown(cmp.Or(s.Vendor, s.Host)) + ", as a third party"
		case s.Vendor != "":
			who = shown(s.Vendor) + ", in the practice's own storage"
		}
		if names[who] == nil {
			order = append(order, who)
		}
		names[who] = append(names[who], storedText(s))
	}
	for _, who := range order {
		list := names[who]
		if n := len(list) - maxStoredListed; n > 0 {
			list = append(list[:maxStoredListed:maxStoredListed], fmt.Sprintf("and %s more", number(n)))
		}
		out = append(out, storedLine{Who: who, What: strings.Join(list, "; ")})
	}
	return out
}

// storedText names one thing: "cookie _ga (2 years, set by a script)".
func storedText(s audit.Stored) string {
	kind := strings.ReplaceAll(words(string(s.Kind)), "-", " ")
	if s.Kind == audit.StoredIndexedDB {
		kind = "database"
	}
	var facts []string
	if s.Kind == audit.StoredCookie {
		life := "until the browser ends"
		if s.Days > 0 {
			life = count(s.Days, "day", "days")
		}
		facts = append(facts, life)
	}
	switch {
	case s.SetBy == "script":
		facts = append(facts, "set by a script")
	case s.SetBy != "":
		facts = append(facts, "set by "+shown(s.SetBy))
	case s.Party == audit.ThirdParty:
		facts = append(facts, shown(s.Host))
	}
	if s.Partition != "" {
		facts = append(facts, "kept for "+shown(s.Partition)+" alone")
	}
	text := kind + " " + shown(s.Name)
	if len(facts) > 0 {
		text += " (" + strings.Join(facts, ", ") + ")"
	}
	return text
}

package compare

import (
	"cmp"
	"fmt"
	"net/url"
	"slices"
	"strings"

	"github.com/quietroom/quietroom/audit"
)

// caveats say what makes two runs hard to compare.
func caveats(old, new *audit.Run) []string {
	out := []string{}
	add := func(format string, args ...any) { out = append(out, fmt.Sprintf(format, args...)) }
	differ := func(what, a, b string) {
		if a != b {
			add("%s: %s in the old run, %s in the new one.", what, cmp.Or(a, "not recorded"), cmp.Or(b, "not recorded"))
		}
	}
	if a, b := siteOf(old.Site), siteOf(new.Site); a != b {
		add("These are runs of two sites: %s and %s.", a, b)
	}
	if a, b := list(old.Scope), list(new.Scope); a != b {
		differ("Other hosts were in scope", a, b)
	}
	for _, r := range []struct {
		name string
		run  *audit.Run
	}{{"old", old}, {"new", new}} {
		if r.run.Trial != nil {
			add("The %s run walked under headers that quietroom added to the site's pages; what it does not have, the site as it is may send.", r.name)
		}
		if !r.run.Complete {
			add("The %s run did not come to its end; what it does not have, it may not have got to.", r.name)
		}
	}
	if old.Tool.RulesHash != new.Tool.RulesHash {
		add("The runs were judged by different rules; a finding can be new or gone for that reason alone. quietroom report RUN --again judges a run by the rules of today.")
	}
	differ("Made by different versions of quietroom", old.Tool.Version, new.Tool.Version)
	differ("Chrome's version", major(old.Tool.Browser), major(new.Tool.Browser))
	differ("Browser fidelity", old.Tool.Fidelity, new.Tool.Fidelity)
	differ("Whether the browser hid that it is automated", old.Tool.Disguise, new.Tool.Disguise)
	differ("Certification of the record", old.Coverage.Certification, new.Coverage.Certification)
	return append(out, options(old.Options, new.Options)...)
}

// options say which settings that shape what a run can see are not the same.
func options(old, new audit.Options) (out []string) {
	for _, o := range []struct{ what, a, b string }{
		{"What was walked", cmp.Or(old.Only, "the site"), cmp.Or(new.Only, "the site")},
		{"Final submits", old.Submit, new.Submit},
		{"What may leave for third parties", cmp.Or(old.Egress, "all"), cmp.Or(new.Egress, "all")},
		{"robots.txt", old.Robots, new.Robots},
		{"Window", old.Viewport, new.Viewport},
		{"States of consent", states(old.Consent), states(new.Consent)},
		{"Global Privacy Control", onOff(old.GPC), onOff(new.GPC)},
		{"Pages at most", fmt.Sprint(old.MaxPages), fmt.Sprint(new.MaxPages)},
	} {
		if o.a != o.b {
			out = append(out, fmt.Sprintf("%s: %s in the old run, %s in the new one.", o.what, cmp.Or(o.a, "not recorded"), cmp.Or(o.b, "not recorded")))
		}
	}
	return out
}

func siteOf(site string) string {
	u, err := url.Parse(site)
	if err != nil || u.Host == "" {
		return site
	}
	return u.Host
}

func list(items []string) string {
	items = slices.Clone(items)
	slices.Sort(items)
	return strings.Join(items, ", ")
}

func states(asked []audit.Consent) string {
	if len(asked) == 0 {
		return string(audit.ConsentNone)
	}
	var out []string
	for _, c := range asked {
		out = append(out, string(c))
	}
	return list(out)
}

func onOff(on bool) string {
	if on {
		return "on"
	}
	return "off"
}

// major gives product and major version: "Chrome/156".
func major(product string) string {
	name, version, _ := strings.Cut(product, "/")
	version, _, _ = strings.Cut(version, ".")
	return strings.TrimRight(name+"/"+version, "/")
}

// coverage says what one run saw and the other did not, in numbers; the pages and
// journeys themselves are told by name.
func coverage(old, new *audit.Run) []string {
	out := []string{}
	differ := func(format string, a, b [2]int) {
		if a != b {
			out = append(out, fmt.Sprintf(format, b[0], b[1], a[0], a[1]))
		}
	}
	differ("%d of %d pages found were audited; %d of %d in the old run.",
		[2]int{old.Coverage.PagesAudited, old.Coverage.PagesFound}, [2]int{new.Coverage.PagesAudited, new.Coverage.PagesFound})
	differ("%d of %d journeys were walked to their end; %d of %d in the old run.", walkedOf(old), walkedOf(new))
	if a, b := len(old.Coverage.Unexplained), len(new.Coverage.Unexplained); a != b {
		out = append(out, fmt.Sprintf("%d things left that the record does not explain; %d in the old run.", b, a))
	}
	for _, s := range audit.Consents {
		if a, b := made(old, s), made(new, s); a != b && slices.Contains(old.Options.Consent, s) && slices.Contains(new.Options.Consent, s) {
			out = append(out, fmt.Sprintf("The choice was made to walk the site %s: %s; in the old run: %s.", s.When(), yesNo(b), yesNo(a)))
		}
	}
	return out
}

func walkedOf(r *audit.Run) (n [2]int) {
	for _, j := range r.Journeys {
		if j.Status == audit.Walked {
			n[0]++
		}
		n[1]++
	}
	return n
}

func made(r *audit.Run, s audit.Consent) bool {
	return slices.ContainsFunc(r.Coverage.Consent, func(w audit.ConsentWalk) bool { return w.State == s && w.Made })
}

func yesNo(yes bool) string {
	if yes {
		return "yes"
	}
	return "no"
}

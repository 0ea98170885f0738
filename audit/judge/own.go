package judge

import (
	"net/netip"
	"strings"

	"github.com/quietroom/quietroom/audit"
	"github.com/quietroom/quietroom/audit/pages"
	"github.com/quietroom/quietroom/audit/rules"
)

// WantsOwn reports whether an exchange with the practice itself could break a
// rule, so that it is worth a search: it goes unencrypted, or is an address that a
// browser shows.
func (j *Judge) WantsOwn(ex *audit.Exchange) bool {
	return went(ex) && (unencrypted(ex.URL) || shown(ex) && strings.Contains(ex.URL, "?"))
}

// WantsOwnBody reports whether the body of such an exchange counts: over an
// encrypted connection the practice may get what it asks for.
func (j *Judge) WantsOwnBody(ex *audit.Exchange) bool { return went(ex) && unencrypted(ex.URL) }

// Own judges one exchange with the practice itself: a value of the patient that
// goes unencrypted, or stands in the address of a page. What is looked for by its
// address everywhere, the words of a search, is left out.
func (j *Judge) Own(ex *audit.Exchange, page *audit.Page, to audit.Recipient, hits []audit.Hit) {
	if !j.WantsOwn(ex) {
		return
	}
	if page == nil {
		page = &audit.Page{URL: ex.Page, Context: pages.Other, Sensitivity: j.cfg.Taxonomy.Sensitivity(pages.Other)}
	}
	for _, h := range hits {
		info := h.Kind.Info()
		if h.Type != audit.HitCanary || h.Strength < audit.Proof || info.SafeHarbor == "" && !info.Clinical || h.Kind == audit.KindSearchQuery {
			continue
		}
		when := rules.WhenPlainHTTP
		if !unencrypted(ex.URL) {
			if when = rules.WhenOwnURL; !strings.HasPrefix(h.Place, "url.") {
				continue
			}
		}
		if p, ok := j.cfg.Rules.Own(when, page.Context); ok {
			h.Rule = p.ID
			j.add(audit.ClassA, ex, page, to, h).policy = p
		}
	}
}

// went reports whether an exchange left the browser, or was about to.
func went(ex *audit.Exchange) bool { return ex.Outcome != "cached" && ex.Outcome != "blocked" }

// shown reports whether the address is one of a page: kept in the history, and
// sent along as the referrer.
func shown(ex *audit.Exchange) bool {
	return ex.Channel == audit.ChannelDocument || ex.Channel == audit.ChannelFrame
}

// unencrypted reports whether everyone on the way can read along; on the machine
// itself there is no way.
func unencrypted(url string) bool {
	scheme, rest, ok := strings.Cut(url, "://")
	if !ok || scheme != "http" && scheme != "ws" {
		return false
	}
	if i := strings.IndexAny(rest, "/?#"); i >= 0 {
		rest = rest[:i]
	}
	host := rest[strings.LastIndexByte(rest, '@')+1:]
	if h, ok := strings.CutPrefix(host, "["); ok {
		host, _, _ = strings.Cut(h, "]")
	} else {
		host, _, _ = strings.Cut(host, ":")
	}
	if a, err := netip.ParseAddr(host); err == nil {
		return !a.IsLoopback()
	}
	return host != "localhost" && !strings.HasSuffix(host, ".localhost")
}

// ownSentence says what the practice itself sent, and who can read it.
func (f *finding) ownSentence() string {
	sent := "was sent"
	if f.held == f.Count {
		sent = "was about to be sent"
	}
	how := "unencrypted"
	if f.policy.When == rules.WhenOwnURL {
		how = "in the address of a page"
	}
	return "The patient's " + f.Kind.Info().Label + " " + sent + " to the practice itself " + how + when(f) + ": " + f.policy.Because + "."
}

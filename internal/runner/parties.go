package runner

import (
	"context"
	"errors"
	"fmt"
	"sort"
	"strings"
	"sync"
	"time"

	"github.com/quietroom/quietroom/audit"
	"github.com/quietroom/quietroom/audit/vendors"
	"github.com/quietroom/quietroom/internal/resolve"
	"github.com/quietroom/quietroom/internal/runstore"
)

const (
	// lookUpTime bounds all questions to the DNS together.
	lookUpTime = 15 * time.Second
	// maxLookedUp bounds the hosts that a page can make us ask for.
	maxLookedUp = 300
	lookUps     = 8 // at the same time
)

// lookUp asks the DNS whose the hosts are that were met, those of the practice
// and those of third parties that no entry knows, and keeps the answers in the
// run: judging it again needs no DNS.
func (a *auditing) lookUp(ctx context.Context) error {
	hosts, err := a.metHosts()
	if err != nil {
		return err
	}
	if len(hosts) > maxLookedUp {
		a.note(fmt.Sprintf("Of %d hosts, the DNS was asked for the aliases of the first %d only.", len(hosts), maxLookedUp))
		hosts = hosts[:maxLookedUp]
	}
	r, noServer := resolve.New(a.cfg.Resolver, 0)
	ctx, cancel := context.WithTimeout(ctx, lookUpTime)
	defer cancel()
	found := make([]audit.Alias, len(hosts))
	slots := make(chan struct{}, lookUps)
	var wg sync.WaitGroup
	for i, host := range hosts {
		wg.Go(func() {
			slots <- struct{}{}
			defer func() { <-slots }()
			found[i] = a.aliasOf(ctx, r, noServer, host)
		})
	}
	wg.Wait()
	a.run.Coverage.Aliases = found
	return nil
}

// metHosts lists, sorted, the hosts of the record whose owner their name does not tell.
func (a *auditing) metHosts() ([]string, error) {
	reader, err := runstore.Open(a.store.Dir())
	if err != nil {
		return nil, err
	}
	met := map[string]bool{}
	for ex, err := range reader.Exchanges() {
		if err != nil {
			continue // assess reports it
		}
		if to := a.data.vendors.Recipient(hostOf(ex.URL), a.first); to.VendorID == "" && strings.Contains(to.Host, ".") {
			met[to.Host] = true
		}
	}
	out := make([]string, 0, len(met))
	for h := range met {
		out = append(out, h)
	}
	// The practice's own first: they are what the question is for.
	sort.Slice(out, func(i, j int) bool {
		if x, y := a.first(out[i]), a.first(out[j]); x != y {
			return x
		}
		return out[i] < out[j]
	})
	return out, nil
}

// aliasOf asks for one host, unless there is a reason not to.
func (a *auditing) aliasOf(ctx context.Context, r *resolve.Resolver, noServer error, host string) audit.Alias {
	out := audit.Alias{Host: host, Chain: []string{}}
	switch {
	case a.cfg.Resolver == "" && a.cfg.Access.Redirects(host):
		out.Why = notAsked
		return out
	case noServer != nil:
		out.Why = noServer.Error()
		return out
	}
	chain, err := r.Chain(ctx, host)
	out.Chain = append(out.Chain, chain...)
	switch {
	case errors.Is(err, resolve.ErrNoSuchName):
		out.Why = resolve.ErrNoSuchName.Error()
	case errors.Is(err, context.DeadlineExceeded):
		out.Why = "the DNS did not answer in time"
	case err != nil:
		out.Why = err.Error()
	}
	return out
}

const notAsked = "--connect-to leads it elsewhere and no --resolver was named, so the DNS was not asked"

// whose tells whose each request was: by registrable domain, by the aliases of
// its host, and by the shape of what was sent.
type whose struct {
	a       *auditing
	aliases map[string]*audit.Alias
	// answered is true when the DNS can be asked at all, so that a host which it
	// says nothing of is a gap and no circumstance of the whole audit.
	answered bool
}

// whose reads the aliases of the run under the vendors of today.
func (a *auditing) whose() *whose {
	w := &whose{a: a, aliases: map[string]*audit.Alias{}, answered: a.cfg.Resolver != ""}
	cov := &a.run.Coverage
	kept := cov.Aliases[:0]
	for _, al := range cov.Aliases {
		al.Party = audit.ThirdParty
		if a.first(al.Host) {
			al.Party = audit.FirstParty
		}
		al.VendorID, al.Vendor, al.Purpose = "", "", ""
		if v, ok := a.data.vendors.Behind(al.Chain); ok {
			al.VendorID, al.Vendor, al.Purpose = v.ID, v.Name, v.Purpose
		}
		w.answered = w.answered || al.Why == "" || al.Why == resolve.ErrNoSuchName.Error()
		if al.Party == audit.ThirdParty && al.VendorID == "" {
			continue // as unknown as before
		}
		if vendors.Tracks(al.Purpose) {
			al.Party = audit.ThirdParty
		}
		kept = append(kept, al)
	}
	cov.Aliases = kept
	for i := range kept {
		w.aliases[kept[i].Host] = &kept[i]
	}
	w.unchecked()
	return w
}

// unchecked says in the coverage which hosts' owners are not known.
func (w *whose) unchecked() {
	byWhy := map[string][]string{}
	var whys []string
	for _, al := range w.a.run.Coverage.Aliases {
		if al.Why == "" || al.Party == audit.ThirdParty {
			continue
		}
		if byWhy[al.Why] == nil {
			whys = append(whys, al.Why)
		}
		byWhy[al.Why] = append(byWhy[al.Why], al.Host)
	}
	for _, why := range whys {
		w.a.run.Coverage.NotLookedAt = append(w.a.run.Coverage.NotLookedAt, fmt.Sprintf(
			"Whether another's machine answers as %s was not checked (%s); what went there counts as the practice's own unless it has the shape of a tracker's message.",
			some(byWhy[why]), why))
	}
}

// some lists a few of many.
func some(hosts []string) string {
	const few = 5
	if len(hosts) <= few {
		return strings.Join(hosts, ", ")
	}
	return fmt.Sprintf("%s and %d more", strings.Join(hosts[:few], ", "), len(hosts)-few)
}

// doubt says why a host that counts as the practice's own may not be: the DNS
// answers, and said nothing of this one.
func (w *whose) doubt(host string) (string, bool) {
	al := w.aliases[host]
	if !w.answered || al == nil || al.Why == "" || al.Why == notAsked || al.Why == resolve.ErrNoSuchName.Error() {
		return "", false
	}
	return "whose machine answers as " + host + " could not be found out (" + al.Why + ")", true
}

// recipient says who an exchange went to.
func (w *whose) recipient(ex *audit.Exchange, body []byte) audit.Recipient {
	reg := w.a.data.vendors
	to := reg.Recipient(hostOf(ex.URL), w.a.first)
	if to.VendorID != "" {
		return to
	}
	if al := w.aliases[to.Host]; al != nil && al.Party == audit.ThirdParty {
		if v, ok := reg.ByID(al.VendorID); ok {
			return v.As(to, audit.CloakAlias, strings.Join(append([]string{al.Host}, al.Chain...), " → "))
		}
	}
	if s, ok := reg.Shape(ex.Method, ex.URL, ex.Header("Content-Type"), body); ok {
		if v, ok := reg.ByID(s.VendorID); ok {
			return v.As(to, audit.CloakShape, s.Name)
		}
	}
	return to
}

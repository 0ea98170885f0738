//go:build gallery

package gallery

import (
	"maps"
	"net/http"
	"net/url"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/quietroom/quietroom/audit"
	"github.com/quietroom/quietroom/audit/pages"
	"github.com/quietroom/quietroom/audit/patient"
	"github.com/quietroom/quietroom/audit/vendors"
	"github.com/quietroom/quietroom/internal/access"
	"github.com/quietroom/quietroom/internal/browser"
	"github.com/quietroom/quietroom/internal/chrome"
	"github.com/quietroom/quietroom/internal/demosite"
)

// house is the running gallery: its servers, and one patient.
type house struct {
	site     *demosite.Site
	chrome   browser.Config
	patient  *patient.Patient
	exhibits []Exhibit
	register *vendors.Register
	taxonomy *pages.Taxonomy

	mu   sync.Mutex
	held map[string][]audit.Exchange // by journey
}

func newHouse(t *testing.T, exhibits []Exhibit) *house {
	t.Helper()
	bundles, err := bundle(t.Context(), exhibits, t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	h := &house{exhibits: exhibits, held: map[string][]audit.Exchange{}, patient: patient.New(20261122, "A", today)}
	if h.register, err = vendors.Default(); err != nil {
		t.Fatal(err)
	}
	if h.taxonomy, err = pages.Default(); err != nil {
		t.Fatal(err)
	}
	if h.site, err = demosite.Start(t.Context(), demosite.Options{Also: Hosts(exhibits, bundles)}); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = h.site.Close() })
	found, err := chrome.Find(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	h.chrome = browser.Config{
		Path: found.Path, Env: found.Env, Version: found.Version, NoSandbox: os.Geteuid() == 0, Access: reach(t, h.site), Known: h.known,
		FirstParty: func(host string) bool { return strings.HasSuffix(host, "."+Domain) }, Commits: h.takesForms, Sink: h.record,
	}
	return h
}

// reach leads every host to the site.
func reach(t *testing.T, s *demosite.Site) access.Options {
	t.Helper()
	o := access.Options{CACert: s.CACert()}
	for _, rule := range s.ConnectTo() {
		r, err := access.ParseConnectTo(rule)
		if err != nil {
			t.Fatal(err)
		}
		o.ConnectTo = append(o.ConnectTo, r)
	}
	return o
}

func (h *house) known(host string) bool {
	return vendors.CommitsNothing(h.register.Recipient(host, nil))
}

func (h *house) takesForms(host string) bool {
	return vendors.TakesForms(h.register.Recipient(host, nil))
}

func (h *house) record(ex *audit.Exchange, _ []byte) {
	if !ex.Held {
		return
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	h.held[ex.Journey] = append(h.held[ex.Journey], *ex)
}

// committed reports whether the request that would commit was made: it was held, or
// is a GET that may go out.
func (h *house) committed(e Exhibit) bool {
	method, address := e.CommitRequest()
	if method == http.MethodGet {
		return slices.ContainsFunc(h.site.Received(hostOf(address)), func(r demosite.Received) bool { return r.Method == method && bare(r.URL) == address })
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	for _, journey := range slices.Sorted(maps.Keys(h.held)) {
		if name := journey[:strings.LastIndexByte(journey, '-')]; name != e.Name {
			continue
		}
		for _, ex := range h.held[journey] {
			if ex.Method == method && bare(ex.URL) == address {
				return true
			}
		}
	}
	return false
}

func hostOf(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return u.Hostname()
}

func bare(address string) string {
	address, _, _ = strings.Cut(address, "?")
	address, _, _ = strings.Cut(address, "#")
	return address
}

// nothingSent wants no server to have got what would commit something.
func (h *house) nothingSent(t *testing.T) {
	t.Helper()
	hosts := map[string]bool{}
	for _, e := range h.exhibits {
		hosts[e.Host()] = true
		for at := range e.served() {
			hosts[hostOf(at[1])] = true
		}
		_, address := e.CommitRequest()
		hosts[hostOf(address)] = true
	}
	for _, host := range slices.Sorted(maps.Keys(hosts)) {
		for _, r := range h.site.Received(host) {
			if slices.Contains([]string{http.MethodGet, http.MethodHead, http.MethodOptions}, r.Method) {
				continue
			}
			if !slices.ContainsFunc(h.exhibits, func(e Exhibit) bool { return e.Answers(r.Method, bare(r.URL)) }) {
				t.Errorf("%s got a %s that nobody held: %s", host, r.Method, bare(r.URL))
			}
		}
	}
}

package report

import (
	"fmt"
	"net/url"
	"strings"

	"github.com/quietroom/quietroom/audit"
	"github.com/quietroom/quietroom/audit/vendors"
)

// maxLinks bounds how far back the loading of a script is told.
const maxLinks = 6

// link is one link of the chain that ends in an exchange.
type link struct {
	// Words say who: "TikTok Pixel's script, line 21"; Address is where that script
	// or page is, "" when the words say it all.
	Words, Address string
}

// chain tells who sent an exchange, the sender first: the script that did, the
// scripts that called it, and who loaded each of those, back to the page.
func (n *namer) chain(f *audit.Finding, rec *record) []link {
	in := f.Initiator
	if in.URL == "" && len(in.Stack) == 0 {
		return n.unscripted(in)
	}
	var out []link
	seen := map[string]bool{}
	add := func(verb, address string, line int) {
		if address == "" || seen[address] || len(out) > maxLinks {
			return
		}
		seen[address] = true
		words := verb + n.who(address, f.Page)
		if line > 0 {
			words += fmt.Sprintf(", line %d", line)
		}
		out = append(out, link{words, shown(address)})
	}
	verb := "sent by "
	if in.Type == "parser" {
		verb = "asked for by "
	}
	add(verb, in.URL, in.Line)
	last := in.URL
	for _, s := range in.Stack {
		add("called by ", s, 0)
		last = s
	}
	for range maxLinks {
		by, ok := rec.loaders[loaded{f.Page, last}]
		if !ok || by.URL == "" || seen[by.URL] {
			break
		}
		add("loaded by ", by.URL, by.Line)
		last = by.URL
	}
	if len(out) > 0 {
		out[0].Words = sentence(out[0].Words)
	}
	return out
}

// unscripted says what is known of an exchange that no script or page is named for.
func (n *namer) unscripted(in audit.Initiator) []link {
	switch in.Type {
	case "", "other":
		return []link{{Words: "Sent by the browser for the page; which script asked for it is not on record"}}
	case "navigation":
		return []link{{Words: "Sent by leaving for another page"}}
	}
	return []link{{Words: sentence("sent by the browser: " + words(in.Type))}}
}

// namer names hosts and scripts.
type namer struct {
	register *vendors.Register
	own      map[string]bool // hosts of the practice
}

func newNamer(r *audit.Run) *namer {
	n := &namer{own: map[string]bool{}}
	// Without the register, hosts stand under their own names.
	n.register, _ = vendors.Default()
	for _, s := range append([]string{r.Site}, r.Scope...) {
		if u, err := url.Parse(s); err == nil && u.Host != "" {
			n.own[u.Hostname()] = true
		}
	}
	return n
}

// who says whose script or page an address is.
func (n *namer) who(address, page string) string {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" {
		return "a script in the page"
	}
	host := u.Hostname()
	switch {
	case strings.TrimSuffix(address, "/") == strings.TrimSuffix(page, "/"):
		return "the page itself"
	case n.own[host] && scriptPath(u.Path):
		return "the site's own script"
	case n.own[host]:
		return "another page of the site"
	}
	if n.register != nil {
		if v, ok := n.register.ByHost(host); ok {
			return shown(v.Name)
		}
	}
	return shown(vendors.Domain(host))
}

func scriptPath(path string) bool {
	return strings.HasSuffix(path, ".js") || strings.HasSuffix(path, ".mjs") || strings.Contains(path, "/js/")
}

// vendor gives what the register knows of a recipient.
func (n *namer) vendor(id string) (vendors.Vendor, bool) {
	if n.register == nil || id == "" {
		return vendors.Vendor{}, false
	}
	return n.register.ByID(id)
}

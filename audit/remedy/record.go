package remedy

import (
	"net/url"
	"slices"
	"strings"

	"github.com/quietroom/quietroom/audit"
	"github.com/quietroom/quietroom/audit/vendors"
)

// record is what remedies need of a run's exchanges.
type record struct {
	// named are those that findings name, by id.
	named map[string]*audit.Exchange
	// loaded says of a script's address who put it into a page, the first time.
	loaded map[string]audit.Initiator
	// met says what hosts were asked for, as far as a policy tells it apart, in the
	// order of first use.
	met   []contact
	known map[contact]bool
}

// contact is one way in which a host was asked for something.
type contact struct {
	host, origin string
	// step is the first step of the path, see step.
	step string
	// directive is the one that governs it, "" for none.
	directive string
	// framed is true for what a frame of another host asks.
	framed bool
	// held is true for a submit that was held, or a part of one.
	held bool
}

// mostContacts bounds what a hostile page can make us keep.
const mostContacts = 20000

// mostScripts bounds what a hostile page can make us keep.
const mostScripts = 20000

// read walks the record once. Its error is the first of reading.
func read(run *audit.Run, exchanges Record) (rec *record, err error) {
	rec = &record{named: map[string]*audit.Exchange{}, loaded: map[string]audit.Initiator{}, known: map[contact]bool{}}
	first := vendors.FirstParty(hosts(run))
	if exchanges == nil {
		return rec, nil
	}
	wanted := map[string]bool{}
	for _, f := range run.Findings {
		wanted[f.Exchange] = true
	}
	for ex, e := range exchanges {
		if e != nil {
			if err == nil {
				err = e
			}
			continue
		}
		if wanted[ex.ID] {
			rec.named[ex.ID] = ex
		}
		rec.meet(ex, first)
		if ex.Channel == audit.ChannelScript && len(rec.loaded) < mostScripts {
			if _, known := rec.loaded[ex.URL]; !known {
				rec.loaded[ex.URL] = ex.Initiator
			}
		}
	}
	return rec, err
}

// meet notes what a host was asked for. What Chrome refused for the site's own
// policy was never needed.
func (r *record) meet(ex *audit.Exchange, first func(string) bool) {
	u, err := url.Parse(ex.URL)
	if err != nil || u.Host == "" || ex.Outcome == "blocked" || len(r.met) >= mostContacts || !sound(u.Host) {
		return
	}
	c := contact{host: hostOf(ex.URL), origin: origin(u), step: step(ex.URL), directive: directive(ex), framed: framed(ex, first), held: ex.Held && !ex.KeptBack && ex.Method != "OPTIONS"}
	switch {
	case ex.Channel == audit.ChannelPreflight:
		return // the request that it asks for comes on its own
	case c.framed && (ex.Channel == audit.ChannelDocument || ex.Channel == audit.ChannelFrame):
		c.framed, c.directive = false, frameSrc // where a frame may go is for the page that it stands in
	}
	if !r.known[c] {
		r.known[c] = true
		r.met = append(r.met, c)
	}
}

// sound reports whether a host, which a page can make up, can stand in a header.
func sound(host string) bool {
	return strings.Trim(strings.ToLower(host), "abcdefghijklmnopqrstuvwxyz0123456789-_.:[]") == ""
}

// source lists the scripts behind what was sent, from the one that sent it out to
// the one that the page itself loaded.
func (r *record) source(in audit.Initiator) []string {
	const deepest = 64
	var out []string
	open := append([]string{in.URL}, in.Stack...)
	for len(open) > 0 && len(out) < deepest {
		s := open[0]
		open = open[1:]
		if s == "" || slices.Contains(out, s) {
			continue
		}
		out = append(out, s)
		if by, ok := r.loaded[s]; ok && by.Type == "script" {
			open = append(append(open, by.URL), by.Stack...)
		}
	}
	return out
}

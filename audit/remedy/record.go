package remedy

import (
	"slices"

	"github.com/quietroom/quietroom/audit"
)

// record is what remedies need of a run's exchanges.
type record struct {
	// named are those that findings name, by id.
	named map[string]*audit.Exchange
	// loaded says of a script's address who put it into a page, the first time.
	loaded map[string]audit.Initiator
}

// mostScripts bounds what a hostile page can make us keep.
const mostScripts = 20000

// read walks the record once. Its error is the first of reading.
func read(run *audit.Run, exchanges Record) (rec *record, err error) {
	rec = &record{named: map[string]*audit.Exchange{}, loaded: map[string]audit.Initiator{}}
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
		if ex.Channel == audit.ChannelScript && len(rec.loaded) < mostScripts {
			if _, known := rec.loaded[ex.URL]; !known {
				rec.loaded[ex.URL] = ex.Initiator
			}
		}
	}
	return rec, err
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

package pages

import (
	"slices"
	"strings"
)

// byAddress weighs the path and the query: 3 for the context that a segment
// names. A longer phrase hides the shorter ones inside it (join-our-team is not
// our-team), and what stands below a container is its text, not a place.
func (t *Taxonomy) byAddress(tl *tally, a address, terms func(string) bool) {
	if a.home {
		tl.add("public_education", scoreHome, "the start page")
		return
	}
	seen := map[string]bool{}
	for i, seg := range a.segments {
		for _, m := range t.matches(seg) {
			if !seen[m.context.ID] {
				seen[m.context.ID] = true
				score := scoreURL
				if m.context.Container {
					score = scoreContainer
				}
				tl.add(m.context.ID, score, "address holds %q", m.text)
			}
			if m.context.Container && i == 0 && m.whole {
				a.segments = a.segments[:1]
			}
		}
		if len(a.segments) == 1 {
			break
		}
	}
	if up := t.topicContext(); up != nil && !seen[up.ID] && a.topic(terms) {
		tl.add(up.ID, scoreURL, "address names a topic of care")
	}
	for _, c := range t.contexts {
		for _, q := range c.Query {
			if a.query[q] && !seen[c.ID] {
				seen[c.ID] = true
				tl.add(c.ID, scoreURL, "query parameter %q", q)
			}
		}
	}
}

type match struct {
	context *context
	text    string
	from    int
	to      int
	whole   bool
}

// matches gives the contexts that one segment names, without those whose phrase
// lies inside a longer phrase of another.
func (t *Taxonomy) matches(seg []string) []match {
	var all []match
	for _, c := range t.contexts {
		best := match{}
		for _, p := range c.url {
			if at := p.in(seg); at >= 0 && len(p.words) > best.to-best.from {
				best = match{c, p.text, at, at + len(p.words), len(p.words) == len(seg)}
			}
		}
		for _, p := range c.segment {
			if len(p.words) == len(seg) && p.in(seg) == 0 {
				best = match{c, p.text, 0, len(seg), true}
			}
		}
		if best.context != nil {
			all = append(all, best)
		}
	}
	return slices.DeleteFunc(slices.Clone(all), func(m match) bool {
		return slices.ContainsFunc(all, func(o match) bool {
			return o.context != m.context && o.from <= m.from && m.to <= o.to && o.to-o.from > m.to-m.from
		})
	})
}

// maxHeadline is how many words a title or heading may have to say what a page
// is; a longer one is a sentence that mentions things.
const maxHeadline = 10

// byHeadings weighs title and first heading together: 2 for a context that one
// names, 3 for a topic of care.
func (t *Taxonomy) byHeadings(tl *tally, s Signals, terms func(string) bool) {
	for _, c := range t.contexts {
		if said := c.headed(headline(s.Title), clip(s.H1, maxText)); said != "" {
			tl.add(c.ID, scoreHeading, "title or heading says %q", said)
		} else if c.Topic && (terms(headline(s.Title)) || terms(clip(s.H1, maxText))) {
			// As much as an address that says "services" or "what-is", and more telling.
			tl.add(c.ID, scoreURL, "title or heading names a topic of care")
		}
	}
}

func (c *context) headed(texts ...string) string {
	for _, text := range texts {
		ws := words(text)
		if len(ws) > maxHeadline {
			continue
		}
		for _, list := range [][]phrase{c.url, c.heading} {
			for _, p := range list {
				if p.in(ws) >= 0 {
					return p.text
				}
			}
		}
		for _, p := range c.segment {
			if len(ws) == len(p.words) && p.in(ws) == 0 {
				return p.text
			}
		}
	}
	return ""
}

func (t *Taxonomy) bySchema(tl *tally, types []string) {
	types = types[:min(len(types), maxList)]
	for _, c := range t.contexts {
		for _, want := range c.Schema {
			if slices.ContainsFunc(types, func(got string) bool {
				return got[strings.LastIndexAny(got, "/#")+1:] == want
			}) {
				tl.add(c.ID, scoreSchema, "structured data of type %s", want)
				break
			}
		}
	}
}

func (t *Taxonomy) byHosts(tl *tally, host string, frames []string) {
	frames = frames[:min(len(frames), maxList)]
	for _, c := range t.contexts {
		for _, h := range c.Host {
			if hostIs(host, h) {
				tl.add(c.ID, scoreHost, "host is %s", h)
				break
			}
			if slices.ContainsFunc(frames, func(f string) bool { return hostIs(strings.ToLower(f), h) }) {
				tl.add(c.ID, scoreHost, "a frame of %s", h)
				break
			}
		}
	}
}

func hostIs(host, want string) bool {
	if label, ok := strings.CutSuffix(want, ".*"); ok {
		return strings.HasPrefix(host, label+".")
	}
	return host == want || strings.HasSuffix(host, "."+want)
}

// byForm weighs the page's most telling form alone: 4 for every context that it
// fits. A single e-mail or search field, which sits in the foot of every page,
// tells nothing.
func (t *Taxonomy) byForm(tl *tally, controls []Control) {
	forms := map[int][]Control{}
	var order []int
	for _, c := range controls[:min(len(controls), maxControls)] {
		if !typed(c) {
			continue
		}
		if _, ok := forms[c.Form]; !ok {
			order = append(order, c.Form)
		}
		forms[c.Form] = append(forms[c.Form], c)
	}
	best, bestHits := map[string]int{}, 0
	for _, n := range order {
		form := forms[n]
		if len(form) == 1 && !strings.EqualFold(form[0].Type, "password") {
			continue
		}
		fits, hits := map[string]int{}, 0
		for _, c := range t.contexts {
			if got := c.fit(form); c.Form.Min > 0 && got >= c.Form.Min {
				fits[c.ID] = got
				hits = max(hits, got*10+c.Sensitivity)
			}
		}
		if hits > bestHits {
			best, bestHits = fits, hits
		}
	}
	for _, c := range t.contexts {
		if n := best[c.ID]; n > 0 {
			tl.add(c.ID, scoreForm, "a form with %d such fields", n)
		}
	}
}

// typed reports whether a person types or chooses something in the control.
func typed(c Control) bool {
	switch strings.ToLower(c.Type) {
	case "hidden", "submit", "button", "reset", "image":
		return false
	}
	return true
}

// fit counts the controls of a form that one of the context's words describes; 0
// when the control that the context needs is not there.
func (c *context) fit(form []Control) (n int) {
	if c.Form.Min == 0 {
		return 0
	}
	needed := len(c.need) == 0
	for _, control := range form {
		if control.has(c.form) {
			n++
		}
		needed = needed || control.has(c.need)
	}
	if !needed {
		return 0
	}
	return n
}

// has reports whether one of the phrases describes the control.
func (c Control) has(phrases []phrase) bool {
	ws := [][]string{words(c.Name), words(c.ID), words(c.Autocomplete), words(c.Label), words(c.Placeholder)}
	typ := "type:" + strings.ToLower(c.Type)
	return slices.ContainsFunc(phrases, func(p phrase) bool {
		return p.text == typ || slices.ContainsFunc(ws, func(w []string) bool { return p.in(w) >= 0 })
	})
}

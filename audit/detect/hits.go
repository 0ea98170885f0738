package detect

import (
	"sort"
	"strings"

	"github.com/quietroom/quietroom/audit"
)

// thing is what a hit is about, wherever it stands.
type thing struct {
	typ     audit.HitType
	rule    string
	kind    audit.Kind
	patient string
}

// hits gathers what one search finds: each thing once at a place, by its
// shortest chain.
type hits struct {
	most   int
	list   []audit.Hit
	places map[thing]map[string]int // place to its index in list
}

func about(h audit.Hit) thing { return thing{h.Type, h.Rule, h.Kind, h.Patient} }

// full reports whether a thing was found at as many places as are reported.
func (h *hits) full(t thing) bool { return len(h.places[t]) >= h.most }

// add takes a hit, unless it is known by a chain as short; it is as strong as
// the strongest of what was seen there. The excerpt is made only when it is needed.
func (h *hits) add(hit audit.Hit, excerpt func() string) {
	t := about(hit)
	i, known := h.places[t][hit.Place]
	switch {
	case known && len(h.list[i].Chain) <= len(hit.Chain):
		h.list[i].Strength = max(h.list[i].Strength, hit.Strength)
		return
	case !known && h.full(t):
		return
	}
	hit.Excerpt = excerpt()
	if known {
		hit.Strength = max(hit.Strength, h.list[i].Strength)
		h.list[i] = hit
		return
	}
	if h.places == nil {
		h.places = map[thing]map[string]int{}
	}
	if h.places[t] == nil {
		h.places[t] = map[string]int{}
	}
	h.places[t][hit.Place] = len(h.list)
	h.list = append(h.list, hit)
}

// plainer reports whether the patient is known to be at the hit's place by a
// shorter chain: then a guessed reading of the same text adds nothing.
func (h *hits) plainer(hit audit.Hit) bool {
	for _, other := range h.list {
		if other.Type == audit.HitCanary && other.Patient == hit.Patient && other.Place == hit.Place && len(other.Chain) < len(hit.Chain) {
			return true
		}
	}
	return false
}

// final drops what says nothing new (a container of what was found more
// precisely, a rule that a canary explains) and what is too weak alone.
func (h *hits) final() []audit.Hit {
	proven := map[string]bool{} // by patient, "" for anything at all
	for _, hit := range h.list {
		if hit.Strength == audit.Proof {
			proven[hit.Patient], proven[""] = true, true
		}
	}
	var out []audit.Hit
	for _, hit := range h.list {
		if (hit.Strength > audit.Weak || proven[hit.Patient]) && !h.explained(hit) {
			out = append(out, hit)
		}
	}
	sort.SliceStable(out, func(i, j int) bool { return len(out[i].Chain) < len(out[j].Chain) })
	return out
}

// explained reports whether another hit says the same more precisely. A text is another
// reading of what a longer way round made of the bytes around it.
func (h *hits) explained(hit audit.Hit) bool {
	around := hit.Place
	if strings.Count(around, ".") == 1 { // deeper, it is a member of that name
		around = strings.TrimSuffix(around, ".text")
	}
	for place, i := range h.places[about(hit)] {
		if place != hit.Place && within(place, around) && len(h.list[i].Chain) <= len(hit.Chain) {
			return true
		}
	}
	if hit.Type != audit.HitRule {
		return false
	}
	for _, other := range h.list {
		if other.Type == audit.HitCanary && other.Kind == hit.Kind && (other.Place == hit.Place || within(other.Place, hit.Place)) {
			return true
		}
	}
	return false
}

// within reports whether place lies below outer.
func within(place, outer string) bool {
	rest, ok := strings.CutPrefix(place, outer)
	return ok && rest != "" && (rest[0] == '.' || rest[0] == '[')
}

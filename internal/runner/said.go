package runner

import (
	"slices"
	"sync"
	"time"
	"unicode"

	"github.com/quietroom/quietroom/audit"
	"github.com/quietroom/quietroom/audit/detect"
)

// said is what the journeys under way said beside the patient's own values, as soon as
// they do: the options that they took, and what a scenario types of its own. A page may
// pass it on in the same moment, so that it is known before the hand moves.
type said struct {
	mu sync.Mutex
	of map[string]*saying // by journey
}

type saying struct {
	canaries []audit.Canary
	detector *detect.Detector // of canaries, nil until it is asked for
}

// mostSaid bounds what one journey says.
const mostSaid = 400

// add takes note of a value. What of it is too common to mean anything ("Yes", "Online"),
// package detect says, for whom it has to be a whole field, too; a short number that a
// site offered ("1030") is in too much that is none of it.
func (s *said) add(c audit.Canary) {
	letters, digits := 0, 0
	for _, r := range c.Value {
		switch {
		case unicode.IsLetter(r):
			letters++
		case unicode.IsDigit(r):
			digits++
		}
	}
	if letters+digits < 4 || letters == 0 && digits < 6 {
		return
	}
	c.Since = time.Time{} // whatever leaves from now on came after it
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.of == nil {
		s.of = map[string]*saying{}
	}
	of := s.of[c.Journey]
	if of == nil {
		of = new(saying)
		s.of[c.Journey] = of
	}
	if len(of.canaries) < mostSaid && !slices.Contains(of.canaries, c) {
		of.canaries, of.detector = append(of.canaries, c), nil
	}
}

// over lets go of what is only for speed, when a journey has ended. What it said stays
// known: a beacon may come late.
func (s *said) over(journey string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if of := s.of[journey]; of != nil {
		of.detector = nil
	}
}

// holds reports whether an exchange tells something that its journey said, or that any
// did, when nobody knows whose it is.
func (s *said) holds(ex *audit.Exchange, body []byte) bool {
	for journey, d := range s.detectors(ex.Journey) {
		own := *ex
		own.Journey = journey
		if tells(d, &own, body) {
			return true
		}
	}
	return false
}

// detectors gives those of one journey, or of all for "".
func (s *said) detectors(journey string) map[string]*detect.Detector {
	s.mu.Lock()
	defer s.mu.Unlock()
	out := map[string]*detect.Detector{}
	for id, of := range s.of {
		if journey != "" && id != journey {
			continue
		}
		if of.detector == nil {
			of.detector = detect.New(detect.Config{Canaries: slices.Clone(of.canaries)})
		}
		out[id] = of.detector
	}
	return out
}

// tells reports whether an exchange tells a value of those that d knows, or may: it was
// too large to be searched.
func tells(d *detect.Detector, ex *audit.Exchange, body []byte) bool {
	found := d.Search(ex, body, detect.Subject{})
	return found.Cut || slices.ContainsFunc(found.Hits, func(h audit.Hit) bool { return h.Type == audit.HitCanary && h.Strength != audit.Weak })
}

package browser

import "github.com/quietroom/quietroom/audit"

// Account is what a recorder can say of itself, for the coverage.
type Account struct {
	Counts
	// Gaps lists the holes in the record.
	Gaps        []audit.Gap
	Certificate Certificate
	// Documents counts those that got the policy of Config.Policy, Refused what Chrome
	// refused because of it, unordered and each once.
	Documents int             `json:",omitempty"`
	Refused   []audit.Refusal `json:",omitempty"`
}

// Add adds what another Chrome's recorder says. One that is not verified makes
// the whole so.
func (a *Account) Add(b Account) {
	a.Counts.Add(b.Counts)
	a.Gaps = append(a.Gaps, b.Gaps...)
	a.Documents += b.Documents
	a.Refused = merged(a.Refused, b.Refused)
	if a.Certificate.Why == "" || a.Certificate.Verified && !b.Certificate.Verified {
		a.Certificate = b.Certificate
	}
}

// Counts says what the recorder saw.
type Counts struct {
	Recorded      int // exchanges given to the sink
	Sent          int // of them, those that went out, as far as the protocol tells
	Held          int // of them, those that were held
	KeptBack      int // that third parties may not have; none of Held
	BodiesCut     int
	BodiesMissing int
	Unreadable    int // events of Chrome that could not be read

	// By where they were seen; all 0 without a wire record.
	Both        int // told by the protocol and on the wire
	Attempted   int // told by the protocol, and did not leave
	Explained   int // on the wire alone, which Chrome's annotation explains
	Unexplained int // on the wire alone, where the protocol should have told of it
	Own         int // on the wire, and Chrome's own business

	LogsCut int // Chromes that were ended before they closed their network log
}

// Certificate says what the record's completeness rests on.
type Certificate struct {
	// Verified is true when Chrome's network log was read to its end beside the
	// protocol, and the self-test found its canary in every source. A log that was
	// cut short was read to where it is cut: it is Flush that says which tabs' record
	// that leaves open, so that one killed Chrome takes nothing from what others saw.
	Verified bool
	// Why says it in a sentence.
	Why string
}

// Add adds what another Chrome's recorder saw.
func (c *Counts) Add(n Counts) {
	c.Recorded += n.Recorded
	c.Sent += n.Sent
	c.Held += n.Held
	c.KeptBack += n.KeptBack
	c.BodiesCut += n.BodiesCut
	c.BodiesMissing += n.BodiesMissing
	c.Unreadable += n.Unreadable
	c.Both += n.Both
	c.Attempted += n.Attempted
	c.Explained += n.Explained
	c.Unexplained += n.Unexplained
	c.Own += n.Own
	c.LogsCut += n.LogsCut
}

// add counts what became of f.
func (c *Counts) add(f *flow) {
	ex := &f.ex
	c.Recorded++
	switch ex.Outcome {
	case "sent":
		c.Sent++
	case "held":
		if ex.KeptBack {
			c.KeptBack++
		} else {
			c.Held++
		}
	}
	if ex.BodyCut {
		c.BodiesCut++
	}
	if ex.BodyMissing {
		c.BodiesMissing++
	}
}

// place counts by where f was seen.
func (c *Counts) place(f *flow) {
	switch {
	case f.unexplained:
		c.Unexplained++
	case f.ex.Held && !f.left:
	case f.explained:
		c.Explained++
	case f.left || f.told && f.unwired && f.ex.Outcome == "sent":
		c.Both++
	case f.ex.Outcome != "cached":
		c.Attempted++
	}
}

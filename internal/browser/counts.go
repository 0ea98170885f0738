package browser

import "github.com/quietroom/quietroom/audit"

// Counts says what the recorder saw, for the coverage.
type Counts struct {
	Recorded      int // exchanges given to the sink
	Sent          int // of them, those that went out, as far as the protocol tells
	Held          int // of them, those that were held
	BodiesCut     int
	BodiesMissing int
	Unreadable    int // events of Chrome that could not be read
}

func (c *Counts) add(ex *audit.Exchange) {
	c.Recorded++
	switch ex.Outcome {
	case "sent":
		c.Sent++
	case "held":
		c.Held++
	}
	if ex.BodyCut {
		c.BodiesCut++
	}
	if ex.BodyMissing {
		c.BodiesMissing++
	}
}

// Add adds what another browser of the same audit saw.
func (c *Counts) Add(o Counts) {
	c.Recorded += o.Recorded
	c.Sent += o.Sent
	c.Held += o.Held
	c.BodiesCut += o.BodiesCut
	c.BodiesMissing += o.BodiesMissing
	c.Unreadable += o.Unreadable
}

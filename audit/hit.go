package audit

// Hit is one thing that detection found in one exchange, before it is judged.
type Hit struct {
	Type HitType
	// Rule is the deny-list rule's id for HitRule and HitTerm; the identifier's
	// name for HitIdentifier; "canary" for HitCanary.
	Rule string
	Kind Kind
	// Patient is the id of the patient whose canary it is, "" otherwise.
	Patient  string
	Strength Strength
	// Place is the path to the leaf: "url.query.em", "body.json.events[0].email".
	Place string
	// Chain lists the disguises, outermost first.
	Chain []string
	// Excerpt is the leaf with every value of the patient replaced by ‹its kind›.
	Excerpt string
}

// HitType is what a hit is evidence of.
type HitType uint8

// The types of a hit.
const (
	HitCanary     HitType = iota // a value of the synthetic patient
	HitRule                      // a deny-list pattern: looks like an SSN, an e-mail address, ...
	HitContext                   // the address or title of the page that the patient is on
	HitTerm                      // a word of the clinical vocabulary, in an event name or a value
	HitIdentifier                // something that links a visitor over time: a cookie, client id, click id
)

// Strength is how much a hit proves.
type Strength uint8

// The strengths.
const (
	// Weak counts only beside a Proof of the same patient in the same exchange.
	Weak Strength = iota
	// Field is a whole field value under a key that says what it is, or a chosen value.
	Field
	// Proof is proof wherever it stands.
	Proof
)

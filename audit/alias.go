package audit

// Cloak is how a recipient was known that its host's name does not give away.
type Cloak string

// The cloaks; the empty one is a host that goes by its own name.
const (
	// CloakAlias is a host that the DNS says is an alias of the vendor's.
	CloakAlias Cloak = "cname"
	// CloakShape is a message that looks like the vendor's own, wherever it is sent.
	CloakShape Cloak = "payload shape"
)

// Alias is what the DNS says of a host that was met: of which other names it is
// an alias, and so whose machine answers there.
type Alias struct {
	Host string `json:"host"`
	// Chain lists the names that the host is an alias of, hop by hop; empty for none.
	Chain []string `json:"chain"`
	// VendorID, Vendor and Purpose are those of the chain's owner, empty when no
	// vendor entry knows it.
	VendorID string `json:"vendor_id,omitempty"`
	Vendor   string `json:"vendor,omitempty"`
	Purpose  string `json:"purpose,omitempty"`
	// Party is what requests to the host count as.
	Party Party `json:"party"`
	// Why says what kept the chain from being known in full, "" when it is.
	Why string `json:"why,omitempty"`
}

package audit

// Stored is one thing that a visit left behind in the browser: a cookie, or a
// name in a site's storage. What it holds is never kept, only how much.
type Stored struct {
	Kind StoredKind `json:"kind"`
	// Name is as the site chose it, cut after 100 characters.
	Name string `json:"name"`
	// Host is the cookie's host or domain, or the host whose storage it is.
	Host  string `json:"host"`
	Party Party  `json:"party,omitempty"`
	// VendorID and Vendor say whose it is: the host's owner, or, in the practice's
	// own storage, a tracker that is known by the name. Empty when nobody is known.
	VendorID string `json:"vendor_id,omitempty"`
	Vendor   string `json:"vendor,omitempty"`
	// Size is that of name and value in bytes, 0 where the browser does not tell.
	Size int64 `json:"size"`
	// Days is how long a cookie stays, to the nearest day and at least 1; 0 for one
	// that ends with the browser, and for storage, which has no end of its own.
	Days int `json:"days,omitempty"`
	// SameSite is Strict, Lax or None, "" when the cookie does not say.
	SameSite string `json:"same_site,omitempty"`
	HTTPOnly bool   `json:"http_only,omitempty"`
	Secure   bool   `json:"secure,omitempty"`
	// Partition is the site that a partitioned cookie is kept for.
	Partition string `json:"partition,omitempty"`
	// SetBy is the host whose answer set the cookie; "script" when no answer that was
	// seen set it and scripts could; "" when that cannot be told.
	SetBy string `json:"set_by,omitempty"`
}

// StoredKind is where a thing is stored.
type StoredKind string

// The kinds of storage.
const (
	StoredCookie    StoredKind = "cookie"
	StoredLocal     StoredKind = "local-storage"
	StoredSession   StoredKind = "session-storage"
	StoredIndexedDB StoredKind = "indexed-db"
)

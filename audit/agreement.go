package audit

// Agreement is a business associate agreement with one vendor, as a person of the
// practice attests it in the site's file. A run that has none recorded says no more
// than that.
type Agreement struct {
	// Vendor is the id of a vendor of the register, or a registrable domain.
	Vendor string `json:"vendor"`
	// SignedBy is who signed it for the practice, or attests that it was signed.
	SignedBy string `json:"signed_by"`
	// Signed and Expires are days, YYYY-MM-DD; Expires is "" for no end.
	Signed  string `json:"signed"`
	Expires string `json:"expires,omitempty"`
	// Reference says where it is kept.
	Reference string `json:"reference"`
	// Contexts are the pages on which the practice decided that the vendor may be.
	Contexts []string `json:"contexts,omitempty"`
	Note     string   `json:"note,omitempty"`
}

// With reports whether the agreement is with that recipient.
func (a *Agreement) With(r Recipient) bool {
	return a.Vendor != "" && (a.Vendor == r.VendorID || a.Vendor == r.Domain)
}

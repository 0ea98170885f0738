package audit

// DetectionSchema names the shape of what quietroom detect --json prints. It
// changes when a reader that knew the old shape could misread the new one.
const DetectionSchema = "quietroom.detect/1"

// Detection is what a search of saved messages found, without a browser.
type Detection struct {
	// Schema is DetectionSchema.
	Schema string `json:"schema"`
	// Files are those that were searched, in the order given.
	Files []SearchedFile `json:"files"`
	// Findings come file by file and message by message, in each the worst first.
	Findings []Sighting `json:"findings"`
	// Notes say what is no finding because of an agreement in the site's file.
	Notes []string `json:"notes"`
}

// SearchedFile is one file of saved messages.
type SearchedFile struct {
	// File is its name as it was given, or "standard input".
	File string `json:"file"`
	// Format is how it was read: har, curl, trace, burp, zap, saz, http, urls or payload.
	Format string `json:"format"`
	// Compression is how the whole file was compressed: gzip, zstd, br; "" for not at all.
	Compression string `json:"compression,omitempty"`
	// Messages is how many requests and frames of it were searched.
	Messages int `json:"messages"`
	// Incomplete says what of the file could not be searched.
	Incomplete []string `json:"incomplete"`
}

// Sighting is one finding in a file, and where in it.
type Sighting struct {
	File string `json:"file"`
	// At says which message of the file it is: "entry 3", "line 12".
	At string `json:"at"`
	Finding
}

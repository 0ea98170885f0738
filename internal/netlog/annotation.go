package netlog

// Annotation is the traffic annotation of a request: the name by which Chrome's
// network stack knows who made it.
// Source: https://chromium.googlesource.com/chromium/src/+/main/docs/network_traffic_annotations.md
type Annotation struct {
	// ID is the hash that the log shows.
	ID int32
	// Name is the annotation's, "" when its hash is not known here.
	Name  string
	Class Class
}

// Class says whose traffic an annotation stands for.
type Class uint8

// The classes. The zero value is Unknown, which explains nothing.
const (
	Unknown Class = iota
	// Page is what a page or its workers asked for, and the debugging protocol shows.
	Page
	// Loader is what a page caused and Chrome's browser process sends for it, where
	// the debugging protocol does not show it: reports, early hints, FedCM, …
	Loader
	// Own is Chrome's own business: updates, sign-in, spelling, …
	Own
)

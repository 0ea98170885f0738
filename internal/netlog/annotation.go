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

// names are the annotations of Chrome on the desktop, by class. One that is not here
// is Unknown, so that a new one of Chrome's shows up instead of being explained away.
// Source: https://chromium.googlesource.com/chromium/src/+/main/tools/traffic_annotation/summary/annotations.xml
var names = map[Class][]string{
	Page: {
		"blink_resource_loader",
		"blink_fetch_later_manager",
		"favicon_loader",
		"navigation_url_loader",
		"service_worker_script_load",
		"websocket_stream",
		"worker_script_load",
	},
}

// hash is the id by which the log shows a name.
// Source: https://chromium.googlesource.com/chromium/src/+/main/net/traffic_annotation/network_traffic_annotation.h
func hash(name string) int32 {
	var h int64
	for _, c := range []byte(name) {
		h = (h*31 + int64(c)) % 138003713
	}
	return int32(h)
}

var annotations = func() map[int32]Annotation {
	m := map[int32]Annotation{}
	for class, list := range names {
		for _, name := range list {
			m[hash(name)] = Annotation{ID: hash(name), Name: name, Class: class}
		}
	}
	return m
}()

func annotation(id int32) Annotation {
	if a, ok := annotations[id]; ok {
		return a
	}
	return Annotation{ID: id}
}

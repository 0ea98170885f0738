package demosite

import (
	"crypto/rand"
	"net/http"
)

// handler keeps every request, then lets the host that it names answer.
func (s *Site) handler(scheme string) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		got, err := s.book.request(r, scheme)
		if err != nil {
			s.log.Debug("reading a request", "host", got.Host, "error", err)
			return
		}
		if s.o.Also != nil {
			if h := s.o.Also(got.Host); h != nil {
				h.ServeHTTP(w, r)
				return
			}
		}
		switch v, vendor := vendorOf(got.Host); {
		case vendor:
			s.serveVendor(w, r, v, got)
		case isPractice(got.Host) && (scheme != "https" || got.Host != Host):
			http.Redirect(w, r, Origin+r.URL.RequestURI(), http.StatusMovedPermanently)
		case isPractice(got.Host):
			s.practice.ServeHTTP(w, r)
		case got.Host == directoryHost:
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			reply(w, []byte("<!doctype html><html lang=en><title>Directory</title><p>Another site altogether."))
		default:
			http.NotFound(w, r) // Chrome's own traffic ends up here, too
		}
	})
}

// directoryHost is another site, which /out/directory redirects to.
const directoryHost = "www.portmere-directory.example"

// visitorID is a random id as vendors set them.
func visitorID() string { return rand.Text() }

// reply writes a body; a client that has gone is nobody's error here.
func reply(w http.ResponseWriter, body []byte) { _, _ = w.Write(body) }

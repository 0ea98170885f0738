package gallery

import (
	"bytes"
	"net/http"
	"net/url"
	"path"
	"path/filepath"
	"strings"
	"time"
)

// Hosts gives what plays the hosts of the exhibits, for demosite's Options.Also.
// bundles is the folder with <name>.js and <name>.css of the exhibits that are made
// with libraries; "" when there is none.
func Hosts(exhibits []Exhibit, bundles string) func(host string) http.Handler {
	known := map[string]bool{}
	answers := map[[2]string]string{}
	for _, e := range exhibits {
		known[e.Host()] = true
		for at, file := range e.served() {
			answers[at] = path.Join("exhibits", e.Name, file)
			if u, err := url.Parse(at[1]); err == nil {
				known[u.Hostname()] = true
			}
		}
	}
	h := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		name, _, _ := strings.Cut(r.Host, ".")
		if file, ok := answers[[2]string{r.Method, "https://" + r.Host + r.URL.Path}]; ok {
			serveFile(w, r, file)
			return
		}
		switch r.URL.Path {
		case "/gallery.js":
			serveFile(w, r, "lib/gallery.js")
		case "/app.js":
			http.ServeFile(w, r, filepath.Join(bundles, name+".js"))
		case "/app.css":
			http.ServeFile(w, r, filepath.Join(bundles, name+".css"))
		case "/thank-you":
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			_, _ = w.Write([]byte(`<!doctype html><html lang="en"><title>Thank you</title><h1>Thank you</h1>`))
		default:
			http.NotFound(w, r)
		}
	})
	return func(host string) http.Handler {
		if known[host] {
			return h
		}
		return nil
	}
}

func serveFile(w http.ResponseWriter, r *http.Request, file string) {
	b, err := files.ReadFile(file)
	if err != nil {
		http.NotFound(w, r)
		return
	}
	if origin := r.Header.Get("Origin"); origin != "" {
		w.Header().Set("Access-Control-Allow-Origin", origin)
	}
	w.Header().Set("Cache-Control", "no-store")
	if r.Method == http.MethodGet || r.Method == http.MethodHead {
		http.ServeContent(w, r, file, time.Time{}, bytes.NewReader(b)) // the name gives the type
		return
	}
	w.Header().Set("Content-Type", map[string]string{".json": "application/json", ".html": "text/html; charset=utf-8"}[path.Ext(file)])
	_, _ = w.Write(b)
}

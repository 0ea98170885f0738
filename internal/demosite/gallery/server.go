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
	answers := map[[2]string]answer{}
	for _, e := range exhibits {
		known[e.Host()] = true
		for at, file := range e.served() {
			answers[at] = readAnswer(e.dir(), file)
			if u, err := url.Parse(at[1]); err == nil {
				known[u.Hostname()] = true
			}
		}
	}
	h := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		name, _, _ := strings.Cut(r.Host, ".")
		if a, ok := answers[[2]string{r.Method, "https://" + r.Host + r.URL.Path}]; ok {
			a.serve(w, r)
			return
		}
		switch r.URL.Path {
		case "/gallery.js":
			serveFile(w, r, "lib/gallery.js", http.StatusOK)
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

// answer is what a server says: a file, or where to go next.
type answer struct {
	file string // "" where it leads on
	to   string
	// needs are the posted fields without which the server answers again, with
	// 422 and this file.
	needs []string
	again string
}

// readAnswer reads one value of [Exhibit.Serve].
func readAnswer(dir, s string) answer {
	rest, ok := strings.CutPrefix(s, "303 ")
	if !ok {
		return answer{file: path.Join(dir, s)}
	}
	to, rest, ok := strings.Cut(rest, " if ")
	if !ok {
		return answer{to: to}
	}
	needs, again, _ := strings.Cut(rest, " else ")
	return answer{to: to, needs: strings.Split(needs, ","), again: path.Join(dir, again)}
}

func (a answer) serve(w http.ResponseWriter, r *http.Request) {
	if a.file != "" {
		serveFile(w, r, a.file, http.StatusOK)
		return
	}
	r.Body = http.MaxBytesReader(w, r.Body, 32<<20)
	for _, field := range a.needs {
		if strings.TrimSpace(r.PostFormValue(field)) == "" {
			serveFile(w, r, a.again, http.StatusUnprocessableEntity)
			return
		}
	}
	http.SetCookie(w, &http.Cookie{Name: "session", Value: "open", Path: "/", Secure: true, HttpOnly: true, SameSite: http.SameSiteLaxMode})
	http.Redirect(w, r, a.to, http.StatusSeeOther)
}

func serveFile(w http.ResponseWriter, r *http.Request, file string, status int) {
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
	w.WriteHeader(status)
	_, _ = w.Write(b)
}

package demosite

import (
	"bytes"
	"compress/gzip"
	"embed"
	"fmt"
	"html/template"
	"io/fs"
	"net/http"
	"slices"
	"strings"
	"time"
)

//go:embed content/*.html static
var practiceFiles embed.FS

// practice is the practice's own server.
type practice struct {
	site      *Site
	templates map[string]*template.Template
	mux       *http.ServeMux
}

// view is what a template sees.
type view struct {
	page
	Clean      bool
	Plain      bool   // of Options.Pages: no navigation
	Hang       string // the address of the page that never finishes, if there is one
	Origin     string
	Head, Foot template.HTML
	Canonical  string
	Year       int
	Month      month
	Clinician  clinician
	Clinicians []clinician
	Topic      topic
	Topics     []topic
	Post       post
	Posts      []post
	Query      string
	Hits       []PageInfo
	Around     []string
	Questions  []string
	States     []string
	Insurers   []string
	Slots      []string
	// Of the client area.
	User, CSRF, Complaint string
}

func newPractice(s *Site) (http.Handler, error) {
	p := &practice{site: s, templates: map[string]*template.Template{}, mux: http.NewServeMux()}
	static, err := fs.Sub(practiceFiles, "static")
	if err != nil {
		return nil, err
	}
	p.mux.Handle("GET /static/", http.StripPrefix("/static/", http.FileServerFS(static)))
	for _, pg := range append(slices.Clone(s.pages), s.behind()...) {
		if _, ok := p.templates[pg.File]; !ok {
			t, err := template.ParseFS(practiceFiles, "content/layout.html", "content/"+pg.File+".html")
			if err != nil {
				return nil, err
			}
			p.templates[pg.File] = t
		}
		if pg.Found == "login" {
			continue // see area
		}
		p.mux.HandleFunc("GET "+exact(pg.Path), func(w http.ResponseWriter, r *http.Request) { p.show(w, r, pg) })
	}
	p.siteFiles()
	if s.o.Pages == 0 {
		p.actions()
		p.area()
	}
	return p.mux, nil
}

// exact is a mux pattern for this path alone.
func exact(path string) string {
	if strings.HasSuffix(path, "/") {
		return path + "{$}"
	}
	return path
}

func (p *practice) ServeHTTP(w http.ResponseWriter, r *http.Request) { p.mux.ServeHTTP(w, r) }

// show renders a page that everybody sees.
func (p *practice) show(w http.ResponseWriter, r *http.Request, pg page) {
	p.render(w, r, pg, func(*view) {})
}

// render renders a page; fill adds to what its template sees.
func (p *practice) render(w http.ResponseWriter, r *http.Request, pg page, fill func(*view)) {
	if pg.Hangs && !p.site.o.HangScript {
		<-r.Context().Done() // no byte, ever; ends with the connection
		return
	}
	v := view{page: pg, Clean: p.site.o.Clean, Plain: p.site.o.Pages > 0 || p.site.o.Banner != "", Origin: Origin, Canonical: Origin + pg.Path, Year: time.Now().Year(),
		Clinicians: clinicians, Topics: topics, Posts: posts, Questions: gad7, States: states, Insurers: insurers, Slots: slots}
	if p.site.o.HangPage || p.site.o.HangScript {
		v.Hang = HangPath
	}
	for _, name := range pg.Tags {
		if t := tags[name]; t.Late {
			v.Foot += t.Snippet + "\n"
		} else {
			v.Head += t.Snippet + "\n"
		}
	}
	if b := p.site.o.Banner; b != "" {
		v.Foot += template.HTML(`<script src="/static/banner-` + b + `.js"></script>`) // one of our own names
	}
	v.find(r, p.site)
	fill(&v)
	var b bytes.Buffer
	if err := p.templates[pg.File].ExecuteTemplate(&b, "layout.html", v); err != nil {
		p.site.log.Error("rendering a page of the demo practice", "page", pg.Path, "error", err)
		http.Error(w, "the page could not be rendered", http.StatusInternalServerError)
		return
	}
	h := w.Header()
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Cache-Control", "no-store")
	if pg.Referrer != "" {
		h.Set("Referrer-Policy", pg.Referrer)
	}
	reply(w, b.Bytes())
}

// siteFiles serves robots.txt and the sitemaps: an index, one of them gzip'd.
func (p *practice) siteFiles() {
	serve := func(path, contentType string, body []byte) {
		p.mux.HandleFunc("GET "+path, func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", contentType)
			reply(w, body)
		})
	}
	var robots strings.Builder
	robots.WriteString("User-agent: *\nDisallow: /staff\nDisallow: /thank-you\nDisallow: /api/\nAllow: /\n\nSitemap: " + Origin + "/sitemap.xml\n")
	serve("/robots.txt", "text/plain; charset=utf-8", []byte(robots.String()))

	var pages, posts []string
	for _, pg := range p.site.pages {
		switch {
		case pg.foundBy() == "script" || pg.foundBy() == "submit" || pg.Hangs:
		case strings.HasPrefix(pg.Path, "/blog/"):
			posts = append(posts, Origin+pg.Path)
		default:
			pages = append(pages, Origin+pg.Path)
		}
	}
	var zipped bytes.Buffer
	z := gzip.NewWriter(&zipped)
	_, _ = z.Write(sitemap("urlset", "url", pages)) // a bytes.Buffer takes everything
	_ = z.Close()
	serve("/sitemap.xml", "application/xml", sitemap("sitemapindex", "sitemap", []string{Origin + "/sitemap-pages.xml.gz", Origin + "/sitemap-posts.xml"}))
	serve("/sitemap-pages.xml.gz", "application/gzip", zipped.Bytes())
	serve("/sitemap-posts.xml", "application/xml", sitemap("urlset", "url", posts))
}

// sitemap prints a sitemap or an index of them (https://www.sitemaps.org/protocol.html).
func sitemap(root, item string, locs []string) []byte {
	var b bytes.Buffer
	fmt.Fprintf(&b, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<%s xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n", root)
	for _, l := range locs {
		fmt.Fprintf(&b, "<%s><loc>%s</loc></%s>\n", item, template.HTMLEscapeString(l), item)
	}
	fmt.Fprintf(&b, "</%s>\n", root)
	return b.Bytes()
}

// actions serves what is not a page: submits, redirects, links that no audit may follow.
func (p *practice) actions() {
	redirect := func(from, to string, status int) {
		p.mux.HandleFunc("GET "+from, func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, to, status) })
	}
	redirect("/appointments", "/book", http.StatusMovedPermanently)
	redirect("/services/{$}", "/services", http.StatusMovedPermanently)
	redirect("/out/directory", "https://"+directoryHost+"/listing/harborlight", http.StatusFound)
	// The same page under another address; its canonical link says so.
	p.mux.HandleFunc("GET /index.html", func(w http.ResponseWriter, r *http.Request) { p.show(w, r, p.site.pages[0]) })
	for _, path := range forbidden {
		p.mux.HandleFunc("GET "+path, func(w http.ResponseWriter, _ *http.Request) {
			if path == "/account/sign-out" {
				p.site.SignOutAll()
			}
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			reply(w, []byte("<!doctype html><html lang=en><title>Done</title><p>This cannot be undone."))
		})
	}
	for _, path := range []string{"/api/bookings", "/api/contact", "/api/newsletter", "/api/coverage", "/api/screening"} {
		p.mux.HandleFunc("POST "+path, func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "application/json")
			w.WriteHeader(http.StatusCreated)
			reply(w, []byte(`{"ok":true,"reference":"HL-20418"}`))
		})
	}
	// Nobody who applies for work is thanked on the page with the conversion tags.
	for path, to := range map[string]string{"/intake": "/thank-you", "/pay": "/thank-you", "/portal": "/thank-you", "/portal/reminder": "/thank-you", "/careers": "/careers?sent=1"} {
		p.mux.HandleFunc("POST "+path, func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, to, http.StatusSeeOther) })
	}
	p.mux.HandleFunc("GET "+RelayPath+"static/array.js", func(w http.ResponseWriter, _ *http.Request) { serveScript(w, "posthog.js") })
	p.mux.HandleFunc("POST "+RelayPath+"e/", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		reply(w, []byte(`{"status":1}`))
	})
	p.mux.HandleFunc("GET /files/fees.pdf", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/pdf")
		reply(w, []byte("%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"))
	})
	p.mux.HandleFunc("GET /favicon.ico", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusNoContent) })
}

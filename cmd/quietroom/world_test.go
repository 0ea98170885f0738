package main

import (
	"bytes"
	"context"
	"encoding/pem"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/quietroom/quietroom/audit"
	"github.com/quietroom/quietroom/internal/runstore"
)

// web is every host there is for a test: one TLS server on the loopback that
// answers by host and path, and remembers what it was asked.
type web struct {
	srv   *httptest.Server
	pages map[string]http.HandlerFunc // by host and path

	mu  sync.Mutex
	log []request
}

type request struct {
	host, path string // path with query
	header     http.Header
	body       string
}

// browser tells Chrome's requests from the crawler's.
func (r request) browser() bool { return r.header.Get("Sec-Fetch-Mode") != "" }

// newWeb serves the pages; text is HTML. What it does not know is a 404.
func newWeb(t *testing.T, pages map[string]any) *web {
	t.Helper()
	w := unstarted(t, pages)
	w.srv.StartTLS()
	t.Cleanup(w.srv.Close)
	return w
}

// newPlainWeb is newWeb without TLS.
func newPlainWeb(t *testing.T, pages map[string]any) *web {
	t.Helper()
	w := unstarted(t, pages)
	w.srv.Start()
	t.Cleanup(w.srv.Close)
	return w
}

func unstarted(t *testing.T, pages map[string]any) *web {
	t.Helper()
	w := &web{pages: map[string]http.HandlerFunc{}}
	for at, p := range pages {
		switch p := p.(type) {
		case string:
			w.pages[at] = func(rw http.ResponseWriter, _ *http.Request) {
				rw.Header().Set("Content-Type", "text/html; charset=utf-8")
				_, _ = io.WriteString(rw, "<!doctype html><html lang=en><link rel=icon href=data:,>"+p)
			}
		case func(http.ResponseWriter, *http.Request):
			w.pages[at] = p
		default:
			t.Fatalf("page %s is a %T", at, p)
		}
	}
	w.srv = httptest.NewUnstartedServer(w)
	w.srv.Config.ErrorLog = log.New(io.Discard, "", 0) // a browser's aborted handshakes
	return w
}

func (w *web) ServeHTTP(rw http.ResponseWriter, r *http.Request) {
	body, _ := io.ReadAll(io.LimitReader(r.Body, 1<<20))
	w.mu.Lock()
	w.log = append(w.log, request{r.Host, r.URL.RequestURI(), r.Header.Clone(), string(body)})
	w.mu.Unlock()
	if h := w.pages[r.Host+r.URL.Path]; h != nil {
		h(rw, r)
		return
	}
	http.NotFound(rw, r)
}

// requests gives what was asked so far.
func (w *web) requests() []request {
	w.mu.Lock()
	defer w.mu.Unlock()
	return slices.Clone(w.log)
}

// connect is the --connect-to that leads every host to the server.
func (w *web) connect() string { return "::" + w.srv.Listener.Addr().String() }

func (w *web) pem() []byte {
	return pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: w.srv.Certificate().Raw})
}

// result is what one command came to.
type result struct {
	status         int
	stdout, stderr string
	dir            string
	run            *audit.Run // nil when there is no run folder
}

// chromes bounds the browsers at work: each is heavy.
var chromes = make(chan struct{}, 2)

// hang is how long a command may take before the test says that it hangs.
const hang = 2 * time.Minute

// quietroom runs the command in process, with the environment of the test.
func quietroom(t *testing.T, args ...string) result {
	t.Helper()
	return command{}.run(t, args...)
}

// command is a run of the command in a world of its own.
type command struct {
	ctx    context.Context
	env    map[string]string // over the test's own
	stdin  io.Reader
	stdout io.Writer
}

func (c command) run(t *testing.T, args ...string) result {
	t.Helper()
	if c.ctx == nil {
		c.ctx = t.Context()
	}
	var stdout, stderr bytes.Buffer
	w := world{stdin: c.stdin, stdout: &stdout, stderr: &stderr, env: func(name string) string {
		if v, ok := c.env[name]; ok {
			return v
		}
		return os.Getenv(name)
	}}
	if c.stdout != nil {
		w.stdout = c.stdout
	}
	ended := make(chan int, 1)
	go func() { ended <- run(c.ctx, w, args) }()
	select {
	case status := <-ended:
		return result{status: status, stdout: stdout.String(), stderr: stderr.String()}
	case <-time.After(hang):
		t.Fatalf("quietroom %s does not come to an end", strings.Join(args, " "))
		panic("unreachable")
	}
}

// audit audits https://practice.example/ on the web, with further flags, and
// reads the run folder back.
func (w *web) audit(t *testing.T, args ...string) result {
	t.Helper()
	return w.auditIn(t, command{}, args...)
}

func (w *web) auditIn(t *testing.T, c command, args ...string) result {
	t.Helper()
	all := []string{"audit", "https://practice.example/", "--connect-to", w.connect(), "--insecure", "--delay", "0"}
	return auditIn(t, c, append(all, args...)...)
}

// auditIn runs any audit; the folder is chosen unless --out is among the args.
func auditIn(t *testing.T, c command, args ...string) result {
	t.Helper()
	chromes <- struct{}{}
	defer func() { <-chromes }()
	dir := filepath.Join(t.TempDir(), "run")
	if i := slices.Index(args, "--out"); i >= 0 {
		dir = args[i+1]
	} else {
		args = append(args, "--out", dir)
	}
	r := c.run(t, args...)
	r.dir = dir
	r.run = readRun(t, dir)
	return r
}

// readRun reads a run folder wholly, and holds it against its schema.
func readRun(t *testing.T, dir string) *audit.Run {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(dir, "run.json"))
	if err != nil {
		return nil
	}
	if err := runstore.Validate(data); err != nil {
		t.Errorf("run.json: %v", err)
	}
	reader, err := runstore.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	for ex, err := range reader.Exchanges() {
		if err != nil {
			t.Errorf("exchanges.jsonl: %v", err)
		} else if ex.BodySHA256 != "" {
			if _, err := reader.Body(ex.BodySHA256); err != nil {
				t.Error(err)
			}
		}
	}
	return reader.Run()
}

// want checks the status and that standard error says all of the words.
func (r result) want(t *testing.T, status int, words ...string) {
	t.Helper()
	if r.status != status {
		t.Errorf("exit status %d, want %d", r.status, status)
	}
	for _, word := range words {
		if !strings.Contains(r.stderr, word) {
			t.Errorf("standard error does not say %q", word)
		}
	}
	if t.Failed() {
		t.Logf("standard error:\n%s", r.stderr)
	}
}

// wantVerdict checks what the run says, and that its reason holds the words.
func (r result) wantVerdict(t *testing.T, want audit.Verdict, words ...string) {
	t.Helper()
	if r.run == nil {
		t.Fatalf("there is no run in %s\n%s", r.dir, r.stderr)
	}
	if r.run.Verdict != want {
		t.Errorf("verdict %s, want %s: %s", r.run.Verdict, want, r.run.Why)
	}
	for _, word := range words {
		if !strings.Contains(r.run.Why, word) {
			t.Errorf("the verdict's reason %q does not say %q", r.run.Why, word)
		}
	}
}

// page gives the run's page of a path.
func (r result) page(t *testing.T, path string) audit.Page {
	t.Helper()
	for _, p := range r.run.Pages {
		if strings.HasSuffix(p.URL, ".example"+path) {
			return p
		}
	}
	t.Fatalf("the run has no page %s", path)
	return audit.Page{}
}

// closedPort gives an address on which nothing listens.
func closedPort(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().String()
}

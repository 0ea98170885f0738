package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/quietroom/quietroom/audit"
	"github.com/quietroom/quietroom/internal/procs"
)

// A small site: the start page links a page that a test makes trouble with, and
// one that is fine.
const linksBoth = `<title>Home</title><a href=/trouble>one</a> <a href=/fine>two</a>`

func trouble(page any) map[string]any {
	return map[string]any{
		"practice.example/": linksBoth, "practice.example/fine": "<title>Fine</title><p>All is well here.",
		"practice.example/trouble": page,
	}
}

// html answers with a page, after inChrome when it is Chrome that asks.
func html(text string, inChrome func()) func(http.ResponseWriter, *http.Request) {
	return func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Sec-Fetch-Mode") != "" {
			inChrome()
		}
		w.Header().Set("Content-Type", "text/html")
		_, _ = io.WriteString(w, text)
	}
}

// program writes one that stands in for Chrome; it knows --version.
func program(t *testing.T, body string) string {
	t.Helper()
	dir, err := os.MkdirTemp("", "quietroom-test-") // t.TempDir is closed to the user that Chrome runs as
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	if err := os.Chmod(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(dir, "chrome")
	text := "#!/bin/sh\ncase \"$*\" in *--version*) echo 'Chromium 156.0.8078.79'; exit 0;; esac\n" + body + "\n"
	if err := os.WriteFile(file, []byte(text), 0o755); err != nil {
		t.Fatal(err)
	}
	return file
}

// TestNoBrowser: without one that can work the site is left alone, nothing is
// written, and the error says what would help.
func TestNoBrowser(t *testing.T) {
	noSandbox := `echo '[1:1:1121/1:FATAL:content/browser/zygote_host/zygote_host_impl_linux.cc:132] No usable sandbox! If you are running on Ubuntu 23.10+ ...' >&2; exit 1`
	for name, tc := range map[string]struct {
		chrome string
		want   []string
	}{
		"CHROME_PATH names nothing":  {"/nowhere/chrome", []string{"CHROME_PATH", "/nowhere/chrome", "unset it"}},
		"CHROME_PATH is not in PATH": {"no-such-chrome", []string{"not in PATH"}},
		"no sandbox can be had":      {program(t, noSandbox), []string{"sandbox", "user namespaces", "--no-sandbox"}},
		"a library is missing":       {program(t, `echo 'error while loading shared libraries: libnss3.so: cannot open shared object file' >&2; exit 127`), []string{"shared library", "browser install"}},
		"it ends at once":            {program(t, "exit 3"), []string{"ended at its start"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWeb(t, map[string]any{"practice.example/": "<title>x</title>"})
			r := w.auditIn(t, command{env: map[string]string{"CHROME_PATH": tc.chrome}})
			r.want(t, exitUsage, tc.want...)
			if n := len(w.requests()); n != 0 {
				t.Errorf("the site got %d requests", n)
			}
			if _, err := os.Lstat(r.dir); err == nil {
				t.Error("there is a run folder")
			}
			if r.stdout != "" {
				t.Errorf("printed %q", r.stdout)
			}
		})
	}
}

// TestOnePageMakesTrouble: the page is inconclusive with its reason, the others
// are audited, and the audit ends with 3 and names the page.
func TestOnePageMakesTrouble(t *testing.T) {
	chromeOnly := func(act func(w http.ResponseWriter, r *http.Request)) func(http.ResponseWriter, *http.Request) {
		return func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Type", "text/html")
			if r.Header.Get("Sec-Fetch-Mode") == "" {
				_, _ = io.WriteString(w, "<title>Trouble</title>")
				return
			}
			act(w, r)
		}
	}
	for name, tc := range map[string]struct {
		page any
		args []string
		want string
	}{
		"a script that never ends":   {"<title>Trouble</title><p>x<script>while (true) {}</script>", []string{"--page-timeout", "12s"}, "within 12s"},
		"a server that never ends":   {chromeOnly(func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() }), []string{"--page-timeout", "12s"}, "within 12s"},
		"a server that hangs up":     {chromeOnly(func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) }), nil, "could not load the page"},
		"a server that has gone bad": {chromeOnly(status(503)), nil, "showed an error of its own"},
		"a page that has gone bad":   {chromeOnly(func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(503); _, _ = io.WriteString(w, "busy") }), nil, "503"},
		"a page that is forbidden":   {status(403), nil, "showed an error of its own"},
		"a page that turns away":     {chromeOnly(status(302, "Location", "https://other.example/")), nil, "other.example"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := newWeb(t, trouble(tc.page)).audit(t, tc.args...)
			oneInconclusive(t, r, tc.want)
		})
	}
}

// oneInconclusive: /trouble could not be audited and the other two could.
func oneInconclusive(t *testing.T, r result, why string) {
	t.Helper()
	r.want(t, exitIncomplete)
	r.wantVerdict(t, audit.Inconclusive)
	for path, want := range map[string]audit.Verdict{"/": audit.Clean, "/fine": audit.Clean, "/trouble": audit.Inconclusive} {
		p := r.page(t, path)
		if p.Verdict != want {
			t.Errorf("page %s is %s, want %s: %s", path, p.Verdict, want, p.Why)
		}
		if path == "/trouble" && (p.Why == "" || !strings.Contains(p.Why, why)) {
			t.Errorf("the reason %q does not say %q", p.Why, why)
		}
	}
	if text := quietroom(t, "report", r.dir).stdout; !strings.Contains(text, "/trouble") || !strings.Contains(r.stdout, "INCONCLUSIVE") {
		t.Errorf("the report does not name the page:\n%s", text)
	}
	if r.run.Ended.IsZero() || r.run.Coverage.PagesAudited != 2 {
		t.Errorf("ended %v, %d pages audited", r.run.Ended, r.run.Coverage.PagesAudited)
	}
}

// ours finds the processes whose command line holds all of the words, among
// those that this test has started.
func ours(t *testing.T, words ...string) []int {
	t.Helper()
	all, err := procs.All()
	if err != nil || len(all) == 0 {
		t.Skip("this system does not list the processes to find Chrome's in")
	}
	var pids []int
	for _, p := range all {
		line := strings.Join(p.Args(), " ")
		if !slices.ContainsFunc(words, func(w string) bool { return !strings.Contains(line, w) }) {
			pids = append(pids, p.ID)
		}
	}
	return pids
}

func kill(t *testing.T, pids []int) {
	for _, pid := range pids {
		p, err := os.FindProcess(pid)
		if err == nil {
			err = p.Kill()
		}
		if err != nil {
			t.Logf("killing %d: %v", pid, err) // it may have ended by itself
		}
	}
}

// TestChromeDies: a renderer or the whole of Chrome is killed while it loads a
// page. The page is inconclusive; a new Chrome audits the rest.
func TestChromeDies(t *testing.T) {
	for name, tc := range map[string]struct {
		kind string // of Chrome's process that is killed
		want string
	}{
		"the renderer":  {"--type=renderer", "crashed"},
		"Chrome itself": {"--remote-debugging-pipe", "Chrome ended"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			// What tells this test's Chrome from others on the machine.
			mark := fmt.Sprintf("quietroom-test/%d-%s", os.Getpid(), strings.ReplaceAll(name, " ", "-"))
			w := newWeb(t, trouble(html("<title>Trouble</title><p>x", func() {
				pids := ours(t, mark, tc.kind)
				if len(pids) == 0 {
					t.Errorf("no process of Chrome is a %s", tc.kind)
				}
				kill(t, pids)
			})))
			r := w.audit(t, "--user-agent", mark, "--parallel", "1")
			oneInconclusive(t, r, tc.want)
		})
	}
}

// TestChromeDiesAgainAndAgain: a site that takes down every Chrome is given up.
func TestChromeDiesAgainAndAgain(t *testing.T) {
	t.Parallel()
	mark := fmt.Sprintf("quietroom-test/%d-again", os.Getpid())
	pages, links := map[string]any{}, ""
	for i := range 12 {
		links += fmt.Sprintf("<a href=/%d>%d</a> ", i, i)
		pages[fmt.Sprintf("practice.example/%d", i)] = html("<title>Trouble</title><p>x", func() { kill(t, ours(t, mark, "--remote-debugging-pipe")) })
	}
	pages["practice.example/"] = "<title>Home</title>" + links
	r := newWeb(t, pages).audit(t, "--user-agent", mark, "--parallel", "1")
	r.want(t, exitIncomplete)
	r.wantVerdict(t, audit.Inconclusive)
	for path, want := range map[string]string{"/0": "Chrome ended in the middle", "/3": "Chrome ended in the middle", "/11": "Chrome ended or hung 8 times"} {
		if p := r.page(t, path); p.Verdict != audit.Inconclusive || !strings.Contains(p.Why, want) {
			t.Errorf("page %s is %s: %s", path, p.Verdict, p.Why)
		}
	}
}

// TestInterrupted: Ctrl-C in the middle of a visit ends the audit soon. What was
// recorded is judged and readable, and what was not seen is inconclusive.
func TestInterrupted(t *testing.T) {
	for name, tc := range map[string]struct {
		inChrome bool
		audited  int // at least
	}{
		"while it crawls": {false, 0},
		"while it visits": {true, 1},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			ctx, interrupt := context.WithCancel(t.Context())
			w := newWeb(t, trouble(func(w http.ResponseWriter, r *http.Request) {
				w.Header().Set("Content-Type", "text/html")
				if tc.inChrome == (r.Header.Get("Sec-Fetch-Mode") != "") {
					interrupt()
					<-r.Context().Done()
					return
				}
				_, _ = io.WriteString(w, "<title>Trouble</title><p>x")
			}))
			w.pages["practice.example/"] = html(linksBoth+"<form action=/x method=post><input name=email type=email><button>Send</button></form>", func() {})
			r := w.auditIn(t, command{ctx: ctx}, "--parallel", "1", "--format", "json,html")
			r.want(t, exitIncomplete, "Stopping", "interrupted")
			r.wantVerdict(t, audit.Inconclusive, "interrupted")
			if r.run.Complete || r.run.Ended.IsZero() || r.run.Coverage.PagesAudited < tc.audited {
				t.Errorf("complete %v, ended %v, %d pages audited", r.run.Complete, r.run.Ended, r.run.Coverage.PagesAudited)
			}
			if p := r.page(t, "/"); p.Verdict != audit.Inconclusive {
				t.Errorf("a page whose form was never walked is %s: %s", p.Verdict, p.Why)
			}
			if tc.inChrome {
				if p := r.page(t, "/trouble"); p.Verdict != audit.Inconclusive {
					t.Errorf("the interrupted page is %s: %s", p.Verdict, p.Why)
				}
			}
			if !strings.Contains(r.stdout, `"schema": "quietroom.run/1"`) {
				t.Errorf("the report was not printed: %.200s", r.stdout)
			}
		})
	}
	t.Run("before anything", func(t *testing.T) {
		ctx, interrupt := context.WithCancel(t.Context())
		interrupt()
		r := newWeb(t, trouble("x")).auditIn(t, command{ctx: ctx})
		r.want(t, exitIncomplete, "interrupted")
		if r.run != nil {
			t.Error("there is a run folder")
		}
	})
}

// TestRunFolder: what stands in the way of the run folder is said before the
// site is asked for anything.
func TestRunFolder(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	w := newWeb(t, map[string]any{"practice.example/": "<title>Home</title><p>x"})
	spaced := filepath.Join(dir, "a run with spaces", "and ünïcode")
	first := w.audit(t, "--out", spaced)
	first.want(t, exitClean, filepath.Join(spaced, "report.html"))
	before, err := os.ReadFile(filepath.Join(spaced, "run.json"))
	if err != nil {
		t.Fatal(err)
	}
	asked := len(w.requests())
	for name, tc := range map[string]struct {
		out  string
		want []string
	}{
		"it holds a run already": {spaced, []string{"holds a run already", "empty or not there"}},
		"it is a file":           {file, []string{file, "is a file"}},
		"a file is in its way":   {filepath.Join(file, "run"), []string{file + " is a file"}},
		"it is read-only":        {readOnly(t), []string{"making run folder"}},
	} {
		t.Run(name, func(t *testing.T) {
			r := w.audit(t, "--out", tc.out)
			r.want(t, exitUsage, tc.want...)
			if n := strings.Count(r.stderr, "quietroom: "); n != 1 || r.stdout != "" {
				t.Errorf("%d errors, and printed %q", n, r.stdout)
			}
		})
	}
	for _, r := range w.requests()[asked:] {
		if r.host == "practice.example" {
			t.Errorf("the site was asked for %s", r.path)
		}
	}
	after, err := os.ReadFile(filepath.Join(spaced, "run.json"))
	if err != nil || !bytes.Equal(before, after) {
		t.Errorf("the run that was there was changed (%v)", err)
	}
}

// readOnly gives a folder that nobody can make a folder in, root neither.
func readOnly(t *testing.T) string {
	t.Helper()
	if os.Getuid() == 0 {
		return "/proc/self/run" // no file system for folders of ours
	}
	dir := filepath.Join(t.TempDir(), "closed")
	if err := os.Mkdir(dir, 0o500); err != nil {
		t.Fatal(err)
	}
	return filepath.Join(dir, "run")
}

// TestFullDisk: the disk fills up in the middle. The audit stops, says so, and
// what was recorded until then stays readable.
func TestFullDisk(t *testing.T) {
	t.Parallel()
	out := filepath.Join(smallDisk(t), "run")
	big := "<title>Trouble</title><p>x<script>for (let i = 0; i < 400; i++) fetch('https://collect.example/n?' + i + '&' + 'x'.repeat(2000), {mode: 'no-cors'})</script>"
	r := newWeb(t, trouble(big)).audit(t, "--out", out, "--parallel", "1")
	r.want(t, exitIncomplete, "no space left on device")
	if r.run == nil {
		t.Fatal("no run is readable")
	}
	if r.run.Verdict == audit.Clean || r.run.Complete {
		t.Errorf("verdict %s, complete %v", r.run.Verdict, r.run.Complete)
	}
	if !strings.Contains(r.stdout, "no space left on device") || strings.Contains(r.stdout, "CLEAN") {
		t.Errorf("the printed report does not say why:\n%s", r.stdout)
	}
	if quietroom(t, "report", out).status != exitClean {
		t.Error("the run cannot be printed again")
	}
}

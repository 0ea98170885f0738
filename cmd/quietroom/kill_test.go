package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/quietroom/quietroom/audit"
	"github.com/quietroom/quietroom/internal/runstore"
)

// kills is how often an audit is killed, killsEach how often one and the same, and
// killSeed chooses the moments.
const (
	kills     = 20
	killsEach = 4
	killSeed  = 20261122
)

// TestKilledAtAnyMoment kills audits with SIGKILL at random moments, spread over
// the length of one that is left alone, and what is resumed of them again. After
// each kill the run folder opens and is printed as inconclusive; resumed to its end,
// each audit comes to the findings and verdicts of one that was left alone. No
// submission reaches the site, and no Chrome and no folder of its is left behind.
func TestKilledAtAnyMoment(t *testing.T) {
	t.Parallel()
	if testing.Short() {
		t.Skip("takes minutes")
	}
	bin := filepath.Join(t.TempDir(), "quietroom")
	if out, err := exec.Command("go", "build", "-o", bin, ".").CombinedOutput(); err != nil {
		t.Fatalf("building quietroom: %v\n%s", err, out)
	}
	w := leakyWeb(t)
	k := killing{web: w, bin: bin}

	alone := k.start(t, "alone")
	alone.awaitRun()
	alone.wait(t)
	want := conclusions(t, alone.out)
	if len(want.Findings) < 4 || want.Verdict != audit.Leak || len(want.Pages) != 3 {
		t.Fatalf("the audit that was left alone found too little to compare: %+v", want)
	}
	k.moments = moments(alone.toRun, alone.took-alone.toRun)
	t.Logf("seed %d; an audit that is left alone takes %s, %s before its run folder is there", killSeed, alone.took.Round(time.Millisecond), alone.toRun.Round(time.Millisecond))

	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			for n := k.audits.Add(1); k.killed.Load() < kills && n <= kills; n = k.audits.Add(1) {
				k.killAgain(t, int(n), want)
			}
		})
	}
	wg.Wait()
	if n := k.killed.Load(); n < kills {
		t.Errorf("%d audits were killed %d times; the others were done before, which shows nothing", k.audits.Load(), n)
	}
	for _, r := range w.requests() {
		if (r.host == "practice.example" || r.host == "hours.example") && strings.Contains(r.body, "@") {
			t.Errorf("a submission reached the site: %s", r.path)
		}
	}
}

// moments are those of the kills, one audit's after the other's. The first audit is
// killed before its run folder is there, or as it comes; each other one first in a
// part of its own of what follows, at random within, and then, resumed, at random in
// its first half.
func moments(toRun, length time.Duration) []moment {
	rnd := rand.New(rand.NewPCG(killSeed, 0))
	all := make([]moment, kills*killsEach)
	for i := range all {
		switch n, again := i/killsEach, i%killsEach; {
		case again > 0:
			all[i] = moment{after: time.Duration(rnd.Float64() * float64(toRun+length) / 2)}
		case n == 0:
			all[i] = moment{after: time.Duration(rnd.Float64() * float64(toRun))}
		default:
			const parts = kills / killsEach
			all[i] = moment{run: true, after: time.Duration((float64((n-1)%parts) + rnd.Float64()) / parts * float64(length))}
		}
	}
	return all
}

// leakyWeb is a small practice: a page that tells a pixel its address, a form
// whose script sends what is typed to one vendor and its submit to another, a
// clean page that only a script links, and a link to a form of somebody else's.
func leakyWeb(t *testing.T) *web {
	return newWeb(t, map[string]any{
		"practice.example/": `<title>Home</title><h1>Harbor counseling</h1><a href=/book-appointment>Book an appointment</a> <a href="https://hours.example/harbor">New client</a>
			<button onclick="location='/about'">About us</button><img src="https://www.facebook.com/tr?id=1&ev=PageView&dl=https%3A%2F%2Fpractice.example%2F">`,
		"practice.example/about": `<title>About</title><p>We are two people who like dogs.`,
		"practice.example/book-appointment": `<title>Book an appointment for depression therapy</title><h1>Book an appointment</h1>
			<img src="https://www.facebook.com/tr?id=1&ev=PageView&dl=https%3A%2F%2Fpractice.example%2Fbook-appointment">
			<form action=/thanks method=post><label>Full name <input name=name autocomplete=name required></label>
			<label>E-mail <input name=email type=email required></label><label>Reason for your visit <textarea name=reason></textarea></label><button>Request appointment</button></form>
			<script>
			document.querySelector('[name=email]').addEventListener('change', e => fetch('https://collect.vendor.example/typed?em=' + btoa(e.target.value), {mode: 'no-cors'}))
			document.forms[0].addEventListener('submit', e => navigator.sendBeacon('https://www.google-analytics.com/g/collect?tid=G-1&dl=' + encodeURIComponent(location), JSON.stringify(Object.fromEntries(new FormData(e.target)))))
			</script>`,
		"hours.example/harbor": `<title>Harbor</title><h1>New client</h1><form action=/take method=post><label>E-mail <input name=email type=email required></label>
			<label>Reason for visit <textarea name=r></textarea></label><button>Request appointment</button></form>
			<script>document.querySelector('[name=email]').addEventListener('change', e => fetch('https://collect.vendor.example/theirs?em=' + btoa(e.target.value), {mode: 'no-cors'}))</script>`,
		"practice.example/thanks": func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, "thank you") },
	})
}

// moment is when an audit is killed: a while after its start, or after its run
// folder is there.
type moment struct {
	run   bool
	after time.Duration
}

func (m moment) String() string {
	from := "the start"
	if m.run {
		from = "the run folder is there"
	}
	return fmt.Sprintf("%s after %s", m.after.Round(time.Millisecond), from)
}

// killing kills audits of one site.
type killing struct {
	web     *web
	bin     string
	moments []moment

	audits, killed atomic.Int32
}

// child is quietroom in a process of its own.
type child struct {
	cmd            *exec.Cmd
	out, temp      string
	stdout, stderr bytes.Buffer
	began          time.Time
	ended          chan struct{} // closed when it has ended
	// toRun and took are the times from its start until its run folder was there,
	// and until its end.
	toRun, took time.Duration
}

// start starts an audit.
func (k *killing) start(t *testing.T, name string) *child {
	t.Helper()
	c := &child{out: filepath.Join(t.TempDir(), "run")}
	args := []string{
		"audit", "https://practice.example/", "--connect-to", k.web.connect(), "--insecure", "--delay", "0", "--out", c.out,
		"--seed", "7", "--user-agent", "quietroom-test/" + k.mark(name), "--parallel", "2",
	}
	var err error
	c.temp, err = os.MkdirTemp("", "quietroom-test-") // t.TempDir is closed to the user that Chrome runs as
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(c.temp) })
	if err := os.Chmod(c.temp, 0o755); err != nil {
		t.Fatal(err)
	}
	c.run(t, k.bin, args)
	return c
}

func (c *child) run(t *testing.T, bin string, args []string) {
	t.Helper()
	c.cmd = exec.Command(bin, args...)
	c.cmd.Env = append(os.Environ(), "TMPDIR="+c.temp)
	c.cmd.Stdout, c.cmd.Stderr = &c.stdout, &c.stderr
	c.began = time.Now()
	if err := c.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	c.ended = make(chan struct{})
	go func() {
		defer close(c.ended)
		_ = c.cmd.Wait() // its status is looked at
		c.took = time.Since(c.began)
	}()
}

// awaitRun waits until the run folder is a run, or the audit has ended.
func (c *child) awaitRun() {
	for {
		if _, err := os.Lstat(filepath.Join(c.out, "run.json")); err == nil {
			c.toRun = time.Since(c.began)
			return
		}
		select {
		case <-c.ended:
			return
		case <-time.After(2 * time.Millisecond):
		}
	}
}

// mark tells the Chromes of one audit from all others.
func (k *killing) mark(name string) string { return fmt.Sprintf("%d-%s-", os.Getpid(), name) }

// wait waits for the end of an audit that finds something.
func (c *child) wait(t *testing.T) {
	t.Helper()
	<-c.ended
	if status := c.cmd.ProcessState.ExitCode(); status != exitFindings {
		t.Errorf("exit status %d, want %d\n%s", status, exitFindings, c.stderr.String())
	}
}

// killAgain kills an audit again and again, looks at what is left each time, resumes
// it to its end and compares.
func (k *killing) killAgain(t *testing.T, n int, want conclusion) {
	name := fmt.Sprintf("audit-%02d", n)
	c := k.start(t, name)
	args, begun := c.cmd.Args[1:], true
	for i := 0; i < killsEach && k.killed.Load() < kills; i++ {
		at := k.moments[(n-1)*killsEach+i]
		at.run = at.run || !begun
		killed := c.kill(at)
		if killed {
			k.killed.Add(1)
		} else {
			c.wait(t)
		}
		switch run, err := runstore.Open(c.out); {
		case errors.Is(err, os.ErrNotExist) || err != nil && strings.Contains(err.Error(), "holds no run.json"):
			t.Logf("%s, %s: before there was a run", name, at)
			begun = false
			if r := quietroom(t, "audit", "--resume", c.out); r.status != exitUsage {
				t.Errorf("%s: resuming what never began ends with %d", name, r.status)
			}
		case err != nil:
			t.Errorf("%s, %s: %v", name, at, err)
			return
		default:
			k.afterKill(t, name, run, killed)
			t.Logf("%s, %s: killed %v, complete %v, %d exchanges on record", name, at, killed, run.Run().Complete, countExchanges(run))
			args = []string{"audit", "--resume", c.out}
			if run.Run().Complete {
				k.compare(t, name, c, want)
				return
			}
		}
		again := &child{out: c.out, temp: c.temp}
		again.run(t, k.bin, args)
		c = again
	}
	c.wait(t)
	k.compare(t, name, c, want)
}

// kill kills the audit at a moment, and reports whether it had not ended by then.
func (c *child) kill(at moment) bool {
	if at.run {
		c.awaitRun()
	}
	select {
	case <-time.After(at.after):
		_ = c.cmd.Process.Kill() // it may have ended just now
		<-c.ended
	case <-c.ended:
	}
	return !c.cmd.ProcessState.Exited()
}

// compare holds the end of an audit that was killed against that of one that was
// left alone, and looks for what it left.
func (k *killing) compare(t *testing.T, name string, c *child, want conclusion) {
	if diff := cmp.Diff(want, conclusions(t, c.out)); diff != "" {
		t.Errorf("%s (-left alone +killed and resumed)\n%s\n%s", name, diff, c.stderr.String())
	}
	k.nothingLeft(t, name, c)
}

// afterKill looks at the run folder of an audit that was killed.
func (k *killing) afterKill(t *testing.T, name string, run *runstore.Reader, killed bool) {
	for _, err := range run.Exchanges() {
		if err != nil && !errors.Is(err, runstore.ErrTruncated) {
			t.Errorf("%s: %v", name, err)
		}
	}
	r := quietroom(t, "report", run.Dir())
	complete := run.Run().Complete
	if r.status != exitClean || !complete && (!strings.Contains(r.stdout, "INCONCLUSIVE") || !strings.Contains(r.stdout, "quietroom audit --resume "+run.Dir())) {
		t.Errorf("%s: the report of the killed run ends with %d and says:\n%s", name, r.status, r.stdout)
	}
	if complete == (run.Run().Resume != "") {
		t.Errorf("%s: complete %v, killed %v, to be resumed by %q", name, complete, killed, run.Run().Resume)
	}
}

func countExchanges(r *runstore.Reader) (n int) {
	for _, err := range r.Exchanges() {
		if err == nil {
			n++
		}
	}
	return n
}

// nothingLeft looks for what a killed audit could have left behind.
func (k *killing) nothingLeft(t *testing.T, name string, c *child) {
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	for len(ours(t, k.mark(name))) > 0 && ctx.Err() == nil {
		time.Sleep(50 * time.Millisecond) // a process that was killed takes a moment to go
	}
	if pids := ours(t, k.mark(name)); len(pids) > 0 {
		t.Errorf("%s: processes of Chrome are left: %v", name, pids)
	}
	if left, err := os.ReadDir(c.temp); err != nil || len(left) > 0 {
		t.Errorf("%s: temporary folders are left: %v (%v)", name, left, err)
		_ = filepath.WalkDir(c.temp, func(p string, _ os.DirEntry, _ error) error { t.Log(p); return nil })
	}
	if tmp, _ := filepath.Glob(filepath.Join(c.out, ".tmp-*")); len(tmp) > 0 {
		t.Errorf("%s: the run folder holds %v", name, tmp)
	}
}

// conclusion is what two audits of the same site must agree on.
type conclusion struct {
	Verdict  audit.Verdict
	Findings []string
	Pages    []string
	Journeys []string
	Typed    []audit.Kind
}

func conclusions(t *testing.T, dir string) conclusion {
	t.Helper()
	r, err := runstore.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	run := r.Run()
	if !run.Complete || run.Ended.IsZero() {
		t.Errorf("%s: complete %v, ended %v: %s", dir, run.Complete, run.Ended, run.Why)
	}
	c := conclusion{Verdict: run.Verdict}
	for _, f := range run.Findings {
		c.Findings = append(c.Findings, fmt.Sprintf("%s %s %s %s on %s to %s by %s at %s", f.Fingerprint, f.Class, f.Severity, f.Kind, f.Page, f.Recipient.Host, f.Channel, f.Place))
	}
	slices.Sort(c.Findings)
	for _, p := range run.Pages {
		c.Pages = append(c.Pages, fmt.Sprintf("%s is %s, %s", p.URL, p.Verdict, p.Context))
	}
	for _, j := range run.Journeys {
		c.Journeys = append(c.Journeys, fmt.Sprintf("%s %s on %s: %s, %d steps", j.ID, j.Scenario, j.Page, j.Status, len(j.Steps)))
	}
	patients, err := r.Patients()
	if err != nil {
		t.Error(err)
	}
	for _, p := range patients {
		for k := range p.Values {
			c.Typed = append(c.Typed, k)
		}
	}
	slices.Sort(c.Typed)
	return c
}

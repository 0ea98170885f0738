package browser

import (
	"bufio"
	"context"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"github.com/quietroom/quietroom/audit"
	"github.com/quietroom/quietroom/internal/access"
	"github.com/quietroom/quietroom/internal/chrome"
	"github.com/quietroom/quietroom/internal/procs"
)

// TestKilled: kill -9 in the middle of a visit leaves no Chrome behind, and the
// folder with the site's cookies goes at the next start.
func TestKilled(t *testing.T) {
	if temp := os.Getenv("QUIETROOM_TEST_KILLED"); temp != "" {
		waitToBeKilled(t, temp, os.Getenv("QUIETROOM_TEST_SERVER"))
		return
	}
	s := serve(t, map[string]string{
		"practice.test/":     `<script>document.cookie = 'a=b'; setTimeout(() => { while (true) {} }, 100)</script>`,
		"practice.test/fine": "<title>fine</title>",
	})
	temp := openTempDir(t)
	victim := exec.Command(os.Args[0], "-test.run", "^TestKilled$", "-test.v")
	victim.Env = append(os.Environ(), "QUIETROOM_TEST_KILLED="+temp, "QUIETROOM_TEST_SERVER="+s.Listener.Addr().String())
	out, err := victim.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	victim.Stderr = os.Stderr
	if err := victim.Start(); err != nil {
		t.Fatal(err)
	}
	group := 0
	for lines := bufio.NewScanner(out); group == 0 && lines.Scan(); {
		if id, ok := strings.CutPrefix(lines.Text(), "chrome "); ok {
			if group, err = strconv.Atoi(id); err != nil {
				t.Fatal(err)
			}
		}
	}
	if len(members(t, group)) < 3 {
		t.Errorf("only %v run; the test looks at too little", members(t, group))
	}
	if err := victim.Process.Signal(syscall.SIGKILL); err != nil {
		t.Fatal(err)
	}
	if err := victim.Wait(); err == nil {
		t.Fatal("the child ended by itself")
	}
	for deadline := time.Now().Add(30 * time.Second); len(members(t, group)) > 0; time.Sleep(50 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatalf("Chrome outlived quietroom: %v", members(t, group))
		}
	}
	left, err := filepath.Glob(filepath.Join(temp, dirPrefix+"*"))
	if err != nil || len(left) != 1 {
		t.Fatalf("%v %v; want the one folder of the killed audit", left, err)
	}
	b, _ := start(t, s, func(c *Config) { c.TempDir = temp })
	if _, err := os.Stat(left[0]); !os.IsNotExist(err) {
		t.Errorf("the killed audit's folder is still there: %v", err)
	}
	visitPage(t, b, TabOptions{Page: "http://practice.test/fine", Journey: "after"}, "http://practice.test/fine", nil)
}

// waitToBeKilled is the child: it visits a page and waits.
func waitToBeKilled(t *testing.T, temp, server string) {
	found, err := chrome.Find(context.Background(), os.Getenv)
	if err != nil {
		t.Fatal(err)
	}
	_, port, err := net.SplitHostPort(server)
	if err != nil {
		t.Fatal(err)
	}
	rule, err := access.ParseConnectTo("::127.0.0.1:" + port)
	if err != nil {
		t.Fatal(err)
	}
	b, err := Start(context.Background(), Config{
		Path: found.Path, Env: found.Env, Access: access.Options{ConnectTo: []access.Rule{rule}}, TempDir: temp,
		FirstParty: func(string) bool { return true }, Sink: func(*audit.Exchange, []byte) {},
	})
	if err != nil {
		t.Fatal(err)
	}
	tab, err := b.NewTab(context.Background(), TabOptions{Page: "p", Journey: "j"})
	if err != nil {
		t.Fatal(err)
	}
	if err := chromedp.Do(tab.Context(), chromedp.Navigate("http://practice.test/")); err != nil {
		t.Fatal(err)
	}
	fmt.Fprintf(os.Stdout, "chrome %d\n", b.proc.cmd.Process.Pid)
	select {} // until the kill
}

// members lists the living processes of a group.
func members(t *testing.T, group int) []int {
	t.Helper()
	all, err := procs.All()
	if err != nil {
		t.Fatal(err)
	}
	var out []int
	for _, p := range all {
		if p.Group == group && !p.Ended {
			out = append(out, p.ID)
		}
	}
	return out
}

// TestSweep: only what is abandoned goes.
func TestSweep(t *testing.T) {
	temp := t.TempDir()
	folder := func(name string) string {
		dir := filepath.Join(temp, dirPrefix+name)
		if err := os.MkdirAll(filepath.Join(dir, "profile"), 0o700); err != nil {
			t.Fatal(err)
		}
		return dir
	}
	owned, gone, young, old := folder("owned"), folder("gone"), folder("young"), folder("old")
	keep, err := claim(owned)
	if err != nil {
		t.Fatal(err)
	}
	defer keep.Close()
	was, err := claim(gone)
	if err != nil {
		t.Fatal(err)
	}
	// The id of a process that is no Chrome of this folder: nothing may happen to it.
	fmt.Fprint(was, os.Getpid())
	if err := was.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.Chtimes(old, time.Time{}, time.Now().Add(-2*time.Hour)); err != nil {
		t.Fatal(err)
	}
	elsewhere := t.TempDir()
	link := filepath.Join(temp, dirPrefix+"link")
	if err := os.Symlink(elsewhere, link); err != nil {
		t.Fatal(err)
	}
	if err := sweep(temp); err != nil {
		t.Fatal(err)
	}
	for dir, want := range map[string]bool{owned: true, gone: false, young: true, old: false, link: true, elsewhere: true} {
		if _, err := os.Lstat(dir); (err == nil) != want {
			t.Errorf("%s is there: %t; want %t", filepath.Base(dir), err == nil, want)
		}
	}
}

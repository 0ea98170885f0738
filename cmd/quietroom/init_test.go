package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/quietroom/quietroom/audit/sitefile"
	"github.com/quietroom/quietroom/internal/demosite"
)

// reachDemo plays the demo practice and gives the flags that lead there.
func reachDemo(t *testing.T) (site *demosite.Site, flags []string) {
	t.Helper()
	site, err := demosite.Start(t.Context(), demosite.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := site.Close(); err != nil {
			t.Error(err)
		}
	})
	ca := filepath.Join(t.TempDir(), "ca.pem")
	if err := os.WriteFile(ca, site.CACert(), 0o600); err != nil {
		t.Fatal(err)
	}
	flags = []string{"--cacert", ca, "--delay", "0"}
	for _, r := range site.ConnectTo() {
		flags = append(flags, "--connect-to", r)
	}
	return site, flags
}

func readSite(t *testing.T, name string) *sitefile.File {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	f, err := sitefile.Read(name, data)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func TestInit(t *testing.T) {
	site, flags := reachDemo(t)
	out := filepath.Join(t.TempDir(), "quietroom.yaml")
	args := append([]string{"init", site.URL(), "--out", out, "--pages", "100"}, flags...)
	r := quietroom(t, args...)
	r.want(t, exitClean, "Reading the pages", "Finding pages", "Wrote "+out, "third parties")
	f := readSite(t, out)
	if f.Site.Value != site.URL() || f.Login != nil || len(f.Scenarios) > 0 {
		t.Errorf("%+v", f)
	}
	vendors := map[string]bool{}
	for _, v := range f.Vendors {
		vendors[v.Vendor] = true
		if v.BAA != nil {
			t.Errorf("an agreement with %s, which nobody attested", v.Vendor)
		}
	}
	if !vendors["jotform"] || !vendors["google_fonts"] && len(vendors) < 8 {
		t.Errorf("the register: %v", vendors)
	}
	data, err := os.ReadFile(out)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{`#  - {path: "/book", context: booking,`, `"/services/anxiety-therapy", context: condition_topic`, "#  - {name: booking, file: scenarios/booking.yaml, submit: hold}", "name: login,", `url: "https://www.harborlight-counseling.example/portal"`} {
		if !strings.Contains(string(data), want) {
			t.Errorf("it does not say %s", want)
		}
	}
	for _, req := range site.PracticeLog() {
		if req.Method != "GET" || req.Header.Get("Sec-Fetch-Mode") != "" {
			t.Errorf("the practice got %s %s by a browser or more than a look", req.Method, req.Path)
		}
	}
	if n := len(site.All()); n > 0 {
		t.Errorf("third parties were contacted %d times", n)
	}

	again := quietroom(t, args...)
	again.want(t, exitUsage, "is there already", "--force")
	if err := os.WriteFile(out, []byte("site: x"), 0o600); err != nil {
		t.Fatal(err)
	}
	quietroom(t, append(args, "--force")...).want(t, exitClean, "Wrote")
	if readSite(t, out).Site.Value != site.URL() {
		t.Error("--force did not write")
	}
	left, err := filepath.Glob(filepath.Join(filepath.Dir(out), ".quietroom-*"))
	if err != nil || len(left) > 0 {
		t.Errorf("left over: %q, %v", left, err)
	}
}

// TestInitHostile: what a page is called cannot make the file say anything.
func TestInitHostile(t *testing.T) {
	evil := "x\nlogin: {url: 'https://evil.example/'} #\u202e\u2028\x85\nsite: https://evil.example/ `rm` ${x} {{.Site}}"
	w := newWeb(t, map[string]any{
		"practice.example/": "<title>" + evil + "</title><script src='https://evil.example:99/\"\n- vendor: x'></script><img src='https://127.0.0.1/x'><img src='https://a b.example/'>" +
			"<form aria-label='" + strings.ReplaceAll(evil, "'", "") + "'><input name=q></form><a href='/a%0Ab%22:{}?x=%27#'>y</a>",
		"practice.example/a\nb\":{}": "<title>#</title>",
	})
	out := filepath.Join(t.TempDir(), "site.yaml")
	r := quietroom(t, "init", "https://practice.example/", "--connect-to", w.connect(), "--insecure", "--delay", "0", "--out", out)
	r.want(t, exitClean)
	f := readSite(t, out)
	if f.Login != nil || f.Site.Value != "https://practice.example/" || len(f.Vendors) != 1 || f.Vendors[0].Vendor != "evil.example" {
		t.Errorf("%+v", f)
	}
	if strings.ContainsAny(r.stderr, "\u202e\u2028") {
		t.Error("a page's control characters reach the terminal")
	}
}

func TestInitUsage(t *testing.T) {
	t.Parallel()
	quietroom(t, "init").want(t, exitUsage, "quietroom init https://practice.example/")
	quietroom(t, "init", "https://practice.example/", "--pages", "0").want(t, exitUsage, "--pages")
	out := filepath.Join(t.TempDir(), "x.yaml")
	r := quietroom(t, "init", "http://"+closedPort(t)+"/", "--out", out)
	r.want(t, exitIncomplete, "connection refused")
	if _, err := os.Stat(out); err == nil {
		t.Error("a file was written of a site that could not be read")
	}
}

package main

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/quietroom/quietroom/audit"
	"github.com/quietroom/quietroom/internal/demosite"
)

// demoPages is how much of the demo practice is audited twice; quietroom demo
// --verify-fix does it with all of it.
var demoPages = flag.Int("demo-pages", 12, "pages of the demo practice that TestVerifyFix audits twice; 0 means all")

// TestVerifyFix audits the demo practice, then walks it again under the headers that
// remedy proposes: nothing is left of what a policy can stop, every journey still
// finishes, and what it cannot stop is named.
func TestVerifyFix(t *testing.T) {
	if testing.Short() {
		t.Skip("it audits the demo practice twice")
	}
	chromes <- struct{}{}
	defer func() { <-chromes }()
	site, err := demosite.Start(t.Context(), demosite.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer site.Close()
	dir := t.TempDir()
	ca, folder := filepath.Join(dir, "ca.pem"), filepath.Join(dir, "run")
	if err := os.WriteFile(ca, site.CACert(), 0o600); err != nil {
		t.Fatal(err)
	}
	args := []string{"audit", site.URL(), "--out", folder, "--cacert", ca, "--resolver", site.Resolver(), "--delay", "0", "--format", "html"}
	if *demoPages > 0 {
		args = append(args, "--pages", strconv.Itoa(*demoPages))
	}
	for _, c := range site.ConnectTo() {
		args = append(args, "--connect-to", c)
	}
	command := func(want int, args ...string) string {
		t.Helper()
		var out, errs bytes.Buffer
		if status := run(t.Context(), world{stdout: &out, stderr: &errs, env: os.Getenv}, args); status != want {
			t.Fatalf("%s ends with %d, want %d\n%s\n%s", args[0], status, want, errs.String(), out.String())
		}
		return out.String()
	}
	command(exitFindings, args...)
	before := readRun(t, folder)
	got := len(site.All())
	var v audit.Verification
	if err := json.Unmarshal([]byte(command(exitClean, "verify-fix", folder, "--format", "json")), &v); err != nil {
		t.Fatal(err)
	}
	if !v.Verified || len(v.Left)+len(v.New)+len(v.Broken)+len(v.Unseen) > 0 {
		t.Errorf("not verified: %+v", v)
	}
	for _, r := range v.Refused {
		t.Errorf("refused without a reason: %+v", r)
	}
	if len(v.Stopped) < 50 || len(v.Beyond) == 0 || len(v.Stopped)+len(v.Beyond) != len(before.Findings) {
		t.Errorf("of %d findings %d are gone and %d are named as beyond a policy", len(before.Findings), len(v.Stopped), len(v.Beyond))
	}
	if v.Finished != len(before.Journeys) || v.Documents < v.Finished {
		t.Errorf("%d of %d journeys finished, %d documents had the policy", v.Finished, len(before.Journeys), v.Documents)
	}
	// What the vendors' own servers got is the proof.
	allowed := map[string]bool{"fonts.googleapis.com": true, "www.googletagmanager.com": true, "form.jotform.com": true}
	for _, r := range site.All()[got:] {
		if !strings.HasSuffix(r.Host, "harborlight-counseling.example") && !allowed[r.Host] {
			t.Errorf("%s got %s %s", r.Host, r.Method, r.Path)
		}
		if r.Host == "data.harborlight-counseling.example" {
			t.Errorf("the vendor behind %s got %s", r.Host, r.Path)
		}
	}
	if out := command(exitClean, "remedy", folder); !strings.Contains(out, "Verified: a second walk") {
		t.Errorf("remedy does not say that its headers are verified:\n%s", out)
	}
	if second := readRun(t, folder+"-verified"); second.Trial == nil || second.Trial.Of.ID != before.ID || len(second.Trial.Refused) == 0 {
		t.Errorf("the second run does not say what it tried: %+v", second.Trial)
	}
}

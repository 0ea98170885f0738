package main

import (
	"os"
	"strings"
	"testing"
)

// TestDemo audits two pages of the demo practice into the default folder: it ends
// with 0 and names a report that is there. Package runner audits all of it.
func TestDemo(t *testing.T) {
	t.Chdir(t.TempDir())
	chromes <- struct{}{}
	r := quietroom(t, "demo", "--pages", "2")
	<-chromes
	r.want(t, exitClean, "meant to leak.", opener()+" quietroom-runs/")
	_, file, _ := strings.Cut(r.stderr, opener()+" ")
	file, _, _ = strings.Cut(file, "\n")
	if data, err := os.ReadFile(file); err != nil || !strings.Contains(string(data), "</html>") {
		t.Errorf("the report %q: %d bytes, %v", file, len(data), err)
	}
	if !strings.Contains(r.stdout, "harborlight") {
		t.Errorf("printed %.200s", r.stdout)
	}
}

//go:build hostile

package runner

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/sys/unix"
)

// adoptOrphans makes every process that a child of ours leaves behind a child of
// ours, so that none can hide.
func adoptOrphans(t *testing.T) {
	t.Helper()
	if err := unix.Prctl(unix.PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0); err != nil {
		t.Fatal(err)
	}
}

// children lists the living descendants of this process as "pid name".
func children(t *testing.T) []string {
	t.Helper()
	stats, err := filepath.Glob("/proc/[0-9]*/stat")
	if err != nil {
		t.Fatal(err)
	}
	parent, name := map[int]int{}, map[int]string{}
	for _, file := range stats {
		b, err := os.ReadFile(file)
		if err != nil {
			continue // it ended
		}
		// pid (name) state ppid …; a name may hold spaces and brackets.
		text := string(b)
		open, end := strings.IndexByte(text, '('), strings.LastIndexByte(text, ')')
		pid, err1 := strconv.Atoi(strings.TrimSpace(text[:open]))
		rest := strings.Fields(text[end+1:])
		ppid, err2 := strconv.Atoi(rest[1])
		if err1 != nil || err2 != nil {
			t.Fatalf("%s: %q", file, text)
		}
		if rest[0] != "Z" {
			parent[pid], name[pid] = ppid, text[open+1:end]
		}
	}
	var left []string
	for pid := range parent {
		for p := parent[pid]; p > 1; p = parent[p] {
			if p == os.Getpid() {
				left = append(left, fmt.Sprint(pid, " ", name[pid]))
				break
			}
		}
	}
	return left
}

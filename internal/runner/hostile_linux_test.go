//go:build hostile

package runner

import (
	"fmt"
	"os"
	"testing"

	"golang.org/x/sys/unix"

	"github.com/quietroom/quietroom/internal/procs"
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
	all, err := procs.All()
	if err != nil {
		t.Fatal(err)
	}
	parent, name := map[int]int{}, map[int]string{}
	for _, p := range all {
		if !p.Ended {
			parent[p.ID], name[p.ID] = p.Parent, p.Name
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

package procs

import (
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

const rest = " 10 11 12 0 -1 4194304 100 0 0 0 1 2 3 4 20 0 1 0 100 1000000 3 18446744073709551615\n"

func TestParse(t *testing.T) {
	t.Parallel()
	page := int64(os.Getpagesize())
	for stat, want := range map[string]Process{
		"7 (sh) S" + rest:           {ID: 7, Parent: 10, Group: 11, Name: "sh", CPU: 100 * time.Millisecond, Resident: 3 * page},
		"7 (a) R 1 (b) Z" + rest:    {ID: 7, Parent: 10, Group: 11, Name: "a) R 1 (b", Ended: true, CPU: 100 * time.Millisecond, Resident: 3 * page},
		"7 () S" + rest:             {ID: 7, Parent: 10, Group: 11, CPU: 100 * time.Millisecond, Resident: 3 * page},
		"":                          {},
		"7 )sh( S" + rest:           {},
		"7 (sh) S 10 11":            {},
		"x (sh) S" + rest:           {},
		"7 (sh) S x" + rest[3:]:     {},
		"7 (sh S 1 2 3 4 5 6 7 8 9": {},
	} {
		got, ok := parse(stat)
		if ok != (want.ID != 0) {
			t.Errorf("%q: ok is %t", stat, ok)
		} else if diff := cmp.Diff(want, got); ok && diff != "" {
			t.Errorf("%q: %s", stat, diff)
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add("7 (sh) S" + rest)
	f.Add("7 (a) b (c")
	f.Fuzz(func(t *testing.T, stat string) {
		if p, ok := parse(stat); ok && !strings.Contains(stat, p.Name) {
			t.Errorf("%q has no %q", stat, p.Name)
		}
	})
}

// TestAll finds a child of this process, with what it was started with, while it
// runs and when it has ended.
func TestAll(t *testing.T) {
	t.Parallel()
	child := exec.Command("sleep", "1000")
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	find := func() (Process, bool) {
		all, err := All()
		if err != nil {
			t.Fatal(err)
		}
		i := slices.IndexFunc(all, func(p Process) bool { return p.ID == child.Process.Pid })
		if i < 0 {
			return Process{}, false
		}
		return all[i], true
	}
	p, ok := find()
	for deadline := time.Now().Add(30 * time.Second); p.Name != "sleep" && time.Now().Before(deadline); p, ok = find() {
		time.Sleep(10 * time.Millisecond) // it has our own name until it has begun
	}
	if !ok || p.Parent != os.Getpid() || p.Ended || p.Resident <= 0 || !slices.Equal(p.Args(), []string{"sleep", "1000"}) {
		t.Errorf("%+v %q, %t", p, p.Args(), ok)
	}
	if err := child.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	for deadline := time.Now().Add(30 * time.Second); !p.Ended && time.Now().Before(deadline); p, _ = find() {
		time.Sleep(10 * time.Millisecond)
	}
	if !p.Ended || p.Args() != nil {
		t.Errorf("after its end: %+v %q", p, p.Args())
	}
	_ = child.Wait()
	if _, ok := find(); ok {
		t.Error("it is listed after it was waited for")
	}
}

package browser

import (
	"errors"
	"os/exec"
	"syscall"
	"testing"
	"time"
)

// TestGreedyProcesses: of a group, a process with too much memory is killed and no
// other; the leader may have twice as much and is only told of.
func TestGreedyProcesses(t *testing.T) {
	const limit = 30 << 20
	for _, tc := range []struct {
		name, script    string
		stopped, leader bool
	}{
		{"none", `sleep 1000 & wait`, false, false},
		{"a child", `(x=$(head -c 60000000 /dev/zero | tr '\0' x); sleep 1000; echo "$x") & wait`, true, false},
		{"the leader", `x=$(head -c 90000000 /dev/zero | tr '\0' x); sleep 1000; echo "$x"`, false, true},
	} {
		t.Run(tc.name, func(t *testing.T) {
			cmd := exec.Command("sh", "-c", tc.script)
			cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
			if err := cmd.Start(); err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() { killTree(cmd); _ = cmd.Wait() })
			stopped, leader := false, false
			for deadline := time.Now().Add(30 * time.Second); time.Now().Before(deadline); time.Sleep(10 * time.Millisecond) {
				s, l := stopGreedy(cmd.Process.Pid, limit)
				if stopped, leader = stopped || s, leader || l; stopped || leader || !tc.stopped && !tc.leader {
					break
				}
			}
			if stopped != tc.stopped || leader != tc.leader {
				t.Errorf("stopped %v, leader %v; want %v, %v", stopped, leader, tc.stopped, tc.leader)
			}
		})
	}
}

// TestFilledChrome: a Chrome that was ended for what its pages keep in it says so,
// in words that blame the memory.
func TestFilledChrome(t *testing.T) {
	b := &Browser{proc: &process{}}
	if err := b.whyGone(); errors.Is(err, ErrMemory) || !errors.Is(err, ErrBrowserGone) {
		t.Errorf("a Chrome that ended by itself: %v", err)
	}
	b.proc.filled.Store(true)
	if err := b.whyGone(); !errors.Is(err, ErrMemory) || !errors.Is(err, ErrBrowserGone) {
		t.Errorf("a Chrome that was full: %v", err)
	}
}

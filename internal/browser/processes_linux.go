package browser

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
)

// stopGreedy kills the processes of Chrome's group that have more than limit bytes
// resident, and reports whether there were any; to its leader it does nothing and
// reports whether that has more than twice as much.
func stopGreedy(group int, limit int64) (stopped, leader bool) {
	files, err := filepath.Glob("/proc/[0-9]*/stat")
	if err != nil {
		return false, false
	}
	for _, file := range files {
		b, err := os.ReadFile(file)
		if err != nil {
			continue // it ended
		}
		pid, pgrp, resident := readStat(string(b))
		switch {
		case pid == group:
			leader = resident > 2*limit
		case pgrp == group && resident > limit:
			stopped = syscall.Kill(pid, syscall.SIGKILL) == nil || stopped
		}
	}
	return stopped, leader
}

// readStat reads a process's id, its group and its resident bytes
// (https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html, 2024).
func readStat(s string) (pid, group int, resident int64) {
	open, end := strings.IndexByte(s, '('), strings.LastIndexByte(s, ')')
	if open < 0 || end < 0 {
		return 0, 0, 0
	}
	rest := strings.Fields(s[end+1:]) // from field 3, the state, on
	const pgrp, rss = 5 - 3, 24 - 3
	if len(rest) <= rss {
		return 0, 0, 0
	}
	pid, _ = strconv.Atoi(strings.TrimSpace(s[:open]))
	group, _ = strconv.Atoi(rest[pgrp])
	pages, _ := strconv.ParseInt(rest[rss], 10, 64)
	return pid, group, pages * int64(os.Getpagesize())
}

// runsIn reports whether the process is a Chrome that was started in the folder;
// ids are used again.
func runsIn(pid int, dir string) bool {
	b, err := os.ReadFile(filepath.Join("/proc", strconv.Itoa(pid), "cmdline"))
	return err == nil && strings.Contains(string(b), "--user-data-dir="+filepath.Join(dir, "profile")+"\x00")
}

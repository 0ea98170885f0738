package procs

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// All lists the processes of this machine that can be seen.
func All() ([]Process, error) {
	files, err := filepath.Glob("/proc/[0-9]*/stat")
	if err != nil {
		return nil, err
	}
	var out []Process
	for _, file := range files {
		b, err := os.ReadFile(file)
		if err != nil {
			continue // it ended
		}
		if p, ok := parse(string(b)); ok {
			out = append(out, p)
		}
	}
	return out, nil
}

// parse reads what the system says of one process
// (https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html, 2024).
func parse(stat string) (p Process, ok bool) {
	open, end := strings.IndexByte(stat, '('), strings.LastIndexByte(stat, ')') // a name can hold both
	if open < 0 || end < open {
		return p, false
	}
	// From field 3 on, the state.
	fields := strings.Fields(stat[end+1:])
	const parent, group, utime, cstime, rss = 4 - 3, 5 - 3, 14 - 3, 17 - 3, 24 - 3
	if len(fields) <= rss {
		return p, false
	}
	ok = true
	number := func(s string) int64 {
		n, err := strconv.ParseInt(s, 10, 64)
		ok = ok && err == nil
		return n
	}
	p.ID, p.Name = int(number(strings.TrimSpace(stat[:open]))), stat[open+1:end]
	p.Ended = fields[0] == "Z"
	p.Parent, p.Group = int(number(fields[parent])), int(number(fields[group]))
	for _, ticks := range fields[utime : cstime+1] {
		p.CPU += time.Duration(number(ticks)) * 10 * time.Millisecond // USER_HZ is 100
	}
	p.Resident = number(fields[rss]) * int64(os.Getpagesize())
	return p, ok
}

// Args gives the words it was started with, nil when it is gone.
func (p Process) Args() []string {
	b, err := os.ReadFile(filepath.Join("/proc", strconv.Itoa(p.ID), "cmdline"))
	if err != nil || len(b) == 0 {
		return nil
	}
	return strings.Split(strings.TrimSuffix(string(b), "\x00"), "\x00")
}

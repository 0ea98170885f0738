package runner

import (
	"math"
	"os"
	"path"
	"runtime"
	"strconv"
	"strings"
)

// politeParallel is how many tabs visit a live site at once: each loads a page
// every two or three seconds, so together no more than a page a second.
const politeParallel = 3

// memoryPerTab is what a tab and its part of a Chrome may take, in bytes: 160 to
// 380 MB were measured on small pages.
const memoryPerTab = 512 << 20

// DefaultParallel is how many tabs walk at once unless somebody says: three, for
// the sake of the site, or what FitParallel allows.
func DefaultParallel() int { return FitParallel(politeParallel) }

// FitParallel is how many tabs this machine can walk in, at most so many: two a
// core, because a walk waits as long as it works, and one for each 512 MiB of
// memory that is free; never less than one.
func FitParallel(most int) int {
	return fit(most, runtime.GOMAXPROCS(0), freeMemory(os.ReadFile))
}

func fit(most, cores int, free int64) int {
	return int(max(1, min(int64(most), 2*int64(cores), free/memoryPerTab)))
}

// freeMemory is how many bytes this process and its children may still take: what
// Linux says is available, within what its control groups allow. Where nothing
// says, it is without bound.
func freeMemory(read func(name string) ([]byte, error)) int64 {
	free := int64(math.MaxInt64)
	if b, err := read("/proc/meminfo"); err == nil {
		for line := range strings.Lines(string(b)) {
			if rest, ok := strings.CutPrefix(line, "MemAvailable:"); ok {
				if kib, ok := number(strings.TrimSuffix(strings.TrimSpace(rest), " kB")); ok {
					free = min(free, kib<<10)
				}
			}
		}
	}
	// https://docs.kernel.org/admin-guide/cgroup-v2.html#memory-interface-files
	group := ""
	if b, err := read("/proc/self/cgroup"); err == nil {
		for line := range strings.Lines(string(b)) {
			if rest, ok := strings.CutPrefix(line, "0::"); ok {
				group = strings.TrimSpace(rest)
			}
		}
	}
	for dir := path.Join("/", group); ; dir = path.Dir(dir) {
		limit, ok := readNumber(read, "/sys/fs/cgroup"+dir+"/memory.max")
		if used, know := readNumber(read, "/sys/fs/cgroup"+dir+"/memory.current"); ok && know {
			free = min(free, max(0, limit-used))
		}
		if dir == "/" {
			return free
		}
	}
}

func readNumber(read func(string) ([]byte, error), name string) (int64, bool) {
	b, err := read(path.Clean(name))
	if err != nil {
		return 0, false
	}
	return number(strings.TrimSpace(string(b)))
}

// number reads a count; "max" is none.
func number(s string) (int64, bool) {
	n, err := strconv.ParseInt(s, 10, 64)
	return n, err == nil && n >= 0 && n < math.MaxInt64>>10
}

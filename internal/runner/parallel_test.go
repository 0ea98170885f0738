package runner

import (
	"io/fs"
	"math"
	"testing"
)

func TestFit(t *testing.T) {
	const gib = 1 << 30
	for _, tc := range []struct {
		name        string
		most, cores int
		free        int64
		want        int
	}{
		{"a usual machine is held to what is polite", 3, 8, 16 * gib, 3},
		{"one core", 3, 1, 16 * gib, 2},
		{"little memory", 3, 8, gib, 2},
		{"no memory to speak of", 3, 8, 1 << 20, 1},
		{"nothing said of memory", 16, 8, math.MaxInt64, 16},
	} {
		t.Run(tc.name, func(t *testing.T) {
			if got := fit(tc.most, tc.cores, tc.free); got != tc.want {
				t.Errorf("%d tabs, want %d", got, tc.want)
			}
		})
	}
}

func TestFreeMemory(t *testing.T) {
	const meminfo = "MemTotal:       24737428 kB\nMemFree:         1000 kB\nMemAvailable:   2048 kB\n"
	for _, tc := range []struct {
		name  string
		files map[string]string
		want  int64
	}{
		{"another system", nil, math.MaxInt64},
		{"no control group", map[string]string{"/proc/meminfo": meminfo}, 2 << 20},
		{"a container", map[string]string{
			"/proc/meminfo": meminfo, "/proc/self/cgroup": "0::/\n",
			"/sys/fs/cgroup/memory.max": "1048576\n", "/sys/fs/cgroup/memory.current": "1000000\n",
		}, 48576},
		{"a limit further up", map[string]string{
			"/proc/meminfo": meminfo, "/proc/self/cgroup": "12:cpu:/x\n0::/user.slice/a\n",
			"/sys/fs/cgroup/user.slice/a/memory.max": "max\n", "/sys/fs/cgroup/user.slice/a/memory.current": "5\n",
			"/sys/fs/cgroup/user.slice/memory.max": "4096\n", "/sys/fs/cgroup/user.slice/memory.current": "5000\n",
		}, 0},
		{"nonsense", map[string]string{
			"/proc/meminfo": "MemAvailable: lots\n", "/proc/self/cgroup": "0::\n",
			"/sys/fs/cgroup/memory.max": "-3\n", "/sys/fs/cgroup/memory.current": "x",
		}, math.MaxInt64},
	} {
		t.Run(tc.name, func(t *testing.T) {
			got := freeMemory(func(name string) ([]byte, error) {
				if s, ok := tc.files[name]; ok {
					return []byte(s), nil
				}
				return nil, fs.ErrNotExist
			})
			if got != tc.want {
				t.Errorf("%d bytes, want %d", got, tc.want)
			}
		})
	}
}

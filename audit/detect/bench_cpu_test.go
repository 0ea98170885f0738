//go:build unix

package detect

import (
	"syscall"
	"testing"
)

// cpu reports the processor's time, which other work on the machine does not
// stretch as it does the clock's.
func cpu(b *testing.B, run func()) {
	var before, after syscall.Rusage
	_ = syscall.Getrusage(syscall.RUSAGE_SELF, &before)
	n := 0
	for b.Loop() {
		run()
		n++
	}
	_ = syscall.Getrusage(syscall.RUSAGE_SELF, &after)
	b.ReportMetric(float64(after.Utime.Nano()-before.Utime.Nano()+after.Stime.Nano()-before.Stime.Nano())/float64(n), "cpu-ns/op")
}

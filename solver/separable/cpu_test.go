//go:build unix

package separable_test

import (
	"syscall"
	"testing"
)

// cpu reports allocations and, when the function it returns is called, processor time: what a
// shared machine does not distort.
func cpu(b *testing.B) func() {
	b.ReportAllocs()
	before := spent()
	return func() { b.ReportMetric((spent()-before)/float64(b.N), "cpu-ns/op") }
}

func spent() float64 {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		return 0
	}
	return 1e9*float64(u.Utime.Sec) + 1e3*float64(u.Utime.Usec)
}

package benchmarks

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/eduparity/eduparity/alloc/plan"
)

// A body is one benchmark of one size: what is timed, and how its outcome is judged, which is not.
type body struct {
	name     string
	sections int          // time is also reported by section; 0: not
	work     func() error // keeps its outcome for judge
	// judge fails where the outcome of the last work is wrong, and returns what else is reported.
	judge func(t testing.TB) []metric
}

// A metric is a number that a benchmark reports beside its time.
type metric struct {
	unit  string
	value float64
}

// bench runs a body as a benchmark.
func (x *body) bench(b *testing.B) {
	b.Helper()
	b.Run(x.name, func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			if err := x.work(); err != nil {
				b.Fatal(err)
			}
		}
		elapsed := float64(b.Elapsed()/time.Nanosecond) / float64(b.N)
		if x.sections > 0 {
			b.ReportMetric(elapsed/float64(x.sections), "ns/section")
		}
		for _, m := range x.judge(b) {
			b.ReportMetric(m.value, m.unit)
		}
	})
}

// test runs a body once.
func (x *body) test(t *testing.T) {
	t.Helper()
	t.Run(x.name, func(t *testing.T) {
		require.NoError(t, x.work())
		x.judge(t)
	})
}

// Every benchmark works, at its smallest size: what the benchmarks of larger sizes then show is time.
func TestBenchmarksOnce(t *testing.T) {
	run := func(name string, x func(t testing.TB) *body) {
		t.Run(name, func(t *testing.T) { x(t).test(t) })
	}
	run("Assess", func(t testing.TB) *body { return assessSouthAfrica(t) })
	run("Assess", func(t testing.TB) *body { return assessConstructed(t, sizes[0]) })
	run("FewestMoves", func(t testing.TB) *body { return kaohsiung(t, "exchange") })
	run("FewestMoves", func(t testing.TB) *body { return vhembe(t, "exchange") })
	run("FewestMoves", func(t testing.TB) *body { return movesConstructed(t, sizes[0], "exchange") })
	run("FewestMoves", func(t testing.TB) *body { return movesConstructed(t, sizes[0], "outer") })
	run("Compile", func(t testing.TB) *body { return compile(t, sizes[0]) })
	run("AroundTheCore", func(t testing.TB) *body { return aroundParametric(t, demoInParts(t)) })
	run("AroundTheCore", func(t testing.TB) *body { return aroundOuter(t, demoInParts(t)) })
	run("PassCost", func(t testing.TB) *body { return passCost(t, County(12, seed)) })
	run("SmallerBudget", func(t testing.TB) *body { return smallerBudget(t, County(12, seed), 500_000) })
	run("Catchment", func(t testing.TB) *body { return catchment(t, 60, 4, "split", 0) })
	run("Catchment", func(t testing.TB) *body { return catchment(t, 60, 4, plan.LimitWholePieces, wholeGap) })
	run("CatchmentAgain", func(t testing.TB) *body { return catchmentAgain(t, 60, "split", 0) })
	run("Verify", func(t testing.TB) *body { return verifyPassCost(t, County(12, seed)) })
	run("Verify", func(t testing.TB) *body { return verifyMoves(t, sizes[0]) })
}

const seed = 1

// sizes of constructed counties, in sections.
var sizes = []int{100, 1_000, 10_000, 100_000}

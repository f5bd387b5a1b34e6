package whole

import (
	"math"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/eduparity/eduparity/solver"
)

// The columns of the tests of cuts: level, square, excuse.
func cutCone(step, base, top float64, excuse bool) *cone {
	c := &cone{
		Cone:  &Cone{Level: []int32{0}, Weight: []float64{1}, Limit: 0.2, Step: []float64{step}, Base: []float64{base}},
		level: []int32{0}, square: []int32{1}, excuse: []int32{-1}, top: []float64{top},
		given: map[chordKey]bool{},
	}
	if excuse {
		c.excuse[0] = 2
	}
	return c
}

// TestCutsKeepEveryPoint: no cut, wherever it is made, cuts off the square of a level that an excuse, or
// its absence, allows; on a grid the one through a level is exact there.
func TestCutsKeepEveryPoint(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		step := rapid.SampledFrom([]float64{0, 0.1, 1.0 / 3, 0.07, 2}).Draw(t, "step")
		base := rapid.SampledFrom([]float64{0, 0.05, -0.3}).Draw(t, "base")
		grid := func(n int) float64 {
			if step == 0 {
				return 0.05 * float64(n)
			}
			return base + step*float64(n)
		}
		first := 0
		for grid(first) < 0 {
			first++
		}
		topAt := rapid.IntRange(first, first+20).Draw(t, "top")
		c := cutCone(step, base, grid(topAt), rapid.Bool().Draw(t, "excuse"))
		r := rapid.Float64Range(0, 3).Draw(t, "at")
		if rapid.Bool().Draw(t, "on the grid") {
			r = grid(rapid.IntRange(first, first+30).Draw(t, "point"))
		}
		var rows solver.Rows
		c.cut(&rows, 0, r)
		c.cut(&rows, 0, r)
		require.Equal(t, 1, rows.Len(), "once")
		for n := first; n <= first+40; n++ {
			level := grid(n)
			for _, y := range []float64{0, 1} {
				if c.excuse[0] >= 0 && y == 0 && n < topAt {
					continue // needs the excuse
				}
				x := []float64{level, level * level, y}
				require.GreaterOrEqual(t, rows.Activity(0, x), rows.Lower[0]-1e-9*max(1, level*level), "level %v, excuse %v", level, y)
				require.InDelta(t, level*level, c.strongSquare(0, x), 1e-9*max(1, level*level))
			}
		}
		if c.excuse[0] >= 0 {
			return
		}
		g, h := c.chord(0, r)
		for _, level := range []float64{g, h} {
			x := []float64{level, level * level, 0}
			require.InDelta(t, rows.Lower[0], rows.Activity(0, x), 1e-9*max(1, level*level), "exact at %v", level)
		}
	})
}

// TestSplitsKeepEveryMean: where a mean has a grid, no point of it is lost between the parts of a range.
func TestSplitsKeepEveryMean(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := &cone{Cone: &Cone{MeanStep: rapid.SampledFrom([]float64{2.0 / 3, 0.1, 1.0 / 7, 1e-3, 0}).Draw(t, "step")}}
		c.MeanBase = rapid.SampledFrom([]float64{0, 0.05}).Draw(t, "base")
		mean := func(n int) float64 {
			if c.MeanStep == 0 {
				return 0.01 * float64(n)
			}
			return c.MeanBase + c.MeanStep*float64(n)
		}
		last := rapid.IntRange(0, 60).Draw(t, "last")
		all := []*box{{lo: []float64{0}, hi: []float64{mean(last)}}}
		near := rapid.Float64Range(0, 10).Draw(t, "near")
		for range rapid.IntRange(1, 6).Draw(t, "splits") {
			n := rapid.IntRange(0, len(all)-1).Draw(t, "which")
			b := all[n]
			b.cone = 0
			b.at = b.lo[0] + (b.hi[0]-b.lo[0])*rapid.Float64Range(0, 1).Draw(t, "at")
			parts := b.split(c, near)
			require.NotEmpty(t, parts)
			all = append(append(all[:n:n], parts...), all[n+1:]...)
		}
		for n := 0; n <= last; n++ {
			found := false
			for _, b := range all {
				found = found || mean(n) >= b.lo[0]-1e-9 && mean(n) <= b.hi[0]+1e-9
			}
			require.True(t, found, "mean %v of %d lies in no part", mean(n), n)
		}
	})
}

func TestFilled(t *testing.T) {
	c := &cone{
		Cone:  &Cone{Level: []int32{0, 1}, Weight: []float64{0.5, 0.5}, Before: []float64{1, 0.2}},
		level: []int32{0, 1}, floor: []float64{0, 0.4}, limit: 0.25,
	}
	levels, mean := c.filled()
	require.InDelta(t, 1, levels[0], 1e-12, "nothing is taken away")
	// (1 - t) / (1 + t) = 1/4.
	require.InDelta(t, 0.6, levels[1], 1e-9)
	require.InDelta(t, 0.8, mean, 1e-9)
	c.limit = math.Inf(1)
	levels, _ = c.filled()
	require.Equal(t, []float64{1, 0.4}, levels, "floors alone")
}

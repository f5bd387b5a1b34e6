package exact

import (
	"math"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

// drawPath draws a stage of a few sections, with ties, as the exchange route sees it.
func drawPath(t *rapid.T) *path {
	n := rapid.IntRange(1, 4).Draw(t, "sections")
	p := &path{f: &frame{stages: []stage{{name: "primary"}}, targets: []target{{code: "T"}}}}
	for range n {
		before := float64(rapid.IntRange(0, 4).Draw(t, "before"))
		p.f.targets[0].before = append(p.f.targets[0].before, before)
		p.pupils = append(p.pupils, rapid.SampledFrom([]float64{50, 100, 100, 37, 210}).Draw(t, "pupils"))
		p.lo = append(p.lo, before-float64(rapid.IntRange(0, int(before)).Draw(t, "may leave")))
		p.hi = append(p.hi, before+float64(rapid.IntRange(0, 4).Draw(t, "may come")))
	}
	p.zones.count = 1
	if rapid.Bool().Draw(t, "zones") {
		p.zones = zones{}
		for range n {
			of := rapid.IntRange(0, p.zones.count).Draw(t, "zone") // numbered in the order of first sections
			p.zones.of = append(p.zones.of, of)
			p.zones.count = max(p.zones.count, of+1)
		}
	}
	return p
}

// sumSquares is what the path makes small.
func (p *path) sumSquares(z []float64) float64 {
	var sum float64
	for i := range z {
		sum += z[i] * z[i] / p.pupils[i]
	}
	return sum
}

// everyStock calls visit for all stocks within the bounds with the total there is in every zone, and the
// number of moves to each.
func (p *path) everyStock(visit func(z []float64, moves int)) {
	before := p.f.targets[0].before
	z := make([]float64, len(before))
	var rec func(i int, moved float64)
	rec = func(i int, moved float64) {
		if i == len(z) {
			for zone := range p.zones.count {
				sum := 0.0
				for k := range z {
					if p.zones.has(zone, k) {
						sum += z[k] - before[k]
					}
				}
				if sum != 0 {
					return
				}
			}
			visit(z, int(moved))
			return
		}
		for z[i] = p.lo[i]; z[i] <= p.hi[i]; z[i]++ {
			rec(i+1, moved+max(0, before[i]-z[i]))
		}
	}
	rec(0, 0)
}

const unitRounding = 1e-12

func TestPathIsBestForEveryNumberOfMoves(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := drawPath(t)
		p.walk()
		best := make([]float64, len(p.steps)+1) // with at most so many moves
		for k := range best {
			best[k] = math.Inf(1)
		}
		least := math.Inf(1)
		p.everyStock(func(z []float64, moves int) {
			sum := p.sumSquares(z)
			least = min(least, sum)
			for k := moves; k < len(best); k++ {
				best[k] = min(best[k], sum)
			}
		})
		for k := range best {
			z := p.stock(k)
			require.InDelta(t, best[k], p.sumSquares(z), unitRounding)
			moved := 0.0
			for i := range z {
				require.True(t, z[i] >= p.lo[i] && z[i] <= p.hi[i])
				moved += max(0, p.f.targets[0].before[i]-z[i])
			}
			require.Equal(t, float64(k), moved, "nobody both gives and receives")
			if k > 0 {
				require.Less(t, best[k], best[k-1], "every step improves")
			}
		}
		require.InDelta(t, least, p.sumSquares(p.stock(len(p.steps))), unitRounding, "the end is the best of all")
	})
}

func TestPricesProveThePath(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := drawPath(t)
		p.walk()
		before := p.f.targets[0].before
		for k := range len(p.steps) + 1 {
			for _, last := range []bool{false, true} {
				prices := p.prices(k, last)
				require.Len(t, prices, p.zones.count)
				move := prices[0].Move
				require.GreaterOrEqual(t, move, 0.0)
				var low float64
				for i := range before {
					price := prices[0]
					if p.zones.of != nil {
						price = prices[p.zones.of[i]]
					}
					require.Equal(t, "primary", price.Stage)
					require.Equal(t, "T", price.Code)
					require.Equal(t, move, price.Move)
					least := math.Inf(1)
					for z := p.lo[i]; z <= p.hi[i]; z++ {
						least = min(least, z*z/p.pupils[i]-price.Level*(z-before[i])+price.Move*max(0, before[i]-z))
					}
					low += least
				}
				require.InDelta(t, p.sumSquares(p.stock(k))+move*float64(k), low, 1e-9, "%d moves, last %v", k, last)
			}
		}
	})
}

func TestFewestIsTheFirstStepWithinTheLimit(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := drawPath(t)
		p.walk()
		if !(p.cv(0) >= 0) {
			t.Skip("no stock")
		}
		limit := rapid.Float64Range(0, 1.5).Draw(t, "limit")
		k, ok := p.fewest(limit)
		require.Equal(t, slices.ContainsFunc(slices.Collect(func(yield func(int) bool) {
			for n := range len(p.steps) + 1 {
				if !yield(n) {
					return
				}
			}
		}), func(n int) bool { return p.cv(n) <= limit }), ok)
		if ok {
			require.LessOrEqual(t, p.cv(k), limit)
			require.True(t, k == 0 || p.cv(k-1) > limit)
		}
	})
}

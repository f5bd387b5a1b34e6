package solver_test

import (
	"math"
	"math/big"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/eduparity/eduparity/solver"
)

func TestDualBoundByHand(t *testing.T) {
	p := small() // min x + 2y, x + y >= 1, 0 <= x, y <= 4
	for _, c := range []struct {
		y, want float64
	}{
		{0, 0}, {1, 1}, {0.5, 0.5},
		{2, 2 + 4*(1-2)},
		{3, 3 + 4*(1-3) + 4*(2-3)},
		{-1, math.Inf(-1)}, // leans on the row's infinite upper bound
		{math.NaN(), math.Inf(-1)},
	} {
		require.Equal(t, c.want, solver.DualBound(p, []float64{c.y}), "y = %v", c.y)
	}
	require.Equal(t, math.Inf(-1), solver.DualBound(p, nil), "a wrong number of multipliers")
	p.Offset = 10
	require.Equal(t, 11.0, solver.DualBound(p, []float64{1}))
}

func TestRayProvesByHand(t *testing.T) {
	p := small()
	require.Zero(t, solver.RayProves(p, []float64{1}))
	p.AddRow(-inf, 0.5, []int32{0, 1}, []float64{2, 2}) // x + y <= 0.25
	require.Equal(t, 0.75, solver.RayProves(p, []float64{1, -0.5}))
	require.Equal(t, 0.75, solver.RayProves(p, []float64{1e6, -0.5e6}), "the scale of a ray has no meaning")
	for _, ray := range [][]float64{{-1, 0.5}, {0, 0}, {math.NaN(), 1}, {inf, -1}, nil} {
		require.Zero(t, solver.RayProves(p, ray))
	}
}

// Columns without an upper bound whose reduced cost is zero but for rounding: what every outer
// approximation has.
func TestDualBoundStandsRounding(t *testing.T) {
	p := &solver.Problem{}
	u := p.AddCol(1, 0, inf, false)
	x := p.AddCol(0, -1, 1, false)
	for _, at := range []float64{0.1, 0.3, 0.7} { // u >= 2 at x - at^2
		p.AddRow(-at*at, inf, []int32{int32(u), int32(x)}, []float64{1, -2 * at})
	}
	p.AddRow(0.2, inf, []int32{int32(x)}, []float64{1})
	y := []float64{0.5, 0.5 + 1e-16, 0, 0.4} // 1 - y0 - y1 is -1e-16
	y[0] = math.Nextafter(0.5, 1)
	bound := solver.DualBound(p, y)
	require.InDelta(t, 0.03, bound, 1e-12)
	require.LessOrEqual(t, bound, 0.03)

	y[0] = 0.6 // off by more than rounding, and no row confines u from above
	require.Equal(t, math.Inf(-1), solver.DualBound(p, y))
}

func TestDualBoundUsesImpliedBounds(t *testing.T) {
	p := &solver.Problem{}
	p.AddCol(1, -inf, inf, false) // free, with a reduced cost that is not quite zero
	p.AddCol(1, 0, 5, false)
	p.AddRow(3, 3, []int32{0, 1}, []float64{1, 1})
	bound := solver.DualBound(p, []float64{1 - 1e-13})
	require.InDelta(t, 3, bound, 1e-11)
	require.LessOrEqual(t, bound, 3.0)

}

// exactBound is DualBound in rational numbers, for finite bounds.
func exactBound(p *solver.Problem, y []float64) *big.Rat {
	rat := func(v float64) *big.Rat { return new(big.Rat).SetFloat64(v) }
	d := make([]*big.Rat, p.NumCols())
	for j, c := range p.Cost {
		d[j] = rat(c)
	}
	total := rat(p.Offset)
	for i, yi := range y {
		bound := p.Rows.Lower[i]
		if yi < 0 {
			bound = p.Rows.Upper[i]
		}
		if yi != 0 {
			total.Add(total, new(big.Rat).Mul(rat(yi), rat(bound)))
		}
		index, value := p.Rows.Row(i)
		for k, j := range index {
			d[j].Sub(d[j], new(big.Rat).Mul(rat(yi), rat(value[k])))
		}
	}
	for j := range d {
		a := new(big.Rat).Mul(d[j], rat(p.ColLower[j]))
		b := new(big.Rat).Mul(d[j], rat(p.ColUpper[j]))
		if a.Cmp(b) > 0 {
			a = b
		}
		total.Add(total, a)
	}
	return total
}

// The bound never lies above the exact one, and not far below, whatever the scale.
func TestDualBoundIsSafeAndTight(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 1))
	number := func() float64 { return rng.NormFloat64() * math.Exp2(float64(rng.IntN(60)-30)) }
	for range 2000 {
		p := &solver.Problem{Offset: number()}
		n := 1 + rng.IntN(6)
		size := math.Abs(p.Offset)
		for range n {
			a, b := number(), number()
			p.AddCol(number(), min(a, b), max(a, b), false)
		}
		y := make([]float64, 1+rng.IntN(6))
		for i := range y {
			y[i] = number()
			var index []int32
			var value []float64
			for j := range n {
				index, value = append(index, int32(j)), append(value, number())
			}
			a, b := number(), number()
			p.AddRow(min(a, b), max(a, b), index, value)
			size += math.Abs(y[i]) * max(math.Abs(a), math.Abs(b))
		}
		for j, c := range p.Cost {
			d := math.Abs(c)
			for i := range y {
				d += math.Abs(y[i] * p.Rows.Value[i*n+j])
			}
			size += d * max(math.Abs(p.ColLower[j]), math.Abs(p.ColUpper[j]))
		}
		got, exact := solver.DualBound(p, y), exactBound(p, y)
		require.False(t, math.IsInf(got, 0))
		require.LessOrEqual(t, new(big.Rat).SetFloat64(got).Cmp(exact), 0, "the bound %v is above the exact one", got)
		near, _ := exact.Float64()
		require.InDelta(t, near, got, 1e-14*size)
	}
}

// Weak duality: no point of the problem lies below the bound, whatever the multipliers.
func TestDualBoundHoldsForEveryPoint(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 5).Draw(t, "columns")
		whole := rapid.Float64Range(-5, 5)
		p := &solver.Problem{}
		x := make([]float64, n)
		for j := range x {
			x[j] = whole.Draw(t, "x")
			lower, upper := -inf, inf
			if rapid.Bool().Draw(t, "has lower") {
				lower = x[j] - rapid.Float64Range(0, 1).Draw(t, "below")
			}
			if rapid.Bool().Draw(t, "has upper") {
				upper = x[j] + rapid.Float64Range(0, 1).Draw(t, "above")
			}
			p.AddCol(whole.Draw(t, "cost"), lower, upper, false)
		}
		var y []float64
		for range rapid.IntRange(0, 5).Draw(t, "rows") {
			var index []int32
			var value []float64
			for j := range x {
				index, value = append(index, int32(j)), append(value, float64(rapid.IntRange(-3, 3).Draw(t, "entry")))
			}
			p.AddRow(0, 0, index, value)
			i := p.NumRows() - 1
			at := p.Rows.Activity(i, x)
			p.Rows.Lower[i], p.Rows.Upper[i] = at-1, inf
			y = append(y, rapid.Float64Range(0, 2).Draw(t, "y"))
		}
		bound := solver.DualBound(p, y)
		require.LessOrEqual(t, bound, p.Objective(x)+1e-9) // the point's own sums are rounded
		require.Zero(t, solver.RayProves(p, y), "a ray against a problem that has a point")
	})
}

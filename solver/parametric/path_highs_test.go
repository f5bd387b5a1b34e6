package parametric

import (
	"context"
	"errors"
	"math"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/eduparity/eduparity/solver"
	"github.com/eduparity/eduparity/solver/highs"
	"github.com/eduparity/eduparity/solver/outer"
)

// An engine solves a kind by another road: an LP on HiGHS, the cap by tangents. Stocks are in means, costs
// in the dearest, so that its tolerances mean the same for all data.
type engine struct {
	kind         *Kind
	stock, money float64 // units
	problem      *solver.Problem
	level        int32 // first column
	squares      *outer.Squares
	t            *testing.T
}

func newEngine(t *testing.T, k *Kind, cap float64) *engine {
	n := len(k.Stock)
	stock, _ := sizes(k)
	e := &engine{kind: k, stock: stock, money: k.unitCost(), problem: &solver.Problem{}, t: t}
	p, inf := e.problem, math.Inf(1)
	pupils := sum(k.Pupils)
	into, out := make([][]int32, n), make([][]int32, n)
	for at, a := range k.Network.arcs {
		most := inf
		if k.Closed != nil && k.Closed[at] {
			most = 0
		}
		c := int32(p.AddCol(a.Cost/e.money, 0, most, false))
		into[a.To], out[a.From] = append(into[a.To], c), append(out[a.From], c)
	}
	for i := range n {
		if k.HireCost > 0 {
			into[i] = append(into[i], int32(p.AddCol(k.HireCost/e.money, 0, inf, false)))
		}
	}
	// The level of section i times its share of pupils is its stock in means over n.
	e.level = int32(p.NumCols())
	for i := range n {
		p.AddCol(0, k.least(i)/stock/k.Pupils[i]*pupils/float64(n), inf, false)
	}
	for i := range n {
		index, value := []int32{e.level + int32(i)}, []float64{k.Pupils[i] / pupils * float64(n)}
		for _, c := range into[i] {
			index, value = append(index, c), append(value, -1)
		}
		for _, c := range out[i] {
			index, value = append(index, c), append(value, 1)
		}
		p.AddRow(k.Stock[i]/stock, k.Stock[i]/stock, index, value)
		if len(out[i]) > 0 {
			ones := make([]float64, len(out[i]))
			for j := range ones {
				ones[j] = 1
			}
			p.AddRow(-inf, k.mostOut(i)/stock, out[i], ones)
		}
	}
	if !math.IsInf(cap, 1) {
		e.addCap(cap)
	}
	return e
}

// addCap adds  sum p q <= (1 + cap^2) mean  with squares q, by tangents.
func (e *engine) addCap(cap float64) {
	p, n := e.problem, len(e.kind.Stock)
	pupils := sum(e.kind.Pupils)
	mean := int32(p.AddCol(0, 0, math.Inf(1), false))
	e.squares = &outer.Squares{Mean: mean, Sides: 1}
	index, value := []int32{mean}, []float64{-1}
	capIndex, capValue := []int32{mean}, []float64{-(1 + cap*cap)}
	for i := range n {
		share := e.kind.Pupils[i] / pupils
		square := int32(p.AddCol(0, 0, math.Inf(1), false))
		index, value = append(index, e.level+int32(i)), append(value, share)
		capIndex, capValue = append(capIndex, square), append(capValue, share)
		e.squares.Level, e.squares.Square = append(e.squares.Level, e.level+int32(i)), append(e.squares.Square, square)
		e.squares.Weight = append(e.squares.Weight, share)
		e.squares.At = append(e.squares.At, 1)
	}
	p.AddRow(0, 0, index, value)
	p.AddRow(math.Inf(-1), 0, capIndex, capValue)
	e.squares.Allowed = func(x []float64) float64 { return (1 + cap*cap) * x[mean] }
}

// openHighs skips the test where there is no HiGHS.
func openHighs(t *testing.T) solver.Backend {
	b, err := highs.Open()
	if errors.Is(err, highs.ErrMissing) {
		t.Skip("this test compares with HiGHS, which this build does not have")
	}
	require.NoError(t, err)
	return b
}

// solve returns a lower bound of the least cost, in the units of the kind, and whether there is a plan;
// known is false where the engine gave up.
func (e *engine) solve(b solver.Backend) (lower float64, feasible, known bool) {
	s, err := solver.NewSession(b, e.problem)
	require.NoError(e.t, err)
	defer func() { require.NoError(e.t, s.Close()) }()
	var oracles []outer.Oracle
	if e.squares != nil {
		oracles = append(oracles, e.squares)
	}
	l, err := outer.New(s, oracles...)
	require.NoError(e.t, err)
	r, err := l.Solve(context.Background(), nil, outer.Settings{MaxRounds: 60})
	if errors.Is(err, outer.ErrRounds) {
		return 0, false, false
	}
	require.NoError(e.t, err)
	switch r.Status {
	case solver.Optimal:
		return r.Lower * e.money * e.stock, true, r.Done
	case solver.Infeasible:
		return 0, false, true
	default:
		return 0, false, false
	}
}

// agreement is by how much the two roads may differ, relatively: HiGHS and the tangents keep 1e-8 to 1e-9
// of rows, whose prices reach hundreds.
const agreement = 2e-6

// compare holds a cold solve against the engine: its tangents never cost more than the plan, and never
// less than the plan for a cap that is wider by what its tolerance lets pass.
func (s *tally) compare(t *testing.T, c instance, cap float64) (known bool) {
	t.Helper()
	b := s.solve(t, c, cap)
	if b == nil || len(c.kind.Stock) == 0 || cap < 1e-2 || sum(c.kind.Stock) == 0 {
		return false // below that the engine cannot tell caps apart
	}
	lower, feasible, known := newEngine(t, c.kind, cap).solve(openHighs(t))
	if !known {
		return false
	}
	stock, money := sizes(c.kind)
	scale := money * max(1, stock)
	wide := math.Sqrt(cap*cap + 1e-7*(1+cap*cap))
	switch {
	case b.Status == Optimal && !feasible:
		t.Errorf("%s cap %v: a plan, and HiGHS says there is none", c.name, cap)
	case b.Status == Optimal:
		p, err := NewPath(c.kind)
		require.NoError(t, err)
		w, err := p.LeastCost(context.Background(), wide)
		require.NoError(t, err, c.name)
		if lower > b.Cost+agreement*max(scale, b.Cost) || lower < w.Cost-agreement*max(scale, w.Cost) {
			t.Errorf("%s cap %v: cost %v (%v at cap %v), HiGHS %v", c.name, cap, b.Cost, w.Cost, wide, lower)
		}
	case b.Status == Short && feasible:
		if b.ShortBy > agreement*stock {
			t.Errorf("%s cap %v: short by %v, and HiGHS has a plan", c.name, cap, b.ShortBy)
		}
	case b.Status == TooTight && feasible:
		if b.Floor > wide {
			t.Errorf("%s cap %v: out of reach, floor %v, and HiGHS has a plan", c.name, cap, b.Floor)
		}
	}
	return true
}

// largestCompared is the number of sections up to which HiGHS is quick enough to be asked thousands of
// times.
const largestCompared = 12

func TestPathHighs(t *testing.T) {
	t.Parallel()
	var s tally
	compared := 0
	for _, draw := range []func(int64) instance{drawSmooth, drawDegenerate} {
		for seed, left := int64(1e6), cases(); left > 0; seed++ {
			if c := draw(seed); len(c.kind.Stock) <= largestCompared && s.compare(t, c, c.caps[0]) {
				compared++
				left--
			}
		}
	}
	t.Logf("compared %d of %+v", compared, s)
	require.Greater(t, s.Optimal, compared/2)
}

package outer_test

import (
	"context"
	"math"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/eduparity/eduparity/solver"
	"github.com/eduparity/eduparity/solver/highs"
	"github.com/eduparity/eduparity/solver/outer"
)

// norms adds the columns and the row of a norm to a problem.
func norms(p *solver.Problem, weight []float64) *outer.Norm {
	inf := math.Inf(1)
	q := &outer.Norm{Norm: int32(p.AddCol(0, 0, inf, false)), Weight: weight}
	index, value := []int32{q.Norm}, []float64{-1}
	for _, w := range weight {
		level, square := p.AddCol(0, -inf, inf, false), p.AddCol(0, 0, inf, false)
		q.Level, q.Square = append(q.Level, int32(level)), append(q.Square, int32(square))
		index, value = append(index, int32(square)), append(value, w)
	}
	p.AddRow(-inf, 0, index, value)
	return q
}

// Every tangent holds wherever squares are what they stand for, and together they cut a point off whose
// norm is too small.
func TestNormTangentsHoldEverywhere(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 5).Draw(t, "n")
		level := rapid.Float64Range(-2, 2)
		var p solver.Problem
		weight := make([]float64, n)
		for i := range weight {
			weight[i] = rapid.Float64Range(0.05, 1).Draw(t, "weight")
		}
		q := norms(&p, weight)
		at := func(by float64) []float64 { // a point whose norm is by times the true one
			x := make([]float64, p.NumCols())
			for _, j := range q.Level {
				x[j] = level.Draw(t, "level")
			}
			x[q.Norm] = by * q.Value(x)
			for i, j := range q.Level {
				if x[q.Norm] > 0 {
					x[q.Square[i]] = x[j] * x[j] / x[q.Norm]
				}
			}
			return x
		}
		x := at(1)
		norm := x[q.Norm]
		if norm < 1e-3 {
			t.Skip("next to nothing")
		}
		limit := rapid.Float64Range(0, 0.9).Draw(t, "limit") * norm
		q.Allowed = func([]float64) float64 { return limit }
		var rows solver.Rows
		q.Seed(&rows)
		require.InDelta(t, norm-limit, q.Separate(&rows, x, 1e-9), 1e-12)
		require.Zero(t, rows.Len(), "the engine knows the norm")

		x[q.Norm] = limit // and now does not
		for i := range q.Square {
			x[q.Square[i]] = 0
		}
		q.Separate(&rows, x, 1e-9)
		require.Len(t, q.Rows, rows.Len())
		require.Positive(t, rows.Len())
		cut := 0.0
		for i := range rows.Len() {
			cut -= weight[q.Rows[i].I] * rows.Activity(i, x)
			for _, by := range []float64{1, 1.5, 7} { // squares of a norm that is too large are still enough
				require.GreaterOrEqual(t, rows.Activity(i, at(by)), -1e-9)
			}
		}
		require.Greater(t, cut, limit, "the weighted squares may come to no more than the norm")
		q.Allowed = func([]float64) float64 { return norm }
		require.Zero(t, q.Separate(&rows, x, 1e-9))
	})
}

// The least of a norm on a plane, and of a sum of two norms whose levels are tied, against closed forms.
func TestNormLoopFindsTheLeast(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 6).Draw(t, "n")
		var p solver.Problem
		weight, slope := make([]float64, n), make([]float64, n)
		var dual float64
		for i := range weight {
			weight[i] = rapid.Float64Range(0.05, 1).Draw(t, "weight")
			slope[i] = rapid.Float64Range(0.2, 2).Draw(t, "slope") * float64(1-2*rapid.IntRange(0, 1).Draw(t, "sign"))
			dual += slope[i] * slope[i] / weight[i]
		}
		a, b := norms(&p, weight), norms(&p, weight)
		const total = 3.0
		p.AddRow(total, total, append(append([]int32{}, a.Level...), b.Level...), append(append([]float64{}, slope...), slope...))
		sum := p.AddCol(1, 0, math.Inf(1), false)
		p.AddRow(math.Inf(-1), 0, []int32{a.Norm, b.Norm, int32(sum)}, []float64{1, 1, -1})
		a.Allowed = func(x []float64) float64 { return x[sum] - b.Value(x) }
		b.Allowed = func(x []float64) float64 { return x[sum] - a.Value(x) }
		backend, err := highs.Open()
		require.NoError(t, err)
		session, err := solver.NewSession(backend, &p)
		require.NoError(t, err)
		defer func() { require.NoError(t, session.Close()) }()
		loop, err := outer.New(session, a, b)
		require.NoError(t, err)
		res, err := loop.Solve(context.Background(), nil, outer.Settings{})
		require.NoError(t, err)
		require.True(t, res.Done)
		want := total / math.Sqrt(dual) // however it is divided
		require.InDelta(t, want, res.Lower, 1e-6*max(1, want))
		require.LessOrEqual(t, res.Lower, want+1e-7)
		require.LessOrEqual(t, a.Value(res.X)+b.Value(res.X), res.X[sum]+1.01e-8)
	})
}

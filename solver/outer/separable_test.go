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

// convex are functions with a slope of them.
var convex = []struct {
	name        string
	lower       float64 // of the domain
	value, grad func(v float64) float64
}{
	{"exponential", -3, math.Exp, math.Exp},
	{"square", -3, func(v float64) float64 { return v * v }, func(v float64) float64 { return 2 * v }},
	{"distance from one", -3, func(v float64) float64 { return math.Abs(v - 1) }, func(v float64) float64 { return math.Copysign(1, v-1) }},
	{"entropy", 1e-6, func(v float64) float64 { return v * math.Log(v) }, func(v float64) float64 { return 1 + math.Log(v) }},
	{"shortfall", -3, func(v float64) float64 { return max(0, 1-v) }, func(v float64) float64 {
		if v < 1 {
			return -1
		}
		return 0
	}},
}

// spread is the oracle of n times one function, with levels in columns 0 to n-1 and values behind.
func spread(which, n int) *outer.Separable {
	f := convex[which]
	q := &outer.Separable{Func: func(_ int, v float64) (float64, float64) { return f.value(v), f.grad(v) }}
	for i := range n {
		q.Level, q.Value, q.Weight = append(q.Level, int32(i)), append(q.Value, int32(n+i)), append(q.Weight, 1)
	}
	return q
}

func TestSeparableTangentsHoldEverywhereAndTouch(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		which := rapid.IntRange(0, len(convex)-1).Draw(t, "function")
		f := convex[which]
		q := spread(which, 1)
		level := rapid.Float64Range(f.lower, 4)
		at := level.Draw(t, "at")
		q.At = [][]float64{{level.Draw(t, "seed")}}
		var rows solver.Rows
		q.Seed(&rows)
		require.Equal(t, 1, rows.Len())
		under := rapid.Float64Range(0.01, 3).Draw(t, "under")
		require.InDelta(t, under, q.Separate(&rows, []float64{at, f.value(at) - under}, 1e-8), 1e-9)
		require.Equal(t, 2, rows.Len())
		require.Equal(t, []outer.Tangent{{I: 0, V: q.At[0][0]}, {I: 0, V: at}}, q.Rows)
		require.InDelta(t, rows.Lower[1], rows.Activity(1, []float64{at, f.value(at)}), 1e-9, "touches")
		other := level.Draw(t, "other")
		for i := range rows.Len() {
			require.GreaterOrEqual(t, rows.Activity(i, []float64{other, f.value(other)}), rows.Lower[i]-1e-9)
		}
		require.Zero(t, q.Separate(&rows, []float64{at, f.value(at)}, 1e-8))
		require.Equal(t, 2, rows.Len())
	})
}

// open minimises the sum of values of n levels that add up to a total.
func openSpread(t fataler, q *outer.Separable, lower, total float64) (*outer.Loop, func()) {
	t.Helper()
	var p solver.Problem
	n := len(q.Level)
	for range n {
		p.AddCol(0, lower, 10, false)
	}
	for range n {
		p.AddCol(1, -100, math.Inf(1), false)
	}
	p.AddRow(total, total, q.Level, q.Weight)
	backend, err := highs.Open()
	require.NoError(t, err)
	s, err := solver.NewSession(backend, &p)
	require.NoError(t, err)
	l, err := outer.New(s, q)
	require.NoError(t, err)
	return l, func() { require.NoError(t, s.Close()) }
}

// By Jensen's inequality equal levels are best, whatever the convex function.
func TestLoopSpreadsWhatIsConvexEvenly(t *testing.T) {
	for which, f := range convex {
		t.Run(f.name, func(t *testing.T) {
			rapid.Check(t, func(t *rapid.T) {
				n := rapid.IntRange(1, 4).Draw(t, "n")
				mean := rapid.Float64Range(max(f.lower, -1), 3).Draw(t, "mean")
				l, done := openSpread(t, spread(which, n), f.lower, mean*float64(n))
				defer done()
				res, err := l.Solve(context.Background(), nil, outer.Settings{})
				require.NoError(t, err)
				require.True(t, res.Done)
				require.InDelta(t, float64(n)*f.value(mean), res.Lower, 1e-6)
				require.LessOrEqual(t, res.Lower, float64(n)*f.value(mean)+1e-7)
				require.Equal(t, res.Objective, res.Upper)
			})
		})
	}
}

// The oracle asks for nothing where what is allowed is kept, whatever the engine's values are.
func TestSeparableLetsPassWhatIsAllowed(t *testing.T) {
	q := spread(1, 2)
	q.Allowed = func([]float64) float64 { return 5 }
	var rows solver.Rows
	require.Zero(t, q.Separate(&rows, []float64{1, 2, 0, 0}, 1e-8))
	require.InDelta(t, 3, q.Separate(&rows, []float64{2, 2, 0, 4}, 1e-8), 1e-12)
	require.Equal(t, []outer.Tangent{{I: 0, V: 2}}, q.Rows, "only what is undercut")
}

func TestSeparableSaysSoOutsideTheDomain(t *testing.T) {
	q := spread(3, 2) // x log x is no number below 0
	q.At = [][]float64{{-1}, {1}}
	var rows solver.Rows
	q.Seed(&rows)
	require.Equal(t, []outer.Tangent{{I: 1, V: 1}}, q.Rows)
	require.True(t, math.IsInf(q.Separate(&rows, []float64{-1, 2, 0, 0}, 1e-8), 1))
	require.Equal(t, []outer.Tangent{{I: 1, V: 1}, {I: 1, V: 2}}, q.Rows)

	one := spread(3, 1)
	l, done := openSpread(t, one, -1, -1)
	defer done()
	res, err := l.Solve(context.Background(), nil, outer.Settings{})
	require.NoError(t, err)
	require.False(t, res.Done, "no row mends it, and nothing is kept")
	require.Nil(t, res.Best)
}

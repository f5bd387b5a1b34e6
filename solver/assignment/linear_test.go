package assignment_test

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/eduparity/eduparity/solver"
	"github.com/eduparity/eduparity/solver/assignment"
)

// provenTolerance is by how much a bound recomputed from the prices of an LP may be below the value.
const provenTolerance = 1e-6

// TestSplitIsProven: where nothing need be whole, plan and bound meet, and no whole plan is better.
func TestSplitIsProven(t *testing.T) {
	t.Parallel()
	for at, f := range []form{
		{contiguity: -1},
		{contiguity: -1, over: true},
		{contiguity: -1, rows: true, over: true},
		{contiguity: -1, loads: true},
		{contiguity: -1, ratios: true},
		{contiguity: -1, ratios: true, worst: true, rows: true},
		{contiguity: 0},
		{contiguity: 0, torn: true, ratios: true, worst: true},
	} {
		t.Run(fmt.Sprintf("%+v", f), func(t *testing.T) {
			t.Parallel()
			feasible := 0
			for seed := range rounds(t, 25, 400) {
				p := draw(rand.New(rand.NewPCG(uint64(100+at), uint64(seed))), f)
				whole := brute(p)
				s := settings()
				if seed%2 == 1 {
					s = assignment.Eager(s)
				}
				r, err := assignment.Solve(context.Background(), p, s)
				require.NoError(t, err, "seed %d", seed)
				requireSound(t, p, r, seed)
				if r.Status == solver.Infeasible {
					require.True(t, math.IsInf(whole, 1), "seed %d: there is a plan of %v", seed, whole)
					require.True(t, r.Short != nil && r.Short.Amount() >= 0 || f.ratios || f.contiguity >= 0, "seed %d", seed)
					continue
				}
				feasible++
				require.Equal(t, solver.Optimal, r.Status, "seed %d: %+v", seed, r)
				require.NotEqual(t, assignment.Search, r.Route)
				value, bound := r.Value, r.RootBound
				if f.worst { // tangents are as near as that to squares
					value, bound, whole = value*value, bound*bound, whole*whole
				}
				require.InDelta(t, value, bound, provenTolerance*max(1, r.Value), "seed %d", seed)
				require.LessOrEqual(t, value, whole+provenTolerance*max(1, r.Value), "seed %d", seed)
			}
			require.Positive(t, feasible)
		})
	}
}

// TestTransportIsTheLP: the transport and the LP, which a row that says nothing calls for, agree.
func TestTransportIsTheLP(t *testing.T) {
	t.Parallel()
	routes := map[assignment.Route]int{}
	for seed := range rounds(t, 60, 600) {
		p := draw(rand.New(rand.NewPCG(200, uint64(seed))), form{contiguity: -1, over: seed%2 == 0})
		fast, err := assignment.Solve(context.Background(), p, assignment.Settings{})
		require.NoError(t, err)
		require.Equal(t, assignment.Transport, fast.Route)
		p.Rows = []assignment.Row{{Lower: math.Inf(-1), Upper: 1, Pair: []int32{0}, Value: []float64{1}}}
		slow, err := assignment.Solve(context.Background(), p, settings())
		require.NoError(t, err)
		require.Equal(t, assignment.Linear, slow.Route)
		require.Equal(t, fast.Status, slow.Status, "seed %d", seed)
		routes[slow.Route]++
		if fast.Share != nil {
			require.InDelta(t, fast.Value, slow.Value, provenTolerance*max(1, fast.Value), "seed %d", seed)
			require.InDelta(t, fast.Value, fast.Bound, 1e-12*max(1, fast.Value), "seed %d", seed)
		} else {
			require.NotNil(t, fast.Short)
			require.NotEmpty(t, fast.Short.String())
		}
	}
	require.Positive(t, routes[assignment.Linear])
}

// TestBoundHoldsForAnyPrices: whatever the prices, the bound is below the best plan.
func TestBoundHoldsForAnyPrices(t *testing.T) {
	t.Parallel()
	for seed := range rounds(t, 150, 3000) {
		r := rand.New(rand.NewPCG(300, uint64(seed)))
		f := form{
			whole: true, rows: r.IntN(2) == 0, over: r.IntN(2) == 0, units: r.IntN(2) == 0, open: r.IntN(2) == 0,
			ratios: r.IntN(2) == 0, contiguity: r.IntN(3) - 1, torn: r.IntN(2) == 0,
		}
		f.worst = f.ratios && r.IntN(2) == 0
		p := draw(r, f)
		optimum := brute(p)
		c := &assignment.Prices{Row: make([]float64, len(p.Rows))}
		list := func(n int, low float64) []float64 {
			out := make([]float64, n)
			for i := range out {
				out[i] = low + 6*r.Float64()
			}
			return out
		}
		c.Site = list(len(p.Sites), -3)
		for i := range c.Row {
			if c.Row[i] = r.Float64(); !math.IsInf(p.Rows[i].Upper, 1) {
				c.Row[i] = -c.Row[i]
			}
		}
		if r.IntN(2) == 0 {
			c.Piece = list(len(p.Size), 0)
		}
		c.Goal, c.Most = list(len(p.Ratios), 0), list(len(p.Ratios), 0)
		if p.Map != nil {
			c.Near = list(len(p.Cost), 0)
		}
		bound := assignment.Bound(p, c)
		require.False(t, math.IsNaN(bound))
		require.LessOrEqual(t, bound, optimum+1e-9, "seed %d: %+v", seed, f)
		c.Site = c.Site[1:]
		require.True(t, math.IsInf(assignment.Bound(p, c), -1))
	}
}

// TestManyPairs: an LP that begins with some of the pairs finds the others it needs.
func TestManyPairs(t *testing.T) {
	t.Parallel()
	p := rowed(town(1500, 30))
	r, err := assignment.Solve(context.Background(), p, settings())
	require.NoError(t, err)
	require.Equal(t, solver.Optimal, r.Status)
	require.NoError(t, p.Check(r.Share, r.Open, r.Units))
	require.InDelta(t, 1, r.RootBound/r.Value, 1e-9)
}

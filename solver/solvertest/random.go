package solvertest

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/eduparity/eduparity/solver"
)

// A solvedLP is a problem made around its own solution.
type solvedLP struct {
	*solver.Problem
	objective float64
}

// randomLP makes an LP of n columns and m rows from a point and multipliers that satisfy the
// conditions of optimality, so that its objective is known without solving it.
func randomLP(rng *rand.Rand, n, m int) solvedLP {
	p := &solver.Problem{Offset: rng.NormFloat64()}
	x := make([]float64, n)
	for j := range x {
		lower, upper := -inf, inf
		x[j] = math.Round(10 * rng.NormFloat64())
		cost := 0.0 // plus A'y, below
		switch rng.IntN(6) {
		case 0: // free and basic
		case 1: // between its bounds
			lower, upper = x[j]-1-rng.Float64(), x[j]+1+rng.Float64()
		case 2: // at its lower bound
			lower, cost = x[j], rng.Float64()
		case 3: // at its upper bound
			upper, cost = x[j], -rng.Float64()
		case 4: // at a bound without a price: degenerate
			lower, upper = x[j], x[j]+2
		case 5: // fixed
			lower, upper, cost = x[j], x[j], rng.NormFloat64()
		}
		p.AddCol(cost, lower, upper, false)
	}
	for range m {
		var index []int32
		var value []float64
		activity := 0.0
		for j := range n {
			if rng.IntN(3) == 0 {
				v := math.Round(20*rng.NormFloat64()) / 4
				index, value = append(index, int32(j)), append(value, v)
				activity += v * x[j]
			}
		}
		lower, upper, y := -inf, inf, 0.0
		switch rng.IntN(5) {
		case 0:
			lower, y = activity, rng.Float64()
		case 1:
			upper, y = activity, -rng.Float64()
		case 2:
			lower, upper, y = activity, activity, rng.NormFloat64()
		case 3:
			lower, upper, y = activity, activity+3, rng.Float64()
		case 4:
			lower, upper = activity-1, activity+1
		}
		p.AddRow(lower, upper, index, value)
		for k, j := range index {
			p.Cost[j] += y * value[k]
		}
	}
	return solvedLP{p, p.Objective(x)}
}

func (s *suite) randomLPs(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	for k := range 200 {
		n, m := 1+rng.IntN(12), 1+rng.IntN(10)
		if !s.Redundant {
			m = 1 + rng.IntN(n)
		}
		p := randomLP(rng, n, m)
		for _, noPresolve := range []bool{false, true} {
			r := s.solve(t, s.session(t, p.Problem), &solver.Settings{NoPresolve: noPresolve})
			s.check(t, p.Problem, r, solver.Optimal, p.objective)
			if s.Duals {
				bound := solver.DualBound(p.Problem, r.RowDual)
				require.LessOrEqual(t, bound, p.objective+1e-9*max(1, math.Abs(p.objective)), "LP %d: a safe bound above the optimum", k)
			}
			if s.Basis {
				e, err := solver.VerifyExact(context.Background(), p.Problem, r.Basis, solver.Binary)
				require.NoError(t, err)
				exact, _ := e.Objective.Float64()
				s.near(t, p.objective, exact, "objective of the basis")
				worst, _ := e.Primal.Add(e.Primal, e.Dual).Float64()
				require.LessOrEqual(t, worst, s.Tolerance)
			}
		}
	}
}

// cross solves in two ways at once.
func (s *suite) cross(t *testing.T) {
	rng := rand.New(rand.NewPCG(13, 14))
	for range 30 {
		p := randomLP(rng, 1+rng.IntN(12), 1+rng.IntN(10))
		r, err := s.session(t, p.Problem).CrossCheck(context.Background(), nil, nil)
		require.NoError(t, err)
		s.check(t, p.Problem, r, solver.Optimal, p.objective)
		if s.Whole {
			p := randomMIP(rng)
			status, objective := enumerate(p)
			r, err := s.session(t, p).CrossCheck(context.Background(), nil, nil)
			require.NoError(t, err)
			s.check(t, p, r, status, objective)
		}
	}
}

// rays makes LPs infeasible by a row that contradicts a combination of others.
func (s *suite) rays(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 4))
	for range 100 {
		p := randomLP(rng, 2+rng.IntN(8), 2+rng.IntN(6)).Problem
		for j := range p.Cost { // finite boxes: every combination of rows has a largest value
			p.ColLower[j], p.ColUpper[j] = max(p.ColLower[j], -50), min(p.ColUpper[j], 50)
		}
		combined := make([]float64, p.NumCols())
		for i := range p.NumRows() {
			index, value := p.Rows.Row(i)
			y := rng.NormFloat64()
			for k, j := range index {
				combined[j] += y * value[k]
			}
		}
		var index []int32
		most := 1.0
		for j, v := range combined {
			index = append(index, int32(j))
			most += max(v*p.ColLower[j], v*p.ColUpper[j])
		}
		p.AddRow(most, inf, index, combined)
		for _, noPresolve := range []bool{false, true} {
			r := s.solve(t, s.session(t, p), &solver.Settings{NoPresolve: noPresolve})
			require.Equal(t, solver.Infeasible, r.Status)
			require.NotNil(t, r.Ray)
			require.Positive(t, solver.RayProves(p, r.Ray))
			require.Equal(t, inf, r.Bound)
			require.Nil(t, r.X)
		}
	}
}

// randomMIPs compares small MIPs, with and without presolve, with an enumeration.
func (s *suite) randomMIPs(t *testing.T) {
	rng := rand.New(rand.NewPCG(6, 7))
	counts := map[solver.Status]int{}
	for k := range 300 {
		p := randomMIP(rng)
		status, objective := enumerate(p)
		counts[status]++
		for _, noPresolve := range []bool{false, true} {
			t.Run(fmt.Sprintf("%d, no presolve %v", k, noPresolve), func(t *testing.T) {
				r := s.solve(t, s.session(t, p), &solver.Settings{NoPresolve: noPresolve})
				s.check(t, p, r, status, objective)
			})
		}
	}
	require.Greater(t, counts[solver.Optimal], 100)
	require.Greater(t, counts[solver.Infeasible], 10)
}

// randomMIP has two to six whole columns of few values and one continuous column, the last.
func randomMIP(rng *rand.Rand) *solver.Problem {
	p := &solver.Problem{}
	n := 2 + rng.IntN(5)
	for range n {
		lower := float64(rng.IntN(4) - 2)
		p.AddCol(float64(rng.IntN(21)-10), lower, lower+float64(1+rng.IntN(3)), true)
	}
	p.AddCol(float64(rng.IntN(21)-10), -3, 5, false)
	for range 1 + rng.IntN(4) {
		var index []int32
		var value []float64
		for j := range n + 1 {
			if v := float64(rng.IntN(11) - 5); v != 0 {
				index, value = append(index, int32(j)), append(value, v)
			}
		}
		at := float64(rng.IntN(25) - 12)
		switch rng.IntN(4) {
		case 0:
			p.AddRow(at, inf, index, value)
		case 1:
			p.AddRow(-inf, at, index, value)
		case 2:
			p.AddRow(at, at+3, index, value)
		case 3:
			p.AddRow(at, at, index, value)
		}
	}
	return p
}

// enumerate solves a problem of randomMIP by trying all whole points: the continuous column then
// has an interval, and its best end.
func enumerate(p *solver.Problem) (solver.Status, float64) {
	n := p.NumCols() - 1
	best := inf
	x := make([]float64, n+1)
	var try func(j int)
	try = func(j int) {
		if j < n {
			for x[j] = p.ColLower[j]; x[j] <= p.ColUpper[j]; x[j]++ {
				try(j + 1)
			}
			return
		}
		lower, upper := p.ColLower[n], p.ColUpper[n]
		for i := range p.NumRows() {
			x[n] = 0
			rest, a := p.Rows.Activity(i, x), 0.0
			index, value := p.Rows.Row(i)
			for k, c := range index {
				if int(c) == n {
					a = value[k]
				}
			}
			from, to := p.Rows.Lower[i]-rest, p.Rows.Upper[i]-rest
			switch {
			case a > 0:
				lower, upper = max(lower, from/a), min(upper, to/a)
			case a < 0:
				lower, upper = max(lower, to/a), min(upper, from/a)
			case from > 0 || to < 0:
				return
			}
		}
		if lower > upper+1e-12 { // the ends of one interval computed in two ways
			return
		}
		x[n] = lower
		if p.Cost[n] < 0 {
			x[n] = upper
		}
		best = min(best, p.Objective(x))
	}
	try(0)
	if math.IsInf(best, 1) {
		return solver.Infeasible, math.NaN()
	}
	return solver.Optimal, best
}

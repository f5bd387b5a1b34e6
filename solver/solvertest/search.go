package solvertest

import (
	"context"
	"math"
	"math/rand/v2"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/eduparity/eduparity/solver"
)

// marketSplit is a problem that branch and bound cannot close in a minute: split products between
// two divisions so that each retailer's demand is halved, at the least deviation (Cornuejols and
// Dawande). A point is found at once.
func marketSplit() *solver.Problem {
	const products, retailers = 40, 5
	rng := rand.New(rand.NewPCG(9, 9))
	p := &solver.Problem{}
	for range products {
		p.AddCol(0, 0, 1, true)
	}
	for range retailers {
		over, under := p.AddCol(1, 0, inf, false), p.AddCol(1, 0, inf, false)
		index, value := []int32{int32(over), int32(under)}, []float64{1, -1}
		total := 0.0
		for j := range products {
			v := float64(rng.IntN(100))
			index, value = append(index, int32(j)), append(value, v)
			total += v
		}
		half := math.Floor(total / 2)
		p.AddRow(half, half, index, value)
	}
	return p
}

// keeps checks what a stopped search must still give.
func (s *suite) keeps(t *testing.T, p *solver.Problem, r *solver.Result, status solver.Status) {
	t.Helper()
	require.Equal(t, status, r.Status)
	require.NotNil(t, r.X, "the incumbent is lost")
	require.NoError(t, solver.Verify(p, r).Point(s.Tolerance))
	require.False(t, math.IsInf(r.Bound, 0), "the bound is lost")
	require.LessOrEqual(t, r.Bound, r.Objective)
	require.GreaterOrEqual(t, r.Bound, -s.Tolerance)
}

func (s *suite) searchLimits(t *testing.T) {
	p := marketSplit()
	session := s.session(t, p)
	r := s.solve(t, session, &solver.Settings{TimeLimit: 0.3})
	s.keeps(t, p, r, solver.TimeLimit)

	again := s.solve(t, session, &solver.Settings{TimeLimit: 0.3}) // a clock that runs on would stop at once
	s.keeps(t, p, again, solver.TimeLimit)
	require.Positive(t, again.Nodes+again.Pivots)

	r = s.solve(t, s.session(t, p), &solver.Settings{Nodes: 5})
	s.keeps(t, p, r, solver.IterationLimit)
	require.LessOrEqual(t, r.Nodes, 100)

	r = s.solve(t, s.session(t, p), &solver.Settings{AbsGap: r.Objective - r.Bound + 1})
	require.Equal(t, solver.Optimal, r.Status, "a gap that is reached at once")
	require.NoError(t, solver.Verify(p, r).Point(s.Tolerance))
}

// plainLP is an LP that takes a few hundred pivots.
func plainLP() *solver.Problem {
	const n, m = 60, 40
	rng := rand.New(rand.NewPCG(2, 1))
	p := &solver.Problem{}
	for range n {
		p.AddCol(1+rng.Float64(), 0, 10, false)
	}
	for range m {
		var index []int32
		var value []float64
		for j := range n {
			index, value = append(index, int32(j)), append(value, rng.Float64())
		}
		p.AddRow(5+20*rng.Float64(), inf, index, value)
	}
	return p
}

func (s *suite) pivotLimit(t *testing.T) {
	p := plainLP()
	session := s.session(t, p)
	want := s.solve(t, s.session(t, p), nil)
	s.check(t, p, want, solver.Optimal, want.Objective)
	r := s.solve(t, session, &solver.Settings{Pivots: 2, NoPresolve: true})
	require.Equal(t, solver.IterationLimit, r.Status)
	require.LessOrEqual(t, r.Bound, want.Objective+s.Tolerance)
	require.False(t, math.IsInf(r.Bound, 0), "prices are at least 0 here: any multipliers have a bound")
	s.check(t, p, s.solve(t, session, nil), solver.Optimal, want.Objective)
}

func (s *suite) cancel(t *testing.T) {
	p := marketSplit()
	session := s.session(t, p)

	done, cancel := context.WithCancel(context.Background())
	cancel()
	r, err := session.Solve(done, nil, nil)
	require.NoError(t, err)
	require.Equal(t, solver.Interrupted, r.Status)
	require.Nil(t, r.X)

	for _, deadline := range []bool{false, true} {
		ctx, cancel := context.WithCancel(context.Background())
		if deadline {
			ctx, cancel = context.WithTimeout(context.Background(), 200*time.Millisecond)
		} else {
			time.AfterFunc(200*time.Millisecond, cancel)
		}
		r, err = session.Solve(ctx, nil, nil)
		require.NoError(t, err)
		s.keeps(t, p, r, solver.Interrupted)
		cancel()
	}

	// The session goes on, without the context that is done.
	for j := range p.Cost {
		require.NoError(t, session.SetCost(j, 0))
	}
	s.check(t, session.Problem(), s.solve(t, session, nil), solver.Optimal, 0)
}

func (s *suite) progress(t *testing.T) {
	var got []solver.Progress
	r := s.solve(t, s.session(t, marketSplit()), &solver.Settings{Nodes: 50, Progress: func(p solver.Progress) { got = append(got, p) }})
	require.NotEmpty(t, got)
	for _, p := range got {
		require.Equal(t, "search", p.Phase)
		require.False(t, p.Bound > r.Objective+s.Tolerance)
	}
	require.Panics(t, func() {
		_, _ = s.session(t, marketSplit()).Solve(context.Background(), nil,
			&solver.Settings{Nodes: 50, Progress: func(solver.Progress) { panic("of the caller") }})
	}, "a caller's panic must come out on the caller's side")
}

// longLP is an LP of many pivots: the linear relaxation of a random assignment of many to many, with
// prices that differ, as a planning problem has them.
func longLP() *solver.Problem {
	const from, to = 120, 120
	rng := rand.New(rand.NewPCG(4, 4))
	p := &solver.Problem{}
	for range from * to {
		p.AddCol(1+rng.Float64(), 0, 2+3*rng.Float64(), false)
	}
	for i := range from {
		var index []int32
		var value []float64
		for k := range to {
			index, value = append(index, int32(i*to+k)), append(value, 0.5+rng.Float64())
		}
		p.AddRow(10+5*rng.Float64(), inf, index, value)
	}
	for k := range to {
		var index []int32
		var value []float64
		for i := range from {
			index, value = append(index, int32(i*to+k)), append(value, 0.5+rng.Float64())
		}
		p.AddRow(10+5*rng.Float64(), 40, index, value)
	}
	return p
}

// pivotProgress is the progress of an LP.
func (s *suite) pivotProgress(t *testing.T) {
	var got []solver.Progress
	r := s.solve(t, s.session(t, longLP()), &solver.Settings{NoPresolve: true, Progress: func(p solver.Progress) { got = append(got, p) }})
	require.Equal(t, solver.Optimal, r.Status)
	require.NotEmpty(t, got)
	last := 0
	for _, p := range got {
		require.Equal(t, "simplex", p.Phase)
		require.GreaterOrEqual(t, p.Round, last)
		require.LessOrEqual(t, p.Round, r.Pivots)
		require.False(t, p.Bound > r.Objective+s.Tolerance)
		last = p.Round
	}
}

// cancelLP stops an LP in the middle of its pivots, and goes on from there.
func (s *suite) cancelLP(t *testing.T) {
	p := longLP()
	session := s.session(t, p)
	want := s.solve(t, s.session(t, p), nil)
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	r, err := session.Solve(ctx, nil, &solver.Settings{NoPresolve: true, Progress: func(p solver.Progress) {
		if p.Round >= 100 {
			cancel()
		}
	}})
	require.NoError(t, err)
	require.Equal(t, solver.Interrupted, r.Status)
	require.Positive(t, r.Pivots)
	require.Less(t, r.Pivots, want.Pivots)
	require.LessOrEqual(t, r.Bound, want.Objective+s.Tolerance*math.Abs(want.Objective))
	require.NotNil(t, r.Basis, "the basis is lost")
	again := s.solve(t, session, nil)
	s.check(t, p, again, solver.Optimal, want.Objective)
}

func (s *suite) incumbent(t *testing.T) {
	p := marketSplit()
	good := s.solve(t, s.session(t, p), &solver.Settings{Nodes: 200})
	require.NotNil(t, good.X)
	start := &solver.Start{Incumbent: good.X}
	r, err := s.session(t, p).Solve(context.Background(), start, &solver.Settings{Nodes: 1})
	require.NoError(t, err)
	require.LessOrEqual(t, r.Objective, good.Objective+s.Tolerance, "the incumbent was not used")

	k := &solver.Problem{} // a start that is not feasible must not change the answer
	for _, c := range knownCases {
		if c.name == "knapsack" {
			c.build(k)
		}
	}
	r, err = s.session(t, k).Solve(context.Background(), &solver.Start{Incumbent: []float64{1, 1, 1, 1, 1, 1}}, nil)
	require.NoError(t, err)
	s.check(t, k, r, solver.Optimal, -56)
}

// relaxed goes to and fro between a MIP and its relaxation on one session.
func (s *suite) relaxed(t *testing.T) {
	rng := rand.New(rand.NewPCG(11, 12))
	for range 30 {
		p := randomMIP(rng)
		status, objective := enumerate(p)
		lp := p.Clone()
		lp.Whole = nil
		want := s.solve(t, s.session(t, lp), nil)
		session := s.session(t, p)
		for range 2 {
			r := s.solve(t, session, &solver.Settings{Relax: true})
			require.True(t, r.Relaxed)
			s.check(t, p, r, want.Status, want.Objective)
			if want.Status == solver.Optimal && s.Basis {
				require.NotNil(t, r.Basis)
			}
			r = s.solve(t, session, nil)
			s.check(t, p, r, status, objective)
			require.Nil(t, r.Basis)
			require.Nil(t, r.RowDual)
		}
	}
}

func (s *suite) basis(t *testing.T) {
	p := plainLP()
	cold := s.solve(t, s.session(t, p), &solver.Settings{NoPresolve: true})
	require.NotNil(t, cold.Basis)
	require.Positive(t, cold.Pivots)

	// In at another session: nothing left to do.
	r, err := s.session(t, p).Solve(context.Background(), &solver.Start{Basis: cold.Basis}, nil)
	require.NoError(t, err)
	s.check(t, p, r, solver.Optimal, cold.Objective)
	require.Zero(t, r.Pivots)

	// A basis of the problem before rows and columns were added still serves.
	session := s.session(t, p)
	var rows solver.Rows
	rows.Add(-inf, r.X[0]+r.X[1], []int32{0, 1}, []float64{1, 1})
	_, err = session.AddRows(&rows)
	require.NoError(t, err)
	var add solver.Cols
	add.Add(100, 0, 1, false, []int32{0}, []float64{0.5})
	_, err = session.AddCols(&add)
	require.NoError(t, err)
	r, err = session.Solve(context.Background(), &solver.Start{Basis: cold.Basis}, nil)
	require.NoError(t, err)
	s.check(t, session.Problem(), r, solver.Optimal, cold.Objective)
	require.Zero(t, r.Pivots)

	for name, b := range map[string]*solver.Basis{
		"too many columns": {Col: make([]solver.BasisStatus, p.NumCols()+5), Row: cold.Basis.Row},
		"none basic":       {Col: make([]solver.BasisStatus, p.NumCols()), Row: make([]solver.BasisStatus, p.NumRows())},
		"unknown status":   {Col: []solver.BasisStatus{9}},
	} {
		_, err = session.Solve(context.Background(), &solver.Start{Basis: b}, nil)
		require.ErrorIs(t, err, solver.ErrInvalid, name)
	}
}

// concurrent solves in eight goroutines, each with its own sessions.
func (s *suite) concurrent(t *testing.T) {
	const workers, rounds = 8, 40
	var wait sync.WaitGroup
	failed := make(chan error, workers)
	for w := range workers {
		wait.Go(func() {
			rng := rand.New(rand.NewPCG(uint64(w), 0))
			for range rounds {
				if err := s.oneRound(rng); err != nil {
					failed <- err
					return
				}
			}
		})
	}
	wait.Wait()
	close(failed)
	for err := range failed {
		require.NoError(t, err)
	}
}

func (s *suite) oneRound(rng *rand.Rand) error {
	p := randomLP(rng, 10, 8)
	problem, status, objective := p.Problem, solver.Optimal, p.objective
	if s.Whole && rng.IntN(2) == 0 {
		problem = randomMIP(rng)
		status, objective = enumerate(problem)
	}
	b, err := s.open()
	if err != nil {
		return err
	}
	session, err := solver.NewSession(b, problem)
	if err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute) // so that the callbacks are armed
	defer cancel()
	r, err := session.Solve(ctx, nil, nil)
	if err != nil {
		return err
	}
	if r.Status != status {
		return &differsError{"status " + r.Status.String() + ", want " + status.String()}
	}
	if status == solver.Optimal && !(math.Abs(r.Objective-objective) <= s.Tolerance*max(1, math.Abs(objective))) {
		return &differsError{"objective of another problem"}
	}
	return session.Close()
}

type differsError struct{ what string }

func (e *differsError) Error() string { return "solvertest: concurrent solve: " + e.what }

package solver_test

import (
	"context"
	"errors"
	"math"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/eduparity/eduparity/solver"
	"github.com/eduparity/eduparity/solver/solvertest"
)

var (
	inf = math.Inf(1)
	bg  = context.Background()
)

// small is min x + 2y with x + y >= 1 within [0, 4].
func small() *solver.Problem {
	p := &solver.Problem{}
	p.AddCol(1, 0, 4, false)
	p.AddCol(2, 0, 4, false)
	p.AddRow(1, inf, []int32{0, 1}, []float64{1, 1})
	return p
}

func open(t *testing.T, b solver.Backend, p *solver.Problem) *solver.Session {
	t.Helper()
	s, err := solver.NewSession(b, p)
	require.NoError(t, err)
	return s
}

func solve(t *testing.T, s *solver.Session) *solver.Result {
	t.Helper()
	r, err := s.Solve(bg, nil, nil)
	require.NoError(t, err)
	return r
}

func TestSessionLoadsOnceAndFlushesOncePerSolve(t *testing.T) {
	f := &solvertest.Fake{InPlace: true}
	s := open(t, f, small())
	require.NoError(t, s.SetCost(0, 5)) // before the first solve: part of the load
	require.Empty(t, f.Calls)
	solve(t, s)
	require.Equal(t, []float64{5, 2}, f.Loaded.Cost)
	solve(t, s) // nothing changed
	for range 3 {
		require.NoError(t, s.SetRowBounds(0, 2, 3))
		require.NoError(t, s.SetCost(1, 7))
		require.NoError(t, s.SetCost(1, 8))
	}
	solve(t, s)
	require.NoError(t, s.SetCost(1, 8)) // the same again is no change
	require.NoError(t, s.SetCoefficient(0, 1, 1))
	solve(t, s)
	require.NoError(t, s.Close())
	require.Equal(t, []string{"load", "solve", "solve", "update", "solve", "solve", "close"}, f.Calls)
	require.Equal(t, []int32{0}, f.Updated.Rows)
	require.Equal(t, []int32{1}, f.Updated.CostCols)
	require.Equal(t, []float64{8}, f.Updated.Cost)
	require.Zero(t, s.Reloads())
}

func TestSessionReloadsWhatCannotBeUpdated(t *testing.T) {
	f := &solvertest.Fake{}
	s := open(t, f, small())
	for k := range 3 {
		require.NoError(t, s.SetCost(0, float64(10+k)))
		solve(t, s)
		require.Equal(t, float64(10+k), f.Loaded.Cost[0])
	}
	require.Equal(t, 2, s.Reloads())
	require.Equal(t, []string{"load", "solve", "update", "load", "solve", "update", "load", "solve"}, f.Calls)
}

func TestSessionLoadsAgainAfterAFailedUpdate(t *testing.T) {
	broken := errors.New("broken")
	f := &solvertest.Fake{InPlace: true, Fail: broken}
	s := open(t, f, small())
	solve(t, s)
	require.NoError(t, s.SetCost(0, 9))
	_, err := s.Solve(bg, nil, nil)
	require.ErrorIs(t, err, broken)
	solve(t, s)
	require.Equal(t, 9.0, f.Loaded.Cost[0])
	require.Equal(t, []string{"load", "solve", "update", "load", "solve"}, f.Calls)
}

func TestSessionKeepsItsOwnCopy(t *testing.T) {
	p := small()
	s := open(t, &solvertest.Fake{InPlace: true}, p)
	p.Cost[0], p.Rows.Value[0] = 99, 99
	require.Equal(t, 1.0, s.Problem().Cost[0])
	require.Equal(t, 1.0, s.Problem().Rows.Value[0])
}

func TestSessionDropsTinyCoefficients(t *testing.T) {
	p := small()
	p.AddRow(0, 1, []int32{1, 0}, []float64{1e-13, 2})
	s := open(t, &solvertest.Fake{InPlace: true}, p)
	index, value := s.Problem().Rows.Row(1)
	require.Equal(t, []int32{0}, index)
	require.Equal(t, []float64{2}, value)

	var rows solver.Rows
	rows.Add(0, 1, []int32{0, 1}, []float64{0, 3})
	rows.Add(0, 1, []int32{0, 1}, []float64{4, 1e-20})
	_, err := s.AddRows(&rows)
	require.NoError(t, err)
	require.NoError(t, s.SetCoefficient(0, 0, 1e-14))
	index, _ = s.Problem().Rows.Row(0)
	require.Equal(t, []int32{1}, index)
	index, _ = s.Problem().Rows.Row(2)
	require.Equal(t, []int32{1}, index)
	index, _ = s.Problem().Rows.Row(3)
	require.Equal(t, []int32{0}, index)
	require.NoError(t, s.Problem().Validate())
}

func TestSessionClosed(t *testing.T) {
	s := open(t, &solvertest.Fake{}, small())
	require.NoError(t, s.Close())
	require.NoError(t, s.Close())
	_, err := s.Solve(bg, nil, nil)
	require.ErrorIs(t, err, solver.ErrClosed)
	_, err = s.AddRows(&solver.Rows{})
	require.ErrorIs(t, err, solver.ErrClosed)
	_, err = s.AddCols(&solver.Cols{})
	require.ErrorIs(t, err, solver.ErrClosed)
	for _, err := range []error{
		s.SetRowBounds(0, 0, 1), s.SetColBounds(0, 0, 1), s.SetCost(0, 1), s.SetOffset(1),
		s.SetCoefficient(0, 0, 1), s.SetWhole(0, true), s.FreeRow(0),
	} {
		require.ErrorIs(t, err, solver.ErrClosed)
	}
}

func TestSessionCancelledBefore(t *testing.T) {
	f := &solvertest.Fake{}
	ctx, cancel := context.WithCancel(bg)
	cancel()
	r, err := open(t, f, small()).Solve(ctx, nil, nil)
	require.NoError(t, err)
	require.Equal(t, solver.Interrupted, r.Status)
	require.Empty(t, f.Calls)
}

func TestSessionTidiesResults(t *testing.T) {
	for name, c := range map[string]struct {
		engine, want solver.Result
	}{
		"bound above the objective by rounding": {
			solver.Result{Status: solver.Optimal, Objective: 1, Bound: 1.0000001, X: []float64{1, 0}},
			solver.Result{Status: solver.Optimal, Objective: 1, Bound: 1, X: []float64{1, 0}, Activity: []float64{1}},
		},
		"infeasible": {
			solver.Result{Status: solver.Infeasible, Objective: 3, Bound: math.NaN()},
			solver.Result{Status: solver.Infeasible, Objective: math.NaN(), Bound: inf},
		},
		"a ray that proves nothing is none": {
			solver.Result{Status: solver.Infeasible, Ray: []float64{1}},
			solver.Result{Status: solver.Infeasible, Objective: math.NaN(), Bound: inf},
		},
		"a limit without duals has the bound of the columns": {
			solver.Result{Status: solver.Interrupted, Bound: math.Inf(-1)},
			solver.Result{Status: solver.Interrupted, Objective: math.NaN(), Bound: 0},
		},
		"a limit with duals has their bound": {
			solver.Result{Status: solver.TimeLimit, Bound: math.Inf(-1), RowDual: []float64{1}, ColDual: []float64{0, 1}},
			solver.Result{Status: solver.TimeLimit, Objective: math.NaN(), Bound: 1, RowDual: []float64{1}, ColDual: []float64{0, 1}},
		},
	} {
		t.Run(name, func(t *testing.T) {
			r := solve(t, open(t, &solvertest.Fake{Answers: []*solver.Result{&c.engine}}, small()))
			if math.IsNaN(c.want.Objective) {
				require.True(t, math.IsNaN(r.Objective))
				r.Objective, c.want.Objective = 0, 0
			}
			require.Equal(t, &c.want, r)
		})
	}
	_, err := open(t, &solvertest.Fake{Answers: []*solver.Result{{X: []float64{1}}}}, small()).Solve(bg, nil, nil)
	require.ErrorIs(t, err, solver.ErrEngine)
}

func TestSessionTellsInfeasibleFromUnbounded(t *testing.T) {
	either := &solver.Result{Status: solver.InfeasibleOrUnbounded}
	for name, c := range map[string]struct {
		second *solver.Result
		want   solver.Status
	}{
		"there is a point":          {&solver.Result{Status: solver.Optimal, X: []float64{1, 0}}, solver.Unbounded},
		"there is none":             {&solver.Result{Status: solver.Infeasible}, solver.Infeasible},
		"out of time":               {&solver.Result{Status: solver.TimeLimit}, solver.TimeLimit},
		"out of time, with a point": {&solver.Result{Status: solver.TimeLimit, X: []float64{1, 0}}, solver.Unbounded},
		"never known":               {&solver.Result{Status: solver.Unknown}, solver.InfeasibleOrUnbounded},
	} {
		t.Run(name, func(t *testing.T) {
			f := &solvertest.Fake{InPlace: true, Answers: []*solver.Result{either, c.second, {Status: solver.Optimal}}}
			s := open(t, f, small())
			require.Equal(t, c.want, solve(t, s).Status)
			require.Equal(t, []float64{0, 0}, f.Loaded.Cost)
			solve(t, s)
			require.Equal(t, []float64{1, 2}, f.Loaded.Cost, "the costs must be back")
		})
	}
}

func TestSessionFitsStarts(t *testing.T) {
	f := &solvertest.Fake{InPlace: true}
	s := open(t, f, small())
	var rows solver.Rows
	rows.Add(0, 9, []int32{0}, []float64{1})
	_, err := s.AddRows(&rows)
	require.NoError(t, err)
	var cols solver.Cols
	cols.Add(0, -inf, 3, false, nil, nil)
	cols.Add(0, -inf, inf, false, nil, nil)
	cols.Add(0, 1, inf, false, nil, nil)
	_, err = s.AddCols(&cols)
	require.NoError(t, err)
	old := &solver.Basis{Col: []solver.BasisStatus{solver.Basic, solver.AtLower}, Row: []solver.BasisStatus{solver.AtLower}}
	_, err = s.Solve(bg, &solver.Start{Basis: old, Incumbent: make([]float64, 5)}, nil)
	require.NoError(t, err)
	require.Equal(t, &solver.Basis{
		Col: []solver.BasisStatus{solver.Basic, solver.AtLower, solver.AtUpper, solver.AtZero, solver.AtLower},
		Row: []solver.BasisStatus{solver.AtLower, solver.Basic},
	}, f.Start.Basis)
	require.Nil(t, f.Start.Incumbent, "an LP has no incumbent")

	require.NoError(t, s.SetWhole(0, true))
	start := &solver.Start{Basis: old, Incumbent: []float64{1, 2, 3, 4, 5}}
	_, err = s.Solve(bg, start, nil)
	require.NoError(t, err)
	require.Nil(t, f.Start.Basis, "a MIP has no basis")
	require.Equal(t, start.Incumbent, f.Start.Incumbent)
	_, err = s.Solve(bg, start, &solver.Settings{Relax: true})
	require.NoError(t, err)
	require.NotNil(t, f.Start.Basis)
	require.Nil(t, f.Start.Incumbent)
}

func TestSessionRefuses(t *testing.T) {
	f := &solvertest.Fake{InPlace: true}
	s := open(t, f, small())
	before := s.Problem().Clone()
	nan := math.NaN()
	rows := func(lower, upper float64, index []int32, value []float64) error {
		var r solver.Rows
		r.Add(0, 1, []int32{0}, []float64{1})
		r.Add(lower, upper, index, value)
		_, err := s.AddRows(&r)
		return err
	}
	cols := func(cost, lower, upper float64, index []int32, value []float64) error {
		var c solver.Cols
		c.Add(cost, lower, upper, false, index, value)
		_, err := s.AddCols(&c)
		return err
	}
	with := func(start *solver.Start, settings *solver.Settings) error {
		_, err := s.Solve(bg, start, settings)
		return err
	}
	for message, err := range map[string]error{
		"row 2 has two entries in column 1":                                rows(0, 1, []int32{1, 0, 1}, []float64{1, 2, 3}),
		"row 2 has an entry in column 2 of 2":                              rows(0, 1, []int32{2}, []float64{1}),
		"row 2 has an entry in column -1 of 2":                             rows(0, 1, []int32{-1}, []float64{1}),
		"row 2 has the coefficient NaN in column 0":                        rows(0, 1, []int32{0}, []float64{nan}),
		"row 2 has the coefficient -Inf in column 0":                       rows(0, 1, []int32{0}, []float64{-inf}),
		"row 2 has the bounds NaN and 1":                                   rows(nan, 1, nil, nil),
		"row 2 lies between +Inf and +Inf, which no number does":           rows(inf, inf, nil, nil),
		"row 2 has the bounds 0 and 1e+20: use an infinity from 1e+20 on":  rows(0, 1e20, nil, nil),
		"2 indices and 1 values of rows":                                   rows(0, 1, []int32{0}, nil),
		"column 2 has two entries in row 0":                                cols(0, 0, 1, []int32{0, 0}, []float64{1, 1}),
		"column 2 has an entry in row 1 of 1":                              cols(0, 0, 1, []int32{1}, []float64{1}),
		"cost of column 2 is NaN":                                          cols(nan, 0, 1, nil, nil),
		"column 2 has the bounds 0 and NaN":                                cols(0, 0, nan, nil, nil),
		"row 1 of 1":                                                       s.SetRowBounds(1, 0, 1),
		"row -1 of 1":                                                      s.FreeRow(-1),
		"row 0 has the bounds NaN and 0":                                   s.SetRowBounds(0, nan, 0),
		"column 2 of 2":                                                    s.SetColBounds(2, 0, 1),
		"column 0 has the bounds 0 and NaN":                                s.SetColBounds(0, 0, nan),
		"column -1 of 2":                                                   s.SetCost(-1, 0),
		"cost of column 0 is +Inf":                                         s.SetCost(0, inf),
		"offset is NaN":                                                    s.SetOffset(nan),
		"column 7 of 2":                                                    s.SetWhole(7, true),
		"row 3 of 1":                                                       s.SetCoefficient(3, 0, 1),
		"column 3 of 2":                                                    s.SetCoefficient(0, 3, 1),
		"coefficient +Inf in row 0 and column 1":                           s.SetCoefficient(0, 1, inf),
		"incumbent of 1 values for 2 columns":                              with(&solver.Start{Incumbent: []float64{1}}, nil),
		"incumbent has NaN in column 1":                                    with(&solver.Start{Incumbent: []float64{1, nan}}, nil),
		"basis of 3 columns and 0 rows for 2 and 1":                        with(&solver.Start{Basis: &solver.Basis{Col: make([]solver.BasisStatus, 3)}}, nil),
		"basis with 0 basic columns and rows, want 1, one per row":         with(&solver.Start{Basis: &solver.Basis{Row: make([]solver.BasisStatus, 1)}}, nil),
		"basis status 9 at 0":                                              with(&solver.Start{Basis: &solver.Basis{Row: []solver.BasisStatus{9}}}, nil),
		"time limit -1":                                                    with(nil, &solver.Settings{TimeLimit: -1}),
		"time limit NaN":                                                   with(nil, &solver.Settings{TimeLimit: nan}),
		"gap NaN, absolute gap 0":                                          with(nil, &solver.Settings{Gap: nan}),
		"gap 0, absolute gap -1":                                           with(nil, &solver.Settings{AbsGap: -1}),
		"limit of -1 pivots, 0 nodes":                                      with(nil, &solver.Settings{Pivots: -1}),
		"seed -1, limit of 0 pivots, 0 nodes: not within 0 and 2147483647": with(nil, &solver.Settings{Seed: -1}),
	} {
		require.EqualError(t, err, "solver: invalid: "+message)
		require.ErrorIs(t, err, solver.ErrInvalid)
	}
	require.Equal(t, before, s.Problem(), "a refused edit must change nothing")
	require.Empty(t, f.Calls)
}

func TestValidateRefuses(t *testing.T) {
	for message, spoil := range map[string]func(p *solver.Problem){
		"2 costs, 1 lower and 2 upper bounds of columns": func(p *solver.Problem) { p.ColLower = p.ColLower[:1] },
		"2 costs and 1 entries of Whole":                 func(p *solver.Problem) { p.Whole = []bool{true} },
		"1 lower and 0 upper bounds of rows":             func(p *solver.Problem) { p.Rows.Upper = nil },
		"1 rows and 0 starts, want one more":             func(p *solver.Problem) { p.Rows.Start = nil },
		"the starts of rows run from 0 to 1, want 0 to 2": func(p *solver.Problem) {
			p.Rows.Start = []int32{0, 1}
		},
		"row 1 starts at 3 and ends at 2": func(p *solver.Problem) {
			p.AddRow(0, 1, nil, nil)
			p.Rows.Start = []int32{0, 3, 2}
		},
		"2 entries and no row": func(p *solver.Problem) {
			p.Rows = solver.Rows{Index: []int32{0, 1}, Value: []float64{1, 1}}
		},
		"offset is +Inf": func(p *solver.Problem) { p.Offset = inf },
	} {
		p := small()
		spoil(p)
		_, err := solver.NewSession(&solvertest.Fake{}, p)
		require.EqualError(t, err, "solver: invalid: "+message)
	}
}

// mirror is a backend that keeps the problem it would have, by applying updates as documented.
type mirror struct {
	solvertest.Fake
	have *solver.Problem
}

func (m *mirror) Load(p *solver.Problem) error {
	m.have = p.Clone()
	return nil
}

func (m *mirror) Update(u *solver.Update) error {
	p := m.have
	for j := range u.NewCols.Len() {
		c := &u.NewCols
		at := p.AddCol(c.Cost[j], c.Lower[j], c.Upper[j], c.Whole != nil && c.Whole[j])
		for k := c.Start[j]; k < c.Start[j+1]; k++ {
			m.set(int(c.Index[k]), int32(at), c.Value[k])
		}
	}
	for i := range u.NewRows.Len() {
		index, value := u.NewRows.Row(i)
		p.AddRow(u.NewRows.Lower[i], u.NewRows.Upper[i], index, value)
	}
	for k, i := range u.Rows {
		p.Rows.Lower[i], p.Rows.Upper[i] = u.RowLower[k], u.RowUpper[k]
	}
	for k, j := range u.Cols {
		p.ColLower[j], p.ColUpper[j] = u.ColLower[k], u.ColUpper[k]
	}
	for k, j := range u.CostCols {
		p.Cost[j] = u.Cost[k]
	}
	for k, j := range u.WholeCols {
		if p.Whole == nil {
			p.Whole = make([]bool, p.NumCols())
		}
		p.Whole[j] = u.Whole[k]
	}
	for k, i := range u.EntryRows {
		m.set(int(i), u.EntryCols[k], u.EntryValue[k])
	}
	if u.Offset != nil {
		p.Offset = *u.Offset
	}
	return nil
}

// set rebuilds the rows with one entry changed, the plain way.
func (m *mirror) set(row int, col int32, v float64) {
	var rows solver.Rows
	for i := range m.have.NumRows() {
		index, value := m.have.Rows.Row(i)
		var idx []int32
		var val []float64
		for k, j := range index {
			if i != row || j != col {
				idx, val = append(idx, j), append(val, value[k])
			}
		}
		if i == row && v != 0 {
			idx, val = append(idx, col), append(val, v)
		}
		rows.Add(m.have.Rows.Lower[i], m.have.Rows.Upper[i], idx, val)
	}
	m.have.Rows = rows
}

// dense is a problem in a form that compares, whatever the order of entries.
func dense(p *solver.Problem) map[string]any {
	a := make([][]float64, p.NumRows())
	for i := range a {
		a[i] = make([]float64, p.NumCols())
		index, value := p.Rows.Row(i)
		for k, j := range index {
			a[i][j] = value[k]
		}
	}
	whole := make([]bool, p.NumCols())
	copy(whole, p.Whole)
	return map[string]any{
		"offset": p.Offset, "cost": p.Cost, "lower": p.ColLower, "upper": p.ColUpper, "whole": whole,
		"row lower": append([]float64{}, p.Rows.Lower...), "row upper": append([]float64{}, p.Rows.Upper...), "a": a,
	}
}

// What an engine has after updates is what the session has, whatever the order of edits and solves.
func TestUpdatesAreTheEdits(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := &mirror{}
		s, err := solver.NewSession(m, small())
		require.NoError(t, err)
		number := rapid.Float64Range(-9, 9)
		at := func(n int, what string) int { return rapid.IntRange(0, n-1).Draw(t, what) }
		some := func(n int) (index []int32, value []float64) {
			for j := range n {
				if rapid.Bool().Draw(t, "entry") {
					index, value = append(index, int32(j)), append(value, number.Draw(t, "value"))
				}
			}
			return index, value
		}
		t.Repeat(map[string]func(*rapid.T){
			"": func(*rapid.T) { require.NoError(t, s.Problem().Validate()) },
			"solve": func(*rapid.T) {
				_, err := s.Solve(bg, nil, nil)
				require.NoError(t, err)
				require.Equal(t, dense(s.Problem()), dense(m.have))
			},
			"rows": func(*rapid.T) {
				var r solver.Rows
				for range rapid.IntRange(0, 2).Draw(t, "rows") {
					index, value := some(s.NumCols())
					r.Add(number.Draw(t, "lower"), inf, index, value)
				}
				_, err := s.AddRows(&r)
				require.NoError(t, err)
			},
			"cols": func(*rapid.T) {
				var c solver.Cols
				for range rapid.IntRange(0, 2).Draw(t, "cols") {
					index, value := some(s.NumRows())
					c.Add(number.Draw(t, "cost"), 0, 9, rapid.Bool().Draw(t, "whole"), index, value)
				}
				_, err := s.AddCols(&c)
				require.NoError(t, err)
			},
			"row bounds": func(*rapid.T) {
				require.NoError(t, s.SetRowBounds(at(s.NumRows(), "row"), number.Draw(t, "lower"), number.Draw(t, "upper")))
			},
			"free": func(*rapid.T) { require.NoError(t, s.FreeRow(at(s.NumRows(), "row"))) },
			"col bounds": func(*rapid.T) {
				require.NoError(t, s.SetColBounds(at(s.NumCols(), "col"), number.Draw(t, "lower"), number.Draw(t, "upper")))
			},
			"cost":   func(*rapid.T) { require.NoError(t, s.SetCost(at(s.NumCols(), "col"), number.Draw(t, "cost"))) },
			"offset": func(*rapid.T) { require.NoError(t, s.SetOffset(number.Draw(t, "offset"))) },
			"whole":  func(*rapid.T) { require.NoError(t, s.SetWhole(at(s.NumCols(), "col"), rapid.Bool().Draw(t, "whole"))) },
			"coefficient": func(*rapid.T) {
				v := rapid.SampledFrom([]float64{0, 1, -2.5, 1e-13}).Draw(t, "value")
				require.NoError(t, s.SetCoefficient(at(s.NumRows(), "row"), at(s.NumCols(), "col"), v))
			},
		})
	})
}

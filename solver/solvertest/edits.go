package solvertest

import (
	"context"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/eduparity/eduparity/solver"
)

// base is a small LP whose every part is edited below.
func base() *solver.Problem {
	p := &solver.Problem{}
	cols(p, 0, 8, 3, 2, 4, 5)
	row(p, 6, inf, 0, 1, 1, 1, 2, 1)
	row(p, -inf, 9, 1, 1, 3, 2)
	row(p, 2, 7, 0, 1, 3, 1)
	return p
}

// An edit changes a session.
type edit struct {
	name  string
	needs func(a *Abilities) bool
	do    func(t *testing.T, s *solver.Session)
}

var editCases = []edit{
	{name: "row bounds", do: func(t *testing.T, s *solver.Session) {
		require.NoError(t, s.SetRowBounds(0, 10, 12))
	}},
	{name: "row bounds twice", do: func(t *testing.T, s *solver.Session) {
		require.NoError(t, s.SetRowBounds(0, 10, 12))
		require.NoError(t, s.SetRowBounds(0, 5, 5))
	}},
	{name: "free a row", do: func(t *testing.T, s *solver.Session) { require.NoError(t, s.FreeRow(0)) }},
	{name: "free a row and bind it again", do: func(t *testing.T, s *solver.Session) {
		require.NoError(t, s.FreeRow(0))
		solveAnyway(t, s)
		require.NoError(t, s.SetRowBounds(0, 7, inf))
	}},
	{name: "row made infeasible and back", do: func(t *testing.T, s *solver.Session) {
		require.NoError(t, s.SetRowBounds(0, 100, inf))
		solveAnyway(t, s)
		require.NoError(t, s.SetRowBounds(0, 6.5, inf))
	}},
	{name: "column bounds", do: func(t *testing.T, s *solver.Session) {
		require.NoError(t, s.SetColBounds(1, 0, 2))
		require.NoError(t, s.SetColBounds(0, 1, 1))
	}},
	{name: "costs", do: func(t *testing.T, s *solver.Session) {
		require.NoError(t, s.SetCost(1, 9))
		require.NoError(t, s.SetCost(0, -1))
	}},
	{name: "offset", do: func(t *testing.T, s *solver.Session) { require.NoError(t, s.SetOffset(-42)) }},
	{name: "coefficient", do: func(t *testing.T, s *solver.Session) {
		require.NoError(t, s.SetCoefficient(0, 1, 0.25))
	}},
	{name: "new coefficient", do: func(t *testing.T, s *solver.Session) {
		require.NoError(t, s.SetCoefficient(0, 3, 4))
	}},
	{name: "coefficient removed", do: func(t *testing.T, s *solver.Session) {
		require.NoError(t, s.SetCoefficient(0, 1, 0))
	}},
	{name: "rows", do: func(t *testing.T, s *solver.Session) {
		var r solver.Rows
		r.Add(-inf, 3, []int32{1}, []float64{1})
		r.Add(4, inf, []int32{3, 2}, []float64{1, 1})
		first, err := s.AddRows(&r)
		require.NoError(t, err)
		require.Equal(t, 3, first)
	}},
	{name: "an empty row", needs: redundant, do: func(t *testing.T, s *solver.Session) {
		var r solver.Rows
		r.Add(-1, 0, nil, nil)
		_, err := s.AddRows(&r)
		require.NoError(t, err)
	}},
	{name: "columns", do: func(t *testing.T, s *solver.Session) {
		var c solver.Cols
		c.Add(1, 0, 2, false, []int32{2, 0}, []float64{1, 1})
		c.Add(0.5, 0, 3, false, nil, nil)
		first, err := s.AddCols(&c)
		require.NoError(t, err)
		require.Equal(t, 4, first)
	}},
	{name: "rows, then columns in them, then edits of both", do: func(t *testing.T, s *solver.Session) {
		var r solver.Rows
		r.Add(5, inf, []int32{0, 1}, []float64{1, 2})
		_, err := s.AddRows(&r)
		require.NoError(t, err)
		var c solver.Cols
		c.Add(1, 0, 2, false, []int32{3, 0}, []float64{1, 1})
		_, err = s.AddCols(&c)
		require.NoError(t, err)
		require.NoError(t, s.SetRowBounds(3, 6, inf))
		require.NoError(t, s.SetColBounds(4, 0, 1))
		require.NoError(t, s.SetCost(4, 0.25))
		require.NoError(t, s.SetCoefficient(3, 4, 2))
		require.NoError(t, s.SetCoefficient(1, 4, 0.5))
	}},
	{name: "whole columns", needs: whole, do: func(t *testing.T, s *solver.Session) {
		require.NoError(t, s.SetRowBounds(0, 6.5, inf))
		for j := range 3 {
			require.NoError(t, s.SetWhole(j, true))
		}
	}},
	{name: "whole columns and back", needs: whole, do: func(t *testing.T, s *solver.Session) {
		require.NoError(t, s.SetRowBounds(0, 6.5, inf))
		for j := range 3 {
			require.NoError(t, s.SetWhole(j, true))
		}
		solveAnyway(t, s)
		for j := range 3 {
			require.NoError(t, s.SetWhole(j, false))
		}
	}},
	{name: "a new whole column", needs: whole, do: func(t *testing.T, s *solver.Session) {
		var c solver.Cols
		c.Add(1, 0, 9, true, []int32{0}, []float64{0.75})
		_, err := s.AddCols(&c)
		require.NoError(t, err)
	}},
}

func solveAnyway(t *testing.T, s *solver.Session) {
	t.Helper()
	_, err := s.Solve(context.Background(), nil, nil)
	require.NoError(t, err)
}

// edits compares every edit of a problem that was solved before with a fresh load of the result,
// and with what the same edits give before the first solve.
func (s *suite) edits(t *testing.T) {
	for _, e := range editCases {
		t.Run(e.name, func(t *testing.T) {
			if e.needs != nil && !e.needs(&s.Abilities) {
				t.Skip("not among the backend's abilities")
			}
			warm := s.session(t, base())
			first := s.solve(t, warm, nil)
			s.check(t, warm.Problem(), first, solver.Optimal, 14)
			e.do(t, warm)
			early := s.session(t, base())
			e.do(t, early)
			s.same(t, warm, early)
			require.Equal(t, early.Problem(), warm.Problem())
			if s.Incremental {
				require.Zero(t, warm.Reloads())
			}
		})
	}
	t.Run("many in a row", s.manyEdits)
}

// same solves the problem of two sessions and of a fresh one, and compares.
func (s *suite) same(t *testing.T, sessions ...*solver.Session) {
	t.Helper()
	fresh := s.session(t, sessions[0].Problem())
	want := s.solve(t, fresh, nil)
	s.check(t, fresh.Problem(), want, want.Status, want.Objective)
	for _, e := range sessions {
		s.check(t, e.Problem(), s.solve(t, e, nil), want.Status, want.Objective)
	}
}

// manyEdits is a long chain of random edits on one session.
func (s *suite) manyEdits(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 8))
	warm := s.session(t, randomLP(rng, 8, 6).Problem)
	for range 60 {
		p := warm.Problem()
		n, m := p.NumCols(), p.NumRows()
		switch rng.IntN(6) {
		case 0:
			i := rng.IntN(m)
			require.NoError(t, warm.SetRowBounds(i, p.Rows.Lower[i]-rng.Float64(), p.Rows.Upper[i]))
		case 1:
			j := rng.IntN(n)
			require.NoError(t, warm.SetColBounds(j, p.ColLower[j], max(p.ColLower[j], p.ColUpper[j]-0.1*rng.Float64())))
		case 2:
			require.NoError(t, warm.SetCost(rng.IntN(n), rng.NormFloat64()))
		case 3:
			require.NoError(t, warm.SetCoefficient(rng.IntN(m), rng.IntN(n), float64(rng.IntN(5)-2)))
		case 4:
			var r solver.Rows
			r.Add(-inf, 20+rng.Float64(), []int32{int32(rng.IntN(n))}, []float64{1 + rng.Float64()})
			_, err := warm.AddRows(&r)
			require.NoError(t, err)
		case 5:
			var c solver.Cols
			c.Add(rng.NormFloat64(), 0, 5, false, []int32{int32(rng.IntN(m))}, []float64{rng.NormFloat64()})
			_, err := warm.AddCols(&c)
			require.NoError(t, err)
		}
		s.same(t, warm)
	}
	if s.Incremental {
		require.Zero(t, warm.Reloads())
	}
}

// life checks what a session must stand: solving twice, closing twice, use after closing, and being
// opened and closed very often.
func (s *suite) life(t *testing.T) {
	const often = 2000
	for range often {
		b, err := s.open()
		require.NoError(t, err)
		name, version := b.Name()
		require.NotEmpty(t, name)
		require.NotEmpty(t, version)
		session, err := solver.NewSession(b, base())
		require.NoError(t, err)
		s.check(t, session.Problem(), s.solve(t, session, nil), solver.Optimal, 14)
		require.NoError(t, session.Close())
		require.NoError(t, session.Close())
		_, err = session.Solve(context.Background(), nil, nil)
		require.ErrorIs(t, err, solver.ErrClosed)
	}
}

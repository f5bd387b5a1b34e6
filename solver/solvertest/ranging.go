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

// ranging compares ranges known by hand, and those of random LPs with what moving the number gives.
func (s *suite) ranging(t *testing.T) {
	p := &solver.Problem{}
	cols(p, 0, inf, -3, -5) // the Wyndor Glass problem, whose ranges are in every textbook
	row(p, -inf, 4, 0, 1)
	row(p, -inf, 12, 1, 2)
	row(p, -inf, 18, 0, 3, 1, 2)
	r := s.ranges(t, p)
	require.Equal(t, []solver.Range{{Lower: -7.5, Upper: 0, AtLower: -45, AtUpper: -30}, {Lower: -inf, Upper: -2, AtLower: -inf, AtUpper: -18}}, r.Cost)
	require.Equal(t, []solver.Range{
		{Lower: 2, Upper: 2, AtLower: -36, AtUpper: -36},
		{Lower: 6, Upper: 18, AtLower: -27, AtUpper: -45},
		{Lower: 12, Upper: 24, AtLower: -30, AtUpper: -42},
	}, r.Row)

	infeasible := p.Clone()
	row(infeasible, 5, inf, 0, 1)
	r = s.ranges(t, infeasible)
	require.Equal(t, solver.Infeasible, r.Result.Status)
	require.Empty(t, r.Cost)

	box := &solver.Problem{Offset: 3}
	cols(box, 2, 5, 4, -1, 0)
	row(box, -1, 1)
	r = s.ranges(t, box)
	require.Equal(t, []solver.Range{
		{Lower: 0, Upper: inf, AtLower: -2, AtUpper: inf}, {Lower: -inf, Upper: 0, AtLower: -inf, AtUpper: 11},
	}, r.Cost[:2])
	require.Equal(t, []solver.Range{
		{Lower: -inf, Upper: 5, AtLower: -inf, AtUpper: 18}, {Lower: 2, Upper: inf, AtLower: 9, AtUpper: -inf},
	}, r.Col[:2])
	require.Equal(t, []solver.Range{{AtLower: 6, AtUpper: 6}}, r.Row)

	_, err := s.session(t, p).Ranging(context.Background(), &solver.Settings{Relax: true})
	require.NoError(t, err)
	p.AddCol(1, 0, 1, true)
	_, err = s.session(t, p).Ranging(context.Background(), nil)
	require.ErrorIs(t, err, solver.ErrUnsupported, "a search has no ranges")

	rng := rand.New(rand.NewPCG(21, 22))
	for k := range 60 {
		p := randomLP(rng, 1+rng.IntN(10), 1+rng.IntN(8)).Problem
		t.Run(fmt.Sprintf("LP %d", k), func(t *testing.T) { s.rangesHold(t, p, s.ranges(t, p)) })
	}
}

func (s *suite) ranges(t *testing.T, p *solver.Problem) *solver.Ranging {
	t.Helper()
	r, err := s.session(t, p).Ranging(context.Background(), nil)
	require.NoError(t, err)
	return r
}

// rangesHold moves every number to the ends of its range, to the middle and back, and compares the
// objective with what the range says it is there.
func (s *suite) rangesHold(t *testing.T, p *solver.Problem, r *solver.Ranging) {
	t.Helper()
	session := s.session(t, p)
	try := func(what string, k int, span solver.Range, from, slope float64, set func(v float64) error) {
		t.Helper()
		require.LessOrEqual(t, span.Lower, from+s.Tolerance, "%s %d", what, k)
		require.GreaterOrEqual(t, span.Upper, from-s.Tolerance, "%s %d", what, k)
		far := 5 + math.Abs(from)
		lower, upper := max(span.Lower, from-far), min(span.Upper, from+far)
		for _, v := range []float64{lower, upper, (lower + from) / 2, (from + upper) / 2} {
			require.NoError(t, set(v))
			got := s.solve(t, session, nil)
			require.Equal(t, solver.Optimal, got.Status, "%s %d at %v", what, k, v)
			s.near(t, r.Result.Objective+slope*(v-from), got.Objective, fmt.Sprintf("%s %d at %v within %v", what, k, v, span))
			if v == span.Lower {
				s.near(t, span.AtLower, got.Objective, "at the lower end")
			}
			if v == span.Upper {
				s.near(t, span.AtUpper, got.Objective, "at the upper end")
			}
		}
		require.NoError(t, set(from))
	}
	for j, c := range p.Cost {
		try("cost", j, r.Cost[j], c, r.Result.X[j], func(v float64) error { return session.SetCost(j, v) })
	}
	for i, b := range r.Result.Basis.Row {
		lower, upper := p.Rows.Lower[i], p.Rows.Upper[i]
		try("row", i, r.Row[i], r.Result.Activity[i], r.Result.RowDual[i], func(v float64) error {
			l, u := moved(b, lower, upper, v, v == r.Result.Activity[i])
			return session.SetRowBounds(i, l, u)
		})
	}
	for j, b := range r.Result.Basis.Col {
		lower, upper := p.ColLower[j], p.ColUpper[j]
		try("column", j, r.Col[j], r.Result.X[j], r.Result.ColDual[j], func(v float64) error {
			l, u := moved(b, lower, upper, v, v == r.Result.X[j])
			return session.SetColBounds(j, l, u)
		})
	}
}

// moved is two bounds of which the binding one is moved to v, both where they are equal.
func moved(b solver.BasisStatus, lower, upper, v float64, back bool) (float64, float64) {
	switch {
	case back || b == solver.Basic || b == solver.AtZero:
		return lower, upper
	case lower == upper:
		return v, v
	case b == solver.AtLower:
		return v, upper
	default:
		return lower, v
	}
}

package solver_test

import (
	"context"
	"math"
	"math/big"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/eduparity/eduparity/solver"
)

const (
	atLower = solver.AtLower
	basic   = solver.Basic
	atUpper = solver.AtUpper
	atZero  = solver.AtZero
)

func statuses(st ...solver.BasisStatus) []solver.BasisStatus { return st }

// TestVerifyExact puts known bases into small problems.
func TestVerifyExact(t *testing.T) {
	glass := &solver.Problem{} // the Wyndor Glass problem of Hillier and Lieberman
	glass.AddCol(-3, 0, inf, false)
	glass.AddCol(-5, 0, inf, false)
	glass.AddRow(-inf, 4, []int32{0}, []float64{1})
	glass.AddRow(-inf, 12, []int32{1}, []float64{2})
	glass.AddRow(-inf, 18, []int32{0, 1}, []float64{3, 2})

	third := &solver.Problem{Offset: 0.5}
	third.AddCol(1, 0, inf, false)
	third.AddCol(0, -inf, inf, false)
	third.AddRow(1, inf, []int32{0}, []float64{3})

	tenths := &solver.Problem{} // 0.1 + 0.2 = 0.3, which their binary neighbours miss
	tenths.AddCol(-1, 0, 1, false)
	tenths.AddCol(-1, 0, 1, false)
	tenths.AddRow(-inf, 0.3, []int32{0, 1}, []float64{0.1, 0.2})

	for name, c := range map[string]struct {
		p         *solver.Problem
		col, row  []solver.BasisStatus
		as        solver.Reading
		objective string
		primal    string
		dual      string
		bound     string // empty: none
	}{
		"optimal": {glass, statuses(basic, basic), statuses(basic, atUpper, atUpper), solver.Binary, "-36", "0", "0", "-36"},
		"not dual feasible": {glass, statuses(basic, atLower), statuses(atUpper, basic, basic), solver.Binary,
			"-12", "0", "5", ""},
		"not dual feasible elsewhere": {glass, statuses(basic, basic), statuses(atUpper, basic, atUpper), solver.Binary,
			"-27", "0", "9/2", ""},
		"outside": {glass, statuses(basic, atLower), statuses(basic, basic, atUpper), solver.Binary,
			"-18", "2", "3", ""},
		"a third":        {third, statuses(basic, atZero), statuses(atLower), solver.Binary, "5/6", "0", "0", "5/6"},
		"tenths":         {tenths, statuses(atUpper, atUpper), statuses(basic), solver.Decimal, "-2", "0", "0", "-2"},
		"binary tenths":  {tenths, statuses(atUpper, atUpper), statuses(basic), solver.Binary, "-2", "1/36028797018963968", "0", "-2"},
		"decimal vertex": {tenths, statuses(basic, atUpper), statuses(atUpper), solver.Decimal, "-2", "0", "1", "-3"},
	} {
		t.Run(name, func(t *testing.T) {
			e, err := solver.VerifyExact(bg, c.p, &solver.Basis{Col: c.col, Row: c.row}, c.as)
			require.NoError(t, err)
			require.Equal(t, c.objective, e.Objective.RatString())
			require.Equal(t, c.primal, e.Primal.RatString())
			require.Equal(t, c.dual, e.Dual.RatString())
			require.Equal(t, c.primal == "0" && c.dual == "0", e.Optimal())
			if c.bound == "" {
				require.Nil(t, e.Bound)
			} else {
				require.Equal(t, c.bound, e.Bound.RatString())
			}
		})
	}
	e, err := solver.VerifyExact(bg, third, &solver.Basis{Col: statuses(basic, atZero), Row: statuses(atLower)}, solver.Binary)
	require.NoError(t, err)
	require.Equal(t, "1/3", e.X(0).RatString())
	require.Equal(t, "0", e.X(1).RatString())
	require.Equal(t, "1/3", e.RowDual(0).RatString())
}

func TestVerifyExactRefuses(t *testing.T) {
	p := small()
	p.AddRow(-inf, 9, []int32{0, 1}, []float64{2, 2})
	for message, b := range map[string]*solver.Basis{
		"a basis is needed of 2 columns and 2 rows":        nil,
		"basis with 1 basic places for 2 rows":             {Col: statuses(basic, atLower), Row: statuses(atLower, atUpper)},
		"row 1 has the status 0 and the bounds -Inf and 9": {Col: statuses(basic, basic), Row: statuses(atLower, atLower)},
		"row 0 has the status 9 and the bounds 1 and +Inf": {Col: statuses(basic, basic), Row: statuses(9, atUpper)},
		"the basis is singular":                            {Col: statuses(basic, basic), Row: statuses(atLower, atUpper)},
	} {
		_, err := solver.VerifyExact(bg, p, b, solver.Binary)
		require.EqualError(t, err, "solver: invalid: "+message)
		require.ErrorIs(t, err, solver.ErrInvalid)
	}
	p.Cost[0] = math.NaN()
	_, err := solver.VerifyExact(bg, p, nil, solver.Binary)
	require.ErrorIs(t, err, solver.ErrInvalid)

	large := &solver.Problem{}
	b := &solver.Basis{}
	for j := range solver.MaxExact + 1 {
		large.AddCol(1, 0, inf, false)
		large.AddRow(1, inf, []int32{int32(j)}, []float64{1})
		b.Col, b.Row = append(b.Col, basic), append(b.Row, atLower)
	}
	_, err = solver.VerifyExact(bg, large, b, solver.Binary)
	require.ErrorIs(t, err, solver.ErrTooLarge)

	ctx, cancel := context.WithCancel(bg)
	cancel()
	_, err = solver.VerifyExact(ctx, small(), &solver.Basis{Col: statuses(basic, atLower), Row: statuses(atLower)}, solver.Binary)
	require.ErrorIs(t, err, context.Canceled)
}

func TestProveBound(t *testing.T) {
	p := small() // min x + 2y, x + y >= 1, both within 0 and 4
	for _, c := range []struct {
		y    float64
		want *big.Rat
	}{
		{1, big.NewRat(1, 1)}, {0, new(big.Rat)}, {0.5, big.NewRat(1, 2)}, {2, big.NewRat(-2, 1)}, {-1, nil},
	} {
		got, err := solver.ProveBound(p, []float64{c.y}, solver.Binary)
		require.NoError(t, err)
		if c.want == nil {
			require.Nil(t, got)
			continue
		}
		require.Equal(t, c.want.RatString(), got.RatString())
		low, _ := got.Float64()
		require.LessOrEqual(t, solver.DualBound(p, []float64{c.y}), low, "rounded outwards")
	}
	for _, y := range [][]float64{nil, {1, 2}, {math.NaN()}, {inf}} {
		_, err := solver.ProveBound(p, y, solver.Decimal)
		require.ErrorIs(t, err, solver.ErrInvalid)
	}
}

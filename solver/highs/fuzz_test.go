//go:build cgo && !nohighs

package highs_test

import (
	"context"
	"errors"
	"math"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/eduparity/eduparity/solver"
	"github.com/eduparity/eduparity/solver/highs"
)

// A tape is bytes read as choices; at its end all are 0.
type tape struct{ left []byte }

func (t *tape) byte() byte {
	if len(t.left) == 0 {
		return 0
	}
	b := t.left[0]
	t.left = t.left[1:]
	return b
}

func (t *tape) below(n int) int { return int(t.byte()) % n }

// odd are numbers where something may go wrong.
var odd = []float64{
	math.NaN(), math.Inf(1), math.Inf(-1), math.MaxFloat64, math.SmallestNonzeroFloat64, 1e-13, 1e-9, -1e-9, 1e15, 2e15, 1e20, -1e20, 1e6,
	math.Copysign(0, -1), 1.0 / 3,
}

// number is mostly a small one.
func (t *tape) number() float64 {
	b := t.byte()
	if int(b) < len(odd) {
		return odd[b]
	}
	return float64(int(b)-128) / 4
}

func (t *tape) bounds() (lower, upper float64) {
	switch t.below(5) {
	case 0:
		return math.Inf(-1), t.number()
	case 1:
		return t.number(), math.Inf(1)
	case 2:
		v := t.number()
		return v, v
	case 3:
		v := t.number()
		return v, v + float64(t.below(9))
	}
	return t.number(), t.number()
}

func (t *tape) entries(n int) (index []int32, value []float64) {
	for range t.below(4) {
		index, value = append(index, int32(t.below(n+1))-int32(t.below(40)/39)), append(value, t.number())
	}
	return index, value
}

// FuzzSession puts whatever there is through every public entry of a session: an error that says what
// it is or an answer that holds, never a panic, a number that is none, or a problem that an engine
// should not see. Work is limited, so that nothing goes on for ever.
func FuzzSession(f *testing.F) {
	f.Add([]byte{})
	f.Add([]byte{3, 1, 140, 1, 128, 140, 1, 132, 1, 160, 2, 1, 130, 2, 0, 132, 1, 136, 9, 9, 9, 9})
	f.Add([]byte{2, 0, 130, 3, 120, 8, 1, 2, 126, 4, 128, 140, 0, 3, 1, 0, 140, 1, 150, 5, 7, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
	f.Fuzz(func(t *testing.T, data []byte) {
		in := &tape{data}
		p := &solver.Problem{Offset: in.number()}
		for range in.below(6) {
			lower, upper := in.bounds()
			p.AddCol(in.number(), lower, upper, in.below(4) == 0)
		}
		for range in.below(5) {
			lower, upper := in.bounds()
			index, value := in.entries(p.NumCols())
			p.AddRow(lower, upper, index, value)
		}
		b, err := highs.Open()
		require.NoError(t, err)
		s, err := solver.NewSession(b, p)
		if err != nil {
			require.ErrorIs(t, err, solver.ErrInvalid)
			require.NoError(t, b.Close())
			return
		}
		for range 12 {
			if len(in.left) == 0 {
				break
			}
			step(t, in, s)
			require.NoError(t, s.Problem().Validate())
		}
		sound(t, s, in)
		require.NoError(t, s.Close())
	})
}

// step is one edit or solve.
func step(t *testing.T, in *tape, s *solver.Session) {
	t.Helper()
	row, col := in.below(s.NumRows()+1)-in.below(30)/29, in.below(s.NumCols()+1)
	var err error
	switch in.below(10) {
	case 0:
		lower, upper := in.bounds()
		err = s.SetRowBounds(row, lower, upper)
	case 1:
		lower, upper := in.bounds()
		err = s.SetColBounds(col, lower, upper)
	case 2:
		err = s.SetCost(col, in.number())
	case 3:
		err = s.SetOffset(in.number())
	case 4:
		err = s.SetCoefficient(row, col, in.number())
	case 5:
		err = s.SetWhole(col, in.below(2) == 0)
	case 6:
		var r solver.Rows
		lower, upper := in.bounds()
		index, value := in.entries(s.NumCols())
		r.Add(lower, upper, index, value)
		_, err = s.AddRows(&r)
	case 7:
		var c solver.Cols
		lower, upper := in.bounds()
		index, value := in.entries(s.NumRows())
		c.Add(in.number(), lower, upper, in.below(4) == 0, index, value)
		_, err = s.AddCols(&c)
	case 8:
		err = s.FreeRow(row)
	default:
		sound(t, s, in)
	}
	if err != nil {
		require.ErrorIs(t, err, solver.ErrInvalid)
	}
}

// sound solves and looks at every number of the answer.
func sound(t *testing.T, s *solver.Session, in *tape) {
	t.Helper()
	set := &solver.Settings{TimeLimit: 0.2, Pivots: 1000, Nodes: 50, NoPresolve: in.below(2) == 0, Relax: in.below(3) == 0}
	r, err := s.Solve(context.Background(), nil, set)
	if err != nil {
		// Numbers of 1e15 next to 1e-9 are beyond an engine, and it may say so.
		require.ErrorIs(t, err, solver.ErrEngine)
		return
	}
	finite(t, r.X, r.Activity, r.RowDual, r.ColDual, r.Ray)
	require.False(t, math.IsNaN(r.Bound))
	require.Equal(t, r.X == nil, math.IsNaN(r.Objective))
	require.False(t, r.Bound > r.Objective)
	if r.Status == solver.Optimal {
		require.NotNil(t, r.X)
	}
	c := solver.Verify(s.Problem(), r)
	for _, v := range []float64{c.Row, c.Col, c.Whole, c.Dual, c.Complement, c.Bound, c.RayProves, c.Gap()} {
		require.False(t, math.IsNaN(v))
	}
	if r.Basis != nil {
		e, err := solver.VerifyExact(context.Background(), s.Problem(), r.Basis, solver.Binary)
		if err != nil {
			require.ErrorIs(t, err, solver.ErrInvalid)
		} else if e.Optimal() {
			require.Zero(t, e.Objective.Cmp(e.Bound), "a basis that is optimal proves itself")
		}
	}
	if in.below(2) == 0 {
		g, err := s.Ranging(context.Background(), set)
		if err == nil {
			for _, list := range [][]solver.Range{g.Cost, g.Row, g.Col} {
				for _, v := range list {
					require.False(t, math.IsNaN(v.Lower) || math.IsNaN(v.Upper) || math.IsNaN(v.AtLower) || math.IsNaN(v.AtUpper))
				}
			}
		} else {
			require.True(t, errors.Is(err, solver.ErrUnsupported) || errors.Is(err, solver.ErrEngine), err)
		}
		if _, err := s.IIS(context.Background(), set); err != nil {
			require.ErrorIs(t, err, solver.ErrEngine)
		}
	}
}

func finite(t *testing.T, lists ...[]float64) {
	t.Helper()
	for _, list := range lists {
		for _, v := range list {
			require.False(t, math.IsNaN(v) || math.IsInf(v, 0))
		}
	}
}

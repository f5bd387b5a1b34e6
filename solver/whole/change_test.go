package whole_test

import (
	"context"
	"math"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/eduparity/eduparity/solver"
	"github.com/eduparity/eduparity/solver/whole"
)

// cloned is a problem of its own.
func cloned(p *whole.Problem) *whole.Problem {
	q := *p
	q.Linear = *p.Linear.Clone()
	q.Cones = slices.Clone(p.Cones)
	return &q
}

// A solver that takes one change after another in answers as a new one does.
func TestChanged(t *testing.T) {
	checks(t, 100, func(t *rapid.T) {
		p := drawTiny(t, enumerable).problem()
		v, err := whole.New(p, settings())
		require.NoError(t, err)
		defer func() { require.NoError(t, v.Close()) }()
		_, err = v.Solve(context.Background())
		require.NoError(t, err)
		for range 3 {
			p = cloned(p)
			switch rapid.IntRange(0, 2).Draw(t, "change") {
			case 0:
				times := rapid.SampledFrom([]float64{0.7, 1.5}).Draw(t, "times")
				for k := range p.Cones {
					if !math.IsInf(p.Cones[k].Limit, 1) {
						p.Cones[k].Limit *= times
						break
					}
				}
			case 1:
				j := rapid.IntRange(0, len(p.Linear.Cost)-1).Draw(t, "column")
				p.Linear.Cost[j] *= 2
			case 2: // a lock: nothing more of it
				j := rapid.IntRange(0, len(p.Linear.Cost)-1).Draw(t, "column")
				if p.Linear.Cost[j] > 0 {
					p.Linear.ColUpper[j] = p.Linear.ColLower[j]
				}
			}
			fits, err := v.Change(p)
			require.NoError(t, err)
			require.True(t, fits)
			warm, err := v.Solve(context.Background())
			require.NoError(t, err)
			cold := solve(t, p, settings())
			if warm.X != nil {
				_, err := p.Check(warm.X)
				require.NoError(t, err)
				require.LessOrEqual(t, cold.Bound, warm.Value+boundTolerance)
			}
			if cold.X != nil {
				require.LessOrEqual(t, warm.Bound, cold.Value+boundTolerance)
			}
			require.Equal(t, cold.Status == solver.Infeasible, warm.Status == solver.Infeasible)
		}
	})
}

// What cannot be changed in place is left to a new solver.
func TestChangedShape(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := drawTiny(t, enumerable).problem()
		v, err := whole.New(p, settings())
		require.NoError(t, err)
		q := cloned(p)
		q.Linear.AddCol(1, 0, 1, false)
		fits, err := v.Change(q)
		require.NoError(t, err)
		require.False(t, fits)
		q.Linear.ColLower[0] = math.NaN()
		_, err = v.Change(q)
		require.ErrorIs(t, err, whole.ErrInvalid)
		require.NoError(t, v.Close())
	})
}

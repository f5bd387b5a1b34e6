//go:build cgo && !nohighs

package highs_test

import (
	"context"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/eduparity/eduparity/solver"
	"github.com/eduparity/eduparity/solver/highs"
)

// pieces is a small problem of whole pieces at two sites, the first of which is short of room.
func pieces(r *rand.Rand) *solver.Problem {
	const n = 4
	p := &solver.Problem{}
	var first []int32
	var size []float64
	room := 0.0
	for range n {
		a := int32(p.AddCol(float64(r.IntN(30)), 0, 1, true))
		b := int32(p.AddCol(float64(r.IntN(30)), 0, 1, true))
		p.AddRow(1, 1, []int32{a, b}, []float64{1, 1})
		w := float64(1 + r.IntN(25))
		first, size, room = append(first, a), append(size, w), room+w
	}
	p.AddRow(0, room/2, first, size)
	return p
}

// Bounds that a search tells of are bounds of the whole problem, also where an LP was solved before on the same
// engine, or the start is in parts: nobody may stop because of a bound of something smaller.
func TestBoundsBeforeTheEnd(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	r := rand.New(rand.NewPCG(3, 4))
	const slack = 1e-6
	for range 50 {
		p := pieces(r)
		for _, inParts := range []bool{false, true} {
			b, err := highs.Open()
			require.NoError(t, err)
			s, err := solver.NewSession(b, p)
			require.NoError(t, err)
			lp, err := s.Solve(ctx, nil, &solver.Settings{Relax: true})
			require.NoError(t, err)
			var start *solver.Start
			if inParts {
				start = &solver.Start{Incumbent: lp.X}
			}
			var bounds []float64
			res, err := s.Solve(ctx, start, &solver.Settings{Progress: func(p solver.Progress) { bounds = append(bounds, p.Bound) }})
			require.NoError(t, err)
			require.Equal(t, solver.Optimal, res.Status)
			for _, bound := range bounds {
				require.LessOrEqual(t, bound, res.Objective+slack)
			}
			require.NoError(t, s.Close())
		}
	}
}

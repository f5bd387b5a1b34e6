package gonumlp_test

import (
	"context"
	"math"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/eduparity/eduparity/solver"
	"github.com/eduparity/eduparity/solver/gonumlp"
	"github.com/eduparity/eduparity/solver/solvertest"
)

// The conformance suite, with what gonum's simplex can do: it has neither duals nor warm starts.
func TestConformance(t *testing.T) {
	solvertest.Run(t, gonumlp.Open, solvertest.Abilities{Redundant: true, Concurrent: true})
}

func TestWhatIsRefused(t *testing.T) {
	p := &solver.Problem{}
	p.AddCol(1, 0, 5, true)
	p.AddRow(2, math.Inf(1), []int32{0}, []float64{1})
	for name, c := range map[string]struct {
		set  solver.Settings
		want string
	}{
		"whole":  {solver.Settings{}, "whole columns"},
		"pivots": {solver.Settings{Relax: true, Pivots: 3}, "a limit"},
	} {
		t.Run(name, func(t *testing.T) {
			b, err := gonumlp.Open()
			require.NoError(t, err)
			s, err := solver.NewSession(b, p)
			require.NoError(t, err)
			_, err = s.Solve(context.Background(), nil, &c.set)
			require.ErrorIs(t, err, solver.ErrUnsupported)
			require.ErrorContains(t, err, c.want)
			require.NoError(t, s.Close())
		})
	}
}

package solvertest

import (
	"context"
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/eduparity/eduparity/solver"
)

// iis finds irreducible infeasible subsets, and proves each of them: without any one of its members
// the others can hold together, which a fresh session says.
func (s *suite) iis(t *testing.T) {
	p := &solver.Problem{}
	cols(p, 0, 10, 1, -1, 2)
	row(p, -inf, 4, 0, 1, 1, 1) // of these
	row(p, 1, 30, 2, 1)         //
	row(p, 9, inf, 0, 1)        // this
	row(p, -5, inf, 1, 1)       //
	session := s.session(t, p)
	got := s.findIIS(t, session)
	require.Equal(t, []solver.Bound{{Index: 0, Upper: true}, {Index: 2}}, got.Rows)
	require.Equal(t, []solver.Bound{{Index: 1}}, got.Cols)

	// The session is as it was.
	require.Equal(t, p, session.Problem())
	s.check(t, p, s.solve(t, session, nil), solver.Infeasible, 0)
	require.NoError(t, session.SetRowBounds(2, 3, inf))
	s.check(t, session.Problem(), s.solve(t, session, nil), solver.Optimal, 4)
	feasible, err := session.IIS(context.Background(), nil)
	require.NoError(t, err)
	require.Equal(t, &solver.IIS{Status: solver.Optimal}, feasible)

	for _, c := range knownCases {
		if c.status != solver.Infeasible || c.needs != nil && !c.needs(&s.Abilities) {
			continue
		}
		t.Run(c.name, func(t *testing.T) {
			p := &solver.Problem{}
			c.build(p)
			s.findIIS(t, s.session(t, p))
		})
	}
	rng := rand.New(rand.NewPCG(31, 32))
	for k := range 40 {
		p := contradiction(rng)
		t.Run(fmt.Sprintf("LP %d", k), func(t *testing.T) { s.findIIS(t, s.session(t, p)) })
	}

	done, cancel := context.WithCancel(context.Background())
	cancel()
	got, err = s.session(t, p).IIS(done, nil)
	require.NoError(t, err)
	require.Equal(t, solver.Interrupted, got.Status)
}

func (s *suite) findIIS(t *testing.T, session *solver.Session) *solver.IIS {
	t.Helper()
	got, err := session.IIS(context.Background(), nil)
	require.NoError(t, err)
	require.Equal(t, solver.Infeasible, got.Status)
	require.True(t, got.Irreducible)
	p := session.Problem()
	s.status(t, got.Problem(p), solver.Infeasible)
	if got.Ray != nil {
		require.Positive(t, solver.RayProves(got.Problem(p), got.Ray))
	}
	for k := range got.Rows {
		less := *got
		less.Rows = append(append([]solver.Bound(nil), got.Rows[:k]...), got.Rows[k+1:]...)
		s.status(t, less.Problem(p), solver.Optimal)
	}
	for k := range got.Cols {
		less := *got
		less.Cols = append(append([]solver.Bound(nil), got.Cols[:k]...), got.Cols[k+1:]...)
		s.status(t, less.Problem(p), solver.Optimal)
	}
	return got
}

func (s *suite) status(t *testing.T, p *solver.Problem, want solver.Status) {
	t.Helper()
	require.Equal(t, want, s.solve(t, s.session(t, p), nil).Status)
}

// contradiction is an LP made infeasible by one row that contradicts a combination of some others.
func contradiction(rng *rand.Rand) *solver.Problem {
	p := randomLP(rng, 3+rng.IntN(8), 3+rng.IntN(6)).Problem
	combined := make([]float64, p.NumCols())
	least := 0.0
	for i := range p.NumRows() {
		if rng.IntN(2) == 0 {
			continue
		}
		y := float64(1 + rng.IntN(3))
		bound := p.Rows.Lower[i]
		if bound < -1e9 {
			y, bound = -y, p.Rows.Upper[i]
		}
		least += y * bound
		index, value := p.Rows.Row(i)
		for k, j := range index {
			combined[j] += y * value[k]
		}
	}
	var index []int32
	for j := range combined {
		index = append(index, int32(j))
	}
	p.AddRow(-inf, least-1, index, combined)
	return p
}

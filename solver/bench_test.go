package solver_test

import (
	"context"
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/eduparity/eduparity/solver"
)

// quiet is an engine that does nothing and keeps nothing.
type quiet struct{ answer solver.Result }

func (*quiet) Load(*solver.Problem) error  { return nil }
func (*quiet) Update(*solver.Update) error { return nil }
func (*quiet) Close() error                { return nil }
func (*quiet) Name() (name, ver string)    { return "quiet", "0" }
func (q *quiet) Solve(context.Context, *solver.Start, *solver.Settings) (*solver.Result, error) {
	return &q.answer, nil
}

// BenchmarkFlush is a round of cuts without the engine: rows of three entries are appended, as many
// bounds and costs change, and all is handed over. A hundred rounds on one session, then a new one.
func BenchmarkFlush(b *testing.B) {
	for _, rows := range []int{10, 100, 1000} {
		b.Run(fmt.Sprintf("rows=%d", rows), func(b *testing.B) {
			p := &solver.Problem{}
			for range 5000 {
				p.AddCol(1, 0, 1, false)
			}
			var cuts solver.Rows
			for i := range rows {
				j := int32(i)
				cuts.Add(0, inf, []int32{j, j + 1, j + 2}, []float64{1, -1, 0.5})
			}
			var s *solver.Session
			b.ReportAllocs()
			round := 0
			for b.Loop() {
				if round%100 == 0 {
					var err error
					s, err = solver.NewSession(&quiet{}, p)
					require.NoError(b, err)
					_, err = s.Solve(bg, nil, nil)
					require.NoError(b, err)
				}
				round++
				if _, err := s.AddRows(&cuts); err != nil {
					b.Fatal(err)
				}
				for k := range rows {
					if err := s.SetCost(k, float64(round)); err != nil {
						b.Fatal(err)
					}
					if err := s.SetRowBounds(k, float64(-round), inf); err != nil {
						b.Fatal(err)
					}
				}
				if _, err := s.Solve(bg, nil, nil); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// A round allocates nothing but what a growing problem needs: its size and the rounds before do not
// show.
func TestFlushAllocatesLittle(t *testing.T) {
	p := &solver.Problem{}
	for range 200 {
		p.AddCol(1, 0, 1, false)
	}
	p.Rows.Start = []int32{0}
	s, err := solver.NewSession(&quiet{}, p)
	require.NoError(t, err)
	var cuts solver.Rows
	for i := range 100 {
		cuts.Add(0, inf, []int32{int32(i), int32(i + 1)}, []float64{1, -1})
	}
	_, err = s.AddRows(&cuts)
	require.NoError(t, err)
	k := 0.0
	round := func() {
		k++
		for j := range 100 {
			require.NoError(t, s.SetCost(j, k))
			require.NoError(t, s.SetRowBounds(j, -k, inf))
			require.NoError(t, s.SetCoefficient(j, j, k))
		}
		_, err := s.Solve(bg, nil, nil)
		require.NoError(t, err)
	}
	round()
	round()
	const most = 4 // settings and start of the solve
	require.LessOrEqual(t, testing.AllocsPerRun(20, round), float64(most))
}

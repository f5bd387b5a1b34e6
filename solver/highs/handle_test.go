//go:build cgo && !nohighs

package highs

import (
	"context"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/eduparity/eduparity/solver"
)

func openBackend(t *testing.T) *backend {
	t.Helper()
	b, err := Open()
	require.NoError(t, err)
	own, ok := b.(*backend)
	require.True(t, ok)
	return own
}

func problem() *solver.Problem {
	p := &solver.Problem{}
	p.AddCol(1, 0, 4, false)
	p.AddCol(2, 0, 4, false)
	p.AddRow(1, 8, []int32{0, 1}, []float64{1, 1})
	return p
}

func TestHandlesComeBack(t *testing.T) {
	b := openBackend(t)
	h := b.h
	require.NoError(t, b.Close())
	require.NoError(t, b.Close(), "closing twice must not put a handle into the pool twice")
	c := openBackend(t)
	require.Same(t, h, c.h)
	d := openBackend(t)
	require.NotSame(t, h, d.h)
	require.NoError(t, c.Close())
	require.NoError(t, d.Close())
}

// What one session has set must not reach the next one on the same handle.
func TestHandlesComeBackClean(t *testing.T) {
	ctx := context.Background()
	b := openBackend(t)
	require.NoError(t, b.Load(problem()))
	r, err := b.Solve(ctx, nil, &solver.Settings{
		TimeLimit: 1e-9, Pivots: 1, Nodes: 1, Seed: 7, NoPresolve: true, Relax: true, Gap: 0.5, AbsGap: 10,
	})
	require.NoError(t, err)
	require.NotEqual(t, solver.Unknown, r.Status)
	h := b.h
	require.NoError(t, b.Close())

	b = openBackend(t)
	require.Same(t, h, b.h)
	raw := b.h.raw
	for name, want := range map[string]float64{
		"mip_feasibility_tolerance": solver.EngineTolerance, "primal_feasibility_tolerance": solver.EngineTolerance,
		"dual_feasibility_tolerance": solver.EngineTolerance, "small_matrix_value": solver.MinCoefficient,
	} {
		got, err := raw.GetFloat64Option(name)
		require.NoError(t, err)
		require.Equal(t, want, got, name)
	}
	for name, want := range map[string]int{"threads": 1, "random_seed": 0, "simplex_dual_edge_weight_strategy": devex} {
		got, err := raw.GetIntOption(name)
		require.NoError(t, err)
		require.Equal(t, want, got, name)
	}
	for name, want := range map[string]bool{"output_flag": false, "solve_relaxation": false} {
		got, err := raw.GetBoolOption(name)
		require.NoError(t, err)
		require.Equal(t, want, got, name)
	}
	whole := problem()
	whole.Rows.Lower[0] = 1.5
	whole.Whole = []bool{true, true}
	require.NoError(t, b.Load(whole))
	r, err = b.Solve(ctx, nil, &solver.Settings{})
	require.NoError(t, err)
	require.Equal(t, solver.Optimal, r.Status)
	require.Equal(t, 2.0, r.Objective)
	require.NoError(t, b.Close())
}

// A setting that HiGHS refuses must not be passed over: it would solve with another.
func TestRefusedOptionsAreErrors(t *testing.T) {
	b := openBackend(t)
	defer func() { require.NoError(t, b.Close()) }()
	for name, value := range map[string]any{
		"no_such_option": 1, "solver": "no such method", "mip_rel_gap": -1.0, "threads": "many", "output_flag": 3 + 2i,
	} {
		require.ErrorIs(t, b.h.setOption(name, value), solver.ErrUnsupported, name)
	}
}

func TestWarningsAreNoErrors(t *testing.T) {
	h := openBackend(t).h
	require.NoError(t, h.call("anything", 1))
	require.ErrorIs(t, h.call("anything", -1), solver.ErrEngine)
	require.NoError(t, h.release())
}

func TestVersion(t *testing.T) {
	name, version := openBackend(t).Name()
	require.Equal(t, "HiGHS", name)
	require.Regexp(t, `^1\.\d+\.\d+`, version)
}

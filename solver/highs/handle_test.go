//go:build cgo && !nohighs

package highs

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"runtime"
	"slices"
	"testing"
	"time"

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

// stubborn is a search that finds points at once and does not end.
func stubborn() *solver.Problem {
	p := &solver.Problem{}
	rng := rand.New(rand.NewPCG(3, 3))
	const items, sets = 50, 6
	for range items {
		p.AddCol(0, 0, 1, true)
	}
	for range sets {
		index, value := make([]int32, items), make([]float64, items)
		total := 0.0
		for j := range items {
			index[j], value[j] = int32(j), float64(rng.IntN(100))
			total += value[j]
		}
		over, under := p.AddCol(1, 0, 1e6, false), p.AddCol(1, 0, 1e6, false)
		half := math.Floor(total / 2)
		p.AddRow(half, half, append(index, int32(over), int32(under)), append(value, 1, -1))
	}
	return p
}

// A run that does not stop when asked is left alone: what it had found is kept, the session goes on
// with another handle, and the handle comes back to the pool once the run has ended.
func TestARunIsLeftAlone(t *testing.T) {
	b := openBackend(t)
	h := b.h
	b.patience = 0
	p := stubborn()
	s, err := solver.NewSession(b, p)
	require.NoError(t, err)
	for round := range 3 {
		ctx, cancel := context.WithCancel(context.Background())
		r, err := s.Solve(ctx, nil, &solver.Settings{Progress: func(p solver.Progress) {
			if !math.IsNaN(p.Value) {
				cancel()
			}
		}})
		require.NoError(t, err)
		require.Equal(t, solver.Interrupted, r.Status)
		require.NotNil(t, r.X, "the incumbent is lost")
		require.NoError(t, solver.Verify(p, r).Point(1e-7))
		require.GreaterOrEqual(t, r.Bound, -1e-9)
		require.LessOrEqual(t, r.Bound, r.Objective)
		if b.h != h { // else the run ended in no time at all
			require.LessOrEqual(t, s.Reloads(), round)
			require.Eventually(t, func() bool {
				poolMutex.Lock()
				defer poolMutex.Unlock()
				return slices.Contains(pool, h)
			}, time.Minute, time.Millisecond)
			h = b.h
		}
	}
	// A panic of the caller comes out on the caller's side here too, and the session still goes on.
	require.PanicsWithValue(t, "of the caller", func() {
		ctx, cancel := context.WithCancel(context.Background())
		_, _ = s.Solve(ctx, nil, &solver.Settings{Progress: func(solver.Progress) {
			cancel()
			panic("of the caller")
		}})
	})
	for j := range p.Cost {
		require.NoError(t, s.SetCost(j, 0))
	}
	r, err := s.Solve(context.Background(), nil, nil)
	require.NoError(t, err)
	require.Equal(t, solver.Optimal, r.Status)
	require.Zero(t, r.Objective)
	require.NoError(t, s.Close())
}

// Sessions by the thousand leave no memory behind, neither handles nor what HiGHS keeps in them.
func TestSessionsDoNotLeak(t *testing.T) {
	sessions := 3000
	if os.Getenv("EDUPARITY_LONG") != "" {
		sessions = 100_000
	}
	// Growth that is no leak: the allocators' and the garbage collector's. A handle alone is larger than
	// a hundredth of it.
	const settled, mostGrowth = 1000, 24 << 20
	handles := pooled()
	var before int
	for k := range sessions {
		if k == settled {
			before = resident(t)
		}
		b := openBackend(t)
		p := problem()
		s, err := solver.NewSession(b, p)
		require.NoError(t, err)
		r, err := s.Solve(context.Background(), nil, nil)
		require.NoError(t, err)
		require.Equal(t, 1.0, r.Objective)
		require.NoError(t, s.SetWhole(0, true))
		require.NoError(t, s.SetWhole(1, true))
		require.NoError(t, s.SetRowBounds(0, 1.5, 8))
		r, err = s.Solve(context.Background(), nil, nil)
		require.NoError(t, err)
		require.Equal(t, 2.0, r.Objective)
		require.NoError(t, s.Close())
	}
	const comeBack = 8 // handles of other tests, whose runs were left alone and end meanwhile
	require.LessOrEqual(t, pooled(), max(1, handles)+comeBack)
	growth := resident(t) - before
	t.Logf("%d sessions, %d handles, resident memory %d KiB more", sessions, handles, growth>>10)
	require.Less(t, growth, mostGrowth)
}

// pooled counts the handles that nobody uses.
func pooled() int {
	poolMutex.Lock()
	defer poolMutex.Unlock()
	return len(pool)
}

// resident is the process' memory; the test is skipped where the system does not say.
func resident(t *testing.T) int {
	t.Helper()
	runtime.GC()
	text, err := os.ReadFile("/proc/self/statm")
	if err != nil {
		t.Skip("this system does not say how much memory is in use")
	}
	var size, pages int
	_, err = fmt.Sscan(string(text), &size, &pages)
	require.NoError(t, err)
	return pages * os.Getpagesize()
}

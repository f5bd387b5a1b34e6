package separable_test

import (
	"context"
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/eduparity/eduparity/solver/separable"
)

// change draws one change of a flow and makes it in the session.
func change(tb testing.TB, r *rand.Rand, t *separable.FlowSession, degenerate bool) string {
	tb.Helper()
	p := t.Flow()
	n, arcs := len(p.Stock), len(p.Arcs.Head)
	i := r.IntN(n)
	switch k := r.IntN(9); {
	case k == 0:
		v := r.Int64N(40)
		require.NoError(tb, t.SetStock(i, v))
		return fmt.Sprint("stock ", i, v)
	case k == 1:
		v := max(0, p.Stock[i]+r.Int64N(3)-1)
		require.NoError(tb, t.SetStock(i, v))
		return fmt.Sprint("stock ", i, v)
	case k == 2:
		least := r.Int64N(8)
		most := least + r.Int64N(30)
		if degenerate && r.IntN(2) == 0 {
			least, most = 0, math.MaxInt64
		}
		require.NoError(tb, t.SetLimits(i, least, most))
		return fmt.Sprint("limits ", i, least, most)
	case k == 3:
		v := []int64{0, 1, 3, 5, 100, math.MaxInt64}[r.IntN(6)]
		require.NoError(tb, t.SetOut(i, v))
		return fmt.Sprint("out ", i, v)
	case k == 4 && p.Marginal == nil:
		v := []float64{0, 0.1, 1, 1 / (1 + 20*r.Float64())}[r.IntN(4)]
		if v == 0 && !degenerate {
			v = 3
		}
		require.NoError(tb, t.SetSquare(i, v))
		return fmt.Sprint("square ", i, v)
	case k == 5 && p.Marginal == nil:
		v := 0.5 + r.Float64()
		require.NoError(tb, t.SetWeight(v))
		return fmt.Sprint("weight ", v)
	case k == 6 && p.Hires:
		v := 3*r.Float64() - 0.5
		require.NoError(tb, t.SetHireCost(v))
		return fmt.Sprint("hire ", v)
	case k == 7 && arcs > 0:
		a := r.IntN(arcs)
		v := r.Int64N(6)
		require.NoError(tb, t.SetCapacity(a, v))
		return fmt.Sprint("capacity ", a, v)
	case arcs > 0:
		a := r.IntN(arcs)
		v := []float64{0, 0.5, 1, 2 * r.Float64(), math.Inf(1)}[r.IntN(5)]
		require.NoError(tb, t.SetCost(a, v))
		return fmt.Sprint("cost ", a, v)
	}
	return "none"
}

// TestFlowSessionFollowsChanges changes one datum after the other: the answer is that of a new solve, or
// both say that there is no plan.
func TestFlowSessionFollowsChanges(t *testing.T) {
	for _, degenerate := range []bool{false, true} {
		t.Run(fmt.Sprintf("degenerate=%v", degenerate), func(t *testing.T) {
			r := rand.New(rand.NewPCG(61, 62))
			var s separable.FlowSolver
			var cold separable.FlowPlan
			solved, failed, endless := 0, 0, 0
			for i := range cases() / 4 {
				p := randomFlow(r, degenerate)
				if r.IntN(3) == 0 {
					p.Hires, p.HireCost = true, 2*r.Float64()
					if degenerate {
						p.HireCost = []float64{0, 0.5, 1}[r.IntN(3)]
					}
				}
				session, err := separable.NewFlow(p)
				require.NoError(t, err)
				done := "new"
				for range 8 {
					err := session.Solve(context.Background())
					wrong := s.Solve(context.Background(), &cold, session.Flow(), nil)
					require.Equal(t, wrong == nil, err == nil, "case %d, %s: %v, cold %v", i, done, err, wrong)
					if err != nil {
						if errors.Is(err, separable.ErrInvalid) { // hires pay without end
							endless++
							break
						}
						requireFlowCut(t, session.Flow(), err)
						failed++
					} else {
						solved++
						c, err := separable.VerifyFlow(session.Flow(), session.Plan())
						require.NoError(t, err)
						require.Zero(t, c.Violation, "case %d, %s", i, done)
						require.LessOrEqual(t, c.Residual, flowShare, "case %d, %s, hires %v %v", i, done, p.Hires, p.HireCost)
						requireExact(t, c, flowShare, i)
						require.InDelta(t, cold.Objective, session.Plan().Objective, 1e-11*(1+c.Size), "case %d, %s", i, done)
						require.InDelta(t, c.Objective, session.Plan().Objective, 1e-12*(1+c.Size))
					}
					done = change(t, r, session, degenerate)
				}
			}
			require.Greater(t, solved, cases()/4)
			require.Positive(t, failed)
			require.Equal(t, degenerate, endless > 0, "squares of zero are degenerate")
		})
	}
}

// session solves a rotation and hands out the session.
func session(tb testing.TB, n int) *separable.FlowSession {
	tb.Helper()
	t, err := separable.NewFlow(rotation(n))
	require.NoError(tb, err)
	require.NoError(tb, t.Solve(context.Background()))
	return t
}

// TestFlowSessionRepairsLittle changes one datum of a county: a few paths are enough, nothing is allocated,
// and the way back leads to the same objective.
func TestFlowSessionRepairsLittle(t *testing.T) {
	s := session(t, 300)
	p, ctx := s.Flow(), context.Background()
	before, paths, solves := s.Plan().Objective, 0, 0
	for i := range p.Stock {
		stock, out, square := p.Stock[i], p.Out[i], p.Square[i]
		for _, set := range []func(){
			func() { _ = s.SetStock(i, stock+1) }, func() { _ = s.SetStock(i, stock) },
			func() { _ = s.SetOut(i, out+1) }, func() { _ = s.SetOut(i, out) },
			func() { _ = s.SetSquare(i, square*0.9) }, func() { _ = s.SetSquare(i, square) },
		} {
			require.Zero(t, testing.AllocsPerRun(1, func() {
				set()
				_ = s.Solve(ctx)
			}))
			require.NoError(t, s.Solve(ctx))
			paths += s.Plan().Paths
			solves++
		}
	}
	require.Less(t, paths, 10*solves)
	require.InEpsilon(t, before, s.Plan().Objective, 1e-12)
	c, err := separable.VerifyFlow(p, s.Plan())
	require.NoError(t, err)
	requireExact(t, c, exactShare, 0)
}

// TestFlowSessionSearchesWeights halves an interval for the least weight at which the squares keep a limit, as
// a caller does who looks for the multiplier of a cap: every answer is that of a new solve, and the squares
// fall as the weight rises.
func TestFlowSessionSearchesWeights(t *testing.T) {
	s := session(t, 200)
	var cold separable.FlowSolver
	var plan separable.FlowPlan
	base := rotation(200).Square
	squares := func() (total float64) {
		for i, z := range s.Plan().Stock {
			total += base[i] * float64(z) * float64(z)
		}
		return total
	}
	least, limit := squares(), 0.0
	low, high := 1e-3, 1.0
	for k := range 30 {
		weight := math.Sqrt(low * high)
		require.NoError(t, s.SetWeight(weight))
		require.NoError(t, s.Solve(t.Context()))
		require.NoError(t, cold.Solve(t.Context(), &plan, s.Flow(), nil))
		require.InEpsilon(t, plan.Objective, s.Plan().Objective, 1e-12)
		v := squares()
		require.GreaterOrEqual(t, v, least*(1-1e-12))
		if k == 0 {
			limit = v * 0.99
		}
		if v > limit {
			low = weight
		} else {
			high = weight
		}
		c, err := separable.VerifyFlow(s.Flow(), s.Plan())
		require.NoError(t, err)
		requireExact(t, c, exactShare, k)
	}
	require.Less(t, s.Plan().Paths, 20, "the last steps change next to nothing")
}

// TestFlowSessionTouched has steps of a caller's own that change under the session.
func TestFlowSessionTouched(t *testing.T) {
	target := []int64{4, 4, 4}
	p := &separable.Flow{
		Stock: []int64{9, 1, 2}, Arcs: separable.Arcs{Start: []int32{0, 2, 2, 2}, Head: []int32{1, 2}, Cost: []float64{0.25, 0.5}},
		Marginal: func(i int, z int64) float64 {
			if z < target[i] {
				return -1
			}
			return 1
		},
	}
	s, err := separable.NewFlow(p)
	require.NoError(t, err)
	require.NoError(t, s.Solve(t.Context()))
	require.Equal(t, []int64{3, 2}, s.Plan().Flow)
	target[0], target[2] = 2, 6
	s.Touch(0)
	s.Touch(2)
	require.NoError(t, s.Solve(t.Context()))
	require.Equal(t, []int64{3, 4}, s.Plan().Flow)
	c, err := separable.VerifyFlow(s.Flow(), s.Plan())
	require.NoError(t, err)
	requireExact(t, c, flowShare, 0)
	require.ErrorIs(t, s.SetWeight(2), separable.ErrInvalid)
}

func TestFlowSessionFaults(t *testing.T) {
	_, err := separable.NewFlow(&separable.Flow{Stock: []int64{1}})
	require.ErrorIs(t, err, separable.ErrInvalid)
	p := rotation(10)
	p.Out = nil
	s, err := separable.NewFlow(p)
	require.NoError(t, err)
	arcs := len(p.Arcs.Head)
	for name, err := range map[string]error{
		"section below": s.SetStock(-1, 1), "section above": s.SetStock(10, 1), "stock": s.SetStock(0, -1),
		"too many": s.SetStock(0, 1<<52), "limits": s.SetLimits(0, 2, 1), "least": s.SetLimits(0, -1, 1),
		"out": s.SetOut(0, -1), "square": s.SetSquare(0, math.NaN()), "cost": s.SetCost(0, -1),
		"arc": s.SetCost(arcs, 1), "capacity": s.SetCapacity(0, -1), "arc below": s.SetCapacity(-1, 1),
		"weight": s.SetWeight(-1), "endless weight": s.SetWeight(math.Inf(1)), "hire": s.SetHireCost(math.Inf(1)),
	} {
		require.ErrorIs(t, err, separable.ErrInvalid, name)
	}
	s.Touch(-1)
	s.Touch(10)
	require.NoError(t, s.Solve(t.Context()))
	s.Touch(10)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	big := session(t, 500)
	require.NoError(t, big.SetWeight(0.3))
	require.ErrorIs(t, big.Solve(ctx), context.Canceled)
	require.NoError(t, big.Solve(t.Context()), "it goes on from there")
	c, err := separable.VerifyFlow(big.Flow(), big.Plan())
	require.NoError(t, err)
	requireExact(t, c, exactShare, 0)
}

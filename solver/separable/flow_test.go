package separable_test

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/eduparity/eduparity/solver/separable"
)

// randomFlow draws rotations: spread out, or with equal sections, no pupils, no stock, isolated
// sections, limits of zero, parallel arcs and limits without slack. Some have no solution.
func randomFlow(r *rand.Rand, degenerate bool) *separable.Flow {
	n := 1 + r.IntN(8)
	if r.IntN(30) == 0 {
		n = 20 + r.IntN(60)
	}
	p := &separable.Flow{Arcs: separable.Arcs{Start: []int32{0}}}
	few := func(values ...int64) int64 { return values[r.IntN(len(values))] }
	for i := range n {
		s, out, square := r.Int64N(40), r.Int64N(12), 1/(1+20*r.Float64())
		least, most := max(0, s-r.Int64N(10)), s+r.Int64N(20)
		if degenerate {
			s, out, square = few(0, 5, 5, 10), few(0, 1, 100), []float64{1, 1, 0.5, 0, 1e-3, 1e3}[r.IntN(6)]
			least, most = few(0, 0, 0, s, s+1), math.MaxInt64
			if r.IntN(3) == 0 {
				most = least + few(0, 1, 5, 10)
			}
		} else if r.IntN(2) == 0 {
			least, most = 0, math.MaxInt64
		}
		p.Stock, p.Out, p.Square = append(p.Stock, s), append(p.Out, out), append(p.Square, square)
		p.Least, p.Most = append(p.Least, least), append(p.Most, most)
		arcs := r.IntN(5)
		for range arcs {
			j := r.IntN(n)
			if j == i && !degenerate {
				continue
			}
			cost, capacity := 2*r.Float64(), 1+r.Int64N(10)
			if degenerate {
				cost, capacity = []float64{0, 0, 0.5, 1}[r.IntN(4)], few(0, 1, 2, 100)
			}
			p.Arcs.Head = append(p.Arcs.Head, int32(j))
			p.Arcs.Cost = append(p.Arcs.Cost, cost)
			p.Arcs.Capacity = append(p.Arcs.Capacity, capacity)
		}
		p.Arcs.Start = append(p.Arcs.Start, int32(len(p.Arcs.Head)))
	}
	switch r.IntN(4) {
	case 0:
		p.Arcs.Capacity = nil
	case 1:
		p.Arcs.Capacity, p.Out = nil, nil
	case 2:
		p.Least, p.Most = nil, nil
	}
	return p
}

// requireFlowCut checks from the data alone that a cut proves what it says.
func requireFlowCut(tb testing.TB, p *separable.Flow, err error) {
	tb.Helper()
	var c *separable.Cut
	require.ErrorAs(tb, err, &c)
	require.ErrorIs(tb, err, separable.ErrInfeasible)
	require.NotEmpty(tb, err.Error())
	in := map[int]bool{}
	for _, i := range c.Nodes {
		in[i] = true
	}
	total := 0.0
	for _, s := range p.Stock {
		total += float64(s)
	}
	have, want := 0.0, 0.0
	for i, s := range p.Stock {
		across := 0.0
		for a := p.Arcs.Start[i]; a < p.Arcs.Start[i+1]; a++ {
			if in[int(p.Arcs.Head[a])] == c.Short && !math.IsInf(p.Arcs.Cost[a], 1) {
				if p.Arcs.Capacity == nil {
					across = total
				} else {
					across += float64(p.Arcs.Capacity[a])
				}
			}
		}
		if p.Out != nil {
			across = min(across, float64(p.Out[i]))
		}
		switch {
		case in[i] && c.Short:
			have += float64(s)
			if p.Least != nil {
				want += float64(p.Least[i])
			}
		case in[i]:
			have += float64(s) - across
			if p.Most == nil {
				want = math.Inf(1)
			} else {
				want += float64(p.Most[i])
			}
		case c.Short:
			have += across
		}
	}
	if c.Short {
		require.Less(tb, min(have, total), want)
	} else {
		require.Greater(tb, have, want)
	}
}

// flowShare bounds gaps and residuals of flows: the proof charges rounding of the size of the prices,
// which may be a thousand times the costs.
const flowShare = 1e-11

// requireFlow solves and checks: an optimum or a proof that there is no plan.
func requireFlow(tb testing.TB, s *separable.FlowSolver, plan *separable.FlowPlan, p *separable.Flow, start *separable.Start, number int) bool {
	tb.Helper()
	if err := s.Solve(context.Background(), plan, p, start); err != nil {
		requireFlowCut(tb, p, err)
		return false
	}
	c, err := separable.VerifyFlow(p, plan)
	require.NoError(tb, err)
	require.Zero(tb, c.Violation, "case %d", number)
	requireExact(tb, c, flowShare, number)
	require.InDelta(tb, c.Objective, plan.Objective, 1e-12*(1+c.Size))
	return true
}

func TestFlowIsOptimal(t *testing.T) {
	for _, degenerate := range []bool{false, true} {
		t.Run(fmt.Sprintf("degenerate=%v", degenerate), func(t *testing.T) {
			var s separable.FlowSolver
			var plan separable.FlowPlan
			r := rand.New(rand.NewPCG(31, 32))
			solved := 0
			for i := range cases() {
				p := randomFlow(r, degenerate)
				if requireFlow(t, &s, &plan, p, nil, i) {
					solved++
				}
			}
			require.Greater(t, solved, cases()/4)
			if degenerate {
				require.Less(t, solved, cases(), "some must be infeasible")
			}
		})
	}
}

// TestFlowEnumerated compares with all plans of three sections in a line.
func TestFlowEnumerated(t *testing.T) {
	var s separable.FlowSolver
	var plan separable.FlowPlan
	r := rand.New(rand.NewPCG(33, 34))
	for i := range 500 {
		p := &separable.Flow{
			Stock: []int64{r.Int64N(8), r.Int64N(5), r.Int64N(3)}, Out: []int64{r.Int64N(5), r.Int64N(5), r.Int64N(5)},
			Least: []int64{0, r.Int64N(3), r.Int64N(3)}, Most: []int64{8, 8, 2 + r.Int64N(4)},
			Square: []float64{1 / float64(1+r.IntN(4)), 1 / float64(1+r.IntN(4)), 1 / float64(1+r.IntN(4))},
			Arcs: separable.Arcs{
				Start: []int32{0, 1, 3, 4}, Head: []int32{1, 0, 2, 1},
				Cost:     []float64{r.Float64(), 0.5, float64(r.IntN(2)), r.Float64()},
				Capacity: []int64{4, 4, 4, 4},
			},
		}
		hires := 1
		if i%3 == 0 { // as many as least stocks can ask for, or as pay at a price below 0
			p.Hires, p.HireCost, hires = true, float64(r.IntN(5))/4-0.25, 4
			p.Most = []int64{3, 3, 3}
		}
		best := math.Inf(1)
		for code := range 625 * hires * hires * hires {
			h := [3]int64{int64(code / 625 % hires), int64(code / 625 / hires % hires), int64(code / 625 / hires / hires)}
			f := [4]int64{int64(code % 5), int64(code / 5 % 5), int64(code / 25 % 5), int64(code / 125 % 5)}
			z := [3]int64{p.Stock[0] - f[0] + f[1] + h[0], p.Stock[1] + f[0] - f[1] - f[2] + f[3] + h[1], p.Stock[2] + f[2] - f[3] + h[2]}
			out := [3]int64{f[0], f[1] + f[2], f[3]}
			cost, ok := p.HireCost*float64(h[0]+h[1]+h[2]), true
			for k := range z {
				ok = ok && z[k] >= p.Least[k] && z[k] <= p.Most[k] && out[k] <= p.Out[k]
				cost += p.Square[k] * float64(z[k]*z[k])
			}
			for a := range f {
				cost += p.Arcs.Cost[a] * float64(f[a])
			}
			if ok {
				best = min(best, cost)
			}
		}
		ok := requireFlow(t, &s, &plan, p, nil, i)
		require.Equal(t, !math.IsInf(best, 1), ok)
		if ok {
			require.InDelta(t, best, plan.Objective, 1e-12*(1+math.Abs(best)))
		}
	}
}

// TestFlowHires has a threshold that nobody can reach by moving, and a section that is worth hiring for.
func TestFlowHires(t *testing.T) {
	var s separable.FlowSolver
	var plan separable.FlowPlan
	p := &separable.Flow{
		Stock: []int64{6, 1, 0}, Out: []int64{1, 0, 0}, Least: []int64{0, 4, 0}, Square: []float64{0.1, 0.1, 0.1},
		Arcs:  separable.Arcs{Start: []int32{0, 1, 1, 1}, Head: []int32{1}, Cost: []float64{0.5}},
		Hires: true, HireCost: 2,
	}
	require.True(t, requireFlow(t, &s, &plan, p, nil, 0))
	require.Equal(t, []int64{0, 2, 0}, plan.Hire)
	require.Equal(t, []int64{5, 4, 0}, plan.Stock)
	require.InDelta(t, 4.5, plan.Cost, 1e-12)
	p.HireCost = -0.4 // worth it while a step costs less: 0.1 and 0.3
	require.True(t, requireFlow(t, &s, &plan, p, nil, 0))
	require.Equal(t, []int64{0, 2, 2}, plan.Hire)
	p.Square[2] = 0
	require.ErrorIs(t, s.Solve(t.Context(), &plan, p, nil), separable.ErrInvalid, "hires pay without end")
	p.Most = []int64{9, 9, 7}
	require.True(t, requireFlow(t, &s, &plan, p, nil, 0))
	require.Equal(t, []int64{0, 2, 7}, plan.Hire)
	p.Least[0], p.Most[0] = 1<<53, 1<<53
	require.ErrorIs(t, s.Solve(t.Context(), &plan, p, nil), separable.ErrInvalid, "more than can be counted")
	p.Least[0], p.Most[0] = 0, 9
	p.Most[1] = 0
	p.Least[1] = 0
	require.False(t, requireFlow(t, &s, &plan, p, nil, 0), "one too many, and no way out")
}

// TestFlowManyUnits has ten thousand units a section, of which a path moves many.
func TestFlowManyUnits(t *testing.T) {
	var s separable.FlowSolver
	var plan separable.FlowPlan
	p := rotation(200)
	for i := range p.Stock {
		p.Stock[i] *= 400
		p.Out[i] *= 400
		p.Square[i] /= 400
	}
	require.True(t, requireFlow(t, &s, &plan, p, nil, 0))
	require.Less(t, plan.Paths, 60_000, "some 240,000 move")
}

// TestFlowStarts begins at the optimum, near it and far from it: the optimum is the same.
func TestFlowStarts(t *testing.T) {
	var s separable.FlowSolver
	var plan, again separable.FlowPlan
	r := rand.New(rand.NewPCG(35, 36))
	for i := range cases() / 2 {
		p := randomFlow(r, i%2 == 0)
		if !requireFlow(t, &s, &plan, p, nil, i) {
			continue
		}
		start := &separable.Start{
			Flow:  append([]int64{}, plan.Flow...),
			Price: append([]float64{}, plan.Price...),
		}
		require.True(t, requireFlow(t, &s, &again, p, start, i))
		require.InDelta(t, plan.Objective, again.Objective, 1e-12*(1+plan.Objective))
		for a := range start.Flow {
			start.Flow[a] += r.Int64N(7) - 3
		}
		for k := range start.Price {
			start.Price[k] += 0.3 * r.NormFloat64()
		}
		require.True(t, requireFlow(t, &s, &again, p, start, i))
		require.InDelta(t, plan.Objective, again.Objective, 1e-12*(1+plan.Objective))
		for k := range start.Price {
			start.Price[k] = 1e6 * r.NormFloat64()
		}
		// Prices of a million leave their own rounding in all prices, where those of the optimum may be
		// zero: that the prices prove little then is no fault, that the plan is another would be.
		require.NoError(t, s.Solve(t.Context(), &again, p, &separable.Start{Price: start.Price}))
		c, err := separable.VerifyFlow(p, &again)
		require.NoError(t, err)
		require.Zero(t, c.Violation)
		require.InDelta(t, plan.Objective, again.Objective, 1e-6*(1+plan.Objective))
	}
}

// TestFlowGoesOnWhereItIsOptimal starts at an optimum with spread-out data: nothing is left to do.
func TestFlowGoesOnWhereItIsOptimal(t *testing.T) {
	var s separable.FlowSolver
	var plan, again separable.FlowPlan
	p := rotation(100)
	require.True(t, requireFlow(t, &s, &plan, p, nil, 0))
	require.Positive(t, plan.Paths)
	require.NoError(t, s.Solve(t.Context(), &again, p, &separable.Start{Flow: plan.Flow, Price: plan.Price}))
	require.Zero(t, again.Repaired)
	require.Zero(t, again.Paths)
	require.Equal(t, plan.Flow, again.Flow)
}

// TestFlowRounded starts from moves that were rounded down, as those of a divisible plan may be, at
// the right prices: what is left to repair is of the order of what was cut off.
func TestFlowRounded(t *testing.T) {
	var s separable.FlowSolver
	var plan, again separable.FlowPlan
	p := rotation(300)
	require.True(t, requireFlow(t, &s, &plan, p, nil, 0))
	require.Greater(t, plan.Repaired, int64(500), "from nothing there is much to do")
	start := &separable.Start{Flow: append([]int64{}, plan.Flow...), Price: plan.Price}
	lost := int64(0)
	for a, f := range start.Flow {
		if f > 0 && a%3 == 0 {
			start.Flow[a]--
			lost++
		}
	}
	require.Greater(t, lost, int64(20))
	require.True(t, requireFlow(t, &s, &again, p, start, 0))
	require.InDelta(t, plan.Objective, again.Objective, 1e-12*(1+plan.Objective))
	require.LessOrEqual(t, again.Repaired, 3*lost, "of %d moves cut off", lost)
}

// TestFlowMarginal gives the squares as steps: the same plan and the cost relative to the start.
func TestFlowMarginal(t *testing.T) {
	var s separable.FlowSolver
	var plan, again separable.FlowPlan
	r := rand.New(rand.NewPCG(37, 38))
	for i := range 300 {
		p := randomFlow(r, i%2 == 0)
		ok := requireFlow(t, &s, &plan, p, nil, i)
		q, before := *p, 0.0
		for k, v := range p.Stock {
			before += p.Square[k] * float64(v) * float64(v)
		}
		q.Square, q.Marginal = nil, func(section int, z int64) float64 { return p.Square[section] * float64(2*z+1) }
		require.Equal(t, ok, requireFlow(t, &s, &again, &q, nil, i))
		if ok {
			require.InDelta(t, plan.Objective-before, again.Objective, 1e-11*(1+before))
		}
	}
	// The distance from a target is convex too, and flat steps are ties.
	p := &separable.Flow{
		Stock: []int64{10, 0, 5},
		Arcs:  separable.Arcs{Start: []int32{0, 2, 2, 2}, Head: []int32{1, 2}, Cost: []float64{0.5, 0.5}},
		Marginal: func(_ int, z int64) float64 {
			if z < 5 {
				return -1
			}
			return 1
		},
	}
	require.True(t, requireFlow(t, &s, &plan, p, nil, 0))
	require.Equal(t, []int64{5, 5, 5}, plan.Stock)
	p.Marginal = func(int, int64) float64 { return math.NaN() }
	require.ErrorIs(t, s.Solve(t.Context(), &plan, p, nil), separable.ErrInvalid)
}

// TestFlowPermutedAndScaled renames sections and changes the unit of money.
func TestFlowPermutedAndScaled(t *testing.T) {
	var s separable.FlowSolver
	var plan, again separable.FlowPlan
	r := rand.New(rand.NewPCG(39, 40))
	for i := range 200 {
		p := randomFlow(r, false)
		ok := requireFlow(t, &s, &plan, p, nil, i)
		n := len(p.Stock)
		to := r.Perm(n)
		from := make([]int, n)
		for k, v := range to {
			from[v] = k
		}
		const money = 1e9
		q := &separable.Flow{Arcs: separable.Arcs{Start: []int32{0}}}
		pick := func(v []int64, k int) []int64 { return v[k : k+1] }
		for _, k := range from {
			q.Stock = append(q.Stock, p.Stock[k])
			q.Square = append(q.Square, p.Square[k]*money)
			if p.Least != nil {
				q.Least, q.Most = append(q.Least, pick(p.Least, k)...), append(q.Most, pick(p.Most, k)...)
			}
			if p.Out != nil {
				q.Out = append(q.Out, p.Out[k])
			}
			for a := p.Arcs.Start[k]; a < p.Arcs.Start[k+1]; a++ {
				q.Arcs.Head = append(q.Arcs.Head, int32(to[p.Arcs.Head[a]]))
				q.Arcs.Cost = append(q.Arcs.Cost, p.Arcs.Cost[a]*money)
				if p.Arcs.Capacity != nil {
					q.Arcs.Capacity = append(q.Arcs.Capacity, p.Arcs.Capacity[a])
				}
			}
			q.Arcs.Start = append(q.Arcs.Start, int32(len(q.Arcs.Head)))
		}
		require.Equal(t, ok, requireFlow(t, &s, &again, q, nil, i))
		if ok {
			require.InDelta(t, plan.Objective*money, again.Objective, 1e-11*money*(1+plan.Objective))
		}
		if q.Out != nil && ok { // more leave to leave cannot cost more
			for k := range q.Out {
				q.Out[k]++
			}
			require.True(t, requireFlow(t, &s, &plan, q, nil, i))
			require.LessOrEqual(t, plan.Objective, again.Objective+1e-12*money)
		}
	}
}

func TestFlowFaults(t *testing.T) {
	good := func() *separable.Flow {
		return &separable.Flow{
			Stock: []int64{3, 1}, Least: []int64{0, 0}, Most: []int64{9, 9}, Out: []int64{1, 1}, Square: []float64{1, 1},
			Arcs: separable.Arcs{Start: []int32{0, 1, 2}, Head: []int32{1, 0}, Cost: []float64{1, 1}, Capacity: []int64{5, 5}},
		}
	}
	var s separable.FlowSolver
	var plan separable.FlowPlan
	require.NoError(t, s.Solve(t.Context(), &plan, good(), nil))
	require.NoError(t, s.Solve(t.Context(), &plan, &separable.Flow{Arcs: separable.Arcs{Start: []int32{0}}}, nil))
	for name, spoil := range map[string]func(*separable.Flow){
		"negative stock":    func(p *separable.Flow) { p.Stock[0] = -1 },
		"too many":          func(p *separable.Flow) { p.Stock[0], p.Stock[1] = 1<<51, 1<<52 },
		"nan cost":          func(p *separable.Flow) { p.Arcs.Cost[0] = math.NaN() },
		"negative cost":     func(p *separable.Flow) { p.Arcs.Cost[0] = -1 },
		"concave":           func(p *separable.Flow) { p.Square[0] = -1 },
		"no section":        func(p *separable.Flow) { p.Arcs.Head[0] = 2 },
		"negative capacity": func(p *separable.Flow) { p.Arcs.Capacity[0] = -1 },
		"negative limit":    func(p *separable.Flow) { p.Out[0] = -1 },
		"crossed":           func(p *separable.Flow) { p.Least[0] = 10 },
		"starts":            func(p *separable.Flow) { p.Arcs.Start[1] = 3 },
		"first start":       func(p *separable.Flow) { p.Arcs.Start[0] = 1 },
		"shapes":            func(p *separable.Flow) { p.Least = p.Least[:1] },
		"no starts":         func(p *separable.Flow) { p.Arcs.Start = nil },
		"hire cost":         func(p *separable.Flow) { p.Hires, p.HireCost = true, math.NaN() },
	} {
		p := good()
		spoil(p)
		require.ErrorIs(t, s.Solve(t.Context(), &plan, p, nil), separable.ErrInvalid, name)
		_, err := separable.VerifyFlow(p, &plan)
		require.ErrorIs(t, err, separable.ErrInvalid, name)
	}
	for _, start := range []*separable.Start{{Flow: []int64{1}}, {Price: []float64{1}}, {Price: []float64{1, math.NaN()}}} {
		require.ErrorIs(t, s.Solve(t.Context(), &plan, good(), start), separable.ErrInvalid)
	}
}

func TestFlowAllocatesNothingWhenWarm(t *testing.T) {
	var s separable.FlowSolver
	var plan separable.FlowPlan
	p := rotation(100)
	ctx := context.Background()
	require.NoError(t, s.Solve(ctx, &plan, p, nil))
	require.Zero(t, testing.AllocsPerRun(5, func() { _ = s.Solve(ctx, &plan, p, nil) }))
}

func TestFlowStops(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	var s separable.FlowSolver
	var plan separable.FlowPlan
	require.ErrorIs(t, s.Solve(ctx, &plan, rotation(500), nil), context.Canceled)
}

// rotation draws a rotation as the peers' instances do: some 25 teachers a section, 20 nearest arcs.
func rotation(n int) *separable.Flow {
	r := rand.New(rand.NewPCG(uint64(n), 4))
	var inst rotationInstance
	var x, y []float64
	for range n {
		p := max(60, math.Round(math.Exp(6.2+0.8*r.NormFloat64())))
		level := math.Exp(0.5*r.NormFloat64() - 0.25*math.Log(p/500))
		staff := int64(math.Round(0.034 * p * level))
		inst.Pupils, inst.Staff, inst.Out = append(inst.Pupils, p), append(inst.Staff, staff), append(inst.Out, staff/5)
		x, y = append(x, 50*r.Float64()), append(y, 50*r.Float64())
	}
	inst.Cost.Fixed, inst.Cost.PerKm = 0.002, 0.0001
	for i := range n {
		limit := math.Sqrt(50 * 50 * 20 / math.Pi / float64(n)) // about 20 others are this near
		for j := range n {
			if km := math.Hypot(x[i]-x[j], y[i]-y[j]); j != i && km < limit {
				inst.Arcs = append(inst.Arcs, [3]float64{float64(i), float64(j), km})
			}
		}
	}
	return inst.flow()
}

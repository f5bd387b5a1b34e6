package assignment_test

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/eduparity/eduparity/solver"
	"github.com/eduparity/eduparity/solver/assignment"
)

// brute is the best of all plans of whole pieces, sites and units; +Inf: there is none. It knows the rule of
// the map by a search of its own.
func brute(p *assignment.Problem) float64 {
	best := math.Inf(1)
	n, m := len(p.Size), len(p.Sites)
	to := make([]int, n)
	rule := newRule(p)
	var place func(b int)
	place = func(b int) {
		if b == n {
			if rule == nil || rule.kept(to) {
				best = min(best, bruteSites(p, to))
			}
			return
		}
		for j := range m {
			if math.IsInf(p.Cost[b*m+j], 1) || p.Lock != nil && p.Lock[b] >= 0 && int(p.Lock[b]) != j {
				continue
			}
			to[b] = j
			place(b + 1)
		}
	}
	place(0)
	return best
}

// bruteSites is the best choice of sites and units for a placing.
func bruteSites(p *assignment.Problem, to []int) float64 {
	n, m := len(p.Size), len(p.Sites)
	load, used := make([]float64, m), make([]bool, m)
	share := make([]float64, n*m)
	cost := 0.0
	for b, j := range to {
		v := p.Size[b]
		if p.Load != nil {
			v = p.Load[b*m+j]
		}
		load[j] += v
		used[j] = true
		cost += p.Cost[b*m+j]
		share[b*m+j] = 1
	}
	worst := 0.0
	for k := range p.Ratios {
		c := &p.Ratios[k]
		square := -1.0
		for j, w := range c.Weight {
			square += w / load[j]
		}
		if c.Most > 0 && !(square <= c.Most*c.Most+1e-9) {
			return math.Inf(1)
		}
		worst = max(worst, math.Sqrt(max(0, square))/c.Limit)
	}
	best := math.Inf(1)
	open, units := make([]bool, m), make([]int, len(p.Units))
	var choose func(j, e int)
	choose = func(j, e int) {
		if j < m {
			open[j] = true
			choose(j+1, e)
			if p.Sites[j].Open == assignment.Maybe && !(len(p.Ratios) > 0) {
				open[j] = false
				choose(j+1, e)
			}
			return
		}
		if e < len(units) {
			most := p.Units[e].Max
			if !open[p.Units[e].Site] {
				most = 0
			}
			for n := range most + 1 {
				units[e] = n
				choose(j, e+1)
			}
			units[e] = 0
			return
		}
		total, count := cost, 0
		for j, s := range p.Sites {
			most := s.Most
			for e, n := range units {
				if p.Units[e].Site == j {
					most += p.Units[e].Cap * float64(n)
				}
			}
			if open[j] && (load[j] < s.Least-1e-9 || load[j] > most+1e-9) || !open[j] && used[j] {
				return
			}
			if open[j] {
				total += s.Fixed
				if s.Open == assignment.Maybe {
					count++
				}
			}
		}
		for _, h := range p.Hinges {
			total += h.Slope * max(0, load[h.Site]-h.At)
		}
		for e, n := range units {
			total += float64(n) * p.Units[e].Cost
		}
		if count < p.MinOpen || p.MaxOpen > 0 && count > p.MaxOpen {
			return
		}
		for _, row := range p.Rows {
			v := 0.0
			for i, k := range row.Pair {
				v += row.Value[i] * share[k]
			}
			for j, c := range row.Open {
				if open[j] {
					v += c
				}
			}
			for i, c := range row.Hinges {
				v += c * max(0, load[p.Hinges[i].Site]-p.Hinges[i].At)
			}
			for e, c := range row.Units {
				v += c * float64(units[e])
			}
			if v < row.Lower-1e-9 || v > row.Upper+1e-9 {
				return
			}
		}
		if p.Goal != assignment.LeastCost {
			total = worst
		}
		best = min(best, total)
	}
	choose(0, 0)
	return best
}

// A rule is that of a map, in other words than the package's.
type rule struct {
	p    *assignment.Problem
	free []bool
	root [][]bool // by site and piece
	need func(b, j int) []int32
}

func newRule(p *assignment.Problem) *rule {
	if p.Map == nil {
		return nil
	}
	n, m := len(p.Size), len(p.Sites)
	r := &rule{p: p, free: make([]bool, n)}
	neighbours := func(b int) []int32 { return p.Map.Next[p.Map.Start[b]:p.Map.Start[b+1]] }
	steps := make([][]int, m) // by repeated relaxation
	for j := range m {
		steps[j] = make([]int, n)
		for b := range n {
			steps[j][b] = math.MaxInt / 2
		}
		for _, b := range p.Map.Roots[j] {
			steps[j][b] = 0
		}
		for range n {
			for b := range n {
				for _, o := range neighbours(b) {
					steps[j][b] = min(steps[j][b], steps[j][o]+1)
				}
			}
		}
	}
	r.need = func(b, j int) []int32 {
		if p.Map.Mode == assignment.Exact {
			return neighbours(b)
		}
		var out []int32
		for _, o := range neighbours(b) {
			d, e := p.Map.Distance[b*m+j], p.Map.Distance[int(o)*m+j]
			if e < d || e == d && steps[j][o] < steps[j][b] {
				out = append(out, o)
			}
		}
		return out
	}
	r.root = make([][]bool, m)
	for j := range m {
		r.root[j] = make([]bool, n)
		for _, b := range p.Map.Roots[j] {
			r.root[j][b] = true
		}
	}
	if p.Map.Before != nil {
		r.today()
	}
	for range 2 { // islands, and who hangs by them
		var free []bool
		for b := range n {
			free = append(free, true)
			for j := range m {
				free[b] = free[b] && !r.reachable(b, j)
			}
		}
		if r.any(r.free) {
			break
		}
		r.free = free
	}
	return r
}

func (r *rule) any(list []bool) bool {
	for _, v := range list {
		if v {
			return true
		}
	}
	return false
}

func (r *rule) may(b, j int) bool {
	p, m := r.p, len(r.p.Sites)
	return !math.IsInf(p.Cost[b*m+j], 1) && (p.Lock == nil || p.Lock[b] < 0 || int(p.Lock[b]) == j)
}

// reachable says whether the largest area that site j could have holds b.
func (r *rule) reachable(b, j int) bool {
	to := make([]int, len(r.p.Size))
	for o := range to {
		to[o] = -1
		if r.may(o, j) {
			to[o] = j
		}
	}
	return to[b] == j && r.held(to, j)[b]
}

// held grows the area of site j from its roots.
func (r *rule) held(to []int, j int) []bool {
	out := make([]bool, len(to))
	for b := range to {
		out[b] = to[b] == j && (r.root[j][b] || r.free[b])
	}
	for changed := true; changed; {
		changed = false
		for b := range to {
			if to[b] == j && !out[b] {
				for _, o := range r.need(b, j) {
					if out[o] {
						out[b], changed = true, true
					}
				}
			}
		}
	}
	return out
}

func (r *rule) kept(to []int) bool {
	for j := range r.p.Sites {
		held := r.held(to, j)
		for b := range to {
			if to[b] == j && !held[b] {
				return false
			}
		}
	}
	return true
}

// today makes roots of what is torn today.
func (r *rule) today() {
	p := r.p
	before := make([]int, len(p.Size))
	for b, j := range p.Map.Before {
		before[b] = int(j)
	}
	for j := range p.Sites {
		if p.Map.Mode == assignment.Monotone {
			for b := range before {
				alone := true
				for _, o := range r.need(b, j) {
					alone = alone && before[o] != j
				}
				if before[b] == j && alone {
					r.root[j][b] = true
				}
			}
			continue
		}
		for { // the largest of what does not hang together is a root, while there is any such part
			held := r.held(before, j)
			at := -1
			for b := range before {
				if before[b] != j || held[b] {
					continue
				}
				if at < 0 {
					at = b
				} else if r.linked(before, j, at, b) && p.Size[b] > p.Size[at] {
					at = b
				}
			}
			if at < 0 {
				break
			}
			r.root[j][at] = true
		}
	}
}

// linked says whether two pieces are in one part of an area.
func (r *rule) linked(to []int, j, a, b int) bool {
	other := &rule{p: r.p, free: make([]bool, len(to)), root: make([][]bool, len(r.p.Sites)), need: r.need}
	other.root[j] = make([]bool, len(to))
	other.root[j][a] = true
	return other.held(to, j)[b]
}

// rounds is how many instances of each form are drawn.
func rounds(t *testing.T, few, many int) int {
	t.Helper()
	if os.Getenv("EDUPARITY_LONG") != "" {
		return many
	}
	return few
}

// TestEveryPlanEnumerated compares with the best of all plans, for every form.
func TestEveryPlanEnumerated(t *testing.T) {
	t.Parallel()
	for at, f := range []form{
		{whole: true, contiguity: -1},
		{whole: true, contiguity: -1, loads: true, rows: true},
		{whole: true, contiguity: -1, over: true, units: true, rows: true},
		{whole: true, contiguity: -1, open: true, over: true, units: true},
		{whole: true, contiguity: -1, open: true, rows: true},
		{whole: true, contiguity: -1, over: true},
		{whole: true, contiguity: -1, over: true, rows: true, ratios: true, worst: true},
		{whole: true, contiguity: -1, ratios: true},
		{whole: true, contiguity: -1, ratios: true, worst: true},
		{whole: true, contiguity: 0},
		{whole: true, contiguity: 0, torn: true, rows: true},
		{whole: true, contiguity: 1},
		{whole: true, contiguity: 1, torn: true},
		{whole: true, contiguity: 1, torn: true, open: true, rows: true, units: true},
		{whole: true, contiguity: 1, ratios: true, worst: true},
	} {
		t.Run(fmt.Sprintf("%+v", f), func(t *testing.T) {
			t.Parallel()
			feasible := 0
			for seed := range rounds(t, 25, 400) {
				p := draw(rand.New(rand.NewPCG(uint64(at), uint64(seed))), f)
				optimum := brute(p)
				s := settings()
				if seed%2 == 1 {
					s = assignment.Eager(s)
				}
				r, err := assignment.Solve(context.Background(), p, s)
				require.NoError(t, err, "seed %d", seed)
				requireSound(t, p, r, seed)
				if math.IsInf(optimum, 1) {
					require.Equal(t, solver.Infeasible, r.Status, "seed %d: %+v", seed, r)
					continue
				}
				feasible++
				require.Equal(t, solver.Optimal, r.Status, "seed %d: %+v, optimum %v", seed, r, optimum)
				require.InDelta(t, optimum, r.Value, 1e-6*max(1, optimum), "seed %d", seed)
				require.LessOrEqual(t, r.Bound, optimum+1e-6*max(1, optimum), "seed %d", seed)
				require.LessOrEqual(t, r.RootBound, optimum+1e-9*max(1, optimum), "seed %d", seed)
			}
			require.Positive(t, feasible)
		})
	}
}

// requireSound checks what a result says of itself.
func requireSound(t *testing.T, p *assignment.Problem, r *assignment.Result, seed int) {
	t.Helper()
	if r.Prices != nil {
		require.Equal(t, r.RootBound, assignment.Bound(p, r.Prices), "seed %d", seed)
	}
	if r.Share == nil {
		require.True(t, math.IsInf(r.Value, 1), "seed %d", seed)
		return
	}
	require.NoError(t, p.Check(r.Share, r.Open, r.Units), "seed %d", seed)
	require.LessOrEqual(t, r.Bound, r.Value, "seed %d", seed)
}

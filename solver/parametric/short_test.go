package parametric

import (
	"math"
	"math/rand"
	"testing"

	"github.com/stretchr/testify/require"
)

// The greatest lack of any set of sections, looked for in all 2^n of them, decides whether the least stocks
// can be reached (Gale 1957, Hoffman 1960), and is what is stated as the shortage.
func TestShortAgainstAllSets(t *testing.T) {
	t.Parallel()
	short, enough := 0, 0
	for seed := range int64(1500) {
		c := drawDegenerate(1e7 + seed)
		k := c.kind
		n := len(k.Stock)
		if n > 9 || k.Least == nil {
			continue
		}
		k.HireCost = 0
		worst := 0.0
		for bits := range 1 << n {
			var set []int32
			for i := range n {
				if bits>>i&1 == 1 {
					set = append(set, int32(i))
				}
			}
			worst = max(worst, lackOf(k, set))
		}
		b, err := solveCold(k, math.Inf(1))
		require.NoError(t, err, c.name)
		size, _ := sizes(k)
		if worst > 1e-9*size {
			require.Equal(t, Short, b.Status, "%s lacks %v", c.name, worst)
			require.InDelta(t, worst, b.ShortBy, 1e-12*size*float64(n), c.name)
			require.InDelta(t, worst, lackOf(k, b.ShortSet), 1e-12*size*float64(n), c.name)
			short++
		} else {
			require.Equal(t, Optimal, b.Status, "%s lacks %v", c.name, worst)
			enough++
		}
	}
	require.Greater(t, short, 50)
	require.Greater(t, enough, 50)
}

// What is short without hires costs at least its lack times the cost of a hire.
func TestShortAndHires(t *testing.T) {
	t.Parallel()
	seen := 0
	for seed := range int64(300) {
		c := drawDegenerate(1e7 + seed)
		k := *c.kind
		k.HireCost = 0
		b, err := solveCold(&k, math.Inf(1))
		require.NoError(t, err, c.name)
		if b.Status != Short {
			continue
		}
		k.HireCost = 10
		h, err := solveCold(&k, math.Inf(1))
		require.NoError(t, err, c.name)
		require.Equal(t, Optimal, h.Status, c.name)
		require.GreaterOrEqual(t, h.Cost, k.HireCost*b.ShortBy*(1-gapWanted), c.name)
		require.GreaterOrEqual(t, sum(h.Hire), b.ShortBy*(1-gapWanted), c.name)
		seen++
	}
	require.Greater(t, seen, 20)
}

// Short whatever is asked of the CV, and the same answer each time.
func TestShortAtEveryCap(t *testing.T) {
	t.Parallel()
	k := &Kind{
		Network: mustNetwork(3, []Arc{{0, 1, 1}, {1, 0, 1}}), Pupils: []float64{1, 1, 1},
		Stock: []float64{6, 0, 1}, MostOut: []float64{2, 0, 1}, Least: []float64{1, 3, 0},
	}
	p, err := NewPath(k)
	require.NoError(t, err)
	for _, cap := range []float64{0.5, math.Inf(1), 0} {
		b, err := p.LeastCost(t.Context(), cap)
		require.NoError(t, err)
		require.Equal(t, Short, b.Status)
		require.Equal(t, []int32{1}, b.ShortSet)
		require.InDelta(t, 1, b.ShortBy, 1e-14)
		require.LessOrEqual(t, b.ShortBy, 1.0, "rounded down")
		b.ShortSet[0] = 2 // the caller's to keep
	}
}

func TestMaxFlow(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewSource(1))
	for range 300 {
		n := int32(2 + r.Intn(6))
		type edge struct {
			from, to int32
			room     float64
		}
		var edges []edge
		m := newMaxFlow(n)
		for range r.Intn(20) {
			e := edge{r.Int31n(n), r.Int31n(n), float64(r.Intn(6))}
			edges = append(edges, e)
			m.add(e.from, e.to, e.room)
		}
		m.run(0, n-1)
		sent := 0.0
		net := make([]float64, n)
		for a, e := range edges {
			x := e.room - m.room[2*a]
			require.GreaterOrEqual(t, x, 0.0)
			require.LessOrEqual(t, x, e.room)
			net[e.from] -= x
			net[e.to] += x
		}
		for v := int32(1); v < n-1; v++ {
			require.Zero(t, net[v], "what comes in goes out")
		}
		sent = net[n-1]
		least := math.Inf(1)
		for bits := range 1 << n {
			if bits&1 == 0 || bits>>(n-1)&1 == 1 {
				continue
			}
			cut := 0.0
			for _, e := range edges {
				if bits>>e.from&1 == 1 && bits>>e.to&1 == 0 {
					cut += e.room
				}
			}
			least = min(least, cut)
		}
		require.Equal(t, least, sent)
	}
}

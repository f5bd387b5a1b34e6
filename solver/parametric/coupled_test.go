package parametric_test

import (
	"context"
	"errors"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/eduparity/eduparity/solver/parametric"
	"github.com/stretchr/testify/require"
)

// coupled draws groups that move at most n sections: degenerate ones have few sizes, whole or zero
// stocks, ties in costs, limits of zero and sections without arcs; groups that count alike are
// frequent, and so are more groups than CVs.
func coupled(r *rand.Rand, n int, degenerate bool) *parametric.Coupled {
	n = 2 + r.IntN(n-1)
	c := &parametric.Coupled{}
	x, y := make([]float64, n), make([]float64, n)
	side := int(math.Ceil(math.Sqrt(float64(n))))
	for i := range n {
		p := math.Exp(0.8 * r.NormFloat64())
		x[i], y[i] = r.Float64(), r.Float64()
		if degenerate {
			p = float64(1 + r.IntN(3))
			x[i], y[i] = float64(i%side), float64(i/side)
		}
		c.Pupils = append(c.Pupils, p)
	}
	cvs := 1 + r.IntN(3)
	for range cvs {
		s := make([]float64, n)
		for i, p := range c.Pupils { // those who move in no group
			s[i] = p * math.Exp(0.5*r.NormFloat64())
			if degenerate {
				s[i] = float64(r.IntN(3))
			}
		}
		c.Stock = append(c.Stock, s)
	}
	var shared *parametric.Network
	for range 1 + r.IntN(4) {
		g := parametric.Group{MostOut: make([]float64, n)}
		for k := range cvs {
			if r.IntN(2) == 0 {
				g.Counts = append(g.Counts, k)
			}
		}
		if g.Counts == nil {
			g.Counts = []int{r.IntN(cvs)}
		}
		if shared == nil || r.IntN(3) == 0 {
			shared = arcsBetween(r, x, y, degenerate)
		}
		g.Network = shared
		for i, p := range c.Pupils {
			m := p * math.Exp(0.7*r.NormFloat64()) // members
			g.MostOut[i] = m * r.Float64()
			if degenerate {
				m = float64(r.IntN(4))
				g.MostOut[i] = []float64{0, 0.5 * m, m}[r.IntN(3)]
			}
			for _, k := range g.Counts {
				c.Stock[k][i] += m
			}
		}
		c.Groups = append(c.Groups, g)
	}
	for _, s := range c.Stock {
		s[0]++
	}
	return c
}

// arcsBetween draws arcs between places, by their distance or at few whole costs.
func arcsBetween(r *rand.Rand, x, y []float64, degenerate bool) *parametric.Network {
	var arcs []parametric.Arc
	fix, km := 0.05*r.Float64(), 0.1+r.Float64()
	reach := 0.3 + r.Float64()
	if degenerate {
		fix, km, reach = float64(r.IntN(2)), float64(r.IntN(2)), float64(1+r.IntN(2))
	}
	for i := range x {
		for j := range x {
			d := math.Hypot(x[i]-x[j], y[i]-y[j])
			if i == j || d > reach || degenerate && (i%7 == 3 || r.IntN(5) == 0) {
				continue
			}
			arcs = append(arcs, parametric.Arc{From: int32(i), To: int32(j), Cost: fix + km*d})
		}
	}
	g, err := parametric.NewNetwork(len(x), arcs)
	if err != nil {
		panic(err)
	}
	return g
}

// drawCaps draws a cap for each CV: from beyond reach to slack, and none.
func drawCaps(r *rand.Rand, c *parametric.Coupled) []float64 {
	caps := make([]float64, len(c.Stock))
	for k, s := range c.Stock {
		if share := []float64{1.1, 0.97, 0.9, 0.7, 0.5, 0.3, math.Inf(1), 1}[r.IntN(8)]; math.IsInf(share, 1) {
			caps[k] = share
		} else {
			caps[k] = share * cv(s, c.Pupils)
		}
	}
	return caps
}

// leastCap is what caps below it count as.
const leastCap = 1e-5

// checkCoupled judges an answer from flows and prices alone, and returns its gap.
func checkCoupled(t require.TestingT, c *parametric.Coupled, caps []float64, b *parametric.JointBalance) float64 {
	asked := slices.Clone(caps)
	for k := range asked {
		asked[k] = max(asked[k], leastCap)
	}
	prices := make([][]float64, len(b.Price))
	for k, p := range b.Price {
		prices[k] = p.Unit // nil where nothing is asked
	}
	if b.Status == parametric.TooTight {
		require.Positive(t, c.Ray(prices, asked))
		return 0
	}
	require.Equal(t, parametric.Optimal.String(), b.Status.String())
	require.LessOrEqual(t, c.Violation(b.Flow, asked), 1e-9)
	stock, cost := make([][]float64, len(c.Stock)), 0.0
	for k := range stock {
		stock[k] = slices.Clone(c.Stock[k])
	}
	for g := range c.Groups {
		out := make([]float64, len(c.Pupils))
		for a, x := range b.Flow[g] {
			require.GreaterOrEqual(t, x, 0.0)
			arc := c.Groups[g].Network.Arc(a)
			out[arc.From] += x
			cost += x * arc.Cost
			for _, k := range c.Groups[g].Counts {
				stock[k][arc.From] -= x
				stock[k][arc.To] += x
			}
		}
		for i := range out {
			require.LessOrEqual(t, out[i], c.Groups[g].MostOut[i]+1e-9*max(1, c.Groups[g].MostOut[i]))
		}
	}
	require.InDelta(t, cost, b.Cost, 1e-9*max(1, cost))
	for k, z := range stock {
		require.InDeltaSlice(t, z, b.Stock[k], 1e-9*max(1, slices.Max(z)))
		require.LessOrEqual(t, cv(z, c.Pupils), asked[k]+2e-9)
	}
	require.InDelta(t, c.Bound(prices, asked), b.Bound, 1e-12*max(1e-300, math.Abs(b.Bound)))
	return b.Cost - b.Bound
}

// coupledSize is what differences of cost are judged by where costs are small: what moving the stock of a
// mean section costs.
func coupledSize(c *parametric.Coupled) float64 {
	dearest := 0.0
	for _, g := range c.Groups {
		for a := range g.Network.NumArcs() {
			dearest = max(dearest, g.Network.Arc(a).Cost)
		}
	}
	if dearest == 0 {
		dearest = 1
	}
	least := math.Inf(1)
	for _, s := range c.Stock {
		least = min(least, sum(s))
	}
	return dearest * least / float64(len(c.Pupils))
}

// solveCoupled solves and judges; nil where nothing was proved.
func solveCoupled(t require.TestingT, p *parametric.CoupledPath, c *parametric.Coupled, caps []float64) *parametric.JointBalance {
	b, err := p.LeastCost(context.Background(), caps)
	if errors.Is(err, parametric.ErrUnproved) {
		return nil
	}
	require.NoError(t, err)
	if gap := checkCoupled(t, c, caps, b); b.Status == parametric.Optimal {
		require.LessOrEqual(t, gap, 1e-9*(b.Cost+coupledSize(c)))
	}
	return b
}

func newCoupled(t require.TestingT, c *parametric.Coupled) *parametric.CoupledPath {
	p, err := parametric.NewCoupledPath(c)
	require.NoError(t, err)
	return p
}

// Every answer proves itself: what is counted is how often there is one. One path answers for several caps in
// turn, from where the last have left it.
func TestCoupledProved(t *testing.T) {
	t.Parallel()
	n, count := cases(1000), map[parametric.Status]int{}
	for seed := range n {
		r := rand.New(rand.NewPCG(uint64(seed), 40))
		c := coupled(r, 14, seed%2 == 1)
		p := newCoupled(t, c)
		for range 3 {
			if b := solveCoupled(t, p, c, drawCaps(r, c)); b != nil {
				count[b.Status]++
			}
		}
	}
	t.Logf("of %d: %v", 3*n, count)
	require.Greater(t, count[parametric.Optimal], n)
	require.Greater(t, count[parametric.TooTight], n/2)
	require.LessOrEqual(t, 3*n-count[parametric.Optimal]-count[parametric.TooTight], 3*n/100)
}

// apart draws groups that count in one CV each, and the kinds that they are.
func apart(r *rand.Rand, n int, degenerate bool) (c *parametric.Coupled, kinds []*parametric.Kind) {
	c = coupled(r, n, degenerate)
	c.Groups = nil
	for k, s := range c.Stock {
		x, y := make([]float64, len(s)), make([]float64, len(s))
		most := make([]float64, len(s))
		for i := range s {
			x[i], y[i], most[i] = r.Float64(), r.Float64(), s[i]*r.Float64()
		}
		g := arcsBetween(r, x, y, false)
		c.Groups = append(c.Groups, parametric.Group{Network: g, MostOut: most, Counts: []int{k}})
		kinds = append(kinds, &parametric.Kind{Network: g, Pupils: c.Pupils, Stock: s, MostOut: most})
	}
	return c, kinds
}

func newPath(t require.TestingT, k *parametric.Kind) *parametric.Path {
	p, err := parametric.NewPath(k)
	require.NoError(t, err)
	return p
}

func TestCoupledApart(t *testing.T) {
	t.Parallel()
	n, unproved := cases(150), 0
	for seed := range n {
		r := rand.New(rand.NewPCG(uint64(seed), 41))
		c, kinds := apart(r, 12, seed%2 == 1)
		caps := drawCaps(r, c)
		cost, reached := 0.0, true
		for k, kind := range kinds {
			b, err := newPath(t, kind).LeastCost(t.Context(), caps[k])
			require.NoError(t, err)
			if reached = reached && b.Status == parametric.Optimal; reached {
				cost += b.Cost
			}
		}
		b := solveCoupled(t, newCoupled(t, c), c, caps)
		if b == nil {
			unproved++
			continue
		}
		require.Equal(t, reached, b.Status == parametric.Optimal, "seed %d", seed)
		if reached {
			require.InDelta(t, cost, b.Cost, 1e-8*(cost+coupledSize(c)), "seed %d", seed)
		}
	}
	require.LessOrEqual(t, unproved, n/200)
}

// Under one budget a joint part of kinds that share nothing comes to what the kinds do.
func TestCoupledLeastWorst(t *testing.T) {
	t.Parallel()
	for seed := range cases(30) {
		r := rand.New(rand.NewPCG(uint64(seed), 44))
		c, kinds := apart(r, 8, seed%2 == 1)
		limits := make([]float64, len(kinds))
		var single []parametric.Part
		for k, kind := range kinds {
			limits[k] = 0.3 + r.Float64()
			single = append(single, parametric.Part{Curve: newPath(t, kind), Limits: limits[k : k+1]})
		}
		a, err := parametric.NewBundle(parametric.Part{Joint: newCoupled(t, c), Limits: limits})
		require.NoError(t, err)
		b, err := parametric.NewBundle(single...)
		require.NoError(t, err)
		for _, share := range []float64{0.1, 0.01} {
			budget := share * coupledSize(c)
			got, err := a.LeastWorst(t.Context(), budget)
			require.NoError(t, err, "seed %d", seed)
			want, err := b.LeastWorst(t.Context(), budget)
			require.NoError(t, err, "seed %d", seed)
			require.Equal(t, want.Status, got.Status)
			require.InDelta(t, want.Levels[0].Ratio, got.Levels[0].Ratio, 2e-5*(1+want.Levels[0].Ratio), "seed %d", seed)
			require.LessOrEqual(t, got.Cost, budget*(1+1e-6))
			require.LessOrEqual(t, got.Levels[0].Bound, want.Levels[0].Ratio*(1+1e-9), "seed %d", seed)
		}
	}
}

// changed is the problem with its sections in another order, and other units.
func changed(r *rand.Rand, c *parametric.Coupled) (d *parametric.Coupled, money float64) {
	n := len(c.Pupils)
	order := r.Perm(n)
	stock, pupils := math.Exp(3*r.NormFloat64()), math.Exp(3*r.NormFloat64())
	price := math.Exp(3 * r.NormFloat64())
	permuted := func(v []float64, by float64) []float64 {
		w := make([]float64, n)
		for i, x := range v {
			w[order[i]] = x * by
		}
		return w
	}
	d = &parametric.Coupled{Pupils: permuted(c.Pupils, pupils)}
	for _, s := range c.Stock {
		d.Stock = append(d.Stock, permuted(s, stock))
	}
	for _, g := range c.Groups {
		var arcs []parametric.Arc
		for a := range g.Network.NumArcs() {
			arc := g.Network.Arc(a)
			arcs = append(arcs, parametric.Arc{From: int32(order[arc.From]), To: int32(order[arc.To]), Cost: arc.Cost * price})
		}
		r.Shuffle(len(arcs), func(a, b int) { arcs[a], arcs[b] = arcs[b], arcs[a] })
		network, err := parametric.NewNetwork(n, arcs)
		if err != nil {
			panic(err)
		}
		d.Groups = append(d.Groups, parametric.Group{Network: network, MostOut: permuted(g.MostOut, stock), Counts: g.Counts})
	}
	return d, stock * price
}

func TestCoupledMetamorphic(t *testing.T) {
	t.Parallel()
	for seed := range cases(200) {
		r := rand.New(rand.NewPCG(uint64(seed), 42))
		c := coupled(r, 12, seed%2 == 1)
		caps := drawCaps(r, c)
		p := newCoupled(t, c)
		b := solveCoupled(t, p, c, caps)
		if b == nil {
			continue
		}
		d, money := changed(r, c)
		if other := solveCoupled(t, newCoupled(t, d), d, caps); other != nil {
			require.Equal(t, b.Status, other.Status, "seed %d", seed)
			if b.Status == parametric.Optimal {
				require.InDelta(t, b.Cost, other.Cost/money, 1e-8*(b.Cost+coupledSize(c)), "seed %d", seed)
			}
		}
		k := r.IntN(len(caps))
		wider := slices.Clone(caps)
		wider[k] *= 1 + r.Float64()
		if loose := solveCoupled(t, p, c, wider); loose != nil && b.Status == parametric.Optimal { // from where p stands
			require.LessOrEqual(t, loose.Bound, b.Cost*(1+1e-8), "seed %d", seed)
			if cold := solveCoupled(t, newCoupled(t, c), c, wider); cold != nil {
				require.InDelta(t, cold.Cost, loose.Cost, 1e-8*(cold.Cost+coupledSize(c)), "seed %d", seed)
			}
		}
		prices := make([][]float64, len(caps))
		for k := range prices {
			for range c.Pupils {
				prices[k] = append(prices[k], 3*r.NormFloat64())
			}
		}
		if b.Status == parametric.Optimal {
			require.LessOrEqual(t, c.Bound(prices, caps), b.Cost*(1+1e-9), "any prices are a bound")
			require.LessOrEqual(t, c.Ray(prices, caps), 1e-9*sum(c.Stock[0]), "what can be reached has no ray")
		}
	}
}

// A cap on a stock that nothing moves is met or it is not.
func TestCoupledStill(t *testing.T) {
	t.Parallel()
	g, err := parametric.NewNetwork(2, []parametric.Arc{{From: 0, To: 1, Cost: 1}})
	require.NoError(t, err)
	c := &parametric.Coupled{
		Pupils: []float64{1, 1}, Stock: [][]float64{{3, 1}, {2, 1}},
		Groups: []parametric.Group{{Network: g, MostOut: []float64{1, 0}, Counts: []int{0}}},
	}
	p := newCoupled(t, c)
	for _, q := range []struct {
		caps   []float64
		status parametric.Status
		cost   float64
	}{
		{[]float64{0.25, 0.4}, parametric.Optimal, 0.5},
		{[]float64{0.25, math.Inf(1)}, parametric.Optimal, 0.5},
		{[]float64{0.25, 0.3}, parametric.TooTight, 0},
		{[]float64{math.Inf(1), math.Inf(1)}, parametric.Optimal, 0},
		{[]float64{0.1, 0.4}, parametric.Optimal, 0.8},
	} {
		b := solveCoupled(t, p, c, q.caps)
		require.NotNil(t, b)
		require.Equal(t, q.status, b.Status)
		if q.status == parametric.Optimal {
			require.InDelta(t, q.cost, b.Cost, 1e-9)
		}
	}
}

func TestCoupledFaults(t *testing.T) {
	t.Parallel()
	_, err := parametric.NewCoupledPath(nil)
	require.ErrorIs(t, err, parametric.ErrInvalid)
	g, err := parametric.NewNetwork(2, nil)
	require.NoError(t, err)
	good := func() *parametric.Coupled {
		return &parametric.Coupled{
			Pupils: []float64{1, 2}, Stock: [][]float64{{1, 1}},
			Groups: []parametric.Group{{Network: g, MostOut: []float64{1, 1}, Counts: []int{0}}},
		}
	}
	p := newCoupled(t, good())
	for _, caps := range [][]float64{nil, {-1}, {math.NaN()}, {1, 1}} {
		_, err := p.LeastCost(t.Context(), caps)
		require.ErrorIs(t, err, parametric.ErrInvalid)
	}
	for what, spoil := range map[string]func(c *parametric.Coupled){
		"Pupils of section 1":            func(c *parametric.Coupled) { c.Pupils[1] = 0 },
		"without any stock":              func(c *parametric.Coupled) { c.Stock = nil; c.Groups = nil },
		"adds up to 0":                   func(c *parametric.Coupled) { c.Stock[0] = []float64{0, 0} },
		"Stock of CV 0 in section 0":     func(c *parametric.Coupled) { c.Stock[0][0] = math.NaN() },
		"Stock of CV 0 has 1 values":     func(c *parametric.Coupled) { c.Stock[0] = []float64{1} },
		"no network":                     func(c *parametric.Coupled) { c.Groups[0].Network = nil },
		"MostOut of group 0 in":          func(c *parametric.Coupled) { c.Groups[0].MostOut[0] = -1 },
		"MostOut of group 0 has 0":       func(c *parametric.Coupled) { c.Groups[0].MostOut = nil },
		"counts nowhere":                 func(c *parametric.Coupled) { c.Groups[0].Counts = nil },
		"counts in CV 1 of 1":            func(c *parametric.Coupled) { c.Groups[0].Counts = []int{1} },
		"counts twice in CV 0":           func(c *parametric.Coupled) { c.Groups[0].Counts = []int{0, 0} },
		"has 2 sections, there are 3":    func(c *parametric.Coupled) { c.Pupils = []float64{1, 1, 1} },
		"Stock of CV 0 has 2 values for": func(c *parametric.Coupled) { c.Pupils = []float64{1, 1, 1} },
	} {
		c := good()
		spoil(c)
		err := c.Validate()
		require.ErrorIs(t, err, parametric.ErrInvalid, what)
		require.ErrorContains(t, err, what)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	c := coupled(rand.New(rand.NewPCG(2, 40)), 12, false)
	_, err = newCoupled(t, c).LeastCost(ctx, []float64{0.1, 0.1, 0.1}[:len(c.Stock)])
	require.ErrorIs(t, err, context.Canceled)
}

package parametric

import "context"

// A walker keeps the optimum of one group while everything around it changes. With the flows of the
// others as they are, and x what comes into each section less what leaves, a group solves
//
//	least  c f + m/2 sum (b + x)^2/p:
//
// the problem of a kind with the stock b, of either sign, at theta = 1/m.
type walker struct {
	f     *forest
	exact *data
	d     *data // that f is walked on
	theta float64
	stock []float64 // b, where f stands
	net   []float64 // x, there
	cost  float64   // there
}

// newWalker starts a group at a stock, at or near the theta where its first move pays.
func newWalker(ctx context.Context, c *Coupled, g int, stock []float64, try int) (*walker, error) {
	group := &c.Groups[g]
	n := len(c.Pupils)
	least := make([]float64, n)
	for i := range least {
		least[i] = noLeast
	}
	kind := &Kind{Network: group.Network, Pupils: c.Pupils}
	w := &walker{
		exact: &data{cost: group.Network.cost, pupils: c.Pupils, stock: append([]float64(nil), stock...), limit: group.MostOut, least: least},
		stock: append([]float64(nil), stock...), net: make([]float64, n),
	}
	w.d = w.exact
	if try > 0 {
		w.d = w.exact.distort(distortions[try-1], uint64(try)<<16+uint64(g), 1, kind.unitCost())
		w.d.least = least
	}
	w.f = newForest(kind, w.d)
	start := *w.d
	start.stock = w.stock
	at, err := w.f.start(ctx, &start, 0, 1, false)
	w.theta = at.theta
	return w, err
}

// move walks to another stock and theta.
func (w *walker) move(ctx context.Context, theta float64, stock []float64) error {
	f := w.f
	f.end = 0
	f.aim(1, between(w.theta, theta), fixed(0), func(i int) (s, limit, least line) {
		return between(w.stock[i], stock[i]), fixed(w.d.limit[i]), fixed(noLeast)
	})
	if _, err := f.walk(ctx, nil); err != nil {
		return err
	}
	w.theta = theta
	copy(w.stock, stock)
	for i := range f.sites {
		p := f.sites[i].pupils
		w.net[i] = p*f.in[i].a - stock[i]
	}
	w.cost = f.total.cost.a
	return nil
}

// flow reads the flows off the forest, with the data as they are.
func (w *walker) flow() []float64 {
	w.exact.stock = w.stock
	var b Balance
	w.f.read(w.exact, w.f.layOut(w.exact), place{w.theta, 0}, &b)
	return b.Flow
}

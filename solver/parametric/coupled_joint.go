package parametric

import (
	"context"
	"math"
	"slices"
)

// A crew is the walkers of all groups under weights of the CVs: together they solve
//
//	least  sum_g c f_g + 1/2 sum_k weight_k sum d_k^2/p + prox/2 sum_g sum (x_g - centre_g)^2/p,
//
// where d is what a section has above the mean level; sum d^2/p is sum z^2/p less what does not change. Each
// walker is optimal for what it assumes of the others; they are jointly optimal where what they assume is
// what the others do. The forests as they are say where that would be (Newton's method on a piecewise
// linear system, see system): all walk there. Where no event has come in between, that is the solution.
// Where the objective has risen instead, one group after the other answers to the rest, from the best
// point on the way, which never raises it (block descent).
//
// Prox is for groups that no weight tells apart, such as two that count alike: the method of proximal points
// (Rockafellar 1976), which ends where flows stay at the centre.
type crew struct {
	c        *Coupled
	walkers  []*walker
	weight   []float64
	share    float64 // of the largest weight of a group that prox is
	low      float64 // the least share that has not been too little
	calm     int     // quick rounds since it was
	prox     float64
	centre   [][]float64
	levels   float64 // size of levels: the mean one of the largest stock
	system   system
	stock    [][]float64 // by CV: z
	mean     []float64   // by CV: level
	squares  []float64   // by CV: sum d^2/p, with d what a section has above the mean level
	fault    [][]float64 // by group: what a walker assumes less what the others do, times its weight
	target   [][]float64 // by group: stock to walk to
	best     [][]float64 // by group: flows of the best point
	bestCost float64
	rounds   int // of all solves
	most     int // rounds may come to
}

func newCrew(c *Coupled, weight []float64) *crew {
	t := &crew{c: c, weight: weight, share: firstProx, low: leastProx, squares: make([]float64, len(c.Stock))}
	rows := func(count int) [][]float64 {
		m := make([][]float64, count)
		all := make([]float64, count*len(c.Pupils))
		for k := range m {
			m[k], all = all[:len(c.Pupils):len(c.Pupils)], all[len(c.Pupils):]
		}
		return m
	}
	t.stock = rows(len(c.Stock))
	t.centre, t.fault, t.target, t.best = rows(len(c.Groups)), rows(len(c.Groups)), rows(len(c.Groups)), rows(len(c.Groups))
	for _, s := range c.Stock {
		t.mean = append(t.mean, sum(s)/sum(c.Pupils))
	}
	t.levels = slices.Max(t.mean)
	return t
}

// begin starts the walkers, as if nothing moved.
func (t *crew) begin(ctx context.Context, try int) error {
	t.reweigh()
	for k, s := range t.c.Stock {
		copy(t.stock[k], s)
	}
	t.walkers = nil
	for g := range t.c.Groups {
		t.assume(g, t.centre[g])
		w, err := newWalker(ctx, t.c, g, t.target[g], try)
		if err != nil {
			return err
		}
		t.walkers = append(t.walkers, w)
		if err := w.move(ctx, w.theta, w.stock); err != nil {
			return err
		}
	}
	return nil
}

// reweigh takes over changed weights.
func (t *crew) reweigh() {
	t.prox = 0
	for g := range t.c.Groups {
		t.prox = max(t.prox, t.ofGroup(g)*t.share)
	}
	t.system.setWeights(t.c, t.weight, t.prox)
}

// ofGroup is the weight of the CVs in which a group counts.
func (t *crew) ofGroup(g int) (weight float64) {
	for _, k := range t.c.Groups[g].Counts {
		weight += t.weight[k]
	}
	return weight
}

// assume sets the target of a group to the stock that the flows of the others leave it, given stocks
// with its own flows in them.
func (t *crew) assume(g int, own []float64) {
	all := t.ofGroup(g)
	target := t.target[g]
	for i, x := range own {
		target[i] = -all*x - t.prox*t.centre[g][i]
	}
	for _, k := range t.c.Groups[g].Counts {
		for i, z := range t.stock[k] {
			target[i] += t.weight[k] * z
		}
	}
	for i := range target {
		target[i] /= all + t.prox
	}
}

// total sets the stocks and their squares to what the flows of the walkers make of them.
func (t *crew) total() {
	for k, s := range t.c.Stock {
		copy(t.stock[k], s)
	}
	for g, w := range t.walkers {
		t.shift(g, w.net, 1)
	}
	for k, z := range t.stock {
		t.squares[k] = squaresOf(z, t.c.Pupils, t.mean[k])
	}
}

// shift adds flows of a group to the stocks, times a factor.
func (t *crew) shift(g int, net []float64, factor float64) {
	for _, k := range t.c.Groups[g].Counts {
		z := t.stock[k]
		for i, x := range net {
			z[i] += factor * x
		}
	}
}

// squaresOf is sum d^2/p.
func squaresOf(z, pupils []float64, mean float64) (total float64) {
	for i, v := range z {
		d := v/pupils[i] - mean
		total += pupils[i] * d * d
	}
	return total
}

// cost is what the flows of the walkers cost.
func (t *crew) cost() (cost float64) {
	for _, w := range t.walkers {
		cost += w.cost
	}
	return cost
}

// value is the objective, of the totals as they are.
func (t *crew) value() float64 {
	v := t.cost()
	for k, s := range t.squares {
		v += t.weight[k] / 2 * s
	}
	for g, w := range t.walkers {
		for i, x := range w.net {
			d := x - t.centre[g][i]
			v += t.prox / 2 * d * d / t.c.Pupils[i]
		}
	}
	return v
}

// settle makes the walkers jointly optimal where they are, which takes few rounds if prox is large enough:
// it is raised until that is so.
func (t *crew) settle(ctx context.Context) error {
	for {
		t.reweigh()
		rounds, err := t.join(ctx)
		if err != nil {
			return err
		}
		if rounds < maxJoint || t.share >= mostProx {
			if rounds <= quickJoint {
				if t.calm++; t.calm > calmJoints {
					t.low, t.calm = max(t.low/proxChange, leastProx), 0
				}
				t.share = max(t.share/proxChange, t.low)
			}
			return nil
		}
		t.stiffen()
		for g := range t.centre {
			copy(t.centre[g], t.best[g])
		}
	}
}

// stiffen raises prox.
func (t *crew) stiffen() {
	t.share = min(t.share*proxChange, mostProx)
	t.low, t.calm = t.share, 0
}

// join makes the walkers jointly optimal, unless it takes too many rounds.
func (t *crew) join(ctx context.Context) (rounds int, err error) {
	least := math.Inf(1)
	for rounds = range maxJoint {
		if t.rounds++; t.rounds > t.most {
			return rounds, errStuck
		}
		t.total()
		if t.faults() <= consistent {
			return rounds, nil
		}
		v := t.value()
		if v > least {
			if err := t.sweep(ctx); err != nil {
				return rounds, err
			}
			t.total()
			t.faults()
			v = t.value()
		}
		least, t.bestCost = v, t.cost()
		for g, w := range t.walkers {
			copy(t.best[g], w.net)
		}
		t.aim()
		for g, w := range t.walkers {
			if err := w.move(ctx, 1/(t.ofGroup(g)+t.prox), t.target[g]); err != nil {
				return rounds, err
			}
		}
	}
	t.total()
	t.faults()
	return maxJoint, nil
}

// recentre moves the centre to where the walkers are, and returns by how much that changes prices, in
// terms of those of the mean level.
func (t *crew) recentre() (drift float64) {
	for g, w := range t.walkers {
		scale := t.ofGroup(g) + t.prox
		for i, x := range w.net {
			drift = max(drift, math.Abs(x-t.centre[g][i])*t.prox/(t.c.Pupils[i]*t.levels*scale))
		}
		copy(t.centre[g], w.net)
	}
	return drift
}

// faults sets what the walkers assume less what the others do, and returns the largest, in levels.
func (t *crew) faults() (worst float64) {
	for g, w := range t.walkers {
		fault := t.fault[g]
		for i, p := range t.c.Pupils {
			fault[i] = p*w.f.in[i].a/w.theta - t.prox*(w.net[i]-t.centre[g][i])
		}
		for _, k := range t.c.Groups[g].Counts {
			weight, z := t.weight[k], t.stock[k]
			for i := range fault {
				fault[i] -= weight * z[i]
			}
		}
		scale := (t.ofGroup(g) + t.prox) * t.levels
		for i, p := range t.c.Pupils {
			worst = max(worst, math.Abs(fault[i])/(p*scale))
		}
	}
	return worst
}

// aim sets the targets to where the forests as they are would be jointly optimal.
func (t *crew) aim() {
	s := &t.system
	s.setTrees(t.walkers)
	clear(s.r)
	g := s.groups
	for i := range t.c.Pupils {
		for a := range g {
			v := 0.0
			for b := range g {
				v += s.inverse[a*g+b] * t.fault[b][i]
			}
			s.r[s.tree[i*g+a]] -= v
		}
	}
	s.solve()
	for i, p := range t.c.Pupils {
		for a, w := range t.walkers {
			change := 0.0
			for b := range g {
				change += s.inverse[a*g+b] * (t.fault[b][i] + p*s.x[s.tree[i*g+b]])
			}
			price := w.f.in[i].a/w.theta + s.x[s.tree[i*g+a]]
			t.target[a][i] = p*price/(t.ofGroup(a)+t.prox) - w.net[i] - change
		}
	}
}

// sweep goes back to the best point between that before and that of the walkers, and lets one group
// after the other answer to the rest.
func (t *crew) sweep(ctx context.Context) error {
	part := t.between()
	for k, s := range t.c.Stock {
		copy(t.stock[k], s)
	}
	for g, w := range t.walkers {
		for i, x := range w.net {
			t.best[g][i] += part * (x - t.best[g][i])
		}
		t.shift(g, t.best[g], 1)
	}
	for g, w := range t.walkers {
		t.assume(g, t.best[g])
		if err := w.move(ctx, 1/(t.ofGroup(g)+t.prox), t.target[g]); err != nil {
			return err
		}
		t.shift(g, t.best[g], -1)
		t.shift(g, w.net, 1)
	}
	return nil
}

// between is the part of the way from the best point to that of the walkers at which the objective is
// least: costs rise by no more than their share, the rest is a quadratic.
func (t *crew) between() float64 {
	slope, curvature := t.cost()-t.bestCost, 0.0
	z, d := make([]float64, len(t.c.Pupils)), make([]float64, len(t.c.Pupils))
	for k, s := range t.c.Stock {
		copy(z, s)
		clear(d)
		for g, w := range t.walkers {
			for _, l := range t.c.Groups[g].Counts {
				if l != k {
					continue
				}
				for i, x := range w.net {
					z[i] += t.best[g][i]
					d[i] += x - t.best[g][i]
				}
			}
		}
		for i, p := range t.c.Pupils {
			slope += t.weight[k] * z[i] * d[i] / p
			curvature += t.weight[k] * d[i] * d[i] / p
		}
	}
	for g, w := range t.walkers {
		for i, p := range t.c.Pupils {
			step := w.net[i] - t.best[g][i]
			slope += t.prox * (t.best[g][i] - t.centre[g][i]) * step / p
			curvature += t.prox * step * step / p
		}
	}
	if !(slope < 0) || !(curvature > 0) {
		return 0
	}
	return min(1, -slope/curvature)
}

// slopes sets dst, CVs by CVs, to how the squares of each CV change with the weight of each, the
// forests being as they are.
func (t *crew) slopes(dst []float64) {
	s, g, n := &t.system, t.system.groups, len(t.c.Stock)
	s.setTrees(t.walkers)
	pull := make([]float64, g)
	moves := make([]float64, g)
	for l := range t.c.Stock {
		for a := range g {
			pull[a] = 0
			for b := range g {
				for _, k := range t.c.Groups[b].Counts {
					if k == l {
						pull[a] += s.inverse[a*g+b]
					}
				}
			}
		}
		clear(s.r)
		for i, z := range t.stock[l] {
			for a := range g {
				s.r[s.tree[i*g+a]] += pull[a] * z
			}
		}
		s.solve()
		for k := range n {
			dst[k*n+l] = 0
		}
		for i, p := range t.c.Pupils {
			for a := range g {
				moves[a] = -pull[a] * t.stock[l][i]
				for b := range g {
					moves[a] += s.inverse[a*g+b] * p * s.x[s.tree[i*g+b]]
				}
			}
			for a := range g {
				for _, k := range t.c.Groups[a].Counts {
					dst[k*n+l] += 2 * t.stock[k][i] * moves[a] / p
				}
			}
		}
	}
}

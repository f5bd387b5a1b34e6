package whole

import (
	"cmp"
	"context"
	"errors"
	"math"
	"slices"

	"github.com/eduparity/eduparity/solver"
)

// worth is what each excuse is worth when those of a choice are used (nil: none), by column: what its
// block would cost less with it, at the margin.
func (v *Solver) worth(ctx context.Context, choice []bool) ([]float64, error) {
	value := make([]float64, v.p.Linear.NumCols())
	none := v.withoutRules()
	err := v.each(func(b int) error {
		m := v.blocks[b]
		if err := errors.Join(m.reprice(none), m.fixExcuses(choice)); err != nil {
			return err
		}
		res, err := m.relax(ctx, coarse)
		if err != nil || res.Status != solver.Optimal {
			return err
		}
		for e := range m.excuses() {
			value[e] = max(0, -res.ColDual[m.at[e]])
		}
		return nil
	})
	return value, err
}

// withoutRules are the prices with those of the rules at 0.
func (v *Solver) withoutRules() []float64 {
	out := slices.Clone(v.prices)
	for n, rule := range v.rules {
		if rule {
			out[n] = 0
		}
	}
	return out
}

// choose uses the excuses that are worth most, as far as the rules allow. One that costs nothing is used
// even if it is worth nothing in the LP: what is whole may find a use for it.
func (v *Solver) choose(value []float64) []bool {
	out := make([]bool, v.p.Linear.NumCols())
	for e := range v.p.excuses() {
		out[e] = value[e] > openExcuse || v.p.Linear.Cost[e] == 0 && v.p.Linear.ColUpper[e] > 0
	}
	for n, i := range v.p.Links {
		if !v.rules[n] {
			continue
		}
		index, _ := v.p.Linear.Rows.Row(i)
		order := slices.Clone(index)
		slices.SortStableFunc(order, func(a, b int32) int { return cmp.Compare(value[b], value[a]) })
		for e, j := range order {
			out[j] = out[j] && float64(e) < v.p.Linear.Rows.Upper[i]
		}
	}
	return out
}

// price sets the price of each rule to what the first excuse that it does not allow is worth.
func (v *Solver) price(value []float64) {
	var worth []float64
	for n, i := range v.p.Links {
		if !v.rules[n] {
			continue
		}
		index, _ := v.p.Linear.Rows.Row(i)
		worth = worth[:0]
		for _, j := range index {
			worth = append(worth, value[j])
		}
		slices.Sort(worth)
		v.prices[n] = 0
		if first := len(worth) - 1 - int(v.p.Linear.Rows.Upper[i]); first >= 0 && first < len(worth) {
			v.prices[n] = -worth[first]
		}
	}
}

// together solves the LP of all blocks, for exact prices of the links, and decides the excuses that its
// optimum leaves open. Unless all columns are asked for, those that seem idle are left out, which is quick
// and nearly always right. It returns how far each excuse is used, by column; nil: the LP has no optimum.
func (v *Solver) together(ctx context.Context, all bool) (used []float64, err error) {
	err = v.each(func(b int) error {
		m := v.blocks[b]
		if err := errors.Join(m.reprice(v.prices), m.freeExcuses()); err != nil {
			return err
		}
		_, err := m.relax(ctx, coarse)
		return err
	})
	if err != nil || v.over(ctx) {
		return nil, err
	}
	j, err := join(v.p, v.blocks, &v.s, all, nil)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, j.close()) }()
	res, err := j.relax(ctx, fine)
	if err != nil || res.Status != solver.Optimal {
		return nil, err
	}
	v.bounds = nil // they were at other prices
	for n, i := range j.links {
		v.prices[n] = res.RowDual[i]
	}
	for b := range v.blocks {
		for _, c := range v.blocks[b].cones {
			if err := v.blocks[b].innerAt(c, res.X[j.coneOf(c.k).mean], 0); err != nil {
				return nil, err
			}
		}
	}
	used = make([]float64, v.p.Linear.NumCols())
	j.spread(used, res.X)
	for n, i := range v.p.Links {
		if index, _ := v.p.Linear.Rows.Row(i); v.rules[n] && slices.ContainsFunc(index, func(e int32) bool { return used[e] > openExcuse && used[e] < 1-openExcuse }) {
			v.contend(n, used)
		}
	}
	d := &dive{model: j, gap: v.s.gap() * searchShare, left: maxDive, value: math.Inf(1)}
	if err := d.down(ctx, res); err != nil {
		return nil, err
	}
	if d.best != nil {
		j.spread(used, d.best)
	}
	return used, nil
}

// coneOf is a cone of a model by its number in the problem.
func (m *model) coneOf(k int) *cone {
	for _, c := range m.cones {
		if c.k == k {
			return c
		}
	}
	return nil
}

// A dive decides the excuses that an LP's optimum leaves open, all else being divisible: depth first,
// what is used most first.
type dive struct {
	*model
	gap   float64 // relative to the best, by which a branch must promise more
	left  int     // LPs
	value float64 // of best
	best  []float64
}

// down goes on from an LP's optimum.
func (d *dive) down(ctx context.Context, res *solver.Result) error {
	if res.Status != solver.Optimal || res.Objective >= d.value-d.gap*math.Abs(d.value) {
		return nil
	}
	open, most := int32(-1), openExcuse
	for e := range d.excuses() {
		if y := res.X[d.at[e]]; y > most && y < 1-openExcuse {
			open, most = d.at[e], y
		}
	}
	if open < 0 {
		d.value, d.best = res.Objective, res.X
		return nil
	}
	lower, upper := d.sess.Problem().ColLower[open], d.sess.Problem().ColUpper[open]
	for _, at := range []float64{1, 0} {
		if d.left--; d.left < 0 {
			break
		}
		if err := d.sess.SetColBounds(int(open), at, at); err != nil {
			return err
		}
		next, err := d.relax(ctx, coarse)
		if err != nil {
			return err
		}
		if err := d.down(ctx, next); err != nil {
			return err
		}
	}
	return d.sess.SetColBounds(int(open), lower, upper)
}

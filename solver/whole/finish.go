package whole

import (
	"context"
	"errors"
	"math"
	"slices"

	"github.com/eduparity/eduparity/solver"
)

// finish closes what is left between plan and bound, or between no plan and the proof that there is
// none, by searches over all blocks together. Means and columns are confined to where a plan can be
// better than the best, if there is one. It is for problems of moderate size: beyond, the engine's
// searches have no bound worth their time.
func (v *Solver) finish(ctx context.Context) (err error) {
	if v.p.Linear.NumCols() > finishColumns {
		return nil
	}
	kept := make([]keptBounds, len(v.blocks))
	err = v.each(func(b int) (err error) {
		m := v.blocks[b]
		if err := errors.Join(m.reprice(v.prices), m.freeExcuses()); err != nil {
			return err
		}
		kept[b] = m.keepBounds()
		if v.best == nil {
			return nil
		}
		return m.confine(ctx, v.bounds[b]+v.upper-v.lower, v.scale())
	})
	var j *model
	f := v.stillOpen()
	if err == nil && !v.over(ctx) {
		j, err = join(v.p, f.blocks, &v.s, true, f.away)
	}
	for b, m := range v.blocks {
		err = errors.Join(err, m.restore(kept[b]))
	}
	if err != nil || j == nil {
		return err
	}
	defer func() { err = errors.Join(err, j.close()) }()
	root := &box{bound: math.Inf(-1)}
	for _, c := range j.cones {
		lo, hi := c.least(v.p.Linear.ColLower[c.Mean]), v.p.Linear.ColUpper[c.Mean]
		if v.best != nil {
			lo, hi = c.lo, c.hi
		}
		root.lo, root.hi = append(root.lo, lo), append(root.hi, hi)
	}
	return v.searchBoxes(ctx, j, root, f)
}

// leftOpen is what a search over several blocks is about.
type leftOpen struct {
	blocks []*model
	away   []float64 // the excuses of the other blocks; nil: there are none
	rest   float64   // bound of the other blocks together
}

// stillOpen leaves out the blocks of which, as confined, no excuse is open: they are independent of the
// others.
func (v *Solver) stillOpen() *leftOpen {
	f := &leftOpen{blocks: v.blocks}
	if v.best == nil || slices.Contains(v.rules, false) {
		return f
	}
	var open []*model
	away, rest := make([]float64, v.p.Linear.NumCols()), 0.0
	for b, m := range v.blocks {
		// A part of the plan that is not the best of its block is in question, too.
		if !m.decided() || m.valueOf(v.best) > v.bounds[b]+searchShare*v.s.gap()*v.scale()+2*boundMargin*v.scale() {
			open = append(open, m)
			continue
		}
		rest += v.bounds[b]
		m.excusesUsed(away)
	}
	if len(open) == len(v.blocks) || len(open) == 0 {
		return f
	}
	for n, i := range v.p.Links {
		index, value := v.p.Linear.Rows.Row(i)
		for e, j := range index {
			rest += v.prices[n] * value[e] * away[j]
		}
	}
	return &leftOpen{open, away, rest}
}

// decided says whether no excuse of a model is open.
func (m *model) decided() bool {
	p := m.sess.Problem()
	for e := range m.excuses() {
		if at := m.at[e]; p.ColLower[at] < p.ColUpper[at] {
			return false
		}
	}
	return true
}

// excusesUsed puts the excuses of a decided model into a point of the problem.
func (m *model) excusesUsed(x []float64) {
	for e := range m.excuses() {
		x[e] = m.sess.Problem().ColLower[m.at[e]]
	}
}

// searchBoxes is branch and bound over the means, from a box outside which no plan is better than the
// best, with a search of the engine in each box.
func (v *Solver) searchBoxes(ctx context.Context, j *model, root *box, f *leftOpen) error {
	if err := j.yield(0); err != nil {
		return err
	}
	closed := math.Inf(1) // the lowest bound of what is not split any more
	open := &boxes{root}
	for range maxSearches {
		if v.over(ctx) || v.done() || len(*open) == 0 || (*open)[0].bound >= closed {
			break
		}
		b := (*open)[0]
		open.remove(b)
		found, err := j.searchBox(ctx, b, v.upper-f.rest, v.s.gap()*searchShare*v.scale(), finishSeconds)
		if err != nil {
			return err
		}
		if found != nil {
			if err := v.offerPoint(ctx, j, found, f.away); err != nil {
				return err
			}
		}
		switch {
		case math.IsInf(b.bound, 1):
		case b.cone < 0:
			closed = min(closed, b.bound)
		default:
			for _, child := range b.split(j.cones[b.cone], 0) {
				child.bound = b.bound
				open.push(child)
			}
		}
		v.raise(min(v.upper, f.rest+min(closed, open.lowest())))
	}
	return nil
}

// offerPoint makes a plan of a point of all blocks.
func (v *Solver) offerPoint(ctx context.Context, j *model, point, away []float64) error {
	x := make([]float64, v.p.Linear.NumCols())
	if v.best != nil {
		copy(x, v.best)
	}
	j.spread(x, point)
	if v.offer(slices.Clone(x)) {
		return nil
	}
	clear(x)
	copy(x, away)
	j.spread(x, point)
	// The same excuses, and the rest anew; it may be a matter of divisible levels only.
	return v.plan(ctx, v.choose(x), v.s.gap())
}

// searchBox is branch and bound in a box, in rounds of cuts, to an absolute gap and for some seconds. It
// raises the bound of the box, says by its cone whether the box is to be split, and returns a whole
// point, which keeps the limits where it is not; nil: none was found, or none below a value.
func (m *model) searchBox(ctx context.Context, b *box, below, gap, seconds float64) (x []float64, err error) {
	undo, err := m.decide(b)
	defer func() { err = errors.Join(err, undo()) }()
	if err != nil {
		return nil, err
	}
	for k, c := range m.cones {
		if err := m.outerRange(c, b.lo[k], b.hi[k]); err != nil {
			return nil, err
		}
	}
	b.cone, b.excuse = -1, -1
	res, err := m.rounds(ctx, fine)
	if err != nil {
		return nil, err
	}
	b.bound = max(b.bound, m.bound(res))
	for range maxRounds {
		if b.bound >= below {
			return nil, nil
		}
		set := m.settings.engineFor(seconds)
		set.AbsGap = gap
		if res, err = m.sess.Solve(ctx, nil, &set); err != nil {
			return nil, err
		}
		m.lps++
		if res.Status == solver.Infeasible {
			b.bound = math.Inf(1)
			return nil, nil
		}
		if !math.IsInf(res.Bound, 0) {
			b.bound = max(b.bound, res.Bound-boundMargin*max(1, math.Abs(res.Bound)))
		}
		if res.X == nil {
			return nil, nil
		}
		added, err := m.cut(res.X, cutTolerance)
		if err != nil {
			return nil, err
		}
		if added == 0 {
			m.chooseCone(b, res.X)
			return res.X, nil
		}
	}
	return nil, nil
}

// confine makes a block an outer model of the points that cost no more than a limit: its means in ranges
// outside which there are none, its columns likewise by their reduced costs.
func (m *model) confine(ctx context.Context, limit, scale float64) error {
	lo, hi, err := m.cover(ctx, limit, scale)
	if err != nil {
		return err
	}
	for k, c := range m.cones {
		if err := m.outerRange(c, lo[k], hi[k]); err != nil {
			return err
		}
	}
	res, err := m.rounds(ctx, fine)
	if err != nil || res.Status != solver.Optimal {
		return err
	}
	slack := limit - m.bound(res)
	if math.IsNaN(slack) || math.IsInf(slack, 0) {
		return nil
	}
	p := m.sess.Problem()
	for j, d := range res.ColDual {
		lower, upper := p.ColLower[j], p.ColUpper[j]
		switch x := res.X[j]; {
		case d > 0 && x <= lower+pointTolerance:
			upper = min(upper, lower+room(slack/d, p.Whole[j]))
		case d < 0 && x >= upper-pointTolerance:
			lower = max(lower, upper-room(slack/-d, p.Whole[j]))
		}
		if err := m.sess.SetColBounds(j, lower, upper); err != nil {
			return err
		}
	}
	return nil
}

// room is how far a column can be from its bound, a whole number where it is whole.
func room(by float64, whole bool) float64 {
	if by > mostRoom {
		return math.Inf(1) // a reduced cost of next to nothing
	}
	by = max(0, by) + pointTolerance
	if whole {
		return math.Floor(by)
	}
	return by
}

// keptBounds are the bounds of a model's columns and the means of its tangents.
type keptBounds struct{ lower, upper, inner []float64 }

func (m *model) keepBounds() keptBounds {
	k := keptBounds{slices.Clone(m.sess.Problem().ColLower), slices.Clone(m.sess.Problem().ColUpper), nil}
	for _, c := range m.cones {
		k.inner = append(k.inner, c.inner)
	}
	return k
}

// setBounds sets the bounds of all columns.
func (m *model) setBounds(lower, upper []float64) error {
	var errs []error
	for j := range lower {
		errs = append(errs, m.sess.SetColBounds(j, lower[j], upper[j]))
	}
	return errors.Join(errs...)
}

// restore puts them back.
func (m *model) restore(k keptBounds) error {
	errs := []error{m.setBounds(k.lower, k.upper)}
	for n, mean := range k.inner {
		errs = append(errs, m.innerAt(m.cones[n], mean, 0))
	}
	return errors.Join(errs...)
}

const (
	// finishColumns is the size up to which everything is searched together.
	finishColumns = 40000
	// mostRoom is the distance from a bound, in units of a column, from which on there is no limit.
	mostRoom = 1e9
	// maxSearches is how many boxes are searched.
	maxSearches = 200
	// finishSeconds is what one of these searches may take.
	finishSeconds = 60
)

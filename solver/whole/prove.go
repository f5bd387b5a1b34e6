package whole

import (
	"cmp"
	"context"
	"errors"
	"math"
	"slices"

	"github.com/eduparity/eduparity/solver"
)

// prove finds a bound at the prices: the optimum of each block over all means of its cones.
func (v *Solver) prove(ctx context.Context) error {
	clear(v.stale)
	v.bounds = make([]float64, len(v.blocks))
	return v.proveSome(ctx, func(int) bool { return true })
}

// proveSome is prove for some of the blocks, the bounds of the others being known.
func (v *Solver) proveSome(ctx context.Context, some func(b int) bool) error {
	err := v.each(func(b int) (err error) {
		if !some(b) {
			return nil
		}
		m := v.blocks[b]
		if err := errors.Join(m.reprice(v.prices), m.freeExcuses()); err != nil {
			return err
		}
		enough := math.Inf(1)
		if v.best != nil {
			enough = m.valueOf(v.best) - proveShare*v.s.gap()*math.Abs(v.upper)/float64(len(v.blocks))
		}
		v.bounds[b], err = m.least(ctx, enough, v.scale())
		return err
	})
	if err != nil {
		return err
	}
	v.raise(sum(v.bounds) + v.paid(v.prices))
	return nil
}

// refute looks for a block without any point, where there is no plan: one whose cones, or the ranges
// of whose means, must give by something in every box.
func (v *Solver) refute(ctx context.Context) error {
	if v.best != nil {
		return nil
	}
	gives := make([]float64, len(v.blocks))
	err := v.each(func(b int) (err error) {
		m := v.blocks[b]
		if err := errors.Join(m.freeExcuses(), m.setCosts(make([]float64, len(m.cost)))); err != nil {
			return err
		}
		open, err := m.boxes(ctx, 0, refuted, func(open *boxes) *box {
			return open.first(refuted)
		})
		if err == nil {
			gives[b] = open.lowest()
		}
		return errors.Join(err, m.setCosts(m.cost))
	})
	if err == nil && slices.Max(gives) >= refuted*(1-cutTolerance) {
		v.raise(math.Inf(1))
	}
	return err
}

// proveWhole raises the bounds of the blocks that are still below the plan's parts by searches, at the
// prices, each block by itself.
func (v *Solver) proveWhole(ctx context.Context) error {
	if v.best == nil || slices.Max(v.sizes()) > searchColumns {
		return nil
	}
	points := make([][]float64, len(v.blocks))
	err := v.eachOpen(func(m *model) bool { return m.anyWhole() }, func(b int, enough, gap float64) (err error) {
		var lowest float64
		lowest, points[b], err = v.blocks[b].leastWhole(ctx, v.left[b], enough, gap, v.scale())
		v.bounds[b], v.left[b] = max(v.bounds[b], lowest), nil
		return err
	})
	v.raise(min(v.upper, sum(v.bounds)+v.paid(v.prices)))
	if err != nil {
		return err
	}
	v.learn(points)
	used := v.contest(points)
	if err := v.plan(ctx, v.choice, v.s.gap()); err != nil || v.done() {
		return err
	}
	return v.plan(ctx, v.choose(used), v.s.gap())
}

// eachOpen calls f for the blocks whose bounds are still below the plan's parts by more than their share of
// the gap, those that are the farthest first: with what bound is enough, and to what gap. The blocks are at
// the prices, with their excuses free.
func (v *Solver) eachOpen(wanted func(m *model) bool, f func(b int, enough, gap float64) error) error {
	short, open := make([]float64, len(v.blocks)), 0
	for b, m := range v.blocks {
		if err := errors.Join(m.reprice(v.prices), m.freeExcuses()); err != nil {
			return err
		}
		if short[b] = m.valueOf(v.best) - v.bounds[b]; short[b] > 0 && wanted(m) {
			open++
		}
	}
	order := make([]int, len(v.blocks))
	for b := range order {
		order[b] = b
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(short[b], short[a]) })
	gap := openShare * v.s.gap() * v.scale() / float64(max(1, open))
	return v.each(func(n int) error {
		b := order[n]
		if !(short[b] > gap) || !wanted(v.blocks[b]) {
			return nil
		}
		return f(b, v.blocks[b].valueOf(v.best)-gap, gap)
	})
}

const (
	// openShare is the part of the gap that is shared out among the blocks that are still open.
	openShare = 0.05
	// leftShare is the part of what a bound lacks that deciding excuses must have brought for their boxes to be
	// kept.
	leftShare = 0.5
)

// learn remembers the points of blocks as parts of plans.
func (v *Solver) learn(points [][]float64) {
	for b, x := range points {
		if x == nil {
			continue
		}
		m := v.blocks[b]
		choice := make([]bool, v.p.Linear.NumCols())
		for j, at := range m.cols {
			if at >= 0 && v.p.whole(int(at)) && x[j] > 0.5 {
				choice[at] = true
			}
		}
		key := m.excuseKey(choice)
		old, ok := v.known[b][key]
		if !ok || old.x == nil || m.plain(x) < m.plain(old.x) {
			old.x, old.gap = x, 0
			v.known[b][key] = old
		}
	}
}

// plain is the cost of a point of the model at the costs of the problem.
func (m *model) plain(x []float64) float64 {
	var sum float64
	for j, at := range m.cols {
		if at >= 0 {
			sum += m.p.Linear.Cost[at] * x[j]
		}
	}
	return sum
}

// contest notes the rules in which blocks by themselves, at the prices, need other excuses than the best plan
// uses. It returns the excuses that are used by the one or the other.
func (v *Solver) contest(points [][]float64) []float64 {
	used := make([]float64, v.p.Linear.NumCols())
	for b, x := range points {
		if x != nil {
			v.blocks[b].needed(used, x)
		}
	}
	for n, i := range v.p.Links {
		if !v.rules[n] {
			continue
		}
		index, _ := v.p.Linear.Rows.Row(i)
		if slices.ContainsFunc(index, func(e int32) bool { return used[e] > 0.5 && !v.choice[e] }) {
			v.contend(n, used)
		}
	}
	for j, yes := range v.choice {
		if yes {
			used[j] = 1
		}
	}
	return used
}

// needed marks the excuses without which a point of the model would miss a floor.
func (m *model) needed(used, x []float64) {
	for f := range m.p.Floors {
		o := &m.p.Floors[f]
		if o.Excuse < 0 || m.at[o.Excuse] < 0 || !(x[m.at[o.Excuse]] > 0.5) {
			continue
		}
		if o.Cone < 0 || x[m.at[m.p.Cones[o.Cone].Level[o.I]]] < o.Top-pointTolerance {
			used[o.Excuse] = 1
		}
	}
}

// proveExcuses raises the bounds of the blocks that are still below the plan's parts by deciding the
// excuses that LPs use in part, at the prices, each block by itself.
func (v *Solver) proveExcuses(ctx context.Context) error {
	if v.best == nil {
		return nil
	}
	points := make([][]float64, len(v.blocks))
	err := v.eachOpen((*model).anyExcuse, func(b int, enough, _ float64) (err error) {
		m := v.blocks[b]
		m.deciding = true
		v.left[b], err = m.boxes(ctx, v.scale(), enough, func(open *boxes) *box { return open.first(enough) })
		m.deciding = false
		if err != nil {
			return err
		}
		if len(*v.left[b]) > 0 {
			points[b] = (*v.left[b])[0].x
		}
		lowest := v.left[b].lowest()
		if lowest-v.bounds[b] < leftShare*(enough-v.bounds[b]) {
			v.left[b] = nil // a search decides what is left sooner than box after box
		}
		v.bounds[b] = max(v.bounds[b], lowest)
		return nil
	})
	if err != nil {
		return err
	}
	v.raise(min(v.upper, sum(v.bounds)+v.paid(v.prices)))
	return v.plan(ctx, v.choose(v.contest(points)), v.s.gap())
}

// anyExcuse says whether the model has an excuse.
func (m *model) anyExcuse() bool {
	for range m.excuses() {
		return true
	}
	return false
}

// sizes are the numbers of columns of the blocks.
func (v *Solver) sizes() []int {
	var n []int
	for _, m := range v.blocks {
		n = append(n, len(m.cols))
	}
	return n
}

// leastWhole is least with a search in each box, those that are left from before; nil: none are. It returns
// the best point that was met as well.
func (m *model) leastWhole(ctx context.Context, open *boxes, enough, gap, scale float64) (bound float64, best []float64, err error) {
	kept := m.keepBounds()
	if open == nil {
		if open, err = m.boxes(ctx, scale, enough, func(open *boxes) *box { return open.first(enough) }); err != nil {
			return math.Inf(-1), nil, err
		}
	}
	least := math.Inf(1)
	closed := math.Inf(1)
	for range maxSearches {
		if len(*open) == 0 || (*open)[0].bound >= min(enough, closed) {
			break
		}
		b := (*open)[0]
		open.remove(b)
		x, err := m.searchBox(ctx, b, enough, gap, searchSeconds)
		if err != nil {
			return math.Inf(-1), nil, errors.Join(err, m.restore(kept))
		}
		if x != nil && b.cone < 0 && m.value(x) < least {
			best, least = x, m.value(x)
		}
		if b.cone < 0 || b.bound >= enough {
			closed = min(closed, b.bound)
			continue
		}
		for _, child := range b.split(m.cones[b.cone], 0) {
			child.bound = b.bound
			open.push(child)
		}
	}
	return min(closed, open.lowest()), best, m.restore(kept)
}

// proveShare is the part of the gap that the bounds of the blocks may lie below the plan's parts
// together: what is below that is not worth an LP.
const proveShare = 0.05

// scale is the size of values.
func (v *Solver) scale() float64 {
	if v.best == nil {
		return 1
	}
	return max(1, math.Abs(v.upper))
}

// paid is what the links are worth at prices, and the offset.
func (v *Solver) paid(prices []float64) float64 {
	paid := v.p.Linear.Offset
	for n, i := range v.p.Links {
		if prices[n] > 0 {
			paid += prices[n] * v.p.Linear.Rows.Lower[i]
		} else if prices[n] < 0 {
			paid += prices[n] * v.p.Linear.Rows.Upper[i]
		}
	}
	return paid
}

func sum(v []float64) float64 {
	var s float64
	for _, x := range v {
		s += x
	}
	return s
}

// A box is a range for the mean of each cone, and excuses that are decided, with what is known of the
// points in it.
type box struct {
	lo, hi  []float64
	decided []decision
	bound   float64
	cone    int     // that is to be split; -1: none
	at      float64 // its mean at the optimum of the LP
	excuse  int32   // column of the model that is to be decided instead; -1: none
	means   []float64
	x       []float64 // the optimum of the LP, where it decides all excuses
}

// A decision is the value of an excuse, by column of the model.
type decision struct {
	col int32
	at  float64
}

// isOpen says whether the box can be split.
func (b *box) isOpen() bool { return b.cone >= 0 || b.excuse >= 0 }

// widest chooses the cone of the widest range to be split, if one is wider than a relative width.
func (b *box) widest(width float64) bool {
	b.cone, b.excuse = -1, -1
	for k, mean := range b.means {
		if w := (b.hi[k] - b.lo[k]) / max(b.lo[k], leastMean); w > width {
			width, b.cone, b.at = w, k, mean
		}
	}
	return b.cone >= 0
}

// least is a lower bound of a model over all means, the lowest of those of boxes that cover them. The
// box whose bound is the lowest is split until it has no chord that is off, or the bound is enough.
func (m *model) least(ctx context.Context, enough, scale float64) (float64, error) {
	open, err := m.boxes(ctx, scale, enough, func(open *boxes) *box {
		return open.first(enough)
	})
	if err != nil {
		return 0, err
	}
	return open.lowest(), nil
}

// cover is the least range for each mean outside which no point costs less than a limit, about.
func (m *model) cover(ctx context.Context, limit, scale float64) (lo, hi []float64, err error) {
	cutoff := limit + 2*boundMargin*max(1, math.Abs(limit)) // what is cut off there is above the limit
	open, err := m.boxes(ctx, scale, cutoff, func(open *boxes) *box {
		for _, b := range *open {
			if b.bound < limit && b.widest(coverWidth) {
				return b
			}
		}
		return nil
	})
	if err != nil {
		return nil, nil, err
	}
	for k := range m.cones {
		lo, hi = append(lo, math.Inf(1)), append(hi, 0)
		for _, b := range *open {
			if b.bound < limit {
				lo[k], hi[k] = min(lo[k], b.lo[k]), max(hi[k], b.hi[k])
			}
		}
		if hi[k] < lo[k] { // nothing is that cheap
			lo[k], hi[k] = m.cones[k].inner, m.cones[k].inner
		}
	}
	return lo, hi, nil
}

// boxes covers the means of a model by boxes, of which next says which one to split; nil: enough. LPs
// may end at a cutoff. Scale is the size of values, 0: costs are 0, and only what is missed counts. The model is then as it was, an inner one.
func (m *model) boxes(ctx context.Context, scale, cutoff float64, next func(*boxes) *box) (*boxes, error) {
	first := &box{}
	var near []float64
	for _, c := range m.cones {
		first.lo = append(first.lo, c.least(m.p.Linear.ColLower[c.Mean]))
		first.hi = append(first.hi, m.p.Linear.ColUpper[c.Mean])
		near = append(near, c.inner)
	}
	price := elasticPrice * scale
	if scale == 0 { // nothing else costs anything
		price = dearest
	}
	if err := m.yield(price); err != nil {
		return nil, err
	}
	open := &boxes{first}
	err := m.look(ctx, first, cutoff)
	for range maxBoxes {
		if err != nil {
			break
		}
		b := next(open)
		if b == nil {
			break
		}
		open.remove(b)
		for _, child := range m.splitBox(b, near) {
			err = errors.Join(err, m.look(ctx, child, cutoff))
			child.bound = max(child.bound, b.bound)
			open.push(child)
		}
	}
	for k, c := range m.cones {
		err = errors.Join(err, m.innerAt(c, near[k], 0))
	}
	return open, errors.Join(err, m.yield(0))
}

// splitBox is the parts of a box: by the mean of a cone, first about those that are known to be good, or
// by an excuse.
func (m *model) splitBox(b *box, near []float64) []*box {
	if b.excuse < 0 {
		return b.split(m.cones[b.cone], near[b.cone])
	}
	var out []*box
	for _, at := range []float64{1, 0} {
		out = append(out, &box{
			lo: slices.Clone(b.lo), hi: slices.Clone(b.hi), decided: append(slices.Clone(b.decided), decision{b.excuse, at}),
		})
	}
	return out
}

// decide fixes the excuses that are decided in a box; undo puts their bounds back.
func (m *model) decide(b *box) (undo func() error, err error) {
	p := m.sess.Problem()
	var lower, upper []float64
	for _, d := range b.decided {
		lower, upper = append(lower, p.ColLower[d.col]), append(upper, p.ColUpper[d.col])
		err = errors.Join(err, m.sess.SetColBounds(int(d.col), d.at, d.at))
	}
	return func() (err error) {
		for n, d := range b.decided {
			err = errors.Join(err, m.sess.SetColBounds(int(d.col), lower[n], upper[n]))
		}
		return err
	}, err
}

// look solves the LP of a box.
func (m *model) look(ctx context.Context, b *box, enough float64) (err error) {
	undo, err := m.decide(b)
	defer func() { err = errors.Join(err, undo()) }()
	if err != nil {
		return err
	}
	for k, c := range m.cones {
		if err := m.outerRange(c, b.lo[k], b.hi[k]); err != nil {
			return err
		}
	}
	if !math.IsInf(enough, 1) {
		m.cutoff = enough
	}
	res, err := m.rounds(ctx, coarse*searchShare)
	for err == nil && res.Status == solver.Optimal && m.price < dearest && m.yielded(res.X) > cutTolerance {
		// What is missed pays: the price was too low to tell anything.
		if err = m.yield(m.price * elasticPrice); err == nil {
			res, err = m.rounds(ctx, coarse*searchShare)
		}
	}
	m.cutoff = 0
	if err != nil {
		return err
	}
	b.bound, b.cone, b.excuse = m.bound(res), -1, -1
	if res.Status == solver.Optimal {
		for _, c := range m.cones {
			b.means = append(b.means, res.X[c.mean])
		}
		m.chooseCone(b, res.X)
		if m.deciding {
			m.chooseExcuse(b, res.X)
		}
	}
	return nil
}

// chooseExcuse chooses the excuse that a box is to be split by: the one that its LP leaves the most open,
// unless a cone's range is still so wide that its chord matters more.
func (m *model) chooseExcuse(b *box, x []float64) {
	if b.cone >= 0 && b.hi[b.cone]-b.lo[b.cone] > coverWidth*b.lo[b.cone] {
		return
	}
	most := openExcuse
	for e := range m.excuses() {
		if open := min(x[m.at[e]], 1-x[m.at[e]]); open > most {
			b.excuse, most = m.at[e], open
		}
	}
	if b.excuse >= 0 {
		b.cone = -1
	} else {
		b.x = x
	}
}

// chooseCone chooses the cone at whose mean a box is to be split, because its chord lets a point pass
// that the limit does not, or the mean misses its grid.
func (m *model) chooseCone(b *box, x []float64) {
	worst := chordOff
	for k, c := range m.cones {
		mean := x[c.mean]
		if off := c.squares(x) - c.most()*mean*mean; off > worst && !(b.hi[k]-b.lo[k] <= narrowest*b.lo[k]) {
			worst, b.cone, b.at = off, k, mean
		}
	}
	if b.cone >= 0 {
		return
	}
	for k, c := range m.cones {
		if mean := x[c.mean]; c.meanOff(mean) > meanRounding && b.hi[k] > b.lo[k] {
			b.cone, b.at = k, mean
		}
	}
}

// split cuts a box in two or three at the mean of a cone, first about the mean that is known to be
// good (0: none is). Where the mean has a grid nothing is left between two of its points.
func (b *box) split(c *cone, near float64) []*box {
	lo, hi := b.lo[b.cone], b.hi[b.cone]
	var at []float64
	switch {
	case lo < near*(1-nearby) && hi > near*(1+nearby):
		at = []float64{near * (1 - nearby), near * (1 + nearby)}
	case math.IsInf(hi, 1):
		at = []float64{max(b.at, lo+2*math.Abs(lo-near), leastMean)}
	case hi-lo < fewSteps*c.MeanStep:
		at = []float64{b.at}
		if c.meanOff(b.at) <= meanRounding {
			at[0] = lo + (hi-lo)/2
		}
	default: // not too near to an end
		at = []float64{min(hi-(hi-lo)/5, max(lo+(hi-lo)/5, b.at))}
	}
	var out []*box
	for n := range len(at) + 1 {
		child := &box{lo: slices.Clone(b.lo), hi: slices.Clone(b.hi), decided: b.decided}
		if n > 0 {
			child.lo[b.cone] = c.meanFrom(at[n-1])
		}
		if n < len(at) {
			child.hi[b.cone] = c.meanBelow(at[n])
		}
		if child.lo[b.cone] <= child.hi[b.cone] {
			out = append(out, child)
		}
	}
	return out
}

// fewSteps of the grid of a mean are split where the LP's mean lies between two of them.
const fewSteps = 20

// meanBelow is the last point of the grid of the mean before t or, but for rounding, at it, where it
// belongs to what comes after; t itself where there is no grid.
func (c *cone) meanBelow(t float64) float64 {
	if c.MeanStep == 0 {
		return t
	}
	return c.MeanBase + c.MeanStep*(c.meanAt(t)-1)
}

// meanFrom is the first point at or after t likewise.
func (c *cone) meanFrom(t float64) float64 {
	if c.MeanStep == 0 {
		return t
	}
	return c.MeanBase + c.MeanStep*c.meanAt(t)
}

// meanAt is the number of the first point of the grid at or after t.
func (c *cone) meanAt(t float64) float64 { return math.Ceil((t-c.MeanBase)/c.MeanStep - meanRounding) }

// meanOff is by how many steps t misses the grid of the mean.
func (c *cone) meanOff(t float64) float64 {
	if c.MeanStep == 0 {
		return 0
	}
	n := (t - c.MeanBase) / c.MeanStep
	return math.Abs(n - math.Round(n))
}

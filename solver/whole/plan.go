package whole

import (
	"cmp"
	"context"
	"errors"
	"math"
	"slices"

	"github.com/eduparity/eduparity/solver"
)

// plan makes a plan in which the excuses of a choice are used, block by block, and offers it.
func (v *Solver) plan(ctx context.Context, choice []bool, gap float64) error {
	parts, least := make([][]float64, len(v.blocks)), make([]float64, len(v.blocks))
	none := v.withoutRules()
	keys, held := make([]string, len(v.blocks)), make([]bool, len(v.blocks))
	hold := func(b int) (err error) {
		if err := errors.Join(v.blocks[b].reprice(none), v.blocks[b].fixExcuses(choice)); err != nil {
			return err
		}
		least[b], err = v.blocks[b].hold(ctx)
		held[b] = true
		return err
	}
	err := v.each(func(b int) error {
		keys[b] = v.blocks[b].excuseKey(choice)
		known, ok := v.known[b][keys[b]]
		switch {
		case !ok:
			err := hold(b)
			if v.known[b] == nil {
				v.known[b] = map[string]part{}
			}
			if err == nil && !v.over(ctx) {
				v.known[b][keys[b]] = part{nil, least[b], math.Inf(1)}
			}
			return err
		case known.gap <= gap:
			parts[b] = known.x
		}
		least[b] = known.least
		return nil
	})
	total := math.Abs(sum(least))
	if err != nil || math.IsInf(total, 1) || v.hopeless(sum(least), none) {
		return err
	}
	err = v.each(func(b int) (err error) {
		if parts[b] != nil {
			return nil
		}
		if !held[b] {
			if err := hold(b); err != nil {
				return err
			}
		}
		if parts[b], err = v.blocks[b].find(ctx, gap*searchShare*total); err == nil {
			v.known[b][keys[b]] = part{parts[b], least[b], gap}
		}
		return err
	})
	if err != nil {
		return err
	}
	x := make([]float64, v.p.Linear.NumCols())
	for b := range parts {
		parts[b] = v.cheapest(b, keys[b], parts[b])
	}
	for b, found := range parts {
		if found == nil {
			return nil
		}
		v.blocks[b].spread(x, found)
	}
	if v.offer(x) || !slices.Contains(v.rules, false) {
		return nil
	}
	return v.planTogether(ctx, gap*searchShare*total)
}

// A part is what was found for a block at a choice of its excuses; x nil: nothing.
type part struct {
	x     []float64
	least float64 // optimum of the LP
	gap   float64 // that was asked for, of the whole plan; +Inf: x was not looked for
}

// cheapest is the cheapest part known for a block that needs no other excuses than a choice has; x where
// there is none that is cheaper.
func (v *Solver) cheapest(b int, key string, x []float64) []float64 {
	least, from := math.Inf(1), ""
	if x != nil {
		least = v.blocks[b].plain(x)
	}
	for other, known := range v.known[b] {
		if known.x == nil || !within(other, key) {
			continue
		}
		if cost := v.blocks[b].plain(known.x); cost < least || cost == least && from != "" && other < from {
			x, least, from = known.x, cost, other
		}
	}
	return x
}

// within says whether every excuse of a key is one of another's.
func within(key, other string) bool {
	for i := range len(key) {
		if key[i] == '1' && other[i] != '1' {
			return false
		}
	}
	return true
}

// excuseKey tells apart choices of a model's excuses.
func (m *model) excuseKey(choice []bool) string {
	var key []byte
	for e := range m.excuses() {
		if choice[e] {
			key = append(key, '1')
		} else {
			key = append(key, '0')
		}
	}
	return string(key)
}

// hopeless says whether even the LPs of a choice, at some prices, cost more than the best plan.
func (v *Solver) hopeless(least float64, prices []float64) bool {
	return v.best != nil && least+v.paid(prices) > v.upper
}

// planTogether makes a plan of all blocks at once, at the excuses and tangents that they have: where one by
// one they use too much of what the links allow.
func (v *Solver) planTogether(ctx context.Context, gap float64) (err error) {
	j, err := join(v.p, v.blocks, &v.s, false, nil)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, j.close()) }()
	part, err := j.find(ctx, gap)
	if err != nil || part == nil {
		return err
	}
	x := make([]float64, v.p.Linear.NumCols())
	j.spread(x, part)
	v.offer(x)
	return nil
}

// hold solves the LP of a model at its bounds and holds the tangents at the means of its optimum, whose
// value is returned; +Inf: there is no point.
func (m *model) hold(ctx context.Context) (float64, error) {
	res, err := m.relax(ctx, coarse)
	if err != nil || res.Status != solver.Optimal {
		return math.Inf(1), err
	}
	margin := m.innerMargin()
	for _, c := range m.cones {
		if err := m.innerAt(c, res.X[c.mean], margin); err != nil {
			return 0, err
		}
	}
	return res.Objective, nil
}

// find looks for a point of a held model in which what is whole is whole, near the optimum of the LP, to
// an absolute gap; nil: none was found. The model is then as it was, but for its cuts.
func (m *model) find(ctx context.Context, gap float64) ([]float64, error) {
	whole := m.anyWhole()
	stall := finest
	if whole {
		stall = fine
	}
	res, err := m.settle(ctx, stall)
	for margin := innerMargin; err == nil && res.Status == solver.Optimal && !whole && !m.keeps(res.X) && margin < mostMargin; {
		// Tangents that are nearly parallel let more pass than was left for it.
		margin *= 10
		for _, c := range m.cones {
			err = errors.Join(err, m.innerAt(c, c.inner, margin))
		}
		if err == nil {
			res, err = m.settle(ctx, stall)
		}
	}
	if err != nil || res.Status != solver.Optimal {
		return nil, err
	}
	if !whole || m.isWhole(res.X) {
		return res.X, nil
	}
	p := m.sess.Problem()
	lower, upper := slices.Clone(p.ColLower), slices.Clone(p.ColUpper)
	var x []float64
	if !m.hasFlows() {
		if x, err = m.roundUp(ctx, res, res.Objective+gap); err == nil && x == nil {
			x, err = m.roundInside(ctx, res.Objective+gap)
		}
		if err != nil || x != nil {
			return x, err
		}
	}
	for _, width := range widths {
		if err = m.narrow(res, lower, upper, width); err != nil {
			break
		}
		if x, err = m.search(ctx, gap); err != nil || x != nil {
			break
		}
	}
	return x, errors.Join(err, m.setBounds(lower, upper))
}

// roundUp rounds what is whole up from an LP's optimum and solves for the rest; nil: that is no point, or costs
// more than a limit. Where money is what stocks are short of, it is a point at once, if not the best.
func (m *model) roundUp(ctx context.Context, res *solver.Result, most float64) (x []float64, err error) {
	p := m.sess.Problem()
	lower, upper := slices.Clone(p.ColLower), slices.Clone(p.ColUpper)
	for j, whole := range p.Whole {
		if whole {
			at := math.Ceil(res.X[j] - pointTolerance)
			err = errors.Join(err, m.sess.SetColBounds(j, at, at))
		}
	}
	if err == nil {
		var up *solver.Result
		up, err = m.settle(ctx, fine)
		if err == nil && up.Status == solver.Optimal && up.Objective <= most && m.keeps(up.X) {
			x = up.X
		}
	}
	return x, errors.Join(err, m.setBounds(lower, upper))
}

// hasFlows says whether the model has that many columns for each level that stocks must move between
// sections. Rounding up then seldom makes a point, and it takes long to find out.
func (m *model) hasFlows() bool {
	levels := 0
	for _, c := range m.cones {
		levels += len(c.level)
	}
	return len(m.cols) > flowColumns*levels
}

// flowColumns is how many columns a level has in models with flows at least: purchases have up to four,
// squares and excuses included, flows seven and more.
const flowColumns = 5

// roundInside is roundUp from an optimum a little inside the limits, which rounding may otherwise exceed by
// next to nothing.
func (m *model) roundInside(ctx context.Context, most float64) (x []float64, err error) {
	for _, c := range m.cones {
		err = errors.Join(err, m.innerAt(c, c.inner, roundMargin))
	}
	if err != nil {
		return nil, err
	}
	res, err := m.settle(ctx, fine)
	margin := m.innerMargin() // what is rounded need not stay as far inside
	for _, c := range m.cones {
		err = errors.Join(err, m.innerAt(c, c.inner, margin))
	}
	if err != nil || res.Status != solver.Optimal || res.Objective > most {
		return nil, err
	}
	return m.roundUp(ctx, res, most)
}

// widths of the neighbourhoods that are searched one after the other until a point is found, in steps.
var widths = []int{1, 2, 5}

// settle is rounds with the tangents held where they are.
func (m *model) settle(ctx context.Context, stall float64) (*solver.Result, error) {
	last := math.Inf(-1)
	for range maxRounds {
		res, err := m.lp(ctx)
		if err != nil || res.Status != solver.Optimal {
			return res, err
		}
		added, err := m.cut(res.X, max(cutTolerance, stall/10))
		if err != nil || added == 0 || stall > finest && res.Objective-last <= stall*math.Abs(res.Objective) {
			return res, err
		}
		last = res.Objective
	}
	return m.last, nil
}

// cut adds the cuts that a point violates and returns their number.
func (m *model) cut(x []float64, tol float64) (int, error) {
	var rows solver.Rows
	for _, c := range m.cones {
		c.separate(&rows, x, tol)
	}
	return rows.Len(), m.add(&rows)
}

// innerMargin is by how much the points of a held model stay inside the limits.
func (m *model) innerMargin() float64 {
	if m.anyDivisible() {
		return innerMargin
	}
	return 0
}

// anyDivisible says whether some level is divisible.
func (m *model) anyDivisible() bool {
	for _, c := range m.cones {
		if c.Step == nil || slices.Contains(c.Step, 0) {
			return true
		}
	}
	return false
}

// keeps says whether a point of a model keeps the limits.
func (m *model) keeps(x []float64) bool {
	for _, c := range m.cones {
		if c.cv(x) > c.limit*(1+limitTolerance) {
			return false
		}
	}
	return true
}

// anyWhole says whether some whole column is not fixed.
func (m *model) anyWhole() bool {
	p := m.sess.Problem()
	for j, whole := range p.Whole {
		if whole && p.ColLower[j] < p.ColUpper[j] {
			return true
		}
	}
	return false
}

// isWhole says whether the whole columns of a point are whole.
func (m *model) isWhole(x []float64) bool {
	for j, whole := range m.sess.Problem().Whole {
		if whole && math.Abs(x[j]-math.Round(x[j])) > pointTolerance {
			return false
		}
	}
	return true
}

// narrow confines a model to the neighbourhood of an LP's optimum: levels to some steps about it, and
// of the other columns that are at 0 those of the lowest reduced costs, a few for each section.
func (m *model) narrow(res *solver.Result, lower, upper []float64, width int) error {
	var rows solver.Rows
	level := make([]bool, len(lower))
	sections := 0
	for _, c := range m.cones {
		sections += len(c.level)
		for i, j := range c.level {
			level[j] = true
			d := c.step(i)
			if d == 0 {
				continue
			}
			g := c.below(i, res.X[j])
			lo, hi := g-(float64(width)-0.5)*d, g+(float64(width)+0.5)*d
			if err := m.sess.SetColBounds(int(j), max(lower[j], lo), min(upper[j], hi)); err != nil {
				return err
			}
			for s := -width; s <= width; s++ {
				c.cut(&rows, i, g+float64(s)*d)
			}
		}
	}
	if err := m.add(&rows); err != nil || res.Basis == nil {
		return err
	}
	var idle []int
	for j, at := range m.cols {
		if at >= 0 && !level[j] && res.Basis.Col[j] == solver.AtLower && res.ColDual[j] > 0 && lower[j] < upper[j] {
			idle = append(idle, j)
		}
	}
	slices.SortStableFunc(idle, func(a, b int) int { return cmp.Compare(res.ColDual[a], res.ColDual[b]) })
	for n, j := range idle {
		most := lower[j]
		if n < idleColumns*width*sections || len(m.cols) < smallModel {
			most = upper[j]
		}
		if err := m.sess.SetColBounds(j, lower[j], most); err != nil {
			return err
		}
	}
	return nil
}

const (
	// idleColumns is how many columns at 0 a section has in the narrowest neighbourhood.
	idleColumns = 2
	// smallModel is the number of columns of a model below which all of them stay.
	smallModel = 2000
)

// search is branch and bound in rounds of cuts; nil: no point was found in time.
func (m *model) search(ctx context.Context, gap float64) ([]float64, error) {
	for range maxRounds {
		set := m.settings.engineFor(searchSeconds)
		set.AbsGap = gap
		res, err := m.sess.Solve(ctx, nil, &set)
		if err != nil || res.X == nil {
			return nil, err
		}
		added, err := m.cut(res.X, cutTolerance)
		if err != nil || added == 0 {
			return res.X, err
		}
	}
	return nil, nil
}

package assignment

import (
	"context"
	"errors"
	"math"
	"slices"

	"github.com/eduparity/eduparity/solver"
)

// A model is a problem in an engine's session. Loads are columns in units of a power of two near the mean
// load, costs are scaled by a power of two to be near 1, so that scaling rounds nothing. A pair is a column
// only once it is active; rows remember what the others would have in them.
//
// For a site that some ratio counts there is a column r >= unit/l, cut by tangents.
type model struct {
	p      *Problem
	ground *ground
	sess   *solver.Session
	scale  float64   // of costs
	unit   []float64 // of the loads, by site

	pair   []int32 // by column; -1: no pair
	col    []int32 // by pair; -1: not active
	touch  []int32 // by pair: the column that says whether a piece that may be split goes there; -1: none
	load   []int32 // columns by site
	open   []int32 // -1: not to be decided
	hinge  []int32 // by hinge; -1: it does not matter
	curve  []int32 // -1: counted by no ratio
	units  []int32 // by unit
	worst  int32   // the square of the worst ratio; -1: not the goal
	assign []int32 // rows by piece
	loads  []int32 // rows by site
	rows   []int32 // by row of the problem
	factor []float64
	goals  []int32 // by ratio; -1: none
	mosts  []int32

	entries [][]entry // by pair: in rows of the problem
	later   map[int32][]entry
	given   map[int64]int32 // rows of the map and of openness that are there, by kind and pair

	basis *solver.Basis
	cuts  int
}

// An entry is a coefficient in a row.
type entry struct {
	row   int32
	value float64
}

// power is the power of two next to v, at most; 1 for what is no positive number.
func power(v float64) float64 {
	if !(v > 0) || math.IsInf(v, 1) {
		return 1
	}
	return math.Exp2(math.Floor(math.Log2(v)))
}

// newModel loads a problem with the pairs that are active; nil: all that are allowed.
func newModel(p *Problem, g *ground, s *Settings, active []bool) (*model, error) {
	if s.Open == nil {
		return nil, ErrNoEngine
	}
	m := &model{p: p, ground: g, worst: -1, later: map[int32][]entry{}, given: map[int64]int32{}}
	m.scales()
	lp := &solver.Problem{Whole: []bool{}}
	m.addPairs(lp, active)
	m.addSites(lp)
	m.addTies(lp)
	m.addRatios(lp)
	backend, err := s.Open()
	if err != nil {
		return nil, err
	}
	if m.sess, err = solver.NewSession(backend, lp); err != nil {
		return nil, errors.Join(err, backend.Close())
	}
	return m, nil
}

// ErrNoEngine marks a problem that needs an engine where settings open none.
var ErrNoEngine = errors.New("assignment: no engine to open")

// close gives the engine back.
func (m *model) close() error {
	if m == nil {
		return nil
	}
	return m.sess.Close()
}

// scales chooses the units of costs and loads.
func (m *model) scales() {
	p := m.p
	sites := len(p.Sites)
	m.unit = make([]float64, sites)
	size, count, all := 0.0, 0.0, 0.0
	for b := range p.Size {
		for j := range sites {
			if k := b*sites + j; p.allowed(b, j) {
				if c := math.Abs(p.Cost[k]); c > 0 {
					size, count = size+c, count+1
				}
				all += p.load(k) / float64(sites)
			}
		}
	}
	m.scale = 1
	if p.Goal == LeastCost && count > 0 {
		m.scale = 1 / power(size/count)
	}
	for j := range m.unit {
		s := &p.Sites[j]
		m.unit[j] = power(min(max(all/float64(sites), s.Least), s.Most+p.maxUnits(j)))
	}
}

// cost is a cost in the model's scale; ratios alone count where they are the goal.
func (m *model) cost(c float64) float64 {
	if m.p.Goal != LeastCost {
		return 0
	}
	return c * m.scale
}

// usable says whether a pair may be a column.
func (m *model) usable(k int) bool {
	b, j := k/len(m.p.Sites), k%len(m.p.Sites)
	return m.p.allowed(b, j) && (m.ground == nil || m.ground.open[k])
}

// addPairs adds the pairs that are active.
func (m *model) addPairs(lp *solver.Problem, active []bool) {
	p, n := m.p, m.p.pairs()
	m.col, m.touch = make([]int32, n), make([]int32, n)
	for k := range n {
		m.col[k], m.touch[k] = -1, -1
		if m.usable(k) && (active == nil || active[k]) {
			m.col[k] = int32(lp.AddCol(m.cost(p.Cost[k]), 0, 1, p.whole(k/len(p.Sites))))
			m.pair = append(m.pair, int32(k))
		}
	}
}

// own adds a column that is no pair.
func (m *model) own(lp *solver.Problem, cost, lower, upper float64, whole bool) int32 {
	m.pair = append(m.pair, -1)
	return int32(lp.AddCol(cost, lower, upper, whole))
}

// addSites adds the columns of sites and units with the rows that tie them.
func (m *model) addSites(lp *solver.Problem) {
	p, inf := m.p, math.Inf(1)
	for _, u := range p.Units {
		m.units = append(m.units, m.own(lp, m.cost(u.Cost), 0, float64(u.Max), true))
	}
	for j := range p.Sites {
		s, unit, o := &p.Sites[j], m.unit[j], p.openness(j)
		most := min(s.Most, p.total(j))
		units := p.unitsOf(j)
		lower, upper := 0.0, inf
		openCol := int32(-1)
		if o == Maybe {
			openCol = m.own(lp, m.cost(s.Fixed), 0, 1, true)
		}
		if openCol < 0 && o != Never {
			lower = max(s.Least/unit, m.someLoad(j))
			lp.Offset += m.cost(s.Fixed)
		}
		if openCol < 0 && len(units) == 0 {
			upper = s.Most / unit
		}
		if o == Never {
			upper = 0
		}
		load := m.own(lp, 0, lower, upper, false)
		m.load, m.open = append(m.load, load), append(m.open, openCol)
		if openCol >= 0 || len(units) > 0 && !math.IsInf(s.Most, 1) {
			index, value, limit := []int32{load}, []float64{1}, most/unit
			if openCol >= 0 {
				index, value, limit = append(index, openCol), append(value, -most/unit), 0
			}
			for _, e := range units {
				index, value = append(index, m.units[e]), append(value, -p.Units[e].Cap/unit)
			}
			lp.AddRow(-inf, limit, index, value)
		}
		if openCol >= 0 {
			if s.Least > 0 {
				lp.AddRow(0, inf, []int32{load, openCol}, []float64{1, -s.Least / unit})
			}
			for _, e := range units {
				lp.AddRow(-inf, 0, []int32{m.units[e], openCol}, []float64{1, -float64(p.Units[e].Max)})
			}
		}
	}
	for i, h := range p.Hinges {
		c, unit := int32(-1), m.unit[h.Site]
		if p.hingeMatters(i) {
			c = m.own(lp, m.cost(h.Slope*unit), 0, inf, false)
			lp.AddRow(-h.At/unit, inf, []int32{c, m.load[h.Site]}, []float64{1, -1})
		}
		m.hinge = append(m.hinge, c)
	}
	var index []int32
	var one []float64
	for _, c := range m.open {
		if c >= 0 {
			index, one = append(index, c), append(one, 1)
		}
	}
	if lo, hi := p.openRange(); lo > 0 || p.MaxOpen > 0 {
		lp.AddRow(float64(lo), float64(min(hi, len(p.Sites))), index, one)
	}
}

// someLoad is the least load that a site with a weight in a ratio counts with: that of a piece, where none may be
// split.
func (m *model) someLoad(j int) float64 {
	p := m.p
	if !p.weighted(j) {
		return 0
	}
	least := math.Inf(1)
	for b := range p.Size {
		k := b*len(p.Sites) + j
		switch v := p.load(k); {
		case !m.usable(k) || v == 0:
		case p.whole(b):
			least = min(least, v)
		default:
			return smallestLoad
		}
	}
	if math.IsInf(least, 1) {
		return smallestLoad
	}
	return least / m.unit[j]
}

// addTies adds the rows over pairs: of pieces, of loads, of the problem, of how many sites a piece goes to.
func (m *model) addTies(lp *solver.Problem) {
	p, sites := m.p, len(m.p.Sites)
	var index []int32
	var value []float64
	for b := range p.Size {
		index, value = index[:0], value[:0]
		for j := range sites {
			if c := m.col[b*sites+j]; c >= 0 {
				index, value = append(index, c), append(value, 1)
			}
		}
		m.assign = append(m.assign, int32(lp.AddRow(1, 1, index, value)))
		if p.MaxSites > 0 && p.MaxSites < len(index) && !p.whole(b) {
			m.addTouches(lp, b)
		}
	}
	for j := range p.Sites {
		index, value = append(index[:0], m.load[j]), append(value[:0], -1)
		for b := range p.Size {
			if k := b*sites + j; m.col[k] >= 0 && p.load(k) > 0 {
				index, value = append(index, m.col[k]), append(value, p.load(k)/m.unit[j])
			}
		}
		m.loads = append(m.loads, int32(lp.AddRow(0, 0, index, value)))
	}
	m.entries = make([][]entry, p.pairs())
	for r := range p.Rows {
		m.addRow(lp, r)
	}
}

// addTouches adds the columns that count the sites of a piece that may be split.
func (m *model) addTouches(lp *solver.Problem, b int) {
	sites, inf := len(m.p.Sites), math.Inf(1)
	var index []int32
	var one []float64
	for j := range sites {
		if k := b*sites + j; m.col[k] >= 0 {
			m.touch[k] = m.own(lp, 0, 0, 1, true)
			lp.AddRow(-inf, 0, []int32{m.col[k], m.touch[k]}, []float64{1, -1})
			index, one = append(index, m.touch[k]), append(one, 1)
		}
	}
	lp.AddRow(-inf, float64(m.p.MaxSites), index, one)
}

// addRow adds a row of the problem, scaled.
func (m *model) addRow(lp *solver.Problem, r int) {
	row := &m.p.Rows[r]
	largest := 0.0
	for _, list := range [][]float64{row.Value, row.Open, row.Units} {
		for _, v := range list {
			largest = max(largest, math.Abs(v))
		}
	}
	for i, v := range row.Hinges {
		largest = max(largest, v*m.unit[m.p.Hinges[i].Site])
	}
	factor := 1 / power(largest)
	i := int32(lp.NumRows())
	var index []int32
	var value []float64
	constant := 0.0
	for n, k := range row.Pair {
		v := row.Value[n] * factor
		m.entries[k] = append(m.entries[k], entry{i, v})
		if c := m.col[k]; c >= 0 {
			index, value = append(index, c), append(value, v)
		}
	}
	for j, v := range row.Open {
		switch {
		case m.open[j] >= 0:
			index, value = append(index, m.open[j]), append(value, v*factor)
		case m.p.openness(j) == Always:
			constant += v * factor
		}
	}
	for e, v := range row.Units {
		index, value = append(index, m.units[e]), append(value, v*factor)
	}
	for i, v := range row.Hinges {
		if v > 0 {
			index, value = append(index, m.hinge[i]), append(value, v*m.unit[m.p.Hinges[i].Site]*factor)
		}
	}
	lp.AddRow(row.Lower*factor-constant, row.Upper*factor-constant, index, value)
	m.rows, m.factor = append(m.rows, i), append(m.factor, factor)
}

// addRatios adds the columns of 1/l, their first tangents and the rows of the ratios.
func (m *model) addRatios(lp *solver.Problem) {
	p := m.p
	m.curve = make([]int32, len(p.Sites))
	for j := range m.curve {
		m.curve[j] = -1
	}
	if p.Goal != LeastCost {
		m.worst = m.own(lp, 1, 0, math.Inf(1), false)
	}
	for k := range p.Ratios {
		c := &p.Ratios[k]
		goal, most := int32(-1), int32(-1)
		if p.counts(k) {
			var index []int32
			var value []float64
			for j, w := range c.Weight {
				if w > 0 {
					m.addCurve(lp, j)
					index, value = append(index, m.curve[j]), append(value, w/m.unit[j])
				}
			}
			if c.Most > 0 {
				most = int32(lp.AddRow(math.Inf(-1), 1+c.Most*c.Most, index, value))
			}
			if p.inGoal(k) {
				square := c.Limit * c.Limit
				for i := range value {
					value[i] /= square
				}
				goal = int32(lp.AddRow(math.Inf(-1), 1/square, append(index, m.worst), append(value, -1)))
			}
		}
		m.goals, m.mosts = append(m.goals, goal), append(m.mosts, most)
	}
}

// addCurve adds the column of 1/l of a site, once.
func (m *model) addCurve(lp *solver.Problem, j int) {
	if m.curve[j] >= 0 {
		return
	}
	m.curve[j] = m.own(lp, 0, 0, math.Inf(1), false)
	s := &m.p.Sites[j]
	hi := min(s.Most+m.p.maxUnits(j), m.p.total(j))
	if !(hi > 0) {
		return
	}
	lo := min(hi, max(s.Least, hi/seedSpan))
	for i := range seeds {
		at := lo * math.Pow(hi/lo, float64(i)/float64(seeds-1))
		lower, index, value := m.tangent(j, at)
		lp.AddRow(lower, math.Inf(1), index, value)
		if lo == hi {
			break
		}
	}
}

// tangent is the row r >= unit/l at the load at: r + unit^2/at^2 l' >= 2 unit/at, l' = l/unit.
func (m *model) tangent(j int, at float64) (lower float64, index []int32, value []float64) {
	u := m.unit[j] / at
	return 2 * u, []int32{m.curve[j], m.load[j]}, []float64{1, u * u}
}

// solve solves the model as it is, the LP or the search.
func (m *model) solve(ctx context.Context, start *solver.Start, set *solver.Settings) (*solver.Result, error) {
	res, err := m.sess.Solve(ctx, start, set)
	if err != nil {
		return nil, err
	}
	if res.Basis != nil && (set.Relax || !m.sess.Problem().AnyWhole()) {
		m.basis = res.Basis
	}
	return res, nil
}

// prices are those of an LP, in the scale of the problem.
func (m *model) prices(res *solver.Result) *Prices {
	p := m.p
	c := &Prices{Site: make([]float64, len(p.Sites)), Row: make([]float64, len(p.Rows))}
	piece := make([]float64, len(p.Size))
	for b, i := range m.assign {
		piece[b] = res.RowDual[i] / m.scale
	}
	for j, i := range m.loads {
		c.Site[j] = -res.RowDual[i] / m.unit[j] / m.scale
	}
	for r, i := range m.rows {
		y := res.RowDual[i] * m.factor[r] / m.scale
		if y > 0 && !math.IsInf(p.Rows[r].Lower, 0) || y < 0 && !math.IsInf(p.Rows[r].Upper, 0) {
			c.Row[r] = y
		}
	}
	if len(p.Ratios) > 0 {
		c.Goal, c.Most = make([]float64, len(p.Ratios)), make([]float64, len(p.Ratios))
		for k := range p.Ratios {
			if i := m.goals[k]; i >= 0 {
				c.Goal[k] = max(0, -res.RowDual[i])
			}
			if i := m.mosts[k]; i >= 0 {
				c.Most[k] = max(0, -res.RowDual[i]/m.scale)
			}
		}
	}
	if m.ground != nil {
		c.Near = make([]float64, p.pairs())
		for key, i := range m.given {
			if kind, k := key/int64(p.pairs()), key%int64(p.pairs()); kind == rowNear && int(i) < len(res.RowDual) { // a row that came in since has no price yet
				c.Near[k] = max(0, -res.RowDual[i]/m.scale)
			}
		}
	}
	if slices.ContainsFunc(m.open, func(j int32) bool { return j >= 0 }) {
		with := *c
		with.Piece = piece
		if Bound(p, &with) > Bound(p, c) {
			return &with
		}
	}
	return c
}

// shares are the shares of a point: what is nothing is 0, and those of a piece sum to 1.
func (m *model) shares(x []float64) []float64 {
	p, sites := m.p, len(m.p.Sites)
	out := make([]float64, p.pairs())
	for k, c := range m.col {
		if c >= 0 && x[c] > shareTolerance {
			out[k] = x[c]
		}
	}
	for b := range p.Size {
		normalise(out[b*sites:(b+1)*sites], p.whole(b))
	}
	return out
}

// normalise makes the shares of a piece sum to 1; of a piece that is whole, the largest takes all.
func normalise(share []float64, whole bool) {
	total, largest := 0.0, 0
	for j, v := range share {
		total += v
		if v > share[largest] {
			largest = j
		}
	}
	if whole && share[largest] > 1-wholeTolerance {
		clear(share)
		share[largest] = 1
		return
	}
	rest := 1.0
	for j, v := range share {
		if j != largest && v > 0 {
			share[j] = v / total
			rest -= share[j]
		}
	}
	share[largest] = max(0, rest)
}

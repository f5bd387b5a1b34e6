package whole

import (
	"errors"
	"iter"
	"math"
	"slices"

	"github.com/eduparity/eduparity/solver"
)

// A model is the problem, or one block of it, in an engine's session, with a column q >= t^2 for the
// square of each level under tangents or, on a grid, chords between its neighbouring points,
// disaggregated by the excuses, and one row for each cone:
//
//	sum w q <= a T - b
//
// where a T - b is (1 + c^2) times the chord of T^2 on a range that T is known to lie in (an outer
// model, whose optimum is a bound) or times the tangent of T^2 at a mean (an inner model, whose points
// keep the limit).
type model struct {
	p        *Problem
	settings *Settings
	sess     *solver.Session
	cols     []int32 // of the problem, by column of the model; -1: the model's own
	at       []int32 // of the model, by column of the problem; -1: not in it
	rows     []int   // of the problem, by row of the model; those after are the model's own
	links    []int   // rows of the model, by link; nil: priced
	cones    []*cone
	inCone   []bool // by column of the problem in the model: a level or a mean
	cuts     []cutRow
	cost     []float64 // of the columns that are the problem's

	start  *solver.Basis // for the first LP; nil: none
	last   *solver.Result
	cutoff float64 // of LPs; 0: none
	price  float64 // of the elastic columns; 0: they are fixed
	lps    int

	deciding bool // boxes are split by excuses, too
}

// A cutRow is a cut in a model.
type cutRow struct {
	row  int
	cone int // position in the model
	key  chordKey
}

// newBlock builds the model of one block, its links at a price of 0.
func newBlock(p *Problem, of []int32, block int, s *Settings) (*model, error) {
	m := &model{p: p, settings: s, at: make([]int32, p.Linear.NumCols())}
	lp := solver.Problem{Whole: []bool{}}
	for j := range m.at {
		m.at[j] = -1
		if of[j] == int32(block) {
			m.at[j] = int32(len(m.cols))
			m.cols = append(m.cols, int32(j))
			m.cost = append(m.cost, p.Linear.Cost[j])
			lp.AddCol(p.Linear.Cost[j], p.Linear.ColLower[j], p.Linear.ColUpper[j], p.whole(j))
		}
	}
	link := make([]bool, p.Linear.NumRows())
	for _, i := range p.Links {
		link[i] = true
	}
	var at []int32
	for i := range link {
		index, value := p.Linear.Rows.Row(i)
		if link[i] || p.isFree(i) || len(index) > 0 && m.at[index[0]] < 0 || len(index) == 0 && block > 0 {
			continue
		}
		at = at[:0]
		for _, j := range index {
			at = append(at, m.at[j])
		}
		lp.AddRow(p.Linear.Rows.Lower[i], p.Linear.Rows.Upper[i], at, value)
		m.rows = append(m.rows, i)
	}
	m.inCone = make([]bool, len(m.cols))
	for k := range p.Cones {
		if c := &p.Cones[k]; m.at[c.Mean] >= 0 && !math.IsInf(c.Limit, 1) {
			m.addCone(&lp, k)
		}
	}
	for f := range p.Floors {
		m.addFloor(&p.Floors[f])
	}
	if err := m.open(&lp); err != nil {
		return nil, err
	}
	if err := m.begin(); err != nil {
		return nil, errors.Join(err, m.close())
	}
	return m, nil
}

// whole says whether a column is whole.
func (p *Problem) whole(j int) bool { return p.Linear.Whole != nil && p.Linear.Whole[j] }

// open starts the session.
func (m *model) open(lp *solver.Problem) error {
	backend, err := m.settings.Open()
	if err != nil {
		return err
	}
	if m.sess, err = solver.NewSession(backend, lp); err != nil {
		return errors.Join(err, backend.Close())
	}
	return nil
}

// close gives the engine back.
func (m *model) close() error {
	if m == nil || m.sess == nil {
		return nil
	}
	return m.sess.Close()
}

// begin makes the cones inner ones at the means of [cone.filled], with cuts about the levels there.
func (m *model) begin() error {
	var seeds solver.Rows
	for _, c := range m.cones {
		t, mean := c.filled()
		for i := range t {
			c.seed(&seeds, i, t[i])
		}
		if err := m.innerAt(c, mean, 0); err != nil {
			return err
		}
	}
	return m.add(&seeds)
}

// addCone adds the squares and the rows of a cone.
func (m *model) addCone(lp *solver.Problem, k int) {
	n := len(m.p.Cones[k].Level)
	c := &cone{
		Cone: &m.p.Cones[k], k: k, limit: m.p.Cones[k].Limit, mean: m.at[m.p.Cones[k].Mean],
		given: map[chordKey]bool{}, floor: make([]float64, n),
	}
	m.inCone[c.mean] = true
	lp.ColLower[c.mean] = c.least(lp.ColLower[c.mean])
	for _, j := range c.Level {
		m.inCone[m.at[j]] = true
		c.level = append(c.level, m.at[j])
		c.square = append(c.square, m.own(lp, math.Inf(1)))
		c.excuse = append(c.excuse, -1)
		c.top = append(c.top, math.NaN())
	}
	for e := range c.elastic {
		c.elastic[e] = m.own(lp, 0)
	}
	c.row = lp.AddRow(math.Inf(-1), 0, append(slices.Clone(c.square), c.mean, c.elastic[0]), append(slices.Clone(c.Weight), -1, -1))
	c.rangeRow = lp.AddRow(math.Inf(-1), math.Inf(1), []int32{c.mean, c.elastic[1], c.elastic[2]}, []float64{1, 1, -1})
	m.cones = append(m.cones, c)
}

// own adds a column of the model's own.
func (m *model) own(lp *solver.Problem, upper float64) int32 {
	m.cols = append(m.cols, -1)
	return int32(lp.AddCol(0, 0, upper, false))
}

// addFloor tells the cones of a floor.
func (m *model) addFloor(f *Floor) {
	for _, c := range m.cones {
		if c.k != f.Cone {
			continue
		}
		c.floor[f.I] = f.Top
		if f.Excuse >= 0 && m.at[f.Excuse] >= 0 && f.Low < f.Top {
			c.excuse[f.I], c.top[f.I] = m.at[f.Excuse], f.Top
		}
	}
}

// outerRange makes a cone an outer one on a range that T is known to lie in; +Inf: no limit at all.
func (m *model) outerRange(c *cone, lo, hi float64) error {
	c.lo, c.hi, c.inner = lo, hi, 0
	if err := m.sess.SetRowBounds(c.rangeRow, lo, hi); err != nil {
		return err
	}
	if math.IsInf(hi, 1) {
		c.a, c.b = 0, math.Inf(-1)
		return m.sess.FreeRow(c.row)
	}
	return m.setRow(c, c.most()*(lo+hi), c.most()*lo*hi)
}

// innerAt makes a cone an inner one, whose points keep the limit whatever their mean; the margin
// lowers 1 + c^2 by a relative amount.
func (m *model) innerAt(c *cone, mean, margin float64) error {
	mean = min(max(mean, c.least(m.p.Linear.ColLower[c.Mean])), m.p.Linear.ColUpper[c.Mean])
	c.inner = mean
	if err := m.sess.FreeRow(c.rangeRow); err != nil {
		return err
	}
	most := c.most() * (1 - margin)
	return m.setRow(c, 2*most*mean, most*mean*mean)
}

// setRow changes the row of a cone.
func (m *model) setRow(c *cone, a, b float64) error {
	c.a, c.b = a, b
	if err := m.sess.SetCoefficient(c.row, int(c.mean), -a); err != nil {
		return err
	}
	return m.sess.SetRowBounds(c.row, math.Inf(-1), -b)
}

// yield lets the elastic columns be used at a price; 0: not at all.
func (m *model) yield(price float64) error {
	m.price = price
	most := 0.0
	if price > 0 {
		most = math.Inf(1)
	}
	for _, c := range m.cones {
		for _, j := range c.elastic {
			if err := errors.Join(m.sess.SetCost(int(j), price), m.sess.SetColBounds(int(j), 0, most)); err != nil {
				return err
			}
		}
	}
	return nil
}

// yielded is how much of the elastic columns a point uses.
func (m *model) yielded(x []float64) float64 {
	var sum float64
	for _, c := range m.cones {
		for _, j := range c.elastic {
			sum += x[j]
		}
	}
	return sum
}

// reprice changes the costs to those at other prices of the links, which the model has not as rows.
func (m *model) reprice(prices []float64) error {
	for j := range m.cost {
		m.cost[j] = m.p.Linear.Cost[m.cols[j]]
	}
	for n, i := range m.p.Links {
		if prices[n] == 0 {
			continue
		}
		index, value := m.p.Linear.Rows.Row(i)
		for e, j := range index {
			if at := m.at[j]; at >= 0 {
				m.cost[at] -= prices[n] * value[e]
			}
		}
	}
	return m.setCosts(m.cost)
}

// setCosts hands costs over.
func (m *model) setCosts(cost []float64) error {
	for j, c := range cost {
		if err := m.sess.SetCost(j, c); err != nil {
			return err
		}
	}
	return nil
}

// valueOf is the cost of a point of the problem at the costs of the model.
func (m *model) valueOf(x []float64) float64 {
	var sum float64
	for j, c := range m.cost {
		sum += c * x[m.cols[j]]
	}
	return sum
}

// value is the cost of a point of the model.
func (m *model) value(x []float64) float64 {
	var sum float64
	for j, c := range m.cost {
		sum += c * x[j]
	}
	return sum
}

// spread puts a point of the model into one of the problem.
func (m *model) spread(dst, x []float64) {
	for j, at := range m.cols {
		if at >= 0 {
			dst[at] = x[j]
		}
	}
}

// excuses are the columns of the problem that are excuses in the model.
func (m *model) excuses() iter.Seq[int32] {
	return func(yield func(int32) bool) {
		for e := range m.p.excuses() {
			if m.at[e] >= 0 && !yield(e) {
				return
			}
		}
	}
}

// boundExcuses sets the bounds of the excuses in the model.
func (m *model) boundExcuses(bounds func(e int32) (lower, upper float64)) error {
	for e := range m.excuses() {
		lower, upper := bounds(e)
		if err := m.sess.SetColBounds(int(m.at[e]), lower, upper); err != nil {
			return err
		}
	}
	return nil
}

// fixExcuses fixes the excuses at a choice; nil: none is used, but where one must be.
func (m *model) fixExcuses(choice []bool) error {
	return m.boundExcuses(func(e int32) (lower, upper float64) {
		lower, upper = m.p.Linear.ColLower[e], m.p.Linear.ColUpper[e]
		if choice != nil && choice[e] {
			return upper, upper
		}
		return lower, lower
	})
}

// freeExcuses lets the excuses be used.
func (m *model) freeExcuses() error {
	return m.boundExcuses(func(e int32) (lower, upper float64) { return m.p.Linear.ColLower[e], m.p.Linear.ColUpper[e] })
}

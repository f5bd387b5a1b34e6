package exact

import (
	"math"

	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/model/standard"
	"github.com/eduparity/eduparity/solver/outer"
)

// A cone holds the dispersion of one target:  sum w u <= (1 + c^2) T  with  u >= t^2 / T  in relative
// levels t and their mean T.
type cone struct {
	target  int
	squares *outer.Squares
	level   []int // columns
	square  []int
	mean    int
	fixed   bool // the mean cannot change
	hard    int  // row of the limit; -1: none
	ratio   int  // row of the dispersion goal; -1: none
}

// compileCones adds a cone for every target whose CV is limited or minimised.
func (m *room) compileCones() {
	ratios := m.wants(plan.Dispersion)
	if ratios {
		m.eta = m.addCol(column{kind: colEta}, 0, 0, false)
	}
	for t := range m.targets {
		tg := &m.targets[t]
		ratio := ratios && tg.changeable
		if (!tg.hard && !ratio) || (!ratio && !tg.changeable && standard.Within(m.cvBefore(t), tg.limit)) {
			continue
		}
		m.compileCone(t, tg.hard, ratio)
	}
}

// cvBefore is the CV before the plan; +Inf where it is undefined.
func (f *frame) cvBefore(t int) float64 {
	tg := &f.targets[t]
	if tg.mean == 0 {
		return inf
	}
	var sum float64
	for i, w := range f.stages[tg.stage].weight {
		sum += w * (tg.level[i] - 1) * (tg.level[i] - 1)
	}
	return math.Sqrt(sum)
}

// compileCone adds the columns and rows of one cone.
func (m *room) compileCone(t int, hard, ratio bool) {
	tg := &m.targets[t]
	w := m.stages[tg.stage].weight
	c := cone{target: t, hard: -1, ratio: -1, fixed: m.meanFixed(t)}
	q := &outer.Squares{Weight: w, At: m.seeds(t, ratio)}
	lower, upper := 0.0, inf
	switch {
	case c.fixed:
		lower, upper = tg.mean, tg.mean
	case tg.mean == 0:
		lower = leastMean
	}
	c.mean = m.addCol(column{kind: colMean}, lower, upper, false)
	q.Mean = int32(c.mean)
	mean := []entry{{c.mean, -1}}
	grid := c.fixed && !m.r.Divisible
	for i := range tg.before {
		level := m.addCol(column{kind: colLevel}, 0, inf, false)
		square := m.addCol(column{kind: colSquare}, 0, inf, false)
		c.level, c.square = append(c.level, level), append(c.square, square)
		q.Level, q.Square = append(q.Level, int32(level)), append(q.Square, int32(square))
		row := append(m.stockRow(t, i, -tg.scale(m.frame, i)), entry{level, 1})
		m.addRow(rowName{}, tg.level[i], tg.level[i], row)
		mean = append(mean, entry{level, w[i]})
		grid = grid && m.steps(t, i) && tg.before[i] == math.Trunc(tg.before[i])
	}
	if !c.fixed {
		m.addRow(rowName{}, 0, 0, mean)
	}
	if grid {
		q.Step = make([]float64, len(w))
		for i := range w {
			q.Step[i] = tg.scale(m.frame, i)
		}
	}
	c.squares = q
	name := plan.Escape(tg.code) + "/" + plan.Escape(m.stages[tg.stage].name)
	row := make([]entry, 0, len(w)+2)
	for i := range w {
		row = append(row, entry{c.square[i], w[i]})
	}
	if hard {
		c.hard = m.addRow(rowName{"cv:" + name, 1}, -inf, 0, append(row, entry{c.mean, -capOf(tg.limit)}))
	}
	if ratio {
		row = append(row, entry{c.mean, -1}, entry{m.eta, -tg.limit * tg.limit})
		c.ratio = m.addRow(rowName{"ratio:" + name, 1}, -inf, inf, row)
	}
	q.Allowed = m.allowed(len(m.cones))
	m.asked = append(m.asked, asking{hard: capOf(tg.limit), ratio: inf})
	m.cones = append(m.cones, c)
	m.oracles = append(m.oracles, q)
}

// seeds are the levels at which the cuts of a cone start: those before the plan where a ratio is
// minimised, which binds for sure; nil, none at first, where a mere limit may never do.
func (m *room) seeds(t int, ratio bool) []float64 {
	if ratio {
		return m.targets[t].level
	}
	return nil
}

// An asking is what a cone's rows ask for at the moment: multiples of the mean that the squares may
// come to under the limit and under the ratio, and what a unit of eta adds to the latter.
type asking struct{ hard, ratio, excess float64 }

// allowed is what the squares of a cone may come to.
func (m *room) allowed(k int) func(x []float64) float64 {
	return func(x []float64) float64 {
		c, a := &m.cones[k], m.asked[k]
		most := inf
		if c.hard >= 0 {
			most = a.hard * x[c.mean]
		}
		if c.ratio >= 0 && !math.IsInf(a.ratio, 1) {
			most = min(most, a.ratio*x[c.mean]+a.excess*x[m.eta])
		}
		return most
	}
}

// capOf is 1 + c^2: what the squares may come to at a CV of c.
func capOf(cv float64) float64 { return 1 + cv*cv }

// leastMean keeps the mean of a stock that the county has nothing of above 0, where a CV is defined.
const leastMean = 1e-6

// meanFixed says whether nothing can change a target's mean: teachers only move, and sections count
// by their pupils.
func (m *room) meanFixed(t int) bool {
	tg := &m.targets[t]
	for i := range tg.before {
		for _, e := range m.effects[t][i] {
			if k := m.cols[e.col].kind; (k == colBuy || k == colHire) && m.lp.ColUpper[e.col] > 0 {
				return false
			}
		}
	}
	return tg.mean > 0 && (!tg.changeable || m.byPupils())
}

// byPupils says whether sections count by their pupils.
func (f *frame) byPupils() bool { return f.p.Standard.Weighting != "none" }

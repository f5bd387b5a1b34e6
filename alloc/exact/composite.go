package exact

import (
	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/model/standard"
	"github.com/eduparity/eduparity/solver/outer"
)

// A composite holds the sum of the CVs of a stage within the number of indicators times the limit on
// their mean. Teachers only move, so that every mean is fixed and a CV is the norm of what the relative
// levels deviate from it:
//
//	sum_k v_k <= n limit,  sum_i w_i u_ik <= v_k,  u_ik >= d_ik^2 / v_k.
type composite struct {
	stage int
	limit float64 // on the mean
	count float64 // of indicators
	still []int   // targets that nothing changes
	fixed float64 // sum of the CVs of these
	row   int     // of the sum
	eased []entry // columns by which an explanation lets the sum be exceeded
}

// A norm is the CV of one indicator in a composite, as far as a plan can change it.
type norm struct {
	composite, target int
	oracle            *outer.Norm
}

// compileComposites adds a composite for every stage whose mean of CVs is limited. Oracles of norms come
// after those of cones.
func (m *room) compileComposites() {
	for s := range m.stages {
		limit, ok := m.p.HardComposite(m.stages[s].name)
		if !ok {
			continue
		}
		c := composite{stage: s, limit: limit}
		var sum []entry
		first := len(m.norms)
		for t := range m.targets {
			if m.targets[t].stage != s {
				continue
			}
			c.count++
			if m.changes(t) {
				sum = append(sum, entry{m.compileNorm(len(m.composites), t), 1})
				continue
			}
			cv := m.cvBefore(t)
			c.still = append(c.still, t)
			c.fixed += cv
			sum = append(sum, entry{m.addCol(column{kind: colSpread}, cv, cv, false), 1})
		}
		upper := c.count * limit
		if len(m.norms) == first && standard.Within(c.fixed/c.count, limit) {
			upper = inf // as it is, and on the limit perhaps
		}
		c.row = m.addRow(rowName{plan.RuleComposite + ":" + plan.Escape(m.stages[s].name), 1}, -inf, upper, sum)
		m.composites = append(m.composites, c)
	}
	for n := range m.norms {
		m.norms[n].oracle.Allowed = m.allowedNorm(n)
		m.oracles = append(m.oracles, m.norms[n].oracle)
	}
}

// compileNorm adds the column of the CV of a target and what ties it to the levels.
func (m *room) compileNorm(composite, t int) int {
	tg := &m.targets[t]
	q := &outer.Norm{Weight: m.stages[tg.stage].weight}
	cv := m.addCol(column{kind: colSpread}, 0, inf, false)
	q.Norm = int32(cv)
	sum := []entry{{cv, -1}}
	for i, w := range q.Weight {
		level := m.addCol(column{kind: colLevel}, -inf, inf, false)
		square := m.addCol(column{kind: colSquare}, 0, inf, false)
		q.Level, q.Square = append(q.Level, int32(level)), append(q.Square, int32(square))
		m.addRow(rowName{}, tg.level[i]-1, tg.level[i]-1, append(m.stockRow(t, i, -tg.scale(m.frame, i)), entry{level, 1}))
		sum = append(sum, entry{square, w})
	}
	m.addRow(rowName{}, -inf, 0, sum)
	m.norms = append(m.norms, norm{composite, t, q})
	return cv
}

// changes says whether some column changes a target.
func (m *room) changes(t int) bool {
	for _, effects := range m.effects[t] {
		for _, e := range effects {
			if e.by != 0 {
				return true
			}
		}
	}
	return false
}

// allowedNorm is what the limit on their sum leaves to one norm beside the others.
func (m *room) allowedNorm(n int) func(x []float64) float64 {
	return func(x []float64) float64 {
		c := &m.composites[m.norms[n].composite]
		left := c.count*c.limit - c.fixed
		for _, e := range c.eased {
			left += e.by * x[e.col]
		}
		for o := range m.norms {
			if o != n && m.norms[o].composite == m.norms[n].composite {
				left -= m.norms[o].oracle.Value(x)
			}
		}
		return left
	}
}

// composed says whether plans must keep a limit on the mean of the CVs of a stage.
func (f *frame) composed() bool {
	for s := range f.stages {
		if _, ok := f.p.HardComposite(f.stages[s].name); ok {
			return true
		}
	}
	return false
}

// tightenComposites moves the limits on means of CVs inwards by a relative amount, 0 to put them back.
func (r *run) tightenComposites(by float64) error {
	for n := range r.composites {
		row := r.composites[n].row
		upper := r.lp.Rows.Upper[row]
		if by > 0 {
			upper = upper*(1-by) - cutMargin*cutTolerance
		}
		if err := r.sess.SetRowBounds(row, -inf, upper); err != nil {
			return err
		}
	}
	return nil
}

// easeComposite lets the sum of the CVs of a composite be exceeded by a multiple of a column.
func (r *run) easeComposite(n, col int, by float64) {
	r.composites[n].eased = append(r.composites[n].eased, entry{col, by})
}

// slopes are the prices of the deviations of the levels of targets at a round's multipliers, by target
// and section, nil where there are none: with them, what the cuts of a norm prove is what its dual norm
// does. Of a CV that only barred ways, distances or locks keep as it is they are those of its tangent.
func (m *room) slopes(cuts []outer.Cut, dual []float64) [][]float64 {
	out := make([][]float64, len(m.targets))
	for _, cut := range cuts {
		n := cut.Oracle - len(m.cones)
		if n < 0 || cut.Row >= len(dual) { // later ones were not there yet
			continue
		}
		q, t := m.norms[n].oracle, m.norms[n].target
		if out[t] == nil {
			out[t] = make([]float64, len(q.Level))
		}
		at := q.Rows[cut.Nth]
		out[t][at.I] += 2 * at.R * dual[cut.Row]
	}
	for n := range m.composites {
		c := &m.composites[n]
		for _, t := range c.still {
			cv := m.cvBefore(t)
			if price := -dual[c.row]; price > 0 && cv > 0 && m.rotates(&m.targets[t]) {
				out[t] = make([]float64, len(m.targets[t].level))
				for i, w := range m.stages[c.stage].weight {
					out[t][i] = price * w * (m.targets[t].level[i] - 1) / cv
				}
			}
		}
	}
	return out
}

package verify

import (
	"math"

	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/model"
)

// multipliers are what a certificate's rows make of the problem: a constant, and a price for
// everything that a column may change.
type multipliers struct {
	constant tally // of the rows, at the county as it is

	// Weights in the objective, earlier goals that are rows included.
	yuan, mover, short tally

	level    [][][]tally // [stage][indicator][section]: of one unit of stock more
	mean     [][]tally   // [stage][indicator]: of T
	teacher  [][]tally   // [kind][section of the county]: of one teacher more
	arrival  [][]tally   // [stage][section]: of one teacher more by moves alone
	excuse   [][][]tally // [stage][indicator][section]: of its y or v; nil: in no row
	excused  [][]tally   // [stage][section]: of each of its y
	balance  [][]float64 // [kind][stage]; NaN: not stated
	spending []float64   // by limit of the problem
	moved    []float64   // likewise
	fund     []float64   // by fund of the rules
	lock     []float64   // by lock of the problem: of one unit of what it is about
}

// newMultipliers has all prices 0.
func newMultipliers(g *ground) *multipliers {
	m := &multipliers{
		teacher:  make([][]tally, len(g.r.Kinds)),
		balance:  make([][]float64, len(g.r.Kinds)),
		spending: make([]float64, len(g.p.Limits)),
		moved:    make([]float64, len(g.p.Limits)),
		fund:     make([]float64, len(g.r.Funds)),
		lock:     make([]float64, len(g.p.Locks)),
	}
	for k := range m.balance {
		m.balance[k] = make([]float64, len(g.stages))
		for s := range m.balance[k] {
			m.balance[k][s] = math.NaN()
		}
	}
	for s := range g.stages {
		n := len(g.stages[s].rows)
		level := make([][]tally, len(g.p.Standard.Indicators))
		for k, t := range g.stages[s].targets {
			if t != nil {
				level[k] = make([]tally, n)
			}
		}
		m.level = append(m.level, level)
		m.mean = append(m.mean, make([]tally, len(level)))
		m.excuse = append(m.excuse, make([][]tally, len(level)))
		m.arrival = append(m.arrival, make([]tally, n))
		m.excused = append(m.excused, make([]tally, n))
	}
	return m
}

// teachers is the price of teachers of a kind by section, made on first use.
func (m *multipliers) teachers(g *ground, kind int) []tally {
	if m.teacher[kind] == nil {
		m.teacher[kind] = make([]tally, len(g.p.County.Sections))
	}
	return m.teacher[kind]
}

// excuses are the prices of the y or v of a target, made on first use.
func (m *multipliers) excuses(t *target) []tally {
	if m.excuse[t.s][t.k] == nil {
		m.excuse[t.s][t.k] = make([]tally, len(t.weight))
	}
	return m.excuse[t.s][t.k]
}

// spread turns the prices of the means into prices of the stocks that make them.
func (m *multipliers) spread(g *ground, fixed func(*target) bool) {
	for s := range g.stages {
		for k, t := range g.stages[s].targets {
			if t == nil || m.mean[s][k] == (tally{}) {
				continue
			}
			m.constant.addProduct(m.mean[s][k], t.total)
			if fixed(t) { // T is a constant, not the sum of levels that each move would change
				continue
			}
			for i := range t.weight {
				m.level[s][k][i].addTimes(t.weight[i]*t.scale(&g.stages[s], i), m.mean[s][k])
			}
		}
	}
}

// perYuan is what a yuan spent on something costs in the bound. False: nobody may pay for it.
func (m *multipliers) perYuan(g *ground, category string, nature model.Nature, school int, stageName, kind string) (price tally, ok bool) {
	price = m.yuan
	for n, l := range g.p.Limits {
		if m.spending[n] != 0 && g.r.InScope(l.Scope, school, stageName, kind) {
			price.add(m.spending[n])
		}
	}
	if !g.r.Funded {
		return price, true
	}
	cheapest := math.Inf(1)
	for n, f := range g.r.Funds {
		if plan.Pays(f, category, nature, g.p.County.Schools[school]) {
			cheapest = min(cheapest, m.fund[n])
		}
	}
	if math.IsInf(cheapest, 1) {
		return price, false
	}
	price.add(cheapest)
	return price, true
}

// worth is the price of one teacher of a kind more in a section, whether hired or moved there.
func (m *multipliers) worth(g *ground, kind int, at place) tally {
	var sum tally
	st := &g.stages[at.s]
	for k, t := range st.targets {
		if t == nil {
			continue
		}
		if by := g.effect(t, kind, at.i); by != 0 {
			sum.addTimes(by, m.level[at.s][k][at.i])
		}
	}
	if m.teacher[kind] != nil {
		sum.addTimes(1, m.teacher[kind][st.section[at.i]])
	}
	return sum
}

// perMove is the price of one teacher of a kind who leaves a section, apart from what he is worth.
func (m *multipliers) perMove(g *ground, kind int, at place) tally {
	price := m.mover
	st := &g.stages[at.s]
	for n, l := range g.p.Limits {
		if m.moved[n] != 0 && g.r.InScope(l.Scope, st.school[at.i], st.name, g.r.Kinds[kind].Name) {
			price.add(m.moved[n])
		}
	}
	return price
}

// locks is the price that locks put on a unit of an action.
func (m *multipliers) locks(g *ground, a plan.Action) tally {
	var price tally
	for n, l := range g.p.Locks {
		if m.lock[n] != 0 && l.Matches(a.Key()) {
			price.add(m.lock[n])
		}
	}
	return price
}

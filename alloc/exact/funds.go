package exact

import (
	"slices"

	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/model"
)

// A fundSet is a set of funds that may pay for the same things.
type fundSet struct {
	funds []int // of plan.Rules
	spend []entry
	pay   []int // columns, by fund of the set
}

// compileFunds lets every yuan be paid by the funds that may pay it: the costs of all columns with
// the same payers are one row, and each payer has a column there.
func (m *room) compileFunds() {
	if !m.r.Funded {
		return
	}
	for j := range m.cols {
		if m.spendRow[j] == 0 {
			continue
		}
		n := m.payers(m.cols[j])
		if n < 0 {
			m.lp.ColUpper[j] = 0 // nobody pays for it
			continue
		}
		m.sets[n].spend = append(m.sets[n].spend, entry{j, m.spendRow[j] / m.money})
	}
	paid := make([][]entry, len(m.r.Funds))
	for n := range m.sets {
		set := &m.sets[n]
		for _, f := range set.funds {
			col := m.addCol(column{kind: colPay, fund: f, set: n}, 0, inf, false)
			set.pay = append(set.pay, col)
			set.spend = append(set.spend, entry{col, -1})
			paid[f] = append(paid[f], entry{col, 1})
		}
		m.addRow(rowName{}, 0, 0, set.spend)
	}
	for f, entries := range paid {
		if len(entries) > 0 {
			m.addRow(rowName{"fund:" + plan.Escape(m.r.Funds[f].ID), m.money}, -inf, m.r.Funds[f].Amount/m.money, entries)
		}
	}
}

// payers is the set of the funds that may pay for a column; -1: there is none.
func (m *room) payers(c column) int {
	category, nature, at := m.bill(c)
	var funds []int
	for f := range m.r.Funds {
		if plan.Pays(m.r.Funds[f], category, nature, *at) {
			funds = append(funds, f)
		}
	}
	if len(funds) == 0 {
		return -1
	}
	n := slices.IndexFunc(m.sets, func(s fundSet) bool { return slices.Equal(s.funds, funds) })
	if n < 0 {
		n = len(m.sets)
		m.sets = append(m.sets, fundSet{funds: funds})
	}
	return n
}

// bill is what a column's money is spent on, and where: of a move, at the school that receives.
func (m *room) bill(c column) (category string, nature model.Nature, at *model.School) {
	switch c.kind {
	case colBuy:
		at = &m.p.County.Schools[c.school]
		price, _ := m.r.Prices.Of(c.stock, at.ID)
		return c.stock, price.Nature, at
	case colHire:
		at = m.school(c.stage, c.i)
		price, _ := m.r.Prices.Of(model.HirePrefix+m.r.Kinds[c.teach].Name, at.ID)
		return model.CategoryHire, price.Nature, at
	case colIn, colArc:
		to := c.i
		if c.kind == colArc {
			to = c.to
		}
		at = m.school(c.stage, to)
		_, nature = m.r.Prices.Move(at.ID, 0)
		return model.CategoryMove, nature, at
	case colOut, colPay, colLevel, colSquare, colMean, colExcuse, colShort, colEta, colSlack:
	}
	return "", "", nil
}

// share divides the cost of actions among the funds. What each set of payers gives is a flow from
// funds to sets, found by augmenting paths: rounding to whole units may have moved a little money
// from where the engine had it. False: the funds do not suffice.
func (m *room) share(actions []plan.Action) bool {
	if !m.r.Funded {
		return true
	}
	sets := make([][]int, 0, len(m.sets)) // funds by set of payers
	of := make([]int, len(actions))
	need := []float64{}
	for i := range actions {
		of[i] = -1
		if actions[i].Cost == 0 {
			continue
		}
		funds := m.mayPay(&actions[i])
		n := slices.IndexFunc(sets, func(s []int) bool { return slices.Equal(s, funds) })
		if n < 0 {
			n = len(sets)
			sets, need = append(sets, funds), append(need, 0)
		}
		of[i] = n
		need[n] += actions[i].Cost
	}
	amounts := make([]float64, len(m.r.Funds))
	for f := range amounts {
		amounts[f] = m.r.Funds[f].Amount
	}
	give, ok := payments(sets, need, amounts)
	if !ok {
		return false
	}
	for i := range actions {
		due := actions[i].Cost
		for n := 0; due > 0 && n < len(m.r.Funds); n++ {
			part := due
			if of[i] >= 0 {
				part = min(due, give[of[i]][n])
			}
			if part > 0 && of[i] >= 0 {
				give[of[i]][n] -= part
				due -= part
				actions[i].Funds = append(actions[i].Funds, plan.FundShare{Fund: m.r.Funds[n].ID, Amount: part})
			}
		}
		if due > 0 && len(actions[i].Funds) > 0 { // the dust of subtraction
			actions[i].Funds[len(actions[i].Funds)-1].Amount += due
		}
	}
	return true
}

// mayPay lists the funds that may pay for an action.
func (m *room) mayPay(a *plan.Action) []int {
	category, id := a.Of, a.School
	switch a.Kind {
	case plan.Hire:
		category = model.CategoryHire
	case plan.Move, plan.Swap:
		category, id = model.CategoryMove, a.To
	case plan.Buy:
	}
	var funds []int
	for f := range m.r.Funds {
		if plan.Pays(m.r.Funds[f], category, model.Nature(a.Nature), m.p.County.Schools[m.r.School(id)]) &&
			(a.Kind != plan.Swap || plan.Pays(m.r.Funds[f], category, model.Nature(a.Nature), m.p.County.Schools[m.r.School(a.From)])) {
			funds = append(funds, f)
		}
	}
	return funds
}

// payments finds amounts give[set][fund] that cover what the sets need out of what the funds have.
func payments(sets [][]int, need, amounts []float64) (give [][]float64, ok bool) {
	give = make([][]float64, len(sets))
	for n := range give {
		give[n] = make([]float64, len(amounts))
	}
	left := slices.Clone(amounts)
	for n := range sets {
		for need[n] > 0 {
			got := pull(sets, give, left, n, need[n], make([]bool, len(sets)))
			if got <= 0 {
				return nil, need[n] <= moneyDust
			}
			need[n] -= got
		}
	}
	return give, true
}

// moneyDust is what may stay unpaid by rounding, in yuan.
const moneyDust = 1e-6

// pull brings up to want yuan to a set: from a fund with money left, or by letting another set give
// back what it has of a fund and pulling for that set instead.
func pull(sets [][]int, give [][]float64, left []float64, n int, want float64, seen []bool) float64 {
	seen[n] = true
	for _, f := range sets[n] {
		if left[f] > 0 {
			got := min(want, left[f])
			left[f] -= got
			give[n][f] += got
			return got
		}
	}
	for _, f := range sets[n] {
		for o := range sets {
			if seen[o] || give[o][f] <= 0 {
				continue
			}
			if got := pull(sets, give, left, o, min(want, give[o][f]), seen); got > 0 {
				give[o][f] -= got
				give[n][f] += got
				return got
			}
		}
	}
	return 0
}

// schoolStage renders a section for the name of a row.
func (f *frame) schoolStage(s, i int) string {
	return plan.Escape(f.stages[s].name) + "/" + plan.Escape(f.school(s, i).ID)
}

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
			m.lp.ColUpper[j], m.roomier[j] = 0, 0 // nobody pays for it
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
	case colOut, colPay, colLevel, colSquare, colMean, colSpread, colExcuse, colShort, colEta, colSlack:
	}
	return "", "", nil
}

// share divides the cost of actions among the funds. What each set of payers gives is a flow from
// funds to sets, found by augmenting paths: rounding to whole units may have moved a little money
// from where the engine had it. False: the funds do not suffice.
func (f *frame) share(actions []plan.Action) bool {
	if !f.r.Funded {
		return true
	}
	bills, sets, need := f.claims(actions)
	give, ok := payments(sets, need, f.amounts())
	if !ok {
		return false
	}
	for i := range actions {
		paid := make([]float64, len(f.r.Funds))
		for _, bill := range bills[i] {
			last := -1
			for n := 0; bill.amount > 0 && n < len(f.r.Funds); n++ {
				if part := min(bill.amount, give[bill.set][n]); part > 0 {
					give[bill.set][n] -= part
					bill.amount -= part
					paid[n] += part
					last = n
				}
			}
			if last >= 0 {
				paid[last] += bill.amount // the dust of subtraction
			}
		}
		for n, part := range paid {
			if part > 0 {
				actions[i].Funds = append(actions[i].Funds, plan.FundShare{Fund: f.r.Funds[n].ID, Amount: part})
			}
		}
	}
	return true
}

// claims are the parts of the costs of actions, the sets of funds that may pay for some, and what is due to
// each set.
func (f *frame) claims(actions []plan.Action) (bills [][]dues, sets [][]int, need []float64) {
	bills = make([][]dues, len(actions))
	for i := range actions {
		bills[i] = f.billsOf(&actions[i])
		for b := range bills[i] {
			bill := &bills[i][b]
			bill.set = slices.IndexFunc(sets, func(s []int) bool { return slices.Equal(s, bill.funds) })
			if bill.set < 0 {
				bill.set = len(sets)
				sets, need = append(sets, bill.funds), append(need, 0)
			}
			need[bill.set] += bill.amount
		}
	}
	return bills, sets, need
}

// amounts are what the funds have.
func (f *frame) amounts() []float64 {
	amounts := make([]float64, len(f.r.Funds))
	for n := range amounts {
		amounts[n] = f.r.Funds[n].Amount
	}
	return amounts
}

// A dues is a part of an action's cost and the funds that may pay it: a swap costs money at both
// schools.
type dues struct {
	funds  []int
	set    int
	amount float64
}

// billsOf lists the parts of an action's cost.
func (f *frame) billsOf(a *plan.Action) []dues {
	switch a.Kind {
	case plan.Buy:
		return f.due(a.Of, a.School, a.Nature, a.Cost)
	case plan.Hire:
		return f.due(model.CategoryHire, a.School, a.Nature, a.Cost)
	case plan.Move:
		return f.due(model.CategoryMove, a.To, a.Nature, a.Cost)
	case plan.Swap:
		metres := 0.0
		if a.Metres != nil {
			metres = *a.Metres
		}
		back, _ := f.r.Prices.Move(a.From, metres)
		return append(f.due(model.CategoryMove, a.To, a.Nature, a.Cost-back*a.Quantity), f.due(model.CategoryMove, a.From, a.Nature, back*a.Quantity)...)
	case plan.Assign, plan.Board, plan.Open, plan.Extend, plan.Close, plan.Merge: // paid for where sites are planned
	}
	return nil
}

// due is an amount with the funds that may pay it; none where nothing is due.
func (f *frame) due(category, school, nature string, amount float64) []dues {
	if amount == 0 {
		return nil
	}
	var funds []int
	for n := range f.r.Funds {
		if plan.Pays(f.r.Funds[n], category, model.Nature(nature), f.p.County.Schools[f.r.School(school)]) {
			funds = append(funds, n)
		}
	}
	return []dues{{funds: funds, amount: amount}}
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
				if need[n] > moneyDust {
					return nil, false
				}
				break
			}
			need[n] -= got
		}
	}
	return give, true
}

// lacking is how much more each fund must have for the costs of actions: in all as little as can be, which
// is what augmenting paths leave unpaid. A fund that nobody has more of in particular lacks it: the first
// of those that may pay.
func (f *frame) lacking(actions []plan.Action) []float64 {
	extra := make([]float64, len(f.r.Funds))
	_, sets, need := f.claims(actions)
	left := f.amounts()
	give := make([][]float64, len(sets))
	for n := range give {
		give[n] = make([]float64, len(left))
	}
	for n := range sets {
		for need[n] > moneyDust {
			got := pull(sets, give, left, n, need[n], make([]bool, len(sets)))
			if got <= 0 {
				if len(sets[n]) == 0 {
					break
				}
				first := sets[n][0]
				extra[first] += need[n]
				left[first] += need[n]
				continue
			}
			need[n] -= got
		}
	}
	return extra
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

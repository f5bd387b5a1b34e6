package exact

import (
	"slices"

	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/solver/assignment"
)

// A siteBill is money that a decision of the assignment costs.
type siteBill struct {
	plan.SiteBill
	open, shut, unit, pair int // area that is open, area that is closed, unit, pair; -1: none
}

// siteBills lists them.
func (c *catchment) siteBills() []siteBill {
	var bills []siteBill
	add := func(a *plan.Action, at siteBill) {
		for _, b := range c.r.SiteBills(a) {
			at.SiteBill = b
			bills = append(bills, at)
		}
	}
	for j := range c.areas {
		if a := c.works.open[j]; a != nil {
			add(a, siteBill{open: j, shut: -1, unit: -1, pair: -1})
		}
		if a := c.works.shut[j]; a != nil {
			add(a, siteBill{open: -1, shut: j, unit: -1, pair: -1})
		}
	}
	for e := range c.works.units {
		add(&c.works.units[e], siteBill{open: -1, shut: -1, unit: e, pair: -1})
	}
	for b, at := range c.pieces {
		s := &c.pl.Stages[at.stage]
		for j := c.first[at.stage]; j < c.first[at.stage+1]; j++ {
			for n, site := range c.areas[j].sites {
				if s.Boards[at.piece*len(s.Sites)+site] {
					a := c.assign(at, site, s.Pupils[at.piece]*c.areas[j].share[n])
					add(&a, siteBill{open: -1, shut: -1, unit: -1, pair: b*len(c.areas) + j})
				}
			}
		}
	}
	return bills
}

// siteMoney writes limits on spending, and what the funds have: of every union of sets of funds that may pay
// for the same things, what only they may pay must not cost more than they have. That is all there is to it,
// for a flow from funds to bills exists if and only if no cut is short.
func (c *catchment) siteMoney() {
	bills := c.siteBills()
	for _, l := range c.p.LimitsOn(plan.LimitSpending) {
		if l.Max == nil {
			continue
		}
		c.moneyRow(bills, *l.Max, func(b *siteBill) bool { return c.r.SiteBillInScope(l.Scope, &b.SiteBill) })
	}
	if !c.r.Funded {
		return
	}
	for _, union := range fundUnions(bills) {
		var have float64
		for _, n := range union {
			have += c.r.Funds[n].Amount
		}
		c.moneyRow(bills, have, func(b *siteBill) bool {
			return !slices.ContainsFunc(b.Payers, func(n int) bool { return !slices.Contains(union, n) })
		})
	}
}

// fundUnions are the unions of the sets of payers of bills, the empty one among them.
func fundUnions(bills []siteBill) [][]int {
	unions := [][]int{nil}
	for i := range bills {
		for _, u := range slices.Clone(unions) {
			joined := append(slices.Clone(u), bills[i].Payers...)
			slices.Sort(joined)
			joined = slices.Compact(joined)
			if !slices.ContainsFunc(unions, func(o []int) bool { return slices.Equal(o, joined) }) {
				unions = append(unions, joined)
			}
		}
	}
	return unions
}

// moneyRow limits the sum of some bills.
func (c *catchment) moneyRow(bills []siteBill, most float64, in func(b *siteBill) bool) {
	row := assignment.Row{Lower: -inf, Upper: most, Open: make([]float64, len(c.areas)), Units: make([]float64, len(c.base.Units))}
	at := map[int]int{}
	for i := range bills {
		b := &bills[i]
		switch {
		case !in(b):
		case b.open >= 0:
			row.Open[b.open] += b.Amount
		case b.shut >= 0: // closed is not open
			row.Open[b.shut] -= b.Amount
			row.Upper -= b.Amount
		case b.unit >= 0:
			row.Units[b.unit] += b.Amount
		default:
			if n, ok := at[b.pair]; ok {
				row.Value[n] += b.Amount
			} else {
				at[b.pair] = len(row.Pair)
				row.Pair, row.Value = append(row.Pair, int32(b.pair)), append(row.Value, b.Amount)
			}
		}
	}
	row.Upper += margin * max(1, most)
	c.base.Rows = append(c.base.Rows, row)
}

// shareSites divides the costs of actions among the funds; false: they do not suffice.
func shareSites(r *plan.Rules, actions []plan.Action) bool {
	if !r.Funded {
		return true
	}
	bills := make([][]plan.SiteBill, len(actions))
	var sets [][]int
	var need []float64
	set := func(payers []int) int {
		return slices.IndexFunc(sets, func(s []int) bool { return slices.Equal(s, payers) })
	}
	for i := range actions {
		bills[i] = r.SiteBills(&actions[i])
		for _, b := range bills[i] {
			n := set(b.Payers)
			if n < 0 {
				n = len(sets)
				sets, need = append(sets, b.Payers), append(need, 0)
			}
			need[n] += b.Amount
		}
	}
	amounts := make([]float64, len(r.Funds))
	for n := range amounts {
		amounts[n] = r.Funds[n].Amount
	}
	give, ok := payments(sets, need, amounts)
	if !ok {
		return false
	}
	for i := range actions {
		paid := make([]float64, len(r.Funds))
		for _, b := range bills[i] {
			last, left := -1, b.Amount
			for n := 0; left > 0 && n < len(paid); n++ {
				if part := min(left, give[set(b.Payers)][n]); part > 0 {
					give[set(b.Payers)][n] -= part
					left -= part
					paid[n] += part
					last = n
				}
			}
			if last >= 0 {
				paid[last] += left // the dust of subtraction
			}
		}
		for n, part := range paid {
			if part > 0 {
				actions[i].Funds = append(actions[i].Funds, plan.FundShare{Fund: r.Funds[n].ID, Amount: part})
			}
		}
	}
	return true
}

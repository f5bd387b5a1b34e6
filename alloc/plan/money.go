package plan

import (
	"math"
	"slices"

	"github.com/eduparity/eduparity/model"
)

// A bill is what one part of an action costs: a purchase, a hire, or one direction of a move.
type bill struct {
	school   int // where the money is spent; of a move the school that receives; -1: one that opens, at
	at       *model.School
	stage    string // empty: all of the school's
	kind     string // of teacher; empty: none
	category string // as funds know it
	price    Price
	amount   float64
}

// bills are the parts of an action's cost. A part without a price is a violation and costs nothing.
func (c *checker) bills(action int) []bill {
	a := &c.actions[action]
	switch a.Kind {
	case Buy, Hire:
		category, fund, kind := a.Of, a.Of, ""
		if a.Kind == Hire {
			category, fund, kind = model.HirePrefix+a.Of, model.CategoryHire, a.Of
		}
		if !c.known[action] {
			return nil
		}
		b := bill{school: c.r.School(a.School), stage: a.Stage, kind: kind, category: fund}
		price, ok := c.r.Prices.Of(category, a.School)
		if !ok {
			c.broken(RulePrice, a.Key(), 0, "", "no cost line for %s at school %s", category, a.School)
			return []bill{b}
		}
		b.price, b.amount = price, price.Cost*a.Quantity
		c.quantity(a, price)
		return []bill{b}
	case Open, Extend, Close, Merge:
		return c.siteBills(a)
	case Assign:
		return nil
	case Board:
		return c.boardBills(a)
	case Move, Swap:
		bills := make([]bill, 0, 2)
		for _, l := range c.legs[action] {
			metres, known := c.r.Metres(l.from, l.to)
			if km, ok := c.r.Prices.Of(model.CategoryMoveKM, l.to); ok && km.Cost != 0 && !known {
				c.broken(RuleDistance, a.Key(), 0, "", "the distance is not known and its price needs it")
				metres = 0
			}
			cost, nature := c.r.Prices.Move(l.to, metres)
			bills = append(bills, bill{
				school: c.r.School(l.to), stage: a.Stage, kind: l.kind, category: model.CategoryMove,
				price: Price{Cost: cost, Nature: nature, Max: math.Inf(1), Unit: unitPerson}, amount: cost * l.persons,
			})
		}
		return bills
	}
	return nil
}

// unitPerson is the unit of hires and moves.
const unitPerson = "person"

// quantity checks how much may be had of something.
func (c *checker) quantity(a *Action, price Price) {
	if price.Whole && a.Quantity != math.Trunc(a.Quantity) {
		c.broken(RuleWhole, a.Key(), a.Quantity-math.Floor(a.Quantity), price.Unit, "%s is sold in whole units only", a.Of)
	}
	if over := exceeds(a.Quantity, price.Max); over > 0 {
		c.broken(RuleMost, a.Key(), over, price.Unit, "%s, at most %s are to be had", number(a.Quantity), number(price.Max))
	}
}

// cost adds up what the actions cost by the prices.
func (c *checker) cost() Cost {
	sum := Cost{ByFund: map[string]float64{}, ByLever: map[string]float64{}, ByNature: map[string]float64{}}
	for i := range c.actions {
		a := &c.actions[i]
		bills := c.bills(i)
		c.due[i] = bills
		var due float64
		for _, b := range bills {
			due += b.amount
		}
		c.stated(a, bills, due)
		c.funded(a, bills, due)
		sum.Total += due
		if due != 0 {
			sum.ByLever[string(a.Lever)] += due
			for _, b := range bills {
				sum.ByNature[string(b.price.Nature)] += b.amount
			}
		}
		for _, f := range a.Funds {
			sum.ByFund[f.Fund] += f.Amount
		}
	}
	return sum
}

// stated checks what the action says of its cost.
func (c *checker) stated(a *Action, bills []bill, due float64) {
	if differs(a.Cost, due) {
		c.broken(RuleCost, a.Key(), math.Abs(a.Cost-due), c.currency(), "the action states %s, the prices give %s", number(a.Cost), number(due))
	}
	if n := slices.IndexFunc(bills, func(b bill) bool { return b.amount != 0 }); n >= 0 && isPlacing(a.Kind) && a.Nature != string(bills[n].price.Nature) {
		c.broken(RuleCost, a.Key(), 0, "", "the action is stated as %q, what it costs first is %s", a.Nature, bills[n].price.Nature)
	}
	for _, b := range bills {
		if b.price.Unit != "" && a.Unit != b.price.Unit && a.Kind == Buy {
			c.broken(RuleCost, a.Key(), 0, "", "the action counts in %q, its price in %q", a.Unit, b.price.Unit)
		}
		if b.amount != 0 && a.Nature != string(b.price.Nature) && !isPlacing(a.Kind) {
			c.broken(RuleCost, a.Key(), 0, "", "the action is stated as %q, its price is %s", a.Nature, b.price.Nature)
		}
	}
}

// currency is the unit of money.
func (c *checker) currency() string {
	if c.r.Problem.County.Currency == "" {
		return "yuan"
	}
	return c.r.Problem.County.Currency
}

// funded checks who pays for an action: all that is due, each fund only for what it may pay for.
func (c *checker) funded(a *Action, bills []bill, due float64) {
	if !c.r.Funded {
		if len(a.Funds) > 0 {
			c.broken(RuleFund, a.Key(), 0, "", "the problem has no funds")
		}
		return
	}
	var paid float64
	due = owed(bills, due)
	part := make([]float64, len(bills)) // paid by funds that may pay for this bill alone
	for _, share := range a.Funds {
		paid += share.Amount
		i := slices.IndexFunc(c.r.Funds, func(f model.Fund) bool { return f.ID == share.Fund })
		if i < 0 {
			c.broken(RuleFund, a.Key(), share.Amount, c.currency(), "there is no fund %q in %d", share.Fund, c.r.Year)
			continue
		}
		if !(share.Amount >= 0) {
			c.broken(RuleFund, a.Key(), 0, "", "fund %s pays %s: must not be negative", share.Fund, number(share.Amount))
		}
		var may []int
		for j, b := range bills {
			if Pays(c.r.Funds[i], b.category, b.price.Nature, *c.payer(&b)) {
				may = append(may, j)
			}
		}
		switch len(may) {
		case 0:
			if share.Amount != 0 {
				c.broken(RuleFund, a.Key(), share.Amount, c.currency(), "fund %s may not pay for this", share.Fund)
			}
		case 1:
			part[may[0]] += share.Amount
		}
	}
	if differs(paid, due) {
		c.broken(RuleFund, a.Key(), math.Abs(paid-due), c.currency(), "the funds pay %s of %s", number(paid), number(due))
	}
	for j, b := range bills {
		if over := exceeds(part[j], max(0, b.amount)); over > 0 && len(bills) > 1 {
			c.broken(RuleFund, a.Key(), over, c.currency(), "the funds for one direction pay %s, that direction costs %s", number(part[j]), number(b.amount))
		}
	}
}

// money checks the funds and the limits on spending.
func (c *checker) money(cost Cost) {
	for _, f := range c.r.Funds {
		if over := exceeds(cost.ByFund[f.ID], f.Amount); over > 0 {
			c.broken(RuleFund, f.ID, over, c.currency(), "pays %s and has %s", number(cost.ByFund[f.ID]), number(f.Amount))
		}
	}
	for _, limit := range c.r.Problem.LimitsOn(LimitSpending) {
		if limit.Max == nil {
			continue
		}
		var spent float64
		for i := range c.actions {
			for _, b := range c.due[i] {
				if b.amount > 0 && c.billInScope(limit.Scope, &b) {
					spent += b.amount
				}
			}
		}
		if over := exceeds(spent, *limit.Max); over > 0 {
			c.broken(string(LimitSpending), limit.Scope.String(), over, c.currency(), "%s spent, at most %s may be", number(spent), number(*limit.Max))
		}
	}
}

package alloc

import (
	"context"
	"errors"
	"math"
	"slices"

	"github.com/eduparity/eduparity/alloc/plan"
)

// errNoMoney is why money cannot be divided.
var errNoMoney = errors.New("there is no sum to divide: give a budget or funds")

// sharing is how the baselines that divide money work. Every fund is divided among the schools that it
// may serve, in proportion to a weight. A school spends its part, step by step, where the section that
// it keeps is lowest against the minimum, or the county's mean where there is no minimum, on what raises
// that at least cost. What schools cannot use, such as less than the price of a whole room, is put
// together and given out by largest remainders: a step at a time to the school that has spent least of
// its part, of those that can use some.
type sharing struct {
	of     StrategyName
	weight func(l *ledger, at recipient) float64
}

func (s sharing) name() StrategyName { return s.of }

// suits refuses a problem that wants the best and sets no limit to the money.
func (s sharing) suits(r *plan.Rules) error {
	if !r.Funded && !conditional(r.Problem) && (r.Problem.HasLever(plan.Funding) || r.Problem.HasLever(plan.Hiring)) {
		return errNoMoney
	}
	return nil
}

// most is all the money.
func (sharing) most() float64 { return 1 }

// first is a small part of the money; without funds, a small part of what all shortfalls come to.
func (s sharing) first(l *ledger) float64 {
	if l.r.Funded {
		return firstShare
	}
	return max(1, firstShare*l.missing())
}

// missing is what it costs to bring every section to its need, each indicator by itself.
func (l *ledger) missing() float64 {
	var sum float64
	for n := range l.goods {
		t := &l.goods[n]
		for _, row := range t.rows {
			if x, by, ok := l.remedy(row, t.indicator, nil); ok {
				short := max(0, t.need()-l.value(row, t.indicator)) * l.r.Table.Rows[row].Pupils / l.r.Problem.Standard.Indicators[t.indicator].Per
				sum += short / by * l.lots[x].price.Cost
			}
		}
	}
	return sum
}

// fill divides the share effort of every fund, or without funds the sum effort.
func (s sharing) fill(ctx context.Context, l *ledger, effort float64) (more bool, err error) {
	pot := make([]float64, len(l.purse))
	for f := range pot {
		pot[f] = effort
		if l.r.Funded {
			all := l.r.Funds[f].Amount
			pot[f] = max(0, all*min(1, effort)-(all-l.purse[f])) // what locks ask for is paid already
		}
	}
	missing, schools := l.missing(), l.schools()
	purses, rest := s.divide(l, schools, pot, l.capped())
	due := make([]float64, len(schools)) // what a school's part is above what it has spent
	for n, at := range schools {
		if err := ctx.Err(); err != nil {
			return false, err
		}
		for f := range rest {
			due[n] += purses[n][f]
		}
		due[n] += l.cost
		l.spend(at.rows, purses[n])
		due[n] -= l.cost
		for f := range rest {
			rest[f] += purses[n][f]
		}
	}
	if err := l.remainders(ctx, schools, due, rest); err != nil {
		return false, err
	}
	if l.r.Funded {
		return effort < 1, nil
	}
	return effort < mostOfMissing*max(1, missing), nil
}

// remainders gives what is left step by step to the school whose part is largest above what it has spent,
// of those that can use some.
func (l *ledger) remainders(ctx context.Context, schools []recipient, due, rest []float64) error {
	open := make([]bool, len(schools))
	for n := range open {
		open[n] = true
	}
	for {
		if err := ctx.Err(); err != nil {
			return err
		}
		next := -1
		for n := range schools {
			if open[n] && (next < 0 || due[n] > due[next]) {
				next = n
			}
		}
		if next < 0 {
			return nil
		}
		before := l.cost
		lot, units, ok := l.lowest(schools[next].rows, rest)
		if open[next] = ok && l.buy(lot, units, rest) > 0; open[next] {
			due[next] -= l.cost - before
		}
	}
}

// capped is what limits on all spending still allow.
func (l *ledger) capped() float64 {
	left := math.Inf(1)
	for n := range l.caps {
		if l.caps[n].limit.Scope == (plan.Scope{}) {
			left = min(left, l.caps[n].left)
		}
	}
	return left
}

// divide gives every school its part of every sum that may serve it, of all sums together no more than
// a most, each giving the same part of itself. rest is what is kept.
func (s sharing) divide(l *ledger, schools []recipient, pot []float64, most float64) (purses [][]float64, rest []float64) {
	weights := make([]float64, len(pot))
	var all float64
	for f := range pot {
		for _, at := range schools {
			if at.pays[f] {
				weights[f] += s.weight(l, at)
			}
		}
		if weights[f] > 0 {
			all += pot[f]
		}
	}
	part := 1.0
	if all > most {
		part = max(0, most) / all
	}
	purses, rest = make([][]float64, len(schools)), slices.Clone(pot)
	for n, at := range schools {
		purses[n] = make([]float64, len(pot))
		for f := range pot {
			if at.pays[f] && weights[f] > 0 {
				purses[n][f] = part * pot[f] * s.weight(l, at) / weights[f]
				rest[f] -= purses[n][f]
			}
		}
	}
	for f := range rest {
		rest[f] = max(0, rest[f])
	}
	return purses, rest
}

// A recipient is a school that something can be bought for or hired at.
type recipient struct {
	school int
	rows   []int
	pays   []bool // by fund: some lot of the school may be paid by it
}

// schools are the recipients, in county order.
func (l *ledger) schools() []recipient {
	var all []recipient
	at := map[int]int{}
	for i := range l.r.Table.Rows {
		row := &l.r.Table.Rows[i]
		if !l.r.Open(row.Section) || len(l.byRow[i]) == 0 {
			continue
		}
		n, ok := at[row.School]
		if !ok {
			n = len(all)
			at[row.School] = n
			all = append(all, recipient{school: row.School, pays: make([]bool, len(l.purse))})
		}
		all[n].rows = append(all[n].rows, i)
		for _, x := range l.byRow[i] {
			for _, f := range l.lots[x].payers {
				all[n].pays[f] = true
			}
		}
	}
	return all
}

// remedy is the lot that raises an indicator of a row at least cost, with what a unit of it adds; of those
// that a purse can pay for, where one is given.
func (l *ledger) remedy(row, indicator int, purse []float64) (n int, by float64, ok bool) {
	best := math.Inf(1)
	for _, x := range l.byRow[row] {
		if purse != nil && l.room(x, purse) <= leastQuantity {
			continue
		}
		for _, r := range l.lots[x].raises {
			if r.row == row && r.indicator == indicator && r.by > 0 && l.lots[x].price.Cost/r.by < best {
				n, by, best, ok = x, r.by, l.lots[x].price.Cost/r.by, true
			}
		}
	}
	return n, by, ok
}

// spend spends a purse on the sections of a school, the lowest indicator first.
func (l *ledger) spend(rows []int, purse []float64) {
	for {
		lot, units, ok := l.lowest(rows, purse)
		if !ok || l.buy(lot, units, purse) == 0 {
			return
		}
	}
}

// lowest finds the section and indicator that is lowest against its need among those that a purse can
// raise, and how much of which lot raises it by a step.
func (l *ledger) lowest(rows []int, purse []float64) (lot int, units float64, ok bool) {
	least := math.Inf(1)
	for n := range l.goods {
		t := &l.goods[n]
		for _, i := range rows {
			if l.r.Table.Rows[i].Stage != t.stage {
				continue
			}
			level := l.value(i, t.indicator) / t.need()
			if level >= least {
				continue
			}
			if x, by, can := l.remedy(i, t.indicator, purse); can {
				lot, least, ok = x, level, true
				units = l.step(i, t, x, by)
			}
		}
	}
	return lot, units, ok
}

// step is how much of a lot makes a step of an indicator: a small part of the need, or of what the section
// has where that is more, and one unit at least where units are whole.
func (l *ledger) step(row int, t *target, lot int, by float64) float64 {
	per := l.r.Problem.Standard.Indicators[t.indicator].Per
	units := stepShare * max(t.need(), l.value(row, t.indicator)) * l.r.Table.Rows[row].Pupils / (per * by)
	if l.lots[lot].price.Whole {
		units = max(1, math.Round(units))
	}
	return units
}

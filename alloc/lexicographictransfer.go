package alloc

import (
	"cmp"
	"context"
	"math"
	"slices"

	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/model"
)

// LexicographicTransfer moves teachers from sections above the norm to sections below it by four aims, one
// after the other, as the transfer model for Sri Lanka's schools does (pubudupbd's
// teacher-transfer-lexicographic-optimization, 2026): least shortage in all; of the plans that leave no
// more, least weighted shortage, where schools that are hard to staff weigh more; then fewest moves; then
// least distance. It spends money on moves only.
//
// It is a flow of least cost from surplus to shortage: the greatest flow is the least shortage, every move
// fills one place, so that no plan needs fewer, and costs put weight before distance. The norm, and the
// order of indicators, are those of [HighestRatioFirst]. Where a limit cuts the list short (on moves, or a
// goal that is reached), those who are hardest to staff come first, then those who travel least.
type LexicographicTransfer struct {
	// Weights of a place that is not filled; 0: Rural 1.5, Town 1.2, other 1. A school of fewer than 100
	// pupils weighs Small times as much; 0: 4/3.
	Rural, Town, Small float64
}

// Weights of shortage, made up: the model leaves them to the ministry.
const (
	ruralShortage = 1.5
	townShortage  = 1.2
	smallShortage = 4.0 / 3
)

// Plan is [Strategy.Plan].
func (x LexicographicTransfer) Plan(ctx context.Context, p *plan.Problem) (*plan.Plan, error) {
	return follow(ctx, p, &stepwise{of: NameLexicographicTransfer, open: func(l *ledger) (stepper, error) {
		return &transfers{norms: newNorms(l), of: x}, nil
	}})
}

// weight is what a place that is not filled weighs.
func (x LexicographicTransfer) weight(s *model.School, pupils float64) float64 {
	w := 1.0
	switch s.Area {
	case model.AreaRural:
		w = cmp.Or(x.Rural, ruralShortage)
	case model.AreaTown:
		w = cmp.Or(x.Town, townShortage)
	case model.AreaCity:
	}
	if pupils < smallSchool {
		w *= cmp.Or(x.Small, smallShortage)
	}
	return w
}

// transfers is a list of moves, made for one indicator after the other.
type transfers struct {
	norms
	of    LexicographicTransfer
	later int // of norms.goods: what is planned next
	list  []transfer
}

// A transfer is so many teachers from one section to another.
type transfer struct {
	t, from, to int // rows of the table
	left        float64
	weight      float64
	km          float64
}

// next moves one teacher of the list.
func (x *transfers) next() (step, bool) {
	for {
		for len(x.list) > 0 {
			f := &x.list[0]
			if f.left >= 1 {
				f.left--
				e, ok := x.l.pass(x.norms.of(f.t), x.l.r.Table.Rows[f.from].Section, x.l.r.Table.Rows[f.to].Section, x.spares)
				if ok {
					x.l.enter(e, 1)
					return step{lot: -1, pass: e}, true
				}
			}
			x.list = x.list[1:]
		}
		if x.later == len(x.goods) {
			return step{}, false
		}
		x.at = x.later
		x.list = x.plan(x.goods[x.at])
		x.later++
	}
}

// plan lists the transfers for one indicator.
func (x *transfers) plan(t int) []transfer {
	var from, to []int
	var supply, demand []float64
	for _, i := range x.l.goods[t].rows {
		switch over, short := x.over(t, i), x.short(t, i); {
		case over >= 1:
			from, supply = append(from, i), append(supply, over)
		case short >= 1:
			to, demand = append(to, i), append(demand, short)
		}
	}
	costs := make([][]float64, len(from))
	var all []transfer
	for a, i := range from {
		costs[a] = make([]float64, len(to))
		for b, j := range to {
			f := x.transfer(t, i, j)
			costs[a][b] = math.Inf(1)
			if _, ok := x.l.pass(x.norms.of(t), x.l.r.Table.Rows[i].Section, x.l.r.Table.Rows[j].Section, x.spares); ok {
				costs[a][b] = f.km - f.weight*weightKM
			}
		}
	}
	for a, row := range transport(costs, supply, demand) {
		for b, q := range row {
			if q > 0 {
				f := x.transfer(t, from[a], to[b])
				f.left = q
				all = append(all, f)
			}
		}
	}
	slices.SortStableFunc(all, func(a, b transfer) int {
		return cmp.Or(cmp.Compare(b.weight, a.weight), cmp.Compare(a.km, b.km))
	})
	return all
}

// transfer is a transfer between two rows, of nobody yet.
func (x *transfers) transfer(t, from, to int) transfer {
	a, b := &x.l.r.Table.Rows[from], &x.l.r.Table.Rows[to]
	school := x.l.schoolOf(b.Section)
	metres, _ := x.l.r.Metres(x.l.schoolOf(a.Section).ID, school.ID)
	return transfer{t: t, from: from, to: to, weight: x.of.weight(school, b.Pupils), km: metres / metresPerKM}
}

// metresPerKM is the number of metres in a kilometre.
const metresPerKM = 1000

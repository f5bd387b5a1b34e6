package exact

import (
	"math"

	"github.com/eduparity/eduparity/alloc/plan"
)

// purchase is the action that a column of purchases stands for, without quantity.
func (f *frame) purchase(c column) plan.Action {
	school := &f.p.County.Schools[c.school]
	a := plan.Action{Year: f.year, Lever: plan.Funding, Kind: plan.Buy, School: school.ID, Of: c.stock}
	if c.own {
		a.Stage = f.stages[c.stage].name
	}
	return a
}

// bought is the action of buying a quantity.
func (f *frame) bought(c column, q float64) plan.Action {
	a := f.purchase(c)
	price, _ := f.r.Prices.Of(c.stock, a.School)
	a.Quantity, a.Unit = q, price.Unit
	a.Cost, a.Nature = price.Cost*q, string(price.Nature)
	return a
}

// invertFunding reads the purchases back. Quantities that are whole but divisible in the engine are
// rounded; that is at most a unit of something cheap.
func (m *room) invertFunding(x []float64, round func(float64) float64) []plan.Action {
	var actions []plan.Action
	for j, c := range m.cols {
		if c.kind != colBuy {
			continue
		}
		q := x[j] * c.unit
		if c.whole {
			q = round(q)
		}
		if q > leastQuantity {
			actions = append(actions, m.bought(c, q))
		}
	}
	return actions
}

// roundUp is the least whole number that is not below q but for the engine's rounding.
func roundUp(q float64) float64 {
	if n := math.Round(q); math.Abs(q-n) <= wholeRounding {
		return n
	}
	return math.Ceil(q)
}

// roundDown is the greatest whole number that is not above q but for the engine's rounding.
func roundDown(q float64) float64 {
	if n := math.Round(q); math.Abs(q-n) <= wholeRounding {
		return n
	}
	return math.Floor(q)
}

// leastQuantity is what is not worth an action: a millionth of a square metre or a yuan.
const leastQuantity = 1e-6

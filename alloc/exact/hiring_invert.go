package exact

import (
	"math"

	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/model"
)

// hire is the action that a column of hires stands for, without quantity.
func (f *frame) hire(c column) plan.Action {
	return plan.Action{
		Year: f.year, Lever: plan.Hiring, Kind: plan.Hire, School: f.school(c.stage, c.i).ID,
		Stage: f.stages[c.stage].name, Of: f.r.Kinds[c.teach].Name,
	}
}

// hired is the action of hiring a number of persons.
func (f *frame) hired(c column, n float64) plan.Action {
	a := f.hire(c)
	price, _ := f.r.Prices.Of(model.HirePrefix+a.Of, a.School)
	a.Quantity, a.Unit = n, personUnit
	a.Cost, a.Nature = price.Cost*n, string(price.Nature)
	return a
}

// invertHiring reads the hires back.
func (m *room) invertHiring(x []float64) []plan.Action {
	var actions []plan.Action
	for j, c := range m.cols {
		n := m.persons(x[j])
		if c.kind != colHire || !(n > leastQuantity) {
			continue
		}
		actions = append(actions, m.hired(c, n))
	}
	return actions
}

// persons is a number of persons of the engine: a whole one, unless they come in parts.
func (f *frame) persons(x float64) float64 {
	if f.r.Divisible {
		return x
	}
	return math.Round(x)
}

// personUnit is the unit of hires and moves.
const personUnit = "person"

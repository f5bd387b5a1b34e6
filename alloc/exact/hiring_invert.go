package exact

import (
	"math"

	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/model"
)

// hire is the action that a column of hires stands for, without quantity.
func (m *room) hire(c column) plan.Action {
	return plan.Action{
		Year: m.year, Lever: plan.Hiring, Kind: plan.Hire, School: m.school(c.stage, c.i).ID,
		Stage: m.stages[c.stage].name, Of: m.r.Kinds[c.teach].Name,
	}
}

// invertHiring reads the hires back.
func (m *room) invertHiring(x []float64) []plan.Action {
	var actions []plan.Action
	for j, c := range m.cols {
		n := m.persons(x[j])
		if c.kind != colHire || !(n > leastQuantity) {
			continue
		}
		a := m.hire(c)
		price, _ := m.r.Prices.Of(model.HirePrefix+a.Of, a.School)
		a.Quantity, a.Unit = n, personUnit
		a.Cost, a.Nature = price.Cost*n, string(price.Nature)
		actions = append(actions, a)
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

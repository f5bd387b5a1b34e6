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
		n := math.Round(x[j])
		if c.kind != colHire || n < 1 {
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

// personUnit is the unit of hires and moves.
const personUnit = "person"

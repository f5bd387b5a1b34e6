package main

import (
	"github.com/eduparity/eduparity/solver"
	"github.com/eduparity/eduparity/solver/parametric"
)

// Price implements [outer.Pricer] for the moves on arcs that are not there. A section sends no more of
// a kind than its share, so that its arcs give no more than that many moves on the best of them.
func (p *countyLP) Price(dst *solver.Cols, weight float64, rowDual []float64, tol float64) (rest float64) {
	for k, q := range p.Indicators {
		if q.Kind != staff {
			continue
		}
		for i := range p.N {
			least := 0.0
			for _, a := range p.from[i] {
				if p.move[k][a] >= 0 {
					continue
				}
				d := weight * p.price() * p.costs[a]
				index, value := p.entries(k, a)
				for n, row := range index {
					d -= rowDual[row] * value[n]
				}
				if d < -tol {
					p.move[k][a] = p.session.NumCols() + dst.Len()
					dst.Add(p.price()*p.costs[a], 0, inf, false, index, value)
					least = min(least, d)
				}
			}
			rest += p.most(k, i) * least
		}
	}
	return rest
}

// likelyArcs says which arcs are to be there from the start: those that the relaxed optimum uses, and
// those that would cost little more than their use is worth there.
func (p *countyLP) likelyArcs(relaxed *parametric.Balance) []bool {
	worth := relaxed.Price.Unit // of one unit less, in money
	likely, gain := make([]bool, len(p.Arcs)), make([]float64, p.N)
	for a, e := range p.Arcs {
		gain[e.from] = max(gain[e.from], worth[e.from]-worth[e.to]-p.costs[a])
	}
	for a, e := range p.Arcs {
		reduced := p.costs[a] - (worth[e.from] - worth[e.to]) + gain[e.from]
		likely[a] = relaxed.Flow[a] > 0 || reduced <= arcSlack*p.costs[a]
	}
	return likely
}

// arcSlack is the part of a move's cost by which its reduced cost may lie above 0 for it to be likely:
// relaxed prices are exact where nothing couples the kinds, and near where something does.
const arcSlack = 0.05

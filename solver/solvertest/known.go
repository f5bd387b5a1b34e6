package solvertest

import (
	"math"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/eduparity/eduparity/solver"
)

var inf = math.Inf(1)

// A knownCase is a problem whose answer is known by hand.
type knownCase struct {
	name      string
	needs     func(a *Abilities) bool // nil: every backend can
	build     func(p *solver.Problem)
	status    solver.Status
	objective float64
	rowDual   []float64 // nil: not unique or not known
}

func whole(a *Abilities) bool     { return a.Whole }
func redundant(a *Abilities) bool { return a.Redundant }

// row appends a row from pairs of column and coefficient.
func row(p *solver.Problem, lower, upper float64, pairs ...float64) {
	var index []int32
	var value []float64
	for k := 0; k < len(pairs); k += 2 {
		index = append(index, int32(pairs[k]))
		value = append(value, pairs[k+1])
	}
	p.AddRow(lower, upper, index, value)
}

func cols(p *solver.Problem, lower, upper float64, costs ...float64) {
	for _, c := range costs {
		p.AddCol(c, lower, upper, false)
	}
}

var knownCases = []knownCase{
	{name: "two columns, corner", build: func(p *solver.Problem) {
		cols(p, 0, inf, -3, -5) // the Wyndor Glass problem of Hillier and Lieberman
		row(p, -inf, 4, 0, 1)
		row(p, -inf, 12, 1, 2)
		row(p, -inf, 18, 0, 3, 1, 2)
	}, status: solver.Optimal, objective: -36, rowDual: []float64{0, -1.5, -1}},
	{name: "diet, lower bounds", build: func(p *solver.Problem) {
		cols(p, 0, inf, 2, 3)
		row(p, 4, inf, 0, 1, 1, 1)
		row(p, 6, inf, 0, 1, 1, 3)
	}, status: solver.Optimal, objective: 9, rowDual: []float64{1.5, 0.5}},
	{name: "equality and offset", build: func(p *solver.Problem) {
		p.Offset = 100
		cols(p, 0, inf, 1, 2, 4)
		row(p, 10, 10, 0, 1, 1, 1, 2, 1)
		row(p, -inf, 4, 0, 1)
	}, status: solver.Optimal, objective: 116, rowDual: []float64{2, -1}},
	{name: "range row at its lower end", build: func(p *solver.Problem) {
		cols(p, 0, 10, 1, 1)
		row(p, 3, 7, 0, 1, 1, 2)
	}, status: solver.Optimal, objective: 1.5, rowDual: []float64{0.5}},
	{name: "range row at its upper end", build: func(p *solver.Problem) {
		cols(p, 0, 10, -1, -1)
		row(p, 3, 7, 0, 1, 1, 2)
	}, status: solver.Optimal, objective: -7, rowDual: []float64{-1}},
	{name: "free column", build: func(p *solver.Problem) {
		cols(p, -inf, inf, 1, 0)
		row(p, -4, inf, 0, 1, 1, 1)
		row(p, -inf, 3, 1, 1)
	}, status: solver.Optimal, objective: -7, rowDual: []float64{1, -1}},
	{name: "fixed column", build: func(p *solver.Problem) {
		cols(p, 2, 2, 5)
		cols(p, 0, inf, 1)
		row(p, 6, inf, 0, 1, 1, 1)
	}, status: solver.Optimal, objective: 14, rowDual: []float64{1}},
	{name: "negative bounds", build: func(p *solver.Problem) {
		cols(p, -5, -1, 1, -1)
		row(p, -4, inf, 0, 1, 1, 1)
	}, status: solver.Optimal, objective: -2},
	{name: "degenerate corner", needs: redundant, build: func(p *solver.Problem) {
		cols(p, 0, inf, -1, -1)
		row(p, -inf, 2, 0, 1)
		row(p, -inf, 2, 1, 1)
		row(p, -inf, 4, 0, 1, 1, 1)
		row(p, -inf, 6, 0, 1, 1, 2)
	}, status: solver.Optimal, objective: -4},
	{name: "cycling example of Beale", build: func(p *solver.Problem) {
		cols(p, 0, inf, -0.75, 20, -0.5, 6)
		row(p, -inf, 0, 0, 0.25, 1, -8, 2, -1, 3, 9)
		row(p, -inf, 0, 0, 0.5, 1, -12, 2, -0.5, 3, 3)
		row(p, -inf, 1, 2, 1)
	}, status: solver.Optimal, objective: -1.25},
	{name: "redundant equality", needs: redundant, build: func(p *solver.Problem) {
		cols(p, 0, inf, 1, 2)
		row(p, 3, 3, 0, 1, 1, 1)
		row(p, 6, 6, 0, 2, 1, 2)
	}, status: solver.Optimal, objective: 3},
	{name: "empty row that holds", needs: redundant, build: func(p *solver.Problem) {
		cols(p, 0, inf, 1)
		row(p, -1, 1)
		row(p, 2, inf, 0, 1)
		row(p, 0, 0)
	}, status: solver.Optimal, objective: 2, rowDual: []float64{0, 1, 0}},
	{name: "empty row that fails", needs: redundant, build: func(p *solver.Problem) {
		cols(p, 0, inf, 1)
		row(p, 1, inf)
		row(p, 2, inf, 0, 1)
	}, status: solver.Infeasible},
	{name: "no rows", needs: redundant, build: func(p *solver.Problem) { cols(p, 2, 3, 1, -1) },
		status: solver.Optimal, objective: -1},
	{name: "no rows, unbounded", needs: redundant, build: func(p *solver.Problem) { cols(p, 2, inf, 1, -1) },
		status: solver.Unbounded},
	{name: "no columns", build: func(p *solver.Problem) { p.Offset = 7; row(p, -1, 0) },
		status: solver.Optimal, objective: 7},
	{name: "no columns, infeasible", build: func(p *solver.Problem) { row(p, 0, 1); row(p, -3, -2) },
		status: solver.Infeasible},
	{name: "nothing at all", build: func(*solver.Problem) {}, status: solver.Optimal},
	{name: "infeasible", build: func(p *solver.Problem) {
		cols(p, 0, inf, 1, 1)
		row(p, -inf, 1, 0, 1, 1, 1)
		row(p, 2, inf, 0, 1, 1, 1)
	}, status: solver.Infeasible},
	{name: "infeasible with a cost that is unbounded", build: func(p *solver.Problem) {
		cols(p, 0, inf, -1, -1)
		row(p, 1, inf, 0, 1, 1, -1)
		row(p, 1, inf, 0, -1, 1, 1)
	}, status: solver.Infeasible},
	{name: "unbounded", build: func(p *solver.Problem) {
		cols(p, 0, inf, -1, 0)
		row(p, -inf, 1, 0, 1, 1, -1)
	}, status: solver.Unbounded},
	{name: "crossing bounds of a column", needs: redundant, build: func(p *solver.Problem) {
		cols(p, 3, 2, 1)
		row(p, 0, 9, 0, 1)
	}, status: solver.Infeasible},
	{name: "crossing bounds of a row", needs: redundant, build: func(p *solver.Problem) {
		cols(p, 0, 9, 1)
		row(p, 3, 2, 0, 1)
	}, status: solver.Infeasible},
	{name: "no cost", build: func(p *solver.Problem) {
		cols(p, 0, 4, 0, 0)
		row(p, 2, 3, 0, 1, 1, 1)
	}, status: solver.Optimal},
	{name: "transport, 2 by 3", needs: redundant, build: func(p *solver.Problem) {
		cols(p, 0, inf, 8, 6, 10, 9, 12, 13) // supplies 20 and 30, demands 10, 25, 15
		row(p, -inf, 20, 0, 1, 1, 1, 2, 1)
		row(p, -inf, 30, 3, 1, 4, 1, 5, 1)
		row(p, 10, inf, 0, 1, 3, 1)
		row(p, 25, inf, 1, 1, 4, 1)
		row(p, 15, inf, 2, 1, 5, 1)
	}, status: solver.Optimal, objective: 465},

	{name: "knapsack", needs: whole, build: func(p *solver.Problem) {
		for _, v := range []float64{10, 13, 18, 31, 7, 15} { // weights 2, 3, 4, 5, 1, 4; room 10
			p.AddCol(-v, 0, 1, true)
		}
		row(p, -inf, 10, 0, 2, 1, 3, 2, 4, 3, 5, 4, 1, 5, 4)
	}, status: solver.Optimal, objective: -56},
	{name: "whole and continuous", needs: whole, build: func(p *solver.Problem) {
		p.AddCol(-5, 0, inf, true)
		p.AddCol(-4, 0, inf, false)
		row(p, -inf, 23, 0, 6, 1, 4)
		row(p, -inf, 6, 0, 1, 1, 2)
	}, status: solver.Optimal, objective: -20},
	{name: "whole, no rows", needs: whole, build: func(p *solver.Problem) {
		p.AddCol(1, 2.5, inf, true)
		p.AddCol(-1, -inf, 2.5, true)
	}, status: solver.Optimal, objective: 1},
	{name: "no whole number between the bounds", needs: whole, build: func(p *solver.Problem) {
		p.AddCol(1, 0.2, 0.8, true)
		row(p, -inf, 5, 0, 1)
	}, status: solver.Infeasible},
	{name: "parity", needs: whole, build: func(p *solver.Problem) {
		p.AddCol(1, 0, 10, true)
		p.AddCol(1, 0, 10, true)
		row(p, 3, 3, 0, 2, 1, 4)
	}, status: solver.Infeasible},
	{name: "parity, unbounded box, unbounded cost", needs: whole, build: func(p *solver.Problem) {
		p.AddCol(-1, 0, inf, true)
		p.AddCol(1, 0, inf, true)
		p.AddCol(-1, 0, inf, false)
		row(p, 0.5, 0.5, 0, 1, 1, -1)
	}, status: solver.Infeasible},
	{name: "whole, unbounded", needs: whole, build: func(p *solver.Problem) {
		p.AddCol(-1, 0, inf, true)
		p.AddCol(0, 0, inf, true)
		row(p, 0, 0, 0, 1, 1, -1)
	}, status: solver.Unbounded},
	{name: "six of seven, with relief", needs: whole, build: func(p *solver.Problem) {
		// x_k >= 10 (1 - 0.15 y_k), at most one y; x_k has 6 + k and each unit costs k+1.
		for k := range 7 {
			p.AddCol(float64(k+1), 0, inf, false)
		}
		for range 7 {
			p.AddCol(0, 0, 1, true)
		}
		for k := range 7 {
			row(p, 10-6-float64(k), inf, float64(k), 1, float64(7+k), 1.5)
		}
		row(p, -inf, 1, 7, 1, 8, 1, 9, 1, 10, 1, 11, 1, 12, 1, 13, 1)
	}, status: solver.Optimal, objective: 15.5}, // 4+6+6+4, and relief saves 1.5*3 at the third
	{name: "assignment, 3 by 3", needs: whole, build: func(p *solver.Problem) {
		for _, c := range []float64{4, 1, 3, 2, 0, 5, 3, 2, 2} {
			p.AddCol(c, 0, 1, true)
		}
		for i := range 3 {
			k := float64(3 * i)
			row(p, 1, 1, k, 1, k+1, 1, k+2, 1)
			k = float64(i)
			row(p, 1, 1, k, 1, k+3, 1, k+6, 1)
		}
	}, status: solver.Optimal, objective: 5},
}

func (s *suite) known(t *testing.T) {
	for _, c := range knownCases {
		for _, noPresolve := range []bool{false, true} {
			name := c.name
			if noPresolve {
				name += ", no presolve"
			}
			t.Run(name, func(t *testing.T) {
				if c.needs != nil && !c.needs(&s.Abilities) {
					t.Skip("not among the backend's abilities")
				}
				p := &solver.Problem{}
				c.build(p)
				r := s.solve(t, s.session(t, p), &solver.Settings{NoPresolve: noPresolve})
				s.check(t, p, r, c.status, c.objective)
				if s.Duals && c.rowDual != nil {
					require.InDeltaSlice(t, c.rowDual, r.RowDual, s.Tolerance)
				}
			})
		}
	}
}

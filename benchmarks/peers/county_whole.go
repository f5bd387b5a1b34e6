package main

import (
	"math"
	"slices"

	strong "github.com/eduparity/eduparity/solver/whole"
)

// A wholeCounty is P5, or P1 or P2 in whole units, as a mixed-integer problem with limits on the CVs:
// levels in thresholds, money in million yuan, everything else in units.
//
//	columns  by indicator: mean T; stocks x, whole where their units are, and levels t; purchases or
//	         hires; moves by arc; excuses y
//	rows     threshold pupils t = x;  T = sum w t;  x - bought or hired - in + out = stock
//	         sum of moves out <= share of the stock, rounded down
//	         t + (top - low) y >= top, sum of y in a section <= 1 (P5)
//	         money <= budget (P2)
//
// Moves and hires are whole by themselves where stocks are: the rows of a kind are a network.
type wholeCounty struct {
	*county
	rules     countyRules
	problem   strong.Problem
	add, move [][]int32 // columns by indicator: of purchases or hires by section, nil: none; of moves by arc
	excuses   [][]int32 // columns by section
	money     []int32   // columns that cost
}

// newWholeCounty builds the problem. Limits on the CVs are those of the rules, +Inf where they have none.
func newWholeCounty(c *county, r countyRules) *wholeCounty {
	w := &wholeCounty{county: c, rules: r, excuses: make([][]int32, c.N)}
	w.problem.Linear.Whole = []bool{}
	for k := range c.Indicators {
		w.indicator(k)
	}
	if r.pass {
		for _, y := range w.excuses {
			if len(y) > 1 {
				w.problem.Links = append(w.problem.Links, w.problem.Linear.AddRow(-inf, 1, y, slices.Repeat([]float64{1}, len(y))))
			}
		}
	}
	if r.budget != nil {
		cost := make([]float64, len(w.money))
		for n, j := range w.money {
			cost[n] = w.problem.Linear.Cost[j]
		}
		w.problem.Links = append(w.problem.Links, w.problem.Linear.AddRow(-inf, *r.budget, w.money, cost))
	}
	return w
}

// limit is the limit on the CV of indicator k.
func (w *wholeCounty) limit(k int) float64 {
	limit := inf
	if w.rules.ratioCap > 0 {
		limit = w.rules.ratioCap * w.Indicators[k].Limit
	}
	if w.rules.cvCap > 0 {
		limit = min(limit, w.rules.cvCap)
	}
	return limit
}

// costs adds a column that costs and is at least 0.
func (w *wholeCounty) costs(cost float64) int32 {
	j := int32(w.problem.Linear.AddCol(cost, 0, inf, false))
	w.money = append(w.money, j)
	return j
}

// indicator adds the columns and rows of an indicator.
func (w *wholeCounty) indicator(k int) {
	q, lp := w.Indicators[k], &w.problem.Linear
	cone := strong.Cone{Limit: w.limit(k), Mean: int32(lp.AddCol(0, 0, inf, false))}
	if q.Whole {
		cone.MeanStep = 1 / (q.Threshold * sum(w.Pupils))
	}
	mean := sparseRow{index: []int32{cone.Mean}, value: []float64{-1}}
	stock := make([]sparseRow, w.N)
	var add []int32
	for i, pupils := range w.Pupils {
		scale := q.Threshold * pupils
		x, t := int32(lp.AddCol(0, 0, inf, q.Whole)), int32(lp.AddCol(0, 0, inf, false))
		lp.AddRow(0, 0, []int32{t, x}, []float64{scale, -1})
		stock[i].put(x, 1)
		if q.Kind == asset || w.rules.pass {
			add = append(add, w.costs(q.UnitCost/million))
			stock[i].put(add[i], -1)
		}
		weight := pupils / sum(w.Pupils)
		mean.put(t, weight)
		cone.Level, cone.Weight = append(cone.Level, t), append(cone.Weight, weight)
		cone.Before = append(cone.Before, w.Stock[k][i]/scale)
		if q.Whole {
			cone.Step, cone.Base = append(cone.Step, 1/scale), append(cone.Base, 0)
		}
	}
	lp.AddRow(0, 0, mean.index, mean.value)
	var move []int32
	if q.Kind == staff {
		move = w.moves(k, stock)
	}
	for i, r := range stock {
		lp.AddRow(w.Stock[k][i], w.Stock[k][i], r.index, r.value)
	}
	w.add, w.move = append(w.add, add), append(w.move, move)
	w.problem.Cones = append(w.problem.Cones, cone)
	if w.rules.pass {
		for i, t := range cone.Level {
			w.floor(k, i, t)
		}
	}
}

// put adds a column to a row.
func (r *sparseRow) put(col int32, v float64) {
	r.index, r.value = append(r.index, col), append(r.value, v)
}

// moves adds the moves of a kind of staff to the rows of its stock, and the limits on what leaves.
func (w *wholeCounty) moves(k int, stock []sparseRow) []int32 {
	move, out := make([]int32, len(w.Arcs)), make([]sparseRow, w.N)
	for a, cost := range w.moveCosts() {
		e := w.Arcs[a]
		move[a] = w.costs(cost)
		stock[e.from].put(move[a], 1)
		stock[e.to].put(move[a], -1)
		out[e.from].put(move[a], 1)
	}
	for i, r := range out {
		w.problem.Linear.AddRow(-inf, w.mayLeave(k, i, true), r.index, r.value)
	}
	return move
}

// floor adds what a section needs of an indicator: top units, or low where it is the one that is
// excused, both whole where units are, and never less than what stays anyway.
func (w *wholeCounty) floor(k, i int, level int32) {
	q := w.Indicators[k]
	scale := q.Threshold * w.Pupils[i]
	top, low := scale, excuse*scale
	stays := w.Stock[k][i]
	if q.Kind == staff {
		stays -= w.mayLeave(k, i, true)
	}
	if q.Whole {
		top, low = math.Ceil(top-wholeSlack), math.Ceil(low-wholeSlack)
	}
	low = max(low, stays)
	top = max(top, low)
	f := strong.Floor{Cone: k, I: i, Excuse: -1, Top: top / scale, Low: low / scale}
	var r sparseRow
	r.put(level, 1)
	if low < top {
		f.Excuse = int32(w.problem.Linear.AddCol(0, 0, 1, true))
		r.put(f.Excuse, f.Top-f.Low)
		w.excuses[i] = append(w.excuses[i], f.Excuse)
	}
	w.problem.Linear.AddRow(f.Top, inf, r.index, r.value)
	w.problem.Floors = append(w.problem.Floors, f)
}

// plan reads a point back. Units that are whole but for the engine's tolerance become so; judging the
// plan shows it if they were not.
func (w *wholeCounty) plan(x []float64) *solution {
	s := &solution{Buy: map[string][]float64{}, Move: map[string][]move{}}
	if w.rules.pass {
		s.Hire = map[string][]float64{}
	}
	for k, q := range w.Indicators {
		read := func(cols []int32) []float64 {
			v := make([]float64, len(cols))
			for n, j := range cols {
				if v[n] = max(0, x[j]); q.Whole {
					v[n] = math.Round(v[n])
				}
			}
			return v
		}
		switch {
		case q.Kind == asset:
			s.Buy[q.Name] = read(w.add[k])
		default:
			s.Move[q.Name] = moves(read(w.move[k]))
			if w.rules.pass {
				s.Hire[q.Name] = read(w.add[k])
			}
		}
	}
	return s
}

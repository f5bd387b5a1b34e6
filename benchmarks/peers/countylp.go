package main

import (
	"errors"
	"math"

	"github.com/eduparity/eduparity/solver"
	"github.com/eduparity/eduparity/solver/highs"
	"github.com/eduparity/eduparity/solver/outer"
	"github.com/eduparity/eduparity/solver/parametric"
)

// A countyLP is P1 or P2 as a linear problem in a session: levels in thresholds, money in million
// yuan, moves in persons.
//
//	columns  excess (P2); by indicator mean, levels z and squares u; purchases; moves on some arcs
//	rows     z - (in - out, or what is bought) / (threshold pupils) = stock / (threshold pupils)
//	         sum w z = mean, of assets only: moves leave the means of staff as they are
//	         sum of moves out <= share of the stock
//	         sum w u <= (1 + c^2) mean (+ e excess)
//	         money <= budget (P2)
//
// The other arcs are priced, see [countyLP.Price].
type countyLP struct {
	*county
	capRatio float64 // of P1; 0 in P2
	problem  solver.Problem
	rows     []sparseRow
	session  *solver.Session
	loop     *outer.Loop
	ratio    *outer.Ratio // P2

	weight []float64   // of the sections, sum 1
	scale  [][]float64 // levels per unit of stock, by indicator and section
	costs  []float64   // by arc, million yuan a person
	from   [][]int     // arcs by the section where they start

	level, out [][]int // rows by indicator and section; out of staff only
	caps       []int   // rows by indicator
	average    []int   // rows by indicator, of assets; -1
	money      int     // row of P2, -1 in P1
	buy        [][]int // columns by indicator and section, of assets
	move       [][]int // columns by indicator and arc, of staff; -1: priced
	squares    []*outer.Squares
}

// A sparseRow is a row that columns are still being added to.
type sparseRow struct {
	lower, upper float64
	index        []int32
	value        []float64
}

var inf = math.Inf(1)

// newCountyLP builds P1 with CVs at most capRatio times their limits or, where that is 0, P2, around the
// optimum of a relaxation by indicator. Without one (nil) tangents are seeded about the mean and all
// arcs are there. The caller closes the session.
func newCountyLP(c *county, capRatio float64, relaxed []*parametric.Balance) (*countyLP, error) {
	p := &countyLP{county: c, costs: c.moveCosts(), from: make([][]int, c.N), money: -1, capRatio: capRatio}
	for a, e := range c.Arcs {
		p.from[e.from] = append(p.from[e.from], a)
	}
	total := sum(c.Pupils)
	for _, q := range c.Pupils {
		p.weight = append(p.weight, q/total)
	}
	if capRatio == 0 {
		p.ratio = &outer.Ratio{Theta: int32(p.problem.AddCol(1, -inf, inf, false))}
		p.money = p.row(-inf, c.Budget/million)
	}
	var oracles []outer.Oracle
	for k, q := range c.Indicators {
		var balance *parametric.Balance
		if relaxed != nil {
			balance = relaxed[k]
		}
		oracles = append(oracles, p.indicator(k, q, balance))
	}
	for k, q := range c.Indicators {
		if q.Kind == staff {
			p.moves(k, relaxed)
		}
	}
	for _, r := range p.rows {
		p.problem.AddRow(r.lower, r.upper, r.index, r.value)
	}
	p.rows = nil
	backend, err := highs.Open()
	if err != nil {
		return nil, err
	}
	if p.session, err = solver.NewSession(backend, &p.problem); err != nil {
		return nil, errors.Join(err, backend.Close())
	}
	if p.loop, err = outer.New(p.session, oracles...); err != nil {
		return nil, errors.Join(err, p.session.Close())
	}
	return p, nil
}

// row appends an empty row.
func (p *countyLP) row(lower, upper float64) int {
	p.rows = append(p.rows, sparseRow{lower: lower, upper: upper})
	return len(p.rows) - 1
}

// put adds a column to a row.
func (p *countyLP) put(row, col int, v float64) {
	r := &p.rows[row]
	r.index, r.value = append(r.index, int32(col)), append(r.value, v)
}

// indicator adds levels, squares, mean and purchases of an indicator.
func (p *countyLP) indicator(k int, q indicator, relaxed *parametric.Balance) *outer.Squares {
	scale, level, buy := make([]float64, p.N), make([]int, p.N), make([]int, p.N)
	out, move := make([]int, p.N), make([]int, len(p.Arcs))
	s := &outer.Squares{Weight: p.weight, At: p.levelsOf(relaxed), Factors: outer.Around(), Sides: 1}
	if relaxed == nil {
		s.Factors = blind
	}
	before := 0.0
	for i, pupils := range p.Pupils {
		scale[i] = 1 / (q.Threshold * pupils)
		before += p.weight[i] * scale[i] * p.Stock[k][i]
	}
	// Purchases only add to a mean, and moves keep it.
	most, average := before, -1
	if q.Kind == asset {
		most, average = inf, p.row(0, 0)
	}
	mean := p.problem.AddCol(0, before, most, false)
	s.Mean = int32(mean)
	limit := p.row(-inf, 0)
	if average >= 0 {
		p.put(average, mean, -1)
	}
	for i := range p.Pupils {
		z, u := p.problem.AddCol(0, 0, inf, false), p.problem.AddCol(0, 0, inf, false)
		s.Level, s.Square = append(s.Level, int32(z)), append(s.Square, int32(u))
		level[i] = p.row(scale[i]*p.Stock[k][i], scale[i]*p.Stock[k][i])
		p.put(level[i], z, 1)
		p.put(limit, u, p.weight[i])
		if q.Kind == staff {
			out[i] = p.row(-inf, p.most(k, i))
			continue
		}
		p.put(average, z, p.weight[i])
		buy[i] = p.problem.AddCol(p.price(), 0, inf, false) // of a million yuan
		p.put(level[i], buy[i], -scale[i]*million/q.UnitCost)
		if p.money >= 0 {
			p.put(p.money, buy[i], 1)
		}
	}
	if p.ratio != nil {
		s.Allowed = p.ratio.Allowed(k)
		p.put(limit, mean, -1)
		p.put(limit, int(p.ratio.Theta), -1)
		p.ratio.Quotients = append(p.ratio.Quotients, outer.Quotient{
			Row: limit, Mean: s.Mean, Base: 1, Limit: q.Limit, Oracle: k, Sum: s.Sum,
		})
		p.ratio.Means = append(p.ratio.Means, before)
	} else {
		most := 1 + p.capRatio*q.Limit*p.capRatio*q.Limit
		s.Allowed = func(x []float64) float64 { return most * x[mean] }
		p.put(limit, mean, -most)
	}
	p.scale, p.level, p.buy = append(p.scale, scale), append(p.level, level), append(p.buy, buy)
	p.average = append(p.average, average)
	p.out, p.move = append(p.out, out), append(p.move, move)
	p.caps, p.squares = append(p.caps, limit), append(p.squares, s)
	return s
}

// blind are multiples of the mean to seed at where nothing is known.
var blind = []float64{0.7, 1, 1.4}

// most is how many of a kind may leave a section.
func (p *countyLP) most(k, i int) float64 { return p.OutShare * p.Stock[k][i] }

// price is what a million yuan costs in the objective.
func (p *countyLP) price() float64 {
	if p.money >= 0 {
		return 0
	}
	return 1
}

// moves adds the columns of a kind on the arcs that are there from the start.
func (p *countyLP) moves(k int, relaxed []*parametric.Balance) {
	var likely []bool
	if relaxed != nil {
		likely = p.likelyArcs(relaxed[k])
	}
	for a := range p.Arcs {
		p.move[k][a] = -1
		if likely != nil && !likely[a] {
			continue
		}
		p.move[k][a] = p.problem.AddCol(p.price()*p.costs[a], 0, inf, false)
		index, value := p.entries(k, a)
		for n, row := range index {
			p.put(int(row), p.move[k][a], value[n])
		}
	}
}

// entries are those of a move in the rows.
func (p *countyLP) entries(k, a int) (index []int32, value []float64) {
	e := p.Arcs[a]
	index, value = append(index, int32(p.out[k][e.from])), append(value, 1)
	if p.money >= 0 {
		index, value = append(index, int32(p.money)), append(value, p.costs[a])
	}
	for _, l := range p.counted(k) {
		index = append(index, int32(p.level[l][e.from]), int32(p.level[l][e.to]))
		value = append(value, p.scale[l][e.from], -p.scale[l][e.to])
	}
	return index, value
}

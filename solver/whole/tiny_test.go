package whole_test

import (
	"math"

	"github.com/eduparity/eduparity/solver"
	"github.com/eduparity/eduparity/solver/whole"
)

// inf is no limit.
var inf = math.Inf(1)

// A tiny is a county of so few sections and people that all its whole plans can be enumerated.
type tiny struct {
	pupils []float64
	stocks []tinyStock
	shared []tinyShared
	rule   int     // most excuses of a section; as many as there are stocks or more: no rule
	budget float64 // of purchases; +Inf: none
	least  float64 // that must be spent on them
	offset float64 // of the costs

	priced     bool // the rule and the budget are links
	wholeFlows bool // columns of flows are marked whole
	meanGrids  bool // the solver is told of the grids of means
	before     bool // and of the levels that nothing done leaves
}

// A tinyStock is a kind of people or things under one limit.
type tinyStock struct {
	threshold float64 // units that a pupil has at level 1
	have      []int
	limit     float64
	arcs      []tinyArc
	leave     []int     // most that may leave a section
	price     []float64 // of one unit bought
	buys      []int     // most that may be bought
	share     float64   // of the threshold that an excuse leaves; 0: no floors
	divisible bool      // counts need not be whole
	blind     bool      // the solver is not told of the grids of levels
	bare      bool      // a stock without a limit has no cone
}

type tinyArc struct {
	from, to int
	cost     float64
}

// A tinyShared is a purchase in one section that adds quarters of a unit to two stocks.
type tinyShared struct {
	section, a, b int
	quarters      int // of a unit to a; the rest of one to b
	price         float64
	most          int
}

// quarters is the unit of the counts of stock k in section i, in quarters of a unit.
func (c *tiny) quarters(k, i int) int {
	unit := 4
	for _, s := range c.shared {
		if s.section == i && (s.a == k || s.b == k) {
			for s.quarters%unit != 0 {
				unit /= 2
			}
		}
	}
	return unit
}

// norm is how many units make a level of 1.
func (c *tiny) norm(k, i int) float64 { return c.stocks[k].threshold * c.pupils[i] }

// weights are the shares of the sections in all pupils.
func (c *tiny) weights() []float64 {
	total := 0.0
	for _, p := range c.pupils {
		total += p
	}
	w := make([]float64, len(c.pupils))
	for i, p := range c.pupils {
		w[i] = p / total
	}
	return w
}

// floor is from where on stock k needs no excuse in section i, and with one, in quarters of a unit.
func (c *tiny) floor(k, i int) (top, low int) {
	s := &c.stocks[k]
	if s.share == 0 {
		return 0, 0
	}
	unit := float64(c.quarters(k, i))
	up := func(v float64) int { return int(unit * math.Ceil(4*v/unit-1e-9)) }
	stays := 4 * (s.have[i] - s.leave[i])
	low = max(up(s.share*c.norm(k, i)), stays)
	return max(up(c.norm(k, i)), low), low
}

// problem is the county as a problem.
func (c *tiny) problem() *whole.Problem {
	p := &whole.Problem{}
	lp := &p.Linear
	lp.Whole, lp.Offset = []bool{}, c.offset
	n, w := len(c.pupils), c.weights()
	var spent, rule tinyRow
	rules := make([]tinyRow, n)
	joint := make([]int32, len(c.shared))
	for e, s := range c.shared {
		joint[e] = int32(lp.AddCol(s.price, 0, float64(s.most), true))
		spent.add(joint[e], s.price)
	}
	for k := range c.stocks {
		s, at := &c.stocks[k], len(p.Cones)
		if s.bare && math.IsInf(s.limit, 1) {
			at = -1
		}
		cone := whole.Cone{Limit: s.limit, Weight: w, Mean: int32(lp.AddCol(0, 0, inf, false))}
		var mean tinyRow
		mean.add(cone.Mean, -1)
		stays, leaves := make([]tinyRow, n), make([]tinyRow, n)
		grid := 4
		for i := range n {
			norm := c.norm(k, i)
			count := int32(lp.AddCol(0, 0, inf, !s.divisible)) // without shared purchases
			level := int32(lp.AddCol(0, 0, inf, false))
			var row tinyRow
			row.add(level, norm)
			row.add(count, -1)
			for e, b := range c.shared {
				if b.section == i {
					row.add(joint[e], -float64(b.toStock(k))/4)
				}
			}
			row.put(lp, 0, 0)
			stays[i].add(count, 1)
			if s.buys[i] > 0 {
				buy := int32(lp.AddCol(s.price[i], 0, float64(s.buys[i]), c.wholeFlows && !s.divisible))
				stays[i].add(buy, -1)
				spent.add(buy, s.price[i])
			}
			mean.add(level, w[i])
			cone.Level = append(cone.Level, level)
			unit := c.quarters(k, i)
			grid = min(grid, unit)
			if !s.divisible && !s.blind {
				cone.Step, cone.Base = append(cone.Step, float64(unit)/4/norm), append(cone.Base, 0)
			}
			if c.before {
				cone.Before = append(cone.Before, float64(s.have[i])/norm)
			}
		}
		mean.put(lp, 0, 0)
		if c.meanGrids && !s.divisible {
			cone.MeanStep = float64(grid) / 4 * w[0] / c.norm(k, 0)
		}
		for _, a := range s.arcs {
			flow := int32(lp.AddCol(a.cost, 0, inf, c.wholeFlows && !s.divisible))
			stays[a.from].add(flow, 1)
			stays[a.to].add(flow, -1)
			leaves[a.from].add(flow, 1)
		}
		for i := range n {
			stays[i].put(lp, float64(s.have[i]), float64(s.have[i]))
			leaves[i].put(lp, -inf, float64(s.leave[i]))
			if s.share == 0 {
				continue
			}
			top, low := c.floor(k, i)
			f := whole.Floor{Cone: at, I: i, Excuse: -1, Top: float64(top) / 4 / c.norm(k, i), Low: float64(low) / 4 / c.norm(k, i)}
			var row tinyRow
			row.add(cone.Level[i], 1)
			if low < top {
				f.Excuse = int32(lp.AddCol(0, 0, 1, true))
				row.add(f.Excuse, f.Top-f.Low)
				rules[i].add(f.Excuse, 1)
			}
			row.put(lp, f.Top, inf)
			p.Floors = append(p.Floors, f)
		}
		if at >= 0 {
			p.Cones = append(p.Cones, cone)
		}
	}
	for _, rule = range rules {
		if len(rule.index) > c.rule {
			c.link(p, rule.put(lp, -inf, float64(c.rule)))
		}
	}
	if c.least > 0 || !math.IsInf(c.budget, 1) {
		c.link(p, spent.put(lp, c.least, c.budget))
	}
	return p
}

// link names a row as a link if the county has any.
func (c *tiny) link(p *whole.Problem, row int) {
	if c.priced {
		p.Links = append(p.Links, row)
	}
}

// toStock is how many quarters of a unit one shared purchase adds to stock k.
func (s *tinyShared) toStock(k int) int {
	switch k {
	case s.a:
		return s.quarters
	case s.b:
		return 4 - s.quarters
	}
	return 0
}

// A tinyRow is a row in the making.
type tinyRow struct {
	index []int32
	value []float64
}

func (r *tinyRow) add(col int32, v float64) {
	if v != 0 {
		r.index, r.value = append(r.index, col), append(r.value, v)
	}
}

func (r *tinyRow) put(lp *solver.Problem, lower, upper float64) int {
	return lp.AddRow(lower, upper, r.index, r.value)
}

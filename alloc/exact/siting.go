package exact

import (
	"math"
	"slices"

	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/solver/assignment"
)

// A siting is what a problem may do at its sites, in the form of package assignment: a site that may open or
// close is open or not, classes more are units.
//
// Of a site that may close, being open costs what closing would have cost, with the opposite sign, and all
// closings together are a constant of every cost: so that the cost of a plan is that of what it does.
type siting struct {
	open, shut []*plan.Action // by area: opening it, closing it; nil: it may not
	units      []plan.Action  // by unit of the assignment: one class more
	all        float64        // cost of closing whatever may close
}

// compileSites writes what may be done at sites. A school that draws its pupils by lot with others stays as it
// is; such problems are decided site by site: see [decider].
func (c *catchment) compileSites() {
	if !c.p.HasLever(plan.Siting) {
		return
	}
	c.works = &siting{open: make([]*plan.Action, len(c.areas)), shut: make([]*plan.Action, len(c.areas))}
	for j := range c.areas {
		if a := &c.areas[j]; len(a.sites) == 1 {
			c.compileSite(j, &c.pl.Stages[a.stage].Sites[a.sites[0]])
		}
	}
	if len(c.p.County.Candidates) > 0 { // no CV matters: see decides
		c.ratios, c.base.Ratios = nil, nil
	}
	c.openSites()
	c.siteMoney()
	for r := range c.base.Rows {
		if row := &c.base.Rows[r]; row.Units != nil {
			row.Units = append(row.Units, make([]float64, len(c.base.Units)-len(row.Units))...)
		}
	}
}

// siteAction is an action at a site with its cost.
func (c *catchment) siteAction(kind plan.ActionKind, site *plan.Site, quantity float64, unit string) plan.Action {
	a := plan.Action{Year: c.r.Year, Lever: plan.Siting, Kind: kind, School: site.School, Stage: site.Stage, Quantity: quantity, Unit: unit}
	c.r.WriteSiteCost(&a)
	return a
}

// lockedTo is how much of an action locks ask for at least and allow at most.
func (c *catchment) lockedTo(a *plan.Action, most float64) (least, upTo float64) {
	upTo = most
	for _, l := range c.p.Locks {
		if !l.Matches(a.Key()) {
			continue
		}
		switch {
		case l.Forbid:
			upTo = 0
		case l.Fix != nil:
			least, upTo = max(least, *l.Fix), min(upTo, *l.Fix)
		case l.Keep != nil:
			least = max(least, *l.Keep)
		}
	}
	return least, upTo
}

// compileSite writes what may be done at one site.
func (c *catchment) compileSite(j int, site *plan.Site) {
	at := &c.base.Sites[j]
	switch {
	case site.Open >= 0:
		a := c.siteAction(plan.Open, site, site.Seats, plan.UnitSeat)
		c.works.open[j] = &a
		switch least, most := c.lockedTo(&a, site.Seats); {
		case most < site.Seats:
			at.Open = assignment.Never
		case least > 0:
			at.Open = assignment.Always
		default:
			at.Open = assignment.Maybe
		}
	case site.Close >= 0 && c.r.Leavable(site.Section):
		a := c.siteAction(plan.Close, site, 1, plan.UnitSection)
		c.works.shut[j] = &a
		c.works.all += a.Cost
		switch least, most := c.lockedTo(&a, 1); {
		case most < 1:
			at.Open = assignment.Always
		case least > 0:
			at.Open = assignment.Never
		default:
			at.Open = assignment.Maybe
		}
		c.lockedMerger(j, site)
	}
	if site.Extend >= 0 {
		c.compileUnit(j, site)
	}
}

// lockedMerger closes a section that a lock wants merged into another, and sends its pupils there.
func (c *catchment) lockedMerger(j int, site *plan.Site) {
	stage := c.areas[j].stage
	for to := c.first[stage]; to < c.first[stage+1]; to++ {
		if to == j || len(c.areas[to].sites) > 1 {
			continue
		}
		into := &c.pl.Stages[stage].Sites[c.areas[to].sites[0]]
		a := c.merger(site.School, into.School, site.Stage)
		if least, _ := c.lockedTo(&a, 1); least == 0 {
			continue
		}
		c.base.Sites[j].Open = assignment.Never
		if c.base.Lock == nil {
			c.base.Lock = make([]int32, len(c.pieces))
			for b := range c.base.Lock {
				c.base.Lock[b] = -1
			}
		}
		for b, at := range c.pieces {
			if at.stage == stage && c.pl.Stages[stage].Today[at.piece] == c.areas[j].sites[0] {
				c.base.Lock[b] = int32(to)
			}
		}
	}
}

// merger is the action of merging a section into another.
func (c *catchment) merger(from, to, stage string) plan.Action {
	a := plan.Action{Year: c.r.Year, Lever: plan.Siting, Kind: plan.Merge, From: from, To: to, Stage: stage, Quantity: 1, Unit: plan.UnitSection}
	c.r.WriteSiteCost(&a)
	return a
}

// compileUnit writes the classes by which a section may grow. What it may take then is the least of several
// lines in the number of classes, by seats, class size and size of school, what it must take the greatest: the
// first line is the unit's, others are rows.
func (c *catchment) compileUnit(j int, site *plan.Site) {
	x := &c.p.County.Candidates[site.Extend]
	least, most := make([]float64, x.MaxExtraClasses+1), make([]float64, x.MaxExtraClasses+1)
	for n := range least {
		seats, classes := c.r.SeatsWith(site, n)
		least[n], most[n] = c.r.Loads(site, seats, classes)
	}
	if len(most) < 2 || !(most[1] > most[0]) { // room is no more with classes more
		return
	}
	a := c.siteAction(plan.Extend, site, 1, plan.UnitClass)
	low, high := c.lockedTo(&a, float64(x.MaxExtraClasses))
	e := len(c.base.Units)
	c.base.Units = append(c.base.Units, assignment.Unit{Site: j, Cap: most[1] - most[0], Max: int(math.Floor(high))})
	c.works.units = append(c.works.units, a)
	if low > 0 {
		row := assignment.Row{Lower: low, Upper: inf, Units: make([]float64, e+1)}
		row.Units[e] = 1
		c.base.Rows = append(c.base.Rows, row)
	}
	for n := 1; n+1 < len(most); n++ {
		if slope := most[n+1] - most[n]; slope < (most[n]-most[n-1])*(1-margin) {
			c.line(j, e, -inf, most[n]-slope*float64(n), -slope)
		}
	}
	if slope := least[1] - least[0]; slope > 0 {
		c.line(j, e, least[0], inf, -slope)
	}
}

// line limits the load of a site and a multiple of a unit. A lower limit holds while the site is open.
func (c *catchment) line(j, e int, lower, upper, units float64) {
	row := assignment.Row{Lower: lower, Upper: upper, Units: make([]float64, e+1)}
	row.Units[e] = units
	for b := range c.pieces {
		if c.pieces[b].stage == c.areas[j].stage {
			row.Pair, row.Value = append(row.Pair, int32(b*len(c.areas)+j)), append(row.Value, c.base.Size[b])
		}
	}
	if lower > 0 && c.base.Sites[j].Open == assignment.Maybe {
		row.Lower, row.Open = 0, make([]float64, len(c.areas))
		row.Open[j] = -lower
	}
	c.base.Rows = append(c.base.Rows, row)
}

// openSites writes the limits on how many sites open.
func (c *catchment) openSites() {
	for _, l := range c.p.LimitsOn(plan.LimitOpenSites) {
		row := assignment.Row{Lower: -inf, Upper: inf, Open: make([]float64, len(c.areas))}
		for j := range c.areas {
			if c.works.open[j] != nil && c.r.SiteInScope(l.Scope, &c.pl.Stages[c.areas[j].stage].Sites[c.areas[j].sites[0]]) {
				row.Open[j] = 1
			}
		}
		if l.Min != nil {
			row.Lower = *l.Min
		}
		if l.Max != nil {
			row.Upper = *l.Max
		}
		c.base.Rows = append(c.base.Rows, row)
	}
}

// siteCosts makes an assignment minimise money: what is done at sites and who boards.
func (c *catchment) siteCosts(p *assignment.Problem) {
	p.Sites, p.Units = slices.Clone(p.Sites), slices.Clone(p.Units)
	for j := range p.Sites {
		p.Sites[j].Fixed = 0
		if a := c.works.open[j]; a != nil {
			p.Sites[j].Fixed = a.Cost
		}
		if a := c.works.shut[j]; a != nil {
			p.Sites[j].Fixed = -a.Cost
		}
	}
	for e := range p.Units {
		p.Units[e].Cost = c.works.units[e].Cost
	}
}

// holdCost keeps money at a value while later goals are minimised.
func (c *catchment) holdCost(row *assignment.Row) {
	row.Upper -= c.works.all
	row.Open, row.Units = make([]float64, len(c.areas)), make([]float64, len(c.base.Units))
	for j := range c.areas {
		if a := c.works.open[j]; a != nil {
			row.Open[j] = a.Cost
		}
		if a := c.works.shut[j]; a != nil {
			row.Open[j] = -a.Cost
		}
	}
	for e := range c.works.units {
		row.Units[e] = c.works.units[e].Cost
	}
}

// within settles what a limit on money leaves no choice about: units that cost too much are none, sites that do
// stay as they are. The engine is told so, for a row alone leaves it parts of units.
func (c *catchment) within(p *assignment.Problem, row *assignment.Row) {
	p.Sites, p.Units = slices.Clone(p.Sites), slices.Clone(p.Units)
	least := 0.0
	for j, v := range row.Open {
		switch p.Sites[j].Open {
		case assignment.Always:
			least += v
		case assignment.Maybe:
			least += min(0, v)
		case assignment.Never:
		}
	}
	for e, v := range row.Units {
		least += min(0, v) * float64(p.Units[e].Max)
	}
	left := row.Upper - least
	for j, v := range row.Open {
		if p.Sites[j].Open != assignment.Maybe || math.Abs(v) <= left {
			continue
		}
		if p.Sites[j].Open = assignment.Never; v < 0 {
			p.Sites[j].Open = assignment.Always
		}
	}
	for e, v := range row.Units {
		if v > 0 {
			p.Units[e].Max = max(0, min(p.Units[e].Max, int(left/v)))
		}
	}
}

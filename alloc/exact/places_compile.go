package exact

import (
	"math"
	"slices"

	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/solver/assignment"
)

// compile writes what holds whatever the goal.
func (c *catchment) compile() {
	p := &c.base
	p.Whole = make([]bool, len(c.pieces))
	for b, at := range c.pieces {
		s := &c.pl.Stages[at.stage]
		p.Size = append(p.Size, s.Pupils[at.piece])
		p.Whole[b] = c.r.WholePiece(s, at.piece)
	}
	for j := range c.areas {
		p.Sites = append(p.Sites, c.siteOf(&c.areas[j]))
	}
	for n := range c.pl.Ties {
		p.Rows = append(p.Rows, c.rowOf(&c.pl.Ties[n]))
	}
	if most, ok := c.p.SchoolsPerPiece(); ok {
		p.MaxSites = most
	}
	c.readRatios()
	c.readSeats()
	c.compileSites()
	p.Map = c.mapOf()
}

// siteOf joins the sites of an area: each of them holds its share.
func (c *catchment) siteOf(a *area) assignment.Site {
	site := assignment.Site{Most: inf}
	for n, j := range a.sites {
		s := &c.pl.Stages[a.stage].Sites[j]
		if a.share[n] > 0 {
			site.Least, site.Most = max(site.Least, s.Least/a.share[n]), min(site.Most, s.Most/a.share[n])
		} else if s.Least > 0 {
			site.Least = inf
		}
	}
	if !(site.Least <= site.Most) { // no load will do: the assignment says so, with both in its reason
		site.Least, site.Most = min(site.Least, math.MaxFloat64), max(site.Most, 0)
	}
	return site
}

// rowOf writes a limit that ties pieces together.
func (c *catchment) rowOf(t *plan.Tie) assignment.Row {
	row := assignment.Row{Lower: t.Min, Upper: t.Max}
	m := len(c.areas)
	for b, at := range c.pieces {
		s, weights := &c.pl.Stages[at.stage], t.Stages[at.stage]
		if weights == nil {
			continue
		}
		for j := c.first[at.stage]; j < c.first[at.stage+1]; j++ {
			var sum float64
			for n, site := range c.areas[j].sites {
				sum += c.areas[j].share[n] * weights[at.piece*len(s.Sites)+site]
			}
			if sum != 0 && !math.IsNaN(sum) {
				row.Pair, row.Value = append(row.Pair, int32(b*m+j)), append(row.Value, sum*s.Pupils[at.piece])
			}
		}
	}
	return row
}

// readRatios reads the CVs that depend on the pupils of the sections, with stocks as they are.
func (c *catchment) readRatios() {
	changeable := c.r.Changeable()
	for k := range c.p.Standard.Indicators {
		code := c.p.Standard.Indicators[k].Code
		for s := range c.pl.Stages {
			stage := c.pl.Stages[s].Name
			if !c.p.Selected(code, stage) {
				continue
			}
			r := stageRatio{code: code, stage: stage, limit: 1, goal: slices.Contains(changeable, plan.Target{Indicator: k, Stage: stage})}
			if limit, ok := c.p.CVLimit(code, stage); ok && limit > 0 {
				r.limit = limit
			}
			r.hard, _ = c.p.HardCVLimit(code, stage)
			weight, ok := c.weights(s, c.stockOf(k, s))
			if !ok || (r.hard == 0 && !r.goal) {
				continue
			}
			c.ratios = append(c.ratios, r)
			c.base.Ratios = append(c.base.Ratios, assignment.Ratio{Weight: weight, Limit: r.limit, Most: r.hard, Held: true})
		}
	}
}

// readSeats adds the CVs of seats per pupil, if a goal asks for them.
func (c *catchment) readSeats() {
	if !slices.ContainsFunc(c.p.Goals, func(g plan.Goal) bool { return g.Name == plan.SeatsGoal }) {
		return
	}
	for s := range c.pl.Stages {
		st := &c.pl.Stages[s]
		seats := make([]float64, len(st.Sites))
		for j := range st.Sites {
			seats[j] = st.Sites[j].Seats
		}
		if weight, ok := c.weights(s, seats); ok {
			c.ratios = append(c.ratios, stageRatio{code: seatsCode, stage: st.Name, limit: 1, goal: true})
			c.base.Ratios = append(c.base.Ratios, assignment.Ratio{Weight: weight, Limit: 1, Held: true})
		}
	}
}

// stockOf is the stock of an indicator by site of a stage; 0 where the section does not count.
func (c *catchment) stockOf(k, s int) []float64 {
	st := &c.pl.Stages[s]
	at := make(map[int]int, len(st.Sites))
	for j := range st.Sites {
		at[st.Sites[j].Section] = j
	}
	stock := make([]float64, len(st.Sites))
	for _, row := range c.r.Table.Rows {
		if j, ok := at[row.Section]; ok && row.Stage == st.Name {
			stock[j] = row.Stock[k]
		}
	}
	return stock
}

// weights are those of the ratio of a stock: P (z/Z)^2 by area, of areas that share pupils by lot that over
// the share. It is false where there is nothing of the stock.
func (c *catchment) weights(s int, stock []float64) ([]float64, bool) {
	var pupils, all float64
	for _, n := range c.pl.Stages[s].Pupils {
		pupils += n
	}
	for j, z := range stock {
		if !c.pl.Stages[s].Fillable(j) {
			stock[j] = 0 // nobody may go there: it counts in no plan
			continue
		}
		all += z
	}
	weight := make([]float64, len(c.areas))
	for j := c.first[s]; j < c.first[s+1]; j++ {
		for n, site := range c.areas[j].sites {
			if share := c.areas[j].share[n]; share > 0 {
				weight[j] += pupils * (stock[site] / all) * (stock[site] / all) / share
			}
		}
	}
	return weight, all > 0
}

// mapOf writes which pieces touch, where catchments must hang together. Stages in which they need not are
// free: all their pieces are roots.
func (c *catchment) mapOf() *assignment.Map {
	contiguous := func(s plan.PlaceStage) bool { return s.Contiguous != "" }
	if !slices.ContainsFunc(c.pl.Stages, contiguous) {
		return nil
	}
	m := &assignment.Map{Mode: assignment.Exact, Roots: make([][]int32, len(c.areas)), Distance: make([]float64, len(c.pieces)*len(c.areas))}
	if slices.ContainsFunc(c.pl.Stages, func(s plan.PlaceStage) bool { return s.Contiguous == plan.ByDistance }) {
		m.Mode = assignment.Monotone
	}
	from := int32(0)
	for s := range c.pl.Stages {
		st := &c.pl.Stages[s]
		for n := range st.Pieces {
			m.Start = append(m.Start, int32(len(m.Next)))
			m.Before = append(m.Before, -1)
			if st.Contiguous == "" {
				continue
			}
			for _, o := range st.Neighbours[n] {
				m.Next = append(m.Next, from+o)
			}
			if st.Today[n] >= 0 {
				m.Before[int(from)+n] = int32(c.areaOf(s, st.Today[n]))
			}
		}
		for j := c.first[s]; j < c.first[s+1]; j++ {
			m.Roots[j] = c.rootsOf(s, &c.areas[j], from)
			for n := range st.Pieces {
				var metres float64
				for i, site := range c.areas[j].sites {
					metres += c.areas[j].share[i] * st.Metres[n*len(st.Sites)+site]
				}
				m.Distance[(int(from)+n)*len(c.areas)+j] = metres
			}
		}
		from += int32(len(st.Pieces))
	}
	m.Start = append(m.Start, int32(len(m.Next)))
	return m
}

// rootsOf are the pieces that touch one of the schools of an area.
func (c *catchment) rootsOf(s int, a *area, from int32) []int32 {
	st := &c.pl.Stages[s]
	var roots []int32
	if st.Contiguous == "" {
		for n := range st.Pieces {
			roots = append(roots, from+int32(n))
		}
		return roots
	}
	for _, j := range a.sites {
		for _, b := range st.Roots[j] {
			roots = append(roots, from+b)
		}
	}
	slices.Sort(roots)
	return slices.Compact(roots)
}

// areaOf is the area of a site.
func (c *catchment) areaOf(s, site int) int {
	for j := c.first[s]; j < c.first[s+1]; j++ {
		if slices.Contains(c.areas[j].sites, site) {
			return j
		}
	}
	return -1
}

// overSeats are the pupils without a seat.
func (c *catchment) overSeats() []assignment.Hinge {
	var hinges []assignment.Hinge
	for j := range c.areas {
		for n, site := range c.areas[j].sites {
			if seats := c.pl.Stages[c.areas[j].stage].Sites[site].Seats; c.areas[j].share[n] > 0 && !math.IsNaN(seats) {
				hinges = append(hinges, assignment.Hinge{Site: j, At: seats / c.areas[j].share[n], Slope: c.areas[j].share[n]})
			}
		}
	}
	return hinges
}

// shortfalls are the pupils by which sections fall short of minimums: pupils x max(0, 1 - value/minimum)
// is max(0, pupils - stock/minimum) with the stock fixed.
func (c *catchment) shortfalls() []assignment.Hinge {
	var hinges []assignment.Hinge
	for _, row := range c.r.Table.Rows {
		for s := range c.pl.Stages {
			st := &c.pl.Stages[s]
			j := slices.IndexFunc(st.Sites, func(x plan.Site) bool { return x.Section == row.Section })
			if j < 0 || st.Name != row.Stage {
				continue
			}
			a := c.areaOf(s, j)
			share := c.areas[a].share[slices.Index(c.areas[a].sites, j)]
			for k := range c.p.Standard.Indicators {
				of := &c.p.Standard.Indicators[k]
				minimum := of.Minimum[st.Name]
				if !(minimum > 0) || !c.p.Selected(of.Code, st.Name) || !(share > 0) {
					continue
				}
				hinges = append(hinges, assignment.Hinge{Site: a, At: of.Per * row.Stock[k] / minimum / share, Slope: share})
			}
		}
	}
	return hinges
}

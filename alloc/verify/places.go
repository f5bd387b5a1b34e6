package verify

import (
	"fmt"
	"math"
	"slices"

	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/model/standard"
	"github.com/eduparity/eduparity/solver/assignment"
)

// A placeGround is a problem about catchments laid out as an assignment of pieces to areas, all stages side
// by side, from the rules alone: without the map, which is relaxed, and without a goal.
type placeGround struct {
	*ground
	pl     *plan.Places
	pieces []placePiece
	areas  []placeArea
	ratios []placeRatio
	base   assignment.Problem // costs: 0 where a piece may go, +Inf elsewhere
	narrow float64            // by how many pupils the least that some area must have is above the most it may have
}

// A placePiece is a piece in one stage.
type placePiece struct{ s, b int }

// A placeArea is the sites of a stage that share pupils by lot, or a single one.
type placeArea struct {
	s     int
	sites []int
	share []float64 // of the pupils of the area; 1 in all
}

// A placeRatio is a CV that depends on pupils.
type placeRatio struct {
	code, stage string
	weight      []float64 // by area
	limit       float64   // what it is measured by
	hard        float64   // no plan may be above; 0: any may
	goal        bool      // of dispersion
}

// newPlaceGround lays out a problem about catchments. With ratios false CVs are left out, as where stocks
// change too.
func newPlaceGround(g *ground) (*placeGround, error) {
	pl, err := g.r.Places()
	if err != nil {
		return nil, err
	}
	p := &placeGround{ground: g, pl: pl}
	for s := range pl.Stages {
		st := &pl.Stages[s]
		for b := range st.Pieces {
			p.pieces = append(p.pieces, placePiece{s, b})
			p.base.Size = append(p.base.Size, st.Pupils[b])
		}
		p.layAreas(s)
	}
	for a := range p.areas {
		p.base.Sites = append(p.base.Sites, p.siteOf(&p.areas[a]))
	}
	p.base.Cost = p.table(func(*plan.PlaceStage, int, int) float64 { return 0 })
	for n := range pl.Ties {
		p.base.Rows = append(p.base.Rows, p.tieRow(&pl.Ties[n]))
	}
	p.layRatios()
	return p, nil
}

// layAreas groups the sites of a stage by lots, in the order of the first of each.
func (p *placeGround) layAreas(s int) {
	st := &p.pl.Stages[s]
	done := make([]bool, len(st.Sites))
	for j := range st.Sites {
		if done[j] {
			continue
		}
		a := placeArea{s: s, sites: []int{j}, share: []float64{1}}
		if lot := p.r.LotOf(st, j); len(lot) > 1 {
			var seats tally
			for _, k := range lot {
				seats.put(st.Sites[k].Seats)
			}
			a.sites, a.share = lot, nil
			for _, k := range lot {
				a.share = append(a.share, st.Sites[k].Seats/seats.value())
			}
		}
		for _, k := range a.sites {
			done[k] = true
		}
		p.areas = append(p.areas, a)
	}
}

// metresPerKM is the number of metres in a kilometre.
const metresPerKM = 1000

// siteOf is what an area may take: as much as every one of its sites may by its share, and a little more
// for the rounding of shares.
func (p *placeGround) siteOf(a *placeArea) assignment.Site {
	site := assignment.Site{Most: math.Inf(1)}
	for n, j := range a.sites {
		s := &p.pl.Stages[a.s].Sites[j]
		if a.share[n] > 0 {
			site.Least, site.Most = max(site.Least, s.Least/a.share[n]), min(site.Most, s.Most/a.share[n])
		}
	}
	site.Least -= pupilSlack * max(1, site.Least)
	site.Least, site.Most = max(0, site.Least), site.Most+pupilSlack*max(1, site.Most)
	if site.Least > site.Most {
		p.narrow = max(p.narrow, site.Least-site.Most)
		site.Least = site.Most
	}
	return site
}

// table is what a whole piece costs in each area, from what a pupil does at each site; +Inf where the piece
// may not go.
func (p *placeGround) table(pupil func(st *plan.PlaceStage, b, j int) float64) []float64 {
	out := make([]float64, len(p.pieces)*len(p.areas))
	for n, at := range p.pieces {
		st := &p.pl.Stages[at.s]
		for m := range p.areas {
			a := &p.areas[m]
			k := n*len(p.areas) + m
			if a.s != at.s {
				out[k] = math.Inf(1)
				continue
			}
			var sum float64
			for i, j := range a.sites {
				if !st.Allowed[at.b*len(st.Sites)+j] {
					sum = math.Inf(1)
					break
				}
				sum += a.share[i] * pupil(st, at.b, j)
			}
			out[k] = sum * st.Pupils[at.b]
		}
	}
	return out
}

// row is a sum over pieces within bounds, widened by what a plan may be above them.
func (p *placeGround) row(values []float64, least, most float64) assignment.Row {
	row := assignment.Row{Lower: least - pupilSlack*max(1, math.Abs(least)), Upper: most + pupilSlack*max(1, math.Abs(most))}
	for k, v := range values {
		if v != 0 && !math.IsInf(v, 0) && !math.IsNaN(v) {
			row.Pair, row.Value = append(row.Pair, int32(k)), append(row.Value, v)
		}
	}
	return row
}

// tieRow is a limit that ties pieces together.
func (p *placeGround) tieRow(t *plan.Tie) assignment.Row {
	return p.row(p.table(func(st *plan.PlaceStage, b, j int) float64 {
		for s := range p.pl.Stages {
			if st == &p.pl.Stages[s] && t.Stages[s] != nil {
				if st.Boards[b*len(st.Sites)+j] && t.What == plan.LimitPupilKM {
					return 0
				}
				return t.Stages[s][b*len(st.Sites)+j]
			}
		}
		return 0
	}), t.Min, t.Max)
}

// convex says whether CVs are convex in the pupils, so that something can be proved of them.
func (p *placeGround) convex() bool { return p.r.WhyNotConvex(p.pl) == "" }

// layRatios lays out the CVs of the indicators and of seats per pupil.
func (p *placeGround) layRatios() {
	for k := range p.p.Standard.Indicators {
		of := &p.p.Standard.Indicators[k]
		for s := range p.pl.Stages {
			stage := p.pl.Stages[s].Name
			if !p.p.Selected(of.Code, stage) || !p.convex() {
				continue
			}
			stock := make([]float64, len(p.pl.Stages[s].Sites))
			for j := range stock {
				if row := p.tableRow(p.pl.Stages[s].Sites[j].Section); row != nil {
					stock[j] = row.Stock[k]
				}
			}
			r := placeRatio{code: of.Code, stage: stage, limit: 1, goal: slices.Contains(p.r.Changeable(), plan.Target{Indicator: k, Stage: stage})}
			if limit, ok := p.p.CVLimit(of.Code, stage); ok && limit > 0 {
				r.limit = limit
			}
			r.hard, _ = p.p.HardCVLimit(of.Code, stage)
			p.addRatio(s, stock, r)
		}
	}
	for s := range p.pl.Stages {
		seats := make([]float64, len(p.pl.Stages[s].Sites))
		for j := range seats {
			seats[j] = p.pl.Stages[s].Sites[j].Seats
		}
		p.addRatio(s, seats, placeRatio{code: plan.CodeSeats, stage: p.pl.Stages[s].Name, limit: 1})
	}
}

// tableRow is the row of a section that counts; nil: it does not.
func (p *placeGround) tableRow(section int) *standard.Row {
	at, ok := p.at[section]
	if !ok {
		return nil
	}
	return p.stages[at.s].rows[at.i]
}

// addRatio adds the CV of a stock per pupil: with loads l its square is the sum of weight/l, less 1.
func (p *placeGround) addRatio(s int, stock []float64, r placeRatio) {
	var pupils, all float64
	for _, n := range p.pl.Stages[s].Pupils {
		pupils += n
	}
	for j, z := range stock {
		if st := &p.pl.Stages[s]; !st.Fillable(j) {
			stock[j] = 0 // nobody may go there: it counts in no plan
			continue
		} else if z != 0 && !p.r.MustFill(st, j) {
			return // in some plans it counts, in others not
		}
		all += z
	}
	if !(all > 0) { // also where something is not known
		return
	}
	r.weight = make([]float64, len(p.areas))
	for m := range p.areas {
		if p.areas[m].s != s {
			continue
		}
		for i, j := range p.areas[m].sites {
			if share := p.areas[m].share[i]; share > 0 {
				r.weight[m] += pupils * (stock[j] / all) * (stock[j] / all) / share
			}
		}
	}
	p.ratios = append(p.ratios, r)
}

// hinge is the pupils of a section above some number, in shares of its area.
func (p *placeGround) hinge(s, j int, at float64) assignment.Hinge {
	for m := range p.areas {
		if i := slices.Index(p.areas[m].sites, j); p.areas[m].s == s && i >= 0 {
			share := p.areas[m].share[i]
			return assignment.Hinge{Site: m, At: at / share, Slope: share}
		}
	}
	return assignment.Hinge{}
}

// hinges are what pupils above seats, or above what stocks suffice for, count in a goal.
func (p *placeGround) hinges(goal plan.GoalName) []assignment.Hinge {
	var out []assignment.Hinge
	for s := range p.pl.Stages {
		st := &p.pl.Stages[s]
		for j := range st.Sites {
			site := &st.Sites[j]
			if goal == plan.SeatsGoal && !math.IsNaN(site.Seats) {
				out = append(out, p.hinge(s, j, site.Seats))
			}
			row := p.tableRow(site.Section)
			if goal != plan.Shortfall || row == nil {
				continue
			}
			for k := range p.p.Standard.Indicators {
				of := &p.p.Standard.Indicators[k]
				if minimum := of.Minimum[st.Name]; minimum > 0 && p.p.Selected(of.Code, st.Name) {
					out = append(out, p.hinge(s, j, of.Per*row.Stock[k]/minimum))
				}
			}
		}
	}
	return slices.DeleteFunc(out, func(h assignment.Hinge) bool { return !(h.Slope > 0) || math.IsInf(h.At, 0) || math.IsNaN(h.At) })
}

// costs are those of a goal that is a sum over pupils; elsewhere nothing.
func (p *placeGround) costs(goal plan.GoalName) []float64 {
	return p.table(func(st *plan.PlaceStage, b, j int) float64 {
		k := b*len(st.Sites) + j
		switch {
		case goal == plan.Travel && !st.Boards[k]:
			return st.Metres[k] / metresPerKM
		case goal == plan.PupilsMoved && st.Today[b] >= 0 && st.Today[b] != j:
			return 1
		}
		return 0
	})
}

// stocksChange says whether levers beside the catchments change what sections have.
func (g *ground) stocksChange() bool {
	return g.p.HasLever(plan.Funding) || g.p.HasLever(plan.Hiring) || g.p.HasLever(plan.Rotation)
}

// provedPlaces is what a goal's certificate proves of a problem about catchments and sites.
func (g *ground) provedPlaces(earlier []plan.GoalResult, goal *plan.GoalResult) (float64, error) {
	var prices *plan.PlacePrices
	if goal.Certificate.Data != nil {
		prices = goal.Certificate.Data.Places
	}
	if prices == nil {
		prices = &plan.PlacePrices{}
	}
	p, err := newPlaceGround(g)
	if err != nil {
		return math.NaN(), err
	}
	if g.p.HasLever(plan.Siting) {
		return p.sitesBound(goal.Name), nil
	}
	q, sums, err := p.problem(earlier, goal)
	if err != nil || q == nil {
		return 0, err
	}
	multipliers, err := p.multipliers(q, sums, prices)
	if err != nil {
		return math.NaN(), err
	}
	bound := assignment.Bound(q, multipliers)
	if math.IsNaN(bound) {
		bound = math.Inf(-1)
	}
	if p.whole(q, goal) && !undefined(bound) {
		bound = math.Ceil(bound - wholeSlack)
	}
	return max(0, bound), nil
}

// whole says whether the value of a goal is a whole number of pupils in every plan that matters: where each
// piece has whole pupils and goes to one school, or where nothing but whole bounds on single sections ties
// pieces together, so that the best plan in parts is one of whole pupils.
func (p *placeGround) whole(q *assignment.Problem, goal *plan.GoalResult) bool {
	if goal.Name != plan.PupilsMoved && goal.Name != plan.SeatsGoal || evenness(goal) {
		return false
	}
	isWhole := func(x float64) bool { return x == math.Trunc(x) || math.IsInf(x, 0) }
	if slices.ContainsFunc(p.areas, func(a placeArea) bool { return len(a.sites) > 1 }) || !allOf(p.base.Size, isWhole) {
		return false
	}
	single := len(q.Rows) == 0 && !slices.ContainsFunc(q.Ratios, func(r assignment.Ratio) bool { return r.Most > 0 })
	for s := range p.pl.Stages {
		for _, site := range p.pl.Stages[s].Sites {
			single = single && isWhole(site.Least) && isWhole(site.Most)
			if goal.Name == plan.SeatsGoal && !math.IsNaN(site.Seats) && !isWhole(site.Seats) {
				return false
			}
		}
	}
	return single || !slices.ContainsFunc(p.pieces, func(at placePiece) bool { return !p.r.WholePiece(&p.pl.Stages[at.s], at.b) })
}

// allOf says whether something holds for all numbers.
func allOf(all []float64, holds func(float64) bool) bool {
	return !slices.ContainsFunc(all, func(x float64) bool { return !holds(x) })
}

// sitesBound is what no plan of a problem about sites is below, by single pieces and sites: each piece goes to
// the nearest school that there is or may be, everything is closed that saves money and nothing else done.
// Goals that are no sums of these are not below 0.
func (p *placeGround) sitesBound(goal plan.GoalName) float64 {
	var sum tally
	switch goal {
	case plan.Travel:
		for _, at := range p.pieces {
			st := &p.pl.Stages[at.s]
			nearest := math.Inf(1)
			for j := range st.Sites {
				switch k := at.b*len(st.Sites) + j; {
				case st.Boards[k]:
					nearest = 0
				case st.Allowed[k]:
					nearest = min(nearest, st.Metres[k])
				}
			}
			if !math.IsInf(nearest, 1) {
				sum.add(st.Pupils[at.b] * nearest / metresPerKM)
			}
		}
	case plan.CostGoal, plan.PassCost:
		for s := range p.pl.Stages {
			for j := range p.pl.Stages[s].Sites {
				if n := p.pl.Stages[s].Sites[j].Close; n >= 0 {
					once, yearly := plan.SiteCost(&p.p.County.Candidates[n], 1)
					sum.add(min(0, once+yearly))
				}
			}
		}
	case plan.PupilsMoved, plan.SeatsGoal, plan.Dispersion, plan.Shortfall, plan.Moves:
	}
	return sum.low()
}

// evenness says whether a result is the second level of the goal seats.
func evenness(goal *plan.GoalResult) bool { return goal.Name == plan.SeatsGoal && len(goal.Levels) > 0 }

// problem is the assignment that a goal's bound is about; nil: nothing can be proved but that it is not below
// 0. sums are the positions of the rows that keep earlier goals, by goal.
func (p *placeGround) problem(earlier []plan.GoalResult, goal *plan.GoalResult) (q *assignment.Problem, sums map[int]int, err error) {
	base := p.base
	q = &base
	q.Rows = slices.Clone(q.Rows)
	ratios := goal.Name == plan.Dispersion || evenness(goal)
	if p.stocksChange() && (ratios && goal.Name == plan.Dispersion || goal.Name == plan.Shortfall) {
		return nil, nil, nil
	}
	switch goal.Name {
	case plan.Travel, plan.PupilsMoved:
		q.Cost = p.costs(goal.Name)
	case plan.SeatsGoal, plan.Shortfall:
		if !ratios {
			q.Hinges = p.hinges(goal.Name)
		}
	case plan.Dispersion:
	case plan.PassCost, plan.CostGoal, plan.Moves:
		return nil, nil, nil
	}
	own := 0
	for k := range p.ratios {
		r := &p.ratios[k]
		held := assignment.Ratio{Weight: r.weight, Limit: r.limit, Held: true}
		if !p.stocksChange() || r.code == plan.CodeSeats {
			held.Most = widened(r.hard)
			if kept, ok := p.keptRatio(earlier, r); ok {
				if most := widened(kept * r.limit); most > 0 && (held.Most == 0 || most < held.Most) {
					held.Most = most
				}
			}
		}
		if ratios && slices.ContainsFunc(goal.Levels, func(l plan.Level) bool { return l.Code == r.code && l.Stage == r.stage }) {
			held.Held = false
			own++
		}
		q.Ratios = append(q.Ratios, held)
	}
	if ratios {
		if own == 0 {
			return nil, nil, nil
		}
		q.Goal = assignment.LeastWorst
	}
	sums = map[int]int{}
	asked := -1
	for n := range earlier {
		if n == 0 || earlier[n].Name != plan.Dispersion || earlier[n-1].Name != plan.Dispersion {
			asked++ // all levels of dispersion are one goal, the two of seats are two
		}
		p.keepSum(q, sums, asked, &earlier[n])
	}
	return q, sums, q.Validate()
}

// widened is a limit on a CV that nothing within it by its rounding is above.
func widened(limit float64) float64 { return limit * (1 + literalLimit) }

// keptRatio is the ratio that earlier levels leave to a CV.
func (p *placeGround) keptRatio(earlier []plan.GoalResult, r *placeRatio) (ratio float64, ok bool) {
	for i := range earlier {
		if earlier[i].Name != plan.Dispersion && !evenness(&earlier[i]) {
			continue
		}
		if slices.ContainsFunc(earlier[i].Levels, func(l plan.Level) bool { return l.Code == r.code && l.Stage == r.stage }) {
			ratio, ok = allowed(p.p, &earlier[i]), true
		}
	}
	return ratio, ok
}

// keepSum keeps an earlier goal that is a sum.
func (p *placeGround) keepSum(q *assignment.Problem, sums map[int]int, n int, goal *plan.GoalResult) {
	if evenness(goal) {
		return
	}
	var hinges []assignment.Hinge
	cost := p.base.Cost
	switch goal.Name {
	case plan.Travel, plan.PupilsMoved:
		cost = p.costs(goal.Name)
	case plan.SeatsGoal:
		hinges = p.hinges(goal.Name)
	case plan.Shortfall:
		if p.stocksChange() {
			return
		}
		hinges = p.hinges(goal.Name)
	case plan.Dispersion, plan.PassCost, plan.CostGoal, plan.Moves:
		return
	}
	row := p.row(cost, math.Inf(-1), allowed(p.p, goal))
	if len(hinges) > 0 {
		row.Hinges = make([]float64, len(q.Hinges), len(q.Hinges)+len(hinges))
		q.Hinges = slices.Clone(q.Hinges)
		for _, h := range hinges {
			row.Hinges = append(row.Hinges, h.Slope)
			h.Slope = 0
			q.Hinges = append(q.Hinges, h)
		}
		for i := range q.Rows {
			if q.Rows[i].Hinges != nil {
				q.Rows[i].Hinges = append(slices.Clone(q.Rows[i].Hinges), make([]float64, len(hinges))...)
			}
		}
	}
	sums[n] = len(q.Rows)
	q.Rows = append(q.Rows, row)
}

// known says whether there are CVs of a code.
func (p *placeGround) known(code string) bool {
	_, ok := p.p.Standard.Index(code)
	return ok || code == plan.CodeSeats
}

// multipliers finds the place of every price.
func (p *placeGround) multipliers(q *assignment.Problem, sums map[int]int, prices *plan.PlacePrices) (*assignment.Prices, error) {
	out := &assignment.Prices{
		Site: make([]float64, len(q.Sites)), Row: make([]float64, len(q.Rows)),
		Goal: make([]float64, len(q.Ratios)), Most: make([]float64, len(q.Ratios)),
	}
	for _, x := range prices.Sections {
		m := slices.IndexFunc(p.areas, func(a placeArea) bool {
			st := &p.pl.Stages[a.s]
			return st.Name == x.Stage && slices.ContainsFunc(a.sites, func(j int) bool { return st.Sites[j].School == x.School })
		})
		if m < 0 {
			return nil, fmt.Errorf("%w: places: no section %s/%s takes pupils", ErrCertificate, x.School, x.Stage)
		}
		out.Site[m] += x.Price
	}
	for _, x := range prices.Limits {
		n := x.Tie
		if x.Goal != nil {
			at, ok := sums[*x.Goal]
			if !ok {
				return nil, fmt.Errorf("%w: places: goal %d keeps no sum", ErrCertificate, *x.Goal)
			}
			n = at
		} else if n < 0 || n >= len(p.pl.Ties) {
			return nil, fmt.Errorf("%w: places: there is no limit %d that ties pieces together", ErrCertificate, n)
		}
		out.Row[n] += x.Price
	}
	for _, x := range prices.Ratios {
		k := slices.IndexFunc(p.ratios, func(r placeRatio) bool { return r.code == x.Code && r.stage == x.Stage })
		if x.Weight < 0 || x.Limit < 0 || k < 0 && !p.known(x.Code) {
			return nil, fmt.Errorf("%w: places: CV of %s/%s", ErrCertificate, x.Code, x.Stage)
		}
		if k < 0 {
			continue // nothing can be proved from it
		}
		if !q.Ratios[k].Held {
			out.Goal[k] += x.Weight
		}
		if q.Ratios[k].Most > 0 {
			out.Most[k] += x.Limit
		}
	}
	return out, nil
}

package exact

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"slices"
	"strconv"

	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/solver/assignment"
)

// invert reads a result back as assignments: for every piece the pupils who do not stay at today's school.
func (c *catchment) invert(res *assignment.Result) []plan.Action {
	m := len(c.areas)
	var actions []plan.Action
	for b, at := range c.pieces {
		s := &c.pl.Stages[at.stage]
		for j := c.first[at.stage]; j < c.first[at.stage+1]; j++ {
			for n, site := range c.areas[j].sites {
				pupils := res.Share[b*m+j] * c.areas[j].share[n] * s.Pupils[at.piece]
				if len(c.areas[j].sites) == 1 {
					pupils = undusted(pupils)
				}
				if site != s.Today[at.piece] && pupils > leastPart {
					actions = append(actions, c.assign(at, site, pupils))
				}
			}
		}
	}
	return actions
}

// undusted is a number of pupils without the rounding of shares.
func undusted(pupils float64) float64 {
	if near := math.Round(pupils); math.Abs(pupils-near) <= wholePlaced*max(1, near) {
		return near
	}
	return pupils
}

// assign is the action of sending pupils of a piece to a site.
func (c *catchment) assign(at stagePiece, site int, pupils float64) plan.Action {
	s := &c.pl.Stages[at.stage]
	metres := s.Metres[at.piece*len(s.Sites)+site]
	a := plan.Action{
		Year: c.r.Year, Lever: plan.Catchment, Kind: plan.Assign, To: s.Sites[site].School, Stage: s.Name,
		Of: c.p.County.Pieces[s.Pieces[at.piece]].ID, Quantity: pupils, Unit: unitPupil, Metres: &metres,
	}
	if today := s.Today[at.piece]; today >= 0 {
		a.From = s.Sites[today].School
	}
	c.asBoarding(&a, s, at.piece, site)
	return a
}

// unitPupil is the unit of assignments.
const unitPupil = "pupil"

// settle makes whole numbers of pupils of what a plan splits, where all pieces have whole numbers and no lot
// divides them. Each school takes as many as before, but for less than one, and only pieces and schools that
// the plan joins are joined: among these is a whole plan that counts no more than the plan itself in any one
// sum over pieces, for flows between whole limits are whole.
func (c *catchment) settle(ctx context.Context, res *assignment.Result) (*assignment.Result, error) {
	if !c.splits(res) {
		return res, nil
	}
	m := len(c.areas)
	p := assignment.Problem{Size: c.base.Size, Cost: slices.Clone(c.settleCosts(res))}
	for k := range p.Cost {
		if res.Share[k] <= wholePlaced/float64(len(c.areas)) {
			p.Cost[k] = inf
		}
	}
	for j := range c.areas {
		load := undusted(res.Load[j])
		p.Sites = append(p.Sites, assignment.Site{Least: math.Floor(load), Most: math.Ceil(load)})
	}
	for b := range c.pieces {
		if !slices.ContainsFunc(p.Cost[b*m:(b+1)*m], func(v float64) bool { return v < inf }) {
			return res, nil
		}
	}
	s, err := assignment.New(&p, assignment.Settings{})
	if err != nil {
		return nil, err
	}
	whole, err := s.Solve(ctx)
	if err != nil {
		return nil, err
	}
	if err := s.Close(); err != nil {
		return nil, err
	}
	if whole.Share == nil {
		return res, nil
	}
	settled := *res
	settled.Share, settled.Load = whole.Share, whole.Load
	return &settled, nil
}

// splits says whether a plan divides some piece into parts of pupils that need not be.
func (c *catchment) splits(res *assignment.Result) bool {
	m := len(c.areas)
	split := false
	for b := range c.pieces {
		if c.base.Size[b] != math.Trunc(c.base.Size[b]) {
			return false
		}
		for j, x := range res.Share[b*m : (b+1)*m] {
			if pupils := x * c.base.Size[b]; pupils > 0 && len(c.areas[j].sites) > 1 {
				return false
			} else if undusted(pupils) != math.Trunc(undusted(pupils)) {
				split = true
			}
		}
	}
	return split
}

// settleCosts is what the whole plan counts no more of than the plan it stands for: pupils moved where a
// limit on them binds, else what the last goal counts; where loads are to be even, first how far they are
// from those of the plan.
func (c *catchment) settleCosts(res *assignment.Result) []float64 {
	for n := range c.pl.Ties {
		if c.pl.Ties[n].What == plan.LimitPupilsMoved && res.Prices != nil && n < len(res.Prices.Row) && res.Prices.Row[n] != 0 {
			return c.costs(plan.PupilsMoved)
		}
	}
	last := c.p.Goals[len(c.p.Goals)-1].Name
	if last == plan.PupilsMoved {
		return c.costs(plan.PupilsMoved)
	}
	cost := c.costs(plan.Travel)
	if last != plan.Dispersion && last != plan.SeatsGoal {
		return cost
	}
	most := 0.0
	for k, v := range cost {
		if v < inf {
			most = max(most, v/c.base.Size[k/len(c.areas)])
		}
	}
	for k := range cost {
		// Of a load between two whole numbers the upper costs 1 - 2f more, f being its part above the lower.
		_, f := math.Modf(undusted(res.Load[k%len(c.areas)]))
		cost[k] += c.base.Size[k/len(c.areas)] * evenFirst * max(most, 1) * (1 - 2*f)
	}
	return cost
}

// evenFirst is how much more a pupil off the load of a plan counts than the longest way.
const evenFirst = 1000

// A teller gives assignments of one stage their reasons.
type teller struct {
	s             *plan.PlaceStage
	site, piece   map[string]int
	before, after map[string]float64 // pupils by school
}

// newTeller gathers what reasons are told from.
func (c *catchment) newTeller(s *plan.PlaceStage, o *plan.Outcome) *teller {
	t := &teller{s: s, site: map[string]int{}, piece: map[string]int{}, before: map[string]float64{}, after: map[string]float64{}}
	for j := range s.Sites {
		t.site[s.Sites[j].School] = j
	}
	for n, b := range s.Pieces {
		t.piece[c.p.County.Pieces[b].ID] = n
	}
	for i := range c.p.County.Sections {
		if x := &c.p.County.Sections[i]; x.Stage == s.Name {
			t.before[x.School] = x.Pupils
		}
	}
	for i := range o.County.Sections {
		if x := &o.County.Sections[i]; x.Stage == s.Name {
			t.after[x.School] = x.Pupils
		}
	}
	return t
}

// reason says what the two schools of an assignment gain or lose: pupils, seats, and the way.
func (t *teller) reason(a *plan.Action) string {
	text := ""
	for _, school := range []string{a.From, a.To} {
		j, ok := t.site[school]
		if !ok {
			continue
		}
		if text != "" {
			text += "; "
		}
		text += fmt.Sprintf("%s %s -> %s pupils", school, pupilsText(t.before[school]), pupilsText(t.after[school]))
		if seats := t.s.Sites[j].Seats; !math.IsNaN(seats) {
			text += fmt.Sprintf(" for %s seats", pupilsText(seats))
		}
	}
	if from, ok := t.site[a.From]; ok {
		text += fmt.Sprintf("; way %.0f m -> %.0f m", t.s.Metres[t.piece[a.Of]*len(t.s.Sites)+from], *a.Metres)
	}
	return text
}

// pupilsText prints pupils, whole ones without decimals.
func pupilsText(n float64) string { return strconv.FormatFloat(math.Round(n*10)/10, 'f', -1, 64) }

// order sorts assignments by stage, piece and school, as they come in the county.
func (c *catchment) order(actions []plan.Action) {
	stage, piece := map[string]int{}, map[string]int{}
	for s := range c.pl.Stages {
		stage[c.pl.Stages[s].Name] = s
	}
	for b := range c.p.County.Pieces {
		piece[c.p.County.Pieces[b].ID] = b
	}
	slices.SortStableFunc(actions, func(a, b plan.Action) int {
		return cmp.Or(cmp.Compare(stage[a.Stage], stage[b.Stage]), cmp.Compare(piece[a.Of], piece[b.Of]))
	})
}

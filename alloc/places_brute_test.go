package alloc_test

import (
	"math"
	"slices"

	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/model"
)

// Every plan of a tiny map: each piece at each school, under each choice of sites. A plan is judged by
// plan.Evaluate alone; no other rule is looked up here.

// A mapPlan is one that keeps every rule.
type mapPlan struct {
	actions []plan.Action
	values  []float64 // by goal of the problem; of dispersion its levels, worst first, of seats both numbers
}

// A surveyor lists them.
type surveyor struct {
	p       *plan.Problem
	r       *plan.Rules
	stage   string
	pieces  []int
	schools []string // of the stage as it is
	found   []mapPlan
	err     error
}

// survey lists all whole plans of a problem about one stage.
func survey(p *plan.Problem) ([]mapPlan, error) {
	r, err := plan.NewRules(p)
	if err != nil {
		return nil, err
	}
	s := &surveyor{p: p, r: r, stage: model.StagePrimary}
	for b := range p.County.Pieces {
		if p.County.Pieces[b].Pupils[s.stage] > 0 {
			s.pieces = append(s.pieces, b)
		}
	}
	for i := range p.County.Sections {
		s.schools = append(s.schools, p.County.Sections[i].School)
	}
	if p.HasLever(plan.Siting) {
		s.sites(0, nil, slices.Clone(s.schools), nil)
	} else {
		s.place(nil, nil, s.schools, nil)
	}
	return s.found, s.err
}

// sites works through the candidates: open are the schools that there are with those chosen so far.
func (s *surveyor) sites(n int, done []plan.Action, open, closing []string) {
	if n == len(s.p.County.Candidates) {
		s.place(done, nil, open, closing)
		return
	}
	x := &s.p.County.Candidates[n]
	s.sites(n+1, done, open, closing)
	a := plan.Action{Year: s.r.Year, Lever: plan.Siting, School: x.School, Stage: x.Stage, Quantity: 1}
	switch x.Action {
	case model.CandidateOpen:
		a.Kind, a.Unit, a.Quantity = plan.Open, plan.UnitSeat, x.Seats
		s.sites(n+1, append(slices.Clip(done), s.priced(x, a)), append(slices.Clip(open), x.School), closing)
	case model.CandidateExtend:
		for units := 1; units <= x.MaxExtraClasses && !slices.Contains(closing, x.School); units++ {
			a.Kind, a.Unit, a.Quantity = plan.Extend, plan.UnitClass, float64(units)
			s.sites(n+1, append(slices.Clip(done), s.priced(x, a)), open, closing)
		}
	case model.CandidateClose:
		if slices.ContainsFunc(done, func(o plan.Action) bool { return o.School == x.School }) {
			return
		}
		s.sites(n+1, done, slices.DeleteFunc(slices.Clone(open), func(id string) bool { return id == x.School }), append(slices.Clip(closing), x.School))
	}
}

// priced writes what an action at a site costs.
func (s *surveyor) priced(x *model.Candidate, a plan.Action) plan.Action {
	once, yearly := plan.SiteCost(x, a.Quantity)
	a.Cost, a.Nature = once+yearly, string(model.Recurrent)
	if once != 0 {
		a.Nature = string(model.Capital)
	} else if yearly == 0 {
		a.Nature = ""
	}
	return a
}

// place sends the pieces about.
func (s *surveyor) place(done []plan.Action, at, open, closing []string) {
	if s.err != nil {
		return
	}
	if len(at) == len(s.pieces) {
		s.judge(done, at, closing)
		return
	}
	for _, school := range open {
		s.place(done, append(slices.Clip(at), school), open, closing)
	}
}

// judge evaluates a plan, with each section that closes closed or, where all its pupils go to one school,
// merged into that.
func (s *surveyor) judge(done []plan.Action, at, closing []string) {
	ways := [][]plan.Action{slices.Clip(done)}
	merged := map[string]string{}
	for _, id := range closing {
		x := &s.p.County.Candidates[plan.CandidateFor(s.p.County, model.CandidateClose, id, s.stage)]
		a := s.priced(x, plan.Action{Year: s.r.Year, Lever: plan.Siting, Kind: plan.Close, School: id, Stage: s.stage, Quantity: 1, Unit: plan.UnitSection})
		next := make([][]plan.Action, 0, 2*len(ways))
		for _, way := range ways {
			next = append(next, append(slices.Clip(way), a))
		}
		if to, ok := s.whither(id, at); ok && !slices.Contains(closing, to) {
			m := a
			m.Kind, m.School, m.From, m.To = plan.Merge, "", id, to
			merged[id] = to
			for _, way := range ways {
				next = append(next, append(slices.Clip(way), m))
			}
		}
		ways = next
	}
	for _, way := range ways {
		actions := slices.Clone(way)
		for n, school := range at {
			piece := &s.p.County.Pieces[s.pieces[n]]
			from := piece.School[s.stage]
			if from == school || slices.ContainsFunc(way, func(a plan.Action) bool { return a.Kind == plan.Merge && a.From == from }) {
				continue
			}
			actions = append(actions, plan.Action{
				Year: s.r.Year, Lever: plan.Catchment, Kind: plan.Assign, From: from, To: school, Stage: s.stage, Of: piece.ID,
				Quantity: piece.Pupils[s.stage], Unit: plan.UnitPupil,
			})
		}
		s.add(actions)
	}
}

// whither is the one school that all pupils of a section go to; false: there is none.
func (s *surveyor) whither(id string, at []string) (to string, ok bool) {
	for n, school := range at {
		if s.p.County.Pieces[s.pieces[n]].School[s.stage] != id {
			continue
		}
		if to != "" && school != to {
			return "", false
		}
		to = school
	}
	return to, to != ""
}

// add keeps a plan that keeps every rule.
func (s *surveyor) add(actions []plan.Action) {
	o, err := s.r.Evaluate(actions)
	if err != nil {
		s.err = err
		return
	}
	if len(o.Violations) == 0 {
		s.found = append(s.found, mapPlan{actions: actions, values: s.values(o)})
	}
}

// values are those of the goals.
func (s *surveyor) values(o *plan.Outcome) []float64 {
	var values []float64
	for _, g := range s.p.Goals {
		switch g.Name {
		case plan.Dispersion:
			for _, l := range o.Levels {
				values = append(values, l.Ratio)
			}
		case plan.SeatsGoal:
			values = append(values, o.OverSeats)
			if len(o.SeatLevels) > 0 {
				values = append(values, o.SeatLevels[0].Ratio)
			}
		default:
			values = append(values, o.Value(g.Name))
		}
	}
	return values
}

// bestOf is the lexicographic least of the values of some plans, equal being what is within rounding.
func bestOf(found []mapPlan) []float64 {
	left := found
	var best []float64
	for n := range found[0].values {
		least := math.Inf(1)
		for _, f := range left {
			least = min(least, f.values[n])
		}
		best = append(best, least)
		var keep []mapPlan
		for _, f := range left {
			if f.values[n] <= least+1e-9*max(1, math.Abs(least)) {
				keep = append(keep, f)
			}
		}
		left = keep
	}
	return best
}

package plan

import (
	"math"

	"github.com/eduparity/eduparity/model"
)

// A SiteBill is money that an action about sites or boarding costs.
type SiteBill struct {
	Nature model.Nature
	Amount float64 // above 0
	Payers []int   // positions in Rules.Funds of those that may pay it; nil where there are no funds

	school model.School
	stage  string
}

// SiteBills lists what an action about a site, or boarding, costs; what is saved is no bill.
func (r *Rules) SiteBills(a *Action) []SiteBill {
	var bills []SiteBill
	add := func(school model.School, category string, nature model.Nature, amount float64) {
		if !(amount > 0) {
			return
		}
		b := SiteBill{Nature: nature, Amount: amount, school: school, stage: a.Stage}
		for n := range r.Funds {
			if Pays(r.Funds[n], category, nature, school) {
				b.Payers = append(b.Payers, n)
			}
		}
		bills = append(bills, b)
	}
	c := r.Problem.County
	if a.Kind == Board {
		if i := r.School(a.To); i >= 0 {
			cost, nature := r.Prices.BoardPrice(a.To)
			add(c.Schools[i], model.CategoryBoard, nature, cost*a.Quantity)
		}
		return bills
	}
	n := candidateOf(c, a)
	if n < 0 {
		return nil
	}
	x := &c.Candidates[n]
	school := newSchool(c, x)
	if i := r.School(x.School); i >= 0 {
		school = c.Schools[i]
	}
	once, yearly := SiteCost(x, a.Quantity)
	add(school, model.CategorySite, model.Capital, once)
	add(school, model.CategorySite, model.Recurrent, yearly)
	return bills
}

// SiteBillInScope says whether a scope takes in a bill.
func (r *Rules) SiteBillInScope(s Scope, b *SiteBill) bool {
	return r.siteInScope(s, &Site{School: b.school.ID, Stage: b.stage})
}

// SiteInScope says whether a scope takes in a site.
func (r *Rules) SiteInScope(s Scope, site *Site) bool { return r.siteInScope(s, site) }

// WriteSiteCost writes into an action about a site, or boarding, what it costs and of which nature that is.
func (r *Rules) WriteSiteCost(a *Action) {
	if a.Kind == Board {
		cost, nature := r.Prices.BoardPrice(a.To)
		if a.Cost = cost * a.Quantity; a.Cost != 0 {
			a.Nature = string(nature)
		}
		return
	}
	n := candidateOf(r.Problem.County, a)
	if n < 0 {
		return
	}
	once, yearly := SiteCost(&r.Problem.County.Candidates[n], a.Quantity)
	a.Cost = once + yearly
	switch {
	case once != 0:
		a.Nature = string(model.Capital)
	case yearly != 0:
		a.Nature = string(model.Recurrent)
	}
}

// SitesBound is what no plan of a problem about sites can be below, found from single pieces and sites: for
// travel each piece goes to the nearest site that there is or may be, for cost all is closed that saves
// money and nothing else done, everything else is 0.
func (r *Rules) SitesBound(pl *Places, goal GoalName) float64 {
	var bound float64
	switch goal {
	case Travel:
		for n := range pl.Stages {
			s := &pl.Stages[n]
			for b, pupils := range s.Pupils {
				least := math.Inf(1)
				for j := range s.Sites {
					if k := b*len(s.Sites) + j; s.Allowed[k] {
						least = min(least, s.Metres[k])
						if s.Boards[k] {
							least = 0
						}
					}
				}
				if least < math.Inf(1) {
					bound += least * pupils / metresPerKM
				}
			}
		}
	case CostGoal, PassCost:
		for n := range pl.Stages {
			for _, site := range pl.Stages[n].Sites {
				if site.Close >= 0 {
					once, yearly := SiteCost(&r.Problem.County.Candidates[site.Close], 1)
					bound += min(0, once+yearly)
				}
			}
		}
	case Dispersion, Moves, Shortfall, PupilsMoved, SeatsGoal:
	}
	return bound
}

// Leavable says whether a section has no pupils but those of pieces, so that it may close.
func (r *Rules) Leavable(section int) bool {
	c := r.Problem.County
	s := &c.Sections[section]
	if !Mapped(c, s.Stage) {
		return true
	}
	others := s.Pupils
	for i := range c.Pieces {
		if c.Pieces[i].School[s.Stage] == s.School {
			others -= c.Pieces[i].Pupils[s.Stage]
		}
	}
	return math.Abs(others) <= personsDust*max(1, s.Pupils)
}

// SeatsWith is how many seats and classes a site has with so many classes more; NaN: not known.
func (r *Rules) SeatsWith(site *Site, more int) (seats, classes float64) {
	seats, classes = site.Seats, site.Classes
	if site.Extend < 0 || more == 0 {
		return seats, classes
	}
	each := r.Problem.ClassNorm(site.Stage)
	if site.Given {
		each = CandidateSeats(&r.Problem.County.Candidates[site.Extend])
	}
	return seats + each*float64(more), classes + float64(more)
}

package exact

import (
	"fmt"
	"slices"

	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/model"
)

// problemAfter is the problem that is left when sites are decided: a county in which they are as decided and
// everybody still goes where he goes today. False: the decision is out of the question, for want of money.
//
// A section that closes stays there without seats and without any stock, so that its pupils are on the map;
// one that merges may send them only to the other. A section that opens has next to no pupils, so that it counts.
func (d *decider) problemAfter(actions []plan.Action) (*plan.Problem, bool, error) {
	p := *d.p
	p.Limits, p.Locks = slices.Clone(p.Limits), nil
	for _, l := range d.p.Locks {
		if !plan.LockNames(l, plan.Siting) {
			p.Locks = append(p.Locks, l)
		}
	}
	p.Limits = slices.DeleteFunc(p.Limits, func(l plan.Limit) bool { return l.What == plan.LimitOpenSites })
	if !p.HasLever(plan.Catchment) { // siting takes pupils along
		p.Levers = append(slices.Clone(p.Levers), plan.Catchment)
	}
	c, err := d.countyAfter(actions)
	if err != nil {
		return nil, false, err
	}
	p.County = c
	for _, a := range actions {
		switch a.Kind {
		case plan.Close:
			p.Limits = append(p.Limits, noneAt(a.School, a.Stage))
		case plan.Merge:
			p.Limits = append(p.Limits, noneAt(a.From, a.Stage))
			p.Locks = append(p.Locks, d.onlyTo(a)...)
		default:
		}
	}
	return &p, d.pay(&p, actions), nil
}

// noneAt lets no pupil go to a section.
func noneAt(school, stage string) plan.Limit {
	none := 0.0
	return plan.Limit{What: plan.LimitLoad, Scope: plan.Scope{School: school, Stage: stage}, Max: &none}
}

// onlyTo forbids all ways from a section but that into the other one of a merger.
func (d *decider) onlyTo(m plan.Action) []plan.Lock {
	var locks []plan.Lock
	for n := range d.pl.Stages {
		s := &d.pl.Stages[n]
		for j := range s.Sites {
			if s.Name != m.Stage || s.Sites[j].School == m.To || s.Sites[j].School == m.From {
				continue
			}
			for b := range s.Pieces {
				if s.Today[b] >= 0 && s.Sites[s.Today[b]].School == m.From {
					a := plan.Action{
						Year: d.r.Year, Lever: plan.Catchment, Kind: plan.Assign, From: m.From, To: s.Sites[j].School, Stage: s.Name,
						Of: d.p.County.Pieces[s.Pieces[b]].ID,
					}
					locks = append(locks, plan.Lock{Key: a.Key(), Forbid: true})
				}
			}
		}
	}
	return locks
}

// aPupil is the number of pupils of a section that opens, before any is sent there: it counts, and weighs
// less than the rounding of any number of pupils.
const aPupil = 1e-9

// countyAfter carries out what is done at sites, and puts all pupils back.
func (d *decider) countyAfter(actions []plan.Action) (*model.County, error) {
	before := d.p.County
	all := slices.Clone(actions)
	for _, a := range actions {
		if a.Kind == plan.Close {
			all = append(all, d.away(a, actions)...)
		}
	}
	c, err := plan.Apply(before, all)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrEngine, err)
	}
	c.Year, c.Pieces, c.Candidates = before.Year, before.Pieces, nil
	index := before.SectionIndex()
	for i := range c.Sections {
		s := &c.Sections[i]
		if k, ok := index[[2]string{s.School, s.Stage}]; ok {
			s.Pupils = before.Sections[k].Pupils
		} else {
			s.Pupils = aPupil
		}
	}
	after := c.SectionIndex()
	for i := range before.Sections {
		s := before.Sections[i]
		if _, there := after[[2]string{s.School, s.Stage}]; there {
			continue
		}
		stocks := model.Stocks{}
		for name := range s.Stocks {
			stocks[name] = 0
		}
		stocks[model.Seats] = 0
		s.Stocks = stocks
		c.Sections = append(c.Sections, s)
	}
	return c, nil
}

// away sends the pupils of a section that closes to any other, for [plan.Apply] to find nobody there.
func (d *decider) away(closing plan.Action, actions []plan.Action) []plan.Action {
	c := d.p.County
	to := d.somewhere(closing.Stage, actions)
	var moves []plan.Action
	for b := range c.Pieces {
		piece := &c.Pieces[b]
		if pupils := piece.Pupils[closing.Stage]; pupils > 0 && piece.School[closing.Stage] == closing.School {
			moves = append(moves, plan.Action{
				Year: d.r.Year, Lever: plan.Catchment, Kind: plan.Assign, From: closing.School, To: to, Stage: closing.Stage, Of: piece.ID,
				Quantity: pupils, Unit: unitPupil,
			})
		}
	}
	return moves
}

// somewhere is a school that there is after some actions at sites; empty: none is left.
func (d *decider) somewhere(stage string, actions []plan.Action) string {
	c := d.p.County
	for i := range c.Sections {
		s := &c.Sections[i]
		gone := slices.ContainsFunc(actions, func(a plan.Action) bool {
			return a.Stage == s.Stage && (a.Kind == plan.Close && a.School == s.School || a.Kind == plan.Merge && a.From == s.School)
		})
		if s.Stage == stage && !gone {
			return s.School
		}
	}
	for _, a := range actions {
		if a.Kind == plan.Open && a.Stage == stage {
			return a.School
		}
	}
	return ""
}

// pay takes what the sites cost from the funds and from what may be spent; false: it is more than there is.
func (d *decider) pay(p *plan.Problem, actions []plan.Action) bool {
	paid := slices.Clone(actions)
	if !shareSites(d.r, paid) {
		return false
	}
	p.County.Funds = slices.Clone(p.County.Funds)
	for i := range p.County.Funds {
		f := &p.County.Funds[i]
		for _, a := range paid {
			for _, share := range a.Funds {
				if f.ID == share.Fund && (f.Year == 0 || f.Year == d.r.Year) {
					f.Amount = max(0, f.Amount-share.Amount)
				}
			}
		}
	}
	for n := range p.Limits {
		l := &p.Limits[n]
		if l.What != plan.LimitSpending || l.Max == nil {
			continue
		}
		left := *l.Max
		for i := range actions {
			for _, b := range d.r.SiteBills(&actions[i]) {
				if d.r.SiteBillInScope(l.Scope, &b) {
					left -= b.Amount
				}
			}
		}
		if left < -moneyDust {
			return false
		}
		left = max(0, left)
		l.Max = &left
	}
	return true
}

package plan

import (
	"math"
	"slices"

	"github.com/eduparity/eduparity/model"
)

// isPlacing says whether an action is about catchments or sites.
func isPlacing(k ActionKind) bool {
	l, ok := leverOf(k)
	return ok && (l == Catchment || l == Siting)
}

// unitsOf are the units of actions about catchments and sites.
func unitOf(k ActionKind) string {
	switch k {
	case Assign, Board:
		return UnitPupil
	case Open:
		return UnitSeat
	case Extend:
		return UnitClass
	case Close, Merge:
		return UnitSection
	case Buy, Hire, Move, Swap:
	}
	return ""
}

// The units of actions about catchments and sites.
const (
	UnitPupil   = "pupil"
	UnitSeat    = "seat"
	UnitClass   = "class"
	UnitSection = "section"
)

// SiteCost is what an action at a site costs by its candidate: paid once, which is capital, and in a year,
// which is recurrent; of a closing or a merger the running cost is saved, and below 0. quantity is that of
// the action, which counts for extensions only.
func SiteCost(x *model.Candidate, quantity float64) (once, yearly float64) {
	switch x.Action {
	case model.CandidateOpen:
		return x.Cost, x.RunningCost
	case model.CandidateExtend:
		return x.Cost * quantity, x.RunningCost * quantity
	case model.CandidateClose:
		return x.Cost, -x.RunningCost
	}
	return 0, 0
}

// candidateOf is the candidate that an action at a site needs: its position; -1: there is none.
func candidateOf(c *model.County, a *Action) int {
	switch a.Kind {
	case Open:
		return CandidateFor(c, model.CandidateOpen, a.School, a.Stage)
	case Extend:
		return CandidateFor(c, model.CandidateExtend, a.School, a.Stage)
	case Close:
		return CandidateFor(c, model.CandidateClose, a.School, a.Stage)
	case Merge:
		return CandidateFor(c, model.CandidateClose, a.From, a.Stage)
	case Buy, Hire, Move, Swap, Assign, Board:
	}
	return -1
}

// siteBills are what an action at a site costs, once and in a year, and whether so much may be done.
func (c *checker) siteBills(a *Action) []bill {
	n := candidateOf(c.r.Problem.County, a)
	school := a.School
	if a.Kind == Merge {
		school = a.From
	}
	if n < 0 {
		c.broken(RuleSite, a.Key(), 0, "", "%s has no candidate for this at school %s", model.TableCandidates, school)
		return nil
	}
	x := &c.r.Problem.County.Candidates[n]
	want := 1.0
	switch a.Kind {
	case Open:
		want = x.Seats
	case Extend:
		want = a.Quantity
		if a.Quantity != math.Trunc(a.Quantity) {
			c.broken(RuleWhole, a.Key(), a.Quantity-math.Floor(a.Quantity), UnitClass, "classes are whole")
		}
		if over := a.Quantity - float64(x.MaxExtraClasses); over > 0 {
			c.broken(RuleSite, a.Key(), over, UnitClass, "%s classes more, at most %d can be", number(a.Quantity), x.MaxExtraClasses)
		}
	case Buy, Hire, Move, Swap, Assign, Board, Close, Merge:
	}
	if a.Quantity != want {
		c.broken(RuleSite, a.Key(), math.Abs(a.Quantity-want), unitOf(a.Kind), "%s, it has to be %s", number(a.Quantity), number(want))
	}
	once, yearly := SiteCost(x, a.Quantity)
	b := bill{school: c.r.School(school), stage: a.Stage, category: model.CategorySite}
	if i := slices.IndexFunc(c.county.Schools, func(s model.School) bool { return s.ID == school }); i >= 0 {
		b.at = &c.county.Schools[i]
	}
	capital, running := b, b
	capital.price, capital.amount = Price{Cost: once, Nature: model.Capital, Max: math.Inf(1), Unit: unitOf(a.Kind)}, once
	running.price, running.amount = Price{Cost: yearly, Nature: model.Recurrent, Max: math.Inf(1), Unit: unitOf(a.Kind)}, yearly
	return []bill{capital, running}
}

// owed is what funds have to pay: all that costs something. What is saved pays for nothing.
func owed(bills []bill, due float64) float64 {
	if !slices.ContainsFunc(bills, func(b bill) bool { return b.amount < 0 }) {
		return due
	}
	var sum float64
	for _, b := range bills {
		sum += max(0, b.amount)
	}
	return sum
}

// payer is the school at which a bill arises.
func (c *checker) payer(b *bill) *model.School {
	if b.at != nil {
		return b.at
	}
	return &c.r.Problem.County.Schools[b.school]
}

// billInScope is InScope for a bill.
func (c *checker) billInScope(s Scope, b *bill) bool {
	if b.school >= 0 {
		return c.r.InScope(s, b.school, b.stage, b.kind)
	}
	return c.r.siteInScope(s, &Site{School: b.at.ID, Stage: b.stage})
}

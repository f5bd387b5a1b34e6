package plan_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/model"
	"github.com/eduparity/eduparity/model/standard"
)

func TestValidatePlaces(t *testing.T) {
	limit := func(l plan.Limit) func(p *plan.Problem) {
		return func(p *plan.Problem) { p.Limits = append(p.Limits, l) }
	}
	lock := func(key string) func(p *plan.Problem) {
		return func(p *plan.Problem) { p.Locks = append(p.Locks, plan.Lock{Key: key, Forbid: true}) }
	}
	without := func(stocks ...string) func(p *plan.Problem) {
		return func(p *plan.Problem) {
			for _, stock := range stocks {
				delete(p.County.Sections[1].Stocks, stock)
			}
		}
	}
	both := func(a, b func(p *plan.Problem)) func(p *plan.Problem) {
		return func(p *plan.Problem) { a(p); b(p) }
	}
	goal := func(names ...plan.GoalName) func(p *plan.Problem) {
		return func(p *plan.Problem) {
			p.Goals = nil
			for _, name := range names {
				p.Goals = append(p.Goals, plan.Goal{Name: name})
			}
		}
	}
	seats := plan.Limit{What: plan.LimitLoad, Max: ptr(1.1)}
	for name, c := range map[string]struct {
		change func(p *plan.Problem)
		want   string // empty: it is valid
	}{
		"as it is":  {func(*plan.Problem) {}, ""},
		"all goals": {goal(plan.SeatsGoal, plan.Dispersion, plan.PupilsMoved, plan.Travel), ""},
		"every limit": {both(goal(plan.Travel), func(p *plan.Problem) {
			p.Levers = append(p.Levers, plan.Siting)
			on := func(w plan.What) plan.Limit { return plan.Limit{What: w, On: true} }
			p.Limits = []plan.Limit{
				most(plan.LimitRadius, 500), {What: plan.LimitRadius, Max: ptr(9), By: plan.ByMinutes, Scope: plan.Scope{School: "A"}},
				{What: plan.LimitNearbyShare, Min: ptr(0.5), Within: ptr(300)}, most(plan.LimitIntakeClassSize, 45), most(plan.LimitSchoolSize, 90),
				most(plan.LimitPupilsMoved, 9), most(plan.LimitPupilKM, 40), seats, on(plan.LimitWholePieces), most(plan.LimitSchoolsPerPiece, 2),
				{What: plan.LimitLot, On: true, Scope: plan.Scope{Zone: "Z"}}, on(plan.LimitContiguous), most(plan.LimitOpenSites, 1),
			}
		}), ""},
		"goal without lever":  {withLevers(plan.Rotation), "goal travel: it needs the lever catchment or siting"},
		"limit without lever": {both(limit(seats), withLevers(plan.Rotation)), "limit load: it needs the lever catchment or siting"},
		"no pieces":           {func(p *plan.Problem) { p.County.Pieces = nil }, "pieces.csv has none"},
		"nothing to choose":   {both(withLevers(plan.Siting), func(p *plan.Problem) { p.County.Candidates = nil }), "lever siting: candidates.csv has no site"},
		"no map":              {both(goal(plan.PupilsMoved), unsettle), "goal pupils-moved: no piece of pieces.csv names a school of today"},
		"no map to keep":      {both(limit(most(plan.LimitPupilsMoved, 1)), unsettle), "limit pupils-moved: no piece"},
		"no map, travel":      {unsettle, ""},
		"pupils lost":         {func(p *plan.Problem) { p.County.Sections[0].Pupils++ }, "the others live in no piece"},
		"no way":              {func(p *plan.Problem) { p.County.Travel = p.County.Travel[2:] }, `2 are not known: travel.csv: the way from "p1" to "A" is missing`},
		"way to a new site":   {both(withLevers(plan.Siting), func(p *plan.Problem) { p.County.Travel = p.County.Travel[:11] }), "1 are not known"},
		"that site is closed": {func(p *plan.Problem) { p.County.Travel = p.County.Travel[:11] }, ""},
		"no minutes": {both(limit(plan.Limit{What: plan.LimitRadius, Max: ptr(9), By: plan.ByMinutes}), func(p *plan.Problem) {
			for i := range p.County.Travel {
				p.County.Travel[i].Minutes = 0
			}
		}), "limit radius: by minutes, which travel.csv does not have"},
		"by what":               {limit(plan.Limit{What: plan.LimitRadius, Max: ptr(9), By: "hours"}), `by "hours"`},
		"share":                 {limit(plan.Limit{What: plan.LimitNearbyShare, Min: ptr(1.5)}), "a share is between 0 and 1"},
		"no area":               {both(limit(plan.Limit{What: plan.LimitNearbyShare, Min: ptr(1)}), func(p *plan.Problem) { p.County.Schools[1].Area = "" }), "1 sections in scope have no area"},
		"no classes":            {both(limit(most(plan.LimitIntakeClassSize, 45)), without(model.Classes)), "limit intake-class-size: 1 sections in scope have no classes in sections.csv, first B/primary"},
		"no seats":              {both(limit(seats), without(model.Classes, model.Seats)), "limit load: 1 sections in scope have no seats"},
		"seats by classes":      {both(limit(seats), without(model.Seats)), ""},
		"goal without seats":    {both(goal(plan.SeatsGoal), without(model.Classes, model.Seats)), "goal seats: 1 sections in scope have no seats"},
		"size by no rule":       {limit(plan.Limit{What: plan.LimitSchoolSize, On: true}), "limit school-size: the standard desks has no rule on the size of schools"},
		"no school for a piece": {limit(most(plan.LimitSchoolsPerPiece, 0)), "limit schools-per-piece: max 0: every piece needs a school"},
		"lot of nobody":         {limit(plan.Limit{What: plan.LimitLot, On: true}), "limit lot: name the zone or the group"},
		"no borders":            {both(limit(plan.Limit{What: plan.LimitContiguous, On: true}), func(p *plan.Problem) { p.County.Borders = nil }), "limit contiguous: adjacency.csv"},
		"sites without siting":  {limit(most(plan.LimitOpenSites, 1)), "limit open-sites: it needs the lever siting"},
		"lock of a piece":       {lock("*/catchment/assign/*/*/*/*/p9"), `no piece "p9"; did you mean "p1"?`},
		"lock of a site":        {lock("*/siting/open/*/*/N/*/*"), ""},
		"lock of no school":     {lock("*/siting/open/*/*/M/*/*"), `no school "M"`},
		"schools count alike":   {both(goal(plan.Dispersion), func(p *plan.Problem) { p.Standard.Weighting = standard.Unweighted }), "sections do not count by their pupils"},
		"cost of sites":         {both(goal(plan.CostGoal), withLevers(plan.Siting)), ""},
	} {
		t.Run(name, func(t *testing.T) {
			p := townProblem()
			c.change(p)
			err := p.Validate()
			if c.want == "" {
				require.NoError(t, err)
				return
			}
			require.ErrorContains(t, err, c.want)
		})
	}
}

// unsettle takes the map of today away.
func unsettle(p *plan.Problem) {
	for i := range p.County.Pieces {
		p.County.Pieces[i].School = nil
	}
}

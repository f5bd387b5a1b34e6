package exact

import (
	"fmt"
	"slices"

	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/model"
)

// Route is how a problem is solved.
type Route string

// The routes.
const (
	RouteAuto       Route = "auto"       // a special route where one applies, else outer
	RouteParametric Route = "parametric" // divisible stocks that nothing ties together but the money: exact paths
	RouteExchange   Route = "exchange"   // whole teachers of one kind between all sections at equal cost: greedy, exact
	RouteTransport  Route = "transport"  // pieces that may be split, nothing tied together: shortest paths between schools
	RouteOuter      Route = "outer"      // LP and MIP in rounds of tangents: every problem
)

// Routes lists the routes by name.
func Routes() []Route {
	return []Route{RouteAuto, RouteParametric, RouteExchange, RouteTransport, RouteOuter}
}

// chooseRoute is the one place where the route is chosen. The exchange route asks for a problem in
// which single teachers go from any section of a stage to any other, all moves are alike, and one
// indicator alone is looked at, so that taking the best exchange at each step is optimal. The
// parametric route asks for stocks that come in parts and that no rule ties together but one sum of
// money: see [newParts]. Whatever else a problem has in it goes to the outer route.
func chooseRoute(f *frame, asked Route) (Route, error) {
	why := whyNotExchange(f)
	switch asked {
	case "", RouteAuto:
		if why == "" {
			return RouteExchange, nil
		}
		if whyNotParametric(f) == "" {
			return RouteParametric, nil
		}
		return RouteOuter, nil
	case RouteParametric:
		if why := whyNotParametric(f); why != "" {
			return "", fmt.Errorf("%w parametric cannot solve this problem: %s", ErrRoute, why)
		}
		return RouteParametric, nil
	case RouteExchange:
		if why != "" {
			return "", fmt.Errorf("%w exchange cannot solve this problem: %s", ErrRoute, why)
		}
		return RouteExchange, nil
	case RouteTransport:
		return "", fmt.Errorf("%w transport cannot solve this problem: it is for catchments", ErrRoute)
	case RouteOuter:
		return RouteOuter, nil
	}
	names := make([]string, 0, len(Routes()))
	for _, r := range Routes() {
		names = append(names, string(r))
	}
	return "", fmt.Errorf("%w %q: %s", ErrRoute, asked, model.Unknown(string(asked), names))
}

// whyNotExchange says what keeps a problem off the exchange route; empty: nothing does.
func whyNotExchange(f *frame) string {
	p := f.p
	switch {
	case len(p.Goals) != 1 || (p.Goals[0].Name != plan.Moves && p.Goals[0].Name != plan.Dispersion):
		return "its goal must be moves or dispersion alone"
	case len(p.Levers) != 1 || p.Levers[0] != plan.Rotation:
		return "its one lever must be rotation"
	case p.Goals[0].Name == plan.Dispersion && len(f.stages) > 1 && f.sharedMoves():
		return "stages share a limit on moves"
	case f.r.Divisible:
		return "teachers may be planned in parts"
	case f.composed():
		return "a limit on the mean of several CVs ties indicators together"
	case len(p.Locks) > 0:
		return "it has locks"
	case !f.byPupils():
		return "sections do not count by their pupils, so that the mean changes with every move"
	case f.r.Prices.PerKM() || len(p.LimitsOn(plan.LimitMoveKM)) > 0:
		return "moves depend on distance"
	case !f.inZones():
		return "barred ways do not divide the sections into zones"
	case len(p.LimitsOn(plan.LimitSpending)) > 0 || (f.r.Funded && f.movesCost()):
		return "money limits the moves"
	case slices.ContainsFunc(p.County.Posts, func(p model.Post) bool { return p.School != "" || p.Kind != "" || p.Subject != "" }):
		return "posts limit single schools or kinds"
	}
	if flat, ok := f.r.Prices.FlatMoves(); !ok || (flat > 0 && f.r.Funded) {
		return "moves cost differently"
	}
	return whyNotOneStock(f)
}

// inZones says whether teachers go from every section to every other of its zone, in every stage.
func (f *frame) inZones() bool {
	for s := range f.stages {
		if _, ok := f.zonesOf(s); !ok {
			return false
		}
	}
	return true
}

// sharedMoves says whether a limit on moves holds for all stages together.
func (f *frame) sharedMoves() bool {
	_, ok := f.p.MovesCap()
	return ok
}

// movesCost says whether some move costs money.
func (f *frame) movesCost() bool {
	flat, ok := f.r.Prices.FlatMoves()
	return !ok || flat > 0
}

// whyNotOneStock looks at the indicators and at the limits by section.
func whyNotOneStock(f *frame) string {
	for s := range f.stages {
		for i := range f.stages[s].rows {
			if floor, ok := f.r.Floor(-1, f.section(s, i)); ok && floor > f.r.TeachersPresent(-1, f.section(s, i)) {
				return "a floor asks for more teachers than there are"
			}
		}
		var stocks []int
		for t := range f.targets {
			tg := &f.targets[t]
			if tg.stage != s || !f.limited(t) {
				continue
			}
			if !tg.changeable {
				return "a limit concerns an indicator that rotation cannot change"
			}
			if len(tg.of.Stock) != 1 || tg.of.Stock[0].Sign != 1 {
				return "an indicator is a sum of stocks"
			}
			stocks = append(stocks, t)
		}
		if len(stocks) > 1 {
			return "more than one indicator is concerned"
		}
		if len(stocks) == 1 {
			if why := f.boundsAreSimple(s, &f.targets[stocks[0]]); why != "" {
				return why
			}
		}
	}
	for _, l := range f.p.LimitsOn(plan.LimitMoves) {
		if l.Scope.Stage == "" && l.Scope != (plan.Scope{}) || l.Scope.Stage != "" && l.Scope != (plan.Scope{Stage: l.Scope.Stage}) {
			return "a limit on moves concerns some sections only"
		}
	}
	return ""
}

// limited says whether a target's CV matters: it is limited or minimised.
func (f *frame) limited(t int) bool {
	return f.targets[t].hard || (f.p.Goals[0].Name == plan.Dispersion && f.targets[t].changeable)
}

// boundsAreSimple says why the limits by section do not come down to a least and a greatest stock of
// the target; empty: they do.
func (f *frame) boundsAreSimple(s int, t *target) string {
	all := t.of.Stock[0].Column == model.Teachers
	for i := range f.stages[s].rows {
		section := f.section(s, i)
		if f.p.Headcount() && !f.r.Headcount(section) {
			return "headcounts are kept in some sections only"
		}
		if t.before[i] != float64(int64(t.before[i])) {
			return "there are parts of teachers"
		}
		if _, ok := f.r.Floor(-1, section); ok && !all && !f.p.Headcount() {
			return "a floor counts all teachers, the indicator only some"
		}
		for k := range f.r.Kinds {
			if _, ok := f.r.Floor(k, section); ok {
				return "a floor counts one kind of teacher"
			}
		}
	}
	if all && f.p.Headcount() {
		return "headcounts are kept, so that the number of teachers cannot change"
	}
	return ""
}

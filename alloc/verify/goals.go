package verify

import (
	"fmt"
	"math"
	"slices"

	"github.com/eduparity/eduparity/alloc/plan"
)

// goals checks values, bounds, gaps and statuses.
func (k *checker) goals() {
	k.order()
	worst := plan.Optimal
	for n := range k.pl.Goals {
		goal := &k.pl.Goals[n]
		where := at("goals", n)
		if !k.value(where, n) {
			continue
		}
		k.bound(where, k.pl.Goals[:n], goal)
		k.number(where+".gap", goal.Gap, plan.Gap(goal.Name, goal.Value, goal.Bound))
		if goal.Bound > goal.Value {
			k.fault(where+".bound", "the bound %s lies above the value %s", format(goal.Bound), format(goal.Value))
		}
		if !(k.pl.Run.Gap >= 0) {
			k.fault("run.gap", "%s: must be a number of 0 or more", format(k.pl.Run.Gap))
		}
		k.text(where+".status", string(goal.Status), string(k.pl.Problem.Goal(goal.Name).Status(goal.Value, goal.Bound, k.pl.Run.Gap)))
		if goal.Status != plan.Optimal {
			worst = plan.Feasible
		}
	}
	k.text("status", string(k.pl.Status), string(worst))
}

// order checks that the goals are those of the problem, in their order: dispersion level by level,
// every other once.
func (k *checker) order() {
	var names []plan.GoalName
	for i := range k.pl.Goals {
		name := k.pl.Goals[i].Name
		if len(names) > 0 && names[len(names)-1] == name && name == plan.Dispersion {
			continue
		}
		names = append(names, name)
	}
	var want []plan.GoalName
	for _, g := range k.g.p.Goals {
		want = append(want, g.Name)
		if g.Name == plan.SeatsGoal {
			want = append(want, g.Name) // pupils without a seat, then evenness
		}
	}
	if !slices.Equal(names, want) {
		k.differs("goals", fmt.Sprint(names), fmt.Sprint(want))
	}
}

// value compares the value of a goal, and the levels of dispersion, with the county after. False: the
// goal cannot be read.
func (k *checker) value(where string, n int) bool {
	goal := &k.pl.Goals[n]
	if n > 0 && goal.Name == plan.SeatsGoal && k.pl.Goals[n-1].Name == plan.SeatsGoal {
		k.seatLevels(where, goal)
		return true
	}
	if goal.Name != plan.Dispersion {
		k.number(where+".value", goal.Value, k.outcome.Value(goal.Name))
		k.length(where+".levels", len(goal.Levels), 0)
		return true
	}
	if len(goal.Levels) == 0 {
		k.fault(where+".levels", "there are none")
		return false
	}
	k.number(where+".value", goal.Value, goal.Levels[0].Ratio)
	before := k.outcome.Levels // what this level may be about
	if n > 0 && k.pl.Goals[n-1].Name == plan.Dispersion {
		before = k.pl.Goals[n-1].Levels
		if len(goal.Levels) >= len(before) {
			k.fault(where+".levels", "a further level has fewer targets than the one before it")
			return false
		}
	} else if !k.length(where+".levels", len(goal.Levels), len(before)) {
		return false
	}
	var listed []plan.Level
	for _, l := range k.outcome.Levels {
		if slices.ContainsFunc(goal.Levels, func(o plan.Level) bool { return o.Code == l.Code && o.Stage == l.Stage }) &&
			slices.ContainsFunc(before, func(o plan.Level) bool { return o.Code == l.Code && o.Stage == l.Stage }) {
			listed = append(listed, l)
		}
	}
	if !k.length(where+".levels", len(goal.Levels), len(listed)) {
		return false
	}
	for i, l := range listed {
		is := &goal.Levels[i]
		k.text(at(where+".levels", i)+".code", is.Code, l.Code)
		k.text(at(where+".levels", i)+".stage", is.Stage, l.Stage)
		k.number(at(where+".levels", i)+".ratio", is.Ratio, l.Ratio)
	}
	return true
}

// seatLevels compares the second level of the goal seats.
func (k *checker) seatLevels(where string, goal *plan.GoalResult) {
	want := k.outcome.SeatLevels
	worst := 0.0
	if len(want) > 0 {
		worst = want[0].Ratio
	}
	k.number(where+".value", goal.Value, worst)
	if k.length(where+".levels", len(goal.Levels), len(want)) {
		for i, l := range want {
			k.text(at(where+".levels", i)+".code", goal.Levels[i].Code, l.Code)
			k.text(at(where+".levels", i)+".stage", goal.Levels[i].Stage, l.Stage)
			k.number(at(where+".levels", i)+".ratio", goal.Levels[i].Ratio, l.Ratio)
		}
	}
}

// bound proves the bound of a goal from its certificate.
func (k *checker) bound(where string, earlier []plan.GoalResult, goal *plan.GoalResult) {
	c := goal.Certificate
	if c == nil {
		k.fault(where+".certificate", "there is none")
		return
	}
	k.number(where+".bound", goal.Bound, c.Bound)
	claimed, field := c.Bound, ".certificate.bound"
	switch c.Kind {
	case plan.CertLPDual, plan.CertExchange, plan.CertPrice:
		if c.RootBound != nil {
			k.fault(where+".certificate.root_bound", "only a search has one")
		}
	case plan.CertSearch:
		if c.RootBound == nil {
			k.fault(where+".certificate.root_bound", "a search without root bound proves nothing")
			return
		}
		claimed, field = *c.RootBound, ".certificate.root_bound"
		if claimed > c.Bound {
			k.fault(where+field, "the root bound %s lies above the bound %s", format(claimed), format(c.Bound))
		}
	case plan.CertRay:
	}
	if !k.pricesFit(where+".certificate", c) {
		return
	}
	proved, err := k.g.proved(earlier, goal, claimed, false)
	if err != nil {
		k.fault(where+".certificate", "%v", err)
		return
	}
	proved = min(proved, goal.Value)
	if !(claimed <= proved+claimSlack*max(math.Abs(claimed), leastOf(goal.Name))) {
		k.differs(where+field, format(claimed), "proved to be "+format(proved))
		return
	}
	if claimed < proved-claimSlack*max(math.Abs(proved), leastOf(goal.Name)) {
		k.differs(where+field, format(claimed), "proved to be "+format(proved)) // the writer claims what is proved
		return
	}
	k.ratiosUsed(where, earlier, goal, claimed)
	k.tell(goal, proved)
}

// pricesFit checks that prices are there if and only if the certificate is made of them.
func (k *checker) pricesFit(where string, c *plan.Certificate) bool {
	if k.g.p.HasPlaces() {
		return true
	}
	if has := c.Data != nil && len(c.Data.Prices) > 0; has != (c.Kind == plan.CertPrice) {
		k.fault(where+".data.prices", "they belong to a certificate of kind %s, and only to it", plan.CertPrice)
		return false
	}
	return true
}

// ratiosUsed compares the limits that a level of dispersion says it was proved under.
func (k *checker) ratiosUsed(where string, earlier []plan.GoalResult, goal *plan.GoalResult, claimed float64) {
	c := goal.Certificate
	if c.Data == nil || len(c.Data.Ratios) == 0 {
		return
	}
	where += ".certificate.data.ratios"
	if goal.Name != plan.Dispersion {
		k.fault(where, "they have no meaning for the goal %s", goal.Name)
		return
	}
	want := k.g.ratios(earlier, goal, claimed)
	if !k.length(where, len(c.Data.Ratios), len(want)) {
		return
	}
	for i, l := range want {
		is := &c.Data.Ratios[i]
		k.text(at(where, i)+".code", is.Code, l.Code)
		k.text(at(where, i)+".stage", is.Stage, l.Stage)
		if !(math.Abs(is.Ratio-l.Ratio) <= claimSlack*max(l.Ratio, plan.LeastRatio)) {
			k.number(at(where, i)+".ratio", is.Ratio, l.Ratio)
		}
	}
}

// leastOf is the size below which differences of a goal are measured against it.
func leastOf(goal plan.GoalName) float64 {
	if goal == plan.Dispersion {
		return plan.LeastRatio
	}
	return leastValue
}

// tell says what was proved of a goal.
func (k *checker) tell(goal *plan.GoalResult, proved float64) {
	what := map[plan.GoalName]string{
		plan.Moves: "moves", plan.PassCost: "yuan", plan.CostGoal: "yuan", plan.Shortfall: "pupils short", plan.Dispersion: "of CV/limit",
		plan.Travel: "pupil-km", plan.PupilsMoved: "pupils moved", plan.SeatsGoal: "pupils without a seat",
	}[goal.Name]
	if evenness(goal) {
		what = "of the CV of seats per pupil"
	}
	switch {
	case goal.Certificate.Kind == plan.CertSearch:
		k.proved("%s: no plan is below %s %s; that none is below %s rests on the search alone", goal.Name, Figure(proved), what, Figure(goal.Bound))
	case goal.Certificate.Kind == plan.CertPrice && k.g.p.HasPlaces():
		k.proved("%s: no plan is below %s %s (prices of places), rounding included", goal.Name, Figure(proved), what)
	case goal.Certificate.Kind == plan.CertPrice:
		k.proved("%s: no plan is below %s %s (prices of %d indicators), rounding included", goal.Name, Figure(proved), what, len(goal.Certificate.Data.Prices))
	case goal.Certificate.Kind == plan.CertExchange:
		k.proved("%s: no plan is below %s %s (no exchange improves), rounding included", goal.Name, Figure(proved), what)
	default:
		k.proved("%s: no plan is below %s %s (%d multipliers), rounding included", goal.Name, Figure(proved), what, rows(goal.Certificate.Data))
	}
}

// rows is how many multipliers a certificate has.
func rows(data *plan.CertificateData) int {
	if data == nil {
		return 0
	}
	return len(data.Rows)
}

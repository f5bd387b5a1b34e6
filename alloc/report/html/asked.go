package html

import (
	"cmp"
	"strconv"
	"strings"

	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/alloc/report"
	"github.com/eduparity/eduparity/model/standard"
)

// asked says what a plan was asked for: goals, levers, standard, conditions.
func (v *view) asked() []words {
	p := &v.plan.Problem
	var goals, levers, limits []words
	for _, g := range p.Goals {
		goals = append(goals, known("goal:"+string(g.Name)))
	}
	for _, l := range p.Levers {
		levers = append(levers, known(string(l)))
	}
	for i := range p.Limits {
		limits = append(limits, v.condition(&p.Limits[i]))
	}
	then := words{", then ", "，其次"}
	out := []words{say("Asked for: %[1]s; by %[2]s. Judged by: %[3]s.", join(then, goals...), join(comma(), levers...), standardName(p.Standard))}
	if len(limits) > 0 {
		out = append(out, say("Conditions: %s.", join(semicolon(), limits...)))
	}
	return out
}

// standardName is the title of a standard; its name where it has none.
func standardName(s *standard.Standard) words {
	return words{cmp.Or(s.Title, s.Name), cmp.Or(s.TitleZH, s.Title, s.Name)}
}

// condition is a limit in words.
func (v *view) condition(l *plan.Limit) words {
	what := known("limit:" + string(l.What))
	bound := func(x float64) words {
		switch l.What {
		case plan.LimitSpending:
			return v.money(x)
		case plan.LimitLeaveShare, plan.LimitNearbyShare, plan.LimitLoad:
			return plain(report.Percent(x, 0))
		case plan.LimitMoveKM:
			return quantity(x, "km")
		case plan.LimitTeachers:
			return quantity(x, "persons")
		case plan.LimitPupilsMoved, plan.LimitSchoolSize, plan.LimitIntakeClassSize:
			return quantity(x, "pupils")
		default: // counts that say in their name what they count, and CVs
			return plain(report.Amount(x))
		}
	}
	parts := []words{what}
	if l.Min != nil {
		parts = append(parts, say("at least %s", bound(*l.Min)))
	}
	if l.MinColumn != "" {
		parts = append(parts, say("at least %s", known(l.MinColumn)))
	}
	if l.Max != nil {
		parts = append(parts, say("at most %s", bound(*l.Max)))
	}
	if l.Equal != nil {
		parts = append(parts, say("exactly %s", bound(*l.Equal)))
	}
	if len(l.Grades) > 0 {
		parts = append(parts, say("for grades %s", plain(gradeList(l.Grades))))
	}
	var scope []words
	for _, s := range []string{l.Scope.Stage, l.Scope.Zone, l.Scope.Group, l.Scope.Area, l.Scope.Kind, l.Scope.School, l.Scope.Indicator} {
		if s != "" {
			scope = append(scope, known(s))
		}
	}
	w := join(words{" ", ""}, parts...)
	if len(scope) > 0 {
		w = say("%[1]s (%[2]s)", w, join(comma(), scope...))
	}
	return w
}

// gradeList writes grades.
func gradeList(grades []int) string {
	out := make([]string, len(grades))
	for i, g := range grades {
		out[i] = strconv.Itoa(g)
	}
	return strings.Join(out, ", ")
}

// goalName names a goal shortly, for a table.
func goalName(g plan.GoalName) words {
	w := known("goal:" + string(g))
	return words{strings.TrimPrefix(w.EN, "the "), w.ZH}
}

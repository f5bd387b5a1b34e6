package plan

import (
	"errors"
	"math"
	"slices"
	"strings"

	"github.com/eduparity/eduparity/model"
)

// Validate reports every fault of the limit that shows without a county, joined: an unknown kind of
// limit, a field that does not apply, a missing or impossible number. Every fault wraps [ErrProblem].
func (l Limit) Validate() error {
	if err := checkWord("limit", string(l.What), limits, nil); err != nil {
		return err
	}
	var faults []error
	add := func(format string, args ...any) {
		faults = append(faults, problem("limit "+string(l.What)+": "+format, args...))
	}
	for _, n := range l.numbers() {
		switch {
		case n.value == nil:
		case math.IsNaN(*n.value) || math.IsInf(*n.value, 0):
			add("%s: must be a finite number, not %v", n.name, *n.value)
		case *n.value < 0:
			add("%s: must not be negative: %s", n.name, number(*n.value))
		}
	}
	if l.Min != nil && l.Max != nil && *l.Min > *l.Max {
		add("min %s is above max %s", number(*l.Min), number(*l.Max))
	}
	fields, scopes := l.What.fields()
	for _, f := range l.given() {
		if !slices.Contains(fields, f) {
			add("%s has no meaning here: give %s", f, strings.Join(fields, " or "))
		}
	}
	if !slices.ContainsFunc(l.given(), func(f string) bool { return slices.Contains(fields, f) }) {
		add("%s is missing", strings.Join(fields, " or "))
	}
	for _, f := range l.Scope.fields() {
		if f.value != "" && !slices.Contains(scopes, f.name) {
			if len(scopes) == 0 {
				add("it has no scope: it holds everywhere")
				break
			}
			add("the scope cannot name a %s: only %s", f.name, strings.Join(scopes, ", "))
		}
	}
	if l.What == LimitRadius && l.Max == nil {
		add("max is missing")
	}
	if slices.ContainsFunc(l.Grades, func(g int) bool { return g < 1 || g > model.LastGrade }) {
		add("grades: must be from 1 to %d", model.LastGrade)
	}
	if l.What == LimitLeaveShare && l.Max != nil && *l.Max > 1 {
		add("a share is between 0 and 1, not %s", number(*l.Max))
	}
	return errors.Join(faults...)
}

// A limitNumber is a number of a limit by its name.
type limitNumber struct {
	name  string
	value *float64
}

// numbers lists the numbers of a limit.
func (l Limit) numbers() []limitNumber {
	return []limitNumber{{"min", l.Min}, {"max", l.Max}, {"equal", l.Equal}, {"within", l.Within}}
}

// given lists the fields that the limit uses.
func (l Limit) given() []string {
	var given []string
	for _, n := range l.numbers() {
		if n.value != nil {
			given = append(given, n.name)
		}
	}
	if l.On {
		given = append(given, "on")
	}
	if l.MinColumn != "" {
		given = append(given, "min_column")
	}
	if l.By != "" {
		given = append(given, "by")
	}
	if len(l.Grades) > 0 {
		given = append(given, "grades")
	}
	return given
}

// fields are those that apply to a kind of limit, and what its scope may name.
func (w What) fields() (fields, scopes []string) {
	places := []string{"stage", "zone", "group", "school"}
	switch w {
	case LimitSpending, LimitMoves, LimitLeaveShare, LimitMoveKM:
		return []string{"max"}, append(places, "kind")
	case LimitTeachers:
		return []string{"min", "min_column"}, append(places, "kind")
	case LimitCV:
		return []string{"max"}, []string{"indicator", "stage"}
	case LimitHeadcount:
		return []string{"on"}, places
	case LimitDivisible:
		return []string{"on"}, nil
	case LimitRadius:
		return []string{"max", "by", "grades"}, append(places, "area")
	case LimitNearbyShare:
		return []string{"min", "within", "by"}, []string{"stage", "zone", "group"}
	case LimitIntakeClassSize:
		return []string{"max"}, append(places, "area")
	case LimitPupilsMoved, LimitPupilKM:
		return []string{"max"}, places
	case LimitSchoolSize:
		return []string{"max", "on"}, []string{"zone", "group", "school"}
	case LimitLoad:
		return []string{"min", "max"}, append(places, "area")
	case LimitWholePieces:
		return []string{"on"}, []string{"stage", "zone"}
	case LimitSchoolsPerPiece:
		return []string{"max"}, nil
	case LimitLot:
		return []string{"on"}, []string{"stage", "zone", "group"}
	case LimitContiguous:
		return []string{"on", "by"}, places
	case LimitOpenSites:
		return []string{"min", "max"}, []string{"stage", "zone", "group"}
	}
	return nil, nil
}

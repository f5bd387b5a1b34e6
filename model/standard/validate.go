package standard

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/eduparity/eduparity/model"
)

// Validate reports every fault of the standard at once, as joined [*model.DataError]s whose File is
// the name of the standard.
func (s *Standard) Validate() error { return s.validate(false) }

// validate is Validate; a level of a stack may hold rules only.
func (s *Standard) validate(level bool) error {
	v := &checks{name: s.Name}
	if s.Name == "" {
		v.add("", "name", "", "is missing")
	}
	switch s.Weighting {
	case "", ByPupils, Unweighted:
	default:
		v.add("", "weighting", string(s.Weighting), model.Unknown(string(s.Weighting), []string{string(ByPupils), string(Unweighted)}))
	}
	if len(s.Indicators) == 0 && !(level && len(s.Rules) > 0) {
		v.add("", "indicators", "", "there is no indicator")
	}
	seen := make(map[string]bool)
	for i, k := range s.Indicators {
		name := k.Code
		if k.Code == "" {
			name = fmt.Sprintf("indicator %d", i+1)
			v.add(name, "code", "", "is missing")
		} else if seen[k.Code] {
			v.add(name, "code", k.Code, "is given twice")
		}
		seen[k.Code] = true
		v.indicator(name, k)
	}
	if n := s.Section.MetAtLeast; n < 0 || n > len(s.Indicators) {
		v.add("", "school_rule.met_at_least", strconv.Itoa(n), fmt.Sprintf("must be from 0 (all) to the %d indicators", len(s.Indicators)))
	}
	if n := s.Section.MayMiss; n < 0 || n > len(s.Indicators) {
		v.add("", "school_rule.may_miss", strconv.Itoa(n), fmt.Sprintf("must be from 0 to the %d indicators", len(s.Indicators)))
	} else if n > 0 && s.Section.MetAtLeast > 0 {
		v.add("", "school_rule.may_miss", strconv.Itoa(n), "stands beside met_at_least; give one of the two")
	}
	if q := s.Section.OthersAtShare; !(q >= 0 && q <= 1) {
		v.add("", "school_rule.others_at_share", decimal(q), "must be a share from 0 to 1")
	}
	for _, k := range s.Exclude.Kinds {
		if !slices.Contains(model.SchoolKinds(), k) {
			v.add("", "exclude.kinds", string(k), model.Unknown(string(k), words(model.SchoolKinds())))
		}
	}
	if b := s.Exclude.TeachingPointsBelow; !(b >= 0) || math.IsInf(b, 0) {
		v.add("", "exclude.teaching_points_below", decimal(b), "must be a finite number of pupils, not negative")
	}
	for _, stage := range stagesOf(s.Composite.CVLimit) {
		if l := s.Composite.CVLimit[stage]; !(l >= 0) || math.IsInf(l, 0) {
			v.add("", "composite.cv_limit."+stage, decimal(l), "must be a finite number, not negative")
		}
	}
	v.rules(s)
	v.levels(s)
	return errors.Join(v.errs...)
}

// checks collects what Validate finds.
type checks struct {
	name string
	errs []error
}

func (v *checks) add(record, column, value, rule string) {
	v.errs = append(v.errs, &model.DataError{File: v.name, Record: record, Column: column, Value: value, Rule: rule})
}

func (v *checks) indicator(name string, k Indicator) {
	if strings.ContainsAny(k.Code, ",:=/*") {
		v.add(name, "code", k.Code, "must not contain any of , : = / *")
	}
	positive := false
	columns := make(map[string]bool)
	for _, t := range k.Stock {
		switch {
		case t.Column == "" || strings.HasPrefix(t.Column, "-"):
			v.add(name, "stock", t.Column, "must be the name of a column")
		case columns[t.Column]:
			v.add(name, "stock", t.Column, "is given twice")
		case t.Sign != 1 && t.Sign != -1:
			v.add(name, "stock", t.Column, "must count with the sign 1 or -1")
		}
		columns[t.Column] = true
		positive = positive || t.Sign == 1
	}
	if !positive {
		v.add(name, "stock", "", "must have a column that counts positively")
	}
	if !(k.Per > 0) || math.IsInf(k.Per, 0) {
		v.add(name, "per", decimal(k.Per), "must be a positive number, such as 1 or 100")
	}
	for _, stage := range stagesOf(k.Minimum) {
		if m := k.Minimum[stage]; !(m > 0) || math.IsInf(m, 0) {
			v.add(name, "minimum."+stage, decimal(m), "must be a positive number")
		}
	}
	v.reliefs(name, k)
	for _, stage := range stagesOf(k.Floor) {
		floor := k.Floor[stage]
		if minimum, ok := k.Minimum[stage]; !ok {
			v.add(name, "floor."+stage, decimal(floor), "there is no minimum in this stage that could be missed")
		} else if !(floor > 0 && floor <= minimum) {
			v.add(name, "floor."+stage, decimal(floor), "must be a positive number, at most the minimum "+decimal(minimum))
		}
	}
	for _, stage := range stagesOf(k.CVLimit) {
		if l := k.CVLimit[stage]; !(l >= 0) || math.IsInf(l, 0) {
			v.add(name, "cv_limit."+stage, decimal(l), "must be a finite number, not negative")
		}
	}
}

// stagesOf returns the stages of a map in a fixed order.
func stagesOf(byStage map[string]float64) []string {
	stages := make([]string, 0, len(byStage))
	for stage := range byStage {
		stages = append(stages, stage)
	}
	slices.Sort(stages)
	return stages
}

func decimal(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }

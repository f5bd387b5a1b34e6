package standard

import (
	"fmt"
	"math"
	"slices"
)

// A demand is what the section rule of a level asks of the sections of one stage.
type demand struct {
	level    int
	minimums []float64 // by indicator of the merge; NaN: none
	floors   []float64 // what must be reached where a minimum may be missed
	allowed  int       // how many may be missed
}

func (m *merge) demand(l int, stage string) demand {
	s := m.levels[l]
	d := demand{level: l}
	for range m.out.Indicators {
		d.minimums, d.floors = append(d.minimums, math.NaN()), append(d.floors, math.NaN())
	}
	counted := 0
	for i := range s.Indicators {
		if minimum, ok := s.Indicators[i].Minimum[stage]; ok {
			d.minimums[m.place[l][i]], d.floors[m.place[l][i]] = minimum, s.Floor(i, stage)
			counted++
		}
	}
	d.allowed = counted - s.Section.Required(counted)
	return d
}

// implies says whether sections that meet d meet another demand, given what is asked for in full.
func (d *demand) implies(other *demand, full []float64) bool {
	if d.allowed > other.allowed {
		return false
	}
	for k, minimum := range other.minimums {
		switch {
		case math.IsNaN(minimum), full[k] >= minimum: // none, or met anyway
		case !(d.minimums[k] >= minimum), !(d.floors[k] >= other.floors[k] || full[k] >= other.floors[k]):
			return false
		}
	}
	return true
}

// sectionRule settles minimums, floors and the section rule, stage by stage.
func (m *merge) sectionRule() {
	var (
		stages  []string
		counted []int             // minimums by stage
		allowed []int             // how many of them may be missed by stage; -1: none, for the floors say so
		share   = math.Inf(1)     // the least that a rule asks of those that are missed
		lenient = make([]bool, 0) // by stage
	)
	for _, s := range m.levels {
		for i := range s.Indicators {
			for _, stage := range stagesOf(s.Indicators[i].Minimum) {
				if !slices.Contains(stages, stage) {
					stages = append(stages, stage)
				}
			}
		}
	}
	for _, stage := range stages {
		full, demands := m.demands(stage)
		rule := strictest(full, demands)
		if rule == nil && len(demands) > 0 {
			m.conflict(stage, demands)
			return
		}
		counted = append(counted, m.settle(stage, full, rule))
		lenient = append(lenient, rule != nil)
		if rule == nil {
			allowed = append(allowed, 0)
			continue
		}
		allowed = append(allowed, rule.allowed)
		share = min(share, m.levels[rule.level].Section.OthersAtShare)
	}
	m.rule(stages, counted, allowed, lenient, share)
	m.trimFloors()
}

// demands returns what levels ask for in full, by indicator, NaN for nothing, and the demands of
// those that let something be missed.
func (m *merge) demands(stage string) (full []float64, lenient []demand) {
	full = make([]float64, len(m.out.Indicators))
	for k := range full {
		full[k] = math.NaN()
	}
	for l := range m.levels {
		d := m.demand(l, stage)
		if d.allowed > 0 {
			lenient = append(lenient, d)
			continue
		}
		for k, minimum := range d.minimums {
			if !math.IsNaN(minimum) && !(full[k] >= minimum) {
				full[k] = minimum
			}
		}
	}
	return full, lenient
}

// strictest returns the first demand that implies all others, nil where there is none.
func strictest(full []float64, demands []demand) *demand {
	for i := range demands {
		all := true
		for j := range demands {
			all = all && demands[i].implies(&demands[j], full)
		}
		if all {
			return &demands[i]
		}
	}
	return nil
}

// settle writes the minimums and floors of a stage and returns how many minimums there are. What is
// asked for in full is minimum and floor at once where the rule asks for less.
func (m *merge) settle(stage string, full []float64, rule *demand) (counted int) {
	for k := range m.out.Indicators {
		minimum, floor := full[k], full[k]
		if rule != nil && !math.IsNaN(rule.minimums[k]) && !(full[k] >= rule.minimums[k]) {
			minimum, floor = rule.minimums[k], rule.floors[k]
			if full[k] > floor {
				floor = full[k]
			}
		}
		if math.IsNaN(minimum) {
			continue
		}
		counted++
		indicator := &m.out.Indicators[k]
		if indicator.Minimum == nil {
			indicator.Minimum, indicator.Floor = make(map[string]float64), make(map[string]float64)
		}
		indicator.Minimum[stage], indicator.Floor[stage] = minimum, floor
	}
	return counted
}

func (m *merge) conflict(stage string, demands []demand) {
	first := demands[0]
	for _, d := range demands[1:] {
		m.refuse(m.levels[d.level], "", "school_rule", "", fmt.Sprintf(
			"in stage %s neither this rule (all but %d) nor that of %s (all but %d) is the stricter one for every indicator: ask for the minimums of one in full, or state the stricter rule at one level",
			stage, d.allowed, m.levels[first.level].Name, first.allowed))
	}
}

// rule finds the one section rule that lets a section miss in every stage as many minimums as the
// levels do. In a stage where they let nothing be missed the floors are the minimums, so that any
// rule will do.
func (m *merge) rule(stages []string, counted, allowed []int, lenient []bool, share float64) {
	most := 0
	for n := range stages {
		if allowed[n] > allowed[most] {
			most = n
		}
	}
	if len(stages) == 0 || allowed[most] == 0 {
		return
	}
	for _, rule := range []SectionRule{
		{MetAtLeast: counted[most] - allowed[most], OthersAtShare: share}, {MayMiss: allowed[most], OthersAtShare: share},
	} {
		fits := rule.MetAtLeast+rule.MayMiss > 0
		for n := range stages {
			fits = fits && (!lenient[n] || counted[n]-rule.Required(counted[n]) == allowed[n])
		}
		if fits {
			m.out.Section = rule
			return
		}
	}
	m.refuse(m.levels[len(m.levels)-1], "", "school_rule", "", fmt.Sprintf(
		"together the levels let a section miss %v minimums in the stages %v, which one rule cannot say", allowed, stages))
}

// trimFloors takes out the floors that the section rule says already.
func (m *merge) trimFloors() {
	for k := range m.out.Indicators {
		indicator := &m.out.Indicators[k]
		for stage, floor := range indicator.Floor {
			if m.out.Section == (SectionRule{}) || floor <= m.out.Section.AtShare(indicator.Minimum[stage]) {
				delete(indicator.Floor, stage)
			}
		}
		if len(indicator.Floor) == 0 {
			indicator.Floor = nil
		}
	}
}

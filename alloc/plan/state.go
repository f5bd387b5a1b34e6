package plan

import (
	"math"

	"github.com/eduparity/eduparity/model/standard"
)

// StateOf is what a plan keeps of an assessment: means and CVs, the sections' values and the
// verdicts. Sections and indicators are in the assessment's order.
func StateOf(a *standard.Assessment) State {
	s := State{
		Year: a.Year, SectionsPassing: a.SectionsPassing, Passes: a.Passes,
		Indicators: make([]StateIndicator, len(a.Indicators)),
		Sections:   make([]StateSection, len(a.Sections)),
		Verdicts:   append([]standard.Verdict{}, a.Verdicts...),
	}
	for i := range a.Indicators {
		x := &a.Indicators[i]
		s.Indicators[i] = StateIndicator{
			Code: x.Code, Stage: x.Stage, Mean: x.Mean, CV: defined(x.CV), Limit: copied(x.Limit), Passes: x.Passes,
		}
	}
	for i := range a.Sections {
		x := &a.Sections[i]
		values := make(map[string]float64, len(x.Readings))
		for _, r := range x.Readings {
			if !math.IsNaN(r.Value) { // an indicator without meaning for the stage
				values[r.Code] = r.Value
			}
		}
		s.Sections[i] = StateSection{School: x.School, Stage: x.Stage, Values: values, Met: x.Met, Passes: x.Passes}
	}
	return s
}

// Composite is the plain mean of the CVs of a stage; false: the standard does not limit it there.
func (s *State) Composite(stage string) (mean float64, ok bool) {
	for i := range s.Verdicts {
		if v := &s.Verdicts[i]; v.Rule == standard.RuleComposite && v.Where == stage {
			return v.Value, true
		}
	}
	return math.NaN(), false
}

// defined is nil where a number is undefined.
func defined(x float64) *float64 {
	if math.IsNaN(x) || math.IsInf(x, 0) {
		return nil
	}
	return &x
}

// copied is a copy of a number that may be absent.
func copied(x *float64) *float64 {
	if x == nil {
		return nil
	}
	y := *x
	return &y
}

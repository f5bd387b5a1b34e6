package plan

import (
	"slices"

	"github.com/eduparity/eduparity/model"
	"github.com/eduparity/eduparity/model/standard"
)

// A Target is one indicator in one stage.
type Target struct {
	Indicator int // index into Standard.Indicators
	Stage     string
}

// Changeable lists the indicators that the problem's levers can change, by stage in the order in
// which stages appear in the county and then in the order of the standard, as far as the problem is
// about them. Funding changes an indicator where a cost line prices a stock that the indicator counts
// for some counted school of the stage; hiring where the kind of a hire cost line has one of the
// indicator's stocks; rotation where a kind present in the stage has one and two sections of the
// stage count; catchments and sites change all indicators of a stage where pupils live in pieces and a
// section counts. Errors are those of the county's data.
func (p *Problem) Changeable() ([]Target, error) {
	r, err := NewRules(p)
	if err != nil {
		return nil, err
	}
	return r.Changeable(), nil
}

// Changeable is [Problem.Changeable] with the rules already read.
func (r *Rules) Changeable() []Target {
	var targets []Target
	for _, stage := range r.Table.Stages {
		if !r.Problem.SelectedStage(stage) {
			continue
		}
		for k := range r.Problem.Standard.Indicators {
			indicator := &r.Problem.Standard.Indicators[k]
			if r.Problem.Selected(indicator.Code, stage) &&
				(r.fundable(indicator, stage) || r.hireable(indicator, stage) || r.rotatable(indicator, stage) || r.placeable(stage)) {
				targets = append(targets, Target{k, stage})
			}
		}
	}
	return targets
}

// fundable says whether money can raise the indicator somewhere in the stage.
func (r *Rules) fundable(indicator *standard.Indicator, stage string) bool {
	if !r.Problem.HasLever(Funding) {
		return false
	}
	for _, term := range indicator.Stock {
		if term.Sign > 0 && !IsPeople(term.Column) && r.pricedIn(stage, term.Column) {
			return true
		}
	}
	return false
}

// hireable says whether hiring can change the indicator somewhere in the stage.
func (r *Rules) hireable(indicator *standard.Indicator, stage string) bool {
	if !r.Problem.HasLever(Hiring) {
		return false
	}
	for _, kind := range r.Prices.hires {
		if countsKind(indicator, kind) && r.pricedIn(stage, model.HirePrefix+kind.Name) {
			return true
		}
	}
	return false
}

// rotatable says whether moves inside the stage can change the indicator.
func (r *Rules) rotatable(indicator *standard.Indicator, stage string) bool {
	if !r.Problem.HasLever(Rotation) || r.kinds.staff == nil || r.counted(stage) < 2 {
		return false
	}
	for k, kind := range r.kinds.staff.Kinds {
		if !countsKind(indicator, kind) {
			continue
		}
		for _, row := range r.Table.Rows {
			if row.Stage == stage && r.kinds.staff.Count[k][row.Section] > 0 {
				return true
			}
		}
	}
	return false
}

// placeable says whether pupils of the stage may go elsewhere, which changes every value per pupil.
func (r *Rules) placeable(stage string) bool {
	return slices.Contains(r.placed, stage) && r.counted(stage) > 0
}

// counted is the number of sections of the stage that count.
func (r *Rules) counted(stage string) int {
	n := 0
	for _, row := range r.Table.Rows {
		if row.Stage == stage {
			n++
		}
	}
	return n
}

// pricedIn says whether a category has a price at some counted school of the stage.
func (r *Rules) pricedIn(stage, category string) bool {
	return slices.ContainsFunc(r.Table.Rows, func(row standard.Row) bool {
		if row.Stage != stage {
			return false
		}
		_, ok := r.Prices.Of(category, r.Problem.County.Schools[row.School].ID)
		return ok
	})
}

// countsKind says whether a teacher of the kind counts in the indicator, on either side.
func countsKind(indicator *standard.Indicator, kind model.Kind) bool {
	return slices.ContainsFunc(indicator.Stock, func(t standard.Term) bool { return kind.Has(t.Column) })
}

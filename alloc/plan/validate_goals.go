package plan

import (
	"slices"
	"strings"

	"github.com/eduparity/eduparity/model"
	"github.com/eduparity/eduparity/model/standard"
)

// join lists words in a message.
func join(words []string) string { return strings.Join(words, ", ") }

// cvLimitFlag is how the command line states a limit on a CV.
const cvLimitFlag = "--cv-limit"

// money checks funds and cost lines for what is reserved for later.
func (v *validator) money() {
	for _, f := range v.r.Funds {
		if f.CoFundingShare != 0 {
			v.faults = append(v.faults, notYet("fund %s: co_funding_share %s", f.ID, number(f.CoFundingShare)))
		}
	}
	natures := map[model.Nature]bool{}
	for i := range v.p.County.Costs {
		line := &v.p.County.Costs[i]
		if line.Year > v.r.Year {
			continue
		}
		switch {
		case line.Category == model.CategoryMove || line.Category == model.CategoryMoveKM:
			natures[line.Nature] = true
			if line.MaxQuantity != nil && v.p.HasLever(Rotation) {
				v.faults = append(v.faults, notYet("costs.csv: max_quantity of %s", line.Category))
			}
		case !v.p.HasLever(Funding) || line.Category == model.CategoryBoard:
		case !isStock(line.Category) && !strings.HasPrefix(line.Category, model.HirePrefix):
			v.faults = append(v.faults, notYet("costs.csv: category %s", line.Category))
		case IsPeople(line.Category):
			v.add("costs.csv: category %s: teachers are not bought; hiring one of a kind is %sKIND", line.Category, model.HirePrefix)
		}
	}
	if len(natures) > 1 && v.p.HasLever(Rotation) {
		v.add("costs.csv: moves cost %s money by one line and %s money by another: give all the same nature", model.Capital, model.Recurrent)
	}
}

// goals checks that the standard, the limits and the levers can serve the goals.
func (v *validator) goals() {
	if v.composite() {
		v.meanOfCVs()
	}
	for n, g := range v.p.Goals {
		switch g.Name {
		case Dispersion:
			v.dispersion()
		case PassCost:
			v.passCost()
		case Moves, CostGoal:
			if n == 0 && !v.limited() && !v.composite() && (g.Name == Moves || !v.p.HasPlaces()) { // a later goal has the earlier ones to keep it from nothing
				v.add("goal %s needs a limit on a CV: the standard has none for what is chosen, so state one with %s", g.Name, cvLimitFlag)
			}
			if g.Name == Moves && !v.p.HasLever(Rotation) {
				v.add("goal %s: without the lever %s nobody moves", Moves, Rotation)
			}
		case Shortfall:
			if !v.minimums() {
				v.add("goal %s: the standard has no minimum for what is chosen, so nothing can fall short", Shortfall)
			}
		case Travel, PupilsMoved, SeatsGoal: // see places
		}
	}
}

// dispersion checks that there is something to level, and by what.
func (v *validator) dispersion() {
	if v.p.HasPlaces() && v.p.Standard.Weighting == standard.Unweighted {
		v.add("goal %s: under %s sections do not count by their pupils; catchments are levelled where they do", Dispersion, v.p.Standard.Name)
	}
	targets := v.r.Changeable()
	if len(targets) == 0 {
		v.add("goal %s: the levers %s can change none of the indicators (no cost line for what they count, or nobody to move)", Dispersion, join(texts(v.p.Levers)))
	}
	for _, t := range targets {
		code := v.p.Standard.Indicators[t.Indicator].Code
		if limit, ok := v.p.CVLimit(code, t.Stage); ok && limit == 0 {
			v.add("goal %s: it levels CV/limit, and the limit of %s in stage %s is 0", Dispersion, code, t.Stage)
		}
	}
}

// texts are levers as words.
func texts(levers []Lever) []string {
	words := make([]string, len(levers))
	for i, l := range levers {
		words[i] = string(l)
	}
	return words
}

// passCost checks that the pass rule can be asked for.
func (v *validator) passCost() {
	for _, code := range v.codes() {
		if len(v.p.Indicators) > 0 && !slices.Contains(v.p.Indicators, code) {
			v.add("goal %s: a section passes by all indicators together, so none may be left out; %s is", PassCost, code)
			break
		}
	}
	if !v.minimums() && !v.composite() {
		v.add("goal %s: the standard has no minimum for what is chosen, so there is nothing to pass", PassCost)
	}
}

// composite says whether plans must keep a limit on the mean of the CVs in some stage of the county.
func (v *validator) composite() bool {
	return slices.ContainsFunc(v.r.Table.Stages, func(stage string) bool {
		_, ok := v.p.HardComposite(stage)
		return ok
	})
}

// meanOfCVs checks that a limit on the mean of the CVs can bind plans. With the county's totals fixed each
// CV is a norm, and their mean is convex; with totals free it is a sum of ratios, which is not.
func (v *validator) meanOfCVs() {
	goal, name := v.p.Goals[0].Name, v.p.Standard.Name
	if v.p.HasPlaces() {
		v.faults = append(v.faults, notYet("goal %s: %s limits the mean of the CVs; plans of catchments and sites under such a limit", goal, name))
		return
	}
	for _, lever := range []Lever{Funding, Hiring} {
		if v.p.HasLever(lever) {
			v.add("goal %s: %s limits the mean of the CVs, which is no convex condition where the lever %s changes the totals: limit single CVs with %s", goal, name, lever, cvLimitFlag)
			return
		}
	}
	if v.p.Standard.Weighting == standard.Unweighted {
		v.add("goal %s: %s limits the mean of the CVs of sections that do not count by their pupils, whose means change with every move", goal, name)
		return
	}
	if len(v.p.Indicators) > 0 && goal != PassCost { // of pass-cost it is told already
		for _, code := range v.codes() {
			if !slices.Contains(v.p.Indicators, code) {
				v.add("goal %s: %s limits the mean of the CVs of all indicators, so none may be left out; %s is", goal, name, code)
				return
			}
		}
	}
	for i := range v.r.before.Indicators {
		x := &v.r.before.Indicators[i]
		if _, ok := v.p.HardComposite(x.Stage); ok && x.CV == nil {
			v.add("goal %s: the CV of %s in stage %s is undefined, as there is nothing of it, and with it the mean that %s limits", goal, x.Code, x.Stage, name)
		}
	}
}

// limited says whether some chosen indicator has a CV limit in some stage of the county.
func (v *validator) limited() bool {
	return v.any(func(indicator int, stage string) bool {
		_, ok := v.p.CVLimit(v.p.Standard.Indicators[indicator].Code, stage)
		return ok
	})
}

// minimums says whether some chosen indicator has a minimum in some stage of the county.
func (v *validator) minimums() bool {
	return v.any(func(indicator int, stage string) bool {
		return v.p.Standard.Indicators[indicator].Minimum[stage] > 0
	})
}

// any says whether something holds for some chosen indicator in some chosen stage.
func (v *validator) any(holds func(indicator int, stage string) bool) bool {
	for _, stage := range v.r.Table.Stages {
		for i := range v.p.Standard.Indicators {
			if v.p.Selected(v.p.Standard.Indicators[i].Code, stage) && holds(i, stage) {
				return true
			}
		}
	}
	return false
}

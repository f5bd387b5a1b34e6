package plan

import "slices"

// Year is the one year that the problem plans: see [model.County.PlanningYear].
func (p *Problem) Year() int { return p.County.PlanningYear() }

// HasLever says whether the plan may use the lever.
func (p *Problem) HasLever(l Lever) bool { return slices.Contains(p.Levers, l) }

// Selected says whether the problem is about the indicator in the stage.
func (p *Problem) Selected(code, stage string) bool {
	return (len(p.Indicators) == 0 || slices.Contains(p.Indicators, code)) && p.SelectedStage(stage)
}

// SelectedStage says whether the problem is about the stage.
func (p *Problem) SelectedStage(stage string) bool {
	return len(p.Stages) == 0 || slices.Contains(p.Stages, stage)
}

// HardCV says whether CV limits are conditions that every plan must keep. They are where the first
// goal is moves, cost or pass-cost. Where it is shortfall, travel, pupils-moved or seats only the stated ones
// are, and where it is cost and no lever changes stocks: least cost of sites asks for no evenness. Where it is
// dispersion they are denominators only.
func (p *Problem) HardCV() bool {
	if len(p.Goals) == 0 {
		return false
	}
	if p.statedOnly() {
		return slices.ContainsFunc(p.Limits, func(l Limit) bool { return l.What == LimitCV })
	}
	return p.Goals[0].Name != Dispersion
}

// placesOnly says whether the problem is about catchments and sites and no lever changes stocks.
func (p *Problem) placesOnly() bool {
	return p.HasPlaces() && !slices.ContainsFunc(p.Levers, func(l Lever) bool { return l != Catchment && l != Siting })
}

// LimitsCVs says whether every plan must keep some limit on a CV, or on the mean of several.
func (p *Problem) LimitsCVs() bool {
	for _, stage := range p.County.Stages() {
		if _, ok := p.HardComposite(stage); ok {
			return true
		}
		for k := range p.Standard.Indicators {
			if _, ok := p.HardCVLimit(p.Standard.Indicators[k].Code, stage); ok {
				return true
			}
		}
	}
	return false
}

// CVLimit is the limit on the CV of an indicator in a stage: the least one stated, else the
// standard's. It is false where there is none or the problem is not about the indicator there.
// Whether it is a condition or a denominator is [Problem.HardCVLimit]'s to say.
func (p *Problem) CVLimit(code, stage string) (limit float64, ok bool) {
	if !p.Selected(code, stage) {
		return 0, false
	}
	if limit, ok = p.statedCV(code, stage); ok {
		return limit, true
	}
	for i := range p.Standard.Indicators {
		if p.Standard.Indicators[i].Code == code {
			limit, ok = p.Standard.Indicators[i].CVLimit[stage]
			return limit, ok
		}
	}
	return 0, false
}

// HardCVLimit is the limit that the CV of an indicator in a stage must keep under every plan.
func (p *Problem) HardCVLimit(code, stage string) (limit float64, ok bool) {
	if !p.HardCV() || !p.Selected(code, stage) {
		return 0, false
	}
	if p.statedOnly() {
		return p.statedCV(code, stage)
	}
	return p.CVLimit(code, stage)
}

// statedOnly says whether the first goal is one under which the standard's limits on CVs are no conditions.
func (p *Problem) statedOnly() bool {
	if len(p.Goals) == 0 {
		return false
	}
	switch p.Goals[0].Name {
	case Shortfall, Travel, PupilsMoved, SeatsGoal:
		return true
	case CostGoal:
		return p.placesOnly()
	case Dispersion, PassCost, Moves:
	}
	return false
}

// HardComposite is the limit that the plain mean of the CVs of all indicators must keep in a stage under
// every plan: the standard's, where the first goal is pass-cost, and where it is cost or moves, unless the
// problem states limits on CVs of the stage, which then replace it as they do the standard's others.
func (p *Problem) HardComposite(stage string) (limit float64, ok bool) {
	if len(p.Goals) == 0 || !p.SelectedStage(stage) {
		return 0, false
	}
	switch p.Goals[0].Name {
	case PassCost:
	case Moves, CostGoal:
		if p.statedOnly() {
			return 0, false
		}
		for _, l := range p.Limits {
			if l.What == LimitCV && l.Max != nil && (l.Scope.Stage == "" || l.Scope.Stage == stage) {
				return 0, false
			}
		}
	case Dispersion, Shortfall, Travel, PupilsMoved, SeatsGoal:
		return 0, false
	}
	limit, ok = p.Standard.Composite.CVLimit[stage]
	return limit, ok
}

// statedCV is the least CV limit among the problem's own.
func (p *Problem) statedCV(code, stage string) (limit float64, ok bool) {
	for _, l := range p.Limits {
		if l.What != LimitCV || l.Max == nil ||
			(l.Scope.Indicator != "" && l.Scope.Indicator != code) ||
			(l.Scope.Stage != "" && l.Scope.Stage != stage) {
			continue
		}
		if !ok || *l.Max < limit {
			limit, ok = *l.Max, true
		}
	}
	return limit, ok
}

// SpendingCap is the least limit on all spending, in yuan. Limits with a narrower scope are for
// [Problem.LimitsOn].
func (p *Problem) SpendingCap() (yuan float64, ok bool) { return p.leastMax(LimitSpending) }

// MovesCap is the least limit on all moves, as [CountMoves] counts them.
func (p *Problem) MovesCap() (moves float64, ok bool) { return p.leastMax(LimitMoves) }

// leastMax is the least maximum among the limits of this kind that hold everywhere.
func (p *Problem) leastMax(w What) (limit float64, ok bool) {
	for _, l := range p.Limits {
		if l.What == w && l.Scope == (Scope{}) && l.Max != nil && (!ok || *l.Max < limit) {
			limit, ok = *l.Max, true
		}
	}
	return limit, ok
}

// LimitsOn are the limits of one kind, in the order given, whatever their scope.
func (p *Problem) LimitsOn(w What) []Limit {
	var limits []Limit
	for _, l := range p.Limits {
		if l.What == w {
			limits = append(limits, l)
		}
	}
	return limits
}

// Headcount says whether some limit keeps numbers of teachers as they are. Under it a move counts
// half, so that a swap counts once, and there are actions of kind [Swap]. Which sections it holds
// is [Rules.Headcount]'s to say.
func (p *Problem) Headcount() bool {
	return slices.ContainsFunc(p.Limits, func(l Limit) bool { return l.What == LimitHeadcount && l.On })
}

// Divisible says whether everything may be planned in parts.
func (p *Problem) Divisible() bool {
	return slices.ContainsFunc(p.Limits, func(l Limit) bool { return l.What == LimitDivisible && l.On })
}

// CountMoves is the number of teachers that the actions move; under headcount half of that.
func (p *Problem) CountMoves(actions []Action) float64 {
	var moved float64
	for _, a := range actions {
		switch a.Kind {
		case Move:
			moved += a.Quantity
		case Swap:
			moved += 2 * a.Quantity
		case Buy, Hire, Assign, Board, Open, Extend, Close, Merge:
		}
	}
	if p.Headcount() {
		return moved / 2
	}
	return moved
}

package plan

import (
	"cmp"
	"math"
	"slices"

	"github.com/eduparity/eduparity/model"
	"github.com/eduparity/eduparity/model/standard"
)

// An Outcome is what a list of actions comes to, found from the county and the actions alone.
type Outcome struct {
	County    *model.County // after the actions
	Before    State         // shared by all outcomes of one Rules
	After     State
	Cost      Cost    // recomputed from the prices; ByFund as the actions say
	Moves     float64 // see [Problem.CountMoves]
	Shortfall float64 // pupils: sum of pupils x max(0, 1 - value/minimum)
	Levels    []Level // what the levers can change, worst first

	// Of problems about catchments and sites.
	PupilKM     float64  // sum over the pupils of pieces, but for those who board by the plan, of kilometres to school
	PupilsMoved float64  // whose school is another than today's
	OverSeats   float64  // pupils above the seats of their sections
	SeatLevels  []Level  // CVs of seats per pupil, code [CodeSeats], of stages with seats that are known, worst first
	Places      *Changes // nil: the problem is about other things

	Violations []Violation // empty: the actions keep every rule of the problem
}

// Value is the value of a goal: of dispersion the worst level, of pass-cost and cost the cost in
// yuan, of seats the pupils without one, its second level being SeatLevels. It is 0 for dispersion where the
// levers change nothing.
func (o *Outcome) Value(g GoalName) float64 {
	switch g {
	case Dispersion:
		if len(o.Levels) == 0 {
			return 0
		}
		return o.Levels[0].Ratio
	case PassCost, CostGoal:
		return o.Cost.Total
	case Moves:
		return o.Moves
	case Shortfall:
		return o.Shortfall
	case Travel:
		return o.PupilKM
	case PupilsMoved:
		return o.PupilsMoved
	case SeatsGoal:
		return o.OverSeats
	}
	return math.NaN()
}

// Evaluate carries the actions out and holds the result against the problem: goals, cost and every
// rule. It asks neither the actions for what they cost nor a solver for what they do. The error is
// that of the data or of [Apply]; a plan that breaks a rule is no error but has Violations.
func Evaluate(p *Problem, actions []Action) (*Outcome, error) {
	r, err := NewRules(p)
	if err != nil {
		return nil, err
	}
	return r.Evaluate(actions)
}

// Evaluate is the function of the same name with the rules already read.
func (r *Rules) Evaluate(actions []Action) (*Outcome, error) {
	w, err := r.apply(actions)
	if err != nil {
		return nil, err
	}
	county := w.county
	county.Year = r.Year // also of a plan without actions
	after, err := r.Problem.Standard.Assess(county)
	if err != nil {
		return nil, err
	}
	ceilings, err := r.Ceilings()
	if err != nil {
		return nil, err
	}
	then, err := kindsOf(county)
	if err != nil {
		return nil, err
	}
	o := &Outcome{
		County: county, Before: r.before, After: StateOf(after),
		Moves: r.Problem.CountMoves(actions), Shortfall: r.shortfall(after), Levels: r.levels(after),
	}
	c := &checker{
		r: r, actions: actions, county: county, after: after, then: then, legs: make([][]leg, len(actions)), due: make([][]bill, len(actions)),
	}
	c.knowSections()
	for i, a := range actions {
		if c.known[i] {
			c.legs[i] = a.legs()
		}
	}
	o.Cost = c.cost()
	c.money(o.Cost)
	c.places()
	c.people(ceilings)
	c.moves()
	c.locks()
	c.goals()
	if r.Problem.HasPlaces() {
		if err := c.catchments(o, w); err != nil {
			return nil, err
		}
	}
	o.Violations = c.found
	return o, nil
}

// shortfall adds up what is missing to the minimums.
func (r *Rules) shortfall(a *standard.Assessment) float64 {
	var sum float64
	for i := range a.Sections {
		s := &a.Sections[i]
		for _, reading := range s.Readings {
			if reading.Minimum != nil && *reading.Minimum > 0 && r.Problem.Selected(reading.Code, s.Stage) {
				sum += s.Pupils * max(0, 1 - reading.Value / *reading.Minimum)
			}
		}
	}
	return sum
}

// levels are the ratios of what the levers can change, worst first; ties in the order of Changeable.
func (r *Rules) levels(a *standard.Assessment) []Level {
	targets := r.Changeable()
	levels := make([]Level, 0, len(targets))
	for _, t := range targets {
		code := r.Problem.Standard.Indicators[t.Indicator].Code
		i := slices.IndexFunc(a.Indicators, func(x standard.IndicatorResult) bool { return x.Code == code && x.Stage == t.Stage })
		if i < 0 {
			continue // the indicator has no meaning for the stage
		}
		levels = append(levels, Level{code, t.Stage, r.ratio(code, t.Stage, a.Indicators[i].CV)})
	}
	slices.SortStableFunc(levels, func(a, b Level) int { return cmp.Compare(rank(b.Ratio), rank(a.Ratio)) })
	return levels
}

// ratio is CV/limit, or the CV itself where there is no limit; NaN where the CV is undefined.
func (r *Rules) ratio(code, stage string, cv float64) float64 {
	limit, ok := r.Problem.CVLimit(code, stage)
	if !ok {
		return cv
	}
	if limit == 0 && cv == 0 {
		return 0
	}
	return cv / limit
}

// rank orders ratios: one that is undefined is worse than any.
func rank(ratio float64) float64 {
	if math.IsNaN(ratio) {
		return math.Inf(1)
	}
	return ratio
}

// A leg is one direction of a move or a swap.
type leg struct {
	from, to, kind string
	persons        float64
}

// legs are the directions in which the action moves teachers.
func (a Action) legs() []leg {
	switch a.Kind {
	case Move:
		return []leg{{a.From, a.To, a.Of, a.Quantity}}
	case Swap:
		there, back, _ := swapKinds(a.Of)
		return []leg{{a.From, a.To, there, a.Quantity}, {a.To, a.From, back, a.Quantity}}
	case Buy, Hire, Assign, Board, Open, Extend, Close, Merge:
	}
	return nil
}

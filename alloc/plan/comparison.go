package plan

// A Comparison is what several strategies make of one problem, side by side.
type Comparison struct {
	Problem Problem
	Before  Standing
	// Bound is what no plan's value of the first goal is below, as far as it is proved; NaN: nothing is.
	Bound float64
	// Impossible says that it is proved that no plan keeps every rule.
	Impossible bool
	Strategies []StrategyResult
	Gains      []Gain
}

// A StrategyResult is what one strategy comes to. Without a plan (Status infeasible or unknown) numbers
// are NaN and lists empty, and Note says why.
type StrategyResult struct {
	Name   string
	Status Status
	Note   string // why there is no plan, in English
	// Proved says that the plan carries a proof of its own that nothing is better.
	Proved bool
	Value  float64     // of the first goal
	Gap    float64     // from Bound, as [Gap] has it; NaN where there is no bound
	Goals  []GoalValue // of every goal, in the problem's order
	Standing
	Cost    float64 // yuan
	Moves   float64 // as [Problem.CountMoves]
	KM      float64 // all moves together; those of unknown length count 0
	Seconds float64
}

// A GoalValue is the value of a goal under a plan.
type GoalValue struct {
	Name  GoalName
	Value float64
}

// A Standing is how a county stands: before, or under a plan.
type Standing struct {
	Measures        []IndicatorMeasures // of every indicator and stage that the problem is about
	Sections        int
	SectionsPassing int
	Passes          bool // the county's verdict
}

// IndicatorMeasures are the measures of one indicator in one stage, weighted by pupils but for CV, which
// is the standard's. What is undefined is NaN.
type IndicatorMeasures struct {
	Code, Stage string
	Limit       *float64 // of the CV; nil: none
	Changeable  bool     // by the problem's levers
	Mean, CV    float64

	Gini, Theil, McLoone, Verstegen, RangeRatio, Hoover, Atkinson float64 // Atkinson: for an aversion of 1
}

// A Gain says who gains and who loses by a strategy's plan, in one part of the county: pupils of sections
// where some indicator rises and none falls, where some falls and none rises, where both are so, and
// where nothing changes. Indicators are those that the levers can change.
type Gain struct {
	Strategy               string
	By                     Part
	Part                   string // area, zone, or range of pupils; empty: schools without one
	Sections               int
	Pupils                 float64
	Gaining, Losing, Mixed float64 // pupils
	Spent                  float64 // yuan, at the part's schools; of moves at the school that receives
	Received, Sent         float64 // teachers who move in and out
	Hired                  float64
}

// Part is what a county is divided by.
type Part string

// The parts.
const (
	ByArea Part = "area"
	ByZone Part = "zone"
	BySize Part = "size" // pupils of the school's sections that count
)

// Parts lists what a county is divided by.
func Parts() []Part { return []Part{ByArea, ByZone, BySize} }

// Planned says whether there is a plan that keeps every rule.
func (s *StrategyResult) Planned() bool { return s.Status == Optimal || s.Status == Feasible }

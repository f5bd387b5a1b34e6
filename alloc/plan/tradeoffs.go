package plan

import "math"

// Tradeoffs are the plans of one problem about places for several goals, each first in its turn: what each
// goal costs the others. Problem lists the goals in the order of Rows.
type Tradeoffs struct {
	Problem Problem
	Before  Figures // of the county as it is
	Rows    []Tradeoff
}

// A Tradeoff is the plan that comes first for one goal.
type Tradeoff struct {
	Status Status        // of the whole plan
	Goals  []GoalOutcome // first things first; those after the first break ties. Without a plan, of the names alone
	After  Figures       // meaningless without a plan
}

// A GoalOutcome is what became of a goal, without its proof.
type GoalOutcome struct {
	Name              GoalName
	Value, Bound, Gap float64 // NaN: there is no plan
	Status            Status
}

// Planned says whether there is a plan.
func (t *Tradeoff) Planned() bool { return t.Status == Optimal || t.Status == Feasible }

// Figures measure a county after a plan about places. What is not known, or has no meaning, is NaN.
type Figures struct {
	Cost        float64 // yuan of the year; below 0: saved
	PupilKM     float64 // of the pupils of pieces who do not board by the plan, in all
	MeanMetres  float64 // way to school of one of them
	Worst       *Level  // the largest CV over its limit; nil: the levers change none
	Seats       *Level  // the largest CV of seats per pupil over the stages; nil: no seats are known
	PupilsMoved float64 // whose school is another than today's
	OverSeats   float64 // pupils without a seat

	Opened, Closed            int // sections
	SectionsPassing, Sections int
	Passes                    bool // the county, under its standard
}

// Figures measures an outcome of a problem about places. The error is that of [Rules.Places].
func (r *Rules) Figures(o *Outcome, actions []Action) (Figures, error) {
	pl, err := r.Places()
	if err != nil {
		return Figures{}, err
	}
	f := Figures{
		Cost: o.Cost.Total, PupilKM: o.PupilKM, MeanMetres: math.NaN(), PupilsMoved: o.PupilsMoved, OverSeats: o.OverSeats,
		Worst: first(o.Levels), Seats: first(o.SeatLevels),
		SectionsPassing: o.After.SectionsPassing, Sections: len(o.After.Sections), Passes: o.After.Passes,
	}
	if going := goers(pl, actions); going > 0 {
		f.MeanMetres = o.PupilKM * metresPerKM / going
	}
	if o.Places == nil {
		return f, nil
	}
	for i := range o.Places.Catchments {
		switch o.Places.Catchments[i].Status {
		case SectionOpens:
			f.Opened++
		case SectionCloses:
			f.Closed++
		case SectionStays:
		}
	}
	return f, nil
}

// goers are the pupils of pieces who go to school from home: all who have a school today or by a plan, but for
// those whom it lets board.
func goers(pl *Places, actions []Action) float64 {
	var going float64
	for n := range pl.Stages {
		s := &pl.Stages[n]
		for b, today := range s.Today {
			if today >= 0 {
				going += s.Pupils[b]
			}
		}
	}
	for i := range actions {
		switch a := &actions[i]; {
		case a.Kind == Assign && a.From == "":
			going += a.Quantity
		case a.Kind == Board && a.From != "":
			going -= a.Quantity
		}
	}
	return going
}

// first is the first of levels; nil: there is none.
func first(levels []Level) *Level {
	if len(levels) == 0 {
		return nil
	}
	level := levels[0]
	return &level
}

package main

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/eduparity/eduparity/alloc"
	"github.com/eduparity/eduparity/alloc/exact"
	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/model"
)

// A quantity is a flag that holds a number between 0 and a most, or nothing.
type quantity struct {
	value *float64
	unit  string
	most  float64 // 0: no limit
	whole bool
}

// Set reads the flag.
func (q *quantity) Set(s string) error {
	x, err := strconv.ParseFloat(s, 64)
	switch {
	case err != nil || math.IsNaN(x) || math.IsInf(x, 0):
		return errors.New("must be a number")
	case x < 0:
		return errors.New("must be 0 or more")
	case q.most > 0 && x > q.most:
		return fmt.Errorf("must be at most %v", q.most)
	case q.whole && x != math.Trunc(x):
		return errors.New("must be a whole number")
	}
	q.value = &x
	return nil
}

func (q *quantity) String() string {
	if q.value == nil {
		return ""
	}
	return strconv.FormatFloat(*q.value, 'g', -1, 64)
}

// Type names the unit in the help.
func (q *quantity) Type() string { return q.unit }

// A floor is the flag for the least number of teachers of a section: a number or a column's name.
type floor struct {
	least  *float64
	column string
}

// Set reads the flag.
func (f *floor) Set(s string) error {
	*f = floor{}
	if s == model.Classes {
		f.column = s
		return nil
	}
	q := quantity{whole: true}
	if err := q.Set(s); err != nil {
		return fmt.Errorf("must be a whole number of 0 or more, or %s", model.Classes)
	}
	f.least = q.value
	return nil
}

func (f *floor) String() string {
	if f.least != nil {
		return strconv.FormatFloat(*f.least, 'g', -1, 64)
	}
	return f.column
}

// Type names the unit in the help.
func (f *floor) Type() string { return "N|" + model.Classes }

// A question is what the flags of plan ask for.
type question struct {
	standard                  []string
	problem                   string
	goals, levers             string
	budget, moves, leave, far quantity
	cvLimit                   string
	keepTeachers              floor
	keepHeadcounts, divisible bool
	layout                    layout
	limitFiles, lockFiles     []string
	indicators, stages        []string
	years                     int
}

// asking are the flags that make a problem; with --problem they have no place.
func asking() []string {
	return append(layoutFlags(),
		"standard", "goal", "lever", "budget", "cv-limit", "max-moves", "max-leave-share", "max-km",
		"keep-teachers-at-least", "keep-headcounts", "divisible", "limit", "lock", "indicators", "stage",
	)
}

// flags adds the flags of a question.
func (q *question) flags(f *pflag.FlagSet) {
	q.budget.unit, q.far.unit, q.leave.unit, q.moves.unit = "YUAN", "KM", "SHARE", "N"
	q.leave.most, q.moves.whole = 1, true
	f.StringSliceVar(&q.standard, "standard", nil, standardUsage)
	f.StringVar(&q.goals, "goal", "", "what is wanted, first things first (`GOAL,...`, see above); GOAL:1% or GOAL:500 lets the goals\nafter it give away so much")
	f.StringVar(&q.levers, "lever", "", "what may change (`LEVER,...`, see above)")
	f.Var(&q.budget, "budget", "cap on all spending; 0: nothing may be spent")
	f.StringVar(&q.cvLimit, "cv-limit", "", "limit on every CV, or by indicator (CODE=X,...), instead of the standard's (`X`)")
	f.Var(&q.moves, "max-moves", "most teachers moved; under --keep-headcounts a swap counts once")
	f.Var(&q.leave, "max-leave-share", "most of each kind of teacher that may leave a section")
	f.Var(&q.far, "max-km", "farthest move of a teacher")
	f.Var(&q.keepTeachers, "keep-teachers-at-least", "floor on the teachers of a section; classes: min(present, classes)")
	f.BoolVar(&q.keepHeadcounts, "keep-headcounts", false, "every section keeps its number of teachers: swaps")
	f.BoolVar(&q.divisible, "divisible", false, "everything may be planned in parts: teachers as full-time equivalents, fractions of units")
	q.layout.flags(f)
	f.StringArrayVar(&q.limitFiles, "limit", nil, "YAML `FILE` with a list of limits; see eduparity help limits")
	f.StringArrayVar(&q.lockFiles, "lock", nil, "YAML `FILE` with a list of locks; see eduparity help limits")
	f.StringSliceVar(&q.indicators, "indicators", nil, "indicators that the plan is about (default: all; `A,B`)")
	f.StringSliceVar(&q.stages, "stage", nil, "stages that the plan is about (default: all; `S`)")
	f.IntVar(&q.years, "years", 1, "`N` years to plan: 1")
	f.StringVar(&q.problem, "problem", "", "take the problem from a JSON `FILE`, or from the plan in it")
}

// limits are the limits that the flags state, those of files not yet among them.
func (q *question) limits() ([]plan.Limit, error) {
	var limits []plan.Limit
	if q.budget.value != nil {
		limits = append(limits, plan.Limit{What: plan.LimitSpending, Max: q.budget.value})
	}
	if q.cvLimit != "" {
		stated, err := plan.ParseCVLimits(q.cvLimit)
		if err != nil {
			return nil, usage("--cv-limit: %s", plain(err))
		}
		limits = append(limits, stated...)
	}
	if q.moves.value != nil {
		limits = append(limits, plan.Limit{What: plan.LimitMoves, Max: q.moves.value})
	}
	if q.leave.value != nil {
		limits = append(limits, plan.Limit{What: plan.LimitLeaveShare, Max: q.leave.value})
	}
	if q.far.value != nil {
		limits = append(limits, plan.Limit{What: plan.LimitMoveKM, Max: q.far.value})
	}
	if q.keepTeachers.least != nil || q.keepTeachers.column != "" {
		limits = append(limits, plan.Limit{What: plan.LimitTeachers, Min: q.keepTeachers.least, MinColumn: q.keepTeachers.column})
	}
	if q.keepHeadcounts {
		limits = append(limits, plan.Limit{What: plan.LimitHeadcount, On: true})
	}
	if q.divisible {
		limits = append(limits, plan.Limit{What: plan.LimitDivisible, On: true})
	}
	return append(limits, q.layout.limits()...), nil
}

// Routes that a user may choose, and those of later versions.
func routes() []string {
	var names []string
	for _, r := range exact.Routes() {
		names = append(names, string(r))
	}
	return names
}

func laterRoutes() []string { return []string{"transport"} }

// A solving says how a problem is to be solved.
type solving struct {
	timeLimit      time.Duration
	gap            quantity
	route, backend string
	seed           int
}

// Defaults of a run.
const (
	defaultTimeLimit = exact.DefaultTimeLimit
	defaultGap       = exact.DefaultGap
	// leastGap stands for --gap 0, which in Settings means the default: below what doubles can tell.
	leastGap = 1e-15
)

// backendHighs is the engine of today.
const backendHighs = "highs"

// flags adds the flags of a run.
func (s *solving) flags(f *pflag.FlagSet) {
	gap := defaultGap
	s.gap = quantity{value: &gap, unit: "SHARE"}
	f.DurationVar(&s.timeLimit, "time-limit", defaultTimeLimit, "stop then, with the best plan so far (`T`: 30s, 5m)")
	f.Var(&s.gap, "gap", "how near to the best a plan must be proven to be")
	f.StringVar(&s.route, "route", "auto", "how it is solved (`ROUTE`: "+strings.Join(routes(), ", ")+")")
	f.StringVar(&s.backend, "backend", backendHighs, "`ENGINE`: "+backendHighs)
	f.IntVar(&s.seed, "seed", 0, "seed of the engine (`N`)")
}

// settings checks the flags of a run.
func (s *solving) settings() (alloc.Settings, error) {
	switch {
	case slices.Contains(laterRoutes(), s.route):
		return alloc.Settings{}, later("--route " + s.route)
	case !slices.Contains(routes(), s.route):
		return alloc.Settings{}, usage("--route %q: %s", s.route, model.Unknown(s.route, routes()))
	case s.backend == "gonum":
		return alloc.Settings{}, later("--backend gonum")
	case s.backend != backendHighs:
		return alloc.Settings{}, usage("--backend %q: %s", s.backend, model.Unknown(s.backend, []string{backendHighs}))
	case s.timeLimit <= 0:
		return alloc.Settings{}, usage("--time-limit %s: must be more than 0", s.timeLimit)
	}
	return alloc.Settings{TimeLimit: s.timeLimit, Gap: max(*s.gap.value, leastGap), Route: s.route, Seed: s.seed}, nil
}

// changed lists which of the named flags were given.
func changed(cmd *cobra.Command, names []string) []string {
	var given []string
	for _, name := range names {
		if cmd.Flags().Changed(name) {
			given = append(given, "--"+name)
		}
	}
	return given
}

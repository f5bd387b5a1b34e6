package alloc

import (
	"context"
	"errors"
	"fmt"
	"math"
	"slices"
	"time"

	"github.com/eduparity/eduparity/alloc/exact"
	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/alloc/verify"
	"github.com/eduparity/eduparity/model"
)

// ErrStrategy is wrapped by the error of a strategy that does not know what to do with a problem.
var ErrStrategy = errors.New("strategy")

// StrategyName names a strategy, as the command line and comparisons do. It is also the route in the
// plans of a baseline.
type StrategyName string

// The strategies.
const (
	NameStatusQuo             StrategyName = "status-quo"
	NameEqualShare            StrategyName = "equal-share"
	NamePerPupil              StrategyName = "per-pupil"
	NameFormulaWeighted       StrategyName = "formula-weighted"
	NameNeediestFirst         StrategyName = "neediest-first"
	NameHighestRatioFirst     StrategyName = "highest-ratio-first"
	NameLexicographicTransfer StrategyName = "lexicographic-transfer"
	NameLocalSearch           StrategyName = "local-search"
	NameExact                 StrategyName = "exact"
)

// StrategyNames lists the strategies, simplest first.
func StrategyNames() []StrategyName {
	return []StrategyName{
		NameStatusQuo, NameEqualShare, NamePerPupil, NameFormulaWeighted, NameNeediestFirst,
		NameHighestRatioFirst, NameLexicographicTransfer, NameLocalSearch, NameExact,
	}
}

// A Contender is a strategy by its name, for [Compare].
type Contender struct {
	Name     StrategyName
	Strategy Strategy
}

// StrategyByName is the strategy of that name in its usual settings; e is the one that is called exact.
// The error wraps [ErrStrategy] and says which name is nearest.
func StrategyByName(name string, e Exact) (Contender, error) {
	named := StrategyName(name)
	switch named {
	case NameStatusQuo:
		return Contender{named, StatusQuo{}}, nil
	case NameEqualShare:
		return Contender{named, EqualShare{}}, nil
	case NamePerPupil:
		return Contender{named, PerPupil{}}, nil
	case NameFormulaWeighted:
		return Contender{named, FormulaWeighted{}}, nil
	case NameNeediestFirst:
		return Contender{named, NeediestFirst{}}, nil
	case NameHighestRatioFirst:
		return Contender{named, HighestRatioFirst{}}, nil
	case NameLexicographicTransfer:
		return Contender{named, LexicographicTransfer{}}, nil
	case NameLocalSearch:
		return Contender{named, LocalSearch{}}, nil
	case NameExact:
		return Contender{named, e}, nil
	}
	known := make([]string, 0, len(StrategyNames()))
	for _, n := range StrategyNames() {
		known = append(known, string(n))
	}
	return Contender{}, fmt.Errorf("%w %q: %s", ErrStrategy, name, model.Unknown(name, known))
}

// A manner is what tells one baseline from another: how it fills a ledger. Effort is how far it goes, in
// units of its own (shares of the money, steps); most is where it has no further to go, or +Inf.
type manner interface {
	name() StrategyName
	// suits says why the manner cannot be applied; nil: it can.
	suits(r *plan.Rules) error
	// fill fills a new ledger with so much effort and says whether more effort would do more.
	fill(ctx context.Context, l *ledger, effort float64) (more bool, err error)
	// first is the effort to begin with where as little as possible is wanted.
	first(l *ledger) float64
	// most is the effort where as much as possible is wanted.
	most() float64
}

// follow makes the plan of a baseline. Under a goal that is about the best that can be had, the manner
// goes as far as it can; under a goal with conditions to keep, as far as it takes to keep them: effort is
// doubled until they are kept and then halved in between, so that the plan is the least of its manner
// as far as more effort never undoes what less has reached.
//
// Where the manner does not come to a plan that keeps every rule, the plan's status is Unknown: that
// says nothing about other manners.
func follow(ctx context.Context, p *plan.Problem, m manner) (*plan.Plan, error) {
	began := time.Now()
	r, err := p.Check(nil)
	if err != nil {
		return nil, err
	}
	for _, lever := range p.Levers {
		known := []plan.Lever{plan.Funding, plan.Hiring, plan.Rotation}
		if m.name() == NameStatusQuo {
			known = append(known, plan.Catchment) // under which it assigns everybody as today
		}
		if !slices.Contains(known, lever) {
			return nil, fmt.Errorf("%w %s: it has no rule for the lever %s", ErrStrategy, m.name(), lever)
		}
	}
	if err := m.suits(r); err != nil {
		return nil, fmt.Errorf("%w %s: %w", ErrStrategy, m.name(), err)
	}
	s := &search{r: r, m: m}
	if err := s.run(ctx); err != nil {
		return nil, err
	}
	if err := s.improve(ctx); err != nil {
		return nil, err
	}
	pl, err := s.plan()
	if err != nil {
		return nil, err
	}
	pl.Run.Seconds = time.Since(began).Seconds()
	return pl, nil
}

// A search looks for the effort that a manner needs.
type search struct {
	r       *plan.Rules
	m       manner
	actions []plan.Action // of the best so far
	outcome *plan.Outcome // nil: none that keeps every rule
	effort  float64       // of the best
	rounds  int
}

// An improver is a manner that goes on from the plan that effort has come to.
type improver interface {
	improve(ctx context.Context, l *ledger) (changed bool, err error)
}

// try fills a ledger with so much effort.
func (s *search) try(ctx context.Context, effort float64) (kept, more bool, err error) {
	s.rounds++
	l, err := newLedger(s.r)
	if err != nil {
		return false, false, err
	}
	if more, err = s.m.fill(ctx, l, effort); err != nil {
		return false, false, err
	}
	actions := l.actions()
	outcome, err := s.r.Evaluate(actions)
	if err != nil {
		return false, false, err
	}
	if !counts(s.r.Problem, outcome) {
		return false, more, nil
	}
	s.actions, s.outcome, s.effort = actions, outcome, effort
	return true, more, nil
}

// counts says whether an outcome is one of a plan: it keeps every rule, and the goals have values. A CV
// without a mean has none.
func counts(p *plan.Problem, o *plan.Outcome) bool {
	return len(o.Violations) == 0 && !slices.ContainsFunc(p.Goals, func(g plan.Goal) bool {
		return math.IsNaN(o.Value(g.Name)) || math.IsInf(o.Value(g.Name), 0)
	})
}

// improve lets an improver go on. What it comes to counts where it keeps every rule.
func (s *search) improve(ctx context.Context) error {
	m, ok := s.m.(improver)
	if !ok || s.outcome == nil {
		return nil
	}
	l, err := newLedger(s.r)
	if err != nil {
		return err
	}
	if _, err := s.m.fill(ctx, l, s.effort); err != nil {
		return err
	}
	if changed, err := m.improve(ctx, l); !changed || err != nil {
		return err
	}
	actions := l.actions()
	outcome, err := s.r.Evaluate(actions)
	if err != nil || !counts(s.r.Problem, outcome) {
		return err
	}
	s.actions, s.outcome = actions, outcome
	return nil
}

// run finds the effort.
func (s *search) run(ctx context.Context) error {
	if !conditional(s.r.Problem) {
		_, _, err := s.try(ctx, s.m.most())
		return err
	}
	if kept, _, err := s.try(ctx, 0); kept || err != nil {
		return err
	}
	l, err := newLedger(s.r)
	if err != nil {
		return err
	}
	low, high := 0.0, s.m.first(l)
	for n := 0; ; n++ {
		kept, more, err := s.try(ctx, high)
		if err != nil {
			return err
		}
		if kept {
			break
		}
		if !more || n == mostDoublings {
			return nil
		}
		low, high = high, 2*high
	}
	for n := 0; n < effortHalvings && high-low > 0; n++ {
		between := (low + high) / 2
		kept, _, err := s.try(ctx, between)
		if err != nil {
			return err
		}
		if kept {
			high = between
		} else {
			low = between
		}
	}
	return nil
}

// conditional says whether the problem's first goal is to keep conditions with as little as possible.
func conditional(p *plan.Problem) bool {
	switch p.Goals[0].Name {
	case plan.PassCost, plan.CostGoal, plan.Moves:
		return true
	default:
		return false
	}
}

// plan is the plan of the best actions so far. It claims no bound but that no goal is below 0.
func (s *search) plan() (*plan.Plan, error) {
	pl := &plan.Plan{
		Problem: *s.r.Problem, Status: plan.Unknown, Before: s.r.Before(), Cost: noCost(),
		Run: plan.Run{Version: Version, Route: string(s.m.name()), Gap: exact.DefaultGap, Rounds: s.rounds, Threads: 1},
	}
	if s.outcome == nil {
		return pl, nil
	}
	s.r.Explain(s.actions, s.outcome)
	pl.Status, pl.Actions, pl.Cost = plan.Feasible, s.actions, s.outcome.Cost
	pl.After, pl.Places = []plan.State{s.outcome.After}, s.outcome.Places
	for _, g := range s.r.Problem.Goals {
		goal := plan.GoalResult{Name: g.Name, Value: s.outcome.Value(g.Name), Status: plan.Feasible, Certificate: &plan.Certificate{Kind: plan.CertLPDual}}
		if s.r.Problem.HasLever(plan.Catchment) { // whose certificates are of other kinds
			goal.Certificate = &plan.Certificate{Kind: plan.CertSearch, RootBound: new(float64)}
		}
		if g.Name == plan.Dispersion {
			goal.Levels = s.outcome.Levels
		}
		pl.Goals = append(pl.Goals, goal)
	}
	return pl, verify.CertifyBy(s.r, pl, exact.DefaultGap)
}

// noCost is the cost of doing nothing.
func noCost() plan.Cost {
	return plan.Cost{ByFund: map[string]float64{}, ByLever: map[string]float64{}, ByNature: map[string]float64{}}
}

package alloc

import (
	"context"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
	"time"

	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/model/measure"
	"github.com/eduparity/eduparity/model/standard"
)

// Compare lets strategies plan for one problem, one after the other, and puts what they come to side by
// side. Every plan is carried out and held against the rules again, whoever made it: one that breaks a
// rule counts as none. The bound that all are measured by is the highest that an [Exact] among them has
// proved.
//
// A strategy that has no rule for the problem, comes to no plan, or is interrupted, is listed with a
// note. The error is for problems that make no sense and for failures of a strategy.
func Compare(ctx context.Context, p *plan.Problem, contenders ...Contender) (*plan.Comparison, error) {
	r, err := p.Check(nil)
	if err != nil {
		return nil, err
	}
	c := &comparing{r: r, out: &plan.Comparison{Problem: *p, Bound: math.NaN()}}
	if c.before, err = c.standing(r.Problem.Standard.Assess(p.County)); err != nil {
		return nil, err
	}
	c.out.Before = c.before.Standing
	for _, x := range contenders {
		if err := c.run(ctx, x); err != nil {
			return nil, fmt.Errorf("%s: %w", x.Name, err)
		}
	}
	for i := range c.out.Strategies {
		if s := &c.out.Strategies[i]; s.Planned() && !math.IsNaN(c.out.Bound) {
			s.Gap = plan.Gap(p.Goals[0].Name, s.Value, c.out.Bound)
		}
	}
	return c.out, nil
}

// A comparing is a comparison in the making.
type comparing struct {
	r      *plan.Rules
	before placed
	out    *plan.Comparison
}

// A placed standing has the values of every section too.
type placed struct {
	plan.Standing
	a *standard.Assessment
}

// run lets one strategy plan.
func (c *comparing) run(ctx context.Context, x Contender) error {
	began := time.Now()
	p := c.out.Problem
	p.Limits, p.Locks = slices.Clone(p.Limits), slices.Clone(p.Locks) // whatever a strategy does with its problem
	pl, err := x.Strategy.Plan(ctx, &p)
	seconds := time.Since(began).Seconds()
	switch {
	case errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		c.none(x, plan.Unknown, noteInterrupted, seconds)
		return nil
	case errors.Is(err, ErrStrategy):
		c.none(x, plan.Unknown, reasonOf(err, x.Name), seconds)
		return nil
	case err != nil:
		return err
	case pl.Status == plan.StatusInfeasible:
		c.out.Impossible = c.out.Impossible || proves(x)
		c.none(x, pl.Status, noteImpossible, seconds)
		return nil
	case pl.Status == plan.Unknown:
		c.none(x, pl.Status, noteNoPlan, seconds)
		return nil
	}
	return c.planned(x, pl, seconds)
}

// Notes of strategies that come to no plan.
const (
	noteInterrupted = "interrupted"
	noteImpossible  = "proven: there is no plan"
	noteNoPlan      = "comes to no plan that keeps every rule"
	noteBreaks      = "its plan breaks a rule: "
)

// reasonOf is why a strategy has no rule for a problem, without its name.
func reasonOf(err error, name StrategyName) string {
	return strings.TrimPrefix(err.Error(), fmt.Sprintf("%v %s: ", ErrStrategy, name))
}

// proves says whether a strategy's plans carry proofs.
func proves(x Contender) bool {
	switch x.Strategy.(type) {
	case Exact, *Exact:
		return true
	}
	return false
}

// none lists a strategy without a plan.
func (c *comparing) none(x Contender, s plan.Status, note string, seconds float64) {
	result := plan.NoResult(string(x.Name), s, note)
	result.Seconds = seconds
	c.out.Strategies = append(c.out.Strategies, result)
}

// planned lists a strategy with its plan.
func (c *comparing) planned(x Contender, pl *plan.Plan, seconds float64) error {
	o, err := c.r.Evaluate(pl.Actions)
	switch {
	case errors.Is(err, plan.ErrAction):
		c.none(x, plan.Unknown, noteBreaks+err.Error(), seconds)
		return nil
	case err != nil:
		return err
	case len(o.Violations) > 0:
		c.none(x, plan.Unknown, noteBreaks+o.Violations[0].String(), seconds)
		return nil
	}
	after, err := c.standing(c.r.Problem.Standard.Assess(o.County))
	if err != nil {
		return err
	}
	result := plan.StrategyResult{
		Name: string(x.Name), Status: plan.Feasible, Gap: math.NaN(), Standing: after.Standing,
		Cost: o.Cost.Total, Moves: o.Moves, KM: kilometres(pl.Actions), Seconds: seconds,
	}
	for _, g := range c.r.Problem.Goals {
		result.Goals = append(result.Goals, plan.GoalValue{Name: g.Name, Value: o.Value(g.Name)})
	}
	result.Value = result.Goals[0].Value
	if proves(x) && len(pl.Goals) > 0 {
		result.Status, result.Proved = pl.Status, pl.Goals[0].Status == plan.Optimal
		if !(pl.Goals[0].Bound <= c.out.Bound) { // also where there is none yet
			c.out.Bound = pl.Goals[0].Bound
		}
	}
	c.out.Strategies = append(c.out.Strategies, result)
	c.gains(string(x.Name), pl.Actions, after.a)
	return nil
}

// standing measures a county that was assessed.
func (c *comparing) standing(a *standard.Assessment, err error) (placed, error) {
	if err != nil {
		return placed{}, err
	}
	p := c.r.Problem
	out := placed{Standing: plan.Standing{SectionsPassing: a.SectionsPassing, Sections: len(a.Sections), Passes: a.Passes}, a: a}
	changeable := c.r.Changeable()
	for i := range a.Indicators {
		x := &a.Indicators[i]
		k, ok := p.Standard.Index(x.Code)
		if !ok || !p.Selected(x.Code, x.Stage) {
			continue
		}
		var stock, pupils []float64
		for j := range a.Sections {
			s := &a.Sections[j]
			if s.Stage != x.Stage {
				continue
			}
			for n := range s.Readings {
				if s.Readings[n].Code == x.Code {
					stock, pupils = append(stock, s.Readings[n].Stock), append(pupils, s.Pupils)
				}
			}
		}
		m := measure.Summarize(stock, pupils)
		limit := x.Limit
		if stated, ok := p.CVLimit(x.Code, x.Stage); ok {
			limit = &stated
		}
		out.Measures = append(out.Measures, plan.IndicatorMeasures{
			Code: x.Code, Stage: x.Stage, Limit: limit, Changeable: slices.Contains(changeable, plan.Target{Indicator: k, Stage: x.Stage}),
			Mean: x.Mean, CV: x.CV, Gini: m.Gini, Theil: m.Theil, McLoone: m.McLoone, Verstegen: m.Verstegen,
			RangeRatio: m.RangeRatio, Hoover: m.Hoover, Atkinson: m.AtkinsonOne,
		})
	}
	return out, nil
}

// kilometres are what all moves come to; a swap is two.
func kilometres(actions []plan.Action) float64 {
	var metres float64
	for i := range actions {
		a := &actions[i]
		if a.Metres == nil {
			continue
		}
		switch a.Kind {
		case plan.Move:
			metres += *a.Metres * a.Quantity
		case plan.Swap:
			metres += 2 * *a.Metres * a.Quantity
		default:
		}
	}
	return metres / metresPerKM
}

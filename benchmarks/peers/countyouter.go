package main

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/eduparity/eduparity/solver"
	"github.com/eduparity/eduparity/solver/outer"
	"github.com/eduparity/eduparity/solver/parametric"
)

// An outerResult is the outcome of P1 or P2 by outer approximation.
type outerResult struct {
	value, bound float64   // money in million yuan, or the worst ratio
	plan         *solution // nil: none was found
	rounds       int
	pivots       int
	arcs         int // moves that are columns at the end, of which
	priced       int // were not at the start
	done         bool
}

// outerLeastWorst solves P2. relaxed is the optimum of a relaxation, by indicator, which gives the
// ratio to start at, the tangents, the arcs and the basis; nil: none is known.
func outerLeastWorst(ctx context.Context, c *county, relaxed []*parametric.Balance) (*outerResult, error) {
	p, err := newCountyLP(c, 0, relaxed)
	if err != nil {
		return nil, err
	}
	p.ratio.From = p.ratioOf(relaxed)
	res, err := p.ratio.Solve(ctx, p.loop, p.start(relaxed), outer.Settings{Pricer: p})
	if err != nil {
		return nil, errors.Join(err, p.session.Close())
	}
	return p.result(&outerResult{value: res.Ratio, bound: res.Lower, done: res.Done}, res.Best)
}

// outerLeastMoney solves P1 with CVs at most capRatio times their limits. relaxed as for P2.
func outerLeastMoney(ctx context.Context, c *county, capRatio float64, relaxed []*parametric.Balance) (*outerResult, error) {
	p, err := newCountyLP(c, capRatio, relaxed)
	if err != nil {
		return nil, err
	}
	res, err := p.loop.Solve(ctx, p.start(relaxed), outer.Settings{Pricer: p})
	if err != nil {
		return nil, errors.Join(err, p.session.Close())
	}
	return p.result(&outerResult{value: res.Upper, bound: res.Lower, done: res.Done}, res.Best)
}

// start is where the first round starts; nil: nothing is known, or it makes no basis.
func (p *countyLP) start(relaxed []*parametric.Balance) *solver.Start {
	if relaxed == nil {
		return nil
	}
	b := p.basis(relaxed)
	basic := 0
	for _, part := range [][]solver.BasisStatus{b.Col, b.Row} {
		for _, s := range part {
			if s == solver.Basic {
				basic++
			}
		}
	}
	if basic != len(b.Row) {
		return nil
	}
	return &solver.Start{Basis: b}
}

// ratioOf is the worst ratio of a CV to its limit at a relaxed optimum; nil: before any plan.
func (p *countyLP) ratioOf(relaxed []*parametric.Balance) float64 {
	worst := 0.0
	for k, q := range p.Indicators {
		if relaxed != nil {
			worst = max(worst, relaxed[k].CV/q.Limit)
			continue
		}
		level := make([]float64, p.N)
		for i, s := range p.Stock[k] {
			level[i] = p.scale[k][i] * s
		}
		worst = max(worst, cv(level, p.Pupils)/q.Limit)
	}
	return worst
}

// levelsOf are the levels at a relaxed optimum over their mean; nil: the mean.
func (c *county) levelsOf(relaxed *parametric.Balance) []float64 {
	if relaxed == nil {
		return slices.Repeat([]float64{1}, c.N)
	}
	mean := sum(relaxed.Stock) / sum(c.Pupils)
	level := make([]float64, c.N)
	for i, s := range relaxed.Stock {
		level[i] = s / c.Pupils[i] / mean
	}
	return level
}

// result reads a point back as a plan, nil where there is none, and closes the session.
func (p *countyLP) result(r *outerResult, x []float64) (*outerResult, error) {
	r.rounds, r.pivots, r.priced = p.loop.Rounds, p.loop.Pivots, p.loop.Columns
	if x != nil {
		r.plan = &solution{Buy: map[string][]float64{}, Move: map[string][]move{}}
	}
	for k, q := range p.Indicators {
		if q.Kind == asset {
			if x != nil {
				r.plan.Buy[q.Name] = p.bought(k, q, x)
			}
			continue
		}
		flow := make([]float64, len(p.Arcs))
		for a, col := range p.move[k] {
			if col < 0 {
				continue
			}
			r.arcs++
			if x != nil {
				flow[a] = max(0, x[col])
			}
		}
		if x != nil {
			r.plan.Move[q.Name] = moves(flow)
		}
	}
	return r, p.session.Close()
}

// bought reads the purchases of an indicator back.
func (p *countyLP) bought(k int, q indicator, x []float64) []float64 {
	buy := make([]float64, p.N)
	for i, col := range p.buy[k] {
		buy[i] = max(0, x[col]) * million / q.UnitCost
	}
	return buy
}

// openOuterWorst is P2 by rounds of tangents on an LP, seeded by the exact paths, which are part of what
// is timed.
func openOuterWorst(in instance, o *options) (*task, error) {
	return openOuter(in, o, func(ctx context.Context, c *county, b *parametric.Bundle) (*outerResult, error) {
		d, err := b.LeastWorst(ctx, c.Budget/million)
		if err != nil {
			return nil, err
		}
		if d.Status != parametric.Optimal {
			return nil, unsolved(d.Status)
		}
		return outerLeastWorst(ctx, c, d.Balances)
	}, func(c *county, a *answer) (err error) {
		budget := c.Budget / million
		a.judgement, err = c.judge(a.plan, countyRules{budget: &budget})
		if err == nil {
			a.objective = a.worstRatio
		}
		return err
	})
}

// openOuterMoney is P1 in the same way. With -coupled the paths are those of a problem that couples
// nothing: a start, and no more.
func openOuterMoney(in instance, o *options) (*task, error) {
	ratio := o.capRatio
	return openOuter(in, o, func(ctx context.Context, c *county, b *parametric.Bundle) (*outerResult, error) {
		if ratio == 0 {
			var err error
			if ratio, err = readCap(o.caps, c.N, c.Seed); err != nil {
				return nil, fmt.Errorf("give -cap-ratio: %w", err)
			}
		}
		p, err := b.LeastCost(ctx, b.Caps(ratio))
		if err != nil {
			return nil, err
		}
		if p.Status != parametric.Optimal && !c.coupled {
			return nil, unsolved(p.Status)
		}
		return outerLeastMoney(ctx, c, ratio, p.Balances)
	}, func(c *county, a *answer) (err error) {
		a.capRatio = ratio
		a.judgement, err = c.judge(a.plan, countyRules{ratioCap: ratio})
		if err == nil {
			a.objective = a.money
		}
		return err
	})
}

// openOuter is a task whose solver starts from the paths of the indicators, as if nothing coupled them.
func openOuter(in instance, o *options, solve func(context.Context, *county, *parametric.Bundle) (*outerResult, error),
	judge func(*county, *answer) error) (*task, error) {
	c, err := typed[*county](in)
	if err != nil {
		return nil, err
	}
	if c, err = c.altered(o); err != nil {
		return nil, err
	}
	var (
		uncoupled = *c
		parts     []countyPart
		got       *outerResult
	)
	uncoupled.coupled = false
	t := &task{}
	t.build = func() (err error) {
		parts, err = uncoupled.parts()
		return err
	}
	t.solve = func() error {
		b, err := uncoupled.bundle(parts)
		if err != nil {
			return err
		}
		got, err = solve(context.Background(), c, b)
		return err
	}
	t.answer = func() (*answer, error) {
		if got.plan == nil || !got.done {
			return nil, fmt.Errorf("outer approximation ended early, with the bound %g", got.bound)
		}
		a := &answer{status: "optimal", bound: got.bound, plan: got.plan, rounds: got.rounds}
		return a, judge(c, a)
	}
	return t, nil
}

// An opener makes the task of a problem.
type opener func(in instance, o *options) (*task, error)

// byRoute is exact, or outer where the options ask for that route.
func byRoute(exact, outer opener) opener {
	return func(in instance, o *options) (*task, error) {
		if o.route == "outer" {
			if o.change != "" {
				return nil, fmt.Errorf("%w: -change on the route outer", errProblem)
			}
			return outer(in, o)
		}
		return exact(in, o)
	}
}

package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/eduparity/eduparity/solver"
	"github.com/eduparity/eduparity/solver/highs"
	strong "github.com/eduparity/eduparity/solver/whole"
)

// openPass is P5: the least money such that every section passes and every CV keeps the limit.
func openPass(in instance, o *options) (*task, error) {
	c, err := typed[*county](in)
	if err != nil {
		return nil, err
	}
	if !finite(o.cv) || o.cv < 0 || o.change != "" && o.change != "lock" {
		return nil, fmt.Errorf("%w: P5 with -cv %g -change %s", errProblem, o.cv, o.change)
	}
	limit := o.cv
	if limit == 0 {
		limit = officialLimit
	}
	t := openSearch(c, countyRules{cvCap: limit, whole: true, pass: true}, o.limit, o.change == "lock")
	t.name = passName(limit)
	return t, nil
}

// openWholeMoney is P1 in whole units.
func openWholeMoney(in instance, o *options) (*task, error) {
	c, ratio, err := capped(in, o)
	if err != nil {
		return nil, err
	}
	if c.coupled || o.change != "" {
		return nil, fmt.Errorf("%w: -whole with -coupled or -change", errProblem)
	}
	t := openSearch(c, countyRules{ratioCap: ratio, whole: true}, o.limit, false)
	t.name = "P1 whole"
	return t, nil
}

// openWholeWorst is P2 in whole units: the least worst ratio of a CV to its limit within the budget. The
// bound is that of divisible units under limits on moves rounded down, by the exact paths, raised where a
// search proves that a ratio takes more than the budget; plans are the least money at ratios little above.
func openWholeWorst(in instance, o *options) (*task, error) {
	c, err := typed[*county](in)
	if err != nil {
		return nil, err
	}
	if c, err = c.altered(o); err != nil {
		return nil, err
	}
	if c.coupled || o.change != "" {
		return nil, fmt.Errorf("%w: -whole with -coupled or -change", errProblem)
	}
	c.whole = true
	var (
		parts  []countyPart
		got    wholeWorst
		watch  = tracer{gap: worstProved}
		budget = c.Budget / million
	)
	t := &task{name: "P2 whole", proof: worstProved}
	t.build = func() (err error) {
		parts, err = c.parts()
		return err
	}
	t.solve = func() error {
		watch.begin()
		got = wholeWorst{county: c, budget: budget, watch: &watch, limit: o.limit, ratio: inf}
		return got.solve(context.Background(), parts)
	}
	t.answer = func() (*answer, error) {
		if got.plan == nil {
			return nil, unsolved(solver.Unknown)
		}
		a := &answer{status: "gap left", bound: got.lower, plan: got.plan, rounds: got.searches, first: watch.first, closed: watch.closed}
		var err error
		if a.judgement, err = c.judge(a.plan, countyRules{budget: &budget, whole: true}); err != nil {
			return nil, err
		}
		if a.objective = a.worstRatio; a.gap() <= worstProved {
			a.status = "gap closed"
		}
		return a, nil
	}
	return t, nil
}

// openSearch is the least money under rules in whole units, by the strong model; with a lock it is solved
// again after a move of the plan is forbidden. What is timed as build is the problem alone, not what the
// solver makes of it.
func openSearch(c *county, r countyRules, limit float64, lock bool) *task {
	var (
		w     *wholeCounty
		got   *strong.Result
		watch = tracer{gap: proved}
	)
	t := &task{proof: proved}
	t.build = func() error {
		w = newWholeCounty(c, r)
		return nil
	}
	t.solve = func() (err error) {
		watch.begin()
		got, err = search(context.Background(), &w.problem, limit, watch.progress)
		return err
	}
	judged := func(got *strong.Result) (*answer, error) {
		if got.X == nil {
			return nil, unsolved(got.Status)
		}
		a := &answer{status: got.Status.String(), bound: got.Bound, plan: w.plan(got.X), capRatio: r.ratioCap}
		var err error
		if a.judgement, err = c.judge(a.plan, r); err != nil {
			return nil, err
		}
		a.objective = a.money
		return a, nil
	}
	t.answer = func() (*answer, error) {
		a, err := judged(got)
		if err == nil {
			a.first, a.closed = watch.first, watch.closed
		}
		return a, err
	}
	if lock {
		l := &lockedSearch{settings: strong.Settings{Open: highs.Open, Gap: proved, TimeLimit: limit}}
		t.reset = func() error { return l.reset(context.Background(), w) }
		t.again = func() error { return l.again(context.Background()) }
		t.answerAgain = func() (*answer, error) {
			if l.got.X != nil && l.got.X[l.column] > 0 {
				return nil, fmt.Errorf("column %d is locked and %g", l.column, l.got.X[l.column])
			}
			return judged(l.got)
		}
	}
	return t
}

// A lockedSearch is a solver that is asked again after a move was forbidden.
type lockedSearch struct {
	settings     strong.Settings
	solver       *strong.Solver
	plain, after *strong.Problem
	column       int
	got          *strong.Result
}

// reset solves the problem without the lock, the first time anew, and chooses the move to forbid: the one
// in the middle of those that the plan has.
func (l *lockedSearch) reset(ctx context.Context, w *wholeCounty) (err error) {
	if l.solver == nil {
		if l.solver, err = strong.New(&w.problem, l.settings); err != nil {
			return err
		}
	} else if _, err := l.solver.Change(l.plain); err != nil {
		return err
	}
	if l.got, err = l.solver.Solve(ctx); err != nil || l.got.X == nil || l.after != nil {
		return err
	}
	var used []int32
	for _, arcs := range w.move {
		for _, j := range arcs {
			if l.got.X[j] >= 1 {
				used = append(used, j)
			}
		}
	}
	if len(used) == 0 {
		return fmt.Errorf("%w: a plan without moves has none to lock", errProblem)
	}
	l.plain, l.column = &w.problem, int(used[len(used)/2])
	after := w.problem
	after.Linear = *w.problem.Linear.Clone()
	after.Linear.ColUpper[l.column] = 0
	l.after = &after
	return nil
}

// again forbids the move and solves from there.
func (l *lockedSearch) again(ctx context.Context) (err error) {
	if _, err = l.solver.Change(l.after); err != nil {
		return err
	}
	l.got, err = l.solver.Solve(ctx)
	return err
}

// search solves a problem once, in so many seconds at most; 0: no limit.
func search(ctx context.Context, p *strong.Problem, limit float64, progress func(solver.Progress)) (*strong.Result, error) {
	s, err := strong.New(p, strong.Settings{Open: highs.Open, Gap: proved, TimeLimit: limit, Progress: progress})
	if err != nil {
		return nil, err
	}
	got, err := s.Solve(ctx)
	return got, errors.Join(err, s.Close())
}

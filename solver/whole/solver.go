package whole

import (
	"context"
	"errors"
	"math"
	"slices"
	"sync"
	"time"

	"github.com/eduparity/eduparity/solver"
)

// A Solver holds a problem with everything that is known of it: a session for each block, prices of the
// links, where the means of plans are, cuts and bases. [Solver.Solve] may be called again after the
// changes that its methods make; it then starts from there. A Solver belongs to one goroutine.
type Solver struct {
	p      *Problem
	s      Settings
	blocks []*model
	rules  []bool    // by link: it holds excuses only
	prices []float64 // of the links
	choice []bool    // of the last plan's excuses, by column; nil: none yet
	first  []bool    // of the first plan's, likewise

	stale        []bool // by block: what is known of it is of another problem
	lower, upper float64
	best         []float64
	bounds       []float64         // of the blocks, at the prices
	known        []map[string]part // of plans, by block and by its excuses
	left         []*boxes          // by block: of its means and excuses, at the prices, after proveExcuses; nil: not known
	contested    []contest         // rules whose excuses are not settled
}

// A Result is a plan and a bound.
type Result struct {
	// Status is Optimal where plan and bound have met to the gap, Infeasible where it was shown that
	// there is no plan; TimeLimit and Interrupted, by the context or by Settings.Enough, say what ended it
	// before, Unknown that nothing more could be found.
	Status solver.Status
	X      []float64 // the best plan; nil: none was found
	Value  float64   // of it; +Inf: none
	Bound  float64   // no plan is worth less; -Inf: nothing is known, +Inf: there is none
	LPs    int       // solved, all in all
}

// Gap is the distance of the value from the bound, relative to the value.
func (r *Result) Gap() float64 {
	if r.X == nil {
		return math.Inf(1)
	}
	if r.Value <= r.Bound {
		return 0
	}
	return (r.Value - r.Bound) / max(math.Abs(r.Value), leastValue)
}

// leastValue is the value below which gaps are no longer relative.
const leastValue = 1e-9

// New checks a problem and takes it apart. The solver keeps p, which must not change but by the
// solver's methods. Errors match [ErrInvalid] or are the engine's.
func New(p *Problem, s Settings) (*Solver, error) {
	if err := p.Validate(); err != nil {
		return nil, err
	}
	if err := s.validate(); err != nil {
		return nil, err
	}
	p = p.apart()
	v := &Solver{p: p, s: s, prices: make([]float64, len(p.Links))}
	of, count := p.blocks()
	excuse := p.isExcuse()
	for _, i := range p.Links {
		index, _ := p.Linear.Rows.Row(i)
		v.rules = append(v.rules, !slices.ContainsFunc(index, func(j int32) bool { return !excuse[j] }))
	}
	v.blocks, v.known, v.stale = make([]*model, count), make([]map[string]part, count), make([]bool, count)
	err := v.each(func(b int) (err error) {
		v.blocks[b], err = newBlock(p, of, b, &v.s)
		return err
	})
	if err != nil {
		return nil, errors.Join(err, v.Close())
	}
	return v, nil
}

// Use changes the settings for the next [Solver.Solve]; the sessions stay with the engine that they have.
func (v *Solver) Use(s Settings) error {
	if err := s.validate(); err != nil {
		return err
	}
	v.s = s
	return nil
}

// Close gives the engines back. Closing twice is harmless.
func (v *Solver) Close() error {
	var errs []error
	for _, m := range v.blocks {
		errs = append(errs, m.close())
	}
	return errors.Join(errs...)
}

// each calls f for every block, as many at a time as settings say.
func (v *Solver) each(f func(b int) error) error {
	errs := make([]error, len(v.blocks))
	var wg sync.WaitGroup
	slots := make(chan struct{}, max(1, v.s.Parallel))
	for b := range v.blocks {
		slots <- struct{}{}
		wg.Add(1)
		go func() {
			defer wg.Done()
			errs[b] = f(b)
			<-slots
		}()
	}
	wg.Wait()
	return errors.Join(errs...)
}

// Solve runs until plan and bound have met to the gap, nothing more can be found, the time is up or the
// context is done. The error is the engine's.
func (v *Solver) Solve(ctx context.Context) (*Result, error) {
	v.s.deadline = time.Time{}
	if v.s.TimeLimit > 0 {
		v.s.deadline = time.Now().Add(time.Duration(v.s.TimeLimit * float64(time.Second)))
	}
	v.lower, v.upper, v.best, v.contested = math.Inf(-1), math.Inf(1), nil, nil
	v.left = make([]*boxes, len(v.blocks))
	first := v.findPrices
	if v.bounds != nil && v.choice != nil {
		first = v.again
	}
	for _, step := range []func(context.Context) error{first, v.improve, v.refute, v.prove, v.sharpen, v.proveExcuses, v.trySections, v.proveWhole, v.trySections, v.finish} {
		if err := step(ctx); err != nil {
			return nil, err
		}
		if v.over(ctx) || v.done() || math.IsInf(v.lower, 1) {
			break
		}
	}
	return v.result(ctx), nil
}

// result is what is known.
func (v *Solver) result(ctx context.Context) *Result {
	r := &Result{Status: solver.Unknown, X: v.best, Value: v.upper, Bound: min(v.lower, v.upper)}
	if v.best == nil {
		r.Bound = v.lower
	}
	for _, m := range v.blocks {
		r.LPs += m.lps
	}
	switch {
	case math.IsInf(v.lower, 1) && v.best == nil:
		r.Status = solver.Infeasible
	case v.met():
		r.Status = solver.Optimal
	case ctx.Err() != nil, v.done():
		r.Status = solver.Interrupted
	case v.over(ctx):
		r.Status = solver.TimeLimit
	}
	return r
}

// met says whether plan and bound have met to the gap.
func (v *Solver) met() bool {
	return v.best != nil && v.upper-v.lower <= max(v.s.gap()*math.Abs(v.upper), 2*boundMargin)
}

// done says whether plan and bound are what was wanted.
func (v *Solver) done() bool { return v.met() || v.s.Enough != nil && v.s.Enough(v.upper, v.lower) }

// over says whether there is no time left.
func (v *Solver) over(ctx context.Context) bool {
	return ctx.Err() != nil || !v.s.deadline.IsZero() && !time.Now().Before(v.s.deadline)
}

// offer takes a point if it is a plan and better than what there is, and says whether it is a plan.
func (v *Solver) offer(x []float64) bool {
	v.p.rounded(x)
	value, ok := 0.0, false
	if v.s.Judge != nil {
		value, ok = v.s.Judge(x)
	} else {
		var err error
		value, err = v.p.Check(x)
		ok = err == nil
	}
	if ok && value < v.upper {
		v.upper, v.best, v.choice = value, x, v.p.used(x)
		v.tell()
	}
	return ok
}

// used is which excuses a plan uses, by column.
func (p *Problem) used(x []float64) []bool {
	out := make([]bool, len(x))
	for e := range p.excuses() {
		out[e] = x[e] > 0.5
	}
	return out
}

// raise takes a bound if it is better than what there is.
func (v *Solver) raise(bound float64) {
	if bound > v.lower {
		v.lower = bound
		v.tell()
	}
}

// tell reports plan and bound.
func (v *Solver) tell() {
	if v.s.Progress == nil {
		return
	}
	value := v.upper
	if math.IsInf(value, 1) {
		value = math.NaN()
	}
	v.s.Progress(solver.Progress{Phase: "whole", Value: value, Bound: min(v.lower, v.upper)})
}

// again looks at the blocks that have changed since the last solve, at the prices and the excuses of
// then.
func (v *Solver) again(ctx context.Context) error {
	if err := v.plan(ctx, v.choice, v.s.gap()); err != nil || v.over(ctx) {
		return err
	}
	err := v.proveSome(ctx, func(b int) bool { return v.stale[b] })
	clear(v.stale)
	return err
}

// findPrices makes a first plan and finds the prices of the links.
func (v *Solver) findPrices(ctx context.Context) error {
	v.bounds = nil
	worth, err := v.worth(ctx, nil)
	if err != nil || v.over(ctx) {
		return err
	}
	choice := v.choose(worth)
	v.first = choice
	worth, err = v.worth(ctx, choice)
	if err != nil || v.over(ctx) {
		return err
	}
	if err := v.plan(ctx, choice, firstGap); err != nil || v.over(ctx) {
		return err
	}
	v.price(worth)
	return nil
}

const (
	// firstGap is the gap of the first plan, which is there to have one.
	firstGap = 0.1
	// secondGap is the gap at which its excuses are looked at again.
	secondGap = 0.01
)

// improve makes the prices exact and a plan of the excuses that go with them.
func (v *Solver) improve(ctx context.Context) error {
	used, err := v.together(ctx, false)
	if err != nil || used == nil || v.over(ctx) {
		return err
	}
	if err := v.plan(ctx, v.choose(used), v.s.gap()); err != nil || v.over(ctx) || v.first == nil {
		return err
	}
	return v.plan(ctx, v.first, secondGap)
}

// sharpen makes the prices exact with all columns, where those that seemed idle may have mattered.
func (v *Solver) sharpen(ctx context.Context) error {
	if len(v.p.Links) == 0 {
		return nil
	}
	if used, err := v.together(ctx, true); err != nil || used == nil || v.over(ctx) {
		return err
	}
	return v.prove(ctx)
}

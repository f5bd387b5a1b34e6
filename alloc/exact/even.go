package exact

import (
	"context"
	"errors"
	"math"
	"slices"

	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/solver"
	"github.com/eduparity/eduparity/solver/outer"
)

// wholeLevel searches whole plans for one with a ratio near the relaxation's, and proves what it can.
func (f *search) wholeLevel(ctx context.Context, low *relaxedLevel, scarce *scarcity, free []int) (float64, error) {
	switch {
	case f.fixedMeans(free):
		return f.leastSquares(ctx, low)
	case scarce != nil:
		return f.byScarcity(ctx, low, scarce, f.mostRatio(free))
	}
	return f.narrow(ctx, low, f.mostRatio(free))
}

// leastSquares is for means that no plan changes: rho^2 + eta is then the squared ratio itself, and
// one search minimises it.
func (f *search) leastSquares(ctx context.Context, low *relaxedLevel) (float64, error) {
	if err := f.setRatio(low.ratio); err != nil {
		return 0, err
	}
	s := outer.Settings{Engine: f.engine(false)}
	s.Engine.AbsGap = f.etaGap(low.ratio)
	res, err := f.collect(ctx, s)
	f.none = err == nil && f.best == nil && res.Status == solver.Infeasible
	if err != nil || math.IsInf(res.Lower, 0) {
		return low.bound, err
	}
	return max(low.bound, math.Sqrt(max(0, low.ratio*low.ratio+res.Lower))), nil
}

// narrow closes in on the least ratio that whole plans reach, from the relaxation's upwards. To ask
// whether a ratio can be reached at all is a search for a cheap plan within it, which is far easier
// than to minimise the ratio: what is not spent helps rounding. No plan means a better bound, and no
// plan at the greatest ratio that there can be means none at all.
func (f *search) narrow(ctx context.Context, low *relaxedLevel, most float64) (float64, error) {
	if err := f.setCosts(f.frugal()); err != nil {
		return 0, err
	}
	if err := f.sess.SetColBounds(f.eta, 0, 0); err != nil {
		return 0, err
	}
	bound := low.bound
	step := f.set.gap() * gapShare
	tried := bound // no plan was found here, whether or not none is
	for !f.timeUp(ctx) && (f.best == nil || plan.Gap(plan.Dispersion, f.best.value, tried) > f.set.gap()*metShare) {
		rho := low.ratio + step*max(low.ratio, plan.LeastRatio)
		if f.best != nil {
			rho = min(rho, (tried+f.best.value)/2)
		}
		rho = min(rho, most)
		before, none := f.best, false
		var err error
		if err = f.near(ctx, low.x, 0, rho); err == nil && f.best == before {
			none, err = f.within(ctx, rho)
		}
		if err == nil && f.best == before && !none {
			err = f.near(ctx, low.x, 1, rho)
		}
		if err != nil {
			return 0, err
		}
		if f.best == before {
			tried = rho
			step *= narrowGrowth
		}
		if none {
			bound = max(bound, rho)
			f.at.proved(bound)
			if f.none = rho == most && f.best == nil; f.none {
				break
			}
		}
	}
	if err := f.sess.SetColBounds(f.eta, -inf, inf); err != nil {
		return 0, err
	}
	return bound, f.setCosts(f.etaCost())
}

const (
	// narrowGrowth is how much farther from the relaxation the next try is after one without a plan.
	narrowGrowth = 3
	// narrowTime is the part of the time left that one try may take.
	narrowTime = 0.1
	// anyGap lets a search end with its first plan: relative gaps are at most about 1.
	anyGap = 1e6
)

// mostRatio is a ratio that no plan exceeds: all stock is where the fewest pupils are.
func (r *run) mostRatio(cones []int) float64 {
	most := 0.0
	for _, k := range cones {
		tg := &r.targets[r.cones[k].target]
		least := slices.Min(r.stages[tg.stage].weight)
		most = max(most, math.Sqrt(1/least-1)/tg.limit)
	}
	return most + 1
}

// frugal is what to minimise where only a plan is looked for: cost, or moves where nothing costs.
func (f *search) frugal() []float64 {
	o := f.objectiveOf(plan.CostGoal)
	for _, c := range o.cost {
		if c != 0 {
			return o.cost
		}
	}
	return f.objectiveOf(plan.Moves).cost
}

// near is within, among the plans whose whole quantities are the relaxation's rounded up or down, and
// some steps farther: a small search that finds in a moment what the large one may not find in a
// minute. It proves nothing.
func (f *search) near(ctx context.Context, x []float64, steps, rho float64) error {
	return f.about(x, steps, func() error {
		_, err := f.within(ctx, rho)
		return err
	})
}

// about calls look while the whole quantities are confined to those of a point rounded up or down, and some
// steps farther.
func (f *search) about(x []float64, steps float64, look func() error) (err error) {
	for j, whole := range f.lp.Whole {
		if whole {
			lower, upper := math.Floor(x[j]+wholeRounding)-steps, math.Ceil(x[j]-wholeRounding)+steps
			err = errors.Join(err, f.sess.SetColBounds(j, max(f.lp.ColLower[j], lower), min(f.lp.ColUpper[j], upper)))
		}
	}
	if err == nil {
		err = look()
	}
	for j, whole := range f.lp.Whole {
		if whole {
			err = errors.Join(err, f.sess.SetColBounds(j, f.lp.ColLower[j], f.lp.ColUpper[j]))
		}
	}
	return err
}

// seek asks whether some plan reaches a ratio, and finds one if so.
func (f *search) seek(ctx context.Context, scarce *scarcity, rho float64) (verdict, error) {
	if scarce != nil {
		ask := asker{search: f, scarcity: scarce}
		return ask.at(ctx, rho)
	}
	if err := errors.Join(f.setCosts(f.frugal()), f.sess.SetColBounds(f.eta, 0, 0)); err != nil {
		return open, err
	}
	none, err := f.within(ctx, rho)
	err = errors.Join(err, f.sess.SetColBounds(f.eta, -inf, inf), f.setCosts(f.etaCost()))
	switch {
	case f.best != nil:
		return reached, err
	case none:
		return refused, err
	}
	return open, err
}

// within looks for a plan whose ratios are at most rho. True: there is none.
func (f *search) within(ctx context.Context, rho float64) (none bool, err error) {
	if err := f.setRatio(rho); err != nil {
		return false, err
	}
	before := f.best
	s := outer.Settings{Engine: f.engine(false), Enough: func(float64, float64) bool { return f.best != before }}
	s.Engine.TimeLimit *= narrowTime
	s.Engine.Gap = anyGap
	res, err := f.collect(ctx, s)
	return err == nil && res.Status == solver.Infeasible, err
}

// collect runs the loop and makes plans of its points.
func (f *search) collect(ctx context.Context, s outer.Settings) (*outer.Result, error) {
	var failed error
	s.Point = func(x []float64) {
		if err := f.point(ctx, x); err != nil && failed == nil {
			failed = err
		}
	}
	res, err := f.rounds(ctx, s)
	return res, errors.Join(err, failed)
}

// etaGap is the gap in squared ratios that the gap asked for in ratios comes to, in part.
func (r *run) etaGap(rho float64) float64 {
	return max(leastEtaGap, r.set.gap()*gapShare*rho*max(rho, plan.LeastRatio))
}

// leastEtaGap is a gap in squared ratios below which the cuts' tolerance decides.
const leastEtaGap = 1e-7

// fixedMeans says whether no plan changes the means of some cones.
func (r *run) fixedMeans(cones []int) bool {
	return !slices.ContainsFunc(cones, func(k int) bool { return !r.cones[k].fixed })
}

package exact

import (
	"context"
	"fmt"
	"math"

	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/solver"
	"github.com/eduparity/eduparity/solver/outer"
)

// The dispersion goal: the worst ratio CV/limit as small as can be, then the next, and so on.
//
// At a ratio rho the rows  sum w u <= (1 + rho^2 L^2) T + L^2 eta  are linear in all but the cuts;
// rho is reached by some plan if and only if the least eta is at most 0. Starting from the ratio of a
// known point, each solve gives a point with a smaller one (Dinkelbach 1967); it ends where the least
// eta is 0. With several cones that is quick only where excesses are measured in the means of the point
// before (Crouzeix, Ferland and Schaible 1985). A solve at a ratio just below then has a positive least
// eta: its multipliers prove that no plan gets there.

// dispersion works through the levels.
func (r *run) dispersion(ctx context.Context) (plan.Status, error) {
	if err := r.setCosts(r.etaCost()); err != nil {
		return "", err
	}
	if err := r.sess.SetColBounds(r.eta, -inf, inf); err != nil {
		return "", err
	}
	worst := plan.Optimal
	for n := 0; ; n++ {
		free := r.freeCones()
		if len(free) == 0 {
			break
		}
		status, tight, err := r.level(ctx, free)
		if status == plan.Unknown && err == nil {
			if n > 0 {
				return worst, nil // what is left of the time did not reach for a further level
			}
			return r.statusQuo(plan.Dispersion)
		}
		if err != nil || status == plan.StatusInfeasible {
			return status, err
		}
		if status == plan.Feasible {
			worst = plan.Feasible
		}
		value := r.goals[len(r.goals)-1].Value
		for _, k := range tight {
			r.caps[k] = value
		}
		if r.timeUp(ctx) {
			break
		}
	}
	return worst, nil
}

// etaCost minimises the excess over the ratio.
func (r *run) etaCost() []float64 {
	cost := make([]float64, len(r.cols))
	cost[r.eta] = 1
	return cost
}

// freeCones are the cones whose ratio is still being minimised.
func (r *run) freeCones() []int {
	var free []int
	for k := range r.cones {
		if r.cones[k].ratio >= 0 && math.IsNaN(r.caps[k]) {
			free = append(free, k)
		}
	}
	return free
}

// level minimises the worst ratio of the free cones and says which of them hold it up.
func (r *run) level(ctx context.Context, free []int) (plan.Status, []int, error) {
	r.at.begin(plan.Dispersion, nil)
	low, err := r.relaxedLevel(ctx, free)
	if err != nil || low.status != plan.Optimal {
		return low.status, nil, err
	}
	value := func(o *plan.Outcome) float64 { return r.worstOf(o, free) }
	found := search{run: r, value: value, tells: true}
	if r.best != nil {
		best := *r.best
		best.value = value(best.outcome)
		found.best = &best
		r.at.found(best.value)
	}
	bound := low.bound
	r.at.proved(bound)
	var scarce *scarcity
	if !r.lp.AnyWhole() {
		if err := r.setRatio(low.ratio * (1 + margin)); err != nil {
			return "", nil, err
		}
		if err := found.point(ctx, low.x); err != nil {
			return "", nil, err
		}
	} else {
		scarce = r.scarcity(low)
		if bound, err = found.wholeLevel(ctx, low, scarce, free); err != nil {
			return "", nil, err
		}
	}
	if found.none {
		return plan.StatusInfeasible, nil, nil
	}
	if found.best == nil {
		if r.timeUp(ctx) || len(r.refused) == 0 {
			return plan.Unknown, nil, nil
		}
		return "", nil, fmt.Errorf("%w: %s", ErrEngine, r.refused[0])
	}
	r.best = found.best
	if r.tied { // another choice at the level before might have led lower: nothing is proved
		bound, low.cert = 0, plan.Certificate{Kind: plan.CertLPDual, Data: &plan.CertificateData{}}
	}
	res := r.result(plan.Dispersion, bound, low.cert)
	res.Levels = r.levelsOf(r.best.outcome, free)
	r.goals = append(r.goals, res)
	tight := low.tight
	if r.lp.AnyWhole() {
		if tight, err = r.heldUp(ctx, scarce, free); err != nil {
			return "", nil, err
		}
	}
	return res.Status, tight, nil
}

// A relaxedLevel is the outcome of one level of the relaxation.
type relaxedLevel struct {
	status plan.Status
	ratio  float64 // reached by x
	bound  float64 // proved
	x      []float64
	tight  []int     // cones whose multiplier is positive
	dual   []float64 // multipliers of the rows where bound was proved, else at x
	cert   plan.Certificate
}

// relaxedLevel finds the least worst ratio of the relaxation and proves it.
func (r *run) relaxedLevel(ctx context.Context, free []int) (*relaxedLevel, error) {
	out := &relaxedLevel{status: plan.Optimal, ratio: r.startRatio(free)}
	out.cert = plan.Certificate{Kind: plan.CertLPDual, Data: &plan.CertificateData{}}
	below := out.ratio
	for {
		if err := r.setRatio(below); err != nil {
			return nil, err
		}
		res, err := r.rounds(ctx, outer.Settings{Engine: r.engine(true)})
		if err != nil {
			return nil, err
		}
		switch {
		case res.Status == solver.Infeasible:
			return &relaxedLevel{status: plan.StatusInfeasible}, nil
		case res.X == nil:
			out.status = plan.Unknown
			return out, nil
		}
		if ratio := r.ratioAt(free, res.X); out.x == nil || ratio < out.ratio {
			out.ratio, out.x = ratio, res.X // the start may be out of reach: an earlier level made it worse
			for _, k := range free {
				r.meansSeen[k] = max(leastSeen, res.X[r.cones[k].mean])
			}
		}
		out.tight, out.dual = r.tightCones(free, res.Result), res.RowDual
		if res.Lower > 0 { // no point has a ratio of below, and one of out.ratio was seen
			out.bound = below
			out.cert.Bound, out.cert.Data = below, r.certify(r.loop, res.Result, 1)
			out.cert.Data.Ratios = r.ratiosAsked(below)
			if res.Status == solver.Optimal && len(r.goals) == 0 {
				r.ranges = nil // of the last ratio
				if err := r.priceRanges(ctx, plan.Dispersion, res.RowDual); err != nil {
					return nil, err
				}
			}
		}
		next := max(0, out.ratio-r.set.gap()*gapShare*max(out.ratio, plan.LeastRatio))
		if next <= out.bound || out.ratio <= zeroRatio || !res.Done {
			return out, nil
		}
		if next >= below && !(res.Lower > 0) {
			return out, nil // neither progress nor a proof at this ratio: the engine's tolerance
		}
		below = next
	}
}

// leastSeen is the least mean by which an excess is measured: below it there is next to no stock.
const leastSeen = 1e-4

// startRatio is the worst ratio of some cones before the plan, or a large one where it is undefined.
func (r *run) startRatio(free []int) float64 {
	worst := 0.0
	for _, k := range free {
		tg := &r.targets[r.cones[k].target]
		cv := r.cvBefore(r.cones[k].target)
		if math.IsInf(cv, 1) {
			cv = math.Sqrt(float64(len(tg.before)))
		}
		worst = max(worst, cv/tg.limit)
	}
	return worst
}

// tightCones are the free cones that hold the worst ratio up: those with a positive multiplier, at
// least the one with the largest.
func (r *run) tightCones(free []int, res *solver.Result) []int {
	if res.RowDual == nil {
		return free
	}
	var tight []int
	most, at := -1.0, -1
	for _, k := range free {
		c := &r.cones[k]
		price := -res.RowDual[c.ratio] * r.asked[k].excess
		if price > tightPrice {
			tight = append(tight, k)
		}
		if price > most {
			most, at = price, k
		}
	}
	if len(tight) == 0 {
		tight = append(tight, at)
	}
	return tight
}

// ratiosAsked lists the caps of a proof.
func (r *run) ratiosAsked(rho float64) []plan.Level {
	var levels []plan.Level
	for k, c := range r.cones {
		if c.ratio < 0 {
			continue
		}
		tg, ratio := &r.targets[c.target], rho
		if !math.IsNaN(r.caps[k]) {
			ratio = r.caps[k]
		}
		levels = append(levels, plan.Level{Code: tg.code, Stage: r.stages[tg.stage].name, Ratio: ratio})
	}
	return levels
}

// heldUp are the cones whose ratio the best plan has at its worst, or as bad but for the gap, and which
// no plan brings below it while the others stay there. Where one can be lower, the best plan is one
// that has it so.
func (r *run) heldUp(ctx context.Context, scarce *scarcity, free []int) ([]int, error) {
	worst := r.levelsOf(r.best.outcome, free)[0].Ratio
	below := worst - r.set.gap()*max(worst, plan.LeastRatio)
	var near, held []int
	for _, k := range free {
		if r.worstOf(r.best.outcome, []int{k}) >= below {
			near = append(near, k)
		}
	}
	if len(free) == 1 || r.timeUp(ctx) {
		return near, nil
	}
	for _, k := range near {
		probe := search{run: r, value: func(o *plan.Outcome) float64 { return r.worstOf(o, []int{k}) }}
		for _, other := range free {
			if other != k {
				r.caps[other] = worst
			}
		}
		verdict, err := probe.seek(ctx, scarce, below)
		for _, other := range free {
			r.caps[other] = math.NaN()
		}
		switch {
		case err != nil:
			return nil, err
		case verdict == reached:
			probe.best.value = worst
			r.best = probe.best
		default:
			held = append(held, k)
			r.tied = r.tied || verdict == open
		}
	}
	if len(held) == 0 { // each can be lower, though not all of them: which one decides what comes after
		held, r.tied = near[:1], true
	}
	return held, nil
}

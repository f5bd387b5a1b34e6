package exact

import (
	"context"
	"errors"
	"fmt"
	"math"
	"slices"

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
// before (Crouzeix, Ferland and Schaible 1985). A solve at a ratio just below then has a positive least eta: its multipliers prove that
// no plan gets there.

// dispersion works through the levels. With whole units and several indicators only the worst ratio
// is minimised.
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
		if r.timeUp(ctx) || (r.lp.AnyWhole() && !r.oneIndicator()) {
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

// oneIndicator says whether the ratios are of one indicator, in one stage or several.
func (r *run) oneIndicator() bool {
	code := ""
	for _, c := range r.cones {
		if c.ratio < 0 {
			continue
		}
		if code != "" && code != r.targets[c.target].code {
			return false
		}
		code = r.targets[c.target].code
	}
	return true
}

// setRatio asks for a ratio: of the free cones up to eta, of the others at most what they are kept at.
func (r *run) setRatio(rho float64) error {
	for k, c := range r.cones {
		if c.ratio < 0 {
			continue
		}
		limit, ratio, excess := r.targets[c.target].limit, rho, 1.0
		if !math.IsNaN(r.caps[k]) {
			ratio, excess = r.caps[k]*(1+margin), 0
		}
		if err := r.sess.SetRowBounds(c.ratio, -inf, 0); err != nil {
			return err
		}
		r.asked[k].ratio, r.asked[k].excess = capOf(ratio*limit), excess*limit*limit*r.meansSeen[k]
		if err := r.sess.SetCoefficient(c.ratio, c.mean, -r.asked[k].ratio); err != nil {
			return err
		}
		if err := r.sess.SetCoefficient(c.ratio, r.eta, -r.asked[k].excess); err != nil {
			return err
		}
	}
	return nil
}

// ratioAt is the worst ratio of some cones at a point of the engine.
func (r *run) ratioAt(cones []int, x []float64) float64 {
	worst := 0.0
	for _, k := range cones {
		c := &r.cones[k]
		tg := &r.targets[c.target]
		mean, sum := x[c.mean], 0.0
		if !(mean > 0) {
			return inf
		}
		for i, w := range r.stages[tg.stage].weight {
			d := x[c.level[i]]/mean - 1
			sum += w * d * d
		}
		worst = max(worst, math.Sqrt(sum)/tg.limit)
	}
	return worst
}

// level minimises the worst ratio of the free cones and says which of them hold it up.
func (r *run) level(ctx context.Context, free []int) (plan.Status, []int, error) {
	low, err := r.relaxedLevel(ctx, free)
	if err != nil || low.status != plan.Optimal {
		return low.status, nil, err
	}
	value := func(o *plan.Outcome) float64 { return r.worstOf(o, free) }
	found := search{run: r, value: value}
	if r.best != nil {
		best := *r.best
		best.value = value(best.outcome)
		found.best = &best
	}
	bound := low.bound
	if !r.lp.AnyWhole() {
		if err := r.setRatio(low.ratio * (1 + margin)); err != nil {
			return "", nil, err
		}
		if err := found.point(ctx, low.x); err != nil {
			return "", nil, err
		}
	} else if bound, err = found.wholeLevel(ctx, low, free); err != nil {
		return "", nil, err
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
	res := r.result(plan.Dispersion, bound, low.cert)
	res.Levels = r.levelsOf(r.best.outcome, free)
	r.goals = append(r.goals, res)
	tight := low.tight
	if r.lp.AnyWhole() {
		if tight, err = r.heldUp(ctx, free); err != nil {
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
	tight  []int // cones whose multiplier is positive
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
		out.tight = r.tightCones(free, res.Result)
		if res.Lower > 0 { // no point has a ratio of below, and one of out.ratio was seen
			out.bound = below
			out.cert.Bound, out.cert.Data = below, r.certify(r.loop, res.Result, 1)
			out.cert.Data.Ratios = r.ratiosAsked(below)
		}
		next := max(0, out.ratio-r.set.gap()*gapShare*max(out.ratio, plan.LeastRatio))
		if next <= out.bound || out.ratio <= zeroRatio || !res.Done {
			return out, nil
		}
		if next >= below && !(res.Lower > 0) { // no progress at this ratio although none is proved: the engine's tolerance
			return out, nil
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

// wholeLevel searches whole plans for one with a ratio near the relaxation's, and proves what it can.
func (f *search) wholeLevel(ctx context.Context, low *relaxedLevel, free []int) (float64, error) {
	if f.fixedMeans(free) {
		return f.leastSquares(ctx, low)
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
	for !f.timeUp(ctx) && (f.best == nil || plan.Gap(plan.Dispersion, f.best.value, tried) > f.set.gap()*gapShare) {
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
// some steps farther: a small search that finds in a moment what the large one may not find in a minute. It proves nothing.
func (f *search) near(ctx context.Context, x []float64, steps, rho float64) (err error) {
	for j, whole := range f.lp.Whole {
		if whole {
			lower, upper := math.Floor(x[j]+wholeRounding)-steps, math.Ceil(x[j]-wholeRounding)+steps
			err = errors.Join(err, f.sess.SetColBounds(j, max(f.lp.ColLower[j], lower), min(f.lp.ColUpper[j], upper)))
		}
	}
	if err == nil {
		_, err = f.within(ctx, rho)
	}
	for j, whole := range f.lp.Whole {
		if whole {
			err = errors.Join(err, f.sess.SetColBounds(j, f.lp.ColLower[j], f.lp.ColUpper[j]))
		}
	}
	return err
}

// seek is within by itself.
func (f *search) seek(ctx context.Context, rho float64) error {
	if err := errors.Join(f.setCosts(f.frugal()), f.sess.SetColBounds(f.eta, 0, 0)); err != nil {
		return err
	}
	_, err := f.within(ctx, rho)
	return errors.Join(err, f.sess.SetColBounds(f.eta, -inf, inf), f.setCosts(f.etaCost()))
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

// worstOf is the worst ratio of some cones after a plan.
func (r *run) worstOf(o *plan.Outcome, cones []int) float64 {
	worst := 0.0
	for _, l := range r.levelsOf(o, cones) {
		if math.IsNaN(l.Ratio) {
			return inf
		}
		worst = max(worst, l.Ratio)
	}
	return worst
}

// levelsOf lists the ratios of some cones after a plan, worst first.
func (r *run) levelsOf(o *plan.Outcome, cones []int) []plan.Level {
	var levels []plan.Level
	for _, l := range o.Levels {
		if slices.ContainsFunc(cones, func(k int) bool { return r.isLevel(k, l) }) {
			levels = append(levels, l)
		}
	}
	return levels
}

// isLevel says whether a level is that of a cone.
func (r *run) isLevel(k int, l plan.Level) bool {
	tg := &r.targets[r.cones[k].target]
	return tg.code == l.Code && r.stages[tg.stage].name == l.Stage
}

// heldUp are the cones whose ratio the best plan has at its worst, or as bad but for the gap, and which
// no plan brings below it while the others stay there. Where one can be lower, the best plan is one
// that has it so.
func (r *run) heldUp(ctx context.Context, free []int) ([]int, error) {
	worst := r.levelsOf(r.best.outcome, free)[0].Ratio
	below := worst - r.set.gap()*max(worst, plan.LeastRatio)
	var near, held []int
	for _, k := range free {
		if r.worstOf(r.best.outcome, []int{k}) >= below {
			near = append(near, k)
		}
	}
	if len(near) == 1 || !r.oneIndicator() || r.timeUp(ctx) {
		return near, nil
	}
	for _, k := range near {
		probe := search{run: r, value: func(o *plan.Outcome) float64 { return r.worstOf(o, []int{k}) }}
		for _, other := range free {
			if other != k {
				r.caps[other] = worst
			}
		}
		err := probe.seek(ctx, below)
		for _, other := range free {
			r.caps[other] = math.NaN()
		}
		switch {
		case err != nil:
			return nil, err
		case probe.best == nil:
			held = append(held, k)
		default:
			probe.best.value = worst
			r.best = probe.best
		}
	}
	if len(held) == 0 { // each can be lower, though not all of them
		held = near[:1]
	}
	return held, nil
}

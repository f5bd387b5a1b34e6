package exact

import (
	"context"
	"errors"
	"fmt"
	"math"
	"strings"

	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/solver"
	"github.com/eduparity/eduparity/solver/outer"
	"github.com/eduparity/eduparity/solver/whole"
)

// linear minimises a linear goal: in whole units under limits on CVs by the strong model first, then the
// relaxation in rounds, whose duals prove a bound, then, where something is whole and the strong model
// has not closed the gap, the MIP in rounds from there.
func (r *run) linear(ctx context.Context, o objective) (plan.Status, error) {
	if err := r.setCosts(o.cost); err != nil {
		return "", err
	}
	value := func(out *plan.Outcome) float64 { return out.Value(o.goal) }
	found := search{run: r, value: value, tells: true}
	if r.best != nil { // the plan of an earlier goal
		best := *r.best
		best.value = value(best.outcome)
		found.best = &best
	}
	r.at.begin(o.goal, found.best)
	// Limits that nothing comes near to are best left to the search alone: one LP tells.
	if _, err := r.rounds(ctx, outer.Settings{Engine: r.engine(true), MaxRounds: 1}); err != nil {
		return "", err
	}
	bound := -inf
	var strong *whole.Result
	if r.limitsBind() {
		var err error
		if strong, err = found.inWhole(ctx, o); err != nil {
			return "", err
		}
	}
	if strong != nil {
		bound = strong.Bound * o.unit
		if err := r.loop.Seed(); err != nil {
			return "", err
		}
	}
	lp, err := r.rounds(ctx, outer.Settings{Engine: r.engine(true)})
	if err != nil {
		return "", err
	}
	if lp.Status == solver.Infeasible || strong != nil && strong.Status == solver.Infeasible {
		return plan.StatusInfeasible, nil
	}
	if lp.X == nil && found.best == nil {
		return r.statusQuo(o.goal)
	}
	if lp.Status == solver.Optimal {
		if err := r.priceRanges(ctx, o.goal, lp.RowDual); err != nil {
			return "", err
		}
	}
	root := plan.Certificate{Kind: plan.CertLPDual, Bound: lp.Lower * o.unit, Data: r.certify(r.loop, lp.Result, o.unit)}
	bound = max(bound, root.Bound)
	r.at.proved(bound)
	switch enough := r.closes(&found, o); {
	case lp.X == nil:
	case !r.lp.AnyWhole():
		if err := found.point(ctx, lp.X); err != nil {
			return "", err
		}
	case !enough(bound/o.unit, 0):
		mip, err := found.whole(ctx, o, enough)
		if err != nil {
			return "", err
		}
		if mip.Status == solver.Infeasible {
			return plan.StatusInfeasible, nil
		}
		bound = max(bound, mip.Lower*o.unit)
	}
	if found.best == nil {
		if r.timeUp(ctx) || r.onlyJust() {
			return r.statusQuo(o.goal)
		}
		return "", fmt.Errorf("%w: %s", ErrEngine, r.refused[0])
	}
	r.best = found.best
	r.goals = append(r.goals, r.result(o.goal, bound, root))
	return r.goals[len(r.goals)-1].Status, nil
}

// closes says whether a bound, in units of the engine, is as good as the best plan that was found.
func (r *run) closes(found *search, o objective) func(lower, _ float64) bool {
	return func(lower, _ float64) bool {
		return found.best != nil && plan.Gap(o.goal, found.best.value, r.wholeBound(o.goal, lower*o.unit)) <= r.set.gap()
	}
}

// onlyJust says whether the last point was refused for a CV that is above its limit by what the cuts do
// not tell: whether a plan keeps the limit to the last bit is then not known.
func (r *run) onlyJust() bool {
	for _, v := range r.refused {
		if v.Rule != string(plan.LimitCV) && v.Rule != plan.RuleComposite || !(v.By <= sameValue) {
			return false
		}
	}
	return true
}

// statusQuo is the plan of doing nothing, where that keeps every rule: what there is to offer when the
// time is up before anything better is found. No goal's value is below 0, which is its bound.
func (r *run) statusQuo(g plan.GoalName) (plan.Status, error) {
	if r.best == nil {
		c, err := r.take(make([]float64, len(r.cols)), func(out *plan.Outcome) float64 { return out.Value(g) })
		if err != nil || c == nil {
			return plan.Unknown, err
		}
		r.best = c
	}
	best := *r.best
	best.value = best.outcome.Value(g)
	if g == plan.Dispersion && math.IsNaN(best.value) {
		return plan.Unknown, nil
	}
	r.best = &best
	res := r.result(g, 0, plan.Certificate{Kind: plan.CertLPDual, Data: &plan.CertificateData{}})
	if g == plan.Dispersion {
		res.Levels = r.best.outcome.Levels
	}
	r.goals = append(r.goals, res)
	return res.Status, nil
}

// rounds is the loop, where giving up after many rounds is no error: the bound holds all the same.
func (r *run) rounds(ctx context.Context, s outer.Settings) (*outer.Result, error) {
	s.Tolerance = cutTolerance
	res, err := r.loop.Solve(ctx, nil, s)
	if errors.Is(err, outer.ErrRounds) {
		return res, nil
	}
	return res, err
}

// result states a goal's value with its bound. Where the relaxation's bound is as good as the
// search's, it alone is the certificate.
func (r *run) result(g plan.GoalName, bound float64, root plan.Certificate) plan.GoalResult {
	value := r.best.value
	bound, root.Bound = min(r.wholeBound(g, bound), value), r.wholeBound(g, root.Bound)
	cert := root
	if plan.Gap(g, value, root.Bound) > r.set.gap() && bound > root.Bound {
		rootBound := root.Bound
		cert = plan.Certificate{Kind: plan.CertSearch, Bound: bound, RootBound: &rootBound, Data: root.Data}
	} else {
		bound = min(root.Bound, value)
		cert.Bound = bound
	}
	return plan.GoalResult{
		Name: g, Value: value, Bound: bound, Gap: plan.Gap(g, value, bound), Certificate: &cert,
		Status: r.p.Goal(g).Status(value, bound, r.set.gap()),
	}
}

// wholeBound raises a bound on a goal to the next number that its value can come to.
func (f *frame) wholeBound(g plan.GoalName, bound float64) float64 {
	step := f.goalStep(g)
	if !(step > 0) || math.IsInf(bound, 0) {
		return bound
	}
	return step * math.Ceil(bound/step-countRounding)
}

// goalStep is what the value of a goal is a multiple of under every plan, 0 where there is no such number.
// Moves are whole, or, where headcounts are kept and a move counts half, halves, unless persons come in
// parts; and so is what they cost, where each costs the same and there is nothing else to pay for.
func (f *frame) goalStep(g plan.GoalName) float64 {
	switch {
	case f.r.Divisible:
	case g == plan.Moves:
		return f.moveUnit()
	case g == plan.CostGoal || g == plan.PassCost:
		if flat, ok := f.r.Prices.FlatMoves(); ok && len(f.p.Levers) == 1 && f.p.HasLever(plan.Rotation) {
			return flat
		}
	}
	return 0
}

// moveUnit is what one person moved counts.
func (f *frame) moveUnit() float64 {
	if f.p.Headcount() {
		return 0.5
	}
	return 1
}

// A search collects the best plan among the points of the engine.
type search struct {
	*run
	value func(*plan.Outcome) float64
	best  *candidate
	tells bool // its plans are those of the goal at hand
	none  bool // it was shown that there is no plan
}

// point makes a plan of a point: whole quantities rounded, the divisible ones solved for again
// inside the margin. Points that make no plan are passed over.
func (f *search) point(ctx context.Context, x []float64) error {
	if f.divisible() {
		y, err := f.finish(ctx, x)
		if err != nil {
			return err
		}
		if y != nil {
			x = y
		}
	}
	c, ok, err := f.keep(x)
	if err == nil && c != nil && !ok { // a point of a round that has not all its cuts yet
		f.refused = []plan.Violation{{Rule: string(plan.Dispersion), Text: "a ratio is above what an earlier goal keeps"}}
	}
	return err
}

// keep makes a plan of a point as it is, nil where it makes none, and keeps it if it is the best so far. Not
// ok: there is no plan, or one with a ratio above what earlier goals keep.
func (f *search) keep(x []float64) (c *candidate, ok bool, err error) {
	c, err = f.take(x, f.value)
	if err != nil || c == nil || !f.ratiosKept(c.outcome) {
		return c, false, err
	}
	if f.best == nil || c.value < f.best.value {
		f.best = c
		if f.tells {
			f.at.found(c.value)
		}
	}
	return c, true, nil
}

// divisible says whether something that a plan does is divisible in the engine.
func (m *room) divisible() bool {
	for j, c := range m.cols {
		if !m.lp.Whole[j] && m.lp.ColUpper[j] > 0 {
			switch c.kind {
			case colBuy, colHire, colOut, colIn, colArc:
				return true
			case colPay, colLevel, colSquare, colMean, colSpread, colExcuse, colShort, colEta, colSlack:
			}
		}
	}
	return false
}

// finish solves for the divisible quantities with the whole ones as they are in x; nil: there is no
// such point.
func (r *run) finish(ctx context.Context, x []float64) ([]float64, error) {
	for j, whole := range r.lp.Whole {
		if whole {
			n := math.Round(x[j])
			if err := r.sess.SetColBounds(j, n, n); err != nil {
				return nil, err
			}
		}
	}
	if err := r.setMargin(margin); err != nil {
		return nil, err
	}
	res, err := r.rounds(ctx, outer.Settings{Engine: r.engine(true)})
	if err != nil {
		return nil, err
	}
	for j, whole := range r.lp.Whole {
		if whole {
			if err := r.sess.SetColBounds(j, r.lp.ColLower[j], r.lp.ColUpper[j]); err != nil {
				return nil, err
			}
		}
	}
	return res.X, r.setMargin(0)
}

// setMargin moves limits and minimums inwards by a relative amount, 0 to put them back.
func (r *run) setMargin(by float64) error {
	if err := r.tighten(by); err != nil {
		return err
	}
	reserve := 0.0
	if by > 0 {
		reserve = r.roundingReserve()
	}
	for i, name := range r.rowNames() {
		if what, _, _ := strings.Cut(name.name, ":"); what == "fund" || what == string(plan.LimitSpending) {
			if err := r.sess.SetRowBounds(i, -inf, r.lp.Rows.Upper[i]-reserve); err != nil {
				return err
			}
		}
	}
	for _, mn := range r.minimums {
		if !r.steps(mn.target, mn.i) {
			if err := r.sess.SetRowBounds(mn.row, 1+by-r.targets[mn.target].before[mn.i]/mn.top, inf); err != nil {
				return err
			}
		}
	}
	return nil
}

// tighten moves the limits on CVs and their means inwards by a relative amount, 0 to put them back.
func (r *run) tighten(by float64) error {
	for k, c := range r.cones {
		if c.hard < 0 {
			continue
		}
		r.asked[k].hard = capOf(r.targets[c.target].limit * (1 - by))
		if by > 0 { // where a limit is small, its square is no larger than what the cuts let pass
			r.asked[k].hard = max(1, r.asked[k].hard-cutMargin*cutTolerance)
		}
		if err := r.sess.SetCoefficient(c.hard, c.mean, -r.asked[k].hard); err != nil {
			return err
		}
	}
	return r.tightenComposites(by)
}

// cutMargin times the tolerance of the cuts keeps a point clear of what they let pass.
const cutMargin = 3

// roundingReserve is the money that rounding to whole units may cost, where the engine takes them for
// divisible: a unit of everything cheap, and of what is dear as much as rounding to the nearest comes
// to with luck, for a unit of each would be too much to leave unspent.
func (r *run) roundingReserve() float64 {
	var sum, dearest float64
	for j, c := range r.cols {
		if c.kind != colBuy || !c.whole || r.lp.Whole[j] || r.lp.ColUpper[j] <= 0 {
			continue
		}
		if one := r.spendRow[j] / (r.money * c.unit); one < wholeShare {
			sum += one
		} else {
			dearest = max(dearest, one)
		}
	}
	return sum + reservedUnits*dearest
}

// reservedUnits is about what the errors of rounding some dozens of quantities add up to.
const reservedUnits = 3

// whole runs the MIP in rounds and keeps the plans it meets. Where no point of the engine is a plan
// by a hair's breadth, it runs again inside the margin; the bound is that of the first run.
func (f *search) whole(ctx context.Context, o objective, enough func(bound, objective float64) bool) (*outer.Result, error) {
	if err := f.inside(ctx); err != nil {
		return nil, err
	}
	s := outer.Settings{Engine: f.engine(false), Enough: enough}
	s.Engine.AbsGap = almostOne * f.goalStep(o.goal) / o.unit
	s.Engine.Progress = f.at.rounds(o.unit)
	res, err := f.collect(ctx, s)
	if err != nil || f.best != nil || res.X == nil || f.timeUp(ctx) {
		return res, err
	}
	if err := f.setMargin(margin); err != nil {
		return nil, err
	}
	s.Engine = f.engine(false)
	if _, err := f.collect(ctx, s); err != nil {
		return nil, err
	}
	return res, f.setMargin(0)
}

// inside looks for a first plan where CV limits bind. A whole point that keeps the cuts there are may
// still be a little above a limit, and each round that mends it costs a search; a point that keeps
// somewhat tighter limits is a plan at once, at a somewhat higher cost.
func (f *search) inside(ctx context.Context) error {
	if f.best != nil || !f.limitsBind() {
		return nil
	}
	if len(f.composites) > 0 {
		if err := f.around(ctx); err != nil || f.best != nil {
			return err
		}
	}
	for _, by := range tighter {
		if err := f.tighten(by); err != nil {
			return err
		}
		lp, err := f.rounds(ctx, outer.Settings{Engine: f.engine(true)})
		if err != nil {
			return err
		}
		if lp.X == nil || f.timeUp(ctx) {
			break // tighter still is no better
		}
		s := outer.Settings{Engine: f.engine(false), MaxRounds: 1}
		s.Engine.TimeLimit *= narrowTime
		s.Engine.Gap = insideGap
		if _, err := f.collect(ctx, s); err != nil {
			return err
		}
		if f.best != nil {
			break
		}
	}
	return f.tighten(0)
}

// tighter is by how much limits are tightened, one after the other, until a plan is found.
var tighter = []float64{0.003, 0.03}

// insideGap is the gap at which a search for a first plan ends.
const insideGap = 1e-3

// limitsBind says whether some limit on a CV has needed cuts.
func (r *run) limitsBind() bool {
	for k := range r.cones {
		if r.cones[k].hard >= 0 && len(r.cones[k].squares.Rows) > 0 {
			return true
		}
	}
	for n := range r.norms {
		if len(r.norms[n].oracle.Rows) > 0 {
			return true
		}
	}
	return false
}

// almostOne is the absolute gap, in steps of a goal's value, at which that is known.
const almostOne = 0.999

package exact

import (
	"context"
	"errors"
	"math"
	"strconv"
	"strings"

	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/solver"
	"github.com/eduparity/eduparity/solver/outer"
)

// A relaxed is the least relaxation under which a whole plan exists, as far as it was found.
type relaxed struct {
	plan.Relaxed
	relaxations []plan.Relaxation
	reasons     []plan.Reason
}

// A relaxing looks for the least relaxation under which a problem has a whole plan. Money, moves, minimums
// and CV limits may all be missed at once, at a price: what standards ask for is missed as little as can
// be, then the limits on moves, then those on money (see plan.RelaxedSorts). Every level is a search of its
// own that keeps what the levels before came to.
type relaxing struct {
	*run
	levels  []slackLevel
	lowered []int // by target: the column by whose value, a share, its minimum is lowered; -1: none
	best    *witness
}

// A slackLevel is the sum that one level minimises.
type slackLevel struct {
	of     plan.RelaxedSort
	cols   []int
	weight []float64
	unit   float64 // worth of one unit of the sum
	bound  float64 // proved, in the plan's units
}

// relax searches for the least relaxation. The frame is that of the problem as it is asked.
func relax(ctx context.Context, f *frame, set Settings) (out *relaxed, err error) {
	roomy := newFrame(f.r)
	roomy.roomy = true
	m, err := compile(roomy)
	if err != nil {
		return nil, err
	}
	inner, err := newRun(m, set.aside())
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, inner.close()) }()
	r := &relaxing{run: inner, lowered: make([]int, len(m.targets))}
	if err := errors.Join(r.setCosts(make([]float64, len(r.cols))), r.slackStandards(), r.slackLimits()); err != nil {
		return nil, err
	}
	if err := r.plant(ctx); err != nil {
		return nil, err
	}
	for n := range r.levels {
		none, err := r.minimise(ctx, n)
		if err != nil {
			return nil, err
		}
		if none {
			return &relaxed{Relaxed: plan.Relaxed{Status: plan.StatusInfeasible}}, nil
		}
		if r.best == nil {
			return &relaxed{Relaxed: plan.Relaxed{Status: plan.Unknown}}, nil
		}
		if err := r.holdLevel(n); err != nil {
			return nil, err
		}
	}
	return r.conclude(), nil
}

// level is the level of a sort, made where it is not there yet.
func (r *relaxing) level(of plan.RelaxedSort, unit float64) *slackLevel {
	for n := range r.levels {
		if r.levels[n].of == of {
			return &r.levels[n]
		}
	}
	r.levels = append(r.levels, slackLevel{of: of, unit: unit})
	return &r.levels[len(r.levels)-1]
}

// put adds a column, from 0 up to upper, which counts in a level.
func (r *relaxing) put(l *slackLevel, weight, upper float64, rows []int32, by []float64) (int, error) {
	var c solver.Cols
	c.Add(0, 0, upper, false, rows, by)
	col, err := r.sess.AddCols(&c)
	if err == nil && weight > 0 {
		l.cols, l.weight = append(l.cols, col), append(l.weight, weight)
	}
	return col, err
}

// slackStandards lets minimums be lowered, by a share for all sections of a stage but not to nothing, and
// limits on CVs and on their means missed.
func (r *relaxing) slackStandards() error {
	l := r.level(plan.RelaxedStandards, 1)
	for t := range r.targets {
		r.lowered[t] = -1
	}
	for _, mn := range r.minimums {
		if r.lowered[mn.target] < 0 {
			col, err := r.put(l, 1, mostLowered, nil, nil)
			if err != nil {
				return err
			}
			r.lowered[mn.target] = col
		}
		if err := r.slackMinimum(mn); err != nil {
			return err
		}
	}
	for n := range r.composites {
		c := &r.composites[n]
		col, err := r.put(l, plan.CVWeight, inf, []int32{int32(c.row)}, []float64{-c.count})
		if err != nil {
			return err
		}
		r.easeComposite(n, col, c.count)
	}
	for k, c := range r.cones {
		if c.hard < 0 {
			continue
		}
		col, err := r.put(l, plan.CVWeight, inf, []int32{int32(c.hard)}, []float64{-1})
		if err != nil {
			return err
		}
		cone := r.cones[k]
		cone.squares.Allowed = func(x []float64) float64 { return r.asked[k].hard*x[cone.mean] + x[col] }
	}
	return nil
}

// slackMinimum lets a section miss its minimum by what it is lowered. With q the share of the minimum that
// is missing, L that by which the minimum of the stage is lowered, y whether the section is excused and s
// the share of the minimum that it must then have:
//
//	z + (1-s) top y + top q >= top,  q <= L,  q <= s L + (1-s) (1-y).
//
// The stocks are the literal ones: a lowered minimum asks for another number of whole steps.
func (r *relaxing) slackMinimum(mn minimum) error {
	tg := &r.targets[mn.target]
	pupils := r.pupils(tg.stage, mn.i)
	top := tg.minimum * pupils / tg.of.Per
	share := min(1, tg.floor/tg.minimum)
	q, err := r.put(nil, 0, 1, []int32{int32(mn.row)}, []float64{top / mn.top})
	if err != nil {
		return err
	}
	lowered := int32(r.lowered[mn.target])
	var rows solver.Rows
	rows.Add(-inf, 0, []int32{int32(q), lowered}, []float64{1, -1})
	if mn.col >= 0 {
		rows.Add(-inf, 1-share, []int32{int32(q), lowered, int32(mn.col)}, []float64{1, -share, 1 - share})
		if err := r.sess.SetCoefficient(mn.row, mn.col, (1-share)*top/mn.top); err != nil {
			return err
		}
	}
	if _, err := r.sess.AddRows(&rows); err != nil {
		return err
	}
	return r.sess.SetRowBounds(mn.row, (top-tg.before[mn.i])/mn.top, inf)
}

// slackLimits lets limits on moves and on money be missed.
func (r *relaxing) slackLimits() error {
	for _, sort := range []plan.RelaxedSort{plan.RelaxedMoves, plan.RelaxedMoney} {
		for i, name := range r.rowNames() {
			what, rest, _ := strings.Cut(name.name, ":")
			row := []int32{int32(i)}
			switch {
			case what == string(plan.LimitMoves) && sort == plan.RelaxedMoves:
				unit := 1.0
				if r.p.Headcount() {
					unit = 0.5
				}
				if _, err := r.put(r.level(sort, unit), r.limitWeight(rest), inf, row, []float64{-1}); err != nil {
					return err
				}
			case what == string(plan.LimitSpending) && sort == plan.RelaxedMoney:
				if _, err := r.put(r.level(sort, r.money), r.limitWeight(rest), inf, row, []float64{-1}); err != nil {
					return err
				}
			case what == "fund" && sort == plan.RelaxedMoney:
				weight := 1.0
				if len(r.p.County.Funds) == 0 {
					weight = 0 // the fund is the limit on spending, whose row counts
				}
				if _, err := r.put(r.level(sort, r.money), weight, inf, row, []float64{-1}); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// limitWeight is how much missing a limit counts, by its number in the problem: of several in one scope,
// which are relaxed together, the least counts.
func (r *relaxing) limitWeight(number string) float64 {
	n, err := strconv.Atoi(number)
	if err != nil || n >= len(r.p.Limits) {
		return 1
	}
	is := &r.p.Limits[n]
	for i := range r.p.Limits {
		o := &r.p.Limits[i]
		if o.What == is.What && o.Scope == is.Scope && o.Max != nil && (*o.Max < *is.Max || *o.Max == *is.Max && i < n) {
			return 0
		}
	}
	return 1
}

// minimise searches for the whole plan that is best at a level. True: there is none, whatever gives.
func (r *relaxing) minimise(ctx context.Context, n int) (none bool, err error) {
	l := &r.levels[n]
	if r.best != nil && r.best.level[n]-l.bound <= r.levelGap(l)*l.unit { // none can be better
		return false, nil
	}
	for i := range r.levels {
		for k, col := range r.levels[i].cols {
			weight := 0.0
			if i == n {
				weight = r.levels[i].weight[k]
			}
			if err := r.sess.SetCost(col, weight); err != nil {
				return false, err
			}
		}
	}
	lp, err := r.rounds(ctx, outer.Settings{Engine: r.engine(true)})
	if err != nil {
		return false, err
	}
	if lp.Status == solver.Infeasible {
		return r.best == nil, nil
	}
	l.bound = max(l.bound, lp.Lower*l.unit)
	s := outer.Settings{Engine: r.engine(false)}
	s.Engine.Gap, s.Engine.AbsGap = 0, r.levelGap(l)
	var failed error
	s.Point = func(x []float64) {
		if err := r.point(ctx, x); err != nil && failed == nil {
			failed = err
		}
	}
	mip, err := r.rounds(ctx, s)
	if err = errors.Join(err, failed); err != nil {
		return false, err
	}
	if mip.Status == solver.Infeasible {
		return r.best == nil, nil
	}
	l.bound = max(l.bound, mip.Lower*l.unit)
	if r.best != nil {
		l.bound = min(l.bound, r.best.level[n])
	}
	return false, nil
}

// levelGap is the gap, in units of the engine, at which a level is closed.
func (r *relaxing) levelGap(l *slackLevel) float64 {
	scale := 1.0
	switch l.of {
	case plan.RelaxedMoney:
		for _, limit := range r.p.LimitsOn(plan.LimitSpending) {
			if limit.Max != nil {
				scale = max(scale, *limit.Max)
			}
		}
		for _, amount := range r.amounts() {
			scale = max(scale, amount)
		}
	case plan.RelaxedStandards, plan.RelaxedMoves:
	}
	return max(r.set.gap()*gapShare*scale/l.unit, leastLevelGap)
}

// holdLevel keeps what a level came to.
func (r *relaxing) holdLevel(n int) error {
	l := &r.levels[n]
	if len(l.cols) == 0 {
		return nil
	}
	index := make([]int32, len(l.cols))
	for k, col := range l.cols {
		index[k] = int32(col)
	}
	most := r.best.level[n] / l.unit
	var rows solver.Rows
	rows.Add(-inf, most+margin*max(1, most), index, l.weight)
	_, err := r.sess.AddRows(&rows)
	return err
}

// point makes a plan of a point, and keeps it if it is better than what there is.
func (r *relaxing) point(ctx context.Context, x []float64) error {
	if r.divisible() {
		y, err := r.finish(ctx, x)
		if err != nil {
			return err
		}
		if y != nil {
			x = y
		}
	}
	rounds := []func(float64) float64{roundUp}
	if r.roundsPurchases() {
		rounds = append(rounds, math.Round, roundDown)
	}
	for _, round := range rounds {
		w, err := r.read(x, round)
		if err != nil {
			return err
		}
		if w != nil && (r.best == nil || w.before(r.best)) {
			r.best = w
		}
	}
	return nil
}

// conclude is the answer.
func (r *relaxing) conclude() *relaxed {
	out := &relaxed{relaxations: r.best.relaxations}
	out.Status, out.Actions = plan.Optimal, r.best.actions
	r.r.Explain(out.Actions, r.best.outcome)
	for n := range r.levels {
		l, value := &r.levels[n], r.best.level[n]
		if value <= 0 {
			continue
		}
		bound := min(l.bound, value)
		out.Levels = append(out.Levels, plan.RelaxedLevel{Of: l.of, Value: value, Bound: bound})
		if value-bound > plan.RelaxedTolerance(l.of, out.relaxations, r.set.gap()) {
			out.Status = plan.Feasible
		}
	}
	out.reasons = r.tell(r.best, out.Status == plan.Optimal)
	return out
}

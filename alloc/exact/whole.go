package exact

import (
	"context"
	"errors"
	"math"
	"runtime"
	"slices"
	"strings"
	"time"

	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/solver/whole"
)

// inWhole solves a linear goal in whole units by the strong model of package whole and offers the plans it
// meets. Nil: the problem has no limits on CVs in whole units, which is what that model is for.
//
// Its bound rests on ranges of means and on prices, which no list of rows proves again: certificates
// still have the relaxation's, which starts from where the plan is.
func (f *search) inWhole(ctx context.Context, o objective) (*whole.Result, error) {
	p := f.wholeProblem(o)
	if p == nil {
		return nil, nil
	}
	var failed error
	set := whole.Settings{
		Open: f.set.Open, Gap: f.set.gap() * gapShare, Seed: f.set.Seed, Parallel: runtime.GOMAXPROCS(0),
		TimeLimit: max(time.Until(f.deadline).Seconds()*wholeTime, leastTime),
		Judge: func(x []float64) (float64, bool) {
			c, ok, err := f.keep(x[:len(f.cols)])
			failed = errors.Join(failed, err)
			if !ok {
				return 0, false
			}
			return c.value / o.unit, true
		},
	}
	set.Progress = f.at.rounds(o.unit)
	if err := f.loadWhole(p, set); err != nil {
		return nil, err
	}
	res, err := f.strong.Solve(ctx)
	if err = errors.Join(err, failed); err == nil && res.X != nil {
		f.startAt(res.X)
	}
	return res, err
}

// loadWhole puts a problem into the solver at hand, if it differs from what is there in numbers only, else
// into a new one.
func (r *run) loadWhole(p *whole.Problem, set whole.Settings) (err error) {
	if r.strong != nil {
		fits, err := r.strong.Change(p)
		if err == nil && fits {
			return r.strong.Use(set)
		}
		if err = errors.Join(err, r.strong.Close()); err != nil {
			return err
		}
	}
	r.strong, err = whole.New(p, set)
	return err
}

// close gives the engines back.
func (r *run) close() error {
	err := r.sess.Close()
	if r.strong != nil {
		err = errors.Join(err, r.strong.Close())
	}
	return err
}

// wholeTime is the part of the time left that the strong model may use.
const wholeTime = 0.8

// wholeProblem is the room as the strong model knows it; nil: it is of no use there, or does not know the
// limit on a mean of CVs.
func (r *run) wholeProblem(o objective) *whole.Problem {
	if len(r.composites) > 0 {
		return nil
	}
	p := &whole.Problem{Linear: *r.lp.Clone()}
	at := make([]int, len(r.targets)) // cone of each target
	for t := range at {
		at[t] = -1
	}
	for k := range r.cones {
		c := &r.cones[k]
		for _, row := range []int{c.hard, c.ratio} {
			if row >= 0 {
				p.Linear.Rows.Lower[row], p.Linear.Rows.Upper[row] = -inf, inf
			}
		}
		if limit := r.limitOf(k); !math.IsInf(limit, 1) {
			at[c.target] = len(p.Cones)
			p.Cones = append(p.Cones, r.wholeCone(c, limit))
		}
	}
	if !p.Linear.AnyWhole() || !slices.ContainsFunc(p.Cones, func(c whole.Cone) bool { return c.Step != nil }) {
		return nil
	}
	copy(p.Linear.Cost, o.cost)
	if r.eta >= 0 {
		p.Linear.ColLower[r.eta], p.Linear.ColUpper[r.eta] = 0, 0
	}
	for n, name := range r.rowNames()[:len(r.rows)] {
		if r.isLink(name, n) {
			p.Links = append(p.Links, n)
		}
	}
	now := r.sess.Problem()
	for _, h := range r.held {
		index, value := now.Rows.Row(h.row)
		p.Links = append(p.Links, p.Linear.AddRow(now.Rows.Lower[h.row], now.Rows.Upper[h.row], index, value))
	}
	for _, mn := range r.minimums {
		scale := r.targets[mn.target].scale(r.frame, mn.i)
		p.Floors = append(p.Floors, whole.Floor{
			Cone: at[mn.target], I: mn.i, Excuse: int32(mn.col), Top: mn.top * scale, Low: min(mn.low, mn.top) * scale,
		})
	}
	return p
}

// limitOf is what a cone's CV may come to while a linear goal is minimised: its limit, or what an earlier
// goal keeps; +Inf: anything.
func (r *run) limitOf(k int) float64 {
	limit, c := inf, &r.cones[k]
	if c.hard >= 0 {
		limit = r.targets[c.target].limit
	}
	if ratio := r.asked[k].ratio; c.ratio >= 0 && !math.IsInf(ratio, 1) {
		limit = min(limit, math.Sqrt(max(0, ratio-1)))
	}
	return limit
}

// wholeCone is a cone with the grid that its levels and their mean have.
func (r *run) wholeCone(c *cone, limit float64) whole.Cone {
	tg := &r.targets[c.target]
	out := whole.Cone{
		Level: make([]int32, len(c.level)), Weight: r.stages[tg.stage].weight, Mean: int32(c.mean), Limit: limit,
		Step: make([]float64, len(c.level)), Base: tg.level, Before: tg.level,
	}
	grid, all := false, true
	for i, j := range c.level {
		out.Level[i] = int32(j)
		if r.steps(c.target, i) && !r.r.Divisible {
			out.Step[i], grid = tg.scale(r.frame, i), true
		} else {
			all = false
		}
	}
	if !grid {
		out.Step, out.Base = nil, nil
	}
	if all && r.byPupils() { // a unit adds the same to the mean wherever it is
		out.MeanStep, out.MeanBase = out.Weight[0]*out.Step[0], tg.mean
	}
	return out
}

// isLink says whether a row only ties together what is apart without it.
func (r *run) isLink(name rowName, n int) bool {
	switch what, _, _ := strings.Cut(name.name, ":"); what {
	case plan.RuleFund, string(plan.LimitSpending), string(plan.LimitMoves), "posts", "rule":
		return true
	}
	index, _ := r.lp.Rows.Row(n)
	return slices.ContainsFunc(index, func(j int32) bool { return r.cols[j].kind == colPay })
}

// startAt makes the cuts of the relaxation start at a point.
func (r *run) startAt(x []float64) {
	for k := range r.cones {
		c := &r.cones[k]
		mean := x[c.mean]
		if !(mean > 0) {
			continue
		}
		c.squares.At = make([]float64, len(c.level))
		for i, j := range c.level {
			c.squares.At[i] = x[j] / mean
		}
		c.squares.Factors = wholeFactors
	}
}

// wholeFactors are the multiples of a plan's levels at which the relaxation has its first cuts: its own
// optimum lies around them, some steps off.
var wholeFactors = []float64{0.97, 0.997, 1, 1.003, 1.03}

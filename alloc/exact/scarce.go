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
	"github.com/eduparity/eduparity/solver"
	"github.com/eduparity/eduparity/solver/whole"
)

// Ratios in whole units, asked the other way round: what does it take, at least, to get all ratios down
// to rho, of what is scarce, such as the budget? Plans that take the least at limits on CVs are what the
// strong model is for, and what they take falls as rho rises, so that the least rho is where it meets what
// there is. A bound above that proves that no plan reaches rho.

// A scarcity is what the multipliers of the relaxation say that ratios hang on: sums that rules cap.
type scarcity struct {
	cost []float64 // what a unit of each column takes of it
	most float64   // what there is
	free int       // the row that cost stands for alone, so that it need not be kept; -1: there is none
}

// scarcity reads the multipliers of the relaxation; nil: no sum binds there, or the strong model is of no use.
func (r *run) scarcity(low *relaxedLevel) *scarcity {
	var rows []int
	for i, y := range low.dual {
		if r.isSum(i) && math.Abs(y) > tightPrice {
			rows = append(rows, i)
		}
	}
	if len(rows) == 0 || r.wholeProblem(objective{cost: make([]float64, len(r.cols))}) == nil {
		return nil
	}
	out := &scarcity{cost: make([]float64, len(r.cols)), free: -1}
	if len(rows) == 1 {
		out.free = rows[0]
	}
	now := r.sess.Problem()
	for _, i := range rows {
		price := math.Abs(low.dual[i])
		if len(rows) == 1 {
			price = 1
		}
		out.most += price * now.Rows.Upper[i]
		index, value := now.Rows.Row(i)
		for n, j := range index {
			r.direct(out.cost, int(j), price*value[n])
		}
	}
	return out
}

// isSum says whether a row of the engine caps a sum over the county.
func (r *run) isSum(i int) bool {
	now := r.sess.Problem()
	if math.IsInf(now.Rows.Upper[i], 1) || i >= len(now.Rows.Start)-1 {
		return false
	}
	if i >= len(r.rows) {
		return slices.ContainsFunc(r.held, func(h heldRow) bool { return h.row == i })
	}
	switch what, _, _ := strings.Cut(r.rows[i].name, ":"); what {
	case plan.RuleFund, string(plan.LimitSpending), string(plan.LimitMoves), "posts":
		return true
	}
	return false
}

// direct adds to what the columns take: what a fund pays that alone may pay for something, is taken by
// what it is paid for.
func (r *run) direct(cost []float64, j int, by float64) {
	c := &r.cols[j]
	if c.kind != colPay || len(r.sets[c.set].funds) > 1 {
		cost[j] += by
		return
	}
	for _, e := range r.sets[c.set].spend {
		if r.cols[e.col].kind != colPay {
			cost[e.col] += by * e.by
		}
	}
}

// use is what a point takes.
func (s *scarcity) use(x []float64) float64 {
	var sum float64
	for j, c := range s.cost {
		sum += c * x[j]
	}
	return sum
}

// byScarcity finds the least ratio at which what it takes is there, between that of the relaxation and
// the greatest that there can be. It ends where value and bound have met or the time is up.
func (f *search) byScarcity(ctx context.Context, low *relaxedLevel, s *scarcity, most float64) (float64, error) {
	aim := f.set.gap() * metShare
	side := f.set.gap() * gapShare / 4 * max(low.ratio, plan.LeastRatio)
	ask := asker{search: f, scarcity: s, bound: low.bound}
	tried, last := ask.bound, refused // no plan was found at tried, whether or not none is
	step, first := side, f.best != nil
	for !f.timeUp(ctx) && (f.best == nil || plan.Gap(plan.Dispersion, f.best.value, tried) > aim) {
		high := most
		if f.best != nil {
			high = min(high, f.best.value)
		}
		rho, ok := ask.meet()
		switch {
		case first: // the plan of the level before may be as good as any
			rho, first = high-side, false
		case !ok:
			rho = low.ratio + step
			step *= narrowGrowth
		case last == reached:
			rho -= side
		default:
			rho += side
		}
		if rho = min(max(rho, tried+side), high-side); rho <= tried {
			rho = (tried + high) / 2
		}
		if f.best == nil && high-rho <= 2*side {
			rho = most
		}
		var err error
		if last, err = ask.at(ctx, rho); err != nil {
			return 0, err
		}
		if last != reached {
			tried = rho
		}
		if last == refused {
			ask.bound = rho
			f.at.proved(rho)
		}
		if rho == most && last != reached {
			f.none = last == refused
			break
		}
	}
	for !f.timeUp(ctx) && f.best != nil && plan.Gap(plan.Dispersion, f.best.value, ask.bound) > aim && tried > ask.bound {
		rho := (ask.bound + min(tried, f.best.value-side)) / 2
		var err error
		if last, err = ask.at(ctx, rho); err != nil {
			return 0, err
		}
		if last != refused {
			break
		}
		ask.bound = rho
		f.at.proved(rho)
	}
	return ask.bound, nil
}

// An asker asks what ratios take.
type asker struct {
	*search
	*scarcity
	at0, at1   float64 // the last two ratios
	use0, use1 float64 // what they take, about
	asked      int
	bound      float64 // no ratio is below
}

// A verdict is the answer to whether a ratio is within reach.
type verdict int8

const (
	open verdict = iota
	reached
	refused
)

// meet is the ratio at which what it takes is what there is, about: on the straight line through the last
// two answers.
func (a *asker) meet() (float64, bool) {
	slope := (a.use1 - a.use0) / (a.at1 - a.at0)
	if a.asked < 2 || !(slope < 0) || math.IsInf(slope, 0) {
		return 0, false
	}
	return a.at1 + (a.most-a.use1)/slope, true
}

// at asks about a ratio.
func (a *asker) at(ctx context.Context, rho float64) (verdict, error) {
	f := a.search
	if err := f.setRatio(rho); err != nil {
		return open, err
	}
	p := f.wholeProblem(objective{goal: plan.Dispersion, cost: a.cost, unit: 1})
	if a.free >= 0 {
		p.Linear.Rows.Upper[a.free] = inf
	}
	tooMuch := a.most + budgetSlack*max(1, math.Abs(a.most))
	var failed error
	found, reach := false, rho*(1+f.set.gap()*gapShare*roundingReach)
	set := whole.Settings{
		Open: f.set.Open, Gap: f.set.gap() * gapShare, Seed: f.set.Seed, Parallel: runtime.GOMAXPROCS(0),
		TimeLimit: max(time.Until(f.deadline).Seconds()*askTime, leastTime),
		Judge: func(x []float64) (float64, bool) {
			use := a.use(x)
			if use > tooMuch {
				return use, true // no plan, but one as far as limits go
			}
			c, ok, err := f.keep(x[:len(f.cols)])
			failed = errors.Join(failed, err)
			if !ok {
				return use, false
			}
			found = found || c.value <= reach
			return use, true
		},
		Enough:   func(_, bound float64) bool { return found || bound > tooMuch },
		Progress: f.at.rounds(0),
	}
	if err := f.loadWhole(p, set); err != nil {
		return open, err
	}
	res, err := f.strong.Solve(ctx)
	if err = errors.Join(err, failed); err != nil {
		return open, err
	}
	use := res.Value
	if res.X == nil {
		use = res.Bound
	}
	a.at0, a.use0, a.at1, a.use1, a.asked = a.at1, a.use1, rho, use, a.asked+1
	switch {
	case found:
		return reached, nil
	case res.Status == solver.Infeasible, res.Bound > tooMuch:
		return refused, nil
	}
	return open, nil
}

const (
	// askTime is the part of the time left that one question may take.
	askTime = 0.5
	// roundingReach is how far above a ratio a plan may be that reaches it, as a part of the gap: what is
	// rounded after the engine moves CVs a little.
	roundingReach = 0.5
)

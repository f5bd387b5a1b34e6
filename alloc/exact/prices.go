package exact

import (
	"context"
	"errors"
	"math"
	"strings"

	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/solver"
	"github.com/eduparity/eduparity/solver/parametric"
)

// priceRanges notes between which values of each limit that binds its price stays what it is, by the basis
// of the LP that the engine has just solved. Cuts that a solve elsewhere would add are not in it: the
// range is that of the linear problem of the last round.
func (r *run) priceRanges(ctx context.Context, goal plan.GoalName, dual []float64) error {
	if !r.set.Ranges || r.sess.NumRows()+r.sess.NumCols() > mostRanged || r.timeUp(ctx) || !r.limitsPriced(dual) {
		return nil
	}
	same := r.sameMoney()
	for _, i := range same {
		if err := r.sess.FreeRow(i); err != nil {
			return err
		}
	}
	set := r.engine(true)
	set.Progress = nil
	ranging, err := r.sess.Ranging(ctx, &set)
	for _, i := range same {
		err = errors.Join(err, r.sess.SetRowBounds(i, -inf, r.lp.Rows.Upper[i]))
	}
	if errors.Is(err, solver.ErrUnsupported) {
		return nil
	}
	if err != nil || ranging.Row == nil {
		return err
	}
	for i, name := range r.rows {
		if name.name == "" || ranging.Result.RowDual[i] == 0 {
			continue
		}
		if from, to, ok := r.limitRange(i, ranging.Row[i], ranging.Result.X); ok {
			limit, _, _, _ := r.r.LimitOfRow(name.name)
			r.ranges = append(r.ranges, plan.ShadowPrice{Goal: goal, Limit: limit, From: from, To: to})
		}
	}
	return nil
}

// limitsPriced says whether some limit has a price.
func (r *run) limitsPriced(dual []float64) bool {
	for i, name := range r.rows {
		if name.name == "" || i >= len(dual) || math.Abs(dual[i]) <= leastMultiplier {
			continue
		}
		if _, _, _, ok := r.r.LimitOfRow(name.name); ok && !strings.HasPrefix(name.name, "minimum:") {
			return true
		}
	}
	return false
}

// sameMoney are the rows of limits on all spending that are the one fund's row once more: they must not
// hold it where it is.
func (r *run) sameMoney() []int {
	if len(r.p.County.Funds) > 0 {
		return nil
	}
	var rows []int
	for i, name := range r.rows {
		limit, _, _, ok := r.r.LimitOfRow(name.name)
		if ok && limit == string(plan.LimitSpending) && strings.HasPrefix(name.name, limit) {
			rows = append(rows, i)
		}
	}
	return rows
}

// limitRange turns the range of a row's bound into that of the limit. False: the row says nothing of the
// limit alone.
func (r *run) limitRange(i int, of solver.Range, x []float64) (from, to float64, ok bool) {
	name := r.rows[i]
	limit, _, per, ok := r.r.LimitOfRow(name.name)
	if !ok {
		return 0, 0, false
	}
	kind, rest, _ := strings.Cut(name.name, ":")
	switch kind {
	case "minimum":
		return 0, 0, false
	case "cv": // sum w u <= (1 + c^2) T + what the bound is more than 0
		for _, c := range r.cones {
			if c.hard == i && x[c.mean] > 0 {
				cv := func(more float64) float64 {
					return math.Sqrt(max(0, r.targets[c.target].limit*r.targets[c.target].limit+more/x[c.mean]))
				}
				return cv(of.Lower), cv(of.Upper), true
			}
		}
		return 0, 0, false
	case plan.RulePosts, string(plan.LimitTeachers): // bounds on how many more there are
		now, bound := r.limitNow(kind, rest, limit), r.lp.Rows.Upper[i]
		if kind == string(plan.LimitTeachers) {
			bound = r.lp.Rows.Lower[i]
		}
		return now + of.Lower - bound, now + of.Upper - bound, !math.IsNaN(now)
	}
	return of.Lower * math.Abs(name.factor) / per, of.Upper * math.Abs(name.factor) / per, true
}

// limitNow is what a limit on numbers of teachers says; NaN: not found.
func (r *run) limitNow(kind, rest, limit string) float64 {
	if kind == plan.RulePosts {
		ceilings, err := r.r.Ceilings()
		for n := range ceilings {
			if err == nil && limit == plan.RulePosts+":"+ceilings[n].Name() {
				return ceilings[n].Max
			}
		}
		return math.NaN()
	}
	parts := strings.Split(rest, "/") // STAGE/SCHOOL, of one kind also /KIND
	kindOf := -1
	if len(parts) > 2 {
		kindOf = r.r.Kind(plan.Unescape(parts[2]))
	}
	section := r.r.Section(plan.Unescape(parts[1]), plan.Unescape(parts[0]))
	if section < 0 {
		return math.NaN()
	}
	if floor, ok := r.r.Floor(kindOf, section); ok {
		return floor
	}
	return math.NaN()
}

// inClosedForm says whether the path of a strand may be one formula between breakpoints that are known:
// one CV, no hires, and no moves by distance, which are listed only as far as they pay where it was asked.
func (w *strand) inClosedForm() bool {
	return len(w.targets) == 1 && (w.staff == nil || w.staff.ways == nil && w.kind.HireCost == 0)
}

// costRanges are the CVs around the limit of each strand between which its cost follows one formula.
func (b *bundle) costRanges(ctx context.Context, answers []*answer) []plan.ShadowPrice {
	var ranges []plan.ShadowPrice
	for k, w := range b.strands {
		if !w.inClosedForm() || !(answers[k].cost > 0) {
			continue
		}
		part, err := w.part()
		if err != nil {
			continue
		}
		tg := &b.targets[w.targets[0]]
		part.Limits = []float64{tg.limit}
		low, high, ok := around(ctx, answers[k].cost, func(p parametric.FrontierPoint) float64 { return -p.Ratio }, -1, part)
		if ok {
			ranges = append(ranges, plan.ShadowPrice{
				Goal: plan.CostGoal, Limit: "cv:" + tg.code + "/" + b.stages[tg.stage].name, From: -high * tg.limit, To: -low * tg.limit,
			})
		}
	}
	return ranges
}

// evenRanges are the budgets around that of dispersion between which its worst level follows one formula.
func (b *bundle) evenRanges(ctx context.Context, parts []parametric.Part) []plan.ShadowPrice {
	limit, _, _, ok := b.r.LimitOfRow(b.purse)
	if !ok || len(parts) == 0 || unlimited(b.budget) {
		return nil
	}
	for _, w := range b.strands {
		if !w.inClosedForm() {
			return nil
		}
	}
	money := b.money()
	low, high, ok := around(ctx, money, func(p parametric.FrontierPoint) float64 { return p.Budget }, money, parts...)
	if !ok {
		return nil
	}
	return []plan.ShadowPrice{{Goal: plan.Dispersion, Limit: limit, From: b.locked + low, To: b.locked + high}}
}

// around are the points of a frontier next to one, by a measure that rises along it, in a range of budgets.
// Not ok: its parts are not in closed form.
func around(ctx context.Context, budget float64, by func(parametric.FrontierPoint) float64, at float64, parts ...parametric.Part) (low, high float64, ok bool) {
	all, err := parametric.NewBundle(parts...)
	if err != nil {
		return 0, 0, false
	}
	f, err := all.Frontier(ctx, budget*(1-lookAround), budget*(1+lookAround), 2)
	if err != nil || !f.Exact {
		return 0, 0, false
	}
	low, high = at, at
	for _, p := range f.Points {
		switch x := by(p); {
		case x < at-math.Abs(at)*sameBreak:
			low = x
		case x > at+math.Abs(at)*sameBreak:
			return low, x, true
		}
	}
	return low, high, true
}

// unlimited says whether a sum of money has no end.
func unlimited(x float64) bool { return math.IsInf(x, 1) }

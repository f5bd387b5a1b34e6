package exact

import (
	"context"
	"errors"
	"math"
	"slices"
	"time"

	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/model"
	"github.com/eduparity/eduparity/solver"
	"github.com/eduparity/eduparity/solver/outer"
)

// A jointRoom is the convex relaxation of a joint plan: pieces and all quantities may be in parts.
//
// With q the pupils of a section, as a sum over pieces, and z its stock, both of them variable:
//
//	minimum     z >= m q - (m - f) w,  0 <= w,  sum_k w_k <= e q   (w_k = q where indicator k is excused, f its floor)
//	shortfall   s >= q - z/m
//	CV          sum u_i <= (1 + c^2) Z^2 / P,  u_i >= z_i^2 / q_i
//
// The last is convex in z and q together: its tangent at r is u >= 2 r z - r^2 q. Z^2, where Z may change, is
// replaced by its chord between the least and the most Z. Rules of sections whose stocks are split by pupils,
// or that may start or stop to count, are left out. So the bound is below every plan.
type jointRoom struct {
	*room
	c       *catchment
	load    []int // column of each area's pupils
	one     int   // a column that is 1
	short   []entry
	oracles []outer.Oracle
}

// jointBound is a bound of the first goal, if it is one about stocks; 0 if nothing is known.
func (j *joint) jointBound(ctx context.Context, c *catchment, goal plan.GoalName) (bound float64, err error) {
	f := newFrame(j.r)
	f.joint = true
	m, err := compile(f)
	if err != nil {
		return 0, err
	}
	q := &jointRoom{room: m, c: c}
	q.places()
	q.rules(goal)
	q.aim(goal)
	backend, err := j.set.Open()
	if err != nil {
		return 0, err
	}
	sess, err := solver.NewSession(backend, &q.lp)
	if err != nil {
		return 0, errors.Join(err, backend.Close())
	}
	defer func() { err = errors.Join(err, sess.Close()) }()
	loop, err := outer.New(sess, q.oracles...)
	if err != nil {
		return 0, err
	}
	left := max(leastTime, partTime*time.Until(j.deadline).Seconds())
	res, err := loop.Solve(ctx, nil, outer.Settings{Engine: solver.Settings{TimeLimit: left, Relax: true, Seed: j.set.Seed}})
	if res == nil {
		return 0, err
	}
	if err != nil && !errors.Is(err, outer.ErrRounds) {
		return 0, err
	}
	if res.Result != nil && res.Status == solver.Infeasible {
		return inf, nil
	}
	return q.worth(goal, res.Lower), nil
}

// places adds the pieces: shares, and the pupils of areas.
func (q *jointRoom) places() {
	c := q.c
	n := len(c.areas)
	loads := make([][]entry, n)
	q.one = q.addCol(column{kind: colSlack}, 1, 1, false)
	shares := make([]int, len(c.pieces)*n)
	cost := c.costs(plan.Travel)
	for b := range c.pieces {
		var whole []entry
		for j := range n {
			k := b*n + j
			if shares[k] = -1; !(cost[k] < inf) {
				continue
			}
			shares[k] = q.addCol(column{kind: colSlack}, 0, 1, false)
			whole = append(whole, entry{shares[k], 1})
			loads[j] = append(loads[j], entry{shares[k], -c.base.Size[b]})
		}
		q.addRow(rowName{}, 1, 1, whole)
	}
	for j := range n {
		q.load = append(q.load, q.addCol(column{kind: colSlack}, c.base.Sites[j].Least, c.base.Sites[j].Most, false))
		q.addRow(rowName{}, 0, 0, append(loads[j], entry{q.load[j], 1}))
	}
	for _, row := range c.base.Rows {
		entries := make([]entry, 0, len(row.Pair))
		for i, k := range row.Pair {
			if shares[k] >= 0 {
				entries = append(entries, entry{shares[k], row.Value[i]})
			}
		}
		if len(entries) > 0 {
			q.addRow(rowName{}, row.Lower, row.Upper, entries)
		}
	}
}

// pupilsOf is the number of pupils of a section as a sum of columns.
func (q *jointRoom) pupilsOf(s, i int) entry {
	c, section := q.c, q.section(s, i)
	for t := range c.pl.Stages {
		if c.pl.Stages[t].Name != q.stages[s].name {
			continue
		}
		if site := slices.IndexFunc(c.pl.Stages[t].Sites, func(x plan.Site) bool { return x.Section == section }); site >= 0 {
			a := c.areaOf(t, site)
			return entry{q.load[a], c.areas[a].share[slices.Index(c.areas[a].sites, site)]}
		}
	}
	return entry{q.one, q.pupils(s, i)}
}

// left says whether the rules of a section are left out for an indicator: its stock or whether it counts
// depends on its pupils in a way that is not convex.
func (q *jointRoom) left(t, i int) bool {
	school := q.school(q.targets[t].stage, i)
	return school.Kind == model.KindTeachingPoint || (q.targets[t].of.Split && q.r.SplitsStocks(school.ID))
}

// stock is a row of what changes a stock.
func (q *jointRoom) stock(t, i int, by float64) []entry { return q.stockRow(t, i, by) }

// rules adds what sections and CVs must keep, or what is minimised of them.
func (q *jointRoom) rules(goal plan.GoalName) {
	if goal == plan.Dispersion {
		q.eta = q.addCol(column{kind: colEta}, 0, inf, false)
	}
	for s := range q.stages {
		for i := range q.stages[s].rows {
			q.minimumsOf(s, i, goal)
		}
	}
	for t := range q.targets {
		if tg := &q.targets[t]; tg.hard || (goal == plan.Dispersion && tg.changeable) {
			q.spread(t, goal)
		}
	}
}

// minimumsOf adds the minimums of one section, and what is missing to them.
func (q *jointRoom) minimumsOf(s, i int, goal plan.GoalName) {
	pass := q.wants(plan.PassCost)
	if !pass && goal != plan.Shortfall {
		return
	}
	p := q.pupilsOf(s, i)
	scale := 1 / max(1, q.pupils(s, i))
	var excuses []entry
	for t := range q.targets {
		tg := &q.targets[t]
		if tg.stage != s || math.IsNaN(tg.minimum) || !(tg.minimum > 0) || q.left(t, i) {
			continue
		}
		per := tg.of.Per / tg.minimum // stock in pupils that it is enough for
		if pass {
			row := append(q.stock(t, i, per*scale), entry{p.col, -p.by * scale})
			if q.excused(s) > 0 {
				w := q.addCol(column{kind: colSlack}, 0, inf, false)
				row = append(row, entry{w, scale * (1 - tg.floor/tg.minimum)})
				excuses = append(excuses, entry{w, 1})
			}
			q.addRow(rowName{}, -tg.before[i]*per*scale, inf, row)
		}
		if goal == plan.Shortfall {
			miss := q.addCol(column{kind: colSlack}, 0, inf, false)
			q.addRow(rowName{}, -tg.before[i]*per*scale, inf, append(q.stock(t, i, per*scale), entry{p.col, -p.by * scale}, entry{miss, scale}))
			q.short = append(q.short, entry{miss, 1})
		}
	}
	if len(excuses) > 0 {
		q.addRow(rowName{}, -inf, 0, append(excuses, entry{p.col, -p.by * float64(q.excused(s))}))
	}
}

// spread adds the CV of one indicator: units are the mean stock and the mean pupils of a section.
func (q *jointRoom) spread(t int, goal plan.GoalName) {
	tg := &q.targets[t]
	n := float64(len(tg.before))
	var all, pupils float64
	for i := range tg.before {
		if q.left(t, i) {
			return
		}
		all += tg.before[i]
		pupils += q.pupils(tg.stage, i)
	}
	if q.c.inexact != "" && !q.convexTotals(tg.stage) || !(all > 0) {
		return
	}
	unit, heads := all/n, pupils/n
	most, fixed := all, true
	var squares, total []entry
	for i := range tg.before {
		z := q.addCol(column{kind: colLevel}, 0, inf, false)
		u := q.addCol(column{kind: colSquare}, 0, inf, false)
		h := q.addCol(column{kind: colMean}, 0, inf, false)
		q.addRow(rowName{}, tg.before[i]/unit, tg.before[i]/unit, append(q.stock(t, i, -1/unit), entry{z, 1}))
		p := q.pupilsOf(tg.stage, i)
		q.addRow(rowName{}, 0, 0, []entry{{h, -heads}, p})
		squares, total = append(squares, entry{u, 1 / n}), append(total, entry{z, 1})
		q.oracles = append(q.oracles, &outer.Squares{
			Mean: int32(h), Level: []int32{int32(z)}, Square: []int32{int32(u)}, Weight: []float64{1},
			Allowed: func(x []float64) float64 { return x[u] },
		})
		for _, e := range q.effects[t][i] {
			if k := q.cols[e.col].kind; (k == colBuy || k == colHire) && q.lp.ColUpper[e.col] > 0 {
				fixed = false
				most += max(0, e.by) * q.lp.ColUpper[e.col]
			}
		}
	}
	top := most / all // the most that the total can become, in parts of what it is
	if math.IsInf(top, 1) {
		return
	}
	if tg.hard {
		// (Z/Z0)^2 <= (1 + top) Z/Z0 - top on 1 .. top: its chord.
		row := slices.Clone(squares)
		bound := capOf(tg.limit)
		if !fixed {
			for _, e := range total {
				row = append(row, entry{e.col, -bound * (1 + top) / n})
			}
			bound *= -top
		}
		q.addRow(rowName{}, -inf, bound, row)
	}
	if goal == plan.Dispersion && tg.changeable {
		q.addRow(rowName{}, -inf, top*top, append(slices.Clone(squares), entry{q.eta, -tg.limit * tg.limit * top * top}))
	}
}

// convexTotals says whether the pupils who count in a stage stay the same in all.
func (q *jointRoom) convexTotals(s int) bool {
	for _, st := range q.c.pl.Stages {
		if st.Name != q.stages[s].name {
			continue
		}
		for _, site := range st.Sites {
			if site.Section < 0 || !slices.ContainsFunc(q.stages[s].rows, func(row int) bool { return q.r.Table.Rows[row].Section == site.Section }) {
				return false
			}
		}
	}
	return q.byPupils()
}

// aim sets the costs.
func (q *jointRoom) aim(goal plan.GoalName) {
	for col := range q.spendRow {
		switch goal {
		case plan.CostGoal, plan.PassCost:
			q.lp.Cost[col] = q.spendRow[col] / q.money
		case plan.Moves:
			q.lp.Cost[col] = q.moved[col] * q.moveUnit()
		case plan.Shortfall, plan.Dispersion, plan.Travel, plan.PupilsMoved, plan.SeatsGoal:
		}
	}
	if goal == plan.Dispersion {
		q.lp.Cost[q.eta] = 1
	}
	for _, e := range q.short {
		q.lp.Cost[e.col] = e.by
	}
}

// worth is a bound in the unit of the goal, a little less for the engine's rounding.
func (q *jointRoom) worth(goal plan.GoalName, lower float64) float64 {
	lower -= margin * max(1, math.Abs(lower))
	switch {
	case !(lower > 0):
		return 0
	case goal == plan.Dispersion:
		return math.Sqrt(lower)
	case goal == plan.CostGoal, goal == plan.PassCost:
		return lower * q.money
	}
	return lower
}

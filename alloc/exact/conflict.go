package exact

import (
	"context"
	"errors"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/solver"
	"github.com/eduparity/eduparity/solver/outer"
)

// A conflicting looks for sets of rules that cannot hold together, of which none is superfluous: one rule
// after the other is left out; where the rest still contradicts itself it stays out (the deletion filter of
// Chinneck and Dravnieks, 1991, over rules of the planner instead of rows). What a proof of the rest does not
// lean on stays out with it.
type conflicting struct {
	*run
	rules []ruleRows
	relax bool // rules contradict each other in parts already
}

// A ruleRows is one rule and its rows.
type ruleRows struct {
	rule string
	rows []int
	cone int // of a limit on a CV; -1
	mean int // composite; -1
	on   bool
}

// mostConflicts is how many conflicts are told: each says something else, and costs time.
const mostConflicts = 3

// conflicts finds the conflicts of a problem without a plan. Stopped early it tells those it has.
func conflicts(ctx context.Context, f *frame, set Settings) (found []plan.Conflict, err error) {
	roomy := newFrame(f.r)
	roomy.roomy = true
	m, err := compile(roomy)
	if err != nil {
		return nil, err
	}
	set.Progress = nil
	inner, err := newRun(m, set)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, inner.close()) }()
	c := &conflicting{run: inner, relax: true}
	c.list()
	if err := c.setCosts(make([]float64, len(c.cols))); err != nil {
		return nil, err
	}
	verdict, _, err := c.contradicts(ctx)
	if err != nil {
		return nil, err
	}
	if verdict != yes { // only whole units contradict each other
		c.relax = false
		if len(c.rules) > mostWholeRules {
			return nil, nil
		}
	}
	var others []int // members of the conflicts before
	for len(found) < mostConflicts && !c.timeUp(ctx) {
		members, ray, minimal, err := c.minimal(ctx)
		if err != nil || len(members) == 0 {
			return found, err
		}
		if ray == nil && c.relax {
			if ray, err = c.prove(ctx, members); err != nil {
				return nil, err
			}
		}
		places := map[int]bool{}
		next := plan.Conflict{Minimal: minimal}
		if ray != nil {
			c.usedBy(ray, places)
			next.Certificate = &plan.Certificate{Kind: plan.CertRay, Data: c.certify(c.loop, &solver.Result{RowDual: ray}, 1)}
		}
		for _, n := range members {
			next.Rules = append(next.Rules, c.tell(&c.rules[n], places))
		}
		found = append(found, next)
		others = append(others, members...)
		if err := c.only(others, false); err != nil {
			return nil, err
		}
		if !c.relax {
			break // every test is a search
		}
		if verdict, _, err = c.contradicts(ctx); err != nil || verdict != yes {
			break
		}
	}
	if err != nil {
		return nil, err
	}
	return found, c.waysOut(ctx, found)
}

// mostWholeRules is up to how many rules are left out one by one where each time is a search.
const mostWholeRules = 40

// list sorts the rows of the room by the rules that they are of, CVs first: what is tried first is
// likeliest to be found superfluous, and a sum of money or a minimum is plainer to a reader.
func (c *conflicting) list() {
	add := func(rule string, row int) *ruleRows {
		n := slices.IndexFunc(c.rules, func(r ruleRows) bool { return r.rule == rule })
		if n < 0 {
			n = len(c.rules)
			c.rules = append(c.rules, ruleRows{rule: rule, cone: -1, mean: -1, on: true})
		}
		c.rules[n].rows = append(c.rules[n].rows, row)
		return &c.rules[n]
	}
	for k := range c.cones {
		if c.cones[k].hard >= 0 {
			tg := &c.targets[c.cones[k].target]
			add("cv:"+tg.code+"/"+c.stages[tg.stage].name, c.cones[k].hard).cone = k
		}
	}
	for n := range c.composites {
		add(plan.RuleComposite+":"+c.stages[c.composites[n].stage].name, c.composites[n].row).mean = n
	}
	for i, name := range c.rows {
		kind, rest, _ := strings.Cut(name.name, ":")
		switch kind {
		case string(plan.LimitTeachers), string(plan.LimitHeadcount):
			add(kind, i)
		case plan.RuleLock:
			add(kind+":"+rest, i)
		case "minimum", string(plan.LimitSpending), string(plan.LimitMoves), "fund", plan.RulePosts:
			if limit, _, _, ok := c.r.LimitOfRow(name.name); ok {
				add(limit, i)
			}
		}
	}
}

// turn lets a rule hold, or not.
func (c *conflicting) turn(n int, on bool) error {
	r := &c.rules[n]
	if r.on == on {
		return nil
	}
	r.on = on
	for _, i := range r.rows {
		lower, upper := c.lp.Rows.Lower[i], c.lp.Rows.Upper[i]
		if !on {
			lower, upper = -inf, inf
		}
		if err := c.sess.SetRowBounds(i, lower, upper); err != nil {
			return err
		}
	}
	if r.cone >= 0 {
		c.asked[r.cone].hard = inf
		if on {
			c.asked[r.cone].hard = capOf(c.targets[c.cones[r.cone].target].limit)
		}
	}
	if r.mean >= 0 {
		c.composites[r.mean].limit = inf
		if on {
			c.composites[r.mean].limit, _ = c.p.HardComposite(c.stages[c.composites[r.mean].stage].name)
		}
	}
	return nil
}

// only lets some rules hold and no others, or, where keep is false, all others.
func (c *conflicting) only(members []int, keep bool) error {
	for n := range c.rules {
		if err := c.turn(n, slices.Contains(members, n) == keep); err != nil {
			return err
		}
	}
	return nil
}

// A finding is whether rules contradict each other.
type finding int8

const (
	unknown finding = iota
	yes
	no
)

// contradicts says whether the rules that are on contradict each other; the multipliers are those that
// prove it, where there are some.
func (c *conflicting) contradicts(ctx context.Context) (finding, []float64, error) {
	s := outer.Settings{Engine: c.engine(c.relax)}
	if !c.relax {
		s.Engine.Gap = anyGap
		s.Engine.TimeLimit *= narrowTime
	}
	res, err := c.rounds(ctx, s)
	switch {
	case err != nil:
		return unknown, nil, err
	case res.Status == solver.Infeasible:
		return yes, res.Ray, nil
	case res.X != nil && res.Done:
		return no, nil, nil
	}
	return unknown, nil, nil
}

// minimal is a set of rules that contradict each other, none of them superfluous: from those that are on,
// which do. The ray proves it, nil where there is none.
func (c *conflicting) minimal(ctx context.Context) (members []int, ray []float64, proved bool, err error) {
	left := map[int]bool{}
	for n := range c.rules {
		left[n] = c.rules[n].on
	}
	lean := func(by []float64) error {
		ray = by
		if by == nil {
			return nil
		}
		used := c.usedBy(by, map[int]bool{})
		for n := range c.rules {
			if left[n] && !used[n] {
				left[n] = false
				if err := c.turn(n, false); err != nil {
					return err
				}
			}
		}
		return nil
	}
	proved = true
	if verdict, by, err := c.contradicts(ctx); err != nil || verdict == yes {
		if err = errors.Join(err, lean(by)); err != nil {
			return nil, nil, false, err
		}
	}
	for n := range c.rules {
		if !left[n] {
			continue
		}
		if c.timeUp(ctx) {
			proved = false
			break
		}
		if err := c.turn(n, false); err != nil {
			return nil, nil, false, err
		}
		verdict, by, err := c.contradicts(ctx)
		if err != nil {
			return nil, nil, false, err
		}
		if verdict == yes {
			left[n] = false
			if err := lean(by); err != nil {
				return nil, nil, false, err
			}
			continue
		}
		proved = proved && verdict == no
		if err := c.turn(n, true); err != nil {
			return nil, nil, false, err
		}
	}
	for n := range c.rules {
		if left[n] {
			members = append(members, n)
		}
	}
	return members, ray, proved, nil
}

// prove are multipliers of the rows of some rules, the only ones that are on, under which they contradict
// each other, where the engine gave none: those of the least by which the rows are missed together.
func (c *conflicting) prove(ctx context.Context, members []int) ([]float64, error) {
	var cols []int
	var done []func()
	for _, n := range members {
		r := &c.rules[n]
		for _, i := range r.rows {
			by := -1.0
			if math.IsInf(c.lp.Rows.Upper[i], 1) {
				by = 1
			}
			var add solver.Cols
			add.Add(1, 0, inf, false, []int32{int32(i)}, []float64{by})
			col, err := c.sess.AddCols(&add)
			if err != nil {
				return nil, err
			}
			cols, done = append(cols, col), append(done, c.ease(r, col))
		}
	}
	res, err := c.rounds(ctx, outer.Settings{Engine: c.engine(true)})
	for n, col := range cols {
		done[n]()
		err = errors.Join(err, c.sess.SetCost(col, 0), c.sess.SetColBounds(col, 0, 0))
	}
	if err != nil || res.Status != solver.Optimal || !(res.Lower > 0) {
		return nil, err
	}
	return res.RowDual, nil
}

// ease lets a column help a limit on a CV, or on a mean of several, in what its cuts are held against; done
// takes it back.
func (c *conflicting) ease(r *ruleRows, col int) (done func()) {
	if r.mean >= 0 {
		c.easeComposite(r.mean, col, 1)
	}
	if r.cone < 0 {
		return func() {}
	}
	q, mean, was := c.cones[r.cone].squares, c.cones[r.cone].mean, c.cones[r.cone].squares.Allowed
	q.Allowed = func(x []float64) float64 { return c.asked[r.cone].hard*x[mean] + x[col] }
	return func() { q.Allowed = was }
}

// usedBy are the rules whose rows a ray leans on; their rows go into rows.
func (c *conflicting) usedBy(ray []float64, rows map[int]bool) map[int]bool {
	largest := 0.0
	for _, y := range ray {
		largest = max(largest, math.Abs(y))
	}
	used := map[int]bool{}
	for n := range c.rules {
		for _, i := range c.rules[n].rows {
			if i < len(ray) && math.Abs(ray[i]) > leastOfRay*largest {
				used[n], rows[i] = true, true
			}
		}
	}
	return used
}

// tell says what a rule asks for.
func (c *conflicting) tell(r *ruleRows, places map[int]bool) plan.ConflictRule {
	out := plan.ConflictRule{Rule: r.rule}
	kind, rest, _ := strings.Cut(r.rule, ":")
	code, stage, _ := strings.Cut(rest, "/")
	var now, top, low float64
	sections := 0
	if kind == "minimum" {
		for _, mn := range c.minimums {
			if !slices.Contains(r.rows, mn.row) || len(places) > 0 && !places[mn.row] {
				continue
			}
			tg := &c.targets[mn.target]
			out.Places = append(out.Places, c.school(tg.stage, mn.i).ID+"/"+c.stages[tg.stage].name)
			now, top, low = now+tg.before[mn.i], top+mn.top, low+mn.low
			sections++
		}
	}
	switch kind {
	case "minimum":
		out.Text = c.tellMinimum(code, stage, sections, now, top, low)
	case "cv":
		tg := &c.targets[c.cones[r.cone].target]
		out.Text = fmt.Sprintf("the CV of %s (%s) in %s is %s and may be %s", code, tg.of.Name, stage, round4(c.cvBefore(c.cones[r.cone].target)), round4(tg.limit))
	case plan.RuleComposite:
		out.Text = fmt.Sprintf("the mean of the CVs in %s may be %s", rest, round4(c.composites[r.mean].limit))
	case "fund":
		out.Text = fmt.Sprintf("fund %s has %s yuan", rest, round2(c.amountOf(r)))
	case string(plan.LimitSpending):
		out.Text = fmt.Sprintf("%s yuan may be spent", round2(c.amountOf(r)))
	case string(plan.LimitMoves):
		out.Text = fmt.Sprintf("%s moves are allowed", round2(c.amountOf(r)))
	case plan.RulePosts:
		out.Text = "there are no more posts for " + rest
	case string(plan.LimitTeachers):
		out.Text = fmt.Sprintf("%d sections must keep the teachers that a floor asks for", len(r.rows))
	case string(plan.LimitHeadcount):
		out.Text = "every section keeps its number of teachers"
	case plan.RuleLock:
		if n, err := strconv.Atoi(rest); err == nil && n < len(c.p.Locks) {
			out.Text = "a lock holds " + c.p.Locks[n].Key
		}
	}
	return out
}

// tellMinimum says what the minimums of some sections of a stage ask for.
func (c *conflicting) tellMinimum(code, stage string, sections int, now, top, low float64) string {
	for t := range c.targets {
		tg := &c.targets[t]
		if tg.code != code || c.stages[tg.stage].name != stage {
			continue
		}
		text := fmt.Sprintf("the minimum of %s (%s) in %s is %s: %d sections have %s and need %s",
			code, tg.of.Name, stage, round2(tg.minimum), sections, withUnit(now, tg.of.Unit), round2(top))
		if low < top && c.excused(tg.stage) > 0 {
			text += ", " + round2(low) + " where the rule lets a share do"
		}
		return text
	}
	return ""
}

// round4 prints a CV with at most four decimals.
func round4(x float64) string {
	if math.IsInf(x, 0) || math.IsNaN(x) {
		return "undefined"
	}
	const tenThousand = 1e4
	return strings.TrimSuffix(fmt.Sprintf("%g", math.Round(x*tenThousand)/tenThousand), ".")
}

// amountOf is what a limit on money or moves comes to.
func (c *conflicting) amountOf(r *ruleRows) float64 {
	least := inf
	for _, i := range r.rows {
		_, _, per, _ := c.r.LimitOfRow(c.rows[i].name)
		least = min(least, c.lp.Rows.Upper[i]*c.rows[i].factor/per)
	}
	return least
}

// waysOut prices what would do if one member of a conflict gave way, the members of the others being out.
func (c *conflicting) waysOut(ctx context.Context, found []plan.Conflict) error {
	c.relax = true
	index := func(rule string) int {
		return slices.IndexFunc(c.rules, func(r ruleRows) bool { return r.rule == rule })
	}
	for k := range found {
		var others []int
		for o := range found {
			for _, r := range found[o].Rules {
				if o != k {
					others = append(others, index(r.Rule))
				}
			}
		}
		if err := c.only(others, false); err != nil {
			return err
		}
		for _, r := range found[k].Rules {
			if c.timeUp(ctx) {
				return nil
			}
			way, err := c.wayOut(ctx, &c.rules[index(r.Rule)])
			if err != nil {
				return err
			}
			if way != nil {
				found[k].Ways = append(found[k].Ways, *way)
			}
		}
	}
	return nil
}

// wayOut is by how much one rule must give way, at least, and what the cheapest plan then costs. Nil: it
// cannot help alone, or is not one that could give way by a part.
func (c *conflicting) wayOut(ctx context.Context, r *ruleRows) (*plan.Relaxation, error) {
	col, done, err := c.loosen(r)
	if err != nil || col < 0 {
		return nil, err
	}
	defer done()
	if err := c.sess.SetCost(col, 1); err != nil {
		return nil, err
	}
	res, err := c.rounds(ctx, outer.Settings{Engine: c.engine(true)})
	var way *plan.Relaxation
	if err == nil && res.Status == solver.Optimal && res.Done && res.X[col] > elasticZero { // else only whole units need it
		way = c.given(r, col, res.X)
		err = errors.Join(c.sess.SetCost(col, 0), c.sess.SetColBounds(col, 0, res.X[col]*(1+margin)+margin), c.setCosts(c.objectiveOf(plan.CostGoal).cost))
		if err == nil {
			res, err = c.rounds(ctx, outer.Settings{Engine: c.engine(true)})
		}
		if err == nil && res.Status == solver.Optimal && res.Done {
			cost := rounded(res.Objective * c.money)
			way.Cost = &cost
		}
	}
	return way, errors.Join(err, c.sess.SetCost(col, 0), c.sess.SetColBounds(col, 0, 0), c.setCosts(make([]float64, len(c.cols))))
}

// loosen adds a column that helps the rows of a rule along; -1: there is none. done takes back what it
// changes beside the engine.
func (c *conflicting) loosen(r *ruleRows) (col int, done func(), err error) {
	var cols solver.Cols
	var rows []int32
	var by []float64
	upper := inf
	switch kind, _, _ := strings.Cut(r.rule, ":"); kind {
	case string(plan.LimitSpending), string(plan.LimitMoves), "fund", plan.RulePosts, "cv", plan.RuleComposite:
		for _, i := range r.rows {
			rows, by = append(rows, int32(i)), append(by, -1)
		}
	case "minimum":
		upper = 1
		for _, mn := range c.minimums {
			if slices.Contains(r.rows, mn.row) {
				rows, by = append(rows, int32(mn.row)), append(by, mn.low/mn.top)
			}
		}
	default:
		return -1, nil, nil
	}
	cols.Add(0, 0, upper, false, rows, by)
	if col, err = c.sess.AddCols(&cols); err != nil {
		return -1, nil, err
	}
	return col, c.ease(r, col), nil
}

// given is by how much a rule gives way at a point.
func (c *conflicting) given(r *ruleRows, col int, x []float64) *plan.Relaxation {
	way := &plan.Relaxation{Rule: r.rule}
	switch kind, rest, _ := strings.Cut(r.rule, ":"); {
	case r.cone >= 0:
		cone := &c.cones[r.cone]
		way.From = c.targets[cone.target].limit
		way.To = math.Sqrt(way.From*way.From + x[col]/max(leastSeen, x[cone.mean]))
	case r.mean >= 0:
		way.From = c.composites[r.mean].limit
		way.To = way.From + x[col]/c.composites[r.mean].count
	case kind == "minimum":
		code, stage, _ := strings.Cut(rest, "/")
		for t := range c.targets {
			if tg := &c.targets[t]; tg.code == code && c.stages[tg.stage].name == stage {
				way.From, way.To = tg.minimum, tg.minimum*(1-x[col])
			}
		}
	case kind == plan.RulePosts:
		way.From = c.limitNow(kind, rest, r.rule)
		way.To = way.From + rounded(x[col])
	default:
		name := c.rows[r.rows[0]]
		_, _, per, _ := c.r.LimitOfRow(name.name)
		way.From = c.amountOf(r)
		way.To = way.From + rounded(x[col]*name.factor/per)
	}
	return way
}

// tellConflicts adds the conflicts to what is said of a problem without a plan. Whatever the route, they are
// found by the linear problem of the outer one, as far as that is not far larger and there is an engine.
func (w *Planner) tellConflicts(ctx context.Context, f *frame, route Route, out *plan.Plan, deadline time.Time) error {
	set := w.set
	set.TimeLimit = time.Until(deadline) / explainShare
	if !set.Conflicts || set.Open == nil || ctx.Err() != nil || set.TimeLimit <= 0 {
		return nil
	}
	if route != RouteOuter {
		if slices.ContainsFunc(f.stages, func(s stage) bool { return len(s.rows) > mostModelled }) {
			return nil
		}
		engine, err := set.Open()
		if err != nil {
			return nil // a build without: the route needs none
		}
		if err := engine.Close(); err != nil {
			return err
		}
	}
	found, err := conflicts(ctx, f, set)
	if err != nil {
		return err
	}
	out.Infeasible.Conflicts = found
	priceRelaxations(out.Infeasible)
	return nil
}

// priceRelaxations says what a plan costs once the relaxations are made: the whole plan that was found for
// them, or, where a single one does, the cheapest in parts.
func priceRelaxations(why *plan.Infeasible) {
	if why.Relaxed != nil && len(why.Relaxed.Actions) > 0 {
		var cost float64
		for i := range why.Relaxed.Actions {
			cost += why.Relaxed.Actions[i].Cost
		}
		for i := range why.Relaxations {
			why.Relaxations[i].Cost = &cost
		}
		return
	}
	if len(why.Relaxations) != 1 || len(why.Conflicts) != 1 {
		return
	}
	x := &why.Relaxations[0]
	for _, way := range why.Conflicts[0].Ways {
		if way.Rule == x.Rule && math.Abs(way.To-x.To) <= sameWay*max(math.Abs(x.To), 1) {
			x.Cost = way.Cost
		}
	}
}

// mostModelled is up to how many sections of a stage a problem of another route is made a linear problem of
// just to find conflicts: where moves have a distance it has a column for every pair.
const mostModelled = 150

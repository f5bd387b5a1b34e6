package alloc_test

import (
	"math"
	"slices"
	"sort"

	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/model"
	"github.com/eduparity/eduparity/model/measure"
	"github.com/eduparity/eduparity/model/standard"
)

// Brute force: every whole plan of a tiny problem, one by one. What a choice does is linear in all but
// the CVs and the pass rule, so that a plan costs a few additions; prices, floors and caps are looked
// up in plan.Rules, and the best plans are held against plan.Evaluate by the tests.

// A choice is one group of actions that exclude each other: quantities of one purchase or hire, or
// ways to move the teachers of one kind in one stage.
type choice []option

// An option is what one of them does.
type option struct {
	actions     []plan.Action
	own, kept   []effect  // on stocks that a section keeps, and on those that it shares
	linear      []float64 // by linear rule
	cost, moves float64
}

// An effect is what an option adds to the stock of a target's section.
type effect struct {
	target, i int
	by        float64
}

// A linear rule is the sum of something over all actions, which has bounds.
type linear struct{ low, high float64 }

// A bruteTarget is one indicator in one stage.
type bruteTarget struct {
	indicator    int
	stage        string
	rows         []int // of the table
	pupils       []float64
	share        []float64
	own, kept    []float64
	changeable   bool
	limit        float64 // denominator of the ratio
	hard         float64 // limit of the CV; NaN: none
	stock, value []float64
}

// A brute is a problem with all its plans.
type brute struct {
	p       *plan.Problem
	r       *plan.Rules
	rules   []linear
	targets []bruteTarget
	choices []choice
	leaves  []leaf
	visit   func(cost, moves float64) // nil: leaf
	soft    softRules
	tie     bool // some CV is at its limit but for rounding, so that the engine cannot tell

	sums []float64
	pick []int
}

// A leaf is a plan that keeps every rule.
type leaf struct {
	pick               []int
	cost, moves, short float64
	ratio              []float64 // of changeable targets, in the order of targets
	worst              []float64 // the same, worst first
}

// value of a goal.
func (l *leaf) value(g plan.GoalName) float64 {
	switch g {
	case plan.CostGoal, plan.PassCost:
		return l.cost
	case plan.Moves:
		return l.moves
	case plan.Shortfall:
		return l.short
	case plan.Dispersion:
		if len(l.worst) > 0 {
			return l.worst[0]
		}
	case plan.Travel, plan.PupilsMoved, plan.SeatsGoal:
	}
	return 0
}

// newBrute lists the choices of a problem; false: there are more plans than most, or some quantity
// has no end.
func newBrute(p *plan.Problem, most float64) (*brute, bool) {
	r, err := plan.NewRules(p)
	if err != nil {
		return nil, false
	}
	b := &brute{p: p, r: r}
	b.listTargets()
	ok := b.listRules()
	if p.HasLever(plan.Funding) {
		ok = b.listPurchases() && ok
	}
	if p.HasLever(plan.Hiring) {
		ok = b.listHires() && ok
	}
	if p.HasLever(plan.Rotation) {
		ok = b.listMoves(most) && ok
	}
	n := 1.0
	for _, c := range b.choices {
		n *= float64(len(c))
	}
	return b, ok && n <= most
}

func (b *brute) listTargets() {
	changeable := b.r.Changeable()
	for _, stage := range b.r.Table.Stages {
		for k := range b.p.Standard.Indicators {
			code := b.p.Standard.Indicators[k].Code
			if !b.p.SelectedStage(stage) {
				continue
			}
			t := bruteTarget{
				indicator: k, stage: stage, limit: 1, hard: math.NaN(),
				changeable: slices.Contains(changeable, plan.Target{Indicator: k, Stage: stage}),
			}
			if l, ok := b.p.CVLimit(code, stage); ok {
				t.limit = l
			}
			if l, ok := b.p.HardCVLimit(code, stage); ok {
				t.hard = l
			}
			for n, row := range b.r.Table.Rows {
				if row.Stage != stage {
					continue
				}
				own, kept := b.parts(k, row)
				t.rows, t.pupils, t.share = append(t.rows, n), append(t.pupils, row.Pupils), append(t.share, row.Share)
				t.own, t.kept = append(t.own, own), append(t.kept, kept)
			}
			t.stock, t.value = make([]float64, len(t.rows)), make([]float64, len(t.rows))
			b.targets = append(b.targets, t)
		}
	}
}

// parts are what a section keeps of an indicator's stock and what its school keeps for all stages.
func (b *brute) parts(k int, row standard.Row) (own, kept float64) {
	for _, term := range b.p.Standard.Indicators[k].Stock {
		if v, ok := b.p.County.Sections[row.Section].Stocks[term.Column]; ok {
			own += term.Sign * v
		} else {
			kept += term.Sign * b.p.County.Schools[row.School].Stocks[term.Column]
		}
	}
	return own, kept
}

// money tolerances are those of plan: 1e-6 yuan and 1e-9 of the limit.
func money(limit float64) float64 { return limit + 1e-6 + 1e-9*math.Abs(limit) }

func (b *brute) rule(low, high float64) { b.rules = append(b.rules, linear{low, high}) }

// listRules lists the linear rules in the order in which amounts gives them.
func (b *brute) listRules() bool {
	ceilings, err := b.r.Ceilings()
	if err != nil {
		return false
	}
	for _, c := range ceilings {
		var present float64
		for _, s := range c.Sections {
			for _, k := range c.Kinds {
				present += b.r.Present(k, s)
			}
		}
		b.rule(math.Inf(-1), c.Max-present)
	}
	for s := range b.p.County.Sections {
		for k := -1; k < len(b.r.Kinds); k++ {
			if floor, ok := b.r.Floor(k, s); ok {
				b.rule(floor-b.r.TeachersPresent(k, s), math.Inf(1))
			}
		}
		if b.r.Headcount(s) {
			b.rule(0, 0)
		}
	}
	b.soft.moves = len(b.rules)
	for _, l := range b.p.LimitsOn(plan.LimitMoves) {
		b.rule(math.Inf(-1), *l.Max)
	}
	b.soft.spending = len(b.rules)
	for _, l := range b.p.LimitsOn(plan.LimitSpending) {
		b.rule(math.Inf(-1), money(*l.Max))
	}
	b.soft.locks = len(b.rules)
	for _, l := range b.p.Locks {
		switch {
		case l.Forbid:
			b.rule(math.Inf(-1), 0)
		case l.Fix != nil:
			b.rule(*l.Fix, *l.Fix)
		case l.Keep != nil:
			b.rule(*l.Keep, math.Inf(1))
		}
	}
	b.soft.funds = len(b.rules)
	if b.r.Funded {
		for set := range 1 << len(b.r.Funds) {
			var sum float64
			for f := range b.r.Funds {
				if set>>f&1 == 1 {
					sum += b.r.Funds[f].Amount
				}
			}
			b.rule(math.Inf(-1), money(sum))
		}
	}
	return true
}

// A part is money of an action, by place.
type part struct {
	section          int // -1: the whole school
	school           int
	stage, kind      string
	category         string
	nature           model.Nature
	amount           float64
	hire             int // kind hired; -1
	from, moved, net int // of a move: section it leaves, kind, section it reaches
	persons          float64
}

// amounts are the values of the linear rules for the actions of an option.
func (b *brute) amounts(parts []part, actions []plan.Action) []float64 {
	var out []float64
	ceilings, _ := b.r.Ceilings()
	change := func(section, kind int) float64 {
		var n float64
		for _, q := range parts {
			if q.hire >= 0 && q.section == section && (kind < 0 || q.hire == kind) {
				n += q.persons
			}
			if q.moved >= 0 && (kind < 0 || q.moved == kind) {
				if q.from == section {
					n -= q.persons
				}
				if q.net == section {
					n += q.persons
				}
			}
		}
		return n
	}
	for _, c := range ceilings {
		var n float64
		for _, s := range c.Sections {
			for _, k := range c.Kinds {
				n += change(s, k)
			}
		}
		out = append(out, n)
	}
	for s := range b.p.County.Sections {
		for k := -1; k < len(b.r.Kinds); k++ {
			if _, ok := b.r.Floor(k, s); ok {
				out = append(out, change(s, k))
			}
		}
		if b.r.Headcount(s) {
			n := change(s, -1)
			for _, q := range parts {
				if q.hire >= 0 && q.section == s {
					n -= q.persons
				}
			}
			out = append(out, n)
		}
	}
	half := 1.0
	if b.p.Headcount() {
		half = 0.5
	}
	for _, l := range b.p.LimitsOn(plan.LimitMoves) {
		var n float64
		for _, q := range parts {
			if q.moved >= 0 && b.r.InScope(l.Scope, b.r.SchoolOf(q.from), b.p.County.Sections[q.from].Stage, b.r.Kinds[q.moved].Name) {
				n += q.persons * half
			}
		}
		out = append(out, n)
	}
	for _, l := range b.p.LimitsOn(plan.LimitSpending) {
		var n float64
		for _, q := range parts {
			if b.r.InScope(l.Scope, q.school, q.stage, q.kind) {
				n += q.amount
			}
		}
		out = append(out, n)
	}
	for _, l := range b.p.Locks {
		out = append(out, l.Quantity(actions))
	}
	if b.r.Funded {
		for set := range 1 << len(b.r.Funds) {
			var n float64
			for _, q := range parts {
				outside := false
				for f := range b.r.Funds {
					outside = outside || set>>f&1 == 0 && plan.Pays(b.r.Funds[f], q.category, q.nature, b.p.County.Schools[q.school])
				}
				if !outside {
					n += q.amount
				}
			}
			out = append(out, n)
		}
	}
	return out
}

// option makes an option of actions.
func (b *brute) option(parts []part, actions []plan.Action, own, kept []effect) option {
	o := option{actions: actions, own: own, kept: kept, linear: b.amounts(parts, actions)}
	for _, q := range parts {
		o.cost += q.amount
		if q.moved >= 0 {
			o.moves += q.persons
		}
	}
	if b.p.Headcount() {
		o.moves /= 2
	}
	return o
}

func sign(of *standard.Indicator, column string) (s float64) {
	for _, t := range of.Stock {
		if t.Column == column {
			s += t.Sign
		}
	}
	return s
}

func (b *brute) listPurchases() bool {
	for _, stock := range b.r.Prices.Stocks() {
		counted := false
		for _, t := range b.targets {
			of := &b.p.Standard.Indicators[t.indicator]
			counted = counted || b.p.Selected(of.Code, t.stage) && sign(of, stock) > 0
		}
		if !counted {
			continue
		}
		for school := range b.p.County.Schools {
			price, ok := b.r.Prices.Of(stock, b.p.County.Schools[school].ID)
			if !ok {
				continue
			}
			if !price.Whole || math.IsInf(price.Max, 1) {
				return false
			}
			shared := false
			for _, row := range b.r.Table.Rows {
				if row.School != school || !b.p.SelectedStage(row.Stage) {
					continue
				}
				if _, own := b.p.County.Sections[row.Section].Stocks[stock]; own {
					b.purchase(stock, school, row.Section, price)
				} else if _, kept := b.p.County.Schools[school].Stocks[stock]; kept && !shared {
					shared = true
					b.purchase(stock, school, -1, price)
				}
			}
		}
	}
	return true
}

func (b *brute) purchase(stock string, school, section int, price plan.Price) {
	a := plan.Action{
		Year: b.r.Year, Lever: plan.Funding, Kind: plan.Buy, School: b.p.County.Schools[school].ID, Of: stock,
		Unit: price.Unit, Nature: string(price.Nature),
	}
	if section >= 0 {
		a.Stage = b.p.County.Sections[section].Stage
	}
	var c choice
	for q := 0.0; q <= price.Max; q++ {
		a.Quantity, a.Cost = q, price.Cost*q
		var own, kept []effect
		for t := range b.targets {
			tg := &b.targets[t]
			s := sign(&b.p.Standard.Indicators[tg.indicator], stock)
			for i, row := range tg.rows {
				at := b.r.Table.Rows[row]
				_, has := b.p.County.Sections[at.Section].Stocks[stock]
				switch {
				case s == 0 || q == 0 || at.School != school:
				case section == at.Section:
					own = append(own, effect{t, i, s * q})
				case section < 0 && !has:
					kept = append(kept, effect{t, i, s * q})
				}
			}
		}
		var actions []plan.Action
		if q > 0 {
			actions = []plan.Action{a}
		}
		parts := []part{{
			section: section, school: school, stage: a.Stage, category: stock, nature: price.Nature, amount: a.Cost,
			hire: -1, from: -1, moved: -1, net: -1,
		}}
		c = append(c, b.option(parts, actions, own, kept))
	}
	b.choices = append(b.choices, c)
}

// staff are the effects of n more teachers of a kind in a section.
func (b *brute) staff(kind, section int, n float64) []effect {
	var own []effect
	for t := range b.targets {
		tg := &b.targets[t]
		for i, row := range tg.rows {
			if b.r.Table.Rows[row].Section != section {
				continue
			}
			by := 0.0
			for _, term := range b.p.Standard.Indicators[tg.indicator].Stock {
				if b.r.Kinds[kind].Has(term.Column) {
					by += term.Sign * n
				}
			}
			if by != 0 {
				own = append(own, effect{t, i, by})
			}
		}
	}
	return own
}

func (b *brute) listHires() bool {
	for _, kind := range b.r.Prices.HireKinds() {
		k := b.r.Kind(kind.Name)
		for section := range b.p.County.Sections {
			s := &b.p.County.Sections[section]
			price, ok := b.r.Prices.Of(model.HirePrefix+kind.Name, s.School)
			if !ok || !b.r.Open(section) {
				continue
			}
			if math.IsInf(price.Max, 1) {
				return false
			}
			var c choice
			for q := 0.0; q <= price.Max; q++ {
				a := plan.Action{
					Year: b.r.Year, Lever: plan.Hiring, Kind: plan.Hire, School: s.School, Stage: s.Stage, Of: kind.Name,
					Quantity: q, Unit: "person", Cost: price.Cost * q, Nature: string(price.Nature),
				}
				var actions []plan.Action
				if q > 0 {
					actions = []plan.Action{a}
				}
				parts := []part{{
					section: section, school: b.r.SchoolOf(section), stage: s.Stage, kind: kind.Name, category: model.CategoryHire,
					nature: price.Nature, amount: a.Cost, hire: k, from: -1, moved: -1, net: -1, persons: q,
				}}
				c = append(c, b.option(parts, actions, b.staff(k, section, q), nil))
			}
			b.choices = append(b.choices, c)
		}
	}
	return true
}

// listMoves lists, for each stage and kind, all ways to move teachers. Where it matters who goes
// where, a way is a number for every pair of sections; otherwise it is a net change of every section.
func (b *brute) listMoves(most float64) bool {
	pairs := b.r.Prices.PerKM() || len(b.p.LimitsOn(plan.LimitMoveKM)) > 0 || len(b.p.Locks) > 0 ||
		slices.ContainsFunc(b.p.County.Travel, func(t model.Trip) bool { return t.Barrier })
	for _, stage := range b.r.Table.Stages {
		var at []int
		for _, row := range b.r.Table.Rows {
			if row.Stage == stage && b.p.SelectedStage(stage) {
				at = append(at, row.Section)
			}
		}
		for k := range b.r.Kinds {
			caps := make([]int, len(at))
			for i, s := range at {
				n := math.Floor(b.r.Present(k, s))
				if cap, ok := b.r.LeaveCap(k, s); ok {
					n = min(n, cap)
				}
				caps[i] = int(n)
			}
			var ways [][]way
			if pairs {
				ways = b.arcs(at, k, caps, int(most))
			} else {
				ways = nets(at, caps, int(most))
			}
			if ways == nil {
				return false
			}
			if len(ways) > 1 {
				b.choices = append(b.choices, b.moveChoice(stage, k, ways))
			}
		}
	}
	return true
}

// A way is n teachers from one section to another.
type way struct{ from, to, n int }

// nets lists all net changes, each by some streams that make it.
func nets(at, caps []int, most int) [][]way {
	var total int
	for _, c := range caps {
		total += c
	}
	var out [][]way
	change := make([]int, len(at))
	var rec func(i, sum int) bool
	rec = func(i, sum int) bool {
		if i == len(at) {
			if sum == 0 {
				out = append(out, streams(at, change))
			}
			return len(out) <= most
		}
		for d := -caps[i]; d <= total-caps[i]; d++ {
			change[i] = d
			if !rec(i+1, sum+d) {
				return false
			}
		}
		return true
	}
	if !rec(0, 0) {
		return nil
	}
	sort.SliceStable(out, func(a, b int) bool { return len(out[a]) < len(out[b]) }) // nothing first
	return out
}

// streams sends those who leave to those who receive.
func streams(at, change []int) []way {
	left := slices.Clone(change)
	var out []way
	for i := range left {
		for j := range left {
			if n := min(-left[i], left[j]); n > 0 {
				out = append(out, way{at[i], at[j], n})
				left[i] += n
				left[j] -= n
			}
		}
	}
	return out
}

// arcs lists all numbers for all permitted pairs.
func (b *brute) arcs(at []int, kind int, caps []int, most int) [][]way {
	ways := b.p.County.Distances()
	var pairs [][2]int // positions
	for i := range at {
		for j := range at {
			if i == j || caps[i] == 0 {
				continue
			}
			trip, err := ways.Trip(b.p.County.Sections[at[i]].School, b.p.County.Sections[at[j]].School)
			far, limited := b.r.MaxMetres(kind, at[i])
			if trip.Barrier || limited && (err != nil || trip.Metres > far) {
				continue
			}
			pairs = append(pairs, [2]int{i, j})
		}
	}
	left := slices.Clone(caps)
	out := [][]way{}
	var now []way
	var rec func(n int) bool
	rec = func(n int) bool {
		if n == len(pairs) {
			out = append(out, slices.Clone(now))
			return len(out) <= most
		}
		i, j := pairs[n][0], pairs[n][1]
		for q := 0; q <= left[i]; q++ {
			left[i] -= q
			if q > 0 {
				now = append(now, way{at[i], at[j], q})
			}
			ok := rec(n + 1)
			left[i] += q
			if q > 0 {
				now = now[:len(now)-1]
			}
			if !ok {
				return false
			}
		}
		return true
	}
	if !rec(0) {
		return nil
	}
	return out
}

func (b *brute) moveChoice(stage string, k int, ways [][]way) choice {
	var c choice
	for _, streams := range ways {
		var parts []part
		var actions []plan.Action
		var own []effect
		for _, w := range streams {
			from, to := b.p.County.Sections[w.from].School, b.p.County.Sections[w.to].School
			metres, _ := b.r.Metres(from, to)
			cost, nature := b.r.Prices.Move(to, metres)
			n := float64(w.n)
			parts = append(parts, part{
				section: w.to, school: b.r.School(to), stage: stage, kind: b.r.Kinds[k].Name, category: model.CategoryMove, nature: nature,
				amount: cost * n, hire: -1, from: w.from, moved: k, net: w.to, persons: n,
			})
			actions = append(actions, plan.Action{
				Year: b.r.Year, Lever: plan.Rotation, Kind: plan.Move, From: from, To: to, Stage: stage, Of: b.r.Kinds[k].Name,
				Quantity: n, Unit: "person", Cost: cost * n, Nature: string(nature),
			})
			own = append(own, b.staff(k, w.from, -n)...)
			own = append(own, b.staff(k, w.to, n)...)
		}
		c = append(c, b.option(parts, actions, own, nil))
	}
	return c
}

// run goes through all plans.
func (b *brute) run() {
	b.sums = make([]float64, len(b.rules))
	b.pick = make([]int, len(b.choices))
	b.try(0, 0, 0)
}

func (b *brute) try(n int, cost, moves float64) {
	if n == len(b.choices) {
		if b.visit != nil {
			b.visit(cost, moves)
		} else {
			b.leaf(cost, moves)
		}
		return
	}
	for o := range b.choices[n] {
		opt := &b.choices[n][o]
		b.pick[n] = o
		for i, v := range opt.linear {
			b.sums[i] += v
		}
		b.add(opt, 1)
		b.try(n+1, cost+opt.cost, moves+opt.moves)
		b.add(opt, -1)
		for i, v := range opt.linear {
			b.sums[i] -= v
		}
	}
}

func (b *brute) add(o *option, by float64) {
	for _, e := range o.own {
		b.targets[e.target].own[e.i] += by * e.by
	}
	for _, e := range o.kept {
		b.targets[e.target].kept[e.i] += by * e.by
	}
}

// leaf keeps a plan that breaks no rule.
func (b *brute) leaf(cost, moves float64) {
	for i, r := range b.rules {
		if !(b.sums[i] >= r.low && b.sums[i] <= r.high) {
			return
		}
	}
	l := leaf{cost: cost, moves: moves}
	for t := range b.targets {
		tg := &b.targets[t]
		of := &b.p.Standard.Indicators[tg.indicator]
		minimum, has := of.Minimum[tg.stage]
		for i := range tg.rows {
			tg.stock[i] = tg.own[i] + tg.kept[i]*tg.share[i]
			tg.value[i] = of.Per * tg.stock[i] / tg.pupils[i]
			if has && b.p.Selected(of.Code, tg.stage) {
				l.short += tg.pupils[i] * max(0, 1-tg.value[i]/minimum)
			}
		}
		if !tg.changeable && math.IsNaN(tg.hard) {
			continue
		}
		cv := b.cv(tg)
		if !math.IsNaN(tg.hard) {
			b.tie = b.tie || math.Abs(cv-tg.hard) < 1e-7*tg.hard
			if !(cv <= tg.hard) {
				return
			}
		}
		if tg.changeable {
			ratio := cv / tg.limit
			if math.IsNaN(ratio) {
				ratio = math.Inf(1)
			}
			l.ratio = append(l.ratio, ratio)
		}
	}
	if !b.keepsMeans() || b.p.Goals[0].Name == plan.PassCost && !b.passes() {
		return
	}
	l.pick = slices.Clone(b.pick)
	l.worst = slices.Clone(l.ratio)
	slices.Sort(l.worst)
	slices.Reverse(l.worst)
	b.leaves = append(b.leaves, l)
}

// keepsMeans says whether the means of the CVs keep their limits.
func (b *brute) keepsMeans() bool {
	for _, stage := range b.r.Table.Stages {
		limit, ok := b.p.HardComposite(stage)
		if !ok {
			continue
		}
		var sum, n float64
		for t := range b.targets {
			if b.targets[t].stage == stage {
				sum, n = sum+b.cv(&b.targets[t]), n+1
			}
		}
		b.tie = b.tie || math.Abs(sum/n-limit) < 1e-7*limit
		if !(sum/n <= limit) {
			return false
		}
	}
	return true
}

func (b *brute) cv(tg *bruteTarget) float64 {
	if b.p.Standard.Weighting != standard.Unweighted {
		return measure.CV(tg.stock, tg.pupils)
	}
	stock, ones := make([]float64, len(tg.stock)), make([]float64, len(tg.stock))
	for i := range stock {
		stock[i], ones[i] = tg.stock[i]/tg.pupils[i], 1
	}
	return measure.CV(stock, ones)
}

// passes applies the section rule.
func (b *brute) passes() bool {
	for _, stage := range b.r.Table.Stages {
		var of []*bruteTarget
		for t := range b.targets {
			if b.targets[t].stage == stage {
				of = append(of, &b.targets[t])
			}
		}
		if len(of) == 0 {
			continue
		}
		values := make([]float64, len(b.p.Standard.Indicators))
		for i := range of[0].rows {
			for _, tg := range of {
				values[tg.indicator] = tg.value[i]
			}
			if _, ok := b.p.Standard.SectionPasses(stage, values); !ok {
				return false
			}
		}
	}
	return true
}

// actions of a leaf, purchases, hires and moves.
func (b *brute) actions(l *leaf) []plan.Action {
	var out []plan.Action
	for n, o := range l.pick {
		out = append(out, b.choices[n][o].actions...)
	}
	return out
}

// among are the leaves for which keep holds.
func among(leaves []leaf, keep func(*leaf) bool) []leaf {
	var out []leaf
	for i := range leaves {
		if keep(&leaves[i]) {
			out = append(out, leaves[i])
		}
	}
	return out
}

// least is the smallest value of a goal.
func least(leaves []leaf, g plan.GoalName) float64 {
	best := math.Inf(1)
	for i := range leaves {
		best = min(best, leaves[i].value(g))
	}
	return best
}

// evenest is the leximax of the ratios.
func evenest(leaves []leaf) *leaf {
	var best *leaf
	for i := range leaves {
		if best == nil || slices.Compare(leaves[i].worst, best.worst) < 0 {
			best = &leaves[i]
		}
	}
	return best
}

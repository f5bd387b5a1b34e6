package alloc

import (
	"cmp"
	"context"
	"math"
	"slices"

	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/model/standard"
)

// LocalSearch starts from the plan of [NeediestFirst] and improves it step by step, as a planner does who
// tries one change after another in a spreadsheet, and as hill climbing does in the textbooks.
//
// Under dispersion and shortfall a change gives a little more to a section that is low, sends a teacher
// from high to low, or takes a little from where most has been given and gives it to a low section; the
// first change found that makes the goals better, in their order, is kept. Under goals with conditions it
// takes back what the conditions do not need, dearest first. It ends where no change of those it looks at
// is an improvement, which need not be the best plan, or after so many changes.
type LocalSearch struct {
	Changes int // most changes; 0: 20,000
}

// defaultChanges is enough for counties of thousands of sections to come to an end of their own.
const defaultChanges = 20_000

// Plan is [Strategy.Plan].
func (x LocalSearch) Plan(ctx context.Context, p *plan.Problem) (*plan.Plan, error) {
	return follow(ctx, p, &climbing{neediest(), cmp.Or(x.Changes, defaultChanges)})
}

// climbing is the manner of [LocalSearch].
type climbing struct {
	*stepwise
	left int // changes
}

func (c *climbing) name() StrategyName { return NameLocalSearch }

// improve changes a ledger for the better until no change is, and says whether it was changed at all.
func (c *climbing) improve(ctx context.Context, l *ledger) (bool, error) {
	started, better := c.left, l.climb
	if conditional(l.r.Problem) {
		better = func(left int) int { return l.takeBack(ctx, left) }
	}
	for c.left > 0 {
		if err := ctx.Err(); err != nil {
			return false, err
		}
		made := better(c.left)
		if made == 0 {
			break
		}
		c.left -= made
	}
	return c.left < started, nil
}

// score is what the goals come to, in their order: smaller is better. What counts after all of them is
// cost, then moves.
func (l *ledger) score() []float64 {
	var s []float64
	for _, g := range l.r.Problem.Goals {
		switch g.Name {
		case plan.Dispersion:
			from := len(s)
			for n := range l.goods {
				s = append(s, l.goods[n].ratio())
			}
			slices.SortFunc(s[from:], func(a, b float64) int { return cmp.Compare(b, a) })
		case plan.PassCost, plan.CostGoal:
			s = append(s, l.cost)
		case plan.Moves:
			s = append(s, l.moves())
		case plan.Shortfall:
			s = append(s, l.shortfall())
		default: // goals of levers that the strategy has no rule for
		}
	}
	return append(s, l.cost, l.moves())
}

// moves is how many teachers move; a swap is two.
func (l *ledger) moves() float64 {
	var sum float64
	for _, q := range l.staff.moved { // whole numbers: their sum has no order
		sum += q
	}
	for _, q := range l.staff.swaps {
		sum += 2 * q
	}
	return sum
}

// shortfall is what is missing to the minimums of what can be changed.
func (l *ledger) shortfall() float64 {
	var sum float64
	for n := range l.goods {
		t := &l.goods[n]
		if !(t.minimum > 0) {
			continue
		}
		for _, row := range t.rows {
			sum += l.r.Table.Rows[row].Pupils * max(0, 1-l.value(row, t.indicator)/t.minimum)
		}
	}
	return sum
}

// isBetter says whether one score is better than another by more than rounding.
func isBetter(a, b []float64) bool {
	for n := range a {
		if slack := scoreSlack * max(1, math.Abs(b[n])); a[n] < b[n]-slack {
			return true
		} else if a[n] > b[n]+slack {
			return false
		}
	}
	return false
}

// climb makes the first change found that is an improvement, and says how many it made: 1 or none.
func (l *ledger) climb(int) int {
	order := make([]int, len(l.goods))
	for n := range order {
		order[n] = n
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(l.goods[b].ratio(), l.goods[a].ratio()) })
	now := l.score()
	for _, t := range order {
		low, high := l.extremes(t)
		if l.sendOne(t, low, high, now) || l.giveMore(t, low, now) {
			return 1
		}
	}
	return 0
}

// extremes are the lowest and the highest sections of a target, a few of each.
func (l *ledger) extremes(t int) (low, high []int) {
	g := &l.goods[t]
	rows := slices.Clone(g.rows)
	slices.SortStableFunc(rows, func(a, b int) int {
		return cmp.Compare(l.value(a, g.indicator), l.value(b, g.indicator))
	})
	few := min(fewSections, len(rows))
	low = rows[:few]
	high = slices.Clone(rows[len(rows)-few:])
	slices.Reverse(high)
	return low, high
}

// sendOne sends a teacher from high to low where that is an improvement.
func (l *ledger) sendOne(t int, low, high []int, now []float64) bool {
	of := &l.r.Problem.Standard.Indicators[l.goods[t].indicator]
	for _, to := range low {
		for _, from := range high {
			if from == to {
				continue
			}
			e, ok := l.pass(of, l.r.Table.Rows[from].Section, l.r.Table.Rows[to].Section, nil)
			if !ok {
				continue
			}
			l.enter(e, 1)
			if isBetter(l.score(), now) {
				return true
			}
			l.enter(e, -1)
		}
	}
	return false
}

// giveMore gives to low sections, from what money is left or from what others were given.
func (l *ledger) giveMore(t int, low []int, now []float64) bool {
	g := &l.goods[t]
	givers := l.givers()
	for _, row := range low {
		lot, by, ok := l.remedy(row, g.indicator, nil)
		if !ok {
			continue
		}
		for _, times := range [...]float64{8, 1, 1.0 / 8} {
			units := l.step(row, g, lot, by/times)
			if got := l.buy(lot, units, l.purse); got > 0 {
				if isBetter(l.score(), now) {
					return true
				}
				l.buy(lot, -got, l.purse)
			}
			for _, giver := range givers {
				if giver != lot && l.shift(giver, lot, units, now) {
					return true
				}
			}
		}
	}
	return false
}

// givers are lots of which something was bought: those of the sections that are best off, a few.
func (l *ledger) givers() []int {
	type giver struct {
		lot   int
		level float64
	}
	var all []giver
	for n := range l.lots {
		if !(l.bought[n]-l.lots[n].least > leastQuantity) {
			continue
		}
		level := math.Inf(1) // of no use at all
		for _, r := range l.lots[n].raises {
			for t := range l.goods {
				if l.goods[t].indicator == r.indicator && l.goods[t].stage == l.r.Table.Rows[r.row].Stage {
					if x := l.levelOf(r.row, t); x < level {
						level = x
					}
				}
			}
		}
		all = append(all, giver{n, level})
	}
	slices.SortStableFunc(all, func(a, b giver) int { return cmp.Compare(b.level, a.level) })
	var few []int
	for n := range min(fewSections, len(all)) {
		few = append(few, all[n].lot)
	}
	return few
}

// shift takes from one lot what so many units of another cost, where that is an improvement.
func (l *ledger) shift(from, to int, units float64, now []float64) bool {
	a, b := &l.lots[from], &l.lots[to]
	if !(a.price.Cost > 0) {
		return false
	}
	q := min(units*b.price.Cost/a.price.Cost, l.bought[from]-a.least)
	if a.price.Whole {
		q = min(math.Ceil(q), l.bought[from]-a.least)
	}
	back := l.buy(from, -q, l.purse)
	if back == 0 {
		return false
	}
	got := l.buy(to, units, l.purse)
	if got > 0 && isBetter(l.score(), now) {
		return true
	}
	if got > 0 {
		l.buy(to, -got, l.purse)
	}
	l.buy(from, -back, l.purse)
	return false
}

// takeBack goes once through all that was bought, dearest first, and all who move, takes back what the
// conditions do not need, and says how many changes that were; at most so many.
func (l *ledger) takeBack(ctx context.Context, most int) (made int) {
	lots := make([]int, 0, len(l.lots))
	for n := range l.lots {
		if l.bought[n]-l.lots[n].least > leastQuantity {
			lots = append(lots, n)
		}
	}
	slices.SortStableFunc(lots, func(a, b int) int {
		return cmp.Compare(l.bought[b]*l.lots[b].price.Cost, l.bought[a]*l.lots[a].price.Cost)
	})
	for _, n := range lots {
		for made < most && ctx.Err() == nil && l.lessOf(n) {
			made++
		}
	}
	for _, e := range l.passes() {
		for made < most && ctx.Err() == nil && l.oneLess(e) {
			made++
		}
	}
	return made
}

// oneLess leaves one teacher where it was, where the conditions allow it and it is an improvement.
func (l *ledger) oneLess(e exchange) bool {
	q := l.staff.swaps[e]
	if t := (trip{e.kind, e.from, e.to}); e.back < 0 {
		q = l.staff.moved[t] - l.staff.locked[t]
	}
	if q < 1 {
		return false
	}
	now := l.score()
	l.enter(e, -1)
	if isBetter(l.score(), now) && l.holds([]int{l.atRow[e.from], l.atRow[e.to]}) {
		return true
	}
	l.enter(e, 1)
	return false
}

// lessOf takes back as much of a lot as the conditions allow: all of it, or a half, a quarter, and so on.
func (l *ledger) lessOf(n int) bool {
	now := l.score()
	var rows []int
	for _, r := range l.lots[n].raises {
		rows = append(rows, r.row)
	}
	for q := l.bought[n] - l.lots[n].least; q > l.bought[n]*leastPart; q /= 2 {
		if l.lots[n].price.Whole {
			if q = math.Floor(q); q < 1 {
				return false
			}
		}
		back := l.buy(n, -q, l.purse)
		if back == 0 {
			return false
		}
		if isBetter(l.score(), now) && l.holds(rows) {
			return true
		}
		l.buy(n, -back, l.purse)
	}
	return false
}

// holds says whether sections pass as far as they must, and CVs keep their limits. Those of indicators
// that cannot change are not looked at, nor is the mean of CVs.
func (l *ledger) holds(rows []int) bool {
	p := l.r.Problem
	for n := range l.goods {
		t := &l.goods[n]
		if limit, ok := p.HardCVLimit(t.code, t.stage); ok && !standard.Within(t.cv(), limit) {
			return false
		}
	}
	if !slices.ContainsFunc(p.Goals, func(g plan.Goal) bool { return g.Name == plan.PassCost }) {
		return true
	}
	values := make([]float64, len(p.Standard.Indicators))
	for _, row := range rows {
		for k := range values {
			values[k] = l.value(row, k)
		}
		if _, ok := p.Standard.SectionPasses(l.r.Table.Rows[row].Stage, values); !ok {
			return false
		}
	}
	return true
}

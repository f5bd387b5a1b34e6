package alloc_test

import (
	"context"
	"math"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/eduparity/eduparity/alloc"
	"github.com/eduparity/eduparity/alloc/exact"
	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/alloc/verify"
	"github.com/eduparity/eduparity/solver/highs"
)

// Brute force for problems without a whole plan: of all whole plans that keep what cannot be relaxed, the
// one that asks for the least relaxation, level by level.

// softRules are the places of rules in a brute's list: limits on moves, limits on spending, then locks, then
// funds to the end.
type softRules struct{ moves, spending, locks, funds int }

// A need is what has to give for one plan, by level.
type need [3]float64

// needSame is a difference of needs that counts as none: far below what plans differ by.
const needSame = 1e-7

// less says whether a need is less than another, the first levels first.
func (a need) less(b need) bool {
	for n := range a {
		if math.Abs(a[n]-b[n]) > needSame*max(1, b[n]) {
			return a[n] < b[n]
		}
	}
	return false
}

// leastNeed goes through all plans; false: none keeps what cannot be relaxed.
func (b *brute) leastNeed() (least need, ok bool) {
	growth := b.means()
	b.visit = func(float64, float64) {
		now, kept := b.needOf(growth)
		if kept && (!ok || now.less(least)) {
			least, ok = now, true
		}
	}
	b.run()
	b.visit = nil
	return least, ok
}

// means are the pupil-weighted stocks per pupil of the targets as they are, 0 replaced by 1.
func (b *brute) means() []float64 {
	out := make([]float64, len(b.targets))
	for t := range b.targets {
		b.measure(&b.targets[t])
		if out[t] = b.mean(&b.targets[t]); out[t] == 0 {
			out[t] = 1
		}
	}
	return out
}

// measure sets stocks and values of a target.
func (b *brute) measure(tg *bruteTarget) {
	for i := range tg.rows {
		tg.stock[i] = tg.own[i] + tg.kept[i]*tg.share[i]
		tg.value[i] = b.p.Standard.Indicators[tg.indicator].Per * tg.stock[i] / tg.pupils[i]
	}
}

// mean is the mean stock per pupil of a target, as the standard weighs sections.
func (b *brute) mean(tg *bruteTarget) float64 {
	var stock, weight float64
	for i := range tg.stock {
		w := tg.pupils[i]
		if b.p.Standard.Weighting == "none" {
			w = 1
		}
		stock, weight = stock+w*tg.stock[i]/tg.pupils[i], weight+w
	}
	return stock / weight
}

// needOf is what has to give for the plan at hand; false: what cannot.
func (b *brute) needOf(means []float64) (n need, ok bool) {
	funds := b.soft.funds
	for i, r := range b.rules {
		over := b.sums[i] - r.high
		if i >= b.soft.moves && i < b.soft.locks && b.another(i) {
			continue
		}
		switch {
		case i >= b.soft.moves && i < b.soft.spending:
			n[1] += max(0, over)
		case i >= b.soft.spending && i < b.soft.locks:
			if over > 0 {
				n[2] += over
			}
		case i > funds: // a set of funds, below
		case !(b.sums[i] >= r.low && over <= 0):
			return n, false
		}
	}
	if len(b.p.County.Funds) > 0 {
		n[2] += b.fundsShort()
	}
	for t := range b.targets {
		tg := &b.targets[t]
		b.measure(tg)
		if math.IsNaN(tg.hard) {
			continue
		}
		cv := b.cv(tg)
		if math.IsNaN(cv) {
			return n, false
		}
		b.tie = b.tie || math.Abs(cv-tg.hard) < 1e-7*tg.hard
		if cv > tg.hard {
			n[0] += plan.CVWeight * b.mean(tg) / means[t] * (cv*cv - tg.hard*tg.hard)
		}
	}
	if slices.ContainsFunc(b.p.Goals, func(g plan.Goal) bool { return g.Name == plan.PassCost }) {
		n[0] += b.lowering()
	}
	return n, !math.IsInf(n[0], 1)
}

// another says whether a limit on moves or spending has another one in its scope that counts instead.
func (b *brute) another(i int) bool {
	limits, n := b.p.LimitsOn(plan.LimitMoves), i-b.soft.moves
	if i >= b.soft.spending {
		limits, n = b.p.LimitsOn(plan.LimitSpending), i-b.soft.spending
	}
	for k, l := range limits {
		if l.Scope == limits[n].Scope && (*l.Max < *limits[n].Max || *l.Max == *limits[n].Max && k < n) {
			return true
		}
	}
	return false
}

// fundsShort is the least that up to two funds need together on top of what they have.
func (b *brute) fundsShort() float64 {
	over := func(set int) float64 { return max(0, b.sums[b.soft.funds+set]-b.rules[b.soft.funds+set].high) }
	switch len(b.r.Funds) {
	case 0:
		return 0
	case 1:
		return over(1)
	}
	return max(over(1)+over(2), over(3))
}

// lowering is the least sum of the shares by which minimums must be lowered, over all ways to excuse.
func (b *brute) lowering() float64 {
	var sum float64
	for _, stage := range b.r.Table.Stages {
		var of []*bruteTarget
		for t := range b.targets {
			if tg := &b.targets[t]; tg.stage == stage && b.p.Standard.Indicators[tg.indicator].Minimum[stage] > 0 {
				of = append(of, tg)
			}
		}
		if len(of) > 0 {
			excused := 0
			if least := b.p.Standard.Section.MetAtLeast; least > 0 {
				excused = max(0, len(of)-least)
			}
			sum += b.lowerStage(of, 0, excused, make([]float64, len(of)))
		}
	}
	return sum
}

// lowerStage tries all ways to excuse the sections from the i-th on. At most one indicator is excused.
func (b *brute) lowerStage(of []*bruteTarget, i, excused int, lowered []float64) float64 {
	if i == len(of[0].rows) {
		var sum float64
		for _, l := range lowered {
			sum += l
		}
		return sum
	}
	best := math.Inf(1)
	for free := -1; free < len(of)*min(1, excused); free++ {
		then := slices.Clone(lowered)
		for n, tg := range of {
			asked := b.p.Standard.Indicators[tg.indicator].Minimum[tg.stage]
			if n == free {
				asked = b.p.Standard.Section.AtShare(asked)
			}
			if tg.value[i] == 0 && asked > 0 {
				then[n] = math.Inf(1) // a minimum of nothing would be none
			} else if tg.value[i] < asked {
				then[n] = max(then[n], 1-tg.value[i]/asked)
			}
		}
		best = min(best, b.lowerStage(of, i+1, excused, then))
	}
	return best
}

// exactGap is a gap at which sums of relaxations are the least there are.
const exactGap = 1e-9

// checkImpossible holds the answer that there is no whole plan against brute force. It says what parts
// would do.
func checkImpossible(t require.TestingT, p *plan.Problem, b *brute, route string) plan.Status {
	set := alloc.Settings{Route: route, Gap: exactGap}
	out, err := alloc.Exact{Open: highs.Open, Settings: set}.Plan(context.Background(), p)
	require.NoError(t, err)
	require.Equal(t, plan.StatusInfeasible, out.Status)
	require.Empty(t, verify.Check(p.County, out).Faults)
	why := out.Infeasible
	twin := *p
	twin.Limits = append(slices.Clone(p.Limits), plan.Limit{What: plan.LimitDivisible, On: true})
	if why.InParts == nil {
		require.True(t, !b.r.Whole() || twin.Validate() != nil)
		return ""
	}
	parts, err := alloc.Exact{Open: highs.Open, Settings: alloc.Settings{Route: "outer"}}.Plan(context.Background(), &twin)
	if err != nil { // where a county has next to nothing of a stock, the engine's CVs are not good enough
		require.ErrorIs(t, err, exact.ErrEngine)
	} else if parts.Status != plan.Unknown && why.InParts.Status != plan.Unknown { // a limit met to the last bit only
		require.Equal(t, parts.Status == plan.StatusInfeasible, why.InParts.Status == plan.StatusInfeasible)
	}
	if why.InParts.Status != plan.Feasible {
		require.Nil(t, why.Relaxed)
		return why.InParts.Status
	}
	o, err := plan.Evaluate(&twin, why.InParts.Actions)
	require.NoError(t, err)
	require.Empty(t, o.Violations)
	require.NotEmpty(t, why.InParts.Of)
	least, ok := b.leastNeed()
	if b.tie {
		return ""
	}
	if !ok {
		require.Equal(t, plan.StatusInfeasible, why.Relaxed.Status)
		return why.Relaxed.Status
	}
	require.Equal(t, plan.Optimal, why.Relaxed.Status)
	found := need{}
	for _, l := range why.Relaxed.Levels {
		n := slices.Index(plan.RelaxedSorts(), l.Of)
		found[n] = l.Value
		require.LessOrEqual(t, l.Bound, least[n]+relaxedSame(n, least[n]), "bound of %s", l.Of)
	}
	for n := range found {
		require.InDelta(t, least[n], found[n], relaxedSame(n, least[n]), "%s: %v, brute force has %v", plan.RelaxedSorts()[n], found, least)
	}
	relaxed, err := p.Relax(why.Relaxations)
	require.NoError(t, err)
	o, err = plan.Evaluate(relaxed, why.Relaxed.Actions)
	require.NoError(t, err)
	require.Empty(t, o.Violations)
	require.NotEmpty(t, why.Reasons)
	for _, r := range why.Reasons {
		require.Positive(t, r.ShortBy, r.Text)
	}
	return plan.Optimal
}

// relaxedSame is how far apart the engine and brute force may be: its cuts know squares of CVs to 1e-8, and
// sums of money may exceed their limits by 1e-9 of them, some hundred thousand yuan.
func relaxedSame(level int, v float64) float64 {
	return []float64{1e-5, 1e-6 * max(1, v), 1e-3 * max(1, v)}[level]
}

// Problems that have no whole plan, whatever the reason.
func TestBruteForceRelaxes(t *testing.T) {
	seen := map[plan.Status]int{}
	rapid.Check(t, func(t *rapid.T) {
		p := drawProblem(t)
		b, ok := small(p)
		if !ok || len(b.leaves) > 0 || b.undefined() {
			t.Skip("it has a plan, or is not for brute force")
		}
		for _, route := range routes(p) {
			seen[checkImpossible(t, p, b, route)]++
		}
	})
	t.Logf("%v", seen)
	require.Positive(t, seen[plan.StatusInfeasible])
}

// Problems that ask for a little more than whole plans can do.
func TestBruteForceRelaxesByALittle(t *testing.T) {
	seen := map[plan.Status]int{}
	rapid.Check(t, func(t *rapid.T) {
		p, b := almostSolvable(t)
		require.Empty(t, b.leaves, "no whole plan is below the least")
		for _, route := range routes(p) {
			seen[checkImpossible(t, p, b, route)]++
		}
	})
	t.Logf("%v", seen)
	require.Positive(t, seen[plan.Optimal], "problems that only parts would help")
}

// almostSolvable draws a problem that has whole plans and asks a little more of it. Few of those drawn will
// do.
func almostSolvable(t *rapid.T) (*plan.Problem, *brute) {
	for range 8 {
		p := drawProblem(t, rapid.SampledFrom([]plan.GoalName{plan.PassCost, plan.CostGoal, plan.Moves}).Draw(t, "first goal"))
		b, ok := small(p)
		if !ok || len(b.leaves) == 0 {
			continue
		}
		if p = barely(t, p, b); p == nil {
			continue
		}
		if b, ok = small(p); ok {
			return p, b
		}
	}
	t.Skip("none of those drawn has a plan and is for brute force")
	return nil, nil
}

// barely asks a problem for a little more than whole plans can do: a lower CV, fewer moves or less money.
// Nil: there is nothing to ask for.
func barely(t *rapid.T, p *plan.Problem, b *brute) *plan.Problem {
	share := rapid.SampledFrom([]float64{0.9999, 0.99, 0.9, 0.7}).Draw(t, "short of the least")
	var all []plan.Limit
	add := func(what plan.What, scope plan.Scope, most float64) {
		if most *= share; most > leastBarely && !math.IsInf(most, 1) {
			all = append(all, plan.Limit{What: what, Scope: scope, Max: &most})
		}
	}
	add(plan.LimitMoves, plan.Scope{}, least(b.leaves, plan.Moves))
	add(plan.LimitSpending, plan.Scope{}, least(b.leaves, plan.CostGoal))
	n := 0
	for i := range b.targets {
		tg := &b.targets[i]
		if !tg.changeable {
			continue
		}
		best := math.Inf(1)
		for j := range b.leaves {
			best = min(best, b.leaves[j].ratio[n]*tg.limit)
		}
		n++
		if p.HardCV() {
			add(plan.LimitCV, plan.Scope{Indicator: b.p.Standard.Indicators[tg.indicator].Code, Stage: tg.stage}, best)
		}
	}
	if len(all) == 0 {
		return nil
	}
	q := *p
	q.Limits = append(slices.Clone(p.Limits), rapid.SampledFrom(all).Draw(t, "short"))
	return &q
}

// leastBarely is the least limit that asks for something: a ten-thousandth of the squares of smaller CVs is
// less than the engine's cuts tell.
const leastBarely = 0.05

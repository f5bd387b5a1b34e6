package alloc_test

import (
	"bytes"
	"context"
	"encoding/json"
	"math"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/eduparity/eduparity/alloc"
	"github.com/eduparity/eduparity/alloc/exact"
	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/solver/highs"
)

const (
	// mostPlans is how many plans brute force looks at.
	mostPlans = 20_000
	// alike is how far apart two computations of the same number may be.
	alike = 1e-7
	// gapAsked is the default gap of a run.
	gapAsked = exact.DefaultGap
)

// small says whether a problem is one for brute force.
func small(p *plan.Problem) (*brute, bool) {
	if p.County.Validate() != nil || p.Validate() != nil {
		return nil, false
	}
	b, ok := newBrute(p, mostPlans)
	if ok {
		b.run()
	}
	return b, ok && !b.tie && (len(p.Goals) == 1 || !b.ambiguous())
}

// routes that solve a problem.
func routes(p *plan.Problem) []string {
	all := []string{"outer"}
	if s, err := (alloc.Exact{Open: highs.Open}).Size(p); err == nil && s.Route == exact.RouteExchange {
		all = append(all, "exchange")
	}
	return all
}

// near is the tolerance of a goal's value.
func near(g plan.GoalName, v float64) float64 {
	least := 1.0
	if g == plan.Dispersion {
		least = 0.01
	}
	return alike * max(math.Abs(v), least)
}

// gapOf is near plus the gap.
func gapOf(g plan.GoalName, v float64) float64 { return near(g, v) * (1 + gapAsked/alike) }

func slackOf(s plan.Slack, v float64) float64 {
	if s.Relative {
		return s.Amount * math.Abs(v)
	}
	return s.Amount
}

// compare holds the plan of every route against brute force.
func compare(t require.TestingT, p *plan.Problem, b *brute) {
	for _, route := range routes(p) {
		out, err := alloc.Exact{Open: highs.Open, Settings: alloc.Settings{Route: route}}.Plan(context.Background(), p)
		require.NoError(t, err, route)
		agrees(t, p, b, out, route)
	}
}

// text is a state as text: values may be undefined, and NaN is not equal to itself.
func text(t require.TestingT, s plan.State) string {
	var b bytes.Buffer
	require.NoError(t, plan.Write(&b, &plan.Plan{Before: s}))
	return b.String()
}

// sound holds a plan against the county alone.
func sound(t require.TestingT, p *plan.Problem, out *plan.Plan) *plan.Outcome {
	before, err := p.Standard.Assess(p.County)
	require.NoError(t, err)
	require.Equal(t, text(t, plan.StateOf(before)), text(t, out.Before))
	o, err := plan.Evaluate(p, out.Actions)
	require.NoError(t, err)
	require.Empty(t, o.Violations)
	require.Len(t, out.After, 1)
	require.Equal(t, text(t, o.After), text(t, out.After[0]))
	require.Equal(t, o.Cost, out.Cost)
	for _, g := range out.Goals {
		require.False(t, math.IsNaN(g.Value+g.Bound+g.Gap))
		require.LessOrEqual(t, g.Bound, g.Value)
		if g.Name == plan.Dispersion {
			require.Equal(t, g.Levels[0].Ratio, g.Value)
			for _, l := range g.Levels {
				require.Contains(t, o.Levels, l)
			}
		} else {
			require.InDelta(t, o.Value(g.Name), g.Value, near(g.Name, g.Value))
		}
	}
	return o
}

// ambiguous says whether some ratio is undefined under some plan: a list of goals then does not say
// how such plans compare.
func (b *brute) ambiguous() bool {
	return slices.ContainsFunc(b.leaves, func(l leaf) bool { return math.IsInf(l.value(plan.Dispersion), 1) })
}

// undefined says whether some ratio that is to be levelled is undefined under every plan.
func (b *brute) undefined() bool {
	return slices.ContainsFunc(b.p.Goals, func(g plan.Goal) bool { return g.Name == plan.Dispersion }) &&
		len(among(b.leaves, func(l *leaf) bool { return !math.IsInf(l.value(plan.Dispersion), 1) })) == 0
}

func agrees(t require.TestingT, p *plan.Problem, b *brute, out *plan.Plan, route string) {
	if len(b.leaves) == 0 || b.undefined() {
		require.Equal(t, plan.StatusInfeasible, out.Status, "%s: brute force finds no plan", route)
		require.NotNil(t, out.Certificate)
		require.NotEmpty(t, out.Infeasible.Reasons)
		for _, r := range out.Infeasible.Reasons {
			require.False(t, math.IsNaN(r.ShortBy) || math.IsInf(r.ShortBy, 0))
			require.NotEmpty(t, r.Text)
		}
		_, err := json.Marshal(out.Infeasible)
		require.NoError(t, err)
		return
	}
	require.Contains(t, []plan.Status{plan.Optimal, plan.Feasible}, out.Status, "%s: brute force finds a plan: %v", route, b.actions(&b.leaves[0]))
	o := sound(t, p, out)
	left, wide := b.leaves, b.leaves
	at := 0
	slack := false
	for n, g := range p.Goals {
		require.Less(t, at, len(out.Goals))
		if g.Name == plan.Dispersion {
			at, left, wide = b.agreesOnLevels(t, out, at, left, wide, g.Slack, route)
		} else {
			got := out.Goals[at]
			at++
			require.Equal(t, g.Name, got.Name)
			best := least(left, g.Name)
			require.GreaterOrEqual(t, got.Value, least(wide, g.Name)-near(g.Name, best), "%s: better than brute force in %s", route, g.Name)
			require.LessOrEqual(t, got.Value, best+slackOf(g.Slack, best)*(1+gapAsked)+gapOf(g.Name, best), "%s: brute force is better in %s", route, g.Name)
			require.LessOrEqual(t, got.Bound, best+near(g.Name, best), "%s: bound of %s", route, g.Name)
			if !slack && g.Slack == (plan.Slack{}) {
				if n == 0 || g.Name != plan.Shortfall || p.Goals[0].Name != plan.PassCost {
					require.Equal(t, plan.Optimal, got.Status, "%s: %s", route, g.Name)
				}
			}
			wide = among(wide, func(l *leaf) bool {
				return l.value(g.Name) <= best+slackOf(g.Slack, best)*(1+2*gapAsked)+2*gapOf(g.Name, best)
			})
			left = among(left, func(l *leaf) bool { return l.value(g.Name) <= best+slackOf(g.Slack, best)+1e-9*max(1, best) })
		}
		slack = slack || g.Slack != plan.Slack{}
	}
	require.Equal(t, at, len(out.Goals))
	last := p.Goals[len(p.Goals)-1].Name
	if last == plan.Dispersion {
		best := least(left, plan.CostGoal)
		require.LessOrEqual(t, o.Cost.Total, best+gapOf(plan.CostGoal, best), "%s: even plans cost less", route)
		left = among(left, func(l *leaf) bool { return l.cost <= o.Cost.Total+near(plan.CostGoal, best) })
	}
	paid := last == plan.CostGoal || last == plan.PassCost
	if flat, ok := b.r.Prices.FlatMoves(); last != plan.Moves && len(left) > 0 && (!paid || ok && flat == 0) {
		require.LessOrEqual(t, o.Moves, least(left, plan.Moves)+near(plan.Moves, o.Moves), "%s: fewer moves do", route)
	}
}

// coupled says whether stages share something that is short: among whole plans with the same worst
// ratio, levels one by one then need not find the best further ones.
func (b *brute) coupled() bool {
	return len(b.p.County.Posts)+len(b.p.County.Funds)+len(b.p.LimitsOn(plan.LimitSpending))+len(b.p.LimitsOn(plan.LimitMoves)) > 0 ||
		b.p.HasLever(plan.Funding)
}

// agreesOnLevels checks the entries of dispersion from the at-th on.
func (b *brute) agreesOnLevels(
	t require.TestingT, out *plan.Plan, at int, left, wide []leaf, s plan.Slack, route string,
) (next int, l, w []leaf) {
	best := evenest(left)
	codes := map[string]bool{}
	var names []plan.Level
	for _, tg := range b.targets {
		if tg.changeable {
			code := b.p.Standard.Indicators[tg.indicator].Code
			codes[code] = true
			names = append(names, plan.Level{Code: code, Stage: tg.stage})
		}
	}
	kept := make([]float64, len(names))
	for i := range kept {
		kept[i] = math.Inf(1)
	}
	n := 0
	for ; at < len(out.Goals) && out.Goals[at].Name == plan.Dispersion; at++ {
		g := out.Goals[at]
		if n == 0 {
			require.Len(t, g.Levels, len(names))
		}
		for i, name := range names {
			if slices.ContainsFunc(g.Levels, func(l plan.Level) bool { return l.Code == name.Code && l.Stage == name.Stage }) {
				kept[i] = g.Value
				if s != (plan.Slack{}) { // the value is that of the final plan, which may use the slack
					kept[i] = best.worst[len(names)-len(g.Levels)]
				}
			}
		}
		if n == 0 || (len(codes) == 1 && !b.coupled()) {
			want := best.worst[len(names)-len(g.Levels)]
			tol := gapOf(plan.Dispersion, want)
			if n == 0 {
				require.GreaterOrEqual(t, g.Value, want-near(plan.Dispersion, want), "%s: evener than brute force", route)
				require.LessOrEqual(t, g.Bound, want+near(plan.Dispersion, want), "%s: bound of dispersion", route)
			}
			if s == (plan.Slack{}) || len(out.Problem.Goals) == 1 {
				require.LessOrEqual(t, g.Value, want+tol, "%s: brute force is evener at level %d: %v", route, n, best.worst)
				require.Equal(t, plan.Optimal, g.Status, "%s: level %d", route, n)
			}
		}
		n++
	}
	keep := func(wider float64) func(*leaf) bool {
		return func(l *leaf) bool {
			for i := range kept {
				if l.ratio[i] > kept[i]+slackOf(s, kept[i])+wider*max(kept[i], 0.01) {
					return false
				}
			}
			return true
		}
	}
	return at, among(left, keep(1e-9)), among(wide, keep(2*gapAsked))
}

func TestBruteForceAgrees(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := drawProblem(t)
		b, ok := small(p)
		if !ok {
			t.Skip("not for brute force")
		}
		compare(t, p, b)
	})
}

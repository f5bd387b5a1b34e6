package alloc_test

import (
	"context"
	"errors"
	"math"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/eduparity/eduparity/alloc"
	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/alloc/verify"
	"github.com/eduparity/eduparity/solver/highs"
)

// baselines are all strategies but the exact one.
func baselines(t require.TestingT) []alloc.Contender {
	var all []alloc.Contender
	for _, name := range alloc.StrategyNames() {
		c, err := alloc.StrategyByName(string(name), alloc.Exact{Open: highs.Open})
		require.NoError(t, err)
		if name != alloc.NameExact {
			all = append(all, c)
		}
	}
	return all
}

// Whatever the problem, a baseline's plan keeps every rule and verifies, and none beats the best of all
// plans, which is what the exact strategy finds.
func TestStrategiesAgainstBruteForce(t *testing.T) {
	planned := 0
	rapid.Check(t, func(t *rapid.T) {
		p := drawProblem(t)
		b, ok := small(p)
		if !ok {
			t.Skip("not for brute force")
		}
		goal, neediest := p.Goals[0].Name, math.Inf(1)
		for _, c := range baselines(t) {
			out, err := c.Strategy.Plan(context.Background(), p)
			if errors.Is(err, alloc.ErrStrategy) {
				continue
			}
			require.NoError(t, err, c.Name)
			if out.Status == plan.Unknown {
				require.Empty(t, out.Actions)
				require.Empty(t, out.Goals)
				require.Empty(t, verify.Check(p.County, out).Faults)
				continue
			}
			if b.undefined() {
				continue // all plans are alike
			}
			require.Contains(t, []plan.Status{plan.Feasible, plan.Optimal}, out.Status, c.Name)
			sound(t, p, out)
			require.Empty(t, verify.Check(p.County, out).Faults, c.Name)
			if len(b.leaves) == 0 && asksForMore(p) {
				continue // brute force buys nothing that no indicator counts, though a lock may ask for it
			}
			require.NotEmpty(t, b.leaves, "%s: brute force finds no plan", c.Name)
			best := b.leaves[0].value(goal)
			for i := range b.leaves {
				best = min(best, b.leaves[i].value(goal))
			}
			require.GreaterOrEqual(t, out.Goals[0].Value, best-near(goal, best), c.Name)
			planned++
			switch c.Name {
			case alloc.NameNeediestFirst:
				neediest = out.Goals[0].Value
			case alloc.NameLocalSearch: // it starts from there
				require.LessOrEqual(t, out.Goals[0].Value, neediest+near(goal, neediest))
			default:
			}
		}
	})
	require.Positive(t, planned)
}

// asksForMore says whether a lock asks for a quantity.
func asksForMore(p *plan.Problem) bool {
	return slices.ContainsFunc(p.Locks, func(l plan.Lock) bool { return !l.Forbid })
}

// The same problem gives the same plan, but for its time.
func TestStrategiesAreDeterministic(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := drawProblem(t)
		for _, c := range baselines(t) {
			first, err := c.Strategy.Plan(context.Background(), p)
			if err != nil {
				continue
			}
			again, err := c.Strategy.Plan(context.Background(), p)
			require.NoError(t, err)
			require.Equal(t, bytesOf(t, first), bytesOf(t, again), c.Name)
		}
	})
}

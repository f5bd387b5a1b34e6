package plan_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/eduparity/eduparity/alloc/plan"
)

func TestEverythingInParts(t *testing.T) {
	p := problem()
	p.Limits = []plan.Limit{{What: plan.LimitDivisible, On: true}}
	require.NoError(t, p.Validate())
	require.True(t, p.Divisible())
	o, err := plan.Evaluate(p, []plan.Action{hire("A", primary, plain, 1.5, 120000), buy("B", "", rooms, 1.5, 45000, "room")})
	require.NoError(t, err)
	require.Empty(t, o.Violations)

	// A share of the teachers may leave to the last part of one, and no more.
	share := 0.3
	p.Limits = append(p.Limits, plan.Limit{What: plan.LimitLeaveShare, Max: &share})
	o, err = plan.Evaluate(p, []plan.Action{move("A", "B", primary, plain, 1.2, 1200)})
	require.NoError(t, err)
	require.Empty(t, o.Violations, "0.3 of 4 is 1.2")
	o, err = plan.Evaluate(p, []plan.Action{move("A", "B", primary, plain, 1.3, 1300)})
	require.NoError(t, err)
	require.Len(t, o.Violations, 1)
	require.Equal(t, string(plan.LimitLeaveShare), o.Violations[0].Rule)

	p.Limits = append(p.Limits, plan.Limit{What: plan.LimitHeadcount, On: true})
	require.ErrorIs(t, p.Validate(), plan.ErrProblem, "swaps are of whole persons")
	require.ErrorContains(t, plan.Limit{What: plan.LimitDivisible, On: true, Scope: plan.Scope{Stage: primary}}.Validate(), "it has no scope")
}

func TestRulesAreReadOnce(t *testing.T) {
	p := problem()
	first, err := p.Check(nil)
	require.NoError(t, err)
	next := *p
	next.Limits = append(next.Limits, most(plan.LimitSpending, 40000))
	second, err := next.Check(first)
	require.NoError(t, err)
	require.Same(t, first.Table, second.Table, "the county is the same")
	require.True(t, second.Funded)
	require.False(t, first.Funded)
	fresh, err := plan.NewRules(&next)
	require.NoError(t, err)
	require.Equal(t, fresh.Funds, second.Funds)

	other := next
	other.County = next.County.Clone()
	other.County.Sections[0].Pupils++
	third, err := other.Check(second)
	require.NoError(t, err)
	require.NotSame(t, second.Table, third.Table)
	_, err = (&plan.Problem{}).Check(third)
	require.ErrorIs(t, err, plan.ErrProblem)
}

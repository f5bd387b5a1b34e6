package alloc_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/alloc/verify"
	"github.com/eduparity/eduparity/model"
)

// impossible solves a problem that has no plan and checks that the proof holds.
func impossible(t *testing.T, p *plan.Problem) *plan.Infeasible {
	t.Helper()
	out := solve(t, p, "auto")
	require.Equal(t, plan.StatusInfeasible, out.Status)
	require.Empty(t, out.Actions)
	require.NotEqual(t, plan.CertSearch, out.Certificate.Kind, "the contradiction is proved")
	require.Empty(t, verify.Check(p.County, out).Faults)
	return out.Infeasible
}

func TestImpossibleWithoutHiring(t *testing.T) {
	p := wholePlan(demo(t))
	p.Levers = []plan.Lever{plan.Funding, plan.Rotation}
	why := impossible(t, p)
	short := map[string]float64{}
	for _, r := range why.Reasons {
		short[r.Rule+"/"+r.Where] = r.ShortBy
		require.Equal(t, "persons", r.Unit, "money could buy everything else")
	}
	// 110 backbone teachers are there, and the share of the minimum alone asks for 128 whole ones.
	require.GreaterOrEqual(t, short["minimum:L2/junior"], 18.0)
	require.Positive(t, short["minimum:L2/primary"])
	require.NotEmpty(t, why.Relaxations)
	for _, r := range why.Relaxations {
		require.Less(t, r.To, r.From)
	}
}

func TestImpossibleForWantOfMoney(t *testing.T) {
	for _, budget := range []float64{1_000_000, 90_000_000} {
		why := impossible(t, wholePlan(demo(t), spending(budget)))
		require.Equal(t, 1, len(why.Reasons), "only money is missing") //nolint:testifylint // Len would print them all
		require.Equal(t, "spending", why.Reasons[0].Rule)
		require.Equal(t, "yuan", why.Reasons[0].Unit)
		// The cheapest plan costs 100,062,495 yuan; the relaxation knows of somewhat less.
		require.InDelta(t, 98_700_000-budget, why.Reasons[0].ShortBy, 1_500_000)
		require.InDelta(t, budget+why.Reasons[0].ShortBy, why.Relaxations[0].To, 1)
	}
}

func TestImpossibleWithNothingToSpend(t *testing.T) {
	why := impossible(t, wholePlan(demo(t), spending(0)))
	rooms := 0.0
	for _, r := range why.Reasons {
		if r.Unit == "rooms" {
			rooms += r.ShortBy
		}
	}
	require.Positive(t, rooms, "without money what is missing is told in its own units")
}

func TestImpossibleForWantOfMoves(t *testing.T) {
	ten := 10.0
	moves := plan.Limit{What: plan.LimitMoves, Max: &ten}
	for _, route := range []string{"exchange", "outer"} {
		p := rotation(taiwan(t, "南投縣"), oneIndicator(model.Teachers), plan.Moves, cvLimit(0.65), moves)
		out := solve(t, p, route)
		require.Equal(t, plan.StatusInfeasible, out.Status, route)
		require.Equal(t, "moves", out.Infeasible.Reasons[0].Rule, route)
		require.Equal(t, 48.0, out.Infeasible.Reasons[0].ShortBy, route)
		require.Equal(t, 58.0, out.Infeasible.Relaxations[0].To, route)
		require.Empty(t, verify.Check(p.County, out).Faults, route)
	}
}

func TestImpossibleDispersionSaysWhatCanBeReached(t *testing.T) {
	classes := plan.Limit{What: plan.LimitTeachers, MinColumn: model.Classes}
	for _, route := range []string{"exchange", "outer"} {
		p := rotation(taiwan(t, "南投縣"), oneIndicator(model.Teachers), plan.Moves, cvLimit(0.2), classes)
		out := solve(t, p, route)
		require.Equal(t, plan.StatusInfeasible, out.Status, route)
		reason := out.Infeasible.Reasons[0]
		require.Equal(t, "cv:T", reason.Rule, route)
		require.InDelta(t, 0.044, reason.ShortBy, printed, route) // 0.244 at best
		require.InDelta(t, 0.244, out.Infeasible.Relaxations[0].To, printed, route)
		require.Empty(t, verify.Check(p.County, out).Faults, route)
	}
}

// A real county whose CV of teachers per pupil comes down to 0.24384 with whole teachers, and lower with parts
// of them.
func TestPossibleOnlyWithPartsOfTeachers(t *testing.T) {
	classes := plan.Limit{What: plan.LimitTeachers, MinColumn: model.Classes}
	p := rotation(taiwan(t, "南投縣"), oneIndicator(model.Teachers), plan.Moves, cvLimit(0.2438), classes)
	out := solve(t, p, "exchange")
	require.Equal(t, plan.StatusInfeasible, out.Status)
	require.Equal(t, plan.Feasible, out.Infeasible.InParts.Status)
	require.Equal(t, []string{plan.PartsOfTeachers}, out.Infeasible.InParts.Of)
	require.Equal(t, plan.Optimal, out.Infeasible.Relaxed.Status)
	require.Len(t, out.Infeasible.Relaxations, 1)
	require.InDelta(t, 0.24384056, out.Infeasible.Relaxations[0].To, 1e-8)
	require.Empty(t, verify.Check(p.County, out).Faults)

	p = rotation(taiwan(t, "南投縣"), oneIndicator(model.Teachers), plan.Moves, cvLimit(0.2), classes)
	require.Equal(t, plan.StatusInfeasible, solve(t, p, "exchange").Infeasible.InParts.Status)
}

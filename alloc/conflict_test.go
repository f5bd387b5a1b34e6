package alloc_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/alloc/verify"
	"github.com/eduparity/eduparity/model/standard"
)

// holding is a problem in parts in which only some rules hold, told as conflicts tell them: of what was
// asked, those in the list.
func holding(p *plan.Problem, rules []string) *plan.Problem {
	q := *p
	has := func(rule string) bool { return slices.Contains(rules, rule) }
	q.County = p.County.Clone()
	if !slices.ContainsFunc(rules, func(r string) bool { return strings.HasPrefix(r, "fund:") }) {
		q.County.Funds = nil
	}
	for n := range q.County.Funds {
		if !has("fund:" + q.County.Funds[n].ID) {
			q.County.Funds[n].Amount = 1e12
		}
	}
	if !slices.ContainsFunc(rules, func(r string) bool { return strings.HasPrefix(r, "posts:") }) {
		q.County.Posts = nil
	}
	s := *p.Standard
	s.Indicators = slices.Clone(s.Indicators)
	q.Limits = nil
	for _, l := range p.Limits {
		if l.What != plan.LimitCV && (has(string(l.What)) || l.What == plan.LimitDivisible) {
			q.Limits = append(q.Limits, l)
		}
	}
	for k := range s.Indicators {
		of := &s.Indicators[k]
		minimum, limit := map[string]float64{}, map[string]float64{}
		for stage, x := range of.Minimum {
			if has("minimum:" + of.Code + "/" + stage) {
				minimum[stage] = x
			}
		}
		for _, stage := range []string{"primary", "junior"} {
			limit[stage] = 100 // which every plan keeps
			if x, ok := p.HardCVLimit(of.Code, stage); ok && has("cv:"+of.Code+"/"+stage) {
				limit[stage] = x
			}
		}
		of.Minimum, of.CVLimit, of.Floor = minimum, limit, nil
	}
	q.Standard = &s
	return &q
}

// Every conflict is one: its rules alone leave no plan, and without any one of them there is one.
func TestConflictsAreMinimal(t *testing.T) {
	most := 20.0
	pass := wholePlan(demo(t), inParts(), spending(4e7))
	pass.Standard = standard.QualityBalance2017()
	pass.Standard.Section = standard.SectionRule{} // all minimums, so that those of others can be left out
	for name, p := range map[string]*plan.Problem{
		"money and CVs": {
			County: demo(t), Standard: standard.QualityBalance2017(), Indicators: []string{"L1", "L6"}, Goals: []plan.Goal{{Name: plan.CostGoal}},
			Levers: []plan.Lever{plan.Rotation, plan.Funding}, Limits: []plan.Limit{inParts(), cvLimit(0.1), spending(1e6)},
		},
		"moves and CVs": {
			County: demo(t), Standard: standard.QualityBalance2017(), Indicators: []string{"L1", "L2"}, Goals: []plan.Goal{{Name: plan.CostGoal}},
			Levers: []plan.Lever{plan.Rotation}, Limits: []plan.Limit{inParts(), cvLimit(0.1), {What: plan.LimitMoves, Max: &most}},
		},
		"money and minimums": pass,
	} {
		t.Run(name, func(t *testing.T) {
			out := solve(t, p, "")
			require.Equal(t, plan.StatusInfeasible, out.Status)
			require.Empty(t, verify.Check(p.County, out).Faults)
			require.NotEmpty(t, out.Infeasible.Conflicts)
			for _, c := range out.Infeasible.Conflicts {
				require.True(t, c.Minimal)
				require.NotNil(t, c.Certificate, "it is proved")
				var rules []string
				for _, r := range c.Rules {
					require.NotEmpty(t, r.Text)
					rules = append(rules, r.Rule)
				}
				status := func(rules []string) plan.Status { return solve(t, holding(p, rules), "outer").Status }
				require.Equal(t, plan.StatusInfeasible, status(rules), rules)
				for n := range rules {
					rest := slices.Delete(slices.Clone(rules), n, n+1)
					require.NotEqual(t, plan.StatusInfeasible, status(rest), "without %s", rules[n])
				}
			}
		})
	}
}

// What a way out says is so: with the rule so much looser there is a plan for about that money, and with a
// little less of it there is none.
func TestWaysOutOfConflicts(t *testing.T) {
	p := wholePlan(demo(t), inParts(), spending(9e7))
	p.County.Funds = nil
	p.Standard.Section = standard.SectionRule{} // no excuses, which are whole
	out := solve(t, p, "")
	require.Equal(t, plan.StatusInfeasible, out.Status)
	require.Len(t, out.Infeasible.Conflicts, 1)
	ways := out.Infeasible.Conflicts[0].Ways
	require.Equal(t, "spending", ways[0].Rule)
	require.Equal(t, 9e7, ways[0].From)
	require.InDelta(t, ways[0].To, *ways[0].Cost, 1, "all of it is spent")
	for _, c := range []struct {
		by   float64
		want bool
	}{{0.9999, false}, {1.0001, true}} {
		q := *p
		q.Limits = []plan.Limit{inParts(), spending(c.by * ways[0].To)}
		require.Equal(t, c.want, solve(t, &q, "").Status != plan.StatusInfeasible)
	}
}

// One changed word or number of a conflict is found, as far as it follows from the county.
func TestConflictsAreChecked(t *testing.T) {
	p := wholePlan(demo(t), inParts(), spending(1e6))
	for name, spoil := range map[string]func(c *plan.Conflict){
		"another rule":       func(c *plan.Conflict) { c.Rules[1].Rule = "minimum:L9/primary" },
		"a rule less":        func(c *plan.Conflict) { c.Rules = c.Rules[:1] },
		"no rules":           func(c *plan.Conflict) { c.Rules = nil },
		"another place":      func(c *plan.Conflict) { c.Rules[1].Places[0] = "X9/primary" },
		"a way of none":      func(c *plan.Conflict) { c.Ways[0].Rule = "moves" },
		"backwards":          func(c *plan.Conflict) { c.Ways[0].To = 0 },
		"a stronger proof":   func(c *plan.Conflict) { c.Certificate.Bound *= 2 },
		"another multiplier": func(c *plan.Conflict) { c.Certificate.Data.Rows = c.Certificate.Data.Rows[:1] },
	} {
		out := solve(t, p, "")
		require.Empty(t, verify.Check(p.County, out).Faults)
		require.Equal(t, out.Infeasible.Relaxations[0].To, *out.Infeasible.Relaxations[0].Cost, "all of it is spent") //nolint:testifylint // exactly
		spoil(&out.Infeasible.Conflicts[0])
		require.NotEmpty(t, verify.Check(p.County, out).Faults, name)
	}
}

package plan_test

import (
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/model"
	"github.com/eduparity/eduparity/model/standard"
)

// drawActions draws purchases, hires, moves and swaps that can be carried out.
func drawActions(t *rapid.T) []plan.Action {
	action := func(lever plan.Lever, kind plan.ActionKind, of string, n float64) plan.Action {
		return plan.Action{Year: 2025, Lever: lever, Kind: kind, Of: of, Quantity: n}
	}
	n := func(most int) float64 { return float64(rapid.IntRange(0, most).Draw(t, "n")) }
	var all []plan.Action
	add := func(a plan.Action) {
		if a.Quantity > 0 {
			all = append(all, a)
		}
	}
	for _, school := range []string{"A", "B", "C", "D"} {
		a := action(plan.Funding, plan.Buy, rooms, n(3))
		a.School = school
		add(a)
	}
	for _, at := range [][2]string{{"A", primary}, {"B", primary}, {"C", junior}} {
		a := action(plan.Hiring, plan.Hire, rapid.SampledFrom([]string{backbone, plain}).Draw(t, "kind"), n(2))
		a.School, a.Stage = at[0], at[1]
		add(a)
	}
	for _, ends := range [][3]string{{"A", "B", primary}, {"A", "C", primary}, {"D", "C", junior}} {
		a := action(plan.Rotation, plan.Move, rapid.SampledFrom([]string{backbone, degree}).Draw(t, "kind"), n(1))
		a.From, a.To, a.Stage = ends[0], ends[1], ends[2]
		add(a)
	}
	swap := action(plan.Rotation, plan.Swap, plan.SwapOf(backbone, plain), n(1))
	swap.From, swap.To, swap.Stage = "A", "B", primary
	add(swap)
	return all
}

// What is said to be lost without an action is what a plan without it lacks.
func TestLossesAreThoseOfThePlanWithout(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := problem()
		p.Standard.Section = standard.SectionRule{MetAtLeast: 1, OthersAtShare: 0.85}
		p.Standard.Composite = standard.Composite{CVLimit: map[string]float64{primary: 0.3, junior: 0.2}}
		if rapid.Bool().Draw(t, "each section alike") {
			p.Standard.Weighting = standard.Unweighted
		}
		p.Goals = []plan.Goal{{Name: rapid.SampledFrom([]plan.GoalName{plan.Dispersion, plan.Shortfall, plan.CostGoal}).Draw(t, "goal")}}
		p.Limits = []plan.Limit{{What: plan.LimitTeachers, Min: ptr(7)}, {What: plan.LimitTeachers, Min: ptr(2), Scope: plan.Scope{Kind: backbone}}}
		if rapid.Bool().Draw(t, "headcounts") {
			p.Limits = append(p.Limits, plan.Limit{What: plan.LimitHeadcount, On: true, Scope: plan.Scope{Stage: primary}})
		}
		p.County.Posts = []model.Post{{School: "A", Stage: primary, Max: 9}, {Stage: junior, Max: 20}}
		actions := drawActions(t)
		if len(actions) == 0 {
			return
		}
		p.Locks = []plan.Lock{{Key: actions[0].Key(), Keep: ptr(actions[0].Quantity)}}
		r, err := plan.NewRules(p)
		require.NoError(t, err)
		o, err := r.Evaluate(actions)
		if err != nil { // more leave than there are
			return
		}
		r.Explain(actions, o)
		for i, a := range actions {
			rest := slices.Delete(slices.Clone(actions), i, i+1)
			then, err := r.Evaluate(rest)
			if err != nil { // who comes was needed for who goes
				continue
			}
			require.NotEmpty(t, a.Reason)
			require.Equal(t, len(a.Without) == 0, strings.HasPrefix(a.Reason, "nothing rests on it alone; "))
			sameLosses(t, p, &a, o, then)
		}
	})
}

// sameLosses holds what is said to be lost without an action against the plan without it.
func sameLosses(t require.TestingT, p *plan.Problem, a *plan.Action, with, without *plan.Outcome) {
	said := map[string]plan.Loss{}
	for _, l := range a.Without {
		said[l.Rule+" "+l.Where] = l
	}
	check := func(rule, where string, lost bool, was, now float64) {
		l, told := said[rule+" "+where]
		require.Equal(t, lost, told, "%s at %s: %s", rule, where, a.Reason)
		if told {
			require.InDelta(t, was, l.With, nearEven)
			require.InDelta(t, now, l.Without, nearEven)
			delete(said, rule+" "+where)
		}
	}
	for i := range with.After.Sections {
		x, y := &with.After.Sections[i], &without.After.Sections[i]
		where := x.School + "/" + x.Stage
		fails := x.Passes && !y.Passes
		check("section-rule", where, fails, float64(x.Met), float64(y.Met))
		for k := range p.Standard.Indicators {
			of := &p.Standard.Indicators[k]
			minimum, ok := of.Minimum[x.Stage]
			if !ok {
				continue
			}
			was, now := x.Values[of.Code], y.Values[of.Code]
			lost := standard.Meets(was, minimum) && !standard.Meets(now, minimum)
			check("minimum:"+of.Code, where, lost, was, now)
			floor := p.Standard.Floor(k, x.Stage)
			check("minimum-share:"+of.Code, where, fails && !lost && standard.Meets(was, floor) && !standard.Meets(now, floor), was, now)
			if p.Goals[0].Name == plan.Shortfall {
				short := func(value float64) float64 {
					for _, s := range with.County.Sections {
						if s.School == x.School && s.Stage == x.Stage {
							return s.Pupils * max(0, 1-value/minimum)
						}
					}
					return math.NaN()
				}
				check("shortfall:"+of.Code, where, !lost && short(now) > short(was)*(1+1e-6), short(was), short(now))
			}
		}
	}
	sums := map[string][2]float64{}
	for i := range with.After.Indicators {
		x, y := &with.After.Indicators[i], &without.After.Indicators[i]
		check("cv:"+x.Code, x.Stage, x.Limit != nil && standard.Within(*x.CV, *x.Limit) && !standard.Within(*y.CV, *x.Limit), *x.CV, *y.CV)
		sums[x.Stage] = [2]float64{sums[x.Stage][0] + *x.CV/3, sums[x.Stage][1] + *y.CV/3}
	}
	for stage, cv := range sums {
		limit := p.Standard.Composite.CVLimit[stage]
		check("composite", stage, standard.Within(cv[0], limit) && !standard.Within(cv[1], limit), cv[0], cv[1])
	}
	if p.Goals[0].Name == plan.Dispersion {
		worst := with.Levels[0].Ratio
		for _, x := range with.Levels {
			y := without.Levels[slices.IndexFunc(without.Levels, func(l plan.Level) bool { return l.Code == x.Code && l.Stage == x.Stage })]
			check("goal:dispersion", x.Code+"/"+x.Stage, y.Ratio > worst*(1+1e-6), worst, y.Ratio)
			check("ratio:"+x.Code, x.Stage, y.Ratio > x.Ratio*(1+1e-6) && y.Ratio <= worst*(1+1e-6), x.Ratio, y.Ratio)
		}
	}
	for _, rule := range []string{"teachers", "headcount", "posts", "lock"} {
		broken := func(o *plan.Outcome) []string {
			var all []string
			for _, v := range o.Violations {
				if v.Rule == rule {
					all = append(all, v.Where)
				}
			}
			return all
		}
		before, after := broken(with), broken(without)
		for _, where := range after { // a floor of one kind and one of all kinds break at one place
			if _, told := said[rule+" "+where]; !slices.Contains(before, where) {
				require.True(t, told, "%s at %s: %s", rule, where, a.Reason)
			}
		}
		for _, where := range after {
			delete(said, rule+" "+where)
		}
	}
	require.Empty(t, said, a.Reason)
}

func TestReasonTexts(t *testing.T) {
	limit := 4.5
	for _, c := range []struct {
		loss plan.Loss
		want string
	}{
		{plan.Loss{"minimum:L4", "P01/primary", 4.5, 2.75, &limit, "m2"}, "L4 at P01/primary 4.50, without it 2.75 (minimum 4.5)"},
		{plan.Loss{"minimum:L4", "P01/primary", 4.5, 4.4999, &limit, "m2"}, "L4 at P01/primary 4.5000, without it 4.4999 (minimum 4.5)"},
		{plan.Loss{"minimum-share:L4", "P01/primary", 4, 2, &limit, "m2"}, "L4 at P01/primary 4.00, without it 2.00 (share of the minimum that is asked for 4.5)"},
		{plan.Loss{Rule: "section-rule", Where: "P01/primary", With: 7, Without: 6}, "P01/primary would not pass"},
		{plan.Loss{"cv:L2", "primary", 4.499, 4.5001, &limit, ""}, "CV of L2 in primary 4.4990, without it 4.5001 (limit 4.5)"},
		{plan.Loss{"composite", "primary", 0.4, 0.5, &limit, ""}, "mean of the CVs in primary 0.400, without it 0.500 (limit 4.5)"},
		{plan.Loss{"teachers", "A/primary", 12, 11, &limit, "teachers"}, "teachers at A/primary 12, without it 11 (at least 4.5)"},
		{plan.Loss{"headcount", "A/primary", 0, 1, nil, "teachers"}, "as many teachers must come to A/primary as go"},
		{plan.Loss{"posts", "A/primary", 9, 10, &limit, "teachers"}, "teachers on the posts of A/primary 9, without it 10 (at most 4.5)"},
		{plan.Loss{"lock", "k", 9, 3, &limit, "room"}, "a lock asks for 4.5"},
		{plan.Loss{"goal:dispersion", "L5/junior", 0.76, 0.7601, nil, ""}, "worst CV/limit 0.7600, without it 0.7601 (L5 in junior)"},
		{plan.Loss{"ratio:L5", "junior", 0.5, 0.6, nil, ""}, "CV/limit of L5 in junior 0.500, without it 0.600"},
		{plan.Loss{"shortfall:L4", "A/primary", 10, 12.5, nil, "pupils"}, "pupils short of L4 at A/primary 10.00, without it 12.50"},
	} {
		require.Equal(t, c.want, c.loss.Text())
	}
}

// nearEven is to what CVs of sections that are nearly even are known.
const nearEven = 1e-7

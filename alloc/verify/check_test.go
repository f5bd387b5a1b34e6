package verify_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/alloc/verify"
	"github.com/eduparity/eduparity/model"
	"github.com/eduparity/eduparity/model/standard"
)

const (
	primary = model.StagePrimary
	junior  = model.StageJunior
	rooms   = "multimedia_rooms"
)

func ptr(x float64) *float64 { return &x }

// mixed is a county of four schools, one of them with two stages, with everything that costs money.
func mixed() *model.County {
	section := func(school, stage string, pupils, teachers, above, backbone float64) model.Section {
		return model.Section{School: school, Stage: stage, Pupils: pupils, Stocks: model.Stocks{
			model.Teachers: teachers, model.TeachersAboveDegree: above, model.TeachersBackbone: backbone, "desks": 0.4 * pupils,
		}}
	}
	school := func(id string, kind model.SchoolKind, area model.Area, lat, n float64) model.School {
		return model.School{ID: id, Kind: kind, Area: area, Place: &model.Place{Lon: 116, Lat: lat}, Stocks: model.Stocks{rooms: n}}
	}
	return &model.County{
		Name: "Mixed", Year: 2025, Constructed: true,
		Schools: []model.School{
			school("A", model.KindPrimary, model.AreaCity, 29.0, 4), school("B", model.KindPrimary, model.AreaRural, 29.1, 1),
			school("C", model.KindNineYear, model.AreaRural, 29.2, 3), school("D", model.KindJunior, model.AreaCity, 29.3, 3),
		},
		Sections: []model.Section{
			section("A", primary, 100, 10, 6, 4), section("B", primary, 100, 6, 2, 1), section("C", primary, 50, 5, 2, 1),
			section("C", junior, 50, 6, 4, 1), section("D", junior, 100, 12, 9, 4),
		},
		Costs: []model.Cost{
			{Category: rooms, Unit: "room", Cost: 30000, Nature: model.Capital, Whole: true},
			{Category: "desks", Unit: "desk", Cost: 200, Nature: model.Capital},
			{Category: "hire:above_degree+backbone", Unit: "person", Cost: 120000, Nature: model.Recurrent, Whole: true},
			{Category: "hire:plain", Unit: "person", Cost: 80000, Nature: model.Recurrent, Whole: true},
			{Category: model.CategoryMove, Unit: "person", Cost: 1000, Nature: model.Recurrent},
		},
		Funds: []model.Fund{
			{ID: "building", Year: 2026, Amount: 400000, Nature: model.Capital, Categories: []string{rooms, "desks"}},
			{ID: "free", Year: 2026, Amount: 900000, Nature: model.AnyNature, Categories: []string{model.CategoryAny}},
		},
	}
}

// fair is a standard of four indicators with minimums and limits.
func fair() *standard.Standard {
	both := func(p, j float64) map[string]float64 { return map[string]float64{primary: p, junior: j} }
	one := func(column string) []standard.Term { return []standard.Term{{Column: column, Sign: 1}} }
	return &standard.Standard{
		Name: "fair", Section: standard.SectionRule{MetAtLeast: 3, OthersAtShare: 0.85},
		Indicators: []standard.Indicator{
			{Code: "T", Unit: "persons", Stock: one(model.Teachers), Per: 100, Minimum: both(7, 10), CVLimit: both(0.2, 0.2)},
			{Code: "K", Unit: "persons", Stock: one(model.TeachersBackbone), Per: 100, Minimum: both(2, 2), CVLimit: both(0.3, 0.3)},
			{Code: "R", Unit: "rooms", Stock: one(rooms), Per: 100, Minimum: both(2, 2), CVLimit: both(0.3, 0.3), Split: true},
			{Code: "D", Unit: "desks", Stock: one("desks"), Per: 1, Minimum: both(0.5, 0.5), CVLimit: both(0.2, 0.2)},
		},
	}
}

// everything is a problem with all levers.
func everything(goals ...plan.GoalName) *plan.Problem {
	p := &plan.Problem{County: mixed(), Standard: fair(), Levers: []plan.Lever{plan.Funding, plan.Hiring, plan.Rotation}}
	for _, g := range goals {
		p.Goals = append(p.Goals, plan.Goal{Name: g})
	}
	return p
}

// moving is a problem of moving teachers alone, for the exchange route.
func moving(goal plan.GoalName, teachers []float64, limits ...plan.Limit) *plan.Problem {
	return &plan.Problem{
		County: verify.SmallCounty(teachers...), Levers: []plan.Lever{plan.Rotation}, Goals: []plan.Goal{{Name: goal}}, Limits: limits,
		Standard: &standard.Standard{Name: "one", Indicators: []standard.Indicator{{
			Code: "T", Unit: "persons", Stock: []standard.Term{{Column: model.Teachers, Sign: 1}}, Per: 100,
		}}},
	}
}

func cv(limit float64) plan.Limit { return plan.Limit{What: plan.LimitCV, Max: &limit} }

// means is a problem of rotation under a limit on the mean of the CVs.
func means(limit float64) *plan.Problem {
	p := everything(plan.PassCost)
	p.Levers = []plan.Lever{plan.Rotation}
	for i := range p.Standard.Indicators {
		p.Standard.Indicators[i].Minimum, p.Standard.Indicators[i].CVLimit = nil, nil
	}
	p.Standard.Section = standard.SectionRule{}
	p.Standard.Composite.CVLimit = map[string]float64{primary: limit, junior: 0.6}
	return p
}

// plans are problems whose plans have, between them, every field.
func plans() map[string]func(t *testing.T) *plan.Plan {
	return map[string]func(t *testing.T) *plan.Plan{
		"pass-cost": func(t *testing.T) *plan.Plan { return solve(t, everything(plan.PassCost), "outer") },
		"cost":      func(t *testing.T) *plan.Plan { return solve(t, everything(plan.CostGoal), "outer") },
		"shortfall": func(t *testing.T) *plan.Plan {
			p := everything(plan.Shortfall)
			p.Limits = []plan.Limit{{What: plan.LimitSpending, Max: ptr(20000)}}
			return solve(t, p, "outer")
		},
		"dispersion": func(t *testing.T) *plan.Plan { return solve(t, everything(plan.Dispersion), "outer") },
		"swaps": func(t *testing.T) *plan.Plan {
			p := everything(plan.Moves)
			p.Levers = []plan.Lever{plan.Rotation}
			p.Indicators = []string{"K"}
			p.Limits = []plan.Limit{cv(0.4), {What: plan.LimitHeadcount, On: true}}
			return solve(t, p, "outer")
		},
		"distances": func(t *testing.T) *plan.Plan {
			p := everything(plan.Moves)
			p.Levers, p.Indicators = []plan.Lever{plan.Rotation}, []string{"T"}
			p.Limits = []plan.Limit{cv(0.15), {What: plan.LimitMoveKM, Max: ptr(30)}}
			return solve(t, p, "outer")
		},
		"exchange moves": func(t *testing.T) *plan.Plan {
			return solve(t, moving(plan.Moves, []float64{9, 3, 4, 1}, cv(0.4)), "exchange")
		},
		"exchange dispersion": func(t *testing.T) *plan.Plan {
			return solve(t, moving(plan.Dispersion, []float64{9, 3, 4, 1}), "exchange")
		},
		"few moves": func(t *testing.T) *plan.Plan {
			return solve(t, moving(plan.Dispersion, []float64{9, 3, 4, 1}, plan.Limit{What: plan.LimitMoves, Max: ptr(2)}), "exchange")
		},
		"two stages": func(t *testing.T) *plan.Plan {
			p := everything(plan.Dispersion)
			p.Levers, p.Indicators, p.County.Costs, p.County.Funds = []plan.Lever{plan.Rotation}, []string{"T"}, nil, nil
			pl := solve(t, p, "exchange")
			require.Len(t, pl.Goals, 2)
			return pl
		},
		"level after level": func(t *testing.T) *plan.Plan {
			p := everything(plan.Dispersion, plan.CostGoal)
			p.Levers, p.Indicators = []plan.Lever{plan.Funding}, []string{"D"}
			p.County.Sections[1].Stocks["desks"], p.County.Sections[3].Stocks["desks"] = 20, 10
			p.County.Costs[1].MaxQuantity = ptr(8)
			pl := solve(t, p, "outer")
			require.Len(t, pl.Goals, 3)
			return pl
		},
		"cost, then moves": func(t *testing.T) *plan.Plan {
			p := everything(plan.CostGoal, plan.Moves)
			p.Goals[0].Slack = plan.Slack{Amount: 0.1, Relative: true}
			return solve(t, p, "outer")
		},
		"impossible CV": func(t *testing.T) *plan.Plan {
			return solve(t, moving(plan.Moves, []float64{9, 3, 4, 1}, cv(0.05)), "exchange")
		},
		"too few moves": func(t *testing.T) *plan.Plan {
			return solve(t, moving(plan.Moves, []float64{9, 3, 4, 1}, cv(0.4), plan.Limit{What: plan.LimitMoves, Max: ptr(1)}), "exchange")
		},
		"mean of CVs": func(t *testing.T) *plan.Plan { return solve(t, means(0.21), "outer") },
		"impossible mean of CVs": func(t *testing.T) *plan.Plan {
			p := means(0.15)
			p.Limits = []plan.Limit{{What: plan.LimitLeaveShare, Max: ptr(0.25)}}
			pl := solve(t, p, "outer")
			require.Equal(t, plan.CertRay, pl.Certificate.Kind)
			require.Equal(t, plan.StatusInfeasible, pl.Infeasible.InParts.Status)
			return pl
		},
		"mean of CVs only in parts": func(t *testing.T) *plan.Plan {
			pl := solve(t, means(0.17), "outer")
			require.Equal(t, plan.Optimal, pl.Infeasible.Relaxed.Status)
			require.Equal(t, "composite:primary", pl.Infeasible.Relaxations[0].Rule)
			return pl
		},
		"impossible minimum": func(t *testing.T) *plan.Plan {
			p := everything(plan.PassCost)
			p.Levers = []plan.Lever{plan.Funding, plan.Rotation}
			p.Standard.Indicators[1].Minimum[primary] = 3
			return solve(t, p, "outer")
		},
		"too little money": func(t *testing.T) *plan.Plan {
			p := everything(plan.PassCost)
			p.Limits = []plan.Limit{{What: plan.LimitSpending, Max: ptr(1000)}}
			return solve(t, p, "outer")
		},
	}
}

func TestPlansHold(t *testing.T) {
	for name, make := range plans() {
		t.Run(name, func(t *testing.T) {
			pl := make(t)
			report := verify.Check(pl.Problem.County, reread(t, pl))
			require.Empty(t, report.Faults)
			require.NotEmpty(t, report.Proved)
			t.Log(pl.Status, report.Proved)
		})
	}
}

// A leaf is a value in JSON that can be replaced.
type leaf struct {
	path string
	get  any
	set  func(any)
}

// leaves lists the values of a JSON tree.
func leaves(path string, node any, set func(any), found *[]leaf) {
	switch x := node.(type) {
	case map[string]any:
		for k, v := range x {
			leaves(path+"."+k, v, func(n any) { x[k] = n }, found)
		}
	case []any:
		for i, v := range x {
			leaves(fmt.Sprintf("%s[%d]", path, i), v, func(n any) { x[i] = n }, found)
		}
	default:
		*found = append(*found, leaf{path, node, set})
	}
}

// free are the fields from which nothing follows, or that are evidence which may be other than it is:
// how the plan was found, what was asked, texts for people, and multipliers. What is missing where
// nothing can be done is the optimum of another problem; see reasons_test.go for what is checked.
var free = regexp.MustCompile(`^\.(problem\.(goals|limits|locks|levers|indicators|stages|standard_data)|problem\.standard$|run\.|` +
	`prices\[\d+\]\.(from|to)|goals\[\d+\]\.certificate\.data\.(rows|exchange)|certificate\.data\.|infeasible\.)`)

// Any one number, answer or word that is changed is found.
func TestOneChangeIsFound(t *testing.T) {
	for name, make := range plans() {
		t.Run(name, func(t *testing.T) {
			pl := make(t)
			var b bytes.Buffer
			require.NoError(t, plan.Write(&b, pl))
			var tree any
			require.NoError(t, json.Unmarshal(b.Bytes(), &tree))
			var all []leaf
			leaves("", tree, nil, &all)
			tried := 0
			for _, l := range all {
				if free.MatchString(l.path) {
					continue
				}
				for _, other := range others(l.get) {
					l.set(other)
					require.True(t, refused(t, pl.Problem.County, tree), "%s: %v instead of %v", l.path, other, l.get)
					tried++
				}
				l.set(l.get)
			}
			require.False(t, refused(t, pl.Problem.County, tree))
			t.Logf("%d changes", tried)
		})
	}
}

// others are other values in place of one.
func others(x any) []any {
	switch v := x.(type) {
	case float64:
		if v == 0 {
			return []any{1e-3, -1.0}
		}
		return []any{v + 1, v * 0.9999}
	case bool:
		return []any{!v}
	case string:
		return []any{v + "x"}
	}
	return []any{0.5}
}

// refused says whether a changed plan cannot be read or does not hold.
func refused(t *testing.T, c *model.County, tree any) bool {
	data, err := json.Marshal(tree)
	require.NoError(t, err)
	pl, err := plan.Read(bytes.NewReader(data))
	if err != nil {
		return true
	}
	return !verify.Check(c, pl).OK()
}

// Multipliers may be others, but the bound must follow from them.
func TestWrongMultipliersAreFound(t *testing.T) {
	for _, name := range []string{"pass-cost", "cost", "shortfall", "distances", "impossible minimum", "mean of CVs", "impossible mean of CVs"} {
		pl := plans()[name](t)
		data := pl.Certificate
		if data == nil {
			data = pl.Goals[0].Certificate
		}
		require.NotEmpty(t, data.Data.Rows, name)
		for i := range data.Data.Rows {
			data.Data.Rows[i].Multiplier *= 3
		}
		require.NotEmpty(t, verify.Check(pl.Problem.County, pl).Faults, name)
		for i := range data.Data.Rows {
			data.Data.Rows[i].Multiplier = 0
		}
		require.NotEmpty(t, verify.Check(pl.Problem.County, pl).Faults, name)
		data.Data.Rows[0].Row = "nonsense"
		require.NotEmpty(t, verify.Check(pl.Problem.County, pl).Faults, name)
	}
}

// What is wrong with a plan, and what is said of it.
func TestFaults(t *testing.T) {
	cases := map[string]struct {
		change func(pl *plan.Plan)
		want   string
	}{
		"another county":    {func(pl *plan.Plan) { pl.Problem.CountySHA256 = "00" }, "problem.county_sha256"},
		"no goal":           {func(pl *plan.Plan) { pl.Problem.Goals = nil }, "problem: "},
		"no such school":    {func(pl *plan.Plan) { pl.Actions[0].To = "Z" }, "no school \"Z\""},
		"more moves":        {func(pl *plan.Plan) { pl.Actions[0].Quantity++ }, "goals[0].value"},
		"another cost":      {func(pl *plan.Plan) { pl.Actions[0].Cost++ }, "the action states"},
		"another unit":      {func(pl *plan.Plan) { pl.Actions[0].Unit = "day" }, "actions[0].unit"},
		"year of the past":  {func(pl *plan.Plan) { pl.Actions[0].Year-- }, "actions: "},
		"value":             {func(pl *plan.Plan) { pl.Goals[0].Value++ }, "goals[0].value: the plan says"},
		"bound":             {func(pl *plan.Plan) { pl.Goals[0].Bound-- }, "goals[0].bound: the plan says"},
		"both bounds":       {func(pl *plan.Plan) { pl.Goals[0].Bound--; pl.Goals[0].Certificate.Bound-- }, "proved to be"},
		"better than it is": {func(pl *plan.Plan) { pl.Goals[0].Bound++; pl.Goals[0].Certificate.Bound++ }, "lies above the value"},
		"gap":               {func(pl *plan.Plan) { pl.Goals[0].Gap = 0.5 }, "goals[0].gap"},
		"status of a goal":  {func(pl *plan.Plan) { pl.Goals[0].Status = plan.Feasible }, "goals[0].status"},
		"status":            {func(pl *plan.Plan) { pl.Status = plan.Feasible }, "status: the plan says"},
		"no such status":    {func(pl *plan.Plan) { pl.Status = "splendid" }, "no such status"},
		"infeasible":        {func(pl *plan.Plan) { pl.Status = plan.StatusInfeasible }, "certificate: there is none"},
		"no certificate":    {func(pl *plan.Plan) { pl.Goals[0].Certificate = nil }, "certificate: there is none"},
		"ray":               {func(pl *plan.Plan) { pl.Goals[0].Certificate.Kind = plan.CertRay }, "proves no bound"},
		"rootless search":   {func(pl *plan.Plan) { pl.Goals[0].Certificate.Kind = plan.CertSearch }, "without root bound"},
		"two goals":         {func(pl *plan.Plan) { pl.Goals = append(pl.Goals, pl.Goals[0]) }, "goals: the plan says"},
		"no state after":    {func(pl *plan.Plan) { pl.After = nil }, "after: the plan says 0 entries"},
		"explained":         {func(pl *plan.Plan) { pl.Infeasible = &plan.Infeasible{} }, "explains why there is none"},
		"negative gap":      {func(pl *plan.Plan) { pl.Run.Gap = -1 }, "run.gap"},
	}
	for name, c := range cases {
		pl := plans()["exchange moves"](t)
		require.Empty(t, verify.Check(pl.Problem.County, pl).Faults)
		c.change(pl)
		var found []string
		for _, f := range verify.Check(verify.SmallCounty(9, 3, 4, 1), pl).Faults {
			found = append(found, f.String())
		}
		require.Contains(t, strings.Join(found, "\n"), c.want, name)
	}
}

func TestImpossiblePlansFaults(t *testing.T) {
	cases := map[string]struct {
		change func(pl *plan.Plan)
		want   string
	}{
		"no reason":     {func(pl *plan.Plan) { pl.Infeasible.Reasons = nil }, "infeasible.reasons: there are none"},
		"no proof":      {func(pl *plan.Plan) { pl.Certificate = nil }, "certificate: there is none"},
		"not proved":    {func(pl *plan.Plan) { pl.Certificate.Data.Exchange[0].Level = 5 }, "proves no contradiction"},
		"bound":         {func(pl *plan.Plan) { pl.Certificate.Bound *= 1.01 }, "certificate.bound"},
		"less missing":  {func(pl *plan.Plan) { pl.Infeasible.Reasons[0].ShortBy *= 0.99 }, "short_by"},
		"nothing":       {func(pl *plan.Plan) { pl.Infeasible.Reasons[0].ShortBy = -1 }, "must be a number of 0 or more"},
		"of another":    {func(pl *plan.Plan) { pl.Infeasible.Reasons[0].Rule = "cv:U" }, `no indicator "U"`},
		"other limit":   {func(pl *plan.Plan) { pl.Infeasible.Relaxations[0].From *= 2 }, "relaxations[0].from"},
		"other way out": {func(pl *plan.Plan) { pl.Infeasible.Relaxations[0].To *= 2 }, "relaxations[0].to"},
		"action":        {func(pl *plan.Plan) { pl.After = make([]plan.State, 1) }, "after: the plan says 1 entries"},
	}
	for name, c := range cases {
		pl := plans()["impossible CV"](t)
		require.Empty(t, verify.Check(pl.Problem.County, pl).Faults)
		c.change(pl)
		var found []string
		for _, f := range verify.Check(pl.Problem.County, pl).Faults {
			found = append(found, f.String())
		}
		require.Contains(t, strings.Join(found, "\n"), c.want, name)
	}
}

func TestMeanOfCVsFaults(t *testing.T) {
	cases := map[string]struct {
		plan   string
		change func(pl *plan.Plan)
		want   string
	}{
		"a plan above the limit": {"mean of CVs", func(pl *plan.Plan) { pl.Problem.Standard.Composite.CVLimit[primary] = 0.2 }, "composite at primary: the mean of the CVs is"},
		"a slope of no school":   {"impossible mean of CVs", func(pl *plan.Plan) { pl.Certificate.Data.Rows[0].Row = "slope:T/primary/Z" }, `school "Z" has no stage`},
		"not proved":             {"impossible mean of CVs", func(pl *plan.Plan) { pl.Certificate.Data.Rows = pl.Certificate.Data.Rows[:1] }, "certificate"},
		"another stage":          {"impossible mean of CVs", func(pl *plan.Plan) { pl.Infeasible.Reasons[0].Where = "senior" }, "nothing limits the mean of the CVs"},
		"more missing":           {"impossible mean of CVs", func(pl *plan.Plan) { pl.Infeasible.Reasons[0].ShortBy *= 2 }, "relaxations[0].to"},
		"other limit":            {"impossible mean of CVs", func(pl *plan.Plan) { pl.Infeasible.Relaxations[0].From *= 2 }, "relaxations[0].from"},
		"less than it takes":     {"mean of CVs only in parts", func(pl *plan.Plan) { pl.Infeasible.Relaxations[0].To -= 1e-3 }, "infeasible.relaxed"},
		"more than it takes":     {"mean of CVs only in parts", func(pl *plan.Plan) { pl.Infeasible.Relaxations[0].To += 1e-3 }, "relaxations[0].to"},
		"other than it takes":    {"mean of CVs only in parts", func(pl *plan.Plan) { pl.Infeasible.Reasons[0].ShortBy += 1e-3 }, "short_by"},
	}
	for name, c := range cases {
		pl := plans()[c.plan](t)
		require.Empty(t, verify.Check(pl.Problem.County, pl).Faults)
		c.change(pl)
		var found []string
		for _, f := range verify.Check(pl.Problem.County, pl).Faults {
			found = append(found, f.String())
		}
		require.Contains(t, strings.Join(found, "\n"), c.want, name)
	}
}

package plan_test

import (
	"math"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/model"
	"github.com/eduparity/eduparity/model/standard"
)

func TestValidate(t *testing.T) {
	goals := func(g ...plan.GoalName) func(p *plan.Problem) {
		return func(p *plan.Problem) {
			p.Goals = nil
			for _, name := range g {
				p.Goals = append(p.Goals, plan.Goal{Name: name})
			}
		}
	}
	levers := func(l ...plan.Lever) func(p *plan.Problem) { return func(p *plan.Problem) { p.Levers = l } }
	limit := func(l plan.Limit) func(p *plan.Problem) {
		return func(p *plan.Problem) { p.Limits = append(p.Limits, l) }
	}
	scope := func(w plan.What, max float64, s plan.Scope) func(p *plan.Problem) {
		return limit(plan.Limit{What: w, Max: &max, Scope: s})
	}
	lock := func(l plan.Lock) func(p *plan.Problem) {
		return func(p *plan.Problem) { p.Locks = append(p.Locks, l) }
	}
	costs := func(c ...model.Cost) func(p *plan.Problem) {
		return func(p *plan.Problem) { p.County.Costs = append(p.County.Costs, c...) }
	}
	without := func(column string) func(p *plan.Problem) {
		return func(p *plan.Problem) {
			for i := range p.County.Sections {
				delete(p.County.Sections[i].Stocks, column)
			}
		}
	}
	both := func(f ...func(p *plan.Problem)) func(p *plan.Problem) {
		return func(p *plan.Problem) {
			for _, one := range f {
				one(p)
			}
		}
	}
	noLimits := func(p *plan.Problem) {
		for i := range p.Standard.Indicators {
			p.Standard.Indicators[i].CVLimit = nil
		}
	}
	noMinimums := func(p *plan.Problem) {
		for i := range p.Standard.Indicators {
			p.Standard.Indicators[i].Minimum = nil
		}
	}
	noPlace := func(p *plan.Problem) { p.County.Schools[1].Place = nil }
	key := "2026/rotation/move/A/B//primary/plain"

	for name, c := range map[string]struct {
		change func(p *plan.Problem)
		want   string // empty: valid
	}{
		"valid":                 {func(*plan.Problem) {}, ""},
		"no county":             {func(p *plan.Problem) { p.County = nil }, "problem: a county and a standard are needed"},
		"no standard":           {func(p *plan.Problem) { p.Standard = nil }, "problem: a county and a standard are needed"},
		"no lever":              {levers(), "problem: no lever: choose from funding, hiring, rotation"},
		"unknown lever":         {levers("rotatoin"), `problem: lever "rotatoin": unknown; did you mean "rotation"?`},
		"later lever":           {levers("service"), "problem: lever service: not yet"},
		"lever twice":           {levers(plan.Funding, plan.Funding), "problem: lever funding is named twice"},
		"no goal":               {goals(), "problem: no goal: choose from dispersion, pass-cost, cost, shortfall, moves"},
		"unknown goal":          {goals("shortfal"), `problem: goal "shortfal": unknown; did you mean "shortfall"?`},
		"later goals":           {goals("between-zones"), "problem: goal between-zones: not yet"},
		"goal twice":            {goals(plan.Moves, plan.Moves), "problem: goal moves is named twice"},
		"pass-cost later":       {goals(plan.Moves, plan.PassCost), "problem: goal pass-cost must come first"},
		"pass-cost first":       {goals(plan.PassCost, plan.Moves), ""},
		"negative slack":        {func(p *plan.Problem) { p.Goals[0].Slack.Amount = -1 }, "problem: goal dispersion: slack -1: must be a number of 0 or more"},
		"slack NaN":             {func(p *plan.Problem) { p.Goals[0].Slack.Amount = math.NaN() }, "problem: goal dispersion: slack NaN: must be a number"},
		"unknown indicator":     {func(p *plan.Problem) { p.Indicators = []string{"T", "S"} }, `problem: indicator "S": unknown; known: T, K, R`},
		"unknown stage":         {func(p *plan.Problem) { p.Stages = []string{"primry"} }, `problem: stage "primry": unknown; did you mean "primary"? known: primary, junior`},
		"unknown limit":         {scope("spendings", 1, plan.Scope{}), `problem: limit "spendings": unknown; did you mean "spending"?`},
		"negative budget":       {scope(plan.LimitSpending, -1, plan.Scope{}), "problem: limit spending: max: must not be negative: -1"},
		"no budget":             {scope(plan.LimitSpending, 0, plan.Scope{}), ""},
		"budget NaN":            {scope(plan.LimitSpending, math.NaN(), plan.Scope{}), "problem: limit spending: max: must be a finite number, not NaN"},
		"budget Inf":            {scope(plan.LimitSpending, math.Inf(1), plan.Scope{}), "problem: limit spending: max: must be a finite number, not +Inf"},
		"min above max":         {limit(plan.Limit{What: plan.LimitTeachers, Min: ptr(3), Max: ptr(2)}), "problem: limit teachers: min 3 is above max 2"},
		"wrong field":           {limit(plan.Limit{What: plan.LimitTeachers, Min: ptr(3), Max: ptr(4)}), "problem: limit teachers: max has no meaning here: give min or min_column"},
		"missing field":         {limit(plan.Limit{What: plan.LimitMoves}), "problem: limit moves: max is missing"},
		"headcount off":         {limit(plan.Limit{What: plan.LimitHeadcount}), "problem: limit headcount: on is missing"},
		"headcount and hiring":  {limit(plan.Limit{What: plan.LimitHeadcount, On: true}), ""},
		"share above 1":         {scope(plan.LimitLeaveShare, 20, plan.Scope{}), "problem: limit leave-share: a share is between 0 and 1, not 20"},
		"negative share":        {scope(plan.LimitLeaveShare, -0.1, plan.Scope{}), "problem: limit leave-share: max: must not be negative: -0.1"},
		"wrong scope":           {scope(plan.LimitCV, 1, plan.Scope{Zone: "Z1"}), "problem: limit cv: the scope cannot name a zone: only indicator, stage"},
		"unknown scope stage":   {scope(plan.LimitMoves, 1, plan.Scope{Stage: "primery"}), `problem: limit moves: no stage "primery"; did you mean "primary"?`},
		"unknown zone":          {scope(plan.LimitMoves, 1, plan.Scope{Zone: "Z3"}), `problem: limit moves: no zone "Z3"`},
		"unknown group":         {scope(plan.LimitMoves, 1, plan.Scope{Group: "G-Z3"}), `problem: limit moves: no group "G-Z3"; did you mean "G-Z1"?`},
		"unknown kind":          {scope(plan.LimitMoves, 1, plan.Scope{Kind: "pain"}), `problem: limit moves: no kind "pain"; did you mean "plain"?`},
		"unknown school":        {scope(plan.LimitMoves, 1, plan.Scope{School: "E"}), `problem: limit moves: no school "E"`},
		"unknown cv indicator":  {scope(plan.LimitCV, 1, plan.Scope{Indicator: "L1"}), `problem: limit cv: no indicator "L1"`},
		"unknown column":        {limit(plan.Limit{What: plan.LimitTeachers, MinColumn: "class"}), `problem: limit teachers: the sections have no column "class"; did you mean "classes"?`},
		"known column":          {limit(plan.Limit{What: plan.LimitTeachers, MinColumn: "classes"}), ""},
		"subset for pass-cost":  {both(goals(plan.PassCost), func(p *plan.Problem) { p.Indicators = []string{"T", "R"} }), "problem: goal pass-cost: a section passes by all indicators together, so none may be left out; K is"},
		"all for pass-cost":     {both(goals(plan.PassCost), func(p *plan.Problem) { p.Indicators = []string{"T", "R", "K"} }), ""},
		"pass-cost, no minimum": {both(goals(plan.PassCost), noMinimums), "problem: goal pass-cost: the standard has no minimum for what is chosen"},
		"shortfall, no minimum": {both(goals(plan.Shortfall), noMinimums), "problem: goal shortfall: the standard has no minimum for what is chosen"},
		"shortfall, not here":   {both(goals(plan.Shortfall), func(p *plan.Problem) { p.Indicators = []string{"K"} }), "problem: goal shortfall: the standard has no minimum for what is chosen"},
		"moves, no cv limit":    {both(goals(plan.Moves), noLimits), "problem: goal moves needs a limit on a CV: the standard has none for what is chosen, so state one with --cv-limit"},
		"even, then moves":      {both(goals(plan.Dispersion, plan.Moves), noLimits), ""},
		"cost, no cv limit":     {both(goals(plan.CostGoal), noLimits), "problem: goal cost needs a limit on a CV"},
		"cost, not here":        {both(goals(plan.CostGoal), func(p *plan.Problem) { p.Indicators = []string{"R"} }), "problem: goal cost needs a limit on a CV"},
		"moves, stated":         {both(goals(plan.Moves), noLimits, limit(cv(0.5, "", ""))), ""},
		"moves, no rotation":    {both(goals(plan.Moves), levers(plan.Hiring)), "problem: goal moves: without the lever rotation nobody moves"},
		"nothing to level":      {both(levers(plan.Funding), func(p *plan.Problem) { p.County.Costs = nil }), "problem: goal dispersion: the levers funding can change none of the indicators"},
		"cv limit 0, levelled":  {limit(cv(0, "T", "")), "problem: goal dispersion: it levels CV/limit, and the limit of T in stage primary is 0"},
		"cv limit 0, kept":      {both(goals(plan.Moves), limit(cv(0, "T", ""))), ""},
		"no teachers": {both(without(model.Teachers), without(model.TeachersAboveDegree), without(model.TeachersBackbone), levers(plan.Rotation, plan.Funding), func(p *plan.Problem) {
			p.Standard.Indicators = p.Standard.Indicators[2:]
			p.County.Costs = p.County.Costs[:2]
		}), "problem: lever rotation: sections.csv has no column teachers, so nobody is there to be counted"},
		"one section": {both(levers(plan.Rotation), goals(plan.Moves), func(p *plan.Problem) {
			p.County.Schools, p.County.Sections, p.County.Costs = p.County.Schools[:1], p.County.Sections[:1], nil
		}), "problem: a county of one section: nobody can move"},
		"one section of each stage": {both(levers(plan.Rotation), goals(plan.Moves), func(p *plan.Problem) {
			p.County.Sections = p.County.Sections[2:4]
		}), "problem: no stage has two sections that count: nobody can move"},
		"one section, money": {both(levers(plan.Funding), func(p *plan.Problem) {
			p.County.Sections = p.County.Sections[2:4]
		}), ""},
		"co-funding": {func(p *plan.Problem) {
			p.County.Funds = []model.Fund{{ID: "f", Year: 2026, CoFundingShare: 0.2, Nature: model.AnyNature}}
		}, "problem: fund f: co_funding_share 0.2: not yet"},
		"co-funding of another year": {func(p *plan.Problem) {
			p.County.Funds = []model.Fund{{ID: "g", Year: 2026}, {ID: "f", Year: 2027, CoFundingShare: 0.2}}
		}, ""},
		"fixed":               {costs(model.Cost{Category: "fixed:school", Nature: model.Recurrent}), "problem: costs.csv: category fixed:school: not yet"},
		"service hours":       {costs(model.Cost{Category: "service_hour", Nature: model.Recurrent}), "problem: costs.csv: category service_hour: not yet"},
		"fixed, no funding":   {both(levers(plan.Rotation), costs(model.Cost{Category: "fixed:school"})), ""},
		"fixed, later":        {costs(model.Cost{Category: "fixed:school", Year: 2030}), ""},
		"teachers bought":     {costs(model.Cost{Category: model.TeachersBackbone}), "problem: costs.csv: category teachers_backbone: teachers are not bought; hiring one of a kind is hire:KIND"},
		"natures of moves":    {costs(model.Cost{Category: model.CategoryMoveKM, Nature: model.Capital}), "problem: costs.csv: moves cost capital money by one line and recurrent money by another"},
		"most moves":          {costs(model.Cost{Category: model.CategoryMoveKM, Nature: model.Recurrent, MaxQuantity: ptr(3)}), "problem: costs.csv: max_quantity of move_km: not yet"},
		"unknown distance":    {both(noPlace, scope(plan.LimitMoveKM, 5, plan.Scope{})), "problem: limit move-km needs the distance of every move and 2 are not known: schools.csv: B: lon, lat: is missing"},
		"unknown km cost":     {both(noPlace, costs(model.Cost{Category: model.CategoryMoveKM, Cost: 1, Nature: model.Recurrent})), "problem: the price move_km needs the distance of every move"},
		"unknown, not needed": {noPlace, ""},
		"no way": {both(scope(plan.LimitMoveKM, 5, plan.Scope{}), func(p *plan.Problem) {
			p.Stages, p.County.Travel = []string{primary}, []model.Trip{
				{From: "A", School: "B"}, {From: "B", School: "A"}, {From: "A", School: "C"}, {From: "C", School: "A"}, {From: "B", School: "C"},
			}
		}), `problem: limit move-km needs the distance of every move and 1 are not known: travel.csv: the way from "C" to "B" is missing`},
		"post of an unknown kind": {func(p *plan.Problem) { p.County.Posts = []model.Post{{Kind: "backbon"}} }, `posts.csv: kind: "backbon"`},
		"bad standard":            {func(p *plan.Problem) { p.Standard.Indicators = nil }, "indicator"},
		"bad data":                {without(model.TeachersBackbone), "teachers_backbone"},
		"lock":                    {lock(plan.Lock{Key: key, Fix: ptr(0)}), ""},
		"short lock":              {lock(plan.Lock{Key: "rotation/A", Forbid: true}), "problem: lock rotation/A: a key has 8 parts, year/lever/kind/from/to/school/stage/of, this one 2"},
		"idle lock":               {lock(plan.Lock{Key: key}), "problem: lock " + key + ": say one of fix, forbid and keep"},
		"double lock":             {lock(plan.Lock{Key: key, Fix: ptr(1), Forbid: true}), "say one of fix, forbid and keep"},
		"wild fix":                {lock(plan.Lock{Key: "*/rotation/move/A/B//primary/plain", Fix: ptr(1)}), "fix names the quantity of one action: * is for forbid only"},
		"lock on a swap":          {lock(plan.Lock{Key: "2026/rotation/swap/A/B//primary/above_degree<>plain", Fix: ptr(1)}), "a lock on swaps; lock the moves that they are made of: not yet"},
		"wild forbid":             {lock(plan.Lock{Key: "*/rotation/*/A/*/*/*/*", Forbid: true}), ""},
		"negative keep":           {lock(plan.Lock{Key: key, Keep: ptr(-1)}), "keep: must be a number of 0 or more, not -1"},
		"lock of no lever":        {lock(plan.Lock{Key: "2026/rotatoin/move/A/B//primary/plain", Forbid: true}), `problem: lock 2026/rotatoin/move/A/B//primary/plain: lever "rotatoin": unknown; did you mean "rotation"?`},
		"lock of no kind":         {lock(plan.Lock{Key: "2026/rotation/moves/A/B//primary/plain", Forbid: true}), `problem: lock 2026/rotation/moves/A/B//primary/plain: kind of action "moves": unknown; did you mean "move"?`},
		"lock of no stage":        {lock(plan.Lock{Key: "2026/rotation/move/A/B//primry/plain", Forbid: true}), `no stage "primry"; did you mean "primary"?`},
		"lock of no teacher":      {lock(plan.Lock{Key: "2026/rotation/move/A/B//primary/plan", Forbid: true}), `no kind "plan"; did you mean "plain"?`},
		"lock of no stock":        {lock(plan.Lock{Key: "2026/funding/buy///A//multimedia_room", Forbid: true}), `no stock "multimedia_room"`},
		"lock of no school":       {lock(plan.Lock{Key: "2026/rotation/move/A/E//primary/plain", Forbid: true}), `no school "E"`},
	} {
		t.Run(name, func(t *testing.T) {
			p := problem()
			c.change(p)
			err := p.Validate()
			if c.want == "" {
				require.NoError(t, err)
				return
			}
			require.ErrorContains(t, err, c.want)
			if strings.HasPrefix(c.want, "problem: ") {
				require.ErrorIs(t, err, plan.ErrProblem)
			}
			if strings.HasSuffix(c.want, ": not yet") {
				require.ErrorIs(t, err, plan.ErrNotYet)
			}
		})
	}
}

func TestValidateTellsAll(t *testing.T) {
	p := problem()
	p.Levers, p.Goals = []plan.Lever{"rotate"}, []plan.Goal{{Name: "joy"}}
	p.Limits = []plan.Limit{most(plan.LimitSpending, -1), most(plan.LimitLeaveShare, 2)}
	err := p.Validate()
	for _, want := range []string{`"rotate"`, `"joy"`, "must not be negative", "a share is between 0 and 1"} {
		require.ErrorContains(t, err, want)
	}
}

func TestValidateBuiltIn(t *testing.T) {
	p := problem()
	p.Standard = standard.QualityBalance2017()
	for i := range p.County.Sections {
		p.County.Sections[i].Stocks[model.TeachersPEArts] = 1
	}
	for i := range p.County.Schools {
		for _, stock := range []string{"teaching_area_m2", "indoor_sports_m2", "gymnasium_m2", "sports_ground_m2", model.EquipmentYuan} {
			p.County.Schools[i].Stocks[stock] = 1000
		}
	}
	p.Goals = []plan.Goal{{Name: plan.PassCost}}
	require.NoError(t, p.Validate())
}

func TestValidateMeanOfCVs(t *testing.T) {
	p := problem()
	p.Standard.Composite.CVLimit = map[string]float64{primary: 0.3}
	for i := range p.Standard.Indicators {
		p.Standard.Indicators[i].CVLimit = nil
	}
	for _, goal := range []plan.GoalName{plan.PassCost, plan.CostGoal, plan.Moves} {
		p.Goals, p.Levers = []plan.Goal{{Name: goal}}, []plan.Lever{plan.Funding, plan.Rotation}
		err := p.Validate()
		require.ErrorIs(t, err, plan.ErrProblem)
		require.NotErrorIs(t, err, plan.ErrNotYet)
		require.ErrorContains(t, err, "no convex condition where the lever funding changes the totals")
		p.Levers = []plan.Lever{plan.Rotation}
		require.NoError(t, p.Validate(), "totals are fixed")
		limit, ok := p.HardComposite(primary)
		require.True(t, ok)
		require.Equal(t, 0.3, limit)
		_, ok = p.HardComposite(junior)
		require.False(t, ok)

		p.Indicators = []string{"T", "R"}
		require.ErrorContains(t, p.Validate(), "none may be left out")
		p.Indicators = nil
		p.Standard.Weighting = standard.Unweighted
		require.ErrorContains(t, p.Validate(), "whose means change with every move")
		p.Standard.Weighting = standard.ByPupils
		p.Stages = []string{junior}
		_, ok = p.HardComposite(primary)
		require.False(t, ok, "the problem is not about it")
		p.Stages = nil
	}
	for i := range p.County.Schools {
		p.County.Schools[i].Stocks[rooms] = 0
	}
	require.ErrorContains(t, p.Validate(), "the CV of R in stage primary is undefined, as there is nothing of it")
	p = problem()
	p.Standard.Composite.CVLimit = map[string]float64{primary: 0.3}
	p.Goals = []plan.Goal{{Name: plan.Moves}}
	p.Limits = append(p.Limits, cv(0.3, "T", ""))
	require.NoError(t, p.Validate(), "a limit of its own")
	_, ok := p.HardComposite(primary)
	require.False(t, ok, "which replaces that on the mean")
	p.Goals = []plan.Goal{{Name: plan.PassCost}}
	_, ok = p.HardComposite(primary)
	require.True(t, ok, "but passing means all of the standard")
	p.Goals, p.Limits = []plan.Goal{{Name: plan.Dispersion}}, nil
	require.NoError(t, p.Validate(), "nothing binds")
}

func TestValidateCampus(t *testing.T) {
	p := problem()
	p.County.Schools = append(p.County.Schools, model.School{ID: "campus", CountedWith: p.County.Schools[0].ID})
	err := p.Validate()
	require.ErrorIs(t, err, plan.ErrNotYet)
	require.ErrorContains(t, err, "school campus is counted with A")
}

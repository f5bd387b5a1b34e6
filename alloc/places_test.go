package alloc_test

import (
	"cmp"
	"context"
	"math"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/eduparity/eduparity/alloc"
	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/alloc/verify"
	"github.com/eduparity/eduparity/model"
	"github.com/eduparity/eduparity/model/standard"
	"github.com/eduparity/eduparity/solver/highs"
)

// mapGap is the gap asked for on tiny maps: small, so that what is called optimal is the least there is.
const mapGap = 1e-7

// planMap plans a tiny map and holds the plan against package verify.
func planMap(t require.TestingT, p *plan.Problem) *plan.Plan {
	pl, err := alloc.Exact{Open: highs.Open, Settings: alloc.Settings{Gap: mapGap}}.Plan(context.Background(), p)
	require.NoError(t, err)
	require.Empty(t, verify.Check(p.County, pl).Faults)
	if pl.Status == plan.Optimal || pl.Status == plan.Feasible {
		requireCarried(t, p, pl)
	}
	return pl
}

// valuesOf are the values of a plan goal by goal, as survey lists them.
func valuesOf(pl *plan.Plan) []float64 {
	var values []float64
	for n := range pl.Goals {
		g := &pl.Goals[n]
		if g.Name != plan.Dispersion {
			values = append(values, g.Value)
		} else if n == 0 || pl.Goals[n-1].Name != plan.Dispersion {
			for _, l := range g.Levels {
				values = append(values, l.Ratio)
			}
		}
	}
	return values
}

// requireTruth holds a plan against all plans that there are: it is one of the best, unless CVs are not convex in
// what is decided. There a search that finds no plan, or one that is not the best, is no fault as long as it
// claims no more.
func requireTruth(t require.TestingT, p *plan.Problem, pl *plan.Plan, found []mapPlan) {
	if len(found) == 0 {
		require.Contains(t, []plan.Status{plan.StatusInfeasible, plan.Unknown}, pl.Status)
		return
	}
	require.NotEqual(t, plan.StatusInfeasible, pl.Status, "there are %d plans", len(found))
	proved := provable(t, p)
	if pl.Status == plan.Unknown {
		require.True(t, aboutCVs(p), "there are %d plans", len(found))
		return
	}
	best, values := bestOf(found), valuesOf(pl)
	require.Len(t, values, len(best))
	for n, v := range values {
		tolerance := 1e-5 * max(1, math.Abs(best[n]))
		require.GreaterOrEqual(t, v, best[n]-tolerance, "value %d of %v, best %v", n, values, best)
		if v > best[n]+tolerance {
			require.False(t, proved || pl.Status == plan.Optimal, "value %d of %v, best %v: %s", n, values, best, pl.Status)
			break
		}
	}
	for n := range pl.Goals {
		require.LessOrEqual(t, pl.Goals[n].Bound, pl.Goals[n].Value+1e-9*max(1, math.Abs(pl.Goals[n].Value)))
	}
	require.LessOrEqual(t, pl.Goals[0].Bound, best[0]+1e-6*max(1, math.Abs(best[0])))
}

// provable says whether a problem is one of those whose plans are the best there are: its goals are linear in the
// pupils, or its CVs convex, because stocks and sites stay and every section has pupils today.
func provable(t require.TestingT, p *plan.Problem) bool {
	if !aboutCVs(p) {
		return true
	}
	r, err := plan.NewRules(p)
	require.NoError(t, err)
	places, err := r.Places()
	require.NoError(t, err)
	return !p.HasLever(plan.Siting) && r.WhyNotConvex(places) == "" &&
		!slices.ContainsFunc(p.County.Sections, func(s model.Section) bool { return s.Pupils == 0 })
}

// aboutCVs says whether a goal of the problem is about CVs.
func aboutCVs(p *plan.Problem) bool {
	return slices.ContainsFunc(p.Goals, func(g plan.Goal) bool { return g.Name == plan.Dispersion || g.Name == plan.SeatsGoal })
}

// requireCarried carries the assignments of a plan out in plain code: nobody is lost, no catchment that
// hung together is torn.
func requireCarried(t require.TestingT, p *plan.Problem, pl *plan.Plan) {
	c, stage := p.County, model.StagePrimary
	at := make([]map[string]float64, len(c.Pieces))
	merged := map[string]string{}
	for _, a := range pl.Actions {
		if a.Kind == plan.Merge {
			merged[a.From] = a.To
		}
	}
	for b := range c.Pieces {
		piece := &c.Pieces[b]
		at[b] = map[string]float64{piece.School[stage]: piece.Pupils[stage]}
	}
	for _, a := range pl.Actions {
		if a.Kind == plan.Assign || a.Kind == plan.Board {
			b := slices.IndexFunc(c.Pieces, func(x model.Piece) bool { return x.ID == a.Of })
			require.GreaterOrEqual(t, b, 0)
			at[b][a.From] -= a.Quantity
			at[b][a.To] += a.Quantity
		}
	}
	for b := range at {
		for school, n := range at[b] {
			require.GreaterOrEqual(t, n, -1e-9)
			if to, ok := merged[school]; ok && n > 0 {
				at[b][to] += n
				at[b][school] = 0
			}
		}
	}
	for i := range c.Sections {
		if id := c.Sections[i].School; slices.ContainsFunc(pl.Actions, func(a plan.Action) bool { return a.Kind == plan.Close && a.School == id }) {
			for b := range at {
				require.LessOrEqual(t, at[b][id], 1e-9, "school %s is closed", id)
			}
		}
	}
	if by, ok := p.Contiguous(stage); ok && by == plan.ByPath {
		requireTogether(t, p, at)
	}
}

// requireTogether searches each catchment from the school's home and its neighbours, and allows as many
// parts that are cut off from there as there are today.
func requireTogether(t require.TestingT, p *plan.Problem, at []map[string]float64) {
	const stage = model.StagePrimary
	c := p.County
	g := newAtlas(t, p)
	for j := range g.stage.Sites {
		school := g.stage.Sites[j].School
		today := g.looseParts(j, func(b int) bool { return c.Pieces[b].School[stage] == school && c.Pieces[b].Pupils[stage] > 0 })
		after := g.looseParts(j, func(b int) bool { return at[b][school] > 1e-9 })
		require.LessOrEqual(t, after, today, "catchment of %s", school)
	}
}

// An atlas is a map for searches: which pieces touch, which hold a school, and which no school can reach.
type atlas struct {
	c      *model.County
	stage  *plan.PlaceStage
	touch  [][]int
	island []bool
}

func newAtlas(t require.TestingT, p *plan.Problem) *atlas {
	r, err := plan.NewRules(p)
	require.NoError(t, err)
	places, err := r.Places()
	require.NoError(t, err)
	g := &atlas{c: p.County, stage: &places.Stages[0], touch: make([][]int, len(p.County.Pieces)), island: make([]bool, len(p.County.Pieces))}
	for _, border := range g.c.Borders {
		a, b := g.piece(border.A), g.piece(border.B)
		g.touch[a], g.touch[b] = append(g.touch[a], b), append(g.touch[b], a)
	}
	for b := range g.island {
		g.island[b] = true
	}
	for j := range g.stage.Sites {
		for b, reached := range g.spread(g.home(j), func(b int) bool {
			n := slices.Index(g.stage.Pieces, b)
			return n < 0 || g.stage.Allowed[n*len(g.stage.Sites)+j]
		}) {
			n := slices.Index(g.stage.Pieces, b)
			if reached && (n < 0 || g.stage.Allowed[n*len(g.stage.Sites)+j]) {
				g.island[b] = false
			}
		}
	}
	return g
}

func (g *atlas) piece(id string) int {
	return slices.IndexFunc(g.c.Pieces, func(x model.Piece) bool { return x.ID == id })
}

// home is the piece nearest to the school of a site: no piece has a place or a shape here.
func (g *atlas) home(j int) int {
	home, distances := 0, g.c.Distances()
	for b := range g.c.Pieces {
		near, _ := distances.Metres(g.c.Pieces[b].ID, g.stage.Sites[j].School)
		if best, _ := distances.Metres(g.c.Pieces[home].ID, g.stage.Sites[j].School); near < best {
			home = b
		}
	}
	return home
}

// spread says which pieces are reached from one through pieces of a set.
func (g *atlas) spread(from int, in func(b int) bool) []bool {
	reached := make([]bool, len(g.touch))
	reached[from] = true
	for queue := []int{from}; len(queue) > 0; queue = queue[1:] {
		for _, b := range g.touch[queue[0]] {
			if !reached[b] && in(b) {
				reached[b] = true
				queue = append(queue, b)
			}
		}
	}
	return reached
}

// looseParts counts the parts of a catchment that are cut off from its school. Pieces without pupils can be
// crossed, and pieces that no school can reach are free, and hold others.
func (g *atlas) looseParts(j int, in func(b int) bool) int {
	open := func(b int) bool { return in(b) || g.c.Pieces[b].Pupils[model.StagePrimary] == 0 }
	seen := g.spread(g.home(j), open)
	parts := 0
	for _, free := range []bool{true, false} {
		for b := range seen {
			if seen[b] || !in(b) || g.island[b] != free {
				continue
			}
			if !free {
				parts++
			}
			for o, reached := range g.spread(b, open) {
				seen[o] = seen[o] || reached
			}
		}
	}
	return parts
}

// mapGoals draws goals of catchments.
func mapGoals(t *rapid.T) []plan.GoalName {
	return rapid.SampledFrom([][]plan.GoalName{
		{plan.Travel}, {plan.PupilsMoved}, {plan.PupilsMoved, plan.Travel}, {plan.SeatsGoal}, {plan.Dispersion},
		{plan.SeatsGoal, plan.Travel}, {plan.Travel, plan.PupilsMoved}, {plan.Dispersion, plan.PupilsMoved},
	}).Draw(t, "goals")
}

// agreeOnMap draws nothing: it compares a plan of a problem with all that there are.
func agreeOnMap(t *rapid.T, p *plan.Problem) {
	if p.Validate() != nil {
		t.Skip("no problem")
	}
	found, err := survey(p)
	require.NoError(t, err)
	requireTruth(t, p, planMap(t, p), found)
}

func TestCatchmentsAreTheBestOfAll(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := drawMap(t, false, mapGoals(t)...)
		limitMap(t, p, "")
		agreeOnMap(t, p)
	})
}

func TestConnectedCatchmentsAreTheBestOfAll(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := drawMap(t, false, mapGoals(t)...)
		limitMap(t, p, rapid.SampledFrom([]string{plan.ByPath, plan.ByDistance}).Draw(t, "contiguous"))
		agreeOnMap(t, p)
	})
}

// A limit that gives way makes nothing worse.
func TestRelaxingIsNeverWorse(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		goal := rapid.SampledFrom([]plan.GoalName{plan.Travel, plan.PupilsMoved, plan.SeatsGoal, plan.Dispersion}).Draw(t, "goal")
		p := drawMap(t, false, goal)
		limitMap(t, p, rapid.SampledFrom([]string{"", plan.ByPath, plan.ByDistance}).Draw(t, "contiguous"))
		if p.Validate() != nil {
			t.Skip("no problem")
		}
		tight := planMap(t, p)
		if len(tight.Goals) == 0 {
			return
		}
		n := rapid.IntRange(0, len(p.Limits)-1).Draw(t, "which")
		wide := *p
		wide.Limits = slices.Clone(p.Limits)
		if l := &wide.Limits[n]; l.Max != nil && rapid.Bool().Draw(t, "raised") {
			l.Max = pointer(*l.Max * 1.5)
		} else {
			wide.Limits = slices.Delete(wide.Limits, n, n+1)
		}
		loose := planMap(t, &wide)
		require.NotEmpty(t, loose.Goals)
		value, than := loose.Goals[0].Value, tight.Goals[0].Value
		if loose.Goals[0].Status == plan.Optimal {
			require.LessOrEqual(t, value, than+1e-5*max(1, than))
		}
		require.LessOrEqual(t, loose.Goals[0].Bound, than+1e-6*max(1, than))
	})
}

func TestSitesAreTheBestOfAll(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := drawMap(t, true, rapid.SampledFrom([][]plan.GoalName{
			{plan.CostGoal}, {plan.Travel}, {plan.PupilsMoved}, {plan.CostGoal, plan.Travel}, {plan.Travel, plan.CostGoal},
			{plan.Dispersion}, {plan.SeatsGoal},
		}).Draw(t, "goals")...)
		limitMap(t, p, rapid.SampledFrom([]string{"", "", plan.ByPath, plan.ByDistance}).Draw(t, "contiguous"))
		if rapid.Bool().Draw(t, "open sites") {
			p.Limits = append(p.Limits, plan.Limit{What: plan.LimitOpenSites, Max: pointer(float64(rapid.IntRange(0, 1).Draw(t, "at most")))})
		}
		agreeOnMap(t, p)
	})
}

// An island stays at the school that its pupils go to, though another is nearer: what is proved of the ways counts
// that, which prices alone do not see.
func TestIslandsAreProved(t *testing.T) {
	t.Parallel()
	c := &model.County{Name: "island", Year: 2025}
	for id, seats := range map[string]float64{"A": 70, "B": 90} {
		c.Schools = append(c.Schools, model.School{ID: id, Kind: model.KindPrimary, Area: model.AreaTown})
		c.Sections = append(c.Sections, model.Section{School: id, Stage: model.StagePrimary, Pupils: 40, Stocks: model.Stocks{model.Seats: seats, model.Teachers: 4}})
	}
	slices.SortFunc(c.Schools, func(a, b model.School) int { return cmp.Compare(a.ID, b.ID) })
	slices.SortFunc(c.Sections, func(a, b model.Section) int { return cmp.Compare(a.School, b.School) })
	for _, x := range []struct {
		id, school string
		pupils     float64
		metres     [2]float64
	}{{"b1", "A", 30, [2]float64{0, 3000}}, {"b2", "B", 40, [2]float64{3000, 0}}, {"isle", "A", 10, [2]float64{9000, 8000}}} {
		c.Pieces = append(c.Pieces, model.Piece{
			ID: x.id, Pupils: map[string]float64{model.StagePrimary: x.pupils}, School: map[string]string{model.StagePrimary: x.school},
		})
		for n, to := range []string{"A", "B"} {
			c.Travel = append(c.Travel, model.Trip{From: x.id, School: to, Metres: x.metres[n]})
		}
	}
	c.Borders = []model.Border{{A: "b1", B: "b2"}}
	p := &plan.Problem{
		County: c, Levers: []plan.Lever{plan.Catchment}, Goals: []plan.Goal{{Name: plan.Travel}},
		Standard: &standard.Standard{Name: "T", Indicators: []standard.Indicator{{Code: "T", Stock: []standard.Term{{Column: model.Teachers, Sign: 1}}, Per: 1}}},
		Limits:   []plan.Limit{{What: plan.LimitWholePieces, On: true}, {What: plan.LimitContiguous, On: true}},
	}
	pl := planMap(t, p)
	require.Equal(t, plan.Optimal, pl.Status)
	require.Empty(t, pl.Actions)
	require.InDelta(t, 90, pl.Goals[0].Bound, 1e-6)
	require.InDelta(t, 80, *pl.Goals[0].Certificate.RootBound, 1e-6, "what verify proves from prices")

	p.Locks = []plan.Lock{{Key: "2026/catchment/assign/A/B//primary/isle", Fix: pointer(10.0)}}
	pl = planMap(t, p)
	require.Equal(t, plan.StatusInfeasible, pl.Status)
	require.Equal(t, plan.RuleLock, pl.Infeasible.Reasons[0].Rule)
	p.Limits = p.Limits[:1]
	pl = planMap(t, p)
	require.Equal(t, plan.Optimal, pl.Status)
	require.Len(t, pl.Actions, 1)
	p.Limits, p.Locks[0].Fix = nil, pointer(4.0)
	pl = planMap(t, p)
	require.InDelta(t, 86, pl.Goals[0].Value, 1e-6, "four of ten go there")
}
